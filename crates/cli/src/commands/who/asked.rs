//! A party, and with what it is asked about: what every section of its dossier is printed from.

use nameplate::Screener;
use nameplate::register::{Party, PartyNo};

use crate::notes::Notes;

/// A party, and with what it is asked about.
pub(super) struct Dossier<'s> {
    pub(super) screener: &'s Screener<'s>,
    pub(super) no: PartyNo,
    pub(super) party: Party<'s>,
    /// Whether to print all of it.
    pub(super) all: bool,
    pub(super) notes: Notes,
}

impl<'s> Dossier<'s> {
    pub(super) fn new(screener: &'s Screener<'s>, no: PartyNo, party: Party<'s>, all: bool) -> Self {
        Dossier { screener, no, party, all, notes: Notes::default() }
    }
}
