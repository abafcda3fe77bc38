//! Words that are looked for where a text ends or begins. There are hundreds of them and a text ends on few, so each is held
//! only against texts that share two bytes with it.

use std::ops::Range;

use crate::text::{is_unspaced, is_word};

/// Words in the order of their table, by the two bytes that they begin and end on.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    words: Vec<String>,
    by_first: ByByte,
    by_last: ByByte,
}

impl FromIterator<String> for WordList {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let by_first = ByByte::new(words.iter().map(|word| ends(word.bytes())));
        let by_last = ByByte::new(words.iter().map(|word| ends(word.bytes().rev())));
        WordList { words, by_first, by_last }
    }
}

impl WordList {
    /// The words, in the order of the table.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether it is one of the words.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.beginning_like(word).any(|known| known == word)
    }

    /// Where the first of the words stands that a text ends with, as a word of its own. A colon behind it does not count.
    pub(crate) fn at_end(&self, text: &str) -> Option<Range<usize>> {
        let ends = |text: &str| self.ending_like(text).find_map(|word| ends_with(text, word));
        let bare = text.trim_end_matches(':').trim_end();
        ends(text).or_else(|| if bare.len() < text.len() { ends(bare) } else { None })
    }

    /// The length of the longest of the words that a text starts with, as a word of its own.
    pub(crate) fn at_start(&self, text: &str) -> Option<usize> {
        let starts = |word: &&str| {
            text.strip_prefix(*word).is_some_and(|rest| parts(rest.chars().next(), word.chars().next_back()))
        };
        self.beginning_like(text).filter(starts).map(str::len).max()
    }

    fn beginning_like(&self, text: &str) -> impl Iterator<Item = &str> {
        self.by_first.of(ends(text.bytes())).filter_map(|n| self.words.get(n)).map(String::as_str)
    }

    /// The words that a text may end with.
    pub(crate) fn ending_like(&self, text: &str) -> impl Iterator<Item = &str> {
        self.by_last.of(ends(text.bytes().rev())).filter_map(|n| self.words.get(n)).map(String::as_str)
    }
}

/// The first two bytes.
fn ends(mut bytes: impl Iterator<Item = u8>) -> [Option<u8>; 2] {
    [bytes.next(), bytes.next()]
}

fn ends_with(text: &str, word: &str) -> Option<Range<usize>> {
    let rest = text.strip_suffix(word)?;
    parts(rest.chars().next_back(), word.chars().next()).then_some(rest.len()..text.len())
}

/// Whether two neighbouring characters belong to different words.
pub(super) fn parts(outer: Option<char>, inner: Option<char>) -> bool {
    match (outer, inner) {
        (Some(outer), Some(inner)) => !is_word(outer) || !is_word(inner) || is_unspaced(inner),
        _ => true,
    }
}

/// Numbers of words by a byte, those of one byte in their order, each with the next byte of its word.
#[derive(Debug, Default)]
struct ByByte {
    numbers: Vec<(usize, Option<u8>)>,
    /// For each byte where its numbers begin, and one more for the end.
    starts: Vec<usize>,
}

impl ByByte {
    fn new(words: impl Iterator<Item = [Option<u8>; 2]>) -> Self {
        let words: Vec<[Option<u8>; 2]> = words.collect();
        let mut numbers: Vec<usize> = (0..words.len()).collect();
        numbers.sort_by_key(|&n| (words[n][0], n));
        let before = |n: &usize, byte: usize| words[*n][0].is_none_or(|first| usize::from(first) < byte);
        let starts = (0..=256).map(|byte| numbers.partition_point(|n| before(n, byte))).collect();
        ByByte { numbers: numbers.into_iter().map(|n| (n, words[n][1])).collect(), starts }
    }

    fn of(&self, [byte, next]: [Option<u8>; 2]) -> impl Iterator<Item = usize> {
        let range = byte.and_then(|byte| {
            Some(*self.starts.get(usize::from(byte))?..*self.starts.get(usize::from(byte) + 1)?)
        });
        let of_byte = range.and_then(|range| self.numbers.get(range)).unwrap_or_default();
        of_byte.iter().filter(move |(_, second)| second.is_none() || *second == next).map(|(n, _)| *n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(words: &[&str]) -> WordList {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn words_are_found_at_the_end_as_words_of_their_own() {
        let words = list(&["by", "made by", "製"]);
        assert_eq!(words.at_end("made by"), Some(5..7), "the first of the table");
        assert_eq!(words.at_end("made by:"), Some(5..7));
        assert_eq!(words.at_end("standby"), None);
        assert_eq!(words.at_end("中国製"), Some(6..9));
        assert_eq!(words.at_end(""), None);
    }

    #[test]
    fn the_longest_word_at_the_start_counts() {
        let words = list(&["compatible", "compatible with"]);
        assert_eq!(words.at_start("compatible with onvif"), Some(15));
        assert_eq!(words.at_start("compatible without"), Some(10));
        assert_eq!(words.at_start("compatibles"), None);
    }

    proptest! {
        #[test]
        fn equals_a_look_at_every_word(text in "[ab :中é]{0,8}", words in proptest::collection::vec("[ab 中é]{1,3}", 0..6)) {
            let bare = text.trim_end_matches(':').trim_end();
            let end = [text.as_str(), bare]
                .iter()
                .find_map(|text| words.iter().find_map(|word| ends_with(text, word)));
            let starts = words.iter().filter(|word| {
                let rest = text.strip_prefix(word.as_str());
                rest.is_some_and(|rest| parts(rest.chars().next(), word.chars().next_back()))
            });
            let start = starts.map(String::len).max();
            let words: WordList = words.iter().cloned().collect();
            prop_assert_eq!(words.at_end(&text), end);
            prop_assert_eq!(words.at_start(&text), start);
        }
    }
}
