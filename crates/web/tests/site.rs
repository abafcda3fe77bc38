//! The pages over real HTTP: hostile words, who asks in every link, problems as pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use nameplate::answer::Audience;
use nameplate::word::Reader;
use served::{DAY, serve, serve_in};

const PAGES: [&str; 11] = [
    "/",
    "/?q=EZVIZ+C6N",
    "/search",
    "/search?q=hik&kind=company&listed=yes",
    "/changes?since=2026-11-01",
    "/party/lorex",
    "/lists",
    "/how",
    "/api",
    "/wrong?about=dahua",
    "/scans",
];

#[test]
fn every_page_says_its_day_and_register_and_keeps_who_asks() {
    let served = serve(|settings| settings.contact = Some("corrections@nameplate.example".to_owned()));
    let register = served.get("/v1/lists").json()["register"].as_str().unwrap().to_owned();
    for path in PAGES {
        let mark = if path.contains('?') { '&' } else { '?' };
        let page = served.get(&format!("{path}{mark}reader=agency&place=us-tx&as_of=2024-06-01"));
        let text = page.text();
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, Some("text/html; charset=utf-8")),
            "{path}"
        );
        assert!(text.contains("As of 2024-06-01") && text.contains(&register), "{path}");
        assert!(text.contains("reader=agency&amp;place=US-TX&amp;as_of=2024-06-01"), "{path}");
        assert_eq!(text.matches("<h1").count(), 1, "{path}");
        assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"), "{path}");
        // Without a day in the address, links name none: the page is always today's.
        let today = served.get(path).text();
        assert!(today.contains(&format!("As of {DAY}")) && !today.contains("as_of="), "{path}");
    }
    assert!(served.get("/wrong").text().contains("corrections@nameplate.example"));
}

#[test]
fn hostile_words_do_nothing_on_a_page() {
    let served = serve(|_| {});
    let hostile = "%3Cscript%3Ealert(1)%3C/script%3E%22%20onfocus=%22alert(1)%20Hikvision%E2%80%AEgpj";
    for path in [
        format!("/?q={hostile}"),
        format!("/search?q={hostile}"),
        format!("/party/{hostile}"),
        format!("/case/{hostile}"),
        format!("/wrong?about={hostile}"),
        format!("/?q=x&reader={hostile}&place={hostile}"),
    ] {
        let text = served.get(&path).text();
        assert!(!text.contains("<script>alert") && !text.contains("\" onfocus=\"alert"), "{path}");
    }
    let shown = served.get(&format!("/?q={hostile}")).text();
    assert!(shown.contains("&lt;script&gt;"));
}

#[test]
fn what_is_pasted_is_answered_under_an_address_or_on_the_spot() {
    let served = serve(|_| {});
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let short = served.ask("POST", "/?reader=retailer", &form, b"q=EZVIZ%20C6N");
    assert_eq!((short.status, short.header("location")), (303, Some("/?q=EZVIZ%20C6N&reader=retailer")));
    let page = "<html><title>EZVIZ C6N</title><table><tr><th>Brand</th><td>EZVIZ</td></tr></table>"
        .to_owned()
        + &"<p>Night vision.</p>".repeat(40);
    let body: String = page.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let long = served.ask("POST", "/?reader=retailer&place=US", &form, format!("q={body}").as_bytes());
    assert!(
        long.status == 200
            && long.text().contains("Hangzhou Hikvision")
            && long.text().contains("What the companies answer")
    );
    let nothing = served.ask("POST", "/", &form, b"q=");
    assert_eq!(nothing.status, 303);
}

#[test]
fn problems_are_pages_for_people() {
    let served = serve(|_| {});
    for (path, status) in [
        ("/party/nobody", 404),
        ("/case/none", 404),
        ("/?as_of=soon", 422),
        ("/?place=Texas", 422),
        ("/scans/none", 404),
    ] {
        let page = served.get(path);
        assert_eq!(
            (page.status, page.header("content-type")),
            (status, Some("text/html; charset=utf-8")),
            "{path}"
        );
        assert!(page.text().contains("<h1>"), "{path}");
    }
}

#[test]
fn a_case_says_that_it_stands_no_longer() {
    let served = serve(|_| {});
    let page = served.get("/?q=EZVIZ+C6N").text();
    let at = page.split("href=\"/case/").nth(1).unwrap().split(['"', '?']).next().unwrap().to_owned();
    let now = served.get(&format!("/case/{at}")).text();
    assert!(!now.contains("Withdrawn.") && now.contains("What it means"));
    let then = served.get(&format!("/case/{at}?as_of=2012-01-01")).text();
    assert!(
        then.contains("Withdrawn.") && then.contains("not repeated here") && !then.contains("subsidiary")
    );
}

#[test]
fn whoever_is_invited_answers_and_the_answer_stands_beside_the_finding() {
    let served = serve(|_| {});
    let screened = served
        .post("/v1/screen", r#"{"title":"4K bullet camera","brand":"Loryta","model":"IPC-T5442TM-AS"}"#)
        .json();
    let case = screened["results"][0]["findings"][0]["case"].as_str().unwrap().to_owned();
    let invite = |case: &str, who: &str| {
        served.post("/v1/invitations", serde_json::json!({ "case": case, "who": who }).to_string())
    };
    assert_eq!(
        (invite("none", "x").problem(), invite(&case, " ").problem()),
        ("not-found".to_owned(), "cannot-be-meant".to_owned())
    );
    let page = invite(&case, "CamDepot <LLC>").json()["page"].as_str().unwrap().to_owned();
    let shown = served.get(&page);
    assert!(
        shown.status == 200
            && shown.text().contains("CamDepot &lt;LLC&gt;")
            && shown.text().contains("Dahua")
    );
    assert_eq!(served.get("/answer/0000").status, 404);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let send = |body: &str| served.ask("POST", &page, &form, body.as_bytes()).status;
    assert_eq!(send("signed=Jo&sentence="), 422);
    assert_eq!(send("signed=Jo&sentence=ours&url=javascript:alert(1)"), 422);
    assert_eq!(
        send("signed=Jo+Doe&sentence=Made+by+us+%3Cscript%3E&url=https%3A%2F%2Fexample.org%2Fletter"),
        303
    );
    assert_eq!(send("signed=Jo+Doe&sentence=Made+by+another+firm"), 303);
    let kept = served.get(&format!("/v1/cases/{case}")).json();
    assert_eq!(kept["answers"].as_array().unwrap().len(), 1);
    assert_eq!(kept["answers"][0]["sentence"], "Made by another firm");
    let beside = served.get(&format!("/case/{case}")).text();
    assert!(
        beside.contains("Made by another firm")
            && beside.contains("not checked")
            && !beside.contains("<script>")
    );
}

#[test]
fn who_asks_is_whom_the_service_was_started_for_until_somebody_else_is_chosen() {
    let served = serve(|settings| {
        settings.audience = Audience { reader: Some(Reader::Agency), place: Some("US".to_owned()) }
    });
    let page = served.get("/?q=EZVIZ+C6N").text();
    assert!(page.contains("reader=agency&amp;place=US"), "links name it");
    let nobody = served.get("/?q=EZVIZ+C6N&reader=&place=").text();
    assert!(
        !nobody.contains("reader=agency") && nobody.contains("reader=&amp;place="),
        "nobody stays nobody"
    );
    let shop = served.get("/?q=EZVIZ+C6N&reader=retailer").text();
    assert!(shop.contains("reader=retailer&amp;place=US"));
    let gate = served.post("/v1/screen", "{\"title\":\"EZVIZ C6N\"}").json();
    assert_eq!((&gate["gate"]["reader"], &gate["gate"]["place"]), (&"agency".into(), &"US".into()));
}

#[test]
fn a_search_is_narrowed_by_facets_that_count_right() {
    let served = serve(|_| {});
    let all = served.get("/v1/search?q=technology&limit=100").json();
    let total = all["total"].as_u64().unwrap();
    assert!(total > 2, "{all}");
    for facet in ["kind", "country", "listed"] {
        let words = all["facets"][facet].as_object().unwrap();
        assert_eq!(words.values().map(|count| count.as_u64().unwrap()).sum::<u64>(), total, "{facet}");
        for (word, count) in words {
            let narrowed = served.get(&format!("/v1/search?q=technology&limit=100&{facet}={word}")).json();
            assert_eq!(&narrowed["total"], count, "{facet}={word}");
            assert_eq!(narrowed["facets"][facet], all["facets"][facet], "a facet shows what else there is");
        }
    }
    assert_eq!(served.get("/v1/search?q=technology&listed=maybe").problem(), "cannot-be-meant");
    assert_eq!(served.get("/v1/search?q=technology&listed=yes&kind=nothing").json()["total"], 0);
    let page = served.get("/search?q=technology&listed=yes").text();
    assert!(page.contains("aria-current=\"true\"") && page.contains("on a list"), "{page}");
}

#[test]
fn facts_that_changed_between_two_registers_are_told() {
    let served = serve(|_| {});
    let changes = |served: &served::Served| served.get("/v1/changes?since=2026-01-01").json();
    served.until("/v1/changes?since=2026-01-01", |told| told["facts_noted_since"].is_string());
    assert_eq!(changes(&served)["facts"], serde_json::json!([]));
    let folder = served.end();
    let file = folder.path().join("service/facts.json");
    let mut known: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    known["register"] = "another".into();
    known["parties"].as_object_mut().unwrap().remove("ezviz").unwrap();
    known["parties"]["dahua"]["stated"]["claims"] = "otherwise".into();
    std::fs::write(&file, known.to_string()).unwrap();
    let served = serve_in(folder, |_| {});
    let told = served.until("/v1/changes?since=2026-01-01", |told| told["facts"] != serde_json::json!([]));
    let mut facts: Vec<(&str, &str)> = told["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["party"].as_str().unwrap(), one["became"].as_str().unwrap()))
        .collect();
    facts.sort_unstable();
    assert_eq!(facts, [("dahua", "changed"), ("ezviz", "added")]);
    let page = served.get("/changes?since=2026-01-01").text();
    assert!(page.contains("/party/dahua") && page.contains("claims"), "{page}");
    assert!(
        page.contains("No published list is loaded here"),
        "what nobody looked at is not unchanged: {page}"
    );
}
