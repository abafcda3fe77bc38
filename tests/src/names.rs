//! Labelled pairs of names, and what a matcher makes of them.

use std::collections::BTreeMap;
use std::path::Path;

use nameplate::names::{Kind, Name, Prepared};

/// Two names, and whether they are one party's.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Where the pair comes from.
    pub group: String,
    /// What the names name.
    pub kind: Kind,
    /// The names.
    pub names: [String; 2],
    /// Whether they are one party's.
    pub same: bool,
    /// What is hard about it.
    pub category: String,
}

/// The score of a pair that shares nothing.
pub const NOTHING: i32 = -100_000;

impl Pair {
    /// The score of the pair.
    pub fn score(&self) -> i32 {
        let [a, b] = self.names.each_ref().map(|name| Name::new(name));
        Prepared::new(&a).compare(&Prepared::new(&b), self.kind).map_or(NOTHING, |met| met.score())
    }
}

/// Reads pairs in the form of nomenklatura's `name_bench`.
pub fn pairs(file: &Path) -> Vec<Pair> {
    let mut reader = csv::Reader::from_path(file).expect("a readable table of pairs");
    let row = |row: Result<BTreeMap<String, String>, csv::Error>| {
        let row = row.expect("a row of pairs");
        Pair {
            group: row["case_group"].clone(),
            kind: if row["schema"] == "Person" { Kind::Person } else { Kind::Organisation },
            names: [row["name1"].clone(), row["name2"].clone()],
            same: row["is_match"] == "true",
            category: row["category"].clone(),
        }
    };
    reader.deserialize().map(row).collect()
}

/// How good, at a threshold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// Found and right.
    pub hits: u32,
    /// Found and wrong.
    pub false_hits: u32,
    /// Not found.
    pub missed: u32,
}

impl Measure {
    /// Share of hits that are right.
    pub fn precision(&self) -> f64 {
        f64::from(self.hits) / f64::from((self.hits + self.false_hits).max(1))
    }

    /// Share of what should be found that is.
    pub fn recall(&self) -> f64 {
        f64::from(self.hits) / f64::from((self.hits + self.missed).max(1))
    }

    /// Harmonic mean of both.
    pub fn f1(&self) -> f64 {
        2.0 * f64::from(self.hits) / f64::from((2 * self.hits + self.false_hits + self.missed).max(1))
    }
}

/// Measures scored pairs at a threshold.
pub fn measure<'p>(scored: impl IntoIterator<Item = &'p (Pair, i32)>, from: i32) -> Measure {
    let mut measure = Measure::default();
    for (pair, score) in scored {
        match (pair.same, *score >= from) {
            (true, true) => measure.hits += 1,
            (false, true) => measure.false_hits += 1,
            (true, false) => measure.missed += 1,
            (false, false) => {}
        }
    }
    measure
}

/// The best F1, and the threshold that gives it.
pub fn best(scored: &[(Pair, i32)]) -> (f64, i32) {
    let mut thresholds: Vec<i32> = scored.iter().map(|(_, score)| *score).collect();
    thresholds.sort_unstable();
    thresholds.dedup();
    let at = |from: i32| (measure(scored, from).f1(), from);
    thresholds.into_iter().map(at).max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default()
}
