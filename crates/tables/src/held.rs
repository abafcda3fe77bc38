//! A table in memory, read a piece at a time: what a browser does with a file that was dropped on it.

use std::convert::Infallible;
use std::io::{self, Cursor};
use std::sync::Arc;

use nameplate::listing::{Defect, Listing};

use crate::bound::Bound;
use crate::cells::Cells;
use crate::columns::{Header, Keep, Mapping, Recognised, Step, Table};
use crate::csv::{CsvReader, known};
use crate::error::Error;
use crate::json::JsonReader;
use crate::limits::Limits;
use crate::reader::{Asked, ReadRow, Sink};
use crate::source::{Plain, Reading, Told, tell};

/// A row of a table: its listing, or why it could not be read.
#[derive(Debug)]
pub enum Row<'r> {
    /// A listing, to be judged.
    Read(Listing<'r>),
    /// A row of which nothing could be read, and why.
    Unread(Listing<'r>, &'r str),
}

/// A catalog in memory.
pub struct Held {
    file: String,
    reader: Reader,
    piece: Piece,
    row: u64,
}

enum Reader {
    Csv(Box<CsvReader>),
    Json(Box<JsonReader>),
}

impl Held {
    /// Opens a catalog: CSV or JSON in any encoding, unpacked already, as a scan without options does.
    ///
    /// # Errors
    /// It is no such table (a workbook, Parquet, a page), or none of its columns has a known meaning.
    pub fn open(file: &str, bytes: Arc<[u8]>) -> Result<Held, Error> {
        let kind = |kind| Error::Kind { file: file.to_owned(), kind };
        if bytes.starts_with(b"PAR1") {
            return Err(kind("Parquet"));
        }
        let asked = Asked {
            mapping: &Mapping::default(),
            limits: Limits::default(),
            encoding: None,
            table: Table::Catalog,
            header: Header::default(),
            sheet: None,
            keep: &Keep::None,
            lines: false,
        };
        let reads = |text: &str| known(text, &asked.naming());
        let reading = Reading { label: None, reads: &reads, workbook_bytes: 0 };
        let read = Box::new(Cursor::new(bytes));
        let plain = Plain { name: file.to_owned(), read, compression: None, in_place: true };
        let reader = match tell(plain, reading)? {
            Told::Csv(stream) => Reader::Csv(Box::new(CsvReader::open(file, stream, &asked)?)),
            Told::Json(stream) => Reader::Json(Box::new(JsonReader::open(file, stream, &asked)?)),
            Told::Workbook(_) => return Err(kind("a workbook (save its sheet as CSV)")),
        };
        Ok(Held { file: file.to_owned(), reader, piece: Piece::default(), row: 0 })
    }

    /// How it was understood.
    pub fn recognised(&self) -> Recognised {
        match &self.reader {
            Reader::Csv(reader) => reader.recognised(),
            Reader::Json(reader) => reader.recognised(),
        }
    }

    /// Lines of the table above its first row.
    pub fn above(&self) -> u64 {
        match &self.reader {
            Reader::Csv(reader) => reader.above(),
            Reader::Json(reader) => reader.above(),
        }
    }

    /// Goes through the next rows, at most so many; how many there were, which is none at the end.
    ///
    /// # Errors
    /// It cannot be read on.
    pub fn next(&mut self, most: usize, each: &mut dyn FnMut(Row<'_>)) -> Result<usize, Error> {
        self.piece.clear();
        while self.piece.rows < most && self.read()? {}
        let columns = match &self.reader {
            Reader::Csv(reader) => reader.columns(),
            Reader::Json(reader) => reader.columns(),
        };
        let bound = Bound::new(&columns, |path| self.piece.column(path));
        let mut marks = self.piece.marks.iter().peekable();
        for row in 0..self.piece.rows {
            let mut listing = bound.listing(row, &self.file, self.row + row as u64);
            let mut why = None;
            while let Some(mark) = marks.next_if(|mark| mark.row == row) {
                listing.defects.push(mark.defect.clone());
                why = why.or(mark.unread.then_some(mark.defect.reason.as_str()));
            }
            each(match why {
                Some(why) => Row::Unread(listing, why),
                None => Row::Read(listing),
            });
        }
        self.row += self.piece.rows as u64;
        Ok(self.piece.rows)
    }

    fn read(&mut self) -> Result<bool, Error> {
        let read = match &mut self.reader {
            Reader::Csv(reader) => reader.read_row(&mut self.piece),
            Reader::Json(reader) => reader.read_row(&mut self.piece),
        };
        let rows = self.row + self.piece.rows as u64;
        read.map_err(|error: io::Error| Error::Read {
            file: self.file.clone(),
            rows,
            reason: error.to_string(),
        })
    }
}

/// Rows that were read and are looked at next.
#[derive(Default)]
struct Piece {
    columns: Vec<Column>,
    rows: usize,
    marks: Vec<Mark>,
}

/// Texts one behind the other, and where each ends.
#[derive(Default)]
struct Column {
    texts: String,
    ends: Vec<usize>,
}

struct Mark {
    row: usize,
    defect: Defect,
    unread: bool,
}

impl Piece {
    fn clear(&mut self) {
        for column in &mut self.columns {
            column.texts.clear();
            column.ends.clear();
        }
        self.rows = 0;
        self.marks.clear();
    }

    /// The column at a path: rows of text have no columns inside columns.
    fn column(&self, path: &[Step]) -> Option<Result<&Column, Infallible>> {
        match path {
            [Step::Field(at), ..] => self.columns.get(*at).map(Ok),
            _ => None,
        }
    }
}

impl Sink for Piece {
    fn add_column(&mut self) {
        self.columns.push(Column { texts: String::new(), ends: vec![0; self.rows] });
    }

    fn width(&self) -> usize {
        self.columns.len()
    }

    fn value(&mut self, column: usize, text: Option<&str>) {
        if let Some(column) = self.columns.get_mut(column) {
            column.texts.push_str(text.unwrap_or_default());
            column.ends.push(column.texts.len());
        }
    }

    fn end_row(&mut self) {
        self.rows += 1;
    }

    fn number(&mut self, _: u64) {}

    fn unread(&mut self, reason: impl Into<String>) {
        self.mark(Defect::row(reason), true);
        self.columns.iter_mut().for_each(|column| column.ends.push(column.texts.len()));
        self.end_row();
    }

    fn mark(&mut self, defect: Defect, unread: bool) {
        self.marks.push(Mark { row: self.rows, defect, unread });
    }
}

impl Cells for &Column {
    fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let text = start.zip(self.ends.get(row)).and_then(|(start, end)| self.texts.get(start..*end));
        text.unwrap_or_default()
    }

    fn is_bad(&self, _: usize) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use nameplate::Field;

    use super::*;

    fn rows(bytes: &[u8], most: usize) -> Vec<(u64, String, String, Option<String>)> {
        let mut held = Held::open("x.csv", bytes.into()).unwrap();
        let mut all = Vec::new();
        let mut note = |row: Row<'_>| {
            let (listing, why) = match row {
                Row::Read(listing) => (listing, None),
                Row::Unread(listing, why) => (listing, Some(why.to_owned())),
            };
            let text = |field| listing.get(field).to_owned();
            all.push((listing.row, text(Field::Title), text(Field::Brand), why));
        };
        while held.next(most, &mut note).unwrap() > 0 {}
        all
    }

    #[test]
    fn pieces_of_any_size_give_the_same_rows() {
        let csv = "title,brand\na,b\n\"c, d\",\n,e\n\"never closed,f\ng,h\n".as_bytes();
        let whole = rows(csv, 1_000);
        assert_eq!(whole.len(), 5);
        assert_eq!((whole[1].1.as_str(), whole[1].2.as_str()), ("c, d", ""));
        for most in 1..5 {
            assert_eq!(rows(csv, most), whole);
        }
    }

    #[test]
    fn later_rows_of_json_bring_columns() {
        let json = "{\"title\":\"a\"}\n{broken\n{\"title\":\"b\",\"brand\":{\"name\":\"c\"}}\n".as_bytes();
        let all = rows(json, 1);
        assert_eq!(all.len(), 3);
        assert!(all[1].3.is_some());
        assert_eq!(all[2].2, "c");
    }

    #[test]
    fn what_is_no_table_is_named() {
        for (bytes, word) in [
            (&b"PAR1xxxx"[..], "Parquet"),
            (b"PK\x03\x04", "workbook"),
            (b"%PDF-1.7", "PDF"),
            (b"a,b\n1,2\n", "no column"),
        ] {
            let error = Held::open("x", bytes.into()).map(|_| ()).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }
}
