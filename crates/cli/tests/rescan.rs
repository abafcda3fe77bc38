//! A scan that is kept current: what a later day and a newer register change, and what goes wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::Path;
use std::process::Command;

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    for name in ["NAMEPLATE_READER", "NAMEPLATE_PLACE"] {
        command.env_remove(name);
    }
    let output = command
        .args(args)
        .env("NAMEPLATE_DATA", folder.join("data"))
        .env("NAMEPLATE_CONFIG", "")
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

const CATALOG: &str = "sku,title,brand\n\
    S1,Hikvision DS-2CD2143G2-I,\nS2,Oak desk,Ikea\nS3,EZVIZ C6N baby monitor,EZVIZ\nS4,Kettle,Acme\n";

#[test]
fn a_later_day_changes_what_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| run(folder.path(), args);
    std::fs::write(folder.path().join("a.csv"), CATALOG).unwrap();
    let (code, _, err) = run(&["scan", "a.csv", "--as-of", "2018-01-01", "--state", "kept", "--quiet"]);
    assert!(code <= 1 && err.contains("4 rows are kept in kept"), "{code} {err}");
    let (code, out, _) = run(&["rescan", "--state", "kept", "--as-of", "2018-01-01"]);
    assert!(code == 0 && out.contains("0 of 4 listings were judged anew"), "{code} {out}");
    let (code, out, _) = run(&[
        "rescan",
        "--state",
        "kept",
        "--as-of",
        "2026-11-23",
        "--results",
        "all.jsonl",
        "-o",
        "new.jsonl",
    ]);
    assert!(code == 1 && out.contains("S1") && !out.contains("S2"), "{code} {out}");
    let lines = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let changes = lines("new.jsonl");
    assert!(changes.lines().count() > 1 && changes.contains("\"became\":\"new\""), "{changes}");
    // The rows are those of a scan on that day.
    let (_, _, err) = run(&["scan", "a.csv", "--as-of", "2026-11-23", "--state", "anew", "--quiet"]);
    assert!(err.contains("4 rows"), "{err}");
    let (code, told, _) =
        run(&["rescan", "--state", "anew", "--as-of", "2026-11-23", "--results", "again.jsonl", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, &told["judged"], &told["rows"]), (0, &0.into(), &4.into()));
    assert_eq!(lines("all.jsonl"), lines("again.jsonl"));
    // A catalog that changed is scanned again as it was: only what is new in it is told.
    std::fs::write(
        folder.path().join("a.csv"),
        CATALOG.replace("Oak desk,Ikea", "Dahua IPC-HDW2849H turret,Dahua"),
    )
    .unwrap();
    let (code, out, _) = run(&["rescan", "--state", "kept", "--as-of", "2026-11-23", "--catalog", "a.csv"]);
    assert!(code == 1 && out.contains("S2") && !out.contains("S1"), "{code} {out}");
    let (code, _, err) = run(&["rescan", "--state", "kept", "--as-of", "2026-11-23", "--gone", "b.csv"]);
    assert!(code == 2 && err.contains("no catalog of this name"), "{err}");
    // Back again.
    let (code, out, _) = run(&["rescan", "--state", "kept", "--as-of", "2018-01-01"]);
    assert!(out.contains("gone"), "{code} {out}");
}

#[test]
fn what_changed_is_told_whatever_becomes_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| run(folder.path(), args);
    std::fs::write(folder.path().join("a.csv"), CATALOG).unwrap();
    assert!(run(&["scan", "a.csv", "--as-of", "2018-01-01", "--state", "kept", "--quiet"]).0 <= 1);
    let now = ["rescan", "--state", "kept", "--as-of", "2026-11-23"];
    // An output may not be one of the files that are read; nothing is done then.
    for output in [["-o", "a.csv"], ["--results", "kept/state.json"]] {
        let (code, _, err) = run(&[&now[..], &output, &["--catalog", "a.csv"]].concat());
        assert!(code == 2 && err.contains(output[1]), "{err}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("a.csv")).unwrap(), CATALOG);
    // The folder of the results is none, and the catalog that changed is cut off: both are told after what changed.
    std::fs::write(folder.path().join("b.csv"), "").unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let (code, out, err) = run(&[&now[..], &["--results", "file/all.jsonl"]].concat());
    assert!(code == 2 && out.contains("S1") && err.contains("file"), "{code} {out} {err}");
    let kept = std::fs::read_to_string(folder.path().join("kept/changes.2.jsonl")).unwrap();
    assert!(kept.contains("\"id\":\"S1\"") && kept.contains("\"became\":\"new\""), "{kept}");
    let then = ["rescan", "--state", "kept", "--as-of", "2018-01-01", "--catalog", "b.csv"];
    let (code, out, err) = run(&then);
    assert!(code == 2 && out.contains("gone") && err.contains("not read whole"), "{code} {out} {err}");
}

#[test]
fn another_policy_or_register_is_told_and_a_missing_or_damaged_state_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| run(folder.path(), args);
    let (code, _, err) = run(&["rescan", "--state", "none"]);
    assert!(code == 2 && err.contains("no state") && err.contains("scan CATALOG --state"), "{err}");
    std::fs::write(folder.path().join("a.csv"), CATALOG).unwrap();
    std::fs::write(folder.path().join("house.toml"), "max_hops = 1\n").unwrap();
    let scan = ["scan", "a.csv", "--as-of", "2026-11-23", "--state", "kept", "--quiet"];
    assert_eq!(run(&scan).0, 1);
    let (_, out, _) = run(&["rescan", "--state", "kept", "--as-of", "2026-11-23", "--policy", "house.toml"]);
    assert!(out.contains("All 4 listings were judged anew: the policy changed"), "{out}");
    // A scan that is not whole leaves the state as it was.
    std::fs::write(folder.path().join("empty.csv"), "").unwrap();
    let before = std::fs::read(folder.path().join("kept/state.json")).unwrap();
    let (code, _, err) = run(&["scan", "empty.csv", "--state", "kept", "--quiet"]);
    assert!(code == 2 && err.contains("no state of it is kept"), "{err}");
    assert_eq!(std::fs::read(folder.path().join("kept/state.json")).unwrap(), before);
    std::fs::write(folder.path().join("kept/state.json"), "{\"version\":1,").unwrap();
    let (code, _, err) = run(&["rescan", "--state", "kept"]);
    assert!(code == 2 && err.contains("damaged") && err.contains("scan again"), "{err}");
    assert_eq!(run(&scan).0, 1, "a scan makes a new state in its place");
    assert_eq!(run(&["rescan", "--state", "kept", "--as-of", "2026-11-23"]).0, 0);
}
