//! Names of which it can be told, without comparing them with any, that they are nearly nobody's: the road that most sellers and
//! makers of a catalog go. A word is looked up once by a thread, and what such a name may score at most is added up of its words.

use super::alike::Finder;
use super::word_memo::WordMemo;
use crate::names::{Kind, Stranger, Strangers, Token, Toks, legal_forms};

/// Names of more words are compared.
const MOST_WORDS: usize = 8;

/// Whether a folded name is of the kind that can be told so, and no name of an organisation reaches a score beside it, nor is it a
/// group's with something around it: what comparing would find is nothing. `false` says nothing.
pub(crate) fn is_nobodys(finder: &Finder<'_>, memo: &mut WordMemo, folded: &str, from: i32) -> bool {
    known_as_nobodys(finder, memo, folded, from).unwrap_or(false)
}

/// Nothing where that cannot be told.
fn known_as_nobodys(finder: &Finder<'_>, memo: &mut WordMemo, folded: &str, from: i32) -> Option<bool> {
    // An apostrophe stands inside of words; other scripts are read by their own rules.
    if !folded.is_ascii() || folded.contains('\'') {
        return None;
    }
    let mut name = Read { texts: [""; MOST_WORDS], words: [None; MOST_WORDS], count: 0 };
    for text in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|text| !text.is_empty()) {
        let word = word(finder, memo, text)?;
        // Two numbers side by side may be one.
        if word.is_number() && name.last().is_some_and(Stranger::is_number) {
            return None;
        }
        name.push(text, word)?;
    }
    let legal = name.legal_words();
    let mut sum = Strangers::default();
    let mut toks = Toks::default();
    for (n, text, word) in name.iter().filter(|(n, _, word)| word.takes_part() && legal >> n & 1 == 0) {
        sum.add(word);
        toks.push(word.tok(text, n));
    }
    if toks.as_slice().is_empty() {
        return None;
    }
    for (n, text, word) in name.iter().filter(|(n, _, word)| !word.takes_part() || legal >> n & 1 == 1) {
        toks.push_aside(word.tok(text, n));
    }
    Some(!sum.may_reach(from, legal != 0, Kind::Organisation) && !finder.has_parts_of(&toks))
}

/// The words of a name, each by itself.
struct Read<'t> {
    texts: [&'t str; MOST_WORDS],
    words: [Option<Stranger>; MOST_WORDS],
    count: usize,
}

impl<'t> Read<'t> {
    fn push(&mut self, text: &'t str, word: Stranger) -> Option<()> {
        (*self.texts.get_mut(self.count)?, *self.words.get_mut(self.count)?) = (text, Some(word));
        self.count += 1;
        Some(())
    }

    fn last(&self) -> Option<&Stranger> {
        self.iter().last().map(|(.., word)| word)
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &'t str, &Stranger)> {
        let words = self.texts.iter().zip(&self.words).enumerate();
        words.filter_map(|(n, (text, word))| Some((n, *text, word.as_ref()?)))
    }

    /// Which of them are a legal form, a bit each.
    fn legal_words(&self) -> u32 {
        let mut legal = legal_forms(&self.texts[..self.count]);
        let ends = [0, self.count.saturating_sub(1)];
        let nearly = |at: &usize| self.words[*at].is_some_and(|word| word.is_nearly_legal);
        for at in ends.into_iter().filter(|at| self.count > 1 && nearly(at)) {
            legal |= 1 << at;
        }
        legal
    }
}

/// A word by itself; nothing for one that depends on what stands around it, or that a register has and is a name's own.
fn word(finder: &Finder<'_>, memo: &mut WordMemo, text: &str) -> Option<Stranger> {
    if let Some(known) = memo.stranger(text) {
        return known;
    }
    let fresh = Token::alone(text).and_then(|token| {
        let tok = token.tok();
        Stranger::new(&tok, finder.has_one_like(&tok)?, token.is_nearly_legal())
    });
    memo.keep_stranger(text, fresh);
    fresh
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lookup::group_names;
    use crate::names::{Name, Prepared};
    use crate::register::{PartyIn, Register, RegisterInput, build};

    const FROM: i32 = 8_500;

    fn register(names: &[String]) -> Vec<u8> {
        let mut input = RegisterInput::default();
        for (n, name) in names.iter().enumerate() {
            input.party.push(PartyIn::named(&format!("p{n}"), &format!("A{n} {name}")));
            input.party.push(PartyIn::named(&format!("q{n}"), &format!("x{name}")));
        }
        build(&input, "test").unwrap()
    }

    fn nobodys(bytes: &[u8], asked: &str) -> bool {
        let finder = Finder::new(&Register::open(bytes).unwrap());
        is_nobodys(&finder, &mut WordMemo::default(), asked, FROM)
    }

    #[test]
    fn strangers_with_ordinary_words_are_told() {
        let bytes = register(&["Hikvision Store".to_owned(), "Home Garden Trading".to_owned()]);
        for stranger in ["northwind", "kestrel store", "kestrel store 4711", "kestrel retail pvt ltd"] {
            assert!(nobodys(&bytes, stranger), "{stranger}");
        }
        for alike in
            ["hikvision", "hikvison store", "hik vision", "hikvision store ltd", "hvs 5 i", "o'neill"]
        {
            assert!(!nobodys(&bytes, alike), "{alike}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        /// Two roads: adding up its words, and comparing with all names.
        #[test]
        fn of_whom_it_is_told_nobody_is_nearly_called_so(
            names in proptest::collection::vec("(Kestrel|Northwind|Maple|Store|Home|Garden|Ltd|Pvt|Co|Tehran|Cement|HM|China|Mobile|SA|4|12| ){1,7}", 1..8),
            asked in proptest::collection::vec("(kestrel|kastrol|northwind|nothwint|maple|store|home|garden|ltd|limted|pvt|co|teheran|cement|hm|hk|china|mobile|sa|4|12|77|[a-m]{2,12}| |-){1,8}", 24),
        ) {
            let bytes = register(&names);
            let register = Register::open(&bytes).unwrap();
            let finder = Finder::new(&register);
            let mut memo = WordMemo::default();
            for asked in &asked {
                if !is_nobodys(&finder, &mut memo, asked, FROM) {
                    continue;
                }
                let name = Name::new(asked);
                let found = finder.find_slowly(&Prepared::organisation(&name), Some(Kind::Organisation), FROM);
                prop_assert!(found.hits.is_empty(), "{asked}: {names:?}");
                prop_assert!(group_names(&register, &name).is_empty(), "{asked}: {names:?}");
            }
        }
    }
}
