//! Precision, recall and verdicts over labelled listings.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use nameplate::finding::ListingResult;
use nameplate::{Policy, Register, Screener, Verdict};

use crate::labelled::Case;

/// How one case went.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The case.
    pub case: Case,
    /// The verdict given.
    pub verdict: Verdict,
    /// Targets found, `connected` ones marked with `!`.
    pub found: Vec<String>,
    /// Whether a connected finding names an expected target.
    pub target_right: bool,
    /// Whether the ground of such a finding is one that was expected.
    pub ground_right: bool,
}

/// Screens all cases, each on its own day.
pub fn score(cases: &[Case]) -> Vec<Scored> {
    let register = Register::open(lists::starter_register()).expect("the starter register opens");
    let mut days: BTreeMap<_, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        days.entry(case.as_of).or_default().push(case);
    }
    let mut scored = Vec::new();
    for (day, cases) in days {
        let screener = Screener::new(register, Policy::default(), day);
        for case in cases {
            scored.push(one(case, &screener.screen(&case.listing)));
        }
    }
    scored.sort_by_key(|one| one.case.listing.row);
    scored
}

fn one(case: &Case, result: &ListingResult<'_>) -> Scored {
    let expected = |id: &str| case.targets.iter().any(|target| target == id);
    let connected = |f: &&nameplate::finding::Finding| f.verdict == Verdict::Connected;
    let right: Vec<_> =
        result.findings.iter().filter(connected).filter(|f| expected(&f.case.target.id)).collect();
    let mark = |f: &nameplate::finding::Finding| {
        let sure = if f.verdict == Verdict::Connected { "!" } else { "?" };
        format!("{}{sure}{}", f.case.target.id, f.case.ground)
    };
    Scored {
        verdict: result.verdict,
        found: result.findings.iter().map(mark).collect(),
        target_right: !right.is_empty(),
        ground_right: right.iter().any(|f| case.grounds.iter().any(|g| g == f.case.ground.word())),
        case: case.clone(),
    }
}

impl Scored {
    /// Whether the verdict is one that was accepted.
    pub fn verdict_right(&self) -> bool {
        // What could not be checked was not found either; the report tells them apart, the labels do not.
        let verdict =
            if self.verdict == Verdict::NotChecked { Verdict::NoConnectionFound } else { self.verdict };
        self.case.verdicts.contains(&verdict)
    }

    fn must_connect(&self) -> bool {
        self.case.verdicts.len() == 1 && self.case.verdicts.contains(&Verdict::Connected)
    }

    fn may_not_connect(&self) -> bool {
        !self.case.verdicts.contains(&Verdict::Connected)
    }

    /// Whether something is wrong with it.
    pub fn is_error(&self) -> bool {
        let wrong_target =
            self.verdict == Verdict::Connected && !self.may_not_connect() && !self.target_right;
        !self.verdict_right() || wrong_target
    }
}

/// Counts of one slice.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    /// Cases.
    pub cases: usize,
    /// Cases whose verdict was accepted.
    pub verdicts_right: usize,
    /// Connected where the label asks for it, with the right target.
    pub true_positives: usize,
    /// Connected where the label forbids it.
    pub false_positives: usize,
    /// Not connected, or to the wrong target, where the label asks for it.
    pub false_negatives: usize,
    /// Right targets whose ground is right too.
    pub grounds_right: usize,
}

impl Counts {
    fn add(&mut self, scored: &Scored) {
        let connected = scored.verdict == Verdict::Connected;
        self.cases += 1;
        self.verdicts_right += usize::from(scored.verdict_right());
        if scored.must_connect() {
            let right = connected && scored.target_right;
            self.true_positives += usize::from(right);
            self.false_negatives += usize::from(!right);
            self.grounds_right += usize::from(right && scored.ground_right);
        }
        self.false_positives += usize::from(connected && scored.may_not_connect());
    }

    /// Share of connected verdicts that were right.
    pub fn precision(&self) -> f64 {
        ratio(self.true_positives, self.true_positives + self.false_positives)
    }

    /// Share of what should be connected that was.
    pub fn recall(&self) -> f64 {
        ratio(self.true_positives, self.true_positives + self.false_negatives)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Counts over cases.
pub fn count<'a>(scored: impl IntoIterator<Item = &'a Scored>) -> Counts {
    let mut counts = Counts::default();
    for one in scored {
        counts.add(one);
    }
    counts
}

/// The scoreboard as text: a table by slice, then every error.
pub fn table(scored: &[Scored]) -> String {
    let mut slices: BTreeMap<&str, Vec<&Scored>> = BTreeMap::new();
    for one in scored {
        slices.entry(&one.case.slice).or_default().push(one);
    }
    let mut text =
        String::from("slice                 cases verdict   tp   fp   fn  precision recall  ground\n");
    let mut line = |name: &str, counts: Counts| {
        let _ = writeln!(
            text,
            "{name:<22}{:>5}   {:.3} {:>4} {:>4} {:>4}      {:.3}  {:.3}   {:.3}",
            counts.cases,
            ratio(counts.verdicts_right, counts.cases),
            counts.true_positives,
            counts.false_positives,
            counts.false_negatives,
            counts.precision(),
            counts.recall(),
            ratio(counts.grounds_right, counts.true_positives),
        );
    };
    line("ALL", count(scored));
    for (slice, scored) in &slices {
        line(slice, count(scored.iter().copied()));
    }
    text.push_str("\nerrors\n");
    for one in scored.iter().filter(|s| s.is_error()) {
        let expected: Vec<&str> = one.case.verdicts.iter().map(|v| v.word()).collect();
        let _ = writeln!(
            text,
            "{} expected {} [{}] got {} [{}]",
            one.case.id,
            expected.join("|"),
            one.case.targets.join("|"),
            one.verdict,
            one.found.join(" "),
        );
    }
    text
}
