//! Pages as answers.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

/// A page.
pub(crate) fn html(page: String) -> Response {
    let mut response =
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], page)
            .into_response();
    let policy = HeaderValue::from_static("frame-ancestors 'none'");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// A problem as a page.
pub(crate) struct Shown(Box<(Problem, String)>);

impl Shown {
    /// A problem, and the page that tells it.
    pub(crate) fn new(problem: Problem, page: String) -> Self {
        Shown(Box::new((problem, page)))
    }
}

impl IntoResponse for Shown {
    fn into_response(self) -> Response {
        let (problem, page) = *self.0;
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = html(page);
        *response.status_mut() = status;
        if let Some(seconds) = problem.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
