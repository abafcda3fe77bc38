//! The Consolidated Screening List of the US government: one CSV over the lists of Commerce, State and Treasury.
//!
//! Columns: <https://www.trade.gov/consolidated-screening-list>. Newer files have `_id` in front; the rest is the same.

use std::io;

use nameplate::register::{NameKind, Tier};

use super::{Checks, FileSpec, Form, Required, Source};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::table::{Row, Table};
use crate::record::{EntryKind, Record, key_of, looks_like_a_person, tidy};

const FILE: &str = "consolidated.csv";

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
    forms: &[Form {
        name: "CSV",
        files: &[FileSpec {
            name: FILE,
            url: "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
            required: true,
        }],
        tried: false,
        parse,
    }],
    hosts: &[],
    by_hand: None,
    most_bytes: 128 << 20,
    most_seconds: 600,
    checks: Checks {
        min_entries: 10_000,
        max_entries: 100_000,
        required: &[
            Required { name: "Hangzhou Hikvision Digital Technology Co., Ltd.", list: "bis-entity-list" },
            Required { name: "Dahua Technology", list: "bis-entity-list" },
        ],
        max_lost: 10,
        max_changed: 60,
        max_refused: 1,
    },
};

/// Columns that go into a record by a field of their own.
const USED: &[&str] = &[
    "_id",
    "entity_number",
    "type",
    "programs",
    "title",
    "addresses",
    "federal_register_notice",
    "start_date",
    "end_date",
    "remarks",
    "source_list_url",
    "source_information_url",
    "alt_names",
    "ids",
];

/// Columns that are kept as they are.
const DETAILS: &[&str] = &[
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

fn parse(given: &Given) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(FILE)?, b',');
    let mut parsed = Parsed::default();
    let known: Vec<&str> = USED.iter().chain(DETAILS).copied().collect();
    table.compare(FILE, &known, &["source", "name"], &mut parsed);
    for row in table.rows() {
        parsed.row(FILE);
        match record(row) {
            Ok(record) => parsed.entry(FILE, record),
            Err((field, why)) => parsed.refuse(FILE, row.number, field, why),
        }
    }
    Ok(parsed.finish())
}

fn record(row: Row<'_>) -> Result<Record, (&'static str, String)> {
    let (is, should_be) = row.widths();
    if is != should_be {
        return Err(("", format!("has {is} columns, the header {should_be}")));
    }
    let source = row.get("source");
    let list = LISTS.iter().find(|(mark, _)| source.contains(mark)).map(|(_, list)| *list);
    let list = list.ok_or_else(|| ("source", format!("`{source}` is no list that is known")))?;
    if row.get("name").is_empty() {
        return Err(("name", "is empty".to_owned()));
    }
    let kind = match row.get("type").to_ascii_lowercase().as_str() {
        "individual" => EntryKind::Person,
        "" if looks_like_a_person(row.get("name")) => EntryKind::Person,
        "vessel" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    };
    let country = row.get("addresses").rsplit(", ").next().filter(|c| c.len() == 2).unwrap_or_default();
    let number = row.get("entity_number");
    let entry = if number.is_empty() { key_of(row.get("name"), country) } else { number.to_owned() };
    let mut record = Record::new(format!("{list}/{entry}"), kind, row.get("name"));
    record.list = list.to_owned();
    for name in parts(row.get("alt_names")) {
        record.name(&name, NameKind::Alias);
    }
    for address in parts(row.get("addresses")) {
        match address.rsplit_once(", ").filter(|(_, country)| country.len() == 2) {
            Some((text, country)) => record.address(&[text], country),
            None if address.len() == 2 => record.address(&[], &address),
            None => record.address(&[&address], ""),
        }
    }
    if !number.is_empty() {
        record.identifier("ofac", number, "");
    }
    for id in parts(row.get("ids")) {
        match id.split(", ").collect::<Vec<_>>().as_slice() {
            [country, value, scheme] if country.len() == 2 => record.identifier(scheme, value, country),
            [scheme, value, country] if country.len() == 2 => record.identifier(scheme, value, country),
            [scheme, value] => record.identifier(scheme.trim_end_matches(':'), value, ""),
            _ => record.detail("ids", &id),
        }
    }
    record.programmes = parts(row.get("programs"));
    record.since = dated(row.get("start_date"), "start_date")?.unwrap_or_default();
    record.until = dated(row.get("end_date"), "end_date")?.unwrap_or(nameplate::date::Date::Open);
    record.citation = tidy(row.get("federal_register_notice"));
    record.remarks = tidy(row.get("remarks"));
    record.detail("title", row.get("title"));
    for column in DETAILS {
        record.detail(column, row.get(column));
    }
    Ok(record)
}

fn dated(text: &str, field: &'static str) -> Result<Option<nameplate::date::Date>, (&'static str, String)> {
    if text.is_empty() {
        return Ok(None);
    }
    dates::date(text).map(Some).ok_or_else(|| (field, format!("`{text}` is no date")))
}

/// `A; B`.
fn parts(text: &str) -> Vec<String> {
    text.split("; ").map(tidy).filter(|part| !part.is_empty()).collect()
}
