//! The JSON file: `{"results": [...]}`, an object an entry.

use std::io;

use serde_json::Value;

use super::{DETAILS, Published, record};
use crate::given::Given;
use crate::parsed::{Parsed, Wrong};
use crate::read::json::{list, text};
use crate::record::Identifier;

pub(super) const FILE: &str = "consolidated.json";

/// Keys that go into a field of their own, or say nothing of the entry.
const USED: &[&str] = &[
    "id",
    "_id",
    "entity_number",
    "type",
    "programs",
    "name",
    "addresses",
    "federal_register_notice",
    "start_date",
    "end_date",
    "remarks",
    "source",
    "source_list_url",
    "source_information_url",
    "alt_names",
    "ids",
    "country",
];

pub(super) fn parse(given: &Given) -> io::Result<Parsed> {
    let whole: Value = serde_json::from_slice(&given.bytes(FILE)?)?;
    let mut parsed = Parsed::default();
    if whole.get("results").and_then(Value::as_array).is_none() {
        parsed.missing(FILE, "results");
    }
    for (number, object) in (1..).zip(list(&whole, "results")) {
        parsed.row(FILE);
        for key in object.as_object().into_iter().flat_map(|all| all.keys()) {
            if !USED.contains(&key.as_str()) && !DETAILS.contains(&key.as_str()) {
                parsed.unknown(FILE, key);
            }
        }
        parsed.take(FILE, number, published(object).and_then(|published| record(&published)));
    }
    Ok(parsed.finish())
}

fn published(object: &Value) -> Result<Published, Wrong> {
    if !object.is_object() {
        return Err(("", "is no object".to_owned()));
    }
    let texts = |key: &str| -> Vec<String> {
        list(object, key).iter().filter_map(Value::as_str).map(crate::record::tidy).collect()
    };
    let address = |address: &Value| {
        let parts = ["address", "city", "state", "postal_code"].map(|part| text(address, part));
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (parts.join(", "), text(address, "country"))
    };
    let identifier = |id: &Value| Identifier {
        scheme: text(id, "type"),
        value: text(id, "number"),
        country: text(id, "country"),
    };
    let detail = |column: &&'static str| {
        let many = texts(column);
        (*column, if many.is_empty() { text(object, column) } else { many.join("; ") })
    };
    Ok(Published {
        names: [vec![text(object, "name")], texts("alt_names")].concat(),
        addresses: list(object, "addresses").iter().map(address).collect(),
        identifiers: list(object, "ids").iter().map(identifier).collect(),
        programmes: texts("programs"),
        details: DETAILS.iter().map(detail).collect(),
        source: text(object, "source"),
        kind: text(object, "type"),
        number: text(object, "entity_number"),
        start: text(object, "start_date"),
        end: text(object, "end_date"),
        notice: text(object, "federal_register_notice"),
        remarks: text(object, "remarks"),
    })
}
