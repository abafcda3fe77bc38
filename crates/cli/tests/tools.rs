//! Completions, manual pages and the configuration file, as a user meets them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Stdio};

const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

fn run(config: &Path, variables: &[(&str, &str)], args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command.env_remove("NAMEPLATE_READER").env_remove("NAMEPLATE_PLACE").env("NAMEPLATE_DATA", NO_LISTS);
    command.env("NAMEPLATE_CONFIG", config).envs(variables.iter().copied()).stdin(Stdio::null());
    let output = command.args(args).env("COLUMNS", "120").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_value_of_the_file_gives_way_to_the_environment_and_that_to_an_option() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nameplate.toml");
    std::fs::write(&config, "reader = \"importer\"\nplace = \"US\"\n").unwrap();
    let asked = ["check", "EZVIZ camera", "--as-of", "2026-11-23"];
    let whom = |variables: &[(&str, &str)], more: &[&str]| {
        let (_, out, _) = run(&config, variables, &[&asked[..], more].concat());
        let readers = ["importer", "agency", "retailer"];
        readers
            .into_iter()
            .find(|reader| out.contains(&format!("for this {reader} in US")))
            .unwrap_or("nobody")
            .to_owned()
    };
    let agency = [("NAMEPLATE_READER", "agency")];
    assert_eq!(whom(&[], &[]), "importer");
    assert_eq!(whom(&agency, &[]), "agency");
    assert_eq!(whom(&agency, &["--reader", "retailer"]), "retailer");
    let (_, shown, _) = run(&config, &agency, &["config", "show", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!((&shown[0]["value"], &shown[0]["from"]), (&"agency".into(), &"environment".into()));
    assert_eq!((&shown[1]["value"], &shown[1]["from"]), (&"US".into(), &"file".into()));
    let (_, path, _) = run(&config, &[], &["config", "path"]);
    assert_eq!(path.trim_end(), config.display().to_string());
}

#[test]
fn a_file_that_cannot_be_meant_stops_everything_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("nameplate.toml");
    for (text, line, hint) in [
        ("place = \"US\"\nreeder = \"agency\"\n", "line 2: `reeder` is no key", "did you mean `reader`"),
        ("reader = [1]\n", "line 1: `reader` has to be text", "who asks"),
    ] {
        std::fs::write(&config, text).unwrap();
        let (code, out, err) = run(&config, &[], &["check", "EZVIZ camera"]);
        assert!(code == 2 && out.is_empty() && err.contains(line) && err.contains(hint), "{err}");
    }
    std::fs::write(&config, "reader = \"shopper\"\n").unwrap();
    let (code, _, err) = run(&config, &[], &["check", "EZVIZ camera"]);
    assert!(code == 2 && err.contains("shopper") && err.contains("consumer"), "{err}");
    let (code, _, err) = run(&folder.path().join("gone.toml"), &[], &["check", "EZVIZ camera"]);
    assert!(code == 2 && err.contains("gone.toml") && err.contains("NAMEPLATE_CONFIG"), "{err}");
}

#[test]
fn every_command_is_completed_and_has_a_page() {
    let none = Path::new("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = run(none, &[], &["completions", shell]);
        assert!(code == 0 && out.contains("inventory") && out.contains("only-findings"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    for place in [&one, &two] {
        assert_eq!(run(none, &[], &["man", "-o", place.to_str().unwrap()]).0, 0);
    }
    for name in ["nameplate.1", "nameplate-scan.1", "nameplate-lists-update.1", "nameplate-config-show.1"] {
        let page = std::fs::read_to_string(one.join(name)).unwrap();
        assert!(page.contains(".TH") && page == std::fs::read_to_string(two.join(name)).unwrap(), "{name}");
    }
}
