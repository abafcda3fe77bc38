//! `GET /catalog`: the datasets, under an entity tag; and `POST /updatez`: looks for a newer register now.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::datasets::Dataset;
use super::desk::Desk;
use super::model::MODEL;
use super::params::Params;
use super::refusal::{Refusal, Result};
use super::table::moment;
use crate::access::opens;
use crate::api::asked::{json, tagged};
use crate::app::App;
use crate::problem::Problem;
use crate::store::keys::Scope;

/// The datasets, as yente names them
#[utoipa::path(
    get, path = "/catalog", tag = "yente", operation_id = "yenteCatalog",
    responses(
        (status = 200, description = "The datasets", body = Object, content_type = "application/json"),
        (status = 304, description = "Whoever asks has them already"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn catalog(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response> {
    let desk = Desk::of(&app);
    let datasets = &desk.table.datasets;
    let all: Vec<Value> = datasets.all().iter().map(|dataset| written(&desk, dataset)).collect();
    let is_leaf = |dataset: &&Dataset| dataset.children.is_empty();
    let current: Vec<&str> =
        datasets.all().iter().filter(is_leaf).map(|dataset| dataset.name.as_str()).collect();
    let said = json!({
        "datasets": all,
        "current": current,
        "outdated": [],
        "index_stale": false,
        "followthemoney": MODEL.version,
    });
    Ok(tagged(&headers, &desk.ready, ("application/json", json(&said)?)))
}

/// The day of the newest edition of the list or source.
fn day(desk: &Desk, dataset: &Dataset) -> Option<nameplate::Day> {
    let register = desk.ready.matcher().register();
    let is_its = |id: &str| {
        id.split('@')
            .next()
            .is_some_and(|source| dataset.id == source || dataset.id.starts_with(&format!("{source}:")))
    };
    let of =
        |one: nameplate::register::Source| is_its(one.id.as_str()).then(|| one.date.first_day()).flatten();
    register.sources().filter_map(of).max()
}

fn written(desk: &Desk, dataset: &Dataset) -> Value {
    let name = |at: &usize| Some(desk.table.datasets.get(*at)?.name.clone());
    let children: Vec<String> = dataset.children.iter().filter_map(name).collect();
    let is_collection = !children.is_empty();
    let version = &desk.ready.register.version;
    let updated = day(desk, dataset).map(moment);
    json!({
        "name": dataset.name,
        "title": dataset.title,
        "type": if is_collection { "collection" } else { "source" },
        "url": Some(&dataset.url).filter(|url| !url.is_empty()),
        "publisher": Some(&dataset.authority).filter(|name| !name.is_empty()).map(|name| json!({ "name": name, "official": true, "url": dataset.url })),
        "register_id": dataset.id,
        "entity_count": dataset.entities,
        "thing_count": dataset.entities,
        "updated_at": updated,
        "last_export": updated,
        "version": version,
        "index_version": version,
        "index_current": true,
        "load": !is_collection,
        "namespace": false,
        "resources": [],
        "children": children,
        "datasets": children,
    })
}

/// Look for a newer register now
#[utoipa::path(
    post, path = "/updatez", tag = "yente", operation_id = "yenteUpdate",
    params(("token" = Option<String>, Query, description = "A key with the scope `read`, where keys are asked for and no header has it")),
    responses(
        (status = 200, description = "It was looked for", body = Object, content_type = "application/json"),
        (status = 403, description = "The token is no key", body = Object, content_type = "application/json"),
    ),
)]
pub(crate) async fn update(
    State(app): State<Arc<App>>,
    params: Params,
    headers: HeaderMap,
) -> Result<axum::Json<Value>> {
    let token = params.one("token").unwrap_or_default();
    if !opens(&app, Scope::Read, (token, &headers)) {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "Invalid token."));
    }
    let sync = params.flag("sync")?.unwrap_or(false);
    let at_work = Arc::clone(&app);
    let work = tokio::task::spawn_blocking(move || match at_work.engine.refresh() {
        Ok(new) => {
            if new {
                at_work.metrics.swaps.inc();
            }
            Ok(())
        }
        Err(error) => Err(Problem::fault(&error)),
    });
    if sync {
        work.await.map_err(|error| Problem::fault(&error))??;
    }
    Ok(axum::Json(json!({ "status": "ok" })))
}
