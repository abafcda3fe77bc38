//! Paths from a party to all who stand behind it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::hop::{HopHere, Setting};
use crate::policy::Policy;
use crate::register::{PartyNo, Register, Relation};
use crate::word::{Ground, Verdict};

/// At most so many hops are tried from one party: far more than any real group needs, and an end to hostile registers.
const MOST_TRIED: usize = 4_000;

/// A path from a party to another.
#[derive(Clone)]
pub(crate) struct Path<'r> {
    pub(crate) target: PartyNo,
    pub(crate) ground: Ground,
    /// What the weakest hop carries.
    pub(crate) carries: Verdict,
    pub(crate) hops: Vec<HopHere<'r>>,
}

impl Path<'_> {
    /// What the sources of the weakest hop carry, whatever the date says.
    pub(crate) fn sourced(&self) -> Verdict {
        self.hops.iter().map(|hop| hop.relation.carries()).min().unwrap_or(Verdict::Connected)
    }

    /// Order: the surest, the best sourced, then the closest ground, then the shortest, then by ids.
    fn rank(&self) -> (Reverse<Verdict>, Reverse<Verdict>, Ground, usize, Vec<PartyNo>) {
        let parties = self.hops.iter().map(|hop| hop.relation.reaches()).collect();
        (Reverse(self.carries), Reverse(self.sourced()), self.ground, self.hops.len(), parties)
    }
}

/// All paths from a party, strongest first; at most `max_paths` to each target. The party itself comes first, without hops.
pub(crate) fn paths<'r>(
    register: &Register<'r>,
    policy: &Policy,
    setting: &Setting<'_>,
    from: PartyNo,
) -> Vec<Path<'r>> {
    let mut search = Search { register, policy, setting, found: Vec::new(), tried: 0 };
    search.found.push(Path {
        target: from,
        ground: Ground::Named,
        carries: Verdict::Connected,
        hops: Vec::new(),
    });
    search.follow(from, &mut Vec::new(), &mut BTreeSet::from([from]));
    search.found.sort_by_cached_key(|path| (path.target, path.rank()));
    let mut kept: Vec<Path<'r>> = Vec::new();
    for path in search.found {
        let known = kept.iter().rev().take_while(|other| other.target == path.target).count();
        if known < policy.max_paths {
            kept.push(path);
        }
    }
    kept
}

struct Search<'a, 'r> {
    register: &'a Register<'r>,
    policy: &'a Policy,
    setting: &'a Setting<'a>,
    found: Vec<Path<'r>>,
    tried: usize,
}

impl<'r> Search<'_, 'r> {
    fn follow(&mut self, from: PartyNo, hops: &mut Vec<HopHere<'r>>, visited: &mut BTreeSet<PartyNo>) {
        if hops.len() >= self.policy.max_hops {
            return;
        }
        for relation in self.register.relations_of(from) {
            self.tried += 1;
            if self.tried > MOST_TRIED || visited.contains(&relation.reaches()) {
                continue;
            }
            let Some(hop) = self.hop(relation) else { continue };
            hops.push(hop);
            self.found.push(path_of(hops));
            visited.insert(relation.reaches());
            self.follow(relation.reaches(), hops, visited);
            visited.remove(&relation.reaches());
            hops.pop();
        }
    }

    fn hop(&self, relation: Relation<'r>) -> Option<HopHere<'r>> {
        let large_enough = relation.share().is_none_or(|share| share.max >= f64::from(self.policy.min_share));
        if !large_enough { None } else { HopHere::over(self.register, self.setting, relation) }
    }
}

fn path_of<'r>(hops: &[HopHere<'r>]) -> Path<'r> {
    let target = hops.last().map_or(PartyNo(0), |hop| hop.relation.reaches());
    let ground = hops.iter().map(|hop| hop.ground).max().unwrap_or(Ground::Named);
    let carries = hops.iter().map(|hop| hop.carries).min().unwrap_or(Verdict::Connected);
    Path { target, ground, carries, hops: hops.to_vec() }
}
