//! Findings that are not as they were, and what a rescan did.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::entry::{Finding, id};
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

/// The listing that findings are of, and why it was looked at again.
#[derive(Clone, Copy)]
pub(super) struct Of<'o> {
    pub(super) file: &'o str,
    pub(super) row: u64,
    /// The listing as it is kept.
    pub(super) listing: &'o str,
    pub(super) cause: &'o str,
}

impl Rescanned {
    /// Notes which findings of a listing are not as they were, by what their cases are about; says whether any is.
    pub(super) fn note(
        &mut self,
        of: Of<'_>,
        (before, now): (&[Finding], &[Finding]),
    ) -> Result<bool, StateError> {
        let by_key = |all: &[Finding]| -> BTreeMap<String, Finding> {
            all.iter().map(|one| (one.case_key.clone(), one.clone())).collect()
        };
        let (was, is) = (by_key(before), by_key(now));
        let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        let noted = self.changes.len();
        for key in keys {
            let (was, is) = (was.get(key), is.get(key));
            let (became, finding) = match (was, is) {
                (Some(was), Some(is)) if was != is => (Became::Changed, is),
                (None, Some(is)) => (Became::New, is),
                (Some(was), None) => (Became::Gone, was),
                (Some(_), Some(_)) | (None, None) => continue,
            };
            self.changes.push(FindingChange {
                file: of.file.to_owned(),
                row: of.row,
                id: id(of.listing).map_err(|error| StateError::damaged(Path::new(of.file), error))?,
                became,
                finding: finding.clone(),
                before: was.map(|was| was.case.clone()),
                cause: of.cause.to_owned(),
            });
        }
        Ok(self.changes.len() > noted)
    }
}
