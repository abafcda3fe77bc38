//! The register: compiled, immutable knowledge that opens from bytes without parsing.
//!
//! [`build`] makes the bytes out of statements ([`RegisterInput`]); [`Register::open`] reads them in place.

mod canonical;
mod said;
mod input;
mod rules;
mod carry;
mod format;
mod name_index;
mod build;
mod open;
mod view;
mod verify;
mod published;
mod sieve;
mod compared;
mod stated;

pub use crate::word::{RelationKind, Tier};
pub use build::{BuildError, build};
pub use canonical::{canonical, hex};
pub use carry::carried_by;
pub(crate) use compared::{Compared, FormView};
pub use format::FORMAT_VERSION;
pub use input::*;
pub use open::{OpenError, Register};
pub use rules::*;
pub(crate) use said::cited;
pub use said::{Claim, Edition, RegisterId, Response, Share, Source};
pub(crate) use sieve::Sieve;
pub use stated::Stated;
pub use view::{
    Class, ClassNo, Contradiction, DesignationView, Lead, List, Name, Party, PartyNo, Relation, Rule, Tell,
};
