//! A worker: judges batches as they come, each with its own memory, and encodes the results.

use crossbeam_channel::{Receiver, Sender};
use nameplate::report::{Summary, digest_line};

use super::{Numbered, Shared, Watch};
use crate::columns::Recognised;
use crate::error::Error;
use crate::kernel::{self, Judge};
use crate::output::{Encoded, Encoder};
use crate::rows::Rows;

/// What reaches the writer.
pub(super) enum Done<S> {
    /// An input was opened.
    Opened(Recognised),
    /// A batch was judged.
    Batch(Result<Judged<S>, Error>),
}

/// A judged batch.
pub(super) struct Judged<S> {
    pub(super) encoded: Encoded,
    pub(super) summary: Summary,
    pub(super) digest_lines: Vec<u8>,
    pub(super) seen: Vec<S>,
    pub(super) joined: u64,
}

/// Works until there is nothing more, or nobody takes the results.
pub(super) fn work<J: Judge, W: Watch>(
    shared: &Shared<'_, J, W>,
    work: &Receiver<Numbered<Rows>>,
    done: &Sender<Numbered<Done<W::Seen>>>,
) {
    let mut memo = shared.judge.memo();
    for Numbered { number, of: rows } in work {
        let batch = judge(shared, &mut memo, &rows);
        if done.send(Numbered { number, of: Done::Batch(batch) }).is_err() {
            return;
        }
    }
}

fn judge<J: Judge, W: Watch>(
    shared: &Shared<'_, J, W>,
    memo: &mut J::Memo,
    rows: &Rows,
) -> Result<Judged<W::Seen>, Error> {
    let mut encoder = Encoder::new(shared.plan.map(|plan| plan.format));
    let (mut summary, mut digest_lines, mut seen) = (Summary::default(), Vec::new(), Vec::new());
    let mut failed = None;
    let joined = kernel::for_each(shared.judge, memo, rows, shared.suppliers, &mut |result| {
        summary.add(result);
        digest_line(result, &mut digest_lines);
        seen.extend(shared.watch.look(result));
        if let Err(reason) = encoder.push(result) {
            failed.get_or_insert(reason);
        }
    });
    let encoded = match failed {
        Some(reason) => Err(reason),
        None => encoder.finish(),
    };
    let path = || shared.plan.map_or_else(String::new, |plan| plan.results.display().to_string());
    let encoded = encoded.map_err(|reason| Error::Write { path: path(), reason })?;
    Ok(Judged { encoded, summary, digest_lines, seen, joined })
}
