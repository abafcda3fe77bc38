//! `nameplate rescan`: what a newer register, or a later day, changes in the answers of a scan.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use lists::open::RegisterBytes;
use nameplate::listing::row_for_people;
use nameplate::register::canonical;
use nameplate::{Day, Field, Policy, Register, Screener};
use scan::rescan::{Asked, Became, FindingChange, How, Recorded, Rescanned, State, StateError};
use scan::{Form, Header, Input, Mapping, Options, publish};
use serde::Serialize;

use super::Ended;
use super::scan::inputs::expand;
use super::scan::stop_on_request;
use crate::args::RescanArgs;
use crate::error::{CliError, Result};
use crate::files;
use crate::kept::asked;
use crate::out::{Line, Out, Page, faint, strong, text};
use crate::setup::{clock, load, read_policy, words_of};

/// Brings a state up to date and says what changed.
pub(crate) fn run(args: &RescanArgs, out: &Out) -> Result<Ended> {
    refuse(args)?;
    let mut state = State::open(&args.state)?;
    let before = state.asked().clone();
    let old_bytes = RegisterBytes::of_file(&state.register_file())?;
    let new_bytes = load(args.register.as_deref(), &args.data)?;
    let as_of = args.as_of.map_or_else(|| clock("--as-of"), Ok)?;
    let policy = args.policy.as_deref().map_or_else(|| Ok(before.policy.clone()), read_policy)?;
    let old = screener(old_bytes.open()?, (before.policy.clone(), before.as_of), &before.language)?;
    let new = screener(new_bytes.open()?, (policy.clone(), as_of), &before.language)?;
    let now = asked(new.register(), (&policy, as_of), (&before.language, before.how.clone()));
    let stop = Arc::new(AtomicBool::new(false));
    stop_on_request(Arc::clone(&stop), *out);
    let mut done = state.rescan((&old, &new), (now.clone(), new_bytes.bytes()), &stop)?;
    let failed = match args.catalog.is_empty() && args.gone.is_empty() {
        true => None,
        false => catalogs(args, (&mut state, &new), &stop, out).map(|more| done.add(more)).err(),
    };
    // Told first: the state has gone on, whatever becomes of the files.
    let to_stdout = args.output.as_deref() == Some(Path::new("-"));
    if args.json {
        out.json(&Told::of(&done, (&before, &now)))?;
    } else {
        let page = told(out.page(), (&done, &before, &now), args.limit);
        if to_stdout { out.note(&page) } else { out.print(&page)? }
    }
    write(args, (&state, &done), out)?;
    if let Some(error) = failed {
        return Err(error);
    }
    let news = done.changes.iter().any(|change| change.became != Became::Gone);
    Ok(if news { Ended::Found } else { Ended::Nothing })
}

/// Scans the catalogs that changed, and takes them into the state.
fn catalogs(
    args: &RescanArgs,
    (state, screener): (&mut State, &Screener<'_>),
    stop: &Arc<AtomicBool>,
    out: &Out,
) -> Result<Rescanned> {
    let gone: Vec<String> = args.gone.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if let Some(name) = gone.iter().find(|name| !state.has(name)) {
        return Err(CliError::new(format!("{name}: the state has no catalog of this name"))
            .hint("name it as it was given to `nameplate scan --state`"));
    }
    let recording = state.recording(screener);
    if args.catalog.is_empty() {
        return Ok(state.take_catalogs(recording, &gone, &|_| String::new())?);
    }
    let options = options(args, &state.asked().how, (stop, out))?;
    let outcome = scan::run(screener, &options, &Recorded { watch: &(), recording: &recording })?;
    if !outcome.complete() {
        let why = outcome.manifest.stopped.clone().unwrap_or_else(|| "there is no row in them".to_owned());
        return Err(CliError::new(format!("the catalogs were not read whole: {why}"))
            .hint("the register and the day of the state are the new ones; its catalogs are as they were"));
    }
    let hash = |name: &str| {
        let file = outcome.files.iter().find(|file| file.file == name);
        file.map(|file| file.hash.clone()).unwrap_or_default()
    };
    Ok(state.take_catalogs(recording, &gone, &hash)?)
}

/// What is read, as the catalogs of the state were.
fn options(args: &RescanArgs, how: &How, (stop, out): (&Arc<AtomicBool>, &Out)) -> Result<Options> {
    let told = how
        .map
        .iter()
        .try_fold(Mapping::default(), |all, text| Result::Ok(all.and(Mapping::parse(text)?)))?;
    let mapping = match &how.bought {
        Some(column) => told.and(Mapping::of_field(Field::PurchasedOn, column)),
        None => told,
    };
    let header = match how.header {
        Some(true) => Header::Present,
        Some(false) => Header::Absent,
        None => Header::Detect,
    };
    let inputs: Vec<Input> = expand(&args.catalog, out)?;
    let form = Form { encoding: how.encoding.clone(), header, sheet: how.sheet.clone() };
    Ok(Options { inputs, mapping, form, stop: Arc::clone(stop), ..Options::default() })
}

fn screener<'r>(
    register: Register<'r>,
    (policy, as_of): (Policy, Day),
    language: &str,
) -> Result<Screener<'r>> {
    policy.check_rules(&register).map_err(|error| CliError::new(error.to_string()))?;
    let screener = Screener::new(register, policy, as_of);
    Ok(match words_of(language)? {
        Some(messages) => screener.with_messages(messages),
        None => screener,
    })
}

/// Writes the files that were asked for.
fn write(args: &RescanArgs, (state, done): (&State, &Rescanned), out: &Out) -> Result<()> {
    if let Some(path) = &args.output {
        let mut lines = String::new();
        for change in &done.changes {
            lines.push_str(&canonical(change));
            lines.push('\n');
        }
        match path == Path::new("-") {
            true => out.records(&lines)?,
            false => files::write(path, lines.as_bytes())?,
        }
    }
    let Some(path) = &args.results else { return Ok(()) };
    let mut unread = None;
    publish::write_with(path, &mut |to| {
        let each = &mut |_: &str, result: &str| {
            writeln!(to, "{result}").map_err(|cause| StateError::Io { path: path.clone(), cause })
        };
        state.each_result(each).map_err(|error| {
            let told = std::io::Error::other(error.to_string());
            unread = Some(error);
            told
        })
    })
    .map_err(|error| unread.take().map_or_else(|| error.into(), CliError::from))
}

/// Refuses an output that is one file with something that is read.
fn refuse(args: &RescanArgs) -> Result<()> {
    let outputs = args.output.iter().chain(&args.results).filter(|path| path.as_path() != Path::new("-"));
    let outputs: Vec<PathBuf> = outputs.cloned().collect();
    let of_state = std::fs::read_dir(&args.state).into_iter().flatten().flatten().map(|entry| entry.path());
    let given = args.register.iter().chain(&args.policy).cloned();
    let catalogs = args.catalog.iter().map(PathBuf::from);
    Ok(publish::refuse_inputs(&outputs, &of_state.chain(given).chain(catalogs).collect::<Vec<_>>())?)
}

/// What was done, as JSON.
#[derive(Serialize)]
struct Told<'t> {
    rows: u64,
    judged: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    everything: Option<&'t str>,
    new: usize,
    changed: usize,
    gone: usize,
    told_otherwise: u64,
    bytes_read: u64,
    bytes: u64,
    from: At<'t>,
    to: At<'t>,
    changes: &'t [FindingChange],
}

/// A register and a day.
#[derive(Serialize)]
struct At<'a> {
    register: &'a str,
    register_hash: &'a str,
    as_of: Day,
}

impl<'t> Told<'t> {
    fn of(done: &'t Rescanned, (before, now): (&'t Asked, &'t Asked)) -> Self {
        let at = |asked: &'t Asked| At {
            register: &asked.register,
            register_hash: &asked.register_hash,
            as_of: asked.as_of,
        };
        let [new, changed, gone] = counts(done);
        Told {
            rows: done.rows,
            judged: done.judged,
            everything: done.everything.as_deref(),
            new,
            changed,
            gone,
            told_otherwise: done.told_otherwise,
            bytes_read: done.read,
            bytes: done.bytes,
            from: at(before),
            to: at(now),
            changes: &done.changes,
        }
    }
}

/// How many findings are new, changed, gone.
fn counts(done: &Rescanned) -> [usize; 3] {
    [Became::New, Became::Changed, Became::Gone]
        .map(|became| done.changes.iter().filter(|change| change.became == became).count())
}

fn told(mut page: Page, (done, before, now): (&Rescanned, &Asked, &Asked), limit: usize) -> Page {
    let [new, changed, gone] = counts(done);
    let news = if new == 1 { "1 finding is new".to_owned() } else { format!("{new} findings are new") };
    page.para(&strong(format!("{news}, {changed} changed, {gone} gone.")));
    let judged = match &done.everything {
        Some(why) => format!("All {} listings were judged anew: {why}.", done.rows),
        None => format!("{} of {} listings were judged anew.", done.judged, done.rows),
    };
    page.para(&text(judged));
    if done.told_otherwise > 0 {
        page.para(&text(format!(
            "Of {} more, something else is said without a finding.",
            done.told_otherwise
        )));
    }
    page.para(&faint(format!(
        "From register {} as of {} to {} as of {}; {} of {} read.",
        before.register,
        before.as_of,
        now.register,
        now.as_of,
        size(done.read),
        size(done.bytes)
    )));
    causes(&mut page, done);
    changes(&mut page, done, limit);
    page
}

/// Because of what, those with the most first.
fn causes(page: &mut Page, done: &Rescanned) {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    done.changes.iter().for_each(|change| *all.entry(&change.cause).or_default() += 1);
    let mut all: Vec<(&str, usize)> = all.into_iter().collect();
    all.sort_by_key(|(cause, n)| (std::cmp::Reverse(*n), *cause));
    if all.is_empty() || done.everything.is_some() {
        return;
    }
    page.blank();
    page.heading("Because of");
    const MOST: usize = 10;
    page.rows(
        2,
        &[],
        all.iter().take(MOST).map(|(cause, n)| vec![text(n.to_string()), text(cause)]).collect(),
    );
    if all.len() > MOST {
        page.para(&faint(format!("and {} more causes", all.len() - MOST)));
    }
}

fn changes(page: &mut Page, done: &Rescanned, limit: usize) {
    if done.changes.is_empty() {
        return;
    }
    let limit = if limit == 0 { usize::MAX } else { limit };
    page.blank();
    page.heading("Findings");
    let one_file = done.changes.iter().all(|change| change.file == done.changes[0].file);
    let row = |change: &FindingChange| -> Vec<Line> {
        let row = format!("row {}", row_for_people(&change.file, change.row));
        let place = if one_file { row } else { format!("{} {row}", change.file) };
        let became = match change.became {
            Became::New => "new",
            Became::Changed => "changed",
            Became::Gone => "gone",
        };
        let finding = &change.finding;
        vec![text(became), text(place), text(&change.id), text(&finding.verdict), text(&finding.target)]
    };
    page.rows(2, &[], done.changes.iter().take(limit).map(row).collect());
    if done.changes.len() > limit {
        page.para(&faint(format!("and {} more: --limit 0, or -o FILE", done.changes.len() - limit)));
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
