//! Tables in the clothes of real exports, written by somebody who had not seen the engine: files in, columns recognised, results out,
//! as a user's are. The scoreboard says how many rows come out as labelled, and names those that do not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use nameplate::Verdict;
use nameplate::finding::{ListingResult, TargetKind};
use nameplate_tests::screening::screener;
use scan::{Input, Options, Watch, run};

/// A set of tables with its labels.
struct Set {
    name: &'static str,
    /// What came out when it was scanned for the first time, before anybody had looked at it.
    first_run: &'static str,
}

const SETS: [Set; 2] = [
    Set {
        name: "first",
        first_run: "right 578/623 .928, connected 126/144, found 186/205, silent 348/360, wrong c/r 2/10",
    },
    Set {
        name: "second",
        first_run: "right 471/555 .849, connected 81/121, found 147/195, silent 328/346, wrong c/r 3/15 (a row with a broken label counted as wrong)",
    },
];

impl Set {
    fn folder(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tables").join(self.name)
    }
}

/// What an expert says of a row.
struct Label {
    file: String,
    row: u64,
    as_of: String,
    verdicts: Vec<Verdict>,
    targets: BTreeSet<String>,
    slice: String,
}

fn labels(set: &Set) -> Vec<Label> {
    let mut reader = csv::Reader::from_path(set.folder().join("labels.csv")).expect("labels");
    let parts =
        |text: &str| text.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let label = |row: csv::StringRecord| Label {
        file: row[0].to_owned(),
        row: row[1].parse().expect("a row"),
        as_of: row[2].to_owned(),
        verdicts: parts(&row[3]).iter().map(|word| Verdict::from_word(word).expect("a verdict")).collect(),
        targets: parts(&row[4]).into_iter().collect(),
        slice: row[6].to_owned(),
    };
    reader.records().map(|row| label(row.expect("a row of labels"))).collect()
}

/// What came out of a row. Kinds of goods that are listed whoever makes them are left aside: labels speak of parties.
#[derive(Clone)]
struct Came {
    verdict: Verdict,
    targets: BTreeSet<String>,
}

#[derive(Default)]
struct Keep(Mutex<BTreeMap<(String, u64), Came>>);

impl Watch for Keep {
    type Seen = (String, u64, Came);

    fn look(&self, result: &ListingResult<'_>) -> Option<Self::Seen> {
        let parties =
            || result.findings.iter().filter(|finding| finding.case.target.kind == TargetKind::Party);
        let verdict = parties().map(|finding| finding.verdict).max().unwrap_or(Verdict::NoConnectionFound);
        let targets = parties().filter(|finding| finding.verdict == verdict);
        let targets = targets.map(|finding| finding.case.target.id.to_string()).collect();
        let name = Path::new(result.listing.file).file_name().expect("a file").to_string_lossy().into_owned();
        Some((name, result.listing.row, Came { verdict, targets }))
    }

    fn show(&self, (file, row, came): Self::Seen) {
        self.0.lock().expect("no thread failed").insert((file, row), came);
    }
}

/// All rows of all tables, asked for one day.
fn scanned(set: &Set, files: &BTreeSet<&str>, day: &str) -> BTreeMap<(String, u64), Came> {
    let inputs = files.iter().map(|file| Input::Path(set.folder().join(file))).collect();
    let keep = Keep::default();
    run(&screener(day), &Options { inputs, ..Options::default() }, &keep)
        .expect("only an output could stop a run");
    keep.0.into_inner().expect("no thread failed")
}

#[derive(Default)]
struct Score {
    rows: usize,
    right: usize,
    /// Rows where only `connected` is right, and of these the right ones.
    connected: [usize; 2],
    /// Rows where silence is not accepted, and of these those that are found.
    found: [usize; 2],
    /// Rows where only silence is right, and of these the silent ones, the connected ones and those for review.
    silent: [usize; 4],
}

impl Score {
    fn add(&mut self, label: &Label, came: &Came) -> bool {
        let met = label.targets.is_empty() || !label.targets.is_disjoint(&came.targets);
        let silent = came.verdict == Verdict::NoConnectionFound;
        let right = label.verdicts.contains(&came.verdict) && (silent || met);
        self.rows += 1;
        self.right += usize::from(right);
        if label.verdicts == [Verdict::Connected] {
            self.connected[0] += 1;
            self.connected[1] += usize::from(right);
        }
        if !label.verdicts.contains(&Verdict::NoConnectionFound) {
            self.found[0] += 1;
            self.found[1] += usize::from(!silent && met);
        }
        if label.verdicts == [Verdict::NoConnectionFound] {
            self.silent[0] += 1;
            self.silent[1] += usize::from(silent);
            self.silent[2] += usize::from(came.verdict == Verdict::Connected);
            self.silent[3] += usize::from(came.verdict == Verdict::Review);
        }
        right
    }

    fn line(&self, name: &str) -> String {
        let [connected, found, silent] = [
            format!("{}/{}", self.connected[1], self.connected[0]),
            format!("{}/{}", self.found[1], self.found[0]),
            format!("{}/{}", self.silent[1], self.silent[0]),
        ];
        let share = self.right as f64 / self.rows.max(1) as f64;
        let wrong = format!("{}/{}", self.silent[2], self.silent[3]);
        let right = format!("{}/{}", self.right, self.rows);
        format!("{name:<32} {right:>9} {share:>6.3}  {connected:>9}  {found:>9}  {silent:>9}  {wrong:>7}")
            .trim_end()
            .to_owned()
    }
}

const HEAD: &str = "Tables in the clothes of real exports (tests/tables): written without seeing the engine, labelled row by row.

right      accepted verdict and, where something is found, an accepted party
connected  of the rows where only that is right
found      connected or for review with an accepted party, of the rows where silence is not accepted
silent     of the rows where only silence is right
wrong c/r  connected / for review where only silence is right

";

#[test]
fn tables_come_out_as_labelled() {
    SETS.iter().for_each(comes_out_as_labelled);
}

fn comes_out_as_labelled(set: &Set) {
    let labels = labels(set);
    let files: BTreeSet<&str> = labels.iter().map(|label| label.file.as_str()).collect();
    let days: BTreeSet<&str> = labels.iter().map(|label| label.as_of.as_str()).collect();
    let came: BTreeMap<&str, _> = days.into_iter().map(|day| (day, scanned(set, &files, day))).collect();
    let (mut all, mut by_file, mut by_slice) = (Score::default(), BTreeMap::new(), BTreeMap::new());
    let mut wrong = String::new();
    let lost = Came { verdict: Verdict::NotChecked, targets: BTreeSet::new() };
    for label in &labels {
        let came = came[label.as_of.as_str()].get(&(label.file.clone(), label.row)).unwrap_or(&lost);
        let right = all.add(label, came);
        by_file.entry(label.file.as_str()).or_insert_with(Score::default).add(label, came);
        by_slice.entry(label.slice.as_str()).or_insert_with(Score::default).add(label, came);
        if !right {
            let words: Vec<&str> = label.verdicts.iter().map(|verdict| verdict.word()).collect();
            let targets: Vec<&str> = came.targets.iter().map(String::as_str).collect();
            let (place, expected) = (format!("{}:{}", label.file, label.row), words.join("|"));
            let _ = writeln!(
                wrong,
                "{place} expected {expected} got {} [{}]",
                came.verdict.word(),
                targets.join(" ")
            );
        }
    }
    let mut text = format!(
        "{HEAD}First run, before anybody looked at it: {}.\nSince then rows that failed were looked at, and the kinds of fault mended: a development set.\n\n",
        set.first_run
    );
    let head = ["right", "connected", "found", "silent", "wrong c/r"];
    let _ = writeln!(
        text,
        "{:<32} {:>9} {:>6}  {:>9}  {:>9}  {:>9}  {:>7}",
        "", head[0], "", head[1], head[2], head[3], head[4]
    );
    let _ = writeln!(text, "{}\n", all.line("ALL"));
    by_file.iter().for_each(|(file, score)| text += &format!("{}\n", score.line(file)));
    text.push('\n');
    by_slice.iter().for_each(|(slice, score)| text += &format!("{}\n", score.line(slice)));
    text = format!("{text}\n{wrong}");
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scoreboard/tables_{}.txt", set.name));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&frozen, &text).expect("the scoreboard");
    }
    let expected = std::fs::read_to_string(&frozen).unwrap_or_default();
    assert!(
        text == expected,
        "tables_{}.txt moved: look at the diff, then `UPDATE=1 cargo test -p nameplate-tests --test tables`\n{text}",
        set.name
    );
}
