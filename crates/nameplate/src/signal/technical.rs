//! Marks of a maker's firmware and protocols.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::register::TellKind;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "technical",
    reads: "Marks of firmware and protocols that texts, addresses and tables of devices mention: server names, discovery tools, storage formats.",
    why: "Firmware is harder to rename than a label.",
    strength: "Supporting: two marks and a camera ask for a look, none decides.",
    misleads: "Recorders of others speak the same protocols.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for field in [Field::Title, Field::Model, Field::Text, Field::Url, Field::Other] {
        let Some(reading) = look.field(field) else { continue };
        for (hit, tell) in reading.tells(look.tales) {
            let tell = &look.tales.tells[tell];
            if tell.kind != TellKind::Technical {
                continue;
            }
            let own = matches!(cue_at(reading, look.tales, hit.start, hit.end), Cue::None | Cue::MadeBy);
            let role =
                if own && !look.product.is_accessory(look.register) { Role::MadeBy } else { Role::Mention };
            let (start, end, party) = (hit.start, hit.end, tell.party);
            let (kind, weight) = (KIND.id, weights::TECHNICAL);
            found.signals.push(Signal { kind, field, start, end, party, role, weight });
        }
    }
}
