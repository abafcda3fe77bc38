//! Who is known, and what of them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use nameplate::lookup::typed::{Match, beginning, by_name, nearest};
use nameplate::register::{PartyNo, Register};
use nameplate::{Day, Dossier};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Query, day, json, offset, shown, tagged};
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

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchQuery {
    /// A name, a part of one, or an id; at most 200 letters.
    #[param(example = "EZVIZ", min_length = 1, max_length = 200, pattern = "\\S")]
    pub(crate) q: String,
    /// At most so many: 1 to 100, 20 where none is named.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// Where the last page ended: its `next`.
    #[param(pattern = "^[0-9]{1,9}$")]
    cursor: Option<String>,
}

/// A party that may be meant.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Hit {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its name in its own script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) native_name: Option<String>,
    /// Company, brand, storefront, state body.
    pub(crate) kind: &'static str,
    /// Where it is, as far as known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) country: String,
}

/// Who may be meant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Hits {
    /// How the words were found: `id or name`, `several`, `group`, `part of a name`, `beginning of a name`, `nothing`.
    pub(crate) found_as: &'static str,
    /// So many in all.
    pub(crate) total: usize,
    /// This page of them.
    pub(crate) results: Vec<Hit>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
    /// Names that are like what was typed, where nobody bears it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) nearest: Vec<String>,
}

/// Longest words that are looked for, in letters.
const LONGEST: usize = 200;
/// Parties of a page.
const USUAL: usize = 20;
const MOST: usize = 100;

/// Find parties by name
#[utoipa::path(
    get, path = "/v1/search", tag = "knowledge", operation_id = "search",
    params(SearchQuery),
    responses(
        (status = 200, description = "Who may be meant", body = Hits, content_type = "application/json"),
        (status = 304, description = "Whoever asks has it already"),
        (status = "4XX", description = "The question cannot be meant", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["read"])),
)]
pub(crate) async fn search(
    State(app): State<Arc<App>>,
    Query(query): Query<SearchQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let ready = app.engine.now();
    let screener = ready.on(app.today());
    let limit = query.limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::asked("limit: 1 to 100"));
    }
    let from = offset(query.cursor.as_deref())?;
    let hits = look(screener.register(), &query.q, (from, limit))?;
    Ok(tagged(&headers, &ready, ("application/json", json(&hits)?)))
}

/// Looks words up, a page at a time.
pub(crate) fn look(register: &Register<'_>, typed: &str, (from, limit): (usize, usize)) -> Result<Hits> {
    let typed = typed.trim();
    if typed.is_empty() || typed.chars().count() > LONGEST {
        return Err(Problem::asked("q: 1 to 200 letters of a name, or an id"));
    }
    let (found_as, all) = match by_name(register, typed) {
        Match::One(no) => ("id or name", vec![no]),
        Match::Several(all) => ("several", all),
        Match::Group(all) => ("group", all),
        Match::Parts(all) => ("part of a name", all),
        Match::None => match beginning(register, typed) {
            all if all.is_empty() => ("nothing", all),
            all => ("beginning of a name", all),
        },
    };
    let next = from.saturating_add(limit);
    let page = all.iter().skip(from).take(limit).filter_map(|no| hit(register, *no)).collect();
    Ok(Hits {
        found_as,
        total: all.len(),
        results: page,
        next: (next < all.len()).then(|| next.to_string()),
        nearest: if all.is_empty() { nearest(register, typed) } else { Vec::new() },
    })
}

/// A party as it is shown.
pub(crate) fn hit(register: &Register<'_>, no: PartyNo) -> Option<Hit> {
    let party = register.party(no)?;
    Some(Hit {
        id: party.id().to_owned(),
        name: party.name().to_owned(),
        native_name: party.native().map(str::to_owned),
        kind: party.kind().word(),
        country: party.country().to_owned(),
    })
}
