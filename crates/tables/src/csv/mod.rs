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

use crate::columns::{
    Columns, Mapping, Meaning, Naming, Recognised, Recogniser, Sample, Step, tidy, without_header,
};
use crate::error::Error;
use crate::limits::Limits;
use crate::reader::{Asked, ReadRow, Sink};
use crate::source::{SAMPLE, TextStream, Window, row_text};
use align::Alignment;
use dialect::Dialect;
pub use dialect::{Top, top, width};
use record::{Next, Records};

/// A CSV file that is being read.
pub struct CsvReader {
    recognised: Recognised,
    records: Records,
    columns: Arc<Columns>,
    /// For each column of the batch: the column of the file.
    sources: Vec<usize>,
    /// Lines above the first row.
    above: u64,
    /// Columns of the header.
    width: usize,
    /// First and last column that hold free text.
    texts: Option<(usize, usize)>,
    limits: Limits,
    /// Whether a row had to be read as Windows-1252: said once.
    legacy: bool,
}

impl CsvReader {
    /// Reads how the file is written, and what its columns mean.
    ///
    /// # Errors
    /// It cannot be read, or none of its columns has a known meaning.
    pub fn open(file: &str, mut stream: TextStream, asked: &Asked<'_>) -> Result<Self, Error> {
        let failed =
            |error: io::Error| Error::Read { file: file.to_string(), rows: 0, reason: error.to_string() };
        stream.window.fill(if stream.in_place { LEARNT } else { SAMPLE }).map_err(failed)?;
        let sample = start_of(&stream.window);
        let first = &sample[..sample.len().min(SAMPLE)];
        let empty = first.iter().all(u8::is_ascii_whitespace);
        let dialect = Dialect::sniff(first, &asked.naming());
        let rows = dialect.rows(&sample, Sample::ROWS);
        let mut read_as = asked.describe(dialect.describe(), &stream);
        let charset = stream.charset;
        let mut records = Records::new(stream.window, dialect.delimiter, asked.limits);
        let (names, mapping) =
            names(&mut records, &dialect, &Named { rows: &rows, asked }).map_err(failed)?;
        records.expect(names.len());
        let mut recogniser = Recogniser::of(asked.table, &mapping, names.iter().map(String::as_str))
            .keeping(asked.keep)
            .with_lines(asked.lines);
        let mut learnt = Sample::new(&names);
        rows.iter().for_each(|row| learnt.add(row.iter().map(String::as_str)));
        recogniser.learn(&learnt);
        let (columns, sources) = recogniser.columns(&names, asked.limits.plain_columns);
        if !empty {
            recogniser.check(file, &columns, &names)?;
        } else {
            read_as.push_str(", empty");
        }
        if !dialect.named && !empty {
            read_as.push_str(&without_header(names.len()));
        }
        let recognised = Recognised::new(file, read_as, recogniser.format())
            .with_columns(&columns, &names)
            .told_by_bytes(charset.told_by_bytes);
        let texts = texts_of(&columns, &sources);
        let above = if dialect.named { dialect.above as u64 + 1 } else { 0 };
        Ok(CsvReader {
            recognised,
            records,
            columns: Arc::new(columns),
            sources,
            above,
            width: names.len(),
            texts,
            limits: asked.limits,
            legacy: false,
        })
    }

    /// Appends the values of the record at hand and notes what is wrong with it.
    fn append(&mut self, rows: &mut impl Sink) {
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

    fn above(&self) -> u64 {
        self.above
    }

    fn read_row(&mut self, rows: &mut impl Sink) -> io::Result<bool> {
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

/// How many columns of a table that starts with this text are known.
pub fn known(text: &str, naming: &Naming<'_>) -> usize {
    Dialect::sniff(text.as_bytes(), naming).known
}

/// So many bytes at the start are looked at to tell what columns mean.
const LEARNT: usize = 1 << 20;

/// The start of a file, with a line break where the file ends without one.
fn start_of(window: &Window) -> Vec<u8> {
    let data = window.data();
    let mut sample = data[..data.len().min(LEARNT)].to_vec();
    if window.ended() && sample.len() == data.len() {
        sample.push(b'\n');
    }
    sample
}

/// What names are made of: the first rows, and what the user says.
struct Named<'n> {
    rows: &'n [Vec<String>],
    asked: &'n Asked<'n>,
}

/// The names of the columns, and the mapping with places in place of names where it says so. Without a header the places are names, and
/// no row is taken.
fn names(records: &mut Records, dialect: &Dialect, named: &Named<'_>) -> io::Result<(Vec<String>, Mapping)> {
    let mapping = named.asked.mapping;
    if dialect.directive {
        records.skip_line()?;
    }
    if !dialect.named {
        let width = width(named.rows);
        let names: Vec<String> = (1..=width).map(|place| place.to_string()).collect();
        let first = named.rows.first().map(Vec::as_slice).unwrap_or_default();
        let mapping = mapping.by_cell(first);
        return Ok((names, mapping));
    }
    for _ in 0..dialect.above {
        records.next()?;
    }
    if matches!(records.next()?, Next::End | Next::TooLong) {
        return Ok((Vec::new(), mapping.clone()));
    }
    let names =
        (0..records.len()).map(|field| row_text(&records.bytes()[records.range(field)]).0.into_owned());
    let names = tidy(names.collect());
    let mapping = mapping.by_place(&names);
    Ok((names, mapping))
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
