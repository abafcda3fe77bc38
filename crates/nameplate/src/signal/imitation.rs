//! Names that are written to be overlooked.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::{Ownness, add_with_context, ownness};
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "imitation",
    reads: "Brand and title for what looks like a name and is not spelt like it: digits and letters that look alike, a name split in two (HIKVISlON, Da hua); a brand that is one letter off (HIKVISIOM).",
    why: "Who writes a name so hides it from screening and not from buyers.",
    strength: "A reason to look; it decides only together with a model number, an address or the like.",
    misleads: "Slips of the pen; words that happen to make up a name.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    add_misspelt(look, found);
    for field in [Field::Brand, Field::Title] {
        let Some(reading) = look.field(field) else { continue };
        for imitation in reading.imitations(look.tales) {
            let (start, end, party) = (imitation.start, imitation.end, imitation.name.party);
            // Two words may make up a name by chance ("Uni Tree"); not so often beside what the firm makes.
            if imitation.split && look.class_fits(party) != Some(true) {
                continue;
            }
            let said = cue_at(reading, look.tales, start, end);
            if !matches!(said, Cue::None | Cue::MadeBy)
                || ownness(look, party, start == 0) == Ownness::Foreign
            {
                continue;
            }
            let (kind, role, weight) = (KIND.id, Role::Brand, weights::IMITATION);
            let signal = Signal { kind, field, start, end, party, role, weight };
            add_with_context(look, found, signal, imitation.name);
        }
    }
}

/// A brand that is one letter off from a maker of just such goods.
fn add_misspelt(look: &Look<'_>, found: &mut Found) {
    let Some(brand) = look.field(Field::Brand) else { return };
    for &name in brand.nearly(look.tales) {
        let (party, end) = (name.party, brand.text().len());
        if look.class_fits(party) == Some(true) {
            let (kind, field, role, weight) = (KIND.id, Field::Brand, Role::Brand, weights::NEARLY);
            found.signals.push(Signal { kind, field, start: 0, end, party, role, weight });
        }
    }
}
