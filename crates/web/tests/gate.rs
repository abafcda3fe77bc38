//! The gate over real HTTP: what is done about listings, decisions, idempotency, bad input.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use serde_json::{Value, json};
use served::{DAY, Served, serve};

const LORYTA: &str = r#"{"sku":"S1","title":"4K PoE bullet camera","brand":"Loryta","model":"IPC-T5442TM-AS","seller":"CamDepot"}"#;
const DESK: &str = r#"{"sku":"S2","title":"Oak desk","brand":"Ikea","seller":"CamDepot"}"#;

fn only(answer: &Value) -> &Value {
    assert_eq!(answer["results"].as_array().unwrap().len(), 1);
    &answer["results"][0]
}

fn screen(served: &Served, body: &str) -> Value {
    let answer = served.post("/v1/screen", body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn each_listing_is_answered_with_the_rule_that_decided() {
    let served = serve(|_| {});
    let answer = screen(&served, &format!("[{LORYTA},{DESK},{{\"sku\":\"S3\"}}]"));
    let all = answer["results"].as_array().unwrap();
    assert_eq!(
        all.iter().map(|one| one["action"].as_str().unwrap()).collect::<Vec<_>>(),
        ["hold", "allow", "hold"]
    );
    assert_eq!(all[0]["because"]["rule"], "gate.may_be_barred");
    assert_eq!(all[1]["because"]["rule"], "gate.nothing_found");
    // What could not be checked is never let through unsaid: the gate fails closed, and says so.
    assert_eq!(all[2]["because"]["rule"], "gate.not_checked");
    assert_eq!((&all[2]["verdict"], &all[2]["because"]["fails"]), (&json!("not_checked"), &json!("closed")));
    assert_eq!((&answer["as_of"], &answer["gate"]["reader"]), (&json!(DAY), &json!("retailer")));
    assert_eq!(answer["register"]["hash"].as_str().unwrap().len(), 64);
    assert!(answer["without_lists"].as_str().unwrap().contains("no published list"));
}

#[test]
fn a_gate_that_fails_open_says_so() {
    let served = serve(|settings| settings.policy.gate.not_checked = nameplate::word::Action::Allow);
    let answer = screen(&served, "{\"sku\":\"S3\",\"title\":\"\"}");
    let one = only(&answer);
    assert_eq!((&one["action"], &one["because"]["fails"]), (&json!("allow"), &json!("open")));
}

#[test]
fn every_form_of_a_body_gives_the_same_results() {
    let served = serve(|_| {});
    let array = screen(&served, &format!("[{LORYTA},{DESK}]"));
    let lines = screen(&served, &format!("{LORYTA}\n{DESK}\n"));
    assert_eq!(array, lines);
    let pretty: Value = serde_json::from_str(LORYTA).unwrap();
    let pretty = screen(&served, &serde_json::to_string_pretty(&pretty).unwrap());
    assert_eq!(only(&pretty), &array["results"][0]);
}

#[test]
fn cases_stand_beside_where_they_are_asked_for_and_can_be_asked_for_later() {
    let served = serve(|_| {});
    let answer = served.post("/v1/screen?expand=cases", LORYTA).json();
    let case = &answer["cases"][0];
    assert_eq!(only(&answer)["findings"][0]["case"], case["id"]);
    assert!(!answer["sources"].as_array().unwrap().is_empty());
    let path = format!("/v1/cases/{}", case["id"].as_str().unwrap());
    let kept = served.get(&path);
    assert_eq!(kept.json(), json!({ "status": "current", "case": case }));
    let tag = kept.header("etag").unwrap().to_owned();
    let again = served.ask("GET", &path, &[("if-none-match", &tag)], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
    // Of another day something else is said.
    let earlier = served.get(&format!("{path}?as_of=2012-01-01"));
    assert_eq!(earlier.json()["status"], "withdrawn");
    assert_ne!(earlier.header("etag"), Some(tag.as_str()));
    assert_eq!(served.get("/v1/cases/none").problem(), "not-found");
}

#[test]
fn a_warning_is_told_in_each_language_and_no_longer_once_its_case_is_not_current() {
    let served = serve(|_| {});
    let answer = screen(&served, LORYTA);
    let case = only(&answer)["findings"][0]["case"].as_str().unwrap();
    let of = |rest: &str| served.get(&format!("/v1/warnings?case={case}{rest}"));
    let english = of("").json();
    assert_eq!((&english["language"], &english["case"]), (&json!("en"), &json!(case)));
    let spanish = of("&language=es&format=short");
    assert_eq!(spanish.header("content-language"), Some("es"));
    assert_ne!(spanish.text(), english["short"].as_str().unwrap());
    assert_eq!(of("&language=xx").problem(), "cannot-be-meant");
    let gone = of("&as_of=2012-01-01");
    assert_eq!((gone.status, gone.problem().as_str()), (410, "not-current"));
}

fn decision(held: &Value, of: &[(&str, &str)]) -> Value {
    let mut decision = json!({
        "case_key": held["decided"][0]["case_key"],
        "signals": held["decided"][0]["signals"],
        "outcome": "release",
        "reason": "the seller showed the maker's letter",
        "by": "desk",
    });
    for (name, value) in of {
        decision[*name] = json!(value);
    }
    decision
}

#[test]
fn the_same_evidence_is_not_held_again_and_new_evidence_is() {
    let served = serve(|_| {});
    let held = screen(&served, LORYTA);
    let taken = served.post("/v1/decisions", decision(only(&held), &[("listing", "S1")]).to_string());
    assert_eq!(taken.status, 201, "{}", taken.text());
    let id = taken.json()["ids"][0].clone();
    let released = screen(&served, LORYTA);
    assert_eq!(only(&released)["action"], "allow");
    assert_eq!(
        (&only(&released)["because"]["rule"], &only(&released)["because"]["decision"]),
        (&json!("decision"), &id)
    );
    // Another listing, and the same one with a seller's address that names the maker, are held.
    assert_eq!(only(&screen(&served, &LORYTA.replace("S1", "S9")))["action"], "hold");
    let more = LORYTA.replace("bullet camera", "Dahua OEM bullet camera");
    assert_eq!(only(&screen(&served, &more))["action"], "hold");
    // What was taken back is held again, by a restarted service too.
    let reopen = decision(only(&held), &[("listing", "S1"), ("outcome", "reopen")]);
    assert_eq!(served.post("/v1/decisions", reopen.to_string()).status, 201);
    assert_eq!(only(&screen(&served, LORYTA))["action"], "hold");
    let all = served.get("/v1/decisions").json();
    assert_eq!(all["results"].as_array().unwrap().len(), 2);
    let served = served::serve_in(served.end(), |_| {});
    assert_eq!(only(&screen(&served, LORYTA))["action"], "hold");
    assert_eq!(served.get("/v1/decisions?limit=1").json()["next"], 1);
}

#[test]
fn a_decision_of_a_seller_holds_for_its_listings_until_its_day() {
    let served = serve(|_| {});
    let held = screen(&served, LORYTA);
    let until = [("seller", "camdepot"), ("until", DAY)];
    assert_eq!(served.post("/v1/decisions", decision(only(&held), &until).to_string()).status, 201);
    assert_eq!(only(&screen(&served, &LORYTA.replace("S1", "S9")))["action"], "allow");
    let later = served.post("/v1/screen?as_of=2026-11-24", LORYTA).json();
    assert_eq!(only(&later)["action"], "hold");
}

#[test]
fn decisions_that_cannot_be_meant_are_refused_and_none_is_taken() {
    let served = serve(|_| {});
    let held = screen(&served, LORYTA);
    let good = decision(only(&held), &[("listing", "S1")]);
    for (field, value) in [
        ("reason", json!("")),
        ("by", json!(" ")),
        ("signals", json!([])),
        ("outcome", json!("free")),
        ("more", json!(1)),
        ("seller", json!("x")),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        let answer = served.post("/v1/decisions", json!([good, bad]).to_string());
        assert_eq!(answer.problem(), "cannot-be-meant", "{field}: {}", answer.text());
    }
    assert!(served.get("/v1/decisions").json()["results"].as_array().unwrap().is_empty());
}

#[test]
fn a_replay_gives_the_same_bytes_and_a_key_means_one_request() {
    let served = serve(|_| {});
    let with = |key: &str, body: &str| {
        served.ask("POST", "/v1/screen", &[("idempotency-key", key)], body.as_bytes())
    };
    let first = with("k1", LORYTA);
    // In between something was decided that would change the answer.
    let held = first.json();
    served.post("/v1/decisions", decision(only(&held), &[("listing", "S1")]).to_string());
    let again = with("k1", LORYTA);
    assert_eq!(first.body, again.body);
    assert_eq!(
        (first.header("idempotent-replayed"), again.header("idempotent-replayed")),
        (None, Some("true"))
    );
    assert_ne!(with("k2", LORYTA).body, first.body);
    assert_eq!(with("k1", DESK).problem(), "idempotency-key");
    assert_eq!(with(&"x".repeat(300), DESK).problem(), "idempotency-key");
    // Kept over a restart.
    let served = served::serve_in(served.end(), |_| {});
    let later = served.ask("POST", "/v1/screen", &[("idempotency-key", "k1")], LORYTA.as_bytes());
    assert_eq!(later.body, first.body);
}

#[test]
fn many_at_once_under_one_key_get_one_answer() {
    let served = serve(|_| {});
    let answers: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let ask = || served.ask("POST", "/v1/screen", &[("idempotency-key", "same")], LORYTA.as_bytes()).body;
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| answer == &answers[0] && !answer.is_empty()));
}

#[test]
fn bad_input_is_told_with_what_to_do() {
    let served = serve(|settings| settings.limits.body_bytes = 100_000);
    let problem = |body: &str| {
        let answer = served.post("/v1/screen", body);
        (answer.status, answer.problem())
    };
    let asked = (422, "cannot-be-meant".to_owned());
    for body in ["", "   ", "[]", "hello", "<html>", "{\"a\":1}", "[1,2]", "\u{1f}\u{8b}", "null"] {
        assert_eq!(problem(body), asked, "{body:?}");
    }
    // Rows that cannot be read are answered as such, and held.
    for body in ["{}", "[[[[[[", "{\"title\": \"cut", "{\"title\":\"\u{0}\"}"] {
        let answer = served.post("/v1/screen", body).json();
        assert_eq!(
            (&answer["results"][0]["action"], &answer["results"][0]["verdict"]),
            (&json!("hold"), &json!("not_checked")),
            "{body}"
        );
    }
    let many = format!("[{}]", vec!["{\"title\":\"x\"}"; 1_001].join(","));
    assert_eq!(problem(&many), (413, "too-many-rows".to_owned()));
    assert_eq!(problem(&" ".repeat(100_001)), (413, "too-many-bytes".to_owned()));
    let with = |headers: &[(&str, &str)]| served.ask("POST", "/v1/screen", headers, LORYTA.as_bytes());
    assert_eq!(with(&[("content-type", "image/png")]).problem(), "content-type");
    assert_eq!(with(&[("content-encoding", "gzip")]).problem(), "encoding");
    assert_eq!(with(&[("content-type", "application/vnd.apache.arrow.stream")]).problem(), "cannot-be-meant");
    assert_eq!(served.post("/v1/screen?as_of=tomorrow", LORYTA).problem(), "cannot-be-meant");
    assert_eq!(served.post("/v1/screen?asof=2026-01-01", LORYTA).problem(), "query");
    assert_eq!(served.get("/v1/screen").problem(), "method");
}

#[test]
fn a_thousand_listings_are_one_request() {
    let served = serve(|_| {});
    let all: Vec<String> = (0..1_000).map(|n| LORYTA.replace("S1", &format!("S{n}"))).collect();
    let answer = screen(&served, &format!("[{}]", all.join(",")));
    let rows = answer["results"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[999]["id"], &rows[999]["row"]), (1_000, &json!("S999"), &json!(999)));
}
