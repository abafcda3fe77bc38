//! Cases, dossiers, lists, and how all of it is decided.

use std::sync::Arc;

use axum::extract::{Path, State};
use nameplate::word::CaseStatus;
use nameplate::{Dossier, Screener};
use pages::site::{CaseState, ChangeRow, Changed, How, ListRow, RouteRow};
use serde_json::Value;

use super::answering::shown_answer;
use super::asking::{Asking, PageResult, Setting};
use crate::api::asked::{Query, day, shown};
use crate::api::cases::{served, standing};
use crate::api::changes::told;
use crate::api::lists::all;
use crate::app::App;
use crate::clock::{day_of, midnight};
use crate::compared::Change;
use crate::facts::FactChange;
use crate::page::html;
use crate::problem::Problem;
use crate::routes::described;

/// A case. One that is said no longer is told from the bytes that were served: its page names where they are.
pub(crate) async fn case(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(asking): Query<Asking>,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let served = served(&app, &id).await.map_err(|problem| setting.shown(problem))?;
    let now = standing(&setting.ready.on(setting.as_of), &served);
    let by: Vec<String> = now.by.into_iter().collect();
    let state = match now.status {
        CaseStatus::Current => CaseState::Current,
        CaseStatus::Superseded => CaseState::Superseded(&by),
        CaseStatus::Withdrawn => CaseState::Withdrawn,
    };
    if let Some(case) = &now.case {
        let answers = app.store.answers(&served.key).await.map_err(|error| setting.shown(error.into()))?;
        let answers: Vec<_> = answers.into_iter().map(shown_answer).collect();
        return Ok(html(pages::site::case(&setting.site(), case, state, &answers)));
    }
    let said = serde_json::from_str::<Value>(&served.body).unwrap_or_default();
    Ok(html(pages::site::old_case(&setting.site(), &said, state)))
}

/// A dossier.
pub(crate) async fn party(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(asking): Query<Asking>,
) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let screener = setting.ready.on(setting.as_of);
    let no = screener.register().party_by_id(&id);
    let Some(dossier) = no.and_then(|no| Dossier::of(&screener, no)) else {
        let detail = format!("the register knows no party `{}`", shown(&id));
        return Err(setting.shown(Problem::missing(detail).hint("the search finds parties by their names")));
    };
    Ok(html(pages::site::party(&setting.site(), &dossier)))
}

/// The lists.
pub(crate) async fn lists(State(app): State<Arc<App>>, Query(asking): Query<Asking>) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let all = all(&app, &setting.ready).map_err(|problem| setting.shown(problem))?;
    let rows: Vec<ListRow> = all
        .into_iter()
        .map(|list| ListRow {
            id: list.id,
            name: list.name,
            authority: list.authority,
            jurisdiction: list.jurisdiction,
            url: list.url,
            entries: list.entries,
            loaded: list.loaded,
            edition_day: list.edition_day,
            age_days: list.age_days,
        })
        .collect();
    Ok(html(pages::site::lists(&setting.site(), &rows)))
}

/// So many days are looked back where no day is named.
const LOOKED_BACK: i64 = 30;
/// Entries of a page of changes.
const A_PAGE: usize = 200;

/// What changed on lists and in facts.
pub(crate) async fn changes(State(app): State<Arc<App>>, Query(asking): Query<Asking>) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let asked = Some(asking.since.trim()).filter(|text| !text.is_empty());
    let usual = day_of(midnight(setting.as_of) - LOOKED_BACK * 86_400);
    let since = day(asked, usual).map_err(|problem| setting.shown(problem))?;
    let list = Some(asking.list.as_str()).filter(|list| !list.is_empty());
    let from = asking.cursor.parse().unwrap_or(0);
    let told = told(&app, since, (list, (from, A_PAGE))).await.map_err(|problem| setting.shown(problem))?;
    let changed = Changed {
        since: since.to_string(),
        list,
        facts: told.facts.into_iter().map(fact_row).collect(),
        facts_noted_since: told.facts_noted_since,
        entries: told.results.into_iter().map(entry_row).collect(),
        total: told.total,
        next: told.next,
        without: told.without_an_earlier_edition.into_iter().map(str::to_owned).collect(),
    };
    Ok(html(pages::site::changes(&setting.site(), &changed)))
}

fn fact_row(one: FactChange) -> ChangeRow {
    let rule = one.rule.map(|code| format!("rule {code}"));
    ChangeRow {
        list: None,
        name: one.name.or(rule).unwrap_or_default(),
        party: one.party.filter(|_| one.became != "removed"),
        became: one.became,
        what: one.stated,
        editions: (one.from, one.to),
    }
}

fn entry_row(one: Change) -> ChangeRow {
    ChangeRow {
        list: Some(one.list),
        name: one.name,
        party: one.party,
        became: one.became.to_owned(),
        what: one.fields.into_iter().map(str::to_owned).collect(),
        editions: (one.from, one.to),
    }
}

/// How it is decided.
pub(crate) async fn how(State(app): State<Arc<App>>, Query(asking): Query<Asking>) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let screener = setting.ready.on(setting.as_of);
    let register = screener.register();
    let how = How {
        policy: screener.policy(),
        reasons: &Screener::reasons(),
        parties: register.party_count(),
        lists: register.lists().count(),
        rules: register.rules().count(),
    };
    Ok(html(pages::site::how(&setting.site(), &how)))
}

/// The routes of the API.
pub(crate) async fn api(State(app): State<Arc<App>>, Query(asking): Query<Asking>) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let description = described();
    let mut rows = Vec::new();
    for (path, methods) in description["paths"].as_object().into_iter().flatten() {
        for (method, about) in methods.as_object().into_iter().flatten() {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            rows.push(RouteRow {
                method: method.to_uppercase(),
                path: path.clone(),
                summary: text(&about["summary"]),
                scope: text(&about["security"][0]["key"][0]),
            });
        }
    }
    Ok(html(pages::site::api(&setting.site(), &rows)))
}

/// How a company gets a correction.
pub(crate) async fn wrong(State(app): State<Arc<App>>, Query(asking): Query<Asking>) -> PageResult {
    let setting = Setting::of(&app, &asking)?;
    let screener = setting.ready.on(setting.as_of);
    let register = screener.register();
    let party = register.party_by_id(&asking.about).and_then(|no| register.party(no));
    let about = party.map(|party| (party.id(), party.name()));
    Ok(html(pages::site::wrong(&setting.site(), about, app.settings.contact.as_deref())))
}
