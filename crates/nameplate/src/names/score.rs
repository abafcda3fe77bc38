//! The sum: what meets speaks for one party, what is left over and what contradicts speaks against it.
//!
//! Evidence for is the rarity of the words that meet; beyond a bound more words hardly say more, so that long names do not
//! drown a difference. Costs are shares of the names. All in integers, so that a pair scores the same everywhere.

use super::align::{Alignment, Link, align};
use super::distance::distance;
use super::kind::{Costs, Kind};
use super::likeness::How;
use super::sound;
use super::tables::flag;
use super::tok::{Tok, Toks, places};

/// Evidence beyond this counts a tenth: enough to rank, not enough to outweigh a contradiction.
pub(super) const FULL: i32 = 9_000;
/// Nothing is left over on either side: together the words are fewer parties' than each alone.
pub(crate) const WHOLE: i32 = 1_500;
/// One word meets, persons bear it, and one name has more: `Catalina` and `Catalina Murillo`.
const SHARED: i32 = 3_000;
/// Small words and legal forms that only one of two equal names has: enough to rank them.
const ASIDE: i32 = 20;
/// Words written together that are the same letters.
const SAME_LETTERS: u16 = 970;
/// A single word that firms of every kind bear, with other small words and forms around it.
const NOBODYS_ALONE: i32 = 2_500;
/// Letters that it takes for one of them to differ and the word to be likely the same.
pub(super) const LETTERS_A_SLIP: i32 = 9;
/// As many letters as the same legal form on both sides is worth, and each word that meets exactly beyond the first.
pub(super) const SAME_FORM: i32 = 6;
pub(super) const SAME_WORD: i32 = 4;
/// The most that mere likeness costs.
pub(super) const MOST_NEAR: i32 = 9_000;
/// Words that no name owns: firms of every kind bear them.
pub(super) const NOBODYS: u16 = flag::COMMON | flag::PLACE | flag::NUMBER | flag::LETTER | flag::NOISE;
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
    /// No word that is the name's own meets exactly: short words are like those of many strangers.
    Near,
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
    const COUNT: usize = 12;

    /// All, in the order of the sum.
    pub const ALL: [Term; Term::COUNT] = [
        Term::Met,
        Term::Whole,
        Term::Unlike,
        Term::Near,
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

/// The highest score that a name of that weight reaches with any other: all of it meets, and nothing is left over.
pub(crate) fn most(weight: u32) -> i32 {
    i32::try_from(weight).map_or(i32::MAX, |weight| counted(weight) + WHOLE)
}

/// The highest score that two names reach of which so much meets, in milli-nats of evidence and of the words of either name, and
/// which weigh so much. All that is left over costs; what else may speak against them is left out.
pub(crate) fn at_most(met: i32, words: [i32; 2], of: [i32; 2], kind: Kind) -> i32 {
    let left = |n: usize| share((of[n] - words[n]).max(0), of[n].unsigned_abs());
    let (more, less) = (left(0), left(1));
    let costs = kind.costs();
    let both = if more > 0 && less > 0 {
        costs.contradiction + costs.contradiction_share * more.min(less)
    } else {
        0
    };
    let whole = if of[0] <= words[0] && of[1] <= words[1] { WHOLE } else { 0 };
    counted(met) + whole - costs.more * more - costs.less * less - both
}

/// What evidence of that weight counts.
fn counted(met: i32) -> i32 {
    if met > FULL { FULL + (met - FULL) / 10 } else { met }
}

/// Compares two names, word by word. `None` where they share nothing that could carry a comparison, or score below `from`.
pub(crate) fn score(a: &Toks<'_>, b: &Toks<'_>, kind: Kind, from: i32) -> Option<Comparison> {
    let alignment = align([a, b], kind);
    let mut sum =
        Sum { costs: kind.costs(), a, b, left: [0; 2], of: [0; 2], parts: [0; Term::COUNT], score: 0 };
    // All that comes after what meets only costs, so most pairs end before it is looked at.
    if sum.met(&alignment) < LEAST || sum.score < from {
        return None;
    }
    sum.left_over(&alignment);
    if sum.score < from {
        return None;
    }
    sum.told_apart(&alignment);
    if sum.score < from {
        return None;
    }
    sum.near(&alignment);
    let score = sum.score;
    // Most pairs end here, so that what is told of a pair is put together for few.
    (score >= from).then_some(Comparison { score, parts: sum.parts, alignment, forms: [0; 2] })
}

struct Sum<'s, 'n> {
    costs: &'static Costs,
    a: &'s Toks<'n>,
    b: &'s Toks<'n>,
    /// What the words weigh that found nothing, of either name.
    left: [i32; 2],
    /// What either name weighs: its words that met as much as they say together, and the others.
    of: [u32; 2],
    parts: [i32; Term::COUNT],
    /// All parts together.
    score: i32,
}

fn weight(toks: &[Tok<'_>], bits: u32) -> i32 {
    places(bits).map(|n| i32::from(toks[n].weight)).sum()
}

/// Whether one of the words is a name's own.
fn owns(toks: &Toks<'_>, bits: u32) -> bool {
    places(bits).any(|n| !toks.as_slice()[n].is(NOBODYS))
}

/// The letters of some words in one piece.
struct Written {
    letters: [u8; 64],
    len: usize,
}

impl Written {
    fn letters(&self) -> &[u8] {
        &self.letters[..self.len]
    }
}

fn written(toks: &Toks<'_>, bits: u32) -> Written {
    let mut written = Written { letters: [0; 64], len: 0 };
    for n in places(bits) {
        let text = toks.as_slice()[n].text;
        let end = (written.len + text.len()).min(written.letters.len());
        written.letters[written.len..end].copy_from_slice(&text[..end - written.len]);
        written.len = end;
    }
    written
}

/// A part of a name in thousandths.
pub(super) fn share(part: i32, of: u32) -> i32 {
    // Weights of 24 words stay far below what a 32-bit number holds.
    i32::try_from(i64::from(part) * 1_000 / i64::from(of.max(1))).unwrap_or(1_000)
}

impl Sum<'_, '_> {
    fn add(&mut self, part: Term, amount: i32) {
        self.parts[part as usize] += amount;
        self.score += amount;
    }

    /// Adds what meets; says how much of it an index can find.
    ///
    /// A slip of the pen is as rare as a rare name: what it weighs beyond the word that it met makes the rest of its name no
    /// smaller, or a misspelt name would be nearer than the right one.
    fn met(&mut self, alignment: &Alignment) -> i32 {
        let (mut met, mut unlike, mut anchored) = (0, 0, 0);
        self.left =
            [weight(self.a.as_slice(), alignment.left_a), weight(self.b.as_slice(), alignment.left_b)];
        let mut of = self.left;
        for link in alignment.links() {
            let (a, b) = (weight(self.a.as_slice(), link.a), weight(self.b.as_slice(), link.b));
            let full = if link.how == How::Repeated { 0 } else { a.min(b) };
            let counts = if link.how == How::Repeated { [a, b] } else { [full; 2] };
            of = [of[0] + counts[0], of[1] + counts[1]];
            let alike = full * i32::from(link.alike) / 1_000;
            met += alike;
            anchored += if link.how.anchors() { alike } else { 0 };
            unlike += full - alike;
        }
        self.add(Term::Met, counted(met));
        self.of = of.map(i32::unsigned_abs);
        self.add(Term::Unlike, -self.costs.unlike * share(unlike, self.of[0].min(self.of[1])));
        if alignment.left_a == 0 && alignment.left_b == 0 {
            self.add(Term::Whole, WHOLE);
        }
        anchored
    }

    fn left_over(&mut self, alignment: &Alignment) {
        let [more, less] = [0, 1].map(|side| share(self.left[side], self.of[side]));
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
            let both = lineage(self.a) && lineage(self.b) && !self.are_sons_of_the_same(alignment);
            self.add(Term::Order, -if both { costs.lineage } else { costs.order });
        }
    }

    /// Whether what stands behind `bin` is the same on both sides: `bin Salman, Mohammed` is `Mohammed bin Salman`.
    fn are_sons_of_the_same(&self, alignment: &Alignment) -> bool {
        let fathers = |toks: &Toks<'_>| {
            let (mut fathers, mut behind) = (0, false);
            for (tok, bit) in toks.in_order() {
                fathers |= if behind { bit } else { 0 };
                behind = tok.is(flag::LINEAGE);
            }
            fathers
        };
        let (a, b) = (fathers(self.a), fathers(self.b));
        a != 0 && alignment.links().iter().all(|link| (link.a & a != 0) == (link.b & b != 0))
    }

    /// `Pioneer` and `Pioneer Logistics` share a word that firms of many names bear.
    fn ordinary(&mut self, alignment: &Alignment) {
        // A letter more is a slip, no other firm.
        let (a, b) = (alignment.left_a & !self.a.letters, alignment.left_b & !self.b.letters);
        if (a == 0) == (b == 0) {
            return;
        }
        let left = alignment.left_a.count_ones() + alignment.left_b.count_ones();
        // A word that is a slip away from an ordinary one is no rarer than that.
        let met = |are: &dyn Fn(&Tok<'_>) -> bool| {
            let mut links = alignment.links().iter().filter(|link| link.how != How::Repeated);
            let all = |toks: &Toks<'_>, bits| bits != 0 && places(bits).all(|n| are(&toks.as_slice()[n]));
            links.all(|link| all(self.a, link.a) || all(self.b, link.b))
        };
        if self.words() == 1 {
            let shared = met(&|tok| tok.borne);
            if shared || left >= 2 {
                self.add(Term::Ordinary, -if shared { SHARED } else { self.costs.single });
            }
        }
        let few = |most| {
            let words = |toks: &Toks<'_>, left: u32| (toks.all() & !left).count_ones();
            words(self.a, alignment.left_a).max(words(self.b, alignment.left_b)) <= most
        };
        let met = |flags| met(&|tok| tok.is(flags | NOBODYS));
        let [ordinary, usual] = self.costs.ordinary;
        if few(3) && met(flag::USUAL) {
            self.add(Term::Ordinary, -usual);
        } else if few(2) && met(flag::ORDINARY) {
            self.add(Term::Ordinary, -ordinary);
        }
    }

    /// `Smeg` sounds like `SMIC`, `Cisco` like `Zisco`: where no word of its own meets exactly, a name rests on what is alike, and
    /// the shorter that is, the more strangers are as near.
    fn near(&mut self, alignment: &Alignment) {
        let costs = self.costs;
        if costs.near == 0 {
            return;
        }
        let (mut missing, mut initials, mut owned, mut others) = (None::<i32>, 0, false, 0);
        for link in alignment.links().iter().filter(|link| link.how != How::Repeated) {
            let exact = matches!(link.how, How::Equal | How::Same) || link.alike == SAME_LETTERS;
            if !owns(self.a, link.a) || !owns(self.b, link.b) {
                others += i32::from(exact);
                continue;
            }
            owned = true;
            if exact {
                return;
            }
            if link.how == How::Initials {
                initials = costs.initials_alone;
                continue;
            }
            // Of several words the one that is nearest.
            let (letters, slips) = self.spelt(link);
            let lacks = LETTERS_A_SLIP * slips - letters;
            missing = Some(missing.map_or(lacks, |known| known.min(lacks)));
        }
        let whole = alignment.left_a & !self.a.letters == 0 && alignment.left_b & !self.b.letters == 0;
        let form = if whole && self.a.has_form_of(self.b) { SAME_FORM } else { 0 };
        let beside = form + SAME_WORD * (others - 1).max(0);
        let cost = missing.map_or(initials, |lacks| costs.near * (lacks - beside).max(0));
        self.add(Term::Near, -cost.min(MOST_NEAR));
        if !owned && self.words() == 1 && self.a.asides_apart(self.b) > 1 {
            self.add(Term::Near, -NOBODYS_ALONE);
        }
    }

    /// How many letters words that met have, and how many of them differ. Where one side has no vowels, as if a letter did: the fewer
    /// consonants there are, the more words have them.
    fn spelt(&self, link: &Link) -> (i32, i32) {
        let (a, b) = (written(self.a, link.a), written(self.b, link.b));
        let no_vowels = |toks: &Toks<'_>, bits| places(bits).any(|n| toks.as_slice()[n].is(flag::NO_VOWELS));
        if no_vowels(self.a, link.a) || no_vowels(self.b, link.b) {
            return (sound::length(sound::bare(a.letters())) as i32 + 1, 1);
        }
        // A legal form that is written to a name takes no part, and its letters only stand behind it.
        let (long, short) = if a.len < b.len { (&b, &a) } else { (&a, &b) };
        let form = link.how == How::Joined && long.letters().starts_with(short.letters());
        let differ = if form { 1 } else { distance(a.letters(), b.letters()) };
        // At most 64 of either.
        (a.letters().len().max(b.letters().len()) as i32, differ as i32)
    }

    /// Words of the shorter name.
    fn words(&self) -> usize {
        self.a.as_slice().len().min(self.b.as_slice().len())
    }
}
