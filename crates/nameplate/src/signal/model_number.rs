//! Model numbers.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::{Ownness, ownness};
use super::weights::{self, Weight};
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::reading::telltales::CompiledTell;
use crate::register::{Strength, TellKind};
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "model_number",
    reads: "Model numbers that follow a maker's grammar (DS-2CD..., IPC-HDW..., CS-C6N...), in the model field, title and text.",
    why: "Makers number their products by rules of their own, and white-label goods often keep the number.",
    strength: "Strong for grammars that one maker uses; weak for codes that several share.",
    misleads: "Spare parts and accessories name the models they fit; some codes are shared.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    for field in [Field::Model, Field::Title, Field::Brand, Field::Text, Field::Other] {
        let Some(reading) = look.field(field) else { continue };
        for (hit, tell) in reading.tells(look.tales) {
            let tell = &look.tales.tells[tell];
            if tell.kind != TellKind::Model {
                continue;
            }
            let Some(end) = tell.code_end(reading.text(), hit) else { continue };
            let cue = cue_at(reading, look.tales, hit.start, end);
            let role = role_said(cue).unwrap_or_else(|| role_of(look, field, tell, hit.start == 0));
            let weight = weight_of(look, field, tell);
            let (kind, start, party) = (KIND.id, hit.start, tell.party);
            found.signals.push(Signal { kind, field, start, end, party, role, weight });
        }
    }
}

/// What the words around a code say of it; nothing where they leave it to the code itself.
fn role_said(cue: Cue) -> Option<Role> {
    match cue {
        Cue::GoesWith => Some(Role::CompatibleWith),
        Cue::Not => Some(Role::Mention),
        Cue::None | Cue::MadeBy | Cue::Component => None,
    }
}

fn role_of(look: &Look<'_>, field: Field, tell: &CompiledTell, at_start: bool) -> Role {
    // "Junction box DS-1280ZJ" is the maker's own accessory; "bracket DS-2CD2042WD" goes with that camera.
    let is_accessory_code =
        tell.class.and_then(|no| look.register.class(no)).is_some_and(|class| class.is_accessory());
    let own =
        is_accessory_code || field == Field::Model || ownness(look, tell.party, at_start) == Ownness::Own;
    if own { Role::MadeBy } else { Role::CompatibleWith }
}

fn weight_of(look: &Look<'_>, field: Field, tell: &CompiledTell) -> Weight {
    match (tell.strength, field) {
        (Strength::Weak, Field::Title | Field::Model)
            if !look.brand.stated && look.class_fits(tell.party) == Some(true) =>
        {
            weights::MODEL_SHARED_FITS
        }
        (Strength::Weak, _) => weights::MODEL_SHARED,
        (Strength::Strong, Field::Model) => weights::MODEL_FIELD,
        (Strength::Strong, Field::Text | Field::Other) => weights::MODEL_TEXT,
        (Strength::Strong, _) => weights::MODEL_TITLE,
    }
}
