//! Ownership and other ties that sources state, and which parties they bring into the register.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::date::Date;
use nameplate::register::{Extent, RelationIn, ScopeIn, SourceIn, Status, Tier, canonical, hex};
use sha2::{Digest, Sha256};

use super::Work;
use crate::record::{Said, Tie};

/// Parties that stand on a list, that facts know, that a firm knows itself, and all that are tied to one of them.
pub(super) fn reached(work: &Work<'_>) -> BTreeSet<usize> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut kept = BTreeSet::new();
    for (at, party) in work.merged.parties.iter().enumerate() {
        let members = || party.members.iter().filter_map(|n| work.all.members.get(*n));
        if party.in_facts || members().any(|(m, _)| !m.record.list.is_empty() || m.source == "own") {
            kept.insert(at);
        }
        for (member, _) in members() {
            for other in member.record.ties.iter().filter_map(|tie| end(work, member.source, tie)) {
                beside.entry(at).or_default().push(other);
                beside.entry(other).or_default().push(at);
            }
        }
    }
    let mut next: Vec<usize> = kept.iter().copied().collect();
    while let Some(at) = next.pop() {
        for &other in beside.get(&at).into_iter().flatten() {
            if kept.insert(other) {
                next.push(other);
            }
        }
    }
    kept
}

/// The party at the other end of a tie.
fn end(work: &Work<'_>, source: &str, tie: &Tie) -> Option<usize> {
    let record = work.all.by_id.get(&format!("{source}:{}", tie.to))?;
    work.party_of.get(record).copied()
}

pub(super) fn add(work: &mut Work<'_>) {
    let mut cited: BTreeMap<String, SourceIn> = BTreeMap::new();
    let mut relations = Vec::new();
    for (at, party) in work.parties() {
        for (member, part) in party.members.iter().filter_map(|n| work.all.members.get(*n)) {
            for tie in &member.record.ties {
                let Some(other) = end(work, member.source, tie) else { continue };
                if let (Some(to), false) = (work.merged.parties.get(other), other == at) {
                    let source = cite(work, *part, tie, &mut cited);
                    relations.push(relation(&party.id, &to.id, tie, source));
                }
            }
        }
    }
    work.input.source.extend(cited.into_values());
    // What facts say of two parties was read by a person.
    let by_facts: BTreeSet<(&str, &str, &str)> =
        work.facts.relation.iter().map(|r| (r.from.as_str(), r.kind.word(), r.to.as_str())).collect();
    let mut once = BTreeSet::new();
    for relation in relations {
        let known = by_facts.contains(&(relation.from.as_str(), relation.kind.word(), relation.to.as_str()));
        if !known && once.insert(canonical(&relation)) {
            work.input.relation.push(relation);
        }
    }
}

/// The source of a tie: where it is said, if that is told, else the edition.
fn cite(work: &Work<'_>, part: usize, tie: &Tie, cited: &mut BTreeMap<String, SourceIn>) -> String {
    let Some(edition) = work.editions.get(part) else { return String::new() };
    if tie.said == Said::default() && tie.tier.is_empty() {
        return edition.id.clone();
    }
    let digest = hex(&Sha256::digest(canonical(&tie.said) + &tie.tier));
    let id = format!("{}#{}", edition.id, digest.get(..16).unwrap_or(&digest));
    let title = [&tie.said.title, &tie.said.url, &edition.title].into_iter().find(|title| !title.is_empty());
    cited.entry(id.clone()).or_insert_with(|| SourceIn {
        id: id.clone(),
        title: title.cloned().unwrap_or_default(),
        url: tie.said.url.clone(),
        date: if tie.said.date == Date::Unknown { edition.date } else { tie.said.date },
        tier: Tier::from_word(&tie.tier).unwrap_or(edition.tier),
        note: String::new(),
    });
    id
}

fn relation(from: &str, to: &str, tie: &Tie, source: String) -> RelationIn {
    RelationIn {
        from: from.to_owned(),
        kind: tie.kind,
        to: to.to_owned(),
        share: tie.share.map(|(least, most)| vec![least, most]).unwrap_or_default(),
        direct: tie.direct.unwrap_or(false),
        valid_from: tie.from,
        valid_to: tie.until,
        first_confirmed: Default::default(),
        last_confirmed: Default::default(),
        extent: Extent::All,
        status: Status::Fact,
        scope: ScopeIn::default(),
        sources: vec![source],
        needs_source: false,
        note: String::new(),
    }
}
