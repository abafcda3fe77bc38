//! Registers out of editions: a delta leads to the same bytes as the later edition, and more names do not mean more alarms.

use std::path::PathBuf;

use lists::compile::{Compiled, Part, compile};
use lists::diff::{Delta, diff};
use lists::merge::Ledger;
use lists::record::Record;
use lists::sources::{Source, by_id};
use nameplate::register::hex;
use nameplate::{Policy, Register, Screener, Verdict};
use nameplate_tests::lists_of::{edition, records};
use nameplate_tests::places::{root, shared};
use scan::{Input, Options, run};
use sha2::{Digest, Sha256};

fn compiled(source: &'static Source, day: &str, records: &[Record], ledger: &Ledger) -> Compiled {
    let edition = edition(source, day);
    let facts = lists::starter_facts().unwrap();
    compile(&facts.input, &facts.version(), &[Part { source, edition: &edition, records }], ledger).unwrap()
}

/// The register of the earlier edition and the delta is the one of the later edition, byte for byte.
fn both_roads(source: &'static Source, before: Vec<Record>, after: &[Record]) -> Delta {
    let mut ledger = compiled(source, "2024-04-01", &before, &Ledger::default()).ledger;
    let delta = Delta::of(source.id, "2024-04-01", "2024-05-01", &diff(&before, after, source.numbered));
    let text = serde_json::to_vec(&delta).unwrap();
    let read: Delta = serde_json::from_slice(&text).unwrap();
    ledger.follow(&read);
    let led = compiled(source, "2024-05-01", &read.apply(before), &ledger);
    let whole = compiled(source, "2024-05-01", after, &ledger);
    assert_eq!(hex(&Sha256::digest(&led.bytes)), hex(&Sha256::digest(&whole.bytes)));
    assert_eq!((led.ledger, led.review), (whole.ledger, whole.review));
    delta
}

#[test]
fn a_delta_leads_to_the_register_of_the_later_edition() {
    let source = by_id("us-csl").unwrap();
    let file = root().join("tests/fixtures/lists/us-csl/csv/consolidated.csv");
    let before = records(source, 0, &[("consolidated.csv", file)]);
    let mut after = before.clone();
    after[0].name("Dahua Tech", nameplate::register::NameKind::Alias);
    let gone = after.pop().unwrap();
    let mut new = gone.clone();
    new.entry = "ofac-sdn/901009".to_owned();
    new.names[0].text = "Quite Another Company".to_owned();
    new.identifiers.clear();
    after.push(new);
    let delta = both_roads(source, before, &after);
    assert_eq!((delta.gone.len(), delta.now.len()), (1, 2));
    for key in ["name:dahua tech", "name:quite another", "name:example trading", "id:1234567"] {
        assert!(delta.keys.contains(key), "{key}: {:?}", delta.keys);
    }
}

#[test]
fn a_party_keeps_its_id_though_its_entry_is_spelt_anew() {
    let source = by_id("us-uflpa").unwrap();
    let file = root().join("tests/fixtures/lists/us-uflpa/html/uflpa-entity-list.html");
    let before = records(source, 0, &[("uflpa-entity-list.html", file.clone())]);
    let page = std::fs::read_to_string(file).unwrap().replace("Cotton and Linen", "Cottons & Linen");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("uflpa-entity-list.html");
    std::fs::write(&path, page).unwrap();
    let after = records(source, 0, &[("uflpa-entity-list.html", path)]);
    let first = compiled(source, "2024-04-01", &before, &Ledger::default());
    let delta = both_roads(source, before, &after);
    assert_eq!(delta.renamed.len(), 1, "{:?}", delta.renamed);
    let mut ledger = first.ledger;
    ledger.follow(&delta);
    let later = compiled(source, "2024-05-01", &after, &ledger);
    let register = Register::open(&later.bytes).unwrap();
    let party = register.party(register.party_by_id("us-uflpa:example-cotton-and-linen").unwrap()).unwrap();
    assert!(party.name().starts_with("Example Cottons & Linen"));
}

#[test]
fn a_delta_of_real_editions_leads_to_the_register_of_the_later_one() {
    let path = |day: &str| shared(&format!("data/lists/ofac_sdn_{day}.csv"));
    let (Some(before), Some(after)) = (path("2023-12-28"), path("2024-04-26")) else {
        return println!("skipped: the editions of sdn.csv are not here");
    };
    let source = by_id("ofac-sdn").unwrap();
    let read = |path: PathBuf| records(source, 0, &[("sdn.csv", path)]);
    both_roads(source, read(before), &read(after));
}

#[test]
fn an_entry_without_a_listing_date_is_first_seen_in_our_first_edition() {
    let source = by_id("ofac-sdn").unwrap();
    let file = root().join("tests/fixtures/lists/ofac-sdn/csv/sdn.csv");
    let records = records(source, 0, &[("sdn.csv", file)]);
    let first = compiled(source, "2024-04-01", &records, &Ledger::default());
    let later = compiled(source, "2024-05-01", &records, &first.ledger);
    let register = Register::open(&later.bytes).unwrap();
    let party = register.party(register.party_by_id("ofac-sdn:901001").unwrap()).unwrap();
    let seen: Vec<String> = party.designations().map(|d| d.interval().first_confirmed.to_string()).collect();
    assert_eq!(seen, ["2024-04-01"]);
    // Before that day nothing is certain; from then on it stands there.
    let screener = |day: &str| Screener::new(register, Policy::default(), day.parse().unwrap());
    let listing =
        nameplate::Listing::default().with(nameplate::Field::Manufacturer, "EXAMPLE TRADING COMPANY LTD.");
    assert_eq!(screener("2024-03-01").screen(&listing).verdict, Verdict::Review);
    let found = screener("2024-06-01").screen(&listing);
    assert_eq!(found.verdict, Verdict::Connected);
    let json = serde_json::to_string(&found).unwrap();
    assert!(json.contains("\"first_seen\":\"2024-04-01\"") && json.contains("ofac-sdn@2024-05-01"), "{json}");
}

#[test]
fn ten_thousand_names_of_lists_raise_no_alarm_in_a_catalog_without_them() {
    let (Some(catalog), Some(sdn), Some(alt), Some(add)) = (
        shared("data/products/amazon_in_2023/catalogue_without_security_cameras.csv"),
        shared("data/lists/ofac_2021-07_sdn.csv"),
        shared("data/lists/ofac_2021-07_alt.csv"),
        shared("data/lists/ofac_2021-07_add.csv"),
    ) else {
        return println!("skipped: the catalog or the lists are not here");
    };
    let source = by_id("ofac-sdn").unwrap();
    let records = records(source, 0, &[("sdn.csv", sdn), ("alt.csv", alt), ("add.csv", add)]);
    let compiled = compiled(source, "2021-07-01", &records, &Ledger::default());
    let register = Register::open(&compiled.bytes).unwrap();
    assert!(register.party_count() > 8_000);
    let screener = Screener::new(register, Policy::default(), "2023-06-01".parse().unwrap());
    let options = Options { inputs: vec![Input::Path(catalog)], ..Options::default() };
    let outcome = run(&screener, &options, &()).unwrap();
    assert_eq!(outcome.summary.count(Verdict::Connected), 0);
    assert!(outcome.summary.count(Verdict::Review) <= 3, "{}", outcome.summary.count(Verdict::Review));
}

#[test]
fn a_brand_of_ones_own_table_leads_to_its_listed_owner() {
    let (ofac, own) = (by_id("ofac-sdn").unwrap(), by_id("own").unwrap());
    let sdn = root().join("tests/fixtures/lists/ofac-sdn/csv/sdn.csv");
    let listed = records(ofac, 0, &[("sdn.csv", sdn)]);
    let folder = tempfile::tempdir().unwrap();
    let told = |tier: &str| {
        let path = folder.path().join("own.csv");
        let row = format!(
            "Sunny Meadow Cam,brand_of,EXAMPLE TRADING COMPANY LTD.,,2019,,Annual report,https://example.org/report,2023-04-05,{tier},,\n"
        );
        std::fs::write(&path, format!("party,relation,to,share,since,until,source,source_url,source_date,tier,country,to_country\n{row}"))
            .unwrap();
        records(own, 0, &[("own.csv", path)])
    };
    for (tier, verdict) in [("B", Verdict::Connected), ("", Verdict::Review)] {
        let known = told(tier);
        let (one, other) = (edition(ofac, "2024-05-01"), edition(own, "2024-05-02"));
        let parts = [
            Part { source: ofac, edition: &one, records: &listed },
            Part { source: own, edition: &other, records: &known },
        ];
        let facts = lists::starter_facts().unwrap();
        let compiled = compile(&facts.input, "1", &parts, &Ledger::default()).unwrap();
        let register = Register::open(&compiled.bytes).unwrap();
        let screener = Screener::new(register, Policy::default(), "2024-06-01".parse().unwrap());
        let listing = nameplate::Listing::default()
            .with(nameplate::Field::Brand, "Sunny Meadow Cam")
            .with(nameplate::Field::Title, "Sunny Meadow Cam security camera");
        let found = screener.screen(&listing);
        assert_eq!(found.verdict, verdict, "tier `{tier}`: {found:?}");
        let cited = serde_json::to_value(&found).unwrap().to_string();
        for words in ["Annual report", "https://example.org/report", "2023-04-05"] {
            assert!(cited.contains(words), "{words}: {cited}");
        }
    }
}
