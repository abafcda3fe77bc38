//! Opens a catalog of any kind.

use std::sync::Arc;

use crate::csv::{CsvReader, known};
use crate::error::Error;
use crate::json::JsonReader;
use crate::parquet::ParquetReader;
use crate::reader::{Asked, Batches, ReadBatches};
use crate::source::{self, Input, Opened, Tap, Writing};

/// Opens a catalog of any kind.
pub(crate) fn open(input: &Input, tap: &Tap, asked: &Asked<'_>) -> Result<Box<dyn ReadBatches>, Error> {
    let file: Arc<str> = input.name().into();
    let reads = |text: &str| known(text, &asked.naming());
    let writing = Writing { label: asked.encoding, reads: &reads };
    Ok(match source::open(input, tap, writing)? {
        Opened::Csv(stream) => Box::new(Batches::new(&file, asked, CsvReader::open(&file, stream, asked)?)),
        Opened::Json(stream) => Box::new(Batches::new(&file, asked, JsonReader::open(&file, stream, asked)?)),
        Opened::Parquet => Box::new(ParquetReader::open(file, input, tap, asked)?),
    })
}
