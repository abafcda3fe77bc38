//! Whose company a name says it is: `Huawei Technologies USA` bears the name of Huawei, with a place. A lead of its own kind: a
//! stranger may be called so, and a company of the group that is on no list by itself.

use std::collections::BTreeSet;

use crate::names;
use crate::register::{self, NameKind, PartyKind, PartyNo, Register};
use crate::text::name::name_key;

/// What a group's own words have to weigh, in milli-nats.
const OWN: i32 = 5_000;
/// The same for parties that come from lists in bulk, of which nobody read whether their name is an ordinary word.
const OWN_OF_BULK: i32 = 7_000;
/// Letters of such a name.
const LETTERS_OF_BULK: usize = 6;

/// A party whose name another name bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupName<'r, 'n> {
    /// The party.
    pub party: PartyNo,
    /// Its name.
    pub listed: &'r str,
    /// What that name is to it.
    pub kind: NameKind,
    /// The same as the other name has it.
    pub written: &'n str,
    /// What stands around it: places, what firms of every kind are called.
    pub around: Vec<&'n str>,
    /// Whether a place is among that.
    pub place: bool,
    /// What the group's own words weigh, in milli-nats.
    pub weight: i32,
}

/// Parties whose name a name bears, with places, legal forms and what firms of every kind are called around it; the longest
/// name first. Only where nobody bears all of it ([`super::typed::bearers`]).
pub fn group_names<'r, 'n>(register: &Register<'r>, name: &'n names::Name) -> Vec<GroupName<'r, 'n>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for core in name.cores().into_iter().filter(|core| core.weight >= OWN) {
        let key = name_key(core.text);
        let mut bearers: Vec<register::Name<'r>> = register.names_with_key(&key).collect();
        bearers.retain(|name| stands_for_a_group(register, name, &core));
        let first = |name: &register::Name<'r>| matches!(name.kind(), NameKind::Primary | NameKind::Short);
        if bearers.iter().any(first) {
            bearers.retain(first);
        }
        found.extend(bearers.into_iter().filter(|name| seen.insert(name.party())).map(|name| GroupName {
            party: name.party(),
            listed: name.text(),
            kind: name.kind(),
            written: core.text,
            around: core.around.clone(),
            place: core.place,
            weight: core.weight,
        }));
    }
    found
}

/// Whoever is called as a core of a name is, whether or not that would say whose it is: what [`group_names`] chooses from.
pub(crate) fn core_bearers(register: &Register<'_>, name: &names::Name) -> Vec<PartyNo> {
    let cores = name.cores().into_iter().filter(|core| core.weight >= OWN);
    cores
        .flat_map(|core| {
            register.names_with_key(&name_key(core.text)).map(|name| name.party()).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a name says whose it is: no ordinary word, not weak, not a person's.
fn stands_for_a_group(register: &Register<'_>, name: &register::Name<'_>, core: &names::Core<'_>) -> bool {
    let Some(party) = register.party(name.party()) else { return false };
    let own = !name.is_common() && name.kind() != NameKind::Weak && party.kind() != PartyKind::Person;
    let rare = core.place && core.weight >= OWN_OF_BULK && core.letters >= LETTERS_OF_BULK;
    own && (!party.is_bulk() || rare)
}
