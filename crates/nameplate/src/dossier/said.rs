//! What is said about a party and what it answers; where sources contradict each other; rumours as rumours.

use serde::Serialize;

use super::profile::Who;
use super::room::{Room, Section};
use crate::finding::Claim;
use crate::register::{self, Party, PartyNo, Register, Source, cited};
use crate::screen::Screener;
use crate::word::words;

words! {
    /// Whose answer it is.
    Whose {
        /// The party's own.
        Own => "own",
        /// Its group's: that of somebody tied to it by brand, ownership or control, now or at another time.
        Group => "group",
        /// That of a bearer of its name, who may be a stranger.
        Family => "family",
    }
}

/// An answer, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// Whose it is.
    pub whose: Whose,
    /// What is answered.
    #[serde(flatten)]
    pub said: register::Response,
}

/// Statements that cannot all be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// What about.
    pub topic: String,
    /// Who says what.
    pub statements: Vec<Says>,
    /// What we take from it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub resolution: String,
}

/// What a source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Says {
    /// In words.
    pub sentence: String,
    /// Who says so (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

/// A rumour: for reviewers, never part of a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lead {
    /// In words.
    pub sentence: String,
    /// To whom it leads, where the rumour names somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Who>,
    /// Who says so; mostly nobody (ids of sources).
    #[serde(serialize_with = "cited")]
    pub sources: Vec<Source>,
}

/// The firmest first; of equals, what matters most to a buyer, then the oldest.
pub(super) fn claims(party: &Party<'_>, room: &mut Room) -> Vec<Claim> {
    let mut all: Vec<Claim> = party.claims().collect();
    all.sort_by_key(|claim| (claim.status, claim.subject, claim.date.to_bits()));
    room.keep(Section::Claims, all)
}

/// The oldest first.
pub(super) fn responses(screener: &Screener<'_>, no: PartyNo, room: &mut Room) -> Vec<Response> {
    let mut all = screener.answers(no);
    all.sort_by_key(|answer| answer.date.to_bits());
    let whose = |said: register::Response| {
        let whose = match screener.register().party_by_id(&said.party) {
            Some(of) if of == no => Whose::Own,
            Some(of) if screener.are_related(of, no) => Whose::Group,
            _ => Whose::Family,
        };
        Response { whose, said }
    };
    room.keep(Section::Responses, all.into_iter().map(whose))
}

pub(super) fn contradictions(party: &Party<'_>, room: &mut Room) -> Vec<Contradiction> {
    let all = party.contradictions().map(|one| Contradiction {
        topic: one.topic().to_owned(),
        statements: one
            .statements()
            .map(|(says, source)| Says { sentence: says.to_owned(), sources: source.into_iter().collect() })
            .collect(),
        resolution: one.resolution().to_owned(),
    });
    room.keep(Section::Contradictions, all)
}

pub(super) fn leads(register: &Register<'_>, party: &Party<'_>, room: &mut Room) -> Vec<Lead> {
    let all = party.leads().map(|lead| Lead {
        sentence: lead.sentence().to_owned(),
        to: lead.to().and_then(|no| Who::is(register, no)),
        sources: lead.sources(),
    });
    room.keep(Section::Leads, all)
}
