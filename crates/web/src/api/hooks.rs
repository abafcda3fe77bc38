//! Webhooks: who is told of what, and what became of it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Query, body, json, shown};
use crate::access::Account;
use crate::app::App;
use crate::clock::{moment, seconds};
use crate::hooks::{EVENTS, check_url, new_secret};
use crate::problem::{Problem, Result};
use crate::random::token;
use crate::store::hooks::{Delivery, Hook};

/// Most bytes of a request.
const MOST_BYTES: usize = 20_000;
/// Most events that are named for one.
const MOST_EVENTS: usize = 10;
/// Most webhooks of an account.
const MOST: usize = 100;

/// A webhook that is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HookWanted {
    /// Where it is told: an address that begins with `https://`.
    #[schema(example = "https://example.org/nameplate", max_length = 2000)]
    url: String,
    /// Of what: `scan.done`, `scan.failed`, `scan.cancelled`, `findings.changed`; all of them where none is named.
    #[serde(default)]
    events: Vec<String>,
}

/// A webhook.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfHook {
    /// Its id.
    id: String,
    /// Where it is told.
    url: String,
    /// Of what.
    events: Vec<String>,
    /// With what deliveries are signed (Standard Webhooks); told once, when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    /// When it was made.
    created_at: String,
}

/// All webhooks of a key.
#[derive(Serialize, ToSchema)]
pub(crate) struct Hooks {
    results: Vec<OfHook>,
}

fn of_hook(hook: Hook, with_secret: bool) -> OfHook {
    let secret = with_secret.then_some(hook.secret);
    OfHook { id: hook.id, url: hook.url, events: hook.events, secret, created_at: moment(hook.created_at) }
}

fn answer(status: StatusCode, value: &impl Serialize) -> Result<Response> {
    Ok((status, [(header::CONTENT_TYPE, "application/json")], json(value)?).into_response())
}

/// Be told of what happens
///
/// Deliveries are signed as Standard Webhooks has it, tried again with growing pauses for some 30 hours, and kept under one id, so
/// that what comes twice can be told.
#[utoipa::path(
    post, path = "/v1/hooks", tag = "webhooks", operation_id = "make_hook",
    request_body(content = HookWanted, content_type = "application/json"),
    responses(
        (status = 201, description = "It is told from now on", body = OfHook, content_type = "application/json"),
        (status = "4XX", description = "It cannot be meant", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It was not kept", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["hooks"])),
)]
pub(crate) async fn make(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    headers: HeaderMap,
    content: Body,
) -> Result<Response> {
    let bytes = body(&headers, content, MOST_BYTES).await?;
    let wanted: HookWanted = serde_json::from_slice(&bytes).map_err(|error| {
        Problem::asked(format!("no webhook: {error}"))
            .hint("send {\"url\": \"https://...\", \"events\": [\"scan.done\"]}")
    })?;
    check_url(&wanted.url, app.settings.outside())
        .map_err(|why| Problem::asked(format!("url: `{}` {why}", shown(&wanted.url))))?;
    if let Some(unknown) = wanted.events.iter().find(|event| !EVENTS.contains(&event.as_str())) {
        return Err(Problem::asked(format!("events: `{}` is none of {}", shown(unknown), EVENTS.join(", "))));
    }
    if wanted.events.len() > MOST_EVENTS {
        return Err(Problem::asked(format!("events: at most {MOST_EVENTS}, each once")));
    }
    if app.store.hooks(&account).await?.len() >= MOST {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "too-many-hooks",
            format!("there are {MOST} webhooks already"),
        ));
    }
    let mut events = wanted.events;
    if events.is_empty() {
        events = EVENTS.map(str::to_owned).to_vec();
    }
    events.sort_unstable();
    events.dedup();
    let random =
        |made: std::result::Result<String, getrandom::Error>| made.map_err(|error| Problem::fault(&error));
    let (id, secret) = (random(token())?, random(new_secret())?);
    let hook = Hook { id, url: wanted.url, secret, events, created_at: seconds() };
    app.store.keep_hook(&account, &hook).await?;
    answer(StatusCode::CREATED, &of_hook(hook, true))
}

/// The webhooks of this key
#[utoipa::path(
    get, path = "/v1/hooks", tag = "webhooks", operation_id = "hooks",
    responses(
        (status = 200, description = "The webhooks", body = Hooks, content_type = "application/json"),
        (status = "4XX", description = "A key is needed", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "They could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["hooks"])),
)]
pub(crate) async fn hooks(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
) -> Result<Response> {
    let all = app.store.hooks(&account).await?;
    answer(StatusCode::OK, &Hooks { results: all.into_iter().map(|hook| of_hook(hook, false)).collect() })
}

fn missing(id: &str) -> Problem {
    Problem::missing(format!("there is no webhook `{}`", shown(id)))
}

/// Remove a webhook
#[utoipa::path(
    delete, path = "/v1/hooks/{id}", tag = "webhooks", operation_id = "remove_hook",
    params(("id" = String, Path, description = "The id of a webhook")),
    responses(
        (status = 204, description = "It is told nothing more"),
        (status = "4XX", description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It was not removed", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["hooks"])),
)]
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
) -> Result<Response> {
    match app.store.remove_hook(&account, &id, seconds()).await? {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Err(missing(&id)),
    }
}

/// Which deliveries are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeliveriesQuery {
    /// `dead`: those that nobody took.
    #[param(value_type = Option<DeliveryState>, inline)]
    state: Option<DeliveryState>,
}

/// What became of a delivery.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DeliveryState {
    /// It will be tried.
    Waiting,
    /// It was taken.
    Done,
    /// It was given up.
    Dead,
}

/// Something that a webhook was told.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfDelivery {
    /// Its id: the same with every try.
    id: String,
    /// What happened.
    event: String,
    /// `waiting`, `done` or `dead`.
    state: String,
    /// How often it was tried.
    tries: i64,
    /// Why the last try failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// When it happened.
    created_at: String,
    /// When it is tried next, while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_at: Option<String>,
    /// When it was taken, or given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
}

/// The latest hundred deliveries of a webhook.
#[derive(Serialize, ToSchema)]
pub(crate) struct Deliveries {
    results: Vec<OfDelivery>,
}

fn of_delivery(one: Delivery) -> OfDelivery {
    let next_at = (one.state == "waiting").then(|| moment(one.next_at));
    OfDelivery {
        id: one.id,
        event: one.event,
        state: one.state,
        tries: one.tries,
        error: one.error,
        created_at: moment(one.created_at),
        next_at,
        ended_at: one.ended_at.map(moment),
    }
}

async fn own(app: &App, account: &str, id: &str) -> Result<()> {
    let all = app.store.hooks(account).await?;
    if all.iter().any(|hook| hook.id == id) { Ok(()) } else { Err(missing(id)) }
}

/// What a webhook was told, and what nobody took
#[utoipa::path(
    get, path = "/v1/hooks/{id}/deliveries", tag = "webhooks", operation_id = "deliveries",
    params(("id" = String, Path, description = "The id of a webhook"), DeliveriesQuery),
    responses(
        (status = 200, description = "The latest hundred, the latest first", body = Deliveries, content_type = "application/json"),
        (status = "4XX", description = "There is no such webhook", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "They could not be read", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["hooks"])),
)]
pub(crate) async fn deliveries(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
    Query(query): Query<DeliveriesQuery>,
) -> Result<Response> {
    own(&app, &account, &id).await?;
    let state = query.state.map(|state| match state {
        DeliveryState::Waiting => "waiting",
        DeliveryState::Done => "done",
        DeliveryState::Dead => "dead",
    });
    let all = app.store.deliveries(&id, state).await?;
    answer(StatusCode::OK, &Deliveries { results: all.into_iter().map(of_delivery).collect() })
}

/// Deliver once more
#[utoipa::path(
    post, path = "/v1/hooks/{id}/deliveries/{delivery}/replay", tag = "webhooks", operation_id = "replay",
    params(("id" = String, Path, description = "The id of a webhook"), ("delivery" = String, Path, description = "The id of a delivery")),
    responses(
        (status = 202, description = "It is tried anew, under the same id"),
        (status = "4XX", description = "There is none that is over", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "It was not queued", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["hooks"])),
)]
pub(crate) async fn replay(
    State(app): State<Arc<App>>,
    Extension(Account(account)): Extension<Account>,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Response> {
    own(&app, &account, &id).await?;
    match app.store.replay(&id, &delivery, seconds()).await? {
        true => Ok(StatusCode::ACCEPTED.into_response()),
        false => Err(Problem::missing(format!("there is no delivery `{}` that is over", shown(&delivery)))),
    }
}
