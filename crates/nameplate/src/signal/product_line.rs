//! Names of product lines.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::{Ownness, ownness};
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::register::{Strength, TellKind};
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "product_line",
    reads: "Names of product lines and technologies (AcuSense, WizSense, Mavic) in title and text.",
    why: "Makers coin such names for their own products; white-label goods sometimes keep them.",
    strength: "Fair for coined names; a hint for names that others use too. Never alone.",
    misleads: "Accessories name the line they fit; ordinary words are lines of many.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for field in [Field::Title, Field::Text] {
        let Some(reading) = look.field(field) else { continue };
        for (hit, tell) in reading.tells(look.tales) {
            let tell = &look.tales.tells[tell];
            if tell.kind != TellKind::Line {
                continue;
            }
            let own = ownness(look, tell.party, false) == Ownness::Own;
            let role = match cue_at(reading, look.tales, hit.start, hit.end) {
                Cue::GoesWith => Role::CompatibleWith,
                Cue::Not => Role::Mention,
                _ if own && !look.has_rival_brand(tell.party) => Role::MadeBy,
                _ => Role::CompatibleWith,
            };
            let strong = tell.strength == Strength::Strong && field == Field::Title;
            let weight = if strong { weights::LINE } else { weights::LINE_SHARED };
            let (kind, start, end, party) = (KIND.id, hit.start, hit.end, tell.party);
            found.signals.push(Signal { kind, field, start, end, party, role, weight });
        }
    }
}
