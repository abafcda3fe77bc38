//! The CSV file: the day of the report, then the columns; an entry has a row for each of its names and addresses.

use std::collections::BTreeMap;
use std::io;

use nameplate::date::Date;
use nameplate::register::NameKind;

use super::{day_of, is_primary, kind_of, name_kind, state, whole_name};
use crate::given::{Given, decode};
use crate::parsed::Parsed;
use crate::read::dates;
use crate::read::table::{Row, Table};
use crate::record::{Record, tidy};

pub(super) const FILE: &str = "UK-Sanctions-List.csv";

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
pub(super) fn parse(given: &Given) -> io::Result<Parsed> {
    let text = decode(&given.bytes(FILE)?);
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
    table.compare(FILE, &known, &["Unique ID", "Name 6", "Date Designated"], &mut parsed);
    let mut entries: BTreeMap<String, Record> = BTreeMap::new();
    for row in table.rows() {
        parsed.row(FILE);
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
        return parsed.refuse(FILE, row.number, field, "is empty");
    }
    let primary = is_primary(row.get("Name type"));
    let record = match entries.get_mut(id) {
        Some(record) => {
            parsed.merged(FILE);
            record
        }
        None => {
            parsed.tallies.entry(FILE.to_owned()).or_default().entries += 1;
            let fresh = Record::new(id, kind_of(row.get("Designation Type")), "");
            entries.entry(id.to_owned()).or_insert(fresh)
        }
    };
    record.name(
        &name,
        if primary { NameKind::Primary } else { name_kind(row.get("Name type"), row.get("Alias strength")) },
    );
    // The primary name comes first, wherever its row stands; without one the first name is it.
    record.names.sort_by_key(|name| name.kind != NameKind::Primary);
    record.name(row.get("Name non-latin script"), NameKind::Native);
    let stated = [
        "OFSI Group ID",
        "UN Reference Number",
        "Regime Name",
        "UK Statement of Reasons",
        "Other Information",
    ];
    state(record, stated.map(|column| row.get(column)));
    record.since = dates::day_first(row.get("Date Designated")).unwrap_or(record.since);
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
