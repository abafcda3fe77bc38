//! `nameplate who`: three dossiers word for word as a terminal shows them, and the same as JSON.
//!
//! `UPDATE=1 cargo test -p nameplate-cli --test who` rewrites `tests/fixtures/dossiers/*.txt`; the diff is read by somebody.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const DAY: &str = "2026-11-23";

/// A data folder that is not there: what these tests see does not depend on whose machine they run on.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

/// Runs to the end: exit code, standard output, standard error.
fn who(args: &[&str]) -> (i32, String, String) {
    who_in(args, "120")
}

/// The same in a terminal of so many columns.
fn who_in(args: &[&str], columns: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command.arg("who").args(args).args(["--as-of", DAY]);
    command
        .env("COLUMNS", columns)
        .env("NAMEPLATE_DATA", NO_LISTS)
        .env("NAMEPLATE_CONFIG", "")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// Holds a text against the one that somebody last read.
fn hold(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/dossiers").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(held == now, "{} differs; UPDATE=1 rewrites it. Now:\n{now}", path.display());
}

#[test]
fn three_dossiers_are_as_they_were_when_somebody_last_read_them() {
    for id in ["lorex", "nubia", "tp-link-technologies"] {
        let (code, out, err) = who(&["--id", id]);
        assert_eq!((code, err.as_str()), (0, ""), "{id}");
        hold(&format!("{id}.txt"), &out);
    }
}

/// How it begins for every kind of party, in a narrow terminal: itself listed, a subsidiary, a brand, one that is only reported or only
/// alleged to be tied, one with nobody behind it, one that leads nowhere, a name of several, and nobody.
#[test]
fn it_begins_with_the_answer_for_every_kind_of_party() {
    let asked = [
        "Hikvision",
        "Nubia",
        "EZVIZ",
        "Imou",
        "Lorex",
        "ANNKE",
        "Anker",
        "TP-Link",
        "萤石",
        "Hangzhou",
        "Qwxyzzy",
    ];
    let mut told = String::new();
    for name in asked {
        let (code, out, _) = who_in(&[name], "80");
        let head: Vec<&str> = out.lines().take_while(|line| *line != "Names").take(16).collect();
        let wide = head.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(wide <= 80, "{name}: {wide}");
        told.push_str(&format!(
            "$ nameplate who {name}  # ends with {code}\n{}\n\n",
            head.join("\n").trim_end()
        ));
    }
    hold("answers.80.txt", &told);
}

#[test]
fn who_speaks_json() {
    let (code, out, _) = who(&["EZVIZ", "--json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &value["party"]["id"], &value["as_of"]), (0, &"ezviz".into(), &DAY.into()));
    assert!(value["without_lists"].as_str().unwrap().contains("no published list"), "{out}");
    let behind = value["behind"].as_array().unwrap();
    assert!(behind.iter().any(|one| !one["ties"][0]["sources"].as_array().unwrap().is_empty()), "{out}");
}

#[test]
fn a_name_of_several_and_an_unknown_shop_are_json_too() {
    let (code, out, _) = who(&["Hangzhou", "--json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert!(code == 2 && value["may_be_meant"].as_array().unwrap().len() > 1, "{out}");
    for asked in [&["--seller", "Qwxyz Trading Post"][..], &["Qwxyz Trading"], &["--id", "qwxyz"]] {
        let (code, out, _) = who(&[asked, &["--json"]].concat());
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((code, value.get("verdict")), (2, None), "{asked:?}");
        assert!(value["looked_for"].as_str().unwrap().len() > 9, "{out}");
        assert_eq!(value["may_be_meant"].as_array().unwrap().len(), 0);
    }
}

/// Whoever is not known, by name, as a shop or by id: told in the same form, and never as if something had been found in order.
#[test]
fn nobody_known_ends_in_one_way() {
    for asked in [&["--seller", "Qwxyz Trading Post"][..], &["Hikvisoin"], &["--id", "qwxyz"]] {
        let (code, out, err) = who(asked);
        assert_eq!((code, err.as_str()), (2, ""), "{asked:?}: {out}");
        let (head, rest) = out.split_once("\n\n").unwrap();
        assert!(head.starts_with("Nobody is known as "), "{out}");
        for part in ["Looked for: ", "Names that are near: ", "What to try:"] {
            assert!(rest.contains(part), "{part}: {out}");
        }
        assert!(!out.contains("innocen") && !out.contains("no_connection"), "{out}");
    }
    assert!(who(&["Hikvisoin"]).1.contains("near: Hikvision"));
}

/// The same answer comes first on the terminal, on the page and for programs.
#[test]
fn the_answer_comes_first_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("ezviz.html").display().to_string();
    let (_, terminal, _) = who(&["EZVIZ"]);
    let (_, json, _) = who(&["EZVIZ", "--json"]);
    assert_eq!(who(&["EZVIZ", "-o", &page]).0, 0);
    let json: Value = serde_json::from_str(&json).unwrap();
    let answer = json["answer"].as_str().unwrap();
    let first = terminal.split("\n\n").next().unwrap().replace('\n', " ");
    assert_eq!(first, answer);
    assert!(std::fs::read_to_string(page).unwrap().contains(answer));
    assert!(answer.contains("Hikvision") && answer.contains("itself is on none that we know of"), "{answer}");
}

/// A bundle is the same bytes every time, is checked by a tool that everybody has, and takes the place of nothing else.
#[test]
fn a_bundle_can_be_published_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    for bundle in [&one, &two, &one] {
        let (code, out, err) = who(&["EZVIZ", "--bundle", bundle.to_str().unwrap()]);
        assert_eq!(code, 0, "{out}{err}");
    }
    let names = ["README.txt", "SHA256SUMS", "dossier.html", "dossier.json", "sources.csv"];
    for name in names {
        assert_eq!(std::fs::read(one.join(name)).unwrap(), std::fs::read(two.join(name)).unwrap(), "{name}");
    }
    assert_eq!(std::fs::read_dir(&one).unwrap().count(), names.len());
    if let Ok(checked) = Command::new("sha256sum").args(["-c", "SHA256SUMS"]).current_dir(&one).output() {
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
    std::fs::write(two.join("mine.txt"), "mine").unwrap();
    let (code, _, err) = who(&["EZVIZ", "--bundle", two.to_str().unwrap()]);
    assert!(code == 2 && err.contains("mine.txt"), "{err}");
    let (code, _, err) = who(&["EZVIZ", "--bundle", two.join("mine.txt").to_str().unwrap()]);
    assert!(code == 2 && err.contains("is no folder"), "{err}");
    assert_eq!(std::fs::read_to_string(two.join("mine.txt")).unwrap(), "mine");
}
