//! Product facts: what kind of thing is sold, where and when it was made, what for. Each with the words that say so, or
//! unknown.

mod fact;
mod head;
mod standard_code;
mod shelf;
mod origin;
mod when;
mod authorised;
mod purpose;

pub use authorised::Authorised;
use authorised::authorised_on;
pub use fact::{Known, ProductFacts};
use fact::{known, known_at};
pub(crate) use head::{Head, head_of, is_ordinary};
pub use origin::country_of;
pub(crate) use origin::defect_of as origin_defect;
pub use purpose::purposes_in;
use shelf::class_on_shelf;
pub(crate) use when::day_in;

use crate::date::Date;
use crate::listing::{Field, Span};
use crate::reading::Reading;
use crate::reading::telltales::TellTales;
use crate::register::{ClassNo, Register, TellKind};

/// The facts of a product, and what the engine needs beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Product {
    pub(crate) facts: ProductFacts,
    /// The class, whatever it is.
    pub(crate) class: Option<ClassNo>,
    /// The thing that the title sells.
    pub(crate) head: Option<Head>,
    /// When it was made.
    pub(crate) made: Option<Date>,
}

impl Product {
    /// Reads the facts off a listing.
    pub(crate) fn read(register: &Register<'_>, tales: &TellTales, reading: &Reading<'_>) -> Self {
        let head = reading.field(Field::Title).and_then(|title| head_of(tales, title));
        let found = class_of(register, tales, reading, head.as_ref());
        let class = found.as_ref().map(|(class, _)| *class);
        let made_between = when::made_on(tales, reading);
        let made = made_between.as_ref().and_then(|known| known.value.parse().ok());
        let facts = ProductFacts {
            class: found.map(|(class, span)| {
                let id = register.class(class).map_or("", |c| c.id());
                known_at(reading, id, &span)
            }),
            produced_in: origin::origin_of(tales, reading),
            made_between,
            authorised_on: authorised_on(reading.listing.get(Field::AuthorisedOn))
                .map(|value| known(value, Field::AuthorisedOn, reading)),
            purpose: Some(reading.listing.get(Field::Purpose).trim())
                .filter(|text| !text.is_empty())
                .map(|text| known(text.to_owned(), Field::Purpose, reading)),
        };
        Product { facts, class, head, made }
    }

    /// Whether the product is of that class or of one below it.
    pub(crate) fn is_a(&self, register: &Register<'_>, class: ClassNo) -> bool {
        self.class.is_some_and(|own| register.is_a(own, class))
    }

    /// Whether it goes with another product.
    pub(crate) fn is_accessory(&self, register: &Register<'_>) -> bool {
        self.class.and_then(|no| register.class(no)).is_some_and(|class| class.is_accessory())
    }
}

/// The head of the title; without one, what a model number says; last, the catalog's category.
fn class_of(
    register: &Register<'_>,
    tales: &TellTales,
    reading: &Reading<'_>,
    head: Option<&Head>,
) -> Option<(ClassNo, Span)> {
    let category = reading.field(Field::Category).and_then(|category| {
        let (class, place) = class_on_shelf(register, tales, category)?;
        Some((class, Span::new(Field::Category, place)))
    });
    // A shop that files a thing under books knows better than a noun in its title. What else a shelf says the title may correct.
    if let Some(media) =
        category.clone().filter(|(class, _)| tales.kinds.get(*class).is_some_and(|kind| kind.media))
    {
        return Some(media);
    }
    if let Some(head) = head {
        return Some((head.class, Span::new(Field::Title, head.start..head.end)));
    }
    let coded = [Field::Model, Field::Title].into_iter().find_map(|field| {
        let found = reading.field(field)?;
        found.tells(tales).find_map(|(hit, tell)| {
            let tell = &tales.tells[tell];
            let is_whole = tell.kind != TellKind::Model || tell.code_end(found.text(), hit).is_some();
            Some((tell.class.filter(|_| is_whole)?, Span::new(field, hit.start..hit.end)))
        })
    });
    coded.or(category)
}
