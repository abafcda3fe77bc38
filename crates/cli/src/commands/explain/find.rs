//! One listing out of a catalog, read by the same code that scans, so that what is explained is what was judged.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use nameplate::date::Day;
use nameplate::finding::ListingResult;
use nameplate::report::{Edition, RegisterId};
use nameplate::{Listing, Policy, Screener};
use scan::{Input, Judge, Mapping, Options, Watch};

use crate::error::{CliError, Result};

/// Which listing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Which {
    /// By the id that the catalog gives it.
    Id(String),
    /// By its row, counted from 0.
    Row(u64),
}

impl Which {
    fn is(&self, id: &str, row: u64) -> bool {
        match self {
            Which::Id(wanted) => id == wanted,
            Which::Row(wanted) => row == *wanted,
        }
    }
}

/// Finds a listing.
pub(crate) fn find(
    screener: &Screener<'_>,
    input: Input,
    suppliers: Option<Input>,
    mapping: Mapping,
    which: &Which,
) -> Result<Listing<'static>> {
    let stop = Arc::new(AtomicBool::new(false));
    let finder = Finder { screener, which, found: Mutex::default(), stop: Arc::clone(&stop) };
    let reader = Reader { which, unreadable: Mutex::default(), stop: Arc::clone(&stop) };
    let name = input.name();
    let options = Options { inputs: vec![input], suppliers, mapping, threads: 1, stop, ..Options::default() };
    let mut outcome = scan::run(&finder, &options, &reader)?;
    if let Some(listing) = take(&finder.found) {
        return Ok(listing);
    }
    if let Some(why) = take(&reader.unreadable) {
        return Err(CliError::new(format!("{name}: that row could not be read: {why}")));
    }
    if let Some(error) = outcome.files.iter_mut().find_map(|file| file.error.take()) {
        return Err(error.into());
    }
    Err(not_there(&name, which, outcome.summary.listings))
}

fn not_there(name: &str, which: &Which, rows: u64) -> CliError {
    match which {
        Which::Id(id) => CliError::new(format!("{name}: no listing has the id `{id}`"))
            .hint("take the id from a scan, or the row: nameplate explain FILE --row 0")
            .hint("if the catalog keeps its ids in another column: --map id=COLUMN"),
        Which::Row(row) => CliError::new(format!("{name}: there is no row {row}: it has {rows}"))
            .hint("rows are counted as in results: the first one is row 0"),
    }
}

fn take<T>(slot: &Mutex<Option<T>>) -> Option<T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn put<T>(slot: &Mutex<Option<T>>, value: T) {
    slot.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(value);
}

/// Judges nothing: keeps the first listing that is wanted.
struct Finder<'s> {
    screener: &'s Screener<'s>,
    which: &'s Which,
    found: Mutex<Option<Listing<'static>>>,
    stop: Arc<AtomicBool>,
}

impl Judge for Finder<'_> {
    type Memo = ();

    fn memo(&self) {}

    fn judge<'l>(&self, (): &mut (), listing: &'l Listing<'_>) -> ListingResult<'l> {
        if self.which.is(&listing.id, listing.row) {
            put(&self.found, owned(listing));
            self.stop.store(true, Ordering::Relaxed);
        }
        ListingResult::not_checked(listing, "not asked for")
    }

    fn as_of(&self) -> Day {
        self.screener.as_of()
    }

    fn policy(&self) -> &Policy {
        self.screener.policy()
    }

    fn register_id(&self) -> RegisterId {
        self.screener.register_id()
    }

    fn editions(&self) -> Vec<Edition> {
        Vec::new()
    }
}

/// Sees rows that never become a listing.
struct Reader<'s> {
    which: &'s Which,
    unreadable: Mutex<Option<String>>,
    stop: Arc<AtomicBool>,
}

impl Watch for Reader<'_> {
    type Seen = ();

    fn look(&self, result: &ListingResult<'_>) -> Option<()> {
        if self.which.is(result.listing.id, result.listing.row) && !self.stop.load(Ordering::Relaxed) {
            put(&self.unreadable, result.why.clone().unwrap_or_default());
            self.stop.store(true, Ordering::Relaxed);
        }
        None
    }
}

fn owned(listing: &Listing<'_>) -> Listing<'static> {
    let mut copy = Listing::default();
    copy.id = listing.id.clone().into_owned().into();
    copy.file = listing.file.clone().into_owned().into();
    copy.row = listing.row;
    copy.defects.clone_from(&listing.defects);
    for (field, text) in listing.filled() {
        copy.set(field, text.to_owned());
    }
    copy
}
