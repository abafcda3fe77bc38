//! Which list or source states which value. Where a register keeps who said a value, or only one list or source tells of a party, the
//! statement names it; where several tell of it and the register does not keep which of them said the value, all of them are
//! named as those who may have, and none as the one that did.

use std::collections::BTreeSet;

use nameplate::register::{DesignationView, Party, PartyNo};

use super::datasets::REVIEWED;
use super::entity::{Entity, Known, Statement};
use super::table::{Table, moment};

/// Puts who states what into the entity of a party.
pub(crate) fn state(known: Known<'_>, no: PartyNo, entity: &mut Entity) {
    entity.statements = known.register.party(no).map(|party| of_party(&party, entity, known.table));
}

/// What a list says of a party.
struct Place {
    dataset: String,
    entry: String,
    topics: &'static [&'static str],
    url: Option<String>,
    first_seen: Option<String>,
}

fn places(party: &Party<'_>, table: &Table) -> Vec<Place> {
    let of = |place: DesignationView<'_>| {
        let list = place.list()?;
        let dataset = table.datasets.get(table.datasets.find(list.id())?)?;
        let interval = place.interval();
        let first =
            [interval.from, interval.first_confirmed].into_iter().filter_map(|date| date.first_day()).min();
        let url = place.sources().into_iter().map(|source| source.url).find(|url| !url.is_empty());
        Some(Place {
            dataset: dataset.name.clone(),
            entry: place.entry().to_owned(),
            topics: dataset.topics,
            url: url.or_else(|| Some(list.url().to_owned()).filter(|url| !url.is_empty())),
            first_seen: first.map(moment),
        })
    };
    party.designations().filter_map(of).collect()
}

/// Those who tell of a party.
struct Tellers<'t> {
    places: &'t [Place],
    all: BTreeSet<&'t str>,
    /// What a statement of nobody in particular has.
    url: Option<String>,
    first_seen: Option<String>,
}

fn of_party(party: &Party<'_>, entity: &Entity, table: &Table) -> Vec<Statement> {
    let places = places(party, table);
    let mut all: BTreeSet<&str> = places.iter().map(|place| place.dataset.as_str()).collect();
    if all.is_empty() {
        all.extend(entity.datasets.iter().map(String::as_str));
    }
    if !party.is_bulk() {
        all.insert(REVIEWED);
    }
    let url = party.sources().into_iter().map(|source| source.url).find(|url| !url.is_empty());
    let tellers = Tellers { places: &places, all, url, first_seen: entity.first_seen.clone() };
    let values =
        entity.properties.iter().flat_map(|(prop, values)| values.iter().map(move |value| (prop, value)));
    values.filter_map(|(prop, value)| Some(tellers.of(prop, value.text()?))).flatten().collect()
}

impl Tellers<'_> {
    /// Who states a value.
    fn of(&self, prop: &str, value: &str) -> Vec<Statement> {
        let says = |place: &&Place| match prop {
            "topics" => place.topics.contains(&value),
            "name" | "alias" => place.entry == value,
            "sourceUrl" => place.url.as_deref() == Some(value),
            _ => false,
        };
        let mut stated: Vec<&Place> = self.places.iter().filter(says).collect();
        stated.dedup_by_key(|place| place.dataset.as_str());
        if !stated.is_empty() {
            return stated.into_iter().map(|place| self.by(prop, value, place)).collect();
        }
        let only = self.all.first().filter(|_| self.all.len() == 1).copied();
        let place = self.places.iter().find(|place| Some(place.dataset.as_str()) == only);
        if let Some(place) = place {
            return vec![self.by(prop, value, place)];
        }
        vec![Statement {
            prop: prop.to_owned(),
            value: value.to_owned(),
            dataset: only.map(str::to_owned),
            one_of: if only.is_none() {
                self.all.iter().map(|one| (*one).to_owned()).collect()
            } else {
                Vec::new()
            },
            source_url: self.url.clone().filter(|_| only.is_some()),
            first_seen: self.first_seen.clone().filter(|_| only.is_some()),
        }]
    }

    fn by(&self, prop: &str, value: &str, place: &Place) -> Statement {
        Statement {
            prop: prop.to_owned(),
            value: value.to_owned(),
            dataset: Some(place.dataset.clone()),
            one_of: Vec::new(),
            source_url: place.url.clone().or_else(|| self.url.clone()),
            first_seen: place.first_seen.clone().or_else(|| self.first_seen.clone()),
        }
    }
}

/// Puts who states what into the entity of a link: the list or source that it is of.
pub(crate) fn state_link(entity: &mut Entity) {
    entity.statements = Some(of_link(entity));
}

fn of_link(entity: &Entity) -> Vec<Statement> {
    let url = entity.properties.get("sourceUrl").and_then(|urls| urls.first()?.text().map(str::to_owned));
    let dataset = entity.datasets.first().filter(|_| entity.datasets.len() == 1);
    let one_of = if dataset.is_none() { entity.datasets.clone() } else { Vec::new() };
    let values =
        entity.properties.iter().flat_map(|(prop, values)| values.iter().map(move |value| (prop, value)));
    values
        .filter_map(|(prop, value)| {
            Some(Statement {
                prop: prop.clone(),
                value: value.text()?.to_owned(),
                dataset: dataset.cloned(),
                one_of: one_of.clone(),
                source_url: url.clone(),
                first_seen: entity.first_seen.clone(),
            })
        })
        .collect()
}
