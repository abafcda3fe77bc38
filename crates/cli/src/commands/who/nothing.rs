//! What `nameplate who` says where nobody is known: the same for a name, a shop and an id. What was looked for, in what, which names
//! are near, what else can be tried. It never ends as if something had been looked at and found in order.

use std::path::Path;

use nameplate::finding::Finding;
use nameplate::lookup::typed::nearest;
use nameplate::{Field, Listing, Screener, Verdict};

use super::choice::{Choice, To};
use crate::commands::Ended;
use crate::error::Result;
use crate::out::{Page, faint, text};
use crate::setup::tell_without_lists;
use crate::words::verdict;

/// What was asked for.
#[derive(Clone, Copy)]
pub(super) enum Asked<'a> {
    Name(&'a str),
    Seller(&'a str),
    Id(&'a str),
}

impl<'a> Asked<'a> {
    fn text(self) -> &'a str {
        match self {
            Asked::Name(text) | Asked::Seller(text) | Asked::Id(text) => text,
        }
    }

    /// As what it was looked for.
    fn looked_for(self) -> &'static str {
        match self {
            Asked::Name(_) => {
                "a company, brand, shop or state body of this name, its other and former names included"
            }
            Asked::Seller(_) => {
                "a shop or seller of this name, and what the name alone leads to in a listing"
            }
            Asked::Id(_) => "a party with this id",
        }
    }

    fn try_next(self) -> &'static [&'static str] {
        match self {
            Asked::Name(_) => &[
                "another spelling, the name in its own script, or the company behind the brand",
                "nameplate who --seller NAME, if it is a shop",
                "nameplate check 'TITLE OF AN OFFER', which reads models and codes too",
            ],
            Asked::Seller(_) => &[
                "the address, the registration number and the models of what it sells: shops change their names easily",
                "nameplate scan on its listings",
            ],
            Asked::Id(_) => &["nameplate who NAME, which tells the ids of those who may be meant"],
        }
    }
}

/// Says that nobody is known. Where the name of a shop leads somewhere all the same, that is said, and the command ends as with a finding.
pub(super) fn tell(screener: &Screener<'_>, asked: Asked<'_>, (args, out): To<'_>) -> Result<Ended> {
    let register = screener.register();
    let near = match asked {
        Asked::Id(_) => Vec::new(),
        Asked::Name(name) | Asked::Seller(name) => nearest(register, name),
    };
    let listing = Listing::default().with(Field::Seller, asked.text().to_owned());
    let leads = matches!(asked, Asked::Seller(_)).then(|| screener.screen(&listing));
    let found = leads.as_ref().map(|result| result.verdict).filter(|verdict| *verdict >= Verdict::Review);
    let ended = found.map_or(Ended::Incomplete, Ended::from);
    if args.json {
        let choice =
            Choice { looked_for: Some(asked.looked_for()), verdict: found, near, ..Choice::default() };
        return choice.print(register, out).map(|()| ended);
    }
    let mut page = out.page();
    page.para(
        &text("Nobody is known as ").strong(asked.text()).plain(". That says nothing about who it is."),
    );
    page.blank();
    let version = register.version();
    page.hanging(0, 2, &faint("Looked for: ").plain(format!("{}, in {version}.", asked.looked_for())));
    let names = if near.is_empty() { "none".to_owned() } else { near.join(", ") };
    page.hanging(0, 2, &faint("Names that are near: ").plain(names));
    for finding in leads.iter().flat_map(|result| &result.findings) {
        page.hanging(0, 2, &leads_to(finding));
    }
    try_next(&mut page, asked);
    tell_without_lists(&mut page, register);
    out.print(&page).map(|()| ended)
}

fn leads_to(finding: &Finding) -> crate::out::Line {
    let leads = text("The name alone leads to ").strong(&finding.case.target.name).plain(": ");
    leads.then(verdict(finding.verdict))
}

fn try_next(page: &mut Page, asked: Asked<'_>) {
    page.para(&faint("What to try:"));
    let name = asked.text();
    if matches!(asked, Asked::Name(_)) && Path::new(name).is_file() {
        let reads = format!(
            "- that is a file: nameplate scan {name} reads listings, nameplate match {name} names of parties"
        );
        page.hanging(2, 4, &text(reads));
    }
    for one in asked.try_next() {
        page.hanging(2, 4, &text(format!("- {one}")));
    }
}
