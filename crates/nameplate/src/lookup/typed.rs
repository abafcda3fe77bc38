//! From what somebody types to a party: its id, then exactly its name, then names that hold the words.

use std::collections::BTreeSet;

use super::alike::Finder;
use super::group::group_names;
use crate::names::{self, Prepared};
use crate::register::{Name, NameKind, PartyNo, Register};
use crate::text::name::{name_key, without_noise, words};

/// What a name may mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Match {
    /// One party.
    One(PartyNo),
    /// Several bear that very name.
    Several(Vec<PartyNo>),
    /// Nobody bears it; it bears the name of these, with a place or what firms of every kind are called.
    Group(Vec<PartyNo>),
    /// These have the words in a name.
    Parts(Vec<PartyNo>),
    /// Nobody.
    None,
}

/// Who bears a very name, shop words around it or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bearers {
    /// All, by number.
    pub all: Vec<PartyNo>,
    /// Those who are called so in the first place.
    pub first: Vec<PartyNo>,
    /// Those of whom it is no ordinary word and no weak name.
    pub plain: Vec<PartyNo>,
}

/// Who bears a very name. `match` and `who` ask here, so that neither knows a name that the other does not.
pub fn bearers(register: &Register<'_>, typed: &str) -> Bearers {
    let key = name_key(typed);
    let bare = without_shop_words(&key);
    let of = |key: &str| {
        let named = |keep: &dyn Fn(&Name<'_>) -> bool| {
            parties(register.names_with_key(key).filter(|name| keep(name)))
        };
        let first = [NameKind::Primary, NameKind::Short];
        Bearers {
            all: named(&|_| true),
            first: named(&|name| first.contains(&name.kind())),
            plain: named(&|name| !name.is_common() && name.kind() != NameKind::Weak),
        }
    };
    if key.is_empty() {
        return Bearers::default();
    }
    match of(&key) {
        found if found.all.is_empty() && !bare.is_empty() => of(&bare),
        found => found,
    }
}

/// What is left of a name once words that shops put around one are taken off; empty where a place is among these: `Huawei Europe`
/// is another company than Huawei.
fn without_shop_words(key: &str) -> String {
    let bare = without_noise(key);
    let gone = |word: &&str| !words(&bare).any(|kept| kept == *word);
    if words(key).filter(gone).any(names::is_place) { String::new() } else { bare }
}

/// Looks a name up.
pub fn by_name(register: &Register<'_>, typed: &str) -> Match {
    if let Some(no) = register.party_by_id(typed) {
        return Match::One(no);
    }
    let Bearers { all, first, .. } = bearers(register, typed);
    match (all.as_slice(), first.as_slice()) {
        ([], _) => {}
        ([one], _) | (_, [one]) => return Match::One(*one),
        _ => return Match::Several(all),
    }
    let name = names::Name::new(typed);
    let groups: Vec<PartyNo> = group_names(register, &name).into_iter().map(|found| found.party).collect();
    if !groups.is_empty() {
        return Match::Group(groups);
    }
    let key = name_key(typed);
    let wanted: Vec<&str> = words(&key).collect();
    let holds = |name: &Name<'_>| {
        let key = name.key();
        wanted.iter().all(|word| words(key).any(|w| w == *word) || (!word.is_ascii() && key.contains(word)))
    };
    if wanted.is_empty() {
        return Match::None;
    }
    match parties(register.names().filter(holds)) {
        found if found.is_empty() => Match::None,
        found => Match::Parts(found),
    }
}

/// Parties with a name of which a word begins with what was typed: for whoever types on.
pub fn beginning(register: &Register<'_>, typed: &str) -> Vec<PartyNo> {
    /// Fewer letters begin too many names.
    const FEWEST: usize = 3;
    let key = name_key(typed);
    let begins = |name: &Name<'_>| {
        let name = name.key();
        name.match_indices(key.as_str()).any(|(at, _)| at == 0 || name[..at].ends_with(' '))
    };
    if key.is_empty() || (key.is_ascii() && key.len() < FEWEST) {
        return Vec::new();
    }
    parties(register.names().filter(begins))
}

/// Others who bear the very name that was typed.
pub fn namesakes(register: &Register<'_>, typed: &str, of: PartyNo) -> Vec<PartyNo> {
    let mut all = parties(register.names_with_key(&name_key(typed)));
    all.retain(|no| *no != of);
    all
}

fn parties<'r>(names: impl Iterator<Item = Name<'r>>) -> Vec<PartyNo> {
    let mut all: Vec<PartyNo> = names.map(|name| name.party()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Parties whose name is like what was typed, by what they are called every day, the likest first.
pub fn nearest(register: &Register<'_>, typed: &str) -> Vec<String> {
    /// Evidence, in milli-nats, from which a name is worth a question.
    const NEAR: i32 = 4_000;
    const MOST: usize = 3;
    let name = names::Name::new(typed);
    let hits = Finder::new(register).find(&Prepared::new(&name), None, NEAR).hits;
    let mut near: Vec<(i32, &str)> =
        hits.iter().filter_map(|hit| Some((-hit.comparison.score(), called(register, hit.party)?))).collect();
    // Of names that are equally like it, the plainest.
    near.sort_by_key(|(rank, name)| (*rank, name.len(), *name));
    let mut told = BTreeSet::new();
    near.retain(|(_, name)| told.insert(*name));
    near.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect()
}

/// What a party is called every day.
fn called<'r>(register: &Register<'r>, no: PartyNo) -> Option<&'r str> {
    let party = register.party(no)?;
    let short = party.names().find(|name| name.kind() == NameKind::Short);
    Some(short.map_or_else(|| party.name(), |name| name.text()))
}
