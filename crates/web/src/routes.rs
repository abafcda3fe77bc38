//! All routes, each behind the scope that it asks for, and what every request runs through.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tracing::field::Empty;
use tracing::{Instrument as _, Span};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{ELSEWHERE, from_here, with_publishable_key, with_scope};
use crate::api::{answers, cases, changes, decisions, health, hooks, lists, parties, scans, screen, search};
use crate::app::App;
use crate::openapi;
use crate::problem::Problem;
use crate::settings::SPANS;
use crate::site;
use crate::store::keys::Scope;
use crate::yente;

/// The routes of the API, and their description; open to nobody where there is no service yet, only to be described.
fn api(app: Option<&Arc<App>>) -> OpenApiRouter<Arc<App>> {
    let behind = |scope: Scope, routes: OpenApiRouter<Arc<App>>| match app {
        Some(app) => routes.route_layer(from_fn_with_state((Arc::clone(app), scope), with_scope)),
        None => routes,
    };
    let gate = OpenApiRouter::new().routes(routes!(screen::screen));
    let decide = OpenApiRouter::new()
        .routes(routes!(decisions::decide, decisions::decisions))
        .routes(routes!(answers::invite));
    let read = OpenApiRouter::new()
        .routes(routes!(cases::case))
        .routes(routes!(cases::warning))
        .routes(routes!(parties::party))
        .routes(routes!(search::search))
        .routes(routes!(lists::lists))
        .routes(routes!(changes::changes));
    let bulk = OpenApiRouter::new()
        .routes(routes!(scans::upload, scans::scans))
        .routes(routes!(scans::scan))
        .routes(routes!(scans::cancel))
        .routes(routes!(scans::events))
        .routes(routes!(scans::file));
    let hooks = OpenApiRouter::new()
        .routes(routes!(hooks::make, hooks::hooks))
        .routes(routes!(hooks::remove))
        .routes(routes!(hooks::deliveries))
        .routes(routes!(hooks::replay));
    let notices = OpenApiRouter::new().routes(routes!(cases::notice));
    let notices = match app {
        Some(app) => notices.route_layer(from_fn_with_state(Arc::clone(app), with_publishable_key)),
        None => notices,
    };
    let counted = OpenApiRouter::new().routes(routes!(health::metrics));
    let open = OpenApiRouter::new().routes(routes!(health::health)).routes(routes!(health::ready));
    OpenApiRouter::with_openapi(openapi::frame())
        .merge(behind(Scope::Screen, gate))
        .merge(behind(Scope::Decide, decide))
        .merge(behind(Scope::Read, read))
        .merge(behind(Scope::Scan, bulk))
        .merge(behind(Scope::Hooks, hooks))
        .merge(behind(Scope::Read, yente::routes()))
        .merge(behind(Scope::Metrics, counted))
        .merge(notices)
        .merge(open.merge(yente::open()))
}

/// The description of the API.
pub(crate) fn described() -> Value {
    openapi::whole(api(None).get_openapi())
}

/// Everything that answers.
pub(crate) fn all(app: &Arc<App>) -> Router {
    let (router, description) = api(Some(app)).split_for_parts();
    let description = openapi::whole(&description).to_string();
    let request_id = HeaderName::from_static("x-request-id");
    router
        .route(
            "/openapi.json",
            axum::routing::get(move || {
                std::future::ready(([(header::CONTENT_TYPE, "application/json")], description.clone()))
            }),
        )
        .merge(site::pages(app))
        .fallback(nowhere)
        .method_not_allowed_fallback(not_that_way)
        .with_state(Arc::clone(app))
        .layer(from_fn_with_state(Arc::clone(app), from_here))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|_| Problem::fault(&"a handler panicked").into_response()))
        .layer(from_fn_with_state(Arc::clone(app), within_bounds))
        .layer(from_fn_with_state(Arc::clone(app), counted))
        .layer(PropagateRequestIdLayer::new(request_id.clone()))
        .layer(SetRequestIdLayer::new(request_id, MakeRequestUuid))
}

async fn nowhere() -> Problem {
    Problem::missing("there is nothing under this address").hint("GET /openapi.json names every route")
}

async fn not_that_way(method: Method) -> Problem {
    let detail = format!("{method} is not answered here");
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", detail).hint("GET /openapi.json names every route")
}

/// Whether an answer may take its time: uploads, downloads, and what is told as it goes on.
fn takes_its_time(request: &Request) -> bool {
    request.uri().path().starts_with("/v1/scans") || request.uri().path().starts_with("/scans")
}

/// Refuses what there is no room for, and ends what takes too long.
async fn within_bounds(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    // Whoever looks whether it is there is not told that there is no room.
    if matches!(request.uri().path(), "/healthz" | "/readyz") {
        return next.run(request).await;
    }
    let Ok(_room) = app.room.try_acquire() else {
        let detail = format!("{} requests are at work already", app.settings.limits.at_once);
        return Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", detail)
            .again_in(1)
            .into_response();
    };
    if takes_its_time(&request) {
        return next.run(request).await;
    }
    match tokio::time::timeout(app.settings.limits.time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let detail = format!("not done within {} s", app.settings.limits.time.as_secs());
            Problem::new(StatusCode::REQUEST_TIMEOUT, "too-slow", detail)
                .hint("send the body faster, or less of it")
                .into_response()
        }
    }
}

/// The span of a request, by OpenTelemetry's names; none where nobody keeps traces.
fn span(app: &App, request: &Request, route: Option<&str>) -> Span {
    let Some(adopt) = app.settings.adopt else { return Span::none() };
    let (method, route) = (request.method().as_str(), route.unwrap_or("none"));
    let span = tracing::info_span!(
        target: SPANS,
        "request",
        otel.name = format!("{method} {route}"),
        otel.kind = "server",
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
    );
    adopt(&span, request.headers());
    span
}

/// Counts and logs a request; puts the headers on that every answer has.
async fn counted(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let id =
        request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    app.metrics.at_work.inc();
    let span = span(&app, &request, route.as_deref());
    let mut response = next.run(request).instrument(span.clone()).await;
    app.metrics.at_work.dec();
    let (seconds, status) = (begun.elapsed().as_secs_f64(), response.status().as_u16());
    let route = route.unwrap_or_else(|| "none".to_owned());
    span.record("http.response.status_code", status);
    app.metrics.answered((method.as_str(), &route), status, seconds);
    tracing::info!(request = id, method = method.as_str(), route, status, ms = seconds * 1_000.0, "answered");
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (ELSEWHERE, "same-origin"),
    ] {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
