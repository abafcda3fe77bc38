//! Listings in groups: what they mean, who is behind them and how they lead there are the same.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::gather::{Gathered, GroupKey};

/// The groups in the order in which they are told, with the group of each listing that is kept.
pub(super) struct Groups<'g> {
    /// With how many listings fall into each, kept or not.
    pub(super) all: Vec<(&'g GroupKey, u64)>,
    /// By the place of the listing: the place of its group.
    pub(super) of_kept: Vec<usize>,
}

impl<'g> Groups<'g> {
    /// The most serious first, then the surest, then the largest.
    pub(super) fn of(gathered: &'g Gathered) -> Self {
        let mut all: Vec<(&GroupKey, u64)> =
            gathered.told.groups.iter().map(|(group, n)| (group, *n)).collect();
        all.sort_by_key(|(group, n)| (group.meaning, group.verdict, Reverse(*n), *group));
        let places: BTreeMap<&GroupKey, usize> =
            all.iter().enumerate().map(|(place, (group, _))| (*group, place)).collect();
        let place =
            |kept| GroupKey::of(kept).and_then(|group| places.get(&group).copied()).unwrap_or_default();
        let of_kept = gathered.kept.iter().map(place).collect();
        Groups { all, of_kept }
    }
}
