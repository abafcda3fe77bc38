//! Step three: whom the signals may mean. Cheap, generous and bounded; says so when it hit its bound.

use std::collections::BTreeMap;

use crate::listing::Defect;
use crate::register::PartyNo;
use crate::signal::Signal;
use crate::word::Role;

/// In which capacity a party is considered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// It made the product, or the product bears its brand.
    Product,
    /// A part of the product is its own.
    Component,
    /// It sells the product.
    Sale,
}

impl Part {
    /// The part that a role speaks of; none for mere mentions.
    pub fn of(role: Role) -> Option<Part> {
        match role {
            Role::MadeBy | Role::Brand => Some(Part::Product),
            Role::Component => Some(Part::Component),
            Role::SoldBy => Some(Part::Sale),
            Role::CompatibleWith | Role::Mention => None,
        }
    }
}

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
