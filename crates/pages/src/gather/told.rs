//! What a report tells over all listings, whether they are kept or not: in which groups they fall, what rules ask of who asks,
//! what would settle what is open, and what is said of whom.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use nameplate::Verdict;
use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Act, Claim, Consequence, Ground, Response, Target, TargetKind};
use nameplate::id::CaseId;

use super::counts::Names;
use super::kept::{Found, Kept};
use crate::words::starts_from;

/// So many sentences that would settle something are counted; there are few in all.
const MOST_SETTLING: usize = 500;

/// What listings of one group have in common: what it means for who asks, who is behind, how it leads there, how sure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GroupKey {
    pub(crate) meaning: Meaning,
    pub(crate) verdict: Reverse<Verdict>,
    pub(crate) target: Target,
    pub(crate) ground: Ground,
    /// From whom the path starts: the brand, the maker or the shop; empty where it is the target itself.
    pub(crate) start: String,
}

impl GroupKey {
    /// That of a listing: its most serious finding, the nearest of those that are as serious.
    pub(crate) fn of(kept: &Kept) -> Option<GroupKey> {
        let found = kept.chief()?;
        let case = found.case();
        Some(GroupKey {
            meaning: kept.meaning,
            verdict: Reverse(found.finding.verdict),
            target: case.target.clone(),
            ground: case.ground,
            start: starts_from(case).unwrap_or_default().to_owned(),
        })
    }
}

/// What one rule asks of who asks.
#[derive(Clone, Debug)]
pub(crate) struct Duty {
    /// The first rule of that citation that was met.
    pub(crate) rule: Consequence,
    /// What else it speaks of, among the first.
    pub(crate) acts: BTreeSet<Act>,
    /// Listings.
    pub(crate) listings: u64,
}

/// What is said of a listed party by others, and what it answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// Each once, the firmest first.
    pub(crate) claims: Vec<Claim>,
    pub(crate) responses: Vec<Response>,
    /// Names of the parties on the way to the target, by id.
    pub(crate) names: BTreeMap<String, String>,
}

/// What is told over all listings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Listings by what they mean for who asks; what is for review apart.
    pub(crate) meanings: BTreeMap<Meaning, u64>,
    pub(crate) groups: BTreeMap<GroupKey, u64>,
    /// By meaning, place and citation: a law speaks of several acts, and many lists cite it.
    pub(crate) duties: BTreeMap<(Meaning, String, String), Duty>,
    /// What would settle listings that are for review.
    pub(crate) settling: Names,
    /// What is said of whom.
    pub(crate) said: BTreeMap<Target, Said>,
    seen: HashSet<CaseId>,
    settled: BTreeSet<String>,
}

impl Told {
    pub(super) fn add(&mut self, kept: &Kept, audience: &Audience) {
        *self.meanings.entry(kept.meaning).or_default() += 1;
        if let Some(group) = GroupKey::of(kept) {
            *self.groups.entry(group).or_default() += 1;
        }
        self.count_duties(kept, audience);
        self.count_settling(kept);
        kept.findings.iter().for_each(|found| self.hear(found));
    }

    /// Counts each rule once a listing, as seriously as it binds there.
    fn count_duties(&mut self, kept: &Kept, audience: &Audience) {
        if audience.reader.is_none() {
            return;
        }
        let mut counted = BTreeSet::new();
        for found in kept.findings.iter().filter(|found| found.finding.verdict == Verdict::Connected) {
            for rule in found.finding.consequences().into_iter().filter(|one| audience.is_bound_by(one)) {
                let key = (Meaning::of(rule), rule.jurisdiction.clone(), rule.citation.clone());
                let new = || Duty { rule: rule.clone(), acts: BTreeSet::new(), listings: 0 };
                let duty = self.duties.entry(key.clone()).or_insert_with(new);
                duty.acts.insert(rule.act);
                duty.listings += u64::from(counted.insert(key));
            }
        }
    }

    /// Counts what would settle it once a listing.
    fn count_settling(&mut self, kept: &Kept) {
        if kept.verdict != Verdict::Review {
            return;
        }
        let asked: BTreeSet<&String> =
            kept.findings.iter().flat_map(|found| found.case().settle.iter()).collect();
        for what in asked {
            if self.settled.len() < MOST_SETTLING {
                self.settled.insert(what.clone());
            }
            if self.settled.contains(what) {
                self.settling.add(what, Verdict::Review);
            }
        }
    }

    /// Keeps what is said along a case that is new.
    fn hear(&mut self, found: &Found) {
        let case = found.case();
        if case.target.kind != TargetKind::Party || !self.seen.insert(case.id.clone()) {
            return;
        }
        let said = self.said.entry(case.target.clone()).or_default();
        for claim in &case.claims {
            if !said.claims.contains(claim) {
                said.claims.push(claim.clone());
            }
        }
        for response in &case.responses {
            if !said.responses.contains(response) {
                said.responses.push(response.clone());
            }
        }
        said.claims.sort_by_key(|claim| {
            (claim.subject, claim.status, claim.among > 0, Reverse(claim.date.first_day()))
        });
        said.names.insert(case.target.id.to_string(), case.target.name.clone());
        for step in &case.path {
            said.names.insert(step.from.to_string(), step.from_name.clone());
            said.names.insert(step.to.to_string(), step.to_name.clone());
        }
    }
}
