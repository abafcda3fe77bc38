//! What a person decided about a finding, and for which listings that holds.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::date::Day;
use crate::finding::ListingResult;
use crate::id::CaseKey;
use crate::register::{canonical, hex};
use crate::text::name::name_key;
use crate::word::Outcome;

/// A decision. It holds for the same evidence of one listing, or of all listings of one seller: whatever is new is held anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was found, as the gate names it.
    pub case_key: CaseKey,
    /// The evidence that was looked at, as the gate names it.
    pub signals: Vec<String>,
    /// The listing that was looked at, by the catalog's id.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub listing: Option<String>,
    /// The seller whose listings were looked at.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// What was decided.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// The last day on which it holds; none: until it is decided otherwise.
    #[serde(default, deserialize_with = "some", skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// A field that is there holds something: `null` is no listing.
fn some<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// A decision that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct BadDecision {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// Longest text of a decision, in letters.
const LONGEST: usize = 500;
/// Most signals of one.
const MOST_SIGNALS: usize = 200;

impl Decision {
    /// What it is, by what it says: 32 hexadecimal digits.
    pub fn id(&self) -> String {
        let mut id = hex(&Sha256::digest(canonical(self)));
        id.truncate(32);
        id
    }

    /// Checks that it can be meant.
    ///
    /// # Errors
    /// Names the field.
    pub fn check(&self) -> Result<(), BadDecision> {
        let bad = |field, reason| Err(BadDecision { field, reason });
        let named = [&self.listing, &self.seller].into_iter().flatten();
        if named.clone().any(|name| name.trim().is_empty()) || named.count() != 1 {
            return bad("listing", "name either the listing or the seller that was looked at");
        }
        if self.case_key.trim().is_empty() {
            return bad("case_key", "say what was found, as the gate names it");
        }
        if self.signals.is_empty() || self.signals.len() > MOST_SIGNALS {
            return bad(
                "signals",
                "repeat the evidence that was looked at: 1 to 200 signals, as the gate gives them",
            );
        }
        if self.reason.trim().is_empty() {
            return bad("reason", "say why: whoever asks later has nothing else");
        }
        if self.by.trim().is_empty() {
            return bad("by", "say who decided");
        }
        let is_long = |text: &str| text.chars().count() > LONGEST;
        let texts = [&self.reason, &self.by].into_iter().chain(&self.listing).chain(&self.seller);
        if texts.chain(&self.signals).any(|text| is_long(text)) || is_long(&self.case_key) {
            return bad("reason", "no text of a decision is longer than 500 letters");
        }
        Ok(())
    }

    /// Whether it speaks of a finding of a listing on a day.
    fn is_about(&self, found: Evidenced<'_>, result: &ListingResult<'_>, as_of: Day) -> bool {
        let listing = self.listing.as_deref().is_none_or(|id| id == result.listing.id);
        let seller =
            self.seller.as_deref().is_none_or(|seller| name_key(seller) == name_key(result.listing.seller));
        let in_time = self.until.is_none_or(|until| as_of <= until);
        // Less than what was looked at is nothing new; anything else is.
        let seen = |mark: &String| self.signals.contains(mark);
        listing && seller && in_time && !found.signals.is_empty() && found.signals.iter().all(seen)
    }
}

/// A finding as decisions know it.
#[derive(Clone, Copy)]
pub(super) struct Evidenced<'e> {
    /// What it is about, whatever the words.
    pub(super) case_key: &'e CaseKey,
    /// The evidence for it.
    pub(super) signals: &'e [String],
}

/// All decisions, ready to be asked. The latest that speaks of a finding holds.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    by_case: HashMap<CaseKey, Vec<Decision>>,
}

impl Decisions {
    /// Adds one that was taken after all others.
    pub fn add(&mut self, decision: Decision) {
        self.by_case.entry(decision.case_key.clone()).or_default().push(decision);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_case.values().map(Vec::len).sum()
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.by_case.is_empty()
    }

    /// What was decided last of this evidence; none where it was opened again.
    pub(super) fn about(
        &self,
        found: Evidenced<'_>,
        result: &ListingResult<'_>,
        as_of: Day,
    ) -> Option<&Decision> {
        let all = self.by_case.get(found.case_key)?;
        let last = all.iter().rev().find(|one| one.is_about(found, result, as_of))?;
        (last.outcome != Outcome::Reopen).then_some(last)
    }
}

impl FromIterator<Decision> for Decisions {
    fn from_iter<I: IntoIterator<Item = Decision>>(all: I) -> Self {
        let mut decisions = Decisions::default();
        all.into_iter().for_each(|one| decisions.add(one));
        decisions
    }
}
