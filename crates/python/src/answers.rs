//! Answers about one listing, one name, one party: the same JSON as the command line prints.

use nameplate::dossier::{Dossier, Who};
use nameplate::lookup::typed::{Match, by_name, nearest};
use nameplate::matching::{PartyField, PartyQuery, tell_longer_names};
use nameplate::register::{PartyNo, Register};
use nameplate::report::{Manifest, RegisterId, Summary};
use nameplate::{Day, Field, Listing, Policy, Screener, Trace};
use pages::WithoutLists;
use pyo3::prelude::*;
use serde::Serialize;

use crate::fault::{Fault, bug};
use crate::held::Held;

/// The whole way of a listing, with what it was judged by.
#[derive(Serialize)]
struct Explained<'t> {
    as_of: Day,
    register: RegisterId,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_lists: Option<String>,
    policy_hash: String,
    policy: &'t Policy,
    #[serde(flatten)]
    trace: &'t Trace<'t>,
}

/// A dossier with its first line.
#[derive(Serialize)]
struct Answered<'d> {
    answer: String,
    #[serde(flatten)]
    dossier: &'d Dossier,
}

/// What is said where one party cannot be told.
#[derive(Default, Serialize)]
struct Choice {
    #[serde(skip_serializing_if = "Option::is_none")]
    looked_for: Option<&'static str>,
    may_be_meant: Vec<Who>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<String>,
}

/// The fields of a listing, in the order of the engine.
pub(crate) fn field_names() -> Vec<&'static str> {
    Field::ALL.iter().map(|field| field.name()).collect()
}

pub(crate) fn json(said: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(said).map_err(bug)
}

/// What JSON says, as dicts and lists of Python.
pub(crate) fn told(py: Python<'_>, json: Result<String, Fault>) -> PyResult<Bound<'_, PyAny>> {
    let json = json.map_err(|fault| fault.raised(py))?;
    py.import("json")?.call_method1("loads", (json,))
}

fn listing(pairs: Vec<(String, String)>) -> Result<Listing<'static>, Fault> {
    let mut listing = Listing::default();
    for (name, text) in pairs {
        match Field::from_name(&name) {
            Some(field) => listing.set(field, text),
            None if name == "id" => listing.id = text.into(),
            None => {
                return Err(Fault::input(format!("`{name}` is no field of a listing"))
                    .field(name)
                    .hint(format!("fields: id, {}", field_names().join(", "))));
            }
        }
    }
    if listing.filled().next().is_none() {
        return Err(Fault::input("the listing holds nothing that could be judged")
            .hint("give a title, a brand, a model or a seller: {'title': 'HIKVISION DS-2CD2143G2-I'}"));
    }
    Ok(listing)
}

pub(crate) fn check(held: &Held, pairs: Vec<(String, String)>) -> Result<String, Fault> {
    let (screener, listing) = (held.screener(), listing(pairs)?);
    let said = &screener.screen(&listing);
    json(&WithoutLists { said, without_lists: screener.register().without_lists() })
}

pub(crate) fn explain(held: &Held, pairs: Vec<(String, String)>) -> Result<String, Fault> {
    let (screener, listing) = (held.screener(), listing(pairs)?);
    json(&Explained {
        as_of: screener.as_of(),
        register: screener.register_id(),
        without_lists: screener.register().without_lists(),
        policy_hash: screener.policy().hash(),
        policy: screener.policy(),
        trace: &screener.trace(&listing),
    })
}

pub(crate) fn matches(held: &Held, pairs: Vec<(String, String)>) -> Result<String, Fault> {
    let mut query = PartyQuery::default();
    for (name, text) in pairs {
        let Some(field) = PartyField::from_word(&name) else {
            return Err(Fault::input(format!("`{name}` is no field of a party"))
                .field(name)
                .hint(format!("fields: {}", PartyField::words().join(", "))));
        };
        query.set(field, text);
    }
    if let Some(defect) = query.defects.first() {
        return Err(Fault::input(format!("{}: {}", defect.field, defect.reason))
            .field(defect.field.to_string())
            .hint("correct it, or leave it out: a name is enough"));
    }
    if query.names.is_empty() && query.identifiers.is_empty() {
        return Err(Fault::input("there is no name to match")
            .field("name")
            .hint("give one: match('HK Vision Digital')"));
    }
    let matcher = held.matcher();
    let mut said = matcher.matches(&query);
    tell_longer_names(matcher, &query, &mut said);
    json(&WithoutLists { said: &said, without_lists: matcher.register().without_lists() })
}

/// What is known of whom a name means: a dossier, or who may be meant. A party's id is a name too.
pub(crate) fn who(held: &Held, name: &str) -> Result<String, Fault> {
    let screener = held.screener();
    let register = screener.register();
    let no = match by_name(register, name) {
        Match::One(no) => no,
        Match::Parts(all) if all.len() == 1 => all[0],
        Match::Several(all) | Match::Parts(all) | Match::Group(all) => return choice(register, &all),
        Match::None => match register.party_by_id(name) {
            Some(no) => no,
            None => return nobody(register, name),
        },
    };
    match Dossier::of(screener, no) {
        Some(dossier) => json(&Answered { answer: pages::answer(&dossier), dossier: &dossier }),
        None => nobody(register, name),
    }
}

fn choice(register: &Register<'_>, all: &[PartyNo]) -> Result<String, Fault> {
    let parties = all.iter().filter_map(|no| register.party(*no));
    let said = Choice { may_be_meant: parties.map(|party| Who::of(&party)).collect(), ..Choice::default() };
    json(&WithoutLists { said: &said, without_lists: register.without_lists() })
}

fn nobody(register: &Register<'_>, name: &str) -> Result<String, Fault> {
    let said = Choice {
        looked_for: Some(
            "a company, brand, shop or state body of this name, its other and former names included",
        ),
        near: nearest(register, name),
        ..Choice::default()
    };
    json(&WithoutLists { said: &said, without_lists: register.without_lists() })
}

/// A manifest as far as it is known before anything is judged.
pub(crate) fn manifest(held: &Held) -> Result<String, Fault> {
    let screener = held.screener();
    json(&Manifest {
        schema_version: Manifest::<Summary>::SCHEMA,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: screener.as_of(),
        register: screener.register_id(),
        editions: screener.editions(),
        without_lists: screener.register().without_lists(),
        policy_hash: screener.policy().hash(),
        policy: screener.policy().clone(),
        messages: screener.messages_id(),
        reasons: Screener::reasons(),
        inputs: Vec::new(),
        complete: true,
        stopped: None,
        counts: Summary::default(),
        digest: String::new(),
        digest_by: None,
        outputs: Vec::new(),
    })
}
