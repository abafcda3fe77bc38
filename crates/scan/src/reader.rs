//! One face for all kinds of catalogs: batches of rows, in order, in bounded memory. What
//! breaks a file off is an error after the rows before it; it never looks like the end of the file.

use std::io;
use std::sync::Arc;

use crate::columns::{Columns, Header, Keep, Mapping, Naming, Recognised, Recogniser, Table};
use crate::error::Error;
use crate::limits::Limits;
use crate::rows::{Collected, RowBase, Rows, RowsBuilder};
use crate::source::TextStream;

/// How inputs are to be read.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'m> {
    pub(crate) mapping: &'m Mapping,
    pub(crate) limits: Limits,
    /// Label of an encoding that the user knows better.
    pub(crate) encoding: Option<&'m str>,
    /// What its rows are: the same word over a column means other things in other tables.
    pub(crate) table: Table,
    /// Whether the first row names the columns.
    pub(crate) header: Header,
    /// Which sheet of a workbook: by name, or by number from 1.
    pub(crate) sheet: Option<&'m str>,
    /// Which columns go into the results as they stand.
    pub(crate) keep: &'m Keep,
    /// Whether lines are wanted, with what finds them again.
    pub(crate) lines: bool,
}

impl Asked<'_> {
    pub(crate) fn recogniser<'n>(&self, names: impl Iterator<Item = &'n str>) -> Recogniser {
        Recogniser::of(self.table, self.mapping, names).keeping(self.keep).with_lines(self.lines)
    }

    /// How columns are named, as far as the user says.
    pub(crate) fn naming(&self) -> Naming<'_> {
        Naming { mapping: self.mapping, table: self.table, header: self.header }
    }

    /// How a text input is read, in words.
    pub(crate) fn describe(&self, kind: &str, stream: &TextStream) -> String {
        let packed = stream.compression.map(|name| format!(", {name}")).unwrap_or_default();
        let by_bytes = if stream.charset.told_by_bytes { " by its bytes" } else { "" };
        format!("{kind}, {}{by_bytes}{packed}", stream.charset.name())
    }
}

/// A catalog that is being read.
pub(crate) trait ReadBatches {
    /// How it was understood.
    fn recognised(&self) -> Recognised;
    /// The row that comes next.
    fn row(&self) -> u64;
    /// The next rows; none at the end.
    fn next_batch(&mut self) -> Result<Option<Rows>, Error>;
    /// What tells this version of the input from others, where it is not read whole and so has no hash.
    fn version(&self) -> Option<String> {
        None
    }
}

/// A reader that gives one row of text at a time.
pub(crate) trait ReadRow {
    fn recognised(&self) -> Recognised;
    /// The columns of the builder that [`ReadRow::read_row`] has filled.
    fn columns(&self) -> Arc<Columns>;
    /// Lines of the table above its first row.
    fn above(&self) -> u64 {
        0
    }
    /// Appends one row; `false` at the end.
    fn read_row(&mut self, rows: &mut RowsBuilder) -> io::Result<bool>;
}

/// Rows of text, collected into batches.
pub(crate) struct Batches<R> {
    reader: R,
    rows: RowsBuilder,
    file: Arc<str>,
    limits: Limits,
    row: u64,
    end: Option<Result<(), Error>>,
}

impl<R: ReadRow> Batches<R> {
    pub(crate) fn new(file: &Arc<str>, asked: &Asked<'_>, reader: R) -> Self {
        let rows = RowsBuilder::default();
        Batches { reader, rows, file: Arc::clone(file), limits: asked.limits, row: 0, end: None }
    }

    fn failed(&self, reason: &dyn std::fmt::Display) -> Error {
        let rows = self.row + self.rows.rows() as u64;
        Error::Read { file: self.file.to_string(), rows, reason: reason.to_string() }
    }

    fn fill(&mut self) {
        while self.rows.rows() < self.limits.batch_rows && self.rows.bytes() < self.limits.batch_bytes {
            match self.reader.read_row(&mut self.rows) {
                Ok(true) => {}
                Ok(false) => return self.end = Some(Ok(())),
                Err(error) => return self.end = Some(Err(self.failed(&error))),
            }
        }
    }
}

impl<R: ReadRow> ReadBatches for Batches<R> {
    fn recognised(&self) -> Recognised {
        self.reader.recognised()
    }

    fn row(&self) -> u64 {
        self.row
    }

    fn next_batch(&mut self) -> Result<Option<Rows>, Error> {
        if self.end.is_none() {
            self.fill();
        }
        if self.rows.rows() == 0 {
            return self.end.replace(Ok(())).unwrap_or(Ok(())).map(|()| None);
        }
        let rows = self.rows.rows() as u64;
        let Collected { batch, numbers, marks } = self.rows.finish().map_err(|error| self.failed(&error))?;
        let base = RowBase {
            file: Arc::clone(&self.file),
            first_row: self.row,
            above: self.reader.above(),
            numbers,
            marks,
        };
        self.row += rows;
        Ok(Some(Rows { batch, columns: self.reader.columns(), base }))
    }
}
