//! Labelled listings: what a catalog says, and what an expert expects.

use std::collections::BTreeSet;
use std::path::Path;

use nameplate::{Day, Field, Listing, Verdict};

/// One labelled listing.
#[derive(Debug, Clone)]
pub struct Case {
    /// Id.
    pub id: String,
    /// What it tests.
    pub slice: String,
    /// The day asked for.
    pub as_of: Day,
    /// The listing.
    pub listing: Listing<'static>,
    /// Verdicts that an expert could defend; mostly one.
    pub verdicts: BTreeSet<Verdict>,
    /// Targets that a finding may name; `none` left out.
    pub targets: Vec<String>,
    /// Grounds that a finding may have.
    pub grounds: Vec<String>,
    /// Why.
    pub why: String,
}

/// Reads labelled listings from a CSV file. Panics with file and row on anything that is not as it should be: a test
/// that reads half its cases is no test.
pub fn read(path: &Path) -> Vec<Case> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let headers: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let mut cases = Vec::new();
    for (n, row) in reader.records().enumerate() {
        let row = row.unwrap_or_else(|e| panic!("{} row {n}: {e}", path.display()));
        let at = |name: &str| {
            let cell = headers.iter().position(|h| h == name).and_then(|i| row.get(i));
            cell.unwrap_or_default().to_owned()
        };
        cases.push(case(&at, n));
    }
    cases
}

fn case(at: &dyn Fn(&str) -> String, row: usize) -> Case {
    let id = at("id");
    let mut listing = Listing::default();
    listing.id = id.clone().into();
    listing.row = row as u64;
    for &field in Field::ALL {
        listing.set(field, at(field.name()));
    }
    let split = |name: &str| -> Vec<String> {
        at(name).split('|').filter(|w| !w.is_empty() && *w != "none").map(str::to_owned).collect()
    };
    let verdict =
        |word: &String| Verdict::from_word(word).unwrap_or_else(|| panic!("{id}: verdict `{word}`"));
    Case {
        as_of: at("as_of").parse().unwrap_or_else(|e| panic!("{id}: {e}")),
        slice: at("slice"),
        verdicts: split("expect_verdict").iter().map(verdict).collect(),
        targets: split("expect_target"),
        grounds: split("expect_ground"),
        why: at("why"),
        id,
        listing,
    }
}
