//! The sources that a dossier cites: statements name them by their ids.

use std::collections::BTreeMap;

use super::{Behind, Dossier, Tied};
use crate::register::Source;

/// All sources that anything in a dossier cites, each once, in the order of their ids.
pub(super) fn cited_in(dossier: &Dossier) -> Vec<Source> {
    let mut all = Cited::default();
    all.add(&dossier.party.sources);
    dossier.places.iter().for_each(|place| all.add(&place.listed.sources));
    dossier.behind.iter().chain(&dossier.at_other_times).for_each(|one| all.behind(one));
    dossier.holdings.iter().flat_map(|held| &held.parties).for_each(|one| all.tied(one));
    dossier.shares.iter().for_each(|shares| all.add(&shares.sources));
    dossier.claims.iter().for_each(|claim| all.add(&claim.sources));
    dossier.responses.iter().for_each(|answer| all.add(&answer.said.sources));
    dossier.contradictions.iter().flat_map(|one| &one.statements).for_each(|says| all.add(&says.sources));
    dossier.marks.iter().for_each(|marks| all.add(&marks.sources));
    dossier.leads.iter().for_each(|lead| all.add(&lead.sources));
    all.0.into_values().cloned().collect()
}

/// Sources by their ids.
#[derive(Default)]
struct Cited<'d>(BTreeMap<&'d str, &'d Source>);

impl<'d> Cited<'d> {
    fn add(&mut self, sources: &'d [Source]) {
        self.0.extend(sources.iter().map(|source| (source.id.as_str(), source)));
    }

    fn tied(&mut self, one: &'d Tied) {
        self.add(&one.tie.sources);
    }

    /// As deep as the dossier is, which is bounded.
    fn behind(&mut self, one: &'d Behind) {
        one.ties.iter().for_each(|tie| self.add(&tie.sources));
        one.listed.iter().for_each(|listed| self.add(&listed.sources));
        one.hands.iter().for_each(|hand| self.tied(hand));
        one.behind.iter().for_each(|next| self.behind(next));
    }
}
