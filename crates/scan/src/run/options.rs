//! What to scan and how, and who looks on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use nameplate::Listing;
use nameplate::finding::ListingResult;
use nameplate::report::Manifest;

use crate::digest::By;
use crate::kernel::CatalogLine;
use crate::output::{self, Output, Pages, Plan};
use crate::publish::Identity;
use crate::source::Input;
use tables::columns::{Header, Mapping, Recognised, Table};
use tables::error::Error;
use tables::limits::Limits;

/// How tables are written, where the user knows it better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Label of the encoding of text inputs (`gb18030`, `shift_jis`).
    pub encoding: Option<String>,
    /// Whether the first row of a table names its columns.
    pub header: Header,
    /// Which sheet of workbooks is read, by name or by number from 1; the first one where nothing is said.
    pub sheet: Option<String>,
}

/// What to scan and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The catalogs, in the order of the report.
    pub inputs: Vec<Input>,
    /// What their rows are: listings of a catalog, or of an inventory.
    pub table: Table,
    /// What columns mean, where the user says so.
    pub mapping: Mapping,
    /// How tables are written, where the user says so.
    pub form: Form,
    /// A file of suppliers to join by SKU.
    pub suppliers: Option<Input>,
    /// Where the results go; none to look at them only.
    pub output: Option<Output>,
    /// Pages that go with the results: [`Watch::pages`] makes them.
    pub pages: Pages,
    /// Whether [`Watch::look_at`] is to know the order and the quantity of each line.
    pub lines: bool,
    /// What else is read for this run (policy, register, messages), so that no output replaces it.
    pub also_read: Vec<PathBuf>,
    /// By what rows are told apart in the digest; by ids, rows without one of their own are refused.
    pub identity: By,
    /// Whether what is done is kept beside the output, and what an earlier run of the same kept is not done again.
    pub resume: bool,
    /// Whether a run that met no row at all is complete all the same.
    pub allow_empty: bool,
    /// Threads that judge; 0 for as many as there are cores.
    pub threads: usize,
    /// Bytes of memory that the run is to keep within, beside the bytes of the register.
    pub memory: usize,
    /// Bounds of the reading side.
    pub limits: Limits,
    /// Set to true (by Ctrl-C) to stop after what is already read.
    pub stop: Arc<AtomicBool>,
}

/// Memory of a run, unless asked otherwise.
pub const MEMORY: usize = 400 << 20;

impl Default for Options {
    fn default() -> Self {
        Options {
            inputs: Vec::new(),
            table: Table::Catalog,
            mapping: Mapping::default(),
            form: Form::default(),
            suppliers: None,
            output: None,
            pages: Pages::default(),
            lines: false,
            also_read: Vec::new(),
            identity: By::Order,
            resume: false,
            allow_empty: false,
            threads: 0,
            memory: MEMORY,
            limits: Limits::default(),
            stop: Arc::default(),
        }
    }
}

impl Options {
    /// Refuses outputs that cannot be meant: of no known format, or one file with something that is read or with each other.
    /// Nothing is opened.
    ///
    /// # Errors
    /// Names the output.
    pub fn check(&self) -> Result<(), Error> {
        planned(self).map(drop)
    }
}

/// What pages are made of when a run is over.
pub struct PagesOf<'r> {
    /// The manifest, as far as it can be known before the pages are written.
    pub manifest: &'r Manifest,
    /// The file of results that the pages go with, under the name that it gets.
    pub results: Option<&'r Path>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read, of all inputs, as they are on disk.
    pub bytes: u64,
    /// Bytes of all inputs, if all sizes are known.
    pub total: Option<u64>,
    /// Rows judged and written.
    pub rows: u64,
}

/// Who looks on while a run goes on: the terminal. All methods but `look` are called on the caller's thread and in the
/// order of the input.
pub trait Watch: Sync {
    /// What is kept of a result to be shown.
    type Seen: Send;

    /// Looks at a result, on the thread that judged it; what it returns is handed to [`Watch::show`] in order.
    fn look(&self, result: &ListingResult<'_>) -> Option<Self::Seen>;
    /// The same, for who wants to know the line that it comes from.
    fn look_at(&self, result: &ListingResult<'_>, _line: &CatalogLine<'_>) -> Option<Self::Seen> {
        self.look(result)
    }
    /// Shows what was seen.
    fn show(&self, _seen: Self::Seen) {}
    /// A listing of which there was nothing to show, taken over from an earlier run; on the thread that took it.
    fn passed(&self, _listing: &Listing<'_>) {}
    /// An input was opened and its columns recognised.
    fn opened(&self, _recognised: &Recognised) {}
    /// A batch is done.
    fn progress(&self, _progress: Progress) {}
    /// The pages of [`Options::pages`], in their order: asked for once, when all is judged and before anything has its name.
    fn pages(&self, _of: &PagesOf<'_>) -> Vec<String> {
        Vec::new()
    }
}

/// Nobody looks on.
impl Watch for () {
    type Seen = ();

    fn look(&self, _: &ListingResult<'_>) -> Option<()> {
        None
    }
}

/// What became of one input.
#[derive(Debug)]
pub struct FileReport {
    /// Name as given.
    pub file: String,
    /// How it was understood, if it could be opened.
    pub recognised: Option<Recognised>,
    /// Rows read.
    pub rows: u64,
    /// SHA-256 of its bytes; empty if it was not read to its end.
    pub hash: String,
    /// Why it could not be read, or not to its end.
    pub error: Option<Error>,
}

/// Where results go, with every choice made. Results never replace what they were made from.
pub(super) fn planned(options: &Options) -> Result<Option<Plan>, Error> {
    let plan = options.output.as_ref().map(Output::plan).transpose()?;
    let inputs = options.inputs.iter().chain(&options.suppliers).filter_map(Identity::of_input);
    let read: Vec<Identity> = inputs.chain(options.also_read.iter().map(|path| Identity::of(path))).collect();
    output::refuse(plan.as_ref(), &options.pages, &read)?;
    Ok(plan)
}
