//! Names in the description.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::{Ownness, add_with_context, ownness, states_maker};
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::register::PartyNo;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "text_name",
    reads: "Names of makers in the description, bullet points and specifications.",
    why: "\"Manufactured by\" and \"Brand:\" in a text name the maker; a bare mention is a hint.",
    strength: "Fair where the text says who made it; a hint otherwise.",
    misleads: "Texts list what a product works with, compare, and deny.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    let Some(text) = look.field(Field::Text) else { return };
    for (hit, name) in text.names(look.tales) {
        if name.field_only && !states_maker(text.text(), hit.start) {
            continue;
        }
        let cue = cue_at(text, look.tales, hit.start, hit.end);
        let opens = hit.start == 0;
        let own = ownness(look, name.party, opens) != Ownness::Foreign;
        let (role, weight) = match cue {
            Cue::GoesWith => (Role::CompatibleWith, weights::TEXT),
            Cue::Not => (Role::Mention, weights::TEXT),
            Cue::Component => (Role::Component, weights::COMPONENT),
            Cue::MadeBy if own && states_maker(text.text(), hit.start) => (Role::MadeBy, weights::TEXT_MAKER),
            Cue::MadeBy if own => (Role::MadeBy, weights::TEXT_BY),
            Cue::None if own && opens => (Role::Brand, weights::TEXT_LEADS),
            Cue::None if own && is_alone(look, name.party) => (Role::Brand, weights::TEXT_ALONE),
            Cue::None if own => (Role::Brand, weights::TEXT),
            Cue::MadeBy | Cue::None => (Role::CompatibleWith, weights::TEXT),
        };
        let (start, end) = (hit.start, hit.end);
        let signal =
            Signal { kind: KIND.id, field: Field::Text, start, end, party: name.party, role, weight };
        add_with_context(look, found, signal, name);
    }
}

/// Whether the description names one maker, of whose trade the product is, and no other field names any.
fn is_alone(look: &Look<'_>, party: PartyNo) -> bool {
    let others = |field: Field| {
        look.field(field).is_some_and(|reading| {
            let mut names = reading.names(look.tales).filter(|(_, name)| !name.common && !name.field_only);
            names.any(|(_, name)| !look.groups.are_related(name.party, party))
        })
    };
    !look.brand.stated
        && look.class_fits(party) == Some(true)
        && ![Field::Title, Field::Model, Field::Text].into_iter().any(others)
}
