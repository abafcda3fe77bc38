//! Words that decide what a mention means, out of `data/cue_words.tsv`, whose head says what each kind of them is.
//! Data, not logic: [`super::cue`] and the head of a title apply them.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

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
#[derive(Debug, Default)]
pub(crate) struct CueWords {
    pub(crate) goes_with: Vec<String>,
    pub(crate) before: Vec<String>,
    pub(crate) between: Vec<String>,
    pub(crate) not: Vec<String>,
    pub(crate) made_by: Vec<String>,
    pub(crate) stated_maker: Vec<String>,
    pub(crate) after_goes_with: Vec<String>,
    pub(crate) after_component: Vec<String>,
    pub(crate) after_made_by: Vec<String>,
    pub(crate) after_not: Vec<String>,
    pub(crate) after_far: Vec<String>,
    pub(crate) standard: Vec<String>,
    pub(crate) denial: Vec<String>,
    pub(crate) component: Vec<String>,
    pub(crate) segment_ends: Vec<(String, Opens)>,
    pub(crate) clause_ends: Vec<String>,
    /// What reaches over a clause, in one pass: words of `goes_with` first, then those of `made_by`.
    pub(crate) far: Far,
}

/// Words that are looked for anywhere in a clause.
#[derive(Debug, Default)]
pub(crate) struct Far {
    automaton: Option<AhoCorasick>,
    goes_with: usize,
}

impl Far {
    fn new(goes_with: &[String], made_by: &[String]) -> Self {
        let automaton = AhoCorasick::new(goes_with.iter().chain(made_by)).ok();
        Far { automaton, goes_with: goes_with.len() }
    }

    /// Where the words stand in a text, and whether they say that the product goes with what follows.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, bool)> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text));
        found.map(|found| (found.range(), found.pattern().as_usize() < self.goes_with))
    }
}

/// The words, read at the first use.
pub(crate) fn cue_words() -> &'static CueWords {
    static WORDS: LazyLock<CueWords> = LazyLock::new(|| {
        let mut words = CueWords::default();
        rows().for_each(|(kind, word)| words.add(kind, word));
        words.far = Far::new(&words.goes_with, &words.made_by);
        words
    });
    &WORDS
}

fn rows() -> impl Iterator<Item = (&'static str, String)> {
    crate::text::name::rows(include_str!("../../data/cue_words.tsv"))
        .map(|(kind, word)| (kind, word.replace('␠', " ").replace('␤', "\n")))
}

impl CueWords {
    fn add(&mut self, kind: &str, word: String) {
        let opens = match kind {
            "segment_part" => Some(Opens::Part),
            "segment_extras" => Some(Opens::Extras),
            "segment_purpose" => Some(Opens::Purpose),
            _ => None,
        };
        if let Some(opens) = opens {
            self.segment_ends.push((word, opens));
        } else if let Some(words) = self.of_kind(kind) {
            words.push(word);
        }
    }

    fn of_kind(&mut self, kind: &str) -> Option<&mut Vec<String>> {
        Some(match kind {
            "goes_with" => &mut self.goes_with,
            "for" => &mut self.before,
            "between" => &mut self.between,
            "not" => &mut self.not,
            "made_by" => &mut self.made_by,
            "stated_maker" => &mut self.stated_maker,
            "after_goes_with" => &mut self.after_goes_with,
            "after_component" => &mut self.after_component,
            "after_made_by" => &mut self.after_made_by,
            "after_not" => &mut self.after_not,
            "after_far" => &mut self.after_far,
            "standard" => &mut self.standard,
            "denial" => &mut self.denial,
            "component" => &mut self.component,
            "clause_ends" => &mut self.clause_ends,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_kind_and_is_folded() {
        let mut words = CueWords::default();
        for (kind, word) in rows() {
            let ends = kind.starts_with("segment_");
            assert!(ends || words.of_kind(kind).is_some(), "`{kind}` is no kind of cue words");
            let folded = crate::text::fold::Folded::new(&word);
            assert!(ends || kind == "clause_ends" || folded.as_str() == word, "`{word}` is not folded");
        }
        let words = cue_words();
        assert!(words.segment_ends.contains(&(" with ".to_owned(), Opens::Extras)));
        assert!(words.clause_ends.contains(&"\n".to_owned()));
    }
}
