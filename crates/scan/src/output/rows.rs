//! The file of results while it is written: encoded batches one after the other, compressed, digested on the way to the disk.

use std::io::{self, BufWriter, Write};

use arrow_schema::SchemaRef;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression as Codec, ZstdLevel};
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};

use super::about::About;
use super::book::Book;
use super::encode::Encoded;
use super::format::Format;
use super::layout::Layout;
use super::plan::{Compression, Plan};
use crate::publish::{DiskFile, folder_of};
use crate::source::hex;

/// Rows of one Parquet row group, and bytes from which it is closed early: what the writer holds in memory.
const GROUP_ROWS: usize = 131_072;
const GROUP_BYTES: usize = 32 << 20;

/// A file that knows the digest of what went into it.
pub(super) struct Digested {
    file: Box<dyn DiskFile>,
    sha256: Sha256,
    bytes: u64,
}

impl Digested {
    /// Waits for the disk.
    fn finish(mut self) -> io::Result<(String, u64)> {
        self.file.sync()?;
        Ok((hex(&self.sha256.finalize()), self.bytes))
    }
}

impl Write for Digested {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.file.write(buf)?;
        self.sha256.update(buf.get(..n).unwrap_or_default());
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

type File = BufWriter<Digested>;

pub(super) enum RowFile {
    Plain(File),
    Gzip(GzEncoder<File>),
    Zstd(zstd::stream::write::Encoder<'static, File>),
    Parquet(Box<ArrowWriter<File>>),
    Xlsx(Box<(Book, File)>),
}

/// What became of a file: SHA-256 and size, and what its format had no room for.
pub(super) struct Closed {
    pub(super) sha256: String,
    pub(super) bytes: u64,
    pub(super) left_out: Vec<String>,
}

impl RowFile {
    /// A file for rows of a format, whose columns are these.
    pub(super) fn new(file: Box<dyn DiskFile>, plan: &Plan, schema: SchemaRef) -> Result<RowFile, String> {
        let file = BufWriter::with_capacity(1 << 18, Digested { file, sha256: Sha256::new(), bytes: 0 });
        Ok(match (plan.format, plan.compression) {
            (Format::Parquet, _) => {
                let writer = ArrowWriter::try_new(file, schema, Some(properties()));
                RowFile::Parquet(Box::new(writer.map_err(|error| error.to_string())?))
            }
            (Format::Xlsx, _) => return Err("a workbook has sheets".to_owned()),
            (_, Compression::None) => RowFile::Plain(file),
            (_, Compression::Gzip) => RowFile::Gzip(GzEncoder::new(file, flate2::Compression::default())),
            (_, Compression::Zstd) => {
                let encoder = zstd::stream::write::Encoder::new(file, 3);
                RowFile::Zstd(encoder.map_err(|error| error.to_string())?)
            }
        })
    }

    /// The same for a workbook: its lines wait in the folder where it will stand.
    pub(super) fn book(file: Box<dyn DiskFile>, plan: &Plan, layout: &Layout) -> io::Result<RowFile> {
        let file = BufWriter::with_capacity(1 << 18, Digested { file, sha256: Sha256::new(), bytes: 0 });
        let folder = folder_of(&plan.results);
        let book = Book::new(&folder, &plan.contents, layout)?;
        Ok(RowFile::Xlsx(Box::new((book, file))))
    }

    pub(super) fn write(&mut self, encoded: &Encoded) -> Result<(), String> {
        match (encoded, self) {
            (Encoded::Columns(batch), RowFile::Parquet(writer)) => columns(writer, batch),
            (Encoded::Sheets(sheets), RowFile::Xlsx(book)) => {
                book.0.write(sheets).map_err(|error| error.to_string())
            }
            (Encoded::Bytes(bytes), file) => file.bytes(bytes).map_err(|error| error.to_string()),
            _ => Ok(()),
        }
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            RowFile::Plain(file) => file.write_all(bytes),
            RowFile::Gzip(file) => file.write_all(bytes),
            RowFile::Zstd(file) => file.write_all(bytes),
            RowFile::Parquet(_) | RowFile::Xlsx(_) => Ok(()),
        }
    }

    /// Writes what is still held, down to the disk.
    pub(super) fn close(self, about: &About) -> Result<Closed, String> {
        let mut left_out = Vec::new();
        let file = match self {
            RowFile::Plain(file) => Ok(file),
            RowFile::Gzip(file) => file.finish().map_err(|error| error.to_string()),
            RowFile::Zstd(file) => file.finish().map_err(|error| error.to_string()),
            RowFile::Xlsx(book) => {
                let (book, mut file) = *book;
                let (mut whole, limits) = book.finish(about)?;
                io::copy(&mut whole, &mut file).map_err(|error| error.to_string())?;
                left_out = limits;
                Ok(file)
            }
            // Writes the last row group and the footer.
            RowFile::Parquet(writer) => writer.into_inner().map_err(|error| error.to_string()),
        };
        let file = file?.into_inner().map_err(|error| error.to_string())?;
        let (sha256, bytes) = file.finish().map_err(|error| error.to_string())?;
        Ok(Closed { sha256, bytes, left_out })
    }
}

fn columns(writer: &mut ArrowWriter<File>, batch: &arrow_array::RecordBatch) -> Result<(), String> {
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
