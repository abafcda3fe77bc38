//! One face for all kinds of tables: a row of text at a time, put where the caller wants it.

use std::io;
use std::sync::Arc;

use nameplate::listing::Defect;

use crate::columns::{Columns, Header, Keep, Mapping, Naming, Recognised, Recogniser, Table};
use crate::limits::Limits;
use crate::source::TextStream;

/// How inputs are to be read.
#[derive(Clone, Copy)]
pub struct Asked<'m> {
    /// What the user says that columns mean.
    pub mapping: &'m Mapping,
    /// What may be held at once.
    pub limits: Limits,
    /// Label of an encoding that the user knows better.
    pub encoding: Option<&'m str>,
    /// What its rows are: the same word over a column means other things in other tables.
    pub table: Table,
    /// Whether the first row names the columns.
    pub header: Header,
    /// Which sheet of a workbook: by name, or by number from 1.
    pub sheet: Option<&'m str>,
    /// Which columns go into the results as they stand.
    pub keep: &'m Keep,
    /// Whether lines are wanted, with what finds them again.
    pub lines: bool,
}

impl Asked<'_> {
    /// What tells the meaning of columns of these names.
    pub fn recogniser<'n>(&self, names: impl Iterator<Item = &'n str>) -> Recogniser {
        Recogniser::of(self.table, self.mapping, names).keeping(self.keep).with_lines(self.lines)
    }

    /// How columns are named, as far as the user says.
    pub fn naming(&self) -> Naming<'_> {
        Naming { mapping: self.mapping, table: self.table, header: self.header }
    }

    /// How a text input is read, in words.
    pub fn describe(&self, kind: &str, stream: &TextStream) -> String {
        let packed = stream.compression.map(|name| format!(", {name}")).unwrap_or_default();
        let by_bytes = if stream.charset.told_by_bytes { " by its bytes" } else { "" };
        format!("{kind}, {}{by_bytes}{packed}", stream.charset.name())
    }
}

/// Where rows of text are put.
pub trait Sink {
    /// One more column; the rows so far have nothing in it.
    fn add_column(&mut self);
    /// How many columns it has.
    fn width(&self) -> usize;
    /// One value of the row at hand. Each column gets exactly one before [`Sink::end_row`].
    fn value(&mut self, column: usize, text: Option<&str>);
    /// The row at hand is whole.
    fn end_row(&mut self);
    /// The number of the row at hand in its sheet.
    fn number(&mut self, number: u64);
    /// A row of which nothing could be read.
    fn unread(&mut self, reason: impl Into<String>);
    /// Something is wrong with the row at hand; `unread`: nothing of it can be read.
    fn mark(&mut self, defect: Defect, unread: bool);
}

/// A reader that gives one row of text at a time.
pub trait ReadRow {
    /// How the table was understood.
    fn recognised(&self) -> Recognised;
    /// The columns of the sink that [`ReadRow::read_row`] has filled.
    fn columns(&self) -> Arc<Columns>;
    /// Lines of the table above its first row.
    fn above(&self) -> u64 {
        0
    }
    /// Appends one row; `false` at the end.
    ///
    /// # Errors
    /// The stream cannot be read on.
    fn read_row(&mut self, rows: &mut impl Sink) -> io::Result<bool>;
}
