//! The last step inside the engine: what is said about one listing. These types are the versioned contract
//! ([`SCHEMA_VERSION`]): JSON is derived from them, and the Arrow columns of `scan` carry the same fields.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::date::{Date, Day};
use crate::id::{ListId, PartyId, TargetId};
use crate::listing::Defect;
use crate::register::DesignationView;

pub use crate::connection::Hop;
pub use crate::consequence::Consequence;
pub use crate::product::{Known, ProductFacts};
pub use crate::register::{Claim, Extent, Response, Share, Source};
pub use crate::word::{
    Act, ClaimStatus, ClaimSubject, Direction, Ground, Judgement, ListKind, NotTheMaker, Purpose, Reader,
    RelationKind, Role, Severity, Standing, State, TargetKind, Tier, Verdict,
};

/// Version of the contract. Raised when a field changes its meaning or goes; new fields may come without.
pub const SCHEMA_VERSION: u32 = 1;

/// One listing, judged. The only thing that leaves the engine.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListingResult<'l> {
    /// Which listing this is about.
    pub listing: Echo<'l>,
    /// What kind of product it is, where it was made and so on, as far as known.
    pub product: ProductFacts,
    /// The strongest verdict of its findings.
    pub verdict: Verdict,
    /// Why it could not be judged (with `not_checked`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maker: Option<PartyVerdict>,
    /// Whose brand it bears.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_owner: Option<PartyVerdict>,
    /// Who sells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<PartyVerdict>,
    /// Whether the listing carried any identifying signal at all. Without one, silence is not innocence.
    pub identified: bool,
    /// What could not be used as it stood.
    pub defects: Vec<Defect>,
    /// One finding per designated target, the most serious first.
    pub findings: Vec<Finding>,
    /// The day that this listing was judged for, where it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// Where makers that lead to a list are named and the product was judged not to be theirs: a few examples.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// All such mentions, counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentioned: Vec<Mentioned>,
}

/// A place of a listing that names a maker whose product it is not, and why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The maker (id).
    pub party: PartyId,
    /// The field it stands in.
    pub field: &'static str,
    /// First byte in the UTF-8 text of the field.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The words of the listing.
    pub text: String,
    /// Why it does not say that the product is the maker's.
    pub reason: NotTheMaker,
    /// The words that say so, where it is words of the listing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cue: String,
}

/// How often a listing mentions a maker in a field, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mentioned {
    /// The maker (id).
    pub party: PartyId,
    /// Why the product is not its own.
    pub reason: NotTheMaker,
    /// The field.
    pub field: &'static str,
    /// How often.
    pub count: u32,
}

/// What is repeated of the listing, as the catalog has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Echo<'l> {
    /// The catalog's own id.
    pub id: &'l str,
    /// The file it stands in.
    pub file: &'l str,
    /// 0-based row of that file.
    pub row: u64,
    /// Title as given.
    pub title: &'l str,
    /// Brand as given.
    pub brand: &'l str,
    /// Manufacturer as given.
    pub manufacturer: &'l str,
    /// Seller as given.
    pub seller: &'l str,
    /// Model as given.
    pub model: &'l str,
    /// GTIN as given.
    pub gtin: &'l str,
    /// Address of the offer.
    pub url: &'l str,
}

/// Who a listing leads to in one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyVerdict {
    /// Party id in the register.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// Its name in its own script, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_name: Option<String>,
    /// Same or unsure.
    pub judgement: Judgement,
    /// Sum of the evidence, in milli-nats (thousandths of a natural log-odds unit). Orders; is no probability.
    pub score: i32,
}

/// One designated target that a listing reaches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Who or what is designated.
    pub target: Target,
    /// How the listing reaches it.
    pub ground: Ground,
    /// Connected or review.
    pub verdict: Verdict,
    /// Sum of the evidence in milli-nats; orders alerts.
    pub score: i32,
    /// What would settle a review.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settle: Vec<String>,
    /// What in the listing says so, for and against.
    pub signals: Vec<Evidence>,
    /// From the maker, brand or seller to the target, step by step. Empty where they are the same.
    pub path: Arc<[Hop]>,
    /// Other paths to the same target, strongest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_paths: Vec<Arc<[Hop]>>,
    /// On which lists the target stands on that date.
    pub designations: Arc<[Designation]>,
    /// What follows, for whom.
    pub consequences: Arc<[Consequence]>,
    /// What is said about the parties on the path. Never a verdict by itself.
    pub claims: Arc<[Claim]>,
    /// What they answer; where none of them does, what their group or a bearer of the name says.
    pub responses: Arc<[Response]>,
    /// Other companies that bear a name of the target and stand on no list themselves.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub namesakes: Arc<[Named]>,
    /// The company whose product it is, where it is another one than the target and stands on no list itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlisted: Option<Named>,
    /// What a buyer is told, with `connected` and where a language was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<Arc<Warning>>,
}

impl Finding {
    /// What follows for a reader, in the order of [`home_first`].
    pub fn consequences_for(&self, reader: Reader) -> Vec<&Consequence> {
        home_first(&self.consequences).into_iter().filter(|one| one.reader == reader).collect()
    }
}

/// First what holds where most of the lists are, then the rest, each in the order of seriousness: whoever is there is not told
/// of another country's certificates first.
pub fn home_first(consequences: &[Consequence]) -> Vec<&Consequence> {
    let mut lists: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in consequences {
        lists.entry(&one.jurisdiction).or_default().insert(&one.list);
    }
    let mut all: Vec<&Consequence> = consequences.iter().collect();
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

/// One piece of evidence: a signal of the listing, weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Kind of signal (id in `SIGNALS`).
    pub kind: &'static str,
    /// The field it stands in.
    pub field: &'static str,
    /// First byte in the UTF-8 text of the field.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The words of the listing.
    pub text: String,
    /// What the mention says about the party's part.
    pub role: Role,
    /// The party it may mean (id).
    pub party: PartyId,
    /// Milli-nats; negative when against.
    pub weight: i32,
    /// For or against.
    pub for_or_against: Direction,
    /// Why it weighs what it weighs.
    pub reason: String,
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
    /// Who says so.
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
