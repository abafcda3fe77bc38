//! How often hits of a score are right: counted on one labelled set, checked on another (`tests/scoreboard/names.txt`). Counts,
//! not a formula, so that the number is the same on every machine.

use std::sync::LazyLock;

/// Score from which, and how many of a thousand hits were right.
static MEASURED: LazyLock<Vec<(i32, u16)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/probability.tsv").lines().filter(|line| !line.starts_with('#'));
    let cells = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?.parse().ok()?, cells.next()?.parse().ok()?))
    };
    rows.filter_map(cells).collect()
});

/// The share of hits of that score that were right; none below what was measured.
pub fn probability(score: i32) -> Option<f64> {
    let at = MEASURED.partition_point(|(from, _)| *from <= score);
    let (_, right) = MEASURED.get(at.checked_sub(1)?)?;
    Some(f64::from(*right) / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_score_is_never_less_probable() {
        assert_eq!(probability(-1), None);
        let all: Vec<f64> = (2..15).filter_map(|n| probability(n * 1_000)).collect();
        assert!(all.len() > 10 && all.is_sorted(), "{all:?}");
    }
}
