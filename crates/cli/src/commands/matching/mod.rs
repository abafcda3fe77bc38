//! `nameplate match`: names of parties beside the register, from tables or from the command line.

mod one;
mod watch;

use std::sync::Arc;
use std::time::Instant;

use lists::open::loaded_lists;
use nameplate::Register;
use nameplate::matching::{Matcher, PartyField, PartyQuery};
use scan::{Mapping, MatchOutcome, Options, Output, Table};

use super::Ended;
use super::scan::{form, format_of, inputs, progress, stop_on_request, tell_incomplete};
use crate::args::MatchArgs;
use crate::error::{CliError, Result};
use crate::out::{Out, Page, faint, text};
use crate::setup::{Setup, files_of, tell_without_lists};
use crate::words::count;
use watch::Watcher;

/// Lines of the table on a terminal, unless asked otherwise.
const LINES: usize = 50;

/// Matches names.
pub(crate) fn run(args: &MatchArgs, out: &Out) -> Result<Ended> {
    let options = options(args, out)?;
    options.check()?;
    let setup = Setup::new(&args.question)?;
    let policy = policy(args, setup.policy())?;
    let register = setup.register()?;
    if register.names().next().is_none() {
        return Err(CliError::new("the register holds no name to match against")
            .hint("fetch the published lists: nameplate lists update; or leave --register out"));
    }
    if let Some(only) = &args.only {
        loaded(&register, only)?;
    }
    if !register.names_are_current() {
        let mut page = out.page();
        page.para(&text(
            "The register was built by a program that reads names with other tables: build it again (`nameplate lists update`).",
        ));
        out.note(&page);
    }
    let matcher = Matcher::new(register, policy, setup.as_of).only(args.only.clone());
    match &args.name[..] {
        [] if !args.identifier.is_empty() && args.inputs.is_empty() => {
            one::run(args, &matcher, &query(args)?, out)
        }
        [] if args.inputs.is_empty() => Err(CliError::new("nothing to match").hint(
            "name a table (nameplate match suppliers.csv) or a party (nameplate match --name 'HK Vision Digital')",
        )),
        [] => tables(args, options, &matcher, out),
        _ => one::run(args, &matcher, &query(args)?, out),
    }
}

/// Refuses a list that is not loaded: of whom nobody looked for, nothing may be said.
fn loaded(register: &Register<'_>, only: &str) -> Result<()> {
    let all = loaded_lists(register);
    if all.contains(&only) {
        return Ok(());
    }
    let there = match all.len() {
        0 => "no published list is loaded".to_owned(),
        _ => format!("loaded: {}", all.join(", ")),
    };
    Err(CliError::new(format!("the list `{only}` is not loaded; {there}"))
        .hint("fetch lists: nameplate lists update; which source carries which: nameplate lists -v"))
}

/// The thresholds, with what the command line says of them.
fn policy(args: &MatchArgs, policy: &nameplate::Policy) -> Result<nameplate::Policy> {
    let mut policy = policy.clone();
    policy.match_from = args.threshold.unwrap_or(policy.match_from);
    policy.match_limit = args.limit.unwrap_or(policy.match_limit);
    if args.all_hits {
        policy.match_rivals = i32::MAX;
    }
    policy.check().map_err(|error| CliError::new(error.to_string()))?;
    Ok(policy)
}

fn query(args: &MatchArgs) -> Result<PartyQuery<'_>> {
    let mut query = PartyQuery::default();
    let fields = [
        (PartyField::Name, &args.name),
        (PartyField::Kind, &args.kind),
        (PartyField::Country, &args.country),
        (PartyField::Address, &args.address),
        (PartyField::Identifier, &args.identifier),
        (PartyField::Born, &args.born),
        (PartyField::Founded, &args.founded),
    ];
    for (field, texts) in fields {
        texts.iter().for_each(|text| query.set(field, text.as_str()));
    }
    match query.defects.first() {
        Some(defect) => Err(CliError::new(format!("--{}: {}", defect.field, defect.reason))),
        None => Ok(query),
    }
}

fn options(args: &MatchArgs, out: &Out) -> Result<Options> {
    let mapping = args.mappings.iter().try_fold(Mapping::default(), |all, text| {
        Ok::<_, CliError>(all.and(Mapping::of_table(text, Table::Parties)?))
    })?;
    Ok(Options {
        inputs: if args.inputs.is_empty() { Vec::new() } else { inputs::expand(&args.inputs, out)? },
        mapping,
        form: form(&args.form),
        output: args.output.clone().map(|path| Output {
            path,
            format: args.format.map(format_of),
            force: args.force,
            ..Output::default()
        }),
        also_read: files_of(&args.question),
        allow_empty: args.allow_empty,
        threads: args.threads.unwrap_or(0),
        ..Options::default()
    })
}

fn tables(args: &MatchArgs, options: Options, matcher: &Matcher<'_>, out: &Out) -> Result<Ended> {
    let lines = match args.lines {
        Some(0) => usize::MAX,
        Some(lines) => lines,
        None if out.is_terminal => LINES,
        None => usize::MAX,
    };
    let started = Instant::now();
    stop_on_request(Arc::clone(&options.stop), *out);
    let watcher = Watcher::new(args.output.is_none().then_some(lines), progress::Bar::new(!args.quiet), *out);
    let outcome = scan::match_parties(matcher, &options, &watcher);
    let shown = watcher.finish()?;
    let outcome = outcome?;
    if !args.quiet {
        let mut page = out.page();
        Finished { matcher, outcome: &outcome, shown: &shown, took: started.elapsed() }.summary(&mut page);
        out.print(&page)?;
    }
    tell_incomplete(outcome.manifest.stopped.as_deref(), &outcome.written, &outcome.files, out);
    let ended = match (outcome.manifest.complete, outcome.summary.hits) {
        (false, _) => Ended::Incomplete,
        // Nobody found can only be said where every row was matched in full.
        (true, 0) if outcome.summary.not_matched > 0 => Ended::Incomplete,
        (true, 0) => Ended::Nothing,
        (true, _) => Ended::Found,
    };
    for error in outcome.files.into_iter().filter_map(|file| file.error) {
        out.error(&error.into());
    }
    Ok(ended)
}

/// A run over tables that has come to its end.
struct Finished<'a> {
    matcher: &'a Matcher<'a>,
    outcome: &'a MatchOutcome,
    shown: &'a watch::Shown,
    took: std::time::Duration,
}

impl Finished<'_> {
    fn summary(&self, page: &mut Page) {
        let Finished { matcher, outcome, shown, took } = *self;
        let counts = &outcome.summary;
        page.gap();
        if shown.hidden > 0 {
            page.para(&faint(format!(
                "{} more lines: --lines 0 shows all, -o FILE keeps all with the alignment of each",
                count(shown.hidden)
            )));
        }
        let rate = count((counts.queries as f64 / took.as_secs_f64().max(0.001)) as u64);
        page.para(&text(format!(
            "{} names, {} with a hit ({} hits), {rate} a second.",
            count(counts.queries),
            count(counts.with_hits),
            count(counts.hits)
        )));
        if counts.not_matched > 0 {
            page.para(&text(format!(
                "{} rows without a hit could not be matched in full: see their defects.",
                count(counts.not_matched)
            )));
        }
        let rows: Vec<_> = [
            ("read as", shown.recognised.iter().map(ToString::to_string).collect::<Vec<_>>()),
            ("defects", shown.defects.clone()),
            ("written", outcome.written.iter().map(|path| path.display().to_string()).collect()),
            ("register", vec![format!("{}, as of {}", outcome.manifest.register.version, matcher.as_of())]),
        ]
        .into_iter()
        .flat_map(|(name, texts)| {
            texts
                .into_iter()
                .enumerate()
                .map(move |(n, said)| vec![faint(if n == 0 { name } else { "" }), text(said)])
        })
        .collect();
        page.rows(2, &[9], rows);
        tell_without_lists(page, matcher.register());
        page.para(&faint("A hit is a likeness of names, not a finding: read what speaks against it."));
    }
}
