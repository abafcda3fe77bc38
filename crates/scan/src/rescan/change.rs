//! Findings that are not as they were, and what a rescan did.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::entry::Finding;
use super::error::StateError;

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Became {
    /// It was not there before.
    New,
    /// Something else is said of the same.
    Changed,
    /// It is there no more.
    Gone,
}

/// A finding that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingChange {
    /// The catalog.
    pub file: String,
    /// Its row, from 0 without the names of columns.
    pub row: u64,
    /// The id of the listing, if it has one.
    pub id: String,
    /// What became of the finding.
    pub became: Became,
    /// The finding as it is now; where it is gone, as it was.
    #[serde(flatten)]
    pub finding: Finding,
    /// The case before, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Why the listing was judged anew.
    pub cause: String,
}

/// What a rescan did.
#[derive(Clone, Debug, Default)]
pub struct Rescanned {
    /// Rows of the state.
    pub rows: u64,
    /// Rows that were judged anew.
    pub judged: u64,
    /// Why all of them were.
    pub everything: Option<String>,
    /// Findings that are not as they were, in the order of rows.
    pub changes: Vec<FindingChange>,
    /// Rows of which something else is said (maker, mentions, defects), and no finding changed.
    pub told_otherwise: u64,
    /// Bytes that were read of the state.
    pub read: u64,
    /// Bytes that the state has.
    pub bytes: u64,
}

impl Rescanned {
    /// Adds what was done after it.
    pub fn add(&mut self, next: Rescanned) {
        (self.rows, self.bytes) = (next.rows, next.bytes);
        self.judged += next.judged;
        self.told_otherwise += next.told_otherwise;
        self.read += next.read;
        self.changes.extend(next.changes);
    }
}

/// A finding that is not as it was: what became of it, the finding, and the case before.
pub(super) type Differs<'d> = dyn FnMut(Became, &Finding, Option<String>) -> Result<(), StateError> + 'd;

/// Which of some findings are not as they were, by what their cases are about.
pub(super) fn differences(
    before: &[Finding],
    now: &[Finding],
    each: &mut Differs<'_>,
) -> Result<(), StateError> {
    let by_key = |all: &[Finding]| -> BTreeMap<String, Finding> {
        all.iter().map(|one| (one.case_key.clone(), one.clone())).collect()
    };
    let (was, is) = (by_key(before), by_key(now));
    let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for key in keys {
        match (was.get(key), is.get(key)) {
            (Some(was), Some(is)) if was != is => each(Became::Changed, is, Some(was.case.clone()))?,
            (None, Some(is)) => each(Became::New, is, None)?,
            (Some(was), None) => each(Became::Gone, was, Some(was.case.clone()))?,
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    Ok(())
}
