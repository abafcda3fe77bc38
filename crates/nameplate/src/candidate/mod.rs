//! Step three: whom the signals may mean. Cheap, generous and bounded; says so when it hit its bound.

pub mod by_name;

use std::collections::BTreeMap;

use crate::listing::Defect;
use crate::maker::Part;
use crate::register::PartyNo;
use crate::signal::Signal;

/// A party that some signals may mean, in one capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) party: PartyNo,
    pub(crate) part: Part,
    pub(crate) signals: Vec<Signal>,
}

/// Groups signals by whom they mean, the most promising first, at most `most` of them; a defect says what was cut.
pub(crate) fn candidates(signals: &[Signal], most: usize) -> (Vec<Candidate>, Option<Defect>) {
    let mut by_party: BTreeMap<(PartyNo, Part), Vec<Signal>> = BTreeMap::new();
    for signal in signals {
        if let Some(part) = Part::of(signal.role) {
            by_party.entry((signal.party, part)).or_default().push(signal.clone());
        }
    }
    let mut all: Vec<Candidate> =
        by_party.into_iter().map(|((party, part), signals)| Candidate { party, part, signals }).collect();
    let promise = |c: &Candidate| c.signals.iter().map(|s| s.weight.millinats).max().unwrap_or(0);
    all.sort_by_key(|c| (-promise(c), c.party, c.part));
    let cut = all.len().saturating_sub(most);
    all.truncate(most);
    let defect = (cut > 0).then(|| {
        Defect::row(format!(
            "the listing names so many parties that the {cut} least promising were not considered"
        ))
    });
    (all, defect)
}
