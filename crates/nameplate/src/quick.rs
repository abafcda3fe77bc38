//! A fast hash for maps that are asked for every word of every listing. Its seed is drawn for each process, so that no catalog can
//! be written against it; nothing that is put out depends on it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// A map with that hash.
pub(crate) type QuickMap<K, V> = HashMap<K, V, Quick>;
/// A set with that hash.
pub(crate) type QuickSet<T> = HashSet<T, Quick>;

/// Makes hashers with the seed of the process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quick {
    seed: u64,
}

impl Default for Quick {
    fn default() -> Self {
        static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0u64));
        Quick { seed: *SEED }
    }
}

impl BuildHasher for Quick {
    type Hasher = QuickHasher;

    fn build_hasher(&self) -> QuickHasher {
        QuickHasher { state: self.seed }
    }
}

/// Eight bytes at a time are multiplied into the state, and both halves of the product kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuickHasher {
    state: u64,
}

impl QuickHasher {
    fn mix(&mut self, word: u64) {
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        let product = u128::from(self.state ^ word).wrapping_mul(u128::from(SPREAD));
        // Both halves of 128 bits.
        self.state = (product as u64) ^ ((product >> 64) as u64).rotate_left(23);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let last = rest.iter().rev().fold(0, |last, byte| last << 8 | u64::from(*byte));
            self.mix(last);
        }
        self.mix(bytes.len() as u64);
    }

    /// What parts a text from what follows it in a key of several; the length does that already.
    fn write_u8(&mut self, byte: u8) {
        self.state = self.state.rotate_left(5) ^ u64::from(byte);
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn finish(&self) -> u64 {
        self.state ^ self.state >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_hash_otherwise() {
        let quick = Quick::default();
        let texts = ["", "a", "b", "ab", "ba", "\0", "\0\0", "12345678", "123456780", "12345678\0"];
        let hashes: std::collections::BTreeSet<u64> = texts.iter().map(|text| quick.hash_one(text)).collect();
        assert_eq!(hashes.len(), texts.len());
        assert_eq!(quick.hash_one("hikvision"), quick.hash_one(String::from("hikvision")));
    }
}
