//! Cells of a table on their way: as CSV, or as what a sheet of a workbook is made of.

use std::borrow::Cow;

use super::safe::{sheet_text, spreadsheet_text};

/// Collects lines of cells.
pub(crate) struct Cells {
    out: csv::Writer<Vec<u8>>,
    /// How a text is made harmless where it goes.
    harmless: fn(&str) -> Cow<'_, str>,
}

impl Cells {
    /// For a CSV file. Everything but plain numbers is quoted, so that a program that splits at another sign than the comma, and
    /// a cell that holds such a sign, do not meet; numbers stay numbers.
    pub(super) fn csv() -> Cells {
        let out = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::NonNumeric).from_writer(Vec::new());
        Cells { out, harmless: spreadsheet_text }
    }

    /// For a sheet, whose lines need not be of one length.
    pub(super) fn sheet() -> Cells {
        Cells { out: csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()), harmless: sheet_text }
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), csv::Error> {
        self.out.write_field((self.harmless)(text).as_bytes())
    }

    /// The text as it may be written, for [`Cells::safe`].
    pub(super) fn made_safe(&self, text: &str) -> String {
        (self.harmless)(text).into_owned()
    }

    /// Writes a text that was made safe before.
    pub(super) fn safe(&mut self, text: &str) -> Result<(), csv::Error> {
        self.out.write_field(text.as_bytes())
    }

    pub(super) fn number(&mut self, number: impl std::fmt::Display) -> Result<(), csv::Error> {
        self.out.write_field(number.to_string())
    }

    pub(super) fn empty(&mut self, cells: usize) -> Result<(), csv::Error> {
        (0..cells).try_for_each(|_| self.out.write_field(""))
    }

    /// Ends the line.
    pub(super) fn end(&mut self) -> Result<(), csv::Error> {
        self.out.write_record(None::<&[u8]>)
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, String> {
        self.out.into_inner().map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::safe::FORMULA;
    use super::*;

    /// What a program makes of our cells that splits lines at another sign.
    fn cells_at(separator: u8, line: &[u8]) -> Vec<String> {
        let mut read = csv::ReaderBuilder::new();
        let read = read.delimiter(separator).has_headers(false).flexible(true).from_reader(line);
        let records = read.into_byte_records().flatten();
        let mut cells: Vec<String> = records
            .flat_map(|record| {
                record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect::<Vec<_>>()
            })
            .collect();
        if separator != b',' {
            // And one that knows nothing of quotes.
            let text = String::from_utf8_lossy(line).into_owned();
            cells.extend(text.split(['\n', '\r', char::from(separator)]).map(str::to_owned));
        }
        cells
    }

    proptest! {
        #[test]
        fn no_separator_of_any_country_begins_a_formula(
            cells in proptest::collection::vec("[-=+@;|,\t\n\r\"' a1＝é]{0,12}", 1..5)
        ) {
            let mut out = Cells::csv();
            cells.iter().for_each(|text| out.text(text).unwrap());
            out.end().unwrap();
            let line = out.finish().unwrap();
            for separator in *b",;\t|" {
                for cell in cells_at(separator, &line) {
                    let bare = cell.trim_matches(|c: char| c.is_whitespace() || c == '"');
                    let formula = bare.starts_with(|c| FORMULA.contains(c)) && bare.parse::<f64>().is_err();
                    prop_assert!(!formula, "{:?} of {:?}", cell, String::from_utf8_lossy(&line));
                }
            }
        }
    }
}
