//! Names in the model field.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::{Ownness, add_with_context, ownness};
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::register::NameKind;
use crate::text::name::without_noise;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "model_name",
    reads: "Names of makers and brands in the model field (\"Huawei P30 Lite\").",
    why: "Lists of devices often have no column for the brand: it opens the model.",
    strength: "As for the head of a title.",
    misleads: "Spare parts name the device that they fit.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    let Some(model) = look.field(Field::Model) else { return };
    for (hit, name) in model.names(look.tales) {
        let at_start = without_noise(&model.text()[..hit.start]).is_empty();
        // A weak name has to be the brand of the thing, not a word in its number.
        let weak = name.field_only || name.common || name.kind == NameKind::Weak;
        if weak && !(at_start && look.class_fits(name.party) == Some(true)) {
            continue;
        }
        // At the head of its model the maker is named as plainly as in a field of its own.
        let own = at_start || ownness(look, name.party, at_start) != Ownness::Foreign;
        let (role, weight) = match cue_at(model, look.tales, hit.start, hit.end) {
            Cue::GoesWith => (Role::CompatibleWith, weights::MODEL_NAME),
            Cue::Not => (Role::Mention, weights::MODEL_NAME),
            Cue::Component => (Role::Component, weights::COMPONENT),
            Cue::None | Cue::MadeBy if !own => (Role::CompatibleWith, weights::MODEL_NAME),
            Cue::None | Cue::MadeBy if at_start => (Role::Brand, weights::MODEL_NAME),
            Cue::None | Cue::MadeBy => (Role::Brand, weights::MODEL_NAME_INSIDE),
        };
        let (kind, field, start, end, party) = (KIND.id, Field::Model, hit.start, hit.end, name.party);
        add_with_context(look, found, Signal { kind, field, start, end, party, role, weight }, name);
    }
}
