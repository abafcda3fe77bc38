//! Who a party is: its names, numbers and kinds of goods, and who only bears its name.

use std::collections::BTreeMap;

use serde::Serialize;

use super::room::{Room, Section};
use crate::finding::Named;
use crate::id::PartyId;
use crate::register::{Name, NameKind, Party, PartyKind, PartyNo, Register, Source, cited};
use crate::screen::Screener;

/// A party, as others name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Who {
    /// Party id.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// Its name in its own script, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_name: Option<String>,
    /// Its everyday name, where it has another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// What it is.
    pub kind: PartyKind,
    /// ISO 3166-1 alpha-2; absent if not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
}

impl Who {
    /// A party of the register; nobody where there is none of that number.
    pub(super) fn is(register: &Register<'_>, no: PartyNo) -> Option<Self> {
        register.party(no).map(|party| Who::of(&party))
    }

    /// A party by what others call it. Several parties may bear its name, so its id stands beside it.
    pub fn of(party: &Party<'_>) -> Self {
        let short = party.names().find(|name| name.kind() == NameKind::Short);
        Who {
            id: party.id().into(),
            name: party.name().to_owned(),
            native_name: party.native().map(str::to_owned),
            short_name: short.map(|name| name.text().to_owned()),
            kind: party.kind(),
            country: party.country().to_owned(),
        }
    }

    /// What it is called every day.
    pub fn called(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// The party that a dossier is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// Id, name, kind, country.
    #[serde(flatten)]
    pub who: Who,
    /// All countries that it is tied to, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// A remark of the facts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Kinds of goods that it is known for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub makes: Vec<GoodsKind>,
    /// All its names, the primary one first, then by kind.
    pub names: Vec<Bearing>,
    /// Numbers that a register or an authority gave it, `scheme:number`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<String>,
    /// Entries of published lists that it is, `source:entry`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
    /// Who says that it exists (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

/// A kind of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GoodsKind {
    /// Id of the product class.
    pub id: String,
    /// In words.
    pub name: String,
}

/// A name that a party bears. Who says so, says that the party exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bearing {
    /// As written.
    pub text: String,
    /// What it is to the party.
    pub kind: NameKind,
    /// Whether it is an ordinary word, or shared by others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub common: bool,
    /// Whether no source has it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsourced: bool,
}

pub(super) fn profile(register: &Register<'_>, party: &Party<'_>, room: &mut Room) -> Profile {
    let mut names: Vec<Name<'_>> = party.names().collect();
    names.sort_by_key(Name::kind);
    let bearing = |name: Name<'_>| Bearing {
        text: name.text().to_owned(),
        kind: name.kind(),
        common: name.is_common(),
        unsourced: name.is_unsourced(),
    };
    let goods = party.makes().filter_map(|no| register.class(no));
    let mut countries: Vec<String> = party.countries().map(str::to_owned).collect();
    if countries.len() < 2 {
        countries.clear();
    }
    Profile {
        who: Who::of(party),
        countries,
        note: party.note().to_owned(),
        makes: goods.map(|one| GoodsKind { id: one.id().into(), name: one.name().into() }).collect(),
        names: room.keep(Section::Names, names.into_iter().map(bearing)),
        identifiers: party.identifiers().map(str::to_owned).collect(),
        entries: party.entries().map(str::to_owned).collect(),
        sources: party.sources(),
    }
}

/// Others who bear what a party is first called, and companies that could be taken for it; none of its own group.
pub(super) fn namesakes(screener: &Screener<'_>, no: PartyNo, room: &mut Room) -> Vec<Named> {
    let register = screener.register();
    let Some(party) = register.party(no) else { return Vec::new() };
    let first =
        |name: &Name<'_>| matches!(name.kind(), NameKind::Primary | NameKind::Short) && !name.is_common();
    let bearers = party.names().filter(first).flat_map(|name| register.names_with_key(name.key()));
    let bearers = bearers.filter(first).map(|name| name.party());
    let others = bearers.filter(|other| !screener.are_related(*other, no));
    let mut all: BTreeMap<PartyId, Named> = BTreeMap::new();
    let named = others.filter_map(|other| register.party(other));
    let named = named.map(|one| Named { id: one.id().into(), name: one.name().to_owned() });
    all.extend(named.chain(screener.namesakes(no)).map(|one| (one.id.clone(), one)));
    room.keep(Section::Namesakes, all.into_values())
}
