//! Who may ask what: names under which the service is reached, pages of other sites, and keys.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::App;
use crate::clock;
use crate::problem::{Problem, Result};
use crate::settings::Settings;
use crate::store::keys::{Key, Scope, digest};

/// Whose key it is, where keys are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Account(pub(crate) String);

/// Everybody, where no keys are asked for.
pub(crate) const EVERYBODY: &str = "local";

/// Lets a request through whose key has a scope.
pub(crate) async fn with_scope(
    State((app, scope)): State<(Arc<App>, Scope)>,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let account = account(&app, scope, request.headers())?;
    request.extensions_mut().insert(account);
    Ok(next.run(request).await)
}

/// Lets pages of a shop ask, whose key stands in their source: it opens to the origin that it is bound to, and only the answers say so to
/// the browser.
pub(crate) async fn with_publishable_key(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Result<Response> {
    if !app.settings.needs_keys() {
        return Ok(next.run(request).await);
    }
    let given = secret(request.headers()).or_else(|| in_address(request.uri().query()));
    let key = good_key(&app, Scope::Notice, given)?;
    let origin = key.origin.filter(|own| text(request.headers(), header::ORIGIN) == Some(own.as_str()));
    let Some(origin) = origin else {
        let detail = format!("the key `{}` is for pages of another origin", key.name);
        return Err(Problem::new(StatusCode::FORBIDDEN, "origin", detail).hint(
            "make a key for this shop: nameplate keys create --scope notice --origin https://shop.example",
        ));
    };
    let Ok(_room) = app.room_for_pages.try_acquire() else {
        let detail = "as many pages of shops ask already as may ask at once";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", detail).again_in(1));
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(origin) = HeaderValue::from_str(origin.as_str()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    headers.insert(ELSEWHERE, HeaderValue::from_static("cross-origin"));
    Ok(response)
}

/// By which an answer says that pages elsewhere may use it.
pub(crate) const ELSEWHERE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The key that stands in an address, as publishable ones do: a header would have the browser ask beforehand, each time.
fn in_address(query: Option<&str>) -> Option<String> {
    query?.split('&').find_map(|pair| pair.strip_prefix("key=")).map(str::to_owned)
}

fn account(app: &App, scope: Scope, headers: &HeaderMap) -> Result<Account> {
    if !app.settings.needs_keys() {
        return Ok(Account(EVERYBODY.to_owned()));
    }
    good_key(app, scope, secret(headers)).map(|key| Account(key.id))
}

/// The key that was given, where it is good and has the scope.
fn good_key(app: &App, scope: Scope, given: Option<String>) -> Result<Key> {
    let refused = |detail: &str| {
        Problem::new(StatusCode::UNAUTHORIZED, "no-key", detail)
            .hint("send `Authorization: Bearer KEY`; `nameplate keys create` makes one")
    };
    let Some(secret) = given else { return Err(refused("this needs a key")) };
    let keys = app.keys.load();
    let key = keys.get(&digest(&secret)).filter(|key| key.is_good(clock::seconds()));
    let Some(key) = key else { return Err(refused("the key is not known, has expired or was revoked")) };
    if !key.scopes.contains(&scope) {
        let detail = format!("the key `{}` does not have the scope `{}`", key.name, scope.word());
        return Err(Problem::new(StatusCode::FORBIDDEN, "scope", detail)
            .hint("make a key that has it: nameplate keys create --scope"));
    }
    Ok(key.clone())
}

/// Whether a token, or else the key of a request, opens what has a scope.
pub(crate) fn opens(app: &App, scope: Scope, (token, headers): (&str, &HeaderMap)) -> bool {
    if !app.settings.needs_keys() {
        return true;
    }
    let keys = app.keys.load();
    let given = if token.is_empty() { secret(headers) } else { Some(token.to_owned()) };
    let key = given.and_then(|given| keys.get(&digest(&given)));
    key.is_some_and(|key| key.is_good(clock::seconds()) && key.scopes.contains(&scope))
}

/// The key of a request: a bearer's, or the password that a browser asks for.
fn secret(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (how, rest) = value.split_once(' ')?;
    // What clients of other matching services send.
    if how.eq_ignore_ascii_case("bearer") || how.eq_ignore_ascii_case("apikey") {
        return Some(rest.trim().to_owned());
    }
    if !how.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
    pair.split_once(':').map(|(_, password)| password.to_owned())
}

/// Refuses requests under a name that is not the service's (a page elsewhere whose name was turned to this machine), and those that
/// change something and come from a page of another site.
pub(crate) async fn from_here(State(app): State<Arc<App>>, request: Request, next: Next) -> Result<Response> {
    let headers = request.headers();
    let host =
        request.uri().host().map(str::to_owned).or_else(|| text(headers, header::HOST).map(str::to_owned));
    if !host.as_deref().is_some_and(|host| is_ours(&app.settings, host)) {
        return Err(Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            "host",
            "the service is not reached under this name",
        )
        .hint("name it when the service is started: --host NAME"));
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && is_from_elsewhere(headers, host.as_deref().unwrap_or_default()) {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "cross-site",
            "the request comes from a page of another site",
        ));
    }
    Ok(next.run(request).await)
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn is_ours(settings: &Settings, host: &str) -> bool {
    let name = without_port(host);
    let ip: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
    let named = || settings.hosts.iter().any(|known| known.eq_ignore_ascii_case(name));
    match ip {
        Some(ip) => {
            ip.is_loopback() || ip == settings.listen.ip() || settings.listen.ip().is_unspecified() || named()
        }
        None => name.eq_ignore_ascii_case("localhost") || named(),
    }
}

fn without_port(host: &str) -> &str {
    match host.rfind(':') {
        Some(at) if !host[at..].contains(']') => &host[..at],
        _ => host,
    }
}

fn is_from_elsewhere(headers: &HeaderMap, host: &str) -> bool {
    // What the browser itself says of where a request comes from; a page cannot write it.
    if let Some(site) = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(headers, header::ORIGIN) else { return false };
    origin.split_once("://").is_none_or(|(_, from)| !from.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_not_the_services_are_told() {
        let mut settings = Settings::local("x".into());
        for host in ["localhost:8417", "127.0.0.1", "[::1]:8417", "LOCALHOST"] {
            assert!(is_ours(&settings, host), "{host}");
        }
        for host in ["evil.example", "evil.example:8417", "10.0.0.1", "", "localhost.evil.example"] {
            assert!(!is_ours(&settings, host), "{host}");
        }
        settings.hosts.push("nameplate.example".to_owned());
        assert!(is_ours(&settings, "nameplate.example:443"));
    }

    #[test]
    fn pages_of_other_sites_are_told() {
        let with = |name: &'static str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            is_from_elsewhere(&headers, "localhost:8417")
        };
        assert!(with("origin", "https://evil.example") && with("origin", "null"));
        assert!(with("sec-fetch-site", "cross-site") && with("sec-fetch-site", "same-site"));
        assert!(!with("origin", "http://localhost:8417") && !with("sec-fetch-site", "same-origin"));
        assert!(!is_from_elsewhere(&HeaderMap::new(), "localhost:8417"));
    }

    #[test]
    fn a_key_comes_as_a_bearers_or_as_a_password() {
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            secret(&headers)
        };
        assert_eq!(of("Bearer npk_1").as_deref(), Some("npk_1"));
        assert_eq!(of("ApiKey npk_1").as_deref(), Some("npk_1"));
        assert_eq!(of(&format!("Basic {}", STANDARD.encode("me:npk_2"))).as_deref(), Some("npk_2"));
        assert_eq!(of("Digest x"), None);
    }
}
