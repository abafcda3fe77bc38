//! What a word weighs: the rarer it is among published names, the more it says when it meets.

use super::tables::{Counts, Word, flag};

/// The least that a word weighs which weighs at all, in milli-nats.
const LEAST: u16 = 1_000;
/// The most: what was never seen may be a slip of the pen as well as a rare name.
const MOST: u16 = 8_500;
/// The most that a place weighs: siblings bear it, and so do strangers.
const MOST_PLACE: u16 = 3_500;
/// The most that a word weighs which organisations of many kinds bear.
pub(super) const MOST_COMMON: u16 = 4_200;
/// What a number weighs.
const NUMBER: u16 = 2_500;
/// What a single letter weighs.
const LETTER: u16 = 2_000;
/// The most that a syllable of East Asian names weighs: published lists hold few of those names, the world many.
const MOST_SYLLABLE: u16 = 3_500;
/// In names of persons most words say about as much: a common given name still has to be there.
const LEAST_OF_PERSONS: u16 = 3_500;
/// The same for words of up to four letters: syllables of East Asian names, which many share.
const LEAST_OF_SHORT: u16 = 2_500;

/// Weight in a name of an organisation, in milli-nats.
pub(crate) fn of_organisation(text: &str, word: Word, counts: Counts) -> u16 {
    if word.flags & (flag::LEGAL | flag::SMALL) != 0 {
        return 0;
    }
    let rarity = rarity(word.seen.organisations, counts.organisations);
    let most = match word.flags {
        f if f & flag::NUMBER != 0 => NUMBER,
        f if f & flag::LETTER != 0 => LETTER,
        f if f & flag::PLACE != 0 => MOST_PLACE,
        f if f & (flag::COMMON | flag::NOISE) != 0 => MOST_COMMON,
        _ if text.len() == 2 => MOST_COMMON,
        _ => MOST,
    };
    rarity.clamp(LEAST, most)
}

/// Weight in a name of a person, in milli-nats.
pub(crate) fn of_person(text: &str, word: Word, counts: Counts) -> u16 {
    if word.flags & (flag::PARTICLE | flag::TITLE) != 0 {
        return 0;
    }
    if text.len() == 1 {
        return LETTER;
    }
    let most = if word.flags & flag::SYLLABLE != 0 { MOST_SYLLABLE } else { MOST };
    let least = if text.len() <= 4 { LEAST_OF_SHORT } else { LEAST_OF_PERSONS };
    rarity(word.seen.persons, counts.persons).clamp(least, most.max(least))
}

/// Minus the logarithm of how often a word is seen, in milli-nats.
fn rarity(seen: u32, of: u32) -> u16 {
    // Half a sighting more, so that what was never seen has a weight too.
    let seen = if seen == 0 { 0 } else { ln(2 * u64::from(seen) + 1) };
    let nats = ln(2 * u64::from(of.max(1))).saturating_sub(seen);
    u16::try_from(nats).unwrap_or(u16::MAX)
}

/// The natural logarithm in thousandths, in integers only: equal on every platform.
fn ln(n: u64) -> u64 {
    /// ln 2, times 2^32.
    const LN_2: u64 = 2_977_044_471;
    let whole = u64::from(n.max(1).ilog2());
    // The mantissa between 1 and 2, times 2^31; squaring it gives one more binary digit of the logarithm each time.
    let mut mantissa = if whole > 31 { n >> (whole - 31) } else { n.max(1) << (31 - whole) };
    let mut log2 = whole;
    for _ in 0..16 {
        mantissa = (mantissa * mantissa) >> 31;
        log2 <<= 1;
        if mantissa >= 1 << 32 {
            mantissa >>= 1;
            log2 |= 1;
        }
    }
    ((log2 * (LN_2 >> 16)) * 1_000) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tables::Seen;

    #[test]
    fn the_logarithm_is_right_to_a_thousandth() {
        for n in [1u64, 2, 3, 10, 1_000, 123_456, 4_000_000_000] {
            let right = ((n as f64).ln() * 1_000.0).floor() as i64;
            assert!((ln(n) as i64 - right).abs() <= 1, "{n}: {} {right}", ln(n));
        }
    }

    #[test]
    fn what_is_rare_weighs_more_and_what_is_no_name_nothing() {
        let counts = Counts { organisations: 100_000, persons: 50_000 };
        let word = |organisations, flags| Word {
            seen: Seen { organisations, persons: 0 },
            flags,
            ..Word::default()
        };
        let weigh =
            |text: &str, organisations, flags| of_organisation(text, word(organisations, flags), counts);
        assert!(weigh("hikvision", 0, 0) > weigh("dahua", 50, 0));
        assert!(weigh("dahua", 50, 0) > weigh("group", 9_000, 0));
        assert_eq!(weigh("ltd", 0, flag::LEGAL), 0);
        assert!(weigh("chile", 0, flag::PLACE) <= MOST_PLACE);
    }
}
