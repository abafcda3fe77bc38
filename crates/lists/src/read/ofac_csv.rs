//! OFAC's legacy CSV files: no header, `-0-` for nothing, an entry with its aliases, addresses and spilled-over remarks
//! in files of their own, joined by `ent_num`.

use std::collections::BTreeMap;
use std::io;

use csv::StringRecord;
use nameplate::date::Date;
use nameplate::register::NameKind;

use super::{dates, table};
use crate::given::Given;
use crate::parsed::Parsed;
use crate::record::{EntryKind, Record, tidy};

/// The names of the files, and the list that a programme stands for.
pub(crate) struct Trio {
    pub(crate) primary: &'static str,
    pub(crate) aliases: &'static str,
    pub(crate) addresses: &'static str,
    pub(crate) comments: &'static str,
    pub(crate) list_of: fn(&[String]) -> &'static str,
}

/// Reads the files and joins them.
pub(crate) fn parse(given: &Given, trio: &Trio) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    let mut entries: BTreeMap<u64, Record> = BTreeMap::new();
    primary(&given.bytes(trio.primary)?, trio, &mut entries, &mut parsed);
    let annexes = [
        Annex { file: trio.comments, width: 2, add: comment },
        Annex { file: trio.aliases, width: 5, add: alias },
        Annex { file: trio.addresses, width: 6, add: address },
    ];
    for annex in annexes.iter().filter(|annex| given.has(annex.file)) {
        annex.join(&given.bytes(annex.file)?, &mut entries, &mut parsed);
    }
    for mut record in entries.into_values() {
        remarks(&mut record);
        parsed.records.push(record);
    }
    Ok(parsed.finish())
}

/// A field; `-0-` is nothing.
fn field(row: &StringRecord, at: usize) -> &str {
    match row.get(at).unwrap_or_default().trim() {
        "-0-" => "",
        text => text,
    }
}

fn number(row: &StringRecord) -> Option<u64> {
    field(row, 0).parse().ok()
}

fn primary(bytes: &[u8], trio: &Trio, entries: &mut BTreeMap<u64, Record>, parsed: &mut Parsed) {
    let file = trio.primary;
    table::rows(bytes, b',', |at, row| {
        parsed.row(file);
        let Some(id) = number(row) else {
            return parsed.refuse(file, at, "ent_num", format!("`{}` is no number", short(field(row, 0))));
        };
        if row.len() != 12 {
            return parsed.refuse(file, at, "", format!("has {} columns, not 12", row.len()));
        }
        if field(row, 1).is_empty() {
            return parsed.refuse(file, at, "SDN_Name", "is empty");
        }
        if entries.contains_key(&id) {
            return parsed.refuse(file, at, "ent_num", format!("{id} stands in the file twice"));
        }
        entries.insert(id, entry(id, row, trio));
        // Counted here: the record is pushed once aliases and addresses are joined.
        parsed.tallies.entry(file.to_owned()).or_default().entries += 1;
    });
}

fn entry(id: u64, row: &StringRecord, trio: &Trio) -> Record {
    let kind = match field(row, 2).to_ascii_lowercase().as_str() {
        "individual" => EntryKind::Person,
        "vessel" => EntryKind::Vessel,
        "aircraft" => EntryKind::Aircraft,
        _ => EntryKind::Organisation,
    };
    let mut record = Record::new(id.to_string(), kind, field(row, 1));
    record.programmes = programmes(field(row, 3));
    record.list = (trio.list_of)(&record.programmes).to_owned();
    record.identifier("ofac", &id.to_string(), "");
    for (at, what) in
        [(4, "title"), (5, "call sign"), (6, "vessel type"), (7, "tonnage"), (8, "gross tonnage")]
    {
        record.detail(what, field(row, at));
    }
    record.detail("vessel flag", field(row, 9));
    record.detail("vessel owner", field(row, 10));
    record.remarks = field(row, 11).to_owned();
    record
}

/// `A] [B` is two programmes.
fn programmes(text: &str) -> Vec<String> {
    text.split(']').map(|p| tidy(p.trim_start_matches([' ', '[']))).filter(|p| !p.is_empty()).collect()
}

/// A file whose rows go into the entries of the primary one.
struct Annex {
    file: &'static str,
    /// How many columns its rows have at least.
    width: usize,
    add: fn(&mut Record, &StringRecord),
}

impl Annex {
    fn join(&self, bytes: &[u8], entries: &mut BTreeMap<u64, Record>, parsed: &mut Parsed) {
        let file = self.file;
        table::rows(bytes, b',', |at, row| {
            parsed.row(file);
            let Some(id) = number(row) else {
                return parsed.refuse(
                    file,
                    at,
                    "ent_num",
                    format!("`{}` is no number", short(field(row, 0))),
                );
            };
            if row.len() < self.width {
                return parsed.refuse(file, at, "", format!("has {} columns, not {}", row.len(), self.width));
            }
            match entries.get_mut(&id) {
                Some(record) => {
                    (self.add)(record, row);
                    parsed.merged(file);
                }
                None => parsed.orphan(file, at, "ent_num", format!("entry {id} is not in this edition")),
            }
        });
    }
}

fn comment(record: &mut Record, row: &StringRecord) {
    record.remarks.push(' ');
    record.remarks.push_str(field(row, 1));
}

fn alias(record: &mut Record, row: &StringRecord) {
    let kind = match field(row, 2) {
        "fka" => NameKind::Former,
        _ => NameKind::Alias,
    };
    // A short everyday word as an alias says little about who is meant.
    record.name(field(row, 3), kind);
    record.detail("alias remark", field(row, 4));
}

fn address(record: &mut Record, row: &StringRecord) {
    record.address(&[field(row, 2), field(row, 3)], field(row, 4));
    record.detail("address remark", field(row, 5));
}

/// Remarks hold what has no column: weak aliases in quotes, dates and identifiers, parted by `;`.
fn remarks(record: &mut Record) {
    let text = std::mem::take(&mut record.remarks);
    for part in text.split("; ") {
        remark(record, part.trim().trim_end_matches(['.', ';']));
    }
    record.remarks = tidy(&text);
}

fn remark(record: &mut Record, part: &str) {
    if let Some(quoted) = part.strip_prefix("a.k.a. '").and_then(|rest| rest.strip_suffix('\'')) {
        record.name(quoted, NameKind::Weak);
    } else if let Some(quoted) = part.strip_prefix("f.k.a. '").and_then(|rest| rest.strip_suffix('\'')) {
        record.name(quoted, NameKind::Former);
    } else if let Some(date) = part.strip_prefix("Listing Date").and_then(dated) {
        keep_first(&mut record.since, date);
    } else if let Some(scheme) = IDENTIFIERS.iter().find(|scheme| part.starts_with(**scheme)) {
        let (value, country) = with_country(part.get(scheme.len()..).unwrap_or_default());
        record.identifier(scheme, value, country);
    }
}

/// Of several listing dates the first counts: from then on it stood on the list.
fn keep_first(since: &mut Date, date: Date) {
    if since.first_day().is_none_or(|known| date.first_day().is_some_and(|day| day < known)) {
        *since = date;
    }
}

/// `(CMIC) 03 Jun 2021` and `(EO 14024 Directive 3): 24 Feb 2022`.
fn dated(text: &str) -> Option<Date> {
    dates::date(text.rsplit([')', ':']).next()?)
}

/// `7702070139 (Russia)`: value and country.
fn with_country(text: &str) -> (&str, &str) {
    let text = text.trim();
    let country = text.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    country.map_or((text, ""), |(value, country)| (value.trim(), country))
}

/// Whether a scheme names a party elsewhere: those of persons (passports, birth) are kept as details.
pub(super) fn is_identifier(scheme: &str) -> bool {
    IDENTIFIERS.contains(&scheme)
}

/// Schemes of identifiers of organisations that remarks hold, as OFAC writes them.
const IDENTIFIERS: &[&str] = &[
    "Tax ID No.",
    "Registration Number",
    "Registration ID",
    "Company Number",
    "Commercial Registry Number",
    "Business Registration Number",
    "Business Number",
    "Government Gazette Number",
    "Unified Social Credit Code (USCC)",
    "Legal Entity Number",
    "LEI",
    "D-U-N-S Number",
    "SWIFT/BIC",
    "ISIN",
    "Equity Ticker",
    "Vessel Registration Identification IMO",
    "V.A.T. Number",
    "C.R. No.",
    "RIF #",
    "RUC #",
    "NIT #",
    "Trade License No.",
    "Enterprise Number",
    "Public Registration Number",
    "Chamber of Commerce Number",
    "Website",
];

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_give_weak_names_dates_and_identifiers() {
        let mut record = Record::new("1", EntryKind::Company, "HANGZHOU X CO., LTD.");
        record.remarks =
            "Equity Ticker 002415 CN; Listing Date (CMIC) 03 Jun 2021; Unified Social Credit Code (USCC) \
                          91330000733796106P (China); a.k.a. 'HX'."
                .to_owned();
        remarks(&mut record);
        assert_eq!(record.since.to_string(), "2021-06-03");
        assert_eq!(record.names[1], crate::record::Name { text: "HX".into(), kind: NameKind::Weak });
        let id = &record.identifiers[1];
        assert_eq!((id.value.as_str(), id.country.as_str()), ("91330000733796106P", "China"));
    }

    #[test]
    fn programmes_are_parted() {
        assert_eq!(programmes("UKRAINE-EO13662] [RUSSIA-EO14024"), ["UKRAINE-EO13662", "RUSSIA-EO14024"]);
    }
}
