//! What a register holds that was built of lists and facts.

use super::*;
use crate::edition::DayFrom;
use crate::record::EntryKind;
use crate::sources::by_id;
use nameplate::Register;
use nameplate::register::{ClassIn, DesignationIn, ListIn, PartyIn};

fn edition(source: &str, day: &str) -> Edition {
    Edition {
        source: source.into(),
        id: day.into(),
        day: day.parse().unwrap(),
        day_from: DayFrom::Given,
        form: String::new(),
        taken: day.parse().unwrap(),
        files: Vec::new(),
        sha256: "0123456789abcdef0123".into(),
        entries: 0,
        rows: 0,
        refused: 0,
        unknown: BTreeMap::new(),
        accepted: Vec::new(),
    }
}

fn record(entry: &str, list: &str, name: &str, country: &str) -> Record {
    let mut record = Record::new(entry, EntryKind::Organisation, name);
    record.list = list.to_owned();
    record.address(&["1 Some Street"], country);
    record
}

fn facts() -> RegisterInput {
    let mut dahua = PartyIn::named("dahua", "Zhejiang Dahua Technology Co., Ltd.");
    dahua.country = "CN".into();
    let list: ListIn =
        serde_json::from_value(serde_json::json!({"id": "bis-dpl", "name": "Denied Persons List"})).unwrap();
    let other: ListIn =
        serde_json::from_value(serde_json::json!({"id": "bis-entity-list", "name": "Entity List"})).unwrap();
    let designation: DesignationIn = serde_json::from_value(serde_json::json!({
        "party": "dahua", "list": "bis-entity-list", "entry": "Dahua Technology", "since": "2019-10-09",
        "reason": "stated", "sources": []
    }))
    .unwrap();
    RegisterInput {
        party: vec![dahua],
        list: vec![list, other],
        designation: vec![designation],
        class: vec![ClassIn::named("camera", &["camera"])],
        ..RegisterInput::default()
    }
}

fn compiled(records: &[Record]) -> Compiled {
    let edition = edition("us-bis-dpl", "2024-05-01");
    let part = Part { source: by_id("us-bis-dpl").unwrap(), edition: &edition, records };
    compile(&facts(), "facts-1", &[part], &Ledger::default()).unwrap()
}

#[test]
fn lists_become_parties_and_facts_keep_theirs() {
    let records = [
        record("1", "bis-entity-list", "Zhejiang Dahua Technology Co., Ltd.", "China"),
        record("2", "bis-dpl", "DAHUA ELECTRONICS CORPORATION", "US"),
        record("3", "bis-uvl", "Orion Works", "AE"),
    ];
    let compiled = compiled(&records);
    let register = Register::open(&compiled.bytes).unwrap();
    register.verify().unwrap();
    assert_eq!(compiled.version, "facts-1+lists-2024-05-01");
    let places = |id: &str| -> Vec<(String, String, usize)> {
        let party = register.party(register.party_by_id(id).unwrap()).unwrap();
        let place = |d: nameplate::register::DesignationView<'_>| {
            (d.list().unwrap().id().to_owned(), d.interval().from.to_string(), d.sources().len())
        };
        party.designations().map(place).collect()
    };
    assert_eq!(places("dahua"), [("bis-entity-list".to_owned(), "2019-10-09".to_owned(), 1)]);
    assert_eq!(places("us-bis-dpl:2"), [("bis-dpl".to_owned(), "unknown".to_owned(), 1)]);
    assert_eq!(places("us-bis-dpl:3"), [("bis-uvl".to_owned(), "unknown".to_owned(), 1)]);
    let seen = register.party(register.party_by_id("us-bis-dpl:2").unwrap()).unwrap();
    let seen: Vec<Date> = seen.designations().map(|d| d.interval().first_confirmed).collect();
    assert_eq!(seen, ["2024-05-01".parse().unwrap()]);
}

#[test]
fn the_order_of_records_changes_no_byte() {
    let mut records = vec![
        record("1", "bis-entity-list", "Zhejiang Dahua Technology Co., Ltd.", "China"),
        record("2", "bis-dpl", "DAHUA ELECTRONICS CORPORATION", "US"),
        record("3", "bis-dpl", "Orion Works Trading", "AE"),
    ];
    let one = compiled(&records);
    records.reverse();
    let other = compiled(&records);
    assert_eq!((one.bytes, one.ledger, one.review), (other.bytes, other.ledger, other.review));
}

#[test]
fn what_facts_say_and_the_edition_does_not_is_reported() {
    let records = [record("2", "bis-entity-list", "Somebody Else Altogether", "CN")];
    let review = compiled(&records).review;
    assert_eq!(review.not_on_edition, [["dahua".to_owned(), "bis-entity-list".to_owned()]]);
    let mut dated = record("1", "bis-entity-list", "Zhejiang Dahua Technology Co., Ltd.", "China");
    dated.since = "2020-01-01".parse().unwrap();
    let review = compiled(&[dated]).review;
    assert_eq!(review.dates[0][2..], ["2019-10-09".to_owned(), "2020-01-01".to_owned()]);
}

#[test]
fn persons_and_names_of_one_word_decide_nothing() {
    let mut person = record("1", "bis-dpl", "John Quincy Example", "US");
    person.kind = EntryKind::Person;
    let records = [
        person,
        record("2", "bis-dpl", "Orion", "US"),
        record("3", "bis-dpl", "Orion Works Trading LLC", "US"),
    ];
    let compiled = compiled(&records);
    let register = Register::open(&compiled.bytes).unwrap();
    let common: Vec<bool> =
        register.names().filter(|n| n.text().starts_with(['J', 'O'])).map(|n| n.is_common()).collect();
    assert_eq!(common, [true, true, false]);
}

#[test]
fn a_stay_that_facts_say_has_ended_does_not_hide_one_that_goes_on() {
    let mut ended = facts();
    ended.designation[0].until = "2021-05-01".parse().unwrap();
    let edition = edition("us-bis-dpl", "2024-05-01");
    let mut again = record("1", "bis-entity-list", "Zhejiang Dahua Technology Co., Ltd.", "China");
    again.since = "2023-01-01".parse().unwrap();
    let part = Part { source: by_id("us-bis-dpl").unwrap(), edition: &edition, records: &[again] };
    let compiled = compile(&ended, "facts-1", &[part], &Ledger::default()).unwrap();
    let register = Register::open(&compiled.bytes).unwrap();
    let party = register.party(register.party_by_id("dahua").unwrap()).unwrap();
    let mut stays: Vec<_> = party.designations().map(|d| d.interval().to.to_string()).collect();
    stays.sort();
    assert_eq!(stays, ["2021-05-01", "open"]);
}
