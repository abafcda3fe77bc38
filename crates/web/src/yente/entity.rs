//! Entities as FollowTheMoney writes them, out of parties and links of a register: values by property, datasets, when they were seen,
//! and, for whoever asks, which list or source states which value. What the register does not say stays out.

use std::collections::BTreeMap;

use nameplate::Day;
use nameplate::register::{NameKind, Party, PartyKind, PartyNo, Register};
use serde::Serialize;

use super::datasets::REVIEWED;
use super::links::Link;
use super::model::MODEL;
use super::table::{REFERENT, Row, Table, moment, referents};

/// An entity.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) caption: String,
    pub(crate) schema: &'static str,
    pub(crate) properties: BTreeMap<String, Vec<Value>>,
    pub(crate) datasets: Vec<String>,
    pub(crate) referents: Vec<String>,
    pub(crate) target: bool,
    pub(crate) first_seen: Option<String>,
    pub(crate) last_seen: Option<String>,
    pub(crate) last_change: Option<String>,
    /// Which list or source states which value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) statements: Option<Vec<Statement>>,
}

/// Who states a value.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Statement {
    pub(crate) prop: String,
    pub(crate) value: String,
    /// The list or source, where it is known which.
    pub(crate) dataset: Option<String>,
    /// One of these, where it is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) one_of: Vec<String>,
    pub(crate) source_url: Option<String>,
    pub(crate) first_seen: Option<String>,
}

/// A value: in words, or an entity that stands in the place of its id.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Value {
    /// In words.
    Text(String),
    /// An entity.
    Entity(Box<Entity>),
}

impl Value {
    /// The words.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Entity(_) => None,
        }
    }
}

/// A register with its table: what entities are made of.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    pub(crate) register: &'k Register<'k>,
    pub(crate) table: &'k Table,
}

impl Known<'_> {
    /// The entity of a party.
    pub(crate) fn party(&self, no: PartyNo) -> Option<Entity> {
        let (party, row) = (self.register.party(no)?, self.table.row(no)?);
        Some(Entity {
            id: row.id.clone(),
            caption: party.name().to_owned(),
            schema: row.schema,
            properties: properties(&party, row, self),
            datasets: self.names(row),
            referents: referents(&party, &row.id),
            target: row.target,
            first_seen: row.first_seen.map(moment),
            last_seen: row.last_seen.map(moment),
            last_change: row.last_change.map(moment),
            statements: None,
        })
    }

    fn names(&self, row: &Row) -> Vec<String> {
        row.datasets.iter().filter_map(|at| Some(self.table.datasets.get(*at)?.name.clone())).collect()
    }

    /// The entity of a link.
    pub(crate) fn link(&self, link: &Link) -> Entity {
        let said = link.said(self.register);
        let datasets = &self.table.datasets;
        let list = said.list.as_deref().and_then(|list| datasets.find(list));
        let sources = said.sources.iter().filter_map(|id| datasets.find(id.split('@').next().unwrap_or(id)));
        let mut at: Vec<usize> = list.map_or_else(|| sources.collect(), |list| vec![list]);
        if at.is_empty() {
            at.extend(datasets.find(REVIEWED));
        }
        at.sort_unstable();
        at.dedup();
        let label = MODEL.schema(link.schema).map_or(link.schema, |schema| schema.label.as_str());
        let caption =
            ["program", "percentage", "role"].iter().find_map(|name| said.properties.get(name)?.first());
        let days: Vec<Day> = dates(&said.properties);
        let mut entity = Entity {
            id: link.id.clone(),
            caption: caption.map_or_else(|| label.to_owned(), Clone::clone),
            schema: link.schema,
            datasets: at.into_iter().filter_map(|at| Some(datasets.get(at)?.name.clone())).collect(),
            first_seen: days.iter().min().copied().or(said.seen).map(moment),
            last_seen: said.seen.map(moment),
            last_change: days
                .iter()
                .filter(|day| **day <= self.table.day())
                .max()
                .copied()
                .or(said.seen)
                .map(moment),
            ..Entity::default()
        };
        for (property, values) in said.properties {
            entity.properties.insert(property.to_owned(), values.into_iter().map(Value::Text).collect());
        }
        for (property, no) in &link.ends {
            let id = self.table.row(*no).map_or_else(String::new, |row| row.id.clone());
            entity.properties.entry((*property).to_owned()).or_default().push(Value::Text(id));
        }
        entity
    }
}

/// The days on which something of a link began or ended.
fn dates(properties: &BTreeMap<&'static str, Vec<String>>) -> Vec<Day> {
    let of = |name| properties.get(name).into_iter().flatten();
    of("startDate").chain(of("endDate")).filter_map(|text| text.parse().ok()).collect()
}

/// Values by property, each once, in their order.
#[derive(Default)]
struct Values(BTreeMap<String, Vec<Value>>);

impl Values {
    fn put(&mut self, property: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let values = self.0.entry(property.to_owned()).or_default();
        if !values.iter().any(|known| known.text() == Some(value)) {
            values.push(Value::Text(value.to_owned()));
        }
    }
}

fn properties(party: &Party<'_>, row: &Row, known: &Known<'_>) -> BTreeMap<String, Vec<Value>> {
    let mut values = Values::default();
    values.put("name", party.name());
    for name in party.names() {
        values.put(
            match name.kind() {
                NameKind::Primary | NameKind::Native => "name",
                NameKind::Short | NameKind::Alias | NameKind::Transliteration => "alias",
                NameKind::Former => "previousName",
                NameKind::Weak => "weakAlias",
            },
            name.text(),
        );
    }
    row.countries.iter().for_each(|country| values.put("country", country));
    party.addresses().for_each(|address| values.put("address", address));
    party.identifiers().for_each(|number| identifier(row.schema, number, &mut values));
    let born = if row.schema == "Person" { "birthDate" } else { "incorporationDate" };
    party.born().for_each(|date| values.put(born, &date.to_string()));
    row.topics.iter().for_each(|topic| values.put("topics", topic));
    values.put("notes", party.note());
    if matches!(party.kind(), PartyKind::Brand | PartyKind::Storefront) {
        values.put("classification", party.kind().word());
    }
    for place in party.designations() {
        place.list().into_iter().for_each(|list| values.put("sourceUrl", list.url()));
    }
    party.sources().iter().for_each(|source| values.put("sourceUrl", &source.url));
    for parent in known.table.links.parents(party_no(party, known)) {
        known.table.row(*parent).into_iter().for_each(|row| values.put("parent", &row.id));
    }
    values.0
}

fn party_no(party: &Party<'_>, known: &Known<'_>) -> PartyNo {
    known.register.party_by_id(party.id()).unwrap_or(PartyNo(u32::MAX))
}

/// Words of a scheme, and the property that holds such numbers; the first that fits.
const NUMBERS: &[(&str, &str)] = &[
    ("lei", "leiCode"),
    ("inn", "innCode"),
    ("ogrn", "ogrnCode"),
    ("swift", "swiftBic"),
    ("imo", "imoNumber"),
    ("uscc", "uscCode"),
    ("unified social credit", "uscCode"),
    ("d-u-n-s", "dunsCode"),
    ("duns", "dunsCode"),
    ("isin", "isinCode"),
    ("wikidata", "wikidataId"),
    ("website", "website"),
    ("email", "email"),
    ("phone", "phone"),
    ("v.a.t", "vatCode"),
    ("vat", "vatCode"),
    ("tax", "taxNumber"),
    ("passport", "passportNumber"),
    ("registration", "registrationNumber"),
    ("company number", "registrationNumber"),
    ("license", "licenseNumber"),
];

/// A number under the property that the model has for it.
fn identifier(schema: &str, number: &str, values: &mut Values) {
    // Ids of entries, told as referents.
    if number.starts_with(REFERENT) || number.starts_with("ofac:") {
        return;
    }
    let (scheme, value) = number.split_once(':').unwrap_or(("", number));
    let scheme = scheme.to_lowercase();
    let says = |word: &str| match word.len() {
        // Short words stand inside others: `inn` in `Beginning`.
        0..=4 => scheme.split(|c: char| !c.is_alphanumeric()).any(|part| part == word),
        _ => scheme.contains(word),
    };
    let has = |property: &&str| {
        MODEL.schema(schema).is_some_and(|schema| schema.properties.contains_key(*property))
    };
    let found = NUMBERS.iter().find(|(word, _)| says(word)).map(|(_, property)| *property).filter(has);
    let otherwise = if schema == "Person" { "idNumber" } else { "registrationNumber" };
    values.put(found.unwrap_or(otherwise), value.trim());
}
