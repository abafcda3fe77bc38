//! Names in fields that hold a name: brand, manufacturer, seller, supplier, responsible person.

use std::ops::Range;

use super::look::Look;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::reading::hit::Spot;
use crate::reading::{FieldReading, WholeName};
use crate::register::{NameKind, PartyNo};
use crate::text::name::{is_beside_a_name, is_legal_form, without_noise, words};

/// How well a field fits a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The field is the name, and perhaps what catalogs write beside one ("used X", "X (OEM)", "X 2MP").
    Whole,
    /// The field is a list of names, of which this is one ("X/Y").
    Among,
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

/// Names in a field, each party once, the best fit first.
pub(crate) fn names_in(look: &Look<'_>, field: Field) -> Vec<FieldName> {
    let Some(reading) = look.field(field) else { return Vec::new() };
    let end = reading.text().len();
    let whole = reading
        .whole_names(look.register, look.tales)
        .iter()
        .filter(|name| may_be_meant(look, field, **name));
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
            Cue::None | Cue::MadeBy => beside(look, reading, hit, name.party),
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

/// What stands in a field beside a name says how well the field fits it: nothing that another company would be called by, or
/// the names of others in a list, or words that make it another name ("Unitree Farms").
fn beside(look: &Look<'_>, reading: &FieldReading, hit: Spot, party: PartyNo) -> Fit {
    const LONGEST: usize = 1_024;
    let text = reading.text();
    // No cell for a name is so long: whatever stands in it, it is not the name.
    if text.len() > LONGEST {
        return Fit::Part;
    }
    let own = |other: &PartyNo| look.groups.are_related(*other, party);
    let mut said = vec![false; text.len()];
    let names = reading.names(look.tales).filter(|(_, other)| own(&other.party)).map(|(spot, _)| spot);
    let nouns = reading.nouns(look.tales);
    for spot in names.chain(nouns).chain([hit]) {
        said[spot.start..spot.end].fill(true);
    }
    let strange = |word: &&str| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        !said[at] && !is_said_of_any_maker(word)
    };
    let mut strangers = words(text).filter(strange).peekable();
    if strangers.peek().is_none() {
        return Fit::Whole;
    }
    // In a list each name stands for itself: the piece with this one holds nothing strange.
    let piece = piece_around(text, hit);
    let inside = |word: &str| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        piece.contains(&at)
    };
    // "Hytera HP565", "Huawei AirEngine 5761-21": a maker and what it makes.
    let is_number = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
    let typed = piece.start == hit.start && words(&text[hit.end..piece.end]).any(is_number);
    match strangers.any(inside) {
        true if typed => Fit::Whole,
        true => Fit::Part,
        false => Fit::Among,
    }
}

/// The piece of a list that a name stands in. A name ends with its legal form, too: an address comes after it.
fn piece_around(text: &str, hit: Spot) -> Range<usize> {
    const PARTED_BY: [char; 8] = ['/', ',', ';', '|', '&', '+', '、', '，'];
    let start = text[..hit.start].rfind(PARTED_BY).map_or(0, |at| at + 1);
    let end = text[hit.end..].find(PARTED_BY).map_or(text.len(), |at| hit.end + at);
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let form = words(&text[hit.end..end]).filter(|word| is_legal_form(word)).last();
    start..form.map_or(end, |form| place(form) + form.len())
}

/// Whether a word beside a name makes it no other name: legal forms, words that companies of every kind put behind their name,
/// what shops write around one, the state of the goods, measures ("2mp", "8ch", "4k").
fn is_said_of_any_maker(word: &str) -> bool {
    let measure = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 8;
    // Letters of "B.V." or "s.r.o.", too.
    let letter = word.chars().count() == 1 && word.is_ascii();
    letter || measure || is_legal_form(word) || is_beside_a_name(word) || without_noise(word).is_empty()
}
