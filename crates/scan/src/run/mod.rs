//! A whole run: catalogs in, results out, on all cores, in bounded memory, in the order of the input. One thread reads,
//! several judge, the caller's thread writes; the answer does not depend on how many.

mod budget;
mod options;
mod journal;
mod kept;
mod task;
mod shared;
mod read;
mod work;
mod bulk;
mod manifest;
mod take_up;
mod listings;
mod matches;

pub use matches::{MatchOutcome, MatchSummary, MatchWatch, match_parties};
pub use options::{FileReport, Form, MEMORY, Options, PagesOf, Progress, Watch};
pub use take_up::day_to_resume;

use std::path::PathBuf;

use nameplate::report::{Manifest, Summary};

use crate::kernel::Judge;
use crate::output::{Filled, Published};
use crate::suppliers::{Joined, Suppliers};
use bulk::{Ran, bulk, nothing};
use journal::Journal;
use listings::Listings;
use manifest::{About, End, manifest};
use options::planned;
use tables::columns::Mapping;
use tables::error::Error;

/// What became of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Counts.
    pub summary: Summary,
    /// Rows that an earlier run had judged.
    pub resumed: u64,
    /// The manifest, as written beside the results.
    pub manifest: Manifest,
    /// The inputs, in order.
    pub files: Vec<FileReport>,
    /// How the join with suppliers went.
    pub suppliers: Option<Joined>,
    /// Columns that nobody knows and that hold names of the register, by file and column.
    pub named: Vec<NamedColumn>,
    /// The files that were written.
    pub written: Vec<PathBuf>,
    /// What is in the results, where any were written.
    pub filled: Option<Filled>,
}

/// A column that nobody knows, and that holds names of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedColumn {
    /// The file, as given.
    pub file: String,
    /// The column.
    pub column: String,
    /// So many of its cells hold a name.
    pub cells: u64,
}

impl Outcome {
    /// Whether every input was read to its end and something could be said.
    pub fn complete(&self) -> bool {
        self.manifest.complete
    }
}

/// Scans catalogs.
///
/// # Errors
/// Only what stops the whole run: a supplier file or an output that cannot be used. What is wrong with one input is in
/// its [`FileReport`], and the others are scanned.
pub fn run<J: Judge, W: Watch>(judge: &J, options: &Options, watch: &W) -> Result<Outcome, Error> {
    // An output that cannot be used is told before anything is read.
    let plan = planned(options)?;
    let suppliers = options
        .suppliers
        .as_ref()
        .map(|input| Suppliers::read_until(input, &Mapping::default(), options.limits, &options.stop))
        .transpose()?;
    if let Some(suppliers) = &suppliers {
        watch.opened(suppliers.recognised());
    }
    let journal = take_up::journal(judge, options, plan.as_ref(), suppliers.as_ref())?;
    let task = Listings {
        judge,
        watch,
        suppliers: suppliers.as_ref(),
        table: options.table,
        identity: options.identity,
        journal: journal.as_ref(),
    };
    let Ran { totals, digest, files, sink } = bulk(&task, options)?;
    let about = About {
        as_of: judge.as_of(),
        register: judge.register_id(),
        editions: judge.editions(),
        without_lists: judge.without_lists(),
        policy: judge.policy(),
        messages: judge.messages_id(),
        reasons: nameplate::Screener::reasons(),
    };
    let end = End { files: &files, nothing: nothing::<Listings<'_, J, W>>(&totals, options) };
    let mut manifest = manifest(about, &end, totals.summary.clone(), (digest, options.identity.word()));
    let Published { written, filled } = match sink {
        Some(sink) => {
            let (results, _) = sink.names(manifest.complete);
            let pages = watch.pages(&PagesOf { manifest: &manifest, results: results.as_deref() });
            sink.publish(&mut manifest, &pages)?
        }
        None => Published { written: Vec::new(), filled: None },
    };
    let named = totals.named.into_iter();
    let named =
        named.map(|((file, column), cells)| NamedColumn { file: file.to_string(), column, cells }).collect();
    let joined = suppliers.map(|suppliers| suppliers.joined(totals.summary.listings, totals.joined));
    let resumed = journal.as_ref().map_or(0, Journal::taken);
    if let Some(journal) = journal.filter(|_| manifest.complete) {
        journal.done()?;
    }
    Ok(Outcome {
        summary: totals.summary,
        resumed,
        manifest,
        files: files.reports,
        suppliers: joined,
        named,
        written,
        filled,
    })
}
