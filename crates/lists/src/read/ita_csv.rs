//! The tables of single lists that US authorities published before there was one screening list: a row for each name, alias
//! and address of an entry (Entity List, Military End Users), or one for each address (Unverified List).

use std::collections::BTreeMap;
use std::io;

use nameplate::register::NameKind;

use super::dates;
use super::table::{Row, Table};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::persons::looks_like_a_person;
use crate::record::{EntryKind, Record, key_of, tidy};

const USED: &[&str] = &[
    "Source List",
    "Name",
    "Address",
    "City",
    "State/Province",
    "Postal Code",
    "Country",
    "Federal Register Notice",
    "Effective Date",
    "Date Lifted/Waived/Expired",
    "Remarks/Notes",
    "Alternate Name",
    "Alternate Type",
    "Web Link",
    "Programs",
    "License Requirement",
];
const DETAILS: &[&str] = &[
    "Entity Number",
    "SDN Type",
    "Title",
    "Standard Order",
    "License Policy",
    "Call Sign",
    "Vessel Type",
    "Gross Tonnage",
    "Gross Register Tonnage",
    "Vessel Flag",
    "Vessel Owner",
    "Address Number",
    "Address Remarks",
    "Alternate Number",
    "Alternate Remarks",
];

/// Reads the long table. Rows of one name, country, notice and day are one entry.
pub(crate) fn parse(given: &Given, file: &'static str, list: &'static str) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(file)?, b',');
    let mut parsed = Parsed::default();
    let known: Vec<&str> = USED.iter().chain(DETAILS).copied().collect();
    table.compare(file, &known, &["Name", "Country", "Effective Date"], &mut parsed);
    let mut entries: BTreeMap<[String; 4], Record> = BTreeMap::new();
    for row in table.rows() {
        parsed.row(file);
        let name = tidy(row.get("Name"));
        if name.is_empty() {
            parsed.refuse(file, row.number, "Name", "is empty");
            continue;
        }
        let columns =
            ["Country", "Federal Register Notice", "Effective Date"].map(|column| tidy(row.get(column)));
        let [country, notice, day] = columns.clone();
        let key = [name.clone(), country.clone(), notice, day];
        if !entries.contains_key(&key) {
            parsed.tallies.entry(file.to_owned()).or_default().entries += 1;
        } else {
            parsed.merged(file);
        }
        let record = entries.entry(key).or_insert_with(|| fresh(&name, &country, list));
        add(record, row, file, &mut parsed);
    }
    parsed.records = entries.into_values().collect();
    Ok(parsed.finish())
}

fn fresh(name: &str, country: &str, list: &str) -> Record {
    let kind = if looks_like_a_person(name) { EntryKind::Person } else { EntryKind::Organisation };
    let mut record = Record::new(key_of(name, country), kind, name);
    record.list = list.to_owned();
    record
}

fn add(record: &mut Record, row: Row<'_>, file: &str, parsed: &mut Parsed) {
    let parts = ["Address", "City", "State/Province", "Postal Code"].map(|column| row.get(column));
    record.address(&parts, row.get("Country"));
    record.name(row.get("Alternate Name"), NameKind::Alias);
    for (column, target) in
        [("Effective Date", &mut record.since), ("Date Lifted/Waived/Expired", &mut record.until)]
    {
        let text = row.get(column);
        match dates::month_first(text) {
            Some(date) => *target = date,
            None if text.is_empty() => {}
            None => parsed.remark(file, row.number, column, format!("`{text}` is no date")),
        }
    }
    record.citation = tidy(row.get("Federal Register Notice"));
    record.remarks = tidy(row.get("Remarks/Notes"));
    record.programmes = Some(tidy(row.get("Programs"))).into_iter().filter(|p| !p.is_empty()).collect();
    for column in DETAILS.iter().chain(&["License Requirement"]) {
        let detail = ((*column).to_owned(), tidy(row.get(column)));
        if !detail.1.is_empty() && !record.details.contains(&detail) {
            record.details.push(detail);
        }
    }
}

/// `NAME (a.k.a. A; B)` and `NAME, a.k.a. A, a.k.a. B`: the name, and the others.
pub(crate) fn with_others(text: &str) -> (String, Vec<String>) {
    let text = tidy(text);
    let Some(at) = text.find("a.k.a.") else { return (text, Vec::new()) };
    let name = text.get(..at).unwrap_or_default().trim_end_matches(['(', ',', ' ']);
    let rest = text.get(at..).unwrap_or_default();
    let rest =
        if rest.matches(')').count() > rest.matches('(').count() { rest.trim_end_matches(')') } else { rest };
    let others = rest.split("a.k.a.").flat_map(|part| part.split(';'));
    let others =
        others.map(|part| part.trim_matches([',', ' ', ';']).to_owned()).filter(|part| !part.is_empty());
    (name.to_owned(), others.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_are_parted_from_the_first() {
        assert_eq!(
            with_others("Hukic, Bajro (a.k.a. Bob Hukic; Bab Hucici)"),
            ("Hukic, Bajro".to_owned(), vec!["Bob Hukic".to_owned(), "Bab Hucici".to_owned()])
        );
        assert_eq!(
            with_others("Training 2 Business Academy, a.k.a. T2BA, a.k.a. Academy"),
            ("Training 2 Business Academy".to_owned(), vec!["T2BA".to_owned(), "Academy".to_owned()])
        );
        assert_eq!(with_others("Plain Name").1.len(), 0);
    }
}
