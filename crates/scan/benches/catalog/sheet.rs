//! A catalog on disk, twice with the same rows: Parquet, and CSV as a keyword search reads it.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;

/// The cells of a row, in the order of [`COLUMNS`].
pub(crate) type Row = [String; 7];

/// What the columns are called.
pub(crate) const COLUMNS: [&str; 7] = ["sku", "title", "brand", "seller", "model", "category", "description"];

/// Rows of a batch.
const BATCH: usize = 8_192;

/// What was written.
pub(crate) struct Sheet {
    /// The rows as Parquet.
    pub(crate) parquet: PathBuf,
    /// The same rows as CSV.
    pub(crate) csv: PathBuf,
    /// How many there are.
    pub(crate) rows: usize,
    /// Percent of titles that occur once.
    pub(crate) distinct: f64,
    /// Bytes of the CSV.
    pub(crate) bytes: u64,
}

/// Writes a catalog in both forms.
pub(crate) fn write(folder: &Path, name: &str, rows: impl Iterator<Item = Row>) -> Sheet {
    let (parquet, csv) = (folder.join(format!("{name}.parquet")), folder.join(format!("{name}.csv")));
    let schema = Arc::new(Schema::new(COLUMNS.map(|name| Field::new(name, DataType::Utf8, false)).to_vec()));
    let file = File::create(&parquet).expect("a file for the catalog");
    let mut columns = ArrowWriter::try_new(file, Arc::clone(&schema), None).expect("a writer");
    let mut lines = csv::Writer::from_path(&csv).expect("a file for the catalog");
    lines.write_record(COLUMNS).expect("to write");
    let (mut titles, mut count, mut rows) = (HashSet::new(), 0, rows.peekable());
    while rows.peek().is_some() {
        let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
        count += batch.len();
        titles.extend(batch.iter().map(|row| fingerprint(&row[1])));
        batch.iter().for_each(|row| lines.write_record(row).expect("to write"));
        let column = |c: usize| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(batch.iter().map(|row| row[c].as_str())))
        };
        let arrays = (0..COLUMNS.len()).map(column).collect();
        columns
            .write(&RecordBatch::try_new(Arc::clone(&schema), arrays).expect("a batch"))
            .expect("to write");
    }
    columns.close().expect("to close the catalog");
    lines.flush().expect("to close the catalog");
    let bytes = std::fs::metadata(&csv).map_or(0, |m| m.len());
    Sheet { parquet, csv, rows: count, distinct: titles.len() as f64 * 100.0 / count.max(1) as f64, bytes }
}

/// The FNV-1a hash of a title: enough to count distinct ones.
fn fingerprint(title: &str) -> u64 {
    title.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
