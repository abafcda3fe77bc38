//! `nameplate scan`: catalogs in, one line a finding and a summary out, or results in files.

pub(crate) mod inputs;
pub(crate) mod progress;
#[cfg_attr(not(feature = "remote"), path = "no_away.rs")]
mod away;
#[cfg(feature = "remote")]
mod elsewhere;
mod details;
mod groups;
mod ids;
mod names;
mod job;
mod ran;
mod released;
mod row;
mod layout;
mod paper;
mod summary;
mod table;
mod watch;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Instant;

use nameplate::finding::Finding;
use nameplate::{Day, Field, Verdict};
use scan::digest::By;
use scan::rescan::{Recorded, Recording};
use scan::{
    Cases, Contents, FileReport, Form, Header, Mapping, Options, Outcome, Output, PathInWords, Scope,
    day_to_resume,
};

use super::Ended;
use crate::args::{self, AsOf, Question, ScanArgs};
use crate::error::{CliError, Result};
use crate::files;
use crate::kept;
use crate::out::{Out, text};
use crate::setup::{Setup, files_of};
use crate::words::counted;
use away::Away;
pub(crate) use job::{Job, Show};
use names::is_address;
pub(crate) use paper::Paper;
use released::Released;
use watch::Watcher;

/// Lines of the table on a terminal, unless asked otherwise.
const LINES: usize = 50;

/// Scans catalogs.
pub(crate) fn run(args: &ScanArgs, out: &Out) -> Result<Ended> {
    let away = Away::of(args.output.as_deref())?;
    refuse_addresses(args, away.as_ref())?;
    let mut options = options(args, away.as_ref(), out)?;
    if let Some(away) = &away {
        away.check(&options.inputs, args.force)?;
    }
    let streams = options.output.as_ref().is_some_and(Output::streams);
    if args.json && streams {
        return Err(CliError::new("-o - and --json both write to standard output")
            .hint("-o - alone ends with the manifest as its last record"));
    }
    let paper = Paper::new(args, &mut options)?;
    refuse_without_table(args, &options)?;
    // Before anything is opened, and long before anything is written.
    options.check()?;
    args.record.iter().try_for_each(|record| files::refuse_format(record))?;
    // What was begun on a day is ended with the law of that day.
    let begun = if args.resume { day_to_resume(&options)? } else { None };
    let setup = Setup::of_table(&args.question)?.on(begun, &args.question);
    tell_begun(begun, out);
    let screener = setup.speaking(&args.speech)?;
    let limit = match args.limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None if out.is_terminal => LINES,
        None => usize::MAX,
    };
    let to_files = args.json || args.output.is_some() || args.record.is_some();
    // Where nothing else is printed, lines are what is wanted.
    let lines = args.brief || args.limit.is_some() || args.quiet;
    let show = Show {
        table: (args.table || (lines && !to_files)).then_some(limit),
        brief: args.brief,
        groups: !to_files,
        progress: !args.quiet,
        summary: !args.quiet,
        details: args.details,
        json: args.json,
    };
    let audience = args.audience.audience();
    let gate = &setup.policy().gate;
    let released = args.decisions.as_deref();
    let released = released.map(|path| Released::read(path, gate, &audience)).transpose()?;
    let recording = args.state.as_deref().map(|folder| Recording::begin(folder, &screener)).transpose()?;
    let job = Job {
        screener: &screener,
        options: &options,
        paper: &paper,
        audience: &audience,
        released: released.as_ref(),
        recording: recording.as_ref(),
        away: away.as_ref(),
    };
    let (ended, outcome) = scan_with(&job, show, out)?;
    if let Some(recording) = recording {
        keep(recording, (&setup, args), &outcome, out)?;
    }
    Ok(ended)
}

/// Says that an earlier run is taken up.
fn tell_begun(begun: Option<Day>, out: &Out) {
    let Some(day) = begun else { return };
    let mut page = out.page();
    page.para(&text(format!(
        "Going on with a scan that was begun as of {day}; what it judged is taken over."
    )));
    out.note(&page);
}

/// Gives the state its name, where the scan was whole.
fn keep(
    recording: Recording<'_>,
    (setup, args): (&Setup, &ScanArgs),
    outcome: &Outcome,
    out: &Out,
) -> Result<()> {
    if !outcome.complete() {
        return Err(CliError::new("the scan is not complete, so no state of it is kept")
            .hint("scan again; an older state in the folder is as it was"));
    }
    let hash = |name: &str| {
        let file = outcome.files.iter().find(|file| file.file == name);
        file.map(|file| file.hash.clone()).unwrap_or_default()
    };
    let asked = kept::asked(
        &setup.register()?,
        (setup.policy(), setup.as_of),
        (&args.speech.language, kept::how(args)),
    );
    let rows = recording.finish(asked, setup.register_bytes(), &hash)?;
    let folder = args.state.as_deref().unwrap_or_else(|| std::path::Path::new(".")).display().to_string();
    let mut page = out.page();
    page.para(&text(format!("{rows} rows are kept in {folder}: nameplate rescan --state {folder}")));
    out.note(&page);
    Ok(())
}

/// What is asked of a table where none is written would be passed over in silence.
fn refuse_without_table(args: &ScanArgs, options: &Options) -> Result<()> {
    let asked = [
        (!args.keep.is_empty(), "--keep"),
        (args.only_findings, "--only-findings"),
        (args.all_rows, "--all-rows"),
    ];
    match asked.into_iter().find(|(is_asked, _)| *is_asked) {
        Some((_, option)) if options.output.is_none() => Err(CliError::new(format!(
            "{option} is for rows, and a report has none"
        ))
        .hint(
            "write a table: -o findings.xlsx, or a folder, which gets a report too: -o out/ --format xlsx",
        )),
        _ => Ok(()),
    }
}

/// What is kept beside results, or signed, stays on this machine.
fn refuse_addresses(args: &ScanArgs, away: Option<&Away>) -> Result<()> {
    let paths = [("--state", &args.state), ("--record", &args.record)];
    for (option, path) in paths {
        if let Some(text) = path.as_deref().and_then(|path| path.to_str()).filter(|text| is_address(text)) {
            return Err(CliError::new(format!("{option} {text}: is written on this machine only"))
                .hint("name a file or folder of this machine"));
        }
    }
    if args.resume && away.is_some() {
        return Err(CliError::new("--resume keeps what is done beside the results, and these go elsewhere")
            .hint("write them into a folder of this machine, and send that when it is whole"));
    }
    Ok(())
}

fn options(args: &ScanArgs, away: Option<&Away>, out: &Out) -> Result<Options> {
    // A page is made of what is gathered, not written row by row.
    let format = args.format.and_then(args::Format::of_rows).map(format_of);
    Ok(Options {
        inputs: inputs::expand(&args.inputs, out)?,
        mapping: mapping(&args.mappings, &args.question)?,
        form: form(&args.form),
        suppliers: args.suppliers.as_ref().map(inputs::one).transpose()?,
        output: args
            .output
            .clone()
            .map(|path| output(args, away.map_or(path, |away| away.here().to_owned()), format)),
        also_read: files_of(&args.question).into_iter().chain(args.speech.messages.clone()).collect(),
        resume: args.resume,
        identity: if args.expect_id { By::Id } else { By::Order },
        allow_empty: args.allow_empty,
        threads: args.threads.unwrap_or(0),
        memory: args.memory.unwrap_or(scan::MEMORY),
        ..Options::default()
    })
}

/// What is written where.
fn output(args: &ScanArgs, path: PathBuf, format: Option<scan::Format>) -> Output {
    let scope = match (args.only_findings, args.all_rows) {
        (true, _) => Some(Scope::Findings),
        (_, true) => Some(Scope::All),
        _ => None,
    };
    let contents = Contents {
        scope,
        keep: named_once(&args.keep),
        audience: args.audience.audience(),
        path: PathInWords(path_in_words),
    };
    Output { path, format, cases: cases(args.expand), contents, force: args.force }
}

/// Names of columns without spaces around them, each once.
fn named_once(names: &[String]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let names = names.iter().map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty() && known.insert(name.clone())).collect()
}

/// A path as the answers on a terminal tell it.
fn path_in_words(finding: &Finding) -> String {
    pages::words::path(finding, scan::sources_in_words)
}

/// Where the cases of results go.
fn cases(expand: bool) -> Cases {
    if expand { Cases::Inside } else { Cases::Beside }
}

/// The format that was asked for.
pub(crate) fn format_of(format: args::RowFormat) -> scan::Format {
    match format {
        args::RowFormat::Parquet => scan::Format::Parquet,
        args::RowFormat::Jsonl => scan::Format::Jsonl,
        args::RowFormat::Csv => scan::Format::Csv,
        args::RowFormat::Xlsx => scan::Format::Xlsx,
    }
}

/// How tables are written, as the user says.
pub(crate) fn form(args: &args::FormArgs) -> Form {
    let header = match (args.header, args.no_header) {
        (true, _) => Header::Present,
        (_, true) => Header::Absent,
        _ => Header::Detect,
    };
    Form { encoding: args.encoding.clone(), header, sheet: args.sheet.clone() }
}

/// What the user says that columns mean; the option may be given several times.
pub(crate) fn mapping(texts: &[String], question: &Question) -> Result<Mapping> {
    let told =
        texts.iter().try_fold(Mapping::default(), |all, text| Result::Ok(all.and(Mapping::parse(text)?)))?;
    Ok(match &question.as_of {
        Some(AsOf::Column(column)) => told.and(Mapping::of_field(Field::PurchasedOn, column)),
        _ => told,
    })
}

/// Runs a scan and prints what is wanted of it.
pub(crate) fn scan_and_show(job: &Job<'_>, show: Show, out: &Out) -> Result<Ended> {
    scan_with(job, show, out).map(|(ended, _)| ended)
}

fn scan_with(job: &Job<'_>, show: Show, out: &Out) -> Result<(Ended, Outcome)> {
    let Job { screener, options, .. } = *job;
    let started = Instant::now();
    stop_on_request(Arc::clone(&options.stop), *out);
    let watcher = Watcher::new(job, show, *out);
    let outcome = match job.recording {
        Some(recording) => scan::run(screener, options, &Recorded { watch: &watcher, recording }),
        None => scan::run(screener, options, &watcher),
    };
    let seen = watcher.finish();
    // A table that nobody reads any more ends the scan; so it comes before what the scan says.
    let (mut outcome, seen) = (outcome?, seen?);
    if let Some(away) = job.away {
        outcome.written = away.send(&outcome.written)?;
    }
    let ended = ended(&outcome, seen.unread);
    let nothing_read = outcome.summary.listings == 0 && outcome.files.iter().any(|file| file.error.is_some());
    if show.json {
        out.json(&outcome.manifest)?;
    } else if show.summary && !nothing_read {
        let mut page = out.page();
        let ran = ran::Ran {
            outcome: &outcome,
            seen: &seen,
            took: started.elapsed(),
            audience: job.audience,
            groups: show.in_groups(),
            details: show.details,
        };
        summary::print(&mut page, screener, &ran);
        // Records on standard output are for a program: what is said to people goes beside them.
        if options.output.as_ref().is_some_and(Output::streams) {
            out.note(&page);
        } else {
            out.print(&page)?;
        }
    }
    tell_incomplete(outcome.manifest.stopped.as_deref(), &outcome.written, &outcome.files, out);
    if options.resume {
        tell_resumed(&outcome, out);
    }
    for file in &mut outcome.files {
        if let Some(error) = file.error.take() {
            out.error(&error.into());
        }
    }
    Ok((ended, outcome))
}

/// Says what was taken over from an earlier run, and that a later one can go on.
fn tell_resumed(outcome: &Outcome, out: &Out) {
    let mut page = out.page();
    if outcome.resumed > 0 {
        let rows = counted(outcome.resumed, "row was", "rows were");
        page.para(&text(format!("{rows} judged by an earlier run.")));
    }
    if !outcome.complete() {
        page.para(&text("What was judged is kept: the same command goes on from there."));
    }
    out.note(&page);
}

/// Says of a run that is not whole why, where no error of a file will, and where its results are; and which inputs were empty.
pub(crate) fn tell_incomplete(stopped: Option<&str>, written: &[PathBuf], files: &[FileReport], out: &Out) {
    let errors = files.iter().any(|file| file.error.is_some());
    let places = written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    if let Some(why) = stopped.filter(|_| !errors || !places.is_empty()) {
        let error = CliError::new(format!("not complete: {why}"));
        let error = if places.is_empty() {
            error
        } else {
            error.hint(format!("what there is stands in {places}; an older complete result is as it was"))
        };
        let nothing_went_wrong = !errors && files.iter().all(|file| !file.hash.is_empty());
        out.error(&match nothing_went_wrong {
            true if files.iter().all(|file| file.rows == 0) => error.hint(EMPTY),
            true => error.hint(UNUSED),
            false => error,
        });
        return;
    }
    let mut page = out.page();
    for file in files.iter().filter(|file| file.rows == 0 && file.error.is_none()) {
        page.para(&text(format!("There is no row in {}.", file.file)));
    }
    if files.iter().any(|file| file.rows > 0 || file.error.is_some()) {
        out.note(&page);
    }
}

/// What to do about rows of which none could be used.
const UNUSED: &str =
    "see what is said of their defects; --map FIELD=COLUMN names columns that were taken for something else";

/// What to do about inputs without rows.
const EMPTY: &str = "see whether the command that makes the input has failed; --allow-empty takes an empty input for a complete one";

/// Nothing found can only be said where everything was read.
fn ended(outcome: &Outcome, unread: u64) -> Ended {
    let found = outcome.summary.count(Verdict::Connected) + outcome.summary.count(Verdict::Review);
    match (outcome.complete(), found, unread) {
        (false, _, _) | (true, 0, 1..) => Ended::Incomplete,
        (true, 0, 0) => Ended::Nothing,
        (true, _, _) => Ended::Found,
    }
}

/// The first Ctrl-C asks what is at work to stop after what is already read; the second one ends the program at once. A process has one
/// handler, and what is at work one after the other shares it.
pub(crate) fn stop_on_request(stop: Arc<AtomicBool>, out: Out) {
    static AT_WORK: Mutex<Vec<Weak<AtomicBool>>> = Mutex::new(Vec::new());
    let mut at_work = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
    let first = at_work.is_empty();
    at_work.retain(|flag| flag.strong_count() > 0);
    at_work.push(Arc::downgrade(&stop));
    if !first {
        return;
    }
    drop(at_work);
    let asked = AtomicBool::new(false);
    let handler = move || {
        if asked.swap(true, Ordering::SeqCst) {
            std::process::exit(2);
        }
        let at_work = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
        at_work.iter().filter_map(Weak::upgrade).for_each(|flag| flag.store(true, Ordering::SeqCst));
        drop(at_work);
        let mut page = out.page();
        page.gap();
        page.para(&text("Stopping after what is already read; Ctrl-C again stops at once."));
        out.note(&page);
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        out.error(&CliError::new(format!("Ctrl-C cannot be caught: {error}")));
    }
}
