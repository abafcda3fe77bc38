//! The XML file: an element an entry.

use std::io;

use nameplate::date::Date;
use nameplate::register::NameKind;

use super::{day_of, is_primary, kind_of, name_kind, state, whole_name};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::read::dates;
use crate::read::xml::{Element, EntryFile, Vocabulary};
use crate::record::Record;

pub(super) const FILE: &str = "UK-Sanctions-List.xml";

const ENTRIES: EntryFile = EntryFile { name: FILE, root: "Designations", entries: &["Designation"] };

const ELEMENTS: Vocabulary = Vocabulary {
    used: &[
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
    ],
    kept: &[
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
    ],
};

pub(super) fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let outline = ENTRIES.read(given.stream(FILE)?, &mut parsed, record)?;
    parsed.published = day_of(outline.get("DateGenerated"));
    Ok(parsed.finish())
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
    for name in names {
        let kind = name_kind(&name.get("NameType"), &name.get("AliasStrength"));
        record.name(&whole_name(|part| name.get(part)), kind);
    }
    for name in element.each("NonLatinNames/NonLatinName") {
        record.name(&name.get("NameNonLatinScript"), NameKind::Native);
    }
    let stated =
        ["OFSIGroupID", "UNReferenceNumber", "RegimeName", "UKStatementofReasons", "OtherInformation"];
    let stated = stated.map(|name| element.get(name));
    state(&mut record, stated.each_ref().map(String::as_str));
    let designated = element.get("DateDesignated");
    record.since = dates::day_first(&designated).unwrap_or_default();
    if record.since == Date::Unknown && !designated.is_empty() {
        parsed.remark(FILE, 0, "DateDesignated", format!("`{designated}` of {} is no date", record.entry));
    }
    for address in element.each("Addresses/Address") {
        let lines = (1..=6).map(|n| address.get(&format!("AddressLine{n}")));
        let mut lines: Vec<String> = lines.collect();
        lines.push(address.get("AddressPostalCode"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        record.address(&lines, &address.get("AddressCountry"));
    }
    element.rest(&ELEMENTS, &mut record, FILE, parsed);
    Ok(record)
}
