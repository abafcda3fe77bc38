//! Results as bytes or columns: what a worker does, so that only order is left to the thread that writes.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use nameplate::finding::ListingResult;
use nameplate::matching::MatchResult;
use serde::Serialize;

use super::plan::Format;
use super::{flat, flat_match};
use crate::arrow_out::{MatchColumns, ResultColumns};

/// The results of one batch, ready to be written.
pub(crate) enum Encoded {
    Nothing,
    Bytes(Vec<u8>),
    Columns(RecordBatch),
}

/// A result that can be written in every format.
pub(crate) trait Row: Serialize {
    /// Collects results as columns.
    type Columns: Default;

    fn column(&self, columns: &mut Self::Columns);
    fn batch(columns: &mut Self::Columns) -> Result<RecordBatch, ArrowError>;
    fn lines(&self, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error>;
}

impl Row for ListingResult<'_> {
    type Columns = ResultColumns;

    fn column(&self, columns: &mut ResultColumns) {
        columns.push(self);
    }

    fn batch(columns: &mut ResultColumns) -> Result<RecordBatch, ArrowError> {
        columns.finish()
    }

    fn lines(&self, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
        flat::write(self, out)
    }
}

impl Row for MatchResult<'_> {
    type Columns = MatchColumns;

    fn column(&self, columns: &mut MatchColumns) {
        columns.push(self);
    }

    fn batch(columns: &mut MatchColumns) -> Result<RecordBatch, ArrowError> {
        columns.finish()
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

/// Encodes the results of one batch.
pub(crate) enum Encoder<C> {
    Nothing,
    Jsonl(Vec<u8>),
    Csv(Box<csv::Writer<Vec<u8>>>),
    Parquet(Box<C>),
}

impl<C: Default> Encoder<C> {
    pub(crate) fn new(format: Option<Format>) -> Self {
        match format {
            None => Encoder::Nothing,
            Some(Format::Jsonl) => Encoder::Jsonl(Vec::new()),
            Some(Format::Csv) => Encoder::Csv(Box::new(csv_writer())),
            Some(Format::Parquet) => Encoder::Parquet(Box::default()),
        }
    }

    pub(crate) fn push<R: Row<Columns = C>>(&mut self, result: &R) -> Result<(), String> {
        match self {
            Encoder::Nothing => {}
            Encoder::Jsonl(out) => {
                serde_json::to_writer(&mut *out, result).map_err(|error| error.to_string())?;
                out.push(b'\n');
            }
            Encoder::Csv(out) => result.lines(out).map_err(|error| error.to_string())?,
            Encoder::Parquet(columns) => result.column(columns),
        }
        Ok(())
    }

    pub(crate) fn finish<R: Row<Columns = C>>(self) -> Result<Encoded, String> {
        Ok(match self {
            Encoder::Nothing => Encoded::Nothing,
            Encoder::Jsonl(out) => Encoded::Bytes(out),
            Encoder::Csv(out) => Encoded::Bytes(out.into_inner().map_err(|error| error.to_string())?),
            Encoder::Parquet(mut columns) => {
                Encoded::Columns(R::batch(&mut columns).map_err(|error| error.to_string())?)
            }
        })
    }
}
