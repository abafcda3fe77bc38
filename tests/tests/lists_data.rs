//! Real files of the authorities, which are not in this repository: where the shared data is present, every row of them is
//! accounted for, counts are compared with counts made another way, and differences with differences made another way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lists::diff::{Delta, diff};
use lists::given::Given;
use lists::parsed::{Parsed, Tally};
use lists::record::{EntryKind, Record};
use lists::sources::by_id;
use lists::update::Before;
use nameplate_tests::places::shared;

/// Reads shared files as a source in a form; `None`, and a word about it, where they are not there.
fn read(source: &str, form: &str, files: &[(&str, &str)]) -> Option<Parsed> {
    let mut given: Vec<(String, PathBuf)> = Vec::new();
    for (name, path) in files {
        match shared(&format!("data/{path}")) {
            Some(path) => given.push(((*name).to_owned(), path)),
            None => {
                println!("skipped: {path} is not here");
                return None;
            }
        }
    }
    let source = by_id(source).unwrap();
    let form = source.forms.iter().find(|known| known.name == form).unwrap();
    let parsed = (form.parse)(&Given::new(given, source.most_bytes)).unwrap();
    for (file, tally) in &parsed.tallies {
        assert!(tally.is_complete(), "{}: {file}: {tally:?}", source.id);
    }
    assert!(form.tried, "{} was run on a real file", source.id);
    Some(parsed)
}

fn text(path: &str) -> String {
    lists::given::decode(&std::fs::read(shared(&format!("data/{path}")).unwrap()).unwrap())
}

fn find<'a>(parsed: &'a Parsed, entry: &str) -> &'a Record {
    parsed.records.iter().find(|record| record.entry == entry).unwrap()
}

#[test]
fn the_three_files_of_ofac_join_without_an_orphan() {
    let files = [
        ("sdn.csv", "lists/ofac_2021-07_sdn.csv"),
        ("alt.csv", "lists/ofac_2021-07_alt.csv"),
        ("add.csv", "lists/ofac_2021-07_add.csv"),
    ];
    let Some(parsed) = read("ofac-sdn", "CSV", &files) else { return };
    let rows = |file: &str| parsed.tallies[file];
    assert_eq!(rows("sdn.csv"), Tally { rows: 8_976, entries: 8_976, ..Tally::default() });
    assert_eq!(rows("alt.csv"), Tally { rows: 11_910, merged: 11_910, ..Tally::default() });
    assert_eq!(rows("add.csv"), Tally { rows: 13_837, merged: 13_837, ..Tally::default() });
    assert!(parsed.defects.is_empty(), "{:?}", &parsed.defects[..3]);
    let cuba = find(&parsed, "306");
    assert_eq!((cuba.primary(), cuba.addresses.len(), cuba.names.len()), ("BANCO NACIONAL DE CUBA", 4, 3));
    // Counted by the third column of the raw file.
    let persons =
        text("lists/ofac_2021-07_sdn.csv").lines().filter(|line| line.contains(",\"individual\",")).count();
    assert_eq!(parsed.records.iter().filter(|record| record.kind == EntryKind::Person).count(), persons);
}

#[test]
fn newer_aliases_beside_an_older_list_are_defects_and_no_crash() {
    let files = [
        ("sdn.csv", "lists/ofac_sdn_2024-04-26.csv"),
        ("alt.csv", "lists/ofac_2025-02_alt.csv"),
        ("add.csv", "lists/ofac_2025-02_add.csv"),
    ];
    let Some(parsed) = read("ofac-sdn", "CSV", &files) else { return };
    let orphans = parsed.defects.iter().filter(|defect| defect.orphan).count() as u64;
    let (alt, add) = (parsed.tallies["alt.csv"], parsed.tallies["add.csv"]);
    assert_eq!((alt.rows, add.rows), (19_486, 22_641));
    assert!(orphans > 100 && orphans == alt.refused + add.refused, "{orphans}");
}

#[test]
fn the_consolidated_list_of_ofac_holds_the_military_industrial_companies() {
    let files = ["prim", "alt", "add", "comments"].map(|part| format!("cons_{part}.csv"));
    let paths: Vec<String> = files.iter().map(|file| format!("lists/{file}")).collect();
    let files: Vec<(&str, &str)> = files.iter().zip(&paths).map(|(f, p)| (f.as_str(), p.as_str())).collect();
    let Some(parsed) = read("ofac-cons", "CSV", &files) else { return };
    let cmic: Vec<&Record> = parsed.records.iter().filter(|record| record.list == "ofac-nscmic").collect();
    let raw = text("lists/cons_prim.csv").lines().filter(|line| line.contains("CMIC-EO13959")).count();
    assert_eq!((cmic.len(), raw), (68, 68));
    assert!(cmic.iter().all(|record| record.since.first_day().is_some()), "every one has its listing date");
    let hikvision = find(&parsed, "30946");
    assert_eq!(
        (hikvision.primary(), hikvision.since.to_string().as_str()),
        ("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", "2021-06-03")
    );
    // The third party's parse of the same list names the same companies, seven letters deep.
    let other: serde_json::Value =
        serde_json::from_str(&text("lists/nsfreg_2026-07/ofac_nscmic.json")).unwrap();
    assert_eq!(other["count"], 68);
}

#[test]
fn denied_persons_are_read_to_the_last_row() {
    let Some(parsed) = read("us-bis-dpl", "text", &[("dpl.txt", "lists/dpl.txt")]) else { return };
    let raw = text("lists/dpl.txt").lines().skip(1).filter(|line| !line.trim().is_empty()).count() as u64;
    assert_eq!((parsed.tallies["dpl.txt"].rows, parsed.tallies["dpl.txt"].refused), (raw, 0));
    let dahua =
        parsed.records.iter().find(|record| record.primary() == "DAHUA ELECTRONICS CORPORATION").unwrap();
    assert!(dahua.addresses[0].text.contains("FLUSHING"));
    assert!(dahua.since.first_day() < dahua.until.first_day());
}

#[test]
fn the_page_of_the_uflpa_list_holds_what_others_found_there() {
    let page = "lists/nsfreg_2026-07/source-uflpa-2026-07-09.html";
    let Some(parsed) = read("us-uflpa", "HTML", &[("uflpa-entity-list.html", page)]) else { return };
    let other: serde_json::Value =
        serde_json::from_str(&text("lists/nsfreg_2026-07/dhs_uflpa.json")).unwrap();
    let plain = |name: &str| name.trim_end_matches(['.', ',', ' ']).to_owned();
    let theirs: BTreeSet<String> =
        other["entities"].as_array().unwrap().iter().map(|e| plain(e["name"].as_str().unwrap())).collect();
    assert_eq!((parsed.records.len(), theirs.len()), (148, 148));
    assert_eq!(parsed.tallies["uflpa-entity-list.html"].rows, 160);
    let ours: BTreeSet<String> = parsed.records.iter().map(|record| plain(record.primary())).collect();
    // Two of theirs carry "and subsidiaries" in the name, which is kept apart here.
    let missing: Vec<&String> =
        theirs.difference(&ours).filter(|name| !name.to_lowercase().ends_with("subsidiaries")).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(
        parsed.records.iter().all(|record| record.since.first_day().is_some() && !record.reason.is_empty())
    );
}

#[test]
fn screening_lists_of_old_and_new_columns_are_read() {
    for path in ["lists/csl.csv", "lists/watchman_samples/internal__cslustest__testdata__consolidated.csv"] {
        let Some(parsed) = read("us-csl", "CSV", &[("consolidated.csv", path)]) else { return };
        assert!(
            parsed.unknown.is_empty() && parsed.missing.is_empty(),
            "{path}: {:?} {:?}",
            parsed.unknown,
            parsed.missing
        );
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_path(shared(&format!("data/{path}")).unwrap())
            .unwrap();
        let raw = reader
            .byte_records()
            .filter(|row| row.as_ref().is_ok_and(|row| row.iter().any(|f| !f.is_empty())))
            .count() as u64;
        let tally = parsed.tallies["consolidated.csv"];
        assert_eq!(tally.rows, raw, "{path}");
        assert!(
            tally.refused * 20 <= tally.rows,
            "{path}: {:?}",
            &parsed.defects[..parsed.defects.len().min(5)]
        );
    }
    let bad = "lists/watchman_samples/pkg__sources__senzing__testdata__persons.jsonl";
    if let Some(parsed) = read("us-csl", "CSV", &[("consolidated.csv", bad)]) {
        assert!(!parsed.missing.is_empty(), "another format is never an empty list");
    }
}

#[test]
fn the_united_nations_list_is_complete() {
    let Some(parsed) =
        read("un-consolidated", "XML", &[("consolidated.xml", "lists/un_consolidated_2018-10-29.xml")])
    else {
        return;
    };
    let raw = text("lists/un_consolidated_2018-10-29.xml");
    let count = |tag: &str| raw.matches(tag).count();
    let persons = parsed.records.iter().filter(|record| record.kind == EntryKind::Person).count();
    assert_eq!((persons, parsed.records.len() - persons), (count("<INDIVIDUAL>"), count("<ENTITY>")));
    assert_eq!((parsed.defects.len(), parsed.unknown.len()), (0, 0), "{:?}", parsed.unknown);
    assert_eq!(parsed.published.unwrap().to_string(), "2018-10-29");
    let pad = find(&parsed, "KPe.053");
    assert_eq!((pad.since.to_string().as_str(), pad.programmes[0].as_str()), ("2017-09-11", "DPRK"));
    let weak = parsed
        .records
        .iter()
        .flat_map(|r| &r.names)
        .filter(|n| n.kind == nameplate::register::NameKind::Weak)
        .count();
    assert!(weak > 400 && weak <= count("<QUALITY>Low"), "{weak}");
}

#[test]
fn whole_real_files_pass_the_checks_of_their_source() {
    for (source, form, files) in [
        ("ofac-sdn", "CSV", vec![("sdn.csv", "lists/ofac_sdn_2024-04-26.csv")]),
        ("ofac-cons", "CSV", vec![("cons_prim.csv", "lists/cons_prim.csv")]),
        ("us-bis-dpl", "text", vec![("dpl.txt", "lists/dpl.txt")]),
        (
            "us-uflpa",
            "HTML",
            vec![("uflpa-entity-list.html", "lists/nsfreg_2026-07/source-uflpa-2026-07-09.html")],
        ),
        ("un-consolidated", "XML", vec![("consolidated.xml", "lists/un_consolidated_2018-10-29.xml")]),
        ("ieee-ma-l", "CSV", vec![("oui.csv", "signals/ieee_oui_2023-11.csv")]),
    ] {
        let Some(parsed) = read(source, form, &files) else { return };
        let failures = lists::update::check(by_id(source).unwrap(), &parsed, Before::Nothing, &[]);
        assert!(failures.is_empty(), "{source}: {failures:?}");
    }
}

#[test]
fn samples_of_the_xml_lists_are_read_without_a_defect() {
    for (source, form, name, path, entries) in [
        (
            "eu-fsf",
            "XML",
            "xmlFullSanctionsList_1_1.xml",
            "lists/format_samples/eu_fsf_2026-08-05_sample.xml",
            2,
        ),
        (
            "uk-sanctions-list",
            "XML",
            "UK-Sanctions-List.xml",
            "lists/format_samples/uk_sanctions_list_2026-09-07_sample.xml",
            1,
        ),
        ("ofac-sdn", "XML", "sdn.xml", "lists/ita_fixtures/sdn__sdn.xml", 4),
        (
            "ofac-cons",
            "XML",
            "consolidated.xml",
            "lists/ita_fixtures/treasury_consolidated__consolidated.xml",
            24,
        ),
    ] {
        let Some(parsed) = read(source, form, &[(name, path)]) else { return };
        assert_eq!(
            (parsed.records.len(), parsed.unknown.len()),
            (entries, 0),
            "{source}: {:?}",
            parsed.unknown
        );
        let refused: u64 = parsed.tallies.values().map(|tally| tally.refused).sum();
        assert_eq!(refused, 0, "{source}: {:?}", parsed.defects);
        assert!(parsed.published.is_some(), "{source}");
    }
}

#[test]
fn older_tables_of_single_lists_are_read() {
    for (source, name, path) in [
        ("us-bis-el", "el.csv", "lists/ita_fixtures/el__el.csv"),
        ("us-bis-meu", "meu.csv", "lists/ita_fixtures/meu__meu.csv"),
        ("us-bis-uvl", "uvl.csv", "lists/ita_fixtures/uvl__uvl.csv"),
        ("us-state-isn", "isn.csv", "lists/ita_fixtures/isn__isn.csv"),
        ("us-state-dtc", "itar_debarred_parties.csv", "lists/ita_fixtures/dtc__itar_debarred_parties.csv"),
    ] {
        let Some(parsed) = read(source, "CSV", &[(name, path)]) else { return };
        assert!(!parsed.records.is_empty() && parsed.unknown.is_empty(), "{source}: {:?}", parsed.unknown);
        assert!(parsed.missing.is_empty(), "{source}: {:?}", parsed.missing);
    }
}

#[test]
fn the_registries_of_the_ieee_are_read_to_the_last_row() {
    for (source, name, path) in [
        ("ieee-ma-l", "oui.csv", "signals/ieee_oui_2023-11.csv"),
        ("ieee-ma-m", "mam.csv", "signals/ieee_mam.csv"),
        ("ieee-ma-s", "oui36.csv", "signals/ieee_oui36.csv"),
    ] {
        let Some(parsed) = read(source, "CSV", &[(name, path)]) else { return };
        let mut reader = csv::Reader::from_path(shared(&format!("data/{path}")).unwrap()).unwrap();
        let raw = reader.byte_records().filter(Result::is_ok).count() as u64;
        assert_eq!(
            (parsed.tallies[name].rows, parsed.tallies[name].refused),
            (raw, 0),
            "{:?}",
            parsed.defects.first()
        );
    }
}

#[test]
fn ownership_and_entity_files_are_read() {
    for (source, form, files) in [
        (
            "gleif",
            "XML",
            vec![
                ("lei2.xml", "corpgraph/gleif_fixtures/lei-data.xml"),
                ("rr.xml", "corpgraph/gleif_fixtures/rr-data.xml"),
                ("repex.xml", "corpgraph/gleif_fixtures/repex-data.xml"),
            ],
        ),
        ("bods", "JSON", vec![("bods.json", "corpgraph/bods_examples/fermcat.json")]),
        ("bods", "JSON", vec![("bods.json", "corpgraph/bods_examples/multiple-indirect-ownership.json")]),
        ("ftm", "JSON lines", vec![("entities.ftm.json", "ftm/yente_zala/entities.ftm.json")]),
        ("ftm", "JSON lines", vec![("entities.ftm.json", "ftm/yente_parteispenden/entities.ftm.json")]),
        ("senzing", "JSON lines", vec![("senzing.json", "ftm/khong/senzing.json")]),
        (
            "senzing",
            "JSON lines",
            vec![(
                "senzing.json",
                "lists/watchman_samples/test__testdata__opensanctions__us_congress_senzing.json",
            )],
        ),
        ("own", "CSV", vec![("own.csv", "products/markup_amazon/amazon_trademarked_brands.csv")]),
    ] {
        let Some(parsed) = read(source, form, &files) else { return };
        assert!(!parsed.records.is_empty(), "{source}");
        println!("{source} {:?}: {} records, {:?}", files[0].1, parsed.records.len(), parsed.tallies);
    }
    let Some(zala) = read("ftm", "JSON lines", &[("entities.ftm.json", "ftm/yente_zala/entities.ftm.json")])
    else {
        return;
    };
    // 11 companies and 6 persons by a count of schemata; 14 ownerships, each between two of them.
    assert_eq!(zala.records.len(), 17);
    assert_eq!(zala.records.iter().map(|record| record.ties.len()).sum::<usize>(), 14);
}

#[test]
fn a_chain_of_deltas_leads_to_the_newest_version() {
    let versions = [
        "20240527134702-zbn",
        "20240527194702-wnk",
        "20240528014702-pfh",
        "20240528074703-npf",
        "20240528134729-3iv",
    ];
    let paths: Vec<(String, String)> = versions
        .iter()
        .map(|v| (format!("{v}.entities.delta.json"), format!("ftm/yente_t2/{v}/entities.delta.json")))
        .collect();
    let mut files = vec![
        ("entities.ftm.json", "ftm/yente_t1/entities.ftm.json"),
        ("delta.json", "ftm/yente_t2/delta.json"),
    ];
    files.extend(paths.iter().map(|(name, path)| (name.as_str(), path.as_str())));
    let Some(parsed) = read("ftm", "JSON lines", &files) else { return };
    // The same by hand: ids after every ADD, MOD and DEL of the chain.
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let object = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    for line in text("ftm/yente_t1/entities.ftm.json").lines() {
        let entity = object(line);
        ids.insert(entity["id"].as_str().unwrap().into(), entity["schema"].as_str().unwrap().into());
    }
    for (_, path) in &paths[1..] {
        for line in text(path).lines() {
            let change = object(line);
            let id = change["entity"]["id"].as_str().unwrap().to_owned();
            if change["op"] == "DEL" {
                ids.remove(&id);
            } else {
                ids.insert(id, change["entity"]["schema"].as_str().unwrap().into());
            }
        }
    }
    let parties = ["Company", "Organization", "LegalEntity", "PublicBody", "Person", "Vessel", "Airplane"];
    let expected: Vec<&String> =
        ids.iter().filter(|(_, schema)| parties.contains(&schema.as_str())).map(|(id, _)| id).collect();
    assert_eq!(parsed.records.iter().map(|record| &record.entry).collect::<Vec<_>>(), expected);
}

/// Rows of a raw `sdn.csv` by number: a reading that shares nothing with the parser.
fn raw_rows(path: &str) -> BTreeMap<String, String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(shared(&format!("data/{path}")).unwrap())
        .unwrap();
    let rows = reader.byte_records().filter_map(Result::ok).filter(|row| row.len() > 1);
    let field =
        |field: &[u8]| String::from_utf8_lossy(field).split_whitespace().collect::<Vec<_>>().join(" ");
    rows.map(|row| (field(&row[0]), row.iter().skip(1).map(field).collect::<Vec<_>>().join("|"))).collect()
}

#[test]
fn differences_between_editions_are_those_of_the_raw_files() {
    let days = ["2023-11-30", "2023-12-28", "2024-04-26"];
    for pair in days.windows(2) {
        let path = |day: &str| format!("lists/ofac_sdn_{day}.csv");
        let (Some(before), Some(after)) = (
            read("ofac-sdn", "CSV", &[("sdn.csv", &path(pair[0]))]),
            read("ofac-sdn", "CSV", &[("sdn.csv", &path(pair[1]))]),
        ) else {
            return;
        };
        let (old, new) = (raw_rows(&path(pair[0])), raw_rows(&path(pair[1])));
        let found = diff(&before.records, &after.records, true);
        let ids = |records: &[&Record]| records.iter().map(|r| r.entry.clone()).collect::<BTreeSet<_>>();
        let only = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| {
            a.keys().filter(|id| !b.contains_key(*id)).cloned().collect::<BTreeSet<_>>()
        };
        assert_eq!(ids(&found.added), only(&new, &old));
        assert_eq!(ids(&found.removed), only(&old, &new));
        let changed: BTreeSet<String> = found.changed.iter().map(|c| c.after.entry.clone()).collect();
        let expected: BTreeSet<String> = new
            .iter()
            .filter(|(id, row)| old.get(*id).is_some_and(|was| was != *row))
            .map(|(id, _)| id.clone())
            .collect();
        assert_eq!(changed, expected);
        println!(
            "{} to {}: {} added, {} removed, {} changed",
            pair[0],
            pair[1],
            found.added.len(),
            found.removed.len(),
            changed.len()
        );
        let delta = Delta::of("ofac-sdn", pair[0], pair[1], &found);
        assert_eq!(delta.apply(before.records.clone()), after.records);
    }
}
