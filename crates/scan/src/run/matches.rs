//! Matching: names of parties beside the register, batch by batch.

use std::collections::BTreeMap;
use std::path::PathBuf;

use nameplate::matching::{MatchResult, Matcher, PartyQuery};
use nameplate::report::Manifest;
use serde::Serialize;

use super::bulk::{bulk, nothing};
use super::manifest::{About, End, manifest};
use super::options::{FileReport, Options, Progress};
use super::task::{Finished, Nothing, Task, Work, Worked};
use crate::cited::Cited;
use crate::digest::Lines;
use crate::kernel::KeptCells;
use crate::output::{Encoder, Layout, MATCHES};
use crate::rows::{Mark, Rows};
use crate::text::{self, TextColumn};
use tables::columns::{Meaning, Recognised, Table};
use tables::error::Error;

/// Who looks on while names are matched. All methods but `look` are called on the caller's thread and in order.
pub trait MatchWatch: Sync {
    /// What is kept of a result to be shown.
    type Seen: Send;

    /// Looks at a result, on the thread that made it.
    fn look(&self, result: &MatchResult<'_>) -> Option<Self::Seen>;
    /// Shows what was seen.
    fn show(&self, _seen: Self::Seen) {}
    /// An input was opened and its columns recognised.
    fn opened(&self, _recognised: &Recognised) {}
    /// A batch is done.
    fn progress(&self, _progress: Progress) {}
}

impl MatchWatch for () {
    type Seen = ();

    fn look(&self, _: &MatchResult<'_>) -> Option<()> {
        None
    }
}

/// Counts over queries; adding queries in any order gives the same counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatchSummary {
    /// Queries seen.
    pub queries: u64,
    /// Queries with a hit.
    pub with_hits: u64,
    /// Hits.
    pub hits: u64,
    /// Queries with a defect.
    pub with_defects: u64,
    /// Queries without a hit that could not be matched in full: no name, or names beyond a bound.
    pub not_matched: u64,
    /// Hits by list.
    pub by_list: BTreeMap<String, u64>,
}

impl MatchSummary {
    fn add(&mut self, result: &MatchResult<'_>) {
        self.queries += 1;
        self.with_hits += u64::from(!result.hits.is_empty());
        self.hits += result.hits.len() as u64;
        self.with_defects += u64::from(!result.defects.is_empty());
        self.not_matched += u64::from(result.hits.is_empty() && !result.complete);
        for list in result.hits.iter().flat_map(|hit| &hit.lists) {
            *self.by_list.entry(list.clone()).or_default() += 1;
        }
    }

    fn merge(&mut self, other: MatchSummary) {
        self.queries += other.queries;
        self.with_hits += other.with_hits;
        self.hits += other.hits;
        self.with_defects += other.with_defects;
        self.not_matched += other.not_matched;
        for (list, n) in other.by_list {
            *self.by_list.entry(list).or_default() += n;
        }
    }
}

/// What became of a run.
#[derive(Debug)]
pub struct MatchOutcome {
    /// Counts.
    pub summary: MatchSummary,
    /// The manifest, as written beside the results.
    pub manifest: Manifest<MatchSummary>,
    /// The inputs, in order.
    pub files: Vec<FileReport>,
    /// The files that were written.
    pub written: Vec<PathBuf>,
}

/// Matches tables of parties.
///
/// # Errors
/// Only what stops the whole run; what is wrong with one input is in its [`FileReport`].
pub fn match_parties<W: MatchWatch>(
    matcher: &Matcher<'_>,
    options: &Options,
    watch: &W,
) -> Result<MatchOutcome, Error> {
    let ran = bulk(&Matches { matcher, watch }, options)?;
    let about = About {
        as_of: matcher.as_of(),
        register: matcher.register_id(),
        editions: matcher.editions(),
        without_lists: matcher.register().without_lists(),
        policy: matcher.policy(),
        messages: None,
        reasons: BTreeMap::new(),
    };
    let end = End { files: &ran.files, nothing: nothing::<Matches<'_, W>>(&ran.totals, options) };
    let mut manifest = manifest(about, &end, ran.totals.clone(), (ran.digest, None));
    let published = ran.sink.map(|sink| sink.publish(&mut manifest, &[])).transpose()?;
    let written = published.map(|published| published.written).unwrap_or_default();
    Ok(MatchOutcome { summary: ran.totals, manifest, files: ran.files.reports, written })
}

struct Matches<'r, W> {
    matcher: &'r Matcher<'r>,
    watch: &'r W,
}

impl<W: MatchWatch> Task for Matches<'_, W> {
    type Memo = ();
    type Totals = MatchSummary;
    type Seen = W::Seen;
    const LAYOUT: Layout = MATCHES;

    fn table(&self) -> Table {
        Table::Parties
    }

    fn memo(&self, _: usize) {}

    fn batch(&self, (): &mut (), work: &Work<'_>) -> Result<Finished<Self>, String> {
        let rows = work.rows;
        let mut encoder = Encoder::<MatchResult<'_>>::new(work.shape);
        let (mut totals, mut digest_lines, mut seen) = (MatchSummary::default(), Vec::new(), Vec::new());
        let bound = Bound::new(rows);
        let mut marks = rows.base.marks.iter().peekable();
        for row in 0..rows.batch.num_rows() {
            let mut query = bound.query(rows, row);
            let mut unread = false;
            while let Some(Mark { defect, unread: this, .. }) = marks.next_if(|mark| mark.row == row) {
                query.defects.push(defect.clone());
                unread |= this;
            }
            let result = if unread { MatchResult::not_read(&query) } else { self.matcher.matches(&query) };
            totals.add(&result);
            digest_line(&result, &mut digest_lines);
            seen.extend(self.watch.look(&result));
            encoder.push(&result, &KeptCells::none())?;
            if work.late.is() {
                return Ok(None);
            }
        }
        let (encoded, lines) = encoder.finish()?;
        let rows = totals.queries;
        Ok(Some(Worked {
            encoded,
            lines,
            cited: Cited::default(),
            totals,
            rows,
            digest: Lines::InOrder(digest_lines),
            seen,
        }))
    }

    fn add(totals: &mut MatchSummary, more: MatchSummary) {
        totals.merge(more);
    }

    fn nothing(totals: &MatchSummary) -> Option<Nothing> {
        Nothing::of(totals.queries, totals.not_matched, "name")
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

/// What the digest covers of one query: where it stands, and whom it may mean.
fn digest_line(result: &MatchResult<'_>, out: &mut Vec<u8>) {
    let query = &result.query;
    out.extend_from_slice([query.file, &query.row.to_string(), query.id].join("\t").as_bytes());
    for hit in &result.hits {
        out.extend_from_slice(format!("\t{}:{}", hit.party.id, hit.score).as_bytes());
    }
    for defect in &result.defects {
        out.extend_from_slice(b"\t!");
        out.extend_from_slice(defect.field.as_bytes());
    }
    out.push(b'\n');
}

/// The columns of a batch, ready to be read row by row.
struct Bound {
    columns: Vec<(Meaning, TextColumn)>,
}

impl Bound {
    fn new(rows: &Rows) -> Bound {
        let uses = rows.columns.uses().iter();
        let columns = uses.filter_map(|one| Some((one.meaning, text::column(&rows.batch, &one.path).ok()?)));
        Bound { columns: columns.collect() }
    }

    fn query<'b>(&'b self, rows: &'b Rows, row: usize) -> PartyQuery<'b> {
        let mut query = PartyQuery {
            file: (&*rows.base.file).into(),
            row: rows.base.number(row),
            ..PartyQuery::default()
        };
        for (meaning, column) in &self.columns {
            let text = column.get(row);
            match meaning {
                Meaning::Id if query.id.is_empty() => query.id = text.into(),
                Meaning::Party(field) => query.set(*field, text),
                _ => {}
            }
        }
        query
    }
}
