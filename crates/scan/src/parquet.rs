//! Reads Parquet batch by batch: only the columns with a meaning, nested ones by path. Types are not converted here;
//! the kernel takes any. What is corrupt is an error that names the file, after the rows before it.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, FieldRef, Fields};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use crate::columns::{Columns, Recognised, Recogniser, Step, Use};
use crate::error::Error;
use crate::limits::Limits;
use crate::reader::{Asked, ReadBatches};
use crate::rows::{RowBase, Rows};
use crate::source::{Input, Tap};

/// A Parquet file that is being read.
pub(crate) struct ParquetReader {
    file: Arc<str>,
    recognised: Recognised,
    columns: Arc<Columns>,
    batches: ParquetRecordBatchReader,
    row: u64,
    rows: u64,
    bytes: u64,
    tap: Tap,
    ended: bool,
}

impl ParquetReader {
    pub(crate) fn open(file: Arc<str>, input: &Input, tap: &Tap, asked: &Asked<'_>) -> Result<Self, Error> {
        let failed = |reason: String| Error::Read { file: file.to_string(), rows: 0, reason };
        let Input::Path(path) = input else {
            return Err(Error::Kind { file: file.to_string(), kind: "Parquet that is not a file" });
        };
        tap.count_no_more();
        let open = File::open(path).map_err(|source| Error::Open { file: file.to_string(), source })?;
        let bytes = open.metadata().map(|meta| meta.len()).unwrap_or(0);
        let builder = guarded(|| ParquetRecordBatchReaderBuilder::try_new(open).map_err(|e| e.to_string()))
            .map_err(failed)?;
        let leaves = leaves(builder.schema().fields());
        let names: Vec<String> = leaves.iter().map(|(name, _)| name.clone()).collect();
        let recogniser = asked.recogniser(names.iter().map(String::as_str));
        let (columns, roots) = project(&leaves, &recogniser);
        if !names.is_empty() {
            recogniser.check(&file, &columns, &names)?;
        }
        let recognised =
            Recognised::new(&file, "Parquet".to_owned(), recogniser.format()).with_columns(&columns, &names);
        let rows = u64::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(0);
        let size = batch_rows(&builder, asked.limits);
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let batches = guarded(|| {
            builder.with_projection(mask).with_batch_size(size).build().map_err(|e| e.to_string())
        })
        .map_err(failed)?;
        let columns = Arc::new(columns);
        Ok(ParquetReader {
            file,
            recognised,
            columns,
            batches,
            row: 0,
            rows,
            bytes,
            tap: tap.clone(),
            ended: false,
        })
    }

    /// Reading in place tells no position: progress is the share of the rows.
    fn count(&self, rows: u64) {
        let share = u128::from(self.bytes) * u128::from(rows) / u128::from(self.rows.max(1));
        self.tap.add(u64::try_from(share).unwrap_or(0));
    }
}

impl ReadBatches for ParquetReader {
    fn recognised(&self) -> Recognised {
        self.recognised.clone()
    }

    fn row(&self) -> u64 {
        self.row
    }

    fn next_batch(&mut self) -> Result<Option<Rows>, Error> {
        if self.ended {
            return Ok(None);
        }
        let batches = &mut self.batches;
        let next: Result<Option<RecordBatch>, String> =
            guarded(|| batches.next().transpose().map_err(|error| error.to_string()));
        match next {
            Ok(Some(batch)) => {
                let base = RowBase { file: Arc::clone(&self.file), first_row: self.row, marks: Vec::new() };
                self.count(batch.num_rows() as u64);
                self.row += batch.num_rows() as u64;
                Ok(Some(Rows { batch, columns: Arc::clone(&self.columns), base }))
            }
            Ok(None) => {
                self.ended = true;
                Ok(None)
            }
            Err(reason) => {
                self.ended = true;
                Err(Error::Read { file: self.file.to_string(), rows: self.row, reason })
            }
        }
    }
}

/// Some corrupt files make the library panic: that is an error of the file, not the end of the scan.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("the file is corrupt".to_owned()))
}

/// As many rows as fit the bound on bytes, by the average of the file.
fn batch_rows(builder: &ParquetRecordBatchReaderBuilder<File>, limits: Limits) -> usize {
    let groups = builder.metadata().row_groups();
    let bytes: i64 = groups.iter().map(|group| group.total_byte_size().max(0)).fold(0, i64::saturating_add);
    let rows: i64 = groups.iter().map(|group| group.num_rows().max(0)).fold(0, i64::saturating_add);
    let each = usize::try_from(bytes / rows.max(1)).unwrap_or(usize::MAX).max(1);
    (limits.batch_bytes / each).clamp(1, limits.batch_rows)
}

/// A column that holds values, by path.
type Leaf = (String, Vec<Step>);

/// The columns that a batch of this schema has, nested ones by path.
pub(crate) fn leaves(fields: &Fields) -> Vec<Leaf> {
    let mut found = Vec::new();
    for (i, field) in fields.iter().enumerate() {
        descend(field, field.name().clone(), vec![Step::Field(i)], &mut found);
    }
    found
}

fn descend(field: &FieldRef, name: String, path: Vec<Step>, found: &mut Vec<Leaf>) {
    match field.data_type() {
        DataType::Struct(members) => {
            for (i, member) in members.iter().enumerate() {
                let inner = [path.as_slice(), &[Step::Field(i)]].concat();
                descend(member, format!("{name}.{}", member.name()), inner, found);
            }
        }
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _)
            if item.data_type().is_nested() =>
        {
            let inner = [path.as_slice(), &[Step::Each]].concat();
            descend(item, format!("{name}.*"), inner, found);
        }
        _ => found.push((name, path)),
    }
}

/// What the columns mean, and the top-level ones to read; paths start at the columns that are read.
fn project(leaves: &[Leaf], recogniser: &Recogniser) -> (Columns, Vec<usize>) {
    let mut uses = Vec::new();
    let mut roots: Vec<usize> = Vec::new();
    for (name, path) in leaves {
        let Some((Step::Field(root), rest)) = path.split_first() else { continue };
        for found in recogniser.find(name) {
            if roots.last() != Some(root) {
                roots.push(*root);
            }
            let path = [&[Step::Field(roots.len() - 1)], rest].concat();
            uses.push(Use::new(name, &found, &path));
        }
    }
    (Columns::new(uses), roots)
}

impl Columns {
    /// What the columns of a batch mean, for batches that come from elsewhere (Spark, Python).
    ///
    /// # Errors
    /// No column with a known meaning, or a mapping to one that is not there.
    pub fn of_schema(
        name: &str,
        schema: &arrow_schema::Schema,
        mapping: &crate::columns::Mapping,
    ) -> Result<Columns, Error> {
        let leaves = leaves(schema.fields());
        let names: Vec<String> = leaves.iter().map(|(name, _)| name.clone()).collect();
        let recogniser = Recogniser::catalog(mapping, names.iter().map(String::as_str));
        let uses = leaves
            .iter()
            .flat_map(|(name, path)| {
                recogniser.find(name).into_iter().map(move |found| Use::new(name, &found, path))
            })
            .collect();
        let columns = Columns::new(uses);
        recogniser.check(name, &columns, &names)?;
        Ok(columns)
    }
}
