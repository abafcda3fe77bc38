//! What a register is built from: typed statements, as the files under `facts/` (and later the published lists) give
//! them. See `facts/README.md` for the meaning of each table.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::rules::{RuleIn, open};
use crate::date::{Date, Interval};
use crate::names::Kind;
use crate::word::{ListKind, Purpose, RelationKind, Tier, words};

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

words! {
    /// What a party is.
    PartyKind {
        /// A company.
        Company => "company",
        /// A brand: owned, licensed, sold.
        Brand => "brand",
        /// A shop or seller name.
        Storefront => "storefront",
        /// A body of a state.
        StateBody => "state_body",
        /// Any other organisation.
        Organisation => "organisation",
        /// A person on a published list, as published.
        Person => "person",
    }
}

impl From<PartyKind> for Kind {
    fn from(kind: PartyKind) -> Kind {
        match kind {
            PartyKind::Person => Kind::Person,
            PartyKind::Brand => Kind::Brand,
            PartyKind::Storefront => Kind::Storefront,
            PartyKind::Company | PartyKind::StateBody | PartyKind::Organisation => Kind::Organisation,
        }
    }
}

words! {
    /// What a name is to its party.
    NameKind {
        /// The name that reports print.
        Primary => "primary",
        /// The everyday name.
        Short => "short",
        /// Another name in use.
        Alias => "alias",
        /// A name it no longer bears.
        Former => "former",
        /// In its own script.
        Native => "native",
        /// Written in another script.
        Transliteration => "transliteration",
        /// Alone never more than a hint.
        Weak => "weak",
    }
}

words! {
    /// Where a name is looked for.
    Place {
        /// Anywhere.
        Anywhere => "anywhere",
        /// In brand, manufacturer, seller and supplier fields only.
        Field => "field",
    }
}

words! {
    /// How much of what a party sells a relation covers.
    Extent {
        /// All of it.
        All => "all",
        /// Most of it: a listing needs more to be sure.
        Most => "most",
        /// Some of it: outside its models and lines, a listing of its kinds deserves a look.
        Some => "some",
        /// A few things: counts only inside its models and lines.
        Few => "few",
    }
}

words! {
    /// Whether a relation is stated as a fact or alleged.
    Status {
        /// Stated.
        Fact => "fact",
        /// Alleged: carries no more than a review.
        Allegation => "allegation",
    }
}

words! {
    /// Kind of a tell-tale.
    TellKind {
        /// Grammar of model numbers.
        Model => "model",
        /// FCC grantee code (47 CFR 2.926).
        FccGrantee => "fcc_grantee",
        /// IEEE MAC prefix of 24, 28 or 36 bits.
        Mac => "mac",
        /// Package id of a companion app.
        App => "app",
        /// Name of a companion app.
        AppName => "app_name",
        /// Internet domain.
        Domain => "domain",
        /// Street address.
        Address => "address",
        /// Firmware or protocol mark.
        Technical => "technical",
        /// Name of a product line.
        Line => "line",
        /// GS1 company prefix.
        GtinPrefix => "gtin_prefix",
    }
}

words! {
    /// How much a tell-tale says.
    Strength {
        /// One maker's own.
        Strong => "strong",
        /// Shared by several makers.
        Weak => "weak",
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceIn {
    /// Slug.
    pub id: String,
    /// Title.
    pub title: String,
    /// Address.
    #[serde(default)]
    pub url: String,
    /// Date of publication, else of reading.
    pub date: Date,
    /// Tier.
    pub tier: Tier,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

/// A party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyIn {
    /// Slug.
    pub id: String,
    /// What it is.
    pub kind: PartyKind,
    /// The name that reports print.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: String,
    /// Product classes it is known for.
    #[serde(default)]
    pub makes: Vec<String>,
    /// Its other names.
    #[serde(default)]
    pub names: Vec<NameIn>,
    /// Whether `name` itself is an ordinary word.
    #[serde(default)]
    pub common: bool,
    /// Remark.
    #[serde(default)]
    pub note: String,
    /// Whether it comes from a published list in bulk: its names are then looked for in fields only.
    #[serde(default)]
    pub bulk: bool,
    /// Entries of published lists that it is, `source:entry`.
    #[serde(default)]
    pub entries: Vec<String>,
    /// Countries beside `country` that lists tie it to, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Addresses, as published.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// Numbers that a register or authority gave it, as published, `scheme:number`.
    #[serde(default)]
    pub identifiers: Vec<String>,
    /// When it was born or founded, as published: several where sources differ.
    #[serde(default)]
    pub born: Vec<Date>,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Kept, never compiled.
    #[serde(default)]
    pub needs_source: bool,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameIn {
    /// As written.
    pub text: String,
    /// What it is to the party.
    pub kind: NameKind,
    /// An ordinary word, or shared by others.
    #[serde(default)]
    pub common: bool,
    /// Where it is looked for.
    #[serde(default = "anywhere", rename = "where")]
    pub place: Place,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// A name may enter a register without a source: it is no allegation.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

fn anywhere() -> Place {
    Place::Anywhere
}

/// To what a relation is limited.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScopeIn {
    /// Model numbers, `*` for any ending.
    pub models: Vec<String>,
    /// Product lines.
    pub lines: Vec<String>,
    /// Product classes.
    pub classes: Vec<String>,
    /// Markets, ISO 3166-1 alpha-2.
    pub markets: Vec<String>,
    /// First and last year.
    pub years: Vec<u16>,
}

/// A relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationIn {
    /// Party id.
    pub from: String,
    /// Kind.
    pub kind: RelationKind,
    /// Party id.
    pub to: String,
    /// Percent, least and most.
    #[serde(default)]
    pub share: Vec<f64>,
    /// Whether held directly.
    #[serde(default)]
    pub direct: bool,
    /// First day.
    #[serde(default)]
    pub valid_from: Date,
    /// Last day.
    #[serde(default = "open")]
    pub valid_to: Date,
    /// With an unknown start, the first day it certainly held.
    #[serde(default)]
    pub first_confirmed: Date,
    /// With an unknown end, the last day it certainly held.
    #[serde(default)]
    pub last_confirmed: Date,
    /// How much it covers.
    #[serde(default = "all")]
    pub extent: Extent,
    /// Stated or alleged.
    #[serde(default = "fact")]
    pub status: Status,
    /// Limits.
    #[serde(default)]
    pub scope: ScopeIn,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Kept, never compiled.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark that reports print.
    #[serde(default)]
    pub note: String,
}

fn a_list() -> ListKind {
    ListKind::List
}

fn all() -> Extent {
    Extent::All
}

fn fact() -> Status {
    Status::Fact
}

impl RelationIn {
    /// When it held.
    pub fn interval(&self) -> Interval {
        Interval {
            from: self.valid_from,
            to: self.valid_to,
            first_confirmed: self.first_confirmed,
            last_confirmed: self.last_confirmed,
        }
    }
}

/// A rumour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadIn {
    /// Party id.
    pub from: String,
    /// Party id; may be missing where the rumour names none.
    #[serde(default)]
    pub to: String,
    /// In words.
    pub sentence: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Most leads have none.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

/// A place on a list, of a party or a product class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignationIn {
    /// Party id, or empty.
    #[serde(default)]
    pub party: String,
    /// Product class id, or empty.
    #[serde(default)]
    pub class: String,
    /// With a class: `foreign` where the list speaks of goods produced in a foreign country.
    #[serde(default)]
    pub produced: String,
    /// List id.
    pub list: String,
    /// As printed.
    pub entry: String,
    /// From when.
    pub since: Date,
    /// Where the source gives no date: the day of the first edition that we saw the entry in.
    #[serde(default)]
    pub first_seen: Date,
    /// Until when.
    #[serde(default = "open")]
    pub until: Date,
    /// Where the entry covers goods only as far as they are used for certain purposes: these.
    #[serde(default)]
    pub purposes: Vec<Purpose>,
    /// As the authority states it.
    #[serde(default)]
    pub reason: String,
    /// Federal Register or statute.
    #[serde(default)]
    pub citation: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Kept, never compiled.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

/// What is said about a party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimIn {
    /// Party id.
    pub about: String,
    /// Rights abuse, forced labour, military, state control, security.
    pub subject: String,
    /// Official finding, court ruling, allegation, company filing, report.
    pub status: String,
    /// Who says so.
    #[serde(default)]
    pub by: String,
    /// In words.
    pub sentence: String,
    /// When.
    pub date: Date,
    /// Where it is said of so many parties together, with nothing of this one alone; 0 where of this one.
    #[serde(default)]
    pub among: u32,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Kept, never compiled.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

/// What a party answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseIn {
    /// Party id.
    pub party: String,
    /// In words.
    pub sentence: String,
    /// When.
    pub date: Date,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Kept, never compiled.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

/// Sources that contradict each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContradictionIn {
    /// Party id.
    pub about: String,
    /// What about.
    pub topic: String,
    /// Who says what.
    pub statements: Vec<StatementIn>,
    /// What we make of it.
    #[serde(default)]
    pub resolution: String,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

/// One side of a contradiction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementIn {
    /// What it says.
    pub says: String,
    /// Source id.
    #[serde(default)]
    pub source: String,
}

/// A tell-tale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellIn {
    /// Kind.
    pub kind: TellKind,
    /// Party id.
    pub party: String,
    /// Literal starts of a model number.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// What must follow the start of a model number (regex).
    #[serde(default = "any_code")]
    pub rest: String,
    /// Codes, ids, names, addresses.
    #[serde(default)]
    pub values: Vec<String>,
    /// How much it says.
    #[serde(default = "strong")]
    pub strength: Strength,
    /// Product class of such a code.
    #[serde(default)]
    pub class: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Signals are not gated by tier; this marks what has no citable page.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

fn any_code() -> String {
    "[A-Z0-9][A-Z0-9/()-]*".to_owned()
}

fn strong() -> Strength {
    Strength::Strong
}

/// A list, programme or law.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListIn {
    /// Slug.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whether it is a list, or a measure that keeps none.
    #[serde(default = "a_list")]
    pub kind: ListKind,
    /// Who keeps it.
    #[serde(default)]
    pub authority: String,
    /// Where it holds.
    #[serde(default)]
    pub jurisdiction: String,
    /// Statute or rule.
    #[serde(default)]
    pub citation: String,
    /// Official page.
    #[serde(default)]
    pub url: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Kept, never compiled.
    #[serde(default)]
    pub needs_source: bool,
    /// Remark for reviewers.
    #[serde(default)]
    pub note: String,
}

/// A kind of product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassIn {
    /// Slug.
    pub id: String,
    /// In words.
    pub name: String,
    /// A wider class.
    #[serde(default)]
    pub parent: String,
    /// Goes with another product.
    #[serde(default)]
    pub accessory: bool,
    /// Words that name it, lower case.
    pub nouns: Vec<String>,
    /// The noun does not count before one of these words.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// ... nor after one of these.
    #[serde(default)]
    pub not_after: Vec<String>,
}

/// Whether two records of lists, or a record and a party, are one: what a person decided, over what names and numbers say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityIn {
    /// A party id, or the id of a record: source, colon, entry (`ofac-sdn:15412`).
    pub one: String,
    /// Another.
    pub other: String,
    /// Whether they are one.
    pub same: bool,
    /// Why, in a sentence.
    pub why: String,
    /// Source ids.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// All statements that go into a register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegisterInput {
    /// Sources.
    pub source: Vec<SourceIn>,
    /// Parties.
    pub party: Vec<PartyIn>,
    /// Relations.
    pub relation: Vec<RelationIn>,
    /// Leads.
    pub lead: Vec<LeadIn>,
    /// Designations.
    pub designation: Vec<DesignationIn>,
    /// Claims.
    pub claim: Vec<ClaimIn>,
    /// Answers.
    pub response: Vec<ResponseIn>,
    /// Contradictions.
    pub contradiction: Vec<ContradictionIn>,
    /// Tell-tales.
    pub signal: Vec<TellIn>,
    /// Lists.
    pub list: Vec<ListIn>,
    /// Rules.
    pub rule: Vec<RuleIn>,
    /// Product classes.
    pub class: Vec<ClassIn>,
    /// Decisions on who is who. They steer how records are merged, and are not compiled themselves.
    pub identity: Vec<IdentityIn>,
}

impl RegisterInput {
    /// Adds the statements of another file.
    pub fn append(&mut self, mut other: RegisterInput) {
        self.source.append(&mut other.source);
        self.party.append(&mut other.party);
        self.relation.append(&mut other.relation);
        self.lead.append(&mut other.lead);
        self.designation.append(&mut other.designation);
        self.claim.append(&mut other.claim);
        self.response.append(&mut other.response);
        self.contradiction.append(&mut other.contradiction);
        self.signal.append(&mut other.signal);
        self.list.append(&mut other.list);
        self.rule.append(&mut other.rule);
        self.class.append(&mut other.class);
        self.identity.append(&mut other.identity);
    }
}

impl PartyIn {
    /// A company with a name and nothing else: for tests and for lists that give no more.
    pub fn named(id: &str, name: &str) -> Self {
        PartyIn {
            id: id.to_owned(),
            kind: PartyKind::Company,
            name: name.to_owned(),
            country: String::new(),
            makes: Vec::new(),
            names: Vec::new(),
            common: false,
            note: String::new(),
            bulk: false,
            entries: Vec::new(),
            countries: Vec::new(),
            addresses: Vec::new(),
            identifiers: Vec::new(),
            born: Vec::new(),
            sources: Vec::new(),
            needs_source: false,
        }
    }
}

impl ClassIn {
    /// A class with its nouns and nothing else.
    pub fn named(id: &str, nouns: &[&str]) -> Self {
        ClassIn {
            id: id.to_owned(),
            name: id.to_owned(),
            parent: String::new(),
            accessory: false,
            nouns: nouns.iter().map(|noun| (*noun).to_owned()).collect(),
            not_before: Vec::new(),
            not_after: Vec::new(),
        }
    }
}
