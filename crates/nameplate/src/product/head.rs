//! What a title sells: its head. In "Wall bracket for Hikvision camera" it is the bracket.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::reading::FieldReading;
use crate::reading::hit::Spot;
use crate::reading::telltales::{Meaning, TellTales};
use crate::reading::{Opens, cue_words};
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
pub(crate) fn head_of(register: &Register<'_>, tales: &TellTales, title: &FieldReading) -> Option<Head> {
    head_in(register, tales, title, 0..title.text().len())
}

/// The head of a stretch of a text.
pub(super) fn head_in(
    register: &Register<'_>,
    tales: &TellTales,
    title: &FieldReading,
    stretch: Range<usize>,
) -> Option<Head> {
    let mut nouns = nouns(register, tales, title);
    nouns.retain(|noun| stretch.start <= noun.start && noun.end <= stretch.end);
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
        let inside = nouns.iter().filter(|n| n.start >= from && n.end <= end);
        let inside: Vec<Head> = inside.filter(|n| !(comes_along && n.accessory)).copied().collect();
        // What a thing is for is not what is sold.
        let picked = pick(register, text, &inside, title.names_before(tales, from))
            .filter(|_| opened != Opens::Purpose);
        if picked.is_some() {
            return picked;
        }
        (from, opened) = (next, opens);
    }
    None
}

fn pick(register: &Register<'_>, text: &str, nouns: &[Head], first_name: usize) -> Option<Head> {
    let first = nouns.first()?;
    // "Hard carrying case DJI Neo": an accessory that comes before any maker is what is sold. A battery right before a
    // camera describes it.
    let describes = |noun: &Head| {
        let is_power = register.class(first.class).is_some_and(|c| c.id() == "power_accessory");
        is_power && text.get(first.end..noun.start).is_some_and(|between| between.trim().is_empty())
    };
    let described = nouns.get(1).is_some_and(describes);
    if first.accessory && first.start < first_name && !described && !is_spaceless(text, first) {
        return Some(*first);
    }
    let Some(at) = nouns.iter().position(|n| !n.accessory) else { return nouns.last().copied() };
    let mut head = nouns[at];
    // In a washing machine, wherever its title names that, the inverter drives the motor.
    let is_inverter = register.class(head.class).is_some_and(|class| class.id() == "inverter");
    if let Some(driven) = nouns.iter().find(|noun| is_inverter && is_ordinary(register, noun.class)) {
        return Some(*driven);
    }
    for noun in &nouns[at + 1..] {
        if is_compound(register, text, &head, noun) {
            head = *noun;
        }
    }
    Some(head)
}

/// Whether a noun belongs to the one before it as one thing: "camera bracket", "dome camera metal wall mount". Mounts and
/// cases may have a word between; of batteries, lenses and the like a device has its own.
fn is_compound(register: &Register<'_>, text: &str, device: &Head, noun: &Head) -> bool {
    let Some(between) = text.get(device.end..noun.start) else { return true };
    let plain = between.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    let roomy = register.class(noun.class).is_some_and(|c| matches!(c.id(), "mount" | "case_cover"));
    // A plural ending belongs to the device.
    let words = between.trim_start_matches(|c: char| c.is_ascii_lowercase()).split_whitespace().count();
    // "Inverter convection microwave", "drone photography book": goods of daily life that a device word describes.
    plain && (words == 0 || (roomy && words <= 1) || (is_ordinary(register, noun.class) && words <= 2))
}

/// Whether a class is of books and the like, which may be about anything.
pub(super) fn is_media(register: &Register<'_>, class: ClassNo) -> bool {
    register.class(class).is_some_and(|class| class.id() == "print_media")
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
    let found = SEGMENT_AUTOMATON.find_iter(rest).find(|end| end.start() > 0);
    let Some(end) = found else { return (text.len(), text.len(), Opens::Part) };
    let opens = cue_words().segment_ends[end.pattern().as_usize()].1;
    (from + end.start(), from + end.end(), opens)
}

/// Ends of parts, found in one pass: titles have many words and few ends.
static SEGMENT_AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a fixed table of short words always builds")]
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(cue_words().segment_ends.iter().map(|(end, _)| end))
        .expect("a fixed table")
});

/// Nouns of a title that count, in its order: the longest where they overlap, and only where their neighbours allow.
fn nouns(register: &Register<'_>, tales: &TellTales, title: &FieldReading) -> Vec<Head> {
    let mut found: Vec<(Spot, Head)> = Vec::new();
    for hit in &title.hits {
        for meaning in tales.meanings(hit.literal) {
            let Meaning::Noun(class) = meaning else { continue };
            let Some(view) = register.class(*class) else { continue };
            let head = Head { class: *class, accessory: view.is_accessory(), start: hit.start, end: hit.end };
            found.push((*hit, head));
        }
    }
    // "Huawei Watch" is the name of a product line, "Haolin Hair Accessories" that of a firm: neither says what is sold.
    let lines = title.tells(tales).filter(|(_, tell)| tales.tells[*tell].kind == TellKind::Line);
    let names = title.names(tales).filter(|(_, name)| !name.common).map(|(hit, _)| hit);
    let lines = lines.map(|(hit, _)| hit).chain(names);
    let longer: Vec<Spot> = lines.chain(found.iter().map(|(hit, _)| *hit)).collect();
    let inside = |hit: &Spot| {
        longer.iter().any(|other| {
            other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start
        })
    };
    let mut kept: Vec<Head> = found.iter().filter(|(hit, _)| !inside(hit)).map(|(_, head)| *head).collect();
    kept.retain(|head| neighbours_allow(register, title.text(), head));
    kept
}

fn neighbours_allow(register: &Register<'_>, text: &str, head: &Head) -> bool {
    let Some(class) = register.class(head.class) else { return false };
    let before = text[..head.start].trim_end_matches([' ', '-']);
    // A plural ending (at most two letters) belongs to the noun.
    let ending = text[head.end..].bytes().take_while(u8::is_ascii_lowercase).count();
    let after = &text[head.end + if ending <= 2 { ending } else { 0 }..];
    let after = after.trim_start_matches([' ', '-']);
    let precedes = |word: &str| {
        before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
    };
    let follows = |word: &str| {
        after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    // "Flip cover included": named, not sold.
    let included =
        ["included", "incl", "inkl", "incluido", "inclus", "free", "gratis"].into_iter().any(follows);
    !included && !class.not_after().any(precedes) && !class.not_before().any(follows)
}
