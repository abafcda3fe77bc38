//! What a run does with its rows: the part that scanning listings and matching names do not share.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::options::Progress;
use crate::cited::Cited;
use crate::digest::{By, Lines};
use crate::output::{Encoded, Layout, Shape};
use crate::rows::Rows;
use tables::columns::{Recognised, Table};

/// A kind of run.
pub(crate) trait Task: Sync {
    /// What a thread remembers from one batch to the next.
    type Memo;
    /// What is added up.
    type Totals: Default + Send;
    /// What is shown of a result.
    type Seen: Send;
    /// What results look like.
    const LAYOUT: Layout;

    /// What the rows are.
    fn table(&self) -> Table;
    /// By what rows are told apart in the digest.
    fn identity(&self) -> By {
        By::Order
    }
    /// So many rows make a batch, where that is settled already.
    fn rows_at_once(&self) -> Option<usize> {
        None
    }
    /// A memory to start with, of about so many bytes.
    fn memo(&self, bytes: usize) -> Self::Memo;
    /// Whether rules of a house are asked.
    fn has_house_rules(&self) -> bool {
        false
    }
    /// Works through a batch; nothing if it is too late for it, the reason if its results cannot be written in that format.
    fn batch(&self, memo: &mut Self::Memo, work: &Work<'_>) -> Result<Finished<Self>, String>;
    /// Adds what a batch came to; in the order of the input.
    fn add(totals: &mut Self::Totals, more: Self::Totals);
    /// Why these totals say nothing, if they do.
    fn nothing(totals: &Self::Totals) -> Option<Nothing>;
    /// An input was opened.
    fn opened(&self, recognised: &Recognised);
    /// Shows what was seen.
    fn show(&self, seen: Self::Seen);
    /// A batch is done.
    fn progress(&self, progress: Progress);
}

/// A batch that was worked through, or given up.
pub(crate) type Finished<T> = Option<Worked<<T as Task>::Totals, <T as Task>::Seen>>;

/// What a worker is given.
pub(crate) struct Work<'w> {
    pub(crate) rows: &'w Rows,
    pub(crate) shape: Option<Shape<'w>>,
    pub(crate) late: &'w Late,
}

/// After a run was asked to stop, what is already read may be finished for so long; then it is given up.
const GRACE: Duration = Duration::from_millis(400);

/// Whether it is too late to finish what is already read.
pub(crate) struct Late {
    stop: Arc<AtomicBool>,
    since: OnceLock<Instant>,
}

impl Late {
    pub(crate) fn new(stop: &Arc<AtomicBool>) -> Late {
        Late { stop: Arc::clone(stop), since: OnceLock::new() }
    }

    pub(crate) fn is(&self) -> bool {
        self.stop.load(Ordering::Relaxed) && self.since.get_or_init(Instant::now).elapsed() > GRACE
    }
}

/// A batch that was worked through.
pub(crate) struct Worked<T, S> {
    pub(crate) encoded: Encoded,
    /// Records in it, or lines of a table.
    pub(crate) lines: u64,
    pub(crate) cited: Cited,
    pub(crate) totals: T,
    pub(crate) rows: u64,
    pub(crate) digest: Lines,
    pub(crate) seen: Vec<S>,
}

/// Why a run says nothing although it met no error.
pub(crate) struct Nothing {
    /// In words.
    pub(crate) why: String,
    /// There was no row at all; else no row could be used.
    pub(crate) is_empty: bool,
}

impl Nothing {
    /// Of so many rows, so many could not be used.
    pub(crate) fn of(rows: u64, unused: u64, what: &str) -> Option<Nothing> {
        match (rows, unused) {
            (0, _) => Some(Nothing { why: format!("no {what} in any input"), is_empty: true }),
            (rows, unused) if rows == unused => {
                Some(Nothing { why: format!("not one {what} of {rows} could be judged"), is_empty: false })
            }
            _ => None,
        }
    }
}
