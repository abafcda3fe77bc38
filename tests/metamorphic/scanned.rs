//! Tables scanned as a user's are: bytes of files in, columns recognised, results out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use nameplate::finding::ListingResult;
use nameplate::policy::Policy;
use nameplate::report::{Edition, RegisterId};
use nameplate::{Day, Listing, Memo, Screener, Verdict};
use nameplate_tests::screening::starter;
use scan::{Input, Judge, Options, Watch, run};

use crate::goods::today;
use crate::table::row_of;

/// What is kept of a result.
#[derive(Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) verdict: Verdict,
    /// Targets with the verdict about each.
    pub(crate) targets: Vec<(String, Verdict)>,
}

/// Screeners for every day, and which row of which table is asked for which day. One scan has one day; here a table may hold
/// listings of several, since a table of a thousand rows for each of sixty days would be sixty times the work. Everything else
/// is the road of a scan.
pub(crate) struct Days {
    screeners: BTreeMap<Day, Screener<'static>>,
}

impl Days {
    /// A screener for each day.
    pub(crate) fn new(days: impl Iterator<Item = Day>) -> Days {
        let screener = |day| (day, Screener::new(starter(), Policy::default(), day));
        Days { screeners: days.chain([today()]).map(screener).collect() }
    }

    fn first(&self) -> &Screener<'static> {
        &self.screeners[&today()]
    }
}

/// The day of each row, by name of the file.
pub(crate) type Calendar = BTreeMap<String, Vec<Option<Day>>>;

struct Dated<'d> {
    days: &'d Days,
    calendar: &'d Calendar,
}

impl Dated<'_> {
    /// Listings with a day of their own stand between ordinary goods, for which no day matters: where a reader took the first row
    /// for a header, the row before has the day too.
    fn day(&self, listing: &Listing<'_>) -> Day {
        let row = row_of(&listing.id).unwrap_or(listing.row as usize);
        let days = self.calendar.get(&*listing.file).map(Vec::as_slice).unwrap_or_default();
        let at = |row: usize| days.get(row).copied().flatten();
        at(row).or_else(|| at(row + 1)).unwrap_or_else(today)
    }
}

impl Judge for Dated<'_> {
    type Memo = BTreeMap<Day, Memo>;

    fn memo(&self) -> Self::Memo {
        BTreeMap::new()
    }

    fn judge<'l>(&self, memo: &mut Self::Memo, listing: &'l Listing<'l>) -> ListingResult<'l> {
        let day = self.day(listing);
        let screener = &self.days.screeners[&day];
        screener.screen_with(memo.entry(day).or_insert_with(|| screener.memo()), listing)
    }

    fn as_of(&self) -> Day {
        today()
    }

    fn policy(&self) -> &Policy {
        self.days.first().policy()
    }

    fn register_id(&self) -> RegisterId {
        self.days.first().register_id()
    }

    fn editions(&self) -> Vec<Edition> {
        self.days.first().editions()
    }
}

struct Row {
    file: String,
    id: String,
    row: usize,
    seen: Seen,
}

#[derive(Default)]
struct Keep(Mutex<Vec<Row>>);

impl Watch for Keep {
    type Seen = Row;

    fn look(&self, result: &ListingResult<'_>) -> Option<Row> {
        let targets =
            result.findings.iter().map(|finding| (finding.target.id.clone(), finding.verdict)).collect();
        Some(Row {
            file: result.listing.file.to_owned(),
            id: result.listing.id.to_owned(),
            row: usize::try_from(result.listing.row).expect("a row"),
            seen: Seen { verdict: result.verdict, targets },
        })
    }

    fn show(&self, seen: Row) {
        self.0.lock().expect("no thread failed").push(seen);
    }
}

/// Scans the files of a calendar; gives for each file what was seen of each row, and nothing of rows that were lost.
pub(crate) fn scan(days: &Days, calendar: &Calendar) -> BTreeMap<String, Vec<Option<Seen>>> {
    let inputs = calendar.keys().map(|file| Input::Path(Path::new(file).to_owned())).collect();
    let keep = Keep::default();
    let options = Options { inputs, ..Options::default() };
    // A file that is refused is in its report, and its rows are lost.
    run(&Dated { days, calendar }, &options, &keep).expect("only an output could stop a run");
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in keep.0.into_inner().expect("no thread failed") {
        rows.entry(row.file.clone()).or_default().push(row);
    }
    let found = |(file, days): (&String, &Vec<Option<Day>>)| {
        (file.clone(), placed(rows.remove(file).unwrap_or_default(), days.len()))
    };
    calendar.iter().map(found).collect()
}

/// Results by the row of the table: by the id where it was read, else by position; where a reader took the first row for a header,
/// positions are one behind.
fn placed(rows: Vec<Row>, expected: usize) -> Vec<Option<Seen>> {
    let behind = usize::from(rows.len() + 1 == expected);
    let mut placed = vec![None; expected];
    for row in rows {
        let at = row_of(&row.id).unwrap_or(row.row + behind);
        if let Some(place) = placed.get_mut(at) {
            *place = Some(row.seen);
        }
    }
    placed
}
