//! The same company across lists and facts: records become parties.
//!
//! Two records are one by a person's word (`[[identity]]` in facts), by an identifier, by a name that facts know, or by a
//! name together with the country. What only looks alike is listed for review and never merged. Every merge says why. The
//! order of records, editions and sources changes nothing: what speaks for a merge is sorted before it is followed.

mod features;
mod ledger;
mod likeness;
mod union;

use std::collections::BTreeMap;

use nameplate::date::Date;
use nameplate::register::{IdentityIn, RegisterInput};
use serde::{Deserialize, Serialize};

pub use ledger::{Known, Ledger};

use crate::record::{EntryKind, Record};
use features::Features;
use ledger::Group;
use union::Union;

/// A record with its place in the world.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Id of its source.
    pub source: &'a str,
    /// Day of the edition it stands in.
    pub day: Date,
    /// The record.
    pub record: &'a Record,
}

impl Member<'_> {
    /// Source, colon, entry.
    pub fn id(&self) -> String {
        format!("{}:{}", self.source, self.record.entry)
    }
}

/// Two that were merged, or that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pair {
    /// A record or a party of facts.
    pub one: String,
    /// Its name.
    pub one_name: String,
    /// Another.
    pub other: String,
    /// Its name.
    pub other_name: String,
    /// What speaks for it, and against.
    pub why: String,
}

/// A party: its id, and the numbers of its members in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Id.
    pub id: String,
    /// Whether facts know it.
    pub in_facts: bool,
    /// Members, by record id.
    pub members: Vec<usize>,
}

/// What came out of merging.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Parties with at least one record, by id.
    pub parties: Vec<Party>,
    /// Pairs that were merged, and why.
    pub merges: Vec<Pair>,
    /// Pairs that a person should look at.
    pub review: Vec<Pair>,
    /// The ledger afterwards.
    pub ledger: Ledger,
}

/// A reason to take two for one. Sorted: the surest kinds first, then by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    strength: Strength,
    one: usize,
    other: usize,
    why: String,
}

/// How sure a reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// A person's word.
    Decided,
    /// An identifier.
    Identifier,
    /// The primary name is a name that facts know.
    FactsName,
    /// Another name is.
    FactsAlias,
    /// Names and country.
    Name,
    /// Not enough: for a person.
    Review,
}

/// Merges records with each other and with the parties of facts. Vessels, aircraft, classes of product and blocks of numbers
/// are no parties and stay out.
pub fn merge(members: &[Member<'_>], facts: &RegisterInput, ledger: &Ledger) -> Merged {
    let mut order: Vec<(String, usize)> = members
        .iter()
        .enumerate()
        .filter(|(_, m)| is_party(m.record.kind))
        .map(|(n, m)| (m.id(), n))
        .collect();
    order.sort();
    let nodes = Nodes::new(&order, members, facts);
    let mut edges = likeness::edges(&nodes);
    edges.extend(decided(&nodes, &facts.identity));
    edges.sort();
    edges.dedup();
    let apart: Vec<(usize, usize)> =
        facts.identity.iter().filter(|i| !i.same).filter_map(|i| nodes.both(i)).collect();
    let mut union = Union::new(nodes.len(), nodes.facts.len(), apart);
    let mut merged = Merged { ledger: ledger.clone(), ..Merged::default() };
    for edge in edges {
        if edge.strength == Strength::Review {
            if !union.is_one(edge.one, edge.other) && !union.is_apart(edge.one, edge.other) {
                merged.review.push(nodes.pair(&edge, edge.why.clone()));
            }
            continue;
        }
        match union.join(edge.one, edge.other) {
            Ok(true) => merged.merges.push(nodes.pair(&edge, edge.why.clone())),
            Ok(false) => {}
            Err(why) => merged.review.push(nodes.pair(&edge, format!("{}, but {why}", edge.why))),
        }
    }
    merged.review = once(merged.review);
    name_parties(&nodes, &mut union, &mut merged);
    merged
}

/// Each pair once, with all that was found of it.
fn once(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort();
    pairs.dedup();
    let mut all: Vec<Pair> = Vec::new();
    for pair in pairs {
        match all.last_mut().filter(|known| known.one == pair.one && known.other == pair.other) {
            Some(known) => known.why = format!("{}; {}", known.why, pair.why),
            None => all.push(pair),
        }
    }
    all
}

fn is_party(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Company | EntryKind::Organisation | EntryKind::Person | EntryKind::StateBody)
}

/// Parties of facts first, then records, by id: the nodes of what is merged.
struct Nodes<'a> {
    facts: Vec<&'a nameplate::register::PartyIn>,
    records: Vec<(String, usize, &'a Record)>,
    members: &'a [Member<'a>],
    features: Vec<Features>,
}

impl<'a> Nodes<'a> {
    fn new(order: &[(String, usize)], members: &'a [Member<'a>], facts: &'a RegisterInput) -> Self {
        let mut parties: Vec<_> = facts.party.iter().filter(|party| !party.needs_source).collect();
        parties.sort_by(|a, b| a.id.cmp(&b.id));
        let record = |n: &usize| members.get(*n).map(|member| member.record);
        let records =
            order.iter().filter_map(|(id, n)| Some((id.clone(), *n, record(n)?))).collect::<Vec<_>>();
        let features = records.iter().map(|(_, _, record)| Features::of(record)).collect();
        Nodes { facts: parties, records, members, features }
    }

    fn len(&self) -> usize {
        self.facts.len() + self.records.len()
    }

    fn at(&self, id: &str) -> Option<usize> {
        let fact = self.facts.binary_search_by(|party| party.id.as_str().cmp(id)).ok();
        let record = || self.records.binary_search_by(|(known, ..)| known.as_str().cmp(id)).ok();
        fact.or_else(|| record().map(|at| at + self.facts.len()))
    }

    fn both(&self, identity: &IdentityIn) -> Option<(usize, usize)> {
        Some((self.at(&identity.one)?, self.at(&identity.other)?))
    }

    fn id_and_name(&self, node: usize) -> (String, String) {
        if let Some(party) = self.facts.get(node) {
            return (party.id.clone(), party.name.clone());
        }
        let record = self.records.get(node - self.facts.len());
        record.map(|(id, _, record)| (id.clone(), record.primary().to_owned())).unwrap_or_default()
    }

    fn pair(&self, edge: &Edge, why: String) -> Pair {
        let ((one, one_name), (other, other_name)) =
            (self.id_and_name(edge.one), self.id_and_name(edge.other));
        Pair { one, one_name, other, other_name, why }
    }
}

fn decided(nodes: &Nodes<'_>, identities: &[IdentityIn]) -> Vec<Edge> {
    let same = identities.iter().filter(|identity| identity.same);
    let edges = same.filter_map(|identity| {
        let (one, other) = nodes.both(identity)?;
        Some(Edge { strength: Strength::Decided, one, other, why: identity.why.clone() })
    });
    edges.collect()
}

fn name_parties(nodes: &Nodes<'_>, union: &mut Union, merged: &mut Merged) {
    let mut groups: BTreeMap<usize, (Group, Vec<usize>)> = BTreeMap::new();
    for (at, (id, member, _)) in nodes.records.iter().enumerate() {
        let root = union.root(at + nodes.facts.len());
        let (group, members) = groups.entry(root).or_default();
        group.records.push(id.clone());
        group.facts =
            union.facts_of(root).and_then(|fact| nodes.facts.get(fact)).map(|party| party.id.clone());
        members.push(*member);
        if let Some(known) = nodes.members.get(*member) {
            merged.ledger.see(id, known.day);
        }
    }
    let (mut groups, mut members): (Vec<Group>, Vec<Vec<usize>>) = groups.into_values().unzip();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|a, b| groups.get(*a).map(|g| &g.records).cmp(&groups.get(*b).map(|g| &g.records)));
    groups = order.iter().filter_map(|n| groups.get(*n).cloned()).collect();
    members = order.iter().filter_map(|n| members.get(*n).cloned()).collect();
    let ids = merged.ledger.name(&groups);
    merged.parties = ids
        .into_iter()
        .zip(&groups)
        .zip(members)
        .map(|((id, group), members)| Party { id, in_facts: group.facts.is_some(), members })
        .collect();
    merged.parties.sort_by(|a, b| a.id.cmp(&b.id));
}

#[cfg(test)]
mod tests;
