//! Names in the title.

use super::kind::{Found, Signal, SignalKind};
use super::look::Look;
use super::mention::{add_with_context, opens, states_maker, title_mention};
use super::native_name::is_native;
use super::weights;
use crate::listing::Field;
use crate::reading::cue::{Cue, cue_at};
use crate::reading::hit::{NameHit, Spot};
use crate::register::NameKind;
use crate::word::Role;

pub(crate) const KIND: SignalKind = SignalKind {
    id: "title_name",
    reads: "Names of makers and brands in the title, whatever their case, spacing or disguise.",
    why: "Titles open with the brand, and name the maker of what is sold.",
    strength: "Strong where the name is what is sold; nothing where the words around it say that the product goes with it.",
    misleads: "Accessories name what they fit, rivals compare themselves, sellers stuff keywords.",
    find,
};

fn find(look: &Look<'_>, found: &mut Found) {
    let Some(title) = look.field(Field::Title) else { return };
    for (hit, name) in title.names(look.tales) {
        if name.field_only && !states_maker(title.text(), hit.start) {
            add_weak_head(look, found, hit, name);
            continue;
        }
        if is_native(&name) {
            continue;
        }
        let cue = cue_at(title, look.tales, hit.start, hit.end);
        let (role, weight) = title_mention(look, hit, name.party, cue);
        let (start, end) = (hit.start, hit.end);
        let signal =
            Signal { kind: KIND.id, field: Field::Title, start, end, party: name.party, role, weight };
        add_with_context(look, found, signal, name);
    }
    if let Some((start, end, joined)) = spelled_out(title.text()) {
        for name in look.register.names_with_key(&joined).filter(|n| !n.is_common() && !n.is_field_only()) {
            if cue_at(title, look.tales, start, end) != Cue::None {
                continue;
            }
            let (role, party) = (Role::Brand, name.party());
            let signal = Signal {
                kind: KIND.id,
                field: Field::Title,
                start,
                end,
                party,
                role,
                weight: weights::TITLE_SPACED,
            };
            let hit = NameHit { party, kind: NameKind::Short, common: false, field_only: false };
            add_with_context(look, found, signal, hit);
        }
    }
}

/// "LTS CMIP3342W-28M turret camera": a name that is too weak for running text may still be the brand where it opens the title of
/// what its bearer makes.
fn add_weak_head(look: &Look<'_>, found: &mut Found, hit: Spot, name: NameHit) {
    let (start, end, party) = (hit.start, hit.end, name.party);
    let own = look.class_fits(party) == Some(true) && opens(look, hit);
    if own && field_cue(look, hit) == Some(Cue::None) {
        let (kind, field, role, weight) = (KIND.id, Field::Title, Role::Brand, weights::WEAK_HEAD);
        let signal = Signal { kind, field, start, end, party, role, weight };
        if look.has_rival_brand(party) {
            found.signals.push(Signal { weight: weights::RIVAL_BRAND, ..signal.clone() });
        }
        found.signals.push(signal);
    }
}

fn field_cue(look: &Look<'_>, hit: Spot) -> Option<Cue> {
    Some(cue_at(look.field(Field::Title)?, look.tales, hit.start, hit.end))
}

/// Whether a text spells some name letter by letter.
pub(crate) fn is_spelled_out(text: &str) -> bool {
    spelled_out(text).is_some()
}

/// The name that a text spells letter by letter.
pub(crate) fn spelled_name(text: &str) -> Option<String> {
    spelled_out(text).map(|(.., name)| name)
}

/// "h i k v i s i o n" or "h.i.k.v.i.s.i.o.n": five or more single letters with one separator between; where it stands, and the letters.
fn spelled_out(text: &str) -> Option<(usize, usize, String)> {
    let bytes = text.as_bytes();
    let is_gap = |byte: u8| matches!(byte, b' ' | b'.' | b'-' | b'_' | b'*');
    // Between five letters stand four signs that are the same. Without a branch, so that a machine looks at many bytes at once.
    let from = |n: usize| bytes.get(n..).unwrap_or_default().iter();
    let gaps = from(0).zip(from(2)).zip(from(4)).zip(from(6));
    if !gaps.fold(false, |any, (((a, b), c), d)| any | ((a == b) & (a == c) & (a == d) & is_gap(*a))) {
        return None;
    }
    let is_letter = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_lowercase);
    let gap = |n: usize| bytes.get(n).copied().filter(|&byte| is_gap(byte));
    let mut start = 0;
    while start + 9 <= bytes.len() {
        let (mut end, separator) = (start, gap(start + 1));
        while separator.is_some() && is_letter(end) && gap(end + 1) == separator && is_letter(end + 2) {
            end += 2;
        }
        // The next word may begin right behind: its first letter is no part of it either.
        if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
            end = end.saturating_sub(2).max(start);
        }
        let alone = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        if end - start >= 8 && alone {
            let joined = (start..=end).step_by(2).map(|n| char::from(bytes[n])).collect();
            return Some((start, end + 1, joined));
        }
        // A word may end right before the spelling begins: its last letter is no part of it.
        start = if alone { end.max(start) + 1 } else { start + 1 };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::spelled_out;

    #[test]
    fn names_spelled_letter_by_letter_are_read() {
        let found = spelled_out("new h i k v i s i o n camera").unwrap();
        assert_eq!(found, (4, 21, "hikvision".to_owned()));
        assert_eq!(spelled_out("d.a.h.u.a x").unwrap().2, "dahua");
        assert_eq!(spelled_out("d.a.h.u.a").unwrap().2, "dahua");
        assert_eq!(spelled_out("a b c of x y"), None);
        assert_eq!(spelled_out(""), None);
    }
}
