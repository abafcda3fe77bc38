//! `nameplate lists` as people and scripts use it: from a folder, from a mirror, killed on the way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/lists").join(path)
}

struct Desk {
    data: TempDir,
    from: TempDir,
}

impl Desk {
    /// A data folder, and a folder with some of the fixtures.
    fn new() -> Self {
        let desk = Desk { data: TempDir::new().unwrap(), from: TempDir::new().unwrap() };
        for path in [
            "us-csl/csv/consolidated.csv",
            "us-bis-dpl/text/dpl.txt",
            "us-uflpa/html/uflpa-entity-list.html",
            "us-fcc-covered/html/covered-list.html",
            "ieee-ma-l/csv/oui.csv",
            "own/csv/own.csv",
        ] {
            let path = fixture(path);
            std::fs::copy(&path, desk.from.path().join(path.file_name().unwrap())).unwrap();
        }
        desk
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
        command
            .args(args)
            .env("COLUMNS", "120")
            .env("NAMEPLATE_DATA", self.data.path())
            .env("NAMEPLATE_CONFIG", "")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = self.command(args).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    }

    /// Takes the fixtures, which are too small for the checks of whole lists.
    fn take(&self) -> (i32, String, String) {
        let from = self.from.path().display().to_string();
        let only = "us-csl,us-bis-dpl,us-uflpa,us-fcc-covered,ieee-ma-l,own";
        self.run(&["lists", "update", "--from", &from, "--only", only, "--edition", "2026-11-01", "--accept"])
    }
}

#[test]
fn lists_are_taken_from_a_folder_shown_and_used_by_scans() {
    let desk = Desk::new();
    let (code, out, _) = desk.run(&["lists"]);
    assert_eq!(code, 0);
    assert!(out.contains("Not taken yet") && out.contains("scans use the starter register"), "{out}");
    let (code, out, err) = desk.take();
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("us-csl: edition 2026-11-01, 3 entries") && out.contains("New register"), "{out}");
    assert!(out.contains("accepted though fewest entries"), "{out}");
    let (_, out, _) = desk.run(&["lists"]);
    assert!(out.contains("in use, accepted by hand") && out.contains("Register in use"), "{out}");
    let (code, out, _) = desk.run(&["lists", "show", "bis-entity-list", "--name", "dahua"]);
    assert_eq!(code, 0);
    assert!(out.contains("84 FR 54002") && out.contains("us-csl 2026-11-01"), "{out}");
    let (_, out, _) = desk.run(&["lists", "show", "us-bis-el", "--name", "Hikvision", "--json"]);
    assert!(out.contains("\"entry\": \"bis-entity-list/hangzhou-hikvision-digital-technology-cn\""), "{out}");

    // The register of the lists answers: a seller that only a list knows, and the editions behind the answer.
    let catalog = desk.from.path().join("catalog.csv");
    std::fs::write(&catalog, "sku,title,seller\nA,Linen towel,Example Cotton and Linen Co Ltd\n").unwrap();
    let catalog = catalog.display().to_string();
    let (code, out, _) = desk.run(&["scan", &catalog, "--as-of", "2026-11-24"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("Example Cotton and Linen") && out.contains("us-uflpa 2026-11-01"), "{out}");
    let (code, _, _) =
        desk.run(&["scan", &catalog, "--as-of", "2026-11-24", "--data-dir", "/nowhere/at/all"]);
    assert_eq!(code, 0, "the starter register knows nothing of it");
    let (_, out, _) = desk.run(&["who", "DAHUA ELECTRONICS CORPORATION"]);
    assert!(out.contains("Denied Persons") && out.contains("NOT Zhejiang Dahua"), "{out}");
}

#[test]
fn an_edition_that_fails_its_checks_is_told_with_the_figures() {
    let desk = Desk::new();
    let from = desk.from.path().display().to_string();
    let (code, out, _) = desk.run(&["lists", "update", "--from", &from, "--only", "us-bis-dpl"]);
    assert_eq!(code, 2);
    assert!(out.contains("fewest entries: 2, expected at least 200") && out.contains("--accept"), "{out}");
    let (code, _, err) = desk.run(&["lists", "show", "us-bis-dpl"]);
    assert_eq!(code, 2);
    assert!(err.contains("no edition"), "{err}");
}

#[test]
fn differences_are_shown_and_given_as_a_delta() {
    let desk = Desk::new();
    desk.take();
    let page = desk.from.path().join("uflpa-entity-list.html");
    let text = std::fs::read_to_string(&page)
        .unwrap()
        .replace("Example Cotton and Linen Co., Ltd.", "Example Cotton & Linens Co. Ltd");
    std::fs::write(&page, text).unwrap();
    // A folder that is called like a day says which day it is of.
    let folder = desk.from.path().join("2026-11-20");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(&page, folder.join("uflpa-entity-list.html")).unwrap();
    let from = folder.display().to_string();
    let (code, out, err) = desk.run(&["lists", "update", "--from", &from, "--only", "us-uflpa", "--accept"]);
    assert_eq!(code, 0, "{out}{err}");
    let (code, out, _) = desk.run(&["lists", "diff", "us-uflpa"]);
    assert_eq!(code, 0);
    assert!(out.contains("name - Example Cotton and Linen Co., Ltd.") && out.contains("1  changed"), "{out}");
    let (_, out, _) = desk.run(&["lists", "diff", "us-uflpa", "2026-11-01", "2026-11-20", "--json"]);
    let delta: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((delta["from"].as_str(), delta["to"].as_str()), (Some("2026-11-01"), Some("2026-11-20")));
    assert!(delta["keys"].as_array().unwrap().iter().any(|key| key == "name:example cotton and linen"));
    let (code, _, err) = desk.run(&["lists", "diff", "us-uflpa", "1999-01-01", "2026-11-20"]);
    assert!(code == 2 && err.contains("editions here: 2026-11-01, 2026-11-20"), "{err}");
    let (code, out, _) = desk.run(&["lists", "review"]);
    assert!(code == 0 && out.contains("[[identity]]"), "{out}");
}

#[test]
fn what_is_typed_wrongly_is_named() {
    let desk = Desk::new();
    for (args, words) in [
        (vec!["lists", "update", "--only", "ofac"], "there is no source `ofac`"),
        (vec!["lists", "update", "--from", "/nowhere/at/all"], "there is no such folder"),
        (vec!["lists", "show", "nothing"], "there is no source or list `nothing`"),
        (vec!["lists", "diff", "us-uflpa"], "has not two editions here"),
        (vec!["lists", "review"], "no register was built"),
    ] {
        let (code, _, err) = desk.run(&args);
        assert!(code == 2 && err.contains(words) && err.contains("hint:"), "{args:?}: {err}");
    }
}

/// A mirror that sends the head of a file and then nothing more.
fn stalling_mirror() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let mut stream = stream;
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nName\tStreet_Address\t");
                std::thread::sleep(Duration::from_secs(30));
            });
        }
    });
    address
}

#[test]
fn a_proxy_is_asked_where_one_is_set() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let proxy = std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let mut asked = Vec::new();
        while !asked.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            asked.push(byte[0]);
        }
        let _ = stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        String::from_utf8(asked).unwrap()
    });
    let desk = Desk::new();
    let output = desk
        .command(&["lists", "update", "--only", "us-bis-dpl", "--from", "https://mirror.example/lists"])
        .env("HTTPS_PROXY", &address)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(proxy.join().unwrap().starts_with("CONNECT mirror.example:443 "));
}

#[cfg(unix)]
#[test]
fn a_killed_update_leaves_what_was_in_use() {
    let desk = Desk::new();
    desk.take();
    let before = desk.run(&["lists", "show", "us-bis-dpl"]);
    let mirror = stalling_mirror();
    let mut child = desk
        .command(&["lists", "update", "--only", "us-bis-dpl", "--from", &mirror, "--quiet"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let folder = desk.data.path().join("lists/us-bis-dpl");
    let is_taking = || {
        folder
            .read_dir()
            .unwrap()
            .any(|entry| entry.unwrap().file_name().to_string_lossy().starts_with(".aside"))
    };
    while !is_taking() {
        std::thread::sleep(Duration::from_millis(20));
    }
    // SIGKILL: nothing can be tidied up.
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(is_taking());
    assert_eq!(desk.run(&["lists", "show", "us-bis-dpl"]), before);
    let (code, out, _) = desk.take();
    assert!(code == 0 && out.contains("is still the last one"), "{out}");
    assert!(!is_taking());
}

/// A register in use that was changed on disk, in whatever byte, answers nothing; an update builds it anew.
#[test]
fn a_register_that_was_changed_on_disk_answers_nothing() {
    let desk = Desk::new();
    assert_eq!(desk.take().0, 0);
    let catalog = desk.from.path().join("catalog.csv");
    std::fs::write(&catalog, "sku,title,brand\nA,EZVIZ camera,EZVIZ\n").unwrap();
    let catalog = catalog.display().to_string();
    let results = desk.from.path().join("results.csv").display().to_string();
    let commands: [&[&str]; 7] = [
        &["scan", &catalog],
        &["scan", &catalog, "-o", &results],
        &["check", "--brand", "EZVIZ"],
        &["who", "EZVIZ"],
        &["explain", "--brand", "EZVIZ"],
        &["match", "--name", "EZVIZ"],
        &["register", "info"],
    ];
    assert!(commands.iter().all(|command| desk.run(command).0 < 2));
    let rooms = desk.data.path().join("registers");
    let current = std::fs::read_to_string(rooms.join("current")).unwrap();
    let (folder, path) = (rooms.join(current.trim()), rooms.join(current.trim()).join("register"));
    let whole = std::fs::read(&path).unwrap();
    let refused = |command: &[&str]| {
        let (code, out, err) = desk.run(command);
        assert_eq!((code, out.as_str()), (2, ""), "{command:?}: {err}");
        assert!(err.contains("lists update") && !err.contains("panicked"), "{err}");
    };
    // Places that nobody chose: 90 of them, over the whole file.
    let mut place = 0x9e37_79b9_usize;
    for n in 0..90 {
        place = place.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let at = (place >> 20) % whole.len();
        let mut bytes = whole.clone();
        if n % 2 == 0 {
            bytes[at] ^= 1 << (n % 8);
        } else {
            let end = (at + 4_096).min(bytes.len());
            bytes[at..end].fill(0);
        }
        if bytes != whole {
            std::fs::write(&path, bytes).unwrap();
            refused(commands[n % commands.len()]);
        }
    }
    for other in [Vec::new(), whole[..whole.len() - 1].to_vec(), lists::starter_register().to_vec()] {
        std::fs::write(&path, other).unwrap();
        commands.iter().for_each(|command| refused(command));
    }
    assert!(!Path::new(&results).with_extension("incomplete.csv").exists());
    // The hint holds what it says, for a damaged register and for one that lost its receipt.
    assert_eq!(desk.take().0, 0);
    assert!(commands.iter().all(|command| desk.run(command).0 < 2));
    let current = std::fs::read_to_string(rooms.join("current")).unwrap();
    assert_ne!(rooms.join(current.trim()), folder);
    std::fs::remove_file(rooms.join(current.trim()).join("receipt.json")).unwrap();
    commands.iter().for_each(|command| refused(command));
    assert_eq!(desk.take().0, 0);
    assert!(commands.iter().all(|command| desk.run(command).0 < 2));
}

/// A page without regard to where its lines end.
fn in_a_line(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A mirror that answers each path by a status, a type and a body.
fn mirror(answer: fn(&str) -> (u16, &'static str, Vec<u8>)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).into_owned();
            let path = head.split(' ').nth(1).unwrap_or_default();
            let (status, kind, body) = answer(path);
            let lines = format!("HTTP/1.1 {status} Answer\r\nConnection: close\r\nContent-Type: {kind}");
            let _ = stream.write_all(format!("{lines}\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes());
            if !head.starts_with("HEAD") {
                let _ = stream.write_all(&body);
            }
        }
    });
    address
}

/// What an authority's server may answer: the list, a page in its stead, a refusal, nothing.
fn authority(path: &str) -> (u16, &'static str, Vec<u8>) {
    let page = "<!DOCTYPE html><html><head><title>Access Denied</title></head><body>\u{1b}[31mReference</body></html>";
    match path {
        "/oui.csv" => (200, "text/csv", std::fs::read(fixture("ieee-ma-l/csv/oui.csv")).unwrap()),
        "/consolidated.csv" => (200, "text/html; charset=utf-8", page.into()),
        "/uflpa-entity-list.html" => (403, "text/html", page.into()),
        _ => (404, "text/plain", Vec::new()),
    }
}

#[test]
fn the_doctor_tells_what_each_address_returned() {
    let desk = Desk::new();
    let from = mirror(authority);
    let only = "ieee-ma-l,us-csl,us-uflpa,un-consolidated";
    let ask = ["lists", "doctor", "--from", &from, "--only", only];
    let (code, out, err) = desk.run(&ask);
    let out = in_a_line(&out);
    assert_eq!(code, 2, "{out}{err}");
    for words in [
        "ieee-ma-l IEEE MA-L",
        "oui.csv 200 · text/csv",
        "fewest entries",
        "consolidated.csv 200 · text/html; charset=utf-8",
        "looks like an HTML page, “Access Denied”",
        "consolidated.csv is an HTML page, “Access Denied”, not a table (CSV)",
        "uflpa-entity-list.html: the server answered 403",
        "by hand: ",
        "1 absent",
        "Nothing was kept",
    ] {
        assert!(out.contains(words), "`{words}`:\n{out}");
    }
    // Bytes of strangers are written out, never sent to the terminal.
    assert!(out.contains("\\x1b[31mReference") && !out.contains('\u{1b}'), "{out}");
    let (code, out, _) = desk.run(&[&ask[..], &["--json"]].concat());
    let all: serde_json::Value = serde_json::from_str(&out).unwrap();
    let by = |id: &str| all.as_array().unwrap().iter().find(|one| one["source"] == id).unwrap().clone();
    let (csl, uflpa) = (by("us-csl"), by("us-uflpa"));
    assert_eq!((code, csl["health"].as_str(), uflpa["health"].as_str()), (2, Some("ill"), Some("ill")));
    assert_eq!(csl["files"][0]["answer"]["status"], 200);
    assert_eq!(uflpa["files"][0]["answer"]["status"], 403);
    assert!(uflpa["files"][0]["begins"].as_str().unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(by("un-consolidated")["health"], "absent");
    assert!(!desk.data.path().join("lists").exists(), "nothing is kept");
}

#[test]
fn the_doctor_looks_at_files_at_hand_and_at_what_is_in_use() {
    let desk = Desk::new();
    desk.take();
    let from = desk.from.path().display().to_string();
    let ask = ["lists", "doctor", "--from", &from, "--only", "own,us-bis-dpl,ofac-sdn,bods"];
    let (code, out, _) = desk.run(&ask);
    let out = in_a_line(&out);
    assert!(code == 2 && out.contains("own Own knowledge well"), "{out}");
    assert!(
        out.contains("compared with edition 2026-11-01, which is in use") && out.contains("date unknown"),
        "{out}"
    );
    assert!(out.contains("us-bis-dpl Denied Persons List ill") && out.contains("2 absent"), "{out}");
    std::fs::write(desk.from.path().join("own.csv"), "party,relation,to\n").unwrap();
    let (code, out, _) = desk.run(&["lists", "doctor", "--from", &from, "--only", "own"]);
    assert!(code == 2 && out.contains("fewest entries: 0, expected at least 1"), "{out}");
}

#[test]
fn without_a_network_it_is_said_once_and_soon() {
    let desk = Desk::new();
    for command in ["update", "doctor"] {
        for (args, proxy) in [
            (vec!["lists", command, "--from", "http://127.0.0.1:1/lists"], None),
            (vec!["lists", command], Some("http://127.0.0.1:1")),
        ] {
            let started = std::time::Instant::now();
            let mut run = desk.command(&args);
            run.env_remove("NO_PROXY").env_remove("no_proxy");
            for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"] {
                run.env_remove(name);
            }
            run.envs(proxy.map(|proxy| ("ALL_PROXY", proxy)));
            let output = run.output().unwrap();
            let (out, err) =
                (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(started.elapsed() < Duration::from_secs(8), "{args:?}: {:?}", started.elapsed());
            assert_eq!((output.status.code(), out.as_ref()), (Some(2), ""), "{args:?}: {err}");
            assert_eq!(err.matches("no network could be reached").count(), 1, "{args:?}: {err}");
            assert!(err.contains("--from FOLDER") && err.contains("HTTPS_PROXY"), "{err}");
        }
    }
}

#[test]
fn a_folder_without_any_list_is_an_error_that_says_what_was_expected() {
    let desk = Desk::new();
    let folder = TempDir::new().unwrap();
    let from = folder.path().display().to_string();
    let (code, _, err) = desk.run(&["lists", "update", "--from", &from]);
    assert!(code == 2 && err.contains("the folder is empty") && err.contains("sdn.csv (ofac-sdn)"), "{err}");
    std::fs::write(folder.path().join("SDN list.csv"), "x").unwrap();
    let (code, _, err) = desk.run(&["lists", "update", "--from", &from, "--only", "us-uflpa"]);
    assert!(code == 2 && err.contains("the folder holds SDN list.csv"), "{err}");
    assert!(err.contains("uflpa-entity-list.html (us-uflpa)"), "{err}");
}

#[test]
fn an_age_is_that_of_the_list_or_unknown() {
    let desk = Desk::new();
    let from = desk.from.path().display().to_string();
    let (code, out, err) =
        desk.run(&["lists", "update", "--from", &from, "--only", "own,us-uflpa", "--accept"]);
    assert_eq!(code, 0, "{out}{err}");
    let (_, out, _) = desk.run(&["lists"]);
    let own = in_a_line(out.split("own Own knowledge").nth(1).unwrap());
    let own: String = own.chars().take(200).collect();
    assert!(own.contains("edition undated-") && own.contains("date unknown"), "{own}");
    assert!(!out.contains("0 days old"), "{out}");
    let (_, out, _) = desk.run(&["lists", "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
    let own = rows.as_array().unwrap().iter().find(|row| row["source"] == "own").unwrap();
    assert!(own.get("age_days").is_none() && own["edition"]["day"] == "unknown", "{own}");
}

/// Where no published list is loaded, every output that screens says so, and how few were looked for.
#[test]
fn without_a_published_list_every_answer_says_so() {
    let desk = Desk::new();
    let catalog = desk.from.path().join("catalog.csv");
    std::fs::write(&catalog, "sku,title,brand\nA,Linen towel,Rotes Haus\nB,EZVIZ camera,EZVIZ\n").unwrap();
    let catalog = catalog.display().to_string();
    let results = desk.from.path().join("results").display().to_string();
    let said = "no published list is loaded: only the ";
    let commands: [&[&str]; 13] = [
        &["scan", &catalog],
        &["check", "--brand", "EZVIZ"],
        &["check", "--brand", "Rotes Haus", "--json"],
        &["check", "--brand", "EZVIZ", "--warning"],
        &["explain", "--brand", "EZVIZ"],
        &["explain", "--brand", "EZVIZ", "--json"],
        &["who", "EZVIZ"],
        &["who", "Example Cotton and Linen"],
        &["who", "--seller", "Nobody Knows Shop"],
        &["match", "--name", "EZVIZ"],
        &["match", "--name", "Rotes Haus GmbH"],
        &["match", "--name", "Rotes Haus GmbH", "--json"],
        &["match", &catalog, "--map", "name=brand"],
    ];
    for command in commands {
        let (_, out, err) = desk.run(command);
        let all = in_a_line(&format!("{out}{err}"));
        assert!(all.contains(said) && all.contains("lists update"), "{command:?}: {out}{err}");
        assert!(!all.contains("No name of the register is like it"), "{command:?}: {out}");
    }
    assert_eq!(desk.run(&["scan", &catalog, "-o", &results]).0, 1);
    let folder = std::fs::read_dir(&results).unwrap().flatten().map(|entry| entry.path());
    let mut manifests = 0;
    for path in folder {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.contains("manifest") || name.ends_with(".html") {
            manifests += 1;
            assert!(text.contains(said), "{name}");
        }
    }
    assert!(manifests >= 2, "a manifest and a page");
    // With lists it says nothing of the kind.
    desk.take();
    for command in commands {
        let (_, out, err) = desk.run(command);
        assert!(!format!("{out}{err}").contains("no published list"), "{command:?}: {out}{err}");
    }
}

#[test]
fn a_list_that_is_not_loaded_is_no_list_to_match_against() {
    let desk = Desk::new();
    let (code, _, err) = desk.run(&["match", "--name", "Hikvision", "--only", "fcc-covered"]);
    assert!(code == 2 && err.contains("`fcc-covered` is not loaded; no published list is loaded"), "{err}");
    desk.take();
    let (code, _, err) = desk.run(&["match", "--name", "Hikvision", "--only", "un-sanctions"]);
    assert!(code == 2 && err.contains("`un-sanctions` is not loaded; loaded: "), "{err}");
    assert!(err.contains("uflpa") && err.contains("fcc-covered"), "{err}");
    let (code, out, err) = desk.run(&["match", "--name", "Hikvision", "--only", "fcc-covered"]);
    assert!(code == 1 && out.contains("Hikvision"), "{out}{err}");
    let (code, _, err) = desk.run(&["match", "--name", "X", "--only", "fcc"]);
    assert!(code == 2 && err.contains("fcc-covered"), "{err}");
}
