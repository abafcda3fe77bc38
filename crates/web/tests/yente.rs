//! The API of yente over HTTP, as its clients ask it: every route, pages, filters, refusals. The register is built here of a small
//! file of FollowTheMoney entities, made up for this test, and of the reviewed facts in the program.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lists::registers::rebuild;
use lists::starter_facts;
use lists::store::Store;
use lists::update::{Fetcher, Options, Origin, Progress, update};
use serde_json::{Value, json};
use web::{Scope, Service, Settings};

const ENTITIES: &str = r#"{"id":"NK-works","schema":"Company","caption":"Zvezdnoye Precision Works JSC","datasets":["eu_demo"],"properties":{"name":["Zvezdnoye Precision Works JSC"],"alias":["ZPW Optronika"],"previousName":["Kirov Lens Plant"],"weakAlias":["ZPW"],"country":["ru"],"innCode":["7702070139"],"address":["12 Lenina Street, Tverskoy"],"topics":["sanction"]}}
{"id":"NK-child","schema":"Company","caption":"Kestrelmoor Marine Trading Ltd","datasets":["eu_demo"],"properties":{"name":["Kestrelmoor Marine Trading Ltd"],"country":["cy"]}}
{"id":"NK-person","schema":"Person","caption":"Alexei Borisovich Karpovin","datasets":["un_demo"],"properties":{"name":["Alexei Borisovich Karpovin","Алексей Борисович Карповин"],"birthDate":["1965-03-07"],"country":["ru"],"topics":["sanction"]},"referents":["gb-1234","NK-person"]}
{"id":"s1","schema":"Sanction","datasets":["eu_demo"],"properties":{"entity":["NK-works"],"authority":["Council"],"program":["P-1"],"startDate":["2022-02-24"],"reason":["makes lenses"]}}
{"id":"s2","schema":"Sanction","datasets":["un_demo"],"properties":{"entity":["NK-person"],"program":["P-2"],"startDate":["2023-05-01"]}}
{"id":"o1","schema":"Ownership","datasets":["eu_demo"],"properties":{"owner":["NK-works"],"asset":["NK-child"],"percentage":["51"],"startDate":["2019"]}}
"#;

struct Desk {
    address: SocketAddr,
    // Answers as long as it is there.
    _runtime: tokio::runtime::Runtime,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::start(register("shared"), |settings| settings));

/// A data folder with a register of the entities above and of the facts in the program.
fn register(name: &str) -> PathBuf {
    let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join("yente").join(name);
    let _ = std::fs::remove_dir_all(&data);
    let from = data.join("from").join("ftm");
    std::fs::create_dir_all(&from).unwrap();
    std::fs::write(from.join("entities.ftm.json"), ENTITIES).unwrap();
    let store = Store::at(&data);
    let day = "2026-11-01".parse().ok();
    let options = Options {
        origin: Origin::Folder(data.join("from")),
        today: "2026-11-20".parse().unwrap(),
        day,
        accept: true,
    };
    let quiet = |_: Progress<'_>| {};
    let _lock = store.lock(|| {}).unwrap();
    let outcome = update(&store, lists::sources::by_id("ftm").unwrap(), &options, &Fetcher::new(&quiet));
    assert!(outcome.is_well(), "{outcome:?}");
    rebuild(&store, &starter_facts().unwrap()).unwrap();
    data
}

impl Desk {
    fn start(data: PathBuf, change: impl Fn(Settings) -> Settings) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let mut settings = change(Settings::local(data));
        settings.listen = SocketAddr::from(([127, 0, 0, 1], 0));
        settings.as_of = "2026-11-20".parse().ok();
        let service = runtime.block_on(Service::open(settings)).unwrap();
        let address = service.address().unwrap();
        runtime.spawn(service.run(std::future::pending()));
        Desk { address, _runtime: runtime }
    }

    /// Status, head and body.
    fn send(&self, head: &str, body: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let address = self.address;
        let length = body.len();
        write!(stream, "{head} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n").unwrap();
        // Whoever sends headers of their own wrote them behind the address.
        write!(stream, "content-length: {length}\r\n\r\n{body}").unwrap();
        read(stream)
    }

    fn with(&self, head: &str, header: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "{head} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{header}\r\n\r\n", self.address)
            .unwrap();
        read(stream)
    }

    fn get(&self, path: &str) -> (u16, Value) {
        let (status, _, body) = self.send(&format!("GET {path}"), "");
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    fn post(&self, path: &str, body: &str) -> (u16, Value) {
        let (status, _, body) = self.send(&format!("POST {path}"), body);
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    /// What became of one example.
    fn ask(&self, path: &str, schema: &str, properties: Value) -> Value {
        let body = json!({ "queries": { "q": { "id": "own", "schema": schema, "properties": properties } } });
        let (status, said) = self.post(path, &body.to_string());
        assert_eq!(status, 200, "{said}");
        said["responses"]["q"].clone()
    }

    fn ids(&self, path: &str, schema: &str, properties: Value) -> Vec<String> {
        ids(&self.ask(path, schema, properties)["results"])
    }

    fn found(&self, path: &str) -> Vec<String> {
        let (status, said) = self.get(path);
        assert_eq!(status, 200, "{path}: {said}");
        ids(&said["results"])
    }
}

fn read(mut stream: TcpStream) -> (u16, String, String) {
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    let text = String::from_utf8(all).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_lowercase(), body.to_owned())
}

fn ids(entities: &Value) -> Vec<String> {
    entities.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

fn works() -> Value {
    json!({ "name": ["Zvezdnoye Precision Works"], "country": "Russia" })
}

fn person() -> Value {
    json!({ "name": ["Alexei Karpovin"], "birthDate": [1965] })
}

#[test]
fn an_example_is_answered_with_entities_scores_and_reasons() {
    let said = DESK.ask("/match/default", "Company", works());
    assert_eq!(said["status"], 200);
    assert_eq!(said["total"], json!({ "value": 1, "relation": "eq" }));
    assert_eq!((&said["query"]["id"], &said["query"]["schema"]), (&json!("own"), &json!("Company")));
    assert_eq!(said["query"]["properties"]["country"], json!(["ru"]));
    let hit = &said["results"][0];
    assert_eq!(
        (&hit["id"], &hit["schema"], &hit["match"], &hit["target"]),
        (&json!("NK-works"), &json!("Company"), &json!(true), &json!(true))
    );
    assert!(hit["score"].as_f64().unwrap() > 0.7, "{hit}");
    assert_eq!(hit["datasets"], json!(["eu_demo"]));
    assert!(
        hit["explanations"]["words_that_met"]["detail"].is_string()
            && hit["features"]["country"].as_f64().unwrap() > 0.0,
        "{hit}"
    );
    assert_eq!(hit["properties"]["topics"], json!(["sanction"]));
    for (property, value) in [
        ("innCode", "7702070139"),
        ("previousName", "Kirov Lens Plant"),
        ("weakAlias", "ZPW"),
        ("alias", "ZPW Optronika"),
    ] {
        assert_eq!(hit["properties"][property], json!([value]), "{hit}");
    }
    assert!(hit["referents"].as_array().unwrap().contains(&json!("ftm:NK-works")), "{hit}");
    for seen in ["first_seen", "last_seen", "last_change"] {
        assert_eq!(hit[seen].as_str().unwrap().len(), 19, "{hit}");
    }
}

#[test]
fn a_batch_is_answered_one_by_one_without_a_content_type() {
    let queries: serde_json::Map<String, Value> =
        (0..12).map(|n| (format!("q{n}"), json!({ "schema": "Person", "properties": person() }))).collect();
    let (status, head, body) =
        DESK.send("POST /match/default?limit=1", &json!({ "queries": queries }).to_string());
    assert_eq!(status, 200, "{body}");
    assert!(head.contains("x-batch-size: 12") && head.contains("application/json"), "{head}");
    let said: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((said["responses"].as_object().unwrap().len(), &said["limit"]), (12, &json!(1)));
    assert_eq!(ids(&said["responses"]["q7"]["results"]), ["NK-person"]);
    let again = DESK.send("POST /match/default?limit=1", &json!({ "queries": queries }).to_string());
    assert_eq!(again.2, body);
    assert!(said["matcher"]["words_that_met"]["description"].is_string());
}

#[test]
fn what_is_asked_for_narrows_the_hits() {
    let hits = |query: &str| DESK.ids(&format!("/match/{query}"), "Person", person());
    assert_eq!(hits("default"), ["NK-person"]);
    for same in [
        "un_demo",
        "ftm:un_demo",
        "ftm_un_demo",
        "sanctions",
        "default?topics=sanction",
        "default?topics=x&topics=sanction",
        "default?include_dataset=un_demo",
        "default?exclude_dataset=eu_demo",
        "default?changed_since=2023-01-01",
        "default?include_schema=Person",
        "default?exclude_schema=Company",
        "default?fuzzy=false",
        "default?algorithm=logic-v1",
        "default?algorithm=best&threshold=0.5&cutoff=0.5",
    ] {
        assert_eq!(hits(same), ["NK-person"], "{same}");
    }
    for none in [
        "eu_demo",
        "default?topics=crime.cyber",
        "default?include_dataset=eu_demo",
        "default?exclude_dataset=un_demo",
        "default?include_dataset=un_demo&exclude_dataset=un_demo",
        "default?changed_since=2024-01-01T00:00",
        "default?exclude_schema=Person",
        "default?exclude_entity_ids=NK-person",
        "default?exclude_entity_ids=ftm:NK-person",
        "default?exclude_entity_ids=gb-1234",
        "default?limit=0",
        "default?threshold=0.9999&cutoff=0.9999",
    ] {
        assert!(hits(none).is_empty(), "{none}");
    }
    assert!(DESK.ids("/match/default", "Company", person()).is_empty());
    assert_eq!(DESK.ids("/match/default", "LegalEntity", person()), ["NK-person"]);
    assert!(DESK.ids("/match/default", "Vessel", works()).is_empty());
}

#[test]
fn a_number_a_script_and_parts_of_a_name_are_enough() {
    assert_eq!(DESK.ids("/match/default", "Company", json!({ "innCode": ["7702070139"] })), ["NK-works"]);
    assert_eq!(
        DESK.ids("/match/default", "Person", json!({ "name": ["Алексей Карповин"], "birthDate": ["1965"] })),
        ["NK-person"]
    );
    let parts = json!({ "firstName": ["Alexei"], "fatherName": ["Borisovich"], "lastName": ["Karpovin"] });
    assert_eq!(DESK.ids("/match/default", "Person", parts), ["NK-person"]);
    let chinese =
        DESK.ids("/match/default", "Company", json!({ "name": ["杭州海康威视数字技术股份有限公司"] }));
    assert_eq!(chinese.first().map(String::as_str), Some("hikvision"));
    let stranger = json!({ "name": ["Alexei Karpovin"], "birthDate": ["1990-01-01"] });
    assert!(DESK.ids("/match/default", "Person", stranger).is_empty());
}

#[test]
fn what_cannot_be_meant_is_refused_as_yente_does() {
    let one = |schema: &str| {
        json!({ "queries": { "q": { "schema": schema, "properties": { "name": ["A B"] } } } }).to_string()
    };
    let good = one("Person");
    let many: serde_json::Map<String, Value> =
        (0..101).map(|n| (n.to_string(), json!({ "schema": "Person", "properties": {} }))).collect();
    let no_schema = r#"{"queries":{"q":{"properties":{"name":"A"}}}}"#;
    let config = r#"{"queries":{"q":{"schema":"Person","properties":{}}},"config":{"x":1}}"#;
    for (path, body, status) in [
        ("/match/banana", good.as_str(), 404),
        ("/match/default", &one("xxx"), 400),
        ("/match/default", &one("Sanction"), 400),
        ("/match/default?algorithm=neural-net", &good, 400),
        ("/match/default", config, 400),
        ("/match/default", r#"{"queries":{}}"#, 400),
        ("/match/default", &json!({ "queries": many }).to_string(), 400),
        ("/match/default", no_schema, 422),
        ("/match/default", "not json", 422),
        ("/match/default", r#"{"queries":[]}"#, 422),
        ("/match/default?limit=501", &good, 422),
        ("/match/default?limit=x", &good, 422),
        ("/match/default?threshold=x", &good, 422),
        ("/match/default?changed_since=yesterday", &good, 422),
    ] {
        let (is, said) = DESK.post(path, body);
        assert_eq!(is, status, "{path} {body}: {said}");
        let detail = &said["detail"];
        assert!(
            if status == 422 { detail[0]["loc"].is_array() } else { detail.is_string() },
            "{path}: {said}"
        );
    }
    for (path, status) in [
        ("/search/banana", 404),
        ("/search/default?schema=Banana", 400),
        ("/search/default?q=invalid/query", 400),
        ("/search/default?filter=x", 400),
        ("/search/default?limit=10000", 422),
        ("/search/default?offset=9999", 422),
        ("/search/default?facets=x", 422),
        ("/search/default?filter_op=XOR", 422),
        ("/search/default?simple=perhaps", 422),
        ("/entities/banana", 404),
        ("/entities/NK-works/adjacent/address", 404),
        ("/entities/NK-works/adjacent/nothing", 404),
        ("/reconcile/banana", 404),
        ("/reconcile/default/extend/property?type=Banana", 400),
    ] {
        let (is, said) = DESK.get(path);
        assert_eq!(is, status, "{path}: {said}");
        assert!(!said["detail"].is_null(), "{path}: {said}");
    }
    let (status, said) = DESK.get(&format!("/search/default?q={}", "a".repeat(60_100)));
    assert_eq!((status, said), (414, json!({ "detail": "Request URI too long" })));
}

#[test]
fn words_find_parties() {
    let found = |query: &str| DESK.found(&format!("/search/default?q={query}"));
    assert_eq!(found("zvezdnoye"), ["NK-works"]);
    assert_eq!(found("karpovin%20alexei"), ["NK-person"]);
    assert_eq!(found("lenina"), ["NK-works"]);
    assert_eq!(found("%22precision%20works%22"), ["NK-works"]);
    assert!(found("%22works%20precision%22").is_empty() && found("zvezdnoye%20karpovin").is_empty());
    assert_eq!(found("zvezdnoye%20OR%20karpovin").len(), 2);
    assert_eq!(found("zvezdn*"), ["NK-works"]);
    assert!(found("zvezdnoy").is_empty());
    assert_eq!(found("zvezdnoie&fuzzy=true"), ["NK-works"]);
    assert_eq!(found("zvezdnoie~1"), ["NK-works"]);
    assert_eq!(found("precision%20countries:ru"), ["NK-works"]);
    assert_eq!(found("invalid/zvezdnoye&simple=true").len(), 0);
    assert_eq!(found("zvezdnoye&schema=Company&countries=ru&topics=sanction&datasets=eu_demo"), ["NK-works"]);
    for none in [
        "schema=Person",
        "schema=Vessel",
        "countries=ke",
        "exclude_dataset=eu_demo",
        "include_dataset=un_demo",
        "changed_since=2099-01-01T00:00",
        "exclude_schema=Company",
        "target=false",
    ] {
        assert!(found(&format!("zvezdnoye&{none}")).is_empty(), "{none}");
    }
    assert_eq!(found("zvezdnoye&countries=ke&countries=ru"), ["NK-works"]);
    assert!(found("zvezdnoye&countries=ke&countries=ru&filter_op=AND").is_empty());
    assert_eq!(found("karpovin&filter=properties.birthDate:1965-03-07"), ["NK-person"]);
    assert!(found("karpovin&filter=properties.birthDate:1972-01-26").is_empty());
    assert_eq!(DESK.found("/search/default?filter=innCode:7702070139"), ["NK-works"]);
}

#[test]
fn results_come_a_page_at_a_time_and_sorted() {
    let (_, all) = DESK.get("/search/default?limit=500");
    let total = all["total"]["value"].as_u64().unwrap();
    assert!(total > 100, "{total}");
    let all = ids(&all["results"]);
    let (_, second) = DESK.get("/search/default?limit=10&offset=10");
    assert_eq!((ids(&second["results"]).as_slice(), &second["offset"]), (&all[10..20], &json!(10)));
    assert_eq!(
        (DESK.found("/search/default?limit=0").len(), DESK.found("/search/default?offset=9000").len()),
        (0, 0)
    );
    let (_, sorted) = DESK.get("/search/default?sort=first_seen:desc&limit=50");
    let seen: Vec<&str> =
        sorted["results"].as_array().unwrap().iter().filter_map(|one| one["first_seen"].as_str()).collect();
    assert!(seen.is_sorted_by(|one, other| one >= other) && !seen.is_empty(), "{seen:?}");
}

#[test]
fn values_are_counted() {
    let (_, said) = DESK.get("/search/sanctions");
    let facets = said["facets"].as_object().unwrap();
    assert_eq!(facets.keys().collect::<Vec<_>>(), ["countries", "datasets", "topics"]);
    let names = |facet: &str| {
        facets[facet]["values"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>()
    };
    assert!(names("topics").contains(&json!("sanction")) && names("datasets").contains(&json!("eu_demo")));
    let (_, said) = DESK.get("/search/un_demo?facets=schema&facets=topics");
    assert_eq!(said["facets"].as_object().unwrap().len(), 2);
    assert_eq!(
        said["facets"]["schema"]["values"],
        json!([{ "name": "Person", "label": "People", "count": 1 }])
    );
    assert_eq!(said["facets"]["topics"]["values"][0]["label"], "Sanctioned");
}

#[test]
fn an_entity_nests_what_is_linked_to_it() {
    let (status, works) = DESK.get("/entities/NK-works");
    assert_eq!(status, 200, "{works}");
    let sanction = &works["properties"]["sanctions"][0];
    assert_eq!(
        (&sanction["schema"], &sanction["properties"]["entity"]),
        (&json!("Sanction"), &json!(["NK-works"]))
    );
    assert_eq!(sanction["properties"]["startDate"], json!(["2022-02-24"]));
    assert_eq!(sanction["properties"]["reason"], json!(["makes lenses"]));
    let share = &works["properties"]["ownershipOwner"][0];
    assert_eq!(
        (&share["schema"], &share["properties"]["owner"], &share["properties"]["percentage"]),
        (&json!("Ownership"), &json!(["NK-works"]), &json!(["51 %"]))
    );
    assert_eq!(share["properties"]["asset"][0]["caption"], "Kestrelmoor Marine Trading Ltd");
    let (_, flat) = DESK.get("/entities/NK-works?nested=false");
    assert!(flat["properties"]["sanctions"].is_null() && flat["properties"]["name"].is_array());
    let (_, child) = DESK.get("/entities/NK-child");
    assert_eq!(child["properties"]["ownershipAsset"][0]["properties"]["owner"][0]["id"], "NK-works");
    let (_, link) = DESK.get(&format!("/entities/{}", share["id"].as_str().unwrap()));
    assert_eq!(
        (&link["schema"], &link["properties"]["asset"][0]["id"]),
        (&json!("Ownership"), &json!("NK-child"))
    );
}

#[test]
fn an_entity_says_who_states_what() {
    let (_, works) = DESK.get("/entities/NK-works?statements=true");
    let statements = works["statements"].as_array().unwrap();
    let of = |prop: &str| statements.iter().find(|one| one["prop"] == prop).unwrap();
    assert_eq!(
        (&of("innCode")["value"], &of("innCode")["dataset"]),
        (&json!("7702070139"), &json!("eu_demo"))
    );
    assert!(of("topics")["source_url"].is_string() && of("name")["first_seen"].is_string(), "{works}");
    let sanction = &works["properties"]["sanctions"][0]["statements"][0];
    assert_eq!(sanction["dataset"], "eu_demo", "{sanction}");
    let (_, hikvision) = DESK.get("/entities/hikvision?statements=true");
    let topics: Vec<&Value> =
        hikvision["statements"].as_array().unwrap().iter().filter(|one| one["prop"] == "topics").collect();
    assert!(
        topics.iter().any(|one| one["dataset"] == "bis_entity_list" && one["value"] == "export.control"),
        "{topics:?}"
    );
    assert!(DESK.get("/entities/NK-works").1["statements"].is_null());
}

#[test]
fn other_ids_lead_to_the_one_that_is_told() {
    for (path, place) in [
        ("/entities/ftm:NK-works", "location: /entities/nk-works\r\n"),
        ("/entities/gb-1234", "location: /entities/nk-person\r\n"),
        ("/entities/ftm:NK-works/adjacent", "location: /entities/nk-works/adjacent\r\n"),
        ("/entities/ftm:NK-works/adjacent/sanctions", "location: /entities/nk-works/adjacent/sanctions\r\n"),
    ] {
        let (status, head, _) = DESK.send(&format!("GET {path}"), "");
        assert_eq!(status, 308, "{path}");
        assert!(format!("{head}\r\n").contains(place), "{head}");
    }
}

#[test]
fn what_stands_beside_an_entity_comes_in_pages() {
    let (_, said) = DESK.get("/entities/hikvision/adjacent?limit=1");
    assert_eq!(said["entity"]["id"], "hikvision");
    let sanctions = &said["adjacent"]["sanctions"];
    assert_eq!(
        (sanctions["results"].as_array().unwrap().len(), &sanctions["limit"], &sanctions["offset"]),
        (1, &json!(1), &json!(0))
    );
    let total = sanctions["total"]["value"].as_u64().unwrap();
    assert!(total > 2, "{sanctions}");
    let (_, second) = DESK.get("/entities/hikvision/adjacent/sanctions?limit=1&offset=1");
    assert_eq!(second["total"]["value"].as_u64(), Some(total));
    assert_ne!(second["results"][0]["id"], sanctions["results"][0]["id"]);
    let (_, empty) = DESK.get("/entities/NK-person/adjacent/ownershipOwner");
    assert_eq!((&empty["results"], &empty["limit"]), (&json!([]), &json!(10)));
    let link = second["results"][0]["id"].as_str().unwrap();
    let (_, link) = DESK.get(&format!("/entities/{link}/adjacent"));
    assert_eq!(link["adjacent"]["entity"]["results"][0]["id"], "hikvision");
}

#[test]
fn the_catalog_has_an_entity_tag() {
    let (status, head, body) = DESK.send("GET /catalog", "");
    let said: Value = serde_json::from_str(&body).unwrap();
    let names: Vec<&str> =
        said["datasets"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    for name in ["default", "sanctions", "eu_demo", "un_demo", "bis_entity_list"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(
        names.iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')),
        "{names:?}"
    );
    let children =
        said["datasets"].as_array().unwrap().iter().find(|one| one["name"] == "sanctions").unwrap();
    assert!(
        children["children"].as_array().unwrap().contains(&json!("eu_demo")) && said["index_stale"] == false
    );
    let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
    assert_eq!((status, DESK.with("GET /catalog", &format!("if-none-match: {tag}")).0), (200, 304));
    assert_eq!(DESK.get("/manifest").0, 200);
}

#[test]
fn health_is_told_as_it_is_asked() {
    for path in ["/healthz", "/readyz"] {
        let (status, _, body) = DESK.with(&format!("GET {path}"), "accept: application/json");
        assert_eq!((status, serde_json::from_str::<Value>(&body).unwrap()), (200, json!({ "status": "ok" })));
        assert!(!DESK.send(&format!("GET {path}"), "").2.starts_with('{'));
    }
    let (_, said) = DESK.get("/algorithms");
    assert!(said["algorithms"].as_array().unwrap().iter().any(|one| one["name"] == "logic-v2"), "{said}");
}

#[test]
fn a_newer_register_is_looked_for_by_whoever_has_a_key() {
    assert_eq!(DESK.post("/updatez?sync=true", ""), (200, json!({ "status": "ok" })));
    let data = register("keys");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let make = async {
        let store = web::Store::open(None, &data.join("service")).await.unwrap();
        let scopes = [Scope::Read].into();
        let (_, key) = store.make_key("for yente", &scopes, None).await.unwrap();
        key
    };
    let key = runtime.block_on(make);
    let desk = Desk::start(data, |settings| Settings { keys: true, ..settings });
    for (path, status) in
        [("/updatez", 403), ("/updatez?token=wrong", 403), (&*format!("/updatez?token={key}"), 200)]
    {
        assert_eq!(desk.post(path, "").0, status, "{path}");
    }
    assert_eq!((desk.post("/match/default", "{}").0, desk.get("/catalog").0), (401, 401));
    for scheme in ["ApiKey", "Bearer"] {
        assert_eq!(desk.with("GET /catalog", &format!("authorization: {scheme} {key}")).0, 200, "{scheme}");
    }
}

#[test]
fn tables_are_reconciled() {
    let (_, manifest) = DESK.get("/reconcile/default");
    assert!(
        manifest["suggest"]["entity"]["service_url"].as_str().unwrap().starts_with("http://127.0.0.1:"),
        "{manifest}"
    );
    assert_eq!(manifest["extend"]["propose_settings"][1]["name"], "render");
    assert!(manifest["defaultTypes"].as_array().unwrap().len() > 3);
    let queries = r#"{"a":{"query":"Alexei Karpovin","type":"Person","limit":3,"properties":[{"pid":"Person:birthDate","v":"1965"},{"pid":"Thing:country","v":["ru"]}]},"b":{"query":"nobody of that name"}}"#;
    let encoded: String = queries.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let form = DESK.post("/reconcile/default", &format!("queries={encoded}")).1;
    assert_eq!(
        (&form["a"]["result"][0]["id"], &form["a"]["result"][0]["match"]),
        (&json!("NK-person"), &json!(true))
    );
    assert_eq!(
        (&form["a"]["result"][0]["type"][0]["id"], &form["b"]["result"]),
        (&json!("Person"), &json!([]))
    );
    assert_eq!(DESK.get(&format!("/reconcile/default?queries={encoded}")).1, form);
    let bad: String = r#"{"a":{"type":"Banana"}}"#.bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert_eq!(DESK.post("/reconcile/default", &format!("queries={bad}")).0, 400);
    assert_eq!(DESK.post("/reconcile/default", "queries=x").0, 422);
    assert_eq!(DESK.post("/reconcile/default", "").0, 400);
}

#[test]
fn tables_are_extended() {
    let extend = |text: &str| {
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        DESK.post("/reconcile/default", &format!("extend={encoded}"))
    };
    let (_, said) = extend(
        r#"{"ids":["NK-person","nobody"],"properties":[{"id":"name","settings":{"limit":"1"}},{"id":"topics"},{"id":"x"}]}"#,
    );
    assert_eq!(said["meta"], json!([{ "id": "name", "name": "Name" }, { "id": "topics", "name": "Topics" }]));
    assert_eq!(said["rows"]["NK-person"]["topics"], json!([{ "str": "Sanctioned" }]));
    assert_eq!(
        (said["rows"]["NK-person"]["name"].as_array().unwrap().len(), &said["rows"]["nobody"]),
        (1, &json!({}))
    );
    assert_eq!(extend(r#"{"ids":["ftm:NK-person"],"properties":[]}"#).0, 400);
    let (_, said) = DESK.get("/reconcile/default/extend/property?limit=5&type=LegalEntity");
    let ids = ids(&said["properties"]);
    assert!(
        ids.len() == 5 && ids.contains(&"name".to_owned()) && ids.contains(&"country".to_owned()),
        "{ids:?}"
    );
}

#[test]
fn what_is_typed_is_completed() {
    let suggested = |path: &str| ids(&DESK.get(&format!("/reconcile/default/suggest/{path}")).1["result"]);
    assert_eq!(suggested("entity?prefix=alexei%20kar"), ["NK-person"]);
    assert_eq!(suggested("type?prefix=organ"), ["Organization"]);
    let countries = suggested("property?prefix=country");
    assert!(
        countries.contains(&"LegalEntity:mainCountry".to_owned())
            && countries.contains(&"Thing:country".to_owned()),
        "{countries:?}"
    );
    for none in [
        "entity",
        "type",
        "property",
        "entity?prefix=banana%20man",
        "type?prefix=banana",
        "property?prefix=banana",
    ] {
        assert!(suggested(none).is_empty(), "{none}");
    }
}
