//! Cells of a table on their way: as CSV, or as what a sheet of a workbook is made of.

use std::borrow::Cow;

use nameplate::text::unseen::is_unseen;

use super::flat::spreadsheet_text;

/// Collects lines of cells.
pub(crate) struct Cells {
    out: csv::Writer<Vec<u8>>,
    /// How a text is made harmless where it goes.
    safe: fn(&str) -> Cow<'_, str>,
}

impl Cells {
    /// For a CSV file. Everything but plain numbers is quoted, so that a program that splits at another sign than the comma, and
    /// a cell that holds such a sign, do not meet; numbers stay numbers.
    pub(super) fn csv() -> Cells {
        let out = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::NonNumeric).from_writer(Vec::new());
        Cells { out, safe: spreadsheet_text }
    }

    /// For a sheet, whose lines need not be of one length.
    pub(super) fn sheet() -> Cells {
        Cells { out: csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()), safe: sheet_text }
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), csv::Error> {
        self.out.write_field((self.safe)(text).as_bytes())
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

/// So much of a text goes into a cell: a workbook holds 32,767 units of UTF-16, and what is cut says so.
const CELL: usize = 32_000;

/// The text as a cell of a workbook. It is a string there whatever it begins with, so nothing needs an apostrophe; what is
/// unseen or turns the direction of writing is written out, and what is too long is cut.
pub(super) fn sheet_text(text: &str) -> Cow<'_, str> {
    let strange = |c: char| is_unseen(c) && !matches!(c, '\n' | '\t');
    let fits = text.len() <= CELL;
    if fits && !text.contains(strange) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut units) = (String::new(), 0);
    for c in text.chars() {
        let before = out.len();
        if strange(c) {
            out.extend(c.escape_unicode())
        } else {
            out.push(c)
        }
        units += out[before..].encode_utf16().count();
        if units > CELL {
            out.truncate(before);
            out.push_str(&format!("… (cut; {} characters in all)", text.chars().count()));
            break;
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_what_a_workbook_can_and_says_what_was_cut() {
        assert_eq!(sheet_text("=1+1"), "=1+1");
        assert_eq!(sheet_text("a\u{202e}b\u{0}\n"), "a\\u{202e}b\\u{0}\n");
        for letter in ["x", "é", "海", "😀", "\u{202e}"] {
            let all = letter.repeat(70_000);
            let text = sheet_text(&all).into_owned();
            assert!(text.encode_utf16().count() <= 32_767, "{letter}");
            assert!(text.ends_with("… (cut; 70000 characters in all)"), "{letter}");
        }
        let fits = "海".repeat(CELL);
        assert_eq!(sheet_text(&fits), fits);
    }
}
