//! What the threads of a run share.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::thread;

use super::budget::SHARE_OF_ROWS;
use super::options::{FileReport, Options};
use super::task::{Late, Task};
use crate::output::{Cases, Format, Plan};
use crate::rows::Rows;

/// A message to a worker or past it: each has its number, by which the writer restores the order.
pub(super) struct Numbered<T> {
    pub(super) number: u64,
    pub(super) of: T,
}

/// Rows, and the bytes that were set aside for them and for their results.
pub(super) struct Weighed {
    pub(super) rows: Rows,
    pub(super) bytes: usize,
}

/// What the threads share.
pub(super) struct Shared<'r, T> {
    pub(super) task: &'r T,
    pub(super) options: &'r Options,
    pub(super) plan: Option<&'r Plan>,
    pub(super) bytes: Arc<AtomicU64>,
    /// Set when writing failed: nothing more is worth reading.
    pub(super) failed: AtomicBool,
    /// Whether it is too late for what is read already.
    pub(super) late: Late,
}

/// How many threads judge.
fn threads(options: &Options) -> usize {
    match options.threads {
        0 => thread::available_parallelism().map_or(1, NonZero::get),
        n => n,
    }
}

/// So many rows make a batch: enough to be worth a message, few enough that every thread has some.
pub(super) fn rows_at_once(options: &Options, plan: Option<&Plan>) -> usize {
    (options.memory / SHARE_OF_ROWS / in_flight(threads(options)) / bytes_of_result(plan)).clamp(1, MOST_ROWS)
}

/// How many batches may be on their way.
fn in_flight(threads: usize) -> usize {
    threads * 2 + 2
}

/// What the result of one row comes to beyond its own text, where it is found (`docs/benchmarks.md`: a
/// row that cites has 1.5 KB; a case has 20 to 60 KB, and a listing a few).
fn bytes_of_result(plan: Option<&Plan>) -> usize {
    match plan.map(|plan| (plan.format, plan.cases)) {
        None => 512,
        Some((Format::Csv | Format::Xlsx, _)) => 24 << 10,
        Some((_, Cases::Inside)) => 192 << 10,
        Some((Format::Jsonl | Format::Parquet, Cases::Beside)) => 2 << 10,
    }
}

impl<T: Task> Shared<'_, T> {
    /// How many threads judge.
    pub(super) fn threads(&self) -> usize {
        threads(self.options)
    }

    /// How many batches may be on their way.
    pub(super) fn in_flight(&self) -> usize {
        in_flight(self.threads())
    }

    /// So many rows make a batch.
    pub(super) fn rows_at_once(&self) -> usize {
        self.task.rows_at_once().unwrap_or_else(|| rows_at_once(self.options, self.plan))
    }

    /// Bytes that rows and their results may come to: results repeat what a found listing holds.
    pub(super) fn bytes_of(&self, rows: &Rows) -> usize {
        rows.text_bytes() * 2 + rows.batch.num_rows() * bytes_of_result(self.plan)
    }
}

/// Rows of a batch, at most.
const MOST_ROWS: usize = 4_096;

/// What the reader found.
pub(super) struct Files {
    pub(super) reports: Vec<FileReport>,
    pub(super) stopped: Option<String>,
}
