//! The register: compiled, immutable knowledge that opens from bytes without parsing.
//!
//! [`build`] makes the bytes out of statements ([`RegisterInput`]); [`Register::open`] reads them in place.

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
mod compared;

pub use crate::word::{RelationKind, Tier};
pub use build::{BuildError, build};
pub use carry::carried_by;
pub(crate) use compared::Compared;
pub use format::FORMAT_VERSION;
pub use input::*;
pub use open::{OpenError, Register};
pub use rules::*;
pub use said::{Claim, Edition, RegisterId, Response, Share, Source};
pub use view::{
    Class, ClassNo, Contradiction, DesignationView, Lead, List, Name, Party, PartyNo, Relation, Rule, Tell,
};

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .map(char::from)
        .collect()
}

/// The canonical bytes of a statement: JSON, its fields in the order and by the names of the files that state it. Digests
/// are made of it, and statements are put in order by it, so that neither depends on a private name.
pub fn canonical(statement: &impl serde::Serialize) -> String {
    // Statements are plain structs of texts, numbers, dates and lists: nothing in them can fail to be written.
    serde_json::to_string(statement).unwrap_or_default()
}
