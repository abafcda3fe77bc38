//! From what somebody types to a party: its id, then exactly its name, then names that hold the words.

use nameplate::register::{Name, NameKind, PartyNo, Register};
use nameplate::text::name::{name_key, without_noise, words};

/// What a name may mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// One party.
    One(PartyNo),
    /// Several bear that very name.
    Several(Vec<PartyNo>),
    /// These have the words in a name.
    Parts(Vec<PartyNo>),
    /// Nobody.
    None,
}

/// Looks a name up.
pub(super) fn by_name(register: &Register<'_>, typed: &str) -> Match {
    if let Some(no) = register.party_by_id(typed) {
        return Match::One(no);
    }
    let key = name_key(typed);
    let plain = without_noise(&key);
    for key in [&key, &plain] {
        let found = parties(register.names_with_key(key));
        match (found.as_slice(), first_called(register, key).as_slice()) {
            ([], _) => {}
            ([one], _) | (_, [one]) => return Match::One(*one),
            _ => return Match::Several(found),
        }
    }
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

/// Of those who bear a name, the ones who are called so in the first place.
fn first_called(register: &Register<'_>, key: &str) -> Vec<PartyNo> {
    let first = [NameKind::Primary, NameKind::Short];
    parties(register.names_with_key(key).filter(|name| first.contains(&name.kind())))
}

/// Others who bear the very name that was typed.
pub(super) fn namesakes(register: &Register<'_>, typed: &str, of: PartyNo) -> Vec<PartyNo> {
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

/// Names that look like what was typed, the nearest first.
pub(super) fn nearest(register: &Register<'_>, typed: &str) -> Vec<String> {
    const NEAR: f64 = 0.88;
    let key = name_key(typed);
    let mut near: Vec<(f64, &str)> = register
        .names()
        .map(|name| (strsim::jaro_winkler(&key, name.key()), name.text()))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut names: Vec<String> = Vec::new();
    for (_, name) in near {
        if names.len() < 3 && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(register: &Register<'_>, typed: &str) -> Option<String> {
        match by_name(register, typed) {
            Match::One(no) => register.party(no).map(|party| party.id().to_owned()),
            _ => None,
        }
    }

    #[test]
    fn ids_names_and_other_scripts_lead_to_a_party() {
        let register = Register::open(lists::starter_register()).unwrap();
        for typed in ["hikvision", "HIKVISION", "海康威视", "Visit the Hikvision Store"] {
            assert_eq!(id(&register, typed).as_deref(), Some("hikvision"), "{typed}");
        }
        assert_eq!(id(&register, "EZVIZ").as_deref(), Some("ezviz"));
    }

    #[test]
    fn what_is_not_known_has_neighbours_or_nothing() {
        let register = Register::open(lists::starter_register()).unwrap();
        assert_eq!(by_name(&register, "Qwxyz Plumbing"), Match::None);
        assert_eq!(by_name(&register, ""), Match::None);
        assert!(nearest(&register, "Hikvisoin").iter().any(|name| name.contains("vision")));
        assert!(nearest(&register, "Qwxyz Plumbing").is_empty());
    }
}
