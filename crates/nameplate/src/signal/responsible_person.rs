//! The responsible person or importer.

use super::brand_field::add_field_name;
use super::field_name::names_in;
use super::{Found, Look, SignalKind};
use crate::finding::Role;
use crate::listing::Field;
use crate::maker::weights;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "responsible_person",
    reads: "The responsible person or importer, with address (EU Regulation 2023/988, articles 16 and 19).",
    why: "It must be named for goods sold in the EU, and is often a company of the maker's group.",
    strength: "Strong where it bears the maker's name.",
    misleads: "Service firms act as responsible person for thousands of makers.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for name in names_in(look, Field::ResponsiblePerson) {
        // The cell holds name and address: the name among other words is the usual case.
        let weights = [weights::RESPONSIBLE, weights::RESPONSIBLE];
        add_field_name(look, found, KIND.id, Field::ResponsiblePerson, Role::MadeBy, weights, name);
    }
}
