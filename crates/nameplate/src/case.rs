//! What is said about a listing and is not particular to it: the same few hundred explanations serve millions of rows, so each is
//! worked out, written and reviewed once.
//!
//! A case has two names. Its [id](CaseId) is a digest of what it says, without any fact of the run: not the version of the
//! register, the day asked for or the policy, so that the same case has the same id in every run, partition and process. Its
//! [key](CaseKey) is who is reached, on what ground, over which relations, with what kind of goods: it stays when only words
//! change, and decisions hold on to it.
//!
//! What rules were told of the goods, and the day, enter a case by what follows from them and not by their values: two days
//! between which nothing changed, and two ages that no rule tells apart, give one case.

pub mod status;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::connection::Hop;
use crate::consequence::Consequence;
use crate::date::Date;
use crate::id::{CaseId, CaseKey, HouseId, ListId, PartyId, TargetId};
use crate::register::{Claim, DesignationView, Response, Source, canonical, cited, hex};
use crate::word::{Ground, ListKind, Purpose, TargetKind, Verdict};

/// Everything that is said of a finding and is not particular to one listing. Never changed once it is made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Case {
    /// What it is, by what it says: 32 hexadecimal digits.
    pub id: CaseId,
    /// What it is about, whatever the words.
    pub key: CaseKey,
    /// Who or what is designated.
    pub target: Target,
    /// How the listing reaches it.
    pub ground: Ground,
    /// What the evidence, the path and the lists carry together.
    pub verdict: Verdict,
    /// The kind of goods, as closely as a relation or rule asks for it; `other` where it is known and none of those asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// What would settle a review.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settle: Vec<String>,
    /// From the maker, brand or seller to the target, step by step. Empty where they are the same.
    pub path: Vec<Hop>,
    /// Other paths from the same party to the target, strongest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_paths: Vec<Vec<Hop>>,
    /// On which lists the target stands on that date.
    pub designations: Vec<Designation>,
    /// What follows, for whom.
    pub consequences: Vec<Consequence>,
    /// What had been said about the parties on the path by the day asked for. Never a verdict by itself.
    pub claims: Vec<Claim>,
    /// What they had answered; where none of them did, what their group or a bearer of the name says.
    pub responses: Vec<Response>,
    /// Other companies that bear a name of the target and stand on no list themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub namesakes: Vec<Named>,
    /// The company whose product it is, where it is another one than the target and stands on no list itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlisted: Option<Named>,
    /// The case told to a buyer in the language of the run, with `connected`. Made from the rest of the case alone, and no part of
    /// what [`Case::id`] is a digest of: in another language it is the same case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<Warning>,
}

impl Case {
    /// Gives a case its id: the digest of all that it says. The id and the warning that it came with do not count.
    #[must_use]
    pub fn named(mut self) -> Self {
        self.id = CaseId::default();
        self.warning = None;
        self.id = digest(&self).into();
        self
    }

    /// The sources that it cites, each once, in the order of their ids.
    pub fn sources(&self) -> Vec<&Source> {
        let hops = self.path.iter().chain(self.other_paths.iter().flatten()).flat_map(|hop| &hop.sources);
        let lists = self.designations.iter().flat_map(|one| &one.sources);
        let said = self.claims.iter().flat_map(|one| &one.sources);
        let answered = self.responses.iter().flat_map(|one| &one.sources);
        let all: BTreeMap<&str, &Source> = hops
            .chain(lists)
            .chain(said)
            .chain(answered)
            .map(|source| (source.id.as_str(), source))
            .collect();
        all.into_values().collect()
    }

    /// The date of the newest of its sources, where any has one.
    pub fn newest_source(&self) -> Option<Date> {
        self.sources()
            .into_iter()
            .map(|source| source.date)
            .max_by_key(|date| date.last_day())
            .filter(|date| date.last_day().is_some())
    }
}

/// What a house adds to a case by rules of its own. Kept apart, so that a case can be shown outside the house.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct House {
    /// What it is, by what it says: 32 hexadecimal digits.
    pub id: HouseId,
    /// Its place on the list of the house.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub designations: Vec<Designation>,
    /// What follows by the rules of the house.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<Consequence>,
}

impl House {
    /// A block of a house, if it says anything.
    pub fn named(designations: Vec<Designation>, consequences: Vec<Consequence>) -> Option<Self> {
        if designations.is_empty() && consequences.is_empty() {
            return None;
        }
        let mut house = House { id: HouseId::default(), designations, consequences };
        house.id = digest(&house).into();
        Some(house)
    }
}

/// The first half of the SHA-256 of what a value says: the JSON of the contract, whose fields have an order.
fn digest(of: &impl Serialize) -> String {
    let mut digest = hex(&Sha256::digest(canonical(of)));
    digest.truncate(32);
    digest
}

/// First what holds where most of the lists are, then the rest, each in the order of seriousness: whoever is there is not told
/// of another country's certificates first.
pub fn home_first(mut all: Vec<&Consequence>) -> Vec<&Consequence> {
    let mut lists: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in &all {
        lists.entry(&one.jurisdiction).or_default().insert(&one.list);
    }
    all.sort_by_key(|one| Reverse(lists.get(one.jurisdiction.as_str()).map_or(0, BTreeSet::len)));
    all
}

/// What a buyer is told of a finding: plain text, no markup. Made from the register alone; the listing's own words are not
/// in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Language of both texts.
    pub language: String,
    /// One line, for a product page.
    pub short: String,
    /// Paragraphs with an empty line between: who, which lists, what is said, what it means, what is answered, sources.
    pub long: String,
    /// Reason codes to filter on, sorted: `ground.subsidiary`, `list.fcc-covered`, `severity.retailer.block`. The same in
    /// every language.
    pub codes: Vec<String>,
    /// Anchor of the evidence, for the part of an address after the number sign: `finding-hikvision`.
    pub evidence: String,
}

/// A company, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Party id.
    pub id: PartyId,
    /// Its name.
    pub name: String,
}

/// What stands behind the name of a kind of product that is on lists only where it was produced abroad, as the entries say it.
pub(crate) const PRODUCED_ABROAD: &str = " produced in a foreign country";

/// A designated party or product class.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Target {
    /// `party` or `class`.
    pub kind: TargetKind,
    /// Id in the register.
    pub id: TargetId,
    /// Name.
    pub name: String,
    /// Name in its own script, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_name: Option<String>,
}

/// A place on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Designation {
    /// List id.
    pub list: ListId,
    /// Its name.
    pub list_name: String,
    /// Whether it is a list, or a measure that keeps none.
    pub kind: ListKind,
    /// The entry as printed.
    pub entry: String,
    /// `foreign` where the entry speaks of goods produced in a foreign country.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub produced: &'static str,
    /// The purposes that the entry is limited to; absent where it covers goods whatever they are used for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Purpose>,
    /// From when.
    pub since: Date,
    /// Where the source gives no date: the day of the first edition that the entry was seen in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Date>,
    /// Until when.
    pub until: Date,
    /// The reason that the authority states; empty where it publishes none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Federal Register or statute.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub citation: String,
    /// Whether it certainly stood on the list on the day asked for.
    pub in_force: Verdict,
    /// Who says so (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

impl Designation {
    /// A place on a list, with how sure it is that it was in force.
    pub fn of(view: &DesignationView<'_>, in_force: Verdict) -> Option<Self> {
        let list = view.list()?;
        let interval = view.interval();
        Some(Designation {
            list: list.id().into(),
            list_name: list.name().to_owned(),
            kind: list.kind(),
            entry: view.entry().to_owned(),
            produced: if view.foreign_only() { "foreign" } else { "" },
            purposes: view.purposes().collect(),
            since: interval.from,
            first_seen: Some(interval.first_confirmed).filter(|date| *date != Date::Unknown),
            until: interval.to,
            reason: view.reason().to_owned(),
            citation: view.citation().to_owned(),
            in_force,
            sources: view.sources(),
        })
    }
}
