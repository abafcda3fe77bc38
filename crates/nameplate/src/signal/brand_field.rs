//! The brand field.

use super::field_name::{FieldName, Fit, names_in};
use super::mention::add_with_context;
use super::telltales::NameHit;
use super::{Found, Look, Signal, SignalKind};
use crate::finding::Role;
use crate::listing::Field;
use crate::maker::weights::{self, Weight};
use crate::register::NameKind;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "brand_field",
    reads: "The brand as the catalog states it.",
    why: "Shops file a product under the brand that it bears.",
    strength: "Decisive where the field is the name; strong where the name stands among other words.",
    misleads: "Sellers put their own name there, or the brand that an accessory is for; ordinary words are brands of many.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for name in names_in(look, Field::Brand) {
        let weights = [weights::BRAND, weights::BRAND_PART];
        add_field_name(look, found, KIND.id, Field::Brand, Role::Brand, weights, name);
    }
}

/// Adds a name found in a field that says who made the product or whose brand it bears.
pub(super) fn add_field_name(
    look: &Look<'_>,
    found: &mut Found,
    kind: &'static str,
    field: Field,
    role: Role,
    [whole, part]: [Weight; 2],
    name: FieldName,
) {
    let (role, weight) = match name.fit {
        Fit::Whole => (role, whole),
        Fit::Part => (role, part),
        Fit::Foreign => (Role::CompatibleWith, part),
    };
    let signal = Signal { kind, field, start: name.start, end: name.end, party: name.party, role, weight };
    let hit = NameHit { party: name.party, kind: NameKind::Primary, common: name.common, field_only: false };
    add_with_context(look, found, signal, hit);
}
