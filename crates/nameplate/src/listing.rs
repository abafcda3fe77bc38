//! Step one of the path: a catalog row as a [`Listing`], and what was wrong with it as [`Defect`]s.
//!
//! A listing keeps the text that the catalog had. Nothing here fails: what cannot be read is a defect in the report.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident => $text:literal),+ $(,)?) => {
        /// What a column of a catalog means.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Field { $($(#[$doc])* $name),+ }

        impl Field {
            /// All fields, in the order of the type.
            pub const ALL: &'static [Field] = &[$(Field::$name),+];

            /// The name as it stands in reports and in `--map`.
            pub fn name(self) -> &'static str {
                match self { $(Field::$name => $text),+ }
            }
        }
    };
}

fields! {
    /// The heading of the offer.
    Title => "title",
    /// The brand as the catalog states it.
    Brand => "brand",
    /// The manufacturer as the catalog states it.
    Manufacturer => "manufacturer",
    /// The shop or seller.
    Seller => "seller",
    /// Where the seller says it is.
    SellerAddress => "seller_address",
    /// Model or part number of the maker.
    Model => "model",
    /// Global Trade Item Number (GTIN-8, -12, -13 or -14: EAN, UPC).
    Gtin => "gtin",
    /// FCC identifier: grantee code of 3 or 5 characters, then the product code (47 CFR 2.926).
    FccId => "fcc_id",
    /// A MAC address of the device, or its first bytes.
    Mac => "mac",
    /// The companion app: name or package id.
    App => "app",
    /// Description, bullet points, specifications.
    Text => "text",
    /// Address of the offer.
    Url => "url",
    /// Category as the catalog states it.
    Category => "category",
    /// Country of origin or place of production as the catalog states it.
    Origin => "origin",
    /// When the item was made, or first offered.
    MadeOn => "made_on",
    /// When the equipment was authorised (for instance by the FCC).
    AuthorisedOn => "authorised_on",
    /// Purpose that the offer states.
    Purpose => "purpose",
    /// Responsible person (EU Regulation 2023/988, article 16) or importer, with address.
    ResponsiblePerson => "responsible_person",
    /// Registration number of the seller.
    Registration => "registration",
    /// Supplier from a purchase file, joined by SKU.
    Supplier => "supplier",
    /// Address of that supplier.
    SupplierAddress => "supplier_address",
    /// When it was bought: the listing is judged by the law of that day.
    PurchasedOn => "purchased_on",
    /// What stands in columns whose meaning nobody knows: a line each, the name of the column, `: `, and the cell.
    Other => "other",
}

impl Field {
    /// The field of that name.
    pub fn from_name(name: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|f| f.name() == name)
    }
}

/// One offer in a catalog.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Listing<'a> {
    /// The catalog's own id (SKU, ASIN, ...); empty if it has none.
    pub id: Cow<'a, str>,
    /// Name of the file, as given by the user; empty for a single listing.
    pub file: Cow<'a, str>,
    /// Row of the file from 0, headers not counted; of a workbook, the number of the sheet.
    pub row: u64,
    values: Values<'a>,
    /// What was already found wrong while the row was read.
    pub defects: Vec<Defect>,
}

const FIELDS: usize = Field::ALL.len();

#[derive(Clone, Debug, PartialEq, Eq)]
struct Values<'a>([Cow<'a, str>; FIELDS]);

impl Default for Values<'_> {
    fn default() -> Self {
        Values([const { Cow::Borrowed("") }; FIELDS])
    }
}

impl<'a> Listing<'a> {
    /// The text of a field, as the catalog has it; empty if absent.
    pub fn get(&self, field: Field) -> &str {
        &self.values.0[field as usize]
    }

    /// Sets a field.
    pub fn set(&mut self, field: Field, value: impl Into<Cow<'a, str>>) {
        self.values.0[field as usize] = value.into();
    }

    /// Sets a field and returns the listing: for building one by hand.
    #[must_use]
    pub fn with(mut self, field: Field, value: impl Into<Cow<'a, str>>) -> Self {
        self.set(field, value);
        self
    }

    /// What it says by the names of its fields: how a listing is written down.
    pub fn texts(&self) -> BTreeMap<&'static str, &str> {
        self.filled().map(|(field, text)| (field.name(), text)).collect()
    }

    /// A listing that was written down; fields that this version does not know are left out.
    pub fn of_texts(texts: BTreeMap<String, String>) -> Listing<'static> {
        let mut listing = Listing::default();
        for (name, text) in texts {
            if let Some(field) = Field::from_name(&name) {
                listing.set(field, text);
            }
        }
        listing
    }

    /// Fields that hold something, in the order of [`Field::ALL`].
    pub fn filled(&self) -> impl Iterator<Item = (Field, &str)> {
        // Nearly every text begins with a sign, and most fields are empty: neither has to be trimmed.
        let holds_something = |text: &str| match text.as_bytes() {
            [] => false,
            [b'!'..=b'~', ..] => true,
            _ => !text.trim().is_empty(),
        };
        Field::ALL.iter().map(|&f| (f, self.get(f))).filter(move |(_, text)| holds_something(text))
    }
}

/// Something in the input that could not be used as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Defect {
    /// The field, or `row` where the whole row is concerned.
    pub field: Cow<'static, str>,
    /// What is wrong, in words for the owner of the catalog.
    pub reason: String,
}

impl Defect {
    /// A defect of one field.
    pub fn field(field: Field, reason: impl Into<String>) -> Self {
        Defect { field: Cow::Borrowed(field.name()), reason: reason.into() }
    }

    /// A defect of the whole row.
    pub fn row(reason: impl Into<String>) -> Self {
        Defect { field: Cow::Borrowed("row"), reason: reason.into() }
    }
}

/// A stretch of a field, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) field: Field,
    pub(crate) range: Range<usize>,
}

impl Span {
    pub(crate) fn new(field: Field, range: Range<usize>) -> Self {
        Span { field, range }
    }
}
/// The row as people count it: the first below the names of the columns is 1. Rows of a workbook have the numbers of the sheet
/// already, which its name tells.
pub fn row_for_people(file: &str, row: u64) -> u64 {
    if is_workbook(file) { row } else { row + 1 }
}

/// The row of a file that people mean by a number; none where there is no such row.
pub fn row_of_people(file: &str, number: u64) -> Option<u64> {
    if is_workbook(file) { Some(number) } else { number.checked_sub(1) }
}

fn is_workbook(file: &str) -> bool {
    const ENDS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
    file.rsplit_once('.').is_some_and(|(_, end)| ENDS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}
