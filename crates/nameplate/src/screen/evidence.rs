//! Signals as results print them: evidence, in the catalog's own words, each piece once a listing.

use crate::finding::Evidence;
use crate::reading::Reading;
use crate::register::Register;
use crate::signal::Signal;

/// The evidence that the findings of a listing cite, by its place.
#[derive(Default)]
pub(super) struct Pieces {
    /// The signals behind the first pieces, so that none is printed twice.
    signals: Vec<(Signal, u32)>,
    pub(super) all: Vec<Evidence>,
}

impl Pieces {
    /// The place of a signal.
    pub(super) fn cite(&mut self, register: &Register<'_>, reading: &Reading<'_>, signal: &Signal) -> u32 {
        if let Some((_, place)) = self.signals.iter().find(|(known, _)| known == signal) {
            return *place;
        }
        let place = self.put(as_evidence(register, reading, signal, signal.weight.millinats));
        self.signals.push((signal.clone(), place));
        place
    }

    /// The place of a piece.
    pub(super) fn put(&mut self, piece: Evidence) -> u32 {
        let place = self.all.iter().position(|known| *known == piece).unwrap_or_else(|| {
            self.all.push(piece);
            self.all.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

/// A signal as reports print it, quoting the catalog's own words.
pub(super) fn as_evidence(
    register: &Register<'_>,
    reading: &Reading<'_>,
    signal: &Signal,
    weight: i32,
) -> Evidence {
    let original = reading.listing.get(signal.field);
    let folded = reading.field(signal.field).map(|field| &field.folded);
    let (start, end) = folded.map_or((0, 0), |folded| folded.original(signal.start, signal.end));
    Evidence {
        kind: signal.kind,
        field: signal.field.name(),
        start: u32::try_from(start).unwrap_or(u32::MAX),
        end: u32::try_from(end).unwrap_or(u32::MAX),
        text: original.get(start..end).unwrap_or_default().to_owned(),
        role: signal.role,
        party: register.party(signal.party).map_or("", |p| p.id()).into(),
        weight,
        reason: signal.weight.id,
        sentence: signal.weight.sentence,
    }
}
