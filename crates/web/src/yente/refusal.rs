//! What is refused, as clients of yente read it: a status and `{"detail": ...}`. Words for people, and for a body or a query that
//! cannot be read a list that says where. It knows nothing of what was asked.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::problem::Problem;

/// A refusal.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    detail: Value,
}

/// What a handler gives, or the refusal.
pub(crate) type Result<T> = std::result::Result<T, Refusal>;

impl Refusal {
    /// A refusal in words.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Refusal { status, detail: Value::String(detail.into()) }
    }

    /// What was asked cannot be meant.
    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Refusal::new(StatusCode::BAD_REQUEST, detail)
    }

    /// There is no such thing.
    pub(crate) fn missing(detail: impl Into<String>) -> Self {
        Refusal::new(StatusCode::NOT_FOUND, detail)
    }

    /// A part of the request is not what it has to be: `["query", "limit"]`.
    pub(crate) fn invalid(place: &[&str], message: impl Into<String>) -> Self {
        let detail = json!([{ "type": "value_error", "loc": place, "msg": message.into() }]);
        Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, detail }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Refusal::new(status, problem.detail)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "detail": self.detail }).to_string();
        (self.status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
    }
}
