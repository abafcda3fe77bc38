//! Places on lists. Where facts describe one, they keep the word and the edition becomes one more source.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::date::Date;
use nameplate::register::DesignationIn;
use nameplate::text::name::{name_key, words};

use super::{Part, Work};
use crate::record::{EntryKind, Record};

/// Party, list.
type Place = (String, String);

pub(super) fn add(work: &mut Work<'_>, parts: &[Part<'_>]) {
    let mut facts: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (at, one) in
        work.input.designation.iter().enumerate().filter(|(_, d)| !d.needs_source && !d.party.is_empty())
    {
        facts.entry((one.party.clone(), one.list.clone())).or_default().push(at);
    }
    let (mut new, mut met): (BTreeMap<(Place, String), DesignationIn>, BTreeSet<Place>) = Default::default();
    for (_, party) in work.parties() {
        for &member in &party.members {
            let Some((known, part)) = work.all.members.get(member) else { continue };
            let (record, source) = (
                known.record,
                work.editions.get(*part).map(|edition| edition.id.clone()).unwrap_or_default(),
            );
            if record.list.is_empty() {
                continue;
            }
            let place = (party.id.clone(), record.list.clone());
            met.insert(place.clone());
            if let Some(known) = facts.get(&place).filter(|known| goes_on(work, known, record)) {
                confirm(work, known, record, &source);
                continue;
            }
            let made = made(&party.id, record, source, work.first_seen(member));
            let entry = name_key(record.primary());
            match new.get_mut(&(place.clone(), entry.clone())) {
                Some(known) => join(known, made),
                None => {
                    new.insert((place, entry), made);
                }
            }
        }
    }
    work.input.designation.extend(new.into_values());
    missing(work, parts, &facts, &met);
    classes(work, parts);
}

/// Whether facts speak of the same stay on the list: one that they say has ended is not the one that an edition shows to go on.
fn goes_on(work: &Work<'_>, known: &[usize], record: &Record) -> bool {
    let mut stays = known.iter().filter_map(|at| work.input.designation.get(*at));
    record.until != Date::Open || stays.any(|one| one.until == Date::Open)
}

/// An edition confirms what facts say; where the dates differ, a person should look.
fn confirm(work: &mut Work<'_>, known: &[usize], record: &Record, source: &str) {
    for at in known {
        let Some(one) = work.input.designation.get_mut(*at) else { continue };
        if !one.sources.iter().any(|id| id == source) {
            one.sources.push(source.to_owned());
            one.sources.sort();
        }
    }
    let dates: Vec<Date> =
        known.iter().filter_map(|at| work.input.designation.get(*at)).map(|one| one.since).collect();
    if record.since.first_day().is_some() && !dates.contains(&record.since) {
        let one = known.first().and_then(|at| work.input.designation.get(*at));
        if let Some(one) = one {
            let row = [one.party.clone(), one.list.clone(), one.since.to_string(), record.since.to_string()];
            if !work.review.dates.contains(&row) {
                work.review.dates.push(row);
            }
        }
    }
}

fn made(party: &str, record: &Record, source: String, first_seen: Date) -> DesignationIn {
    let dated = record.since.first_day().is_some();
    DesignationIn {
        party: party.to_owned(),
        class: String::new(),
        produced: String::new(),
        purposes: Vec::new(),
        list: record.list.clone(),
        entry: record.primary().to_owned(),
        since: record.since,
        first_seen: if dated { Date::Unknown } else { first_seen },
        until: record.until,
        reason: record.reason.clone(),
        citation: record.citation.clone(),
        sources: vec![source],
        needs_source: false,
        note: String::new(),
    }
}

/// One entry that two sources publish: every source is named, and what only one of them gives is taken from it.
fn join(known: &mut DesignationIn, mut other: DesignationIn) {
    known.sources.append(&mut other.sources);
    known.sources.sort();
    known.sources.dedup();
    let first = |date: Date| date.first_day();
    match (first(known.since), first(other.since)) {
        (None, Some(_)) => (known.since, known.first_seen) = (other.since, Date::Unknown),
        (Some(one), Some(two)) if two < one => known.since = other.since,
        (None, None) if earlier(other.first_seen, known.first_seen) => known.first_seen = other.first_seen,
        _ => {}
    }
    // Whoever goes on standing there stands there.
    if other.until == Date::Open || first(known.until) < first(other.until) && known.until != Date::Open {
        known.until = other.until;
    }
    if known.reason.is_empty() || (!other.reason.is_empty() && other.reason < known.reason) {
        known.reason = other.reason;
    }
    if known.citation.is_empty() || (!other.citation.is_empty() && other.citation < known.citation) {
        known.citation = other.citation;
    }
}

fn earlier(one: Date, other: Date) -> bool {
    one.first_day().is_some_and(|one| other.first_day().is_none_or(|other| one < other))
}

/// What facts say stands on a list, and no record of the edition in use does.
fn missing(
    work: &mut Work<'_>,
    parts: &[Part<'_>],
    facts: &BTreeMap<Place, Vec<usize>>,
    met: &BTreeSet<Place>,
) {
    let covered: BTreeSet<&str> =
        parts.iter().flat_map(|part| part.records.iter().map(|record| record.list.as_str())).collect();
    for ((party, list), at) in facts {
        let open =
            at.iter().filter_map(|at| work.input.designation.get(*at)).any(|one| one.until == Date::Open);
        if open && covered.contains(list.as_str()) && !met.contains(&(party.clone(), list.clone())) {
            work.review.not_on_edition.push([party.clone(), list.clone()]);
        }
    }
}

/// Entries that are kinds of products: facts say which class is meant, or a person has to.
fn classes(work: &mut Work<'_>, parts: &[Part<'_>]) {
    for part in parts {
        let source = part.edition.source_id();
        for record in part.records.iter().filter(|record| record.kind == EntryKind::ProductClass) {
            let mut mapped = false;
            for one in
                work.input.designation.iter_mut().filter(|d| !d.class.is_empty() && d.list == record.list)
            {
                if is_of_class(record, &one.class, &one.entry) {
                    mapped = true;
                    one.sources.push(source.clone());
                    one.sources.sort();
                    one.sources.dedup();
                }
            }
            if !mapped {
                work.review.classes.push([record.list.clone(), record.primary().to_owned()]);
            }
        }
    }
    work.review.classes.sort();
    work.review.classes.dedup();
}

/// Whether an entry is the one that facts describe: most words of the shorter text stand in the other.
fn is_of_class(record: &Record, class: &str, entry: &str) -> bool {
    let bag = |text: &str| -> BTreeSet<String> {
        let key = name_key(text);
        words(&key).filter(|word| word.len() > 3).map(|word| word.trim_end_matches('s').to_owned()).collect()
    };
    let (one, other) = (bag(record.primary()), bag(entry));
    let common = one.intersection(&other).count();
    let shorter = one.len().min(other.len());
    shorter > 0
        && common * 3 >= shorter * 2
        && (one.contains(class) || record.entry.contains(class) || common >= 3)
}
