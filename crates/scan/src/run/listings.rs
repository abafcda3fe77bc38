//! Scanning: listings judged, batch by batch.

use std::collections::BTreeMap;
use std::sync::Arc;

use nameplate::finding::{ListingResult, Verdict};
use nameplate::report::Summary;

use super::journal::Journal;
use super::kept::{self, Kept, Meta, Quiet};
use super::options::{Progress, Watch};
use super::task::{Finished, Nothing, Task, Work, Worked};
use crate::cited::{Cited, HandedOn};
use crate::digest::{By, Lines};
use crate::kernel::{self, Judge, Judging, Noted};
use crate::output::{Encoder, LISTINGS, Layout};
use crate::suppliers::Suppliers;
use tables::columns::{Recognised, Table};

pub(super) struct Listings<'r, J, W> {
    pub(super) judge: &'r J,
    pub(super) watch: &'r W,
    pub(super) suppliers: Option<&'r Suppliers>,
    pub(super) table: Table,
    pub(super) identity: By,
    /// What an earlier run did, and where this one keeps what it does.
    pub(super) journal: Option<&'r Journal>,
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

impl<J: Judge, W: Watch> Listings<'_, J, W> {
    /// Judges a batch; `meta` takes what a journal keeps of it.
    fn judged(
        &self,
        mind: &mut Mind<J::Memo>,
        work: &Work<'_>,
        mut meta: Option<&mut Meta>,
    ) -> Result<Finished<Self>, String> {
        let mut encoder = Encoder::<ListingResult<'_>>::new(work.shape);
        let (memo, once, mut cited) = (&mut mind.judge, &mut mind.cited, Cited::default());
        let (mut summary, mut seen) = (Summary::default(), Vec::new());
        let (mut row, mut quiet) = (0, Summary::default());
        let mut digest = Lines::new(self.identity, &work.rows.base.file);
        let mut failed = None;
        let mut late = false;
        let noted = kernel::for_each(
            Judging { judge: self.judge, memo },
            work.rows,
            self.suppliers,
            &mut |result, kept, line| {
                digest.add(result);
                let told = self.watch.look_at(result, line);
                match &mut meta {
                    Some(meta) if told.is_some() || is_told(result) => meta.told.push(row),
                    Some(_) => quiet.add(result),
                    None => {}
                }
                summary.add(result);
                seen.extend(told);
                row += 1;
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
        if let Some(meta) = meta {
            (meta.lines, meta.quiet) = (lines, Quiet::of(&quiet));
            meta.named.clone_from(&noted.named);
        }
        let rows = summary.listings;
        let totals = totals(summary, noted, &work.rows.base.file);
        Ok(Some(Worked { encoded, lines, cited, totals, rows, digest, seen }))
    }

    /// A batch that an earlier run judged. Only the rows that somebody is told of are judged again. Nothing where what was kept does not
    /// fit the batch; and a batch given up, as by [`Task::batch`], where it is too late.
    fn taken_over(&self, mind: &mut Mind<J::Memo>, work: &Work<'_>, kept: Kept) -> Option<Finished<Self>> {
        let (told, mut of) = (kept.stretches(), Vec::new());
        let mut rows = kept.meta.told.iter().peekable();
        let joined = kernel::each_listing(work.rows, self.suppliers, &mut |listing| {
            if rows.next_if_eq(&&of.len()).is_none() {
                self.watch.passed(listing);
            }
            of.push((listing.row, Box::from(&*listing.id)));
        });
        let digest = Lines::again(self.identity, &work.rows.base.file, kept.digest, of)?;
        let (memo, once, mut cited) = (&mut mind.judge, &mut mind.cited, Cited::default());
        let (mut summary, mut seen, mut late) = (kept.meta.quiet.summary(), Vec::new(), false);
        for (first, n) in told {
            let stretch = work.rows.slice(first, n);
            let judging = Judging { judge: self.judge, memo: &mut *memo };
            kernel::for_each(judging, &stretch, self.suppliers, &mut |result, _, line| {
                summary.add(result);
                seen.extend(self.watch.look_at(result, line));
                if work.shape.is_some() {
                    once.note(result, &mut cited);
                }
                late = work.late.is();
                !late
            });
            if late {
                return Some(None);
            }
        }
        let rows = summary.listings;
        let noted = Noted { joined, named: kept.meta.named };
        let totals = totals(summary, noted, &work.rows.base.file);
        let (encoded, lines) = (kept.encoded, kept.meta.lines);
        Some(Some(Worked { encoded, lines, cited, totals, rows, digest, seen }))
    }
}

/// Whether a result says more than counts.
fn is_told(result: &ListingResult<'_>) -> bool {
    !result.findings.is_empty() || !result.defects.is_empty()
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

    fn rows_at_once(&self) -> Option<usize> {
        self.journal.map(Journal::rows)
    }

    fn batch(&self, mind: &mut Mind<J::Memo>, work: &Work<'_>) -> Result<Finished<Self>, String> {
        let Some(journal) = self.journal else { return self.judged(mind, work, None) };
        let key = kept::key(work.rows)?;
        if let Some(kept) = journal.find(&key).and_then(|body| Kept::read(&body))
            && let Some(worked) = self.taken_over(mind, work, kept)
        {
            let rows = worked.as_ref().map_or(0, |worked: &Worked<_, _>| worked.rows);
            journal.took(rows);
            return Ok(worked);
        }
        let mut meta = Meta::default();
        let worked = self.judged(mind, work, Some(&mut meta))?;
        if let Some(worked) = &worked {
            let body = kept::body(&meta, &worked.digest, &worked.encoded)?;
            journal.keep(&key, &body).map_err(|error| error.to_string())?;
        }
        Ok(worked)
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
