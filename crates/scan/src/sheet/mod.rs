//! Reads a sheet of a workbook into batches of text: Excel of either kind and OpenDocument, told by what is in the file and not by its
//! name. Rows are numbered as in the sheet, so that they can be found there. Knows nothing of listings.

mod bounds;
mod cells;
mod old_excel;
mod workbook;

use std::io;
use std::sync::Arc;

use tables::reader::{ReadRow, Sink};

use crate::reader::Asked;
use cells::{Cells, Row};
use tables::columns::{Columns, Recognised, Recogniser, Sample, tidy, without_header};
use tables::csv::{Top, top, width};
use tables::error::Error;
use tables::limits::Limits;
use workbook::Sheet;

/// A sheet that is being read.
pub(crate) struct SheetReader {
    recognised: Recognised,
    columns: Arc<Columns>,
    /// For each column of the batch: the column of the sheet.
    sources: Vec<usize>,
    cells: Cells,
    row: Row,
    limits: Limits,
}

/// So many rows at the top may hold headings and the names of the columns.
const TOP: usize = 40;

impl SheetReader {
    pub(crate) fn open(file: &str, bytes: Vec<u8>, asked: &Asked<'_>) -> Result<Self, Error> {
        let Sheet { kind, name, others, mut cells } = workbook::read(file, bytes, asked)?;
        let mut first: Vec<Row> = Vec::new();
        while first.len() < Sample::ROWS + TOP
            && let Some(row) = cells.next_row()
        {
            first.push(row);
        }
        cells.rewind();
        let wide = first.iter().map(|row| row.values.len()).max().unwrap_or(0);
        let rows: Vec<Vec<String>> = first
            .iter()
            .map(|row| (0..wide).map(|at| row.values.get(at).cloned().unwrap_or_default()).collect())
            .collect();
        let Top { above, named, .. } = top(&rows[..rows.len().min(TOP)], &asked.naming());
        let below = rows.get(above + usize::from(named)..).unwrap_or_default();
        let (names, mapping) = if named {
            let names = tidy(rows.get(above).cloned().unwrap_or_default());
            let mapping = asked.mapping.by_place(&names);
            (names, mapping)
        } else {
            let names = (1..=width(below)).map(|place| place.to_string()).collect();
            (names, asked.mapping.by_cell(rows.first().map(Vec::as_slice).unwrap_or_default()))
        };
        let mut recogniser = Recogniser::of(asked.table, &mapping, names.iter().map(String::as_str))
            .keeping(asked.keep)
            .with_lines(asked.lines);
        let mut sample = Sample::new(&names);
        below.iter().take(Sample::ROWS).for_each(|row| sample.add(row.iter().map(String::as_str)));
        recogniser.learn(&sample);
        let (columns, sources) = recogniser.columns(&names, asked.limits.plain_columns);
        let mut read_as = format!("{kind}, sheet `{name}`, rows numbered as in the sheet");
        if first.is_empty() {
            read_as.push_str(", empty");
        } else {
            recogniser.check(file, &columns, &names)?;
            match first.get(above).filter(|_| named) {
                Some(header) => read_as.push_str(&format!(", names of the columns in row {}", header.number)),
                None => read_as.push_str(&without_header(names.len())),
            }
        }
        if !others.is_empty() {
            let others: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
            read_as.push_str(&format!("; sheets that are not read: {}", others.join(", ")));
        }
        let recognised = Recognised::new(file, read_as, recogniser.format()).with_columns(&columns, &names);
        (0..above + usize::from(named)).for_each(|_| drop(cells.next_row()));
        Ok(SheetReader {
            recognised,
            columns: Arc::new(columns),
            sources,
            cells,
            row: Row::default(),
            limits: asked.limits,
        })
    }
}

impl ReadRow for SheetReader {
    fn recognised(&self) -> Recognised {
        self.recognised.clone()
    }

    fn columns(&self) -> Arc<Columns> {
        Arc::clone(&self.columns)
    }

    fn read_row(&mut self, rows: &mut impl Sink) -> io::Result<bool> {
        while rows.width() < self.sources.len() {
            rows.add_column();
        }
        let Some(row) = self.cells.next_row() else { return Ok(false) };
        self.row = row;
        rows.number(u64::from(self.row.number));
        let bytes: usize = self.row.values.iter().map(String::len).sum();
        if bytes > self.limits.row_bytes {
            rows.unread(format!("the row is longer than {} bytes: it was not read", self.limits.row_bytes));
            return Ok(true);
        }
        for (column, &source) in self.sources.iter().enumerate() {
            rows.value(
                column,
                self.row.values.get(source).map(String::as_str).filter(|text| !text.is_empty()),
            );
        }
        rows.end_row();
        Ok(true)
    }
}
