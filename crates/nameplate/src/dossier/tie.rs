//! What ties two parties: when, how firmly, to what it is limited, and what keeps it from carrying a verdict.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::profile::Who;
use super::room::{Room, Section};
use crate::date::{Date, Day, Holds, Interval};
use crate::register::{Extent, PartyNo, Register, Relation, Share, Source, cited};
use crate::word::{RelationKind, Standing, Verdict, words};

words! {
    /// What keeps a relation from carrying a verdict that day.
    Doubt {
        /// It is alleged, not established.
        Alleged => "alleged",
        /// A single source of the technical community says so.
        OneCommunitySource => "one_community_source",
        /// Whether it held on the day asked for, its sources do not settle.
        NotCertainThatDay => "not_certain_that_day",
    }
}

/// A relation between two parties.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tie {
    /// Kind.
    pub relation: RelationKind,
    /// How firmly it is said; absent in JSON where its sources state it.
    #[serde(skip_serializing_if = "is_stated")]
    pub standing: Standing,
    /// Of how many of its products; absent in JSON where of all.
    #[serde(skip_serializing_if = "is_of_all")]
    pub extent: Extent,
    /// Percent held, where the relation is a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// Whether it held on the day asked for: `yes`, `no`, or `unknown` where its sources do not settle it.
    pub holds: Holds,
    /// First day, or unknown.
    pub valid_from: Date,
    /// Last day, `open` or `unknown`.
    pub valid_to: Date,
    /// With an unknown start: the first day on which it is known to have held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_confirmed: Option<Date>,
    /// With an unknown end: the last day on which it is known to have held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_confirmed: Option<Date>,
    /// What its sources carry, whatever the day: `connected`, or no more than a `review`.
    pub carries: Verdict,
    /// What keeps it from carrying a verdict that day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
    /// What it is limited to.
    #[serde(skip_serializing_if = "Limits::is_empty")]
    pub limits: Limits,
    /// A remark of the facts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who says so (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands in a reference")]
fn is_stated(standing: &Standing) -> bool {
    *standing == Standing::Stated
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands in a reference")]
fn is_of_all(extent: &Extent) -> bool {
    *extent == Extent::All
}

impl Tie {
    /// A relation as it is on a day.
    pub fn of(register: &Register<'_>, relation: &Relation<'_>, day: Day) -> Self {
        let interval = relation.interval();
        let told = |date: Date| Some(date).filter(|date| matches!(date, Date::On { .. }));
        Tie {
            relation: relation.kind(),
            standing: relation.standing(),
            extent: relation.extent(),
            share: relation.share(),
            holds: interval.holds(day),
            valid_from: interval.from,
            valid_to: interval.to,
            first_confirmed: told(interval.first_confirmed),
            last_confirmed: told(interval.last_confirmed),
            carries: relation.carries(),
            doubts: doubts(relation, day),
            limits: Limits::of(register, relation),
            note: relation.note().to_owned(),
            sources: relation.sources(),
        }
    }

    /// When it held.
    pub fn interval(&self) -> Interval {
        Interval {
            from: self.valid_from,
            to: self.valid_to,
            first_confirmed: self.first_confirmed.unwrap_or_default(),
            last_confirmed: self.last_confirmed.unwrap_or_default(),
        }
    }

    /// Whether a change of it is a change of hands.
    pub fn is_ownership(&self) -> bool {
        is_ownership(self.relation)
    }
}

/// Whether a change of such a relation is a change of hands.
pub(super) fn is_ownership(kind: RelationKind) -> bool {
    use RelationKind::{BrandOf, Controls, Owns, SubsidiaryOf};
    matches!(kind, BrandOf | Controls | Owns | SubsidiaryOf)
}

fn doubts(relation: &Relation<'_>, day: Day) -> Vec<Doubt> {
    let said = match relation.standing() {
        Standing::Stated => None,
        Standing::Reported => Some(Doubt::OneCommunitySource),
        Standing::Alleged => Some(Doubt::Alleged),
    };
    let unsettled = relation.interval().holds(day) == Holds::Unknown;
    said.into_iter().chain(unsettled.then_some(Doubt::NotCertainThatDay)).collect()
}

/// What a relation is limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Product lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// Model numbers, `*` for any ending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<String>,
    /// Kinds of goods, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<String>,
    /// Markets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub markets: Vec<String>,
    /// First and last year in which the goods were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<(u32, u32)>,
}

impl Limits {
    fn of(register: &Register<'_>, relation: &Relation<'_>) -> Self {
        let goods = relation.classes().filter_map(|no| register.class(no));
        Limits {
            lines: relation.lines().map(str::to_owned).collect(),
            models: relation.models().map(str::to_owned).collect(),
            goods: goods.map(|class| class.name().to_owned()).collect(),
            markets: relation.markets().map(str::to_owned).collect(),
            years: relation.years(),
        }
    }

    fn is_empty(&self) -> bool {
        *self == Limits::default()
    }
}

/// A relation, with the party at its other end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tied {
    /// The other party.
    pub party: Who,
    /// The relation.
    #[serde(flatten)]
    pub tie: Tie,
}

/// Those whom a party stands behind by one kind of relation: its brands, its subsidiaries, firms that it makes products for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Holdings {
    /// Kind of relation.
    pub relation: RelationKind,
    /// Them, those of the day asked for first.
    pub parties: Vec<Tied>,
}

/// Whom a party stands behind, one level down: what lies below is in their own dossiers.
pub(super) fn holdings(register: &Register<'_>, day: Day, no: PartyNo, room: &mut Room) -> Vec<Holdings> {
    let mut by_kind: BTreeMap<RelationKind, Vec<Relation<'_>>> = BTreeMap::new();
    for relation in register.relations_to(no) {
        by_kind.entry(relation.kind()).or_default().push(relation);
    }
    let tied = |relation: Relation<'_>| {
        Some(Tied { party: Who::is(register, relation.leaves())?, tie: Tie::of(register, &relation, day) })
    };
    let kept = |(relation, mut all): (RelationKind, Vec<Relation<'_>>)| {
        all.sort_by_key(|one| Reverse(one.interval().holds(day)));
        Holdings {
            relation,
            parties: room.keep(Section::Holdings, all).into_iter().filter_map(tied).collect(),
        }
    };
    by_kind.into_iter().map(kept).collect()
}
