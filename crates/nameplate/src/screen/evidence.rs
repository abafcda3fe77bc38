//! A signal as results print it: evidence, in the catalog's own words.

use crate::finding::Evidence;
use crate::reading::Reading;
use crate::register::Register;
use crate::signal::Signal;
use crate::word::Direction;

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
        for_or_against: if weight < 0 { Direction::Against } else { Direction::For },
        reason: signal.weight.sentence.to_owned(),
    }
}
