//! Scans as jobs over real HTTP: uploads, progress, files, cancel, restarts, two uploads of one catalog.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use std::io::{Read, Write};

use serde_json::Value;
use served::{Served, serve, serve_in};

const CATALOG: &str = "sku,title,brand,seller\n\
    S1,4K PoE bullet camera IPC-T5442TM-AS,Loryta,CamDepot\n\
    S2,Oak desk,Ikea,CamDepot\n\
    S3,EZVIZ C6N baby monitor,EZVIZ,\"=cmd|' /C calc'!A0\"\n";

fn upload(served: &Served, query: &str, body: &str) -> Value {
    let answer = served.post(&format!("/v1/scans?{query}"), body);
    assert_eq!(answer.status, 202, "{}", answer.text());
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("location"), Some(format!("/v1/scans/{id}").as_str()));
    served.until(&format!("/v1/scans/{id}"), |scan| {
        !matches!(scan["state"].as_str(), Some("queued" | "running"))
    })
}

fn file(served: &Served, scan: &Value, name: &str) -> served::Answer {
    served.get(&format!("/v1/scans/{}/files/{name}", scan["id"].as_str().unwrap()))
}

#[test]
fn an_upload_becomes_files_in_every_format() {
    let served = serve(|_| {});
    let scan = upload(&served, "file=shop.csv&reader=retailer&place=US", CATALOG);
    assert_eq!((scan["state"].as_str(), &scan["outcome"]["counts"]["listings"]), (Some("done"), &3.into()));
    assert_eq!(scan["outcome"]["not_allowed"], 2);
    let files: Vec<&str> =
        scan["files"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    for name in [
        "report.html",
        "findings.csv",
        "findings.xlsx",
        "takedowns.csv",
        "sellers.csv",
        "results.parquet",
        "results.jsonl",
        "results.cases.jsonl",
    ] {
        assert!(files.contains(&name), "{name} of {files:?}");
    }
    for name in files {
        let answer = file(&served, &scan, name);
        assert_eq!(answer.status, 200, "{name}");
        let told = scan["files"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        assert_eq!(told["bytes"], answer.body.len(), "{name}");
    }
    let report = file(&served, &scan, "report.html");
    assert!(report.header("content-security-policy").unwrap().starts_with("sandbox"));
    assert!(
        report.text().contains("shop.csv") && !report.text().contains(served.folder.path().to_str().unwrap())
    );
    // What a seller's name would run in a spreadsheet does not run.
    let takedowns = file(&served, &scan, "takedowns.csv").text();
    assert!(
        takedowns.contains("S3") && !takedowns.contains(",=cmd") && !takedowns.contains("\"=cmd"),
        "{takedowns}"
    );
    // The cases of a scan can be asked for.
    let case = takedowns.lines().nth(1).unwrap().split(',').find(|cell| cell.len() == 32).unwrap().to_owned();
    assert_eq!(served.get(&format!("/v1/cases/{case}")).json()["status"], "current");
}

#[test]
fn what_is_taken_down_is_named_by_its_sku_and_its_asin() {
    let served = serve(|_| {});
    let rows =
        "seller-sku,asin1,item-name\nA-17,B0BDRVFDKP,Hikvision DS-2CD2143G2-I\nA-18,B0BDRVFDKQ,Oak desk\n";
    let scan = upload(&served, "file=active.csv&formats=csv", rows);
    let takedowns = file(&served, &scan, "takedowns.csv").text();
    let line = takedowns.lines().nth(1).unwrap_or_default();
    assert!(line.starts_with("A-17,B0BDRVFDKP,"), "{takedowns}");
}

#[test]
fn a_scan_says_the_same_as_the_gate() {
    let served = serve(|_| {});
    let rows = "{\"sku\":\"S1\",\"title\":\"EZVIZ C6N baby monitor\"}\n{\"sku\":\"S2\",\"title\":\"Hikvision DS-2CD2143G2-I\"}\n";
    let gate = served.post("/v1/screen", rows).json();
    let scan = upload(&served, "file=a.jsonl&formats=jsonl", rows);
    let text = file(&served, &scan, "results.jsonl").text();
    for (line, said) in text.lines().zip(gate["results"].as_array().unwrap()) {
        let line: Value = serde_json::from_str(line).unwrap();
        for field in ["verdict", "findings", "signals", "maker", "product"] {
            assert_eq!(line[field], said[field], "{field}");
        }
    }
}

#[test]
fn two_uploads_of_one_catalog_are_compared() {
    let served = serve(|_| {});
    let first = upload(&served, "catalog=spring&formats=csv", CATALOG);
    assert!(first["outcome"]["changes"].is_null());
    let next = CATALOG.replace("S1,4K", "S4,4K");
    let second = upload(&served, "catalog=spring&formats=csv", &next);
    let changes = &second["outcome"]["changes"];
    assert_eq!((&changes["since"], &changes["changed"]), (&first["id"], &0.into()));
    assert!(changes["new"].as_u64() > Some(0) && changes["new"] == changes["gone"], "{changes}");
    let lines = file(&served, &second, "changes.jsonl").text();
    assert!(lines.contains("\"listing\":\"S4\"") && lines.contains("\"became\":\"gone\""), "{lines}");
    // Another catalog is compared with nothing.
    assert!(upload(&served, "catalog=autumn&formats=csv", CATALOG)["outcome"]["changes"].is_null());
}

#[test]
fn what_cannot_be_scanned_is_refused_or_fails_with_its_reason() {
    let served = serve(|settings| settings.limits.upload_bytes = 10_000);
    for (query, body, problem) in [
        ("", "", "cannot-be-meant"),
        ("formats=pdf", CATALOG, "cannot-be-meant"),
        ("reader=nobody", CATALOG, "cannot-be-meant"),
        ("place=Texas", CATALOG, "cannot-be-meant"),
        ("as_of=soon", CATALOG, "cannot-be-meant"),
        ("colour=red", CATALOG, "query"),
        ("map=brand", CATALOG, "cannot-be-meant"),
    ] {
        assert_eq!(served.post(&format!("/v1/scans?{query}"), body).problem(), problem, "{query}");
    }
    assert_eq!(served.post("/v1/scans", "x".repeat(10_001)).problem(), "too-many-bytes");
    let scan = upload(&served, "file=../../etc/passwd", "\u{7f}ELF nothing of use");
    assert_eq!((scan["state"].as_str(), scan["file"].as_str()), (Some("failed"), Some("passwd")));
    assert!(!scan["why"].as_str().unwrap().contains(served.folder.path().to_str().unwrap()));
    assert_eq!(file(&served, &scan, "report.html").problem(), "not-done");
    let good = upload(&served, "formats=csv", CATALOG);
    for name in ["upload", "..%2fupload", "%2e%2e%2f%2e%2e%2fservice.sqlite", "found.jsonl"] {
        assert_eq!(file(&served, &good, name).status, 404, "{name}");
    }
    let left = std::fs::read_dir(served.folder.path().join("service/scans")).unwrap().count();
    assert_eq!(left, 2, "refused uploads leave nothing behind");
}

#[test]
fn progress_is_told_until_the_end() {
    let served = serve(|_| {});
    let id = served.post("/v1/scans?formats=csv", CATALOG).json()["id"].as_str().unwrap().to_owned();
    let events = served.get(&format!("/v1/scans/{id}/events"));
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    let text = events.text();
    assert!(text.trim_end().rsplit("event: ").next().unwrap().starts_with("end\n"), "{text}");
}

/// A catalog that takes a while.
fn long() -> String {
    let mut all = String::from("sku,title,brand,seller\n");
    for n in 0..120_000 {
        all.push_str(&format!("S{n},Hikvision DS-2CD2143G2-I dome camera {n},Hikvision,Shop {n}\n"));
    }
    all
}

#[test]
fn a_scan_can_be_cancelled_once() {
    let served = serve(|_| {});
    let id = served.post("/v1/scans", long()).json()["id"].as_str().unwrap().to_owned();
    let cancel = || served.post(&format!("/v1/scans/{id}/cancel"), "");
    assert_eq!(cancel().status, 202);
    assert_eq!(served.get(&format!("/v1/scans/{id}")).json()["state"], "cancelled");
    assert_eq!(cancel().problem(), "over");
    // The next one is not in its way.
    assert_eq!(upload(&served, "formats=csv", CATALOG)["state"], "done");
}

#[test]
fn a_scan_at_work_is_begun_again_after_a_restart() {
    let served = serve(|_| {});
    let id = served.post("/v1/scans?formats=csv", long()).json()["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/scans/{id}");
    served.until(&path, |scan| scan["state"] == "running");
    let folder = served.end();
    // An upload that broke off leaves a folder without a row.
    std::fs::create_dir(folder.path().join("service/scans/broken")).unwrap();
    let served = serve_in(folder, |_| {});
    let done = served.until(&path, |scan| !matches!(scan["state"].as_str(), Some("queued" | "running")));
    assert_eq!(
        (done["state"].as_str(), &done["outcome"]["counts"]["listings"]),
        (Some("done"), &120_000.into())
    );
    assert!(!served.folder.path().join("service/scans/broken").exists());
}

#[test]
fn an_upload_that_breaks_off_leaves_nothing() {
    let served = serve(|_| {});
    let mut stream = std::net::TcpStream::connect(served.address).unwrap();
    let head = format!(
        "POST /v1/scans HTTP/1.1\r\nHost: {}\r\nContent-Length: 100000\r\n\r\nsku,title\n",
        served.address
    );
    stream.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    drop(stream);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(std::fs::read_dir(served.folder.path().join("service/scans")).unwrap().count(), 0);
    assert!(served.get("/v1/scans").json()["results"].as_array().unwrap().is_empty());
}

#[test]
fn files_go_on_their_day() {
    let served = serve(|settings| settings.limits.keep = std::time::Duration::ZERO);
    let scan = upload(&served, "formats=csv", CATALOG);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    // Old files are cleared away when a service starts, and every ten minutes.
    let served = serve_in(served.end(), |_| {});
    let path = format!("/v1/scans/{}", scan["id"].as_str().unwrap());
    served.until(&path, |scan| scan["state"] == "expired");
    assert_eq!(file(&served, &scan, "report.html").problem(), "expired");
}

#[test]
fn pages_of_scans_follow_each_other() {
    let served = serve(|_| {});
    let mut sent: Vec<String> =
        (0..3).map(|_| upload(&served, "formats=csv", CATALOG)["id"].as_str().unwrap().to_owned()).collect();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = served.get(&format!("/v1/scans?limit=2{cursor}")).json();
        seen.extend(
            page["results"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    seen.sort();
    sent.sort();
    assert_eq!(seen, sent);
}

#[test]
fn a_head_that_never_ends_is_given_up() {
    let served = serve(|_| {});
    let mut idle: Vec<std::net::TcpStream> =
        (0..200).map(|_| std::net::TcpStream::connect(served.address).unwrap()).collect();
    for stream in &mut idle {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: loc").unwrap();
    }
    // Those who wait keep nobody out.
    assert_eq!(served.get("/healthz").status, 200);
    let first = &mut idle[0];
    first.set_read_timeout(Some(std::time::Duration::from_secs(30))).unwrap();
    let mut said = Vec::new();
    let ended = first.read_to_end(&mut said);
    let waited = |error: &std::io::Error| {
        matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
    };
    assert!(!ended.as_ref().is_err_and(waited), "it was still open after 30 s");
    assert!(said.is_empty() || said.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&said));
}
