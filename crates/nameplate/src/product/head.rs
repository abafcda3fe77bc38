//! What a title sells: its head. In "Wall bracket for Hikvision camera" it is the bracket.

use std::ops::Range;

use crate::reading::FieldReading;
use crate::reading::telltales::{Meaning, TellTales};
use crate::reading::{Kinds, Opens, cue_words};
use crate::register::{ClassNo, Register, TellKind};
use crate::text::is_unspaced;

/// The noun that a title is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) class: ClassNo,
    pub(crate) accessory: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The head of a title: the first device of its first part that names any, unless a noun follows it closely ("baby monitor
/// camera", "camera bracket"); what stands farther off is a feature ("drone 4K EIS gimbal"). A title that names an accessory before any maker sells that ("Soporte camara ..."). What stands behind "with" or "+" comes
/// along and is not what is sold.
pub(crate) fn head_of(tales: &TellTales, title: &FieldReading) -> Option<Head> {
    head_in(tales, title, 0..title.text().len())
}

/// The head of a stretch of a text.
pub(super) fn head_in(tales: &TellTales, title: &FieldReading, stretch: Range<usize>) -> Option<Head> {
    let nouns = nouns(tales, title, &stretch);
    if nouns.is_empty() {
        return None;
    }
    let text = &title.text()[..stretch.end];
    let (mut from, mut comes_along, mut opened) = (stretch.start, false, Opens::Part);
    let named_at = title.names_before(tales, 0);
    while from < text.len() {
        let (end, next, opens) = segment_end(text, from);
        // What comes behind a maker and a comma describes what is sold ("..., 14 days battery, black rubber strap").
        let late = text[..from].trim_end().ends_with(',');
        comes_along |= opened == Opens::Extras || (late && named_at < from);
        // What a thing is for is not what is sold.
        if opened != Opens::Purpose {
            let inside = nouns.iter().filter(|n| n.start >= from && n.end <= end);
            let inside: Vec<Head> = inside.filter(|n| !(comes_along && n.accessory)).copied().collect();
            let picked = pick(&tales.kinds, text, &inside, || title.names_before(tales, from));
            if picked.is_some() {
                return picked;
            }
        }
        (from, opened) = (next, opens);
    }
    None
}

fn pick(kinds: &Kinds, text: &str, nouns: &[Head], first_name: impl FnOnce() -> usize) -> Option<Head> {
    let first = nouns.first()?;
    // "Hard carrying case DJI Neo": an accessory that comes before any maker is what is sold. A battery right before a
    // camera describes it.
    let describes = |noun: &Head| {
        let is_power = kinds.get(first.class).is_some_and(|kind| kind.power);
        is_power && text.get(first.end..noun.start).is_some_and(|between| between.trim().is_empty())
    };
    let described = nouns.get(1).is_some_and(describes);
    if first.accessory && !described && !is_spaceless(text, first) && first.start < first_name() {
        return Some(*first);
    }
    let Some(at) = nouns.iter().position(|n| !n.accessory) else { return nouns.last().copied() };
    let mut head = nouns[at];
    // In a washing machine, wherever its title names that, the inverter drives the motor.
    let is_inverter = kinds.get(head.class).is_some_and(|kind| kind.inverter);
    let is_daily = |noun: &&Head| kinds.get(noun.class).is_some_and(|kind| kind.ordinary);
    if let Some(driven) = nouns.iter().find(|noun| is_inverter && is_daily(noun)) {
        return Some(*driven);
    }
    for noun in &nouns[at + 1..] {
        if is_compound(kinds, text, &head, noun) {
            head = *noun;
        }
    }
    Some(head)
}

/// Whether a noun belongs to the one before it as one thing: "camera bracket", "dome camera metal wall mount". Mounts and
/// cases may have a word between; of batteries, lenses and the like a device has its own.
fn is_compound(kinds: &Kinds, text: &str, device: &Head, noun: &Head) -> bool {
    let Some(between) = text.get(device.end..noun.start) else { return true };
    let plain = between.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    let (roomy, ordinary) = kinds.get(noun.class).map_or((false, false), |kind| (kind.roomy, kind.ordinary));
    // A plural ending belongs to the device.
    let words = between.trim_start_matches(|c: char| c.is_ascii_lowercase()).split_whitespace().count();
    // "Inverter convection microwave", "drone photography book": goods of daily life that a device word describes.
    plain && (words == 0 || (roomy && words <= 1) || (ordinary && words <= 2))
}

/// Whether a class is of goods of daily life.
pub(crate) fn is_ordinary(register: &Register<'_>, class: ClassNo) -> bool {
    let parent = register.class(class).and_then(|c| c.parent()).and_then(|no| register.class(no));
    parent.is_some_and(|parent| parent.id() == "ordinary")
}

fn is_spaceless(text: &str, head: &Head) -> bool {
    text[head.start..head.end].chars().next().is_some_and(is_unspaced)
}

/// Where a part of a title ends, where the next begins, and what that one lists.
fn segment_end(text: &str, from: usize) -> (usize, usize, Opens) {
    let rest = &text[from..];
    // An end at the very start of a part would leave it empty.
    match cue_words().segment_ends.first(rest) {
        Some((end, opens)) => (from + end.start, from + end.end, opens),
        None => (text.len(), text.len(), Opens::Part),
    }
}

/// Nouns of a stretch of a title that count, in its order: the longest where they overlap, and only where their neighbours allow.
fn nouns(tales: &TellTales, title: &FieldReading, stretch: &Range<usize>) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    for hit in &title.hits {
        for meaning in tales.meanings(hit.literal) {
            let Meaning::Noun(class) = meaning else { continue };
            let Some(kind) = tales.kinds.get(*class) else { continue };
            let (class, accessory) = (*class, kind.accessory);
            found.push(Head { class, accessory, start: hit.start, end: hit.end });
        }
    }
    if found.is_empty() {
        return found;
    }
    // "Huawei Watch" is the name of a product line, "Haolin Hair Accessories" that of a firm: neither says what is sold.
    let lines = title.tells(tales).filter(|(_, tell)| tales.tells[*tell].kind == TellKind::Line);
    let names = title.names(tales).filter(|(_, name)| !name.common).map(|(hit, _)| hit);
    let lines = lines.map(|(hit, _)| hit).chain(names).map(|hit| (hit.start, hit.end));
    let longer: Vec<(usize, usize)> = lines.chain(found.iter().map(|noun| (noun.start, noun.end))).collect();
    let inside = |noun: &Head| {
        longer.iter().any(|&(start, end)| {
            start <= noun.start && noun.end <= end && end - start > noun.end - noun.start
        })
    };
    found.retain(|noun| stretch.start <= noun.start && noun.end <= stretch.end);
    found.retain(|noun| !inside(noun) && neighbours_allow(&tales.kinds, title.text(), noun));
    found
}

fn neighbours_allow(kinds: &Kinds, text: &str, head: &Head) -> bool {
    const INCLUDED: [&str; 7] = ["included", "incl", "inkl", "incluido", "inclus", "free", "gratis"];
    let Some(kind) = kinds.get(head.class) else { return false };
    let before = text[..head.start].trim_end_matches([' ', '-']);
    // A plural ending (at most two letters) belongs to the noun.
    let ending = text[head.end..].bytes().take_while(u8::is_ascii_lowercase).count();
    let after = &text[head.end + if ending <= 2 { ending } else { 0 }..];
    let after = after.trim_start_matches([' ', '-']);
    let precedes = |word: &String| {
        before.strip_suffix(word.as_str()).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
    };
    let follows = |word: &str| {
        after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    // "Flip cover included": named, not sold.
    let included = after.starts_with(['i', 'f', 'g']) && INCLUDED.into_iter().any(follows);
    !included && !kind.not_after.iter().any(precedes) && !kind.not_before.iter().any(|word| follows(word))
}
