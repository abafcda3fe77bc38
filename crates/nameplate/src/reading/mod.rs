//! Step one: the listing as read. Each field is folded and what may name someone is found in it in one pass
//! ([`telltales`]); what the words around a mention say of it is read here too ([`cue`]).

mod kinds;
mod literals;
pub(crate) mod telltales;
pub(crate) mod hit;
pub(crate) mod imitation;
pub(crate) mod field;
mod word_list;
mod cue_words;
pub(crate) mod cue;

use std::sync::Arc;

pub(crate) use cue_words::{Opens, cue_words};
pub(crate) use field::{FieldMemo, FieldReading, NEARLY, WholeName};
pub(crate) use kinds::Kinds;
use telltales::TellTales;

use crate::listing::{Field, Listing};

/// Fields whose values repeat over a catalog: each distinct value is read once.
const REPEATING: &[Field] = &[
    Field::Brand,
    Field::Manufacturer,
    Field::Seller,
    Field::SellerAddress,
    Field::Category,
    Field::Origin,
    Field::ResponsiblePerson,
    Field::Supplier,
    Field::SupplierAddress,
    Field::App,
];

/// A listing, read.
#[derive(Debug)]
pub(crate) struct Reading<'l> {
    pub(crate) listing: &'l Listing<'l>,
    fields: Vec<(Field, Arc<FieldReading>)>,
}

impl<'l> Reading<'l> {
    pub(crate) fn new(
        tales: &TellTales,
        memo: &mut FieldMemo,
        listing: &'l Listing<'l>,
        longest: usize,
    ) -> Self {
        let mut fields = Vec::with_capacity(8);
        fields.extend(listing.filled().map(|(field, text)| {
            let text = cut(text, longest);
            let reading =
                if REPEATING.contains(&field) { memo.field(tales, text) } else { memo.fresh(tales, text) };
            (field, reading)
        }));
        Reading { listing, fields }
    }

    /// Gives back what a thread does not keep.
    pub(crate) fn give_back(self, memo: &mut FieldMemo) {
        self.fields.into_iter().for_each(|(_, field)| memo.take_back(field));
    }

    /// The field, if it holds anything.
    pub(crate) fn field(&self, field: Field) -> Option<&FieldReading> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, reading)| &**reading)
    }

    /// All fields that hold anything.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Field, &FieldReading)> + '_ {
        self.fields.iter().map(|(field, reading)| (*field, &**reading))
    }

    /// Fields that held more than is looked at.
    pub(crate) fn cut_fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.fields.iter().filter(|(_, reading)| reading.cut).map(|(field, _)| *field)
    }
}

/// The first `longest` bytes, at a character boundary.
pub(crate) fn cut(text: &str, longest: usize) -> &str {
    if text.len() <= longest {
        return text;
    }
    let end = (0..=longest).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
    &text[..end]
}
