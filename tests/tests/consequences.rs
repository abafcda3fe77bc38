//! What each regime says, for whom, on which day: golden cases, each from a cited text, and the grid of severities for a camera
//! of Hikvision. Expectations are written by hand; nothing here rewrites them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use lists::facts::load;
use nameplate::consequence::{About, Goods, Question, Rules};
use nameplate::finding::{Consequence, Ground};
use nameplate::product::{Authorised, purposes_in};
use nameplate::register::{RegisterInput, build};
use nameplate::word::{Act, Reader, Severity, State};
use nameplate::{Field, Policy, Register, Screener};
use nameplate_tests::places;
use nameplate_tests::screening::{listing, starter};

/// A row of `cases.csv`.
type Row = BTreeMap<String, String>;

fn table(name: &str) -> Vec<Row> {
    let path = places::root().join("tests/consequences").join(name);
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(&path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The facts, with made-up parties for the ownership tests.
fn register() -> Vec<u8> {
    let mut input: RegisterInput = load(&places::root().join("facts")).unwrap().input;
    let made_up = places::root().join("tests/consequences/parties.toml");
    input.append(toml::from_str(&std::fs::read_to_string(made_up).unwrap()).unwrap());
    build(&input, "golden cases").unwrap()
}

struct Asked<'r> {
    register: Register<'r>,
    rules: Rules,
}

impl<'r> Asked<'r> {
    fn new(bytes: &'r [u8]) -> Self {
        let register = Register::open(bytes).unwrap();
        Asked { rules: Rules::new(&register, &Policy::default()), register }
    }

    fn goods(&self, row: &Row) -> Goods {
        let class = Some(&row["class"]).filter(|id| !id.is_empty());
        Goods {
            class: class.map(|id| self.register.class_by_id(id).unwrap_or_else(|| panic!("no class {id}"))),
            produced_in: Some(row["produced_in"].clone()).filter(|country| !country.is_empty()),
            made: None,
            authorised: Authorised::read(&row["authorised_on"]),
            purposes: purposes_in(&row["purpose"]),
        }
    }

    /// What the rules answer to a row.
    fn ask(&self, row: &Row) -> Vec<Consequence> {
        let party = |id: &str| self.register.party_by_id(id).unwrap_or_else(|| panic!("no party {id}"));
        let goods = self.goods(row);
        let (about, path) = match row["target"].strip_prefix("class:") {
            Some(id) => (About::Class(self.register.class_by_id(id).unwrap()), vec![]),
            None => {
                let target = party(&row["target"]);
                let via = row["via"].split(' ').filter(|id| !id.is_empty()).map(party);
                (About::Party(target), via.chain([target]).collect())
            }
        };
        let places: Vec<String> =
            row["where"].split(' ').filter(|p| !p.is_empty()).map(str::to_owned).collect();
        self.rules.ask(
            &self.register,
            &Question {
                about,
                path: &path,
                ground: Ground::from_word(&row["ground"]).unwrap(),
                goods: &goods,
                as_of: row["as_of"].parse().unwrap(),
                reader: Some(&row["reader"]).filter(|r| !r.is_empty()).map(|r| Reader::from_word(r).unwrap()),
                act: Some(&row["act"]).filter(|a| !a.is_empty()).map(|a| Act::from_word(a).unwrap()),
                places: &places,
            },
        )
    }
}

/// What is wrong with the answer to a row.
fn wrong(row: &Row, answers: &[Consequence]) -> Option<String> {
    let found: Vec<&Consequence> = answers.iter().filter(|one| one.code == row["code"]).collect();
    if row["state"] == "none" {
        return (!found.is_empty()).then(|| format!("expected nothing, found {found:#?}"));
    }
    let [one] = found[..] else {
        let codes: Vec<&str> = answers.iter().map(|one| one.code.as_str()).collect();
        return Some(format!("expected one answer, found {} among {codes:?}", found.len()));
    };
    let severity = one.severity.or(one.would_be).map_or("", Severity::word);
    let same = one.state.word() == row["state"]
        && severity == row["severity"]
        && one.verified == (row["verified"] == "yes")
        && one.citation.contains(&row["citation"])
        && (one.state == State::CannotTell) != one.why.is_empty();
    (!same).then(|| format!("{one:#?}"))
}

#[test]
fn every_golden_case_is_answered_as_its_text_says() {
    let bytes = register();
    let asked = Asked::new(&bytes);
    let rows = table("cases.csv");
    let mut failed = String::new();
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (n, row) in rows.iter().enumerate() {
        assert!(!row["citation"].is_empty(), "row {} cites nothing", n + 2);
        let verified = if row["verified"] == "yes" { "read" } else { "not verified" };
        *counts.entry((row["list"].clone(), verified)).or_default() += 1;
        if let Some(why) = wrong(row, &asked.ask(row)) {
            let _ = writeln!(failed, "row {}: {row:?}\n{why}\n", n + 2);
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        for ((list, verified), count) in &counts {
            println!("{list}: {count} {verified}");
        }
    }
    assert!(failed.is_empty(), "{failed}");
    assert!(rows.len() >= 250, "{} cases", rows.len());
    let distinct: BTreeSet<&Row> = rows.iter().collect();
    assert_eq!(distinct.len(), rows.len(), "a case stands there twice");
}

#[test]
fn every_rule_has_a_golden_case() {
    let bytes = register();
    let asked = Asked::new(&bytes);
    let tried: BTreeSet<String> = table("cases.csv").iter().map(|row| row["code"].clone()).collect();
    let codes: BTreeSet<String> = asked.register.rules().map(|rule| rule.code().to_owned()).collect();
    let untried: Vec<&String> = codes.difference(&tried).collect();
    assert!(untried.is_empty(), "no golden case for {untried:#?}");
}

/// The most serious of the answers whose code begins so, in the notation of the grid.
fn cell(answers: &[Consequence], prefixes: &str, reader: Reader) -> String {
    let within = |one: &&Consequence| {
        one.reader == reader && prefixes.split(' ').any(|prefix| one.code.starts_with(prefix))
    };
    let first = answers.iter().filter(within).find(|one| one.state != State::DoesNotApply);
    let Some(one) = first else { return "NONE".to_owned() };
    match (&one.severity, &one.would_be) {
        (Some(severity), _) => severity.word().to_uppercase(),
        (None, Some(would_be)) => format!("?{}", would_be.word().to_uppercase()),
        (None, None) => "?".to_owned(),
    }
}

#[test]
fn the_grid_of_severities_for_a_camera_holds() {
    let bytes = register();
    let asked = Asked::new(&bytes);
    let mut wrong = String::new();
    for mut row in table("grid.csv") {
        let column = |name: &str, value: &str, row: &mut Row| row.insert(name.to_owned(), value.to_owned());
        for (name, value) in [("reader", ""), ("act", ""), ("produced_in", "CN")] {
            column(name, value, &mut row);
        }
        let answers = asked.ask(&row);
        for &reader in Reader::ALL.iter().filter(|reader| row[reader.word()] != "-") {
            let found = cell(&answers, &row["codes"], reader);
            if found != row[reader.word()] {
                let _ = writeln!(
                    wrong,
                    "{}: {reader}: {} in the grid, {found} found",
                    row["regime"],
                    row[reader.word()]
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn answers_are_ordered_by_severity_then_place_reader_and_act() {
    let bytes = register();
    let asked = Asked::new(&bytes);
    let row = table("cases.csv").into_iter().find(|row| row["target"] == "hikvision").unwrap();
    let row = row.into_iter().map(|(key, value)| match key.as_str() {
        "reader" | "act" | "where" => (key, String::new()),
        _ => (key, value),
    });
    let answers = asked.ask(&row.collect());
    let rank = |one: &Consequence| {
        let severity = one.severity.or(one.would_be);
        (severity.is_none(), severity)
    };
    assert!(answers.is_sorted_by_key(rank));
    assert!(answers.iter().any(|one| one.state == State::DoesNotApply), "nothing is said to be lawful");
    for one in &answers {
        let cited = [&one.code, one.list.as_str(), &one.entry, &one.citation, &one.sentence];
        assert!(cited.iter().all(|text| !text.is_empty()), "{one:#?}");
    }
}

/// The findings of a listing under a house policy.
fn under(policy: &str, fields: &[(Field, &str)], day: &str) -> Vec<nameplate::finding::Finding> {
    let policy: Policy = toml::from_str(policy).unwrap();
    policy.check().unwrap();
    policy.check_rules(&starter()).unwrap();
    let screener = Screener::new(starter(), policy, day.parse().unwrap());
    screener.screen(&listing(fields)).findings
}

#[test]
fn a_house_may_list_a_class_of_its_own() {
    let policy = r#"
        name = "market rules"
        [[rule]]
        classes = ["drone"]
        reader = "retailer"
        act = "sell"
        severity = "block"
        sentence = "Our marketplace does not sell drones."
    "#;
    // Before any authority listed the class.
    let findings = under(policy, &[(Field::Title, "Foldable GPS drone with two batteries")], "2024-01-01");
    let drone = findings.iter().find(|finding| finding.case.target.id == "class:drone").unwrap();
    let house = drone.house.as_ref().expect("what the house adds");
    let consequence = &house.consequences[0];
    assert!(drone.case.consequences.is_empty() && drone.case.designations.is_empty());
    assert_eq!(house.designations[0].list_name, "house policy market rules");
    assert_eq!((consequence.code.as_str(), consequence.severity), ("house.1", Some(Severity::Block)));
    assert_eq!(consequence.citation, "house policy market rules");
    assert!(under("", &[(Field::Title, "Foldable GPS drone with two batteries")], "2024-01-01").is_empty());
}

#[test]
fn a_house_may_ask_for_a_share() {
    let policy = |percent: u8| {
        format!(
            r#"
            [[rule]]
            list = "bis-entity-list"
            share = "direct"
            share_at_least = {percent}
            reader = "retailer"
            act = "sell"
            severity = "check"
            sentence = "Ask the desk."
            "#
        )
    };
    let ezviz = [(Field::Title, "EZVIZ C6N indoor camera"), (Field::Brand, "EZVIZ")];
    let asked = |percent: u8, day: &str| -> Vec<Option<Severity>> {
        let findings = under(&policy(percent), &ezviz, day);
        let hikvision = findings.iter().find(|finding| finding.case.target.id == "hikvision").unwrap();
        let all = hikvision.consequences();
        let house = all.iter().filter(|one| one.list == "house");
        house.map(|one| one.severity).collect()
    };
    // 60 % before the offering of 28 December 2022, 48 % on the day of it; what it is now was not read.
    assert_eq!(asked(50, "2022-12-27"), [Some(Severity::Check)]);
    assert_eq!(asked(50, "2022-12-28"), []);
    assert_eq!(asked(25, "2022-12-28"), [Some(Severity::Check)]);
    assert_eq!(asked(25, "2026-11-23"), [None]);
}
