//! The room that each section of a dossier has: nobody reads more, and a hostile register ends somewhere.

use std::collections::BTreeMap;

use crate::word::words;

words! {
    /// A part of a dossier that has a bound.
    Section {
        /// Names.
        Names => "names",
        /// Places on lists.
        Places => "places",
        /// Relations by which somebody stands behind the party.
        Behind => "behind",
        /// Relations by which it stands behind others.
        Holdings => "holdings",
        /// Holders of shares.
        Holders => "holders",
        /// What is said.
        Claims => "claims",
        /// What is answered.
        Responses => "responses",
        /// Where sources contradict each other.
        Contradictions => "contradictions",
        /// Rumours.
        Leads => "leads",
        /// How its products give themselves away.
        Marks => "marks",
        /// Who bears a like name.
        Namesakes => "namesakes",
    }
}

/// At most so many statements in a section, or in each group of one.
pub(super) const MOST: usize = 1_000;

/// What was left out so far.
#[derive(Debug, Default)]
pub(super) struct Room {
    pub(super) left_out: BTreeMap<Section, usize>,
}

impl Room {
    /// As many as there is room for; the others are counted.
    pub(super) fn keep<T>(&mut self, section: Section, all: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut all = all.into_iter();
        let kept = all.by_ref().take(MOST).collect();
        self.leave_out(section, all.count());
        kept
    }

    /// Counts what had no room.
    pub(super) fn leave_out(&mut self, section: Section, count: usize) {
        if count > 0 {
            *self.left_out.entry(section).or_default() += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_counted() {
        let mut room = Room::default();
        assert_eq!(room.keep(Section::Names, 0..MOST).len(), MOST);
        assert!(room.left_out.is_empty());
        assert_eq!(room.keep(Section::Names, 0..MOST + 3).len(), MOST);
        assert_eq!(room.keep(Section::Names, 0..MOST + 4).len(), MOST);
        assert_eq!(room.left_out, BTreeMap::from([(Section::Names, 7)]));
    }
}
