//! Names of parties beside the register: whom a supplier, seller or manufacturer may be, with what speaks for and against
//! each. A name alone, or with country, address, numbers and dates where they are known.
//!
//! This is candidates and names put together, usable by itself: `nameplate match` is a thin shell around [`Matcher`].

mod hit;
mod query;
mod qualifier;
mod probability;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

pub use hit::{FoundBy, Hit, MatchResult, MatchedParty, QueryEcho, Says};
pub use probability::probability;
use qualifier::Borne;
pub use qualifier::Qualifier;
pub use query::{PartyField, PartyQuery};

use crate::date::Day;
use crate::listing::Defect;
use crate::lookup::typed::{Bearers, Match, bearers, by_name};
use crate::lookup::{AlikeName, Finder, Identifiers, group_names};
use crate::names::{Kind, Name, Prepared, Term};
use crate::policy::Policy;
use crate::register::{Edition, NameKind, PartyKind, PartyNo, Register, RegisterId};

/// What a name must reach for its party to be looked at further: qualifiers can add what is missing.
const WORTH_A_LOOK: i32 = 2_000;

/// What speaks against a party beside its name, from which on the same name is no reason to tell it.
const AGAINST: i32 = -1_000;

/// A register, a policy and a day, ready to match names. Shared by all threads.
pub struct Matcher<'r> {
    register: Register<'r>,
    finder: Finder<'r>,
    policy: Policy,
    as_of: Day,
    /// Only parties that stand on this list.
    only: Option<String>,
    /// Only parties that this lets through.
    among: Option<Among>,
    /// At most so many hits.
    limit: usize,
    /// Read when the first number is asked for.
    identifiers: Arc<OnceLock<Identifiers>>,
}

/// Whether a party is one of those that are asked for.
pub type Among = Arc<dyn Fn(PartyNo) -> bool + Send + Sync>;

impl<'r> Matcher<'r> {
    /// Gets ready. Cheap: everything is in the register.
    pub fn new(register: Register<'r>, policy: Policy, as_of: Day) -> Self {
        let limit = policy.match_limit;
        Matcher {
            register,
            finder: Finder::new(&register),
            policy,
            as_of,
            only: None,
            among: None,
            limit,
            identifiers: Arc::default(),
        }
    }

    /// The same register under another policy, and only parties that are asked for. What was read of numbers is shared, so this is
    /// cheap enough for each question of a service. What is not asked for is no rival either.
    #[must_use]
    pub fn narrowed(&self, policy: Policy, among: Option<Among>) -> Self {
        let limit = policy.match_limit;
        let identifiers = Arc::clone(&self.identifiers);
        Matcher { policy, limit, among, identifiers, only: self.only.clone(), ..*self }
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
        result.complete = !names.iter().all(Name::is_empty) || has_number(query);
        let prepared: Vec<Prepared<'_>> = names.iter().map(Prepared::new).collect();
        let mut judged: Vec<Judged> = Vec::new();
        for (at, name) in prepared.iter().enumerate() {
            let found = self.finder.find(name, query.kind, WORTH_A_LOOK);
            if found.cut {
                result.complete = false;
                let reason =
                    "the name is made of words that very many names have: not all of them were compared";
                result.defects.push(of_name(reason.to_owned()));
            }
            judged.extend(found.hits.iter().filter_map(|hit| self.judge(query, at, hit)));
        }
        let bearers: Vec<Bearers> = names.iter().map(|name| bearers(&self.register, name.text())).collect();
        let against = judged.iter().filter(|one| one.is_spoken_against()).map(|one| one.hit.party).collect();
        let kept = self.rank(judged, &bearers);
        result.hits = kept.iter().map(|one| self.hit(&names, &prepared, one)).collect();
        if query.kind != Some(Kind::Person) && !kept.iter().any(Judged::is_the_very_name) {
            let unknown = names.iter().zip(&bearers).filter(|(_, bearers)| bearers.all.is_empty());
            unknown.for_each(|(name, _)| self.add_groups(name, &mut result.hits));
        }
        query.identifiers.iter().for_each(|number| self.add_numbered(query, number, &mut result.hits));
        result.hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        result.hits.truncate(self.limit);
        let unsaid = self.unsaid(query, &bearers, &against, &result.hits);
        if !unsaid.is_empty() {
            result.complete = false;
            result.defects.push(self.ordinary(&unsaid));
        }
        result
    }

    /// Groups whose name it bears, in place of the same parties as names that are merely alike.
    fn add_groups(&self, name: &Name, hits: &mut Vec<Hit>) {
        for found in group_names(&self.register, name) {
            let hit = Hit::of_group(self.register.party(found.party), &found);
            let known = |one: &Hit| one.party.id == hit.party.id && one.found_by == FoundBy::GroupName;
            if hit.score >= self.policy.match_from && self.may_be_told(found.party) && !hits.iter().any(known)
            {
                hits.retain(|one| one.party.id != hit.party.id);
                hits.push(hit);
            }
        }
    }

    /// Parties with a number that was given, and no name that is alike.
    fn add_numbered(&self, query: &PartyQuery<'_>, number: &str, hits: &mut Vec<Hit>) {
        for no in self.identifiers.get_or_init(|| Identifiers::new(&self.register)).parties(number) {
            let Some(party) = self.register.party(no) else { continue };
            if self.may_be_told(no) && !hits.iter().any(|hit| hit.party.id == party.id()) {
                let kind = query.kind.unwrap_or_default();
                let own = Borne { kind: NameKind::Primary, is_ordinary: false };
                let beside = qualifier::all(query, &party, &own, kind);
                hits.push(Hit::of_number(Some(party), no, &beside));
            }
        }
    }

    /// Who bears the very name and is no hit, though nothing speaks against it: the name says too little. Nobody may take it for
    /// unknown, so they are told.
    fn unsaid(
        &self,
        query: &PartyQuery<'_>,
        bearers: &[Bearers],
        against: &BTreeSet<PartyNo>,
        hits: &[Hit],
    ) -> BTreeSet<PartyNo> {
        let is_meant = |no: &PartyNo| {
            let Some(party) = self.register.party(*no) else { return false };
            let person = party.kind() == PartyKind::Person;
            query.kind.is_none_or(|kind| (kind == Kind::Person) == person)
                && self.may_be_told(*no)
                && !against.contains(no)
                && !hits.iter().any(|hit| hit.party.id == party.id())
        };
        bearers.iter().flat_map(|one| &one.all).copied().filter(is_meant).collect()
    }

    fn ordinary(&self, unsaid: &BTreeSet<PartyNo>) -> Defect {
        let told = unsaid.iter().take(self.limit).filter_map(|no| self.register.party(*no));
        let ids: Vec<&str> = told.map(|party| party.id()).collect();
        let more = match unsaid.len().saturating_sub(ids.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        of_name(format!(
            "{}{more} may be called so too, but it is an ordinary word or a name of many: it cannot tell who is meant",
            ids.join(", ")
        ))
    }

    /// Whether a party is one of those that are asked for.
    fn may_be_told(&self, no: PartyNo) -> bool {
        if self.among.as_ref().is_some_and(|among| !among(no)) {
            return false;
        }
        let Some(only) = &self.only else { return true };
        self.register.party(no).is_some_and(|party| {
            party.designations().any(|one| one.list().is_some_and(|list| list.id() == only))
        })
    }

    fn defects(&self, query: &PartyQuery<'_>, names: &[Name], defects: &mut Vec<Defect>) {
        defects.extend(query.defects.iter().cloned());
        if names.iter().all(Name::is_empty) && !has_number(query) {
            defects.push(of_name("there is no name to match".to_owned()));
        }
        if names.iter().any(Name::is_cut) {
            defects.push(of_name("the name is too long: only its beginning was read".to_owned()));
        }
    }

    fn judge(&self, query: &PartyQuery<'_>, name: usize, hit: &AlikeName) -> Option<Judged> {
        let party = self.register.party(hit.party)?;
        if !self.may_be_told(hit.party) {
            return None;
        }
        let is_ordinary = self.register.name(hit.name).is_some_and(|name| name.is_common());
        let borne = Borne { kind: self.name_kind(hit), is_ordinary };
        let qualifiers = qualifier::all(query, &party, &borne, hit.kind);
        let score = hit.comparison.score() + qualifiers.iter().map(|one| one.weight).sum::<i32>();
        Some(Judged { score, name, hit: *hit, qualifiers })
    }

    fn name_kind(&self, hit: &AlikeName) -> NameKind {
        self.register.name(hit.name).map_or(NameKind::Weak, |name| name.kind())
    }

    /// The best of each party; what is far behind the best of all goes, since a name names one party.
    /// Who bears the very name is kept, whatever else is known.
    fn rank(&self, mut judged: Vec<Judged>, bearers: &[Bearers]) -> Vec<Judged> {
        judged.sort_by_key(|one| (-one.score, one.hit.party, one.hit.name, one.name));
        let mut seen = BTreeSet::new();
        judged.retain(|one| seen.insert(one.hit.party));
        let best = judged.first().map_or(0, |one| one.score);
        let from = self.policy.match_from.max(best.saturating_sub(self.policy.match_rivals));
        let bears =
            |one: &Judged| bearers[one.name].plain.contains(&one.hit.party) && !one.is_spoken_against();
        judged.retain(|one| one.score >= from || bears(one));
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

impl Judged {
    /// Nothing is left over, and nothing is merely alike.
    fn is_the_very_name(&self) -> bool {
        let comparison = &self.hit.comparison;
        comparison.part(Term::Whole) > 0 && comparison.part(Term::Unlike) == 0
    }

    /// What is known beside the name makes it another party.
    fn is_spoken_against(&self) -> bool {
        let beside = self.qualifiers.iter().filter(|one| one.what != qualifier::NAME);
        beside.map(|one| one.weight).sum::<i32>() <= AGAINST
    }
}

/// Something that could not be used of the name.
fn of_name(reason: String) -> Defect {
    Defect { field: Cow::Borrowed("name"), reason }
}

/// Whether a party can be found by a number of the query.
fn has_number(query: &PartyQuery<'_>) -> bool {
    query.identifiers.iter().any(|number| Identifiers::can_find(number))
}

/// Names of the query beside one of a party, without a register: for a person who asks why.
pub fn compare(query: &str, listed: &str, kind: Kind) -> Option<(i32, crate::names::Explanation)> {
    let (query, listed) = (Name::new(query), Name::new(listed));
    let (query, listed) = (Prepared::new(&query), Prepared::new(&listed));
    let met = query.compare(&listed, kind)?;
    Some((met.score(), query.explain(&listed, &met, kind)))
}

/// So many parties are named whose longer name has the words.
const MOST_TOLD: usize = 5;

/// Says of a name that nobody is like, where parties have its words in a longer name, so that nobody is told that they are unknown: whether
/// one is meant cannot be told.
pub fn tell_longer_names(matcher: &Matcher<'_>, query: &PartyQuery<'_>, result: &mut MatchResult<'_>) {
    if !result.hits.is_empty() || !result.complete {
        return;
    }
    for name in &query.names {
        let Match::Parts(all) = by_name(matcher.register(), name) else { continue };
        let ids = all.iter().take(MOST_TOLD).filter_map(|no| matcher.register().party(*no));
        let ids: Vec<&str> = ids.map(|party| party.id()).collect();
        let more = match all.len().saturating_sub(MOST_TOLD) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let reason = format!(
            "no name is like “{name}”, but {}{more} have its words in a longer name: whether one is meant cannot be told (`nameplate who {name}`)",
            ids.join(", ")
        );
        result.defects.push(Defect { field: "name".into(), reason });
        result.complete = false;
    }
}
