//! What one thread remembers of the words of names that it looked up: sellers and makers of a catalog are called by few words, in
//! ever new names. Answers are the same with and without.

use std::sync::{Arc, OnceLock};

use crate::names::{Stranger, Tok};
use crate::quick::QuickMap;

/// What a register has beside one word.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Looked for where the word is among the rarest of a name.
    pub(super) words: OnceLock<Words>,
    /// Forms of names whose words, written together, it may be.
    pub(super) together: Vec<(u32, i32)>,
    /// Forms of names whose first letters it may be.
    pub(super) initials: Vec<(u32, i32)>,
}

/// Words of a register that belong with one.
#[derive(Debug)]
pub(super) struct Words {
    /// Each with its evidence in milli-nats.
    pub(super) found: Vec<(u32, i32)>,
    /// Whether there are more.
    pub(super) cut: bool,
}

/// What one thread remembers of words.
#[derive(Debug, Default)]
pub(crate) struct WordMemo {
    known: QuickMap<Box<[u8]>, Known>,
    /// Words as they are by themselves; nothing for one that is no stranger, or that depends on what stands around it.
    strangers: QuickMap<Box<[u8]>, Option<Stranger>>,
    bytes: usize,
}

#[derive(Debug)]
struct Known {
    mark: Mark,
    beside: Arc<Beside>,
}

/// What of a word decides beside its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    weight: u16,
    flags: u16,
    group: u16,
    borne: bool,
    person: bool,
}

impl Mark {
    fn of(tok: &Tok<'_>, person: bool) -> Mark {
        Mark { weight: tok.weight, flags: tok.flags, group: tok.group, borne: tok.borne, person }
    }
}

/// So many bytes are kept; then it starts anew.
const MOST_BYTES: usize = 4 << 20;
/// About what a word by itself comes to.
const OF_A_STRANGER: usize = 80;
/// About what a word comes to beside what was found.
const OF_A_WORD: usize = 240;

impl WordMemo {
    /// A word by itself, if it was asked for before.
    pub(super) fn stranger(&self, word: &str) -> Option<Option<Stranger>> {
        self.strangers.get(word.as_bytes()).copied()
    }

    pub(super) fn keep_stranger(&mut self, word: &str, stranger: Option<Stranger>) {
        let bytes = OF_A_STRANGER + word.len();
        if self.bytes + bytes > MOST_BYTES {
            *self = WordMemo::default();
        }
        self.bytes += bytes;
        self.strangers.insert(word.as_bytes().into(), stranger);
    }

    pub(super) fn get(&self, tok: &Tok<'_>, person: bool) -> Option<Arc<Beside>> {
        let known = self.known.get(tok.text).filter(|known| known.mark == Mark::of(tok, person))?;
        Some(Arc::clone(&known.beside))
    }

    pub(super) fn keep(&mut self, tok: &Tok<'_>, person: bool, beside: &Arc<Beside>) {
        let words = beside.words.get().map_or(0, |words| words.found.len());
        let found = words + beside.together.len() + beside.initials.len();
        let bytes = OF_A_WORD + tok.text.len() + found * size_of::<(u32, i32)>();
        // One word that very many names hold must not push out all others.
        if bytes > MOST_BYTES / 16 {
            return;
        }
        if self.bytes + bytes > MOST_BYTES {
            *self = WordMemo::default();
        }
        self.bytes += bytes;
        let known = Known { mark: Mark::of(tok, person), beside: Arc::clone(beside) };
        self.known.insert(tok.text.into(), known);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lookup::{AlikeNames, Finder};
    use crate::names::{Kind, Name, Prepared};
    use crate::register::{PartyIn, Register, RegisterInput, build};

    fn told(found: &AlikeNames) -> Vec<(u32, i32, u32)> {
        found.hits.iter().map(|hit| (hit.party.0, hit.comparison.score(), hit.name)).collect()
    }

    proptest! {
        /// The words come in other names, with other weights and as names of persons, before they are asked for again.
        #[test]
        fn answers_are_the_same_with_and_without(
            names in proptest::collection::vec("(Hikvision|Hik|Tehran|Cement|TehranCement|PLA|Peoples|Liberation|Army|Co|Ltd|Store|7| ){1,6}", 1..12),
            asked in proptest::collection::vec("(Hikvsion|Hik|Tehran|Cement|TehranCement|PLA|Peoples|Army|Co|Ltd|Store|8| ){1,5}", 1..12),
        ) {
            let mut input = RegisterInput::default();
            for (n, name) in names.iter().enumerate() {
                input.party.push(PartyIn::named(&format!("p{n}"), &format!("A{n} {name}")));
            }
            let bytes = build(&input, "test").unwrap();
            let finder = Finder::new(&Register::open(&bytes).unwrap());
            let mut memo = WordMemo::default();
            for text in asked.iter().chain(&asked) {
                let name = Name::new(text);
                for kind in [Some(Kind::Organisation), Some(Kind::Person), None] {
                    let (query, from) = (Prepared::new(&name), 1_000);
                    let with = finder.find_with(Some(&mut memo), &query, kind, from);
                    prop_assert_eq!(told(&with), told(&finder.find(&query, kind, from)), "{}", text);
                }
            }
        }
    }
}
