//! Fields that state who made the product, whose brand it bears, who supplied it and who answers for it: one row a field.

use super::field_name::{FieldName, Fit, names_in};
use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::add_with_context;
use super::weights::{self, Weight};
use crate::listing::Field;
use crate::reading::hit::NameHit;
use crate::register::NameKind;
use crate::word::Role;

/// The brand field.
pub(crate) const BRAND: SignalKind = SignalKind {
    id: "brand_field",
    reads: "The brand as the catalog states it.",
    why: "Shops file a product under the brand that it bears.",
    strength: "Decisive where the field is the name; strong where the name stands among other words.",
    misleads: "Sellers put their own name there, or the brand that an accessory is for; ordinary words are brands of many.",
    find: |look, found| find(look, found, &BRAND_ROW),
};

/// The manufacturer field.
pub(crate) const MANUFACTURER: SignalKind = SignalKind {
    id: "manufacturer_field",
    reads: "The manufacturer as the catalog states it, with its address where that stands in the same cell.",
    why: "It is asked for by law in some markets (EU Regulation 2023/988, article 19) and names the maker, not the brand.",
    strength: "Decisive where the field is the name.",
    misleads: "Sellers name themselves, or repeat the brand.",
    find: |look, found| find(look, found, &MANUFACTURER_ROW),
};

/// The supplier of a purchase file.
pub(crate) const SUPPLIER: SignalKind = SignalKind {
    id: "supplier",
    reads: "The supplier that a purchase file gives for the listing's SKU.",
    why: "Sourcing often stands in another file: who invoiced an unbranded product is often who made it.",
    strength: "Decisive where the supplier is the maker or one of its companies.",
    misleads: "A trading company supplies goods of many makers.",
    find: |look, found| find(look, found, &SUPPLIER_ROW),
};

/// The responsible person or importer.
pub(crate) const RESPONSIBLE_PERSON: SignalKind = SignalKind {
    id: "responsible_person",
    reads: "The responsible person or importer, with address (EU Regulation 2023/988, articles 16 and 19).",
    why: "It must be named for goods sold in the EU, and is often a company of the maker's group.",
    strength: "Strong where it bears the maker's name.",
    misleads: "Service firms act as responsible person for thousands of makers.",
    find: |look, found| find(look, found, &RESPONSIBLE_PERSON_ROW),
};

/// How one field is read.
struct Row {
    kind: &'static str,
    field: Field,
    role: Role,
    /// What a name weighs that is the whole field, one in a list of names, and one among other words.
    weights: [Weight; 3],
}

const BRAND_ROW: Row = Row {
    kind: BRAND.id,
    field: Field::Brand,
    role: Role::Brand,
    weights: [weights::BRAND, weights::BRAND_AMONG, weights::BRAND_PART],
};

const MANUFACTURER_ROW: Row = Row {
    kind: MANUFACTURER.id,
    field: Field::Manufacturer,
    role: Role::MadeBy,
    weights: [weights::MANUFACTURER, weights::MANUFACTURER_PART, weights::MANUFACTURER_INSIDE],
};

const SUPPLIER_ROW: Row = Row {
    kind: SUPPLIER.id,
    field: Field::Supplier,
    role: Role::MadeBy,
    weights: [weights::SUPPLIER, weights::MANUFACTURER_PART, weights::MANUFACTURER_INSIDE],
};

/// The cell holds name and address: the name among other words is the usual case.
const RESPONSIBLE_PERSON_ROW: Row = Row {
    kind: RESPONSIBLE_PERSON.id,
    field: Field::ResponsiblePerson,
    role: Role::MadeBy,
    weights: [weights::RESPONSIBLE, weights::RESPONSIBLE, weights::RESPONSIBLE],
};

fn find(look: &Look<'_>, found: &mut Found, row: &Row) {
    for name in names_in(look, row.field) {
        add(look, found, row, name);
    }
}

fn add(look: &Look<'_>, found: &mut Found, row: &Row, name: FieldName) {
    let [whole, among, part] = row.weights;
    let (role, weight) = match name.fit {
        Fit::Whole => (row.role, whole),
        Fit::Among => (row.role, among),
        Fit::Part => (row.role, part),
        Fit::Foreign => (Role::CompatibleWith, part),
    };
    let (kind, field, party) = (row.kind, row.field, name.party);
    let signal = Signal { kind, field, start: name.start, end: name.end, party, role, weight };
    let hit = NameHit { party, kind: NameKind::Primary, common: name.common, field_only: false };
    add_with_context(look, found, signal, hit);
}
