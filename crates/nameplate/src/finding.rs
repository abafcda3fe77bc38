//! The last step inside the engine: what is said about one listing. These types are the versioned contract
//! ([`SCHEMA_VERSION`]): JSON is derived from them, and the Arrow columns of `scan` carry the same fields.

use std::sync::Arc;

use serde::Serialize;

use crate::date::Day;
use crate::id::PartyId;
use crate::listing::Defect;

pub use crate::case::{Case, Designation, House, Named, Target, Warning, home_first};
pub use crate::connection::Hop;
pub use crate::consequence::Consequence;
pub use crate::product::{Known, ProductFacts};
pub use crate::register::{Claim, Extent, Response, Share, Source};
pub use crate::word::{
    Act, ClaimStatus, ClaimSubject, Direction, Ground, Judgement, ListKind, NotTheMaker, Purpose, Reader,
    RelationKind, Role, Severity, Standing, State, TargetKind, Tier, Verdict,
};

/// Version of the contract. Raised when a field changes its meaning or goes; new fields may come without.
pub const SCHEMA_VERSION: u32 = 2;

/// One listing, judged. The only thing that leaves the engine; written as a [row](crate::contract::Row) that cites its cases, or
/// [with them](crate::contract::Expanded).
#[derive(Clone, Debug, PartialEq)]
pub struct ListingResult<'l> {
    /// Which listing this is about.
    pub listing: Echo<'l>,
    /// What kind of product it is, where it was made and so on, as far as known.
    pub product: ProductFacts,
    /// The strongest verdict of its findings.
    pub verdict: Verdict,
    /// Why it could not be judged (with `not_checked`).
    pub why: Option<String>,
    /// Who made it.
    pub maker: Option<PartyVerdict>,
    /// Whose brand it bears.
    pub brand_owner: Option<PartyVerdict>,
    /// Who sells it.
    pub seller: Option<PartyVerdict>,
    /// Whether the listing carried any identifying signal at all. Without one, silence is not innocence.
    pub identified: bool,
    /// What could not be used as it stood.
    pub defects: Vec<Defect>,
    /// What in the listing speaks for and against its findings, each piece once.
    pub signals: Vec<Evidence>,
    /// One finding per designated target, the most serious first.
    pub findings: Vec<Finding>,
    /// The day that this listing was judged for, where it has one of its own.
    pub as_of: Option<Day>,
    /// Where makers that lead to a list are named and the product was judged not to be theirs: a few examples.
    pub mentions: Vec<Mention>,
    /// All such mentions, counted.
    pub mentioned: Vec<Mentioned>,
}

impl ListingResult<'_> {
    /// What in the listing says so, for and against.
    pub fn evidence<'r>(&'r self, finding: &'r Finding) -> impl Iterator<Item = &'r Evidence> + use<'r> {
        let signals = &self.signals;
        finding.signals.iter().filter_map(move |&place| signals.get(place as usize))
    }
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

/// One designated target that a listing reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// All that is said and is not particular to this listing.
    pub case: Arc<Case>,
    /// What the house adds by rules of its own.
    pub house: Option<Arc<House>>,
    /// Connected or review: of the case, or more where the house asks for less.
    pub verdict: Verdict,
    /// Sum of the evidence in milli-nats; orders alerts.
    pub score: i32,
    /// What in the listing says so, for and against: places in [`ListingResult::signals`].
    pub signals: Vec<u32>,
}

impl Finding {
    /// On which lists the target stands, the list of the house last.
    pub fn designations(&self) -> impl Iterator<Item = &Designation> {
        self.case.designations.iter().chain(self.house.iter().flat_map(|house| &house.designations))
    }

    /// What follows, for whom, the most serious first.
    pub fn consequences(&self) -> Vec<&Consequence> {
        let mut all: Vec<&Consequence> = self.case.consequences.iter().collect();
        if let Some(house) = &self.house {
            all.extend(&house.consequences);
            all.sort_by_cached_key(|one| crate::consequence::rank(one));
        }
        all
    }

    /// What follows for a reader, in the order of [`home_first`].
    pub fn consequences_for(&self, reader: Reader) -> Vec<&Consequence> {
        home_first(self.consequences()).into_iter().filter(|one| one.reader == reader).collect()
    }
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
    /// Why it weighs what it weighs: the id of the weight; the manifest has the sentences.
    pub reason: &'static str,
    /// The same in words.
    #[serde(skip)]
    pub sentence: &'static str,
}

impl Evidence {
    /// Whether it speaks for the party or against it.
    pub fn direction(&self) -> Direction {
        if self.weight < 0 { Direction::Against } else { Direction::For }
    }
}

/// What is repeated of the listing, as the catalog has it.
#[derive(Clone, Debug, PartialEq, Eq)]
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
