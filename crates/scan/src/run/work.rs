//! A worker: works through batches as they come, with a memory of its own, and encodes the results.

use crossbeam_channel::{Receiver, Sender};

use super::shared::{Numbered, Shared};
use super::task::{Finished, Task, Work};
use crate::columns::Recognised;
use crate::error::Error;
use crate::rows::Rows;

/// What reaches the writer.
pub(super) enum Done<T: Task> {
    /// An input was opened.
    Opened(Recognised),
    /// A batch was worked through, or given up.
    Batch(Result<Finished<T>, Error>),
}

/// Works until there is nothing more, or nobody takes the results.
pub(super) fn work<T: Task>(
    shared: &Shared<'_, T>,
    work: &Receiver<Numbered<Rows>>,
    done: &Sender<Numbered<Done<T>>>,
) {
    let mut memo = shared.task.memo();
    let path = || shared.plan.map_or_else(String::new, |plan| plan.results.display().to_string());
    for Numbered { number, of: rows } in work {
        let format = shared.plan.map(|plan| plan.format);
        let batch = shared.task.batch(&mut memo, &Work { rows: &rows, format, late: &shared.late });
        let batch = batch.map_err(|reason| Error::Write { path: path(), reason });
        if done.send(Numbered { number, of: Done::Batch(batch) }).is_err() {
            return;
        }
    }
}
