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
        command.args(args).env("COLUMNS", "120").env("NAMEPLATE_DATA", self.data.path()).stdin(Stdio::null());
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
