//! The Consolidated Screening List of the US government: one file over the lists of Commerce, State and Treasury, as CSV and
//! as JSON.
//!
//! <https://www.trade.gov/consolidated-screening-list>. Newer CSV files have `_id` in front; the rest is the same.

mod csv;
mod json;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Required, Source, at_least, file, percent};
use crate::parsed::Wrong;
use crate::persons::{looks_like_a_person, may_be_a_person};
use crate::read::dates;
use crate::record::{EntryKind, Identifier, Record, key_of, tidy};

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "us-csl",
    name: "Consolidated Screening List",
    authority: "US Commerce, International Trade Administration",
    page: "https://www.trade.gov/consolidated-screening-list",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &[
        "bis-entity-list",
        "bis-meu",
        "bis-uvl",
        "bis-dpl",
        "state-isn",
        "state-dtc",
        "ofac-sdn",
        "ofac-ssi",
        "ofac-nscmic",
        "ofac-plc",
    ],
    forms: &[
        Form {
            name: "CSV",
            files: &[file(
                csv::FILE,
                "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
                true,
            )],
            tried: true,
            parse: csv::parse,
        },
        Form {
            name: "JSON",
            files: &[file(
                json::FILE,
                "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.json",
                true,
            )],
            tried: false,
            parse: json::parse,
        },
    ],
    hosts: &[],
    by_hand: None,
    most_bytes: 128 << 20,
    most_seconds: 600,
    checks: Checks {
        min_entries: at_least(10_000),
        max_entries: 100_000,
        required: &[
            Required { name: "Hangzhou Hikvision Digital Technology Co., Ltd.", list: "bis-entity-list" },
            Required { name: "Dahua Technology", list: "bis-entity-list" },
        ],
        max_lost: percent(10),
        max_changed: 60,
        max_refused: percent(1),
    },
};

/// Columns that are kept as they are.
const DETAILS: &[&str] = &[
    "title",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
];

/// The list that an abbreviation in `source` stands for. Entries of a list that is not named here are put aside with a
/// defect: a list nobody knows must not stand under another one's name.
const LISTS: &[(&str, &str)] = &[
    ("(EL)", "bis-entity-list"),
    ("(MEU)", "bis-meu"),
    ("(UVL)", "bis-uvl"),
    ("(DPL)", "bis-dpl"),
    ("(ISN)", "state-isn"),
    ("(DTC)", "state-dtc"),
    ("(SDN)", "ofac-sdn"),
    ("(SSI)", "ofac-ssi"),
    ("(PLC)", "ofac-plc"),
    ("(FSE)", "ofac-fse"),
    ("(CAP)", "ofac-capta"),
    ("(MBS)", "ofac-mbs"),
    ("(CMIC)", "ofac-nscmic"),
];

/// An entry in either form.
#[derive(Debug, Default)]
struct Published {
    names: Vec<String>,
    /// Text and country.
    addresses: Vec<(String, String)>,
    identifiers: Vec<Identifier>,
    programmes: Vec<String>,
    /// Columns that are kept as they are.
    details: Vec<(&'static str, String)>,
    source: String,
    kind: String,
    number: String,
    start: String,
    end: String,
    notice: String,
    remarks: String,
}

fn record(published: &Published) -> Result<Record, Wrong> {
    let list = LISTS.iter().find(|(mark, _)| published.source.contains(mark)).map(|(_, list)| *list);
    let list = list.ok_or_else(|| ("source", format!("`{}` is no list that is known", published.source)))?;
    let name =
        published.names.first().filter(|name| !name.is_empty()).ok_or(("name", "is empty".to_owned()))?;
    let kind = match published.kind.to_ascii_lowercase().as_str() {
        "individual" => EntryKind::Person,
        "" if looks_like_a_person(name) => EntryKind::Person,
        "" if list == "bis-dpl" && may_be_a_person(name) => EntryKind::Person,
        "vessel" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    };
    let country = published.addresses.last().map_or("", |(_, country)| country.as_str());
    let number = published.number.as_str();
    let entry = if number.is_empty() { key_of(name, country) } else { number.to_owned() };
    let mut record = Record::new(format!("{list}/{entry}"), kind, name);
    record.list = list.to_owned();
    published.names.iter().skip(1).for_each(|name| record.name(name, NameKind::Alias));
    published.addresses.iter().for_each(|(text, country)| record.address(&[text], country));
    if list.starts_with("ofac-") {
        record.identifier("ofac", number, "");
    }
    for id in &published.identifiers {
        record.identifier(&id.scheme, &id.value, &id.country);
    }
    record.programmes.clone_from(&published.programmes);
    record.since = dated(&published.start, "start_date")?.unwrap_or_default();
    record.until = dated(&published.end, "end_date")?.unwrap_or(Date::Open);
    record.citation = tidy(&published.notice);
    record.remarks = tidy(&published.remarks);
    published.details.iter().for_each(|(what, value)| record.detail(what, value));
    Ok(record)
}

fn dated(text: &str, field: &'static str) -> Result<Option<Date>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    dates::date(text).map(Some).ok_or_else(|| (field, format!("`{text}` is no date")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const TABLE: &str = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n\
x,Entity List (EL) - Bureau of Industry and Security,,,,Alpha Technology,,\"1 Road, Hangzhou, CN; 2 Road, CN\",84 FR 54002,2019-10-09,,,All items,,,,,,,,,http://x,Alpha; Alfa,,,,,http://x,\n\
y,Specially Designated Nationals (SDN) - Treasury Department,20264,Entity,SDNTK,PSA HOLDINGS LLC,,\"Miami, FL, US\",,,,,,,,,,,,,,http://x,,,,,,http://x,\"US, 80-0890696, Tax ID No.\"\n\
z,Some New List (XYZ),,,,Beta,,,,,,,,,,,,,,,,,,,,,,,\n\
w,Denied Persons List (DPL) - BIS,,,,Gamma,,,,2017,soon,,,,,,,,,,,,,,,,,,\n";

    const OBJECTS: &str = r#"{"results":[
{"id":"x","source":"Entity List (EL) - Bureau of Industry and Security","name":"Alpha Technology","alt_names":["Alpha","Alfa"],"programs":[],
 "addresses":[{"address":"1 Road","city":"Hangzhou","country":"CN"},{"address":"2 Road","country":"CN"}],
 "federal_register_notice":"84 FR 54002","start_date":"2019-10-09","license_requirement":"All items","end_date":null},
{"id":"y","source":"Specially Designated Nationals (SDN) - Treasury Department","entity_number":20264,"type":"Entity","programs":["SDNTK"],"name":"PSA HOLDINGS LLC",
 "addresses":[{"city":"Miami","state":"FL","country":"US"}],"ids":[{"type":"Tax ID No.","number":"80-0890696","country":"US"}]},
{"id":"z","source":"Some New List (XYZ)","name":"Beta"},
{"id":"w","source":"Denied Persons List (DPL) - BIS","name":"Gamma","start_date":"2017","end_date":"soon","colour":"red"}]}"#;

    #[test]
    fn both_forms_say_the_same() {
        let csv = read(csv::parse, &[(csv::FILE, TABLE.as_bytes())]).unwrap();
        let json = read(json::parse, &[(json::FILE, OBJECTS.as_bytes())]).unwrap();
        assert_eq!(csv.records, json.records);
        let alpha = &csv.records[0];
        assert_eq!(
            (alpha.entry.as_str(), alpha.names.len(), alpha.addresses.len()),
            ("bis-entity-list/alpha-technology-cn", 3, 2)
        );
        let wrong = |parsed: &crate::parsed::Parsed| {
            parsed.defects.iter().map(|d| (d.row, d.field.clone())).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&csv), [(3, "source".to_owned()), (4, "end_date".to_owned())]);
        assert_eq!(wrong(&csv), wrong(&json));
        assert!(json.unknown[json::FILE].contains("colour"));
    }
}
