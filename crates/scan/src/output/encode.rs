//! Results as bytes or columns: what a worker does, so that only order is left to the thread that writes.

use arrow_array::RecordBatch;
use nameplate::finding::ListingResult;

use super::{Format, flat};
use crate::arrow_out::ResultColumns;

/// The results of one batch, ready to be written.
pub(crate) enum Encoded {
    Nothing,
    Bytes(Vec<u8>),
    Columns(RecordBatch),
}

/// Encodes the results of one batch.
pub(crate) enum Encoder {
    Nothing,
    Jsonl(Vec<u8>),
    Csv(Box<csv::Writer<Vec<u8>>>),
    Parquet(Box<ResultColumns>),
}

impl Encoder {
    pub(crate) fn new(format: Option<Format>) -> Self {
        match format {
            None => Encoder::Nothing,
            Some(Format::Jsonl) => Encoder::Jsonl(Vec::new()),
            Some(Format::Csv) => Encoder::Csv(Box::new(csv::Writer::from_writer(Vec::new()))),
            Some(Format::Parquet) => Encoder::Parquet(Box::default()),
        }
    }

    pub(crate) fn push(&mut self, result: &ListingResult<'_>) -> Result<(), String> {
        match self {
            Encoder::Nothing => {}
            Encoder::Jsonl(out) => {
                serde_json::to_writer(&mut *out, result).map_err(|error| error.to_string())?;
                out.push(b'\n');
            }
            Encoder::Csv(out) => flat::write(result, out).map_err(|error| error.to_string())?,
            Encoder::Parquet(columns) => columns.push(result),
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<Encoded, String> {
        Ok(match self {
            Encoder::Nothing => Encoded::Nothing,
            Encoder::Jsonl(out) => Encoded::Bytes(out),
            Encoder::Csv(out) => Encoded::Bytes(out.into_inner().map_err(|error| error.to_string())?),
            Encoder::Parquet(mut columns) => {
                Encoded::Columns(columns.finish().map_err(|error| error.to_string())?)
            }
        })
    }
}
