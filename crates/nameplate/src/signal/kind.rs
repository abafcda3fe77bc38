//! A signal, what a kind of signal finds, and what a kind is.

use super::look::Look;
use super::weights::Weight;
use crate::listing::{Defect, Field, Span};
use crate::register::PartyNo;
use crate::word::Role;

/// A piece of a listing that may name a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Id of its kind.
    pub kind: &'static str,
    /// The field it stands in.
    pub field: Field,
    /// First byte in the folded text of the field.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The party it may mean.
    pub party: PartyNo,
    /// What the mention says about the party's part.
    pub role: Role,
    /// What it weighs, and why.
    pub weight: Weight,
}

impl Signal {
    /// What says that a party made it.
    pub(super) fn made_by(kind: &'static str, span: Span, party: PartyNo, weight: Weight) -> Self {
        let Span { field, range } = span;
        Signal { kind, field, start: range.start, end: range.end, party, role: Role::MadeBy, weight }
    }
}

/// What a kind finds in a listing.
#[derive(Debug, Default)]
pub struct Found {
    /// Signals.
    pub signals: Vec<Signal>,
    /// What could not be used.
    pub defects: Vec<Defect>,
}

/// A kind of signal: what it reads, why it is evidence, when it misleads.
pub struct SignalKind {
    /// Id, as it stands in results.
    pub id: &'static str,
    /// What it reads.
    pub reads: &'static str,
    /// Why it is evidence.
    pub why: &'static str,
    /// How strong it is.
    pub strength: &'static str,
    /// When it misleads.
    pub misleads: &'static str,
    pub(crate) find: fn(&Look<'_>, &mut Found),
}

impl std::fmt::Debug for SignalKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignalKind").field("id", &self.id).finish_non_exhaustive()
    }
}
