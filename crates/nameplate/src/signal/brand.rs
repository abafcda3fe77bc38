//! What the brand and manufacturer fields say: read before all kinds of signals, since each is weighed against it.

use super::field_name::{Fit, names_in};
use super::look::{Brand, Known, Look};
use crate::listing::Field;
use crate::product::Product;
use crate::reading::Reading;

/// What the kinds of signals may look at.
pub(super) fn look<'a>(known: Known<'a>, reading: &'a Reading<'a>, product: &'a Product) -> Look<'a> {
    let Known { register, tales, groups } = known;
    let mut look = Look { register, tales, groups, reading, product, brand: Brand::default() };
    look.brand = brand(&look);
    look
}

fn brand(look: &Look<'_>) -> Brand {
    let mut brand = Brand::default();
    for field in [Field::Brand, Field::Manufacturer] {
        let Some(reading) = look.field(field) else { continue };
        if reading.keys().no_brand {
            brand.generic = true;
            continue;
        }
        brand.stated = true;
        // A name among other words ("Unitree Farms") is another brand.
        let whole =
            names_in(look, field).into_iter().filter(|name| matches!(name.fit, Fit::Whole | Fit::Among));
        brand.parties.extend(whole.map(|name| name.party));
        brand.parties.extend(reading.imitations(look.tales).iter().map(|imitation| imitation.name.party));
    }
    brand
}
