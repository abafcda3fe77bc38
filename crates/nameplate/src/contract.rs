//! What leaves the program, in the forms in which it is written: rows that cite their cases, cases, blocks of a house and sources, each
//! once; or everything of one listing together.

use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

use crate::case::{Case, House};
use crate::date::Day;
use crate::finding::{
    Evidence, Finding, ListingResult, Mention, Mentioned, PartyVerdict, ProductFacts, SCHEMA_VERSION,
};
use crate::id::{CaseId, HouseId};
use crate::listing::Defect;
use crate::register::Source;
use crate::word::{Ground, Verdict};

/// One record of a stream in which everything stands once: sources before the cases that cite them, cases before the results that do.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Record<'a> {
    /// A document that says something.
    Source(&'a Source),
    /// What is said, and is not particular to one listing.
    Case(&'a Case),
    /// What a house adds to cases.
    House(&'a House),
    /// One listing.
    Result(Row<'a>),
}

/// A result as a row of a table: what is particular to the listing, with its cases by their ids. A listing without findings is not
/// repeated.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a>(pub &'a ListingResult<'a>);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let result = self.0;
        let echo = (!result.findings.is_empty()).then(|| Repeated::of(result));
        View::of(result, echo, result.findings.iter().map(cites).collect()).serialize(to)
    }
}

/// A result with its cases and their sources, for those who look at one listing.
#[derive(Clone, Copy, Debug)]
pub struct Expanded<'a>(pub &'a ListingResult<'a>);

impl Serialize for Expanded<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let result = self.0;
        let findings = result.findings.iter().map(holds).collect();
        let said = View::of(result, Some(Repeated::of(result)), findings);
        let reasons = result.signals.iter().map(|signal| (signal.reason, signal.sentence)).collect();
        Whole { schema_version: SCHEMA_VERSION, said, sources: sources(result), reasons }.serialize(to)
    }
}

impl Serialize for ListingResult<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Expanded(self).serialize(to)
    }
}

/// The sources of all cases of a result, each once, in the order of their ids.
pub fn sources<'a>(result: &'a ListingResult<'_>) -> Vec<&'a Source> {
    let all = result.findings.iter().flat_map(|finding| finding.case.sources());
    let all: BTreeMap<&str, &Source> = all.map(|source| (source.id.as_str(), source)).collect();
    all.into_values().collect()
}

/// A result of which everything is at hand.
#[derive(Serialize)]
struct Whole<'a> {
    schema_version: u32,
    #[serde(flatten)]
    said: View<'a, Holds<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a Source>,
    /// The reasons of its signals, in words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    reasons: BTreeMap<&'static str, &'static str>,
}

/// The fields of a result, whatever its findings hold.
#[derive(Serialize)]
struct View<'a, F> {
    id: &'a str,
    file: &'a str,
    row: u64,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: &'a Option<String>,
    identified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<Repeated<'a>>,
    #[serde(skip_serializing_if = "is_unknown")]
    product: &'a ProductFacts,
    #[serde(skip_serializing_if = "Option::is_none")]
    maker: &'a Option<PartyVerdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand_owner: &'a Option<PartyVerdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seller: &'a Option<PartyVerdict>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    signals: &'a [Evidence],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<F>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    defects: &'a [Defect],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    mentions: &'a [Mention],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    mentioned: &'a [Mentioned],
}

impl<'a, F> View<'a, F> {
    fn of(result: &'a ListingResult<'_>, listing: Option<Repeated<'a>>, findings: Vec<F>) -> Self {
        View {
            id: result.listing.id,
            file: result.listing.file,
            row: result.listing.row,
            verdict: result.verdict,
            why: &result.why,
            identified: result.identified,
            as_of: result.as_of,
            listing,
            product: &result.product,
            maker: &result.maker,
            brand_owner: &result.brand_owner,
            seller: &result.seller,
            signals: &result.signals,
            findings,
            defects: &result.defects,
            mentions: &result.mentions,
            mentioned: &result.mentioned,
        }
    }
}

fn is_unknown(product: &&ProductFacts) -> bool {
    **product == ProductFacts::default()
}

/// What is repeated of a listing, as the catalog has it; what it has not is left out.
#[derive(Serialize)]
struct Repeated<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    brand: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    manufacturer: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    seller: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    model: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    gtin: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
}

impl<'a> Repeated<'a> {
    fn of(result: &'a ListingResult<'_>) -> Self {
        let echo = &result.listing;
        Repeated {
            title: echo.title,
            brand: echo.brand,
            manufacturer: echo.manufacturer,
            seller: echo.seller,
            model: echo.model,
            gtin: echo.gtin,
            url: echo.url,
        }
    }
}

/// A finding, with its case and what a house adds to it: their ids, or themselves.
#[derive(Serialize)]
struct Reaches<'a, C, H> {
    case: C,
    #[serde(skip_serializing_if = "Option::is_none")]
    house: Option<H>,
    ground: Ground,
    verdict: Verdict,
    score: i32,
    signals: &'a [u32],
}

type Cites<'a> = Reaches<'a, &'a CaseId, &'a HouseId>;
type Holds<'a> = Reaches<'a, &'a Case, &'a House>;

impl<'a, C, H> Reaches<'a, C, H> {
    fn of(finding: &'a Finding, case: C, house: Option<H>) -> Self {
        let (ground, verdict) = (finding.case.ground, finding.verdict);
        Reaches { case, house, ground, verdict, score: finding.score, signals: &finding.signals }
    }
}

fn cites(finding: &Finding) -> Cites<'_> {
    Reaches::of(finding, &finding.case.id, finding.house.as_deref().map(|house| &house.id))
}

fn holds(finding: &Finding) -> Holds<'_> {
    Reaches::of(finding, &finding.case, finding.house.as_deref())
}
