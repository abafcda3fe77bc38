//! Entities to records: things first, then what is said between them.

use std::collections::BTreeMap;

use nameplate::date::Date;
use nameplate::register::{NameKind, RelationKind};
use serde_json::Value;

use crate::read::dates;
use crate::read::json::text;
use crate::record::{EntryKind, Record, Said, Tie, tidy};

/// Topics that mean a place on a list, as the vocabulary of topics has them.
const LISTED: &[&str] = &["sanction", "debarment", "export.control", "export.risk", "asset.frozen"];

/// Properties that go into a field of their own, or say nothing of the party.
const USED: &[&str] = &[
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "country",
    "jurisdiction",
    "mainCountry",
    "topics",
    "addressEntity",
    "address",
    "notes",
    "program",
    "programId",
    "firstName",
    "lastName",
    "middleName",
    "fatherName",
    "secondName",
];

/// Properties that hold numbers which name a party elsewhere, and how they are called here.
const NUMBERS: &[(&str, &str)] = &[
    ("registrationNumber", "Registration Number"),
    ("leiCode", "LEI"),
    ("innCode", "Tax ID No. (INN)"),
    ("ogrnCode", "Registration Number (OGRN)"),
    ("taxNumber", "Tax ID No."),
    ("vatCode", "V.A.T. Number"),
    ("dunsCode", "D-U-N-S Number"),
    ("uscCode", "Unified Social Credit Code (USCC)"),
    ("isinCode", "ISIN"),
    ("swiftBic", "SWIFT/BIC"),
    ("imoNumber", "IMO"),
    ("wikidataId", "Wikidata"),
    ("website", "Website"),
];

/// Values of a property.
fn all<'a>(entity: &'a Value, property: &str) -> Vec<&'a str> {
    let values = entity.get("properties").and_then(|all| all.get(property)).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_str).collect()
}

fn one(entity: &Value, property: &str) -> String {
    all(entity, property).first().map(|value| tidy(value)).unwrap_or_default()
}

/// Records of all parties, vessels and aircraft, with what other entities say of them.
pub(super) fn records(entities: &BTreeMap<String, Value>) -> Vec<Record> {
    let mut records: BTreeMap<String, Record> =
        entities.iter().filter_map(|(id, entity)| Some((id.clone(), party(id, entity, entities)?))).collect();
    for entity in entities.values() {
        match text(entity, "schema").as_str() {
            "Sanction" => sanction(entity, &mut records),
            "Identification" | "Passport" => identification(entity, &mut records),
            "Ownership" => Link::new(entity, "owner", "asset").tie(RelationKind::Owns, &mut records),
            "Directorship" => Link::new(entity, "director", "organization").say("director of", &mut records),
            "Representation" => Link::new(entity, "agent", "client").say("agent of", &mut records),
            "UnknownLink" => Link::new(entity, "subject", "object").say("linked to", &mut records),
            _ => {}
        }
    }
    records.into_values().collect()
}

fn party(id: &str, entity: &Value, entities: &BTreeMap<String, Value>) -> Option<Record> {
    let kind = match text(entity, "schema").as_str() {
        "Company" => EntryKind::Company,
        "Organization" | "LegalEntity" => EntryKind::Organisation,
        "PublicBody" => EntryKind::StateBody,
        "Person" => EntryKind::Person,
        "Vessel" => EntryKind::Vessel,
        "Airplane" => EntryKind::Aircraft,
        _ => return None,
    };
    let caption = text(entity, "caption");
    let primary = if caption.is_empty() { one(entity, "name") } else { caption };
    let mut record = Record::new(id, kind, &primary);
    for (property, kind) in [
        ("name", NameKind::Alias),
        ("alias", NameKind::Alias),
        ("weakAlias", NameKind::Weak),
        ("previousName", NameKind::Former),
    ] {
        all(entity, property).into_iter().for_each(|name| record.name(name, kind));
    }
    let countries = ["country", "jurisdiction", "mainCountry"].map(|property| all(entity, property));
    for country in countries.into_iter().flatten() {
        if !record.countries.iter().any(|known| known == country) {
            record.countries.push(country.to_owned());
        }
    }
    all(entity, "address").into_iter().for_each(|address| record.address(&[address], ""));
    for address in all(entity, "addressEntity").into_iter().filter_map(|id| entities.get(id)) {
        record.address(&[&one(address, "full")], &one(address, "country"));
    }
    for (property, scheme) in NUMBERS {
        let country = record.countries.first().cloned().unwrap_or_default();
        all(entity, property).into_iter().for_each(|value| record.identifier(scheme, value, &country));
    }
    // Ids that the publisher merged into this one: others go on asking by them.
    let referents = entity.get("referents").and_then(Value::as_array);
    for referent in referents.into_iter().flatten().filter_map(Value::as_str).filter(|other| *other != id) {
        record.identifier("Referent", referent, "");
    }
    record.remarks = all(entity, "notes").join(" ");
    record.programmes = all(entity, "program").into_iter().map(tidy).collect();
    let topics = all(entity, "topics");
    if topics.iter().any(|topic| LISTED.contains(topic)) {
        record.list = list_of(entity);
    }
    rest(entity, &mut record);
    Some(record)
}

fn rest(entity: &Value, record: &mut Record) {
    let properties = entity.get("properties").and_then(Value::as_object);
    let names = properties.into_iter().flat_map(|all| all.keys());
    let numbered = |name: &str| NUMBERS.iter().any(|(property, _)| *property == name);
    for name in names.filter(|name| !USED.contains(&name.as_str()) && !numbered(name)) {
        record.detail(name, &all(entity, name).join("; "));
    }
    record.detail("topics", &all(entity, "topics").join("; "));
}

/// Lists of such files bear the names of their datasets: nothing is said of what they are elsewhere.
fn list_of(entity: &Value) -> String {
    let datasets = entity.get("datasets").and_then(Value::as_array);
    let mut names: Vec<&str> = datasets.into_iter().flatten().filter_map(Value::as_str).collect();
    names.sort_unstable();
    format!("ftm:{}", names.first().unwrap_or(&"unnamed"))
}

fn sanction(entity: &Value, records: &mut BTreeMap<String, Record>) {
    for id in all(entity, "entity") {
        let Some(record) = records.get_mut(id) else { continue };
        if record.list.is_empty() {
            record.list = list_of(entity);
        }
        for programme in all(entity, "program").into_iter().map(tidy) {
            if !record.programmes.contains(&programme) {
                record.programmes.push(programme);
            }
        }
        let date = |property: &str| dates::date(&one(entity, property));
        let since = date("startDate").or_else(|| date("listingDate"));
        // Of several sanctions the first day counts, and the entry ends only if all of them have.
        if let Some(since) = since
            && (record.since == Date::Unknown || since.first_day() < record.since.first_day())
        {
            record.since = since;
        }
        record.reason = first_of(&record.reason, one(entity, "reason"));
        let authority = one(entity, "authority");
        record.detail("sanction", &[authority, one(entity, "authorityId"), one(entity, "endDate")].join(" "));
    }
}

/// The longer reason; of two as long the first by letter, so that the order of entities does not matter.
fn first_of(known: &str, other: String) -> String {
    match known.len().cmp(&other.len()).then(other.as_str().cmp(known)) {
        std::cmp::Ordering::Less => other,
        _ => known.to_owned(),
    }
}

fn identification(entity: &Value, records: &mut BTreeMap<String, Record>) {
    for id in all(entity, "holder") {
        if let Some(record) = records.get_mut(id) {
            let kind = one(entity, "type");
            let kind = if kind.is_empty() { text(entity, "schema") } else { kind };
            record.identifier(&kind, &one(entity, "number"), &one(entity, "country"));
        }
    }
}

/// An entity that links two parties, with the ids of both.
struct Link<'a> {
    entity: &'a Value,
    from: String,
    to: String,
}

impl<'a> Link<'a> {
    /// The link between those whom two properties of the entity name.
    fn new(entity: &'a Value, from: &str, to: &str) -> Self {
        Link { entity, from: one(entity, from), to: one(entity, to) }
    }

    /// The name of the party that it leads to, if the file holds that party.
    fn other(&self, records: &BTreeMap<String, Record>) -> Option<String> {
        records.get(&self.to).map(|record| record.primary().to_owned())
    }

    fn tie(self, kind: RelationKind, records: &mut BTreeMap<String, Record>) {
        let Some(to_name) = self.other(records) else { return };
        if let Some(record) = records.get_mut(&self.from) {
            let date = |property: &str| dates::date(&one(self.entity, property));
            record.ties.push(Tie {
                kind,
                to: self.to,
                to_name,
                share: share(&one(self.entity, "percentage")),
                direct: None,
                from: date("startDate").unwrap_or_default(),
                until: date("endDate").unwrap_or(Date::Open),
                said: Said { url: one(self.entity, "sourceUrl"), ..Said::default() },
                tier: String::new(),
            });
        }
    }

    /// Tells a link that is no share or control as a detail, in words.
    fn say(self, words: &str, records: &mut BTreeMap<String, Record>) {
        let Some(other) = self.other(records) else { return };
        if let Some(record) = records.get_mut(&self.from) {
            record.detail(words, &other);
        }
    }
}

fn share(text: &str) -> Option<(f64, f64)> {
    let share: f64 = text.trim_end_matches(['%', ' ']).replace(',', ".").parse().ok()?;
    (0.0..=100.0).contains(&share).then_some((share, share))
}
