//! Which keys stand in the tables of names at all: a bit for each hash. Most names of a catalog share nothing with any name of the
//! register, and that is answered without going to the tables, which are too large for a processor to keep near.

use std::hash::BuildHasher;

use super::format::{KeyRow, Section};
use super::open::Register;
use crate::quick::Quick;

/// Keys of a table, at most, beyond which bits would be as far away as the table.
const MOST_KEYS: usize = 1 << 22;
/// Bits for each key: of eight keys that stand nowhere one is looked for in vain.
const BITS: usize = 8;

/// The keys of a register's names.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    words: Bits,
    forms: Bits,
    names: Bits,
    quick: Quick,
}

impl Sieve {
    /// Collects the keys of a register.
    pub(crate) fn new(register: &Register<'_>) -> Self {
        let keys = |section| register.table::<KeyRow>(section).iter().map(|row| row.key.get());
        let quick = Quick::default();
        let names = register.names().map(|name| quick.hash_one(name.key()));
        let count = register.names().count();
        let words = register.table::<KeyRow>(Section::WordKeys).len();
        let forms = register.table::<KeyRow>(Section::FormKeys).len();
        Sieve {
            words: Bits::new(keys(Section::WordKeys), words),
            forms: Bits::new(keys(Section::FormKeys), forms),
            names: Bits::new(names, count),
            quick,
        }
    }

    /// Whether a word of the register may be found by a key.
    pub(super) fn may_find_word(&self, key: u64) -> bool {
        self.words.may_hold(key)
    }

    /// Whether a form of a name may be found by a key.
    pub(super) fn may_find_form(&self, key: u64) -> bool {
        self.forms.may_hold(key)
    }

    /// Whether a name may have that normal form.
    pub(crate) fn may_be_a_name(&self, key: &str) -> bool {
        self.names.may_hold(self.quick.hash_one(key))
    }
}

/// A bit for each hash; none where there are too many of them.
#[derive(Debug, Default)]
struct Bits {
    bits: Vec<u64>,
    /// How far a hash is shifted to be a place.
    shift: u32,
}

impl Bits {
    fn new(hashes: impl Iterator<Item = u64>, count: usize) -> Self {
        if count > MOST_KEYS {
            return Bits::default();
        }
        let size = (count * BITS).next_power_of_two().max(64);
        let mut made = Bits { bits: vec![0; size / 64], shift: 64 - size.ilog2() };
        for hash in hashes {
            let at = (hash >> made.shift) as usize;
            if let Some(word) = made.bits.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        }
        made
    }

    fn may_hold(&self, hash: u64) -> bool {
        let at = (hash >> self.shift) as usize;
        self.bits.get(at / 64).is_none_or(|word| word >> (at % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{PartyIn, RegisterInput, build};

    #[test]
    fn nothing_that_stands_in_the_tables_is_left_out() {
        let mut input = RegisterInput::default();
        for name in ["Hangzhou Hikvision Digital Technology", "Dahua Vision", "People's Liberation Army"] {
            input.party.push(PartyIn::named(&name.to_lowercase().replace([' ', '\''], "-"), name));
        }
        let bytes = build(&input, "test").unwrap();
        let register = Register::open(&bytes).unwrap();
        let sieve = Sieve::new(&register);
        let rows = |section| register.table::<KeyRow>(section).iter().map(|row| row.key.get());
        assert!(rows(Section::WordKeys).all(|key| sieve.may_find_word(key)));
        assert!(rows(Section::FormKeys).all(|key| sieve.may_find_form(key)));
        assert!(register.names().all(|name| sieve.may_be_a_name(name.key())));
        let strangers = (0..1_000u64).filter(|n| sieve.may_find_word(n.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        assert!(strangers.count() < 300, "most strangers are left out");
        assert!(Sieve::default().may_be_a_name("anything"), "an empty sieve leaves nothing out");
    }
}
