//! From the editions in use and the facts to one register.
//!
//! Facts are the reviewed part and lead: a company that facts know keeps their names, dates and reasons, and a list's edition is
//! added as one more source. What lists and facts say differently is reported, not resolved silently.

mod born;
mod designations;
mod lists;
mod parties;
mod registrations;
mod ties;

use std::collections::{BTreeMap, BTreeSet};

use nameplate::date::Date;
use nameplate::register::{BuildError, RegisterInput, SourceIn, build};
use nameplate::text::name::name_key;
use serde::{Deserialize, Serialize};

use crate::edition::Edition;
use crate::given::Interest;
use crate::merge::{Ledger, Member, Merged, Pair, Party, merge};
use crate::record::Record;
use crate::sources::Source;

/// An edition with its records.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its source.
    pub source: &'static Source,
    /// The edition.
    pub edition: &'a Edition,
    /// Its records, sorted by entry id.
    pub records: &'a [Record],
}

/// What a person should look at, and what a reader of the register should know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Records that may be one party, and were not merged.
    pub unsure: Vec<Pair>,
    /// Facts and a list give different dates: party, list, date in facts, date on the list.
    pub dates: Vec<[String; 4]>,
    /// Facts say that a party stands on a list, and the edition in use does not name it: party, list.
    pub not_on_edition: Vec<[String; 2]>,
    /// Names that a list gives to one party and facts to another: list's entry, name, party of facts.
    pub names: Vec<[String; 3]>,
    /// Entries that are kinds of products, and that facts do not map to a product class: list, text.
    pub classes: Vec<[String; 2]>,
}

/// A register with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its version.
    pub version: String,
    /// Whose record is whose.
    pub ledger: Ledger,
    /// Pairs that were merged, and why.
    pub merges: Vec<Pair>,
    /// What a person should look at.
    pub review: Review,
}

/// Compiles a register. The same parts, facts and ledger give the same bytes, in whatever order.
///
/// # Errors
/// Facts refer to something that does not exist.
pub fn compile(
    facts: &RegisterInput,
    facts_version: &str,
    parts: &[Part<'_>],
    ledger: &Ledger,
) -> Result<Compiled, BuildError> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.source.id);
    let all = Records::new(&parts);
    let members: Vec<Member<'_>> = all.members.iter().map(|(member, _)| *member).collect();
    let merged = merge(&members, facts, ledger);
    let mut work = Work::new(facts, &all, &merged);
    work.sources(&parts);
    lists::add(&mut work, &parts);
    parties::add(&mut work);
    designations::add(&mut work, &parts);
    ties::add(&mut work);
    registrations::add(&mut work, &parts);
    let version = version(facts_version, &parts);
    let bytes = build(&work.input, &version)?;
    let mut review = work.review;
    review.unsure.clone_from(&merged.review);
    Ok(Compiled { bytes, version, ledger: merged.ledger, merges: merged.merges, review })
}

/// The version of the facts, and the day of the newest edition that has one.
fn version(facts: &str, parts: &[Part<'_>]) -> String {
    if parts.is_empty() {
        return facts.to_owned();
    }
    let newest = parts.iter().filter_map(|part| part.edition.day.first_day()).max();
    newest.map_or_else(|| format!("{facts}+lists-undated"), |day| format!("{facts}+lists-{day}"))
}

/// Whom the lists and facts are about: what a source of millions of entries is asked for.
pub fn interest<'a>(facts: &RegisterInput, records: impl Iterator<Item = &'a Record>) -> Interest {
    let mut interest = Interest::default();
    let texts = facts.party.iter().flat_map(|party| {
        let names = party.names.iter().filter(|name| !name.common).map(|name| name.text.as_str());
        names.chain((!party.common).then_some(party.name.as_str()))
    });
    interest.names.extend(texts.map(name_key));
    for record in records.filter(|record| !record.list.is_empty()) {
        interest.names.extend(record.names.iter().map(|name| name_key(&name.text)));
        let plain = |value: &str| -> String {
            value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
        };
        interest.identifiers.extend(record.identifiers.iter().map(|id| plain(&id.value)));
    }
    interest.names.remove("");
    interest.identifiers.remove("");
    interest
}

/// All records that may be parties, with the number of their part.
struct Records<'a> {
    members: Vec<(Member<'a>, usize)>,
    by_id: BTreeMap<String, usize>,
}

impl<'a> Records<'a> {
    fn new(parts: &[Part<'a>]) -> Self {
        let mut members = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let day = part.edition.moment().map_or(Date::Unknown, Date::of);
            for record in part.records {
                members.push((Member { source: part.source.id, day, record }, at));
            }
        }
        let by_id = members.iter().enumerate().map(|(n, (member, _))| (member.id(), n)).collect();
        Records { members, by_id }
    }
}

/// A register's input on its way.
struct Work<'a> {
    input: RegisterInput,
    facts: &'a RegisterInput,
    all: &'a Records<'a>,
    merged: &'a Merged,
    /// Which party a record belongs to, by the number of the record.
    party_of: BTreeMap<usize, usize>,
    /// Parties that the register holds, by their number.
    kept: BTreeSet<usize>,
    /// The parts as sources of the register, in their order.
    editions: Vec<SourceIn>,
    review: Review,
}

impl<'a> Work<'a> {
    fn new(facts: &'a RegisterInput, all: &'a Records<'a>, merged: &'a Merged) -> Self {
        let party_of: BTreeMap<usize, usize> = merged
            .parties
            .iter()
            .enumerate()
            .flat_map(|(at, party)| party.members.iter().map(move |member| (*member, at)))
            .collect();
        let mut work = Work {
            input: facts.clone(),
            facts,
            all,
            merged,
            party_of,
            kept: BTreeSet::new(),
            editions: Vec::new(),
            review: Review::default(),
        };
        work.kept = ties::reached(&work);
        work
    }

    /// Sources of a register are dated and bear the digest of their edition, so that a finding says what it rests on.
    fn sources(&mut self, parts: &[Part<'_>]) {
        for part in parts {
            let (source, edition) = (part.source, part.edition);
            let digest = edition.sha256.get(..16).unwrap_or(&edition.sha256);
            self.editions.push(SourceIn {
                id: edition.source_id(),
                title: format!("{}, edition {} (sha256 {digest})", source.name, edition.id),
                url: source.page.to_owned(),
                date: edition.day,
                tier: source.tier,
                note: String::new(),
            });
        }
        self.input.source.extend(self.editions.iter().cloned());
    }

    /// Parties that the register holds.
    fn parties(&self) -> impl Iterator<Item = (usize, &'a Party)> + use<'a> {
        let kept = self.kept.clone();
        self.merged.parties.iter().enumerate().filter(move |(at, _)| kept.contains(at))
    }

    /// Records of a party with the id of their source, by record id.
    fn records(&self, party: &Party) -> Vec<(&'a Record, String)> {
        let mut members: Vec<(String, usize)> =
            party.members.iter().filter_map(|n| Some((self.all.members.get(*n)?.0.id(), *n))).collect();
        members.sort();
        let record = |n: usize| {
            let (member, part) = self.all.members.get(n)?;
            Some((member.record, self.editions.get(*part)?.id.clone()))
        };
        members.into_iter().filter_map(|(_, n)| record(n)).collect()
    }

    /// Ids of the records of a party, `source:entry`.
    fn record_ids(&self, party: &Party) -> BTreeSet<String> {
        party.members.iter().filter_map(|n| Some(self.all.members.get(*n)?.0.id())).collect()
    }

    /// The day of the first edition that we saw a record in.
    fn first_seen(&self, record: usize) -> Date {
        let id = self.all.members.get(record).map(|(member, _)| member.id()).unwrap_or_default();
        self.merged.ledger.records.get(&id).map(|known| known.first_seen).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
