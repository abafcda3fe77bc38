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
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command.arg("who").args(args).args(["--as-of", DAY]);
    command.env("COLUMNS", "120").env("NAMEPLATE_DATA", NO_LISTS).env_remove("NO_COLOR").stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn three_dossiers_are_as_they_were_when_somebody_last_read_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/dossiers");
    for id in ["lorex", "nubia", "tp-link-technologies"] {
        let (code, out, err) = who(&["--id", id]);
        assert_eq!((code, err.as_str()), (0, ""), "{id}");
        let path = folder.join(format!("{id}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &out).unwrap();
        }
        let held = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(held == out, "{} differs; UPDATE=1 rewrites it. Now:\n{out}", path.display());
    }
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
    let (code, out, _) = who(&["--seller", "Qwxyz Trading Post", "--json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &value["verdict"]), (0, &"no_connection_found".into()));
    assert_eq!(value["may_be_meant"].as_array().unwrap().len(), 0);
}
