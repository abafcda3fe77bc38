//! Who stands behind a party: a tree, since there may be several ways to one owner, and each has its own dates and sources.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::place::{Listed, listed};
use super::profile::Who;
use super::room::{MOST, Room, Section};
use super::tie::{Tie, Tied, is_ownership};
use crate::date::{Day, Holds};
use crate::register::{PartyNo, Register, Relation};
use crate::word::words;

/// Levels that are climbed. Findings follow no more hops than the policy says, six by default.
const LEVELS: usize = 16;

/// Parties that are climbed.
const MOST_PARTIES: usize = 64;

words! {
    /// Why nothing is told of those behind a party.
    Further {
        /// It is told elsewhere in the tree: at its first place on the nearest level.
        Elsewhere => "elsewhere",
        /// There was no room: see its own dossier.
        NoRoom => "no_room",
    }
}

/// Somebody who stands behind a party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Behind {
    /// Who.
    pub party: Who,
    /// By which relations, the surest first.
    pub ties: Vec<Tie>,
    /// The lists on which it stands, or perhaps stands, that day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Listed>,
    /// In whose hands it was, beyond what is told in `behind`: at other times; at any time where it is not followed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<Tied>,
    /// Who stands behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub behind: Vec<Behind>,
    /// Why nothing is told of those behind it, where somebody is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub further: Option<Further>,
}

/// Who stands behind a party that day, and who did or will at another time.
pub(super) fn behind(
    register: &Register<'_>,
    day: Day,
    no: PartyNo,
    room: &mut Room,
) -> (Vec<Behind>, Vec<Behind>) {
    let mut climb = Climb { register, day, room, seen: BTreeSet::from([no]), left: MOST };
    let (then, other) = climb.relations(no);
    let behind = climb.up(then, LEVELS);
    let former = climb.grouped(other).into_iter().filter_map(|(above, ties)| climb.former(above, ties));
    let at_other_times = former.collect();
    (behind, at_other_times)
}

/// On the way up.
struct Climb<'a, 'r> {
    register: &'a Register<'r>,
    day: Day,
    room: &'a mut Room,
    /// A party is climbed once, so that cycles end.
    seen: BTreeSet<PartyNo>,
    /// For how many relations there is room.
    left: usize,
}

/// Relations that lead to one party.
type Group<'r> = (PartyNo, Vec<Relation<'r>>);

impl<'r> Climb<'_, 'r> {
    /// The relations by which somebody stands behind a party: those of the day, the surest first, and the others.
    fn relations(&self, no: PartyNo) -> (Vec<Relation<'r>>, Vec<Relation<'r>>) {
        let (mut then, other): (Vec<_>, Vec<_>) =
            self.register.relations_of(no).partition(|one| one.interval().holds(self.day) > Holds::No);
        then.sort_by_key(|one| (Reverse(one.interval().holds(self.day)), Reverse(one.carries()), one.kind()));
        (then, other)
    }

    /// As many of them as there is room for.
    fn room_for(&mut self, mut relations: Vec<Relation<'r>>) -> Vec<Relation<'r>> {
        let kept = relations.len().min(self.left);
        self.room.leave_out(Section::Behind, relations.len() - kept);
        self.left -= kept;
        relations.truncate(kept);
        relations
    }

    /// By the party that they lead to, in the order in which the first of each stands.
    fn grouped(&mut self, relations: Vec<Relation<'r>>) -> Vec<Group<'r>> {
        let mut groups: Vec<Group<'r>> = Vec::new();
        for relation in self.room_for(relations) {
            match groups.iter_mut().find(|(above, _)| *above == relation.reaches()) {
                Some((_, ties)) => ties.push(relation),
                None => groups.push((relation.reaches(), vec![relation])),
            }
        }
        groups
    }

    /// The parties behind, and what lies above each.
    fn up(&mut self, relations: Vec<Relation<'r>>, levels: usize) -> Vec<Behind> {
        let groups = self.grouped(relations);
        // A level is taken before the next: whoever stands near is told there, not under a neighbour.
        let further: Vec<Option<Further>> =
            groups.iter().map(|(above, _)| self.not_followed(*above, levels)).collect();
        let both = groups.into_iter().zip(further);
        both.filter_map(|((above, ties), further)| self.node(above, ties, (further, levels))).collect()
    }

    /// Why a party is not followed; nothing where it is, which it is only once.
    fn not_followed(&mut self, above: PartyNo, levels: usize) -> Option<Further> {
        if self.seen.contains(&above) {
            return Some(Further::Elsewhere);
        }
        if levels <= 1 || self.seen.len() > MOST_PARTIES {
            return Some(Further::NoRoom);
        }
        self.seen.insert(above);
        None
    }

    fn node(
        &mut self,
        above: PartyNo,
        relations: Vec<Relation<'r>>,
        (further, levels): (Option<Further>, usize),
    ) -> Option<Behind> {
        let (then, other) = self.relations(above);
        let is_alone = then.is_empty();
        let (hands, behind) = match further {
            None => (self.hands(other), self.up(then, levels - 1)),
            Some(Further::Elsewhere) => (Vec::new(), Vec::new()),
            Some(Further::NoRoom) => (self.hands(then.into_iter().chain(other).collect()), Vec::new()),
        };
        let further = further.filter(|_| !is_alone);
        let party = self.register.party(above)?;
        Some(Behind {
            party: Who::of(&party),
            ties: relations.iter().map(|one| self.tie(one)).collect(),
            listed: listed(&party, self.day, self.room),
            hands,
            behind,
            further,
        })
    }

    /// Somebody of another time. What is told of them that day, where they stand behind the party by another relation too.
    fn former(&mut self, above: PartyNo, relations: Vec<Relation<'r>>) -> Option<Behind> {
        let told = self.seen.contains(&above);
        let (then, other) = self.relations(above);
        let all = if told { Vec::new() } else { then.into_iter().chain(other).collect() };
        let hands = self.hands(all);
        Some(Behind {
            party: Who::is(self.register, above)?,
            ties: relations.iter().map(|one| self.tie(one)).collect(),
            listed: Vec::new(),
            hands,
            behind: Vec::new(),
            further: told.then_some(Further::Elsewhere),
        })
    }

    /// Changes of hands.
    fn hands(&mut self, relations: Vec<Relation<'r>>) -> Vec<Tied> {
        let owning = relations.into_iter().filter(|one| is_ownership(one.kind())).collect();
        let kept = self.room_for(owning);
        let tied = |one: &Relation<'r>| {
            Some(Tied { party: Who::is(self.register, one.reaches())?, tie: self.tie(one) })
        };
        kept.iter().filter_map(tied).collect()
    }

    fn tie(&self, relation: &Relation<'_>) -> Tie {
        Tie::of(self.register, relation, self.day)
    }
}
