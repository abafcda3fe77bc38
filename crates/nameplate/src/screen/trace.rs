//! What was thought on the way, for `explain`: the same code that judges, shown whole.

use serde::Serialize;

use super::evidence::as_evidence;
use crate::candidate::Part;
use crate::finding::{Evidence, ListingResult};
use crate::id::PartyId;
use crate::maker::Considered;
use crate::reading::Reading;
use crate::register::Register;
use crate::signal::Signal;
use crate::word::Judgement;

/// A result with everything that led to it, and what did not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trace<'l> {
    /// The result.
    pub result: ListingResult<'l>,
    /// All signals, also those that count for nothing (compatible with, not).
    pub signals: Vec<Evidence>,
    /// All parties considered.
    pub considered: Vec<Considering>,
}

/// A party considered, and the sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Considering {
    /// Party id.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// As `product`, `component` or `sale`.
    pub part: &'static str,
    /// Milli-nats.
    pub score: i32,
    /// The answer.
    pub judgement: Judgement,
    /// What speaks for and against.
    pub evidence: Vec<Evidence>,
}

/// Signals as reports print them; what counts for nothing weighs nothing.
pub(super) fn pieces(register: &Register<'_>, reading: &Reading<'_>, signals: &[Signal]) -> Vec<Evidence> {
    let piece = |signal: &Signal| {
        let weight = Part::of(signal.role).map_or(0, |_| signal.weight.millinats);
        as_evidence(register, reading, signal, weight)
    };
    signals.iter().map(piece).collect()
}

/// Parties as they were considered.
pub(super) fn considering(
    register: &Register<'_>,
    reading: &Reading<'_>,
    considered: &[Considered],
) -> Vec<Considering> {
    let one = |c: &Considered| Considering {
        id: register.party(c.party).map_or("", |p| p.id()).into(),
        name: register.party(c.party).map_or("", |p| p.name()).to_owned(),
        part: match c.part {
            Part::Product => "product",
            Part::Component => "component",
            Part::Sale => "sale",
        },
        score: c.score,
        judgement: c.judgement,
        evidence: pieces(register, reading, &c.evidence),
    };
    considered.iter().map(one).collect()
}
