//! What an edition must hold to be used: the canaries. Figures are data of the source ([`Checks`](crate::sources::Checks));
//! an edition that fails one never replaces a good one unless a person says so.

use std::fmt;

use nameplate::text::name::name_key;
use serde::Serialize;

use crate::diff::diff;
use crate::parsed::Parsed;
use crate::record::Record;
use crate::sources::Source;

/// A check that an edition failed, with the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Which check.
    pub check: &'static str,
    /// What was found and what was expected.
    pub found: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.check, self.found)
    }
}

/// What an edition is compared with.
#[derive(Clone, Copy, Debug)]
pub enum Before<'a> {
    /// The entries of the edition before.
    Entries(&'a [Record]),
    /// Only how many they were.
    Count(usize),
    /// There is none.
    Nothing,
}

/// Runs all checks of a source. `known` are columns and elements that a person accepted though the parser does not know them.
pub fn check(source: &Source, parsed: &Parsed, before: Before<'_>, known: &[String]) -> Vec<Failure> {
    let mut failures = Vec::new();
    let mut fail = |check, found: String| failures.push(Failure { check, found });
    form(parsed, known, &mut fail);
    size(source, parsed, &mut fail);
    for required in source.checks.required {
        let key = name_key(required.name);
        let named = |r: &Record| r.list == required.list && r.names.iter().any(|n| name_key(&n.text) == key);
        if !parsed.records.iter().any(named) {
            fail("required party", format!("`{}` is not on {}", required.name, required.list));
        }
    }
    match before {
        Before::Entries(before) if !before.is_empty() => moved(source, parsed, before, &mut fail),
        Before::Count(before) => lost(source, before.saturating_sub(parsed.entry_count()), before, &mut fail),
        Before::Entries(_) | Before::Nothing => {}
    }
    failures
}

/// Rows that are lost, and a form that is not the one the parser was written for.
fn form(parsed: &Parsed, known: &[String], fail: &mut impl FnMut(&'static str, String)) {
    for (file, tally) in &parsed.tallies {
        if !tally.is_complete() {
            fail("rows accounted for", format!("{file}: {tally:?}"));
        }
    }
    for (file, what) in &parsed.missing {
        let what: Vec<&str> = what.iter().map(String::as_str).collect();
        fail("required columns", format!("{file} has no {}", what.join(", ")));
    }
    for (file, what) in &parsed.unknown {
        let what: Vec<&str> = what.iter().filter(|w| !known.contains(w)).map(String::as_str).collect();
        if !what.is_empty() {
            fail("known columns", format!("{file} has {} that the parser does not know", what.join(", ")));
        }
    }
}

fn size(source: &Source, parsed: &Parsed, fail: &mut impl FnMut(&'static str, String)) {
    let (checks, entries) = (&source.checks, parsed.entry_count());
    if entries < checks.min_entries.get() {
        fail("fewest entries", format!("{entries}, expected at least {}", checks.min_entries));
    }
    if entries > checks.max_entries {
        fail("most entries", format!("{entries}, expected at most {}", checks.max_entries));
    }
    let rows: u64 = parsed.tallies.values().map(|tally| tally.rows).sum();
    let refused: u64 = parsed.tallies.values().map(|tally| tally.refused).sum();
    let orphans = parsed.defects.iter().filter(|defect| defect.orphan).count();
    let most = checks.max_refused.get();
    if exceeds(refused as usize, rows as usize, most) {
        let found = format!(
            "{refused} of {rows} rows put aside, {orphans} of them refer to no entry; at most {most} % may be"
        );
        fail("rows put aside", found);
    }
}

/// How much of the edition before is gone or changed.
fn moved(source: &Source, parsed: &Parsed, before: &[Record], fail: &mut impl FnMut(&'static str, String)) {
    let diff = diff(before, &parsed.records, source.numbered);
    let (changed, all) = (diff.changed.len(), before.len());
    lost(source, diff.removed.len(), all, fail);
    if exceeds(changed, all, source.checks.max_changed) {
        let most = source.checks.max_changed;
        fail(
            "entries changed",
            format!("{changed} of {all} since the edition before; at most {most} % may be"),
        );
    }
}

fn lost(source: &Source, lost: usize, all: usize, fail: &mut impl FnMut(&'static str, String)) {
    let most = source.checks.max_lost.get();
    if exceeds(lost, all, most) {
        fail(
            "entries lost",
            format!("{lost} of {all} are gone since the edition before; at most {most} % may be"),
        );
    }
}

/// Whether a part is more than so many percent of the whole. A handful never is: small lists move in large shares.
fn exceeds(part: usize, whole: usize, percent: u32) -> bool {
    const HANDFUL: usize = 3;
    part > HANDFUL && part * 100 > whole * percent as usize
}
