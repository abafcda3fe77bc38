//! The most that a name may score whose own words no name of a register has, without comparing it with any.
//!
//! Most sellers of a catalog are strangers: no word of theirs is found in a register but the ordinary ones ("store", "home"). Their own
//! words may still be slips of somebody's, which no key finds; what that could come to is bounded here.

use super::kind::{self, Kind};
use super::likeness;
use super::score::{FULL, LEAST, LETTERS_A_SLIP, MOST_NEAR, NOBODYS, SAME_FORM, SAME_WORD, at_most, share};
use super::tables::flag;
use super::tok::Tok;
use super::weigh;

/// The most that a word weighs which no name owns, or one of two letters, in milli-nats.
const MOST_OF_NOBODYS: i32 = weigh::MOST_COMMON as i32;
/// The most that two letters are worth as the initials of two words: what such a word weighs, as alike as initials of two letters are.
const MOST_OF_TWO_INITIALS: i32 = MOST_OF_NOBODYS * kind::TWO_INITIALS as i32 / 1_000;
/// Words that are not found differ by so many slips at least: one is found.
const LEAST_SLIPS: i32 = 2;
/// Below this a word of a name's own could be worth more as one of two initials.
const LEAST_ALIKE: i32 = 800;
/// What rounding may leave out.
const ROUNDED: i32 = 20;

/// A word of a name that a register was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stranger {
    weight: u16,
    flags: u16,
    letters: i32,
    /// The register has a word that is like it in a way that keys find.
    found: bool,
    /// A number that a letter may stand for, as in `Resources I`.
    is_numeral: bool,
    /// A slip away from a legal form, where it stands at an end of a name.
    pub(crate) is_nearly_legal: bool,
}

impl Stranger {
    /// A word, and whether the register has one like it. `None` if that is a word of the name's own: then it is no stranger.
    pub(crate) fn new(tok: &Tok<'_>, found: bool, is_nearly_legal: bool) -> Option<Stranger> {
        let letters = i32::try_from(tok.text.len()).ok()?;
        (tok.is(NOBODYS) || !found).then_some(Stranger {
            weight: tok.weight,
            flags: tok.flags,
            letters,
            found,
            is_numeral: likeness::may_be_numeral(tok.text),
            is_nearly_legal,
        })
    }

    pub(crate) fn is_number(&self) -> bool {
        self.flags & flag::NUMBER != 0
    }

    /// Whether firms of every kind bear it.
    fn is_nobodys(&self) -> bool {
        self.flags & NOBODYS != 0
    }

    /// As comparing sees it in a name, where its letters and what kind of word it is are enough.
    pub(crate) fn tok<'t>(&self, text: &'t str, at: usize) -> Tok<'t> {
        // A name of more words than that is compared.
        Tok { text: text.as_bytes(), weight: self.weight, flags: self.flags, at: at as u8, ..Tok::NONE }
    }

    /// Whether it takes part in comparing, if it is no part of a legal form.
    pub(crate) fn takes_part(&self) -> bool {
        self.weight > 0
    }

    /// What it may be worth at most, whatever it meets.
    fn worth(&self) -> i32 {
        let weight = i32::from(self.weight);
        let worth = if self.found { weight } else { weight * i32::from(likeness::MOST_NEAR) / 1_000 };
        worth.max(MOST_OF_TWO_INITIALS / 2)
    }

    /// Whether it is a rare word of the name's own: all that it may meet is slips away from it.
    fn is_own(&self) -> bool {
        !self.found && !self.is_nobodys() && i32::from(self.weight) >= MOST_OF_NOBODYS
    }
}

/// The words of a name that take part, added up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Strangers {
    weight: i32,
    /// Weight of the numbers that are not found: no name has them.
    left: i32,
    /// Weight of the words that are found.
    found: i32,
    /// What they and all others that are not its own may be worth.
    others: i32,
    /// Weight of the words of its own: as far as a word weighs that nobody owns, and in full.
    own: [i32; 2],
    /// How many of these there are.
    own_words: i32,
    /// Letters of the longest word that is not found.
    longest: i32,
    /// Words that may meet exactly.
    exact: i32,
    /// Words that may be slips or initials.
    words: i32,
}

impl Strangers {
    pub(crate) fn add(&mut self, word: &Stranger) {
        let weight = i32::from(word.weight);
        self.weight += weight;
        if word.is_number() && !word.is_numeral && !word.found {
            self.left += weight;
            return;
        }
        self.words += 1;
        if word.is_own() {
            self.own = [self.own[0] + MOST_OF_NOBODYS, self.own[1] + weight];
            self.own_words += 1;
        } else {
            self.others += word.worth();
        }
        if word.found {
            self.found += weight;
            self.exact += 1;
        } else if !word.is_nobodys() {
            self.longest = self.longest.max(word.letters);
        }
    }

    /// Whether a name of a register may reach a score beside them. `has_form`: they have a legal form.
    pub(crate) fn may_reach(&self, from: i32, has_form: bool, kind: Kind) -> bool {
        if self.found + self.words / 2 * MOST_OF_TWO_INITIALS < LEAST {
            return false;
        }
        // Its own words are slips of words that nobody owns, or some of them of another name's own.
        let [beside_nobodys, beside_any] = self.own.map(|own| self.at_most(own, kind));
        beside_nobodys >= from || beside_any - self.near(has_form, kind) >= from
    }

    /// The most that they score if up to so much of the weight of its own words meets, by slips: what these leave unlike costs too, so
    /// that more is not always better. The best is all, nothing, or where more begins to count less.
    fn at_most(&self, own: i32, kind: Kind) -> i32 {
        let alike = self.alike(kind);
        let score = |full: i32| {
            let met = self.others + full * alike / 1_000;
            let unlike = share(full * (1_000 - alike) / 1_000, self.weight.unsigned_abs());
            let reached = at_most(met, [self.weight - self.left, 0], [self.weight, 0], kind);
            reached - kind.costs().unlike * unlike
        };
        let turn = ((FULL - self.others) * 1_000 / alike).clamp(0, own);
        let best = score(0).max(score(turn)).max(score(own));
        // First letters of two words cost nothing, which counts beyond the turn, where a tenth of them does.
        best + self.own_words * MOST_OF_TWO_INITIALS / 20 + ROUNDED
    }

    /// How alike words are at most that keys do not find, in thousandths.
    fn alike(&self, kind: Kind) -> i32 {
        let letters = usize::try_from(self.longest).unwrap_or(0) + LEAST_SLIPS as usize;
        i32::from(kind.likeness().typo(LEAST_SLIPS as u32, letters)).max(LEAST_ALIKE)
    }

    /// What it costs at least that none of their own words meets exactly.
    fn near(&self, has_form: bool, kind: Kind) -> i32 {
        // The longer of two words counts, and a slip may be a letter more.
        let lacks = (LETTERS_A_SLIP - 1) * LEAST_SLIPS - self.longest;
        let form = if has_form && self.left == 0 { SAME_FORM } else { 0 };
        let beside = form + SAME_WORD * (self.exact - 1).max(0);
        if self.longest == 0 { 0 } else { (kind.costs().near * (lacks - beside).max(0)).min(MOST_NEAR) }
    }
}
