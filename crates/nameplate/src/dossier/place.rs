//! Places on lists, of any day, with whether each was in force on the day asked for.

use std::cmp::Reverse;

use serde::Serialize;

use super::room::{Room, Section};
use crate::date::{Date, Day, Holds, Interval};
use crate::id::ListId;
use crate::register::{DesignationView, Party, Source, cited};
use crate::word::{ListKind, Purpose};

/// That a party stands on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// List id.
    pub list: ListId,
    /// Its name.
    pub list_name: String,
    /// Whether it stood there on the day asked for: `yes`, `no`, or `unknown` where its sources do not settle it.
    pub in_force: Holds,
    /// From when.
    pub since: Date,
    /// Where the source gives no date: the day of the first edition that the entry was seen in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Date>,
    /// Until when.
    pub until: Date,
    /// Who says so (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

impl Listed {
    fn of(view: &DesignationView<'_>, day: Day) -> Option<Self> {
        let (list, interval) = (view.list()?, view.interval());
        Some(Listed {
            list: list.id().into(),
            list_name: list.name().to_owned(),
            in_force: interval.holds(day),
            since: interval.from,
            first_seen: Some(interval.first_confirmed).filter(|date| *date != Date::Unknown),
            until: interval.to,
            sources: view.sources(),
        })
    }

    /// When it stood there.
    pub fn interval(&self) -> Interval {
        let first_confirmed = self.first_seen.unwrap_or_default();
        Interval { from: self.since, to: self.until, first_confirmed, ..Interval::default() }
    }
}

/// A place on a list, with what the list says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Which list, and when.
    #[serde(flatten)]
    pub listed: Listed,
    /// Whether it is a list, or a measure that keeps none.
    pub kind: ListKind,
    /// The entry as printed.
    pub entry: String,
    /// `foreign` where the entry speaks of goods produced in a foreign country.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub produced: &'static str,
    /// The purposes that the entry is limited to; absent where it covers goods whatever they are used for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Purpose>,
    /// The reason that the authority states; absent where it publishes none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Federal Register or statute.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub citation: String,
}

impl Place {
    fn of(view: &DesignationView<'_>, day: Day) -> Option<Self> {
        Some(Place {
            listed: Listed::of(view, day)?,
            kind: view.list()?.kind(),
            entry: view.entry().to_owned(),
            produced: if view.foreign_only() { "foreign" } else { "" },
            purposes: view.purposes().collect(),
            reason: view.reason().to_owned(),
            citation: view.citation().to_owned(),
        })
    }
}

/// All places of a party, those of the day first.
pub(super) fn places(party: &Party<'_>, day: Day, room: &mut Room) -> Vec<Place> {
    let mut all: Vec<Place> = party.designations().filter_map(|view| Place::of(&view, day)).collect();
    all.sort_by_key(|place| Reverse(place.listed.in_force));
    room.keep(Section::Places, all)
}

/// The lists on which a party stands, or perhaps stands, that day.
pub(super) fn listed(party: &Party<'_>, day: Day, room: &mut Room) -> Vec<Listed> {
    let all = party.designations().filter_map(|view| Listed::of(&view, day));
    room.keep(Section::Places, all.filter(|one| one.in_force > Holds::No))
}
