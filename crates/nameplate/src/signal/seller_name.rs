//! The seller's name.

use super::field_name::{Fit, names_in};
use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights;
use crate::listing::Field;
use crate::register::{PartyKind, PartyNo, Relation};
use crate::word::{RelationKind, Role};

pub(crate) const KIND: SignalKind = SignalKind {
    id: "seller_name",
    reads: "The shop or seller of the offer.",
    why: "A maker's own shop sells its goods; some shops are known to sell them under other names.",
    strength: "Strong for the maker's own name; a harmless shop name decides nothing without more.",
    misleads: "Resellers put the maker's name into theirs; a shop name may be an ordinary word.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for name in names_in(look, Field::Seller) {
        let (role, weight) = match name.fit {
            Fit::Whole if is_person(look, name.party) => (Role::SoldBy, weights::PERSON_NAME),
            _ if name.common => (Role::SoldBy, weights::COMMON_NAME),
            Fit::Whole => (Role::SoldBy, weights::SELLER),
            Fit::Among | Fit::Part => (Role::SoldBy, weights::SELLER_PART),
            Fit::Foreign => (Role::CompatibleWith, weights::SELLER_PART),
        };
        let signal = Signal {
            kind: KIND.id,
            field: Field::Seller,
            start: name.start,
            end: name.end,
            party: name.party,
            role,
            weight,
        };
        if name.common && is_of_its_trade(look, name.party) {
            found.signals.push(Signal { weight: weights::CLASS_FITS, ..signal.clone() });
            found.signals.push(Signal { weight: weights::COMMON_SELLER, ..signal.clone() });
        }
        found.signals.push(signal);
    }
}

/// Whether the product is of a kind that the seller makes, or is known to sell for a maker.
fn is_of_its_trade(look: &Look<'_>, party: PartyNo) -> bool {
    let sells = |relation: &Relation<'_>| {
        relation.kind() == RelationKind::SoldBy
            && relation.classes().any(|class| look.product.is_a(look.register, class))
    };
    look.class_fits(party) == Some(true) || look.register.relations_of(party).any(|relation| sells(&relation))
}

fn is_person(look: &Look<'_>, party: PartyNo) -> bool {
    look.register.party(party).is_some_and(|party| party.kind() == PartyKind::Person)
}
