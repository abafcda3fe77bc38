//! Who is one with whom, and who is not.

use super::*;
use nameplate::register::{NameIn, NameKind, PartyIn, Place};

fn record(entry: &str, list: &str, name: &str, country: &str) -> Record {
    let mut record = Record::new(entry, EntryKind::Organisation, name);
    record.list = list.to_owned();
    record.address(&[], country);
    record
}

fn merged(records: &[(&str, Record)], facts: &RegisterInput) -> Merged {
    let day = "2024-01-01".parse().unwrap();
    let members: Vec<Member<'_>> =
        records.iter().map(|(source, record)| Member { source, day, record }).collect();
    merge(&members, facts, &Ledger::default())
}

fn ids(merged: &Merged, records: &[(&str, Record)]) -> Vec<String> {
    (0..records.len())
        .map(|n| {
            merged.parties.iter().find(|p| p.members.contains(&n)).map_or(String::new(), |p| p.id.clone())
        })
        .collect()
}

fn dahua() -> RegisterInput {
    let mut party = PartyIn::named("dahua", "Zhejiang Dahua Technology Co., Ltd.");
    party.country = "CN".to_owned();
    let alias = |text: &str| NameIn {
        text: text.to_owned(),
        kind: NameKind::Alias,
        common: false,
        place: Place::Anywhere,
        sources: Vec::new(),
        needs_source: false,
        note: String::new(),
    };
    party.names = vec![alias("Dahua Technology"), alias("Dahua Technology Company")];
    RegisterInput { party: vec![party], ..RegisterInput::default() }
}

fn dahuas() -> Vec<(&'static str, Record)> {
    vec![
        ("us-csl", record("el/1", "bis-entity-list", "Dahua Technology", "CN")),
        ("us-fcc-covered", record("2", "fcc-covered", "Dahua Technology Company", "")),
        ("us-dod-1260h", record("3", "dod-1260h", "Zhejiang Dahua Technology Co., Ltd.", "China")),
        ("us-bis-dpl", record("4", "bis-dpl", "DAHUA ELECTRONICS CORPORATION", "US")),
    ]
}

#[test]
fn one_company_on_several_lists_is_one_and_its_namesake_is_another() {
    let records = dahuas();
    let merged = merged(&records, &dahua());
    assert_eq!(ids(&merged, &records), ["dahua", "dahua", "dahua", "us-bis-dpl:4"]);
    assert_eq!(merged.merges.len(), 3);
    assert!(merged.merges.iter().all(|pair| !pair.why.is_empty()));
}

#[test]
fn nothing_depends_on_the_order_of_records() {
    let mut records = dahuas();
    let one = merged(&records, &dahua());
    records.reverse();
    let other = merged(&records, &dahua());
    assert_eq!((one.ledger, one.merges, one.review), (other.ledger, other.merges, other.review));
}

#[test]
fn what_only_looks_alike_is_for_a_person() {
    let records = vec![
        ("a", record("1", "x", "Zhejiang Bright Optics", "CN")),
        ("b", record("2", "y", "Bright Optics", "CN")),
        ("c", record("3", "z", "Northern Star Trading", "RU")),
        ("d", record("4", "w", "Northern Star Trading", "AE")),
    ];
    let merged = merged(&records, &RegisterInput::default());
    assert_eq!(merged.parties.len(), 4);
    let whys: Vec<&str> = merged.review.iter().map(|pair| pair.why.as_str()).collect();
    assert_eq!(whys.len(), 2, "{whys:?}");
    assert!(whys[0].contains("word of place") && whys[1].contains("the countries differ"));
}

#[test]
fn an_address_or_a_number_settles_it() {
    let mut one = record("1", "x", "Zhejiang Bright Optics", "");
    let mut other = record("2", "y", "Bright Optics", "");
    one.address(&["No. 1187 Bin'an Road, Binjiang District, Hangzhou"], "CN");
    other.address(&["1187 Binan Rd, Binjiang District, Hangzhou 310053"], "China");
    let mut third = record("3", "z", "BO Trading", "HK");
    let mut fourth = record("4", "w", "Something Else Limited", "");
    third.identifier("LEI", "5493001KJTIIGC8Y1R12", "");
    fourth.identifier("Legal Entity Identifier", "5493001kjtiigc8y1r12", "");
    let records = vec![("a", one), ("b", other), ("c", third), ("d", fourth)];
    let merged = merged(&records, &RegisterInput::default());
    assert_eq!(ids(&merged, &records), ["a:1", "a:1", "c:3", "c:3"]);
}

#[test]
fn persons_are_never_merged_by_name() {
    let mut records =
        vec![("a", record("1", "x", "Wang Wei Ming", "CN")), ("b", record("2", "y", "Wang Wei Ming", "CN"))];
    for (_, record) in &mut records {
        record.kind = EntryKind::Person;
    }
    let merged = merged(&records, &RegisterInput::default());
    assert_eq!((merged.parties.len(), merged.review.len()), (2, 0));
}

#[test]
fn facts_have_the_last_word() {
    let mut facts = dahua();
    let decide = |one: &str, other: &str, same| IdentityIn {
        one: one.to_owned(),
        other: other.to_owned(),
        same,
        why: "read in the filings".to_owned(),
        sources: Vec::new(),
    };
    facts.identity = vec![decide("us-csl:el/1", "dahua", false), decide("us-bis-dpl:4", "us-csl:el/1", true)];
    let records = dahuas();
    let merged = merged(&records, &facts);
    assert_eq!(ids(&merged, &records), ["us-bis-dpl:4", "dahua", "dahua", "us-bis-dpl:4"]);
    assert!(merged.review.iter().any(|pair| pair.why.contains("facts say that they are two")));
}
