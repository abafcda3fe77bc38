//! What a title sells: its head. In "Wall bracket for Hikvision camera" it is the bracket.

use crate::register::{ClassNo, Register};
use crate::signal::cues::SEGMENT_ENDS;
use crate::signal::reading::FieldReading;
use crate::signal::telltales::{Hit, Meaning, TellTales};
use crate::text::is_unspaced;

/// The noun that a title is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) class: ClassNo,
    pub(crate) accessory: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The head of a title: the last noun of its first part that has any, with two exceptions. A title that opens with an
/// accessory sells that ("Soporte cámara ..."); and an accessory that does not stand close behind a device is what the
/// device has, not what is sold ("camera, outdoor, rechargeable battery").
pub(crate) fn head_of(register: &Register<'_>, tales: &TellTales, title: &FieldReading) -> Option<Head> {
    let nouns = nouns(register, tales, title);
    let mut from = 0;
    while from < title.text().len() {
        let end = segment_end(title.text(), from);
        let inside: Vec<Head> = nouns.iter().copied().filter(|n| n.start >= from && n.end <= end).collect();
        if let Some(head) = pick(title.text(), &inside, from) {
            return Some(head);
        }
        from = end + title.text()[end..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn pick(text: &str, nouns: &[Head], from: usize) -> Option<Head> {
    let first = nouns.first()?;
    if first.accessory && text[from..first.start].trim().is_empty() && !is_spaceless(text, first) {
        return Some(*first);
    }
    let mut head = *first;
    for noun in &nouns[1..] {
        let between = text[head.end.min(noun.start)..noun.start].split_whitespace().count();
        // "camera bracket", "dome camera metal wall mount": a compound; farther off it is a feature.
        let compound = between <= 1 || noun.accessory == head.accessory;
        if compound && (noun.accessory || !head.accessory || is_spaceless(text, noun)) {
            head = *noun;
        }
    }
    Some(head)
}

fn is_spaceless(text: &str, head: &Head) -> bool {
    text[head.start..head.end].chars().next().is_some_and(is_unspaced)
}

fn segment_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let ends = SEGMENT_ENDS.iter().filter_map(|end| rest.find(end).filter(|&at| at > 0));
    from + ends.min().unwrap_or(rest.len())
}

/// Nouns of a title that count, in its order: the longest where they overlap, and only where their neighbours allow.
fn nouns(register: &Register<'_>, tales: &TellTales, title: &FieldReading) -> Vec<Head> {
    let mut found: Vec<(Hit, Head)> = Vec::new();
    for hit in &title.hits {
        for meaning in tales.meanings(hit.literal) {
            let Meaning::Noun(class) = meaning else { continue };
            let Some(view) = register.class(*class) else { continue };
            let head =
                Head { class: *class, accessory: view.is_accessory(), start: hit.start, end: hit.end };
            found.push((*hit, head));
        }
    }
    let inside = |hit: &Hit| {
        found.iter().any(|(other, _)| {
            other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start
        })
    };
    let mut kept: Vec<Head> =
        found.iter().filter(|(hit, _)| !inside(hit)).map(|(_, head)| *head).collect();
    kept.retain(|head| neighbours_allow(register, title.text(), head));
    kept
}

fn neighbours_allow(register: &Register<'_>, text: &str, head: &Head) -> bool {
    let Some(class) = register.class(head.class) else { return false };
    let before = text[..head.start].trim_end_matches([' ', '-']);
    let after = text[head.end..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let after = if after.len() + 2 >= text.len() - head.end { after } else { &text[head.end..] };
    let after = after.trim_start_matches([' ', '-']);
    let precedes = |word: &str| {
        before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
    };
    let follows = |word: &str| {
        after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    !class.not_after().any(precedes) && !class.not_before().any(follows)
}
