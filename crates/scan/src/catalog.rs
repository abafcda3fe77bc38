//! One listing out of a catalog, read by the same code that scans, so that what is explained is what was judged.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use nameplate::date::Day;
use nameplate::finding::ListingResult;
use nameplate::listing::row_for_people;
use nameplate::report::{Edition, RegisterId};
use nameplate::{Listing, Policy, Screener};
use tables::owned;

use crate::kernel::Judge;
use crate::run::{Form, Options, Watch, run};
use crate::source::Input;
use tables::columns::Mapping;
use tables::error::Error;

/// Which listing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Which {
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

/// Where to look for one listing, and for which.
#[derive(Clone, Debug)]
pub struct Sought {
    /// The catalog.
    pub input: Input,
    /// A file of suppliers to join by SKU.
    pub suppliers: Option<Input>,
    /// What columns mean, where the user says so.
    pub mapping: Mapping,
    /// How the catalog is written, where the user says so.
    pub form: Form,
    /// Which listing.
    pub which: Which,
}

/// Finds one listing of a catalog, with all that the catalog says of it.
///
/// # Errors
/// The catalog cannot be read, does not have it, or has a row in its place that cannot be read.
pub fn find(screener: &Screener<'_>, sought: Sought) -> Result<Listing<'static>, Error> {
    let Sought { input, suppliers, mapping, form, which } = sought;
    let stop = Arc::new(AtomicBool::new(false));
    let finder = Finder { screener, which: &which, found: Mutex::default(), stop: Arc::clone(&stop) };
    let reader = Reader { which: &which, unreadable: Mutex::default(), stop: Arc::clone(&stop) };
    let file = input.name();
    let options =
        Options { inputs: vec![input], suppliers, mapping, form, threads: 1, stop, ..Options::default() };
    let mut outcome = run(&finder, &options, &reader)?;
    if let Some(listing) = take(&finder.found) {
        return Ok(listing);
    }
    if let Some(reason) = take(&reader.unreadable) {
        return Err(Error::Row { file, reason });
    }
    if let Some(error) = outcome.files.iter_mut().find_map(|file| file.error.take()) {
        return Err(error);
    }
    Err(match which {
        Which::Id(id) => Error::NoSuchId { file, id },
        Which::Row(row) => {
            Error::NoSuchRow { number: row_for_people(&file, row), file, rows: outcome.summary.listings }
        }
    })
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

    fn memo(&self, _: usize) {}

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
