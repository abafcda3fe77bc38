//! Senzing JSON: an entity a line, its attributes at the top, in `FEATURES`, or in lists by kind.
//!
//! <https://senzing.zendesk.com/hc/en-us/articles/231925448-Generic-Entity-Specification-JSON-CSV-Mapping>

use std::io;

use nameplate::register::{NameKind, Tier};
use serde_json::Value;

use super::{Form, Source, file, of_any_size};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::read::json::{objects, text};
use crate::record::{EntryKind, Record, tidy};

const FILE: &str = "senzing.json";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "senzing",
    name: "Senzing JSON",
    authority: "the publisher of the file",
    page: "https://senzing.zendesk.com/hc/en-us/articles/231925448-Generic-Entity-Specification-JSON-CSV-Mapping",
    licence: "the publisher's",
    tier: Tier::B,
    numbered: true,
    lists: &["senzing"],
    forms: &[Form { name: "JSON lines", files: &[file(FILE, "", true)], tried: true, parse }],
    hosts: &[],
    by_hand: Some("save entities as senzing.json (one a line, or an array) and give the folder to --from"),
    most_bytes: 8 << 30,
    most_seconds: 3_600,
    checks: of_any_size(30),
};

/// Topics that mean a place on a list.
const LISTED: &[&str] = &["sanction", "debarment", "export.control", "export.risk"];

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    objects(given.stream(FILE)?, |number, value| {
        parsed.row(FILE);
        match value.map_err(|why| ("", why)).and_then(|value| record(&value)) {
            Ok(record) => parsed.entry(FILE, record),
            Err((field, why)) => parsed.refuse(FILE, number, field, why),
        }
    })?;
    Ok(parsed.finish())
}

/// The object itself, and every object in one of its lists: each holds attributes of one kind.
fn groups(value: &Value) -> Vec<&Value> {
    let inner =
        value.as_object().into_iter().flat_map(|all| all.values()).filter_map(Value::as_array).flatten();
    std::iter::once(value).chain(inner.filter(|inner| inner.is_object())).collect()
}

fn record(value: &Value) -> Result<Record, Wrong> {
    let groups = groups(value);
    let id = text(value, "RECORD_ID");
    if id.is_empty() {
        return Err(("RECORD_ID", "is missing".to_owned()));
    }
    let kind = groups
        .iter()
        .map(|group| text(group, "RECORD_TYPE"))
        .find(|kind| !kind.is_empty())
        .unwrap_or_default();
    let mut names: Vec<(String, NameKind)> = groups.iter().filter_map(|group| name(group)).collect();
    names.sort_by_key(|(_, kind)| *kind != NameKind::Primary);
    let Some((first, _)) = names.first() else { return Err(("NAME", "there is no name".to_owned())) };
    let kind = match kind.as_str() {
        "PERSON" => EntryKind::Person,
        "VESSEL" => EntryKind::Vessel,
        "AIRCRAFT" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    };
    let mut record = Record::new(id, kind, first);
    for (text, kind) in names.iter().skip(1) {
        record.name(text, if *kind == NameKind::Primary { NameKind::Alias } else { *kind });
    }
    for group in &groups {
        attributes(group, &mut record);
    }
    if groups.iter().any(|group| LISTED.contains(&text(group, "TOPIC").as_str())) {
        record.list = format!("senzing:{}", text(value, "DATA_SOURCE"));
    }
    Ok(record)
}

fn name(group: &Value) -> Option<(String, NameKind)> {
    let parts = ["NAME_FIRST", "NAME_MIDDLE", "NAME_LAST"].map(|part| text(group, part));
    let all = [text(group, "NAME_ORG"), text(group, "NAME_FULL"), tidy(&parts.join(" "))];
    let name = all.into_iter().find(|name| !name.is_empty())?;
    let kind = match text(group, "NAME_TYPE").as_str() {
        "PRIMARY" | "" => NameKind::Primary,
        "FORMER" | "PREVIOUS" => NameKind::Former,
        "WEAK" => NameKind::Weak,
        _ => NameKind::Alias,
    };
    Some((name, kind))
}

fn attributes(group: &Value, record: &mut Record) {
    let lines = (1..=6).map(|n| text(group, &format!("ADDR_LINE{n}"))).chain([text(group, "ADDR_FULL")]);
    let places = ["ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE"].map(|part| text(group, part));
    let parts: Vec<String> = lines.chain(places).collect();
    record.address(&parts.iter().map(String::as_str).collect::<Vec<_>>(), &text(group, "ADDR_COUNTRY"));
    for key in ["NATIONALITY", "CITIZENSHIP", "REGISTRATION_COUNTRY", "COUNTRY_OF_ASSOCIATION"] {
        let country = text(group, key);
        if !country.is_empty() && !record.countries.contains(&country) {
            record.countries.push(country);
        }
    }
    for key in group.as_object().into_iter().flat_map(|all| all.keys()) {
        // `TAX_ID_NUMBER` goes with `TAX_ID_TYPE` and `TAX_ID_COUNTRY`; phone numbers name nobody.
        let Some(stem) = key.strip_suffix("_NUMBER").filter(|stem| *stem != "PHONE") else { continue };
        let kind = text(group, &format!("{stem}_TYPE"));
        let scheme = if kind.is_empty() { stem.to_lowercase().replace('_', " ") } else { kind };
        record.identifier(&scheme, &text(group, key), &text(group, &format!("{stem}_COUNTRY")));
    }
    record.identifier("Website", &text(group, "WEBSITE_ADDRESS"), "");
    record.detail("topic", &text(group, "TOPIC"));
    record.detail("date of birth", &text(group, "DATE_OF_BIRTH"));
    let pointer = text(group, "REL_POINTER_KEY");
    if !pointer.is_empty() {
        record.detail("related to", &format!("{pointer} ({})", text(group, "REL_POINTER_ROLE")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn all_three_forms_are_read() {
        let lines = r#"{"DATA_SOURCE":"T","RECORD_ID":"1","RECORD_TYPE":"ORGANIZATION","NAME_ORG":"Acme","TAX_ID_NUMBER":"12-3456789","TAX_ID_COUNTRY":"US","ADDR_LINE1":"1 Road","ADDR_COUNTRY":"US","PHONE_NUMBER":"1"}
{"DATA_SOURCE":"T","RECORD_ID":"2","FEATURES":[{"RECORD_TYPE":"PERSON"},{"NAME_FIRST":"Jane","NAME_LAST":"Doe"},{"NAME_TYPE":"AKA","NAME_FULL":"JD"}]}
{"DATA_SOURCE":"T","RECORD_ID":"3","RECORD_TYPE":null,"NAMES":[{"NAME_TYPE":"PRIMARY","NAME_FULL":"Works"}],"RISKS":[{"TOPIC":"sanction"}],"COUNTRIES":[{"NATIONALITY":"sa"}]}
{"DATA_SOURCE":"T","RECORD_ID":"4"}
[1]
"#;
        let parsed = read(parse, &[(FILE, lines.as_bytes())]).unwrap();
        let all: Vec<_> = parsed
            .records
            .iter()
            .map(|r| (r.primary(), r.kind, r.list.as_str(), r.identifiers.len()))
            .collect();
        assert_eq!(
            all,
            [
                ("Acme", EntryKind::Organisation, "", 1),
                ("Jane Doe", EntryKind::Person, "", 0),
                ("Works", EntryKind::Organisation, "senzing:T", 0)
            ]
        );
        assert_eq!(parsed.defects.iter().map(|d| d.row).collect::<Vec<_>>(), [4, 5]);
    }
}
