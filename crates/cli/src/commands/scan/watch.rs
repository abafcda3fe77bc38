//! Looks on while a scan goes on: keeps what the table and the summary show, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nameplate::answer::{Audience, Meaning};
use nameplate::finding::ListingResult;
use nameplate::listing::row_for_people;
use nameplate::{Field, Listing, Memo, Register, Screener, Verdict};
use pages::{Bought, Gatherer, Looking, MOST_LISTINGS};
use scan::{CatalogLine, PagesOf, Progress, Recognised, Watch};

use super::groups::{Groups, Key, add, group};
use super::ids::Ids;
use super::job::{Job, Show};
use super::paper::Paper;
use super::progress::Bar;
use super::released::Released;
use super::row::{Row, Told, rows};
use super::table::{Shape, Table};
use crate::error::{CliError, Result};
use crate::out::Out;

/// So many defects are shown as examples.
const DEFECTS: usize = 5;

/// What is kept of a listing.
pub(super) struct Seen {
    rows: Vec<Row>,
    defects: Vec<String>,
    page: Option<pages::Seen>,
    /// What it means for who asks.
    word: Option<Meaning>,
    /// In which group it falls, with its own words.
    group: Option<(Key, String)>,
}

/// What was seen in all.
#[derive(Debug, Default)]
pub(super) struct AllSeen {
    /// How inputs were understood.
    pub(super) recognised: Vec<Recognised>,
    /// Some of the defects.
    pub(super) defects: Vec<String>,
    /// Lines of the table that were shown.
    pub(super) lines: usize,
    /// Lines of the table that were not shown.
    pub(super) hidden: u64,
    /// Findings that were counted in the line of another one.
    pub(super) folded: u64,
    /// The lists in the table, by id.
    pub(super) lists: BTreeMap<String, String>,
    /// Rows that could not be read.
    pub(super) unread: u64,
    /// Listings that persons released: counted, and not shown again.
    pub(super) released: u64,
    /// Ids that several rows have.
    pub(super) ids: Ids,
    /// What was found, in groups.
    pub(super) groups: Groups,
    /// Listings by what they mean for who asks.
    pub(super) words: BTreeMap<Meaning, u64>,
}

/// Looks on.
pub(super) struct Watcher<'s> {
    screener: &'s Screener<'s>,
    /// The catalogs by name: what else is read has no lines.
    inputs: BTreeSet<String>,
    register: &'s Register<'s>,
    audience: &'s Audience,
    bar: Bar,
    table: Option<Mutex<Table>>,
    brief: bool,
    /// Where it is told, which ids several rows have.
    ids: Option<Mutex<Ids>>,
    /// Whether groups are shown: else none is kept.
    groups: bool,
    seen: Mutex<AllSeen>,
    paper: &'s Paper,
    pages: Option<Mutex<Gatherer>>,
    /// What is remembered of lines that are judged once more, for each thread that is at it.
    memos: Mutex<Vec<Memo>>,
    unread: AtomicU64,
    /// What persons released, and how many listings that was.
    released: Option<&'s Released>,
    let_go: AtomicU64,
    /// Why the table could not be printed.
    failed: Mutex<Option<CliError>>,
    stop: Arc<AtomicBool>,
}

impl<'s> Watcher<'s> {
    pub(super) fn new(job: &Job<'s>, show: Show, out: Out) -> Self {
        let Job { screener, options, paper, audience, released, .. } = *job;
        let shape = Shape { files: options.inputs.len() > 1, asked: audience.reader.is_some() };
        let table = show.table.map(|limit| Mutex::new(Table::new(out, limit, shape)));
        Watcher {
            screener,
            inputs: options.inputs.iter().map(scan::Input::name).collect(),
            register: screener.register(),
            audience,
            bar: Bar::new(show.progress),
            table,
            brief: show.brief,
            ids: show.summary.then(Mutex::default),
            groups: show.in_groups(),
            seen: Mutex::default(),
            paper,
            pages: paper.is_wanted().then(|| Mutex::new(Gatherer::new(MOST_LISTINGS, audience.clone()))),
            memos: Mutex::default(),
            unread: AtomicU64::new(0),
            released,
            let_go: AtomicU64::new(0),
            failed: Mutex::default(),
            stop: Arc::clone(&options.stop),
        }
    }

    /// Prints what still waits, and tells what was seen.
    pub(super) fn finish(self) -> Result<AllSeen> {
        self.bar.end();
        let mut seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(ids) = self.ids {
            seen.ids = ids.into_inner().unwrap_or_else(PoisonError::into_inner);
        }
        seen.unread = self.unread.into_inner();
        seen.released = self.let_go.into_inner();
        if let Some(error) = self.failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        if let Some(table) = self.table {
            let mut table = table.into_inner().unwrap_or_else(PoisonError::into_inner);
            if let Some(page) = table.rest() {
                table.print(&page)?;
            }
            (seen.lines, seen.hidden, seen.folded) = (table.shown, table.hidden, table.folded);
            seen.lists = table.lists;
        }
        Ok(seen)
    }

    fn add(&self, table: &Mutex<Table>, rows: Vec<Row>) {
        let mut table = locked(table);
        for row in rows {
            let Some(page) = table.add(row) else { continue };
            if let Err(error) = self.bar.aside(|| table.print(&page)) {
                self.stop.store(true, Ordering::Relaxed);
                locked(&self.failed).get_or_insert(error);
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watcher<'_> {
    fn see(&self, result: &ListingResult<'_>, line: Option<Bought<'_>>) -> Option<Seen> {
        if result.verdict == Verdict::NotChecked && !result.defects.is_empty() {
            self.unread.fetch_add(1, Ordering::Relaxed);
        }
        if let Some(ids) = &self.ids {
            locked(ids).add(result.listing.file, result.listing.id);
        }
        let let_go = self.released.is_some_and(|released| released.speaks_of(self.screener, result));
        self.let_go.fetch_add(u64::from(let_go), Ordering::Relaxed);
        let rows = match self.table {
            Some(_) if !let_go => {
                rows(self.register, result, Told { brief: self.brief, audience: self.audience })
            }
            _ => Vec::new(),
        };
        let asked = self.audience.reader.is_some();
        let findings = result.findings.iter().filter(|_| asked && !let_go);
        let word = findings.map(|one| Meaning::for_audience(one, self.audience)).min();
        let group = (self.groups && !let_go).then(|| group(self.register, self.audience, result)).flatten();
        let defects = defects(result);
        let looking = Looking { audience: self.audience, line };
        let page = self.pages.is_some().then(|| pages::look(result, &looking)).flatten();
        let any =
            !rows.is_empty() || !defects.is_empty() || page.is_some() || word.is_some() || group.is_some();
        any.then_some(Seen { rows, defects, page, word, group })
    }

    /// Judges a listing by the law of the day that is asked for.
    fn judge_again<'l>(&self, listing: &'l Listing<'l>) -> ListingResult<'l> {
        const MEMORY: usize = 16 << 20;
        let remembered = locked(&self.memos).pop();
        let mut memo = remembered.unwrap_or_else(|| self.screener.memo_within(MEMORY));
        let result = self.screener.screen_with(&mut memo, listing);
        locked(&self.memos).push(memo);
        result
    }

    /// A record is signed: where a table says nothing of what was bought, there is nothing to be signed, and the scan stops.
    fn refuse_without_goods(&self, recognised: &Recognised) {
        let is_list = self.paper.has_record() && self.inputs.contains(&recognised.file);
        if !is_list || recognised.names_goods {
            return;
        }
        let error = CliError::new(format!("no record: nothing in {} says what was bought", recognised.file));
        let error = error.hint("say which column does: --map title=COLUMN, brand=COLUMN or model=COLUMN");
        locked(&self.failed).get_or_insert(error);
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Watch for Watcher<'_> {
    type Seen = Seen;

    fn look(&self, result: &ListingResult<'_>) -> Option<Seen> {
        self.see(result, None)
    }

    fn look_at(&self, result: &ListingResult<'_>, line: &CatalogLine<'_>) -> Option<Seen> {
        if !self.paper.has_record() {
            return self.see(result, None);
        }
        // What was bought before a law may be used after it: the use is judged by the law of today.
        let is_old = result.as_of.is_some_and(|day| day != self.screener.as_of());
        let undated = is_old.then(|| line.listing.clone().with(Field::PurchasedOn, ""));
        let now = undated.as_ref().map(|listing| self.judge_again(listing));
        let (order, quantity) = (line.order(), line.quantity());
        let day = line.listing.get(Field::PurchasedOn).trim();
        let bought =
            Bought { number: line.number, order: &order, quantity: &quantity, day, now: now.as_ref() };
        self.see(result, Some(bought))
    }

    fn show(&self, seen: Seen) {
        if let (Some(pages), Some(page)) = (&self.pages, seen.page) {
            locked(pages).add(page);
        }
        let mut all = locked(&self.seen);
        let room = DEFECTS.saturating_sub(all.defects.len());
        all.defects.extend(seen.defects.into_iter().take(room));
        seen.word.into_iter().for_each(|word| *all.words.entry(word).or_default() += 1);
        seen.group.into_iter().for_each(|group| add(&mut all.groups, group));
        drop(all);
        if let Some(table) = &self.table {
            self.add(table, seen.rows);
        }
    }

    fn passed(&self, listing: &Listing<'_>) {
        if let Some(ids) = &self.ids {
            locked(ids).add(&listing.file, &listing.id);
        }
    }

    fn opened(&self, recognised: &Recognised) {
        self.refuse_without_goods(recognised);
        locked(&self.seen).recognised.push(recognised.clone());
    }

    fn progress(&self, progress: Progress) {
        self.bar.show(progress);
    }

    fn pages(&self, of: &PagesOf<'_>) -> Vec<String> {
        let Some(gatherer) = &self.pages else { return Vec::new() };
        if locked(&self.failed).is_some() {
            return Vec::new();
        }
        let gatherer = std::mem::take(&mut *locked(gatherer));
        self.paper.pages(of, &gatherer.finish(), self.audience)
    }
}

fn defects(result: &ListingResult<'_>) -> Vec<String> {
    let listing = &result.listing;
    let id = if listing.id.is_empty() { String::new() } else { format!(" ({})", listing.id) };
    let each = result.defects.iter().take(DEFECTS);
    let row = row_for_people(listing.file, listing.row);
    each.map(|d| format!("{} row {row}{id}, {}: {}", listing.file, d.field, d.reason)).collect()
}
