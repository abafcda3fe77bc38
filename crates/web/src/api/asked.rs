//! What requests have in common: the day that is asked for, bodies within their bounds, answers that can be kept by whoever asked.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nameplate::Day;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::engine::Ready;
use crate::problem::{Problem, Result};

/// The query of an address, or a problem that says what cannot be meant.
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        axum::extract::Query::try_from_uri(&parts.uri).map(|query| Query(query.0)).map_err(|error| {
            let said = error.body_text();
            let said = said.split_once(": ").map_or(said.as_str(), |(_, cause)| cause);
            let detail = format!("what stands behind the `?` of the address cannot be read: {}", shown(said));
            Problem::new(StatusCode::BAD_REQUEST, "query", detail)
                .hint("GET /openapi.json names what each route takes")
        })
    }
}

/// The day of a request, or the one that holds where it names none.
pub(crate) fn day(asked: Option<&str>, today: Day) -> Result<Day> {
    let Some(text) = asked else { return Ok(today) };
    text.parse().map_err(|_| {
        Problem::asked(format!("as_of: `{}` is not a day", shown(text))).hint("write it as 2026-11-23")
    })
}

/// Where a page begins: what `next` of the page before said.
pub(crate) fn offset(cursor: Option<&str>) -> Result<usize> {
    let bad = |_| Problem::asked("cursor: take it from `next` of the page before");
    cursor.map_or(Ok(0), |text| text.parse().map_err(bad))
}

/// How many a page has: what was asked within 1 and the most, or the usual number.
pub(crate) fn limit(asked: Option<usize>, (usual, most): (usize, usize)) -> Result<usize> {
    let limit = asked.unwrap_or(usual);
    if (1..=most).contains(&limit) { Ok(limit) } else { Err(Problem::asked(format!("limit: 1 to {most}"))) }
}

/// A text of a request, short enough to be repeated.
pub(crate) fn shown(text: &str) -> String {
    let mut short: String = text.chars().filter(|letter| !letter.is_control()).take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The body of a request within its bound.
pub(crate) async fn body(headers: &HeaderMap, body: Body, most: usize) -> Result<Bytes> {
    let too_large = || {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-many-bytes", format!("more than {most} bytes"))
            .hint("send it in several requests, or the whole catalog to POST /v1/scans")
    };
    let encoding = headers.get(header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| encoding != "identity") {
        let detail = "a body of a request is read as it is, not compressed";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "encoding", detail));
    }
    let told =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|length| length > most) {
        return Err(too_large());
    }
    to_bytes(body, most).await.map_err(|error| {
        let error = error.into_inner();
        if error.is::<http_body_util::LengthLimitError>() {
            return too_large();
        }
        Problem::new(StatusCode::BAD_REQUEST, "body", "the body of the request broke off")
    })
}

/// JSON that says with what it was answered, under an entity tag: whoever has it already is told so and no more.
pub(crate) fn tagged(headers: &HeaderMap, ready: &Ready, (kind, body): (&'static str, Vec<u8>)) -> Response {
    let mut tag = nameplate::register::hex(&Sha256::digest(&body));
    tag.truncate(32);
    let tag = format!("\"{tag}\"");
    let has_it =
        headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).is_some_and(|known| {
            known == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
        });
    let mut response = match has_it {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(header::CONTENT_TYPE, kind)], body).into_response(),
    };
    let named = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::VARY, "accept".to_owned()),
        (header::HeaderName::from_static("nameplate-register"), ready.register.hash.clone()),
    ];
    for (name, value) in named {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| Problem::fault(&error))
}
