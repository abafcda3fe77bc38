//! `facts check` refuses what does not hold together and says what; the facts of this repository hold together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lists::facts::{Facts, LoadError, load};
use nameplate_tests::places;

/// What the statements of the tests lean on.
const GROUND: &str = r#"
    [[source]]
    id = "filing"
    title = "A filing"
    date = "2025-01-01"
    tier = "A"

    [[source]]
    id = "rumour"
    title = "A post"
    date = "2025-01-01"
    tier = "D"

    [[party]]
    id = "maker"
    kind = "company"
    name = "Maker Works Co., Ltd."
    country = "CN"
    sources = ["filing"]

    [[party]]
    id = "house"
    kind = "brand"
    name = "Housebrand"
    sources = ["filing"]

    [[list]]
    id = "a-list"
    name = "A list"
    sources = ["filing"]

    [[class]]
    id = "camera"
    name = "camera"
    nouns = ["camera"]
"#;

fn facts(text: &str) -> Result<Facts, LoadError> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ground.toml"), GROUND).unwrap();
    std::fs::write(folder.path().join("case.toml"), text).unwrap();
    load(folder.path())
}

/// The one problem of these facts.
#[track_caller]
fn problem(text: &str) -> String {
    let problems = facts(text).unwrap().check();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    lines[0].clone()
}

#[track_caller]
fn refused(text: &str, part: &str) {
    let problem = problem(text);
    assert!(problem.contains(part), "`{part}` is not in: {problem}");
}

/// Facts that cannot even be read.
#[track_caller]
fn unreadable(text: &str, parts: &[&str]) {
    let error = facts(text).unwrap_err().to_string();
    assert!(error.contains("case.toml"), "no file in: {error}");
    for part in parts {
        assert!(error.contains(part), "`{part}` is not in: {error}");
    }
}

fn relation(more: &str) -> String {
    format!("[[relation]]\nfrom = \"house\"\nkind = \"brand_of\"\nto = \"maker\"\n{more}")
}

fn party(more: &str) -> String {
    format!("[[party]]\nid = \"third\"\nkind = \"company\"\nname = \"Third Firm\"\n{more}")
}

#[test]
fn good_facts_pass() {
    let good = [
        relation("sources = [\"filing\"]"),
        relation("needs_source = true"),
        party("sources = [\"filing\"]\nnames = [{ text = \"Orient\", kind = \"short\", common = true }]"),
    ];
    for text in good {
        assert_eq!(facts(&text).unwrap().check(), [], "{text}");
    }
}

#[test]
fn a_statement_without_a_source() {
    refused(&relation(""), "has no source: name one, or mark it `needs_source = true`");
    refused(&party(""), "party third: has no source");
    refused(
        "[[designation]]\nparty = \"maker\"\nlist = \"a-list\"\nentry = \"Maker\"\nsince = \"2020\"",
        "designation of maker on a-list: has no source",
    );
    refused(
        "[[claim]]\nabout = \"maker\"\nsubject = \"security\"\nstatus = \"report\"\nsentence = \"x\"\ndate = \"2020\"",
        "claim about maker: has no source",
    );
}

#[test]
fn dates_that_cross() {
    let crossing = "valid_from = \"2022-05\"\nvalid_to = \"2021\"\nsources = [\"filing\"]";
    refused(&relation(crossing), "ends (2021) before it begins (2022-05)");
    unreadable(&relation("valid_from = \"2022-13-01\""), &["2022-13-01"]);
}

#[test]
fn references_that_lead_nowhere() {
    let half = relation("sources = [\"filing\", \"nobody\"]");
    refused(&half, "refers to the source `nobody`, which nobody defines");
    refused(
        "[[relation]]\nfrom = \"house\"\nkind = \"brand_of\"\nto = \"ghost\"\nsources = [\"filing\"]",
        "refers to the party `ghost`, which nobody defines",
    );
    refused(
        "[[designation]]\nparty = \"maker\"\nlist = \"ghost\"\nentry = \"x\"\nsince = \"2020\"\nsources = [\"filing\"]",
        "refers to the list `ghost`",
    );
}

#[test]
fn a_statement_that_leans_on_what_needs_a_source() {
    let text = party("needs_source = true")
        + "\n[[relation]]\nfrom = \"house\"\nkind = \"brand_of\"\nto = \"third\"\nsources = [\"filing\"]";
    refused(&text, "leans on the party `third`, which itself needs a source");
}

#[test]
fn a_lead_that_stands_as_a_relation() {
    refused(
        &relation("sources = [\"rumour\"]"),
        "is a lead, not a relation: no source above tier D carries it",
    );
}

#[test]
fn a_key_that_facts_do_not_know() {
    unreadable(&relation("colour = \"red\"\nsources = [\"filing\"]"), &["unknown field `colour`"]);
    unreadable("[[partty]]\nid = \"x\"", &["unknown field `partty`"]);
    unreadable(&party("kind = \"firm\""), &["kind"]);
    unreadable("[[party]]\nid = \"x\"\nkind = \"firm\"\nname = \"X\"", &["`firm` is none of: company"]);
    unreadable("[[party", &["line 1"]);
}

#[test]
fn an_id_given_twice() {
    let text = "[[party]]\nid = \"maker\"\nkind = \"company\"\nname = \"Another\"\nsources = [\"filing\"]";
    refused(text, "party maker: the id is given twice");
    let text = "[[class]]\nid = \"camera\"\nname = \"camera\"\nnouns = [\"cam\"]";
    refused(text, "class camera: the id is given twice");
}

fn model(rest: &str, more: &str) -> String {
    format!(
        "[[signal]]\nkind = \"model\"\nparty = \"maker\"\nprefixes = [\"MK-\"]\nrest = '{rest}'\n\
         sources = [\"filing\"]\n{more}"
    )
}

#[test]
fn a_grammar_that_is_no_regular_expression() {
    refused(&model("[0-9", ""), "`rest` is no regular expression");
    refused(&model("([0-9]{1000}){1000}", ""), "`rest` is no regular expression");
}

#[test]
fn an_ordinary_word_as_a_name() {
    let text = party("sources = [\"filing\"]\nnames = [{ text = \"Orient\", kind = \"short\" }]");
    refused(&text, "the name `Orient` is an ordinary word: mark it `common = true`");
}

#[test]
fn a_product_class_that_nobody_defines() {
    refused(
        &party("makes = [\"submarine\"]\nsources = [\"filing\"]"),
        "refers to the product class `submarine`",
    );
    refused(&model("[0-9]+", "class = \"submarine\""), "refers to the product class `submarine`");
    let scoped = "scope = { classes = [\"submarine\"] }\nsources = [\"filing\"]";
    refused(&relation(scoped), "refers to the product class `submarine`");
}

#[test]
fn a_problem_names_its_file() {
    assert!(problem(&relation("")).starts_with("case.toml: relation house brand_of maker: "));
}

#[test]
fn a_folder_without_facts() {
    let folder = tempfile::tempdir().unwrap();
    assert!(load(folder.path()).unwrap_err().to_string().contains("no `.toml` file"));
    assert!(load(&folder.path().join("missing")).unwrap_err().to_string().contains("cannot read"));
}

fn repository() -> Facts {
    load(&places::root().join("facts")).unwrap()
}

#[test]
fn the_facts_of_this_repository_hold_together() {
    let problems: Vec<String> = repository().check().iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn what_still_needs_a_source_is_counted() {
    let mut counts: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for gap in repository().gaps() {
        *counts.entry((gap.kind, gap.compiled)).or_default() += 1;
    }
    let mut text = String::from("statements of facts/ without a source, by kind\n");
    for ((kind, compiled), count) in counts {
        let fate = if compiled { "used, marked" } else { "not used" };
        writeln!(text, "{kind:<12} {fate:<13}{count:>5}").unwrap();
    }
    let frozen = places::root().join("tests/scoreboard/gaps.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&frozen, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&frozen).unwrap_or_default();
    assert!(
        text == expected,
        "gaps moved: look at the diff, then `UPDATE=1 cargo test -p nameplate-tests`\n{text}"
    );
}

#[test]
fn a_decision_on_who_is_who_names_parties_or_records_and_says_why() {
    let decided = |one: &str, other: &str, why: &str| {
        format!("[[identity]]\none = \"{one}\"\nother = \"{other}\"\nsame = false\nwhy = \"{why}\"")
    };
    assert_eq!(facts(&decided("maker", "us-bis-dpl:maker-us", "read in the order")).unwrap().check(), []);
    refused(&decided("maker", "us-bis-dpl:maker-us", " "), "says no `why`");
    refused(&decided("maker", "maker", "x"), "names one thing twice");
    refused(
        &decided("ghost", "us-bis-dpl:maker-us", "x"),
        "`ghost` is no party; a record is written source, colon, entry",
    );
}

#[test]
fn the_page_on_regimes_is_the_facts() {
    let path = places::root().join("docs/regimes.md");
    let page = load(&places::root().join("facts")).unwrap().regimes_page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/regimes.md is stale: UPDATE=1 cargo test -p nameplate-tests --test facts");
}

/// A rule as it should be; tests change one thing.
const RULE: &str = r#"
    [[rule]]
    code = "us.a_list.retailer.sell"
    list = "a-list"
    grounds = ["named"]
    reader = "retailer"
    act = "sell"
    severity = "block"
    sentence = "A shop may not."
    citation = "A law"
    sources = ["filing"]
"#;

#[test]
fn a_rule_says_what_it_needs_or_is_refused() {
    assert_eq!(facts(RULE).unwrap().check(), []);
    let changed = |from: &str, to: &str| RULE.replace(from, to);
    refused(&changed("us.a_list.retailer.sell", ""), "no `code`");
    refused(&changed("\"retailer\"\n", "\"shop\"\n"), "reader");
    refused(&changed("\"block\"", "\"stop\""), "severity");
    refused(&changed("\"A law\"", "\"\""), "citation");
    refused(&changed("[\"named\"]", "[]"), "grounds");
    refused(&changed("[\"named\"]", "[\"cousin\"]"), "cousin");
    refused(&changed("list = \"a-list\"", "list = \"a-list\"\non = [\"b-list\"]"), "b-list");
    refused(&format!("{RULE}\nsources = []").replacen("sources = [\"filing\"]", "", 1), "source");
    refused(&format!("{RULE}\npurposes = [\"fun\"]"), "purposes");
    refused(&format!("{RULE}\nneeds = [\"colour\"]"), "needs");
    refused(&format!("{RULE}\nstate = \"cannot_tell\""), "why");
    refused(&format!("{RULE}\nunverified_from = \"2026-11-10\""), "why");
    refused(&format!("{RULE}\nstate = \"does_not_apply\""), "severity");
    refused(&format!("{RULE}\nshare = \"direct\""), "share_at_least");
    refused(&format!("{RULE}\nproduced = \"abroad\""), "produced");
    unreadable(&format!("{RULE}\nshare = \"half\""), &["half", "ofac_50"]);
}

#[test]
fn one_code_speaks_to_one_reader_about_one_act() {
    let other = RULE.replace("act = \"sell\"", "act = \"market\"");
    refused(&format!("{RULE}{other}"), "another list, reader or act");
}
