//! Step two: what in a listing may name someone. One file a kind of signal, all behind the [`SIGNALS`] registry; adding a
//! kind is adding one file and one line here. `docs/signals.md` is generated from the registry.
//!
//! A signal keeps its field, span and role. It knows nothing of lists: whether its party is designated is asked later.

pub mod weights;
mod look;
mod kind;
mod field_name;
mod brand;
mod mention;

mod stated;
mod seller_name;
mod similar_name;
mod title_name;
mod native_name;
mod model_name;
mod named_elsewhere;
mod imitation;
mod text_name;
mod model_number;
mod product_line;
mod fcc_id;
mod mac;
mod app;
mod address;
mod domain;
mod technical;
mod gtin;

pub(crate) use gtin::defect_of as gtin_defect;
pub use kind::{Found, Signal, SignalKind};
pub(crate) use look::Known;
use title_name::is_spelled_out;
pub(crate) use title_name::spelled_name;

use crate::listing::Field;
use crate::lookup::WordMemo;
use crate::product::Product;
use crate::reading::Reading;
use crate::reading::telltales::TellTales;
use crate::register::Register;

/// All kinds of signals. The list is the only road in.
pub const SIGNALS: &[&SignalKind] = &[
    &stated::BRAND,
    &stated::MANUFACTURER,
    &seller_name::KIND,
    &stated::SUPPLIER,
    &stated::RESPONSIBLE_PERSON,
    &similar_name::KIND,
    &title_name::KIND,
    &native_name::KIND,
    &model_name::KIND,
    &named_elsewhere::KIND,
    &imitation::KIND,
    &text_name::KIND,
    &model_number::KIND,
    &product_line::KIND,
    &fcc_id::KIND,
    &mac::KIND,
    &app::KIND,
    &address::KIND,
    &domain::KIND,
    &technical::KIND,
    &gtin::KIND,
];

/// All signals of a listing, each once, in the order of the registry.
pub(crate) fn find(known: Known<'_>, reading: &Reading<'_>, product: &Product) -> Found {
    let look = &brand::look(known, reading, product);
    let mut found = Found::default();
    for kind in SIGNALS {
        (kind.find)(look, &mut found);
    }
    let mut seen: Vec<Signal> = Vec::with_capacity(found.signals.len());
    for signal in found.signals.drain(..) {
        if !seen.contains(&signal) {
            seen.push(signal);
        }
    }
    found.signals = seen;
    found
}

/// Fields that hold a name.
pub(crate) const NAME_FIELDS: &[Field] =
    &[Field::Brand, Field::Manufacturer, Field::Seller, Field::ResponsiblePerson, Field::Supplier];

/// Looks up what names of a listing may mean, once for a distinct value, by what the thread remembers of their words.
pub(crate) fn look_up(
    memo: &mut WordMemo,
    (register, tales): (&Register<'_>, &TellTales),
    reading: &Reading<'_>,
) {
    let names = similar_name::FIELDS.iter().filter_map(|(field, _)| reading.field(*field));
    for found in names.filter(|found| !found.names_someone) {
        found.similar_with(Some(memo), register, tales);
    }
}

/// Whether a field is held beside all names of the register.
pub(crate) fn is_held_beside_names(field: Field) -> bool {
    similar_name::FIELDS.iter().any(|(held, _)| *held == field)
}

/// Whether nothing in a listing can name anyone: then there is nothing to judge but the kind of product.
pub(crate) fn is_silent(register: &Register<'_>, tales: &TellTales, reading: &Reading<'_>) -> bool {
    let imitates = |field| reading.field(field).is_some_and(|found| !found.imitations(tales).is_empty());
    !imitates(Field::Title)
        && !imitates(Field::Brand)
        && reading.fields().all(|(field, found)| match field {
            Field::FccId | Field::Mac => false,
            Field::Title => {
                !found.names_someone && !is_spelled_out(found.text()) && !mac::stands_in(field, found.text())
            }
            field if NAME_FIELDS.contains(&field) => {
                let similar = similar_name::FIELDS.iter().any(|(similar, _)| *similar == field);
                !found.names_someone
                    && found.whole_names(register, tales).is_empty()
                    && (!similar || found.similar_names(register, tales).is_empty())
            }
            _ => !found.names_someone && !mac::stands_in(field, found.text()),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_explains_itself() {
        for (n, kind) in SIGNALS.iter().enumerate() {
            assert!(SIGNALS[..n].iter().all(|other| other.id != kind.id), "{} twice", kind.id);
            for text in [kind.reads, kind.why, kind.strength, kind.misleads] {
                assert!(text.len() > 10 && text.ends_with('.'), "{}: {text}", kind.id);
            }
        }
    }
}
