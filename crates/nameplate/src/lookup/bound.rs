//! The most that a query and a name of the register may score, by what they share: most names that share an ordinary word with a
//! query cannot reach the score that is asked for, and are not compared.
//!
//! What keys find of a name is counted as it is found. What no key finds (slips, a letter for a number, first letters of two words) has
//! to be there in its words. All that is left over costs.

use crate::names::{Kind, LEAST, MOST_NEAR, MOST_WORDS, Outline, Toks, at_most, first_letter};
use crate::register::{Compared, FormView};

/// What a form shares with a query, at most, in milli-nats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shared {
    /// The evidence of it.
    pub(super) evidence: i32,
    /// What the words of the query weigh that it is of.
    pub(super) asked: i32,
    /// What the words of the form weigh.
    pub(super) listed: i32,
}

/// More than any name weighs, and little enough to add up.
const MOST_OF_A_NAME: i32 = 1 << 24;

impl Shared {
    /// Of some words of the query with words of a form that nobody looked up.
    pub(super) fn with_any(evidence: i32, asked: i32) -> Shared {
        Shared { evidence, asked, listed: MOST_OF_A_NAME }
    }

    pub(super) fn add(&mut self, other: Shared) {
        self.evidence = self.evidence.saturating_add(other.evidence);
        self.asked = self.asked.saturating_add(other.asked);
        self.listed = self.listed.saturating_add(other.listed);
    }
}

/// What is the same of a query beside all names.
pub(super) struct Bound<'q> {
    name: &'q Toks<'q>,
    kind: Kind,
    from: i32,
    /// Weight of the words that the query says again.
    said_twice: i32,
    /// First letters of the words of the query, a bit each.
    starts: u32,
    /// The words of the query that others may be near to.
    outlines: Vec<Outline>,
}

impl<'q> Bound<'q> {
    /// Of a query and a score; nothing where no name can be left out: any that shares enough reaches it, or a letter stands for any word
    /// that begins with it.
    pub(super) fn of(name: &'q Toks<'q>, kind: Kind, from: i32) -> Option<Self> {
        if from <= LEAST || kind.likeness().initial > 0 {
            return None;
        }
        let toks = name.as_slice();
        let again =
            toks.iter().enumerate().filter(|(n, tok)| toks[..*n].iter().any(|one| one.text == tok.text));
        Some(Bound {
            name,
            kind,
            from,
            said_twice: again.map(|(_, tok)| i32::from(tok.weight)).sum(),
            starts: toks.iter().fold(0, |starts, tok| starts | first_letter(tok.head)),
            outlines: toks.iter().filter_map(Outline::of_query).collect(),
        })
    }

    /// Whether a form of which keys find so much may reach the score.
    pub(super) fn may_reach(&self, names: &Compared<'_>, form: FormView<'_>, mut shared: Shared) -> bool {
        let of = [self.name.weight, form.weight()].map(|weight| i32::try_from(weight).unwrap_or(i32::MAX));
        let reaches = |shared: &Shared| {
            at_most(shared.evidence, [shared.asked, shared.listed], of, self.kind) >= self.from
        };
        if reaches(&shared) {
            return true;
        }
        self.beyond_keys(names, form, &mut shared);
        reaches(&shared)
    }

    /// Adds what the words of a form may share with the query that no key finds.
    fn beyond_keys(&self, names: &Compared<'_>, form: FormView<'_>, shared: &mut Shared) {
        let mut before = [0; MOST_WORDS];
        for (n, listed) in names.outlines(form).enumerate() {
            // What is said twice may be left out of the comparison. Where the first letters are equal, words may be.
            let again = before[..n.min(before.len())].contains(&listed.head);
            let aside = self.name.aside().iter().any(|tok| tok.head == listed.head);
            if again || aside {
                shared.listed += i32::from(listed.weight);
            }
            if let Some(place) = before.get_mut(n) {
                *place = listed.head;
            }
            shared.add(self.beyond_keys_of(&listed));
        }
        shared.asked += self.said_twice;
        // First letters of two words stand under no key.
        let of_two = self.name.as_slice().iter().filter(|tok| tok.text.len() == 2);
        for (n, tok) in of_two.enumerate() {
            let weight = i32::from(tok.weight);
            let starts = |starts, listed: Outline| starts | first_letter(listed.head);
            if n > 0 || tok.mask & !names.outlines(form).fold(0, starts) == 0 {
                shared.add(Shared::with_any(weight, weight));
            }
        }
    }

    fn beyond_keys_of(&self, listed: &Outline) -> Shared {
        let weight = i32::from(listed.weight);
        if weight == 0 {
            // A word that takes no part is set aside with its equals, and is no evidence.
            let equals = self.name.as_slice().iter().filter(|tok| tok.head == listed.head);
            let asked = equals.map(|tok| i32::from(tok.weight)).sum();
            return Shared { asked, ..Shared::default() };
        }
        let mut found = Shared::default();
        let near = self.outlines.iter().filter(|asked| asked.may_be_near(listed));
        if let Some(asked) = near.map(|asked| i32::from(asked.weight)).max() {
            let evidence = asked.min(weight) * i32::from(MOST_NEAR) / 1_000;
            found.add(Shared { evidence, asked, listed: weight });
        }
        if listed.letters == 2 && listed.mask & !self.starts == 0 {
            found.add(Shared { evidence: weight, asked: MOST_OF_A_NAME, listed: weight });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::lookup::{AlikeNames, Finder, WordMemo, stranger::is_nobodys};
    use crate::names::{Kind, Name, Prepared};
    use crate::register::{PartyIn, Register, RegisterInput, build};

    /// Words of every kind that a bound tells apart: rare ones, ordinary ones, places, forms, numbers, letters, initials.
    const WORDS: &[&str] = &[
        "northwindia",
        "kestrelworks",
        "hangzhoumic",
        "zhenghuatech",
        "quillfeather",
        "store",
        "home",
        "garden",
        "trading",
        "technology",
        "china",
        "mobile",
        "ltd",
        "limited",
        "co",
        "of",
        "hm",
        "cm",
        "zq",
        "12",
        "4711",
        "5",
        "v",
        "i",
        "1",
    ];

    fn words(most: usize) -> impl Strategy<Value = Vec<usize>> {
        prop::collection::vec(0..WORDS.len(), 1..=most)
    }

    fn text(words: &[usize]) -> String {
        words.iter().map(|&n| WORDS[n]).collect::<Vec<_>>().join(" ")
    }

    /// Long words are written with slips of the pen.
    fn slipped(words: &[usize], slips: &[(usize, u8)]) -> String {
        let written = words.iter().zip(slips).map(|(&n, &(at, letter))| {
            let mut word = WORDS[n].as_bytes().to_vec();
            if word.len() > 8 {
                let (first, second) = (at % word.len(), (at * 7 + 3) % word.len());
                word[first] = b'a' + letter % 26;
                word[second] = b'a' + letter / 2 % 26;
            }
            String::from_utf8(word).unwrap()
        });
        written.collect::<Vec<_>>().join(" ")
    }

    fn told(found: &AlikeNames) -> Vec<(u32, i32, u32)> {
        found.hits.iter().map(|hit| (hit.party.0, hit.comparison.score(), hit.name)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Two roads: with what bounds leave out left out, and comparing with all names. Names are nearly those that are asked for.
        #[test]
        fn nothing_is_left_out_that_reaches_the_score(
            names in prop::collection::vec(words(5), 1..10),
            slips in prop::collection::vec((0usize..40, 0u8..52), 5),
            more in prop::option::of(0..WORDS.len()),
            from in 2_501i32..11_000,
        ) {
            let mut input = RegisterInput::default();
            for (n, name) in names.iter().enumerate() {
                input.party.push(PartyIn::named(&format!("p{n}"), &text(name)));
            }
            let bytes = build(&input, "test").unwrap();
            let register = Register::open(&bytes).unwrap();
            let finder = Finder::new(&register);
            for name in &names {
                let asked = slipped(name, &slips) + &more.map_or(String::new(), |n| format!(" {}", WORDS[n]));
                let written = Name::new(&asked);
                let query = Prepared::organisation(&written);
                let kind = Some(Kind::Organisation);
                let slow = finder.find_slowly(&query, kind, from);
                prop_assert_eq!(told(&finder.find(&query, kind, from)), told(&slow), "{}: {:?}", asked, from);
                if is_nobodys(&finder, &mut WordMemo::default(), &asked, from) {
                    prop_assert!(slow.hits.is_empty(), "{}: {:?}, {}", asked, from, told(&slow).len());
                }
            }
        }
    }
}
