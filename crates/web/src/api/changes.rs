//! What changed since a day, by party: the editions of lists in use beside those that were in use then, and reviewed facts and rules as the
//! service saw them change.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lists::edition::Edition;
use lists::sources::SOURCES;
use lists::store::Store;
use nameplate::Day;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Query, day, json, limit, offset, tagged};
use crate::app::App;
use crate::clock::{day_of, midnight};
use crate::compared::Change;
use crate::facts::FactChange;
use crate::problem::{Problem, Result};

/// Since when, and of which list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangesQuery {
    /// The day: editions in use are compared with those that were in use on it.
    #[param(example = "2026-11-01", value_type = String, format = Date)]
    since: String,
    /// Only entries of this list.
    list: Option<String>,
    /// `next` of the page before.
    #[param(pattern = "^[0-9]{1,9}$")]
    cursor: Option<String>,
    /// At most so many: 1 to 1,000, 100 where none is named.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// What changed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Changes {
    /// In the order of sources and entries.
    pub(crate) results: Vec<Change>,
    /// So many in all.
    pub(crate) total: usize,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
    /// Sources of which there is no edition from before that day: nothing can be said of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) without_an_earlier_edition: Vec<&'static str>,
    /// Reviewed facts and rules that changed, newest first, at most 1,000; on the first page, and where no list is named.
    pub(crate) facts: Vec<FactChange>,
    /// The day since which this service notes changes of facts: of those before it nothing can be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) facts_noted_since: Option<String>,
}

/// What lists, facts and rules changed since a day
#[utoipa::path(
    get, path = "/v1/changes", tag = "knowledge", operation_id = "changes",
    params(ChangesQuery),
    responses(
        (status = 200, description = "What changed", body = Changes, content_type = "application/json"),
        (status = 304, description = "Whoever asks has it already"),
        (status = "4XX", description = "The question cannot be meant", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "The editions could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn changes(
    State(app): State<Arc<App>>,
    Query(query): Query<ChangesQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let since = day(Some(&query.since), app.today())?;
    let page = (offset(query.cursor.as_deref())?, limit(query.limit, (100, 1_000))?);
    let changes = told(&app, since, (query.list.as_deref(), page)).await?;
    Ok(tagged(&headers, &app.engine.now(), ("application/json", json(&changes)?)))
}

/// What changed since a day: of one list or of all, so many from a place on.
pub(crate) async fn told(
    app: &Arc<App>,
    since: Day,
    (list, (from, limit)): (Option<&str>, (usize, usize)),
) -> Result<Changes> {
    let turn = Arc::clone(&app.cores).acquire_owned().await.map_err(|error| Problem::fault(&error))?;
    let at_work = Arc::clone(app);
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        since_then(&at_work, since)
    });
    let (mut all, without) =
        done.await.map_err(|error| Problem::fault(&error))?.map_err(|error| Problem::fault(&error))?;
    if let Some(list) = list {
        all.retain(|change| change.list == *list);
    }
    let next = from.saturating_add(limit);
    let (facts, noted) = crate::facts::since(app, midnight(since)).await?;
    let with_facts = from == 0 && list.is_none();
    Ok(Changes {
        total: all.len(),
        next: (next < all.len()).then(|| next.to_string()),
        results: all.into_iter().skip(from).take(limit).collect(),
        without_an_earlier_edition: without,
        facts: if with_facts { facts } else { Vec::new() },
        facts_noted_since: noted.map(|at| day_of(at).to_string()),
    })
}

fn since_then(app: &App, since: Day) -> std::io::Result<(Vec<Change>, Vec<&'static str>)> {
    let store = Store::at(&app.settings.data);
    let (mut all, mut without) = (Vec::new(), Vec::new());
    for source in SOURCES {
        let Some(to) = store.current(source.id)? else { continue };
        let earlier =
            store.editions(source.id)?.into_iter().filter(|one| one.moment().is_some_and(|day| day <= since));
        match earlier.max_by_key(Edition::moment) {
            None => without.push(source.id),
            Some(from) if from.id == to.id => {}
            Some(from) => all.extend(app.compared.of(&store, source, (&from, &to))?.iter().cloned()),
        }
    }
    name_parties(app, &mut all);
    Ok((all, without))
}

/// Says which parties of the register the entries are.
fn name_parties(app: &App, all: &mut [Change]) {
    let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, change) in all.iter().enumerate() {
        wanted.entry(format!("{}:{}", change.source, change.entry)).or_default().push(n);
    }
    if wanted.is_empty() {
        return;
    }
    let ready = app.engine.now();
    let screener = ready.on(app.today());
    for (_, party) in screener.register().parties() {
        for entry in party.entries() {
            for &n in wanted.get(entry).into_iter().flatten() {
                all[n].party = Some(party.id().to_owned());
            }
        }
    }
}
