//! Keys that names are found by: what two words, or two names, have in common if they may be alike. The builder of a register
//! and the look-up make them with the same functions, so that nothing alike is missed.

use super::sound::{self, Sound};
use super::tables::flag;
use super::tok::{Tok, Toks};
use super::token::Facts;

/// Words of fewer letters are not looked for with a letter less: of those, one slip is a third.
const LEAST_LETTERS: usize = 4;

/// A key: a hash of what it stands for and its kind. A collision costs a comparison and changes no answer.
pub(crate) type Key = u64;

/// The word itself.
pub(crate) fn exact(word: &[u8]) -> Key {
    hash(b'e', word)
}

/// The words without one of their letters, and whole: two words that differ by one slip share one. A word that is one letter
/// too short for that is what a longer one may be without a letter.
pub(crate) fn one_less(word: &[u8], keys: &mut Vec<Key>) {
    if word.len() + 1 < LEAST_LETTERS {
        return;
    }
    keys.push(hash(b'd', word));
    if word.len() < LEAST_LETTERS {
        return;
    }
    let mut less = [0u8; 64];
    for skip in 0..word.len().min(less.len()) {
        // The same letter twice in a row: the same word either way.
        if skip > 0 && word[skip] == word[skip - 1] {
            continue;
        }
        let length = word.len() - 1;
        less[..skip].copy_from_slice(&word[..skip]);
        less[skip..length].copy_from_slice(&word[skip + 1..]);
        keys.push(hash(b'd', &less[..length]));
    }
}

/// The sound of a word, where it says enough.
pub(crate) fn sounding(sound: Sound) -> Option<Key> {
    (sound::length(sound) >= 2).then(|| hash(b's', &sound.to_le_bytes()))
}

/// The consonants that all scripts write; `few`: among the words that were written without vowels only.
pub(crate) fn bare(bare: Sound, few: bool) -> Option<Key> {
    (sound::length(bare) >= 1).then(|| hash(if few { b'n' } else { b'b' }, &bare.to_le_bytes()))
}

/// Words that mean the same, in names of organisations or of persons.
pub(crate) fn group(group: u16, person: bool) -> Option<Key> {
    (group != 0).then(|| hash(if person { b'p' } else { b'g' }, &group.to_le_bytes()))
}

/// All keys that a word of a register is found by.
pub(crate) fn of_word(word: &[u8], facts: &Facts, keys: &mut Vec<Key>) {
    keys.push(exact(word));
    keys.extend(group(facts.org_group, false));
    keys.extend(group(facts.person_group, true));
    if facts.flags & flag::NUMBER != 0 {
        return;
    }
    one_less(word, keys);
    keys.extend(sounding(facts.sound));
    keys.extend(bare(facts.bare, false));
    if facts.flags & flag::NO_VOWELS != 0 {
        keys.extend(bare(facts.bare, true));
    }
}

/// What a word of a query is looked for by, beside itself.
pub(crate) fn of_query(tok: &Tok<'_>, person: bool, keys: &mut Vec<Key>) {
    keys.extend(group(tok.group, person));
    if tok.is(flag::NUMBER) {
        return;
    }
    one_less(tok.text, keys);
    keys.extend(sounding(tok.sound));
    // A word without vowels may be any that has its consonants; another one only such a word.
    keys.extend(bare(tok.bare, !tok.is(flag::NO_VOWELS)));
}

/// What neighbours of a query, written together, are looked for by: no more than what
/// [`equal_joined`](super::equal_joined) may take for one word.
pub(crate) fn of_joined(joined: &[u8], parts: &[&Tok<'_>]) -> impl Iterator<Item = Key> {
    let no_vowels = parts.iter().any(|part| part.is(flag::NO_VOWELS));
    let spelt_out = !no_vowels && joined.len() >= 6 && parts.iter().all(|part| part.text.len() > 1);
    let sound = spelt_out.then(|| sounding(sound::sound(joined))).flatten();
    let consonants = sound::bare(joined);
    let bare = (sound::length(consonants) >= 4).then(|| bare(consonants, !no_vowels)).flatten();
    [Some(exact(joined)), sound, bare].into_iter().flatten()
}

/// Neighbours written together.
pub(crate) fn joined(word: &[u8]) -> Key {
    hash(b'j', word)
}

/// How neighbours sound that are written together.
pub(crate) fn joined_sound(sound: Sound) -> Option<Key> {
    (sound::length(sound) >= 3).then(|| hash(b'k', &sound.to_le_bytes()))
}

/// The same without what some scripts leave out.
pub(crate) fn joined_bare(bare: Sound) -> Option<Key> {
    (sound::length(bare) >= 3).then(|| hash(b'l', &bare.to_le_bytes()))
}

/// First letters of neighbours.
pub(crate) fn initials(letters: &[u8]) -> Key {
    hash(b'i', letters)
}

/// Two or three neighbours written together, and the parts that take part; numbers are never part of a word.
pub(crate) fn joins(toks: &Toks<'_>, mut each: impl FnMut(&[u8], &[&Tok<'_>], u32)) {
    let mut joined: Vec<u8> = Vec::with_capacity(64);
    toks.neighbours(|parts, bits| {
        if bits == 0 || parts.iter().any(|part| part.is(flag::ORDINAL)) {
            return;
        }
        joined.clear();
        parts.iter().for_each(|part| joined.extend_from_slice(part.text));
        joined.truncate(64);
        each(&joined, parts, bits);
    });
}

/// First letters of three to six neighbours.
pub(crate) fn acronyms(toks: &[Tok<'_>], mut each: impl FnMut(&[u8], &[Tok<'_>])) {
    let mut letters = [0u8; 6];
    for count in 3..=6 {
        for words in toks.windows(count) {
            if words.iter().all(|word| word.text.len() > 1 && !word.is(flag::NUMBER)) {
                words.iter().zip(&mut letters).for_each(|(word, letter)| *letter = word.text[0]);
                each(&letters[..count], words);
            }
        }
    }
}

/// All keys that a name of a register is found by, beside those of its words.
pub(crate) fn of_form(toks: &Toks<'_>, keys: &mut Vec<Key>) {
    joins(toks, |word, _, _| {
        keys.push(joined(word));
        keys.extend(joined_sound(sound::sound(word)));
        keys.extend(joined_bare(sound::bare(word)));
    });
    acronyms(toks.as_slice(), |letters, _| keys.push(initials(letters)));
}

/// FNV-1a, its bits mixed once more so that keys spread evenly over 64 bits.
fn hash(kind: u8, bytes: &[u8]) -> Key {
    const PRIME: u64 = 0x0000_0100_0000_01B3;
    let start = (0xcbf2_9ce4_8422_2325 ^ u64::from(kind)).wrapping_mul(PRIME);
    let hash = bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    let mixed = (hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 29
}
