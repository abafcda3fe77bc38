//! Global Trade Item Numbers.

use super::kind::{Found, SignalKind};
use super::look::Look;
use crate::listing::{Defect, Field, Listing};

pub(crate) const KIND: SignalKind = SignalKind {
    id: "gtin",
    reads: "The GTIN (8, 12, 13 or 14 digits): its check digit (GS1 General Specifications, section 7.9).",
    why: "A valid number identifies the product; a broken one means that the row cannot be joined on it.",
    strength: "None for the maker: no company prefix in our facts is confirmed by GS1 yet.",
    misleads: "The first digits name the GS1 member organisation that licensed the number, never the country of origin.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    found.defects.extend(defect_of(look.reading.listing));
}

/// What is wrong with the GTIN of a listing, if it has one.
pub(crate) fn defect_of(listing: &Listing<'_>) -> Option<Defect> {
    let text = listing.get(Field::Gtin).trim();
    let reason = Some(text).filter(|text| !text.is_empty()).and_then(|text| check(text).err())?;
    Some(Defect::field(Field::Gtin, reason))
}

/// Checks a GTIN.
///
/// # Errors
/// Says what is wrong with it, for the owner of the catalog.
pub(crate) fn check(text: &str) -> Result<(), String> {
    let upper = text.to_ascii_uppercase();
    if upper.contains("E+") {
        return Err(format!(
            "`{text}` was turned into a rounded number by a spreadsheet: its digits are lost"
        ));
    }
    let digits: Vec<u32> =
        text.chars().filter(|c| !matches!(c, ' ' | '-')).filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != text.chars().filter(|c| !matches!(c, ' ' | '-')).count() {
        return Err(format!("`{text}` has characters that are no digits"));
    }
    if !matches!(digits.len(), 8 | 12 | 13 | 14) {
        return Err(format!("`{text}` has {} digits: a GTIN has 8, 12, 13 or 14", digits.len()));
    }
    let weighted: u32 =
        digits.iter().rev().enumerate().skip(1).map(|(n, d)| if n % 2 == 1 { d * 3 } else { *d }).sum();
    let expected = (10 - weighted % 10) % 10;
    match digits.last() {
        Some(&last) if last == expected => Ok(()),
        _ => Err(format!("the check digit of `{text}` is wrong: it should be {expected}")),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn check_digits_are_checked() {
        for good in ["4006381333931", "036000291452", "96385074", "10012345678902"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert!(check("4006381333932").unwrap_err().contains("check digit"));
        assert!(check("6.96E+11").unwrap_err().contains("spreadsheet"));
        assert!(check("12345").unwrap_err().contains("5 digits"));
        assert!(check("ABC").unwrap_err().contains("no digits"));
    }
}
