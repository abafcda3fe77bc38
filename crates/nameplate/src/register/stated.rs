//! What a register states of a party or by a rule, as digests by kind: two registers are told apart by them, whatever the order and the
//! numbers in which they hold it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::canonical::{canonical, hex};
use super::open::Register;
use super::said::Source;
use super::view::{ClassNo, DesignationView, Party, PartyNo, Relation, Rule, Tell};
use crate::date::Interval;
use crate::word::words;

words! {
    /// What may be stated of a party.
    Stated {
        /// What and where it is.
        Party => "party",
        /// Its names.
        Names => "names",
        /// Owners, makers, brands: where a path may leave it.
        Relations => "relations",
        /// Places on lists.
        Designations => "designations",
        /// What is said of it.
        Claims => "claims",
        /// What it answers.
        Answers => "answers",
        /// Rumours.
        Leads => "leads",
        /// Model numbers, identifiers and other tell-tales that point to it.
        Telltales => "telltales",
        /// Where sources contradict each other.
        Contradictions => "contradictions",
    }
}

/// Hexadecimal digits of a digest: enough that two statements never share one.
const DIGITS: usize = 32;

fn digest(statements: Vec<Value>) -> Option<String> {
    let mut all: Vec<String> = statements.iter().map(canonical).collect();
    if all.is_empty() {
        return None;
    }
    all.sort_unstable();
    let mut digest = hex(&Sha256::digest(all.join("\n")));
    digest.truncate(DIGITS);
    Some(digest)
}

fn interval(held: Interval) -> Value {
    json!([held.from, held.to, held.first_confirmed, held.last_confirmed])
}

fn sources(all: &[Source]) -> Value {
    json!(all)
}

impl Party<'_> {
    /// A digest of what is stated of it, by kind; a kind of which nothing is stated is not there.
    pub fn stated(&self, register: &Register<'_>) -> BTreeMap<Stated, String> {
        let in_words = Words(register);
        let relations = register.party_by_id(self.id()).into_iter().flat_map(|no| register.relations_of(no));
        let all = [
            (Stated::Party, vec![in_words.party(self)]),
            (
                Stated::Names,
                self.names()
                    .map(|name| {
                        let flags = [name.is_common(), name.is_field_only(), name.is_unsourced()];
                        json!([name.text(), name.kind(), flags])
                    })
                    .collect(),
            ),
            (Stated::Relations, relations.map(|one| in_words.relation(&one)).collect()),
            (Stated::Designations, self.designations().map(|one| in_words.designation(&one)).collect()),
            (Stated::Claims, self.claims().map(|one| json!([one, sources(&one.sources)])).collect()),
            (Stated::Answers, self.responses().map(|one| json!([one, sources(&one.sources)])).collect()),
            (
                Stated::Leads,
                self.leads()
                    .map(|one| {
                        json!([one.to().map(|no| in_words.id(no)), one.sentence(), sources(&one.sources())])
                    })
                    .collect(),
            ),
            (Stated::Telltales, self.tells().map(|one| in_words.tell(&one)).collect()),
            (
                Stated::Contradictions,
                self.contradictions()
                    .map(|one| json!([one.topic(), one.resolution(), one.statements().collect::<Vec<_>>()]))
                    .collect(),
            ),
        ];
        all.into_iter().filter_map(|(kind, statements)| Some((kind, digest(statements)?))).collect()
    }
}

impl DesignationView<'_> {
    /// A digest of what it says.
    pub fn stated(&self, register: &Register<'_>) -> String {
        digest(vec![Words(register).designation(self)]).unwrap_or_default()
    }
}

impl Rule<'_> {
    /// A digest of what it says.
    pub fn stated(&self, register: &Register<'_>) -> String {
        digest(vec![Words(register).rule(self)]).unwrap_or_default()
    }
}

/// Statements with ids in the place of numbers, which are another register's own.
struct Words<'w>(&'w Register<'w>);

impl Words<'_> {
    fn id(&self, no: PartyNo) -> String {
        self.0.party(no).map(|party| party.id().to_owned()).unwrap_or_default()
    }

    fn class(&self, no: ClassNo) -> String {
        self.0.class(no).map(|class| class.id().to_owned()).unwrap_or_default()
    }

    fn classes(&self, all: impl Iterator<Item = ClassNo>) -> Vec<String> {
        all.map(|no| self.class(no)).collect()
    }

    fn party(&self, party: &Party<'_>) -> Value {
        json!({
            "name": party.name(), "native": party.native(), "kind": party.kind(), "bulk": party.is_bulk(),
            "country": party.country(), "countries": party.countries().collect::<Vec<_>>(), "note": party.note(),
            "makes": self.classes(party.makes()), "addresses": party.addresses().collect::<Vec<_>>(),
            "identifiers": party.identifiers().collect::<Vec<_>>(), "born": party.born().collect::<Vec<_>>(),
            "sources": sources(&party.sources()),
        })
    }

    fn relation(&self, one: &Relation<'_>) -> Value {
        json!({
            "from": self.id(one.from()), "to": self.id(one.to()), "leaves": self.id(one.leaves()),
            "kind": one.kind(), "extent": one.extent(), "status": one.status(), "direct": one.is_direct(),
            "share": one.share(), "carries": one.carries(), "held": interval(one.interval()), "models": one.models().collect::<Vec<_>>(),
            "lines": one.lines().collect::<Vec<_>>(), "classes": self.classes(one.classes()),
            "markets": one.markets().collect::<Vec<_>>(), "years": one.years(), "note": one.note(),
            "sources": sources(&one.sources()),
        })
    }

    fn designation(&self, one: &DesignationView<'_>) -> Value {
        json!({
            "list": one.list().map(|list| list.id()), "entry": one.entry(), "held": interval(one.interval()),
            "reason": one.reason(), "citation": one.citation(), "class": one.class().map(|no| self.class(no)),
            "foreign": one.foreign_only(), "purposes": one.purposes().collect::<Vec<_>>(),
            "sources": sources(&one.sources()),
        })
    }

    fn tell(&self, one: &Tell<'_>) -> Value {
        json!([
            one.kind(),
            one.strength(),
            one.literal(),
            one.rest(),
            one.class().map(|no| self.class(no)),
            sources(&one.sources()),
        ])
    }

    fn rule(&self, rule: &Rule<'_>) -> Value {
        let lists: Vec<&str> = self.0.lists().map(|list| list.id()).collect();
        let on: Vec<_> = rule.on().filter_map(|no| lists.get(no as usize)).collect();
        let parties: Vec<String> = rule.parties().map(|no| self.id(no)).collect();
        json!({
            "list": rule.list().map(|list| list.id()), "on": on, "jurisdiction": rule.jurisdiction(),
            "grounds": rule.grounds(), "share": rule.share(), "reader": rule.reader(), "act": rule.act(),
            "severity": rule.severity(), "state": rule.state(), "why": rule.why(), "held": interval(rule.interval()),
            "unverified_from": rule.unverified_from(), "parties": parties, "classes": self.classes(rule.classes()),
            "foreign": rule.foreign_only(), "produced_in": rule.produced_in().collect::<Vec<_>>(),
            "authorised": rule.authorised(), "purposes": rule.purposes().collect::<Vec<_>>(),
            "needs": rule.needs().collect::<Vec<_>>(), "exceptions": rule.exceptions().collect::<Vec<_>>(),
            "sentence": rule.sentence(), "citation": rule.citation(), "verified": rule.is_verified(),
        })
    }
}
