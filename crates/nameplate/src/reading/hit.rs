//! What a pass over a text finds.

use crate::register::{NameKind, PartyNo};

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameHit {
    pub(crate) party: PartyNo,
    pub(crate) kind: NameKind,
    pub(crate) common: bool,
    pub(crate) field_only: bool,
}

/// A literal found in a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// First byte in the folded text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Number of the literal.
    pub(crate) literal: usize,
}

/// What the words around a mention say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Nothing.
    None,
    /// The product goes with the named one.
    GoesWith,
    /// The mention denies or compares.
    Not,
    /// The named one made it.
    MadeBy,
    /// A part of it is the named one's.
    Component,
}
