//! What is known of a party.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use nameplate::{Day, Dossier};

use super::asked::{Query, day, json, shown, tagged};
use super::cases::DayQuery;
use crate::app::App;
use crate::problem::{Problem, Result};

/// What is known of a party
///
/// The dossier: names, who stands behind it, places on lists, what is said and answered, with sources and dates, as of a day.
#[utoipa::path(
    get, path = "/v1/parties/{id}", tag = "knowledge", operation_id = "party",
    params(("id" = String, Path, description = "The id of a party", example = "hikvision"), DayQuery),
    responses(
        (status = 200, description = "The dossier", body = Object, content_type = "application/json"),
        (status = 304, description = "Whoever asks has it already"),
        (status = "4XX", description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn party(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(query): Query<DayQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let as_of = day(query.as_of.as_deref(), app.today())?;
    let ready = app.engine.now();
    let dossier = dossier(&app, as_of, &id)?;
    Ok(tagged(&headers, &ready, ("application/json", json(&dossier)?)))
}

/// The dossier of a party.
pub(crate) fn dossier(app: &App, as_of: Day, id: &str) -> Result<Dossier> {
    let screener = app.engine.now();
    let screener = screener.on(as_of);
    let missing = || {
        Problem::missing(format!("the register knows no party `{}`", shown(id)))
            .hint("GET /v1/search?q= finds parties by their names")
    };
    let no = screener.register().party_by_id(id).ok_or_else(missing)?;
    Dossier::of(&screener, no).ok_or_else(missing)
}
