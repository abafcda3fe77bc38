//! What a buyer is told of a finding: one line for a product page, and a long text that still fits on
//! one. What stands behind both, and does not fit, is in the evidence and counted.
//!
//! Only a `connected` finding makes a warning. A review is a question to a reviewer: put before buyers it would be an
//! accusation that nobody has settled. For the same reason only lists that the target certainly stood on that day are named,
//! and only what had been said by then.
//!
//! The texts are Fluent messages, one file a language ([`LANGUAGES`]); sentences of the register are English and are quoted
//! as they stand. Nothing of the listing's own words gets in.

mod codes;
mod complete;
mod cost;
mod long;
mod messages;
mod pick;
mod room;
mod say;
mod short;
mod sources;
mod text;

pub use codes::PREFIXES;
pub use messages::{BadMessages, LANGUAGES, Messages};

use crate::case::{Case, Warning};
use crate::word::Verdict;

/// The warning that a case makes, if it makes one.
pub(crate) fn warning(messages: &Messages, case: &Case) -> Option<Warning> {
    if case.verdict != Verdict::Connected {
        return None;
    }
    let picked = pick::Picked::of(case);
    // Only a house lists it: that is the house's own matter, and no list that a buyer could look up.
    if picked.lists.is_empty() {
        return None;
    }
    Some(Warning {
        language: messages.language().to_owned(),
        short: short::short(messages, &picked),
        long: long::long(messages, &picked),
        codes: codes::codes(&picked),
        evidence: codes::anchor(&case.target.id),
    })
}

#[cfg(test)]
mod tests;
