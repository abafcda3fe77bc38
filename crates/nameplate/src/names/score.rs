//! The sum: what meets speaks for one party, what is left over and what contradicts speaks against it.
//!
//! Evidence for is the rarity of the words that meet; beyond a bound more words hardly say more, so that long names do not
//! drown a difference. Costs are shares of the names. All in integers, so that a pair scores the same everywhere.

use super::align::{Alignment, align};
use super::kind::{Costs, Kind};
use super::likeness::How;
use super::tables::flag;
use super::tok::{Tok, Toks, places};

/// Evidence beyond this counts a tenth: enough to rank, not enough to outweigh a contradiction.
const FULL: i32 = 9_000;
/// Nothing is left over on either side: together the words are fewer parties' than each alone.
pub(crate) const WHOLE: i32 = 1_500;
/// One word meets, persons bear it, and one name has more: `Catalina` and `Catalina Murillo`.
const SHARED: i32 = 3_000;
/// Small words and legal forms that only one of two equal names has: enough to rank them.
const ASIDE: i32 = 20;
/// What has to meet in ways that an index can find; with less, names are not compared at all.
pub(crate) const LEAST: i32 = 2_500;

/// A piece of the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Words that meet.
    Met,
    /// Nothing is left over.
    Whole,
    /// Words that are merely alike.
    Unlike,
    /// Both names have words that the other has not.
    Contradiction,
    /// The first name says more.
    More,
    /// The second name says more.
    Less,
    /// Other numbers, or a number that only one has.
    Number,
    /// Other places, or a place that only one has.
    Place,
    /// Only ordinary words meet, and few of them.
    Ordinary,
    /// Legal forms of other kinds.
    Legal,
    /// Words in another order.
    Order,
}

impl Term {
    const COUNT: usize = 11;

    /// All, in the order of the sum.
    pub const ALL: [Term; Term::COUNT] = [
        Term::Met,
        Term::Whole,
        Term::Unlike,
        Term::Contradiction,
        Term::More,
        Term::Less,
        Term::Number,
        Term::Place,
        Term::Ordinary,
        Term::Legal,
        Term::Order,
    ];
}

/// Two names beside each other: the sum, its parts, and which words met.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    score: i32,
    parts: [i32; Term::COUNT],
    pub(crate) alignment: Alignment,
    /// Which form of either name was compared.
    pub(crate) forms: [u8; 2],
}

impl Comparison {
    /// Evidence that both names are one party's, in milli-nats. It orders; it is no probability.
    pub fn score(&self) -> i32 {
        self.score
    }

    /// Whether a word was met by its sound.
    pub(crate) fn rests_on_sound(&self) -> bool {
        self.alignment.links().iter().any(|link| link.how == How::Sound)
    }

    /// What one part adds to the sum.
    pub fn part(&self, part: Term) -> i32 {
        self.parts[part as usize]
    }
}

/// Compares two names, word by word. `None` where they share nothing that could carry a comparison, or score below `from`.
pub(crate) fn score(a: &Toks<'_>, b: &Toks<'_>, kind: Kind, from: i32) -> Option<Comparison> {
    let alignment = align([a, b], kind);
    let mut sum = Sum { costs: kind.costs(), a, b, parts: [0; Term::COUNT] };
    if sum.met(&alignment) < LEAST {
        return None;
    }
    sum.left_over(&alignment);
    sum.told_apart(&alignment);
    let score = sum.parts.iter().sum();
    // Most pairs end here, so that what is told of a pair is put together for few.
    (score >= from).then_some(Comparison { score, parts: sum.parts, alignment, forms: [0; 2] })
}

struct Sum<'s, 'n> {
    costs: &'static Costs,
    a: &'s Toks<'n>,
    b: &'s Toks<'n>,
    parts: [i32; Term::COUNT],
}

fn weight(toks: &[Tok<'_>], bits: u32) -> i32 {
    places(bits).map(|n| i32::from(toks[n].weight)).sum()
}

/// A part of a name in thousandths.
fn share(part: i32, of: u32) -> i32 {
    // Weights of 24 words stay far below what a 32-bit number holds.
    i32::try_from(i64::from(part) * 1_000 / i64::from(of.max(1))).unwrap_or(1_000)
}

impl Sum<'_, '_> {
    fn add(&mut self, part: Term, amount: i32) {
        self.parts[part as usize] += amount;
    }

    /// Adds what meets; says how much of it an index can find.
    fn met(&mut self, alignment: &Alignment) -> i32 {
        let (mut met, mut unlike, mut anchored) = (0, 0, 0);
        for link in alignment.links() {
            let (a, b) = (weight(self.a.as_slice(), link.a), weight(self.b.as_slice(), link.b));
            let full = if link.how == How::Repeated { 0 } else { a.min(b) };
            let alike = full * i32::from(link.alike) / 1_000;
            met += alike;
            anchored += if link.how.anchors() { alike } else { 0 };
            unlike += full - alike;
        }
        self.add(Term::Met, if met > FULL { FULL + (met - FULL) / 10 } else { met });
        let of = self.a.weight.min(self.b.weight);
        self.add(Term::Unlike, -self.costs.unlike * share(unlike, of));
        if alignment.left_a == 0 && alignment.left_b == 0 {
            self.add(Term::Whole, WHOLE);
        }
        anchored
    }

    fn left_over(&mut self, alignment: &Alignment) {
        let more = share(weight(self.a.as_slice(), alignment.left_a), self.a.weight);
        let less = share(weight(self.b.as_slice(), alignment.left_b), self.b.weight);
        self.add(Term::More, -self.costs.more * more);
        self.add(Term::Less, -self.costs.less * less);
        let initials = alignment.links().iter().any(|link| link.how == How::Initial);
        if initials && more + less > 0 {
            self.add(Term::Contradiction, -self.costs.initial);
        }
        if more > 0 && less > 0 {
            let both = self.costs.contradiction + self.costs.contradiction_share * more.min(less);
            self.add(Term::Contradiction, -both);
        }
    }

    fn told_apart(&mut self, alignment: &Alignment) {
        let costs = self.costs;
        let (a, b) = (alignment.left_a & self.a.numbers, alignment.left_b & self.b.numbers);
        match (a, b) {
            (0, 0) => {}
            (0, _) | (_, 0) => self.add(Term::Number, -costs.number_alone),
            _ => self.add(Term::Number, -costs.number),
        }
        let (a, b) = (alignment.left_a & self.a.places, alignment.left_b & self.b.places);
        // The words that met, of the name that says more.
        let met = if a == 0 { self.b.all() & !alignment.left_b } else { self.a.all() & !alignment.left_a };
        match (a, b) {
            (0, 0) => {}
            // A name of one word is a brand, and every branch bears it.
            (0, place) | (place, 0) if place > met && self.words() > 1 => {
                self.add(Term::Place, -costs.branch)
            }
            (0, _) | (_, 0) => self.add(Term::Place, -costs.place_alone),
            _ => self.add(Term::Place, -costs.place),
        }
        self.ordinary(alignment);
        if self.a.legal != 0 && self.b.legal != 0 && self.a.legal & self.b.legal == 0 {
            self.add(Term::Legal, -costs.legal);
        }
        if alignment.left_a == 0 && alignment.left_b == 0 {
            self.add(Term::Legal, -ASIDE * self.a.asides_apart(self.b));
        }
        if alignment.is_reordered() {
            let lineage = |toks: &Toks<'_>| toks.aside().iter().any(|tok| tok.is(flag::LINEAGE));
            let both = lineage(self.a) && lineage(self.b);
            self.add(Term::Order, -if both { costs.lineage } else { costs.order });
        }
    }

    /// `Pioneer` and `Pioneer Logistics` share a word that firms of many names bear.
    fn ordinary(&mut self, alignment: &Alignment) {
        if (alignment.left_a == 0) == (alignment.left_b == 0) {
            return;
        }
        let left = alignment.left_a.count_ones() + alignment.left_b.count_ones();
        let borne = |toks: &Toks<'_>, left: u32| places(toks.all() & !left).all(|n| toks.as_slice()[n].borne);
        let shared = borne(self.a, alignment.left_a) || borne(self.b, alignment.left_b);
        if self.words() == 1 && (shared || left >= 2) {
            self.add(Term::Ordinary, -if shared { SHARED } else { self.costs.single });
        }
        const OTHERS: u16 = flag::COMMON | flag::PLACE | flag::NUMBER | flag::LETTER | flag::NOISE;
        let met = |toks: &Toks<'_>, left: u32, (flags, most): (u16, u32)| {
            let met = toks.all() & !left;
            met.count_ones() <= most && places(met).all(|n| toks.as_slice()[n].is(flags | OTHERS))
        };
        let both = |flags| met(self.a, alignment.left_a, flags) && met(self.b, alignment.left_b, flags);
        let [ordinary, usual] = self.costs.ordinary;
        if both((flag::USUAL, 3)) {
            self.add(Term::Ordinary, -usual);
        } else if both((flag::ORDINARY, 2)) {
            self.add(Term::Ordinary, -ordinary);
        }
    }

    /// Words of the shorter name.
    fn words(&self) -> usize {
        self.a.as_slice().len().min(self.b.as_slice().len())
    }
}
