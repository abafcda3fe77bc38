//! The supplier of a purchase file.

use super::brand_field::add_field_name;
use super::field_name::names_in;
use super::{Found, Look, SignalKind};
use crate::finding::Role;
use crate::listing::Field;
use crate::maker::weights;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "supplier",
    reads: "The supplier that a purchase file gives for the listing's SKU.",
    why: "Sourcing often stands in another file: who invoiced an unbranded product is often who made it.",
    strength: "Decisive where the supplier is the maker or one of its companies.",
    misleads: "A trading company supplies goods of many makers.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for name in names_in(look, Field::Supplier) {
        let weights = [weights::SUPPLIER, weights::MANUFACTURER_PART];
        add_field_name(look, found, KIND.id, Field::Supplier, Role::MadeBy, weights, name);
    }
}
