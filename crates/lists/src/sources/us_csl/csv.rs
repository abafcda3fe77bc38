//! The CSV file: lists inside of a field are parted by `; `.

use std::io;

use super::{DETAILS, Published, record};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::read::table::{Row, Table};
use crate::record::{Identifier, tidy};

pub(super) const FILE: &str = "consolidated.csv";

/// Columns that go into a record by a field of their own.
const USED: &[&str] = &[
    "_id",
    "entity_number",
    "type",
    "programs",
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

pub(super) fn parse(given: &Given) -> io::Result<Parsed> {
    let table = Table::read(&given.bytes(FILE)?, b',');
    let mut parsed = Parsed::default();
    let known: Vec<&str> = USED.iter().chain(DETAILS).copied().collect();
    table.compare(FILE, &known, &["source", "name"], &mut parsed);
    for row in table.rows() {
        parsed.row(FILE);
        parsed.take(FILE, row.number, published(row).and_then(|published| record(&published)));
    }
    Ok(parsed.finish())
}

fn published(row: Row<'_>) -> Result<Published, Wrong> {
    let (is, should_be) = row.widths();
    if is != should_be {
        return Err(("", format!("has {is} columns, the header {should_be}")));
    }
    let mut published = Published {
        source: row.get("source").to_owned(),
        kind: row.get("type").to_owned(),
        number: row.get("entity_number").to_owned(),
        start: row.get("start_date").to_owned(),
        end: row.get("end_date").to_owned(),
        notice: row.get("federal_register_notice").to_owned(),
        remarks: row.get("remarks").to_owned(),
        programmes: parts(row.get("programs")),
        addresses: parts(row.get("addresses")).iter().map(|address| address_of(address)).collect(),
        ..Published::default()
    };
    published.names = [vec![row.get("name").to_owned()], parts(row.get("alt_names"))].concat();
    for id in parts(row.get("ids")) {
        match identifier(&id) {
            Some(id) => published.identifiers.push(id),
            None => published.details.push(("ids", id)),
        }
    }
    published.details.extend(DETAILS.iter().map(|column| (*column, row.get(column).to_owned())));
    Ok(published)
}

/// `A; B`.
fn parts(text: &str) -> Vec<String> {
    text.split("; ").map(tidy).filter(|part| !part.is_empty()).collect()
}

/// Text and country, where the last part is a code.
fn address_of(address: &str) -> (String, String) {
    match address.rsplit_once(", ").filter(|(_, country)| country.len() == 2) {
        Some((text, country)) => (text.to_owned(), country.to_owned()),
        None if address.len() == 2 => (String::new(), address.to_owned()),
        None => (address.to_owned(), String::new()),
    }
}

/// `US, 80-0890696, Tax ID No.` in newer files, `Tax ID No., 80-0890696, US` in older ones.
fn identifier(text: &str) -> Option<Identifier> {
    let (scheme, value, country) = match text.split(", ").collect::<Vec<_>>().as_slice() {
        [country, value, scheme] if country.len() == 2 => (*scheme, *value, *country),
        [scheme, value, country] if country.len() == 2 => (*scheme, *value, *country),
        [scheme, value] => (scheme.trim_end_matches(':'), *value, ""),
        _ => return None,
    };
    Some(Identifier { scheme: scheme.to_owned(), value: value.to_owned(), country: country.to_owned() })
}
