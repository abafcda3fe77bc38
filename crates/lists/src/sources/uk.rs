//! The UK Sanctions List, in XML and CSV. Since 28 January 2026 it is the one list of the United Kingdom; OFSI's consolidated
//! list is closed.
//!
//! Format: <https://www.gov.uk/government/publications/the-uk-sanctions-list>.

use std::collections::BTreeMap;
use std::io;

use nameplate::date::Date;
use nameplate::register::{NameKind, Tier};

use super::{Checks, Form, Source, file};
use crate::given::{Given, decode};
use crate::parsed::{Parsed, Wrong};
use crate::read::dates;
use crate::read::table::{Row, Table};
use crate::read::xml::{Element, entries};
use crate::record::{EntryKind, Record, tidy};

const XML: &str = "UK-Sanctions-List.xml";
const CSV: &str = "UK-Sanctions-List.csv";

/// The source.
pub(crate) static SOURCE: Source = Source {
    id: "uk-sanctions-list",
    name: "UK Sanctions List",
    authority: "UK Foreign, Commonwealth and Development Office",
    page: "https://www.gov.uk/government/publications/the-uk-sanctions-list",
    licence: "Open Government Licence 3.0",
    tier: Tier::A,
    numbered: true,
    lists: &["uk-sanctions"],
    forms: &[
        Form {
            name: "XML",
            files: &[file(XML, "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml", true)],
            tried: true,
            parse: parse_xml,
        },
        Form {
            name: "CSV",
            files: &[file(CSV, "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv", true)],
            tried: false,
            parse: parse_csv,
        },
    ],
    hosts: &["assets.publishing.service.gov.uk"],
    by_hand: None,
    most_bytes: 128 << 20,
    most_seconds: 600,
    checks: Checks {
        min_entries: 2_000,
        max_entries: 30_000,
        required: &[],
        max_lost: 10,
        max_changed: 60,
        max_refused: 1,
    },
};

const USED: &[&str] = &[
    "UniqueID",
    "DateDesignated",
    "OFSIGroupID",
    "UNReferenceNumber",
    "Names",
    "NonLatinNames",
    "RegimeName",
    "IndividualEntityShip",
    "Addresses",
    "UKStatementofReasons",
    "OtherInformation",
];
const KNOWN: &[&str] = &[
    "LastUpdated",
    "DesignationSource",
    "SanctionsImposed",
    "SanctionsImposedIndicators",
    "PhoneNumbers",
    "EmailAddresses",
    "Websites",
    "IndividualDetails",
    "EntityDetails",
    "ShipDetails",
    "Titles",
];

fn parse_xml(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let list = ("Designations", &["Designation"] as &[&str]);
    let outline = entries(given.stream(XML)?, XML, list, &mut parsed, record)?;
    parsed.published = day_of(outline.get("DateGenerated"));
    Ok(parsed.finish())
}

/// Days of this list are day first.
fn day_of(text: &str) -> Option<nameplate::Day> {
    dates::day_first(text).and_then(Date::first_day)
}

fn record(element: &Element, parsed: &mut Parsed) -> Result<Record, Wrong> {
    let id = element.get("UniqueID");
    if id.is_empty() {
        return Err(("UniqueID", "is missing".to_owned()));
    }
    let names = element.each("Names/Name");
    let first = names.iter().find(|name| is_primary(&name.get("NameType"))).or(names.first());
    let name = first.map(|name| whole_name(|part| name.get(part))).unwrap_or_default();
    if name.is_empty() {
        return Err(("Names", "there is no name".to_owned()));
    }
    let mut record = Record::new(id, kind_of(&element.get("IndividualEntityShip")), &name);
    record.list = "uk-sanctions".to_owned();
    for name in names {
        let kind = name_kind(&name.get("NameType"), &name.get("AliasStrength"));
        record.name(&whole_name(|part| name.get(part)), kind);
    }
    for name in element.each("NonLatinNames/NonLatinName") {
        record.name(&name.get("NameNonLatinScript"), NameKind::Native);
    }
    record.identifier("OFSI group id", &element.get("OFSIGroupID"), "");
    record.identifier("UN reference", &element.get("UNReferenceNumber"), "");
    record.programmes = vec![element.get("RegimeName")].into_iter().filter(|p| !p.is_empty()).collect();
    record.reason = element.get("UKStatementofReasons");
    record.remarks = element.get("OtherInformation");
    let designated = element.get("DateDesignated");
    record.since = dates::day_first(&designated).unwrap_or_default();
    if record.since == Date::Unknown && !designated.is_empty() {
        parsed.remark(XML, 0, "DateDesignated", format!("`{designated}` of {} is no date", record.entry));
    }
    for address in element.each("Addresses/Address") {
        let lines = (1..=6).map(|n| address.get(&format!("AddressLine{n}")));
        let mut lines: Vec<String> = lines.collect();
        lines.push(address.get("AddressPostalCode"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        record.address(&lines, &address.get("AddressCountry"));
    }
    element.rest(USED, KNOWN, &mut record, XML, parsed);
    Ok(record)
}

/// Family name last: `Name6` is the family name or the whole name, `Name1` to `Name5` those given.
fn whole_name(part: impl Fn(&str) -> String) -> String {
    tidy(&["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"].map(part).join(" "))
}

/// A "primary name variation" is another name.
fn is_primary(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("primary name")
}

fn kind_of(text: &str) -> EntryKind {
    match text {
        "Individual" => EntryKind::Person,
        "Ship" => EntryKind::Vessel,
        _ => EntryKind::Organisation,
    }
}

fn name_kind(kind: &str, strength: &str) -> NameKind {
    if strength.to_lowercase().contains("low") {
        NameKind::Weak
    } else if kind.to_lowercase().contains("formerly") || strength.contains("f.k.a") {
        NameKind::Former
    } else {
        NameKind::Alias
    }
}

/// The columns that are read, as the list's guidance names them; others are kept as they are.
const COLUMNS: &[&str] = &[
    "Unique ID",
    "OFSI Group ID",
    "UN Reference Number",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "Name 6",
    "Name type",
    "Alias strength",
    "Name non-latin script",
    "Regime Name",
    "Designation Type",
    "Date Designated",
    "Address Line 1",
    "Address Line 2",
    "Address Line 3",
    "Address Line 4",
    "Address Line 5",
    "Address Line 6",
    "Address Postal Code",
    "Address Country",
    "UK Statement of Reasons",
    "Other Information",
];
const DETAILS: &[&str] = &[
    "Last Updated",
    "Title",
    "Non-latin script type",
    "Non-latin script language",
    "Designation source",
    "Sanctions Imposed",
    "Phone number",
    "Website",
    "Email address",
    "D.O.B",
    "Nationality(/ies)",
    "National Identifier number",
    "National Identifier additional information",
    "Passport number",
    "Passport additional information",
    "Position",
    "Gender",
    "Town of birth",
    "Country of birth",
    "Type of entity",
    "Subsidiaries",
    "Parent company",
    "Business registration number (s)",
    "IMO number",
    "Current owner/operator (s)",
    "Previous owner/operator (s)",
    "Current believed flag of ship",
    "Previous flags",
    "Type of ship",
    "Tonnage of ship",
    "Length of ship",
    "Year Built",
    "Hull identification number (HIN)",
];

/// One line names the day, then come the columns; an entry has a row for each of its names and addresses.
fn parse_csv(given: &Given) -> io::Result<Parsed> {
    let text = decode(&given.bytes(CSV)?);
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let mut parsed = Parsed::default();
    let body = match first.trim().trim_matches([',', '"']).strip_prefix("Report Date:") {
        Some(day) => {
            parsed.published = dates::date(day).and_then(Date::first_day).or_else(|| day_of(day));
            rest
        }
        None => &text,
    };
    let table = Table::read(body.as_bytes(), b',');
    let known: Vec<&str> = COLUMNS.iter().chain(DETAILS).copied().collect();
    table.compare(CSV, &known, &["Unique ID", "Name 6", "Date Designated"], &mut parsed);
    let mut entries: BTreeMap<String, Record> = BTreeMap::new();
    for row in table.rows() {
        parsed.row(CSV);
        take(row, &mut entries, &mut parsed);
    }
    parsed.records = entries.into_values().collect();
    Ok(parsed.finish())
}

fn take(row: Row<'_>, entries: &mut BTreeMap<String, Record>, parsed: &mut Parsed) {
    let id = row.get("Unique ID");
    let name = whole_name(|part| row.get(part).to_owned());
    if id.is_empty() || name.is_empty() {
        let field = if id.is_empty() { "Unique ID" } else { "Name 6" };
        return parsed.refuse(CSV, row.number, field, "is empty");
    }
    let primary = is_primary(row.get("Name type"));
    let record = match entries.get_mut(id) {
        Some(record) => {
            parsed.merged(CSV);
            record
        }
        None => {
            parsed.tallies.entry(CSV.to_owned()).or_default().entries += 1;
            let fresh = Record::new(id, kind_of(row.get("Designation Type")), "");
            entries.entry(id.to_owned()).or_insert(fresh)
        }
    };
    record.list = "uk-sanctions".to_owned();
    record.name(
        &name,
        if primary { NameKind::Primary } else { name_kind(row.get("Name type"), row.get("Alias strength")) },
    );
    // The primary name comes first, wherever its row stands; without one the first name is it.
    record.names.sort_by_key(|name| name.kind != NameKind::Primary);
    record.name(row.get("Name non-latin script"), NameKind::Native);
    record.identifier("OFSI group id", row.get("OFSI Group ID"), "");
    record.identifier("UN reference", row.get("UN Reference Number"), "");
    let regime = tidy(row.get("Regime Name"));
    if !regime.is_empty() && !record.programmes.contains(&regime) {
        record.programmes.push(regime);
    }
    record.since = dates::day_first(row.get("Date Designated")).unwrap_or(record.since);
    record.reason = tidy(row.get("UK Statement of Reasons"));
    record.remarks = tidy(row.get("Other Information"));
    let lines = [
        "Address Line 1",
        "Address Line 2",
        "Address Line 3",
        "Address Line 4",
        "Address Line 5",
        "Address Line 6",
        "Address Postal Code",
    ];
    record.address(&lines.map(|line| row.get(line)), row.get("Address Country"));
    for column in DETAILS {
        let detail = ((*column).to_owned(), tidy(row.get(column)));
        if !detail.1.is_empty() && !record.details.contains(&detail) {
            record.details.push(detail);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    const PAGE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>07/09/2026</DateGenerated>
 <Designation><DateDesignated>29/06/2012</DateDesignated><UniqueID>AFG0001</UniqueID><UNReferenceNumber>TAe.010</UNReferenceNumber>
  <Names><Name><Name6>Second Name</Name6><NameType>Alias</NameType></Name><Name><Name6>MONEY EXCHANGE</Name6><NameType>Primary Name</NameType></Name></Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>صرافی</NameNonLatinScript></NonLatinName></NonLatinNames>
  <RegimeName>The Regulations 2020</RegimeName><IndividualEntityShip>Entity</IndividualEntityShip>
  <Addresses><Address><AddressLine1>Market</AddressLine1><AddressCountry>Afghanistan</AddressCountry></Address></Addresses>
  <Renamed>x</Renamed></Designation>
 <Designation><UniqueID>AFG0002</UniqueID></Designation>
</Designations>"#;

    const TABLE: &str = "Report Date: 07-Sep-2026,,\nUnique ID,Name 6,Name 1,Name type,Alias strength,Designation Type,Date Designated,UN Reference Number,Regime Name,Address Line 1,Address Country,Name non-latin script\n\
AFG0001,Second Name,,Alias,,Entity,29/06/2012,TAe.010,The Regulations 2020,Market,Afghanistan,\n\
AFG0001,MONEY EXCHANGE,,Primary Name,,Entity,29/06/2012,TAe.010,The Regulations 2020,Market,Afghanistan,صرافی\n\
,x,,,,,,,,,,\n";

    #[test]
    fn both_forms_say_the_same() {
        let xml = read(parse_xml, &[(XML, PAGE.as_bytes())]).unwrap();
        let csv = read(parse_csv, &[(CSV, TABLE.as_bytes())]).unwrap();
        assert_eq!(xml.published, csv.published);
        let (mut one, mut other) = (xml.records[0].clone(), csv.records[0].clone());
        assert_eq!((one.primary(), one.since.to_string().as_str()), ("MONEY EXCHANGE", "2012-06-29"));
        for record in [&mut one, &mut other] {
            record.details.clear();
            record.names.sort();
        }
        assert_eq!(one, other);
        assert!(xml.unknown[XML].contains("Renamed"));
        assert_eq!((xml.defects[0].row, csv.defects[0].row), (2, 3));
    }
}
