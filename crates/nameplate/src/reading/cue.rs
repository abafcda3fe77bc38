//! The role of a mention, decided by the words around it. A bracket "for Hikvision" is not Hikvision's; a camera "by
//! Hikvision" is.

use std::ops::Range;

use super::cue_words::cue_words;
use super::field::FieldReading;
pub(crate) use super::hit::Cue;
use super::telltales::{Meaning, TellTales};
use super::word_list::parts;
use crate::text::is_unspaced;

/// How far, in bytes, "compatible with" reaches over what follows it in its clause.
const REACH: usize = 200;

/// Reads the words around `start..end` of a field.
pub(crate) fn cue_at(reading: &FieldReading, tales: &TellTales, start: usize, end: usize) -> Cue {
    cue_with_place(reading, tales, start, end).0
}

/// The same, and where the words stand that say so. Several ask for the cue of one hit: it is worked out once.
pub(crate) fn cue_with_place(
    reading: &FieldReading,
    tales: &TellTales,
    start: usize,
    end: usize,
) -> (Cue, Range<usize>) {
    match reading.cue_of_hit(start, end) {
        Some(cue) => cue.get_or_init(|| read_cue(reading, tales, start, end)).clone(),
        None => read_cue(reading, tales, start, end),
    }
}

fn read_cue(reading: &FieldReading, tales: &TellTales, start: usize, end: usize) -> (Cue, Range<usize>) {
    let text = reading.text();
    let near = trim_back(&text[..start]);
    if let Some(place) = cue_words().not.at_end(near) {
        return (Cue::Not, place);
    }
    let list_start = skip_list_back(reading, tales, start);
    let before_list = trim_back(&text[..list_start]);
    let goes_with = cue_words().goes_with.at_end(before_list);
    if let Some(place) = goes_with.or_else(|| cue_words().before.at_end(before_list)) {
        return (Cue::GoesWith, place);
    }
    if let Some(place) = cue_words().not.at_end(before_list).filter(|_| list_start < start) {
        return (Cue::Not, place);
    }
    if let Some(found) = cue_after(reading, tales, end) {
        return found;
    }
    // "Powered by" ends like "by": the part before the whole.
    if let Some(place) = cue_words().component.at_end(near) {
        return (Cue::Component, place);
    }
    if let Some(place) = cue_words().made_by.at_end(near) {
        return unless_denied(text, (place, end));
    }
    if let Some(place) = denied_of(text, start) {
        return (Cue::Not, place);
    }
    match reaches_from_afar(text, start) {
        Some(place) => (Cue::GoesWith, place),
        None => (Cue::None, start..start),
    }
}

/// "Made by Hikvision" makes a maker unless the clause denies it ("none of our products are made by"), asks ("made by Hikvision?"),
/// or speaks of what the product goes with ("compatible manufacturer:").
fn unless_denied(text: &str, (made_by, end): (Range<usize>, usize)) -> (Cue, Range<usize>) {
    let from = clause_start(text, made_by.start);
    let clause = &text[from..made_by.start];
    if let Some(denial) = cue_words().denial.find(clause) {
        return (Cue::Not, from + denial.start..from + denial.end);
    }
    if text[end..].trim_start().starts_with('?') {
        return (Cue::Not, end..end + 1);
    }
    // "Works with cameras made by Dahua": what it works with has a word or two.
    const FEW: usize = 2;
    let close = cue_words().far.find(clause).filter(|(place, goes)| {
        *goes
            && clause[place.end..].split_whitespace().count() <= FEW
            && parts(clause[..place.start].chars().next_back(), clause[place.clone()].chars().next())
            && parts(clause[place.end..].chars().next(), clause[place.clone()].chars().next_back())
            && !speaks_of_a_standard(clause, place)
    });
    if let Some((place, _)) = close.last() {
        return (Cue::GoesWith, from + place.start..from + place.end);
    }
    let words = [&cue_words().goes_with, &cue_words().before];
    match words.iter().find_map(|words| words.at_end(trim_back(clause))) {
        Some(place) => (Cue::GoesWith, from + place.start..from + place.end),
        None => (Cue::MadeBy, made_by),
    }
}

/// "Sin componentes de Hikvision", "ohne Technik von Dahua": a denial a few words before "of".
fn denied_of(text: &str, start: usize) -> Option<Range<usize>> {
    const MOST_BYTES: usize = 60;
    let near = trim_back(&text[..start]);
    cue_words().of.at_end(near)?;
    let from = clause_start(text, start).max(start.saturating_sub(MOST_BYTES));
    let from = (from..=start).find(|&at| text.is_char_boundary(at))?;
    cue_words().denial.find(&text[from..start]).map(|denial| from + denial.start..from + denial.end)
}

/// Where the clause begins that a place stands in.
fn clause_start(text: &str, at: usize) -> usize {
    const FARTHEST: usize = 160;
    let near = (at.saturating_sub(FARTHEST)..=at).find(|&n| text.is_char_boundary(n)).unwrap_or(at);
    near + cue_words().clause_ends.last(&text[near..at], 0)
}

/// "Compatible with most ONVIF cameras, e.g. Hikvision": an outspoken cue reaches over its clause.
fn reaches_from_afar(text: &str, start: usize) -> Option<Range<usize>> {
    let left = &text[..start];
    let from = (start.saturating_sub(REACH)..=start).find(|&n| text.is_char_boundary(n)).unwrap_or(start);
    let bracket = left[from..].rfind(')').map_or(from, |at| from + at + 1);
    let from = cue_words().clause_ends.last(left, from).max(bracket);
    let window = &text[from..start];
    let (mut goes_with, mut made_by): (Option<Range<usize>>, usize) = (None, 0);
    for (place, goes) in cue_words().far.find(window) {
        let whole = parts(window[..place.start].chars().next_back(), window[place.clone()].chars().next())
            && parts(window[place.end..].chars().next(), window[place.clone()].chars().next_back());
        match goes {
            _ if !whole => {}
            false => made_by = made_by.max(place.end),
            true if speaks_of_a_standard(window, &place) => {}
            true if goes_with.as_ref().is_none_or(|known| known.end < place.end) => goes_with = Some(place),
            true => {}
        }
    }
    goes_with.filter(|place| place.end > made_by).map(|place| from + place.start..from + place.end)
}

/// "ONVIF compatible, Hikvision dome": the camera goes with a standard, and that says nothing of the name.
fn speaks_of_a_standard(window: &str, cue: &Range<usize>) -> bool {
    let before = window[..cue.start].trim_end_matches([' ', '-', ',']);
    let after = window[cue.end..].trim_start_matches([' ', ':']);
    let then = cue_words().standard.at_start(after).map(|length| after[length..].trim_end());
    cue_words().standard.at_end(before).is_some() || then == Some("")
}

fn cue_after(reading: &FieldReading, tales: &TellTales, end: usize) -> Option<(Cue, Range<usize>)> {
    let text = reading.text();
    let close = text[end..].trim_start_matches([' ', '-', '®', '™']);
    let from = text.len() - close.len();
    if let Some(length) = cue_words().after_not.at_start(close) {
        return Some((Cue::Not, from..from + length));
    }
    if let Some(length) = cue_words().after_made_by.at_start(close) {
        return Some((Cue::MadeBy, from..from + length));
    }
    let goes_on = |at: usize| {
        let rest = text[at..].trim_start_matches([' ', '-', '/', '®', '™', ',', '\'']);
        let cue = cue_words().after_goes_with.at_start(rest)?;
        // "Hikvision camera compatible with ONVIF": it is the camera that goes with something.
        let follows = rest[cue..].trim_start();
        let of_itself = cue_words().with.at_start(follows);
        let from = text.len() - rest.len();
        of_itself.is_none().then_some((Cue::GoesWith, from..from + cue))
    };
    if let Some(found) = goes_on(end).or_else(|| goes_on(skip_list_forward(reading, tales, end))) {
        return Some(found);
    }
    if let Some(place) = follows_from_afar(text, end) {
        return Some((Cue::GoesWith, place));
    }
    // "HiSilicon Hi3516 chipset": a code may stand between the name and the part.
    let mut rest = text[end..].trim_start_matches([' ', '-', '\'', '®', '™']);
    for _ in 0..3 {
        let from = text.len() - rest.len();
        if let Some(length) = cue_words().after_component.at_start(rest) {
            return Some((Cue::Component, from..from + length));
        }
        let word = rest.split(' ').next().unwrap_or_default();
        if !word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        rest = rest[word.len()..].trim_start();
    }
    None
}

/// "DJI Mini 4 Pro için", "ハイクビジョン カメラ対応": in some languages what the product goes with is said behind the device.
fn follows_from_afar(text: &str, end: usize) -> Option<Range<usize>> {
    const MOST_WORDS: usize = 6;
    let rest = &text[end..];
    let clause = rest.find([',', ';', ')', '|', '\n']).unwrap_or(rest.len());
    let mut at = 0;
    for word in rest[..clause].split_inclusive(' ').take(MOST_WORDS) {
        let bare = word.trim_end();
        let known = |cue: &&str| bare == *cue || (bare.ends_with(*cue) && cue.chars().all(is_unspaced));
        if let Some(cue) = cue_words().after_far.ending_like(bare).find(known) {
            let stop = end + at + bare.len();
            return Some(stop - cue.len()..stop);
        }
        at += word.len();
    }
    None
}

/// Goes back over a list ("the Dahua, Hikvision and"), to where it begins.
fn skip_list_back(reading: &FieldReading, tales: &TellTales, from: usize) -> usize {
    let text = reading.text();
    let mut at = from;
    loop {
        let trimmed = text[..at]
            .trim_end_matches([' ', ',', '/', '&', '+', '、', '(', ':', '"', '\'', '*', '®', '™', '和']);
        let stop = trimmed.len();
        let listed = |hit: &&super::hit::Spot| hit.end == stop || (hit.start < stop && stop < hit.end);
        let covered = reading
            .hits
            .iter()
            .filter(listed)
            .filter(|h| is_listable(tales, h.literal))
            .map(|h| h.start)
            .min();
        if let Some(start) = covered.filter(|&s| s < at) {
            at = start;
            continue;
        }
        let word_start = last_word(trimmed);
        let word = &trimmed[word_start..];
        // A code inside a list ("for Hikvision DS-2CD2042, DS-2CD2032").
        let is_code = word.len() >= 4
            && word.bytes().any(|b| b.is_ascii_digit())
            && word.bytes().any(|b| b.is_ascii_alphabetic());
        if !word.is_empty() && (cue_words().between.contains(word) || is_code) {
            at = word_start;
            continue;
        }
        return stop;
    }
}

fn skip_list_forward(reading: &FieldReading, tales: &TellTales, from: usize) -> usize {
    let text = reading.text();
    let mut at = from;
    loop {
        let rest = text[at..].trim_start_matches([' ', ',', '/', '&', '+', '-', '、', '・', '®', '™', '和']);
        let start = text.len() - rest.len();
        let listed =
            reading.hits.iter().filter(|h| h.start == start).filter(|h| is_listable(tales, h.literal));
        if let Some(end) = listed.map(|h| h.end).max().filter(|&e| e > at) {
            // A plural ending belongs to the word.
            at = end + text[end..].bytes().take_while(u8::is_ascii_alphabetic).count().min(2);
            continue;
        }
        let word = rest.split(' ').next().unwrap_or_default();
        if matches!(word, "and" | "or" | "und" | "oder" | "y" | "et" | "ou" | "e" | "и" | "или") {
            at = start + word.len();
            continue;
        }
        return start;
    }
}

fn is_listable(tales: &TellTales, literal: usize) -> bool {
    tales.meanings(literal).iter().any(|m| matches!(m, Meaning::Name(_) | Meaning::Noun(_)))
}

fn trim_back(text: &str) -> &str {
    text.trim_end_matches([' ', '"', '\'', '“', '”', '«', '»', '*', '(', '#', '：'])
}

fn last_word(text: &str) -> usize {
    text.rfind(' ').map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Register, RegisterInput, build};

    fn cue(text: &str, name: &str) -> Cue {
        let mut input = RegisterInput::default();
        for id in ["hikvision", "dahua", "uniview", "quectel"] {
            input.party.push(crate::register::PartyIn::named(id, id));
        }
        input
            .class
            .push(crate::register::ClassIn::named("camera", &["camera", "kamera", "cámara", "摄像头"]));
        let bytes = build(&input, "test").unwrap();
        let tales = TellTales::new(&Register::open(&bytes).unwrap());
        let reading = FieldReading::new(&tales, text);
        let start = reading.text().find(name).expect("the name stands in the text");
        cue_at(&reading, &tales, start, start + name.len())
    }

    #[test]
    fn what_goes_with_a_maker_is_not_its_own() {
        for text in [
            "Wall bracket for Hikvision",
            "Bracket for the original Dahua, Uniview and Hikvision cameras",
            "12V adapter compatible with most IP cameras such as Hikvision",
            "Wandhalterung passend für Hikvision Kamera",
            "Soporte para cámara Hikvision",
            "Support mural pour Hikvision",
            "支架 适用于 Hikvision",
            "Hikvision-compatible PoE injector",
            "Hikvision/Dahua compatible power supply",
            "Hikvision camera compatible junction box",
            "Replacement for: Hikvision DS-1602ZJ",
            "NVR works with Reolink, Hikvision",
        ] {
            assert_eq!(cue(text, "hikvision"), Cue::GoesWith, "{text}");
        }
    }

    #[test]
    fn a_makers_own_product_is_its_own() {
        for text in [
            "Hikvision 4MP dome camera",
            "Hikvision camera compatible with ONVIF",
            "Security camera for home, Hikvision",
            "Visit the Hikvision Store",
            "Pack of 4 Hikvision cameras",
        ] {
            assert_eq!(cue(text, "hikvision"), Cue::None, "{text}");
        }
        assert_eq!(cue("4MP camera by Hikvision", "hikvision"), Cue::MadeBy);
        assert_eq!(cue("Brand: Hikvision", "hikvision"), Cue::MadeBy);
    }

    #[test]
    fn a_denial_is_no_mention() {
        for text in ["This is not Hikvision", "better than Hikvision", "no Hikvision parts", "kein Hikvision"]
        {
            assert_eq!(cue(text, "hikvision"), Cue::Not, "{text}");
        }
    }

    #[test]
    fn a_part_is_a_component() {
        assert_eq!(cue("4G board, Quectel EC25-AF module", "quectel"), Cue::Component);
        assert_eq!(cue("gateway powered by Quectel", "quectel"), Cue::Component);
    }
}
