//! Webhooks over real HTTP: signed, idempotent, tried again, put aside, replayed; targets that hang.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use served::{Served, serve};
use sha2::Sha256;

/// A receiver that answers with these statuses in turn, the last one for ever; 0 says nothing at all.
struct Receiver {
    url: String,
    got: Arc<Mutex<Vec<(String, String)>>>,
}

fn receiver(statuses: &[u16]) -> Receiver {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let got = Arc::new(Mutex::new(Vec::new()));
    let (kept, statuses) = (Arc::clone(&got), statuses.to_vec());
    std::thread::spawn(move || {
        let mut held = Vec::new();
        for (n, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let status = *statuses.get(n).or(statuses.last()).unwrap();
            if status == 0 {
                held.push(stream);
                continue;
            }
            kept.lock().unwrap().push(request(&mut stream));
            let _ = write!(
                stream,
                "HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
        }
    });
    Receiver { url, got }
}

/// The head of a request in small letters, and its body.
fn request(stream: &mut std::net::TcpStream) -> (String, String) {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let n = stream.read(&mut chunk).unwrap();
        bytes.extend_from_slice(&chunk[..n]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        if body.len() >= length.trim().parse::<usize>().unwrap() || n == 0 {
            return (head, body.to_owned());
        }
    }
}

impl Receiver {
    fn wait(&self, many: usize) -> Vec<(String, String)> {
        let begun = Instant::now();
        loop {
            let got = self.got.lock().unwrap().clone();
            if got.len() >= many {
                return got;
            }
            assert!(begun.elapsed() < Duration::from_secs(40), "{} of {many}", got.len());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

const CATALOG: &str = "sku,title,brand\nS1,4K bullet camera IPC-T5442TM-AS,Loryta\n";

fn upload(served: &Served, query: &str, body: &str) {
    assert_eq!(served.post(&format!("/v1/scans?formats=csv&{query}"), body).status, 202);
}

fn hook(served: &Served, url: &str, events: &[&str]) -> Value {
    let answer = served.post("/v1/hooks", json!({ "url": url, "events": events }).to_string());
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

fn header<'h>(head: &'h str, name: &str) -> &'h str {
    head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap().trim()
}

fn patient() -> Served {
    serve(|settings| {
        settings.private_hooks = true;
        settings.limits.hook_pause = Duration::ZERO;
    })
}

#[test]
fn what_happened_is_told_with_a_signature() {
    let served = patient();
    let receiver = receiver(&[200]);
    let secret = hook(&served, &receiver.url, &["scan.done", "findings.changed"])["secret"]
        .as_str()
        .unwrap()
        .to_owned();
    upload(&served, "catalog=c", CATALOG);
    receiver.wait(1);
    upload(&served, "catalog=c", &CATALOG.replace("S1", "S2"));
    let got = receiver.wait(3);
    let mut kinds = Vec::new();
    for (head, body) in got {
        let told: Value = serde_json::from_str(&body).unwrap();
        kinds.push(told["type"].as_str().unwrap().to_owned());
        let (id, at) = (header(&head, "webhook-id"), header(&head, "webhook-timestamp"));
        let mut mac = Hmac::<Sha256>::new_from_slice(&STANDARD.decode(&secret[6..]).unwrap()).unwrap();
        mac.update(format!("{id}.{at}.{body}").as_bytes());
        // The head was made small, and base64 is not; so the signature is compared small.
        let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())).to_lowercase();
        assert_eq!(header(&head, "webhook-signature"), expected);
    }
    kinds.sort();
    assert_eq!(kinds, ["findings.changed", "scan.done", "scan.done"]);
    // A secret is told once.
    assert!(served.get("/v1/hooks").json()["results"][0]["secret"].is_null());
}

#[test]
fn what_is_not_taken_is_tried_again_under_the_same_id_and_replayed() {
    let served = patient();
    let receiver = receiver(&[500, 302, 204]);
    let id = hook(&served, &receiver.url, &["scan.done"])["id"].as_str().unwrap().to_owned();
    upload(&served, "", CATALOG);
    let got = receiver.wait(3);
    assert!(got.iter().all(|(head, _)| header(head, "webhook-id") == header(&got[0].0, "webhook-id")));
    let path = format!("/v1/hooks/{id}/deliveries");
    let all = served.until(&path, |all| all["results"][0]["state"] == "done");
    assert_eq!(all["results"][0]["tries"], 3);
    let replay = format!("{path}/{}/replay", all["results"][0]["id"].as_str().unwrap());
    assert_eq!(served.post(&replay, "").status, 202);
    let again = receiver.wait(4);
    assert_eq!(
        (&again[3].1, header(&again[3].0, "webhook-id")),
        (&again[0].1, header(&again[0].0, "webhook-id"))
    );
}

#[test]
fn what_nobody_takes_is_put_aside() {
    let served = patient();
    let receiver = receiver(&[503]);
    let id = hook(&served, &receiver.url, &["scan.failed"])["id"].as_str().unwrap().to_owned();
    upload(&served, "", "\u{7f}ELF nothing of use");
    let dead =
        served.until(&format!("/v1/hooks/{id}/deliveries?state=dead"), |all| all["results"][0].is_object());
    let one = &dead["results"][0];
    assert_eq!((&one["event"], &one["error"]), (&json!("scan.failed"), &json!("the target answered 503")));
    assert_eq!(one["tries"].as_i64(), Some(i64::try_from(receiver.got.lock().unwrap().len()).unwrap()));
}

#[test]
fn a_target_that_hangs_keeps_nobody_waiting() {
    let served = patient();
    let (hangs, takes) = (receiver(&[0]), receiver(&[200]));
    hook(&served, &hangs.url, &["scan.done"]);
    hook(&served, &takes.url, &["scan.done"]);
    for _ in 0..3 {
        upload(&served, "", CATALOG);
    }
    takes.wait(3);
    assert_eq!(served.get("/v1/lists").status, 200);
}

#[test]
fn addresses_that_are_not_public_are_refused() {
    let served = serve(|_| {});
    let problem = |body: Value| served.post("/v1/hooks", body.to_string()).problem();
    for url in [
        "http://example.org/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.8/",
        "https://[::1]/",
        "nonsense",
        "https://a:b@example.org/",
    ] {
        assert_eq!(problem(json!({ "url": url })), "cannot-be-meant", "{url}");
    }
    assert_eq!(problem(json!({ "url": "https://example.org/", "events": ["scan"] })), "cannot-be-meant");
    assert_eq!(problem(json!({ "events": ["scan.done"] })), "cannot-be-meant");
}

#[test]
fn a_webhook_that_is_removed_is_told_nothing() {
    let served = patient();
    let receiver = receiver(&[200]);
    let id = hook(&served, &receiver.url, &[])["id"].as_str().unwrap().to_owned();
    let remove = || served.ask("DELETE", &format!("/v1/hooks/{id}"), &[], b"");
    assert_eq!((remove().status, remove().problem().as_str()), (204, "not-found"));
    upload(&served, "", CATALOG);
    std::thread::sleep(Duration::from_millis(1_500));
    assert!(receiver.got.lock().unwrap().is_empty());
    assert!(served.get("/v1/hooks").json()["results"].as_array().unwrap().is_empty());
}
