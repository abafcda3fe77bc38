//! Scanning: listings judged, batch by batch.

use std::collections::BTreeMap;
use std::sync::Arc;

use nameplate::finding::{ListingResult, Verdict};
use nameplate::report::Summary;

use super::options::{Progress, Watch};
use super::task::{Finished, Nothing, Task, Work, Worked};
use crate::cited::{Cited, HandedOn};
use crate::columns::{Recognised, Table};
use crate::digest::{By, Lines};
use crate::kernel::{self, Judge, Judging, Noted};
use crate::output::{Encoder, LISTINGS, Layout};
use crate::suppliers::Suppliers;

pub(super) struct Listings<'r, J, W> {
    pub(super) judge: &'r J,
    pub(super) watch: &'r W,
    pub(super) suppliers: Option<&'r Suppliers>,
    pub(super) table: Table,
    pub(super) identity: By,
}

/// What a thread remembers.
pub(super) struct Mind<M> {
    judge: M,
    cited: HandedOn,
}

/// What the writer adds up.
#[derive(Default)]
pub(super) struct Totals {
    pub(super) summary: Summary,
    pub(super) joined: u64,
    /// Cells with known names, by file and column that nobody knows.
    pub(super) named: BTreeMap<(Arc<str>, String), u64>,
}

fn totals(summary: Summary, noted: Noted, file: &Arc<str>) -> Totals {
    let named = noted.named.into_iter().map(|(column, cells)| ((Arc::clone(file), column), cells)).collect();
    Totals { summary, joined: noted.joined, named }
}

impl<J: Judge, W: Watch> Task for Listings<'_, J, W> {
    type Memo = Mind<J::Memo>;
    type Totals = Totals;
    type Seen = W::Seen;
    const LAYOUT: Layout = LISTINGS;

    fn table(&self) -> Table {
        self.table
    }

    fn identity(&self) -> By {
        self.identity
    }

    fn memo(&self, bytes: usize) -> Mind<J::Memo> {
        Mind { judge: self.judge.memo(bytes), cited: HandedOn::default() }
    }

    fn has_house_rules(&self) -> bool {
        !self.judge.policy().rule.is_empty()
    }

    fn batch(&self, mind: &mut Mind<J::Memo>, work: &Work<'_>) -> Result<Finished<Self>, String> {
        let mut encoder = Encoder::<ListingResult<'_>>::new(work.shape);
        let (memo, once, mut cited) = (&mut mind.judge, &mut mind.cited, Cited::default());
        let (mut summary, mut seen) = (Summary::default(), Vec::new());
        let mut digest = Lines::new(self.identity, &work.rows.base.file);
        let mut failed = None;
        let mut late = false;
        let noted = kernel::for_each(
            Judging { judge: self.judge, memo },
            work.rows,
            self.suppliers,
            &mut |result, kept, line| {
                summary.add(result);
                digest.add(result);
                seen.extend(self.watch.look_at(result, line));
                if work.shape.is_some() {
                    once.note(result, &mut cited);
                }
                if let Err(reason) = encoder.push(result, kept) {
                    failed.get_or_insert(reason);
                }
                late = work.late.is();
                !late
            },
        );
        if late {
            return Ok(None);
        }
        let (encoded, lines) = match failed {
            Some(reason) => return Err(reason),
            None => encoder.finish()?,
        };
        let rows = summary.listings;
        Ok(Some(Worked {
            encoded,
            lines,
            cited,
            totals: totals(summary, noted, &work.rows.base.file),
            rows,
            digest,
            seen,
        }))
    }

    fn add(totals: &mut Totals, more: Totals) {
        totals.summary.merge(more.summary);
        totals.joined += more.joined;
        for (column, cells) in more.named {
            *totals.named.entry(column).or_default() += cells;
        }
    }

    fn nothing(totals: &Totals) -> Option<Nothing> {
        let summary = &totals.summary;
        Nothing::of(summary.listings, summary.count(Verdict::NotChecked), "listing")
    }

    fn opened(&self, recognised: &Recognised) {
        self.watch.opened(recognised);
    }

    fn show(&self, seen: W::Seen) {
        self.watch.show(seen);
    }

    fn progress(&self, progress: Progress) {
        self.watch.progress(progress);
    }
}
