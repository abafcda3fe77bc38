//! Files for a team, from the command line: golden tables of a small catalog, choices, and what is said of them on the terminal.
//! `UPDATE=1 cargo test -p nameplate-cli --test team` writes the golden files anew; then read the diff.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use calamine::{Reader, Xlsx, open_workbook};
use tempfile::TempDir;

/// A data folder that is not there: what these tests see does not depend on whose machine they run on.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists-of-team");

/// One that is found, one for review, one of which nothing is known, one that cannot be read.
const CATALOG: &str = concat!(
    r#"{"id":"A1","title":"EZVIZ BM1 baby monitor camera","brand":"EZVIZ","price":"=59.90","url":"https://shop.example/a1"}"#,
    "\n",
    r#"{"id":"A2","title":"Amcrest 4K bullet camera","brand":"Amcrest","price":"89"}"#,
    "\n",
    r#"{"id":"A3","title":"Organic cotton sleepsuit","brand":"George","price":"7"}"#,
    "\n{\"id\": broken\n",
);

struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(TempDir::new().unwrap());
        fs::write(place.0.path().join("catalog.jsonl"), CATALOG).unwrap();
        place
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.path().join(name)).unwrap()
    }

    /// Exit code, standard output, standard error.
    fn scan(&self, more: &str) -> (i32, Vec<u8>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_nameplate"))
            .args(["scan", "catalog.jsonl", "--as-of", "2026-11-23"])
            .args(more.split_whitespace())
            .current_dir(self.0.path())
            .env("COLUMNS", "160")
            .env("NAMEPLATE_DATA", NO_LISTS)
            .env("NAMEPLATE_CONFIG", "")
            .env_remove("NAMEPLATE_READER")
            .env_remove("NAMEPLATE_PLACE")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
    }

    /// A sheet of a workbook, a cell a line.
    fn sheet(&self, book: &str, sheet: &str) -> String {
        let mut book: Xlsx<_> = open_workbook(self.0.path().join(book)).unwrap();
        let range = book.worksheet_range(sheet).unwrap();
        let mut rows = range.rows();
        let head: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
        let mut text = String::new();
        for row in rows {
            writeln!(text, "----").unwrap();
            for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.to_string().is_empty()) {
                writeln!(text, "{name}: {cell}").unwrap();
            }
        }
        text
    }
}

fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/team").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == text,
        "{name} has changed: UPDATE=1, then read the diff"
    );
}

#[test]
fn a_table_for_one_reader() {
    let place = Place::new();
    let (code, out, err) = place.scan("-o r.csv --reader retailer --place US --keep price");
    let out = String::from_utf8(out).unwrap();
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    let rows = csv::Reader::from_reader(place.read("r.csv").as_slice()).into_records().count();
    assert!(out.contains(&format!("{rows} rows in it: only listings with a finding")), "{out}");
    golden("retailer.csv", &String::from_utf8(place.read("r.csv")).unwrap());
}

#[test]
fn a_workbook_for_everybody() {
    let place = Place::new();
    assert_eq!(place.scan("-o r.xlsx -q").0, 1);
    golden("findings.txt", &place.sheet("r.xlsx", "Findings"));
    // The sheet for machines says what the CSV says, and has the columns of the catalog.
    assert_eq!(place.scan("-o r.csv -q --keep id,title,brand,price,url").0, 1);
    let table = place.read("r.csv");
    let mut table = csv::Reader::from_reader(table.as_slice()).into_records();
    let mut book: Xlsx<_> = open_workbook(place.0.path().join("r.xlsx")).unwrap();
    let range = book.worksheet_range("Rows").unwrap();
    let rows: Vec<Vec<String>> =
        range.rows().skip(1).map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert!(rows.len() > 2);
    for row in &rows {
        let line = table.next().unwrap().unwrap();
        // Columns of the catalog stand in another order, and a string needs no apostrophe.
        let (ours, kept) = row.split_at(row.len() - 5);
        assert!(line.iter().take(ours.len()).eq(ours.iter().map(String::as_str)), "{line:?}\n{row:?}");
        let mut kept = kept.to_vec();
        let mut of_line: Vec<String> =
            line.iter().skip(ours.len()).map(|cell| cell.replace("'=", "=")).collect();
        kept.sort();
        of_line.sort();
        assert_eq!(kept, of_line);
    }
    assert!(table.next().is_none());
    let about = place.sheet("r.xlsx", "About");
    for said in [
        "2026-11-23",
        "every reader",
        "Register, SHA-256",
        "catalog.jsonl: 4 rows, SHA-256",
        "no published list",
    ] {
        assert!(about.contains(said), "{said}: {about}");
    }
}

#[test]
fn a_rule_never_stands_without_its_reader_its_state_and_its_citation() {
    let place = Place::new();
    for more in ["", "--reader agency", "--reader importer --place US"] {
        assert_eq!(place.scan(&format!("-o r.csv -q {more}")).0, 1);
        let mut told = 0;
        for line in csv::Reader::from_reader(place.read("r.csv").as_slice()).into_deserialize() {
            let line: std::collections::BTreeMap<String, String> = line.unwrap();
            // A rule ends with its citation in brackets, and what is open.
            for rule in line["rules"].split("]").filter(|rule| rule.contains('[')) {
                let (before, citation) = rule.rsplit_once('[').unwrap();
                let words = ["applies", "cannot tell", "does not apply"];
                assert!(words.iter().any(|word| before.contains(&format!(", {word}: "))), "{rule}");
                assert!(citation.contains(", since "), "{rule}");
                told += 1;
            }
        }
        assert!(told > 2, "{more}");
    }
}

#[test]
fn a_stream_is_a_table_or_a_workbook_and_the_summary_stands_beside_it() {
    let place = Place::new();
    let (code, out, err) = place.scan("-o - --format csv");
    assert!(code == 1 && err.contains("4 listings"), "{err}");
    assert_eq!(place.scan("-o r.csv -q").0, 1);
    assert_eq!(out, place.read("r.csv"));
    let (code, out, err) = place.scan("-o - --format xlsx");
    assert!(code == 1 && err.contains("4 listings"), "{err}");
    fs::write(place.0.path().join("piped.xlsx"), &out).unwrap();
    assert_eq!(place.scan("-o r.xlsx -q").0, 1);
    assert_eq!(place.sheet("piped.xlsx", "Findings"), place.sheet("r.xlsx", "Findings"));
    assert_eq!(out, place.read("r.xlsx"));
    // Nobody reads the workbook any more: no error to tell.
    let program = env!("CARGO_BIN_EXE_nameplate");
    let piped = format!("'{program}' scan catalog.jsonl -q -o - --format xlsx | head -c 4");
    let output = Command::new("sh").args(["-c", &piped]).current_dir(place.0.path()).output().unwrap();
    assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (&b"PK\x03\x04"[..], &b""[..]));
    let (_, out, _) = place.scan("-o - --only-findings");
    let out = String::from_utf8(out).unwrap();
    let last = out.lines().last().unwrap();
    assert!(last.contains("\"listings_written\":\"only_findings\""), "{last}");
    assert_eq!(out.lines().filter(|line| line.starts_with("{\"type\":\"result\"")).count(), 3);
}

#[test]
fn a_column_that_is_not_there_is_told_its_neighbours() {
    let place = Place::new();
    let (code, _, err) = place.scan("-o r.csv --keep prize");
    assert!(
        code == 2 && err.contains("no column `prize` to keep") && err.contains("did you mean `price`?"),
        "{err}"
    );
    let (code, _, err) = place.scan("-o r.parquet --keep price");
    assert!(code == 2 && err.contains("kept in CSV and XLSX") && err.contains("--format xlsx"), "{err}");
    let (code, _, err) = place.scan("-o r.html --keep price");
    assert!(code == 2 && err.contains("a report has none"), "{err}");
    let (code, _, err) = place.scan("-o r.csv --only-findings --all-rows");
    assert!(code == 2 && err.contains("--all-rows"), "{err}");
}
