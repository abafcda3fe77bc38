//! The Denied Persons List of BIS: as the table that its page exports since 2025, and as the tab-separated text that there was
//! before.

use std::io;

use nameplate::register::Tier;
use nameplate::text::country::code;
use nameplate::text::name::{is_legal_form, name_key};

use super::{Checks, Form, Required, Source, at_least, file, linked, percent};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::persons::may_be_a_person;
use crate::read::dates;
use crate::read::table::{Row, Table};
use crate::record::{EntryKind, Record, key_of, tidy};

const FILE: &str = "dpl.txt";
const TABLE: &str = "dpl.csv";
const PAGE: &str = "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl";

/// The source. The file does not say who is a person and who a firm.
pub(crate) static SOURCE: Source = Source {
    id: "us-bis-dpl",
    name: "Denied Persons List",
    authority: "US Commerce, Bureau of Industry and Security",
    page: PAGE,
    licence: "US public domain",
    tier: Tier::A,
    numbered: false,
    lists: &["bis-dpl"],
    forms: &[
        Form { name: "CSV", files: &[linked(TABLE, PAGE, "/dpl_")], tried: false, parse: parse_table },
        // Its address, www.bis.doc.gov/dpl/dpl.txt, leads to the front page since 2026.
        Form { name: "text", files: &[file(FILE, "", true)], tried: true, parse },
    ],
    hosts: &["media.bis.gov"],
    by_hand: Some(
        "open the page, take \"Export as CSV\", save it as dpl.csv and give its folder to --from (an older dpl.txt is read too)",
    ),
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

fn parse_table(given: &Given) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(TABLE)?, b',');
    let mut parsed = Parsed::default();
    let known = ["Effective Date", "Expiration Date", "Beginning Date", "Ending Date"];
    let required = ["Name and Address", "Appropriate Federal Register Citations", "Type of Denial"];
    table.compare(TABLE, &known, &required, &mut parsed);
    for row in table.rows() {
        parsed.row(TABLE);
        match name_and_address(row.get("Name and Address")) {
            Some(written) => {
                let record = denied(row, &written, &mut parsed);
                parsed.entry(TABLE, record);
            }
            None => parsed.refuse(TABLE, row.number, "Name and Address", "is empty"),
        }
    }
    Ok(parsed.finish())
}

/// What one cell holds.
struct Written<'a> {
    name: String,
    address: Vec<&'a str>,
    country: &'a str,
}

/// A name ends at the first comma that no legal form or "JR" follows; the country stands last, or before the postal code.
fn name_and_address(cell: &str) -> Option<Written<'_>> {
    let parts: Vec<&str> = cell.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (first, rest) = parts.split_first()?;
    let belongs = |part: &&&str| {
        let words = name_key(part);
        let mut words = words.split(' ').filter(|word| !word.is_empty()).peekable();
        words.peek().is_some()
            && words.all(|word| is_legal_form(word) || matches!(word, "jr" | "sr" | "ii" | "iii"))
    };
    let more = rest.iter().take_while(belongs).count();
    let name = std::iter::once(first).chain(rest.iter().take(more)).copied().collect::<Vec<_>>().join(", ");
    let address: Vec<&str> = rest.iter().skip(more).copied().collect();
    let is_country = |part: &&&str| part.len() == 2 && !code(part).is_empty();
    let country = address.iter().rev().take(2).find(is_country).copied().unwrap_or_default();
    Some(Written { name, address, country })
}

fn denied(row: Row<'_>, written: &Written<'_>, parsed: &mut Parsed) -> Record {
    let Written { name, address, country } = written;
    let kind = if may_be_a_person(name) { EntryKind::Person } else { EntryKind::Organisation };
    let mut record = Record::new(key_of(name, &address.join(" ")), kind, name);
    record.list = "bis-dpl".to_owned();
    let address: Vec<&str> = address.iter().filter(|part| *part != country).copied().collect();
    record.address(&address, country);
    let either = |one: &'static str, other: &'static str| {
        let text = row.get(one);
        if text.is_empty() { (other, row.get(other)) } else { (one, text) }
    };
    for ((column, text), target) in [
        (either("Effective Date", "Beginning Date"), &mut record.since),
        (either("Expiration Date", "Ending Date"), &mut record.until),
    ] {
        match dates::month_first(text) {
            Some(date) => *target = date,
            None if text.is_empty() => {}
            None => parsed.remark(TABLE, row.number, column, format!("`{text}` is no date")),
        }
    }
    record.citation = tidy(row.get("Appropriate Federal Register Citations"));
    record.detail("type of denial", row.get("Type of Denial"));
    record
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tried::read;

    #[test]
    fn the_exported_table_keeps_name_and_address_apart() {
        let table = "Name and Address,Effective Date,Expiration Date,Appropriate Federal Register Citations,Type of Denial\n\
             \"EXAMPLE TRADING CO., LTD., 1 EXAMPLE ROAD, SHENZHEN, CN, 518000\",3/20/2024,1/18/2033,89 F.R. 1,Standard\n\
             \"JOHN EXAMPLE, JR, INMATE NUMBER: 1-2, MIAMI, FL, US, 33130\",someday,,84 F.R. 1,Standard\n\
             ,,,,\n\"\",1/1/2020,,x,y\n";
        let parsed = read(parse_table, &[(TABLE, table.as_bytes())]).unwrap();
        let all: Vec<_> = parsed
            .records
            .iter()
            .map(|r| (r.primary(), r.addresses[0].text.as_str(), r.addresses[0].country.as_str()))
            .collect();
        assert_eq!(
            all,
            [
                ("EXAMPLE TRADING CO., LTD.", "1 EXAMPLE ROAD, SHENZHEN, 518000", "CN"),
                ("JOHN EXAMPLE, JR", "INMATE NUMBER: 1-2, MIAMI, FL, 33130", "US"),
            ]
        );
        assert_eq!(parsed.records[0].until.to_string(), "2033-01-18");
        let said: Vec<String> = parsed.defects.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "dpl.csv row 2, Effective Date: `someday` is no date",
                "dpl.csv row 3, Name and Address: is empty"
            ]
        );
    }
}
