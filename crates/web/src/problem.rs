//! What went wrong, as RFC 9457 has it: a kind, a status, what happened and what to do about it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nameplate::error::ErrorKind;
use serde::Serialize;
use utoipa::ToSchema;

/// A problem.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is; stays the same whatever the words.
    #[serde(rename = "type")]
    #[schema(example = "urn:nameplate:problem:too-many-rows")]
    pub(crate) kind: String,
    /// The kind in words.
    pub(crate) title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    pub(crate) status: u16,
    /// What happened.
    pub(crate) detail: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<String>,
    /// Seconds to wait before it is tried again.
    #[serde(skip)]
    pub(crate) retry_after: Option<u64>,
}

/// What a handler gives, or the problem.
pub(crate) type Result<T> = std::result::Result<T, Problem>;

impl Problem {
    /// A problem of that kind: `too-many-rows`.
    pub(crate) fn new(status: StatusCode, kind: &str, detail: impl Into<String>) -> Self {
        Problem {
            kind: format!("urn:nameplate:problem:{kind}"),
            title: status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            hint: None,
            retry_after: None,
        }
    }

    /// The same, with what to do.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, to be tried again.
    #[must_use]
    pub(crate) fn again_in(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// What was asked cannot be meant.
    pub(crate) fn asked(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "cannot-be-meant", detail)
    }

    /// There is no such thing.
    pub(crate) fn missing(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::NOT_FOUND, "not-found", detail)
    }

    /// A fault of the service. The cause goes to the log, not to whoever asked.
    pub(crate) fn fault(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "the service failed; nothing was checked")
            .hint("the log of the service names the cause beside the request id of this answer")
    }

    /// The database cannot be used just now.
    pub(crate) fn store(cause: &sqlx::Error) -> Self {
        tracing::error!(%cause, "the database failed");
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "store",
            "the database of the service cannot be used just now",
        )
        .hint("try again; nothing was acknowledged")
        .again_in(2)
    }
}

impl From<sqlx::Error> for Problem {
    fn from(cause: sqlx::Error) -> Self {
        Problem::store(&cause)
    }
}

impl From<scan::Error> for Problem {
    fn from(error: scan::Error) -> Self {
        let detail = error.to_string();
        if matches!(error, scan::Error::TooManyRows { .. }) {
            return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-many-rows", detail)
                .hint("send them in several requests, or the whole catalog to POST /v1/scans");
        }
        match error.kind() {
            ErrorKind::Asked | ErrorKind::Unreadable | ErrorKind::NotFound => Problem::asked(detail).hint(
                "name the fields of a listing: title, brand, manufacturer, seller, model, gtin, text, url, ...",
            ),
            ErrorKind::Busy => Problem::new(StatusCode::CONFLICT, "busy", detail).again_in(1),
            ErrorKind::NotWritten | ErrorKind::Bug => Problem::fault(&detail),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            let how = HeaderValue::from_static("Bearer realm=\"nameplate\", Basic realm=\"nameplate\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        }
        response.extensions_mut().insert(self);
        response
    }
}
