//! Which words of two names belong together. The heart of comparing: no allocation, no table, bounded work.
//!
//! First what is equal, then what means the same, then words written together or apart, then abbreviations of several
//! words, and last what is merely alike, the likest first. Each word belongs to one link at most.

use super::kind::Kind;
use super::likeness::{How, alike, equal_joined};
use super::tables::flag;
use super::tok::{MOST, Tok, Toks, all, first_letter, places};

/// Words of both names that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) how: How,
    /// How alike they are, in thousandths.
    pub(crate) alike: u16,
    /// The words of either name, a bit each.
    pub(crate) a: u32,
    pub(crate) b: u32,
}

/// How two names lie beside each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alignment {
    links: [Link; MOST],
    len: usize,
    /// Words that found nothing, a bit each.
    pub(crate) left_a: u32,
    pub(crate) left_b: u32,
}

impl Alignment {
    pub(crate) fn links(&self) -> &[Link] {
        &self.links[..self.len]
    }

    fn link(&mut self, how: How, alike: u16, a: u32, b: u32) {
        if self.len < MOST {
            self.links[self.len] = Link { how, alike, a, b };
            self.len += 1;
            self.left_a &= !a;
            self.left_b &= !b;
        }
    }

    /// The same, with the first name for the second.
    fn turn(&mut self) {
        let len = self.len;
        self.links[..len].iter_mut().for_each(|link| std::mem::swap(&mut link.a, &mut link.b));
        std::mem::swap(&mut self.left_a, &mut self.left_b);
    }

    /// Whether linked words stand in another order.
    pub(crate) fn is_reordered(&self) -> bool {
        // Links of equal words come in the order of the first name; others are few.
        let later = |one: &Link, other: &Link| one.a < other.a && one.b > other.b;
        self.links()
            .iter()
            .enumerate()
            .any(|(n, one)| self.links()[n + 1..].iter().any(|other| later(one, other) || later(other, one)))
    }
}

/// Lays two names beside each other. Which of them is asked for makes no difference: what takes words first depends on the
/// order of the two, so there is only one order.
pub(crate) fn align([a, b]: [&Toks<'_>; 2], kind: Kind) -> Alignment {
    if in_order(a.as_slice(), b.as_slice()) {
        return align_in_order([a, b], kind);
    }
    let mut alignment = align_in_order([b, a], kind);
    alignment.turn();
    alignment
}

/// Whether names stand in the order in which they are laid beside each other. Names of the same words are in order both ways:
/// of these every word meets its equal, and nothing is left to choose.
fn in_order(a: &[Tok<'_>], b: &[Tok<'_>]) -> bool {
    let apart = a.iter().zip(b).find(|(one, other)| !one.equals(other));
    match apart.filter(|_| a.len() == b.len()) {
        Some((one, other)) => (one.head, one.text) < (other.head, other.text),
        None => a.len() <= b.len(),
    }
}

fn align_in_order(names: [&Toks<'_>; 2], kind: Kind) -> Alignment {
    let [a, b] = names.map(Toks::as_slice);
    let none = Link { how: How::Equal, alike: 0, a: 0, b: 0 };
    let mut alignment = Alignment { links: [none; MOST], len: 0, left_a: all(a.len()), left_b: all(b.len()) };
    equal(&mut alignment, a, b);
    if alignment.left_a == 0 && alignment.left_b == 0 {
        return alignment;
    }
    if alignment.left_a != 0 && alignment.left_b != 0 {
        synonyms(&mut alignment, a, b, kind);
    }
    if alignment.left_a != 0 && alignment.left_b != 0 {
        joined(&mut alignment, names, kind);
        abbreviated(&mut alignment, a, b, kind);
        similar(&mut alignment, a, b, kind);
    }
    repeated(&mut alignment, a, b);
    set_aside(&mut alignment, names);
    alignment
}

fn equal(alignment: &mut Alignment, a: &[Tok<'_>], b: &[Tok<'_>]) {
    for (i, one) in a.iter().enumerate() {
        // The same place first: it is right for most names, and keeps the order of words that recur.
        let same = b.get(i).is_some_and(|other| alignment.left_b & 1 << i != 0 && one.equals(other));
        let found = if same { Some(i) } else { places(alignment.left_b).find(|&j| one.equals(&b[j])) };
        if let Some(j) = found {
            alignment.link(How::Equal, 1_000, 1 << i, 1 << j);
        }
    }
}

fn synonyms(alignment: &mut Alignment, a: &[Tok<'_>], b: &[Tok<'_>], kind: Kind) {
    for i in places(alignment.left_a) {
        let found = places(alignment.left_b).find(|&j| a[i].group != 0 && a[i].group == b[j].group);
        if let Some(j) = found {
            alignment.link(How::Same, kind.likeness().synonym, 1 << i, 1 << j);
        }
    }
}

/// `TEHRANCEMENT`, `TEHRAN CEMENT`: one word of the one, two or three neighbours of the other.
fn joined(alignment: &mut Alignment, [a, b]: [&Toks<'_>; 2], kind: Kind) {
    for i in places(alignment.left_a) {
        if let Some((bits, how, alike)) = parts_of(&a.as_slice()[i], b, alignment.left_b, kind) {
            alignment.link(how, alike, 1 << i, bits);
        }
    }
    for j in places(alignment.left_b) {
        if let Some((bits, how, alike)) = parts_of(&b.as_slice()[j], a, alignment.left_a, kind) {
            alignment.link(how, alike, bits, 1 << j);
        }
    }
}

/// The words of a name that one word is written together of. Those that take no part count too: `van der Bilt`,
/// `SiemensAG`.
fn parts_of(whole: &Tok<'_>, of: &Toks<'_>, left: u32, kind: Kind) -> Option<(u32, How, u16)> {
    if whole.text.len() < 2 || whole.is(flag::NUMBER) {
        return None;
    }
    let vowels = !of.no_vowels && !whole.is(flag::NO_VOWELS);
    if vowels && of.firsts & first_letter(whole.head) == 0 {
        return None;
    }
    let mut found = None;
    of.neighbours(|parts, bits| {
        if found.is_none() && bits != 0 && left & bits == bits {
            found = equal_joined(whole, parts, kind).map(|(how, alike)| (bits, how, alike));
        }
    });
    found
}

/// `PLA`, `People's Liberation Army`: the first letters of all words that found nothing else.
fn abbreviated(alignment: &mut Alignment, a: &[Tok<'_>], b: &[Tok<'_>], kind: Kind) {
    for i in places(alignment.left_a) {
        if let Some(bits) = initials_of(&a[i], b, alignment.left_b) {
            let alike = kind.likeness().initials(a[i].text.len());
            alignment.link(How::Initials, alike, 1 << i, bits);
        }
    }
    for j in places(alignment.left_b) {
        if let Some(bits) = initials_of(&b[j], a, alignment.left_a) {
            let alike = kind.likeness().initials(b[j].text.len());
            alignment.link(How::Initials, alike, bits, 1 << j);
        }
    }
}

fn initials_of(short: &Tok<'_>, of: &[Tok<'_>], left: u32) -> Option<u32> {
    let length = short.text.len();
    if !(2..=6).contains(&length) || short.is(flag::NUMBER) {
        return None;
    }
    (0..(of.len() + 1).saturating_sub(length)).find_map(|start| {
        let bits = all(length) << start;
        let fits = left & bits == bits
            && of[start..start + length].iter().zip(short.text).all(|(word, letter)| {
                word.text.len() > 1 && word.first() == *letter && !word.is(flag::NUMBER)
            });
        fits.then_some(bits)
    })
}

/// What is left, the likest first.
fn similar(alignment: &mut Alignment, a: &[Tok<'_>], b: &[Tok<'_>], kind: Kind) {
    let mut pairs = [(0u16, How::Typo, 0u8, 0u8); 64];
    let mut count = 0;
    for i in places(alignment.left_a) {
        for j in places(alignment.left_b) {
            let (alike, how) = alike(&a[i], &b[j], kind);
            if alike > 0 && count < pairs.len() {
                // Counted at most 24 either way.
                pairs[count] = (alike, how, i as u8, j as u8);
                count += 1;
            }
        }
    }
    let pairs = &mut pairs[..count];
    pairs.sort_unstable_by_key(|(alike, _, i, j)| (std::cmp::Reverse(*alike), *i, *j));
    for (alike, how, i, j) in pairs {
        let (one, other) = (1u32 << *i, 1u32 << *j);
        if alignment.left_a & one != 0 && alignment.left_b & other != 0 {
            alignment.link(*how, *alike, one, other);
        }
    }
}

/// A word that the other name has among those that take no part is no difference: `offshore` is one name's legal form and
/// the other's word.
fn set_aside(alignment: &mut Alignment, [a, b]: [&Toks<'_>; 2]) {
    let has = |aside: &[Tok<'_>], tok: &Tok<'_>| aside.iter().any(|other| other.equals(tok));
    for i in places(alignment.left_a) {
        if has(b.aside(), &a.as_slice()[i]) {
            alignment.link(How::Repeated, 1_000, 1 << i, 0);
        }
    }
    for j in places(alignment.left_b) {
        if has(a.aside(), &b.as_slice()[j]) {
            alignment.link(How::Repeated, 1_000, 0, 1 << j);
        }
    }
}

/// A word that one name says twice says nothing new: `Shoigu Shoigu Sergey`. Where the other name has a word left over as
/// well, it is another name: `Abdul Kabir Abdul Jan`, `Abdul Kabir Mohammad Jan`.
fn repeated(alignment: &mut Alignment, a: &[Tok<'_>], b: &[Tok<'_>]) {
    let said_twice = |toks: &[Tok<'_>], left: u32, n: usize| {
        let twice = (0..toks.len()).any(|m| m != n && left & 1 << m == 0 && toks[m].equals(&toks[n]));
        twice && !toks[n].is(flag::NUMBER)
    };
    if alignment.left_b == 0 {
        for i in places(alignment.left_a) {
            if said_twice(a, alignment.left_a, i) {
                alignment.link(How::Repeated, 1_000, 1 << i, 0);
            }
        }
    } else if alignment.left_a == 0 {
        for j in places(alignment.left_b) {
            if said_twice(b, alignment.left_b, j) {
                alignment.link(How::Repeated, 1_000, 0, 1 << j);
            }
        }
    }
}
