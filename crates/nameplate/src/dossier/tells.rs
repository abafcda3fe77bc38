//! How the products of a party give themselves away.

use std::collections::BTreeMap;

use serde::Serialize;

use super::room::{Room, Section};
use crate::id::SourceId;
use crate::register::{Party, Source, Strength, Tell, TellKind, cited};

/// Marks of one kind and strength.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marks {
    /// Kind.
    pub kind: TellKind,
    /// Whether they are one maker's own, or shared by several.
    pub strength: Strength,
    /// Them.
    pub marks: Vec<Mark>,
    /// Who states them (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

/// A mark of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The literal, or the start of a model number.
    pub text: String,
    /// What must follow the start of a model number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rest: String,
    /// Whether no source has it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsourced: bool,
}

/// The marks of a party, by kind and strength.
pub(super) fn marks(party: &Party<'_>, room: &mut Room) -> Vec<Marks> {
    let mut by_kind: BTreeMap<(&str, Strength), Vec<Tell<'_>>> = BTreeMap::new();
    for tell in party.tells() {
        by_kind.entry((tell.kind().word(), tell.strength())).or_default().push(tell);
    }
    by_kind.into_values().filter_map(|tells| of_a_kind(tells, room)).collect()
}

fn of_a_kind(tells: Vec<Tell<'_>>, room: &mut Room) -> Option<Marks> {
    let tells = room.keep(Section::Marks, tells);
    let (kind, strength) = tells.first().map(|tell| (tell.kind(), tell.strength()))?;
    let sources: BTreeMap<SourceId, Source> =
        tells.iter().flat_map(Tell::sources).map(|source| (source.id.clone(), source)).collect();
    let mark = |tell: &Tell<'_>| Mark {
        text: tell.literal().to_owned(),
        rest: tell.rest().to_owned(),
        unsourced: tell.sources().is_empty(),
    };
    let marks = tells.iter().map(mark).collect();
    Some(Marks { kind, strength, marks, sources: sources.into_values().collect() })
}
