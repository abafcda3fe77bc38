//! `facts check` refuses what does not hold together and says what; the facts of this repository hold together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lists::facts::{Facts, LoadError, load};
use nameplate::date::Date;
use nameplate::word::Tier;
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

/// The hosts of authorities and of companies for their own words: host, the beginning of a path, whose.
fn authorities() -> Vec<(String, String)> {
    let file = places::root().join("facts/sources/authorities.txt");
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (place, whose) = line.split_once('\t').expect("host, tab, whose it is");
            assert!(!whose.is_empty(), "{line}: whose is it?");
            let (host, path) = place.split_once('/').unwrap_or((place, ""));
            (host.to_owned(), format!("/{path}"))
        })
        .collect()
}

/// Whether an address is with one of them, on the host or below it.
fn is_theirs(url: &str, authorities: &[(String, String)]) -> bool {
    let Some((_, place)) = url.split_once("://") else { return false };
    let at = place.find(['/', '?']).unwrap_or(place.len());
    let (host, path) = place.split_at(at);
    let path = if path.starts_with('/') { path } else { "/" };
    authorities.iter().any(|(theirs, begins)| {
        let below =
            host.strip_suffix(theirs.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        below && path.starts_with(begins.as_str())
    })
}

#[test]
fn tier_a_is_the_authority_or_the_company_itself_and_no_copy() {
    let authorities = authorities();
    let facts = repository();
    let official: Vec<_> = facts.input.source.iter().filter(|s| s.tier == Tier::A).collect();
    assert!(official.len() > 30, "{} sources of tier A", official.len());
    let copies: Vec<String> = official
        .iter()
        .filter(|source| !is_theirs(&source.url, &authorities))
        .map(|source| format!("{}: {}", source.id, source.url))
        .collect();
    assert!(copies.is_empty(), "tier B, or the address of the original:\n{}", copies.join("\n"));
    let unused: Vec<_> = authorities
        .iter()
        .filter(|&one| !official.iter().any(|s| is_theirs(&s.url, std::slice::from_ref(one))))
        .collect();
    assert!(unused.is_empty(), "nobody is read there: {unused:?}");
}

#[test]
fn a_look_alike_of_an_authority_is_none() {
    let authorities = authorities();
    for copy in [
        "https://fcc.gov.example.com/list",
        "https://notfcc.gov/list",
        "https://github.com/cisagov-mirror/kev",
        "https://example.com/?u=https://fcc.gov/",
        "fcc.gov",
        "",
    ] {
        assert!(!is_theirs(copy, &authorities), "{copy}");
    }
    assert!(is_theirs("https://www.fcc.gov/supplychain/coveredlist", &authorities));
    assert!(is_theirs("https://github.com/cisagov/kev-data/blob/x.csv", &authorities));
}

#[test]
fn what_nobody_can_look_up_carries_nothing() {
    let facts = repository();
    let carrying = facts.input.source.iter().filter(|s| s.url.is_empty() && s.tier != Tier::D);
    let ids: Vec<&str> = carrying.map(|s| s.id.as_str()).collect();
    assert!(ids.is_empty(), "no address: find it, or tier D: {ids:?}");
}

#[test]
fn two_pages_of_one_author_are_one_voice() {
    let page = |id: &str, url: &str| {
        format!(
            "[[source]]\nid = \"{id}\"\ntitle = \"{id}\"\nurl = \"{url}\"\ndate = \"2025\"\ntier = \"C\"\n"
        )
    };
    let tie =
        "[[relation]]\nfrom = \"house\"\nkind = \"made_by\"\nto = \"maker\"\nsources = [\"one\", \"two\"]";
    let case = |one: &str, two: &str| format!("{}{}{tie}", page("one", one), page("two", two));
    let same = case(
        "https://github.com/someone/a/README.md",
        "https://raw.githubusercontent.com/someone/b/notes.md",
    );
    refused(&same, "of one author only");
    let others = case("https://github.com/someone/a/README.md", "https://github.com/another/a/README.md");
    assert_eq!(facts(&others).unwrap().check(), []);
}

#[test]
fn a_claim_about_so_many_says_of_how_many() {
    let claim = |sentence: &str, more: &str| {
        format!(
            "[[claim]]\nabout = \"maker\"\nsubject = \"security\"\nstatus = \"report\"\nsentence = \"{sentence}\"\n\
             date = \"2025\"\nsources = [\"filing\"]\n{more}"
        )
    };
    refused(&claim("Named among 28 entities.", ""), "say of how many");
    refused(&claim("Listed as one of eight firms.", ""), "say of how many");
    assert_eq!(facts(&claim("Named among 28 entities.", "among = 28")).unwrap().check(), []);
    assert_eq!(facts(&claim("One of its cameras was read.", "")).unwrap().check(), []);
}

#[test]
fn coverage_follows_the_group_and_not_the_customer() {
    let text = r#"
        [[party]]
        id = "arm"
        kind = "company"
        name = "Maker Arm"
        sources = ["filing"]
        [[relation]]
        from = "arm"
        kind = "subsidiary_of"
        to = "maker"
        sources = ["filing"]
        [[relation]]
        from = "house"
        kind = "made_by"
        to = "maker"
        sources = ["filing"]
        [[designation]]
        party = "maker"
        list = "a-list"
        entry = "Maker"
        since = "2024"
        sources = ["filing"]
        [[claim]]
        about = "arm"
        subject = "security"
        status = "report"
        sentence = "A report."
        date = "2025"
        sources = ["filing"]
        [[response]]
        party = "house"
        sentence = "We are only a customer."
        date = "2025"
        sources = ["filing"]
    "#;
    let coverage = facts(text).unwrap().coverage();
    let [maker] = coverage.makers.as_slice() else { panic!("{coverage:?}") };
    assert_eq!((maker.names, maker.has_claim, maker.has_answer), (3, true, false));
    assert_eq!((coverage.with_claim(), coverage.with_answer(), coverage.unanswered()), (1, 0, 1));
}

#[test]
fn a_sample_is_the_same_for_its_seed_and_stays_when_others_come() {
    let facts = repository();
    let sample = facts.sample(100, 7);
    assert_eq!(sample.len(), 100);
    assert_eq!(sample, facts.sample(100, 7));
    assert_ne!(sample, facts.sample(100, 8));
    let larger = facts.sample(101, 7);
    assert!(sample.iter().all(|statement| larger.contains(statement)));
    let sheet = facts.sheet(&sample);
    assert_eq!(sheet.lines().count(), 102);
    assert!(sheet.lines().all(|line| line.replace("\\|", "").matches('|').count() == 7), "{sheet}");
}

#[test]
fn the_sheet_of_the_audit_says_of_every_statement_what_was_found() {
    let page = std::fs::read_to_string(places::root().join("docs/audit-2026.md")).unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.replace("\\|", "/").split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let rows: Vec<Vec<String>> = page.lines().map(cells).filter(|row| row.len() == 8).skip(2).collect();
    assert_eq!(rows.len(), 100);
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let [_, no, _, statement, sources, holds, done, _] = row.as_slice() else { unreachable!() };
        assert_eq!(no.parse::<usize>().unwrap(), number + 1);
        assert!(!statement.is_empty() && !sources.is_empty() && !done.is_empty(), "{no}");
        *found.entry(holds).or_default() += 1;
    }
    let kinds = ["holds", "holds in part", "does not hold", "could not be read"];
    assert!(found.keys().all(|kind| kinds.contains(kind)), "{found:?}");
    let counts = kinds.map(|kind| found.get(kind).copied().unwrap_or_default().to_string());
    assert!(
        page.contains(&format!("| {} |", counts.join(" | "))),
        "the head of the page counts otherwise: {counts:?}"
    );
}

/// Whether two lists of limits have something in common; an empty one limits nothing.
fn meet(one: &[String], other: &[String]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|item| other.contains(item))
}

#[test]
fn one_question_on_one_day_gets_one_answer() {
    let facts = repository();
    let rules: Vec<_> = facts.input.rule.iter().filter(|rule| !rule.needs_source).collect();
    let mut twice = Vec::new();
    for (at, one) in rules.iter().enumerate() {
        for other in rules[at + 1..].iter().filter(|other| other.code == one.code) {
            // What is asked of another kind of product, purpose, place, age or share is another question.
            let same = meet(&one.grounds, &other.grounds)
                && meet(&one.parties, &other.parties)
                && (&one.classes, &one.purposes, &one.produced, &one.produced_in)
                    == (&other.classes, &other.purposes, &other.produced, &other.produced_in)
                && (one.authorised_since, one.authorised_before, one.share)
                    == (other.authorised_since, other.authorised_before, other.share);
            let over = |first: Date, second: Date| match (first.last_day(), second.first_day()) {
                (Some(last), Some(begins)) => last < begins,
                _ => false,
            };
            if same && one.state != other.state && !over(one.to, other.from) && !over(other.to, one.from) {
                twice.push(format!(
                    "{}: {} from {} and {} from {}",
                    one.code, one.state, one.from, other.state, other.from
                ));
            }
        }
    }
    assert!(twice.is_empty(), "two answers:\n{}", twice.join("\n"));
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
    let coverage = repository().coverage();
    writeln!(text, "\nmakers on a list, with a claim, with an answer, with a claim and no answer").unwrap();
    let (listed, claim) = (coverage.makers.len(), coverage.with_claim());
    writeln!(text, "{listed} {claim} {} {}", coverage.with_answer(), coverage.unanswered()).unwrap();
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
