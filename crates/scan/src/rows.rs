//! Rows on their way from a reader to the kernel: an Arrow batch of text, where it stands in its file, and what was
//! already found wrong with single rows. Knows nothing of formats and nothing of what columns mean.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use nameplate::listing::Defect;

use tables::reader::Sink;

use tables::columns::Columns;

/// Where the rows of a batch stand, and what the reader found wrong with them.
#[derive(Clone, Debug, Default)]
pub struct RowBase {
    /// Name of the file, as given by the user.
    pub file: Arc<str>,
    /// Row of the file that the first row of the batch is; headers are not counted.
    pub first_row: u64,
    /// Lines of the table above its first row: the names of its columns, and what stands over them.
    pub above: u64,
    /// The numbers of the rows where they do not follow each other: rows of a sheet are numbered as in the sheet. Empty otherwise.
    pub numbers: Vec<u64>,
    /// What is wrong with single rows, in the order of the rows.
    pub marks: Vec<Mark>,
}

impl RowBase {
    /// The number of a row of the batch in its file.
    pub fn number(&self, row: usize) -> u64 {
        self.numbers.get(row).copied().unwrap_or(self.first_row + row as u64)
    }

    /// The line of a row of the batch as a spreadsheet shows it: the first line of the table is 1, and its header is a line.
    pub fn line(&self, row: usize) -> u64 {
        let below = self.first_row + row as u64 + self.above + 1;
        self.numbers.get(row).copied().unwrap_or(below)
    }
}

/// Something wrong with one row of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Row of the batch.
    pub row: usize,
    /// What is wrong.
    pub defect: Defect,
    /// Whether nothing of the row could be read, so that it cannot be judged.
    pub unread: bool,
}

/// A batch, what its columns mean, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// The values.
    pub(crate) batch: RecordBatch,
    /// What the columns mean.
    pub(crate) columns: Arc<Columns>,
    /// Where the rows stand.
    pub(crate) base: RowBase,
}

impl Rows {
    /// The same rows in batches of at most so many, without copying.
    pub(crate) fn cut(self, most: usize) -> Vec<Rows> {
        let all = self.batch.num_rows();
        if all <= most {
            return vec![self];
        }
        (0..all).step_by(most).map(|start| self.slice(start, most.min(all - start))).collect()
    }

    /// So many of the rows, without copying.
    pub(crate) fn slice(&self, start: usize, length: usize) -> Rows {
        let RowBase { file, first_row, above, numbers, marks } = &self.base;
        let here = marks.iter().filter(|mark| (start..start + length).contains(&mark.row));
        let base = RowBase {
            file: Arc::clone(file),
            first_row: first_row + start as u64,
            above: *above,
            numbers: numbers.get(start..start + length).map(<[u64]>::to_vec).unwrap_or_default(),
            marks: here.map(|mark| Mark { row: mark.row - start, ..mark.clone() }).collect(),
        };
        Rows { batch: self.batch.slice(start, length), columns: Arc::clone(&self.columns), base }
    }

    /// Bytes of the values, as far as they are this batch's own.
    pub(crate) fn text_bytes(&self) -> usize {
        let bytes = |array: &ArrayRef| {
            array.to_data().get_slice_memory_size().unwrap_or_else(|_| array.get_array_memory_size())
        };
        self.batch.columns().iter().map(bytes).sum()
    }
}

/// Collects rows of text until a batch is full.
#[derive(Default)]
pub(crate) struct RowsBuilder {
    columns: Vec<StringBuilder>,
    rows: usize,
    bytes: usize,
    numbers: Vec<u64>,
    marks: Vec<Mark>,
}

/// What a builder collected.
pub(crate) struct Collected {
    pub(crate) batch: RecordBatch,
    pub(crate) numbers: Vec<u64>,
    pub(crate) marks: Vec<Mark>,
}

impl RowsBuilder {
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The batch so far; the builder starts again with the same columns.
    pub(crate) fn finish(&mut self) -> Result<Collected, ArrowError> {
        let arrays: Vec<ArrayRef> =
            self.columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        let fields: Vec<Field> =
            (0..arrays.len()).map(|i| Field::new(i.to_string(), DataType::Utf8, true)).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new_with_options(schema, arrays, &options)?;
        self.rows = 0;
        self.bytes = 0;
        let (numbers, marks) = (std::mem::take(&mut self.numbers), std::mem::take(&mut self.marks));
        Ok(Collected { batch, numbers, marks })
    }
}

impl Sink for RowsBuilder {
    fn add_column(&mut self) {
        let mut column = StringBuilder::new();
        (0..self.rows).for_each(|_| column.append_null());
        self.columns.push(column);
    }

    fn width(&self) -> usize {
        self.columns.len()
    }

    fn value(&mut self, column: usize, text: Option<&str>) {
        self.bytes += text.map_or(0, str::len);
        self.columns[column].append_option(text);
    }

    fn end_row(&mut self) {
        self.rows += 1;
    }

    fn number(&mut self, number: u64) {
        self.numbers.push(number);
    }

    fn unread(&mut self, reason: impl Into<String>) {
        self.mark(Defect::row(reason), true);
        self.columns.iter_mut().for_each(StringBuilder::append_null);
        self.end_row();
    }

    fn mark(&mut self, defect: Defect, unread: bool) {
        self.marks.push(Mark { row: self.rows, defect, unread });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_a_spreadsheet_counts_them() {
        let below_a_header = RowBase { first_row: 10, above: 2, ..RowBase::default() };
        assert_eq!([0, 3].map(|row| below_a_header.line(row)), [13, 16]);
        // Rows of a sheet have their numbers already.
        let sheet = RowBase { numbers: vec![4, 9], above: 1, ..RowBase::default() };
        assert_eq!([0, 1].map(|row| sheet.line(row)), [4, 9]);
    }
}
