//! What speaks for two being one: identifiers, names that facts know, names and countries. Everything is looked up by what
//! it shares; no record is compared with all others.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::register::NameKind;
use nameplate::text::name::{name_key, words};

use super::features::{Features, tells, without_place, written};
use super::{Edge, Nodes, Strength};
use nameplate::text::country::code as country;

/// Pairs of one name that are listed for review, at most.
const MOST_PAIRS: usize = 16;

/// All reasons to take two for one, and all that are too weak for it.
pub(super) fn edges(nodes: &Nodes<'_>) -> Vec<Edge> {
    let mut reasons = Reasons { nodes, edges: Vec::new() };
    reasons.identifiers();
    reasons.facts();
    reasons.names();
    reasons.places();
    reasons.edges
}

/// Records by something that they hold; each record once.
fn index<K: Ord>(nodes: &Nodes<'_>, keys: impl Fn(&Features) -> Vec<K>) -> BTreeMap<K, Vec<usize>> {
    let mut index: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, features) in nodes.features.iter().enumerate() {
        for key in keys(features) {
            index.entry(key).or_default().push(at);
        }
    }
    index
}

/// A name by which facts know a party.
struct FactsName {
    party: usize,
    country: &'static str,
    /// With its legal form.
    written: String,
}

/// A name of a record that parties of facts bear too.
struct SharedName<'a> {
    key: &'a str,
    /// What it is worth if nothing speaks against it.
    strength: Strength,
    /// As facts have it.
    names: &'a [FactsName],
    /// The parties that bear it.
    owners: BTreeSet<usize>,
}

impl SharedName<'_> {
    /// A name that one party of facts bears makes a record its own where the country is the same; where the list names none,
    /// a name of one word has to be the same with its legal form.
    fn judged(&self, party: usize, features: &Features) -> (Strength, String) {
        let SharedName { key, strength, .. } = *self;
        let owners = self.owners.len();
        let names = || self.names.iter().filter(|name| name.party == party);
        let home = names().next().map_or("", |name| name.country);
        let silent = features.countries.is_empty() || home.is_empty();
        let enough = tells(key) || names().any(|name| features.written.contains(&name.written));
        if owners > 1 {
            (Strength::Review, format!("`{key}` is a name of {owners} parties in facts"))
        } else if features.countries.contains(home) {
            (strength, format!("`{key}` is a name of that party in facts, and the country is the same"))
        } else if silent && enough {
            (strength, format!("`{key}` is a name of that party in facts"))
        } else if silent {
            (Strength::Review, format!("`{key}` is a name of that party in facts, but one word is little"))
        } else {
            (
                Strength::Review,
                format!("`{key}` is a name of that party in facts, but the country is another"),
            )
        }
    }
}

/// The reasons that were found to take two nodes for one.
struct Reasons<'a> {
    nodes: &'a Nodes<'a>,
    edges: Vec<Edge>,
}

impl Reasons<'_> {
    fn push(&mut self, strength: Strength, one: usize, other: usize, why: String) {
        let offset = self.nodes.facts.len();
        let (one, other) = (one.min(other) + offset, one.max(other) + offset);
        self.edges.push(Edge { strength, one, other, why });
    }

    fn identifiers(&mut self) {
        for ((kind, value), holders) in index(self.nodes, |f| f.identifiers.iter().cloned().collect()) {
            for pair in holders.windows(2) {
                let [one, other] = pair else { continue };
                self.push(Strength::Identifier, *one, *other, format!("one {kind} number, {value}"));
            }
        }
    }

    fn facts(&mut self) {
        let mut known: BTreeMap<String, Vec<FactsName>> = BTreeMap::new();
        for (party, facts) in self.nodes.facts.iter().enumerate() {
            let others = facts.names.iter().filter(|name| !name.common && name.kind != NameKind::Weak);
            let texts =
                others.map(|name| name.text.as_str()).chain((!facts.common).then_some(facts.name.as_str()));
            for text in texts {
                let names = known.entry(name_key(text)).or_default();
                if !names.iter().any(|name| name.party == party && name.written == written(text)) {
                    names.push(FactsName { party, country: country(&facts.country), written: written(text) });
                }
            }
        }
        for (at, features) in self.nodes.features.iter().enumerate().filter(|(_, f)| !f.person) {
            self.by_facts(&known, at, features);
        }
    }

    fn by_facts(&mut self, known: &BTreeMap<String, Vec<FactsName>>, at: usize, features: &Features) {
        let offset = self.nodes.facts.len();
        for (keys, strength) in
            [(&features.primary, Strength::FactsName), (&features.other, Strength::FactsAlias)]
        {
            for key in keys {
                let names: &[FactsName] = known.get(key).map(Vec::as_slice).unwrap_or_default();
                let owners: BTreeSet<usize> = names.iter().map(|name| name.party).collect();
                let shared = SharedName { key, strength, names, owners };
                for &party in &shared.owners {
                    let (strength, why) = shared.judged(party, features);
                    self.edges.push(Edge { strength, one: party, other: at + offset, why });
                }
            }
        }
    }

    /// Records that bear one name. Primary names make one of two in one country; an alias does so only across lists: what
    /// one authority entered twice is two to it.
    fn names(&mut self) {
        let primary = index(self.nodes, |f| telling(f, &f.primary));
        let other = index(self.nodes, |f| telling(f, &f.other));
        for (key, holders) in &primary {
            self.one_name(key, holders);
            self.aliases(key, holders, other.get(key).map(Vec::as_slice).unwrap_or_default());
        }
        for (key, holders) in &other {
            let pairs = holders.windows(2).take(MOST_PAIRS);
            for pair in pairs {
                let [one, other] = pair else { continue };
                self.review(*one, *other, format!("both have the alias `{key}`"));
            }
        }
    }

    fn one_name(&mut self, key: &str, holders: &[usize]) {
        let mut first: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut nowhere: Option<usize> = None;
        for &at in holders {
            let Some(features) = self.nodes.features.get(at) else { continue };
            for code in &features.countries {
                match first.get(code) {
                    Some(&known) => {
                        self.push(
                            Strength::Name,
                            known,
                            at,
                            format!("both are called `{key}`, and are in {code}"),
                        );
                    }
                    None => {
                        first.insert(code, at);
                    }
                }
            }
            if features.countries.is_empty() {
                if let Some(known) = nowhere {
                    let why = format!("both are called `{key}`");
                    if at_two_addresses(self.nodes, known, at) {
                        self.review(known, at, format!("{why}, at two addresses"));
                    } else {
                        self.push(Strength::Name, known, at, why);
                    }
                }
                nowhere.get_or_insert(at);
            }
        }
        let countries: Vec<usize> = first.values().copied().collect();
        for pair in countries.windows(2).take(MOST_PAIRS) {
            let [one, other] = pair else { continue };
            self.review(*one, *other, format!("both are called `{key}`"));
        }
        let (Some(silent), Some(&known)) = (nowhere, countries.first()) else { return };
        // A long name that is the same word for word is one company's, if only one country has it.
        let long = words(key).count() >= 3 || !key.is_ascii();
        if long && first.len() == 1 {
            self.push(
                Strength::Name,
                known,
                silent,
                format!("both are called `{key}`; one list names no country"),
            );
        } else {
            self.review(known, silent, format!("both are called `{key}`; one list names no country"));
        }
    }

    fn aliases(&mut self, key: &str, primary: &[usize], others: &[usize]) {
        let mut first: BTreeMap<&'static str, usize> = BTreeMap::new();
        for &at in primary {
            for code in self.nodes.features.get(at).into_iter().flat_map(|f| &f.countries) {
                first.entry(code).or_insert(at);
            }
        }
        for &at in others {
            let Some(features) = self.nodes.features.get(at) else { continue };
            let same =
                features.countries.iter().find_map(|code| first.get(code).map(|known| (*code, *known)));
            match same {
                Some((code, known)) if !on_one_list(self.nodes, known, at) => {
                    let why = format!(
                        "`{key}` is the name of one and an alias of the other, and both are in {code}"
                    );
                    self.push(Strength::Name, known, at, why);
                }
                Some((_, known)) => {
                    self.review(
                        known,
                        at,
                        format!("`{key}` is the name of one and an alias of the other, on one list"),
                    );
                }
                None => {
                    if let Some(&known) = primary.first() {
                        self.review(
                            known,
                            at,
                            format!("`{key}` is the name of one and an alias of the other"),
                        );
                    }
                }
            }
        }
    }

    /// Names that differ only in a word of place: one where the address says so too.
    fn places(&mut self) {
        let plain = |key: &String| {
            let without = without_place(key);
            if without.is_empty() { key.clone() } else { without }
        };
        let keys = |f: &Features| telling(f, &f.primary).iter().map(plain).collect();
        for (key, holders) in index(self.nodes, keys) {
            for pair in holders.windows(2).take(MOST_PAIRS) {
                let [one, other] = pair else { continue };
                let (Some(a), Some(b)) = (self.nodes.features.get(*one), self.nodes.features.get(*other))
                else {
                    continue;
                };
                if !a.primary.is_disjoint(&b.primary) {
                    continue;
                }
                if a.shares_country(b) && a.shares_address(b) {
                    let why = format!("both are `{key}` but for a word of place, at one address");
                    self.push(Strength::Name, *one, *other, why);
                } else if a.shares_country(b) {
                    self.review(*one, *other, format!("both are `{key}` but for a word of place"));
                }
            }
        }
    }

    /// Lists a pair for review, and says so where the countries speak against it.
    fn review(&mut self, one: usize, other: usize, why: String) {
        let elsewhere = match (self.nodes.features.get(one), self.nodes.features.get(other)) {
            (Some(a), Some(b)) => a.is_elsewhere(b),
            _ => false,
        };
        let why = if elsewhere { format!("{why}; the countries differ") } else { why };
        self.push(Strength::Review, one, other, why);
    }
}

/// Names by which one company may be told from another; none of a person.
fn telling(features: &Features, names: &BTreeSet<String>) -> Vec<String> {
    if features.person { Vec::new() } else { names.iter().filter(|key| tells(key)).cloned().collect() }
}

/// Whether both give an address, and not the same.
fn at_two_addresses(nodes: &Nodes<'_>, one: usize, other: usize) -> bool {
    match (nodes.features.get(one), nodes.features.get(other)) {
        (Some(a), Some(b)) => !a.address.is_empty() && !b.address.is_empty() && !a.shares_address(b),
        _ => false,
    }
}

fn on_one_list(nodes: &Nodes<'_>, one: usize, other: usize) -> bool {
    let list = |at: usize| nodes.records.get(at).map(|(_, _, record)| record.list.as_str());
    list(one) == list(other)
}
