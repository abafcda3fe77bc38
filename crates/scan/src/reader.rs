//! One face for all kinds of catalogs: batches of rows, in order, in bounded memory. What
//! breaks a file off is an error after the rows before it; it never looks like the end of the file.

use std::sync::Arc;

use tables::Limits;
use tables::columns::Recognised;
pub(crate) use tables::reader::Asked;
use tables::reader::ReadRow;

use crate::rows::{Collected, RowBase, Rows, RowsBuilder};
use tables::error::Error;

/// A catalog that is being read.
pub(crate) trait ReadBatches {
    /// How it was understood.
    fn recognised(&self) -> Recognised;
    /// The row that comes next.
    fn row(&self) -> u64;
    /// The next rows; none at the end.
    fn next_batch(&mut self) -> Result<Option<Rows>, Error>;
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
