//! What is known of a company, brand or shop: what `nameplate who --json` says.

use nameplate::Day;
use nameplate::dossier::{Dossier, Who};
use nameplate::lookup::typed::{Match, by_name, nearest};
use nameplate::register::{PartyNo, Register};
use pages::WithoutLists;
use serde::Serialize;

use crate::engine::Engine;
use crate::said::{Refused, json};
use crate::setting::Asked;

/// A dossier with its first line.
#[derive(Serialize)]
struct Answered<'d> {
    answer: String,
    #[serde(flatten)]
    dossier: &'d Dossier,
}

/// What is said where one party cannot be told.
#[derive(Serialize)]
struct Choice {
    may_be_meant: Vec<Who>,
    /// Names that are near to what was asked, where nobody bears it.
    near: Vec<String>,
}

/// Answers whom a name means; a party's id is a name too.
pub(crate) fn who(engine: &mut Engine, name: &str, as_of: Day) -> Result<String, Refused> {
    let screener = engine.screener(&Asked { as_of, language: None })?;
    let register = screener.register();
    let no = match by_name(register, name) {
        Match::One(no) => Some(no),
        Match::Parts(all) if all.len() == 1 => all.first().copied(),
        Match::Several(all) | Match::Parts(all) | Match::Group(all) => {
            return Ok(choice(register, &all, Vec::new()));
        }
        Match::None => register.party_by_id(name),
    };
    Ok(match no.and_then(|no| Dossier::of(screener, no)) {
        Some(dossier) => json(&Answered { answer: pages::answer(&dossier), dossier: &dossier }),
        None => choice(register, &[], nearest(register, name)),
    })
}

fn choice(register: &Register<'_>, all: &[PartyNo], near: Vec<String>) -> String {
    let parties = all.iter().filter_map(|no| register.party(*no));
    let said = Choice { may_be_meant: parties.map(|party| Who::of(&party)).collect(), near };
    json(&WithoutLists { said: &said, without_lists: register.without_lists() })
}
