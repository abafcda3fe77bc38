//! The lists: which are known, which editions are loaded, how old they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lists::edition::Edition;
use lists::open::loaded_lists;
use lists::sources::SOURCES;
use lists::store::Store;
use nameplate::Day;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{json, tagged};
use crate::app::App;
use crate::engine::Ready;
use crate::problem::{Problem, Result};

/// A list, or a measure of a government that keeps none.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OfList {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// `list` or `measure`.
    pub(crate) kind: &'static str,
    /// Who keeps it.
    pub(crate) authority: String,
    /// Where it holds.
    pub(crate) jurisdiction: String,
    /// The law behind it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) citation: String,
    /// Its page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) url: String,
    /// Entries in the register.
    pub(crate) entries: usize,
    /// Whether the entries are those of the published list; otherwise only reviewed facts say who stands there.
    pub(crate) loaded: bool,
    /// The edition that is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) edition: Option<String>,
    /// The day of that edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) edition_day: Option<String>,
    /// How many days old it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) age_days: Option<i64>,
}

/// All lists.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AllLists {
    /// Version of the register that answers.
    register: String,
    /// What has to be said where no published list is loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    without_lists: Option<String>,
    /// The lists, by id.
    lists: Vec<OfList>,
}

/// The lists, with the editions in use and their ages
#[utoipa::path(
    get, path = "/v1/lists", tag = "knowledge", operation_id = "lists",
    responses(
        (status = 200, description = "The lists", body = AllLists, content_type = "application/json"),
        (status = 304, description = "Whoever asks has them already"),
        (status = "4XX", description = "The question cannot be meant", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "They could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn lists(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response> {
    let ready = app.engine.now();
    let lists = all(&app, &ready)?;
    let said = AllLists {
        register: ready.register.version.clone(),
        without_lists: ready.without_lists.clone(),
        lists,
    };
    Ok(tagged(&headers, &ready, ("application/json", json(&said)?)))
}

/// The lists of a register, by id.
pub(crate) fn all(app: &App, ready: &Ready) -> Result<Vec<OfList>> {
    let today = app.today();
    let screener = ready.on(today);
    let register = screener.register();
    let loaded = loaded_lists(register);
    let editions = editions(&Store::at(&app.settings.data)).map_err(|error| Problem::fault(&error))?;
    let mut entries: BTreeMap<&str, usize> = BTreeMap::new();
    for list in register.designations().filter_map(|one| one.list()) {
        *entries.entry(list.id()).or_default() += 1;
    }
    let mut all: Vec<OfList> = register
        .lists()
        .map(|list| {
            let id = list.id();
            let is_loaded = loaded.contains(&id);
            let edition = editions.get(id.split(':').next().unwrap_or(id)).filter(|_| is_loaded);
            let day = edition.map(|edition| edition.day);
            OfList {
                id: id.to_owned(),
                name: list.name().to_owned(),
                kind: list.kind().word(),
                authority: list.authority().to_owned(),
                jurisdiction: list.jurisdiction().to_owned(),
                citation: list.citation().to_owned(),
                url: list.url().to_owned(),
                entries: entries.get(id).copied().unwrap_or(0),
                loaded: is_loaded,
                edition: edition.map(Edition::source_id),
                edition_day: day.map(|day| day.to_string()),
                age_days: day.and_then(|day| age(day.first_day(), today)),
            }
        })
        .collect();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(all)
}

fn age(day: Option<Day>, today: Day) -> Option<i64> {
    Some(today.days_since(day?))
}

/// The editions in use, by the lists that they carry.
fn editions(store: &Store) -> std::io::Result<BTreeMap<&'static str, Edition>> {
    let mut all = BTreeMap::new();
    for source in SOURCES {
        if let Some(edition) = store.current(source.id)? {
            all.extend(source.lists.iter().map(|list| (*list, edition.clone())));
        }
    }
    Ok(all)
}
