//! A word as comparing sees it, and the words of a name on the stack.

use super::distance::mask;
use super::tables::flag;

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

    pub(super) fn equals(&self, other: &Tok<'_>) -> bool {
        self.head == other.head
            && self.text.len() == other.text.len()
            && (self.text.len() <= HEAD || self.text == other.text)
    }

    /// Its first letter, without going to the text.
    pub(crate) fn first(&self) -> u8 {
        self.head as u8
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

/// The first letter of a word, by its head, as a bit; digits share some.
pub(crate) fn first_letter(head: u64) -> u32 {
    mask(&[head as u8])
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
    /// Words that take part and are numbers, places, or single letters: a bit each.
    pub(crate) numbers: u32,
    pub(crate) places: u32,
    pub(crate) letters: u32,
    /// First letters of all words, as in [`mask`]: tells most words apart from what is written together.
    pub(super) firsts: u32,
    /// Whether a word was written without its vowels.
    pub(super) no_vowels: bool,
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
            letters: 0,
            firsts: 0,
            no_vowels: false,
        }
    }

    /// Empties it for another name. What stood there stays and is not read: writing it anew takes longer than comparing.
    pub(crate) fn restart(&mut self, legal: u16) {
        (self.len, self.total, self.weight, self.legal) = (0, 0, 0, legal);
        (self.numbers, self.places, self.letters) = (0, 0, 0);
        (self.firsts, self.no_vowels) = (0, false);
    }

    /// Adds a word that takes part; before those that do not.
    pub(crate) fn push(&mut self, tok: Tok<'n>) {
        if self.len < MOST {
            self.weight += u32::from(tok.weight);
            self.numbers |= u32::from(tok.is(flag::NUMBER)) << self.len;
            self.places |= u32::from(tok.is(flag::PLACE)) << self.len;
            self.letters |= u32::from(tok.is(flag::LETTER)) << self.len;
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
        self.firsts |= first_letter(tok.head);
        self.no_vowels |= tok.is(flag::NO_VOWELS);
    }

    /// All words by their places in the name, with a bit for each that takes part.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&Tok<'n>, u32)> {
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

    /// Whether both names bear a legal form of one class, or the forms of one are among the other's.
    pub(crate) fn has_form_of(&self, other: &Toks<'_>) -> bool {
        let within = |one: &[Tok<'_>], two: &[Tok<'_>]| {
            let mut forms = one.iter().filter(|tok| tok.is(flag::LEGAL)).peekable();
            forms.peek().is_some() && forms.all(|tok| two.iter().any(|other| other.equals(tok)))
        };
        self.legal & other.legal != 0
            || within(self.aside(), other.aside())
            || within(other.aside(), self.aside())
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

/// The places of the bits that are set.
pub(crate) fn places(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (at < 32).then_some(at)
    })
}

/// So many bits.
pub(super) fn all(count: usize) -> u32 {
    (1u32 << count.min(31)) - 1
}
