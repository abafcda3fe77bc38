//! The warning for machines: reason codes that a shop can filter on, and an anchor for the evidence.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::pick::Picked;
use crate::word::{Reader, Severity, State};

/// How codes begin, and what follows; `docs/warnings.md` has the table.
pub const PREFIXES: &[(&str, &str)] = &[
    ("target.", "`party` or `class`: what is on the list"),
    ("ground.", "how the product reaches it: `named`, `subsidiary`, ..."),
    ("list.", "the id of a list that the target stands on that day"),
    ("claim.", "a claim that had been made by that day: subject, dot, status"),
    ("response.", "`present`, `absent`, or `none_due` where a kind of product is listed"),
    (
        "severity.",
        "reader, dot, the most serious that applies to it: `block`, `limit`, `check`, `info`, or `cannot_tell`",
    ),
];

/// The codes, sorted, each once.
pub(super) fn codes(picked: &Picked<'_>) -> Vec<String> {
    let case = picked.case;
    let mut all = vec![format!("target.{}", case.target.kind), format!("ground.{}", case.ground)];
    all.extend(picked.lists.iter().map(|d| format!("list.{}", d.list)));
    all.extend(picked.claims.iter().map(|c| format!("claim.{}.{}", c.subject, c.status)));
    let answered = match (picked.is_class(), picked.answer.is_none()) {
        (true, _) => "none_due",
        (false, true) => "absent",
        (false, false) => "present",
    };
    all.push(format!("response.{answered}"));
    // What cannot be told comes after all that can.
    let place = |severity: Option<Severity>| (severity.is_none(), severity);
    let mut worst: BTreeMap<Reader, Option<Severity>> = BTreeMap::new();
    for rule in case.consequences.iter().filter(|rule| rule.state != State::DoesNotApply) {
        let known = worst.entry(rule.reader).or_insert(rule.severity);
        if place(rule.severity) < place(*known) {
            *known = rule.severity;
        }
    }
    let word = |severity: Option<Severity>| severity.map_or(State::CannotTell.word(), Severity::word);
    all.extend(worst.into_iter().map(|(reader, severity)| format!("severity.{reader}.{}", word(severity))));
    all.sort();
    all.dedup();
    all
}

/// The anchor of a finding: the same for the same target in every run and language, fit for the part of an address after
/// the number sign.
pub(super) fn anchor(target: &str) -> String {
    let mut anchor = "finding-".to_owned();
    for byte in target.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            anchor.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(anchor, "%{byte:02X}");
        }
    }
    anchor
}
