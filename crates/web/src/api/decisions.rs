//! What persons decided about findings that were held. The table is only ever appended to.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nameplate::gate::Decision;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Query, body, json};
use crate::app::App;
use crate::clock::moment;
use crate::problem::{Problem, Result};

/// Most bytes of a request.
const MOST_BYTES: usize = 1_000_000;
/// Most decisions of a request, and of a page.
const MOST: usize = 1_000;

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<Decision>),
    One(Box<Decision>),
}

/// The decisions that were taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TakenIds {
    /// Their ids, in the order of the request.
    ids: Vec<String>,
}

/// Decide about findings that were held
///
/// `case_key` and `signals` stand in the answer of the gate (`decided`). A decision holds for the same evidence of one listing, or of
/// one seller: what is new is held anew. `release` lets it go live, `stop` does not, `reopen` takes back what was decided before.
#[utoipa::path(
    post, path = "/v1/decisions", tag = "gate", operation_id = "decide",
    request_body(content = crate::openapi::DecisionOrMany, description = "A decision, or an array of them", content_type = "application/json"),
    responses(
        (status = 201, description = "They hold from now on", body = TakenIds, content_type = "application/json"),
        (status = "4XX", description = "One of them cannot be meant; none was taken", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "None was taken", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["decide"])),
)]
pub(crate) async fn decide(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    content: Body,
) -> Result<Response> {
    let bytes = body(&headers, content, MOST_BYTES).await?;
    let bad = |error: serde_json::Error| {
        Problem::asked(format!("no decision: {error}"))
            .hint("send case_key and signals as the gate gave them, listing or seller, outcome (release, stop, reopen), reason, by")
    };
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let all = match first {
        Some(b'[') => serde_json::from_slice(&bytes).map(OneOrMany::Many),
        _ => serde_json::from_slice(&bytes).map(OneOrMany::One),
    };
    let all = match all.map_err(bad)? {
        OneOrMany::Many(all) => all,
        OneOrMany::One(one) => vec![*one],
    };
    if all.is_empty() || all.len() > MOST {
        return Err(Problem::asked("1 to 1,000 decisions a request"));
    }
    for (n, decision) in all.iter().enumerate() {
        decision.check().map_err(|error| Problem::asked(format!("decision {}: {error}", n + 1)))?;
    }
    app.take(&all).await?;
    let ids = TakenIds { ids: all.iter().map(Decision::id).collect() };
    Ok((StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], json(&ids)?).into_response())
}

/// Which decisions are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionsQuery {
    /// Those after this place: `next` of the page before.
    #[param(minimum = 0)]
    after: Option<i64>,
    /// At most so many: 1 to 1,000.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<i64>,
}

/// A decision as it was taken.
#[derive(Serialize)]
struct TakenInJson {
    id: String,
    taken_at: String,
    #[serde(flatten)]
    decision: Decision,
}

#[derive(Serialize)]
struct Page {
    results: Vec<TakenInJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<i64>,
}

/// All decisions, in the order in which they were taken
#[utoipa::path(
    get, path = "/v1/decisions", tag = "gate", operation_id = "decisions",
    params(DecisionsQuery),
    responses(
        (status = 200, description = "A page of them", body = crate::openapi::Decisions, content_type = "application/json"),
        (status = "4XX", description = "The question cannot be meant", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "They could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["decide"])),
)]
pub(crate) async fn decisions(
    State(app): State<Arc<App>>,
    Query(query): Query<DecisionsQuery>,
) -> Result<Response> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let (after, limit) = (query.after.unwrap_or(0), query.limit.unwrap_or(most));
    if after < 0 || !(1..=most).contains(&limit) {
        return Err(Problem::asked("after: 0 or more; limit: 1 to 1,000"));
    }
    let taken = app.store.decisions(after, limit).await?;
    let next = taken.last().filter(|_| taken.len() as i64 == limit).map(|one| one.seq);
    let results = taken.into_iter().map(|one| TakenInJson {
        id: one.decision.id(),
        taken_at: moment(one.at),
        decision: one.decision,
    });
    let page = json(&Page { results: results.collect(), next })?;
    Ok(([(header::CONTENT_TYPE, "application/json")], page).into_response())
}
