//! The client with which object stores are asked: blocking calls on threads of their own, within bounds of time and size.

use std::io::{self, Read as _};
use std::time::Duration;

use async_trait::async_trait;
use http::{HeaderMap, Method};
use http_body_util::BodyExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
};
use ureq::Agent;

/// How long it is tried to reach a server.
const CONNECT: Duration = Duration::from_secs(15);
/// How long a server may take until it answers.
const ANSWER: Duration = Duration::from_secs(60);
/// How long one piece may take on its way: 8 MiB at 70 kB a second.
const BODY: Duration = Duration::from_secs(120);
/// No answer that is asked for is larger: pieces of objects, pages of lists.
const LARGEST: u64 = 64 << 20;
/// An address behind HTTPS may lead on so often; a store's never does.
pub(crate) const LEADS_ON: u32 = 3;

/// Makes clients.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    /// How often an answer may lead elsewhere.
    pub(crate) redirects: u32,
    /// Whether only HTTPS is spoken, wherever that leads.
    pub(crate) https_only: bool,
}

impl HttpConnector for Client {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(self.redirects)
            .max_redirects_will_error(false)
            .https_only(self.https_only)
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(ANSWER))
            .timeout_recv_body(Some(BODY))
            .timeout_send_body(Some(BODY))
            .user_agent(concat!("nameplate/", env!("CARGO_PKG_VERSION")));
        Ok(HttpClient::new(Service(config.build().into())))
    }
}

#[derive(Debug)]
struct Service(Agent);

#[async_trait]
impl HttpService for Service {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (head, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let agent = self.0.clone();
        let done = tokio::task::spawn_blocking(move || ask(&agent, head, body)).await;
        done.unwrap_or_else(|error| Err(HttpError::new(HttpErrorKind::Unknown, error)))
    }
}

fn ask(agent: &Agent, head: http::request::Parts, body: bytes::Bytes) -> Result<HttpResponse, HttpError> {
    let mut request = http::Request::builder().method(&head.method).uri(&head.uri);
    if let Some(headers) = request.headers_mut() {
        *headers = head.headers;
    }
    let has_body = !matches!(head.method, Method::GET | Method::HEAD | Method::DELETE);
    let answer = if has_body {
        request.body(body.to_vec()).map_err(unknown).and_then(|request| agent.run(request).map_err(failed))
    } else {
        request.body(()).map_err(unknown).and_then(|request| agent.run(request).map_err(failed))
    }?;
    let (mut parts, body) = answer.into_parts();
    let bytes = if head.method == Method::HEAD { Vec::new() } else { whole(body, &parts.headers)? };
    // The body is there in full now, whatever it was on its way.
    parts.headers.remove(http::header::TRANSFER_ENCODING);
    Ok(HttpResponse::from_parts(parts, bytes.into()))
}

/// All of a body: one that is shorter than it says was cut.
fn whole(body: ureq::Body, headers: &HeaderMap) -> Result<Vec<u8>, HttpError> {
    let mut bytes = Vec::new();
    body.into_reader().take(LARGEST + 1).read_to_end(&mut bytes).map_err(cut)?;
    if bytes.len() as u64 > LARGEST {
        return Err(unknown(io::Error::other("the answer is larger than anything that was asked for")));
    }
    let told: Option<u64> =
        headers.get(http::header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match told {
        Some(told) if bytes.len() as u64 != told => Err(cut(io::ErrorKind::UnexpectedEof.into())),
        _ => Ok(bytes),
    }
}

fn unknown(error: impl std::error::Error + Send + Sync + 'static) -> HttpError {
    HttpError::new(HttpErrorKind::Unknown, error)
}

/// Broken off on its way: worth another try.
fn cut(error: io::Error) -> HttpError {
    HttpError::new(HttpErrorKind::Interrupted, error)
}

fn failed(error: ureq::Error) -> HttpError {
    let kind = match &error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => HttpErrorKind::Connect,
        ureq::Error::Io(why) if why.kind() == io::ErrorKind::ConnectionRefused => HttpErrorKind::Connect,
        ureq::Error::Io(_) | ureq::Error::Protocol(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
