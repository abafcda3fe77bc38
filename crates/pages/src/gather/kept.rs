//! A listing that led somewhere, as the report keeps it.

use std::cmp::Reverse;
use std::sync::Arc;

use nameplate::Verdict;
use nameplate::answer::Meaning;
use nameplate::finding::{Case, Evidence, Finding};

/// A listing that led somewhere.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) file: String,
    pub(crate) row: u64,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) brand: String,
    pub(crate) seller: String,
    pub(crate) model: String,
    pub(crate) url: String,
    /// Who made it, or whose brand it bears, as far as judged.
    pub(crate) maker: Option<String>,
    pub(crate) year: Option<u32>,
    pub(crate) verdict: Verdict,
    /// The most serious that it means for who asks.
    pub(crate) meaning: Meaning,
    /// The most serious degree, as a place among the degrees.
    pub(crate) rank: usize,
    pub(crate) score: i32,
    /// Where it came in the input.
    pub(super) number: u64,
    pub(crate) findings: Vec<Found>,
}

/// A finding, with what is told of it in the report beside its case.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) finding: Finding,
    /// What it means for who asks.
    pub(crate) meaning: Meaning,
    /// The most serious degree, as a place among the degrees, and the readers whom it concerns.
    pub(crate) rank: usize,
    pub(crate) for_whom: Arc<str>,
    /// What in the listing says so.
    pub(crate) signals: Vec<Arc<Evidence>>,
}

impl Found {
    pub(crate) fn case(&self) -> &Case {
        &self.finding.case
    }

    /// The anchor of its block; empty where nobody is told.
    pub(crate) fn anchor(&self) -> &str {
        self.case().warning.as_ref().map_or("", |warning| &warning.evidence)
    }
}

impl Kept {
    /// The finding that is told first: the most serious for who asks, then the surest; the nearest of those.
    pub(crate) fn chief(&self) -> Option<&Found> {
        self.findings.iter().min_by_key(|found| (found.meaning, Reverse(found.finding.verdict)))
    }

    /// The readers whom the most serious concerns.
    pub(crate) fn for_whom(&self) -> &str {
        let most = self
            .findings
            .iter()
            .find(|found| (found.finding.verdict, found.rank) == (self.verdict, self.rank));
        most.map_or("", |found| &found.for_whom)
    }
}
