//! The one box and its answer, and the search.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use nameplate::Day;
use nameplate::answer::Audience;
use nameplate::lookup::typed::{Match, by_name};
use nameplate::word::Reader;
use pages::site::{Answered, Facet, Found, PartyHit, Site, escaped};
use serde::Deserialize;

use super::PASTED;
use crate::api::asked::{Query, body, day, shown};
use crate::api::search::{Facets, Hit, Hits, Looked, Narrowed, hit, look};
use crate::app::App;
use crate::engine::Ready;
use crate::kept;
use crate::page::{Shown, html};
use crate::problem::{Problem, Result};
use crate::store::cases::Served;

/// Who asks, where and when, as every page's address has it; and what else pages take.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    reader: Option<String>,
    place: Option<String>,
    as_of: String,
    pub(crate) q: String,
    pub(crate) cursor: String,
    pub(crate) about: String,
    kind: String,
    country: String,
    listed: String,
    pub(crate) since: String,
    pub(crate) list: String,
}

/// What a page is made with.
pub(crate) struct Setting {
    pub(crate) ready: Arc<Ready>,
    pub(crate) audience: Audience,
    usual: Audience,
    pub(crate) as_of: Day,
    asked_as_of: bool,
    reach: Option<Day>,
}

impl Setting {
    /// What an address asks with; who asks is nobody where it cannot be meant.
    pub(crate) fn of(app: &App, asking: &Asking) -> std::result::Result<Self, Shown> {
        let ready = app.engine.now();
        let today = app.today();
        let usual = app.settings.audience.clone();
        let place = asking.place.as_deref().unwrap_or_default();
        let audience = Audience {
            reader: match &asking.reader {
                Some(word) => Reader::from_word(word.trim()),
                None => usual.reader,
            },
            place: if asking.place.is_some() { Audience::place_of(place) } else { usual.place.clone() },
        };
        let asked = Some(asking.as_of.trim()).filter(|text| !text.is_empty());
        let as_of = day(asked, today);
        let reach = ready.on(*as_of.as_ref().unwrap_or(&today)).reach();
        let asked_as_of = as_of.is_ok() && asked.is_some();
        let setting =
            Setting { ready, audience, usual, as_of: *as_of.as_ref().unwrap_or(&today), asked_as_of, reach };
        match as_of {
            Err(problem) => Err(setting.shown(problem)),
            Ok(_) if !place.trim().is_empty() && setting.audience.place.is_none() => {
                let detail = format!("`{}` is not a place", shown(place));
                Err(setting.shown(Problem::asked(detail).hint("write it as US, US-TX, EU")))
            }
            Ok(_) => Ok(setting),
        }
    }

    /// What every page says.
    pub(crate) fn site(&self) -> Site<'_> {
        Site {
            audience: &self.audience,
            usual: &self.usual,
            as_of: self.as_of,
            asked_as_of: self.asked_as_of,
            register: &self.ready.register,
            reach: self.reach,
            without_lists: self.ready.without_lists.as_deref(),
            still: false,
        }
    }

    /// A problem as a page.
    pub(crate) fn shown(&self, problem: Problem) -> Shown {
        let told = (problem.status, problem.title.as_str());
        let page = pages::site::problem(&self.site(), told, &problem.detail, problem.hint.as_deref());
        Shown::new(problem, page)
    }
}

/// A page, or a problem as a page.
pub(crate) type PageResult = std::result::Result<Response, Shown>;

/// The box; with words in the address, their answer.
pub(crate) async fn home(State(app): State<Arc<App>>, Query(asking): Query<Asking>) -> PageResult {
    answer(&app, &asking, &asking.q).await
}

/// What was pasted, and its answer.
pub(crate) async fn pasted(
    State(app): State<Arc<App>>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
    content: Body,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let read = async {
        let bytes = body(&headers, content, PASTED).await?;
        let form: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes)
            .map_err(|_| Problem::asked("this is not what the box of the page sends"))?;
        Ok(form.into_iter().find(|(name, _)| name == "q").map(|(_, text)| text).unwrap_or_default())
    };
    let text: Result<String> = read.await;
    let text = text.map_err(|problem| setting.shown(problem))?;
    if text.len() <= IN_ADDRESS {
        // A short question gets an address that can be passed on.
        let at = format!("/?q={}", escaped(&text));
        return Ok(Redirect::to(&setting.site().link(&at)).into_response());
    }
    answer(&app, &asking, &text).await
}

/// A question of so many bytes stands in the address of its answer.
const IN_ADDRESS: usize = 300;
/// So many words are looked up as a name, where they are so few.
const A_NAME: usize = 80;
/// So many parties are shown above the answer.
const NAMED: usize = 5;

async fn answer(app: &App, asking: &Asking, text: &str) -> PageResult {
    let setting = Setting::of(app, asking)?;
    if text.trim().is_empty() {
        return Ok(html(pages::site::home(&setting.site(), None)));
    }
    let (page, cases) = told(app, &setting, text).map_err(|problem| setting.shown(problem))?;
    app.keep_cases(cases).await.map_err(|error| setting.shown(error.into()))?;
    Ok(html(page))
}

/// The page of an answer, and the cases on it that were never served.
fn told(app: &App, setting: &Setting, text: &str) -> Result<(String, Vec<Served>)> {
    let screener = setting.ready.on(setting.as_of);
    let listing = scan::pasted(text)?.unwrap_or_default();
    let result = setting.ready.remembering(|memo| screener.screen_with(memo, &listing));
    let typed = text.trim();
    let parties = if typed.len() <= A_NAME { named(&screener, (typed, setting.as_of)) } else { Vec::new() };
    let page =
        pages::site::home(&setting.site(), Some(&Answered { text, result: &result, parties: &parties }));
    let unknown = result.findings.iter().map(|one| &one.case).filter(|case| !app.knows_case(&case.id));
    let cases = unknown.map(|case| kept::served(case, kept::written(&listing))).collect();
    Ok((page, cases))
}

/// The parties that bear the very words as a name.
fn named(screener: &nameplate::Screener<'_>, (typed, as_of): (&str, Day)) -> Vec<PartyHit> {
    let register = screener.register();
    let all = match by_name(register, typed) {
        Match::One(no) => vec![no],
        Match::Several(all) | Match::Group(all) => all,
        Match::Parts(_) | Match::None => Vec::new(),
    };
    let hits = all.into_iter().take(NAMED).filter_map(|no| hit(register, no, as_of));
    hits.map(party_hit).collect()
}

fn party_hit(hit: Hit) -> PartyHit {
    PartyHit {
        id: hit.id,
        name: hit.name,
        native_name: hit.native_name,
        kind: hit.kind.to_owned(),
        country: hit.country,
        listed: hit.listed,
    }
}

/// Parties of a page of the search.
const A_PAGE: usize = 30;

/// The search.
pub(crate) async fn search(State(app): State<Arc<App>>, Query(asking): Query<Asking>) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    if asking.q.trim().is_empty() {
        return Ok(html(pages::site::search(&setting.site(), "", None)));
    }
    let screener = setting.ready.on(setting.as_of);
    let from = asking.cursor.parse().unwrap_or(0);
    let narrowed = Narrowed { kind: &asking.kind, country: &asking.country, listed: &asking.listed };
    let asked = Looked { typed: &asking.q, narrowed, page: (from, A_PAGE), as_of: setting.as_of };
    let hits = look(screener.register(), &asked).map_err(|problem| setting.shown(problem))?;
    let Hits { total, results, next, facets, nearest, .. } = hits;
    let parties = results.into_iter().map(party_hit).collect();
    let found = Found { parties, total, next, nearest, facets: shown_facets(facets, narrowed) };
    Ok(html(pages::site::search(&setting.site(), &asking.q, Some(&found))).into_response())
}

fn shown_facets(facets: Facets, narrowed: Narrowed<'_>) -> Vec<Facet> {
    let all = [
        ("kind", facets.kind, narrowed.kind),
        ("country", facets.country, narrowed.country),
        ("listed", facets.listed, narrowed.listed),
    ];
    all.into_iter()
        .map(|(name, words, chosen)| Facet {
            name,
            chosen: chosen.to_owned(),
            words: words.into_iter().collect(),
        })
        .collect()
}
