//! A name that several parties bear, or that says it is a company of a group: who may be meant, to be chosen from.

use nameplate::Verdict;
use nameplate::dossier::Who;
use nameplate::register::{PartyNo, Register};
use pages::WithoutLists;
use serde::Serialize;

use crate::args::WhoArgs;
use crate::commands::Ended;
use crate::error::Result;
use crate::out::{Line, Out, faint, strong, text};
use crate::setup::tell_without_lists;
use crate::words::plain;

/// How an answer is asked for, and where it goes.
pub(super) type To<'a> = (&'a WhoArgs, &'a Out);

/// What is printed as JSON where one party cannot be told.
#[derive(Default, Serialize)]
pub(super) struct Choice {
    /// As what nobody was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) looked_for: Option<&'static str>,
    /// Whom the name may mean; nobody where no party is known by it.
    pub(super) may_be_meant: Vec<Who>,
    /// What the name alone leads to in a listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) verdict: Option<Verdict>,
    /// Names that are near.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) near: Vec<String>,
}

impl Choice {
    pub(super) fn print(&self, register: &Register<'_>, out: &Out) -> Result<()> {
        out.json(&WithoutLists { said: self, without_lists: register.without_lists() })
    }
}

/// More candidates than this are only counted.
const MOST_LISTED: usize = 30;

pub(super) fn several(register: &Register<'_>, name: &str, all: &[PartyNo], to: To<'_>) -> Result<Ended> {
    let head = text(format!("{} parties may be meant by ", all.len())).strong(name).plain(":");
    choice(register, &head, all, to)
}

/// A name that says it is a company of a group: no party of that name is known, but the group is.
pub(super) fn of_group(register: &Register<'_>, name: &str, all: &[PartyNo], to: To<'_>) -> Result<Ended> {
    let head = text("No party is known by the name ").strong(name).plain(
        ". It bears the name of one that is, with a place or other words around it: perhaps a company of that group, perhaps a stranger.",
    );
    choice(register, &head, all, to)
}

fn choice(register: &Register<'_>, head: &Line, all: &[PartyNo], (args, out): To<'_>) -> Result<Ended> {
    if args.json {
        let parties = all.iter().filter_map(|no| register.party(*no));
        let choice =
            Choice { may_be_meant: parties.map(|party| Who::of(&party)).collect(), ..Choice::default() };
        return choice.print(register, out).map(|()| Ended::Incomplete);
    }
    let mut page = out.page();
    page.para(head);
    page.blank();
    let row = |no: &PartyNo| {
        let party = register.party(*no)?;
        let about = format!("{} {}", plain(party.kind().word()), party.country());
        Some(vec![strong(party.id()), faint(about.trim_end()), text(party.name())])
    };
    page.rows(2, &[], all.iter().take(MOST_LISTED).filter_map(row).collect());
    if all.len() > MOST_LISTED {
        page.hanging(2, 2, &faint(format!("and {} more", all.len() - MOST_LISTED)));
    }
    tell_without_lists(&mut page, register);
    page.blank();
    page.para(&faint("Take one of them: nameplate who --id ID"));
    out.print(&page).map(|()| Ended::Incomplete)
}
