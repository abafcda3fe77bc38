//! Under which keys which rows are found: Parquet sorted by key, in segments of so many rows, with statistics of its pages and bloom
//! filters, so that a look-up reads little of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection, RowSelector};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::page_index::column_index::ColumnIndexMetaData;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::counted::Counted;
use super::error::StateError;

/// Rows of a segment: what its keys take of memory while it is written.
const SEGMENT: u32 = 400_000;
/// Rows of a page: the least that a look-up reads.
const PAGE: usize = 2_000;
/// Keys of a batch.
const BATCH: usize = 32_768;

/// Writes keys, segment by segment.
pub(super) struct Writer {
    /// The first segment's path; the others have numbers behind it.
    path: PathBuf,
    segments: Vec<PathBuf>,
    open: BTreeMap<String, Vec<u32>>,
    first: u32,
}

impl Writer {
    pub(super) fn create(path: &Path) -> Self {
        Writer { path: path.to_owned(), segments: Vec::new(), open: BTreeMap::new(), first: 0 }
    }

    /// The keys of one more row; rows come in order.
    pub(super) fn add(&mut self, row: u32, keys: &[String]) -> Result<(), StateError> {
        if row - self.first >= SEGMENT {
            self.close()?;
            self.first = row;
        }
        for key in keys {
            match self.open.get_mut(key) {
                Some(rows) => rows.push(row),
                None => drop(self.open.insert(key.clone(), vec![row])),
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), StateError> {
        let all = std::mem::take(&mut self.open);
        if all.is_empty() {
            return Ok(());
        }
        let path = segment(&self.path, self.segments.len());
        write(&path, all)?;
        self.segments.push(path);
        Ok(())
    }

    /// Ends the last segment; how many there are.
    pub(super) fn finish(mut self) -> Result<usize, StateError> {
        self.close()?;
        Ok(self.segments.len())
    }
}

/// The path of a segment.
pub(super) fn segment(path: &Path, n: usize) -> PathBuf {
    path.with_extension(format!("{n}.parquet"))
}

fn schema() -> Arc<Schema> {
    Arc::new(Schema::new(vec![
        Field::new("key", DataType::Utf8, false),
        Field::new("row", DataType::UInt32, false),
    ]))
}

fn write(path: &Path, all: BTreeMap<String, Vec<u32>>) -> Result<(), StateError> {
    let failed = |cause| StateError::Io { path: path.to_owned(), cause };
    let damaged = |cause| StateError::damaged(path, cause);
    let row = ColumnPath::from("row");
    let key = ColumnPath::from("key");
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(damaged)?))
        .set_data_page_row_count_limit(PAGE)
        .set_write_batch_size(PAGE)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_column_encoding(row.clone(), Encoding::DELTA_BINARY_PACKED)
        .set_column_dictionary_enabled(row, false)
        // Sorted keys share their beginnings; a dictionary would have to be read whole for one of them.
        .set_column_encoding(key.clone(), Encoding::DELTA_BYTE_ARRAY)
        .set_column_dictionary_enabled(key.clone(), false)
        .set_column_bloom_filter_enabled(key.clone(), true)
        .set_column_bloom_filter_fpp(key.clone(), 0.05)
        .set_column_bloom_filter_max_ndv(key, all.len() as u64)
        .build();
    let file = File::create(path).map_err(failed)?;
    let mut writer = ArrowWriter::try_new(file, schema(), Some(properties)).map_err(damaged)?;
    let (mut keys, mut rows): (Vec<&str>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut put = |keys: &mut Vec<&str>, rows: &mut Vec<u32>| {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from(std::mem::take(keys))),
            Arc::new(UInt32Array::from(std::mem::take(rows))),
        ];
        let batch =
            RecordBatch::try_new(schema(), columns).map_err(|error| StateError::damaged(path, error))?;
        writer.write(&batch).map_err(damaged)
    };
    for (key, of_key) in &all {
        for row in of_key {
            keys.push(key);
            rows.push(*row);
            if keys.len() == BATCH {
                put(&mut keys, &mut rows)?;
            }
        }
    }
    put(&mut keys, &mut rows)?;
    let file = writer.into_inner().map_err(damaged)?;
    file.sync_all().map_err(failed)
}

/// Which keys are looked up.
pub(super) enum Wanted<'w> {
    /// Those of a set.
    These(&'w BTreeSet<String>),
    /// All that begin with a mark.
    From(char),
}

impl Wanted<'_> {
    /// Whether a page may hold any of them, by its least and its greatest key.
    fn may_lie(&self, least: &str, greatest: &str) -> bool {
        match self {
            Wanted::These(keys) => keys.range(least.to_owned()..=greatest.to_owned()).next().is_some(),
            Wanted::From(mark) => {
                let from = mark.to_string();
                greatest >= from.as_str() && least.chars().next().is_none_or(|first| first <= *mark)
            }
        }
    }

    fn takes(&self, key: &str) -> bool {
        match self {
            Wanted::These(keys) => keys.contains(key),
            Wanted::From(mark) => key.starts_with(*mark),
        }
    }
}

/// Looks keys up in the segments of a part.
pub(super) fn look_up(
    paths: &[PathBuf],
    wanted: &Wanted<'_>,
    read: &Arc<AtomicU64>,
    each: &mut dyn FnMut(&str, u32),
) -> Result<(), StateError> {
    for path in paths {
        let builder = Counted::open(path, read)?.reader()?;
        let damaged = |cause| StateError::damaged(path, cause);
        let (groups, selection) = pages(path, &builder, wanted)?;
        if groups.is_empty() {
            continue;
        }
        let both = ProjectionMask::all();
        let reader = builder.with_row_groups(groups).with_row_selection(selection).with_projection(both);
        for batch in reader.build().map_err(damaged)? {
            let batch = batch.map_err(|error| StateError::damaged(path, error))?;
            let keys = batch.column(0).as_string::<i32>();
            let rows = batch.column(1).as_primitive::<UInt32Type>();
            for n in 0..batch.num_rows() {
                if wanted.takes(keys.value(n)) {
                    each(keys.value(n), rows.value(n));
                }
            }
        }
    }
    Ok(())
}

/// The row groups that may hold keys, and which of their rows.
fn pages(
    path: &Path,
    builder: &ParquetRecordBatchReaderBuilder<Counted>,
    wanted: &Wanted<'_>,
) -> Result<(Vec<usize>, RowSelection), StateError> {
    let metadata = builder.metadata();
    let broken = || StateError::damaged(path, "its pages have no index");
    let (Some(columns), Some(offsets)) = (metadata.column_index(), metadata.offset_index()) else {
        return Err(broken());
    };
    let (mut groups, mut selectors) = (Vec::new(), Vec::new());
    for n in 0..metadata.num_row_groups() {
        let (Some(column), Some(offset)) =
            (columns.get(n).and_then(|all| all.first()), offsets.get(n).and_then(|all| all.first()))
        else {
            return Err(broken());
        };
        let ColumnIndexMetaData::BYTE_ARRAY(bounds) = column else { return Err(broken()) };
        let rows = metadata.row_group(n).num_rows();
        let starts: Vec<i64> = offset.page_locations().iter().map(|page| page.first_row_index).collect();
        let mut chosen = 0i64;
        for (page, start) in starts.iter().enumerate() {
            let length = starts.get(page + 1).copied().unwrap_or(rows) - start;
            let length = usize::try_from(length).unwrap_or(0);
            let text = |bytes: Option<&[u8]>| String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned();
            let takes = wanted.may_lie(&text(bounds.min_value(page)), &text(bounds.max_value(page)));
            let size =
                offset.page_locations().get(page).map_or(0, |page| i64::from(page.compressed_page_size));
            chosen += if takes { size.max(1) } else { 0 };
            selectors.push(if takes { RowSelector::select(length) } else { RowSelector::skip(length) });
        }
        // A filter is asked where it is smaller than what it may save.
        let filter = metadata.row_group(n).column(0).bloom_filter_length().map_or(i64::MAX, i64::from);
        if chosen > 0 && (chosen <= filter || may_hold(path, builder, (n, wanted))?) {
            groups.push(n);
        } else {
            selectors.truncate(selectors.len() - starts.len());
        }
    }
    Ok((groups, selectors.into()))
}

/// Whether a bloom filter leaves any key over; a range of keys has none to be asked for.
fn may_hold(
    path: &Path,
    builder: &ParquetRecordBatchReaderBuilder<Counted>,
    (group, wanted): (usize, &Wanted<'_>),
) -> Result<bool, StateError> {
    let Wanted::These(keys) = wanted else { return Ok(true) };
    let filter = builder.get_row_group_column_bloom_filter(group, 0);
    let filter = filter.map_err(|cause| StateError::damaged(path, cause))?;
    Ok(filter.is_none_or(|filter| keys.iter().any(|key| filter.check(&key.as_str()))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use std::sync::atomic::Ordering;

    use super::*;

    #[test]
    fn keys_are_found_and_little_is_read_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let mut writer = Writer::create(&path);
        let rows = SEGMENT + 50_000;
        for row in 0..rows {
            let keys = [format!("pparty-{}", row % 5_000), format!("v shop {}", row % 30_000)];
            writer.add(row, &keys).unwrap();
        }
        let segments = writer.finish().unwrap();
        assert_eq!(segments, 2);
        let paths: Vec<PathBuf> = (0..segments).map(|n| segment(&path, n)).collect();
        let read = Arc::new(AtomicU64::new(0));
        let wanted: BTreeSet<String> = ["pparty-17", "pparty-4999", "pnobody"].map(str::to_owned).into();
        let mut found = Vec::new();
        look_up(&paths, &Wanted::These(&wanted), &read, &mut |key, row| found.push((key.to_owned(), row)))
            .unwrap();
        let expected = (0..rows).filter(|row| matches!(row % 5_000, 17 | 4_999)).count();
        assert_eq!(found.len(), expected);
        assert!(found.iter().all(|(key, row)| *key == format!("pparty-{}", row % 5_000)));
        let all: u64 = paths.iter().map(|path| path.metadata().unwrap().len()).sum();
        assert!(read.load(Ordering::Relaxed) * 4 < all, "{} of {all}", read.load(Ordering::Relaxed));
        let mut values = BTreeSet::new();
        look_up(&paths, &Wanted::From('v'), &read, &mut |key, _| {
            values.insert(key.to_owned());
        })
        .unwrap();
        assert_eq!(values.len(), 30_000);
    }
}
