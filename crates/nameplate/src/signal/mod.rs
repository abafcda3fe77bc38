//! Step two: what in a listing may name someone. One file a kind of signal, all behind the [`SIGNALS`] registry; adding a
//! kind is adding one file and one line here. `docs/signals.md` is generated from the registry.
//!
//! A signal keeps its field, span and role. It knows nothing of lists: whether its party is designated is asked later.

pub mod weights;
mod look;
mod field_name;
mod mention;

mod stated;
mod seller_name;
mod similar_name;
mod title_name;
mod native_name;
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
pub(crate) use look::{Known, Look};
use title_name::is_spelled_out;

use crate::listing::{Defect, Field, Span};
use crate::reading::Reading;
use crate::register::{PartyNo, Register};
use crate::word::Role;
use weights::Weight;

/// A piece of a listing that may name a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Id of its kind.
    pub kind: &'static str,
    /// The field it stands in.
    pub field: Field,
    /// First byte in the folded text of the field.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The party it may mean.
    pub party: PartyNo,
    /// What the mention says about the party's part.
    pub role: Role,
    /// What it weighs, and why.
    pub weight: Weight,
}

impl Signal {
    /// What says that a party made it.
    fn made_by(kind: &'static str, span: Span, party: PartyNo, weight: Weight) -> Self {
        let Span { field, range } = span;
        Signal { kind, field, start: range.start, end: range.end, party, role: Role::MadeBy, weight }
    }
}

/// What a kind finds in a listing.
#[derive(Debug, Default)]
pub struct Found {
    /// Signals.
    pub signals: Vec<Signal>,
    /// What could not be used.
    pub defects: Vec<Defect>,
}

/// A kind of signal: what it reads, why it is evidence, when it misleads.
pub struct SignalKind {
    /// Id, as it stands in results.
    pub id: &'static str,
    /// What it reads.
    pub reads: &'static str,
    /// Why it is evidence.
    pub why: &'static str,
    /// How strong it is.
    pub strength: &'static str,
    /// When it misleads.
    pub misleads: &'static str,
    pub(crate) find: fn(&Look<'_>, &mut Found),
}

impl std::fmt::Debug for SignalKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignalKind").field("id", &self.id).finish_non_exhaustive()
    }
}

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
pub(crate) fn find(look: &Look<'_>) -> Found {
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
const NAME_FIELDS: &[Field] =
    &[Field::Brand, Field::Manufacturer, Field::Seller, Field::ResponsiblePerson, Field::Supplier];

/// Whether nothing in a listing can name anyone: then there is nothing to judge but the kind of product.
pub(crate) fn is_silent(register: &Register<'_>, reading: &Reading<'_>) -> bool {
    reading.fields().all(|(field, found)| match field {
        Field::FccId | Field::Mac => false,
        Field::Title => !found.names_someone && !is_spelled_out(found.text()),
        field if NAME_FIELDS.contains(&field) => {
            let similar = similar_name::FIELDS.iter().any(|(similar, _)| *similar == field);
            !found.names_someone
                && found.whole_names(register).is_empty()
                && (!similar || found.similar_names(register).is_empty())
        }
        _ => !found.names_someone,
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
