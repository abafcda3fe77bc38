//! What rules ask of the goods: the product facts, in the form in which rules compare them.

use super::purpose::{Purpose, purposes_in};
use super::rule::{Fact, Reach};
use crate::date::{Date, Day};
use crate::product::Product;
use crate::register::ClassNo;

/// Whether and when equipment was authorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Authorised {
    /// The offer says that it was not.
    Never,
    /// On that date.
    On(Date),
}

/// What is known of the goods. Unknown stays unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Goods {
    /// Kind of product.
    pub class: Option<ClassNo>,
    /// Country of production.
    pub produced_in: Option<String>,
    /// When it was made.
    pub made: Option<Date>,
    /// Whether and when it was authorised.
    pub authorised: Option<Authorised>,
    /// What it is said to be for; empty where nothing is said or recognised.
    pub purposes: Vec<Purpose>,
}

impl Goods {
    /// Takes the facts of a product over.
    pub(crate) fn of(product: &Product) -> Self {
        let facts = &product.facts;
        Goods {
            class: product.class,
            produced_in: facts.produced_in.as_ref().map(|known| known.value.clone()),
            made: product.made,
            authorised: facts.authorised_on.as_ref().and_then(|known| Authorised::read(&known.value)),
            purposes: facts.purpose.as_ref().map(|known| purposes_in(&known.value)).unwrap_or_default(),
        }
    }

    /// Whether a fact is known; what is needed and not known is a doubt.
    pub(super) fn states(&self, fact: Fact, class: Option<ClassNo>) -> Reach {
        let known = match fact {
            Fact::Class => class.is_some(),
            Fact::ProducedIn => self.produced_in.is_some(),
            Fact::MadeBetween => self.made.is_some(),
            Fact::AuthorisedOn => self.authorised.is_some(),
            Fact::Purpose => !self.purposes.is_empty(),
        };
        if known { Reach::Yes } else { Reach::Unknown(fact.missing().to_owned()) }
    }
}

impl Authorised {
    /// A date, or `none`.
    pub fn read(value: &str) -> Option<Self> {
        if value == NOT_AUTHORISED {
            return Some(Authorised::Never);
        }
        value.parse().ok().map(Authorised::On)
    }

    /// Whether it was authorised on that day or later, or never.
    pub(super) fn is_new_since(self, day: Day) -> Option<bool> {
        match self {
            Authorised::Never => Some(true),
            Authorised::On(date) => {
                let (first, last) = (date.first_day()?, date.last_day()?);
                if first >= day {
                    Some(true)
                } else if last < day {
                    Some(false)
                } else {
                    None
                }
            }
        }
    }
}

/// The value of a listing that says that its model was not authorised.
pub(crate) const NOT_AUTHORISED: &str = "none";
