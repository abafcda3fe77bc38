//! Pages of the site, rendered as the service renders them: the answer to what was pasted, a case, a dossier.

use nameplate::answer::Audience;
use nameplate::date::Holds;
use nameplate::lookup::typed::{Match, by_name};
use nameplate::register::{PartyNo, Register};
use nameplate::report::RegisterId;
use nameplate::{Day, Dossier, Screener};
use pages::site::{Answered, CaseState, PartyHit, Site};
use serde::Serialize;

use crate::catalog::cases;
use crate::engine::Engine;
use crate::judge::pasted;
use crate::said::{Refused, json};
use crate::setting::Setting;

/// Longer texts are no names.
const A_NAME: usize = 120;
/// So many parties are shown above the answer.
const NAMED: usize = 5;

#[derive(Serialize)]
struct Shown {
    html: String,
}

/// What every page says.
struct Frame {
    audience: Audience,
    as_of: Day,
    reach: Option<Day>,
    register: RegisterId,
    without_lists: Option<String>,
}

impl Frame {
    fn site(&self) -> Site<'_> {
        Site {
            audience: &self.audience,
            usual: &self.audience,
            as_of: self.as_of,
            asked_as_of: true,
            register: &self.register,
            reach: self.reach,
            without_lists: self.without_lists.as_deref(),
            still: true,
        }
    }
}

/// A page by its address: `/`, `/case/ID`, `/party/ID`.
pub(crate) fn page(
    engine: &mut Engine,
    (at, text): (&str, &str),
    setting: &Setting,
) -> Result<String, Refused> {
    let audience = setting.audience()?;
    let register = engine.register_id();
    let without_lists = engine.register().without_lists();
    let screener = engine.screener(&setting.asked())?;
    let (as_of, reach) = (screener.as_of(), screener.reach());
    let frame = Frame { audience, as_of, reach, register, without_lists };
    let site = frame.site();
    let nobody = || Refused::new("there is no such page: ask again for what led to it");
    let html = if let Some(id) = at.strip_prefix("/case/") {
        let case = engine.case(id).ok_or_else(nobody)?;
        pages::site::case(&site, &case, CaseState::Current, &[])
    } else if let Some(id) = at.strip_prefix("/party/") {
        let party = screener.register().party_by_id(id);
        let dossier = party.and_then(|no| Dossier::of(screener, no)).ok_or_else(nobody)?;
        pages::site::party(&site, &dossier)
    } else if at == "/" && text.trim().is_empty() {
        pages::site::home(&site, None)
    } else if at == "/" {
        let listing = pasted(text)?;
        let result = screener.screen(&listing);
        let parties = named(screener, text.trim());
        let asked = Answered { text, result: &result, parties: &parties };
        let html = pages::site::home(&site, Some(&asked));
        let told = cases(&result);
        engine.told(told);
        html
    } else {
        return Err(nobody());
    };
    Ok(json(&Shown { html }))
}

/// Companies and shops of that name.
fn named(screener: &Screener<'_>, typed: &str) -> Vec<PartyHit> {
    if typed.len() > A_NAME {
        return Vec::new();
    }
    let register = screener.register();
    let all = match by_name(register, typed) {
        Match::One(no) => vec![no],
        Match::Several(all) | Match::Group(all) => all,
        Match::Parts(_) | Match::None => Vec::new(),
    };
    all.into_iter().take(NAMED).filter_map(|no| hit(register, no, screener.as_of())).collect()
}

fn hit(register: &Register<'_>, no: PartyNo, as_of: Day) -> Option<PartyHit> {
    let party = register.party(no)?;
    Some(PartyHit {
        id: party.id().to_owned(),
        name: party.name().to_owned(),
        native_name: party.native().map(str::to_owned),
        kind: party.kind().word().to_owned(),
        country: party.country().to_owned(),
        listed: party
            .designations()
            .any(|one| one.list().is_some() && one.interval().holds(as_of) > Holds::No),
    })
}
