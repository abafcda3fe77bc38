//! Names in fields that hold a name: brand, manufacturer, seller, supplier, responsible person.

use super::look::Look;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::reading::telltales::Spot;
use crate::reading::{FieldReading, WholeName};
use crate::register::{NameKind, PartyNo};
use crate::text::name::{is_legal_form, without_noise, words};

/// How well a field fits a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The field is the name.
    Whole,
    /// The name stands among other words.
    Part,
    /// The field names the party as what the product goes with ("for Hikvision").
    Foreign,
}

/// A name found in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FieldName {
    pub(crate) party: PartyNo,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) fit: Fit,
    /// The name is an ordinary word, shared, or a weak alias.
    pub(crate) common: bool,
}

/// Words that companies of every kind put behind their name: they do not make it another company's.
const DESCRIPTIVE: &[&str] = &[
    "technology",
    "technologies",
    "tech",
    "digital",
    "security",
    "systems",
    "system",
    "cctv",
    "video",
    "camera",
    "cameras",
    "group",
    "surveillance",
    "smart",
    "home",
    "network",
    "networks",
    "innovations",
    "innovation",
    "solutions",
    "direct",
    "consumer",
    "devices",
    "device",
    "communications",
    "robotics",
    "hangzhou",
    "zhejiang",
    "shenzhen",
    "product",
    "products",
    "hardware",
    "software",
    "imaging",
    "professional",
    "pro",
    "life",
    "service",
    "services",
    "support",
    "sales",
];

/// Names in a field, each party once, the best fit first.
pub(crate) fn names_in(look: &Look<'_>, field: Field) -> Vec<FieldName> {
    let Some(reading) = look.field(field) else { return Vec::new() };
    let end = reading.text().len();
    let whole = reading.whole_names(look.register).iter().filter(|name| may_be_meant(look, field, **name));
    let mut found: Vec<FieldName> = whole
        .map(|name| FieldName { party: name.party, start: 0, end, fit: Fit::Whole, common: name.common })
        .collect();
    for (hit, name) in reading.names(look.tales) {
        // The field as a whole is a name: what stands inside it is part of that name, unless both bear one group's.
        let inside = |known: &FieldName| {
            known.party == name.party || !look.tales.in_one_group(known.party, name.party)
        };
        if found
            .iter()
            .filter(|known| known.fit == Fit::Whole && known.start == 0 && known.end == end)
            .any(inside)
        {
            continue;
        }
        let fit = match cue_at(reading, look.tales, hit.start, hit.end) {
            Cue::GoesWith | Cue::Not | Cue::Component => Fit::Foreign,
            Cue::None | Cue::MadeBy if is_described(look, reading, hit, name.party) => Fit::Whole,
            Cue::None | Cue::MadeBy => Fit::Part,
        };
        let common = name.common || name.kind == NameKind::Weak;
        found.push(FieldName { party: name.party, start: hit.start, end: hit.end, fit, common });
    }
    // The plain name of a party outweighs its weak ones; the order decides nothing else.
    found.sort_by_key(|name| (name.party, name.fit as u8, name.common, name.start));
    found.dedup_by_key(|name| name.party);
    found
}

/// A brand that is one ordinary word, or the name of a person, says nothing of a firm or person on a list who bears it too.
fn may_be_meant(look: &Look<'_>, field: Field, name: WholeName) -> bool {
    let from_a_list = || look.register.party(name.party).is_some_and(|party| party.is_bulk());
    field != Field::Brand || !name.common || !from_a_list()
}

/// Whether all that stands beside the name describes a company of that name, or is another name of it or of its group.
fn is_described(look: &Look<'_>, reading: &FieldReading, hit: Spot, party: PartyNo) -> bool {
    let text = reading.text();
    let mut covered = vec![false; text.len()];
    let own = reading.names(look.tales).filter(|(_, other)| look.groups.are_related(other.party, party));
    for other in own.map(|(other, _)| other).chain([hit]) {
        covered[other.start..other.end].fill(true);
    }
    words(text).all(|word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        covered[at] || is_legal_form(word) || DESCRIPTIVE.contains(&word) || without_noise(word).is_empty()
    })
}
