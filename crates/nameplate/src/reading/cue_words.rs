//! Words that decide what a mention means, out of `data/cue_words.tsv`, whose head says what each kind of them is.
//! Data, not logic: [`super::cue`] and the head of a title apply them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::literals::Literals;
use super::word_list::{WordList, parts};

/// What the next part of a title lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// More of the same.
    Part,
    /// What comes along with the product.
    Extras,
    /// What the product is for, or goes with.
    Purpose,
}

/// The words by what they say.
#[derive(Debug)]
pub(crate) struct CueWords {
    pub(crate) goes_with: WordList,
    pub(crate) before: WordList,
    pub(crate) between: WordList,
    pub(crate) not: WordList,
    pub(crate) made_by: WordList,
    pub(crate) stated_maker: WordList,
    pub(crate) after_goes_with: WordList,
    pub(crate) after_component: WordList,
    pub(crate) after_made_by: WordList,
    pub(crate) after_not: WordList,
    pub(crate) after_far: WordList,
    pub(crate) standard: WordList,
    pub(crate) denial: Denials,
    pub(crate) component: WordList,
    pub(crate) segment_ends: SegmentEnds,
    pub(crate) clause_ends: ClauseEnds,
    /// What reaches over a clause, in one pass: words of `goes_with` first, then those of `made_by`.
    pub(crate) far: Far,
    /// Little words for "of", behind which a denial may stand.
    pub(crate) of: WordList,
    /// Little words for "with", which say that what stands before them goes with what follows.
    pub(crate) with: WordList,
    /// Words that deny what is said of an origin.
    pub(crate) no_origin: WordList,
}

/// Words that deny, found in two steps: most clauses hold none.
#[derive(Debug, Default)]
pub(crate) struct Denials {
    words: Vec<String>,
    any: Option<AhoCorasick>,
}

impl FromIterator<String> for Denials {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        let words: Vec<String> = words.into_iter().collect();
        Denials { any: AhoCorasick::new(&words).ok(), words }
    }
}

impl Denials {
    /// Where the first of the words stands in a clause, as a word of its own.
    pub(crate) fn find(&self, clause: &str) -> Option<Range<usize>> {
        if !self.any.as_ref().is_some_and(|any| any.is_match(clause)) {
            return None;
        }
        self.words.iter().find_map(|word| {
            clause.match_indices(word.as_str()).find_map(|(at, _)| {
                let end = at + word.len();
                let whole = parts(clause[..at].chars().next_back(), word.chars().next())
                    && parts(clause[end..].chars().next(), word.chars().next_back());
                whole.then_some(at..end)
            })
        })
    }
}

/// Where clauses end.
#[derive(Debug, Default)]
pub(crate) struct ClauseEnds {
    automaton: Option<AhoCorasick>,
    /// Bytes of the longest one.
    longest: usize,
}

impl FromIterator<String> for ClauseEnds {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        let words: Vec<String> = words.into_iter().collect();
        let longest = words.iter().map(String::len).max().unwrap_or(0);
        ClauseEnds { automaton: AhoCorasick::new(&words).ok(), longest }
    }
}

impl ClauseEnds {
    /// Where the last clause of a text begins, if that is behind `from`; else `from`.
    pub(crate) fn last(&self, text: &str, from: usize) -> usize {
        let start = from.saturating_sub(self.longest);
        let start = (0..=start).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let ends = self.automaton.iter().flat_map(|ends| ends.find_overlapping_iter(&text[start..]));
        ends.last().map_or(from, |last| from.max(start + last.end()))
    }
}

/// Where parts of a title end. Titles have many words and few ends.
#[derive(Debug)]
pub(crate) struct SegmentEnds {
    ends: Literals,
    opens: Vec<Opens>,
}

impl FromIterator<(String, Opens)> for SegmentEnds {
    fn from_iter<I: IntoIterator<Item = (String, Opens)>>(ends: I) -> Self {
        let mut first = BTreeMap::new();
        for (end, opens) in ends {
            first.entry(end).or_insert(opens);
        }
        let (ends, opens): (Vec<String>, Vec<Opens>) = first.into_iter().unzip();
        SegmentEnds { ends: Literals::new(&ends), opens }
    }
}

impl SegmentEnds {
    /// The first end that a part does not begin with, the longest where several begin there: where it stands, and what the next
    /// part lists.
    pub(crate) fn first(&self, part: &str) -> Option<(Range<usize>, Opens)> {
        let mut at = 0;
        while at < part.len() {
            match self.ends.longest_at_start(&part.as_bytes()[at..]) {
                Some((length, end)) if at > 0 => {
                    return Some((at..at + length, self.opens.get(end).copied()?));
                }
                Some((length, _)) => at += length,
                None => at += 1,
            }
        }
        None
    }
}

/// Words that are looked for anywhere in a clause.
#[derive(Debug, Default)]
pub(crate) struct Far {
    automaton: Option<AhoCorasick>,
    goes_with: usize,
}

impl Far {
    fn new(goes_with: &WordList, made_by: &WordList) -> Self {
        let automaton = AhoCorasick::new(goes_with.iter().chain(made_by.iter())).ok();
        Far { automaton, goes_with: goes_with.iter().count() }
    }

    /// Where the words stand in a text, and whether they say that the product goes with what follows.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, bool)> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text));
        found.map(|found| (found.range(), found.pattern().as_usize() < self.goes_with))
    }
}

/// The words, read at the first use.
pub(crate) fn cue_words() -> &'static CueWords {
    static WORDS: LazyLock<CueWords> = LazyLock::new(CueWords::read);
    &WORDS
}

fn rows() -> impl Iterator<Item = (&'static str, String)> {
    crate::text::name::rows(include_str!("../../data/cue_words.tsv"))
        .map(|(kind, word)| (kind, word.replace('␠', " ").replace('␤', "\n")))
}

/// What the next part of a title lists behind an end of that kind.
fn opens(kind: &str) -> Option<Opens> {
    Some(match kind {
        "segment_part" => Opens::Part,
        "segment_extras" => Opens::Extras,
        "segment_purpose" => Opens::Purpose,
        _ => return None,
    })
}

impl CueWords {
    fn read() -> Self {
        let rows: Vec<(&str, String)> = rows().collect();
        let of =
            |wanted: &'static str| rows.iter().filter(move |row| row.0 == wanted).map(|row| row.1.clone());
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let goes_with: WordList = of("goes_with").collect();
        let made_by: WordList = of("made_by").collect();
        CueWords {
            far: Far::new(&goes_with, &made_by),
            goes_with,
            made_by,
            before: of("for").collect(),
            between: of("between").collect(),
            not: of("not").collect(),
            stated_maker: of("stated_maker").collect(),
            after_goes_with: of("after_goes_with").collect(),
            after_component: of("after_component").collect(),
            after_made_by: of("after_made_by").collect(),
            after_not: of("after_not").collect(),
            after_far: of("after_far").collect(),
            standard: of("standard").collect(),
            denial: of("denial").collect(),
            component: of("component").collect(),
            clause_ends: of("clause_ends").collect(),
            segment_ends: rows.iter().filter_map(|(kind, word)| Some((word.clone(), opens(kind)?))).collect(),
            of: list(&["of", "from", "by", "von", "de", "di", "da", "du", "от", "od"]),
            with: list(&["with", "to", "mit", "zu", "con", "avec", "com", "с", "met", "z"]),
            no_origin: list(&["not", "nicht", "no", "non", "never"]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of words, the ends of parts of a title left out.
    const KINDS: [&str; 15] = [
        "goes_with",
        "for",
        "between",
        "not",
        "made_by",
        "stated_maker",
        "after_goes_with",
        "after_component",
        "after_made_by",
        "after_not",
        "after_far",
        "standard",
        "denial",
        "component",
        "clause_ends",
    ];

    #[test]
    fn every_row_has_a_known_kind_and_is_folded() {
        for (kind, word) in rows() {
            let ends = opens(kind).is_some();
            assert!(ends || KINDS.contains(&kind), "`{kind}` is no kind of cue words");
            let folded = crate::text::fold::Folded::new(&word);
            assert!(ends || kind == "clause_ends" || folded.as_str() == word, "`{word}` is not folded");
            assert!(!word.is_empty(), "`{kind}` has an empty word");
        }
        let words = cue_words();
        assert_eq!(words.segment_ends.first("camera with bracket"), Some((6..12, Opens::Extras)));
        assert_eq!(words.segment_ends.first("camera"), None);
        assert!(words.of.contains("от") && words.after_goes_with.iter().next().is_some());
        let text = "a camera\nfor hikvision. or";
        assert_eq!(words.clause_ends.last(text, 0), words.clause_ends.last(text, 12));
        assert_eq!(words.clause_ends.last("a\nb", 0), 2);
        assert_eq!(words.clause_ends.last("a\nb", 3), 3);
    }
}
