//! Who may ask what: every route against every scope, names of hosts, pages of other sites.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;
use served::{Served, database, serve, serve_in};
use web::{Origin, Scope, Settings, Store};

/// The pages that the publishable key is for.
const SHOP: &str = "https://shop.example";

/// A service that asks for keys, with one key a scope, and one that has expired.
fn guarded() -> (Served, Vec<(Scope, String)>, String) {
    guarded_by(|_| {})
}

/// The same with what a test changes.
fn guarded_by(change: impl FnOnce(&mut Settings)) -> (Served, Vec<(Scope, String)>, String) {
    let folder = tempfile::tempdir().unwrap();
    let service = Settings::local(folder.path().to_owned()).folder();
    let database = database(folder.path());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (keys, expired) = runtime.block_on(async {
        let store = Store::open(database.as_deref(), &service).await.unwrap();
        let mut keys = Vec::new();
        for scope in Scope::ALL {
            let (_, key) = match scope {
                Scope::Notice => store.make_publishable_key("shop", &Origin::of(SHOP).unwrap(), None).await,
                _ => store.make_key(scope.word(), &BTreeSet::from([scope]), None).await,
            }
            .unwrap();
            keys.push((scope, key));
        }
        let all: BTreeSet<Scope> = Scope::ALL.into_iter().collect();
        let expired = store.make_key("old", &all, Some(1)).await.unwrap().1;
        (keys, expired)
    });
    let keyed = |settings: &mut Settings| {
        settings.keys = true;
        change(settings);
    };
    (serve_in(folder, keyed), keys, expired)
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
            let mut headers: Vec<(&str, &str)> =
                bearer.iter().map(|value| ("authorization", value.as_str())).collect();
            if scope.as_deref() == Some("notice") {
                headers.push(("origin", SHOP));
            }
            served.ask(&method, &at, &headers, b"").status
        };
        let Some(scope) = scope.as_deref() else {
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
fn a_publishable_key_opens_notices_to_its_own_pages_only() {
    let (served, keys, expired) = guarded();
    let of = |scope: Scope| keys.iter().find(|(known, _)| *known == scope).unwrap().1.clone();
    let (shop, screen, read) = (of(Scope::Notice), of(Scope::Screen), of(Scope::Read));
    assert!(shop.starts_with("npp_"), "{shop}");
    let bearer = format!("Bearer {screen}");
    let body = br#"{"title":"Baby monitor","brand":"EZVIZ"}"#;
    let screened = served.ask("POST", "/v1/screen", &[("authorization", &bearer)], body).json();
    let case = screened["results"][0]["because"]["case"].as_str().unwrap().to_owned();
    let ask = |case: &str, key: &str, headers: &[(&str, &str)]| {
        served.ask("GET", &format!("/v1/notices/{case}?language=es&key={key}"), headers, b"")
    };
    let answer = ask(&case, &shop, &[("origin", SHOP)]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let told = answer.json();
    assert_eq!((told["case"].as_str(), told["language"].as_str()), (Some(case.as_str()), Some("es")));
    assert!(!told["short"].as_str().unwrap().is_empty() && !told["long"].as_str().unwrap().is_empty());
    assert_eq!(answer.header("access-control-allow-origin"), Some(SHOP));
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert!(
        answer.headers.iter().any(|(name, value)| name == "vary" && value == "origin"),
        "{:?}",
        answer.headers
    );
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    // A page can tell that nothing is said of a case from that it could not ask.
    let none = ask("00000000000000000000000000000000", &shop, &[("origin", SHOP)]);
    assert_eq!((none.status, none.header("access-control-allow-origin")), (404, Some(SHOP)));
    let revalidated =
        ask(&case, &shop, &[("origin", SHOP), ("if-none-match", answer.header("etag").unwrap())]);
    assert_eq!((revalidated.status, revalidated.header("access-control-allow-origin")), (304, Some(SHOP)));
    // Others: pages of another origin, those that name none, and keys of another kind.
    for origin in [
        "https://evil.example",
        "https://shop.example.evil.example",
        "http://shop.example",
        "https://shop.example:8443",
        "null",
        "",
    ] {
        let refused = ask(&case, &shop, &[("origin", origin)]);
        assert_eq!(refused.problem(), "origin", "{origin}");
        assert_eq!(refused.header("access-control-allow-origin"), None, "{origin}");
    }
    assert_eq!(ask(&case, &shop, &[]).problem(), "origin");
    assert_eq!(ask(&case, &read, &[("origin", SHOP)]).problem(), "scope");
    assert_eq!(ask(&case, &expired, &[("origin", SHOP)]).problem(), "no-key");
    assert_eq!(ask(&case, "", &[("origin", SHOP)]).problem(), "no-key");
    // It opens nothing else, and no other route takes a key from the address.
    let bearer = format!("Bearer {shop}");
    for path in ["/v1/lists", "/v1/warnings?case=x", "/v1/scans", "/v1/decisions", "/metrics", "/"] {
        assert_eq!(
            served.ask("GET", path, &[("authorization", &bearer), ("origin", SHOP)], b"").status,
            403,
            "{path}"
        );
    }
    assert_eq!(served.get(&format!("/v1/lists?key={read}")).problem(), "no-key");
}

#[test]
fn pages_of_shops_never_take_all_the_room() {
    let (served, keys, _) = guarded_by(|settings| settings.limits.at_once = 8);
    let of = |scope: Scope| keys.iter().find(|(known, _)| *known == scope).unwrap().1.clone();
    let (shop, bearer) = (of(Scope::Notice), format!("Bearer {}", of(Scope::Screen)));
    let gate = || {
        served.ask(
            "POST",
            "/v1/screen",
            &[("authorization", &bearer)],
            br#"{"title":"EZVIZ C6N baby monitor"}"#,
        )
    };
    let case = gate().json()["results"][0]["because"]["case"].as_str().unwrap().to_owned();
    let notice =
        || served.ask("GET", &format!("/v1/notices/{case}?key={shop}"), &[("origin", SHOP)], b"").status;
    let begun = std::time::Instant::now();
    let turned_away = AtomicBool::new(false);
    std::thread::scope(|threads| {
        // One less than there is room for: only a bound of their own turns them away.
        for _ in 0..7 {
            threads.spawn(|| {
                while !turned_away.load(Ordering::Relaxed) && begun.elapsed().as_secs() < 30 {
                    match notice() {
                        200 => {}
                        429 => turned_away.store(true, Ordering::Relaxed),
                        status => panic!("{status}"),
                    }
                }
            });
        }
        while !turned_away.load(Ordering::Relaxed) && begun.elapsed().as_secs() < 30 {
            assert_eq!(gate().status, 200);
        }
    });
    assert!(turned_away.into_inner(), "pages of shops took all the room");
}

#[test]
fn the_element_of_shops_may_be_loaded_from_anywhere() {
    let (served, _, _) = guarded();
    let script = served.get("/notice.js");
    assert_eq!((script.status, script.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert_eq!(script.header("access-control-allow-origin"), Some("*"));
    assert_eq!(script.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert!(script.body.len() < 10_000, "{} bytes", script.body.len());
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
