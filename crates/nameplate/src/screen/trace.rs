//! What was thought on the way, for `explain`: the same code that judges, shown whole.

use serde::Serialize;

use super::Screener;
use super::evidence::as_evidence;
use crate::candidate::Part;
use crate::finding::{Evidence, ListingResult};
use crate::id::PartyId;
use crate::listing::Listing;
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

impl Screener<'_> {
    /// Judges one listing and shows the whole way.
    pub fn trace<'l>(&self, listing: &'l Listing<'l>) -> Trace<'l> {
        if listing.filled().next().is_none() {
            return Trace { result: self.screen(listing), signals: Vec::new(), considered: Vec::new() };
        }
        let judged = self.judge(&mut self.memo(), listing);
        let piece = |signal: &crate::signal::Signal| {
            let weight = Part::of(signal.role).map_or(0, |_| signal.weight.millinats);
            as_evidence(&self.asked.register, &judged.reading, signal, weight)
        };
        let signals = judged.found.signals.iter().map(piece).collect();
        let considered = judged
            .considered
            .iter()
            .map(|c| Considering {
                id: self.asked.register.party(c.party).map_or("", |p| p.id()).into(),
                name: self.asked.register.party(c.party).map_or("", |p| p.name()).to_owned(),
                part: match c.part {
                    Part::Product => "product",
                    Part::Component => "component",
                    Part::Sale => "sale",
                },
                score: c.score,
                judgement: c.judgement,
                evidence: c.evidence.iter().map(piece).collect(),
            })
            .collect();
        Trace { signals, considered, result: self.result(judged) }
    }
}
