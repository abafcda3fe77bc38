//! Shareholdings: the economic share of each owner, and the legal ownership tests, which are other questions.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::profile::Who;
use super::room::{Room, Section};
use crate::connection::ownership::{Answer, economic_share, fifty_percent_rule, more_than_fifty_percent};
use crate::date::{Day, Holds};
use crate::id::{ListId, SourceId};
use crate::register::{List, PartyNo, Register, Share, Source, cited};
use crate::word::RelationKind;

/// Levels of owners that are told: as many as the arithmetic follows.
const LEVELS: usize = 16;

/// At most so many owners are told: each costs a sum over all chains.
const MOST_HOLDERS: usize = 64;

/// Who holds shares in a party on the day asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shares {
    /// Who holds how much, directly or through others, by id.
    pub holders: Vec<Holder>,
    /// For each list on which a holder stands and the party itself does not: what the arithmetic of ownership answers. Whether a
    /// list reaches owned firms at all is for its own rules to say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<OwnershipTest>,
    /// Who states the holdings that were counted (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

/// Who holds how much.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Holder {
    /// Who.
    pub party: Who,
    /// The economic share in percent: multiplied along a chain, added over chains; unknown shares give a range.
    pub share: Share,
}

/// Whether a party is owned by parties on a list, all of them together, level by level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnershipTest {
    /// List id.
    pub list: ListId,
    /// Its name.
    pub list_name: String,
    /// To 50% or more.
    pub half_or_more: Answer,
    /// To more than 50%.
    pub more_than_half: Answer,
}

/// Shares and tests; nothing where nobody is known to hold any.
pub(super) fn shares(register: &Register<'_>, day: Day, no: PartyNo, room: &mut Room) -> Option<Shares> {
    let owners = Owners::collect(register, day, no);
    room.leave_out(Section::Holders, owners.left_out);
    if owners.found.is_empty() {
        return None;
    }
    let holder = |&owner: &PartyNo| {
        let share = economic_share(register, owner, no, day);
        Some(Holder { party: Who::is(register, owner)?, share })
    };
    Some(Shares {
        holders: owners.found.iter().filter_map(holder).collect(),
        tests: tests(register, day, no, &owners.found),
        sources: owners.sources.into_values().collect(),
    })
}

/// Who owns, that day.
#[derive(Default)]
struct Owners {
    found: BTreeSet<PartyNo>,
    sources: BTreeMap<SourceId, Source>,
    left_out: usize,
}

impl Owners {
    /// Level by level, so that a bound cuts the farthest.
    fn collect(register: &Register<'_>, day: Day, owned: PartyNo) -> Self {
        let mut owners = Owners::default();
        let mut level = vec![owned];
        for _ in 0..LEVELS {
            let owning = level.iter().flat_map(|no| register.relations_of(*no));
            let owning = owning.filter(|one| one.kind() == RelationKind::Owns);
            let mut next = Vec::new();
            for relation in owning.filter(|one| one.interval().holds(day) > Holds::No) {
                let owner = relation.reaches();
                if owner == owned || owners.found.contains(&owner) {
                    continue;
                }
                if owners.found.len() == MOST_HOLDERS {
                    owners.left_out += 1;
                    continue;
                }
                owners.found.insert(owner);
                next.push(owner);
            }
            level = next;
        }
        owners.cite(register, day, owned);
        owners
    }

    /// All that is stated of the holdings, which several sources may do.
    fn cite(&mut self, register: &Register<'_>, day: Day, owned: PartyNo) {
        let firms = self.found.iter().copied().chain([owned]);
        let stated = firms.flat_map(|no| register.relations_of(no));
        let stated = stated
            .filter(|one| one.kind() == RelationKind::Owns && one.interval().holds(day) > Holds::No)
            .filter(|one| self.found.contains(&one.reaches()));
        self.sources = stated.flat_map(|one| one.sources()).map(|one| (one.id.clone(), one)).collect();
    }
}

/// Both tests for each list on which an owner stands and the party itself does not.
fn tests(register: &Register<'_>, day: Day, no: PartyNo, owners: &BTreeSet<PartyNo>) -> Vec<OwnershipTest> {
    let stands = |no: &PartyNo| {
        let party = register.party(*no).into_iter();
        let places = party.flat_map(|party| party.designations());
        places.filter(|place| place.interval().holds(day) > Holds::No).map(|place| place.list_no())
    };
    let own: BTreeSet<u32> = stands(&no).collect();
    let of_owners = owners.iter().flat_map(stands).filter(|list| !own.contains(list));
    let mut listed: BTreeMap<u32, Vec<PartyNo>> = of_owners.map(|list| (list, Vec::new())).collect();
    if listed.is_empty() {
        return Vec::new();
    }
    for place in register.designations().filter(|place| place.interval().holds(day) > Holds::No) {
        if let Some((all, party)) = listed.get_mut(&place.list_no()).zip(place.party()) {
            all.push(party);
        }
    }
    let lists = (0u32..).zip(register.lists());
    let test = |(no_of_list, list): (u32, List<'_>)| {
        let blocked = listed.get(&no_of_list)?;
        Some(OwnershipTest {
            list: list.id().into(),
            list_name: list.name().to_owned(),
            half_or_more: fifty_percent_rule(register, blocked, no, day),
            more_than_half: more_than_fifty_percent(register, blocked, no, day),
        })
    };
    lists.filter_map(test).collect()
}
