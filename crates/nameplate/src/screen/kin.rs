//! Who bears a party's name beside it: whose answer stands in where its own group gave none, and who is not to be taken for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Named;
use crate::groups::Groups;
use crate::register::{ClassNo, NameKind, Party, PartyKind, PartyNo, Register, Response};

/// Reviewed parties by the name of a firm or brand that their own names begin with ("TP-Link" of TP-Link Technologies), and those
/// of them who answered something.
#[derive(Debug)]
pub(super) struct Kin {
    bearers: BTreeMap<String, BTreeSet<PartyNo>>,
    answering: Vec<PartyNo>,
}

impl Kin {
    pub(super) fn new(register: &Register<'_>) -> Self {
        let reviewed = || register.parties().filter(|(_, party)| !party.is_bulk());
        let mut heads: BTreeMap<String, BTreeSet<PartyNo>> = BTreeMap::new();
        for (_, party) in reviewed() {
            let is_brand = party.kind() == PartyKind::Brand;
            let names = party.names().filter(|name| !name.is_common());
            let heads_of = names.filter(|name| is_brand || name.kind() == NameKind::Short);
            heads.extend(heads_of.map(|name| (name.key().to_owned(), BTreeSet::new())));
        }
        for (no, party) in reviewed() {
            for head in party.names().flat_map(|name| beginnings(name.key())) {
                if let Some(bearers) = heads.get_mut(head) {
                    bearers.insert(no);
                }
            }
        }
        heads.retain(|_, bearers| bearers.len() > 1);
        let answering = reviewed().filter(|(_, party)| party.responses().next().is_some());
        Kin { bearers: heads, answering: answering.map(|(no, _)| no).collect() }
    }

    /// Parties whose names begin alike, a set a name.
    pub(super) fn families(&self) -> impl Iterator<Item = &BTreeSet<PartyNo>> {
        self.bearers.values()
    }

    /// Who bears a name of a party and could be taken for it, and the party itself.
    fn family(&self, register: &Register<'_>, party: PartyNo) -> BTreeSet<PartyNo> {
        let Some(own) = register.party(party) else { return BTreeSet::new() };
        let trade: BTreeSet<ClassNo> = own.makes().collect();
        // Of one trade: nobody takes a maker of scales for a maker of cameras.
        let could_be_meant = |no: &PartyNo| {
            *no == party
                || register.party(*no).is_some_and(|one| one.makes().any(|made| trade.contains(&made)))
        };
        let heads = own.names().flat_map(|name| beginnings(name.key()));
        heads.filter_map(|head| self.bearers.get(head)).flatten().copied().filter(could_be_meant).collect()
    }

    /// What those on a path answer; where they are silent, what their group does; where that is silent too, who bears the name of
    /// the last of them.
    pub(super) fn answers(
        &self,
        register: &Register<'_>,
        groups: &Groups,
        path: &[PartyNo],
    ) -> Vec<Response> {
        let of = |who: &dyn Fn(PartyNo) -> bool| -> Vec<Response> {
            let parties = self.answering.iter().filter(|&&no| who(no)).filter_map(|&no| register.party(no));
            parties.flat_map(|party| party.responses()).collect()
        };
        let own: Vec<Response> =
            path.iter().filter_map(|&no| register.party(no)).flat_map(|party| party.responses()).collect();
        let Some(&target) = path.last().filter(|_| own.is_empty()) else { return own };
        let groups = of(&|no| groups.are_related(no, target));
        if !groups.is_empty() {
            return groups;
        }
        let family = self.family(register, target);
        of(&|no| family.contains(&no))
    }

    /// Other companies that could be taken for the target, and stand on no list themselves.
    pub(super) fn namesakes(&self, register: &Register<'_>, groups: &Groups, target: PartyNo) -> Vec<Named> {
        let family = self.family(register, target).into_iter();
        let others = family.filter(|&no| !groups.are_related(no, target)).filter_map(|no| register.party(no));
        let firms = others.filter(|party| party.kind() == PartyKind::Company);
        let firms = firms.filter(|party| party.designations().next().is_none());
        firms.map(|party| named(&party)).collect()
    }
}

/// A party by its id and name.
pub(super) fn named(party: &Party<'_>) -> Named {
    Named { id: party.id().into(), name: party.name().to_owned() }
}

/// The beginnings of a name, word by word, the whole of it included.
fn beginnings(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices(' ').map(|(at, _)| &key[..at]).chain([key])
}
