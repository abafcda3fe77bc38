//! Parties out of records, and names that lists add to parties of facts.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::date::Date;
use nameplate::register::{NameIn, NameKind, PartyIn, PartyKind, Place};
use nameplate::text::name::{name_key, words};

use super::{Work, born};
use crate::merge::Party;
use crate::record::{EntryKind, Record};
use nameplate::text::country::code as country;

pub(super) fn add(work: &mut Work<'_>) {
    let owners = owners(work);
    let mut named: BTreeMap<String, (Vec<NameIn>, Known)> = BTreeMap::new();
    for (_, party) in work.parties() {
        let records = work.records(party);
        if party.in_facts {
            let names = names(&records, |name, record| {
                match owners.get(&name_key(name)).filter(|owner| **owner != party.id) {
                    None => true,
                    Some(owner) => {
                        let entry = format!("{} ({})", record.primary(), record.list);
                        work.review.names.push([entry, name.to_owned(), owner.clone()]);
                        false
                    }
                }
            });
            named.insert(party.id.clone(), (names, Known::of(party, &records, work)));
        } else {
            let known = Known::of(party, &records, work);
            let built = built(party, &records, &owners, &mut work.review.names);
            work.input.party.extend(built.map(|party| known.put_into(party)));
        }
    }
    for party in &mut work.input.party {
        let known: BTreeSet<String> =
            party.names.iter().map(|name| name_key(&name.text)).chain([name_key(&party.name)]).collect();
        let Some((new, beside)) = named.remove(&party.id) else { continue };
        *party = beside.put_into(party.clone());
        party.names.extend(new.into_iter().filter(|name| !known.contains(&name_key(&name.text))));
    }
    work.review.names.sort();
    work.review.names.dedup();
}

/// What lists know of a party beside its names: what a match of names is held against.
#[derive(Default)]
struct Known {
    entries: BTreeSet<String>,
    countries: BTreeSet<&'static str>,
    addresses: BTreeSet<String>,
    identifiers: BTreeSet<String>,
    born: BTreeMap<u32, Date>,
}

impl Known {
    fn of(party: &Party, records: &[(&Record, String)], work: &Work<'_>) -> Known {
        let mut known = Known { entries: work.record_ids(party), ..Known::default() };
        for (record, _) in records {
            let written = record.addresses.iter().map(|address| address.country.as_str());
            let codes = written
                .chain(record.countries.iter().map(String::as_str))
                .chain(born::nationalities(record))
                .map(country);
            known.countries.extend(codes.filter(|code| !code.is_empty()));
            let texts = record.addresses.iter().map(|address| address.text.clone());
            known.addresses.extend(texts.filter(|text| !text.is_empty()));
            known
                .identifiers
                .extend(record.identifiers.iter().map(|id| format!("{}:{}", id.scheme, id.value)));
            known.born.extend(born::dates(record).into_iter().map(|date| (date.to_bits(), date)));
        }
        known
    }

    fn put_into(self, mut party: PartyIn) -> PartyIn {
        party.entries.extend(self.entries);
        party.countries.extend(self.countries.into_iter().map(str::to_owned));
        party.addresses.extend(self.addresses);
        party.identifiers.extend(self.identifiers);
        party.born.extend(self.born.into_values());
        party
    }
}

/// Which party of facts owns a name.
fn owners(work: &Work<'_>) -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for party in work.facts.party.iter().filter(|party| !party.needs_source) {
        let others =
            party.names.iter().filter(|name| name.kind != NameKind::Weak).map(|name| name.text.as_str());
        for text in others.chain([party.name.as_str()]) {
            owners.entry(name_key(text)).or_insert_with(|| party.id.clone());
        }
    }
    owners
}

fn built(
    party: &Party,
    records: &[(&Record, String)],
    owners: &BTreeMap<String, String>,
    review: &mut Vec<[String; 3]>,
) -> Option<PartyIn> {
    let (first, _) = records.iter().find(|(record, _)| !record.list.is_empty()).or(records.first())?;
    let kind = match first.kind {
        EntryKind::Company => PartyKind::Company,
        EntryKind::Person => PartyKind::Person,
        EntryKind::StateBody => PartyKind::StateBody,
        _ => PartyKind::Organisation,
    };
    let mut names = names(records, |name, record| match owners.get(&name_key(name)) {
        // The very name of the entry stays, whoever else bears it.
        Some(owner) if name != record.primary() => {
            review.push([format!("{} ({})", record.primary(), record.list), name.to_owned(), owner.clone()]);
            false
        }
        _ => true,
    });
    let person = kind == PartyKind::Person;
    names.retain(|name| name.text != first.primary());
    names.iter_mut().for_each(|name| name.common |= person);
    let codes = records.iter().flat_map(|(record, _)| {
        let addresses = record.addresses.iter().map(|address| address.country.as_str());
        addresses.chain(record.countries.iter().map(String::as_str)).map(country)
    });
    let mut sources: Vec<String> = records.iter().map(|(_, source)| source.clone()).collect();
    sources.sort();
    sources.dedup();
    let mut built = PartyIn::named(&party.id, first.primary());
    built.kind = kind;
    built.country = codes.into_iter().find(|code| !code.is_empty()).unwrap_or_default().to_owned();
    built.names = names;
    built.common = person || is_common(first.primary(), NameKind::Primary);
    built.bulk = true;
    built.sources = sources;
    Some(built)
}

/// The names of records, each once by its text, with all who say it.
fn names(records: &[(&Record, String)], mut keep: impl FnMut(&str, &Record) -> bool) -> Vec<NameIn> {
    let mut names: BTreeMap<String, NameIn> = BTreeMap::new();
    for (record, source) in records {
        for name in &record.names {
            if !keep(&name.text, record) {
                continue;
            }
            let kind = if name.kind == NameKind::Primary { NameKind::Alias } else { name.kind };
            let known = names.entry(name.text.clone()).or_insert_with(|| NameIn {
                text: name.text.clone(),
                kind,
                common: is_common(&name.text, name.kind),
                place: Place::Field,
                sources: Vec::new(),
                needs_source: false,
                note: String::new(),
            });
            if !known.sources.contains(source) {
                known.sources.push(source.clone());
            }
        }
    }
    names.into_values().collect()
}

/// Lists hold tens of thousands of names, and one that is a single word is somebody else's brand as well. An alias of two
/// words is not much surer.
fn is_common(text: &str, kind: NameKind) -> bool {
    let key = name_key(text);
    let least = if kind == NameKind::Primary { 2 } else { 3 };
    let long_form = words(nameplate::text::fold::Folded::new(text).as_str()).count() > words(&key).count();
    key.is_ascii() && words(&key).count() < least && !(long_form && words(&key).count() == 2)
}
