//! What `check` answers, for the one who asks: golden files at 80 columns in `tests/fixtures/answers`.
//! `UPDATE=1 cargo test -p nameplate-cli --test answer` rewrites them; read the diff.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

const DAY: &str = "2026-11-26";

/// A data folder that is not there: what these tests see does not depend on whose machine they run on.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

/// A golden file, and what is asked.
const ASKED: &[(&str, &[&str])] = &[
    ("nobody_in_particular", &["--title", "EZVIZ baby monitor camera BM1", "--brand", "EZVIZ"]),
    (
        "retailer_us",
        &[
            "--reader",
            "retailer",
            "--place",
            "US",
            "--title",
            "EZVIZ baby monitor camera BM1",
            "--brand",
            "EZVIZ",
        ],
    ),
    (
        "agency_review",
        &["--reader", "agency", "--place", "US", "--title", "Amcrest UltraHD 4K bullet camera"],
    ),
    (
        "consumer_kind_of_goods",
        &["--reader", "consumer", "--title", "2000W power inverter", "--origin", "China"],
    ),
    (
        "no_rule",
        &["--reader", "investor", "--place", "JP", "--title", "Imou Ranger 2C camera", "--brand", "Imou"],
    ),
    ("nothing_found", &["--reader", "retailer", "--title", "Oak chair", "--brand", "Harrow"]),
];

fn check(arguments: &[&str], reader: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command.env_remove("NAMEPLATE_READER").env_remove("NAMEPLATE_PLACE");
    if let Some(reader) = reader {
        command.env("NAMEPLATE_READER", reader);
    }
    command
        .env("COLUMNS", "80")
        .env("NAMEPLATE_DATA", NO_LISTS)
        .env("NAMEPLATE_CONFIG", "")
        .stdin(Stdio::null());
    command.args(["check", "--as-of", DAY]).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_answer_comes_first_and_for_who_asks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/answers");
    for (name, asked) in ASKED {
        let said = said(&check(asked, None));
        assert!(said.lines().all(|line| line.chars().count() <= 80), "{name} is wider than 80 columns");
        let file = folder.join(format!("{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &said).unwrap();
        }
        let held = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(said == held, "{} differs from what is answered:\n{said}", file.display());
    }
}

/// Whoever asked without saying so by an option gets the same answer.
#[test]
fn the_reader_may_stand_in_the_environment() {
    let asked = ["--title", "EZVIZ baby monitor", "--brand", "EZVIZ"];
    let by_option: Vec<&str> = ["--reader", "agency"].into_iter().chain(asked).collect();
    assert_eq!(said(&check(&asked, Some("agency"))), said(&check(&by_option, None)));
    let bad = check(&asked, Some("neighbour"));
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("grant_recipient"), "it says what there is");
}

/// What one reader is told is never told another as his own, and what holds elsewhere is left out.
#[test]
fn only_what_binds_the_reader_is_said_in_words() {
    let asked = ["--title", "EZVIZ baby monitor camera BM1", "--brand", "EZVIZ"];
    let with = |more: &[&'static str]| {
        let all: Vec<&str> = more.iter().copied().chain(asked).collect();
        // Without the ends of lines, which stand where the terminal ends.
        said(&check(&all, None)).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let agency = with(&["--reader", "agency", "--place", "US"]);
    assert!(agency.contains("for you") && agency.contains("stop"), "{agency}");
    let consumer = with(&["--reader", "consumer", "--place", "US"]);
    assert!(!consumer.contains("stop ·"), "a household is not barred: {consumer}");
    let abroad = with(&["--reader", "agency", "--place", "JP"]);
    assert!(abroad.contains("that is not a permission") && !abroad.contains("Pub. L."), "{abroad}");
}

/// What is said of a company never stands without its kind, and the answer stands beside it.
#[test]
fn what_is_said_is_called_what_it_is_and_answered() {
    let said = said(&check(&["--title", "EZVIZ baby monitor", "--brand", "EZVIZ"], None));
    let line = said.lines().find(|line| line.trim_start().starts_with("said")).unwrap();
    let kinds = ["official finding", "court ruling", "allegation", "company filing", "report"];
    assert!(kinds.iter().any(|kind| line.contains(kind)), "{line}");
    assert!(said.lines().any(|line| line.trim_start().starts_with("answered")), "{said}");
}

/// A scan says the same word in each line and counts every found listing once.
#[test]
fn a_scan_counts_what_it_means_for_who_asks() {
    let catalog = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/catalog.csv");
    let scan = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
        command
            .env_remove("NAMEPLATE_READER")
            .env_remove("NAMEPLATE_PLACE")
            .env("NAMEPLATE_DATA", NO_LISTS)
            .env("NAMEPLATE_CONFIG", "");
        command
            .args(["scan", catalog, "--brief", "--details", "--as-of", DAY])
            .args(more)
            .stdin(Stdio::null());
        said(&command.output().unwrap())
    };
    let asked = scan(&["--reader", "retailer", "--place", "US"]);
    assert!(asked.lines().next().unwrap().contains("for you"), "{asked}");
    let counts = asked.split("For this retailer in US\n").nth(1).unwrap();
    let counts = counts.lines().take_while(|line| !line.is_empty());
    let counted: u64 = counts.filter_map(|line| line.split_whitespace().next()?.parse::<u64>().ok()).sum();
    let found = |verdict: &str| -> u64 {
        let line = asked.lines().find(|line| line.trim_start().ends_with(&format!("  {verdict}"))).unwrap();
        line.split_whitespace().next().unwrap().parse().unwrap()
    };
    assert_eq!(counted, found("connected") + found("review"), "{asked}");
    assert!(asked.contains("may be barred") && !scan(&[]).contains("For this"), "{asked}");
}

/// Where a rule of the house is all that there is, it is told like any other.
#[test]
fn a_rule_of_the_house_alone_is_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let policy = folder.path().join("house.toml");
    let rule = "name = \"shop\"\n[[rule]]\ncode = \"house.no_jackets\"\nclasses = [\"apparel\"]\n\
                reader = \"retailer\"\nact = \"sell\"\nseverity = \"block\"\nsentence = \"No jackets here.\"\n";
    std::fs::write(&policy, rule).unwrap();
    let policy = policy.to_str().unwrap();
    let said = said(&check(&["--policy", policy, "--reader", "retailer", "--title", "Jacket"], None));
    assert!(
        said.contains("named by 1 list") && said.contains("stop · to sell: No jackets here. (house"),
        "{said}"
    );
}
