//! A watch: catalogs that change, days that pass, and webhooks of a service that are told.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    for name in ["NAMEPLATE_READER", "NAMEPLATE_PLACE", "NAMEPLATE_DATABASE", "NAMEPLATE_LISTEN"] {
        command.env_remove(name);
    }
    command
        .args(args)
        .env("NAMEPLATE_DATA", folder.join("data"))
        .env("NAMEPLATE_CONFIG", "")
        .current_dir(folder);
    command
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = command(folder, args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// Reads a message of HTTP: its head and its body.
fn message(stream: &mut BufReader<TcpStream>) -> (String, String) {
    let (mut head, mut line) = (String::new(), String::new());
    while stream.read_line(&mut line).unwrap() > 2 {
        head.push_str(&line);
        line.clear();
    }
    let lower = head.to_lowercase();
    let length = lower.split_once("content-length: ").unwrap().1.split_once("\r\n").unwrap().0;
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    (head, String::from_utf8(body).unwrap())
}

/// Somebody who is told, and hands it over.
fn receiver() -> (String, Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/told", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let got = message(&mut stream);
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.get_mut().write_all(answer).unwrap();
            if tell.send(got).is_err() {
                return;
            }
        }
    });
    (address, told)
}

/// A process that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A service on this machine, and its address.
fn service(folder: &Path) -> (Ends, String) {
    let args = ["serve", "--listen", "127.0.0.1:0", "--private-hooks", "--log", "quiet"];
    let child = command(folder, &args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = Ends(child.unwrap());
    let mut first = String::new();
    BufReader::new(child.0.stdout.as_mut().unwrap()).read_line(&mut first).unwrap();
    let address = first.trim().split_once("http://").unwrap().1.to_owned();
    (child, address)
}

const CATALOG: &str = "sku,title,brand\nS1,Hikvision DS-2CD2143G2-I,\nS2,Oak desk,Ikea\n";

#[test]
fn webhooks_of_a_service_are_told_once_of_what_a_round_found() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let run = |args: &[&str]| run(at, args);
    std::fs::create_dir(at.join("exports")).unwrap();
    std::fs::write(at.join("exports/a.csv"), CATALOG).unwrap();
    let today = run(&["scan", "exports/*.csv", "--state", "kept", "--quiet"]);
    assert!(today.2.contains("2 rows are kept"), "{}", today.2);
    let watch = ["watch", "--state", "kept", "--catalogs", "exports/*.csv", "--hooks", "--once"];
    // Nobody asks to be told yet, and there is nothing to tell.
    let (code, out, err) = run(&watch);
    assert!(code == 0 && out.contains("0 findings are new") && !err.contains("Queued"), "{code} {out} {err}");

    let (_service, address) = service(at);
    let (url, told) = receiver();
    let mut stream = BufReader::new(TcpStream::connect(&address).unwrap());
    let body = format!(r#"{{"url":"{url}","events":["findings.changed"]}}"#);
    let request = format!(
        "POST /v1/hooks HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.get_mut().write_all(request.as_bytes()).unwrap();
    assert!(message(&mut stream).1.contains("whsec_"));

    // One catalog says something else, one is new.
    let dahua = CATALOG.replace("Oak desk,Ikea", "Dahua IPC-HDW2849H turret,Dahua");
    std::fs::write(at.join("exports/a.csv"), dahua).unwrap();
    std::fs::write(at.join("exports/b.csv"), "sku,title,brand\nT1,EZVIZ C6N baby monitor,EZVIZ\n").unwrap();
    let (code, out, err) = run(&watch);
    assert!(
        code == 1 && out.contains("S2") && out.contains("T1") && !out.contains("S1"),
        "{code} {out} {err}"
    );
    assert!(err.contains("Queued for 1 webhook"), "{err}");
    let (head, body) = told.recv_timeout(Duration::from_secs(30)).unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert!(head.to_lowercase().contains("webhook-signature: v1,"), "{head}");
    let rescan = &body["data"]["rescan"];
    assert_eq!((&body["type"], &rescan["rows"]), (&"findings.changed".into(), &3.into()));
    let ids: Vec<&str> =
        rescan["findings"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"S2") && ids.contains(&"T1"), "{rescan}");
    assert_eq!(rescan["changes"]["new"].as_u64().unwrap(), ids.len() as u64);

    // What was told is told once; a catalog that is no more is told.
    let (code, _, err) = run(&watch);
    assert!(code == 0 && !err.contains("Queued"), "{code} {err}");
    std::fs::remove_file(at.join("exports/b.csv")).unwrap();
    let (code, out, err) = run(&watch);
    assert!(code == 0 && out.contains("gone") && err.contains("Queued"), "{code} {out} {err}");
    let (_, body) = told.recv_timeout(Duration::from_secs(30)).unwrap();
    assert!(body.contains(r#""gone":1"#) || body.contains(r#""became":"gone""#), "{body}");
    assert!(told.try_recv().is_err());
}

#[test]
fn what_could_not_be_queued_is_queued_in_the_next_round() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("a.csv"), CATALOG).unwrap();
    run(at, &["scan", "a.csv", "--state", "kept", "--quiet"]);
    let watch = ["watch", "--state", "kept", "--catalogs", "a.csv", "--once", "--hooks"];
    assert_eq!(run(at, &watch).0, 0);
    std::fs::write(at.join("a.csv"), CATALOG.replace("Oak desk,Ikea", "Dome camera,Dahua")).unwrap();
    let broken = [&watch[..], &["--database", "postgres://nobody@127.0.0.1:1/none"]].concat();
    let (code, out, err) = run(at, &broken);
    assert!(code == 2 && out.contains("S2") && err.contains("the database"), "{code} {out} {err}");
    // Found already: the rescan has nothing new, and the hooks are told all the same.
    let (code, out, err) = run(at, &watch);
    assert!(code == 0 && out.contains("0 findings are new") && err.contains("nobody is told"), "{out} {err}");
    let (_, _, err) = run(at, &watch);
    assert!(!err.contains("nobody is told"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_watch_goes_on_after_a_round_that_failed_and_ends_when_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("a.csv"), CATALOG).unwrap();
    run(at, &["scan", "a.csv", "--state", "kept", "--quiet"]);
    let (code, _, err) = run(at, &["watch", "--state", "kept", "--every", "0h"]);
    assert!(code == 2 && err.contains("30m, 6h or 1d"), "{err}");
    let args = ["watch", "--state", "kept", "--catalogs", "missing.csv", "--every", "1h"];
    let mut child = Ends(command(at, &args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap());
    let mut told = BufReader::new(child.0.stderr.take().unwrap());
    let mut text = String::new();
    while !text.contains("next round begins in 1 hour") {
        assert!(told.read_line(&mut text).unwrap() > 0, "{text}");
    }
    assert!(text.contains("missing.csv"), "{text}");
    let interrupted = Command::new("kill").args(["-INT", &child.0.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let asked = Instant::now();
    let ended = child.0.wait().unwrap();
    assert!(ended.code() == Some(2) && asked.elapsed() < Duration::from_secs(5), "{ended}");
}
