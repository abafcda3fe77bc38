//! Who may ask what: every route against every scope, names of hosts, pages of other sites.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use std::collections::BTreeSet;

use serde_json::Value;
use served::{Served, database, serve, serve_in};
use web::{Scope, Settings, Store};

/// A service that asks for keys, with one key a scope, and one that has expired.
fn guarded() -> (Served, Vec<(Scope, String)>, String) {
    let folder = tempfile::tempdir().unwrap();
    let service = Settings::local(folder.path().to_owned()).folder();
    let database = database(folder.path());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (keys, expired) = runtime.block_on(async {
        let store = Store::open(database.as_deref(), &service).await.unwrap();
        let mut keys = Vec::new();
        for scope in Scope::ALL {
            keys.push((scope, store.make_key(scope.word(), &BTreeSet::from([scope]), None).await.unwrap().1));
        }
        let all: BTreeSet<Scope> = Scope::ALL.into_iter().collect();
        let expired = store.make_key("old", &all, Some(1)).await.unwrap().1;
        (keys, expired)
    });
    (serve_in(folder, |settings| settings.keys = true), keys, expired)
}

/// Every route of the description, with the scope that it names.
fn routes(served: &Served) -> Vec<(String, String, Option<String>)> {
    let description = served.get("/openapi.json").json();
    let mut all = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, about) in methods.as_object().unwrap() {
            let scope = about["security"][0]["key"][0].as_str().map(str::to_owned);
            all.push((method.to_uppercase(), path.clone(), scope));
        }
    }
    all
}

#[test]
fn each_route_opens_to_its_scope_and_to_no_other() {
    let (served, keys, expired) = guarded();
    let routes = routes(&served);
    assert!(routes.len() >= 15, "{routes:?}");
    for (method, path, scope) in routes {
        let at = path
            .replace("{id}", "x")
            .replace("{delivery}", "w")
            .replace("{name}", "y")
            .replace("{dataset}", "default")
            .replace("{prop}", "z");
        let status = |key: Option<&str>| {
            let bearer = key.map(|key| format!("Bearer {key}"));
            let headers: Vec<(&str, &str)> =
                bearer.iter().map(|value| ("authorization", value.as_str())).collect();
            served.ask(&method, &at, &headers, b"").status
        };
        let Some(scope) = scope else {
            // What re-reads the register asks for a token of its own, as yente has it.
            let expected = if path == "/updatez" { 403 } else { 200 };
            assert_eq!(status(None), expected, "{method} {path} is open");
            continue;
        };
        assert_eq!(status(None), 401, "{method} {path}");
        assert_eq!(status(Some("npk_wrong")), 401, "{method} {path}");
        assert_eq!(status(Some(&expired)), 401, "{method} {path}");
        for (of, key) in &keys {
            let refused = [401, 403].contains(&status(Some(key)));
            assert_eq!(refused, of.word() != scope, "{method} {path} with {}", of.word());
        }
    }
}

#[test]
fn a_browser_sends_a_key_as_a_password() {
    use base64::Engine as _;
    let (served, keys, _) = guarded();
    let pair = format!("me:{}", keys.iter().find(|(scope, _)| *scope == Scope::Read).unwrap().1);
    let basic = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair));
    assert_eq!(served.ask("GET", "/v1/lists", &[("authorization", &basic)], b"").status, 200);
    let refused = served.get("/v1/lists");
    assert_eq!(refused.problem(), "no-key");
    assert!(refused.header("www-authenticate").unwrap().contains("Basic"));
}

#[test]
fn a_key_that_is_revoked_opens_nothing() {
    let (served, keys, _) = guarded();
    let read = keys.iter().find(|(scope, _)| *scope == Scope::Read).unwrap().1.clone();
    let bearer = format!("Bearer {read}");
    let ask = || served.ask("GET", "/v1/lists", &[("authorization", &bearer)], b"").status;
    assert_eq!(ask(), 200);
    let service = Settings::local(served.folder.path().to_owned()).folder();
    let database = database(served.folder.path());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(database.as_deref(), &service).await.unwrap();
        let key = store.keys().await.unwrap().into_iter().find(|key| key.name == "read").unwrap();
        assert!(store.revoke_key(&key.id).await.unwrap());
        assert!(!store.revoke_key(&key.id).await.unwrap());
    });
    for _ in 0..100 {
        if ask() == 401 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("still open after ten seconds");
}

#[test]
fn nobody_listens_to_the_network_without_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::local(folder.path().to_owned());
    settings.listen = "0.0.0.0:0".parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let error = runtime.block_on(web::Service::open(settings)).err().unwrap();
    assert!(error.to_string().contains("no key"), "{error}");
}

#[test]
fn other_names_and_pages_of_other_sites_are_refused() {
    let served = serve(|settings| settings.hosts.push("nameplate.example".to_owned()));
    let host = |name: &str| served.ask("GET", "/healthz", &[("host", name)], b"").status;
    assert_eq!((host("localhost"), host("nameplate.example"), host("evil.example")), (200, 200, 421));
    let from = |origin: &str| served.ask("POST", "/v1/screen", &[("origin", origin)], b"{\"title\":\"x\"}");
    assert_eq!(from("https://evil.example").problem(), "cross-site");
    assert_eq!(from(&format!("http://{}", served.address)).status, 200);
    let site = served.ask("POST", "/v1/decisions", &[("sec-fetch-site", "cross-site")], b"{}");
    assert_eq!(site.problem(), "cross-site");
}

#[test]
fn every_answer_has_its_headers_and_a_request_id() {
    let served = serve(|_| {});
    for path in ["/healthz", "/readyz", "/v1/lists", "/nowhere", "/openapi.json"] {
        let answer = served.get(path);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(!answer.header("x-request-id").unwrap().is_empty(), "{path}");
    }
    let own = served.ask("GET", "/healthz", &[("x-request-id", "mine-1")], b"");
    assert_eq!(own.header("x-request-id"), Some("mine-1"));
    let metrics = served.get("/metrics").text();
    assert!(metrics.contains("nameplate_requests_total{") && metrics.contains("/v1/lists"), "{metrics}");
}

#[test]
fn the_description_is_openapi_and_names_no_type_that_it_does_not_have() {
    let served = serve(|_| {});
    let description = served.get("/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    let schemas = description["components"]["schemas"].as_object().unwrap();
    let mut named = Vec::new();
    fn walk<'v>(value: &'v Value, named: &mut Vec<&'v str>) {
        match value {
            Value::Object(all) => all.iter().for_each(|(key, value)| match (key.as_str(), value) {
                ("$ref", Value::String(to)) => named.push(to),
                _ => walk(value, named),
            }),
            Value::Array(all) => all.iter().for_each(|value| walk(value, named)),
            _ => {}
        }
    }
    walk(&description, &mut named);
    assert!(!named.is_empty());
    for to in named {
        let name = to.strip_prefix("#/components/schemas/").unwrap();
        assert!(schemas.contains_key(name), "{to}");
    }
}
