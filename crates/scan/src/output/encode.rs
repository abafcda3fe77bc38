//! Results as bytes or columns: what a worker does, so that only order is left to the thread that writes.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use nameplate::contract::{Expanded, Record, Row};
use nameplate::finding::ListingResult;
use nameplate::matching::MatchResult;

use super::plan::{Cases, Format};
use super::{flat, flat_match};
use crate::arrow_out::{ExpandedColumns, MatchColumns, ResultColumns};

/// The results of one batch, ready to be written.
pub(crate) enum Encoded {
    Nothing,
    Bytes(Vec<u8>),
    Columns(RecordBatch),
}

/// A result that can be written in every format.
pub(crate) trait Written {
    /// Collects results as columns.
    type Columns;

    fn columns(cases: Cases) -> Self::Columns;
    fn column(&self, columns: &mut Self::Columns);
    fn batch(columns: &mut Self::Columns) -> Result<RecordBatch, ArrowError>;
    fn json(&self, cases: Cases, out: &mut Vec<u8>) -> serde_json::Result<()>;
    fn lines(&self, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error>;
}

/// Listings as columns, with their cases beside them or inside.
pub(crate) enum ListingColumns {
    Beside(Box<ResultColumns>),
    Inside(Box<ExpandedColumns>),
}

impl Written for ListingResult<'_> {
    type Columns = ListingColumns;

    fn columns(cases: Cases) -> ListingColumns {
        match cases {
            Cases::Beside => ListingColumns::Beside(Box::default()),
            Cases::Inside => ListingColumns::Inside(Box::default()),
        }
    }

    fn column(&self, columns: &mut ListingColumns) {
        match columns {
            ListingColumns::Beside(columns) => columns.push(self),
            ListingColumns::Inside(columns) => columns.push(self),
        }
    }

    fn batch(columns: &mut ListingColumns) -> Result<RecordBatch, ArrowError> {
        match columns {
            ListingColumns::Beside(columns) => columns.finish(),
            ListingColumns::Inside(columns) => columns.finish(),
        }
    }

    fn json(&self, cases: Cases, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match cases {
            Cases::Beside => serde_json::to_writer(out, &Record::Result(Row(self))),
            Cases::Inside => serde_json::to_writer(out, &Expanded(self)),
        }
    }

    fn lines(&self, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
        flat::write(self, out)
    }
}

impl Written for MatchResult<'_> {
    type Columns = MatchColumns;

    fn columns(_: Cases) -> MatchColumns {
        MatchColumns::default()
    }

    fn column(&self, columns: &mut MatchColumns) {
        columns.push(self);
    }

    fn batch(columns: &mut MatchColumns) -> Result<RecordBatch, ArrowError> {
        columns.finish()
    }

    fn json(&self, _: Cases, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }

    fn lines(&self, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
        flat_match::write(self, out)
    }
}

/// Everything but plain numbers is quoted, so that a program that splits at another sign than the comma, and a cell that holds
/// such a sign, do not meet; numbers stay numbers.
pub(super) fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().quote_style(csv::QuoteStyle::NonNumeric).from_writer(Vec::new())
}

/// In which form results are written.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) format: Format,
    pub(crate) cases: Cases,
}

/// Encodes the results of one batch.
pub(crate) enum Encoder<W: Written> {
    Nothing,
    Jsonl(Vec<u8>, Cases),
    Csv(Box<csv::Writer<Vec<u8>>>),
    Parquet(Box<W::Columns>),
}

impl<W: Written> Encoder<W> {
    pub(crate) fn new(shape: Option<Shape>) -> Self {
        match shape.map(|shape| (shape.format, shape.cases)) {
            None => Encoder::Nothing,
            Some((Format::Jsonl, cases)) => Encoder::Jsonl(Vec::new(), cases),
            Some((Format::Csv, _)) => Encoder::Csv(Box::new(csv_writer())),
            Some((Format::Parquet, cases)) => Encoder::Parquet(Box::new(W::columns(cases))),
        }
    }

    /// Adds a result of the same kind, whatever it borrows.
    pub(crate) fn push<R: Written<Columns = W::Columns>>(&mut self, result: &R) -> Result<(), String> {
        match self {
            Encoder::Nothing => {}
            Encoder::Jsonl(out, cases) => {
                result.json(*cases, out).map_err(|error| error.to_string())?;
                out.push(b'\n');
            }
            Encoder::Csv(out) => result.lines(out).map_err(|error| error.to_string())?,
            Encoder::Parquet(columns) => result.column(columns),
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<Encoded, String> {
        Ok(match self {
            Encoder::Nothing => Encoded::Nothing,
            Encoder::Jsonl(out, _) => Encoded::Bytes(out),
            Encoder::Csv(out) => Encoded::Bytes(out.into_inner().map_err(|error| error.to_string())?),
            Encoder::Parquet(mut columns) => {
                Encoded::Columns(W::batch(&mut columns).map_err(|error| error.to_string())?)
            }
        })
    }
}
