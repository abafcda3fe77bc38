//! Names as they are compared, worked out when the register is built: their words, and the keys that they are found by.

use std::collections::HashMap;

use zerocopy::little_endian::{U16, U32, U64};

use super::format::*;
use crate::names::{Facts, Kind, Name, Prepared, head, keys};

/// Tables of names on their way.
#[derive(Default)]
pub(super) struct NameIndex {
    forms: Vec<FormRow>,
    tokens: Vec<TokenRow>,
    words: Vec<(String, Facts)>,
    seen: HashMap<(String, Facts), u32>,
    /// Word, form: each once.
    word_forms: Vec<(u32, u32)>,
    form_keys: Vec<(u64, u32)>,
}

/// Tables of names, ready to be written.
#[derive(Default)]
pub(super) struct NameTables {
    pub(super) forms: Vec<FormRow>,
    pub(super) tokens: Vec<TokenRow>,
    pub(super) words: Vec<WordRow>,
    pub(super) word_keys: Vec<KeyRow>,
    pub(super) form_keys: Vec<KeyRow>,
    pub(super) word_forms: Vec<U32>,
}

fn number(n: usize) -> U32 {
    U32::new(small(n))
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

fn place(at: u32) -> U16 {
    // A name is read up to 1,024 bytes.
    U16::new(u16::try_from(at).unwrap_or(u16::MAX))
}

impl NameIndex {
    /// Adds a name of a party.
    pub(super) fn add(&mut self, no: U32, party: U32, kind: Kind, text: &str) {
        let name = Name::new(text);
        let prepared = Prepared::new(&name);
        let mut found_by = Vec::new();
        for (form, toks) in name.forms.iter().zip(prepared.sides(kind)) {
            let at = small(self.forms.len());
            let start = self.tokens.len();
            for token in &form.tokens {
                let word = self.word(&token.text, token.facts);
                self.tokens.push(TokenRow {
                    word: U32::new(word),
                    start: place(token.start),
                    end: place(token.end),
                });
                let weight = match kind {
                    Kind::Person => token.facts.person_weight,
                    _ => token.facts.org_weight,
                };
                if weight > 0 {
                    self.word_forms.push((word, at));
                }
            }
            found_by.clear();
            keys::of_form(toks, &mut found_by);
            self.form_keys.extend(found_by.iter().map(|&key| (key, at)));
            self.forms.push(FormRow {
                name: no,
                party,
                tokens: Span { start: number(start), length: number(self.tokens.len() - start) },
                weight: U32::new(toks.weight),
                legal: U16::new(form.legal),
                kind: kind as u8,
            });
        }
    }

    fn word(&mut self, text: &str, facts: Facts) -> u32 {
        let key = (text.to_owned(), facts);
        if let Some(&known) = self.seen.get(&key) {
            return known;
        }
        let no = small(self.words.len());
        self.words.push(key.clone());
        self.seen.insert(key, no);
        no
    }

    /// Sorts everything, so that the tables do not depend on the order in which words were first met.
    pub(super) fn finish(mut self, mut heap: impl FnMut(&str) -> Text) -> NameTables {
        self.seen = HashMap::new();
        let mut order: Vec<u32> = (0..small(self.words.len())).collect();
        order.sort_unstable_by(|&a, &b| self.words[a as usize].cmp(&self.words[b as usize]));
        let mut place = vec![0u32; order.len()];
        for (now, &before) in (0u32..).zip(&order) {
            place[before as usize] = now;
        }
        for token in &mut self.tokens {
            token.word = U32::new(place[token.word.get() as usize]);
        }
        for (word, _) in &mut self.word_forms {
            *word = place[*word as usize];
        }
        self.word_forms.sort_unstable();
        self.word_forms.dedup();
        let mut tables = NameTables { forms: self.forms, tokens: self.tokens, ..NameTables::default() };
        let mut word_keys: Vec<(u64, u32)> = Vec::new();
        let (mut found_by, mut start) = (Vec::new(), 0);
        for (now, &before) in (0u32..).zip(&order) {
            let (text, facts) = &self.words[before as usize];
            let length = self.word_forms[start..].iter().take_while(|(word, _)| *word == now).count();
            let forms = Span { start: number(start), length: number(length) };
            start += length;
            tables.words.push(row((heap(text), head(text.as_bytes())), facts, forms));
            // Words that take part in no name are told, and never looked for.
            if length > 0 {
                found_by.clear();
                keys::of_word(text.as_bytes(), facts, &mut found_by);
                word_keys.extend(found_by.iter().map(|&key| (key, now)));
            }
        }
        tables.word_forms = self.word_forms.iter().map(|(_, form)| U32::new(*form)).collect();
        tables.word_keys = sorted(word_keys);
        tables.form_keys = sorted(self.form_keys);
        tables
    }
}

fn row((text, head): (Text, u64), facts: &Facts, forms: Span) -> WordRow {
    WordRow {
        text,
        head: U64::new(head),
        sound: U64::new(facts.sound),
        bare: U64::new(facts.bare),
        mask: U32::new(facts.mask),
        org_group: U16::new(facts.org_group),
        person_group: U16::new(facts.person_group),
        org_weight: U16::new(facts.org_weight),
        person_weight: U16::new(facts.person_weight),
        flags: U16::new(facts.flags),
        forms,
    }
}

fn sorted(mut keys: Vec<(u64, u32)>) -> Vec<KeyRow> {
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|(key, to)| KeyRow { key: U64::new(key), to: U32::new(to) }).collect()
}
