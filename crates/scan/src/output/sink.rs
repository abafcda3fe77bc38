//! The ordered end of the pipeline: takes encoded batches one after the other, compresses them, and publishes the file
//! with its manifest.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression as Codec, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde::Serialize;

use super::{Compression, Encoded, Format, Layout, Plan, pending};
use crate::error::Error;

/// Rows of one Parquet row group, and bytes from which it is closed early: what the writer holds in memory.
const GROUP_ROWS: usize = 131_072;
const GROUP_BYTES: usize = 32 << 20;

/// The file of results that is being written.
pub(crate) struct Sink {
    plan: Plan,
    file: Writer,
}

enum Writer {
    Plain(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::stream::write::Encoder<'static, BufWriter<File>>),
    Parquet(Box<ArrowWriter<BufWriter<File>>>),
}

impl Sink {
    /// Makes the folder and the file aside.
    pub(crate) fn create(plan: Plan, layout: &Layout) -> Result<Sink, Error> {
        if let Some(folder) = &plan.folder {
            fs::create_dir_all(folder).map_err(|error| pending::write_error(folder, &error))?;
        }
        let file = BufWriter::with_capacity(1 << 20, pending::create(&plan.results)?);
        let failed = |error: &dyn std::fmt::Display| pending::write_error(&plan.results, error);
        let mut file = match (plan.format, plan.compression) {
            (Format::Parquet, _) => {
                let writer = ArrowWriter::try_new(file, (layout.schema)(), Some(properties()))
                    .map_err(|error| failed(&error))?;
                Writer::Parquet(Box::new(writer))
            }
            (_, Compression::None) => Writer::Plain(file),
            (_, Compression::Gzip) => Writer::Gzip(GzEncoder::new(file, flate2::Compression::default())),
            (_, Compression::Zstd) => {
                Writer::Zstd(zstd::stream::write::Encoder::new(file, 3).map_err(|error| failed(&error))?)
            }
        };
        if plan.format == Format::Csv {
            file.bytes(&(layout.header)()).map_err(|error| failed(&error))?;
        }
        Ok(Sink { plan, file })
    }

    pub(crate) fn write(&mut self, encoded: &Encoded) -> Result<(), Error> {
        let written = match (encoded, &mut self.file) {
            (Encoded::Columns(batch), Writer::Parquet(writer)) => columns(writer, batch),
            (Encoded::Bytes(bytes), file) => file.bytes(bytes).map_err(|error| error.to_string()),
            _ => Ok(()),
        };
        written.map_err(|reason| self.failed(&reason))
    }

    fn failed(&self, reason: &dyn std::fmt::Display) -> Error {
        pending::write_error(&pending::aside(&self.plan.results), reason)
    }

    /// Closes the file and gives it its name. The old manifest goes first: a manifest never stands beside results of
    /// another run.
    pub(crate) fn publish(self, manifest: &impl Serialize) -> Result<Vec<PathBuf>, Error> {
        let aside = pending::aside(&self.plan.results);
        self.file.close().map_err(|reason| pending::write_error(&aside, &reason))?;
        let path = &self.plan.manifest;
        let mut text =
            serde_json::to_vec_pretty(manifest).map_err(|error| pending::write_error(path, &error))?;
        text.push(b'\n');
        pending::create(path)?.write_all(&text).map_err(|error| pending::write_error(path, &error))?;
        pending::retract(path)?;
        pending::publish(&self.plan.results)?;
        pending::publish(path)?;
        Ok(vec![self.plan.results, self.plan.manifest])
    }
}

impl Writer {
    fn bytes(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match self {
            Writer::Plain(file) => file.write_all(bytes),
            Writer::Gzip(file) => file.write_all(bytes),
            Writer::Zstd(file) => file.write_all(bytes),
            Writer::Parquet(_) => Ok(()),
        }
    }

    /// Writes what is still held, down to the file.
    fn close(self) -> Result<(), String> {
        let file = match self {
            Writer::Plain(file) => Ok(file),
            Writer::Gzip(file) => file.finish().map_err(|error| error.to_string()),
            Writer::Zstd(file) => file.finish().map_err(|error| error.to_string()),
            // Writes the last row group and the footer.
            Writer::Parquet(writer) => writer.into_inner().map_err(|error| error.to_string()),
        };
        file?.into_inner().map(drop).map_err(|error| error.to_string())
    }
}

fn columns(
    writer: &mut ArrowWriter<BufWriter<File>>,
    batch: &arrow_array::RecordBatch,
) -> Result<(), String> {
    writer.write(batch).map_err(|error| error.to_string())?;
    if writer.in_progress_size() > GROUP_BYTES {
        writer.flush().map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Codec::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_created_by("nameplate".to_owned())
        .build()
}
