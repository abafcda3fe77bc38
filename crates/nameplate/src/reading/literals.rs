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
    /// What literals begin with.
    starts: Starts,
}

/// A node of the trie. Its children stand side by side.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    children: u32,
    count: u32,
    /// The number of the literal that ends here, plus one; 0 for none.
    literal: u32,
}

/// Bytes that are looked at together: a bit each.
const BLOCK: usize = 64;

/// Where in a block something may begin: a bit a byte, where no letter or digit of ASCII stands before it, or it is no ASCII.
/// `behind_word`: whether the byte before the block was such a letter or digit, and then the last one of it.
fn beginnings(block: &[u8], behind_word: &mut bool) -> u64 {
    let in_word =
        bits(block, |byte| ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10));
    let beyond_ascii = bits(block, |byte| byte >= 0x80);
    let behind = in_word << 1 | u64::from(*behind_word);
    *behind_word = in_word >> (BLOCK - 1) != 0;
    (!behind | beyond_ascii) & (u64::MAX >> (BLOCK - block.len()))
}

/// A bit for each byte of a block, the first one lowest. Bytes are told one by one without a branch, which machines do many at once,
/// and then eight of them made eight bits by one product.
fn bits(block: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let mut told = [0u8; BLOCK];
    told.iter_mut().zip(block).for_each(|(told, byte)| *told = u8::from(is(*byte)));
    let (eights, _) = told.as_chunks::<8>();
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

impl Literals {
    /// Makes ready for literals, which are sorted and differ.
    pub(crate) fn new(literals: &[String]) -> Self {
        let mut made = Literals {
            nodes: vec![Node::default()],
            labels: vec![0],
            roots: Box::new([0; 256]),
            starts: Starts::of(literals),
        };
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

    /// Every literal that begins where a word may begin, in the order of the text: its first byte, the byte after its last, and its
    /// number. Signs of scripts without spaces, and what follows a letter beyond ASCII, may all begin one.
    pub(crate) fn find(&self, text: &str, mut each: impl FnMut(usize, usize, usize)) {
        let bytes = text.as_bytes();
        let mut behind_word = false;
        for from in (0..bytes.len()).step_by(BLOCK) {
            let block = &bytes[from..bytes.len().min(from + BLOCK)];
            let mut begins = beginnings(block, &mut behind_word);
            // Which of them a literal may begin at is put together without a branch: no machine could foretell it.
            let (mut places, mut count) = ([0; BLOCK], 0);
            while begins != 0 {
                let at = from + begins.trailing_zeros() as usize;
                begins &= begins - 1;
                places[count % BLOCK] = at;
                count += usize::from(self.starts.may_hold(first_eight(&bytes[at..])));
            }
            for &at in &places[..count] {
                self.walk(&bytes[at..], |length, literal| each(at, at + length, literal));
            }
        }
    }

    /// The longest literal that a text begins with: its length and its number.
    pub(crate) fn longest_at_start(&self, text: &[u8]) -> Option<(usize, usize)> {
        let mut longest = None;
        let begins = text.first().is_some_and(|first| self.roots[usize::from(*first)] != 0);
        if begins && self.starts.may_hold(first_eight(text)) {
            self.walk(text, |length, literal| longest = Some((length, literal)));
        }
        longest
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

/// What literals begin with, by their first eight, six, four or two bytes, as many as they have: a bit for each hash of them. Most
/// words begin like some literal, and few as many letters long.
#[derive(Debug)]
struct Starts {
    bits: Box<[u64; STARTS / 64]>,
}

/// Bits of the table: few enough that it stays in the nearest cache, enough for tens of thousands of literals.
const STARTS: usize = 1 << 17;

impl Starts {
    /// So many bytes are looked at together.
    const LENGTHS: [usize; 4] = [8, 6, 4, 2];

    fn of(literals: &[String]) -> Self {
        let mut starts = Starts { bits: Box::new([0; STARTS / 64]) };
        for literal in literals {
            let word = first_eight(literal.as_bytes());
            match Self::LENGTHS.into_iter().find(|length| literal.len() >= *length) {
                Some(length) => starts.set(word, length),
                // Whatever follows a single byte.
                None => (0..=u64::from(u8::MAX)).for_each(|next| starts.set(word | next << 8, 2)),
            }
        }
        starts
    }

    fn set(&mut self, word: u64, length: usize) {
        let at = Self::place(word, length);
        if let Some(bits) = self.bits.get_mut(at / 64) {
            *bits |= 1 << (at % 64);
        }
    }

    /// Whether a literal may begin with these bytes. Without a branch.
    fn may_hold(&self, word: u64) -> bool {
        let is_set = |length: usize| {
            let at = Self::place(word, length);
            self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
        };
        is_set(8) | is_set(6) | is_set(4) | is_set(2)
    }

    /// Spreads the first bytes of a word over the table: the upper bits of a product (Knuth's multiplicative hash). How many they
    /// are moves them apart from others.
    fn place(word: u64, length: usize) -> usize {
        let first = word << (64 - 8 * length);
        let mixed = (first ^ length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> (64 - STARTS.ilog2())) as usize
    }
}

/// The first eight bytes of a text as a number, with zeros behind a shorter one.
fn first_eight(text: &[u8]) -> u64 {
    if let Some(eight) = text.first_chunk::<8>() {
        return u64::from_le_bytes(*eight);
    }
    text.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
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
