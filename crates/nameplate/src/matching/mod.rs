//! Names of parties beside the register: whom a supplier, seller or manufacturer may be, with what speaks for and against
//! each. A name alone, or with country, address, numbers and dates where they are known.
//!
//! This is candidates and names put together, usable by itself: `nameplate match` is a thin shell around [`Matcher`].

mod hit;
mod query;
mod qualifier;
mod probability;

use std::borrow::Cow;

pub use hit::{Hit, MatchResult, MatchedParty, QueryEcho, Says};
pub use probability::probability;
pub use qualifier::Qualifier;
pub use query::{PartyField, PartyQuery};

use crate::date::Day;
use crate::listing::Defect;
use crate::lookup::{AlikeName, Finder};
use crate::names::{Kind, Name, Prepared};
use crate::policy::Policy;
use crate::register::{Edition, NameKind, Register, RegisterId};

/// What a name must reach for its party to be looked at further: qualifiers can add what is missing.
const WORTH_A_LOOK: i32 = 2_000;

/// A register, a policy and a day, ready to match names. Shared by all threads.
pub struct Matcher<'r> {
    register: Register<'r>,
    finder: Finder<'r>,
    policy: Policy,
    as_of: Day,
    /// Only parties that stand on this list.
    only: Option<String>,
    /// At most so many hits.
    limit: usize,
}

impl<'r> Matcher<'r> {
    /// Gets ready. Cheap: everything is in the register.
    pub fn new(register: Register<'r>, policy: Policy, as_of: Day) -> Self {
        let limit = policy.match_limit;
        Matcher { register, finder: Finder::new(&register), policy, as_of, only: None, limit }
    }

    /// Only parties that stand, or stood, on a list.
    #[must_use]
    pub fn only(mut self, list: Option<String>) -> Self {
        self.only = list;
        self
    }

    /// The register.
    pub fn register(&self) -> &Register<'r> {
        &self.register
    }

    /// The thresholds.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The day asked for.
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Which register this is, for the manifest.
    pub fn register_id(&self) -> RegisterId {
        RegisterId { version: self.register.version().to_owned(), hash: self.register.hash() }
    }

    /// The sources of the register with their dates, for the manifest.
    pub fn editions(&self) -> Vec<Edition> {
        let edition = |source: crate::register::Source| Edition { source: source.id, date: source.date };
        self.register.sources().map(edition).collect()
    }

    /// Matches one party. The same answer for the same query, whatever came before it.
    pub fn matches<'q>(&self, query: &'q PartyQuery<'q>) -> MatchResult<'q> {
        let mut result = MatchResult::new(query);
        let names: Vec<Name> = query.names.iter().map(|text| Name::new(text)).collect();
        self.defects(query, &names, &mut result.defects);
        result.complete = !names.iter().all(Name::is_empty);
        let prepared: Vec<Prepared<'_>> = names.iter().map(Prepared::new).collect();
        let mut judged: Vec<Judged> = Vec::new();
        for (at, name) in prepared.iter().enumerate() {
            let found = self.finder.find(name, query.kind, WORTH_A_LOOK);
            if found.cut {
                result.complete = false;
                result.defects.push(Defect {
                    field: Cow::Borrowed("name"),
                    reason:
                        "the name is made of words that very many names have: not all of them were compared"
                            .to_owned(),
                });
            }
            judged.extend(found.hits.iter().filter_map(|hit| self.judge(query, at, hit)));
        }
        let kept = self.rank(judged);
        result.hits = kept.iter().map(|one| self.hit(&names, &prepared, one)).collect();
        result
    }

    fn defects(&self, query: &PartyQuery<'_>, names: &[Name], defects: &mut Vec<Defect>) {
        defects.extend(query.defects.iter().cloned());
        let mut told = |reason: &str| {
            defects.push(Defect { field: Cow::Borrowed("name"), reason: reason.to_owned() });
        };
        if names.iter().all(Name::is_empty) {
            told("there is no name to match");
        }
        if names.iter().any(Name::is_cut) {
            told("the name is too long: only its beginning was read");
        }
    }

    fn judge(&self, query: &PartyQuery<'_>, name: usize, hit: &AlikeName) -> Option<Judged> {
        let party = self.register.party(hit.party)?;
        if let Some(only) = &self.only
            && !party.designations().any(|one| one.list().is_some_and(|list| list.id() == only))
        {
            return None;
        }
        let kind = self.name_kind(hit);
        let qualifiers = qualifier::all(query, &party, kind, hit.kind);
        let score = hit.comparison.score() + qualifiers.iter().map(|one| one.weight).sum::<i32>();
        Some(Judged { score, name, hit: *hit, qualifiers })
    }

    fn name_kind(&self, hit: &AlikeName) -> NameKind {
        self.register.name(hit.name).map_or(NameKind::Weak, |name| name.kind())
    }

    /// The best of each party; what is far behind the best of all goes, since a name names one party.
    fn rank(&self, mut judged: Vec<Judged>) -> Vec<Judged> {
        judged.sort_by_key(|one| (-one.score, one.hit.party, one.hit.name, one.name));
        let mut seen = std::collections::BTreeSet::new();
        judged.retain(|one| seen.insert(one.hit.party));
        let best = judged.first().map_or(0, |one| one.score);
        let from = self.policy.match_from.max(best.saturating_sub(self.policy.match_rivals));
        judged.retain(|one| one.score >= from);
        judged.truncate(self.limit);
        judged
    }

    fn hit(&self, names: &[Name], prepared: &[Prepared<'_>], one: &Judged) -> Hit {
        let listed = self.register.name(one.hit.name).map_or("", |name| name.text());
        let (name, query) = (&names[one.name], &prepared[one.name]);
        let explanation = self.finder.explain(query, listed, &one.hit);
        let party = self.register.party(one.hit.party);
        let mut hit = Hit::new(party, one.hit.party, listed, self.name_kind(&one.hit));
        hit.score = one.score;
        hit.probability = probability(one.score);
        hit.disguised = name.is_disguised();
        hit.explained(&one.hit.comparison, explanation, &one.qualifiers);
        hit
    }
}

/// A party that a query may mean.
struct Judged {
    score: i32,
    /// Which of the query's names met.
    name: usize,
    hit: AlikeName,
    qualifiers: Vec<Qualifier>,
}

/// Names of the query beside one of a party, without a register: for a person who asks why.
pub fn compare(query: &str, listed: &str, kind: Kind) -> Option<(i32, crate::names::Explanation)> {
    let (query, listed) = (Name::new(query), Name::new(listed));
    let (query, listed) = (Prepared::new(&query), Prepared::new(&listed));
    let met = query.compare(&listed, kind)?;
    Some((met.score(), query.explain(&listed, &met, kind)))
}
