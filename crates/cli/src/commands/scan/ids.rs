//! Ids that a catalog gives to several rows: what is asked by such an id is answered for the first of them.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// So many ids are remembered, by eight bytes each; those that come later are not compared.
const MOST: usize = 1_000_000;

/// So many are named.
const NAMED: usize = 3;

/// What is remembered of ids.
#[derive(Debug, Default)]
pub(super) struct Ids {
    seen: HashSet<u64, BuildHasherDefault<DefaultHasher>>,
    /// Rows whose id a row before had.
    pub(super) again: u64,
    /// The first such ids in the order of their letters, so that threads change nothing.
    pub(super) named: BTreeSet<String>,
}

impl Ids {
    pub(super) fn add(&mut self, file: &str, id: &str) {
        if id.is_empty() {
            return;
        }
        let mut hasher = DefaultHasher::new();
        (file, id).hash(&mut hasher);
        let hash = hasher.finish();
        if self.seen.contains(&hash) {
            self.again += 1;
            self.named.insert(id.chars().take(60).collect());
            if self.named.len() > NAMED {
                self.named.pop_last();
            }
        } else if self.seen.len() < MOST {
            self.seen.insert(hash);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_id_are_counted_and_a_few_are_named_whatever_the_order() {
        let told = |order: &[&str]| {
            let mut ids = Ids::default();
            order.iter().for_each(|id| ids.add("a.csv", id));
            ids.add("b.csv", "x9");
            (ids.again, ids.named.into_iter().collect::<Vec<_>>())
        };
        let forth = ["x5", "x1", "", "x1", "x9", "x2", "x2", "x5", "", "x9"];
        let back: Vec<&str> = forth.iter().rev().copied().collect();
        assert_eq!(told(&forth), (4, vec!["x1".to_owned(), "x2".to_owned(), "x5".to_owned()]));
        assert_eq!(told(&forth), told(&back));
    }
}
