//! One scan of an upload: a pass for each format, the report, the tables that teams act on, and what changed since the last upload of
//! the same catalog. Everything is written into a fresh folder, which gets its name when all is done.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use nameplate::answer::Audience;
use nameplate::finding::{Finding, ListingResult};
use nameplate::gate::Gatekeeper;
use nameplate::report::Summary;
use nameplate::word::Reader;
use nameplate::{Day, Screener};
use pages::{Beside, Gatherer, Looking, MOST_LISTINGS, Told};
use scan::{Contents, Format, Input, Mapping, Options, Output, Pages, PagesOf, PathInWords, Progress, Watch};
use serde::Serialize;
use tokio::sync::watch;

use scan::rescan::Became;

use super::compare::compare;
use super::found::{Found, Writer};
use super::kept::Far;
use super::tables::{Reason, sellers, takedowns};
use crate::app::App;
use crate::kept;
use crate::store::cases::Served;
use crate::store::scans::ScanJob;

/// A scan to be run.
pub(super) struct Work {
    pub(super) app: Arc<App>,
    pub(super) job: ScanJob,
    /// The scan before this one of the same catalog, or why it could not be looked up.
    pub(super) before: Result<Option<String>, String>,
    pub(super) stop: Arc<AtomicBool>,
    pub(super) far: watch::Sender<Far>,
}

/// A scan that is done.
pub(super) struct Done {
    /// What came of it, as JSON.
    pub(super) outcome: String,
    pub(super) rows: u64,
}

/// A scan that is not.
pub(super) enum Unfinished {
    /// Somebody stopped it.
    Stopped,
    /// It failed.
    Failed(String),
}

impl From<io::Error> for Unfinished {
    fn from(error: io::Error) -> Self {
        Unfinished::Failed(format!("the results could not be written: {error}"))
    }
}

impl From<scan::Error> for Unfinished {
    fn from(error: scan::Error) -> Self {
        Unfinished::Failed(error.to_string())
    }
}

/// What came of a scan.
#[derive(Serialize)]
struct Outcome<'o> {
    counts: &'o Summary,
    digest: &'o str,
    register: &'o nameplate::report::RegisterId,
    policy_hash: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_lists: Option<&'o str>,
    /// Listings that the gate does not let through.
    not_allowed: u64,
    sellers: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Changes>,
}

/// What changed since the last upload of the same catalog.
#[derive(Serialize)]
struct Changes {
    /// The scan before.
    #[serde(skip_serializing_if = "String::is_empty")]
    since: String,
    new: u64,
    changed: u64,
    gone: u64,
    /// Why they could not be compared: then the counts say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// What was found, a line a listing.
const FOUND: &str = "found.jsonl";

/// Runs a scan.
pub(super) fn run(work: &Work) -> Result<Done, Unfinished> {
    let (jobs, job) = (&work.app.jobs, &work.job);
    let fresh = jobs.folder(&job.id).join("fresh");
    // What a scan that was broken off left behind.
    let _ = std::fs::remove_dir_all(&fresh);
    std::fs::create_dir_all(&fresh)?;
    let outcome = scan_into(work, &fresh);
    if outcome.is_err() {
        let _ = std::fs::remove_dir_all(&fresh);
    }
    let done = outcome?;
    let results = jobs.results(&job.id);
    let _ = std::fs::remove_dir_all(&results);
    std::fs::rename(&fresh, &results)?;
    Ok(done)
}

fn scan_into(work: &Work, folder: &Path) -> Result<Done, Unfinished> {
    let (app, job) = (&work.app, &work.job);
    let ready = app.engine.now();
    let asked = &job.asked;
    let as_of: Day =
        asked.as_of.parse().map_err(|_| Unfinished::Failed(format!("`{}` is not a day", asked.as_of)))?;
    let screener = ready.on(as_of);
    let decisions = app.decisions.load_full();
    let place = Some(asked.place.clone()).filter(|place| !place.is_empty());
    let named = Audience { reader: Reader::from_word(&asked.reader), place };
    let gate = ready.gate.asked_for(named.reader, named.place.as_deref());
    let audience = if named == Audience::default() { app.settings.audience.clone() } else { named };
    let keeper = Gatekeeper { gate: &gate, decisions: &decisions, as_of };
    let formats: Vec<Format> = asked.formats.iter().filter_map(|name| Format::from_name(name)).collect();
    let passes = formats.len();
    let mut first = None;
    for (n, format) in formats.into_iter().enumerate() {
        let pass = Pass { work, screener: &screener, keeper, audience: &audience, at: (n, passes) };
        let ended = pass.run(folder, format)?;
        first.get_or_insert(ended);
    }
    let Some((outcome, looked)) = first else {
        return Err(Unfinished::Failed("no format was asked for".to_owned()));
    };
    let found = folder.join(FOUND);
    let reasons: BTreeMap<String, Reason> =
        looked.cases.iter().map(|(id, case)| (id.clone(), Reason::of(&case.0))).collect();
    keep_cases(work, &looked)?;
    let not_allowed = takedowns(&found, &folder.join("takedowns.csv"), &reasons)?;
    let sellers = sellers(&found, &folder.join("sellers.csv"), &reasons)?;
    let changes = changes(work, folder)?;
    let told = Outcome {
        counts: &outcome.summary,
        digest: &outcome.manifest.digest,
        register: &ready.register,
        policy_hash: &ready.policy_hash,
        without_lists: ready.without_lists.as_deref(),
        not_allowed,
        sellers,
        changes,
    };
    let outcome_json = serde_json::to_string(&told).map_err(io::Error::from)?;
    Ok(Done { outcome: outcome_json, rows: outcome.summary.listings })
}

/// Cases of a scan can be asked for like those of the gate.
fn keep_cases(work: &Work, looked: &Looked) -> Result<(), Unfinished> {
    let unknown = looked.cases.iter().filter(|(id, _)| !work.app.knows_case(id));
    let cases: Vec<Served> =
        unknown.map(|(_, (case, listing))| kept::served(case, listing.clone())).collect();
    let kept = tokio::runtime::Handle::current().block_on(work.app.keep_cases(cases));
    kept.map_err(|error| Unfinished::Failed(format!("the cases could not be kept: {error}")))
}

fn changes(work: &Work, folder: &Path) -> Result<Option<Changes>, Unfinished> {
    let before = match &work.before {
        Ok(Some(before)) => before,
        Ok(None) => return Ok(None),
        Err(why) => {
            let why = Some(format!("the scan before could not be looked up: {why}"));
            return Ok(Some(Changes { since: String::new(), new: 0, changed: 0, gone: 0, why }));
        }
    };
    let mut told = Changes { since: before.clone(), new: 0, changed: 0, gone: 0, why: None };
    let earlier = work.app.jobs.results(before).join(FOUND);
    let all = match compare(&earlier, &folder.join(FOUND)) {
        Ok(all) => all,
        Err(error) => {
            told.why = Some(format!("could not be compared: {error}"));
            return Ok(Some(told));
        }
    };
    let mut lines = Vec::new();
    for change in &all {
        match change.became {
            Became::New => told.new += 1,
            Became::Changed => told.changed += 1,
            Became::Gone => told.gone += 1,
        }
        serde_json::to_writer(&mut lines, change).map_err(io::Error::from)?;
        lines.push(b'\n');
    }
    std::fs::write(folder.join("changes.jsonl"), lines)?;
    Ok(Some(told))
}

/// One pass over the upload.
struct Pass<'p> {
    work: &'p Work,
    screener: &'p Screener<'p>,
    keeper: Gatekeeper<'p>,
    audience: &'p Audience,
    /// Which pass it is, and how many there are.
    at: (usize, usize),
}

/// What the first pass looked at.
#[derive(Default)]
struct Looked {
    gatherer: Gatherer,
    /// Each case with a listing that led to it.
    cases: BTreeMap<String, (Arc<nameplate::finding::Case>, String)>,
    found: Option<Writer>,
    failed: Option<io::Error>,
}

impl Pass<'_> {
    fn run(&self, folder: &Path, format: Format) -> Result<(scan::Outcome, Looked), Unfinished> {
        let (pass, _) = self.at;
        let job = &self.work.job;
        let mapping = match job.asked.map.as_str() {
            "" => Mapping::default(),
            map => Mapping::parse(map)?,
        };
        let contents =
            Contents { audience: self.audience.clone(), path: PathInWords(path), ..Contents::default() };
        let named = match format {
            Format::Parquet | Format::Jsonl => folder.join(format!("results.{}", format.name())),
            Format::Csv | Format::Xlsx => folder.join(format!("findings.{}", format.name())),
        };
        let report = (pass == 0).then(|| folder.join("report.html"));
        let options = Options {
            inputs: vec![Input::Named { name: job.file.clone(), path: self.work.app.jobs.upload(&job.id) }],
            mapping,
            output: Some(Output { path: named, format: Some(format), contents, ..Output::default() }),
            lines: pass == 0,
            pages: Pages { paths: report.into_iter().collect(), ..Pages::default() },
            stop: Arc::clone(&self.work.stop),
            ..Options::default()
        };
        let found = (pass == 0).then(|| Writer::create(&folder.join(FOUND))).transpose()?;
        let gatherer = Gatherer::new(MOST_LISTINGS, self.audience.clone());
        let looked = Mutex::new(Looked { gatherer, found, ..Looked::default() });
        let watcher = Watcher { pass: self, looked };
        let mut outcome = scan::run(self.screener, &options, &watcher)?;
        if self.work.stop.load(Ordering::Relaxed) {
            return Err(Unfinished::Stopped);
        }
        if let Some(error) = outcome.files.iter_mut().find_map(|file| file.error.take()) {
            return Err(Unfinished::Failed(error.to_string()));
        }
        if !outcome.complete() {
            let why = outcome.manifest.stopped.clone().unwrap_or_else(|| "there is no row in it".to_owned());
            return Err(Unfinished::Failed(why));
        }
        let mut looked = watcher.looked.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = looked.failed.take() {
            return Err(error.into());
        }
        if let Some(found) = looked.found.take() {
            found.finish()?;
        }
        Ok((outcome, looked))
    }
}

fn path(finding: &Finding) -> String {
    pages::words::path(finding, scan::sources_in_words)
}

struct Watcher<'w> {
    pass: &'w Pass<'w>,
    looked: Mutex<Looked>,
}

/// What is kept of a result of the first pass.
struct Seen {
    page: Option<pages::Seen>,
    found: Option<Found>,
    cases: Vec<(Arc<nameplate::finding::Case>, String)>,
}

impl Watch for Watcher<'_> {
    type Seen = Seen;

    fn look(&self, _: &ListingResult<'_>) -> Option<Seen> {
        None
    }

    fn look_at(&self, result: &ListingResult<'_>, line: &scan::CatalogLine<'_>) -> Option<Seen> {
        if self.pass.at.0 > 0 {
            return None;
        }
        let page = pages::look(result, &Looking { audience: self.pass.audience, line: None });
        let found = Found::of(&self.pass.keeper, result, line);
        let listing = || kept::written(line.listing);
        let cases = result.findings.iter().map(|finding| (Arc::clone(&finding.case), listing()));
        let cases: Vec<_> = cases.collect();
        (page.is_some() || found.is_some()).then_some(Seen { page, found, cases })
    }

    fn show(&self, seen: Seen) {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = seen.page {
            looked.gatherer.add(page);
        }
        for (case, listing) in seen.cases {
            looked.cases.entry(case.id.to_string()).or_insert((case, listing));
        }
        let Looked { found: Some(writer), failed, .. } = &mut *looked else { return };
        if let Some(found) = &seen.found
            && failed.is_none()
            && let Err(error) = writer.add(found)
        {
            *failed = Some(error);
            self.pass.work.stop.store(true, Ordering::Relaxed);
        }
    }

    fn progress(&self, progress: Progress) {
        let (pass, passes) = self.pass.at;
        let far = Far { pass: pass + 1, passes, rows: progress.rows, bytes: progress.bytes };
        self.pass.work.far.send_replace(far);
    }

    fn pages(&self, of: &PagesOf<'_>) -> Vec<String> {
        if self.pass.at.0 > 0 {
            return Vec::new();
        }
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let gathered = std::mem::take(&mut looked.gatherer).finish();
        let name = of.results.and_then(Path::file_name).map(|name| name.to_string_lossy());
        let beside = name.as_deref().map_or(Beside::Nowhere, Beside::File);
        vec![pages::report(&Told {
            manifest: of.manifest,
            gathered: &gathered,
            audience: self.pass.audience,
            beside,
        })]
    }
}
