//! Which answers a newer register, or a later day, may change. Two screeners are held beside each other: parties of which something else
//! is stated, or whose dates lie between the two days; whoever is tied to one of them, or could be taken for one; and new names. A
//! listing whose answer rests on none of these ([`Rests`]) has the same answer from both.
//!
//! What a listing may be read by (names of reviewed parties, tell-tales, kinds of products, the policy) changes everything: then that is
//! said, and all is judged anew.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::{Date, Day, Holds, Interval};
use crate::lookup::{Finder, group_names};
use crate::names::{Kind, Name, Prepared};
use crate::reading::NEARLY;
use crate::register::{
    DesignationView, NameIn, NameKind, PartyIn, PartyKind, PartyNo, Place, Register, RegisterInput, Relation,
    Rule, build, canonical,
};
use crate::screen::{Rests, Screener};

/// What a newer register, or a later day, may answer otherwise.
#[derive(Debug, Default)]
pub struct Changed {
    /// Why everything has to be judged anew; none: only what rests on something below.
    pub everything: Option<String>,
    /// Parties whose listings are judged anew, by id, each with the cause.
    parties: BTreeMap<String, String>,
    /// Names that are new, in their normal form, each with the cause.
    names: BTreeMap<String, String>,
    /// The new names as a register of their own, by which what is nearly one of them is found.
    near: Vec<u8>,
    /// Whether any name came, went or changed: then what a bound cut off may be another part.
    any_name: bool,
    /// Whether the day asked for is another one.
    day: bool,
}

/// Why a listing is judged anew.
pub type Cause = String;

impl Changed {
    /// What changed from one screener to another.
    pub fn between(old: &Screener<'_>, new: &Screener<'_>) -> Changed {
        if let Some(why) = everything(old, new) {
            return Changed { everything: Some(why), ..Changed::default() };
        }
        let mut beside = Beside { old, new, causes: BTreeMap::new(), everything: None };
        beside.stated();
        beside.laws();
        if old.as_of() != new.as_of() {
            beside.days();
        }
        let Beside { causes, everything, .. } = beside;
        let (names, any_name) = new_names(old.register(), new.register(), &causes);
        let near = named_alone(&names);
        Changed {
            everything,
            parties: spread(old, new, causes),
            names: names.into_iter().map(|one| (one.key, one.cause)).collect(),
            near,
            any_name,
            day: old.as_of() != new.as_of(),
        }
    }

    /// Everything, for a reason that registers do not tell.
    pub fn everything(why: impl Into<String>) -> Changed {
        Changed { everything: Some(why.into()), ..Changed::default() }
    }

    /// Whether nothing changed that any answer rests on.
    pub fn is_nothing(&self) -> bool {
        self.everything.is_none() && self.parties.is_empty() && self.names.is_empty() && !self.day
    }

    /// Parties whose listings are judged anew.
    pub fn parties(&self) -> impl Iterator<Item = (&str, &Cause)> {
        self.parties.iter().map(|(id, cause)| (id.as_str(), cause))
    }

    /// Names, in their normal form, under which somebody is meant who was not before.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Cause)> {
        self.names.iter().map(|(key, cause)| (key.as_str(), cause))
    }

    /// Whether listings that are judged for a day of their own may be judged otherwise.
    pub fn days(&self) -> bool {
        self.day
    }

    /// What tells of values whether they are nearly one of the new names; none where there is no new name.
    pub fn near(&self) -> Option<Near<'_>> {
        let register = Register::open(&self.near).ok().filter(|register| register.party_count() > 0)?;
        Some(Near { register, finder: Finder::new(&register) })
    }

    /// Whether listings whose look-up of names met a bound may be judged otherwise.
    pub fn any_name(&self) -> bool {
        self.any_name
    }

    /// The same of one listing's answer: why it is judged anew.
    pub fn touches(&self, rests: &Rests) -> Option<Cause> {
        if let Some(why) = &self.everything {
            return Some(why.clone());
        }
        let party = rests.parties.iter().find_map(|id| self.parties.get(id));
        let name = || rests.names.iter().find_map(|key| self.names.get(key));
        if let Some(cause) = party.or_else(name) {
            return Some(cause.clone());
        }
        if rests.dated && self.day {
            return Some("it is judged for a day of its own".to_owned());
        }
        if rests.cut && self.any_name {
            return Some("names changed beside which a bound was met".to_owned());
        }
        let near = self.near()?;
        let is_near = rests.values.iter().any(|value| near.may_mean(value));
        is_near.then(|| "a new name is nearly one of its own".to_owned())
    }
}

/// The new names, to be held beside values.
pub struct Near<'n> {
    register: Register<'n>,
    finder: Finder<'n>,
}

impl Near<'_> {
    /// Whether a value may mean somebody by one of the new names.
    pub fn may_mean(&self, value: &str) -> bool {
        let name = Name::new(value);
        let (kind, query) = (Kind::Organisation, Prepared::organisation(&name));
        let finds = Finder::may_reach(&query, kind, NEARLY)
            && !self.finder.find(&query, Some(kind), NEARLY).hits.is_empty();
        finds || !group_names(&self.register, &name).is_empty()
    }
}

/// What may not change, or everything has to be judged anew.
fn everything(old: &Screener<'_>, new: &Screener<'_>) -> Option<String> {
    let differs = |what: &str| Some(format!("{what} changed"));
    if old.policy().hash() != new.policy().hash() {
        return differs("the policy");
    }
    if old.messages_id() != new.messages_id() {
        return differs("the words of warnings");
    }
    if read_by(old.register()) != read_by(new.register()) {
        return differs(
            "what listings are read by (names of reviewed parties, tell-tales, kinds of products)",
        );
    }
    // The EU's test of ownership is another one since a day in 2024 (`connection::ownership`).
    let change = crate::connection::ownership::eu_test_changed();
    if (old.as_of() < change) != (new.as_of() < change) {
        return differs("how the EU tests ownership");
    }
    None
}

/// All by which a listing is read, in one text.
fn read_by(register: &Register<'_>) -> BTreeSet<String> {
    let id = |no: PartyNo| register.party(no).map(|party| party.id().to_owned()).unwrap_or_default();
    let class = |no| register.class(no).map(|class| class.id().to_owned()).unwrap_or_default();
    let reviewed = register.names().filter(|name| register.party(name.party()).is_some_and(|p| !p.is_bulk()));
    let names = reviewed.map(|name| {
        let flags = (name.is_common(), name.is_field_only());
        canonical(&("name", id(name.party()), name.text(), name.kind(), flags))
    });
    let tells = register.tells().map(|tell| {
        let (kind, strength, of) = (tell.kind(), tell.strength(), tell.class().map(class));
        canonical(&("tell", id(tell.party()), kind, strength, tell.literal(), tell.rest(), of))
    });
    let classes = register.classes().map(|(_, one)| {
        let words = (one.nouns().collect::<Vec<_>>(), one.not_after().collect::<Vec<_>>());
        let beside = one.not_before().collect::<Vec<_>>();
        let on = one.designations().map(|place| place.stated(register)).collect::<Vec<_>>();
        let is = (one.name(), one.parent().map(class), one.is_accessory());
        canonical(&("class", one.id(), is, words, beside, on))
    });
    names.chain(tells).chain(classes).collect()
}

/// Two screeners, and whom a change concerns at first hand.
struct Beside<'b, 'r> {
    old: &'b Screener<'r>,
    new: &'b Screener<'r>,
    causes: BTreeMap<String, String>,
    everything: Option<String>,
}

impl Beside<'_, '_> {
    fn note(&mut self, id: &str, cause: impl FnOnce() -> String) {
        if !self.causes.contains_key(id) {
            self.causes.insert(id.to_owned(), cause());
        }
    }

    /// Parties of which something else is stated.
    fn stated(&mut self) {
        let (old, new) = (self.old.register(), self.new.register());
        for (_, party) in new.parties() {
            let before = old.party_by_id(party.id()).and_then(|no| old.party(no));
            let Some(before) = before else {
                self.note(party.id(), || format!("{} is new", party.name()));
                continue;
            };
            let (was, is) = (before.stated(old), party.stated(new));
            if was == is {
                continue;
            }
            let kinds = was.keys().chain(is.keys()).filter(|kind| was.get(*kind) != is.get(*kind));
            let kinds: BTreeSet<&str> = kinds.map(|kind| kind.word()).collect();
            let kinds: Vec<&str> = kinds.into_iter().collect();
            self.note(party.id(), || format!("{}: {} changed", party.name(), kinds.join(", ")));
            // A relation ends somewhere else as well.
            self.ends_of(party.id(), party.name());
        }
        for (_, party) in old.parties().filter(|(_, party)| new.party_by_id(party.id()).is_none()) {
            self.note(party.id(), || format!("{} is gone", party.name()));
            self.ends_of(party.id(), party.name());
        }
    }

    /// Whom a party was tied to, or is.
    fn ends_of(&mut self, id: &str, name: &str) {
        let mut ends = BTreeSet::new();
        for register in [self.old.register(), self.new.register()] {
            let Some(no) = register.party_by_id(id) else { continue };
            let reached = register.relations_of(no).filter_map(|one| register.party(one.reaches()));
            ends.extend(reached.map(|party| party.id().to_owned()));
        }
        ends.iter().for_each(|end| self.note(end, || format!("{name}: relations changed")));
    }

    /// Lists and rules that are told otherwise, and rules that begin or end between the two days: they concern whoever is on the list.
    fn laws(&mut self) {
        let lists = |register: &Register<'_>| -> BTreeMap<String, String> {
            let told = register.lists().map(|list| {
                let where_it_holds = (list.authority(), list.jurisdiction(), list.citation(), list.url());
                (list.id().to_owned(), canonical(&(list.name(), list.kind(), where_it_holds)))
            });
            told.collect()
        };
        let (old, new) = (self.old.register(), self.new.register());
        let (was, is) = (lists(old), lists(new));
        let ids: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for id in ids.into_iter().filter(|id| was.get(*id) != is.get(*id)) {
            self.list(id, &format!("the list {id} is told otherwise"));
        }
        let (was, is) = (rules(old, self.old.as_of()), rules(new, self.new.as_of()));
        let codes: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for code in codes.into_iter().filter(|code| was.get(*code) != is.get(*code)) {
            let words = |of: Option<&OfRule>| -> Vec<String> {
                of.into_iter().flat_map(|of| &of.says).map(|(words, ..)| words.clone()).collect()
            };
            let (from, to) = (self.old.as_of(), self.new.as_of());
            let cause = match words(was.get(code)) == words(is.get(code)) {
                true => format!("the rule {code} begins or ends between {from} and {to}"),
                false => format!("the rule {code} changed"),
            };
            for of in [was.get(code), is.get(code)].into_iter().flatten() {
                match of.lists.is_empty() {
                    true => self.everything = self.everything.take().or(Some(cause.clone())),
                    false => of.lists.iter().for_each(|list| self.list(list, &cause)),
                }
            }
        }
    }

    /// Whoever is on a list; where kinds of products are, everything.
    fn list(&mut self, id: &str, cause: &str) {
        for register in [self.old.register(), self.new.register()] {
            let on = |one: &DesignationView<'_>| one.list().is_some_and(|list| list.id() == id);
            for place in register.designations().filter(on) {
                match place.party().and_then(|no| register.party(no)) {
                    Some(party) => self.note(party.id(), || cause.to_owned()),
                    None => self.everything = self.everything.take().or_else(|| Some(cause.to_owned())),
                }
            }
        }
    }

    /// Parties with a date between the two days.
    fn days(&mut self) {
        let register = self.new.register();
        let (from, to) = (self.old.as_of(), self.new.as_of());
        let turns = |held: Interval| held.holds(from) != held.holds(to);
        // What was made in some years only is asked for by the year of the day.
        let by_year = |one: &Relation<'_>| {
            let among =
                |day: Day| one.years().is_some_and(|(first, last)| (first..=last).contains(&day.year()));
            among(from) != among(to)
        };
        let past = |date: Date, day: Day| date.first_day().is_none_or(|said| said <= day);
        for (no, party) in register.parties() {
            let relations = register.relations_of(no).filter(|one| turns(one.interval()) || by_year(one));
            let ends: Vec<String> = relations
                .filter_map(|one| register.party(one.reaches()))
                .map(|party| party.id().to_owned())
                .collect();
            let listed = party.designations().any(|one| turns(one.interval()));
            let claims = party.claims().map(|one| one.date);
            let said = claims.chain(party.responses().map(|one| one.date));
            let said = said.into_iter().any(|date| past(date, from) != past(date, to));
            if ends.is_empty() && !listed && !said {
                continue;
            }
            let cause = format!("{}: a date lies between {from} and {to}", party.name());
            self.note(party.id(), || cause.clone());
            ends.iter().for_each(|end| self.note(end, || cause.clone()));
        }
        let mut of_classes =
            register.classes().flat_map(|(_, class)| class.designations().collect::<Vec<_>>());
        if of_classes.any(|one| turns(one.interval())) {
            self.everything = self.everything.take().or_else(|| {
                Some(format!("a listing of a kind of products begins or ends between {from} and {to}"))
            });
        }
        let house = self.new.policy().rule.iter().map(|rule| (rule.from, rule.to, rule.unverified_from));
        let mut house = house.map(|(from, to, unverified)| {
            let held = Interval { from, to, ..Interval::default() };
            (held, Interval::since(unverified))
        });
        if house.any(|(held, unverified)| turns(held) || turns(unverified)) {
            self.everything = self
                .everything
                .take()
                .or_else(|| Some(format!("a rule of the house begins or ends between {from} and {to}")));
        }
    }
}

/// What a rule says on a day, and the lists that it speaks of.
#[derive(PartialEq)]
struct OfRule {
    says: Vec<(String, Holds, bool)>,
    lists: BTreeSet<String>,
}

/// The rules of a register on a day, by code: one code stands for several.
fn rules(register: &Register<'_>, day: Day) -> BTreeMap<String, OfRule> {
    let lists: Vec<&str> = register.lists().map(|list| list.id()).collect();
    let mut all: BTreeMap<String, OfRule> = BTreeMap::new();
    for rule in register.rules() {
        let of = all
            .entry(rule.code().to_owned())
            .or_insert_with(|| OfRule { says: Vec::new(), lists: BTreeSet::new() });
        let on = rule.on().filter_map(|no| lists.get(no as usize)).map(|id| (*id).to_owned());
        of.lists.extend(on.chain(rule.list().map(|list| list.id().to_owned())));
        of.says.push((rule.stated(register), rule.interval().holds(day), is_unverified(&rule, day)));
    }
    all.values_mut().for_each(|of| of.says.sort());
    all
}

fn is_unverified(rule: &Rule<'_>, day: Day) -> bool {
    rule.unverified_from().first_day().is_some_and(|from| from <= day)
}

/// A name that nobody bore before.
struct NewName {
    key: String,
    text: String,
    of_a_person: bool,
    kind: NameKind,
    common: bool,
    bulk: bool,
    cause: String,
}

/// Names of parties that changed, which the older register does not have, or has otherwise.
fn new_names(
    old: &Register<'_>,
    new: &Register<'_>,
    causes: &BTreeMap<String, String>,
) -> (Vec<NewName>, bool) {
    let told = |register: &Register<'_>, id: &str| -> BTreeSet<String> {
        let party = register.party_by_id(id).and_then(|no| register.party(no));
        let names = party.iter().flat_map(|party| party.names().map(|name| (party.kind(), name)));
        let told = names.map(|(kind, name)| {
            canonical(&(name.text(), name.kind(), name.is_common(), name.is_field_only(), kind))
        });
        told.collect()
    };
    let (mut all, mut any) = (Vec::new(), false);
    for (id, cause) in causes {
        if told(old, id) == told(new, id) {
            continue;
        }
        any = true;
        let Some(party) = new.party_by_id(id).and_then(|no| new.party(no)) else { continue };
        all.extend(party.names().map(|name| NewName {
            key: name.key().to_owned(),
            text: name.text().to_owned(),
            of_a_person: party.kind() == PartyKind::Person,
            kind: name.kind(),
            common: name.is_common(),
            bulk: party.is_bulk(),
            cause: cause.clone(),
        }));
    }
    (all, any)
}

/// A register of the new names alone; empty where there is none.
fn named_alone(names: &[NewName]) -> Vec<u8> {
    let party = |(n, one): (usize, &NewName)| {
        let mut party = PartyIn::named(&format!("n{n}"), &one.text);
        if one.of_a_person {
            party.kind = PartyKind::Person;
        }
        party.bulk = one.bulk;
        party.common = one.common;
        let (text, kind) = (one.text.clone(), one.kind);
        party.names.push(NameIn {
            text,
            kind,
            common: one.common,
            place: Place::Anywhere,
            sources: Vec::new(),
            needs_source: true,
            note: String::new(),
        });
        party
    };
    let party = names.iter().enumerate().map(party).collect();
    build(&RegisterInput { party, ..RegisterInput::default() }, "names").unwrap_or_default()
}

/// Who is tied to whom, as far as one's change may change what is said of another: by any relation, or by a name that one could be
/// taken for the other by.
fn spread(
    old: &Screener<'_>,
    new: &Screener<'_>,
    causes: BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    if causes.is_empty() {
        return causes;
    }
    let mut tied: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for screener in [old, new] {
        let register = screener.register();
        let id = |no: PartyNo| register.party(no).map(|party| party.id().to_owned()).unwrap_or_default();
        let mut tie = |one: String, other: String| {
            tied.entry(one.clone()).or_default().insert(other.clone());
            tied.entry(other).or_default().insert(one);
        };
        for (no, _) in register.parties() {
            register.relations_of(no).for_each(|one| tie(id(one.leaves()), id(one.reaches())));
        }
        for family in screener.families() {
            let mut all = family.iter().map(|no| id(*no));
            let first = all.next().unwrap_or_default();
            all.for_each(|other| tie(first.clone(), other));
        }
    }
    let mut open: Vec<String> = causes.keys().cloned().collect();
    let mut all = causes;
    while let Some(id) = open.pop() {
        let cause = all.get(&id).cloned().unwrap_or_default();
        for other in tied.get(&id).into_iter().flatten() {
            if !all.contains_key(other) {
                all.insert(other.clone(), cause.clone());
                open.push(other.clone());
            }
        }
    }
    all
}
