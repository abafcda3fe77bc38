//! The last step inside the engine: what is said about one listing. These types are the versioned contract
//! ([`SCHEMA_VERSION`]): JSON is derived from them, and the Arrow columns of `scan` carry the same fields.

use std::sync::Arc;

use serde::Serialize;

use crate::date::Date;
use crate::listing::Defect;

/// Version of the contract. Raised when a field changes its meaning or goes; new fields may come without.
pub const SCHEMA_VERSION: u32 = 1;

/// An enum whose variants print as fixed words, in JSON and on screens alike.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All values, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word as it stands in results.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value of that word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What is said of a listing. There is no "clean": nothing found is not innocence.
    Verdict {
        /// It could not be judged; `why` says the reason.
        NotChecked => "not_checked",
        /// It was judged, and nothing was found.
        NoConnectionFound => "no_connection_found",
        /// Real but insufficient evidence; `settle` says what would settle it.
        Review => "review",
        /// Evidence in the listing and sourced relations lead to a designated party or class.
        Connected => "connected",
    }
}

words! {
    /// How the listing reaches the designated target, from the closest to the farthest.
    Ground {
        /// The maker or brand owner is the listed party itself.
        Named => "named",
        /// The maker or brand owner is a subsidiary of it.
        Subsidiary => "subsidiary",
        /// It controls the maker, or holds a share, without the maker being a stated subsidiary.
        Control => "control",
        /// An affiliate, in the source's own word.
        Affiliate => "affiliate",
        /// Another firm's brand, made by it (OEM, white label).
        MadeBy => "made_by",
        /// A part of the product is its own.
        Component => "component",
        /// The shop is its own or sells its goods.
        SoldBy => "sold_by",
        /// The kind of product is listed, whoever made it.
        Class => "class",
    }
}

words! {
    /// What the mention of a party in a listing says about its part in the product.
    Role {
        /// The party made it.
        MadeBy => "made_by",
        /// It is the brand of the product.
        Brand => "brand",
        /// It sells it.
        SoldBy => "sold_by",
        /// A part of the product is the party's.
        Component => "component",
        /// The product goes with the party's products. Never makes a maker.
        CompatibleWith => "compatible_with",
        /// It is merely mentioned.
        Mention => "mention",
    }
}

words! {
    /// Whether a signal speaks for or against the party.
    Direction {
        /// For.
        For => "for",
        /// Against.
        Against => "against",
    }
}

words! {
    /// The answer to "is this the maker (brand owner, seller)?"
    Judgement {
        /// The evidence leads elsewhere or is too thin to ask.
        Different => "different",
        /// Evidence that a person should look at.
        Unsure => "unsure",
        /// It is.
        Same => "same",
    }
}

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

/// What a rule may need to know of the product. Unknown stays unknown.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
pub struct ProductFacts {
    /// Product class (id in the register).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Known>,
    /// Country of production, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_in: Option<Known>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_between: Option<Known>,
    /// When the equipment was authorised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorised_on: Option<Known>,
    /// Purpose that the offer states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Known>,
}

/// A product fact and where the listing says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The value.
    pub value: String,
    /// The field that says so.
    pub field: &'static str,
    /// The words that say so.
    pub text: String,
    /// First byte of these words in the UTF-8 text of the field. Not part of the contract: evidence carries it.
    #[serde(skip)]
    pub start: usize,
}

/// Who a listing leads to in one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyVerdict {
    /// Party id in the register.
    pub id: String,
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
    pub path: Arc<[Step]>,
    /// Other paths to the same target, strongest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_paths: Vec<Arc<[Step]>>,
    /// On which lists the target stands on that date.
    pub designations: Arc<[Designation]>,
    /// What follows, for whom.
    pub consequences: Arc<[Consequence]>,
    /// What is said about the parties on the path. Never a verdict by itself.
    pub claims: Arc<[Claim]>,
    /// What they answer.
    pub responses: Arc<[Response]>,
    /// What a buyer is told, with `connected` and where a language was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<Arc<Warning>>,
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

/// A designated party or product class.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Target {
    /// `party` or `class`.
    pub kind: TargetKind,
    /// Id in the register.
    pub id: String,
    /// Name.
    pub name: String,
    /// Name in its own script, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_name: Option<String>,
}

words! {
    /// What kind of thing is designated.
    TargetKind {
        /// A company, organisation, state body.
        Party => "party",
        /// A kind of product.
        Class => "class",
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
    pub party: String,
    /// Milli-nats; negative when against.
    pub weight: i32,
    /// For or against.
    pub for_or_against: Direction,
    /// Why it weighs what it weighs.
    pub reason: String,
}

/// One hop of a path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Party id the hop starts from.
    pub from: String,
    /// Its name.
    pub from_name: String,
    /// Kind of relation.
    pub relation: String,
    /// Party id the hop leads to.
    pub to: String,
    /// Its name.
    pub to_name: String,
    /// Percent held, where the relation is a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// First day.
    pub valid_from: Date,
    /// Last day, `open` or `unknown`.
    pub valid_to: Date,
    /// With an unknown end: the last day on which it is known to have held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_confirmed: Option<Date>,
    /// What it is limited to, in words; empty if to nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// How sure this hop is on the day asked for: `same` carries a verdict, `unsure` only a review.
    pub carries: Verdict,
    /// Why it carries no more, where it does not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub limit: String,
    /// A remark of the facts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who says so.
    pub sources: Vec<Source>,
}

/// A share in percent, as an interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// At least.
    pub min: f64,
    /// At most.
    pub max: f64,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Id in the register.
    pub id: String,
    /// Title.
    pub title: String,
    /// Address, if it has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Date of publication, else of reading.
    pub date: Date,
    /// A, B, C or D.
    pub tier: String,
}

/// A place on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Designation {
    /// List id.
    pub list: String,
    /// Its name.
    pub list_name: String,
    /// The entry as printed.
    pub entry: String,
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

/// What follows for one reader and one act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consequence {
    /// Stable reason code, such as `us.s889.a1a.agency.buy`.
    pub code: String,
    /// Id of the list or law; `house` for a house policy.
    pub list: String,
    /// Its name.
    pub regime: String,
    /// Where.
    pub jurisdiction: String,
    /// For whom.
    pub reader: String,
    /// For which act.
    pub act: String,
    /// `applies`, `does_not_apply` or `cannot_tell`.
    pub state: String,
    /// `block`, `limit`, `check` or `info`, where it applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// What it would be if it applied, where that cannot be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_be: Option<String>,
    /// Since when.
    pub since: Date,
    /// The entry that triggers it, as printed.
    pub entry: String,
    /// Since when the entry stands there.
    pub listed: Date,
    /// Statute, rule or notice.
    pub citation: String,
    /// In words.
    pub sentence: String,
    /// Why it cannot be told.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// What the text excepts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<String>,
    /// Whether a text that states the rule was read: the law, or an official page, law firm or paper that reports it.
    pub verified: bool,
}

/// What is said about a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// About whom (party id).
    pub about: String,
    /// Rights abuse, forced labour, military, state control, security.
    pub subject: String,
    /// Official finding, court ruling, allegation, company filing, report.
    pub status: String,
    /// Who says so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// In words.
    pub sentence: String,
    /// When it was said.
    pub date: Date,
    /// Where to read it.
    pub sources: Vec<Source>,
}

/// What a party answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// Who answers (party id).
    pub party: String,
    /// In words.
    pub sentence: String,
    /// When.
    pub date: Date,
    /// Where to read it.
    pub sources: Vec<Source>,
}
