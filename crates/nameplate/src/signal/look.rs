//! What a kind of signal may look at: the listing as read, the tell-tales, the register, the product's facts, and what the
//! brand field says, since a mention elsewhere is weighed against it.

use crate::groups::Groups;
use crate::listing::Field;
use crate::product::Product;
use crate::reading::telltales::TellTales;
use crate::reading::{FieldReading, Reading};
use crate::register::{PartyNo, Register};

/// What is known beside the listing.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) register: &'a Register<'a>,
    pub(crate) tales: &'a TellTales,
    pub(crate) groups: &'a Groups,
}

/// A listing as read, beside what is known.
pub(crate) struct Look<'a> {
    pub(crate) register: &'a Register<'a>,
    pub(crate) tales: &'a TellTales,
    pub(crate) groups: &'a Groups,
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) product: &'a Product,
    pub(crate) brand: Brand,
}

/// What the brand and manufacturer fields say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Brand {
    /// They name something.
    pub(crate) stated: bool,
    /// They say that there is no brand ("Generic").
    pub(crate) generic: bool,
    /// The parties that they name.
    pub(crate) parties: Vec<PartyNo>,
}

impl<'a> Look<'a> {
    pub(crate) fn field(&self, field: Field) -> Option<&'a FieldReading> {
        self.reading.field(field)
    }

    /// Whether the brand field names somebody who has nothing to do with the party.
    pub(crate) fn has_rival_brand(&self, party: PartyNo) -> bool {
        self.brand.stated && !self.brand_is(party)
    }

    /// Whether the brand or manufacturer field names the party or one of its group.
    pub(crate) fn brand_is(&self, party: PartyNo) -> bool {
        self.brand.parties.iter().any(|&named| self.groups.are_related(named, party))
    }

    /// Whether the product is of a kind that the party is known for; `None` where nobody knows.
    pub(crate) fn class_fits(&self, party: PartyNo) -> Option<bool> {
        let makes: Vec<_> = self.register.party(party)?.makes().collect();
        if makes.is_empty() || self.product.class.is_none() {
            return None;
        }
        Some(makes.iter().any(|&class| self.product.is_a(self.register, class)))
    }
}
