//! Street addresses of makers.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights::{self, Weight};
use crate::listing::Field;
use crate::reading::hit::Spot;
use crate::register::TellKind;
use crate::text::name::words;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "address",
    reads: "A maker's street and number, in the seller's address, the responsible person, the supplier, the manufacturer or the text.",
    why: "Sellers must state where they are in many markets; a shop with a harmless name at the maker's door is the maker's.",
    strength: "Decisive with the number of the house; without it the street alone does not count.",
    misleads: "Other firms share large buildings.",
    find,
};

/// How far from the street, in bytes, its number may stand.
const NUMBER_WITHIN: usize = 24;

fn find(look: &Look<'_>, found: &mut Found) {
    const FIELDS: &[(Field, Role, Weight)] = &[
        (Field::SellerAddress, Role::SoldBy, weights::ADDRESS_SELLER),
        (Field::Seller, Role::SoldBy, weights::ADDRESS_SELLER),
        (Field::ResponsiblePerson, Role::MadeBy, weights::ADDRESS_FIELD),
        (Field::Manufacturer, Role::MadeBy, weights::ADDRESS_FIELD),
        (Field::Supplier, Role::MadeBy, weights::ADDRESS_FIELD),
        (Field::SupplierAddress, Role::MadeBy, weights::ADDRESS_FIELD),
        (Field::Text, Role::MadeBy, weights::ADDRESS_TEXT),
        // It may be where the goods are sent.
        (Field::Other, Role::SoldBy, weights::ADDRESS_ELSEWHERE),
    ];
    for &(field, role, weight) in FIELDS {
        let Some(reading) = look.field(field) else { continue };
        for (hit, tell) in reading.tells(look.tales) {
            let tell = &look.tales.tells[tell];
            let here = tell.kind == TellKind::Address
                && tell.house.as_deref().is_none_or(|house| stands_near(reading.text(), hit, house));
            if here {
                let (kind, start, end, party) = (KIND.id, hit.start, hit.end, tell.party);
                found.signals.push(Signal { kind, field, start, end, party, role, weight });
            }
        }
    }
}

/// Whether the number of the house stands near the street.
fn stands_near(text: &str, hit: Spot, house: &str) -> bool {
    let from = hit.start.saturating_sub(NUMBER_WITHIN);
    let from = (from..=hit.start).find(|&n| text.is_char_boundary(n)).unwrap_or(hit.start);
    let to = (hit.end + NUMBER_WITHIN).min(text.len());
    let to = (hit.end..=to).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(hit.end);
    let number =
        |word: &str| word.trim_start_matches("no") == house || word.strip_suffix('号') == Some(house);
    words(&text[from..hit.start]).chain(words(&text[hit.end..to])).any(number)
}
