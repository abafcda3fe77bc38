//! The kernel of every bulk run, here and on a cluster: an Arrow batch in, the results of its rows out, in order. Text
//! of cells is borrowed, not copied. Knows nothing of files, threads or formats.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::RecordBatch;
use nameplate::date::Day;
use nameplate::finding::{Case, House, ListingResult};
use nameplate::listing::Listing;
use nameplate::policy::Policy;
use nameplate::report::{Edition, MessagesId, RegisterId, Summary};
use nameplate::{Memo, Screener};

use crate::arrow_out::ResultColumns;
use crate::cited::{Cited, HandedOn};
use crate::digest::{By, Lines};
use crate::rows::{Mark, RowBase, Rows};
use crate::suppliers::Suppliers;
use crate::text::{self, TextColumn};
use tables::columns::{Beside, BesideColumn, Columns, Kept, Step};
use tables::error::Error;

/// What judges a listing: the engine's screener, or a stand-in with which the pipeline itself is measured and tested.
pub trait Judge: Sync {
    /// What a thread remembers from one listing to the next.
    type Memo;

    /// A memory to start with, of about so many bytes.
    fn memo(&self, bytes: usize) -> Self::Memo;
    /// Judges one listing. The answer does not depend on the memory.
    fn judge<'l>(&self, memo: &mut Self::Memo, listing: &'l Listing<'l>) -> ListingResult<'l>;
    /// Whether a text holds a name that is known.
    fn names_in(&self, _text: &str) -> bool {
        false
    }
    /// The day asked for.
    fn as_of(&self) -> Day;
    /// The thresholds in use.
    fn policy(&self) -> &Policy;
    /// The register in use.
    fn register_id(&self) -> RegisterId;
    /// The sources of the register.
    fn editions(&self) -> Vec<Edition>;
    /// What has to be said where the register holds no published list.
    fn without_lists(&self) -> Option<String> {
        None
    }
    /// Which words warnings are made of, if there are any.
    fn messages_id(&self) -> Option<MessagesId> {
        None
    }
}

impl Judge for Screener<'_> {
    type Memo = Memo;

    fn memo(&self, bytes: usize) -> Memo {
        self.memo_within(bytes)
    }

    fn judge<'l>(&self, memo: &mut Memo, listing: &'l Listing<'l>) -> ListingResult<'l> {
        self.screen_with(memo, listing)
    }

    fn names_in(&self, text: &str) -> bool {
        self.names_in_text(text)
    }

    fn as_of(&self) -> Day {
        Screener::as_of(self)
    }

    fn policy(&self) -> &Policy {
        Screener::policy(self)
    }

    fn register_id(&self) -> RegisterId {
        Screener::register_id(self)
    }

    fn editions(&self) -> Vec<Edition> {
        Screener::editions(self)
    }

    fn without_lists(&self) -> Option<String> {
        self.register().without_lists()
    }

    fn messages_id(&self) -> Option<MessagesId> {
        Screener::messages_id(self)
    }
}

/// The results of a batch, as columns, with what the manifest needs of them.
#[derive(Clone, Debug)]
pub struct Results {
    /// One row a listing, in the order of the batch.
    pub batch: RecordBatch,
    /// Counts.
    pub summary: Summary,
    /// What the digest covers.
    pub digest: Lines,
    /// The cases that the results cite, each once; where batches are judged apart, the same case has the same id.
    pub cases: Vec<Arc<Case>>,
    /// What a house adds to them.
    pub house: Vec<Arc<House>>,
}

/// A judge at work on one thread.
#[derive(Debug)]
pub struct Judging<'j, J: Judge> {
    /// Who judges.
    pub judge: &'j J,
    /// What the thread remembers.
    pub memo: &'j mut J::Memo,
}

/// Judges a batch of any column types, for engines that hand out Arrow batches (Spark, Python).
///
/// # Errors
/// Columns that are not in the batch, or results beyond the size of an Arrow batch.
pub fn screen_batch<J: Judge>(
    judging: Judging<'_, J>,
    batch: &RecordBatch,
    columns: &Columns,
    base: RowBase,
) -> Result<Results, Error> {
    screen_part(judging, (batch, columns), base, By::Order)
}

/// The same for a piece of a table whose rows are told apart by more than their order.
///
/// # Errors
/// As [`screen_batch`].
pub fn screen_part<J: Judge>(
    judging: Judging<'_, J>,
    (batch, columns): (&RecordBatch, &Columns),
    base: RowBase,
    identity: By,
) -> Result<Results, Error> {
    let file = Arc::clone(&base.file);
    let rows = Rows { batch: batch.clone(), columns: columns.clone().into(), base };
    let (mut out, mut summary) = (ResultColumns::default(), Summary::default());
    let mut digest = Lines::new(identity, &file);
    let (mut once, mut cited) = (HandedOn::default(), Cited::default());
    for_each(judging, &rows, None, &mut |result, _, _| {
        out.push(result);
        once.note(result, &mut cited);
        summary.add(result);
        digest.add(result);
        true
    });
    let batch = out.finish().map_err(|error| Error::Read {
        file: file.to_string(),
        rows: rows.base.first_row,
        reason: error.to_string(),
    })?;
    Ok(Results { batch, summary, digest, cases: cited.cases, house: cited.house })
}

/// What was noted on the way through a batch.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    /// Listings that a supplier was joined to.
    pub(crate) joined: u64,
    /// Columns that nobody knows, and how many of their cells hold a name that is known.
    pub(crate) named: BTreeMap<String, u64>,
}

/// Judges the rows of a batch, in order, as long as `each` asks for more.
pub(crate) fn for_each<J: Judge>(
    judging: Judging<'_, J>,
    rows: &Rows,
    suppliers: Option<&Suppliers>,
    each: &mut dyn FnMut(&ListingResult<'_>, &KeptCells<'_>, &CatalogLine<'_>) -> bool,
) -> Noted {
    let bound = Bound::new(&rows.batch, &rows.columns);
    let mut marks = rows.base.marks.iter().peekable();
    let mut noted = Noted::default();
    let mut names = Names { judge: judging.judge, seen: BTreeMap::new() };
    for row in 0..rows.batch.num_rows() {
        let mut listing = bound.listing(row, &rows.base);
        let mut why: Option<&Mark> = None;
        while let Some(mark) = marks.next_if(|mark| mark.row == row) {
            listing.defects.push(mark.defect.clone());
            why = why.or(mark.unread.then_some(mark));
        }
        let goes_on = match why {
            Some(mark) => each(
                &ListingResult::not_checked(&listing, &mark.defect.reason),
                &bound.kept(row),
                &bound.line(&listing, row, &rows.base),
            ),
            None => {
                if let Some(suppliers) = suppliers {
                    noted.joined += u64::from(suppliers.join(&mut listing, bound.read.ids(row)));
                }
                for (column, _) in bound.read.plain(row).filter(|(_, cell)| names.hold(cell)) {
                    match noted.named.get_mut(column) {
                        Some(cells) => *cells += 1,
                        None => drop(noted.named.insert(column.to_owned(), 1)),
                    }
                }
                each(
                    &judging.judge.judge(judging.memo, &listing),
                    &bound.kept(row),
                    &bound.line(&listing, row, &rows.base),
                )
            }
        };
        if !goes_on {
            break;
        }
    }
    noted
}

/// Goes through the listings of a batch without judging any; how many a supplier was joined to.
pub(crate) fn each_listing(
    rows: &Rows,
    suppliers: Option<&Suppliers>,
    each: &mut dyn FnMut(&Listing<'_>),
) -> u64 {
    let bound = Bound::new(&rows.batch, &rows.columns);
    let unread: BTreeSet<usize> =
        rows.base.marks.iter().filter(|mark| mark.unread).map(|mark| mark.row).collect();
    let mut joined = 0;
    for row in 0..rows.batch.num_rows() {
        let mut listing = bound.listing(row, &rows.base);
        if let Some(suppliers) = suppliers.filter(|_| !unread.contains(&row)) {
            joined += u64::from(suppliers.join(&mut listing, bound.read.ids(row)));
        }
        each(&listing);
    }
    joined
}

/// Whether cells hold names, each distinct cell looked at once as long as there are not too many.
struct Names<'n, J> {
    judge: &'n J,
    seen: BTreeMap<String, bool>,
}

impl<J: Judge> Names<'_, J> {
    /// So many distinct cells are remembered; longer ones are no names of a company and a few words.
    const MOST: usize = 10_000;
    const LONGEST: usize = 200;

    fn hold(&mut self, cell: &str) -> bool {
        if cell.len() > Self::LONGEST {
            return false;
        }
        if let Some(known) = self.seen.get(cell) {
            return *known;
        }
        let holds = self.judge.names_in(cell);
        if self.seen.len() < Self::MOST {
            self.seen.insert(cell.to_owned(), holds);
        }
        holds
    }
}

/// The columns of a batch, ready to be read row by row.
struct Bound {
    /// What makes listings.
    read: tables::Bound<TextColumn>,
    /// Columns that are kept as they stand, as far as the batch has them.
    kept: Vec<Option<TextColumn>>,
    /// Columns by which a line is found again.
    beside: Vec<(Beside, TextColumn)>,
}

/// A line of a catalog as it was read.
#[derive(Clone, Copy, Debug)]
pub struct CatalogLine<'l> {
    /// What was judged.
    pub listing: &'l Listing<'l>,
    /// Its number as a spreadsheet shows it: 1 is the first line of the table, whether it names columns or not. With JSON and
    /// Parquet the first row is 1.
    pub number: u64,
    cells: &'l [(Beside, TextColumn)],
    row: usize,
}

impl CatalogLine<'_> {
    /// The numbers of the order and of its line, as far as the table has them and they were asked for.
    pub fn order(&self) -> String {
        self.all(Beside::Order)
    }

    /// How many were bought, as the table has it.
    pub fn quantity(&self) -> String {
        self.all(Beside::Quantity)
    }

    /// The seller's own number, as far as the table has a column for it.
    pub fn sku(&self) -> &str {
        self.first(Beside::Sku)
    }

    /// The id of the offer on Amazon, as far as the table has a column for it.
    pub fn asin(&self) -> &str {
        self.first(Beside::Asin)
    }

    fn first(&self, wanted: Beside) -> &str {
        let mut texts = self.cells.iter().filter(|(says, _)| *says == wanted);
        texts
            .find_map(|(_, column)| Some(column.get(self.row).trim()).filter(|text| !text.is_empty()))
            .unwrap_or_default()
    }

    fn all(&self, wanted: Beside) -> String {
        let texts = self.cells.iter().filter(|(says, _)| *says == wanted);
        let texts = texts.map(|(_, column)| column.get(self.row).trim()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" / ")
    }
}

/// The cells of a row that are kept as they stand in the catalog.
pub(crate) struct KeptCells<'b> {
    columns: &'b [Option<TextColumn>],
    row: usize,
}

impl KeptCells<'_> {
    /// Of a row of which none are kept.
    pub(crate) fn none() -> Self {
        KeptCells { columns: &[], row: 0 }
    }

    /// Their texts, in the order of the columns.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let row = self.row;
        self.columns.iter().map(move |column| match column {
            Some(column) if column.is_bad(row) => "(no text)",
            Some(column) => column.get(row),
            None => "",
        })
    }
}

impl Bound {
    fn new(batch: &RecordBatch, columns: &Columns) -> Self {
        // A later batch of the same file may have columns that this one has not yet.
        let of_batch = |kept: &Kept| kept.path.as_ref().and_then(|path| text::column(batch, path).ok());
        let kept = columns.kept().iter().map(of_batch).collect();
        let found = |one: &BesideColumn| Some((one.says, text::column(batch, &one.path).ok()?));
        let beside = columns.beside().iter().filter_map(found).collect();
        let there =
            |path: &[Step]| !matches!(path.first(), Some(Step::Field(i)) if *i >= batch.num_columns());
        let read = tables::Bound::new(columns, |path| there(path).then(|| text::column(batch, path)));
        Bound { read, kept, beside }
    }

    fn kept(&self, row: usize) -> KeptCells<'_> {
        KeptCells { columns: &self.kept, row }
    }

    fn line<'l>(&'l self, listing: &'l Listing<'l>, row: usize, base: &RowBase) -> CatalogLine<'l> {
        CatalogLine { listing, number: base.line(row), cells: &self.beside, row }
    }

    fn listing<'a>(&'a self, row: usize, base: &'a RowBase) -> Listing<'a> {
        self.read.listing(row, &base.file, base.number(row))
    }
}
