//! Tables scanned as a user's are: bytes of files in, columns recognised, results out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use nameplate::finding::ListingResult;
use nameplate::policy::Policy;
use nameplate::report::{Edition, RegisterId};
use nameplate::{Day, Listing, Memo, Screener, Verdict};
use scan::{Input, Judge, Options, Watch, run};

use crate::table::row_of;

/// What is kept of a result.
#[derive(Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) verdict: Verdict,
    /// Targets with the verdict about each.
    pub(crate) targets: Vec<(String, Verdict)>,
}

/// The day of each row, by name of the file; none for ordinary goods.
pub(crate) type Calendar = BTreeMap<String, Vec<Option<Day>>>;

/// A listing as it was read from its table, to be judged for a day of its own.
pub(crate) struct Later {
    pub(crate) file: String,
    pub(crate) row: usize,
    pub(crate) day: Day,
    pub(crate) listing: Listing<'static>,
}

/// Judges for one day, and puts listings with another day aside. One scan has one day; here a table holds listings of several,
/// since a table of a thousand rows for each of sixty days, and a screener for each at once, would be too much. Everything else is
/// the road of a scan.
struct Dated<'d> {
    screener: &'d Screener<'static>,
    calendar: &'d Calendar,
    later: Mutex<Vec<Later>>,
}

impl Dated<'_> {
    /// Labelled listings stand between ordinary goods, for which no day matters: where a reader took the first row for a header, the
    /// row before has the day too.
    fn day(&self, listing: &Listing<'_>) -> Option<Day> {
        let row = row_of(&listing.id).unwrap_or(position(listing.row));
        let days = self.calendar.get(&*listing.file).map(Vec::as_slice).unwrap_or_default();
        let at = |row: usize| days.get(row).copied().flatten();
        at(row).or_else(|| at(row + 1)).filter(|day| *day != self.screener.as_of())
    }
}

impl Judge for Dated<'_> {
    type Memo = Memo;

    fn memo(&self, bytes: usize) -> Memo {
        self.screener.memo_within(bytes)
    }

    fn judge<'l>(&self, memo: &mut Memo, listing: &'l Listing<'l>) -> ListingResult<'l> {
        let Some(day) = self.day(listing) else { return self.screener.screen_with(memo, listing) };
        let row = row_of(&listing.id).unwrap_or(position(listing.row));
        let later = Later { file: listing.file.to_string(), row, day, listing: owned(listing) };
        self.later.lock().expect("no thread failed").push(later);
        ListingResult::not_checked(listing, "judged for its own day")
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
        self.screener.editions()
    }
}

fn position(row: u64) -> usize {
    usize::try_from(row).expect("a row")
}

fn owned(listing: &Listing<'_>) -> Listing<'static> {
    let mut owned = Listing::default();
    owned.id = listing.id.to_string().into();
    owned.row = listing.row;
    owned.defects = listing.defects.clone();
    for (field, text) in listing.filled() {
        owned.set(field, text.to_owned());
    }
    owned
}

/// What is kept of a result.
pub(crate) fn seen(result: &ListingResult<'_>) -> Seen {
    let targets =
        result.findings.iter().map(|finding| (finding.case.target.id.to_string(), finding.verdict)).collect();
    Seen { verdict: result.verdict, targets }
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
        Some(Row {
            file: result.listing.file.to_owned(),
            id: result.listing.id.to_owned(),
            row: position(result.listing.row),
            seen: seen(result),
        })
    }

    fn show(&self, seen: Row) {
        self.0.lock().expect("no thread failed").push(seen);
    }
}

/// What a scan of several tables gave.
pub(crate) struct Scanned {
    /// What was seen of each row of each file, and nothing of rows that were lost.
    pub(crate) rows: BTreeMap<String, Vec<Option<Seen>>>,
    /// What is still to be judged.
    pub(crate) later: Vec<Later>,
}

/// Scans the files of a calendar.
pub(crate) fn scan(screener: &Screener<'static>, calendar: &Calendar) -> Scanned {
    let inputs = calendar.keys().map(|file| Input::Path(Path::new(file).to_owned())).collect();
    let (keep, dated) = (Keep::default(), Dated { screener, calendar, later: Mutex::default() });
    let options = Options { inputs, ..Options::default() };
    // A file that is refused is in its report, and its rows are lost.
    run(&dated, &options, &keep).expect("only an output could stop a run");
    let mut found: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in keep.0.into_inner().expect("no thread failed") {
        found.entry(row.file.clone()).or_default().push(row);
    }
    let mut scanned =
        Scanned { rows: BTreeMap::new(), later: dated.later.into_inner().expect("no thread failed") };
    for (file, days) in calendar {
        let rows = found.remove(file).unwrap_or_default();
        let behind = behind(&rows, days.len());
        for later in scanned
            .later
            .iter_mut()
            .filter(|later| later.file == *file && row_of(&later.listing.id).is_none())
        {
            later.row += behind;
        }
        scanned.rows.insert(file.clone(), placed(rows, behind, days.len()));
    }
    // Threads put them aside as they come.
    scanned.later.sort_by(|a, b| (&a.file, a.row).cmp(&(&b.file, b.row)));
    scanned
}

/// Where a reader took the first row for a header, positions are one behind.
fn behind(rows: &[Row], expected: usize) -> usize {
    usize::from(rows.len() + 1 == expected)
}

/// Results by the row of the table: by the id where it was read, else by position.
fn placed(rows: Vec<Row>, behind: usize, expected: usize) -> Vec<Option<Seen>> {
    let mut placed = vec![None; expected];
    for row in rows {
        let at = row_of(&row.id).unwrap_or(row.row + behind);
        if let Some(place) = placed.get_mut(at) {
            *place = Some(row.seen);
        }
    }
    placed
}
