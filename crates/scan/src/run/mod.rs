//! A whole run: catalogs in, results out, on all cores, in bounded memory, in the order of the input. One thread reads,
//! several judge, the caller's thread writes; the answer does not depend on how many.

mod listings;
mod matches;
mod read;
mod task;
mod work;

pub use matches::{MatchOutcome, MatchSummary, MatchWatch, match_parties};

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use nameplate::Day;
use nameplate::finding::ListingResult;
use nameplate::policy::Policy;
use nameplate::report::{Edition, Input as Read, Manifest, MessagesId, RegisterId, Summary};
use sha2::{Digest, Sha256};

use crate::columns::{Mapping, Recognised};
use crate::error::Error;
use crate::kernel::Judge;
use crate::limits::Limits;
use crate::output::{self, Encoded, Output, Pages, Plan, Sink, Wanted};
use crate::publish::{Identity, RealDisk};
use crate::source::{Input, hex};
use crate::suppliers::{Joined, Suppliers};
use listings::Listings;
use task::{Late, Task};
use work::Done;

/// What to scan and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The catalogs, in the order of the report.
    pub inputs: Vec<Input>,
    /// What columns mean, where the user says so.
    pub mapping: Mapping,
    /// Label of the encoding of text inputs, where the user knows it (`gb18030`, `shift_jis`).
    pub encoding: Option<String>,
    /// A file of suppliers to join by SKU.
    pub suppliers: Option<Input>,
    /// Where the results go; none to look at them only.
    pub output: Option<Output>,
    /// Pages that go with the results: [`Watch::pages`] makes them.
    pub pages: Pages,
    /// What else is read for this run (policy, register, messages), so that no output replaces it.
    pub also_read: Vec<PathBuf>,
    /// Whether a run that met no row at all is complete all the same.
    pub allow_empty: bool,
    /// Threads that judge; 0 for as many as there are cores.
    pub threads: usize,
    /// Bounds of the reading side.
    pub limits: Limits,
    /// Set to true (by Ctrl-C) to stop after what is already read.
    pub stop: Arc<AtomicBool>,
}

impl Options {
    /// Refuses outputs that cannot be meant: of no known format, or one file with something that is read or with each other.
    /// Nothing is opened.
    ///
    /// # Errors
    /// Names the output.
    pub fn check(&self) -> Result<(), Error> {
        planned(self).map(drop)
    }
}

/// What pages are made of when a run is over.
pub struct PagesOf<'r> {
    /// The manifest, as far as it can be known before the pages are written.
    pub manifest: &'r Manifest,
    /// The file of results that the pages go with, under the name that it gets.
    pub results: Option<&'r Path>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read, of all inputs, as they are on disk.
    pub bytes: u64,
    /// Bytes of all inputs, if all sizes are known.
    pub total: Option<u64>,
    /// Rows judged and written.
    pub rows: u64,
}

/// Who looks on while a run goes on: the terminal. All methods but `look` are called on the caller's thread and in the
/// order of the input.
pub trait Watch: Sync {
    /// What is kept of a result to be shown.
    type Seen: Send;

    /// Looks at a result, on the thread that judged it; what it returns is handed to [`Watch::show`] in order.
    fn look(&self, result: &ListingResult<'_>) -> Option<Self::Seen>;
    /// Shows what was seen.
    fn show(&self, _seen: Self::Seen) {}
    /// An input was opened and its columns recognised.
    fn opened(&self, _recognised: &Recognised) {}
    /// A batch is done.
    fn progress(&self, _progress: Progress) {}
    /// The pages of [`Options::pages`], in their order: asked for once, when all is judged and before anything has its name.
    fn pages(&self, _of: &PagesOf<'_>) -> Vec<String> {
        Vec::new()
    }
}

/// Nobody looks on.
impl Watch for () {
    type Seen = ();

    fn look(&self, _: &ListingResult<'_>) -> Option<()> {
        None
    }
}

/// What became of one input.
#[derive(Debug)]
pub struct FileReport {
    /// Name as given.
    pub file: String,
    /// How it was understood, if it could be opened.
    pub recognised: Option<Recognised>,
    /// Rows read.
    pub rows: u64,
    /// SHA-256 of its bytes; empty if it was not read to its end.
    pub hash: String,
    /// Why it could not be read, or not to its end.
    pub error: Option<Error>,
}

/// What became of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Counts.
    pub summary: Summary,
    /// The manifest, as written beside the results.
    pub manifest: Manifest,
    /// The inputs, in order.
    pub files: Vec<FileReport>,
    /// How the join with suppliers went.
    pub suppliers: Option<Joined>,
    /// The files that were written.
    pub written: Vec<PathBuf>,
}

impl Outcome {
    /// Whether every input was read to its end and something could be said.
    pub fn complete(&self) -> bool {
        self.manifest.complete
    }
}

/// A message to a worker or past it: each has its number, by which the writer restores the order.
struct Numbered<T> {
    number: u64,
    of: T,
}

/// What the threads share.
struct Shared<'r, T> {
    task: &'r T,
    options: &'r Options,
    plan: Option<&'r Plan>,
    bytes: Arc<AtomicU64>,
    /// Set when writing failed: nothing more is worth reading.
    failed: AtomicBool,
    /// Whether it is too late for what is read already.
    late: Late,
}

/// Scans catalogs.
///
/// # Errors
/// Only what stops the whole run: a supplier file or an output that cannot be used. What is wrong with one input is in
/// its [`FileReport`], and the others are scanned.
pub fn run<J: Judge, W: Watch>(judge: &J, options: &Options, watch: &W) -> Result<Outcome, Error> {
    // An output that cannot be used is told before anything is read.
    planned(options)?;
    let suppliers = options
        .suppliers
        .as_ref()
        .map(|input| Suppliers::read_until(input, &Mapping::default(), options.limits, &options.stop))
        .transpose()?;
    if let Some(suppliers) = &suppliers {
        watch.opened(suppliers.recognised());
    }
    let Ran { totals, digest, files, sink } =
        bulk(&Listings { judge, watch, suppliers: suppliers.as_ref() }, options)?;
    let about = About {
        as_of: judge.as_of(),
        register: judge.register_id(),
        editions: judge.editions(),
        policy: judge.policy(),
        messages: judge.messages_id(),
    };
    let end = End { files: &files, nothing: nothing::<Listings<'_, J, W>>(&totals, options) };
    let mut manifest = manifest(about, &end, totals.summary.clone(), digest);
    let written = match sink {
        Some(sink) => {
            let (results, _) = sink.names(manifest.complete);
            let pages = watch.pages(&PagesOf { manifest: &manifest, results: results.as_deref() });
            sink.publish(&mut manifest, &pages)?
        }
        None => Vec::new(),
    };
    let joined = suppliers.map(|suppliers| suppliers.joined(totals.summary.listings, totals.joined));
    Ok(Outcome { summary: totals.summary, manifest, files: files.reports, suppliers: joined, written })
}

/// Where results go, with every choice made. Results never replace what they were made from.
fn planned(options: &Options) -> Result<Option<Plan>, Error> {
    let plan = options.output.as_ref().map(Output::plan).transpose()?;
    let inputs = options.inputs.iter().chain(&options.suppliers).filter_map(Identity::of_input);
    let read: Vec<Identity> = inputs.chain(options.also_read.iter().map(|path| Identity::of(path))).collect();
    output::refuse(plan.as_ref(), &options.pages, &read)?;
    Ok(plan)
}

/// Why a run that met no error says nothing all the same.
fn nothing<T: Task>(totals: &T::Totals, options: &Options) -> Option<String> {
    T::nothing(totals).filter(|nothing| !(options.allow_empty && nothing.is_empty)).map(|nothing| nothing.why)
}

/// What the reader found.
struct Files {
    reports: Vec<FileReport>,
    stopped: Option<String>,
}

/// A run that read and wrote what it could.
struct Ran<T: Task> {
    totals: T::Totals,
    /// SHA-256 over the digest lines.
    digest: String,
    files: Files,
    sink: Option<Sink>,
}

/// What the writer adds up.
struct Adding<T: Task> {
    totals: T::Totals,
    rows: u64,
    digest: Sha256,
    /// Rows of each input that was opened.
    rows_of: Vec<u64>,
    /// A batch was given up: what follows it is not written either.
    cut: bool,
}

impl<T: Task> Default for Adding<T> {
    fn default() -> Self {
        Adding {
            totals: T::Totals::default(),
            rows: 0,
            digest: Sha256::default(),
            rows_of: Vec::new(),
            cut: false,
        }
    }
}

/// Reads, works and writes, on threads.
fn bulk<T: Task>(task: &T, options: &Options) -> Result<Ran<T>, Error> {
    let plan = planned(options)?;
    let wanted = Wanted { plan: plan.as_ref(), pages: &options.pages };
    let mut sink = Sink::create(&wanted, &T::LAYOUT, Arc::new(RealDisk))?;
    let shared = Shared {
        task,
        options,
        plan: plan.as_ref(),
        bytes: Arc::default(),
        failed: AtomicBool::new(false),
        late: Late::new(&options.stop),
    };
    let (adding, files) = pipeline(&shared, sink.as_mut())?;
    Ok(Ran { totals: adding.totals, digest: hex(&adding.digest.finalize()), files, sink })
}

fn pipeline<T: Task>(shared: &Shared<'_, T>, sink: Option<&mut Sink>) -> Result<(Adding<T>, Files), Error> {
    let threads = match shared.options.threads {
        0 => thread::available_parallelism().map_or(1, std::num::NonZero::get),
        n => n,
    };
    // So many batches exist at once, wherever they are: that is what bounds memory.
    let in_flight = threads * 2 + 2;
    let (permits_in, permits) = bounded::<()>(in_flight);
    (0..in_flight).try_for_each(|_| permits_in.try_send(())).map_err(|e| Error::Thread(e.to_string()))?;
    let (work_in, work_out) = bounded(in_flight);
    let (done_in, done_out) = bounded(in_flight + 2);
    thread::scope(|scope| {
        let reader = {
            let done = done_in.clone();
            scope.spawn(move || read::read_all(shared, &permits, &work_in, &done))
        };
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let (work, done) = (work_out.clone(), done_in.clone());
                scope.spawn(move || work::work(shared, &work, &done))
            })
            .collect();
        // The ends of this thread go, so that a queue closes when its last user is gone.
        drop((done_in, work_out));
        let mut adding = Adding::<T>::default();
        let written = write_all(shared, &Ends { done: &done_out, permits: &permits_in }, &mut adding, sink);
        if written.is_err() {
            shared.failed.store(true, Ordering::Relaxed);
        }
        drop((done_out, permits_in));
        let joined: Result<Vec<()>, _> = workers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        let mut files = reader.join().map_err(|panic| Error::Thread(said(panic.as_ref())))?;
        joined.map_err(|panic| Error::Thread(said(panic.as_ref())))?;
        written?;
        if adding.cut {
            files.cut(&adding.rows_of);
        }
        Ok((adding, files))
    })
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given").to_owned()
}

/// What the writer holds of the channels: what is done comes in, permits to read on go out.
struct Ends<'c, T: Task> {
    done: &'c Receiver<Numbered<Done<T>>>,
    permits: &'c Sender<()>,
}

/// Takes what is done, restores the order, and writes.
fn write_all<T: Task>(
    shared: &Shared<'_, T>,
    ends: &Ends<'_, T>,
    adding: &mut Adding<T>,
    mut sink: Option<&mut Sink>,
) -> Result<(), Error> {
    let total = shared.options.inputs.iter().map(Input::size).sum::<Option<u64>>();
    let mut waiting = std::collections::BTreeMap::new();
    let mut next = 0;
    for message in ends.done {
        waiting.insert(message.number, message.of);
        while let Some(message) = waiting.remove(&next) {
            next += 1;
            match message {
                Done::Opened(recognised) => {
                    adding.rows_of.push(0);
                    shared.task.opened(&recognised);
                }
                Done::Batch(batch) => {
                    adding.cut |= shared.late.is();
                    let Some(batch) = batch?.filter(|_| !adding.cut) else {
                        adding.cut = true;
                        ends.permits.try_send(()).unwrap_or_default();
                        continue;
                    };
                    if let Some(rows) = adding.rows_of.last_mut() {
                        *rows += batch.rows;
                    }
                    T::add(&mut adding.totals, batch.totals);
                    adding.rows += batch.rows;
                    adding.digest.update(&batch.digest_lines);
                    if let Some(sink) = sink.as_mut()
                        && !matches!(batch.encoded, Encoded::Nothing)
                    {
                        sink.write(&batch.encoded)?;
                    }
                    batch.seen.into_iter().for_each(|seen| shared.task.show(seen));
                    let bytes = shared.bytes.load(Ordering::Relaxed);
                    shared.task.progress(Progress { bytes, total, rows: adding.rows });
                    // The reader may be gone already.
                    ends.permits.try_send(()).unwrap_or_default();
                }
            }
        }
    }
    Ok(())
}

/// With what a run was made.
struct About<'r> {
    as_of: Day,
    register: RegisterId,
    editions: Vec<Edition>,
    policy: &'r Policy,
    messages: Option<MessagesId>,
}

/// How a run ended.
struct End<'r> {
    files: &'r Files,
    /// Why it says nothing, if it does.
    nothing: Option<String>,
}

fn manifest<C>(about: About<'_>, end: &End<'_>, counts: C, digest: String) -> Manifest<C> {
    let files = end.files;
    let errors = files.reports.iter().filter_map(|file| file.error.as_ref()).map(ToString::to_string);
    let mut stopped: Vec<String> = files.stopped.clone().into_iter().chain(errors).collect();
    if stopped.is_empty() {
        stopped.extend(end.nothing.clone());
    }
    let input = |report: &FileReport| Read {
        file: report.file.clone(),
        rows: report.rows,
        hash: report.hash.clone(),
    };
    Manifest {
        schema_version: Manifest::<C>::SCHEMA,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: about.as_of,
        register: about.register,
        editions: about.editions,
        policy_hash: about.policy.hash(),
        policy: about.policy.clone(),
        messages: about.messages,
        inputs: files.reports.iter().map(input).collect(),
        complete: stopped.is_empty(),
        stopped: (!stopped.is_empty()).then(|| stopped.join("; ")),
        counts,
        digest,
        outputs: Vec::new(),
    }
}
