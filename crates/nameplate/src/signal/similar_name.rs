//! Names of makers, suppliers and sellers that are nearly those of a company: spelt, ordered or written otherwise.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights;
use crate::listing::Field;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "similar_name",
    reads: "The manufacturer, supplier or seller, where the field is nobody's name exactly, beside the names of the register.",
    why: "Names are written in other scripts, abbreviated, misspelt and put in another order.",
    strength: "A reason to look, never more: two firms can bear nearly one name.",
    misleads: "Siblings, namesakes in other countries, and firms that took a name because it is nearly another's.",
    find,
};

/// Fields that hold the name of a firm, and what it is to the product. Brands are short, and nearly always near to another.
pub(super) const FIELDS: &[(Field, Role)] =
    &[(Field::Manufacturer, Role::MadeBy), (Field::Supplier, Role::MadeBy), (Field::Seller, Role::SoldBy)];

fn find(look: &Look<'_>, found: &mut Found) {
    for &(field, role) in FIELDS {
        let Some(reading) = look.field(field) else { continue };
        // Who is named in full needs no likeness.
        if reading.names(look.tales).next().is_some() {
            continue;
        }
        for &party in reading.similar_names(look.register, look.tales) {
            found.signals.push(Signal {
                kind: KIND.id,
                field,
                start: 0,
                end: reading.text().len(),
                party,
                role,
                weight: weights::SIMILAR,
            });
        }
    }
}
