//! Names where no maker is expected: in a category, in the address of the page, in a column whose meaning nobody knows.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::register::NameKind;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "named_elsewhere",
    reads: "Names of makers in the category, in the path of the page's address, and in columns whose meaning nobody knows.",
    why: "Where nothing else names a maker, a shelf or a nameless column may.",
    strength: "A reason to look, and only where the product is of a kind that the maker makes, or of none that is known, and no other maker is named.",
    misleads: "Shelves name what an accessory fits; unknown columns hold what other buyers looked at, or where goods are sent.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    if look.brand.stated || look.product.is_accessory(look.register) || title_names_a_maker(look) {
        return;
    }
    for field in [Field::Category, Field::Url, Field::Other] {
        let Some(reading) = look.field(field) else { continue };
        for (hit, name) in reading.names(look.tales) {
            let weak = name.field_only || name.common || name.kind == NameKind::Weak;
            // A type of device may be called by its maker ("DJI Matrice 4D"), and then its kind stands nowhere.
            let opens_shelf = field == Field::Category && is_head_of_leaf(reading.text(), hit.start);
            let fits = look.class_fits(name.party);
            if weak || !(fits == Some(true) || (opens_shelf && look.product.class.is_none())) {
                continue;
            }
            if !matches!(cue_at(reading, look.tales, hit.start, hit.end), Cue::None | Cue::MadeBy) {
                continue;
            }
            let (kind, start, end, party) = (KIND.id, hit.start, hit.end, name.party);
            let (role, weight) = (Role::Brand, weights::ELSEWHERE);
            found.signals.push(Signal { kind, field, start, end, party, role, weight });
        }
    }
}

/// Whether the last shelf of a category begins there.
fn is_head_of_leaf(category: &str, at: usize) -> bool {
    const MARKS: [char; 4] = ['>', '|', '/', '»'];
    category[..at].trim_end().chars().next_back().is_none_or(|before| MARKS.contains(&before))
        && !category[at..].contains(MARKS)
}

/// Whether the title names anybody whom we know: then it, and not a shelf, says whose the product is.
fn title_names_a_maker(look: &Look<'_>) -> bool {
    let strong = |field: Field| {
        look.field(field).is_some_and(|reading| {
            reading.names(look.tales).any(|(_, name)| !name.common && !name.field_only)
        })
    };
    strong(Field::Title) || strong(Field::Model)
}
