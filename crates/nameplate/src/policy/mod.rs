//! Every threshold and house rule, as one value that is printed in each report.

mod gate;
mod house;

pub use gate::Gate;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::register::{RuleIn, canonical, hex};

/// The id under which what a house lists or rules is told.
pub const HOUSE: &str = "house";

/// Thresholds of the engine and rules of the house. A policy file sets some; what it does not name keeps its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// Evidence, in milli-nats, from which a listing's maker, brand or seller counts as the same party.
    pub same_from: i32,
    /// Evidence, in milli-nats, from which a person should look.
    pub unsure_from: i32,
    /// At most so many parties are considered for one listing; the result says when the bound was hit.
    pub max_candidates: usize,
    /// Longest path followed from a party, in hops.
    pub max_hops: usize,
    /// At most so many paths are kept to one target.
    pub max_paths: usize,
    /// At most so many bytes of one field are read; what is left out is a defect.
    pub max_field_bytes: usize,
    /// A holding of at least this share, in percent, is followed as control.
    pub min_share: u8,
    /// Evidence, in milli-nats, from which a name of the register is a hit of `match`.
    pub match_from: i32,
    /// A hit that is so much behind the best one, in milli-nats, is no hit: a name names one party.
    pub match_rivals: i32,
    /// At most so many hits of one query.
    pub match_limit: usize,
    /// What the house calls its policy; its rules are cited under that name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Consequences are printed only where they hold in one of these places (`US`, `US-TX`, `DE`); none: everywhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// What the gate does before listings go live. The default one is not printed, so that it changes no hash.
    #[serde(skip_serializing_if = "Gate::is_default")]
    pub gate: Gate,
    /// Rules of the house, in the format of the regimes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rule: Vec<RuleIn>,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            same_from: 4_000,
            unsure_from: 1_500,
            max_candidates: 32,
            max_hops: 6,
            max_paths: 4,
            max_field_bytes: 65_536,
            min_share: 25,
            match_from: 4_000,
            match_rivals: 2_500,
            match_limit: 10,
            name: String::new(),
            places: Vec::new(),
            gate: Gate::default(),
            rule: Vec::new(),
        }
    }
}

/// A policy that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("policy: {0}")]
pub struct BadPolicy(String);

impl Policy {
    /// Checks that the values can be meant.
    ///
    /// # Errors
    /// Says which value is out of its range.
    pub fn check(&self) -> Result<(), BadPolicy> {
        let bad = |text: &str| Err(BadPolicy(text.to_owned()));
        if self.unsure_from <= 0 {
            return bad("unsure_from must be above 0: otherwise every listing is for review");
        }
        if self.same_from < self.unsure_from {
            return bad("same_from must not be below unsure_from");
        }
        if !(1..=10_000).contains(&self.max_candidates) {
            return bad("max_candidates must lie between 1 and 10000");
        }
        if !(1..=16).contains(&self.max_hops) || !(1..=64).contains(&self.max_paths) {
            return bad("max_hops must lie between 1 and 16, max_paths between 1 and 64");
        }
        if self.max_field_bytes < 256 {
            return bad("max_field_bytes must be at least 256");
        }
        if self.match_rivals < 0 || self.match_limit == 0 {
            return bad("match_rivals must not be below 0, and match_limit must be at least 1");
        }
        if self.min_share > 100 {
            return bad("min_share is a percentage");
        }
        Ok(())
    }

    /// How rules of the house are cited.
    pub fn citation(&self) -> String {
        format!("house policy {}", self.name).trim_end().to_owned()
    }

    /// SHA-256 of the values as the manifest prints them (compact JSON), so that two reports can be compared.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(canonical(self)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_policy_is_a_good_one() {
        assert_eq!(Policy::default().check(), Ok(()));
    }

    #[test]
    fn a_policy_that_cannot_be_meant_is_refused() {
        let policy = Policy { unsure_from: 5_000, ..Policy::default() };
        assert!(policy.check().unwrap_err().to_string().contains("same_from"));
        assert!(Policy { min_share: 101, ..Policy::default() }.check().is_err());
    }

    #[test]
    fn the_hash_covers_every_value() {
        let other = Policy { max_hops: 3, ..Policy::default() };
        assert_ne!(other.hash(), Policy::default().hash());
        let ruled = Policy { rule: vec![RuleIn::default()], ..Policy::default() };
        assert_ne!(ruled.hash(), Policy::default().hash());
    }
}
