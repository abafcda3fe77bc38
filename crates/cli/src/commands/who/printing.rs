//! A dossier on its way to the terminal: what every section is printed from.

use nameplate::dossier::{Dossier, Section};

use crate::notes::Notes;
use crate::out::{Page, faint};
use crate::words::left_out;

/// A dossier that is being printed.
pub(super) struct Printing<'d> {
    pub(super) dossier: &'d Dossier,
    /// Whether to print all of it.
    pub(super) all: bool,
    pub(super) notes: Notes,
}

impl Printing<'_> {
    /// Says what of a section had no room.
    pub(super) fn left_out(&self, page: &mut Page, section: Section) {
        if let Some(said) = left_out(self.dossier, section) {
            page.hanging(2, 2, &faint(said));
        }
    }
}
