//! The tables of words that names are read with: data files beside the code (`crates/nameplate/data/`), each with a head
//! that says what it holds, read once.
//!
//! Weights of words come from `word_counts.tsv`, counted once over published names and kept in the repository: never from
//! the lists that happen to be loaded, so that a pair of names scores the same everywhere.

use std::sync::LazyLock;

use super::distance::{is_one_slip, mask};
use crate::quick::QuickMap;

/// In how many names a word was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Names of organisations.
    pub(crate) organisations: u32,
    /// Names of persons.
    pub(crate) persons: u32,
}

/// How many names were counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Of organisations.
    pub(crate) organisations: u32,
    /// Of persons.
    pub(crate) persons: u32,
}

/// What the tables know of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// How often it was seen.
    pub(crate) seen: Seen,
    /// Words of one group mean the same in names of organisations; 0 for none.
    pub(crate) org_group: u16,
    /// Words of one group are one name in names of persons; 0 for none.
    pub(crate) person_group: u16,
    /// What kind of word it is.
    pub(crate) flags: u16,
    /// The number that it spells, plus one; 0 for none.
    pub(crate) number: u16,
}

/// Flags of words.
pub(crate) mod flag {
    /// A legal form, or a part of one.
    pub(crate) const LEGAL: u16 = 1;
    /// An article, preposition or conjunction.
    pub(crate) const SMALL: u16 = 2;
    /// A particle in names of persons.
    pub(crate) const PARTICLE: u16 = 4;
    /// A title of persons.
    pub(crate) const TITLE: u16 = 8;
    /// A number.
    pub(crate) const NUMBER: u16 = 16;
    /// A single letter.
    pub(crate) const LETTER: u16 = 32;
    /// A place.
    pub(crate) const PLACE: u16 = 64;
    /// A word that organisations of many kinds bear.
    pub(crate) const COMMON: u16 = 128;
    /// Written in a script that leaves vowels out.
    pub(crate) const NO_VOWELS: u16 = 256;
    /// A number in digits or Roman numerals: tells siblings apart.
    pub(crate) const ORDINAL: u16 = 512;
    /// What shops put around a name.
    pub(crate) const NOISE: u16 = 1024;
    /// Seen in several published names: hardly a slip of the pen for another word.
    pub(crate) const KNOWN: u16 = 2048;
    /// A syllable that Han or Hangul names are made of: many people bear it.
    pub(crate) const SYLLABLE: u16 = 8192;
    /// Firms of many names bear it: an ordinary word, which alone says little.
    pub(crate) const ORDINARY: u16 = 16384;
    /// So many firms bear it that two such words are hardly a name.
    pub(crate) const USUAL: u16 = 32768;
    /// Stands between a person and the father.
    pub(crate) const LINEAGE: u16 = 4096;
}

/// Names that a word has to be seen in to be known: slips of the pen recur in filings, but not often.
const KNOWN_FROM: u32 = 5;

/// Names of organisations that a word has to be seen in to be an ordinary one.
const ORDINARY_FROM: u32 = 20;

/// Letters of a legal form that hardly anything else is a slip away from.
const LONG: usize = 8;

/// The class of legal forms that say no more than "company".
pub(crate) const GENERIC: u16 = 1 << 15;

/// Names that a legal form has to be seen in for a misspelling of it to be likelier than another word.
const USUAL_FROM: u32 = 100;

/// What a Han, kana or Hangul word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EastAsian {
    /// English words.
    Word,
    /// A place, in its usual spelling.
    Place,
    /// A legal form.
    Legal,
}

/// Several words that are one: legal forms, places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its words.
    pub(crate) words: Vec<&'static str>,
    /// The class of legal form it belongs to, as a bit; 0 for a place.
    pub(crate) legal: u16,
    /// Group of a place.
    pub(crate) group: u16,
}

/// All tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    words: QuickMap<&'static str, Word>,
    phrases: QuickMap<&'static str, Vec<Phrase>>,
    /// Legal forms of one word that many names bear, each with its letters.
    usual_forms: Vec<(&'static str, u32)>,
    pub(crate) counts: Counts,
    pub(crate) han: QuickMap<&'static str, (&'static str, EastAsian)>,
    pub(crate) readings: QuickMap<&'static str, &'static str>,
    /// Words in scripts that leave vowels out, with their vowels.
    pub(crate) abjad: QuickMap<&'static str, &'static str>,
    pub(crate) han_surnames: QuickMap<&'static str, &'static str>,
    pub(crate) hangul_surnames: QuickMap<&'static str, &'static str>,
    pub(crate) hanja: QuickMap<&'static str, &'static str>,
    pub(crate) kanji_surnames: QuickMap<&'static str, &'static str>,
    pub(crate) kanji_given: QuickMap<&'static str, &'static str>,
    /// Length in characters of the longest East Asian entry.
    pub(crate) longest_han: usize,
}

/// The tables, read at the first use.
pub(crate) fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);
    &TABLES
}

/// Whether a folded word is a place.
pub(crate) fn is_place(word: &str) -> bool {
    tables().word(word).flags & flag::PLACE != 0
}

macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../data/", $name))
    };
}

/// Rows of a table: what is not a remark, cut at tabs.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with("# ") && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

impl Tables {
    /// What is known of a word.
    pub(crate) fn word(&self, word: &str) -> Word {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Phrases that begin with a word, the longest first.
    pub(crate) fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// Whether a word that hardly anybody bears is one slip away from a legal form that everybody uses.
    pub(crate) fn is_nearly_legal(&self, word: &str) -> bool {
        let known = self.words.get(word).is_some_and(|word| word.flags != 0);
        // A slip changes two letters at most, and mostly the letters tell.
        let letters = mask(word.as_bytes());
        let close = |form: &str, mask: u32| {
            let mut others = mask ^ letters;
            others &= others.wrapping_sub(1);
            others &= others.wrapping_sub(1);
            others == 0 && is_one_slip(form.as_bytes(), word.as_bytes())
        };
        !known && self.usual_forms.iter().any(|(form, mask)| close(form, *mask))
    }

    fn read() -> Tables {
        let mut tables = Tables::default();
        tables.counted();
        tables.organisations();
        tables.persons();
        tables.numbers();
        tables.places();
        tables.legal_forms();
        tables.east_asian();
        tables.share_counts();
        // Each by itself, so that the order of the map decides nothing.
        let sort = |phrases: &mut Vec<Phrase>| phrases.sort_by_key(|one| std::cmp::Reverse(one.words.len()));
        tables.phrases.values_mut().for_each(sort);
        tables
    }

    fn counted(&mut self) {
        for row in rows(data!("word_counts.tsv")) {
            let [word, organisations, persons] = row[..] else { continue };
            let (organisations, persons) = (organisations.parse().unwrap_or(0), persons.parse().unwrap_or(0));
            if word == "*" {
                self.counts = Counts { organisations, persons };
            } else {
                let known = self.words.entry(word).or_default();
                known.seen = Seen { organisations, persons };
                if organisations >= 5 * ORDINARY_FROM {
                    known.flags |= flag::USUAL;
                }
                if organisations >= ORDINARY_FROM {
                    known.flags |= flag::ORDINARY;
                }
                if organisations + persons >= KNOWN_FROM {
                    known.flags |= flag::KNOWN;
                }
            }
        }
    }

    fn organisations(&mut self) {
        for (group, row) in (1u16..).zip(rows(data!("org_words.tsv"))) {
            for word in row.iter().flat_map(|cell| cell.split(' ')).filter(|w| !w.is_empty()) {
                let known = self.words.entry(word).or_default();
                known.org_group = group;
                known.flags |= flag::COMMON;
            }
        }
        let mut bit = flag::SMALL;
        for line in data!("small_words.txt").lines() {
            bit = match line.trim() {
                "# persons" => flag::PARTICLE,
                "# lineage" => flag::PARTICLE | flag::LINEAGE,
                _ => bit,
            };
            for word in line.split(' ').filter(|w| !line.starts_with('#') && !w.is_empty()) {
                self.words.entry(word).or_default().flags |= bit;
            }
        }
        for row in rows(data!("shop_words.tsv")) {
            if let ["around", word] = row[..] {
                self.words.entry(word).or_default().flags |= flag::NOISE;
            }
        }
    }

    /// A word says no more than any other that means the same: all of a group count as seen as often as they together.
    fn share_counts(&mut self) {
        let mut totals: QuickMap<u16, u32> = QuickMap::default();
        for word in self.words.values().filter(|word| word.org_group != 0) {
            *totals.entry(word.org_group).or_default() += word.seen.organisations;
        }
        for word in self.words.values_mut().filter(|word| word.org_group != 0) {
            word.seen.organisations = totals.get(&word.org_group).copied().unwrap_or(0);
        }
    }

    fn persons(&mut self) {
        let tables = rows(data!("given_names.tsv")).chain(rows(data!("surname_romanisations.tsv")));
        for (group, row) in (1u16..).zip(tables) {
            for word in row.iter().flat_map(|cell| cell.split(' ')).filter(|w| !w.is_empty()) {
                let known = self.words.entry(word).or_default();
                // The table of given names leads.
                known.person_group = if known.person_group == 0 { group } else { known.person_group };
            }
        }
        for word in data!("titles.txt").lines().filter(|line| !line.starts_with('#')) {
            self.words.entry(word.trim()).or_default().flags |= flag::TITLE;
        }
    }

    fn numbers(&mut self) {
        for row in rows(data!("numbers.tsv")) {
            let Some(number) = row.first().and_then(|digits| digits.parse::<u16>().ok()) else { continue };
            for word in row.iter().skip(1).flat_map(|cell| cell.split(' ')).filter(|w| !w.is_empty()) {
                self.words.entry(word).or_default().number = number.saturating_add(1);
            }
        }
    }

    fn places(&mut self) {
        // Groups of places stand behind those of organisations' words.
        for (group, row) in (20_000u16..).zip(rows(data!("places.tsv"))) {
            let variants = row.iter().take(2).flat_map(|cell| cell.split(';'));
            for variant in variants.map(str::trim).filter(|v| !v.is_empty()) {
                self.place(variant, group);
            }
        }
    }

    fn place(&mut self, text: &'static str, group: u16) {
        let words: Vec<&str> = text.split(' ').collect();
        match words[..] {
            [word] => {
                let known = self.words.entry(word).or_default();
                known.flags |= flag::PLACE;
                known.org_group = if known.org_group == 0 { group } else { known.org_group };
            }
            _ => self.phrase(Phrase { words, legal: 0, group }),
        }
    }

    fn legal_forms(&mut self) {
        let mut classes: Vec<&str> = Vec::new();
        for row in rows(data!("legal_forms.tsv")) {
            let class = row.first().copied().unwrap_or_default();
            // Of exact look-ups, not of comparing.
            if class.starts_with("key_") {
                continue;
            }
            let at = classes.iter().position(|known| *known == class).unwrap_or_else(|| {
                classes.push(class);
                classes.len() - 1
            });
            // A mere "company" contradicts no other form.
            let legal = if class == "generic_company" { GENERIC } else { 1u16 << at.min(14) };
            for form in row.iter().skip(1).flat_map(|cell| cell.split(';')).map(str::trim) {
                let words: Vec<&'static str> = form.split(' ').filter(|w| !w.is_empty()).collect();
                if let [word] = words[..]
                    && (word.len() >= LONG
                        || word.len() >= 3 && self.word(word).seen.organisations >= USUAL_FROM)
                {
                    self.usual_forms.push((word, mask(word.as_bytes())));
                }
                if !words.is_empty() {
                    self.phrase(Phrase { words, legal, group: 0 });
                }
            }
        }
    }

    fn phrase(&mut self, phrase: Phrase) {
        let Some(first) = phrase.words.first() else { return };
        self.phrases.entry(first).or_default().push(phrase);
    }

    fn east_asian(&mut self) {
        for row in rows(data!("han_words.tsv")) {
            let [han, latin, class] = row[..] else { continue };
            let class = match class {
                "place" => EastAsian::Place,
                "legal" => EastAsian::Legal,
                _ => EastAsian::Word,
            };
            self.longest_han = self.longest_han.max(han.chars().count());
            self.han.insert(han, (latin, class));
        }
        let pairs = |text: &'static str| {
            rows(text).filter_map(|row| {
                let reading = row.get(1)?.split(' ').next()?;
                Some((*row.first()?, reading))
            })
        };
        self.abjad = pairs(data!("abjad_names.tsv")).collect();
        self.readings = pairs(data!("han_readings.tsv")).collect();
        self.han_surnames = pairs(data!("han_surnames.tsv")).collect();
        self.hangul_surnames = pairs(data!("hangul_surnames.tsv")).collect();
        self.hanja = pairs(data!("hanja_readings.tsv")).collect();
        let single = |(written, _): &(&&str, &&'static str)| written.chars().nth(1).is_none();
        let readings = self.readings.iter().chain(&self.hanja).filter(single).map(|(_, reading)| *reading);
        for reading in readings.chain(self.hangul_surnames.values().copied()) {
            self.words.entry(reading).or_default().flags |= flag::SYLLABLE;
        }
        for row in rows(data!("kanji_names.tsv")) {
            let [kanji, readings, part] = row[..] else { continue };
            let reading = readings.split(' ').next().unwrap_or_default();
            let table = if part == "surname" { &mut self.kanji_surnames } else { &mut self.kanji_given };
            table.insert(kanji, reading);
        }
    }
}
