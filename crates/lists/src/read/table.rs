//! Tables with and without a header row, by the `csv` crate.

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use crate::given::decode;
use crate::parsed::Parsed;

/// How many bytes a row may hold: a quote that never ends must not swallow the rest of a file.
const MOST_ROW: usize = 1 << 20;

/// Reads a table without a header: calls `each` with the row number (from 1) and the row.
pub(crate) fn rows(bytes: &[u8], delimiter: u8, mut each: impl FnMut(u64, &StringRecord)) {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut raw = ByteRecord::new();
    let mut number = 0;
    while matches!(reader.read_byte_record(&mut raw), Ok(true)) {
        // A row that holds one blank field is an empty line, or the end-of-file sign of old DOS tools.
        if raw.len() == 1
            && raw.get(0).is_none_or(|f| f.iter().all(|b| b.is_ascii_whitespace() || *b == 0x1a))
        {
            continue;
        }
        number += 1;
        if raw.as_slice().len() > MOST_ROW {
            each(number, &StringRecord::from(vec!["a row of more than a megabyte: a quote is not closed"]));
            continue;
        }
        each(number, &decoded(&raw, number));
    }
}

/// A row as text: as it is where it is UTF-8, else each field by what it holds. The first one may begin with a mark of order.
fn decoded(raw: &ByteRecord, number: u64) -> StringRecord {
    let whole = (number > 1).then(|| StringRecord::from_byte_record(raw.clone()).ok()).flatten();
    whole.unwrap_or_else(|| raw.iter().map(decode).collect())
}

/// A table with a header row.
#[derive(Debug)]
pub(crate) struct Table {
    header: Vec<String>,
    rows: Vec<StringRecord>,
}

/// A row of a table with a header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// Number of the row, from 1, the header not counted.
    pub(crate) number: u64,
    header: &'a [String],
    row: &'a StringRecord,
}

impl Table {
    /// Reads a table; names of columns are compared without regard to case, and to `_`, `-` and space.
    pub(crate) fn read(bytes: &[u8], delimiter: u8) -> Self {
        let mut table = Table { header: Vec::new(), rows: Vec::new() };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        rows(bytes, delimiter, |number, row| {
            if number == 1 {
                table.header = row.iter().map(plain).collect();
            } else if row.iter().any(|field| !field.trim().is_empty()) {
                table.rows.push(row.clone());
            }
        });
        table
    }

    /// Notes columns that are missing or not known.
    pub(crate) fn compare(&self, file: &str, known: &[&str], required: &[&str], parsed: &mut Parsed) {
        let known: Vec<String> = known.iter().chain(required).map(|name| plain(name)).collect();
        for name in self.header.iter().filter(|name| !name.is_empty() && !known.contains(name)) {
            parsed.unknown(file, name);
        }
        for name in required.iter().filter(|name| !self.header.contains(&plain(name))) {
            parsed.missing(file, name);
        }
    }

    /// Whether one of these columns is there.
    pub(crate) fn has_one_of(&self, columns: &[&str]) -> bool {
        columns.iter().any(|column| self.header.contains(&plain(column)))
    }

    /// The rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (1..).zip(&self.rows).map(|(number, row)| Row { number, header: &self.header, row })
    }
}

impl<'a> Row<'a> {
    /// A field by the name of its column, without white space at its ends; empty where there is none.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let column = plain(column);
        let at = self.header.iter().position(|name| *name == column);
        at.and_then(|at| self.row.get(at)).unwrap_or_default().trim()
    }

    /// How many fields the row has, and how many the header.
    pub(crate) fn widths(&self) -> (usize, usize) {
        (self.row.len(), self.header.len())
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_whatever_their_spelling() {
        let table = Table::read(b"\xef\xbb\xbfSource List,Entity_Number\nEL, 7 \n\n,\n", b',');
        let rows: Vec<_> =
            table.rows().map(|r| (r.number, r.get("source_list"), r.get("entity number"))).collect();
        assert_eq!(rows, [(1, "EL", "7")]);
        let mut parsed = Parsed::default();
        table.compare("f", &["source list"], &["name"], &mut parsed);
        assert!(parsed.unknown["f"].contains("entitynumber") && parsed.missing["f"].contains("name"));
    }
}
