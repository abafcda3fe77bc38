//! Names in the maker's own script, or written in another.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::{add_with_context, title_mention};
use crate::listing::Field;
use crate::reading::cue::cue_at;
use crate::reading::hit::NameHit;
use crate::register::NameKind;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "native_name",
    reads: "Names in Chinese characters, and names written in Cyrillic, Hangul, Kana or Arabic, in the title.",
    why: "A listing in its maker's script names it as plainly as one in Latin letters.",
    strength: "As for names in the title.",
    misleads: "Short names are parts of longer words; such names are looked for in fields only.",
    find,
};

pub(super) fn is_native(name: &NameHit) -> bool {
    matches!(name.kind, NameKind::Native | NameKind::Transliteration)
}

fn find(look: &Look<'_>, found: &mut Found) {
    let Some(title) = look.field(Field::Title) else { return };
    for (hit, name) in title.names(look.tales) {
        if name.field_only || !is_native(&name) {
            continue;
        }
        let cue = cue_at(title, look.tales, hit.start, hit.end);
        let (role, weight) = title_mention(look, hit, name.party, cue);
        let (start, end) = (hit.start, hit.end);
        let signal =
            Signal { kind: KIND.id, field: Field::Title, start, end, party: name.party, role, weight };
        add_with_context(look, found, signal, name);
    }
}
