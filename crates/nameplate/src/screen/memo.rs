//! What one thread remembers of a run: fields that it read, and what it told. Answers are the same with and without.

use std::collections::BTreeMap;

use super::told::Cases;
use crate::connection::PathMemo;
use crate::date::Day;
use crate::reading::FieldMemo;

/// Days of their own that are remembered, at most; then it starts anew, so that memory stays bounded.
const MOST_DAYS: usize = 400;

/// What one thread remembers of distinct values, for one screener.
#[derive(Debug)]
pub struct Memo {
    pub(super) fields: FieldMemo,
    pub(super) cases: Cases,
    pub(super) paths: PathMemo,
    /// What was told of other days than the one that is asked for.
    days: BTreeMap<Day, Cases>,
}

impl Memo {
    /// A memory of about so many bytes for fields, beside the cases that were made.
    pub(super) fn within(bytes: usize) -> Self {
        Memo {
            fields: FieldMemo::within(bytes),
            cases: Cases::default(),
            paths: PathMemo::default(),
            days: BTreeMap::new(),
        }
    }

    /// Does something with what is remembered of a day of its own.
    pub(super) fn on<T>(&mut self, day: Day, judge: impl FnOnce(&mut Memo) -> T) -> T {
        if self.days.len() >= MOST_DAYS {
            self.days.clear();
        }
        let mut cases = self.days.remove(&day).unwrap_or_default();
        std::mem::swap(&mut self.cases, &mut cases);
        let judged = judge(self);
        std::mem::swap(&mut self.cases, &mut cases);
        self.days.insert(day, cases);
        judged
    }
}
