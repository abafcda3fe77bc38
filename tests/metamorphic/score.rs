//! What is counted of a rewriting.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use nameplate::Verdict;

use crate::goods::Label;
use crate::scanned::Seen;
use crate::spread::{Outcome, Ran};

/// A part of a whole.
#[derive(Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) part: usize,
    pub(crate) whole: usize,
}

impl Share {
    fn add(&mut self, counts: bool) {
        self.part += usize::from(counts);
        self.whole += 1;
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Share) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

/// The counts of one rewriting, or of several together.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    /// Accepted verdict and, where something is found, an accepted party; of all rows that are rewritten.
    pub(crate) right: Share,
    /// The same of the rows that are right in plain clothes.
    pub(crate) kept: Share,
    /// Connected with the party, of the rows where only that is right.
    pub(crate) connected: Share,
    /// Silent, of the rows where only silence is right.
    pub(crate) silent: Share,
    /// Connected where that is not accepted, or with nobody who is accepted.
    pub(crate) wrong_connected: usize,
    /// For review where only silence is right.
    pub(crate) wrong_review: usize,
    /// The same two of ordinary goods.
    pub(crate) ordinary_connected: usize,
    pub(crate) ordinary_review: usize,
    /// Labelled rows whose evidence the rewriting took away.
    pub(crate) apart: usize,
    /// Rows of all kinds without a result.
    pub(crate) lost: usize,
}

/// What was right in plain clothes, by id.
pub(crate) type Plain = BTreeSet<String>;

/// Which labelled listings came out right.
pub(crate) fn right_ones(ran: &Ran) -> Plain {
    let right = ran.labelled.iter().filter(|one| right(one));
    right.map(|one| one.label.case.id.clone()).collect()
}

fn accepted(label: &Label, seen: &Seen) -> bool {
    let found = |(target, verdict): &(String, Verdict)| {
        *verdict == seen.verdict && label.case.targets.contains(target)
    };
    label.case.targets.is_empty() || seen.targets.iter().any(found)
}

fn verdict(seen: &Seen) -> Verdict {
    // What could not be checked was not found either.
    seen.verdict.max(Verdict::NoConnectionFound)
}

/// Whether a verdict is accepted. A name that is written to be overlooked is a reason for a review, and alone for nothing more.
pub(crate) fn right(one: &Outcome) -> bool {
    one.seen.as_ref().is_some_and(|seen| {
        let (label, verdict) = (&one.label, verdict(seen));
        let connects = label.case.verdicts.contains(&Verdict::Connected);
        let looked_at = one.imitates && connects && verdict == Verdict::Review;
        (label.case.verdicts.contains(&verdict) || looked_at)
            && (verdict == Verdict::NoConnectionFound || accepted(label, seen))
    })
}

impl Score {
    /// Counts labelled rows of a set, or of all.
    pub(crate) fn of(ran: &Ran, plain: &Plain, set: Option<&str>) -> Score {
        let mut score = Score::default();
        for one in ran.labelled.iter().filter(|one| set.is_none_or(|set| one.label.set == set) && one.changed)
        {
            score.add(one, plain);
        }
        if set.is_none() {
            score.ordinary_connected = ran.ordinary.connected;
            score.ordinary_review = ran.ordinary.review;
            score.lost += ran.ordinary.lost;
        }
        score
    }

    fn add(&mut self, one: &Outcome, plain: &Plain) {
        let label = &one.label;
        self.lost += usize::from(one.seen.is_none());
        if one.apart {
            self.apart += 1;
            return;
        }
        let is_right = right(one);
        self.right.add(is_right);
        if plain.contains(&label.case.id) {
            self.kept.add(is_right);
        }
        if label.must_connect() && !one.imitates {
            self.connected.add(is_right);
        }
        if label.silent() {
            self.silent.add(is_right);
        }
        let Some(seen) = &one.seen else { return };
        match verdict(seen) {
            Verdict::Connected => {
                let wrong = !label.case.verdicts.contains(&Verdict::Connected) || !accepted(label, seen);
                self.wrong_connected += usize::from(wrong);
            }
            Verdict::Review => self.wrong_review += usize::from(label.silent()),
            _ => {}
        }
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        self.right += other.right;
        self.kept += other.kept;
        self.connected += other.connected;
        self.silent += other.silent;
        self.wrong_connected += other.wrong_connected;
        self.wrong_review += other.wrong_review;
        self.ordinary_connected += other.ordinary_connected;
        self.ordinary_review += other.ordinary_review;
        self.apart += other.apart;
        self.lost += other.lost;
    }
}
