//! `nameplate explain`: the whole chain of one listing, from the same code that judges.

mod brief;
mod chain;
mod finding;
mod invoice;

use nameplate::answer::Audience;
use nameplate::listing::row_of_people;
use nameplate::{Listing, Screener, Trace};
use scan::Input;
use scan::catalog::{Sought, Which, find};
use serde::Serialize;

use super::Ended;
use super::check::nothing_to_judge;
use crate::args::ExplainArgs;
use crate::error::{CliError, Result};
use crate::out::Out;
use crate::setup::{Setup, tell_without_lists};
pub(crate) use finding::print_claim;

/// Explains one listing of a catalog, or one given as options.
pub(crate) fn run(args: &ExplainArgs, out: &Out) -> Result<Ended> {
    let setup = if args.file.is_some() { Setup::of_table } else { Setup::new }(&args.question)?;
    let screener = setup.speaking(&args.speech)?;
    let listing = match &args.file {
        None => args.listing.listing().ok_or_else(nothing_to_judge)?,
        Some(file) => {
            let mapping = super::scan::mapping(&args.mappings, &args.question)?;
            let which = which(args, &file.to_string_lossy())?;
            let suppliers = args.suppliers.as_deref().map(Input::typed);
            find(
                &screener,
                Sought {
                    input: Input::typed(file),
                    suppliers,
                    mapping,
                    form: super::scan::form(&args.form),
                    which,
                },
            )?
        }
    };
    let form = match (args.json, args.full) {
        (true, _) => Form::Json,
        (_, true) => Form::Full,
        _ => Form::Brief(args.audience.audience()),
    };
    explain(&screener, &listing, form, out)
}

/// Which listing is meant; rows as people count them.
fn which(args: &ExplainArgs, file: &str) -> Result<Which> {
    if let Some(id) = &args.id {
        return Ok(Which::Id(id.clone()));
    }
    let number = args.row.unwrap_or(1);
    let none =
        || CliError::new("there is no row 0").hint("rows are counted from 1, below the names of the columns");
    row_of_people(file, number).map(Which::Row).ok_or_else(none)
}

/// How it is told.
enum Form {
    Json,
    Full,
    Brief(Audience),
}

/// Explains a listing of the example catalog.
pub(crate) fn demo(screener: &Screener<'_>, sought: Sought, out: &Out) -> Result<Ended> {
    let listing = find(screener, sought)?;
    explain(screener, &listing, Form::Brief(Audience::default()), out)
}

/// All there is to know, for machines.
#[derive(Serialize)]
struct Explained<'t> {
    as_of: nameplate::Day,
    register: nameplate::report::RegisterId,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_lists: Option<String>,
    policy_hash: String,
    policy: &'t nameplate::Policy,
    #[serde(flatten)]
    trace: &'t Trace<'t>,
}

fn explain(screener: &Screener<'_>, listing: &Listing<'_>, form: Form, out: &Out) -> Result<Ended> {
    let trace = screener.trace(listing);
    let ended = Ended::from(trace.result.verdict);
    if let Form::Json = form {
        let explained = Explained {
            as_of: screener.as_of(),
            register: screener.register_id(),
            without_lists: screener.register().without_lists(),
            policy_hash: screener.policy().hash(),
            policy: screener.policy(),
            trace: &trace,
        };
        return out.json(&explained).map(|()| ended);
    }
    let mut page = out.page();
    match form {
        Form::Brief(audience) => brief::print(&mut page, screener, &trace, &audience),
        Form::Json | Form::Full => chain::print(&mut page, screener, listing, &trace),
    }
    tell_without_lists(&mut page, screener.register());
    out.print(&page).map(|()| ended)
}
