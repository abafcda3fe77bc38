//! Whether the service is there, whether it can answer, and what it counts.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::problem::{Problem, Result};

/// Whether the process is there
#[utoipa::path(get, path = "/healthz", tag = "operations", operation_id = "health",
    responses((status = 200, description = "It is", body = String, content_type = "text/plain")))]
pub(crate) async fn health(headers: HeaderMap) -> Response {
    said(&headers, "ok\n".to_owned())
}

/// In words; as JSON for whoever asks for it.
fn said(headers: &HeaderMap, words: String) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepted.split(',').any(|one| one.trim().starts_with("application/json")) {
        return ([(header::CONTENT_TYPE, "application/json")], r#"{"status":"ok"}"#).into_response();
    }
    words.into_response()
}

/// Whether it can answer: the register is open and the database answers
#[utoipa::path(get, path = "/readyz", tag = "operations", operation_id = "ready",
    responses(
        (status = 200, description = "It can", body = String, content_type = "text/plain"),
        (status = 503, description = "It cannot just now", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn ready(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response> {
    if app.stop.is_cancelled() {
        let detail = "the service is about to end";
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "ending", detail).again_in(5));
    }
    app.store.is_there().await?;
    Ok(said(&headers, format!("ready, register {}\n", app.engine.now().register.version)))
}

/// What is counted, as Prometheus reads it
#[utoipa::path(get, path = "/metrics", tag = "operations", operation_id = "metrics",
    responses(
        (status = 200, description = "The counts", body = String, content_type = "application/openmetrics-text"),
        (status = "4XX", description = "A key is needed", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["metrics"])))]
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> Response {
    const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, KIND)], app.metrics.text()).into_response()
}
