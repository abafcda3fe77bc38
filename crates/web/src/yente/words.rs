//! The words of a register, for searches: where each word stands, in names or elsewhere, and questions put together of them. A
//! search finds what was typed; whom a name means is for matching to say.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::register::{Party, PartyNo, Register};
use nameplate::text::fold::Folded;
use nameplate::text::name::words;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Everybody.
    All,
    /// A word; with a number, up to so many letters may differ.
    Word(String, usize),
    /// A word that begins so.
    Begins(String),
    /// Words one behind the other.
    Phrase(Vec<String>),
    /// A value of a field: `countries:ru`.
    Field(String, String),
    /// All of these.
    And(Vec<Ask>),
    /// One of these.
    Or(Vec<Ask>),
    /// Not this.
    Not(Box<Ask>),
}

/// What was found: how well each party fits.
pub(crate) type Found = BTreeMap<PartyNo, u32>;

/// Who has a value of a field.
pub(crate) type HasValue<'f> = &'f dyn Fn(&str, &str) -> Found;

/// What a word in a name weighs beside the same word elsewhere.
const IN_A_NAME: u32 = 3;

/// Where words stand.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// By word: the parties, each with whether it stands in a name.
    by_word: BTreeMap<String, Vec<(PartyNo, bool)>>,
    parties: u32,
}

/// The words of a text.
pub(crate) fn split(text: &str) -> Vec<String> {
    words(Folded::new(text).as_str()).map(str::to_owned).collect()
}

/// What a party is told to be, beside its names.
fn beside(party: &Party<'_>) -> Vec<String> {
    let mut texts: Vec<String> = party.addresses().map(str::to_owned).collect();
    texts.extend(
        party
            .identifiers()
            .map(|number| number.split_once(':').map_or(number, |(_, value)| value).to_owned()),
    );
    texts.push(party.note().to_owned());
    texts.extend(
        party.designations().flat_map(|place| [place.reason().to_owned(), place.citation().to_owned()]),
    );
    texts
}

impl Words {
    /// Reads all of a register.
    pub(crate) fn of(register: &Register<'_>) -> Self {
        let mut all =
            Words { parties: u32::try_from(register.party_count()).unwrap_or(u32::MAX), ..Words::default() };
        for (no, party) in register.parties() {
            let names: BTreeSet<String> = std::iter::once(party.name())
                .chain(party.names().map(|name| name.text()))
                .flat_map(split)
                .collect();
            let others: BTreeSet<String> = beside(&party).iter().flat_map(|text| split(text)).collect();
            for word in others.difference(&names) {
                all.put(word, no, false);
            }
            for word in &names {
                all.put(word, no, true);
            }
        }
        all
    }

    fn put(&mut self, word: &str, no: PartyNo, in_name: bool) {
        match self.by_word.get_mut(word) {
            Some(known) => known.push((no, in_name)),
            None => {
                self.by_word.insert(word.to_owned(), vec![(no, in_name)]);
            }
        }
    }

    /// What a word that so many have says.
    fn weight(&self, bearers: usize) -> u32 {
        let bearers = u32::try_from(bearers).unwrap_or(u32::MAX).max(1);
        100 * (1 + (self.parties / bearers).max(1).ilog2())
    }

    fn word(&self, word: &str, less: u32, found: &mut Found) {
        let Some(bearers) = self.by_word.get(word) else { return };
        let weight = (self.weight(bearers.len()) / (1 + less)).max(1);
        for (no, in_name) in bearers {
            let weight = if *in_name { weight * IN_A_NAME } else { weight };
            let known = found.entry(*no).or_default();
            *known = weight.max(*known);
        }
    }

    fn like(&self, word: &str, slips: usize) -> Found {
        let mut found = Found::new();
        self.word(word, 0, &mut found);
        if slips > 0 {
            let letters: Vec<char> = word.chars().collect();
            for other in self.by_word.keys() {
                let near = distance(&letters, other, slips).filter(|slips| *slips > 0);
                near.into_iter()
                    .for_each(|slips| self.word(other, u32::try_from(slips).unwrap_or(2), &mut found));
            }
        }
        found
    }

    fn begins(&self, start: &str) -> Found {
        let mut found = Found::new();
        let range = self
            .by_word
            .range(start.to_owned()..)
            .map(|(word, _)| word)
            .take_while(|word| word.starts_with(start));
        range.for_each(|word| self.word(word, u32::from(word != start), &mut found));
        found
    }

    /// Who fits a question. `field` says who has a value of a field.
    pub(crate) fn find(&self, ask: &Ask, (register, field): (&Register<'_>, HasValue<'_>)) -> Found {
        let find = |ask: &Ask| self.find(ask, (register, field));
        match ask {
            Ask::All => (0..self.parties).map(|no| (PartyNo(no), 1)).collect(),
            Ask::Word(word, slips) => self.like(word, *slips),
            Ask::Begins(start) => self.begins(start),
            Ask::Phrase(words) => self.phrase(words, register),
            Ask::Field(name, value) => field(name, value),
            Ask::Or(asks) => {
                let mut all = Found::new();
                for (no, weight) in asks.iter().flat_map(find) {
                    *all.entry(no).or_default() += weight;
                }
                all
            }
            Ask::Not(ask) => {
                let out = find(ask);
                let all = (0..self.parties).map(|no| (PartyNo(no), 1));
                all.filter(|(no, _)| !out.contains_key(no)).collect()
            }
            Ask::And(asks) => {
                let mut asks = asks.iter().map(find);
                let mut all = asks.next().unwrap_or_default();
                for one in asks {
                    all.retain(|no, weight| one.get(no).map(|more| *weight += more).is_some());
                }
                all
            }
        }
    }

    fn phrase(&self, words: &[String], register: &Register<'_>) -> Found {
        let single = words.iter().map(|word| Ask::Word(word.clone(), 0)).collect();
        let mut found = self.find(&Ask::And(single), (register, &|_, _| Found::new()));
        let holds = |text: &str| split(text).windows(words.len()).any(|window| window == words);
        found.retain(|no, _| {
            let Some(party) = register.party(*no) else { return false };
            party.names().any(|name| holds(name.text()))
                || holds(party.name())
                || beside(&party).iter().any(|text| holds(text))
        });
        found
    }
}

/// How many letters differ, at most `most`; swapped neighbours count as one.
fn distance(one: &[char], other: &str, most: usize) -> Option<usize> {
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (get(&last, j) + usize::from(a != b)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            if i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a) {
                best = best.min(get(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_are_counted() {
        let slips = |one: &str, other: &str| distance(&one.chars().collect::<Vec<_>>(), other, 2);
        assert_eq!((slips("huawei", "huawei"), slips("huawei", "hauwei")), (Some(0), Some(1)));
        assert_eq!((slips("hikvision", "hikvsion"), slips("dahua", "huawei")), (Some(1), None));
    }

    #[test]
    fn words_of_names_are_found_before_others() {
        let register = Register::open(lists::starter_register()).unwrap();
        let words = Words::of(&register);
        let find = |ask: Ask| words.find(&ask, (&register, &|_, _| Found::new()));
        let hikvision = register.party_by_id("hikvision").unwrap();
        assert!(find(Ask::Word("hikvision".to_owned(), 0)).contains_key(&hikvision));
        assert!(find(Ask::Word("hikvsion".to_owned(), 0)).is_empty());
        assert!(find(Ask::Word("hikvsion".to_owned(), 2)).contains_key(&hikvision));
        assert!(find(Ask::Begins("hikv".to_owned())).contains_key(&hikvision));
        let not = Ask::Not(Box::new(Ask::Word("hikvision".to_owned(), 0)));
        assert!(!find(not).contains_key(&hikvision));
    }
}
