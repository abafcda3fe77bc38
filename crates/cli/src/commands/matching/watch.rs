//! Looks on while names are matched: prints a line a hit as they come, keeps what the summary tells.

use std::sync::{Mutex, MutexGuard, PoisonError};

use nameplate::listing::row_for_people;
use nameplate::matching::MatchResult;
use scan::{MatchWatch, Progress, Recognised};

use crate::commands::scan::progress::Bar;
use crate::error::{CliError, Result};
use crate::out::{Out, text};
use crate::words::nats;

/// So many defects are shown as examples.
const DEFECTS: usize = 5;

/// What was shown, and what was not.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// How inputs were understood.
    pub(super) recognised: Vec<Recognised>,
    /// Some of the defects.
    pub(super) defects: Vec<String>,
    /// Lines beyond the limit.
    pub(super) hidden: u64,
    lines: usize,
    failed: Option<CliError>,
}

/// Lines and defects of one query.
pub(super) struct Seen {
    lines: Vec<String>,
    defects: Vec<String>,
}

pub(super) struct Watcher {
    /// Lines of the table, if there is one.
    table: Option<usize>,
    bar: Bar,
    out: Out,
    shown: Mutex<Shown>,
}

impl Watcher {
    pub(super) fn new(table: Option<usize>, bar: Bar, out: Out) -> Self {
        Watcher { table, bar, out, shown: Mutex::default() }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn finish(self) -> Result<Shown> {
        self.bar.end();
        let mut shown = self.shown.into_inner().unwrap_or_else(PoisonError::into_inner);
        match shown.failed.take() {
            Some(error) => Err(error),
            None => Ok(shown),
        }
    }
}

impl MatchWatch for Watcher {
    type Seen = Seen;

    fn look(&self, result: &MatchResult<'_>) -> Option<Seen> {
        let query = &result.query;
        let who = if query.id.is_empty() {
            format!("row {}", row_for_people(query.file, query.row))
        } else {
            query.id.to_owned()
        };
        let lines = result.hits.iter().filter(|_| self.table.is_some()).map(|hit| {
            let lists = hit.lists.join(", ");
            format!(
                "{who}  {}  {} -> {} [{lists}]  {}",
                nats(hit.score),
                query.name,
                hit.party.name,
                hit.alignment
            )
        });
        let defects = result.defects.iter().take(DEFECTS);
        let defects = defects.map(|one| {
            format!(
                "{} row {}, {}: {}",
                query.file,
                row_for_people(query.file, query.row),
                one.field,
                one.reason
            )
        });
        let seen = Seen { lines: lines.collect(), defects: defects.collect() };
        (!seen.lines.is_empty() || !seen.defects.is_empty()).then_some(seen)
    }

    fn show(&self, seen: Seen) {
        let mut shown = self.shown();
        let room = DEFECTS.saturating_sub(shown.defects.len());
        shown.defects.extend(seen.defects.into_iter().take(room));
        for line in seen.lines {
            if shown.lines >= self.table.unwrap_or(0) {
                shown.hidden += 1;
                continue;
            }
            shown.lines += 1;
            let mut page = self.out.page();
            page.hanging(0, 4, &text(line));
            if let Err(error) = self.bar.aside(|| self.out.print(&page)) {
                shown.failed.get_or_insert(error);
            }
        }
    }

    fn opened(&self, recognised: &Recognised) {
        self.shown().recognised.push(recognised.clone());
    }

    fn progress(&self, progress: Progress) {
        self.bar.show(progress);
    }
}
