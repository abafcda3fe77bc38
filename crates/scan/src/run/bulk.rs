//! The pipeline: one thread reads, several work, the caller's thread restores the order and writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, bounded};

use super::budget::{Budget, SHARE_OF_ROWS};
use super::options::{Options, Progress, planned};
use super::read::{self, Pace};
use super::shared::{Files, Numbered, Shared};
use super::task::{Late, Task};
use super::work;
use super::work::Done;
use crate::digest::{By, Digest};
use crate::output::{Batch, Encoded, Sink, Wanted};
use crate::publish::RealDisk;
use crate::source::Input;
use tables::error::Error;

/// Why a run that met no error says nothing all the same.
pub(super) fn nothing<T: Task>(totals: &T::Totals, options: &Options) -> Option<String> {
    T::nothing(totals).filter(|nothing| !(options.allow_empty && nothing.is_empty)).map(|nothing| nothing.why)
}

/// A run that read and wrote what it could.
pub(super) struct Ran<T: Task> {
    pub(super) totals: T::Totals,
    /// SHA-256 over the digest lines.
    pub(super) digest: String,
    pub(super) files: Files,
    pub(super) sink: Option<Sink>,
}

/// What the writer adds up.
pub(super) struct Adding<T: Task> {
    pub(super) totals: T::Totals,
    pub(super) rows: u64,
    pub(super) digest: Digest,
    /// Rows of each input that was opened.
    pub(super) rows_of: Vec<u64>,
    /// A batch was given up: what follows it is not written either.
    pub(super) cut: bool,
}

impl<T: Task> Adding<T> {
    pub(super) fn new(identity: By) -> Self {
        Adding {
            totals: T::Totals::default(),
            rows: 0,
            digest: Digest::new(identity),
            rows_of: Vec::new(),
            cut: false,
        }
    }
}

/// Reads, works and writes, on threads.
pub(super) fn bulk<T: Task>(task: &T, options: &Options) -> Result<Ran<T>, Error> {
    let plan = planned(options)?;
    let wanted = Wanted { plan: plan.as_ref(), pages: &options.pages, house: task.has_house_rules() };
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
    Ok(Ran { totals: adding.totals, digest: adding.digest.hex(), files, sink })
}

pub(super) fn pipeline<T: Task>(
    shared: &Shared<'_, T>,
    sink: Option<&mut Sink>,
) -> Result<(Adding<T>, Files), Error> {
    let (threads, in_flight) = (shared.threads(), shared.in_flight());
    let budget = Budget::new(shared.options.memory / SHARE_OF_ROWS);
    let pace = Pace { budget: &budget, rows: shared.rows_at_once() };
    let (work_in, work_out) = bounded(in_flight);
    let (done_in, done_out) = bounded(in_flight + 2);
    thread::scope(|scope| {
        let reader = {
            let done = done_in.clone();
            scope.spawn(move || read::read_all(shared, pace, &work_in, &done))
        };
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let (work, done) = (work_out.clone(), done_in.clone());
                scope.spawn(move || work::work(shared, &work, &done))
            })
            .collect();
        // The ends of this thread go, so that a queue closes when its last user is gone.
        drop((done_in, work_out));
        let mut adding = Adding::<T>::new(shared.task.identity());
        let written = write_all(shared, &Ends { done: &done_out, budget: &budget }, &mut adding, sink);
        if written.is_err() {
            shared.failed.store(true, Ordering::Relaxed);
        }
        budget.close();
        drop(done_out);
        // All of them, before the first that broke down is told: one that nobody joined would end the program.
        let joined: Vec<_> = workers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        let joined: Result<Vec<()>, _> = joined.into_iter().collect();
        let mut files = reader.join().map_err(|panic| Error::Thread(said(panic.as_ref())))?;
        joined.map_err(|panic| Error::Thread(said(panic.as_ref())))?;
        written?;
        if adding.cut {
            files.cut(&adding.rows_of);
        }
        Ok((adding, files))
    })
}

pub(super) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given").to_owned()
}

/// What the writer holds of the channels: what is done comes in, room to read on goes out.
pub(super) struct Ends<'c, T: Task> {
    pub(super) done: &'c Receiver<Numbered<Done<T>>>,
    pub(super) budget: &'c Budget,
}

/// Takes what is done, restores the order, and writes.
pub(super) fn write_all<T: Task>(
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
                Done::Batch { batch, bytes } => {
                    adding.cut |= shared.late.is();
                    let Some(batch) = batch?.filter(|_| !adding.cut) else {
                        adding.cut = true;
                        ends.budget.give(bytes);
                        continue;
                    };
                    if let Some(rows) = adding.rows_of.last_mut() {
                        *rows += batch.rows;
                    }
                    T::add(&mut adding.totals, batch.totals);
                    adding.rows += batch.rows;
                    adding.digest.add(&batch.digest)?;
                    if let Some(sink) = sink.as_mut()
                        && !matches!(batch.encoded, Encoded::Nothing)
                    {
                        sink.write(&Batch {
                            encoded: &batch.encoded,
                            lines: batch.lines,
                            cited: &batch.cited,
                        })?;
                    }
                    batch.seen.into_iter().for_each(|seen| shared.task.show(seen));
                    let read = shared.bytes.load(Ordering::Relaxed);
                    shared.task.progress(Progress { bytes: read, total, rows: adding.rows });
                    ends.budget.give(bytes);
                }
            }
        }
    }
    Ok(())
}
