//! Cases: what is said again and again is said once, under an id that depends on what it says and on nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nameplate::finding::{Case, Finding};
use nameplate::policy::Policy;
use nameplate::register::RuleIn;
use nameplate::{Field, Listing, Messages, Screener};
use nameplate_tests::places::root;
use nameplate_tests::screening::{TODAY, finding, listing, screener, starter};
use nameplate_tests::{catalogs, labelled};
use scan::{Cases, Input, Options, Output, run};
use serde_json::Value;

fn scanned(folder: &Path, name: &str, cases: Cases, rows: &[Listing<'_>]) -> Vec<Value> {
    let bytes = catalogs::csv(rows, catalogs::COLUMNS).into();
    let inputs = vec![Input::Bytes { name: "made.csv".to_owned(), bytes }];
    let output = Some(Output { path: folder.join(name), format: None, cases, ..Output::default() });
    let options = Options { inputs, output, ..Options::default() };
    assert!(run(&screener(TODAY), &options, &()).unwrap().complete());
    lines(&folder.join(name))
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Records by their ids.
fn by_id(path: &Path) -> BTreeMap<String, Value> {
    let one = |record: Value| (record["id"].as_str().unwrap().to_owned(), record);
    let all = lines(path);
    let records: BTreeMap<String, Value> = all.into_iter().map(one).collect();
    records
}

#[test]
fn rows_joined_to_their_cases_are_rows_expanded() {
    let folder = tempfile::tempdir().unwrap();
    let rows = catalogs::made(1_000, 3);
    let cited = scanned(folder.path(), "r.jsonl", Cases::Beside, &rows);
    let whole = scanned(folder.path(), "w.jsonl", Cases::Inside, &rows);
    let (cases, sources) =
        (by_id(&folder.path().join("r.cases.jsonl")), by_id(&folder.path().join("r.sources.jsonl")));
    let untyped = |record: &Value| {
        let mut record = record.clone();
        record.as_object_mut().unwrap().remove("type");
        record
    };
    let reasons = Screener::reasons();
    let mut found = 0;
    for (mut row, mut whole) in cited.into_iter().map(|row| untyped(&row)).zip(whole) {
        let mut ids: BTreeSet<String> = BTreeSet::new();
        for finding in row.get_mut("findings").and_then(Value::as_array_mut).into_iter().flatten() {
            let case = &cases[finding["case"].as_str().unwrap()];
            ids.extend(sources_of(case));
            finding["case"] = untyped(case);
            found += 1;
        }
        if !ids.is_empty() {
            row["sources"] = ids.iter().map(|id| untyped(&sources[id])).collect();
        }
        row["schema_version"] = 2.into();
        // A row without findings does not repeat the listing.
        row["listing"] = whole["listing"].clone();
        // Sentences of reasons stand in the manifest.
        for (reason, sentence) in
            whole.as_object_mut().unwrap().remove("reasons").iter().flat_map(|all| all.as_object().unwrap())
        {
            assert_eq!(reasons[reason.as_str()], *sentence);
        }
        assert!(row == whole, "{}", row["id"]);
    }
    assert!(found > 100, "{found} findings");
}

/// The ids of all sources that stand anywhere in a case.
fn sources_of(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| match (name.as_str(), value) {
                ("sources", Value::Array(ids)) => {
                    ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect()
                }
                (_, value) => sources_of(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(sources_of).collect(),
        _ => Vec::new(),
    }
}

/// The findings of the labelled listings on a day.
fn found(screener: &Screener<'_>) -> Vec<Finding> {
    let cases = labelled::read(&root().join("tests/scoreboard/listings.csv"));
    cases.iter().flat_map(|case| screener.screen(&case.listing).findings).collect()
}

/// What a case says, without the words for buyers.
fn body(case: &Case) -> Case {
    Case { warning: None, ..case.clone() }
}

#[test]
fn one_id_is_one_case_whatever_the_day_the_language_and_the_run() {
    let mut known: BTreeMap<String, Case> = BTreeMap::new();
    let mut again = 0;
    for day in ["2019-06-01", "2022-01-01", "2024-03-05", "2026-11-20", TODAY, "2026-11-24"] {
        for language in ["", "en", "es"] {
            let screener = screener(day);
            let screener = match Messages::of(language) {
                Ok(messages) => screener.with_messages(messages),
                Err(_) => screener,
            };
            for finding in found(&screener) {
                let case = body(&finding.case);
                assert_eq!(
                    case.clone().named().id,
                    case.id,
                    "an id is the digest of what stands in the case"
                );
                match known.get(case.id.as_str()) {
                    Some(other) => {
                        assert_eq!(*other, case);
                        again += 1;
                    }
                    None => drop(known.insert(case.id.to_string(), case)),
                }
            }
        }
    }
    assert!(known.len() > 200 && again > 1_000, "{} cases, {again} again", known.len());
}

#[test]
fn a_day_between_two_rules_is_like_the_next() {
    let ids = |day: &str| -> Vec<String> {
        found(&screener(day)).iter().map(|finding| finding.case.id.to_string()).collect()
    };
    assert_eq!(ids("2026-11-23"), ids("2026-11-24"));
}

#[test]
fn a_key_stays_when_what_follows_changes() {
    let camera = listing(&[(Field::Brand, "EZVIZ"), (Field::Title, "EZVIZ C6N camera")]);
    let (early, late) = (screener("2020-06-01"), screener(TODAY));
    let (early, late) = (early.screen(&camera), late.screen(&camera));
    let case = |result| finding(result, "hikvision").map(|f| f.case.as_ref().clone()).unwrap();
    let (early, late) = (case(&early), case(&late));
    assert_ne!(early.id, late.id);
    assert_eq!(early.key, late.key);
    let text = late.key.to_string();
    assert!(text.starts_with("hikvision/subsidiary/ezviz") && text.ends_with("/camera"), "{text}");
}

#[test]
fn rules_of_a_house_stand_apart() {
    let rule = RuleIn {
        on: vec!["fcc-covered".to_owned()],
        reader: "retailer".to_owned(),
        act: "sell".to_owned(),
        severity: "block".to_owned(),
        state: "applies".to_owned(),
        from: "2026-01-01".parse().unwrap(),
        to: nameplate::Date::Open,
        sentence: "We sell nothing of theirs.".to_owned(),
        ..RuleIn::default()
    };
    let policy = Policy { rule: vec![rule], ..Policy::default() };
    let camera = listing(&[(Field::Brand, "Hikvision"), (Field::Title, "Hikvision camera")]);
    let with = Screener::new(starter(), policy, TODAY.parse().unwrap());
    let (with, without) = (with.screen(&camera), screener(TODAY).screen(&camera).findings.remove(0));
    let with = finding(&with, "hikvision").unwrap().clone();
    assert_eq!(with.case, without.case);
    let house = with.house.clone().expect("what the house adds");
    assert_eq!(house.consequences.len(), 1);
    assert!(without.house.is_none());
    let says = |finding: &Finding| finding.consequences().len();
    assert_eq!(says(&with), says(&without) + 1);
}

/// Found rows, cases, and bytes of JSON a found row beyond its own text.
fn measured(folder: &Path, rows: &[Listing<'_>]) -> (usize, usize, usize) {
    let results = scanned(folder, "r.jsonl", Cases::Beside, rows);
    let found: Vec<&Value> = results.iter().filter(|row| row["findings"].is_array()).collect();
    let own = |row: &Value| -> usize {
        let echo: usize =
            row["listing"].as_object().into_iter().flatten().map(|(_, v)| v.to_string().len()).sum();
        let quoted = row["signals"].as_array().into_iter().flatten().map(|s| s["text"].to_string().len());
        echo + quoted.sum::<usize>()
    };
    let bytes: usize = found.iter().map(|row| row.to_string().len() - own(row)).sum();
    (found.len(), lines(&folder.join("r.cases.jsonl")).len(), bytes / found.len().max(1))
}

#[test]
fn cases_are_few_and_rows_are_small() {
    let folder = tempfile::tempdir().unwrap();
    let (found, cases, bytes) = measured(folder.path(), &catalogs::made(40_000, 5));
    println!("{found} found rows, {cases} cases, {bytes} bytes of JSON a found row beyond its own text");
    assert!(found > 30_000 && cases * 100 <= found, "{cases} cases for {found} found rows");
    assert!(bytes <= 1_500, "{bytes} bytes a found row");
}
