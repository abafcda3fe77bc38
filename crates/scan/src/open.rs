//! Opens a catalog of any kind.

use std::sync::Arc;

use crate::parquet::ParquetReader;
use crate::reader::{Asked, Batches, ReadBatches};
use crate::sheet::SheetReader;
use crate::source::{self, Input, Opened, Reading, Tap};
use tables::csv::{CsvReader, known};
use tables::error::Error;
use tables::json::JsonReader;

/// Opens a catalog of any kind.
pub(crate) fn open(input: &Input, tap: &Tap, asked: &Asked<'_>) -> Result<Box<dyn ReadBatches>, Error> {
    let file: Arc<str> = input.name().into();
    let reads = |text: &str| known(text, &asked.naming());
    let reading =
        Reading { label: asked.encoding, reads: &reads, workbook_bytes: asked.limits.workbook_bytes };
    Ok(match source::open(input, tap, reading)? {
        Opened::Csv(stream) => Box::new(Batches::new(&file, asked, CsvReader::open(&file, stream, asked)?)),
        Opened::Json(stream) => Box::new(Batches::new(&file, asked, JsonReader::open(&file, stream, asked)?)),
        Opened::Workbook(bytes) => {
            Box::new(Batches::new(&file, asked, SheetReader::open(&file, bytes, asked)?))
        }
        Opened::Parquet => Box::new(ParquetReader::open(file, input, tap, asked)?),
    })
}
