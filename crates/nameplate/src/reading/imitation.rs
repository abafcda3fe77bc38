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
    marks: Marks,
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
        let marks = Marks::new(&looks);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(looks).ok();
        Imitated { automaton, marks, names, words }
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
        let Some(automaton) = self.automaton.as_ref().filter(|_| self.marks.may_stand_in(text)) else {
            return Vec::new();
        };
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

/// Eight letters in a row of each look, of a shorter one five, the rarest ones: most texts hold none of them, and are not looked at any
/// further. A table of bits tells so of most letters, the letters themselves of the rest.
#[derive(Debug, Default)]
struct Marks {
    bits: Vec<u64>,
    /// In order.
    marks: Vec<u64>,
}

impl Marks {
    const BITS: usize = 1 << 15;
    /// So many letters of a long look.
    const MANY: usize = 8;

    fn new(looks: &[String]) -> Self {
        let mut made = Marks { bits: vec![0; Self::BITS / 64], marks: Vec::new() };
        for look in looks {
            let length = if look.len() < Self::MANY { LEAST_LETTERS } else { Self::MANY };
            let rows = look.as_bytes().windows(length);
            let rarest = rows.max_by_key(|row| row.iter().map(|letter| rarity(*letter)).sum::<u32>());
            let mark = rarest.into_iter().flatten().fold(0, |mark, letter| mark << 8 | u64::from(*letter));
            let at = Self::place(mark);
            made.bits[at / 64] |= 1 << (at % 64);
            made.marks.push(mark);
        }
        made.marks.sort_unstable();
        made
    }

    fn place(mark: u64) -> usize {
        (mark.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Self::BITS.ilog2())) as usize
    }

    fn holds(&self, mark: u64) -> bool {
        let at = Self::place(mark);
        self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
            && self.marks.binary_search(&mark).is_ok()
    }

    /// Whether a look may stand in a folded text. What is no ASCII is passed over as if it were not there, which leaves nothing out
    /// that [`squeeze`] would leave in.
    fn may_stand_in(&self, text: &str) -> bool {
        let (mut mark, mut letters, mut gap) = (0u64, 0, 0);
        for &byte in text.as_bytes() {
            match SEEN[usize::from(byte)] {
                Seen::Nothing => {}
                Seen::Gap if gap == 0 => gap = 1,
                Seen::Gap | Seen::End => (letters, gap) = (0, 1),
                Seen::Letter(letter) => {
                    mark = mark << 8 | u64::from(letter);
                    (letters, gap) = (letters + 1, 0);
                    let few = mark & ((1 << (8 * LEAST_LETTERS)) - 1);
                    if letters >= LEAST_LETTERS && self.holds(few)
                        || letters >= Self::MANY && self.holds(mark)
                    {
                        return true;
                    }
                }
            }
        }
        false
    }
}

/// How rare a letter is in texts, from 0 on. Looks hold no `i`, but `l` for it.
fn rarity(letter: u8) -> u32 {
    const COMMON_FIRST: &[u8] = b"etaosnrlhdcumfpgwybvkxjqz";
    COMMON_FIRST.iter().position(|common| *common == letter).map_or(0, |n| u32::try_from(n).unwrap_or(0))
}

/// What a byte of a text is to those who look for looks.
#[derive(Clone, Copy)]
enum Seen {
    /// Passed over.
    Nothing,
    /// A letter or digit, by its look.
    Letter(u8),
    /// May split a name, once.
    Gap,
    /// Ends a name.
    End,
}

static SEEN: [Seen; 256] = {
    let mut seen = [Seen::Nothing; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        // A look is ASCII as well.
        let look = looks_like(byte as char);
        seen[byte as usize] = match look {
            '0'..='9' | 'a'..='z' | 'A'..='Z' => Seen::Letter(look as u8),
            ' ' | '-' | '.' | '_' | '*' => Seen::Gap,
            _ => Seen::End,
        };
        byte += 1;
    }
    seen
};

/// The letter that a letter or digit may pass for. One for both ways: `I` and `l` are one look.
const fn looks_like(c: char) -> char {
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn what_marks_leave_out_holds_no_look(text in "[da4hu. ·é*-]{0,20}") {
            let looks = ["dahua".to_owned(), "huahuada".to_owned(), "hudahadua".to_owned()];
            let automaton = AhoCorasick::new(&looks).unwrap();
            let (squeezed, _) = squeeze(&text);
            prop_assert!(Marks::new(&looks).may_stand_in(&text) || !automaton.is_match(&squeezed));
        }
    }

    #[test]
    fn what_only_passes_by_is_not() {
        for text in ["da, hua", "mandahua", "da  hua", "i mou", "", "da. hua", "hikvisions"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
