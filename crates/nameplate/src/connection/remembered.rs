//! Paths that one thread found before. A catalog names the same few parties again and again, and of a listing a path depends on
//! little: the kind of product, when it was made, which models and lines it names, and what else in it points to somebody.

use std::collections::BTreeSet;

use super::hop::{HopHere, Setting, in_scope};
use super::limit::Limit;
use super::path::{Path, paths};
use crate::date::{Date, Day};
use crate::policy::Policy;
use crate::quick::QuickMap;
use crate::register::{ClassNo, PartyNo, Register};
use crate::word::{Ground, Verdict};

/// Answers that are kept, at most; then it starts anew, so that memory stays bounded.
const MOST_KEPT: usize = 5_000;
/// Relations with a scope that may stand behind a party for its paths to be kept: a bit each.
const MOST_SCOPES: usize = 64;
/// Parties behind a party that are looked at for such relations.
const MOST_PARTIES: usize = 400;

/// On what the paths of a party depend.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Question {
    party: PartyNo,
    as_of: Day,
    class: Option<ClassNo>,
    made: Option<Date>,
    /// Which of the relations with a scope the listing names something of.
    scopes: u64,
    pointed_to: Vec<PartyNo>,
}

/// A path without the register that it lies in.
#[derive(Clone, Debug)]
struct Kept {
    target: PartyNo,
    ground: Ground,
    carries: Verdict,
    hops: Vec<KeptHop>,
}

/// A hop by the number of its relation.
#[derive(Clone, Debug)]
struct KeptHop {
    relation: u32,
    ground: Ground,
    carries: Verdict,
    limits: Vec<Limit>,
}

/// What one thread remembers of paths, for one register and policy. Answers are the same with and without.
#[derive(Debug, Default)]
pub(crate) struct PathMemo {
    /// Relations with a scope that may stand on a path from a party; none where there are too many.
    scopes: QuickMap<PartyNo, Option<Vec<u32>>>,
    known: QuickMap<Question, Vec<Kept>>,
}

impl PathMemo {
    /// The same as [`paths`].
    pub(crate) fn paths<'r>(
        &mut self,
        register: &Register<'r>,
        policy: &Policy,
        setting: &Setting<'_>,
        from: PartyNo,
    ) -> Vec<Path<'r>> {
        let Some(question) = self.question(register, setting, from) else {
            return paths(register, policy, setting, from);
        };
        if let Some(kept) = self.known.get(&question) {
            return kept.iter().map(|kept| again(register, kept)).collect();
        }
        if self.known.len() >= MOST_KEPT {
            self.known.clear();
        }
        let found = paths(register, policy, setting, from);
        self.known.insert(question, found.iter().map(keep).collect());
        found
    }

    fn question(
        &mut self,
        register: &Register<'_>,
        setting: &Setting<'_>,
        party: PartyNo,
    ) -> Option<Question> {
        let scopes = self.scopes.entry(party).or_insert_with(|| scopes_behind(register, party)).as_ref()?;
        let named = scopes.iter().zip(0..).filter(|(no, _)| {
            register.relation(**no).is_some_and(|relation| in_scope(&relation, setting.words))
        });
        Some(Question {
            party,
            as_of: setting.as_of,
            class: setting.product.class,
            made: setting.product.made,
            scopes: named.fold(0, |bits, (_, bit)| bits | 1u64 << bit),
            pointed_to: setting.pointed_to.to_vec(),
        })
    }
}

/// Relations with models or lines that leave a party or any that can be reached from it, whatever the day.
fn scopes_behind(register: &Register<'_>, party: PartyNo) -> Option<Vec<u32>> {
    let (mut seen, mut open, mut scopes) = (BTreeSet::from([party]), vec![party], Vec::new());
    while let Some(party) = open.pop() {
        for relation in register.relations_of(party) {
            if relation.models().next().is_some() || relation.lines().next().is_some() {
                scopes.push(relation.number());
            }
            if seen.insert(relation.reaches()) {
                open.push(relation.reaches());
            }
        }
        if scopes.len() > MOST_SCOPES || seen.len() > MOST_PARTIES {
            return None;
        }
    }
    Some(scopes)
}

fn keep(path: &Path<'_>) -> Kept {
    let hop = |hop: &HopHere<'_>| KeptHop {
        relation: hop.relation.number(),
        ground: hop.ground,
        carries: hop.carries,
        limits: hop.limits.clone(),
    };
    let hops = path.hops.iter().map(hop).collect();
    Kept { target: path.target, ground: path.ground, carries: path.carries, hops }
}

fn again<'r>(register: &Register<'r>, kept: &Kept) -> Path<'r> {
    let hop = |hop: &KeptHop| {
        let relation = register.relation(hop.relation)?;
        let (ground, carries, limits) = (hop.ground, hop.carries, hop.limits.clone());
        Some(HopHere { relation, ground, carries, limits })
    };
    let hops = kept.hops.iter().filter_map(hop).collect();
    Path { target: kept.target, ground: kept.ground, carries: kept.carries, hops }
}
