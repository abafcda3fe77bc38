//! Listings of real shops, which are not in this repository: where the shared data is present they are read as a user
//! would, with columns recognised, and measured against what experts said of them.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;

use nameplate::Verdict;
use nameplate::finding::ListingResult;
use nameplate_tests::places::shared;
use nameplate_tests::screening::{TODAY, screener};
use scan::{Input, Options, Watch, run};

/// What is kept of a result.
struct Row {
    row: u64,
    title: String,
    verdict: Verdict,
    /// Targets that it is connected to.
    targets: BTreeSet<String>,
}

#[derive(Default)]
struct Keep(Mutex<Vec<Row>>);

impl Watch for Keep {
    type Seen = Row;

    fn look(&self, result: &ListingResult<'_>) -> Option<Row> {
        let connected = result.findings.iter().filter(|finding| finding.verdict == Verdict::Connected);
        Some(Row {
            row: result.listing.row,
            title: result.listing.title.to_owned(),
            verdict: result.verdict,
            targets: connected.map(|finding| finding.case.target.id.to_string()).collect(),
        })
    }

    fn show(&self, seen: Row) {
        self.0.lock().unwrap().push(seen);
    }
}

fn scanned(path: PathBuf) -> Vec<Row> {
    let keep = Keep::default();
    let options = Options { inputs: vec![Input::Path(path)], ..Options::default() };
    let outcome = run(&screener(TODAY), &options, &keep).unwrap();
    let file = &outcome.files[0];
    assert!(file.error.is_none(), "{:?}", file.error);
    println!("{}", file.recognised.as_ref().map(ToString::to_string).unwrap_or_default());
    keep.0.into_inner().unwrap()
}

/// What experts accept for one row.
struct Label {
    row: u64,
    verdicts: BTreeSet<Verdict>,
    targets: Vec<String>,
}

fn labels(path: PathBuf, file: &str) -> Vec<Label> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut labels = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let at = |name: &str| &row[header.iter().position(|h| h == name).unwrap()];
        if at("file") == file {
            assert_eq!(at("as_of"), TODAY);
            labels.push(Label {
                row: at("row").parse().unwrap(),
                verdicts: at("expect_verdict").split('|').map(|w| Verdict::from_word(w).unwrap()).collect(),
                targets: at("expect_party").split('|').map(str::to_owned).collect(),
            });
        }
    }
    labels
}

#[derive(Default)]
struct Measured {
    rows: u32,
    verdicts_right: u32,
    true_positives: u32,
    false_positives: u32,
    false_negatives: u32,
}

impl Measured {
    fn add(&mut self, row: &Row, label: &Label) {
        // What could not be checked was not found either.
        let verdict = row.verdict.max(Verdict::NoConnectionFound);
        let connected = verdict == Verdict::Connected;
        let right_target = row.targets.iter().any(|target| label.targets.contains(target));
        let must = label.verdicts.len() == 1 && label.verdicts.contains(&Verdict::Connected);
        self.rows += 1;
        let right = label.verdicts.contains(&verdict);
        self.verdicts_right += u32::from(right);
        self.true_positives += u32::from(must && right_target);
        self.false_negatives += u32::from(must && !right_target);
        let wrong = connected && (!label.verdicts.contains(&Verdict::Connected) || (must && !right_target));
        self.false_positives += u32::from(wrong);
        if !right || wrong || (must && !right_target) {
            println!(
                "row {} `{}`: {} {:?}, accepted {:?} {:?}",
                row.row, row.title, row.verdict, row.targets, label.verdicts, label.targets
            );
        }
    }

    fn precision(&self) -> f64 {
        share(self.true_positives, self.true_positives + self.false_positives)
    }

    fn recall(&self) -> f64 {
        share(self.true_positives, self.true_positives + self.false_negatives)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

#[test]
fn a_shop_for_security_goods() {
    const FILE: &str = "cctv_shops/gericom_ke.csv";
    let catalog = shared(&format!("data/products/{FILE}"));
    let (Some(catalog), Some(expected)) = (catalog, shared("data/listings_dev_labels.csv")) else {
        return println!("skipped: no shared data");
    };
    let (rows, labels) = (scanned(catalog), labels(expected, FILE));
    assert_eq!(labels.len(), 126);
    let mut measured = Measured::default();
    for label in &labels {
        measured.add(rows.iter().find(|row| row.row == label.row).expect("every row has a result"), label);
    }
    println!(
        "{FILE}: {} rows, verdict right {:.3}, precision {:.3}, recall {:.3} ({} tp, {} fp, {} fn)",
        measured.rows,
        share(measured.verdicts_right, measured.rows),
        measured.precision(),
        measured.recall(),
        measured.true_positives,
        measured.false_positives,
        measured.false_negatives,
    );
    assert!(measured.precision() >= 0.98, "precision {:.3}", measured.precision());
    assert!(measured.recall() >= 0.95, "recall {:.3}", measured.recall());
}

#[test]
fn a_shop_for_everything_raises_few_alarms() {
    let Some(catalog) = shared("data/products/amazon_in_2023/catalogue_without_security_cameras.csv") else {
        return println!("skipped: no shared data");
    };
    let rows = scanned(catalog);
    assert_eq!(rows.len(), 10_807);
    let alarms = |verdict: Verdict| rows.iter().filter(move |row| row.verdict == verdict);
    for row in alarms(Verdict::Connected).chain(alarms(Verdict::Review)) {
        println!("row {} {}: `{}` {:?}", row.row, row.verdict, row.title, row.targets);
    }
    let connected: Vec<u64> = alarms(Verdict::Connected).map(|row| row.row).collect();
    let review = alarms(Verdict::Review).count();
    println!("{} rows, {} connected, {review} for review", rows.len(), connected.len());
    // Earphones of Xiaomi, which the list of Texas names since January 2026.
    assert_eq!(connected, [4693]);
    assert!(review <= 20, "{review} for review");
}
