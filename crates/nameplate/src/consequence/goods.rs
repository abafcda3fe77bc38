//! What rules ask of the goods: the product facts, in the form in which rules compare them.

use crate::date::Date;
use crate::product::{Authorised, Product, purposes_in};
use crate::register::ClassNo;
use crate::word::{Fact, Purpose};

/// Whether a rule reaches something.
pub(super) enum Reach {
    /// It does not.
    No,
    /// It cannot be told, and why.
    Unknown(String),
    /// It does.
    Yes,
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

impl Fact {
    /// The doubt where the fact is not known.
    pub(super) fn missing(self) -> &'static str {
        match self {
            Fact::Class => "What kind of product it is could not be read from the listing.",
            Fact::ProducedIn => "The listing does not say where it was produced.",
            Fact::MadeBetween => "The listing does not say when it was made.",
            Fact::AuthorisedOn => "The listing does not say whether and when the model was authorised.",
            Fact::Purpose => "The listing does not say for which of the named purposes it is used.",
        }
    }
}
