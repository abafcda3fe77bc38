//! A worker: works through batches as they come, with a memory of its own, and encodes the results.

use crossbeam_channel::{Receiver, Sender};

use super::budget::SHARE_OF_MEMOS;
use super::shared::{Numbered, Shared, Weighed};
use super::task::{Finished, Task, Work};
use crate::output::Shape;
use tables::columns::Recognised;
use tables::error::Error;

/// What reaches the writer.
pub(super) enum Done<T: Task> {
    /// An input was opened.
    Opened(Recognised),
    /// A batch was worked through, or given up.
    Batch {
        /// What came of it.
        batch: Result<Finished<T>, Error>,
        /// The bytes that were set aside for it.
        bytes: usize,
    },
}

/// Works until there is nothing more, or nobody takes the results.
pub(super) fn work<T: Task>(
    shared: &Shared<'_, T>,
    work: &Receiver<Numbered<Weighed>>,
    done: &Sender<Numbered<Done<T>>>,
) {
    let mut memo = shared.task.memo(shared.options.memory / SHARE_OF_MEMOS / shared.threads());
    let path = || shared.plan.map_or_else(String::new, |plan| plan.results.display().to_string());
    for Numbered { number, of: Weighed { rows, bytes } } in work {
        let shape = shared.plan.map(|plan| Shape { plan, kept: rows.columns.kept() });
        let batch = shared.task.batch(&mut memo, &Work { rows: &rows, shape, late: &shared.late });
        let batch = batch.map_err(|reason| Error::Write { path: path(), reason });
        if done.send(Numbered { number, of: Done::Batch { batch, bytes } }).is_err() {
            return;
        }
    }
}
