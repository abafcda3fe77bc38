//! A name as it is compared: words in Latin letters, each with what is known of it.
//!
//! A [`Name`] has one form or several: how a company's name in Han characters reads, and how it reads if it is a person's,
//! in Chinese, Korean or Japanese. Comparing takes the form that fits best.

use super::distance::mask;
use super::east_asian::{self, Romanised};
use super::script::Piece;
use super::sound::{bare, sound};
use super::tables::{GENERIC, Phrase, Word, flag, tables};
use super::weigh;
use crate::text::fold::Folded;

/// A name is read up to here, in bytes; what is longer is no name.
pub const MOST_BYTES: usize = 1_024;
/// Words of one name that take part.
pub(crate) const MOST_WORDS: usize = 24;
/// Letters of one word that take part.
const MOST_LETTERS: usize = 48;

/// A name, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// As written, as far as it is read.
    pub(crate) text: String,
    /// Ways to read it, the plainest first; none where it holds no letter or digit.
    pub(crate) forms: Vec<Form>,
    /// Whether something of it was left out for its length.
    pub(crate) cut: bool,
    /// Whether letters of another script stood among Latin ones and were read as what they look like.
    pub(crate) disguised: bool,
}

/// One way to read a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) tokens: Vec<Token>,
    pub(crate) reading: Romanised,
    /// Classes of its legal forms, a bit each.
    pub(crate) legal: u16,
}

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// In Latin letters and digits.
    pub(crate) text: String,
    /// Where it stands in the name as written, in bytes.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) facts: Facts,
}

/// What comparing needs to know of a word, beside its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Facts {
    pub(crate) sound: u64,
    pub(crate) bare: u64,
    /// Which letters it has: a bit each.
    pub(crate) mask: u32,
    pub(crate) org_group: u16,
    pub(crate) person_group: u16,
    pub(crate) org_weight: u16,
    pub(crate) person_weight: u16,
    pub(crate) flags: u16,
}

impl Name {
    /// Reads a name. Total for any text.
    pub fn new(text: &str) -> Name {
        let end = floor(text, MOST_BYTES);
        let text = &text[..end.0];
        let folded = Folded::new(text);
        let mut runs = super::script::runs(&folded);
        let mut name = Name {
            text: text.to_owned(),
            forms: Vec::new(),
            cut: end.1,
            disguised: is_disguised(text, &folded),
        };
        for reading in Romanised::ALL {
            let Some(mut pieces) = east_asian::read(&mut runs, reading) else { continue };
            merge_initials(&mut pieces, folded.as_str());
            let (form, cut) = Form::new(pieces, reading, &folded);
            name.cut |= cut;
            if !form.tokens.is_empty() && !name.forms.iter().any(|known| known.says_the_same(&form)) {
                name.forms.push(form);
            }
        }
        name
    }

    /// As written, as far as it is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether letters of another script stood among Latin ones and were read as what they look like.
    pub fn is_disguised(&self) -> bool {
        self.disguised
    }

    /// Whether it holds anything to compare.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether something of it was left out for its length.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// The words that it is compared by, of its plainest reading.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.forms.first().into_iter().flat_map(|form| &form.tokens).map(|token| token.text.as_str())
    }
}

/// The largest boundary of a character that is not above a bound, and whether that cuts the text.
fn floor(text: &str, most: usize) -> (usize, bool) {
    if text.len() <= most {
        return (text.len(), false);
    }
    let end = (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    (end, true)
}

/// Whether a word of Latin letters was written with look-alikes of another script.
fn is_disguised(text: &str, folded: &Folded) -> bool {
    !text.is_ascii() && {
        let other = |t: &str| t.chars().filter(|c| matches!(u32::from(*c), 0x0370..=0x052F)).count();
        other(text) > other(folded.as_str())
    }
}

impl Form {
    fn new(mut pieces: Vec<Piece>, reading: Romanised, folded: &Folded) -> (Form, bool) {
        let cut = pieces.len() > MOST_WORDS;
        pieces.truncate(MOST_WORDS);
        let mut form = Form { tokens: Vec::with_capacity(pieces.len()), reading, legal: 0 };
        for piece in pieces {
            let (start, _) = folded.original(piece.start, piece.start);
            let end = folded.original(piece.end, piece.end).0.max(start);
            form.tokens.push(Token::new(piece, start, end));
        }
        form.compound_numbers();
        form.phrases();
        form.misspelt_legal_form();
        form.roman_numerals();
        form.weigh();
        (form, cut)
    }

    /// `Forty-Four` is one number.
    fn compound_numbers(&mut self) {
        let digits = |token: &Token| {
            let is_number = token.facts.flags & flag::NUMBER != 0;
            token.text.parse::<u16>().ok().filter(|_| is_number)
        };
        let mut at = 0;
        while at + 1 < self.tokens.len() {
            match (digits(&self.tokens[at]), digits(&self.tokens[at + 1])) {
                (Some(tens), Some(ones))
                    if (20..100).contains(&tens) && tens % 10 == 0 && (1..10).contains(&ones) =>
                {
                    let second = self.tokens.remove(at + 1);
                    let first = &mut self.tokens[at];
                    first.set_text((tens + ones).to_string());
                    first.end = second.end;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// A first or last word that nobody knows and that is a slip away from a usual legal form is one: `LTTDA`, `LIMTED`.
    fn misspelt_legal_form(&mut self) {
        let words = self.tokens.len();
        let ends = [words.checked_sub(1), Some(0)];
        for at in ends.into_iter().flatten().filter(|_| words > 1) {
            let token = &mut self.tokens[at];
            if token.facts.flags & flag::LEGAL == 0 && token.is_nearly_legal() {
                token.facts.flags |= flag::LEGAL;
            }
        }
    }

    fn says_the_same(&self, other: &Form) -> bool {
        self.tokens.len() == other.tokens.len()
            && self.tokens.iter().zip(&other.tokens).all(|(a, b)| a.text == b.text)
    }

    /// Finds legal forms and places of several words.
    fn phrases(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let phrase = phrase_at(&self.tokens, at);
            let Some(phrase) = phrase else {
                at += 1;
                continue;
            };
            let end = at + phrase.words.len();
            if phrase.legal == 0 {
                self.place(at, end, phrase.group);
                at += 1;
                continue;
            }
            self.tokens[at..end].iter_mut().for_each(|token| token.facts.flags |= flag::LEGAL);
            self.legal |= phrase.legal;
            at = end;
        }
        // A name is never all legal form.
        if self.tokens.iter().all(|token| token.facts.flags & flag::LEGAL != 0) {
            self.tokens.iter_mut().for_each(|token| token.facts.flags &= !flag::LEGAL);
            self.legal = 0;
        }
        self.legal &= !GENERIC;
    }

    /// A place of several words is one: `Hong Kong` is `Hongkong`.
    fn place(&mut self, at: usize, end: usize, group: u16) {
        let joined: String = self.tokens[at..end].iter().map(|token| token.text.as_str()).collect();
        let last = self.tokens[end - 1].end;
        self.tokens.drain(at + 1..end);
        let first = &mut self.tokens[at];
        first.set_text(joined);
        first.end = last;
        first.facts.flags |= flag::PLACE;
        first.facts.org_group = group;
    }

    /// `VII` behind a name is a number; a single letter only at the very end.
    fn roman_numerals(&mut self) {
        let words = self.tokens.iter().filter(|t| t.facts.flags & flag::LEGAL == 0).count();
        let last = self.tokens.iter().rposition(|t| t.facts.flags & flag::LEGAL == 0);
        for (at, token) in self.tokens.iter_mut().enumerate().skip(1) {
            let single = token.text.len() == 1;
            // `X.V.` is two letters, no number.
            let initials = (token.end - token.start) as usize > token.text.len();
            if words > 1
                && !initials
                && token.facts.flags & flag::LEGAL == 0
                && (!single || Some(at) == last)
                && let Some(number) = roman(&token.text)
            {
                token.set_text(number.to_string());
                token.facts.flags |= flag::NUMBER | flag::ORDINAL;
                token.facts.flags &= !flag::LETTER;
            }
        }
    }

    fn weigh(&mut self) {
        self.tokens.iter_mut().for_each(Token::weigh);
        // Names of nothing but small words and titles are compared by these; so is a person's of whom else one word is left.
        if self.tokens.iter().all(|token| token.facts.org_weight == 0) {
            self.tokens.iter_mut().for_each(|token| token.facts.org_weight = 1_000);
        }
        if self.tokens.iter().filter(|token| token.facts.person_weight > 0).count() < 2 {
            let silent = self.tokens.iter_mut().filter(|token| token.facts.person_weight == 0);
            silent.for_each(|token| token.facts.person_weight = 2_500);
        }
    }
}

impl Token {
    fn new(piece: Piece, start: usize, end: usize) -> Token {
        let mut text = piece.text;
        text.truncate(MOST_LETTERS);
        let mut flags = piece.flags;
        let word: Word = tables().word(&text);
        if let Some(number) = word.number.checked_sub(1) {
            text = number.to_string();
            flags |= flag::NUMBER;
        } else if text.bytes().all(|b| b.is_ascii_digit()) {
            let bare = text.trim_start_matches('0');
            text = if bare.is_empty() { "0" } else { bare }.to_owned();
            flags |= flag::NUMBER | flag::ORDINAL;
        } else if text.len() == 1 {
            flags |= flag::LETTER;
        }
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let facts = Facts { flags, ..Facts::default() };
        let mut token = Token { start: small(start), end: small(end), facts, text: String::new() };
        token.set_text(text);
        token
    }

    /// A word of ASCII as it is in any name: by itself. `None` where that depends on the words around it: letters that are initials or
    /// numerals, words for numbers, and those that a place of several words begins with. Whether it is a part of a legal form, and
    /// takes no part then, is not looked at ([`legal_forms`]).
    pub(crate) fn alone(word: &str) -> Option<Token> {
        let numeral = tables().word(word).number != 0 || roman(word).is_some();
        let letter = word.len() == 1 && !word.bytes().all(|b| b.is_ascii_digit());
        let begins_a_place = tables().phrases(word).iter().any(|phrase| phrase.legal == 0);
        if numeral || letter || begins_a_place || word.len() > MOST_LETTERS {
            return None;
        }
        let piece = Piece { text: word.to_ascii_lowercase(), start: 0, end: word.len(), flags: 0 };
        let mut token = Token::new(piece, 0, word.len());
        token.weigh();
        Some(token)
    }

    /// Looks up what is known of it, and what it weighs.
    fn weigh(&mut self) {
        let counts = tables().counts;
        let mut word = tables().word(&self.text);
        word.flags |= self.facts.flags;
        let facts = &mut self.facts;
        facts.org_weight = weigh::of_organisation(&self.text, word, counts);
        facts.person_weight = weigh::of_person(&self.text, word, counts);
        facts.flags = word.flags;
        facts.org_group = if facts.org_group == 0 { word.org_group } else { facts.org_group };
        facts.person_group = word.person_group;
    }

    /// Whether it is a slip away from a legal form, where it stands at an end of a name.
    pub(crate) fn is_nearly_legal(&self) -> bool {
        self.facts.flags & flag::NUMBER == 0 && self.text.len() >= 3 && tables().is_nearly_legal(&self.text)
    }

    fn set_text(&mut self, text: String) {
        let bytes = text.as_bytes();
        (self.facts.sound, self.facts.bare, self.facts.mask) = (sound(bytes), bare(bytes), mask(bytes));
        self.text = text;
    }
}

impl AsRef<str> for Token {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// The legal form or place of several words, or legal form of one, that stands at a place among words.
fn phrase_at(words: &[impl AsRef<str>], at: usize) -> Option<&'static Phrase> {
    let first = words.get(at)?.as_ref();
    tables().phrases(first).iter().find(|phrase| stands(phrase, words, at))
}

fn stands(phrase: &Phrase, words: &[impl AsRef<str>], at: usize) -> bool {
    let Some(here) = words.get(at..at + phrase.words.len()) else { return false };
    let all = here.iter().zip(&phrase.words).all(|(token, word)| token.as_ref() == *word);
    // Forms of one or two letters (co, sa, as, ag) are words of names as well, unless they stand at an end.
    let short = phrase.words.iter().all(|word| word.len() <= 2);
    let first = at == 0 && phrase.words.len() == 1;
    let last = words[at + phrase.words.len()..]
        .iter()
        .all(|token| !tables().phrases(token.as_ref()).is_empty() || token.as_ref().len() <= 2);
    all && (phrase.legal == 0 || !short || first || last)
}

/// Which words of a name are its legal form, a bit each, as [`Form::phrases`] finds them: of words none of which begins a place. At
/// most 32 words.
pub(crate) fn legal_forms(words: &[&str]) -> u32 {
    let (mut legal, mut at) = (0u32, 0);
    while at < words.len() {
        let length = phrase_at(words, at).map_or(0, |phrase| phrase.words.len());
        (at..at + length).for_each(|n| legal |= 1 << n);
        at += length.max(1);
    }
    // A name is never all legal form.
    if legal.count_ones() as usize == words.len() { 0 } else { legal }
}

/// Letters parted by nothing but a full stop are one word: `A.B.C.`, `S.p.A.`.
fn merge_initials(pieces: &mut Vec<Piece>, text: &str) {
    let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut open = false;
    for piece in pieces.drain(..) {
        let single = piece.text.len() == 1 && piece.text.as_bytes()[0].is_ascii_alphabetic();
        match merged.last_mut() {
            Some(before) if single && open && text.get(before.end..piece.start) == Some(".") => {
                before.text.push_str(&piece.text);
                before.end = piece.end;
            }
            _ => merged.push(piece),
        }
        open = single;
    }
    *pieces = merged;
}

/// Roman numerals up to 39.
fn roman(text: &str) -> Option<u16> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = text.bytes().take_while(|b| *b == b'x').count();
    let ones = ONES.iter().position(|ones| *ones == &text[tens..])?;
    let number = tens * 10 + ones;
    (tens <= 3 && number > 0).then(|| u16::try_from(number).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        Name::new(text).words().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_told_apart() {
        assert_eq!(words("A.B.C. Company"), ["abc", "company"]);
        assert_eq!(words("Deutsche Bank's AG"), ["deutsche", "banks", "ag"]);
        assert_eq!(words("H & M Hennes"), ["h", "m", "hennes"]);
        assert_eq!(words("Bain Capital Fund XI L.P."), ["bain", "capital", "fund", "11", "lp"]);
        assert_eq!(words("Al Qa'ida"), ["al", "qaida"]);
        assert_eq!(words("Łódź Straße Gáz"), ["lodz", "strasse", "gaz"]);
        assert!(Name::new("!!! ...").is_empty());
    }

    #[test]
    fn disguise_is_seen_through_and_told() {
        let name = Name::new("HІKVISION");
        assert_eq!(name.words().collect::<Vec<_>>(), ["hikvision"]);
        assert!(name.disguised);
        assert!(!Name::new("Хиквижн").disguised);
    }

    #[test]
    fn roman_numerals_stand_behind_a_name() {
        assert_eq!(roman("xiv"), Some(14));
        assert_eq!(roman("iiii"), None);
        assert_eq!(words("VII Group"), ["vii", "group"]);
        assert_eq!(words("Carlyle VII"), ["carlyle", "7"]);
    }

    #[test]
    fn a_huge_name_is_cut_and_says_so() {
        let name = Name::new(&"word ".repeat(300_000));
        assert!(name.is_cut());
        assert!(name.words().count() <= MOST_WORDS);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,120}") {
            let name = Name::new(&text);
            for form in &name.forms {
                for token in &form.tokens {
                    prop_assert!(token.text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
                    prop_assert!(text.get(token.start as usize..token.end as usize).is_some());
                }
            }
        }
    }
}
