//! Reads CSV into batches of text: only columns with a meaning, every row of the file, each defect on its row. Knows
//! nothing of listings.

mod align;
mod dialect;
mod open;
mod record;

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use nameplate::listing::{Defect, Field};

use crate::columns::{Columns, Meaning, Recognised, Recogniser, Step, Use};
use crate::error::Error;
use crate::limits::Limits;
use crate::reader::{Asked, ReadRow};
use crate::rows::RowsBuilder;
use crate::source::{SAMPLE, TextStream, row_text};
use align::Alignment;
use dialect::Dialect;
use record::{Next, Records};

/// A CSV file that is being read.
pub(crate) struct CsvReader {
    recognised: Recognised,
    records: Records,
    columns: Arc<Columns>,
    /// For each column of the batch: the column of the file.
    sources: Vec<usize>,
    /// Columns of the header.
    width: usize,
    /// First and last column that hold free text.
    texts: Option<(usize, usize)>,
    limits: Limits,
    /// Whether a row had to be read as Windows-1252: said once.
    legacy: bool,
}

impl CsvReader {
    pub(crate) fn open(file: &str, stream: TextStream, asked: &Asked<'_>) -> Result<Self, Error> {
        let failed =
            |error: io::Error| Error::Read { file: file.to_string(), rows: 0, reason: error.to_string() };
        let sample = &stream.window.data()[..stream.window.data().len().min(SAMPLE)];
        let empty = sample.iter().all(u8::is_ascii_whitespace);
        let dialect = Dialect::sniff(sample, asked.mapping, asked.table);
        let read_as = asked.describe(dialect.describe(), &stream);
        let mut records = Records::new(stream.window, dialect.delimiter, asked.limits);
        let names = header(&mut records, &dialect).map_err(failed)?;
        records.expect(names.len());
        let recogniser = asked.recogniser(names.iter().map(String::as_str));
        let (columns, sources) = columns_of(&names, &recogniser);
        if !empty {
            recogniser.check(file, &columns, &names)?;
        }
        let read_as = if empty { format!("{read_as}, empty") } else { read_as };
        let recognised = Recognised::new(file, read_as, recogniser.format()).with_columns(&columns, &names);
        let texts = texts_of(&columns, &sources);
        Ok(CsvReader {
            recognised,
            records,
            columns: Arc::new(columns),
            sources,
            width: names.len(),
            texts,
            limits: asked.limits,
            legacy: false,
        })
    }

    /// Appends the values of the record at hand and notes what is wrong with it.
    fn append(&mut self, rows: &mut RowsBuilder) {
        let (text, legacy) = row_text(self.records.bytes());
        if legacy && !self.legacy {
            self.legacy = true;
            let reason = "not valid UTF-8: this and all such rows of the file are read as Windows-1252";
            rows.mark(Defect::row(reason), false);
        }
        if text.contains('\0') {
            rows.mark(Defect::row("NUL bytes were left out"), false);
        }
        let fields = self.meaningful_fields();
        if fields != self.width {
            rows.mark(Defect::row(shifted(fields, self.width)), false);
        }
        let alignment = Alignment::new(fields, self.width, self.texts);
        for (column, &source) in self.sources.iter().enumerate() {
            let value = self.value(alignment.fields(source), &text);
            rows.value(column, value.as_deref());
        }
        rows.end_row();
    }

    /// Fields of the record; empty ones beyond the header come from a separator at the end of the line.
    fn meaningful_fields(&self) -> usize {
        let mut fields = self.records.len();
        while fields > self.width && self.records.range(fields - 1).is_empty() {
            fields -= 1;
        }
        fields
    }

    fn value<'t>(&self, fields: Range<usize>, text: &'t str) -> Option<Cow<'t, str>> {
        let last = fields.end.min(self.records.len());
        let mut whole: Option<Cow<'t, str>> = None;
        for field in fields.start..last {
            let range = self.records.range(field);
            // Where the row is UTF-8 its fields are slices of it; where it is not, each is decoded by itself.
            let value = match text.get(range.clone()) {
                Some(value) if text.len() == self.records.bytes().len() => Cow::Borrowed(value),
                _ => Cow::Owned(row_text(&self.records.bytes()[range]).0.into_owned()),
            };
            whole = Some(match whole {
                None => value,
                Some(before) => Cow::Owned(format!("{before}, {value}")),
            });
        }
        whole.map(|value| if value.contains('\0') { Cow::Owned(value.replace('\0', "")) } else { value })
    }
}

fn shifted(fields: usize, width: usize) -> String {
    if fields < width {
        format!("the row has {fields} fields, the header {width}: the last columns are taken to be missing")
    } else {
        format!(
            "the row has {fields} fields, the header {width}: values that do not line up were put into the text"
        )
    }
}

impl ReadRow for CsvReader {
    fn recognised(&self) -> Recognised {
        self.recognised.clone()
    }

    fn columns(&self) -> Arc<Columns> {
        Arc::clone(&self.columns)
    }

    fn read_row(&mut self, rows: &mut RowsBuilder) -> io::Result<bool> {
        while rows.width() < self.sources.len() {
            rows.add_column();
        }
        match self.records.next()? {
            Next::End => return Ok(false),
            Next::TooLong => rows.unread(format!(
                "the row is longer than {} bytes or has more than {} fields: it was not read",
                self.limits.row_bytes, self.limits.fields
            )),
            next => {
                if next == Next::BrokenQuote {
                    let reason =
                        "a quote is opened and never closed: the row is read up to the end of its line";
                    rows.mark(Defect::row(reason), false);
                }
                self.append(rows);
            }
        }
        Ok(true)
    }
}

/// The names of the columns: the header record, after what stands above it.
fn header(records: &mut Records, dialect: &Dialect) -> io::Result<Vec<String>> {
    if dialect.directive {
        records.skip_line()?;
    }
    for _ in 0..dialect.above {
        records.next()?;
    }
    if matches!(records.next()?, Next::End | Next::TooLong) {
        return Ok(Vec::new());
    }
    let names =
        (0..records.len()).map(|field| row_text(&records.bytes()[records.range(field)]).0.into_owned());
    let mut names: Vec<String> = names.map(|name| name.trim().replace('\0', "")).collect();
    while names.len() > 1 && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    Ok(names)
}

/// What the columns mean, and which column of the file each column of the batch is.
fn columns_of(names: &[String], recogniser: &Recogniser) -> (Columns, Vec<usize>) {
    let (mut uses, mut sources) = (Vec::new(), Vec::new());
    for (source, name) in names.iter().enumerate() {
        let found = recogniser.find(name);
        if found.is_empty() {
            continue;
        }
        let path = [Step::Field(sources.len())];
        uses.extend(found.iter().map(|found| Use::new(name, found, &path)));
        sources.push(source);
    }
    (Columns::new(uses), sources)
}

fn texts_of(columns: &Columns, sources: &[usize]) -> Option<(usize, usize)> {
    let free = |meaning| matches!(meaning, Meaning::Of(Field::Title | Field::Text) | Meaning::Specs);
    let places =
        columns.uses().iter().filter(|one| free(one.meaning)).filter_map(|one| match one.path.first() {
            Some(Step::Field(column)) => sources.get(*column).copied(),
            _ => None,
        });
    places.fold(None, |span, at| match span {
        None => Some((at, at)),
        Some((first, last)) => Some((at.min(first), at.max(last))),
    })
}
