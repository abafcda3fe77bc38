//! The Denied Persons List of BIS, in its official tab-separated text.

use std::io;

use nameplate::register::Tier;

use super::{Checks, FileSpec, Form, Required, Source, at_least, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::persons::may_be_a_person;
use crate::read::dates;
use crate::read::table::{Row, Table};
use crate::record::{EntryKind, Record, key_of, tidy};

const FILE: &str = "dpl.txt";

/// The source. The file does not say who is a person and who a firm.
pub(crate) static SOURCE: Source = Source {
    id: "us-bis-dpl",
    name: "Denied Persons List",
    authority: "US Commerce, Bureau of Industry and Security",
    page: "https://www.bis.gov/licensing/end-user-controls/denied-persons-list",
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["bis-dpl"],
    forms: &[Form {
        name: "text",
        files: &[FileSpec { name: FILE, url: "https://www.bis.doc.gov/dpl/dpl.txt", required: true }],
        tried: true,
        parse,
    }],
    hosts: &["www.bis.gov", "media.bis.gov"],
    by_hand: None,
    most_bytes: 16 << 20,
    most_seconds: 120,
    checks: Checks {
        min_entries: at_least(200),
        max_entries: 5_000,
        required: &[Required { name: "ADT ANALOG AND DIGITAL TECHNIK", list: "bis-dpl" }],
        max_lost: percent(25),
        max_changed: 60,
        max_refused: percent(2),
    },
};

const COLUMNS: &[&str] = &[
    "Name",
    "Street_Address",
    "City",
    "State",
    "Country",
    "Postal_Code",
    "Effective_Date",
    "Expiration_Date",
    "Standard_Order",
    "Last_Update",
    "Action",
    "FR_Citation",
];

fn parse(given: &Given) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(FILE)?, b'\t');
    let mut parsed = Parsed::default();
    table.compare(FILE, &[], COLUMNS, &mut parsed);
    for row in table.rows() {
        parsed.row(FILE);
        let (is, should_be) = row.widths();
        if is != should_be {
            parsed.refuse(FILE, row.number, "", format!("has {is} columns, the header {should_be}"));
        } else if row.get("Name").is_empty() {
            parsed.refuse(FILE, row.number, "Name", "is empty");
        } else {
            let record = record(row, &mut parsed);
            parsed.entry(FILE, record);
        }
    }
    Ok(parsed.finish())
}

fn record(row: Row<'_>, parsed: &mut Parsed) -> Record {
    let place = format!("{} {}", row.get("State"), row.get("Country"));
    let person = may_be_a_person(row.get("Name"));
    let kind = if person { EntryKind::Person } else { EntryKind::Organisation };
    let mut record = Record::new(key_of(row.get("Name"), &place), kind, row.get("Name"));
    record.list = "bis-dpl".to_owned();
    let parts = ["Street_Address", "City", "State", "Postal_Code"].map(|column| row.get(column));
    record.address(&parts, row.get("Country"));
    for (column, target) in [("Effective_Date", &mut record.since), ("Expiration_Date", &mut record.until)] {
        let text = row.get(column);
        match dates::month_first(text) {
            Some(date) => *target = date,
            None if text.is_empty() => {}
            None => parsed.remark(FILE, row.number, column, format!("`{text}` is no date")),
        }
    }
    record.citation = tidy(row.get("FR_Citation"));
    record.remarks = tidy(row.get("Action"));
    record.detail("standard order", row.get("Standard_Order"));
    record.detail("last update", row.get("Last_Update"));
    record
}
