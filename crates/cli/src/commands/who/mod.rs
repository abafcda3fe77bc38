//! `nameplate who`: the dossier of a party, and what is known of a storefront.

mod bundle;
mod choice;
mod dossier;
mod nothing;
mod owners;
mod printing;
mod said;
mod ties;

use nameplate::Screener;
use nameplate::dossier::Dossier;
use nameplate::lookup::typed::{Match, by_name, namesakes};
use nameplate::register::PartyNo;
use serde::Serialize;

use super::Ended;
use crate::args::WhoArgs;
use crate::error::Result;
use crate::files;
use crate::out::{Out, faint, text};
use crate::setup::{Setup, tell_without_lists};
use choice::{of_group, several};
use nothing::Asked;

/// Prints what is known of a party.
pub(crate) fn run(args: &WhoArgs, out: &Out) -> Result<Ended> {
    if let Some(path) = &args.output {
        files::refuse(path, &args.question)?;
        files::refuse_format(path)?;
    }
    let setup = Setup::new(&args.question)?;
    let screener = setup.screener()?;
    let register = screener.register();
    if let Some(id) = &args.id {
        return match register.party_by_id(id) {
            Some(no) => of_party(&screener, (no, id), args, out),
            None => nothing::tell(&screener, Asked::Id(id), (args, out)),
        };
    }
    if let Some(seller) = &args.seller {
        return match by_name(register, seller) {
            Match::One(no) => of_party(&screener, (no, seller), args, out),
            Match::Several(all) => several(register, seller, &all, (args, out)),
            Match::Group(all) => of_group(register, seller, &all, (args, out)),
            Match::Parts(_) | Match::None => nothing::tell(&screener, Asked::Seller(seller), (args, out)),
        };
    }
    let name = args.name.join(" ");
    let name = name.as_str();
    match by_name(register, name) {
        Match::One(no) => of_party(&screener, (no, name), args, out),
        Match::Parts(all) if all.len() == 1 => of_party(&screener, (all[0], name), args, out),
        Match::Several(all) | Match::Parts(all) => several(register, name, &all, (args, out)),
        Match::Group(all) => of_group(register, name, &all, (args, out)),
        Match::None => nothing::tell(&screener, Asked::Name(name), (args, out)),
    }
}

/// A dossier with its first line, for programs.
#[derive(Serialize)]
pub(super) struct Answered<'d> {
    answer: String,
    #[serde(flatten)]
    dossier: &'d Dossier,
}

impl<'d> Answered<'d> {
    fn of(dossier: &'d Dossier) -> Self {
        Answered { answer: pages::answer(dossier), dossier }
    }
}

/// The dossier of a party, given as what was typed for it.
fn of_party(
    screener: &Screener<'_>,
    (no, typed): (PartyNo, &str),
    args: &WhoArgs,
    out: &Out,
) -> Result<Ended> {
    let mut page = out.page();
    let register = screener.register();
    let Some(said) = Dossier::of(screener, no) else {
        return nothing::tell(screener, Asked::Name(typed), (args, out));
    };
    if args.json {
        return out.json(&Answered::of(&said)).map(|()| Ended::Nothing);
    }
    if let Some(folder) = &args.bundle {
        let files = bundle::write(&said, folder)?;
        page.para(&text(format!(
            "{}: {} files; `sha256sum -c SHA256SUMS` in it checks them.",
            folder.display(),
            files
        )));
        return out.print(&page).map(|()| Ended::Nothing);
    }
    if let Some(path) = &args.output {
        files::write(path, pages::dossier(&said).as_bytes())?;
        page.para(&text(path.display().to_string()));
        return out.print(&page).map(|()| Ended::Nothing);
    }
    dossier::print(&said, args.all, &mut page);
    tell_without_lists(&mut page, register);
    let others = namesakes(register, typed, no);
    let others: Vec<&str> =
        others.iter().filter_map(|no| register.party(*no)).map(|party| party.id()).collect();
    if !others.is_empty() {
        page.blank();
        page.para(&faint(format!("Others bear this name too: nameplate who --id {}", others.join(" or "))));
    }
    out.print(&page).map(|()| Ended::Nothing)
}
