//! Names of parties: read, and compared.
//!
//! A [`Name`] is words in Latin letters, whatever script it was written in, each with what is known of it. [`Prepared::compare`] lays
//! two names beside each other and gives one number, in milli-nats of evidence that they are one party, with the alignment
//! that it comes from: the same value ranks, decides and explains. Nothing here depends on which lists are loaded.
//!
//! ```
//! use nameplate::names::{Kind, Name, Prepared};
//!
//! let (query, listed) = (Name::new("HAIGE GUANGZHOU COMM GRP"), Name::new("广州海格通信集团股份有限公司"));
//! let (query, listed) = (Prepared::new(&query), Prepared::new(&listed));
//! let met = query.compare(&listed, Kind::Organisation).expect("they share words");
//! println!("{}: {}", met.score(), query.explain(&listed, &met, Kind::Organisation));
//! ```

mod distance;
mod sound;
mod tables;
mod weigh;
mod script;
mod east_asian;
mod tok;
mod token;
mod kind;
mod likeness;
mod align;
mod score;
mod strangers;
mod explain;
mod prepared;
mod core;

/// The tables that names are read with, by the start of their digest. A register holds names as these tables read them; one
/// that was built with others has to be built again to be matched well.
pub const TABLES: &str = include_str!("../../data/VERSION");

pub use explain::{Explanation, Met, WordKind};
pub use kind::Kind;
pub use likeness::How;
pub use prepared::Prepared;
pub use score::{Comparison, Term};
pub use token::{MOST_BYTES, Name};

pub(crate) use self::core::Core;
pub(crate) use distance::distance;
pub(crate) use likeness::{MOST_JOINED, MOST_NEAR, Outline, equal_joined, likeness};
pub(crate) use score::{LEAST, at_most, most, score};
pub(crate) use strangers::{Stranger, Strangers};
pub(crate) use tables::{flag, is_place};
pub(crate) use tok::{MOST as MOST_WORDS, Tok, Toks, first_letter, head};
pub(crate) use token::{Facts, Token, legal_forms};

pub(crate) mod keys;
