//! Product facts as results print them, each with the words that say so.

use serde::Serialize;

use crate::listing::{Field, Span};
use crate::reading::Reading;

/// What a rule may need to know of the product. Unknown stays unknown.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
pub struct ProductFacts {
    /// Product class (id in the register).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Known>,
    /// Country of production, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_in: Option<Known>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_between: Option<Known>,
    /// When the equipment was authorised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorised_on: Option<Known>,
    /// Purpose that the offer states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Known>,
}

/// A product fact and where the listing says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The value.
    pub value: String,
    /// The field that says so.
    pub field: &'static str,
    /// The words that say so.
    pub text: String,
    /// First byte of these words in the UTF-8 text of the field. Not part of the contract: evidence carries it.
    #[serde(skip)]
    pub start: usize,
}

/// A fact that a whole cell states.
pub(super) fn known(value: String, field: Field, reading: &Reading<'_>) -> Known {
    let cell = reading.listing.get(field);
    let start = cell.len() - cell.trim_start().len();
    Known { value, field: field.name(), text: cell.trim().to_owned(), start }
}

/// A fact that a part of a field states, given as a range of its folded text; the words are quoted as the catalog has them.
pub(super) fn known_at(reading: &Reading<'_>, value: &str, span: &Span) -> Known {
    let field = span.field;
    let folded = reading.field(field).map(|found| found.folded.original(span.range.start, span.range.end));
    let (start, end) = folded.unwrap_or_default();
    let text = reading.listing.get(field).get(start..end).unwrap_or_default().to_owned();
    Known { value: value.to_owned(), field: field.name(), text, start }
}
