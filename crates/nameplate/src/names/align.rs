//! Which words of two names belong together. The heart of comparing: no allocation, no table, bounded work.
//!
//! First what is equal, then what means the same, then words written together or apart, then abbreviations of several
//! words, and last what is merely alike, the likest first. Each word belongs to one link at most.

use super::kind::Kind;
use super::likeness::{How, alike, equal_joined};
use super::tables::flag;
use super::token::mask;

/// A word as comparing sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tok<'n> {
    pub(crate) text: &'n [u8],
    /// Its first eight letters: tells most words apart in one instruction.
    pub(crate) head: u64,
    pub(crate) sound: u64,
    pub(crate) bare: u64,
    pub(crate) mask: u32,
    pub(crate) group: u16,
    pub(crate) weight: u16,
    pub(crate) flags: u16,
    /// Its place among all words of its form, those that do not take part included.
    pub(crate) at: u8,
    /// Whether persons bear it.
    pub(crate) borne: bool,
    /// Where it stands in the name as written, in bytes.
    pub(crate) start: u16,
    pub(crate) end: u16,
}

impl Tok<'_> {
    pub(crate) const NONE: Tok<'static> = Tok {
        text: b"",
        head: 0,
        sound: 0,
        bare: 0,
        mask: 0,
        group: 0,
        weight: 0,
        flags: 0,
        at: 0,
        borne: false,
        start: 0,
        end: 0,
    };

    pub(crate) fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }

    fn equals(&self, other: &Tok<'_>) -> bool {
        self.head == other.head
            && self.text.len() == other.text.len()
            && (self.text.len() <= HEAD || self.text == other.text)
    }

    /// Its first letter, without going to the text.
    pub(crate) fn first(&self) -> u8 {
        self.head as u8
    }
}

/// How alike two words are: the same letters, the same meaning, or merely alike. Symmetric.
pub(crate) fn likeness(a: &Tok<'_>, b: &Tok<'_>, kind: Kind) -> (u16, How) {
    if a.equals(b) {
        (1_000, How::Equal)
    } else if a.group != 0 && a.group == b.group {
        (kind.likeness().synonym, How::Same)
    } else {
        alike(a, b, kind)
    }
}

/// Letters of a word that its head holds.
const HEAD: usize = 8;

/// The first eight letters of a word as a number.
pub(crate) fn head(text: &[u8]) -> u64 {
    let mut bytes = [0u8; HEAD];
    let length = text.len().min(HEAD);
    bytes[..length].copy_from_slice(&text[..length]);
    u64::from_le_bytes(bytes)
}

/// The first letter of a word as a bit; digits share some.
fn first_letter(tok: &Tok<'_>) -> u32 {
    mask(&[tok.first()])
}

/// Words that take part in one comparison, at most.
pub(crate) const MOST: usize = 24;

/// Words of one name that weigh something, on the stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Toks<'n> {
    all: [Tok<'n>; MOST],
    len: usize,
    /// How many there are with those that take no part, which stand behind.
    total: usize,
    /// What they weigh together, in milli-nats; never 0.
    pub(crate) weight: u32,
    /// Classes of legal forms of the name.
    pub(crate) legal: u16,
    /// Words that take part and are numbers, or places: a bit each.
    pub(crate) numbers: u32,
    pub(crate) places: u32,
    /// First letters of all words, as in [`mask`]: tells most words apart from what is written together.
    firsts: u32,
    /// Whether a word was written without its vowels.
    no_vowels: bool,
}

impl Default for Toks<'_> {
    fn default() -> Self {
        Toks::new(0)
    }
}

impl<'n> Toks<'n> {
    pub(crate) fn new(legal: u16) -> Self {
        Toks {
            all: [Tok::NONE; MOST],
            len: 0,
            total: 0,
            weight: 0,
            legal,
            numbers: 0,
            places: 0,
            firsts: 0,
            no_vowels: false,
        }
    }

    /// Empties it for another name. What stood there stays and is not read: writing it anew takes longer than comparing.
    pub(crate) fn restart(&mut self, legal: u16) {
        (self.len, self.total, self.weight, self.legal) = (0, 0, 0, legal);
        (self.numbers, self.places, self.firsts, self.no_vowels) = (0, 0, 0, false);
    }

    /// Adds a word that takes part; before those that do not.
    pub(crate) fn push(&mut self, tok: Tok<'n>) {
        if self.len < MOST {
            self.weight += u32::from(tok.weight);
            self.numbers |= u32::from(tok.is(flag::NUMBER)) << self.len;
            self.places |= u32::from(tok.is(flag::PLACE)) << self.len;
            self.known(&tok);
            self.all[self.len] = tok;
            self.len += 1;
            self.total = self.len;
        }
    }

    /// Adds a word that takes no part and is only told.
    pub(crate) fn push_aside(&mut self, tok: Tok<'n>) {
        if self.total < MOST {
            self.known(&tok);
            self.all[self.total] = tok;
            self.total += 1;
        }
    }

    fn known(&mut self, tok: &Tok<'n>) {
        self.firsts |= first_letter(tok);
        self.no_vowels |= tok.is(flag::NO_VOWELS);
    }

    /// All words by their places in the name, with a bit for each that takes part.
    fn in_order(&self) -> impl Iterator<Item = (&Tok<'n>, u32)> {
        // Those that take part stand in order, and so do the others.
        let (mut taking, mut aside) = (0, self.len);
        std::iter::from_fn(move || {
            let first =
                taking < self.len && (aside >= self.total || self.all[taking].at < self.all[aside].at);
            if first {
                taking += 1;
                Some((&self.all[taking - 1], 1 << (taking - 1)))
            } else {
                aside += 1;
                (aside <= self.total).then(|| (&self.all[aside - 1], 0))
            }
        })
    }

    /// Two or three neighbours, with a bit for each that takes part.
    pub(crate) fn neighbours(&self, mut each: impl FnMut(&[&Tok<'n>], u32)) {
        let mut order = self.in_order();
        let Some(mut first) = order.next() else { return };
        let mut second = order.next();
        while let Some(next) = second {
            let third = order.next();
            each(&[first.0, next.0], first.1 | next.1);
            if let Some(third) = third {
                each(&[first.0, next.0, third.0], first.1 | next.1 | third.1);
            }
            (first, second) = (next, third);
        }
    }

    /// How many of the words that take no part only one of two names has.
    pub(crate) fn asides_apart(&self, other: &Toks<'_>) -> i32 {
        let missing = |one: &[Tok<'_>], two: &[Tok<'_>]| {
            one.iter().filter(|tok| !two.iter().any(|same| same.equals(tok))).count()
        };
        let apart = missing(self.aside(), other.aside()) + missing(other.aside(), self.aside());
        // At most 24 on either side.
        apart as i32
    }

    /// Words that take no part.
    pub(crate) fn aside(&self) -> &[Tok<'n>] {
        &self.all[self.len..self.total]
    }

    /// All words that take part, a bit each.
    pub(crate) fn all(&self) -> u32 {
        all(self.len)
    }

    pub(crate) fn as_slice(&self) -> &[Tok<'n>] {
        &self.all[..self.len]
    }
}

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

/// The places of the bits that are set.
pub(crate) fn places(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (at < 32).then_some(at)
    })
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

fn all(count: usize) -> u32 {
    (1u32 << count.min(31)) - 1
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
    if vowels && of.firsts & first_letter(whole) == 0 {
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
