//! The service and its keys as commands, and what persons decided in a scan.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

fn run(data: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    let variables = [
        "NAMEPLATE_LISTEN",
        "NAMEPLATE_DATABASE",
        "NAMEPLATE_HOST",
        "NAMEPLATE_KEYS",
        "NAMEPLATE_LOG",
        "NAMEPLATE_CONTACT",
        "NAMEPLATE_READER",
        "NAMEPLATE_PLACE",
    ];
    for name in variables {
        command.env_remove(name);
    }
    let output = command.args(args).env("NAMEPLATE_DATA", data).env("NAMEPLATE_CONFIG", "").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_key_is_shown_once_listed_and_revoked() {
    let data = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| run(data.path(), args);
    let (code, key, note) =
        run(&["keys", "create", "--name", "shop", "--scope", "screen,read", "--days", "30"]);
    assert!(code == 0 && key.starts_with("npk_") && key.trim().len() == 68, "{key}{note}");
    let (_, listed, _) = run(&["keys", "list"]);
    assert!(
        listed.contains("shop") && listed.contains("screen, read") && !listed.contains("npk_"),
        "{listed}"
    );
    let (_, json, _) = run(&["keys", "list", "--json"]);
    let id = serde_json::from_str::<serde_json::Value>(&json).unwrap()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(run(&["keys", "revoke", &id]).0, 0);
    assert_eq!(run(&["keys", "revoke", &id]).0, 2);
    assert!(run(&["keys", "list"]).1.contains("revoked"));
    let (code, _, err) = run(&["keys", "create", "--name", "x", "--scope", "everything"]);
    assert!(code == 2 && err.contains("screen, read"), "{err}");
}

#[test]
fn a_key_for_pages_has_an_origin_and_no_other_scope() {
    let data = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        let mut args = vec!["keys", "create", "--name", "pages"];
        args.extend(more);
        run(data.path(), &args)
    };
    let (code, key, note) = run(&["--scope", "notice", "--origin", "https://Shop.example/"]);
    assert!(code == 0 && key.starts_with("npp_") && note.contains("https://shop.example"), "{key}{note}");
    for refused in [
        &["--scope", "notice"][..],
        &["--scope", "notice,read", "--origin", "https://shop.example"],
        &["--scope", "screen", "--origin", "https://shop.example"],
        &["--origin", "https://shop.example"],
    ] {
        let (code, out, err) = run(refused);
        assert!(code == 2 && out.is_empty() && err.contains("--scope notice --origin"), "{refused:?}: {err}");
    }
    for origin in ["http://shop.example", "*", "null", "https://shop.example/path"] {
        let (code, _, err) = run(&["--scope", "notice", "--origin", origin]);
        assert!(code == 2 && err.contains("--origin"), "{origin}: {err}");
    }
    let json = self::run(data.path(), &["keys", "list", "--json"]).1;
    let listed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["origin"], "https://shop.example");
}

#[test]
fn what_a_service_would_be_started_with_is_said_and_nothing_is_made() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("none");
    let (code, out, _) = run(&folder, &["serve", "--check-config"]);
    assert!(code == 0 && out.contains("http://127.0.0.1:8417") && !folder.exists(), "{out}");
    let (code, _, err) = run(&folder, &["serve", "--listen", "0.0.0.0:8417", "--check-config"]);
    assert!(code == 2 && err.contains("no key") && err.contains("keys create"), "{err}");
    let (code, _, err) = run(&folder, &["serve", "--database", "mysql://me:secret@db/x"]);
    assert!(code == 2 && err.contains("neither a PostgreSQL") && !err.contains("secret"), "{err}");
    let (code, out, _) = run(&folder, &["serve", "--print-openapi"]);
    let description: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &description["openapi"]), (0, &"3.1.0".into()));
    assert!(description["paths"]["/v1/screen"]["post"].is_object());
}

#[test]
fn what_a_person_released_is_counted_and_not_shown_again() {
    let data = tempfile::tempdir().unwrap();
    let at = |name: &str| data.path().join(name).display().to_string();
    std::fs::write(at("c.csv"), "sku,title,brand\nS1,Oak camera,EZVIZ\nS2,Dome camera,Loryta\n").unwrap();
    let decision = |reason: &str| {
        format!(
            r#"{{"case_key":"dahua/made_by/loryta>made_by>dahua/camera","signals":["brand_field:loryta:loryta"],"listing":"S2","outcome":"release","reason":"{reason}","by":"desk"}}"#
        )
    };
    std::fs::write(at("d.jsonl"), decision("the maker's letter")).unwrap();
    let scan = |decisions: &[&str]| {
        let catalog = at("c.csv");
        let args: Vec<&str> =
            ["scan", &catalog, "--as-of", "2026-11-23", "--table"].iter().chain(decisions).copied().collect();
        run(data.path(), &args)
    };
    assert!(scan(&[]).1.contains("S2"));
    let (_, out, err) = scan(&["--decisions", &at("d.jsonl")]);
    assert!(out.contains("S1") && out.contains("1 of them was released by a person"), "{out}{err}");
    assert!(!out.contains("S2"), "{out}");
    std::fs::write(at("d.jsonl"), decision(" ")).unwrap();
    let (code, _, err) = scan(&["--decisions", &at("d.jsonl")]);
    assert!(code == 2 && err.contains("decision 1") && err.contains("reason"), "{err}");
}

/// A collector that takes what it is sent and hands it over.
fn collector() -> (String, std::sync::mpsc::Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut head, mut line) = (String::new(), String::new());
            while stream.read_line(&mut line).unwrap() > 2 {
                head.push_str(&line);
                line.clear();
            }
            let length = head.to_lowercase();
            let length =
                length.split_once("content-length: ").unwrap().1.split_once("\r\n").unwrap().0.to_owned();
            let mut body = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut body).unwrap();
            stream
                .get_mut()
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                .unwrap();
            tell.send([head.into_bytes(), body].concat()).unwrap();
        }
    });
    (address, told)
}

#[cfg(unix)]
#[test]
fn a_span_a_request_is_sent_where_a_collector_is_named() {
    let (collector, told) = collector();
    let data = tempfile::tempdir().unwrap();
    let mut serving = Command::new(env!("CARGO_BIN_EXE_nameplate"))
        .args(["serve", "--listen", "127.0.0.1:0", "--traces", &collector, "--log", "quiet"])
        .env("NAMEPLATE_DATA", data.path())
        .env("NAMEPLATE_CONFIG", "")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(serving.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let at = said.trim().split_once("http://").unwrap().1.to_owned();
    let mut stream = TcpStream::connect(&at).unwrap();
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    write!(stream, "GET /v1/lists HTTP/1.1\r\nhost: {at}\r\ntraceparent: 00-{trace}-00f067aa0ba902b7-01\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    Command::new("kill").arg(serving.id().to_string()).status().unwrap();
    assert!(serving.wait().unwrap().success());
    let sent = told.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
    let holds = |part: &[u8]| sent.windows(part.len()).any(|window| window == part);
    let id: Vec<u8> = (0..16).map(|n| u8::from_str_radix(&trace[2 * n..2 * n + 2], 16).unwrap()).collect();
    assert!(sent.starts_with(b"POST /v1/traces ") && holds(b"GET /v1/lists") && holds(&id));
    assert!(!holds(b"answered"), "lines of the log are no part of a trace");
    let (code, _, err) = run(data.path(), &["serve", "--traces", "collector:4318"]);
    assert!(code == 2 && err.contains("http://127.0.0.1:4318"), "{err}");
}
