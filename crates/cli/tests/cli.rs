//! The program as people and scripts use it: what it prints, how it ends, what it does with bad input.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A day on which the answers of these tests are known.
const DAY: &str = "2026-11-23";

/// A data folder that is not there: what these tests see does not depend on whose machine they run on.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

fn nameplate(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command
        .args(args)
        .env("COLUMNS", "120")
        .env("NAMEPLATE_DATA", NO_LISTS)
        .env("NAMEPLATE_CONFIG", "")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

/// Runs to the end: exit code, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    read(&nameplate(args).output().unwrap())
}

fn read(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn write(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

const CATALOG: &str = "\
sku,title,brand,seller,model
A1,EZVIZ baby monitor camera,EZVIZ,Little Shop,CS-BM1
A2,Organic cotton sleepsuit,George,Little Shop,
A3,\"Dahua IPC-HDW2849H-S-IL camera\",Dahua,Eyes,IPC-HDW2849H-S-IL
";

const CLEAN: &str = "sku,title,brand\nB1,Organic cotton sleepsuit,George\n";

#[test]
fn the_demo_says_what_this_is_finds_something_and_tells_how_to_go_on() {
    let (code, out, err) = run(&["demo", "--as-of", DAY]);
    assert_eq!((code, err.as_str()), (1, ""));
    for words in [
        "who is really behind",
        "NP-1005",
        "Hikvision",
        "48 listings",
        "alone identifies nobody",
        "What to type next",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    assert!(!out.contains('\u{1b}'), "colours in a pipe");
}

#[test]
fn a_demo_listing_is_explained_and_the_purchase_file_changes_answers() {
    let (code, out, _) = run(&["demo", "NP-1048", "--as-of", DAY]);
    assert_eq!(code, 0, "{out}");
    let (code, out, _) = run(&["demo", "NP-1048", "--suppliers", "--as-of", DAY]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("Zhejiang Dahua"));
}

#[test]
fn the_example_files_can_be_saved_and_scanned() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().display().to_string();
    assert_eq!(run(&["demo", "--save", &place]).0, 0);
    let (code, out, _) =
        run(&["scan", &format!("{place}/catalog.csv"), "--suppliers", &format!("{place}/suppliers.csv")]);
    assert_eq!(code, 1);
    assert!(out.contains("10 listings have a supplier"), "{out}");
    // What is there already is not written over.
    assert_eq!(run(&["demo", "--save", &place]).0, 2);
}

#[test]
fn exit_codes_tell_nothing_found_from_found_from_not_completed() {
    let folder = tempfile::tempdir().unwrap();
    let (clean, found) = (write(&folder, "clean.csv", CLEAN), write(&folder, "found.csv", CATALOG));
    assert_eq!(run(&["scan", &clean]).0, 0);
    assert_eq!(run(&["scan", &clean, &found]).0, 1);
    let (code, out, err) = run(&["scan", &found, &folder.path().join("gone.csv").display().to_string()]);
    assert_eq!(code, 2);
    assert!(out.contains("EZVIZ") && err.contains("gone.csv"), "the rest is scanned: {out}{err}");
    assert_eq!(run(&["check", "--title", "Organic cotton sleepsuit"]).0, 0);
    assert_eq!(run(&["check", "--title", "HIKVISION DS-2CD2143G2-I 4MP AcuSense Dome"]).0, 1);
    assert_eq!(run(&["check"]).0, 2);
    assert_eq!(run(&["scan", &clean, "--as-of", "yesterday"]).0, 2);
}

#[test]
fn results_are_written_as_json_lines_with_a_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let results = folder.path().join("results.jsonl");
    let (code, out, err) = run(&["scan", &catalog, "-o", results.to_str().unwrap(), "--as-of", DAY]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("results.jsonl") && !out.contains("verdict    id"), "only the summary: {out}");
    let lines: Vec<serde_json::Value> = std::fs::read_to_string(&results)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        (&lines[0]["verdict"], &lines[1]["verdict"]),
        (&"connected".into(), &"no_connection_found".into())
    );
    let manifest = std::fs::read_to_string(folder.path().join("results.jsonl.manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!((&manifest["as_of"], &manifest["complete"]), (&DAY.into(), &true.into()));
}

#[test]
fn the_table_has_one_line_a_finding_and_no_longer_ones_than_asked() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let (_, all, _) = run(&["scan", &catalog, "--quiet", "--as-of", DAY]);
    assert!(all.lines().filter(|line| line.contains("A1")).count() > 1, "{all}");
    assert!(!all.contains("listings"), "no summary: {all}");
    let (_, brief, _) = run(&["scan", &catalog, "--quiet", "--brief", "--as-of", DAY]);
    assert_eq!(brief.lines().filter(|line| line.contains("A1")).count(), 1, "{brief}");
    let (_, cut, _) = run(&["scan", &catalog, "--limit", "1", "--as-of", DAY]);
    assert!(cut.contains("more lines: --limit 0 prints all"), "{cut}");
}

#[test]
fn standard_input_folders_and_patterns_are_read() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "a.csv", CATALOG);
    write(&folder, "b.csv", CLEAN);
    let place = folder.path().display().to_string();
    let (code, out, _) = run(&["scan", &place]);
    assert_eq!(code, 1);
    assert!(out.contains("4 listings"), "{out}");
    let (code, out, _) = run(&["scan", &format!("{place}/b*.csv")]);
    assert_eq!(code, 0);
    assert!(out.contains("1 listing "), "{out}");
    let mut child = nameplate(&["scan", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(CATALOG.as_bytes()).unwrap();
    let (code, out, _) = read(&child.wait_with_output().unwrap());
    assert_eq!(code, 1);
    assert!(out.contains("3 listings"), "{out}");
}

#[test]
fn a_mistake_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let odd = write(&folder, "odd.csv", "foo,bar\n1,2\n");
    let cases: [(&[&str], &str, &str); 6] = [
        (&["scan", &catalog.replace("catalog", "catalogue")], "there is no such file", "did you mean"),
        (&["scan", &odd], "found: foo, bar", "--map title=COLUMN"),
        (&["scan", &catalog, "--map", "brand=Nope"], "column `Nope`", "take one of the columns found"),
        (&["scan", &catalog, "--map", "colour=x"], "`colour` is no field", "FIELD=COLUMN"),
        (
            &["explain", &catalog, "--id", "ZZ"],
            "no listing has the id `ZZ`",
            "nameplate explain FILE --row 1",
        ),
        (&["scan", &catalog, "--policy", &odd], "odd.csv", "nameplate policy show"),
    ];
    for (args, message, hint) in cases {
        let (code, out, err) = run(args);
        let flat = err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(flat.starts_with("error: ") && flat.contains(message), "{err}");
        assert!(flat.contains("hint: ") && flat.contains(hint), "{err}");
    }
}

#[test]
fn explain_shows_every_step_with_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let (code, out, _) = run(&["explain", &catalog, "--id", "A1", "--full", "--as-of", DAY]);
    assert_eq!(code, 1);
    for words in [
        "1  The listing",
        "Little Shop",
        "the brand field is this name",
        "a subsidiary of Hangzhou Hikvision",
        "The lists it stands on",
        "What follows, and for whom",
        "What they answer",
        "What speaks against",
        "https://",
        "tier A",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let by_row = run(&["explain", &catalog, "--row", "1", "--full", "--as-of", DAY]).1;
    assert_eq!(by_row, out);
    let same = run(&["explain", "--brand", "EZVIZ", "--model", "CS-BM1", "--as-of", DAY]);
    assert_eq!(same.0, 1);
    assert!(same.1.contains("given as options"));
}

/// Without `--full` it is the answer and the sum: what fits a screen.
#[test]
fn explain_answers_first_and_in_short() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let asked = ["explain", &catalog, "--id", "A1", "--reader", "agency", "--place", "US", "--as-of", DAY];
    let (code, out, _) = run(&asked);
    assert_eq!(code, 1);
    for words in
        ["this leads to Hangzhou Hikvision", "for you", "stop", "answered", "The sum", "--full shows"]
    {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let (_, full, _) = run(&["explain", &catalog, "--id", "A1", "--full", "--as-of", DAY]);
    assert!(out.lines().count() <= 60 && full.lines().count() > 4 * out.lines().count(), "{out}");
}

#[test]
fn explain_and_check_speak_json() {
    let (code, out, _) = run(&["check", "--brand", "Dahua", "--title", "IP camera", "--json"]);
    let result: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &result["verdict"]), (1, &"connected".into()));
    let (_, out, _) = run(&["explain", "--brand", "Dahua", "--json", "--as-of", DAY]);
    let trace: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(trace["as_of"], DAY);
    assert!(trace["considered"][0]["score"].as_i64().unwrap() > 0, "{out}");
}

#[test]
fn who_shows_those_behind_a_brand_with_dates_and_sources() {
    let (code, out, _) = run(&["who", "EZVIZ", "--as-of", DAY]);
    assert_eq!(code, 0);
    for words in ["萤石", "(unsourced)", "Hangzhou Hikvision", "bis-entity-list since 2019-10-09", "https://"]
    {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let (_, lorex, _) = run(&["who", "Lorex", "--as-of", DAY]);
    assert!(lorex.contains("until") && lorex.contains("2022-11-24"), "{lorex}");
    let (_, hik, _) = run(&["who", "海康威视"]);
    assert!(hik.contains("What is answered") && hik.contains("Subsidiaries"), "{hik}");
}

#[test]
fn an_unknown_seller_is_no_innocent_one() {
    let (code, out, _) = run(&["who", "--seller", "Qwxyz Trading Post"]);
    assert_eq!(code, 2);
    assert!(
        out.contains("Nobody is known as Qwxyz Trading Post. That says nothing about who it is."),
        "{out}"
    );
    let (_, known, _) = run(&["who", "--seller", "DC Security"]);
    assert!(known.contains("storefront"), "{known}");
}

#[test]
fn registers_are_built_verified_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("x.register").display().to_string();
    let facts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../facts");
    let (code, out, err) = run(&["register", "build", facts, "-o", &register]);
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(run(&["register", "verify", &register]).0, 0);
    assert!(run(&["register", "info", &register]).1.contains("Relations"));
    let (code, out, _) = run(&["check", "--brand", "Hikvision", "--register", &register]);
    assert_eq!(code, 1, "{out}");
    let mut bytes = std::fs::read(&register).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&register, bytes).unwrap();
    for args in
        [&["register", "verify", &register][..], &["check", "--brand", "Hikvision", "--register", &register]]
    {
        let (code, _, err) = run(args);
        assert_eq!(code, 2);
        assert!(err.contains("changed or damaged"), "{err}");
    }
}

#[test]
fn facts_that_do_not_hold_together_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(
        &folder,
        "a.toml",
        "[[party]]\nid = \"a\"\nkind = \"company\"\nname = \"A\"\nsources = [\"nobody\"]\n",
    );
    let place = folder.path().display().to_string();
    let (code, out, _) = run(&["facts", "check", &place]);
    assert_eq!(code, 2);
    assert!(out.contains("a.toml") && out.contains("party a") && out.contains("nobody"), "{out}");
    let register = folder.path().join("x.register");
    assert_eq!(run(&["register", "build", &place, "-o", register.to_str().unwrap()]).0, 2);
    assert!(!register.exists());
    write(&folder, "a.toml", "[[party]\n");
    let (code, _, err) = run(&["facts", "check", &place]);
    assert_eq!(code, 2);
    assert!(err.contains("a.toml") && err.contains("hint:"), "{err}");
    let facts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../facts");
    let (code, out, _) = run(&["facts", "check", facts, "--gaps"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("without a source"), "{out}");
}

#[test]
fn a_hostile_catalog_cannot_write_on_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let text =
        "sku,title,brand\n\u{1b}[2J1,\"Hikvision \u{1b}]0;owned\u{7} \u{202e}camera\u{200b}\",Hikvision\n";
    let catalog = write(&folder, "catalog.csv", text);
    let bad = write(&folder, "bad.csv", "\u{1b}[31mfoo,bar\n1,2\n");
    for args in [
        &["scan", &catalog, "--color", "never"][..],
        &["explain", &catalog, "--row", "1", "--full", "--color", "never"],
        &["scan", &bad, "--color", "never"],
        &["check", "--title", "\u{1b}[5m\u{202e}", "--color", "never"],
        &["check", "--brand", "Hikvision\u{202e}", "--json"],
        &["explain", &catalog, "--row", "1", "--json"],
        &["who", "\u{1b}[5m\u{202e}"],
    ] {
        let (_, out, err) = run(args);
        for c in ['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}'] {
            assert!(!out.contains(c) && !err.contains(c), "{args:?} {c:?}\n{out}{err}");
        }
    }
    let (_, out, _) = run(&["explain", &catalog, "--row", "1", "--full"]);
    assert!(out.contains("\\u{1b}]0;owned\\u{7} \\u{202e}camera\\u{200b}"), "{out}");
    // With colours, the only escape sequences are our own, which end in `m`.
    let (_, out, _) = run(&["scan", &catalog, "--color", "always"]);
    assert!(
        out.split('\u{1b}').skip(1).all(|piece| piece.starts_with('[') && !piece.starts_with("[2J")),
        "{out}"
    );
}

#[test]
fn a_pipe_that_closes_ends_it_without_a_word() {
    let mut child = nameplate(&["who", "Hikvision", "--all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    let status = child.wait().unwrap();
    assert_eq!((status.code(), err.as_str()), (Some(2), ""));
}

#[test]
fn the_default_policy_can_be_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let (code, policy, _) = run(&["policy", "show"]);
    assert_eq!(code, 0);
    let file = write(&folder, "policy.toml", &policy);
    assert_eq!(run(&["check", "--brand", "Hikvision", "--policy", &file]).0, 1);
}

const HOUSE: &str = r#"
name = "market rules"
places = ["US"]

[[rule]]
list = "bis-entity-list"
share_at_least = 25
reader = "retailer"
act = "sell"
severity = "check"
sentence = "Ask the desk: listed parties own a quarter or more of the maker."

[[rule]]
code = "house.no_sleepsuits"
classes = ["apparel"]
reader = "retailer"
act = "sell"
severity = "block"
sentence = "Our marketplace sells no sleepsuits."
"#;

#[test]
fn rules_of_the_house_are_checked_and_applied() {
    let folder = tempfile::tempdir().unwrap();
    let policy = write(&folder, "policy.toml", HOUSE);
    let (code, out, err) = run(&["policy", "check", &policy]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in
        ["2 rules of the house", "house policy market rules", "house.no_sleepsuits", "bis-entity-list"]
    {
        assert!(out.contains(words), "`{words}` is not in:\n{out}");
    }
    let (code, shown, _) = run(&["policy", "show", &policy]);
    assert_eq!((code, shown.contains("[[rule]]")), (0, true));
    let listing =
        ["check", "--title", "Camera DS-2CD2143G2-I", "--brand", "Hikvision", "--as-of", DAY, "--json"];
    let (_, out, _) = run(&[&listing[..], &["--policy", &policy]].concat());
    assert!(out.contains("us.s889.") && !out.contains("eu.dsa."), "places are not kept to:\n{out}");
}

#[test]
fn a_rule_of_the_house_that_cannot_be_meant_is_named_with_file_rule_and_field() {
    let folder = tempfile::tempdir().unwrap();
    for (change, to, said) in [
        (
            "bis-entity-list",
            "bis-entity-lst",
            "rule 1: list: `bis-entity-lst` is not known: did you mean `bis-entity-list`",
        ),
        (
            "\"apparel\"",
            "\"aparel\"",
            "rule 2 (house.no_sleepsuits): classes: `aparel` is not known: did you mean `apparel`",
        ),
        ("\"retailer\"", "\"retailr\"", "did you mean `retailer`"),
        ("\"check\"", "\"warn\"", "severity"),
        ("[\"US\"]", "[\"usa\"]", "places: `usa`"),
        ("sentence =", "sentense =", "sentense"),
    ] {
        let policy = write(&folder, "house.toml", &HOUSE.replacen(change, to, 1));
        for command in
            [&["policy", "check", &policy][..], &["check", "--brand", "Hikvision", "--policy", &policy]]
        {
            let (code, _, err) = run(command);
            let told = err.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(code, 2, "{change}");
            assert!(told.contains("house.toml") && told.contains(said), "`{said}` is not in:\n{err}");
        }
    }
}

#[test]
fn the_same_question_is_answered_with_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let table = |threads: &str| run(&["scan", &catalog, "--quiet", "--threads", threads, "--as-of", DAY]).1;
    assert_eq!(table("1"), table("4"));
    let explained = || run(&["explain", &catalog, "--id", "A3", "--as-of", DAY]).1;
    assert_eq!(explained(), explained());
}

#[test]
fn a_buyer_is_told_in_the_language_asked_for() {
    let ezviz = ["check", "--brand", "EZVIZ", "--title", "EZVIZ baby monitor", "--as-of", DAY, "--warning"];
    let told = |more: &[&str]| run(&[&ezviz[..], more].concat());
    let (code, out, err) = told(&[]);
    assert_eq!((code, err.as_str()), (1, ""));
    for words in ["is a subsidiary of Hangzhou Hikvision", "answered (", "no legal advice", "Sources:"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(told(&["--language", "es"]).1.contains("respondió ("));
    assert!(told(&["--language", "zh"]).1.contains("作出回应"));
    assert!(told(&["--language", "none"]).1.starts_with("No warning"));
    let (code, _, err) = told(&["--language", "xx"]);
    assert_eq!(code, 2);
    assert!(err.contains("no messages in `xx`") && err.contains("en, es, zh"), "{err}");
    let (_, out, _) = run(&["check", "--title", "Bracket for Hikvision camera", "--as-of", DAY, "--warning"]);
    assert!(out.starts_with("No warning"), "{out}");
}

/// Who, on which list, what is said by whom and what is answered, and for which uses: without turning the page.
#[test]
fn the_first_screen_of_a_warning_says_what_a_buyer_has_to_know() {
    for (language, words) in [
        (
            "en",
            ["Ezviz", "Hikvision", "FCC Covered List", "Official finding", "has answered", "certain uses"],
        ),
        (
            "es",
            ["Ezviz", "Hikvision", "FCC Covered List", "Conclusión oficial", "Ha respondido", "ciertos usos"],
        ),
        ("zh", ["Ezviz", "Hikvision", "FCC Covered List", "官方认定", "已作出回应", "特定用途"]),
    ] {
        let title = "EZVIZ baby monitor camera BM1";
        let asked = ["check", "--title", title, "--as-of", DAY, "--warning", "--language", language];
        let (_, out, _) = run(&asked);
        let paragraph = out.split("\n\n").next().unwrap().replace('\n', " ");
        for word in words {
            assert!(paragraph.contains(word), "{word}: {paragraph}");
        }
        let before_sources = out.lines().take_while(|line| !line.starts_with("- [1]")).count();
        assert!(before_sources <= 36, "{before_sources} lines before the sources: {out}");
    }
}

#[test]
fn a_message_file_brings_another_language_and_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let english = include_str!("../../nameplate/messages/en.ftl");
    let good = write(&folder, "pt.ftl", &english.replace("Sources:", "Fontes:"));
    let bad = write(&folder, "bad.ftl", &english.replace("{ $status }, { $by }, ", "{ $status }, "));
    let check = |file: &str| {
        let args = ["check", "--brand", "EZVIZ", "--title", "EZVIZ baby monitor", "--as-of", DAY, "--json"];
        run(&[&args[..], &["--language", "pt", "--messages", file]].concat())
    };
    let (code, out, _) = check(&good);
    let result: serde_json::Value = serde_json::from_str(&out).unwrap();
    let warning = &result["findings"][0]["case"]["warning"];
    assert_eq!((code, warning["language"].as_str()), (1, Some("pt")));
    assert!(warning["long"].as_str().unwrap().contains("Fontes:"));
    let (code, _, err) = check(&bad);
    assert_eq!(code, 2);
    assert!(err.contains("`claim-line` lacks the variable `by`"), "{err}");
}

#[test]
fn results_carry_warnings_and_the_manifest_says_in_which_words() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let scan = |language: &str| {
        let out = folder.path().join(format!("{language}.jsonl"));
        let place = out.display().to_string();
        run(&["scan", &catalog, "-q", "--as-of", DAY, "--language", language, "-o", &place]);
        let manifest = std::fs::read_dir(folder.path()).unwrap().filter_map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name.starts_with(language) && name.contains("manifest"))
                .then(|| std::fs::read_to_string(path).unwrap())
        });
        let manifest: serde_json::Value = serde_json::from_str(&manifest.last().unwrap()).unwrap();
        assert!(out.is_file());
        (std::fs::read_to_string(folder.path().join(format!("{language}.cases.jsonl"))).unwrap(), manifest)
    };
    let (spanish, of_spanish) = scan("es");
    let (silent, of_silent) = scan("none");
    assert!(spanish.contains("\"warning\":{\"language\":\"es\"") && !silent.contains("\"warning\""));
    assert_eq!(of_spanish["messages"]["language"], "es");
    assert!(of_silent.get("messages").is_none());
    assert_eq!(of_spanish["digest"], of_silent["digest"]);
}

#[test]
fn a_report_a_record_and_a_dossier_are_whole_pages_and_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let at = |name: &str| folder.path().join(name).display().to_string();
    let scan = |report: &str, record: &str| {
        let asked = ["--asked-by", "Jo Doe", "--question", "Any covered camera?", "--asked-on", DAY];
        let args = [&["scan", &catalog, "-q", "--as-of", DAY, "-o", report, "--record", record][..], &asked]
            .concat();
        assert_eq!(run(&args), (1, String::new(), String::new()));
        [report, record].map(|path| std::fs::read_to_string(path).unwrap())
    };
    let [report, record] = scan(&at("a.html"), &at("a-record.html"));
    for words in
        ["2 of 3 listings lead to", "Content-Security-Policy", "Little Shop", "EZVIZ baby monitor", "SHA-256"]
    {
        assert!(report.contains(words), "{words}");
    }
    for words in ["Jo Doe", "Any covered camera?", "Signature", "section 889"] {
        assert!(record.contains(words), "{words}");
    }
    assert_eq!([report, record], scan(&at("b.html"), &at("b-record.html")));
    assert_eq!(run(&["who", "EZVIZ", "--as-of", DAY, "-o", &at("who.html")]).0, 0);
    assert!(std::fs::read_to_string(at("who.html")).unwrap().contains("萤石"));
}

#[test]
fn a_folder_of_results_has_the_report_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let out = folder.path().join("out");
    let (code, _, err) = run(&["scan", &catalog, "-q", "--as-of", DAY, "-o", out.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (1, ""));
    let report = std::fs::read_to_string(out.join("report.html")).unwrap();
    assert!(report.contains("href=\"results.parquet\"") && out.join("results.parquet").is_file());
}

#[test]
fn a_page_never_replaces_what_it_was_made_from() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.html", CATALOG);
    let (code, _, err) = run(&["scan", &catalog, "-q", "-o", &catalog]);
    assert!(code == 2 && err.contains("would replace an input"), "{err}");
    assert_eq!(std::fs::read_to_string(&catalog).unwrap(), CATALOG);
    let same = ["scan", &catalog, "-q", "-o", "r.html", "--record", "r.html", "--asked-by", "Jo Doe"];
    let (code, _, err) = run(&same);
    assert!(code == 2 && err.contains("one name"), "{err}");
    let (code, _, err) = run(&["scan", &catalog, "--record", "r.html"]);
    assert!(code == 2 && err.contains("--asked-by"), "{err}");
}

/// The help of every command, as it was when somebody last looked at it: `UPDATE=1 cargo test -p nameplate-cli`.
#[test]
fn the_help_is_the_one_in_help_txt() {
    let commands: [&[&str]; 23] = [
        &[],
        &["demo"],
        &["scan"],
        &["check"],
        &["explain"],
        &["inventory"],
        &["match"],
        &["who"],
        &["serve"],
        &["site"],
        &["keys"],
        &["keys", "create"],
        &["register"],
        &["register", "info"],
        &["register", "build"],
        &["register", "verify"],
        &["register", "keygen"],
        &["register", "sign"],
        &["facts", "check"],
        &["signals"],
        &["policy"],
        &["policy", "show"],
        &["policy", "check"],
    ];
    let mut help = String::new();
    for command in commands {
        let mut args = command.to_vec();
        args.push("--help");
        let (code, out, err) = run(&args);
        assert_eq!((code, err.as_str()), (0, ""), "{command:?}");
        help.push_str(&format!("$ nameplate {}\n{out}\n", args.join(" ")));
    }
    assert_eq!(run(&[]).1, run(&["--help"]).1);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/help.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &help).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == help, "the help has changed: UPDATE=1 cargo test -p nameplate-cli, then read the diff");
}

/// Parties from a table: a hit says what met, a row without a name is told, and results go into every format.
/// A name that says it is a company of a group is a lead, by `match` and by `who`; a number alone is asked for as well.
#[test]
fn a_groups_own_company_and_a_number_alone_are_asked_for() {
    let (code, out, err) = run(&["match", "--name", "Huawei Technologies USA", "--json"]);
    assert!(
        code == 1 && out.contains("\"found_by\": \"group_name\"") && !out.contains("probability"),
        "{out}{err}"
    );
    let (code, out, _) = run(&["match", "--name", "Hikvision Italy S.r.l."]);
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        code == 1 && out.contains("perhaps a company of the group") && !out.contains("are right"),
        "{out}"
    );
    let (code, out, _) = run(&["who", "Huawei", "Technologies", "USA"]);
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(code == 2 && out.contains("No party is known by the name") && out.contains("huawei"), "{out}");
    // Words of a longer name only: neither road calls them unknown.
    let (code, out, _) = run(&["match", "--name", "Communications Group"]);
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(code == 2 && out.contains("in a longer name") && !out.contains("certificate"), "{out}");
    assert_eq!(run(&["who", "Communications Group"]).0, 2);
    assert_eq!(run(&["match", "--identifier", "LEI:00000000000000000000"]).0, 0);
    let (code, out, _) = run(&["match", "--identifier", "123"]);
    assert!(code == 2 && out.contains("no name to match"), "{out}");
}

#[test]
fn match_reads_tables_of_parties() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("suppliers.csv");
    let rows = "supplier_id,supplier_name,country\nS1,HK Vision Digital Tech,China\nS2,Rotes Haus GmbH,DE\nS3,,FR\nS4,=cmd|' /C calc'!A0,Atlantis\n";
    std::fs::write(&table, rows).unwrap();
    let table = table.to_str().unwrap();
    let (code, out, err) = run(&["match", table]);
    assert_eq!(code, 1, "{err}");
    // Where lines end depends on how many lists there are.
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("S1") && words.contains("HK Vision = Hikvision (written together or apart)"),
        "{out}"
    );
    assert!(
        words.contains("1 rows without a hit could not be matched in full")
            && words.contains("`Atlantis` is no country"),
        "{out}"
    );
    for format in ["jsonl", "csv", "parquet"] {
        let to = folder.path().join(format!("hits.{format}"));
        assert_eq!(run(&["match", table, "--quiet", "-o", to.to_str().unwrap()]).0, 1);
        assert!(to.metadata().unwrap().len() > 0);
        if format == "csv" {
            assert!(std::fs::read_to_string(&to).unwrap().contains("'=cmd|"));
        }
    }
    assert_eq!(run(&["match", "--name", "Rotes Haus GmbH"]).0, 0);
    let (code, out, _) = run(&["match", "--name", "HIKVISION", "--explain"]);
    assert!(code == 1 && out.contains("words that met") && out.contains("score"), "{out}");
    assert_eq!(run(&["match"]).0, 2);
    // What holds no name was not matched: that is no "nothing found".
    let (code, out, _) = run(&["match", "--name", "!!!"]);
    assert!(code == 2 && out.contains("no name to match") && !out.contains("certificate"), "{out}");
}

/// On standard output records come in an order in which they can be read, and a table is a table.
#[test]
fn results_go_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let (code, out, err) = run(&["scan", &catalog, "--as-of", DAY, "-o", "-"]);
    assert_eq!(code, 1);
    assert!(err.contains("Read: "), "what is said to people goes to standard error: {err}");
    let records: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut known, mut found) = (std::collections::BTreeSet::new(), 0);
    for record in &records {
        match record["type"].as_str().unwrap() {
            "case" => {
                let cited = record["designations"][0]["sources"][0].as_str().unwrap();
                assert!(known.contains(cited), "{cited} comes before the case that cites it");
                known.insert(record["id"].as_str().unwrap());
            }
            "source" => drop(known.insert(record["id"].as_str().unwrap())),
            "result" => {
                for finding in record["findings"].as_array().into_iter().flatten() {
                    assert!(known.contains(finding["case"].as_str().unwrap()));
                    found += 1;
                }
            }
            other => assert_eq!(other, "manifest"),
        }
    }
    assert!(found > 0 && records.last().unwrap()["type"] == "manifest");
    let record = folder.path().join("record.html").display().to_string();
    let with_record =
        ["scan", &catalog, "-q", "--as-of", DAY, "-o", "-", "--record", &record, "--asked-by", "Jo Doe"];
    let (code, out, _) = run(&with_record);
    assert!(
        code == 1 && out.ends_with("}\n") && std::fs::read_to_string(&record).unwrap().contains("Jo Doe")
    );
    let (code, out, err) = run(&["scan", &catalog, "-o", "-", "--format", "parquet"]);
    assert!(code == 2 && out.is_empty() && err.contains("--format jsonl"), "{err}");
    let (_, table, _) = run(&["scan", &catalog, "-q", "--as-of", DAY, "-o", "-", "--format", "csv"]);
    assert!(table.starts_with("file,row,id,") && !table.contains("\"type\""), "{table}");
    assert!(!std::path::Path::new("-").exists());
}

/// What people can read, programs can read too.
#[test]
fn every_question_has_an_answer_for_programs() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = write(&folder, "catalog.csv", CATALOG);
    let facts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../facts");
    let register = folder.path().join("facts.register").display().to_string();
    let policy = write(&folder, "policy.toml", "name = \"shop\"\n");
    for (args, key) in [
        (&["scan", &catalog, "--json"][..], "counts"),
        (&["check", "EZVIZ baby monitor", "--json"], "findings"),
        (&["explain", "--brand", "EZVIZ", "--json"], "policy"),
        (&["who", "EZVIZ", "--json"], "party"),
        (&["register", "info", "--json"], "counts"),
        (&["register", "build", facts, "-o", &register, "--json"], "sha256"),
        (&["register", "verify", &register, "--json"], "bytes"),
        (&["facts", "check", facts, "--json"], "coverage"),
        (&["policy", "show", "--json"], "max_hops"),
        (&["policy", "check", &policy, "--json"], "hash"),
    ] {
        let (code, out, err) = run(args);
        let value: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|error| panic!("{args:?}: {error}: {err}"));
        assert!(code < 2 && value.get(key).is_some(), "{args:?}: {code} {err}");
    }
    let (_, signals, _) = run(&["signals", "--json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&signals).unwrap().as_array().unwrap().len() > 10);
    let (code, out, err) = run(&["scan", &catalog, "--json", "-o", "-"]);
    assert!(code == 2 && out.is_empty() && err.contains("standard output"), "{err}");
}
