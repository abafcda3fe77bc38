//! Names that are written so that a screener does not see them and a buyer does: a digit or another letter that looks alike
//! (`HIKVISlON`, `DAHU4`), or a name split in two (`Da hua`). They are found as what they imitate.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::hit::{NameHit, Spot};
use crate::names::distance;
use crate::register::NameKind;
use crate::text::is_word;

/// Names of fewer letters are too easily something else: `i mou`.
const LEAST_LETTERS: usize = 5;
/// A letter that no word holds: what stands on its two sides is not written together.
const APART: char = '\u{1}';

/// What imitates which name, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Imitation {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) name: NameHit,
    /// The name is split; otherwise letters are exchanged.
    pub(crate) split: bool,
}

/// The names that are looked for, without what makes one letter another.
#[derive(Debug, Default)]
pub(crate) struct Imitated {
    automaton: Option<AhoCorasick>,
    names: Vec<Vec<NameHit>>,
    /// Names of one word that are long enough for a slip, as they are spelt.
    words: Vec<(String, NameHit)>,
}

/// Names of fewer letters are one slip away from too much.
const LEAST_FOR_A_SLIP: usize = 6;

impl Imitated {
    /// Gets ready for names as (normal form, who bears it). Weak and common names are nobody's to imitate.
    pub(crate) fn new<'n>(names: impl Iterator<Item = (&'n str, NameHit)>) -> Self {
        let mut by_look: BTreeMap<String, Vec<NameHit>> = BTreeMap::new();
        let mut words: Vec<(String, NameHit)> = Vec::new();
        for (key, hit) in names {
            let look: String = key.chars().filter(|c| *c != ' ').map(looks_like).collect();
            let plain = look.len() >= LEAST_LETTERS && look.bytes().all(|b| b.is_ascii_lowercase());
            let letters = key.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
            let weak = hit.common || hit.field_only || hit.kind == NameKind::Weak;
            if letters && !weak && !key.contains(' ') && key.len() >= LEAST_FOR_A_SLIP {
                words.push((key.to_owned(), hit));
            }
            if plain && letters && !weak && key.split(' ').count() <= 2 {
                let hits = by_look.entry(look).or_default();
                if !hits.iter().any(|known| known.party == hit.party) {
                    hits.push(hit);
                }
            }
        }
        let (looks, names): (Vec<String>, Vec<Vec<NameHit>>) = by_look.into_iter().unzip();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(looks).ok();
        Imitated { automaton, names, words }
    }

    /// Names that a word is one slip of the pen away from.
    pub(crate) fn nearly(&self, word: &str) -> Vec<NameHit> {
        let plain = word.len() >= LEAST_FOR_A_SLIP && word.bytes().all(|b| b.is_ascii_lowercase());
        let close = |name: &str| {
            let (a, b) = (name.as_bytes(), word.as_bytes());
            a.len().abs_diff(b.len()) <= 1 && (a[0] == b[0] || a.last() == b.last()) && distance(a, b) == 1
        };
        self.words.iter().filter(|(name, _)| plain && close(name)).map(|(_, hit)| *hit).collect()
    }

    /// What in a folded text imitates a name; `hits`: names that stand there plainly.
    pub(crate) fn find(&self, text: &str, hits: &[Spot]) -> Vec<Imitation> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let (squeezed, places) = squeeze(text);
        let mut found = Vec::new();
        for hit in automaton.find_iter(&squeezed) {
            let (start, last) = (places[hit.start()], places[hit.end() - 1]);
            // Looks are ASCII, so that the last letter is one byte.
            let end = last + 1;
            let alone = !text[..start].ends_with(is_word) && !text[end..].starts_with(is_word);
            let plainly = hits
                .iter()
                .any(|spot| spot.start < end && start < spot.end && spot.end - spot.start >= end - start);
            let split = text[start..end].contains(|c: char| !is_word(c));
            if !alone || plainly {
                continue;
            }
            let names = self.names[hit.pattern().as_usize()].iter();
            found.extend(names.map(|&name| Imitation { start, end, name, split }));
        }
        found
    }
}

/// The letter that a letter or digit may pass for. One for both ways: `I` and `l` are one look.
fn looks_like(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | 'i' | '|' | '!' => 'l',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '8' => 'b',
        c => c,
    }
}

/// The text by its looks and without what splits words, and for each byte where it stood.
fn squeeze(text: &str) -> (String, Vec<usize>) {
    let mut squeezed = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    let mut gap = 0;
    for (at, c) in text.char_indices() {
        let c = looks_like(c);
        if is_word(c) {
            squeezed.push(c);
            gap = 0;
        } else {
            gap += 1;
            // One blank, hyphen or full stop may split a name; more, or another sign, ends it.
            if gap == 1 && matches!(c, ' ' | '-' | '.' | '_' | '*' | '·') {
                continue;
            }
            squeezed.push(APART);
        }
        places.resize(squeezed.len(), at);
    }
    (squeezed, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::PartyNo;

    fn found(text: &str) -> Vec<(String, bool)> {
        let hit = |n| NameHit { party: PartyNo(n), kind: NameKind::Short, common: false, field_only: false };
        let names = [("hikvision", hit(0)), ("dahua", hit(1)), ("tp link", hit(2)), ("imou", hit(3))];
        let imitated = Imitated::new(names.into_iter());
        let all = imitated.find(text, &[]);
        all.into_iter().map(|one| (text[one.start..one.end].to_owned(), one.split)).collect()
    }

    #[test]
    fn what_looks_like_a_name_is_found() {
        assert_eq!(found("new hikvislon dome"), [("hikvislon".to_owned(), false)]);
        assert_eq!(found("h1kv1s10n"), [("h1kv1s10n".to_owned(), false)]);
        assert_eq!(found("da hua ipc"), [("da hua".to_owned(), true)]);
        assert_eq!(found("d4hu4, da-hua"), [("d4hu4".to_owned(), false), ("da-hua".to_owned(), true)]);
        assert_eq!(found("tp-llnk"), [("tp-llnk".to_owned(), true)]);
    }

    #[test]
    fn what_only_passes_by_is_not() {
        for text in ["da, hua", "mandahua", "da  hua", "i mou", "", "da. hua", "hikvisions"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
