//! Blocks of numbers that a registry gave to a firm (MAC prefixes, FCC grantee codes): tell-tales of parties that the
//! register holds anyway. A registration never makes a party.

use std::collections::BTreeMap;

use nameplate::register::{PartyIn, Strength, TellIn, TellKind};
use nameplate::text::name::{name_key, words};

use super::{Part, Work};
use crate::record::{EntryKind, Record};
use nameplate::text::country::code as country;

/// A party by its name: the country, and its id unless several bear the name.
type Bearers = BTreeMap<String, Vec<(String, String)>>;

pub(super) fn add(work: &mut Work<'_>, parts: &[Part<'_>]) {
    if !parts.iter().any(|part| part.records.iter().any(|record| record.kind == EntryKind::Registration)) {
        return;
    }
    let bearers = bearers(&work.input.party);
    let mut tells: BTreeMap<(String, &'static str, String), Vec<String>> = BTreeMap::new();
    for part in parts {
        for record in part.records.iter().filter(|record| record.kind == EntryKind::Registration) {
            let Some((kind, value)) = block(record) else { continue };
            if let Some(party) = bearer(record, &bearers) {
                tells.entry((party, kind.word(), part.edition.source_id())).or_default().push(value);
            }
        }
    }
    for ((party, kind, source), values) in tells {
        let Some(kind) = TellKind::from_word(kind) else { continue };
        let known: Vec<&String> = work
            .facts
            .signal
            .iter()
            .filter(|t| t.kind == kind && !t.needs_source)
            .flat_map(|t| &t.values)
            .collect();
        let values: Vec<String> = values.into_iter().filter(|value| !known.contains(&value)).collect();
        if !values.is_empty() {
            work.input.signal.push(tell(kind, party, values, source));
        }
    }
}

fn bearers(parties: &[PartyIn]) -> Bearers {
    let mut bearers = Bearers::new();
    for party in parties.iter().filter(|party| !party.needs_source && !party.common) {
        let names = party
            .names
            .iter()
            .filter(|name| !name.common && !name.needs_source)
            .map(|name| name.text.as_str());
        for key in names.chain([party.name.as_str()]).map(name_key) {
            let entry = bearers.entry(key).or_default();
            let bearer = (party.country.clone(), party.id.clone());
            if !entry.contains(&bearer) {
                entry.push(bearer);
            }
        }
    }
    bearers
}

/// The one party that bears the name of a registration, in its country where both are known. A name of one word is too
/// little for an identifier, which decides by itself.
fn bearer(record: &Record, bearers: &Bearers) -> Option<String> {
    let key = name_key(record.primary());
    if words(&key).count() < 2 && key.is_ascii() {
        return None;
    }
    let address = record.addresses.first();
    let place = address.map_or("", |address| country(&address.country));
    match bearers.get(&key)?.as_slice() {
        [(home, id)] if home.is_empty() || place.is_empty() || home == place => Some(id.clone()),
        _ => None,
    }
}

fn block(record: &Record) -> Option<(TellKind, String)> {
    let id = record.identifiers.first()?;
    let kind = match id.scheme.as_str() {
        "MA-L" | "MA-M" | "MA-S" => TellKind::Mac,
        "FCC grantee code" => TellKind::FccGrantee,
        _ => return None,
    };
    Some((kind, id.value.clone()))
}

fn tell(kind: TellKind, party: String, values: Vec<String>, source: String) -> TellIn {
    TellIn {
        kind,
        party,
        prefixes: Vec::new(),
        rest: String::new(),
        values,
        strength: Strength::Strong,
        class: String::new(),
        sources: vec![source],
        needs_source: false,
        note: String::new(),
    }
}
