//! Where a run that can be taken up again keeps what it has done, and of what.

use std::fs;
use std::path::PathBuf;

use nameplate::Day;
use sha2::{Digest, Sha256};

use super::journal::{self, Head, Journal};
use super::options::Options;
use super::shared::rows_at_once;
use crate::kernel::Judge;
use crate::output::Plan;
use crate::publish::{folder_of, resume, write_error};
use crate::source::hex;
use crate::suppliers::Suppliers;
use tables::error::Error;

/// The day of an earlier run that the same output would be taken up from, if one was left.
///
/// # Errors
/// The output is none beside which something can be kept.
pub fn day_to_resume(options: &Options) -> Result<Option<Day>, Error> {
    let plan = super::options::planned(options)?;
    Ok(journal::day_of(&place(options, plan.as_ref())?))
}

/// The journal of a run that asks for one.
pub(super) fn journal<J: Judge>(
    judge: &J,
    options: &Options,
    plan: Option<&Plan>,
    suppliers: Option<&Suppliers>,
) -> Result<Option<Journal>, Error> {
    if !options.resume {
        return Ok(None);
    }
    let path = place(options, plan)?;
    fs::create_dir_all(folder_of(&path)).map_err(|error| write_error(&path, &error))?;
    let register = judge.register_id();
    let head = Head {
        as_of: judge.as_of(),
        rows: rows_at_once(options, plan),
        register: format!("{} ({})", register.version, register.hash),
        of: hex(&Sha256::digest(asked(judge, options, plan, suppliers))),
    };
    Journal::open(&path, &head).map(Some)
}

/// All that answers, their form and what is told of them hang on, beside register, day and rows.
fn asked<J: Judge>(
    judge: &J,
    options: &Options,
    plan: Option<&Plan>,
    suppliers: Option<&Suppliers>,
) -> String {
    let form = plan.map(|plan| {
        let Plan { format, cases, scope, keep, contents, .. } = plan;
        format!("{format:?} {cases:?} {scope:?} {keep:?} {:?}", contents.audience)
    });
    let Options { table, lines, identity, pages, .. } = options;
    format!(
        "{} {} {:?} {:?} {table:?} {lines} {identity:?} {:?} {form:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        judge.policy().hash(),
        judge.messages_id(),
        judge.without_lists(),
        pages.paths,
        suppliers.map(Suppliers::digest),
    )
}

/// Beside the folder, the results or the first page.
fn place(options: &Options, plan: Option<&Plan>) -> Result<PathBuf, Error> {
    let of_plan = match plan {
        Some(plan) if plan.streams => return Err(Error::NothingToResume),
        Some(plan) => Some(plan.folder.as_ref().unwrap_or(&plan.results)),
        None => None,
    };
    let place = of_plan.or(options.pages.folder.as_ref()).or(options.pages.paths.first());
    place.map(|place| resume(place)).ok_or(Error::NothingToResume)
}
