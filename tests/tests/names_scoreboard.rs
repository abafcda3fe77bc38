//! How good names are matched, on the public benchmarks: numbers that a change moves visibly. The data is not in this
//! repository; where it is absent the test says so. `UPDATE=1` writes `scoreboard/names.txt` anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use lists::compile::{Part, compile};
use lists::merge::Ledger;
use nameplate::lookup::Identifiers;
use nameplate::matching::{Matcher, PartyField, PartyQuery, probability};
use nameplate::names::Kind;
use nameplate::register::RegisterInput;
use nameplate::{Policy, Register};
use nameplate_tests::lists_of::{edition, records};
use nameplate_tests::names::{Pair, best, measure, pairs};
use nameplate_tests::places::{root, shared};

#[test]
fn the_public_benchmarks() {
    let Some(text) = measured() else { return println!("skipped: the benchmarks are not here") };
    let frozen = root().join("tests/scoreboard/names.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&frozen, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&frozen).unwrap_or_default();
    assert!(
        text == expected,
        "the scoreboard moved: look at the diff, then `UPDATE=1 cargo test -p nameplate-tests --test names_scoreboard`\n{text}"
    );
}

fn measured() -> Option<String> {
    let mut out =
        String::from("Names on the public benchmarks, at the default thresholds. See docs/matching.md.\n");
    for (title, file) in [
        ("name_bench, relabelled", "data/names/name_bench_cases_relabelled.csv"),
        ("name_bench, raw", "data/names/name_bench_cases.csv"),
    ] {
        bench(&mut out, title, &pairs(&shared(file)?));
    }
    cross_script(
        &mut out,
        &std::fs::read_to_string(shared("data/names/watchman__cross_script_pairs.csv")?).ok()?,
    );
    let bytes = sanctioned()?;
    let register = Register::open(&bytes).ok()?;
    let matcher = Matcher::new(register, Policy::default(), "2021-07-31".parse().ok()?);
    let queries = queries(shared("data/names/sdn_queries_dev.csv")?);
    let scored = end_to_end(&mut out, &matcher, &queries);
    negatives(&mut out, &matcher, shared("data/names/yente__validation_report__negatives_global.csv")?);
    calibration(&mut out, &scored);
    numbers(&mut out, &matcher);
    Some(out)
}

fn bench(out: &mut String, title: &str, pairs: &[Pair]) {
    let from = Policy::default().match_from;
    let scored: Vec<(Pair, i32)> = pairs.iter().map(|pair| (pair.clone(), pair.score())).collect();
    let _ = writeln!(
        out,
        "\n{title}: {} pairs\n{:<34} pairs  same  precision recall  F1    best F1 (at)",
        pairs.len(),
        ""
    );
    let mut line = |name: &str, some: Vec<(Pair, i32)>| {
        let (found, (best, at)) = (measure(&some, from), best(&some));
        let same = some.iter().filter(|(pair, _)| pair.same).count();
        let _ = writeln!(
            out,
            "{name:<34} {:>5} {same:>5}  {:.3}     {:.3}   {:.3} {best:.3} ({at})",
            some.len(),
            found.precision(),
            found.recall(),
            found.f1()
        );
    };
    line("all", scored.clone());
    for (name, kind) in [("organisations", Kind::Organisation), ("persons", Kind::Person)] {
        line(name, scored.iter().filter(|(pair, _)| pair.kind == kind).cloned().collect());
    }
    let mut slices: BTreeMap<&str, Vec<(Pair, i32)>> = BTreeMap::new();
    for one in &scored {
        slices
            .entry(if one.0.category.is_empty() { &one.0.group } else { &one.0.category })
            .or_default()
            .push(one.clone());
    }
    slices
        .into_iter()
        .filter(|(_, some)| some.len() >= 10)
        .for_each(|(name, some)| line(&format!("  {name}"), some));
}

fn cross_script(out: &mut String, table: &str) {
    let from = Policy::default().match_from;
    let mut by_script: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        let pair = Pair {
            group: String::new(),
            kind: Kind::Person,
            names: [cells[0].to_owned(), cells[1].to_owned()],
            same: true,
            category: String::new(),
        };
        let found = pair.score() >= from;
        let counts = by_script.entry(script(cells[0])).or_default();
        *counts = (counts.0 + 1, counts.1 + u32::from(found));
        if !found {
            missed.push(format!("{} / {}", cells[0], cells[1]));
        }
    }
    let _ = writeln!(out, "\nAcross scripts: found of all");
    for (script, (all, found)) in by_script {
        let _ = writeln!(out, "{script:<10} {found} of {all}");
    }
    for pair in missed {
        let _ = writeln!(out, "missed: {pair}");
    }
}

fn script(text: &str) -> &'static str {
    match text.chars().next().map_or(0, u32::from) {
        0x0370..=0x03FF => "Greek",
        0x0400..=0x04FF => "Cyrillic",
        0x0590..=0x05FF => "Hebrew",
        0x0600..=0x06FF => "Arabic",
        0x0E00..=0x0E7F => "Thai",
        0xAC00..=0xD7AF => "Hangul",
        _ => "Han",
    }
}

/// The register of OFAC's list of July 2021, alone.
fn sanctioned() -> Option<Vec<u8>> {
    let file = |part: &str| shared(&format!("data/lists/ofac_2021-07_{part}.csv"));
    let source = lists::sources::by_id("ofac-sdn")?;
    let files = [("sdn.csv", file("sdn")?), ("alt.csv", file("alt")?), ("add.csv", file("add")?)];
    let records = records(source, 0, &files);
    let edition = edition(source, "2021-07-01");
    let part = Part { source, edition: &edition, records: &records };
    compile(&RegisterInput::default(), "", &[part], &Ledger::default()).ok().map(|compiled| compiled.bytes)
}

/// Expected entry, what was done to the name, the name.
fn queries(file: PathBuf) -> Vec<[String; 3]> {
    let rows = csv::Reader::from_path(file).unwrap().into_records().map(Result::unwrap);
    rows.map(|row| [row[1].replace("ofac-", "ofac-sdn:"), row[3].to_owned(), row[4].to_owned()]).collect()
}

/// A score, and whether it was the right party's.
type Scored = (i32, bool);

fn end_to_end(out: &mut String, matcher: &Matcher<'_>, queries: &[[String; 3]]) -> Vec<Scored> {
    #[derive(Default)]
    struct Row {
        queries: u32,
        found: u32,
        first: u32,
        extra: usize,
    }
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    let mut scored = Vec::new();
    for [expected, how, name] in queries {
        let mut query = PartyQuery { kind: Some(Kind::Organisation), ..PartyQuery::default() };
        query.set(PartyField::Name, name.as_str());
        let hits = matcher.matches(&query).hits;
        let right = |hit: &nameplate::matching::Hit| hit.source_ids.contains(expected);
        for row in ["all", how] {
            let row = rows.entry(row).or_default();
            row.queries += 1;
            row.found += u32::from(hits.iter().any(right));
            row.first += u32::from(hits.first().is_some_and(right));
            row.extra += hits.iter().filter(|hit| !right(hit)).count();
        }
        scored.extend(hits.iter().map(|hit| (hit.score, right(hit))));
    }
    let _ = writeln!(out, "\nOFAC's list of July 2021, perturbed names of organisations, end to end");
    let _ = writeln!(out, "{:<14} queries recall  first   extra hits a query", "");
    for (name, row) in rows {
        let of = |n: f64| n / f64::from(row.queries);
        let (found, first) = (of(f64::from(row.found)), of(f64::from(row.first)));
        let _ = writeln!(
            out,
            "{name:<14} {:>7} {found:.3}   {first:.3}   {:.3}",
            row.queries,
            of(row.extra as f64)
        );
    }
    scored
}

fn negatives(out: &mut String, matcher: &Matcher<'_>, file: PathBuf) {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let (mut all, mut alone, mut known) = (0, 0, 0);
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let hits = |fields: &[(PartyField, &str)]| {
            let mut query = PartyQuery::default();
            fields.iter().for_each(|(field, text)| query.set(*field, (*text).to_owned()));
            usize::from(!matcher.matches(&query).hits.is_empty())
        };
        let name = [(PartyField::Name, row["full_name"].as_str()), (PartyField::Kind, "person")];
        let beside = [
            (PartyField::Born, row["date_of_birth"].as_str()),
            (PartyField::Country, row["nationality"].as_str()),
        ];
        all += 1;
        alone += hits(&name);
        known += hits(&[&name[..], &beside[..]].concat());
    }
    let _ = writeln!(out, "\nPersons on no list ({all}), against the same list");
    let _ = writeln!(out, "hits by name alone: {alone}; with date of birth and nationality: {known}");
}

/// Numbers of the list, each asked for alone.
fn numbers(out: &mut String, matcher: &Matcher<'_>) {
    let (mut all, mut found) = (0, 0);
    for (_, party) in matcher.register().parties() {
        for number in party.identifiers().filter(|number| Identifiers::can_find(number)) {
            let mut query = PartyQuery::default();
            query.set(PartyField::Identifier, number);
            all += 1;
            found += u32::from(matcher.matches(&query).hits.iter().any(|hit| hit.party.id == party.id()));
        }
    }
    let _ = writeln!(out, "\nNumbers of the same list, each alone\nfound {found} of {all}");
}

/// How often hits of a score are right, beside what `probability` says of them.
fn calibration(out: &mut String, scored: &[Scored]) {
    let _ = writeln!(out, "\nHits of the queries above by score: how many are right, and what was predicted");
    let bounds = [4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, i32::MAX];
    for pair in bounds.windows(2) {
        let within: Vec<&Scored> =
            scored.iter().filter(|(score, _)| (pair[0]..pair[1]).contains(score)).collect();
        let right = within.iter().filter(|(_, right)| *right).count();
        let predicted: f64 = within.iter().filter_map(|(score, _)| probability(*score)).sum();
        let share = |n: f64| n / within.len().max(1) as f64;
        let _ = writeln!(
            out,
            "from {:>6}: {:>4} hits, right {:.3}, predicted {:.3}",
            pair[0],
            within.len(),
            share(right as f64),
            share(predicted)
        );
    }
}
