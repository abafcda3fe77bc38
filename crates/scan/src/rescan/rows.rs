//! The rows of a part as they are kept: Parquet in small pages, so that a few rows can be read without the others.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use arrow_array::cast::AsArray;
use arrow_array::types::{UInt32Type, UInt64Type};
use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt32Array, UInt64Array};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{RowSelection, RowSelector};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::counted::Counted;
use super::entry::{Entry, Finding};
use super::error::StateError;

/// Rows of a page: the least that is read to make one row anew.
const PAGE: usize = 256;
/// Rows of a batch.
const BATCH: usize = 4_096;

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    /// Its place among the rows of the part.
    pub(super) at: u32,
    /// The row in the catalog.
    pub(super) row: u64,
    pub(super) listing: String,
    pub(super) result: String,
    pub(super) findings: Vec<Finding>,
}

/// Writes rows.
pub(super) struct Writer {
    path: PathBuf,
    to: ArrowWriter<File>,
    places: Vec<u32>,
    rows: Vec<u64>,
    listings: Vec<String>,
    results: Vec<String>,
    findings: Vec<String>,
    written: u64,
}

fn schema() -> Arc<Schema> {
    let text = |name| Field::new(name, DataType::Utf8, false);
    Arc::new(Schema::new(vec![
        Field::new("at", DataType::UInt32, false),
        Field::new("row", DataType::UInt64, false),
        text("listing"),
        text("result"),
        text("findings"),
    ]))
}

impl Writer {
    pub(super) fn create(path: &Path) -> Result<Self, StateError> {
        let damaged = |cause| StateError::damaged(path, cause);
        let [listing, at, row] = ["listing", "at", "row"].map(ColumnPath::from);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(damaged)?))
            .set_data_page_row_count_limit(PAGE)
            .set_write_batch_size(PAGE)
            .set_statistics_enabled(EnabledStatistics::None)
            .set_column_statistics_enabled(ColumnPath::from("at"), EnabledStatistics::Page)
            // Of answers most are one and the same; of listings and numbers none, and a dictionary is read whole for one row.
            .set_column_dictionary_enabled(listing, false)
            .set_column_dictionary_enabled(at.clone(), false)
            .set_column_encoding(at, Encoding::DELTA_BINARY_PACKED)
            .set_column_dictionary_enabled(row.clone(), false)
            .set_column_encoding(row, Encoding::DELTA_BINARY_PACKED)
            .build();
        let file = File::create(path).map_err(|cause| StateError::Io { path: path.to_owned(), cause })?;
        let to = ArrowWriter::try_new(file, schema(), Some(properties)).map_err(damaged)?;
        Ok(Writer {
            path: path.to_owned(),
            to,
            places: Vec::new(),
            rows: Vec::new(),
            listings: Vec::new(),
            results: Vec::new(),
            findings: Vec::new(),
            written: 0,
        })
    }

    /// One more; rows come in order.
    pub(super) fn add(&mut self, at: u32, entry: &Entry) -> Result<(), StateError> {
        self.places.push(at);
        self.rows.push(entry.row);
        self.listings.push(entry.listing.clone());
        self.results.push(entry.result.clone());
        let findings = if entry.findings.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&entry.findings).map_err(|error| StateError::damaged(&self.path, error))?
        };
        self.findings.push(findings);
        self.written += 1;
        if self.rows.len() == BATCH { self.put() } else { Ok(()) }
    }

    fn put(&mut self) -> Result<(), StateError> {
        let text = |all: &mut Vec<String>| -> ArrayRef { Arc::new(StringArray::from(std::mem::take(all))) };
        let columns: Vec<ArrayRef> = vec![
            Arc::new(UInt32Array::from(std::mem::take(&mut self.places))),
            Arc::new(UInt64Array::from(std::mem::take(&mut self.rows))),
            text(&mut self.listings),
            text(&mut self.results),
            text(&mut self.findings),
        ];
        let batch = RecordBatch::try_new(schema(), columns);
        let batch = batch.map_err(|error| StateError::damaged(&self.path, error))?;
        self.to.write(&batch).map_err(|error| StateError::damaged(&self.path, error))
    }

    /// All of it is on disk; how many rows there are.
    pub(super) fn finish(mut self) -> Result<u64, StateError> {
        self.put()?;
        let Writer { path, to, written, .. } = self;
        let file = to.into_inner().map_err(|error| StateError::damaged(&path, error))?;
        file.sync_all().map_err(|cause| StateError::Io { path, cause })?;
        Ok(written)
    }
}

/// Reads rows: those at these places of the file, in order; or all.
pub(super) fn read(
    path: &Path,
    places: Option<&[u32]>,
    counted: &Arc<AtomicU64>,
    each: &mut dyn FnMut(Stored) -> Result<(), StateError>,
) -> Result<(), StateError> {
    let mut builder = Counted::open(path, counted)?.reader()?;
    let damaged = |cause| StateError::damaged(path, cause);
    if let Some(places) = places {
        builder = builder.with_row_selection(selection(places));
    }
    for batch in builder.with_batch_size(BATCH).build().map_err(damaged)? {
        let batch = batch.map_err(|error| StateError::damaged(path, error))?;
        let places = batch.column(0).as_primitive::<UInt32Type>();
        let rows = batch.column(1).as_primitive::<UInt64Type>();
        let text = |column: usize, n: usize| batch.column(column).as_string::<i32>().value(n).to_owned();
        for n in 0..batch.num_rows() {
            let findings = match text(4, n) {
                none if none.is_empty() => Vec::new(),
                all => serde_json::from_str(&all).map_err(|error| StateError::damaged(path, error))?,
            };
            let (at, row) = (places.value(n), rows.value(n));
            each(Stored { at, row, listing: text(2, n), result: text(3, n), findings })?;
        }
    }
    Ok(())
}

/// Places as what is skipped and what is read.
fn selection(places: &[u32]) -> RowSelection {
    let (mut selectors, mut next) = (Vec::new(), 0usize);
    for &place in places {
        let place = place as usize;
        if place > next {
            selectors.push(RowSelector::skip(place - next));
        }
        selectors.push(RowSelector::select(1));
        next = place + 1;
    }
    selectors.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use std::sync::atomic::Ordering;

    use super::*;

    #[test]
    fn a_few_rows_are_read_without_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.parquet");
        let mut writer = Writer::create(&path).unwrap();
        let entry = |row: u32| Entry {
            row: u64::from(row),
            listing: format!("{{\"title\":\"listing {row} of {}\"}}", u64::from(row) * 7_919 % 10_007),
            result: "{}".to_owned(),
            findings: Vec::new(),
            keys: Vec::new(),
        };
        (0..60_000).for_each(|row| writer.add(row, &entry(row)).unwrap());
        assert_eq!(writer.finish().unwrap(), 60_000);
        let counted = Arc::new(AtomicU64::new(0));
        let mut found = Vec::new();
        read(&path, Some(&[3, 4, 31_000, 59_999]), &counted, &mut |one| {
            found.push((one.at, one.listing));
            Ok(())
        })
        .unwrap();
        assert_eq!(found, [3, 4, 31_000, 59_999].map(|row| (row, entry(row).listing)));
        let (few, all) = (counted.load(Ordering::Relaxed), path.metadata().unwrap().len());
        assert!(few * 4 < all, "{few} of {all}");
        std::fs::write(&path, "no parquet").unwrap();
        let error = read(&path, None, &counted, &mut |_| Ok(())).unwrap_err().to_string();
        assert!(error.contains("rows.parquet") && error.contains("damaged"), "{error}");
    }
}
