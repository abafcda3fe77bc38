//! The manufacturer field.

use super::brand_field::add_field_name;
use super::field_name::names_in;
use super::{Found, Look, SignalKind};
use crate::finding::Role;
use crate::listing::Field;
use crate::maker::weights;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "manufacturer_field",
    reads: "The manufacturer as the catalog states it, with its address where that stands in the same cell.",
    why: "It is asked for by law in some markets (EU Regulation 2023/988, article 19) and names the maker, not the brand.",
    strength: "Decisive where the field is the name.",
    misleads: "Sellers name themselves, or repeat the brand.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for name in names_in(look, Field::Manufacturer) {
        let weights = [weights::MANUFACTURER, weights::MANUFACTURER_PART];
        add_field_name(look, found, KIND.id, Field::Manufacturer, Role::MadeBy, weights, name);
    }
}
