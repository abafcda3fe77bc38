//! The pages of the service: what was asked is read from the address, the engine is asked, `pages` renders. Nothing is decided here.

mod asking;
mod knowledge;
mod bulk;
mod answering;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, header};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::access::{ELSEWHERE, with_scope};
use crate::app::App;
use crate::store::keys::Scope;

/// Most bytes of a pasted page.
const PASTED: usize = 2_000_000;

/// The pages, each behind the scope of what it shows.
pub(crate) fn pages(app: &Arc<App>) -> Router<Arc<App>> {
    let behind = |scope: Scope, routes: Router<Arc<App>>| {
        routes.route_layer(from_fn_with_state((Arc::clone(app), scope), with_scope))
    };
    let reading = Router::new()
        .route("/", get(asking::home).post(asking::pasted))
        .route("/search", get(asking::search))
        .route("/case/{id}", get(knowledge::case))
        .route("/party/{id}", get(knowledge::party))
        .route("/lists", get(knowledge::lists))
        .route("/changes", get(knowledge::changes))
        .route("/how", get(knowledge::how))
        .route("/api", get(knowledge::api))
        .route("/wrong", get(knowledge::wrong))
        .layer(DefaultBodyLimit::max(PASTED));
    let bulk = Router::new()
        .route("/scans", get(bulk::scans).post(bulk::upload))
        .route("/scans/{id}", get(bulk::scan))
        .route("/scans/{id}/cancel", post(bulk::cancel))
        .layer(DefaultBodyLimit::disable());
    let icons = Router::new().route("/icon.svg", get(icon)).route("/favicon.ico", get(icon));
    let open = icons.route("/notice.js", get(element)).merge(invited());
    behind(Scope::Read, reading).merge(behind(Scope::Scan, bulk)).merge(open)
}

/// The page of whoever was invited: the token in its address opens it, and nothing else does.
fn invited() -> Router<Arc<App>> {
    let page = get(answering::page).post(answering::answer);
    Router::new().route("/answer/{token}", page).layer(DefaultBodyLimit::max(PASTED / 100))
}

/// The element that shops put into their pages: any of them may, as a copy or from here.
async fn element() -> ([(HeaderName, &'static str); 4], &'static str) {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "max-age=86400"),
        // With these a page may name the digest that it expects.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ELSEWHERE, "cross-origin"),
    ];
    (headers, include_str!("notice.js"))
}

/// The sign in the tab: a plate with a name on it.
async fn icon() -> ([(HeaderName, &'static str); 2], &'static str) {
    const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">\
        <rect x=\"2\" y=\"7\" width=\"28\" height=\"18\" rx=\"4\" fill=\"#17594a\"/>\
        <path d=\"M8 14h16M8 19h10\" stroke=\"#fff\" stroke-width=\"2.4\" stroke-linecap=\"round\"/></svg>";
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "max-age=86400")], ICON)
}
