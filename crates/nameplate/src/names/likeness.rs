//! How alike two words are, in thousandths, and in what way.

use super::distance::distance;
use super::kind::Kind;
use super::sound;
use super::tables::flag;
use super::tok::Tok;
use crate::word::words;

words! {
    /// In what way words belong together.
    How {
        /// The same letters.
        Equal => "equal",
        /// Means the same: another language, spelling, abbreviation, romanisation.
        Same => "same",
        /// Written together or apart.
        Joined => "joined",
        /// The first letters of several words.
        Initials => "initials",
        /// A single letter for a name.
        Initial => "initial",
        /// Cut short.
        CutShort => "cut_short",
        /// Sounds the same.
        Sound => "sound",
        /// One letter differs.
        Typo => "typo",
        /// Two or three letters differ.
        Slips => "slips",
        /// Said twice by one name, or not counted in the other.
        Repeated => "repeated",
    }
}

/// How alike two words are: the same letters, the same meaning, or merely alike. Symmetric.
pub(crate) fn likeness(a: &Tok<'_>, b: &Tok<'_>, kind: Kind) -> (u16, How) {
    if a.equals(b) {
        (1_000, How::Equal)
    } else if a.group != 0 && a.group == b.group {
        (kind.likeness().synonym, How::Same)
    } else {
        alike(a, b, kind)
    }
}

/// How alike two words are; 0 for not at all. Symmetric.
pub(super) fn alike(a: &Tok<'_>, b: &Tok<'_>, kind: Kind) -> (u16, How) {
    const NOT: (u16, How) = (0, How::Typo);
    if (a.flags | b.flags) & flag::NUMBER != 0 {
        return if is_numeral(a, b) || is_numeral(b, a) { (MOST_NEAR, How::Initial) } else { NOT };
    }
    let (short, long) = if a.text.len() <= b.text.len() { (a.text, b.text) } else { (b.text, a.text) };
    if short.len() == 1 {
        return if short[0] == long[0] && long.len() > 1 {
            (kind.likeness().initial, How::Initial)
        } else {
            NOT
        };
    }
    let no_vowels = (a.flags | b.flags) & flag::NO_VOWELS != 0;
    if no_vowels {
        let alike = if a.bare == b.bare { kind.likeness().no_vowels(sound::length(a.bare)) } else { 0 };
        return (alike, How::Sound);
    }
    // Of words cut short the first four letters are equal.
    let cut = if (a.head ^ b.head) as u32 == 0 { cut_short(short, long, kind) } else { 0 };
    // Each letter put in, taken out or replaced changes at most two bits.
    let least = (a.mask ^ b.mask).count_ones().div_ceil(2);
    let sounds = a.sound == b.sound && sound::length(a.sound) >= 2;
    let mut most = if sounds { MOST_SLIPS } else { kind.likeness().most_typos(long.len()) };
    let misspelt = misspelt_place(a, b, kind);
    if misspelt > 0 {
        most = most.max(2);
    }
    if least > most || long.len() - short.len() > most as usize {
        return (cut, How::CutShort);
    }
    let typos = distance(short, long);
    let mut typo = kind.likeness().typo(typos, long.len());
    if typos == 2 {
        typo = typo.max(misspelt);
    }
    let mut sound = if sounds { kind.likeness().sound(typos, long.len(), sound::length(a.sound)) } else { 0 };
    let plural = long.len() == short.len() + 1 && long.ends_with(b"s") && long.starts_with(short);
    if a.flags & b.flags & flag::KNOWN != 0 && !plural {
        typo = kind.likeness().both_known(typo);
        sound = kind.likeness().both_known(sound);
    }
    match typo.max(sound).max(cut) {
        0 => NOT,
        best if best == sound => (sound, How::Sound),
        best if best == typo => (typo, if typos == 1 { How::Typo } else { How::Slips }),
        _ => (cut, How::CutShort),
    }
}

/// What tells of most pairs of words that they are not near each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline {
    /// The first eight letters.
    pub(crate) head: u64,
    pub(crate) sound: u64,
    pub(crate) mask: u32,
    pub(crate) letters: u32,
    pub(crate) weight: u16,
    pub(crate) is_number: bool,
}

impl Outline {
    /// Of a word of a query; nothing for one that no other word is near to: a number that no letter stands for, and a letter that stands
    /// for no number.
    pub(crate) fn of_query(tok: &Tok<'_>) -> Option<Outline> {
        let is_number = tok.is(flag::NUMBER);
        let may_be = may_be_numeral(tok.text) || (!is_number && tok.text.len() > 1);
        let letters = u32::try_from(tok.text.len()).unwrap_or(u32::MAX);
        let (head, sound, mask, weight) = (tok.head, tok.sound, tok.mask, tok.weight);
        may_be.then_some(Outline { head, sound, mask, letters, weight, is_number })
    }

    /// Whether two words may be alike in a way that no key of an index finds ([`How::anchors`]): by slips, or as a letter for a number.
    /// For kinds of names in which a letter does not stand for a word. It may say so of words that are not.
    pub(crate) fn may_be_near(&self, other: &Outline) -> bool {
        if self.is_number | other.is_number {
            // Whether it is that letter is seen when they are compared.
            return self.is_number != other.is_number && self.letters.min(other.letters) == 1;
        }
        let (short, long) = (self.letters.min(other.letters), self.letters.max(other.letters));
        let most = match long {
            _ if self.sound == other.sound => MOST_SLIPS,
            14.. => 3,
            _ => 2,
        };
        // Each letter put in, taken out or replaced changes at most two bits.
        let apart = (self.mask ^ other.mask).count_ones();
        (short > 1) & (long > 4) & (long - short <= MOST_SLIPS) & (apart <= 2 * most)
    }
}

/// Letters of a word that may differ where it sounds the same.
const MOST_SLIPS: u32 = 4;

/// The most that such a likeness comes to, in thousandths.
pub(crate) const MOST_NEAR: u16 = 900;

/// How alike words are at most that sound as others written together, in thousandths.
pub(crate) const MOST_JOINED: u16 = 930;

/// How alike a place and a word that nobody bears are if two letters differ: hardly anything else than that place misspelt.
fn misspelt_place(a: &Tok<'_>, b: &Tok<'_>, kind: Kind) -> u16 {
    let place = (a.flags ^ b.flags) & flag::PLACE != 0 && a.flags & b.flags & flag::KNOWN == 0;
    if place && a.text.len().max(b.text.len()) >= 5 { kind.likeness().place } else { 0 }
}

/// `Resources I` for `Resources 1`, where the letter stands amidst the name.
fn is_numeral(letter: &Tok<'_>, number: &Tok<'_>) -> bool {
    NUMERALS.iter().any(|(one, other)| letter.text == *one && number.text == *other)
}

/// Letters that stand for a number amidst a name.
const NUMERALS: [(&[u8], &[u8]); 3] = [(b"i", b"1"), (b"v", b"5"), (b"x", b"10")];

/// Whether a word may be such a letter or number.
pub(super) fn may_be_numeral(text: &[u8]) -> bool {
    NUMERALS.iter().any(|(letter, number)| text == *letter || text == *number)
}

/// `Comm` for `Communications`.
fn cut_short(short: &[u8], long: &[u8], kind: Kind) -> u16 {
    if short.len() >= 4 && long.len() >= short.len() + 2 && long.starts_with(short) {
        kind.likeness().cut_short(short.len(), long.len())
    } else {
        0
    }
}

/// Whether words written together are one word.
pub(crate) fn equal_joined(whole: &Tok<'_>, parts: &[&Tok<'_>], kind: Kind) -> Option<(How, u16)> {
    let length: usize = parts.iter().map(|part| part.text.len()).sum();
    if length.abs_diff(whole.text.len()) > 4 || parts.iter().any(|part| part.is(flag::ORDINAL)) {
        return None;
    }
    let no_vowels = parts.iter().any(|part| part.is(flag::NO_VOWELS)) || whole.is(flag::NO_VOWELS);
    // The first part tells most pairs apart.
    if !no_vowels && parts.first().map(|part| part.first()) != Some(whole.first()) {
        return None;
    }
    let mut joined = [0u8; 64];
    let mut at = 0;
    for part in parts {
        let end = (at + part.text.len()).min(joined.len());
        joined[at..end].copy_from_slice(&part.text[..end - at]);
        at = end;
    }
    let joined = &joined[..at];
    if joined == whole.text {
        return Some((How::Joined, 970));
    }
    if no_vowels {
        let sounds =
            sound::bare(joined) == whole.bare && sound::length(whole.bare) >= 4 && kind != Kind::Person;
        return sounds.then_some((How::Joined, 900));
    }
    // A letter beside a word is no part of it, unless every letter is the same.
    if length < 6 || parts.iter().any(|part| part.text.len() == 1) {
        return None;
    }
    if sound::sound(joined) != whole.sound || sound::length(whole.sound) < 3 {
        return None;
    }
    // Names of persons are short and many: few letters may differ.
    match distance(joined, whole.text) {
        0 | 1 => Some((How::Joined, MOST_JOINED)),
        2 => Some((How::Joined, 850)),
        3 if kind != Kind::Person => Some((How::Joined, 850)),
        _ => None,
    }
}

impl How {
    /// Whether an index can find it: by the word, by its letters less one, by its sound, by a key of the whole.
    pub(crate) fn anchors(self) -> bool {
        !matches!(self, How::Slips | How::Initial | How::Repeated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What bounds of a score rest on: no slip and no letter is worth more than is counted for what no key finds.
    #[test]
    fn nothing_that_keys_do_not_find_is_worth_more_than_is_counted() {
        for kind in [Kind::Organisation, Kind::Person, Kind::Brand, Kind::Storefront] {
            let slips = (1..=48).flat_map(|length| (2..=4).map(move |typos| (typos, length)));
            let most = slips.map(|(typos, length)| kind.likeness().typo(typos, length)).max();
            assert!(most.is_some_and(|most| most <= MOST_NEAR), "{kind:?}: {most:?}");
            assert!(kind.likeness().place <= MOST_NEAR, "{kind:?}");
        }
    }
}
