//! Counts of listings, by name where there are names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nameplate::Verdict;

/// So many makers, sellers or reasons are counted by name; what comes later is counted together.
const MOST_NAMES: usize = 20_000;

/// Listings that are connected and listings for review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Two {
    pub(crate) connected: u64,
    pub(crate) review: u64,
}

impl Two {
    pub(super) fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Connected => self.connected += 1,
            _ => self.review += 1,
        }
    }

    pub(crate) fn all(self) -> u64 {
        self.connected + self.review
    }
}

/// Counts by name, bounded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    by_name: BTreeMap<String, Two>,
    pub(crate) others: Two,
}

impl Names {
    pub(crate) fn add(&mut self, name: &str, verdict: Verdict) {
        if let Some(two) = self.by_name.get_mut(name) {
            two.add(verdict);
        } else if self.by_name.len() < MOST_NAMES {
            self.by_name.entry(name.to_owned()).or_default().add(verdict);
        } else {
            self.others.add(verdict);
        }
    }

    /// How many names are counted apart.
    pub(crate) fn len(&self) -> usize {
        self.by_name.len()
    }

    /// The most frequent first; equal ones by name.
    pub(crate) fn sorted(&self) -> Vec<(&str, Two)> {
        let mut all: Vec<(&str, Two)> =
            self.by_name.iter().map(|(name, two)| (name.as_str(), *two)).collect();
        all.sort_by_key(|(name, two)| (Reverse(two.all()), Reverse(two.connected), *name));
        all
    }
}
