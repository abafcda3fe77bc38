//! All literals of a register, found in one pass over a folded text.
//!
//! A literal counts only where a word begins, so nothing is looked for inside of words: each byte is looked at once to see
//! whether a word begins behind it, the first letters of a word are asked in a table of bits, and only what passes walks down a
//! trie of the literals. It is ready in a millisecond or two, where one listing is judged, and fast where millions are: an
//! automaton that starts fast (non-contiguous NFA) or one that searches fast (DFA, 20 times the memory) would be two for the same
//! work, and both go through every letter of every word.

use std::collections::VecDeque;

/// Literals, by number in their order.
#[derive(Debug)]
pub(crate) struct Literals {
    nodes: Vec<Node>,
    /// The byte that leads to each node.
    labels: Vec<u8>,
    /// The children of the root.
    roots: Box<[u32; 256]>,
    /// Which four bytes longer literals begin with: a bit for each hash of them.
    fours: Box<[u64; FOURS / 64]>,
    /// Which two bytes literals of fewer than four bytes begin with.
    twos: Box<[u64; TWOS / 64]>,
}

/// A node of the trie. Its children stand side by side.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    children: u32,
    count: u32,
    /// The number of the literal that ends here, plus one; 0 for none.
    literal: u32,
}

const FOURS: usize = 1 << 16;
const TWOS: usize = 1 << 16;

impl Literals {
    /// Makes ready for literals, which are sorted and differ.
    pub(crate) fn new(literals: &[String]) -> Self {
        let mut made = Literals {
            nodes: vec![Node::default()],
            labels: vec![0],
            roots: Box::new([0; 256]),
            fours: Box::new([0; FOURS / 64]),
            twos: Box::new([0; TWOS / 64]),
        };
        literals.iter().for_each(|literal| made.announce(literal.as_bytes()));
        // A node, the literals below it, and how many bytes lead to it.
        let mut open = VecDeque::from([(0, 0..literals.len(), 0)]);
        while let Some((node, mut range, depth)) = open.pop_front() {
            let byte = |n: usize| literals.get(n).and_then(|literal| literal.as_bytes().get(depth)).copied();
            if range.start < range.end && byte(range.start).is_none() {
                made.nodes[node].literal = number(range.start + 1);
                range.start += 1;
            }
            made.nodes[node].children = number(made.nodes.len());
            while range.start < range.end {
                let label = byte(range.start);
                let end = (range.start..range.end).find(|&n| byte(n) != label).unwrap_or(range.end);
                open.push_back((made.nodes.len(), range.start..end, depth + 1));
                made.nodes.push(Node::default());
                made.labels.push(label.unwrap_or_default());
                made.nodes[node].count += 1;
                range.start = end;
            }
        }
        let root = made.nodes[0];
        for child in root.children..root.children + root.count {
            made.roots[usize::from(made.labels[child as usize])] = child;
        }
        made
    }

    /// Sets the bits for what a literal begins with.
    fn announce(&mut self, literal: &[u8]) {
        match literal {
            [a, b, c, d, ..] => set(&mut self.fours[..], four([*a, *b, *c, *d])),
            [a, b, ..] => set(&mut self.twos[..], two(*a, *b)),
            [a] => (0..=u8::MAX).for_each(|b| set(&mut self.twos[..], two(*a, b))),
            [] => {}
        }
    }

    /// Every literal that begins where a word may begin, in the order of the text: its first byte, the byte after its last, and its
    /// number. Signs of scripts without spaces, and what follows a letter beyond ASCII, may all begin one.
    pub(crate) fn find(&self, text: &str, mut each: impl FnMut(usize, usize, usize)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.may_begin(&bytes[at..]) {
                self.walk(&bytes[at..], |length, literal| each(at, at + length, literal));
            }
            at += 1;
            if byte.is_ascii_alphanumeric() {
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                // Nothing begins with the sign right behind a word, unless that is no ASCII.
                at += usize::from(bytes.get(at).is_some_and(u8::is_ascii));
            }
        }
    }

    /// The longest literal that a text begins with: its length and its number.
    pub(crate) fn longest_at_start(&self, text: &[u8]) -> Option<(usize, usize)> {
        let mut longest = None;
        if self.may_begin(text) {
            self.walk(text, |length, literal| longest = Some((length, literal)));
        }
        longest
    }

    fn may_begin(&self, rest: &[u8]) -> bool {
        match rest {
            [a, b, c, d, ..] => {
                is_set(&self.fours[..], four([*a, *b, *c, *d])) || is_set(&self.twos[..], two(*a, *b))
            }
            _ => true,
        }
    }

    fn walk(&self, rest: &[u8], mut each: impl FnMut(usize, usize)) {
        let Some((first, rest)) = rest.split_first() else { return };
        let mut at = self.roots[usize::from(*first)];
        let mut length = 1;
        let mut rest = rest.iter();
        while at != 0
            && let Some(node) = self.nodes.get(at as usize)
        {
            if node.literal != 0 {
                each(length, node.literal as usize - 1);
            }
            let Some(next) = rest.next() else { return };
            let from = node.children as usize;
            let labels = self.labels.get(from..from + node.count as usize).unwrap_or_default();
            at = labels.iter().position(|label| label == next).map_or(0, |n| number(from + n));
            length += 1;
        }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Spreads four bytes over the table: the upper bits of a product (Knuth's multiplicative hash).
fn four(bytes: [u8; 4]) -> usize {
    (u32::from_le_bytes(bytes).wrapping_mul(0x9E37_79B1) >> (32 - FOURS.ilog2())) as usize
}

fn two(a: u8, b: u8) -> usize {
    usize::from(a) << 8 | usize::from(b)
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

fn is_set(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(literals: &[String], text: &str) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        Literals::new(literals).find(text, |start, end, literal| found.push((start, end, literal)));
        found
    }

    proptest! {
        #[test]
        fn finds_what_an_automaton_finds_where_words_begin(
            words in proptest::collection::btree_set("[ab中é -]{1,6}", 0..12),
            text in "[ab中é -]{0,24}",
        ) {
            let literals: Vec<String> = words.into_iter().collect();
            let begins = |at: usize| {
                !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
                    || text[at..].starts_with(|c: char| !c.is_ascii())
            };
            let automaton = aho_corasick::AhoCorasick::new(&literals).unwrap();
            let hits = automaton.find_overlapping_iter(&text).filter(|hit| begins(hit.start()));
            let mut expected: Vec<_> =
                hits.map(|hit| (hit.start(), hit.end(), hit.pattern().as_usize())).collect();
            expected.sort_unstable();
            prop_assert_eq!(found(&literals, &text), expected);
        }
    }

    #[test]
    fn nothing_is_found_where_nothing_is_looked_for() {
        assert_eq!(found(&[], "any text"), []);
        assert_eq!(found(&["a".to_owned()], ""), []);
    }
}
