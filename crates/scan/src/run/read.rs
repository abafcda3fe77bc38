//! The reading thread: opens one input after the other and hands out batches, no more at a time than there is room for.
//! Stops on request, and says where.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crossbeam_channel::Sender;

use super::budget::Budget;
use super::options::FileReport;
use super::shared::{Files, Numbered, Shared, Weighed};
use super::task::Task;
use super::work::Done;
use crate::open::open;
use crate::reader::{Asked, ReadBatches};
use crate::rows::Rows;
use crate::source::{Input, Tap};
use tables::columns::Keep;
use tables::error::Error;

/// How reading one input ended.
enum End {
    Whole,
    Stopped,
    Failed(Error),
}

/// How much is read at once.
#[derive(Clone, Copy)]
pub(super) struct Pace<'c> {
    pub(super) budget: &'c Budget,
    /// Rows of a batch.
    pub(super) rows: usize,
}

/// Where batches go, and the number of the next message.
struct Outlet<'c, T: Task> {
    pace: Pace<'c>,
    work: &'c Sender<Numbered<Weighed>>,
    done: &'c Sender<Numbered<Done<T>>>,
    next: u64,
}

impl<T: Task> Outlet<'_, T> {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Hands out rows as soon as there is room for them and for their results; false where nobody takes them.
    fn send(&mut self, shared: &Shared<'_, T>, rows: Rows) -> bool {
        let bytes = shared.bytes_of(&rows);
        let number = self.number();
        self.pace.budget.take(bytes)
            && self.work.send(Numbered { number, of: Weighed { rows, bytes } }).is_ok()
    }
}

/// Reads all inputs.
pub(super) fn read_all<T: Task>(
    shared: &Shared<'_, T>,
    pace: Pace<'_>,
    work: &Sender<Numbered<Weighed>>,
    done: &Sender<Numbered<Done<T>>>,
) -> Files {
    let mut outlet = Outlet { pace, work, done, next: 0 };
    let mut files = Files { reports: Vec::new(), stopped: None };
    for input in &shared.options.inputs {
        if stopping(shared) {
            files.stopped.get_or_insert_with(|| format!("stopped on request before {}", input.name()));
            files.reports.push(unread(input));
            continue;
        }
        let (report, stopped) = read_one(shared, input, &mut outlet);
        files.stopped = files.stopped.or(stopped);
        files.reports.push(report);
    }
    files
}

fn stopping<T: Task>(shared: &Shared<'_, T>) -> bool {
    shared.options.stop.load(Ordering::Relaxed) || shared.failed.load(Ordering::Relaxed)
}

fn unread(input: &Input) -> FileReport {
    FileReport { file: input.name(), recognised: None, rows: 0, hash: String::new(), error: None }
}

fn read_one<T: Task>(
    shared: &Shared<'_, T>,
    input: &Input,
    outlet: &mut Outlet<'_, T>,
) -> (FileReport, Option<String>) {
    let options = shared.options;
    let tap = Tap::new(Arc::clone(&shared.bytes)).until(&options.stop);
    let asked = Asked {
        mapping: &options.mapping,
        limits: options.limits,
        encoding: options.form.encoding.as_deref(),
        table: shared.task.table(),
        header: options.form.header,
        sheet: options.form.sheet.as_deref(),
        keep: shared.plan.map_or(&Keep::None, |plan| &plan.keep),
        lines: options.lines,
    };
    let mut report = unread(input);
    let mut reader = match open(input, &tap, &asked) {
        Ok(reader) => reader,
        // Asked to stop while the input was silent.
        Err(_) if stopping(shared) => {
            return (report, Some(format!("stopped on request at the start of {}", input.name())));
        }
        Err(error) => return (FileReport { error: Some(error), ..report }, None),
    };
    let number = outlet.number();
    let opened = Done::Opened(reader.recognised());
    let end = match outlet.done.send(Numbered { number, of: opened }) {
        Ok(()) => read_batches(shared, reader.as_mut(), outlet),
        Err(_) => End::Stopped,
    };
    report.rows = reader.row();
    report.recognised = Some(reader.recognised());
    let mut stopped = None;
    match end {
        End::Whole => match tap.finish() {
            Ok(hash) => report.hash = hash,
            Err(_) if stopping(shared) => stopped = Some(on_request(&report)),
            Err(error) => report.error = Some(cut_off(input, report.rows, &error)),
        },
        End::Stopped => {
            stopped = Some(on_request(&report));
        }
        End::Failed(error) => report.error = Some(error),
    }
    (report, stopped)
}

impl Files {
    /// Tells of what was read and given up: so many rows of each input that was opened are in the results.
    pub(super) fn cut(&mut self, written: &[u64]) {
        let opened = self.reports.iter_mut().filter(|report| report.recognised.is_some());
        let mut first = None;
        for (report, written) in opened.zip(written).filter(|(report, written)| **written < report.rows) {
            report.rows = *written;
            report.hash.clear();
            first.get_or_insert_with(|| on_request(report));
        }
        self.stopped = first.or(self.stopped.take());
    }
}

fn on_request(report: &FileReport) -> String {
    format!("stopped on request in {} before row {}", report.file, report.rows)
}

fn cut_off(input: &Input, rows: u64, error: &std::io::Error) -> Error {
    Error::Read { file: input.name(), rows, reason: error.to_string() }
}

fn read_batches<T: Task>(
    shared: &Shared<'_, T>,
    reader: &mut dyn ReadBatches,
    outlet: &mut Outlet<'_, T>,
) -> End {
    loop {
        if stopping(shared) {
            return End::Stopped;
        }
        match reader.next_batch() {
            Err(_) if stopping(shared) => return End::Stopped,
            Err(error) => return End::Failed(error),
            Ok(None) => return End::Whole,
            Ok(Some(rows)) => {
                if !rows.cut(outlet.pace.rows).into_iter().all(|rows| outlet.send(shared, rows)) {
                    return End::Stopped;
                }
            }
        }
    }
}
