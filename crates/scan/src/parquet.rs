//! Reads Parquet batch by batch: only the columns with a meaning, nested ones by path. Types are not converted here;
//! the kernel takes any. Of a row group that is corrupt, each row is told as not read, and the next group is read.

mod cut;
mod pages;
mod place;

use std::fs::File;
use std::io;
use std::sync::Arc;

use arrow_array::{RecordBatch, new_null_array};
use arrow_schema::{DataType, FieldRef, Fields, Schema};
use nameplate::listing::Defect;
use nameplate::listing::Field as FieldOf;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::Length;

use crate::guard::guarded;
use crate::reader::{Asked, ReadBatches};
use crate::rows::{Mark, RowBase, Rows};
use crate::source::{Input, Tap};
use crate::text::{self, TextColumn};
use cut::Cut;
use pages::Unfit;
use place::Place;
use tables::columns::{
    BesideColumn, Columns, Kept, Meaning, Recognised, Recogniser, Sample, Step, Table, Use,
};
use tables::error::Error;
use tables::limits::Limits;

/// A Parquet file that is being read.
pub(crate) struct ParquetReader {
    file: Arc<str>,
    recognised: Recognised,
    columns: Arc<Columns>,
    place: Place,
    /// What tells this version of a file elsewhere from others.
    version: Option<String>,
    metadata: ArrowReaderMetadata,
    /// The top-level columns to read.
    roots: Vec<usize>,
    limits: Limits,
    /// The row group that comes next, and what is being read of the one before.
    group: usize,
    batches: Option<ParquetRecordBatchReader>,
    cut: Option<Cut>,
    /// Rows of that group that were unpacked.
    of_group: u64,
    /// Rows that cannot be read, and why.
    lost: Option<(u64, String)>,
    row: u64,
    rows: u64,
    bytes: u64,
    /// Bytes of text so far.
    unpacked: u64,
    tap: Tap,
    ended: bool,
}

impl ParquetReader {
    pub(crate) fn open(file: Arc<str>, input: &Input, tap: &Tap, asked: &Asked<'_>) -> Result<Self, Error> {
        let failed = |reason: String| Error::Read { file: file.to_string(), rows: 0, reason };
        tap.count_no_more();
        let (place, version) = match (input, input.path()) {
            (Input::Stored(stored), _) => {
                // What was looked at is not read on: only what is wanted is fetched.
                tap.begin(Box::new(io::empty()));
                tap.count_no_more();
                (Place::elsewhere(Arc::clone(stored)), Some(stored.version()))
            }
            (_, Some(path)) => {
                let opened =
                    File::open(path).map_err(|source| Error::Open { file: file.to_string(), source })?;
                (Place::Here(Arc::new(opened)), None)
            }
            (_, None) => {
                return Err(Error::Kind { file: file.to_string(), kind: "Parquet that is not a file" });
            }
        };
        let bytes = Length::len(&place);
        let metadata = guarded(|| metadata_of(&place)).map_err(failed)?;
        let leaves = leaves(metadata.schema().fields());
        let names: Vec<String> = leaves.iter().map(|(name, _)| name.clone()).collect();
        let mut recogniser = asked.recogniser(names.iter().map(String::as_str));
        // What cannot be read is told when it is read.
        let sample = guarded(|| Ok(sample(&place, &metadata, &leaves, asked.limits)));
        if let Ok(Some(sample)) = sample {
            recogniser.learn(&sample);
        }
        // A look that a store cut short would have columns mean something else than they do.
        if let Some(reason) = place.failed() {
            return Err(failed(reason));
        }
        let (columns, roots) = project(&leaves, &recogniser, asked.limits);
        if !names.is_empty() {
            recogniser.check(&file, &columns, &names)?;
        }
        let recognised =
            Recognised::new(&file, "Parquet".to_owned(), recogniser.format()).with_columns(&columns, &names);
        let rows = u64::try_from(metadata.metadata().file_metadata().num_rows()).unwrap_or(0);
        Ok(ParquetReader {
            file,
            recognised,
            columns: Arc::new(columns),
            place,
            version,
            metadata,
            roots,
            limits: asked.limits,
            group: 0,
            batches: None,
            cut: None,
            of_group: 0,
            lost: None,
            row: 0,
            rows,
            bytes,
            unpacked: 0,
            tap: tap.clone(),
            ended: false,
        })
    }

    /// Reading in place tells no position: progress is the share of the rows.
    fn count(&self, rows: u64) {
        let share = u128::from(self.bytes) * u128::from(rows) / u128::from(self.rows.max(1));
        self.tap.add(u64::try_from(share).unwrap_or(0));
    }

    /// The next rows that are small enough to be worked on at once.
    fn piece(&mut self) -> Result<Option<(RecordBatch, Vec<Mark>)>, String> {
        loop {
            if let Some(cut) = &mut self.cut
                && let Some(piece) = cut.next(self.limits).map_err(|error| error.to_string())?
            {
                return Ok(Some(piece));
            }
            self.cut = None;
            if let Some(piece) = self.next_lost()? {
                return Ok(Some(piece));
            }
            if let Some(batches) = &mut self.batches {
                // What breaks down inside the library is corrupt too; the rows that are left of the group are told of one by one.
                match guarded(|| batches.next().transpose().map_err(|error| error.to_string())) {
                    Ok(Some(batch)) => self.take(batch)?,
                    Ok(None) => self.batches = None,
                    Err(reason) => self.lose(reason)?,
                }
            } else if self.group < self.metadata.metadata().num_row_groups() {
                self.group += 1;
                self.of_group = 0;
                match guarded(|| Ok(self.open_group())) {
                    Ok(Ok(batches)) => self.batches = Some(batches),
                    Ok(Err(Unfit::TooMuch(reason))) => return Err(self.in_group(&reason)),
                    Ok(Err(Unfit::Corrupt(reason))) | Err(reason) => self.lose(reason)?,
                }
            } else {
                return Ok(None);
            }
        }
    }

    /// Groups are counted from 0, as by other tools.
    fn in_group(&self, reason: &str) -> String {
        format!("row group {}: {reason}", self.group.saturating_sub(1))
    }

    /// Gives up what is left of the row group at hand: its rows could not be judged, and the next group is read. What cannot be read at
    /// all is no matter of one group.
    fn lose(&mut self, reason: String) -> Result<(), String> {
        self.batches = None;
        let reason = self.in_group(&reason);
        let group = self.metadata.metadata().row_group(self.group - 1);
        let left = u64::try_from(group.num_rows()).unwrap_or(0).saturating_sub(self.of_group);
        let can_be_read = |stretches: Vec<(u64, u64)>| self.place.can_be_read(&stretches);
        if left > MOST_LOST || !self.stretches(group).is_ok_and(can_be_read) {
            return Err(reason);
        }
        self.lost = Some((left, reason));
        Ok(())
    }

    /// Some of the rows that cannot be read.
    fn next_lost(&mut self) -> Result<Option<(RecordBatch, Vec<Mark>)>, String> {
        let Some((left, reason)) = self.lost.take() else { return Ok(None) };
        let rows = usize::try_from(left).unwrap_or(usize::MAX).min(self.limits.batch_rows);
        if rows == 0 {
            return Ok(None);
        }
        let defect = Defect::row(reason.clone());
        self.lost = Some((left - rows as u64, reason));
        let schema = self.metadata.schema().project(&self.roots).map_err(|error| error.to_string())?;
        let fields: Vec<FieldRef> = schema
            .fields()
            .iter()
            .map(|field| Arc::new(field.as_ref().clone().with_nullable(true)))
            .collect();
        let columns = fields.iter().map(|field| new_null_array(field.data_type(), rows)).collect();
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns);
        let marks = (0..rows).map(|row| Mark { row, defect: defect.clone(), unread: true }).collect();
        Ok(Some((batch.map_err(|error| error.to_string())?, marks)))
    }

    /// Where the columns of a row group lie that are read; the library breaks down at places before the file.
    fn stretches(&self, group: &RowGroupMetaData) -> Result<Vec<(u64, u64)>, String> {
        let schema = self.metadata.metadata().file_metadata().schema_descr();
        let columns = group.columns().iter().enumerate();
        let wanted = columns.filter(|(n, _)| self.roots.contains(&schema.get_column_root_idx(*n)));
        guarded(|| Ok(wanted.map(|(_, column)| column.byte_range()).collect()))
    }

    /// Makes ready to read the row group at hand.
    fn open_group(&self) -> Result<ParquetRecordBatchReader, Unfit> {
        let number = self.group - 1;
        let schema = self.metadata.metadata().file_metadata().schema_descr();
        let group = self.metadata.metadata().row_group(number);
        let wanted = |column| self.roots.contains(&schema.get_column_root_idx(column));
        let stretches = self.stretches(group).map_err(Unfit::Corrupt)?;
        self.place.fetch(&stretches).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Unfit::Corrupt(error.to_string()),
            _ => Unfit::TooMuch(error.to_string()),
        })?;
        let held = pages::check(self.place.reader(), group, wanted, self.limits)?;
        ParquetRecordBatchReaderBuilder::new_with_metadata(self.place.clone(), self.metadata.clone())
            .with_projection(ProjectionMask::roots(schema, self.roots.iter().copied()))
            .with_row_groups(vec![number])
            .with_batch_size(batch_rows(group, held.items, self.limits))
            .build()
            .map_err(|error| Unfit::Corrupt(error.to_string()))
    }

    /// Takes a batch, unless the file turns out to be made to take time and room.
    fn take(&mut self, batch: RecordBatch) -> Result<(), String> {
        self.of_group += batch.num_rows() as u64;
        let cut = Cut::new(batch);
        self.unpacked = self.unpacked.saturating_add(cut.bytes);
        let most = self.limits.unpacked_bytes.max(self.bytes.saturating_mul(self.limits.unpacked_times));
        if self.unpacked > most {
            return Err(self.in_group(&format!(
                "column `{}`: the file has {} bytes and unpacks to more than {most}, the same text over and over; if that is \
                 meant, leave the column out or export the file as CSV",
                cut.heaviest, self.bytes
            )));
        }
        self.cut = Some(cut);
        Ok(())
    }
}

/// Rows of one group that are told of one by one where they cannot be read: a file that claims more is not believed.
const MOST_LOST: u64 = 1 << 22;

impl ReadBatches for ParquetReader {
    fn version(&self) -> Option<String> {
        self.version.clone()
    }

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
        match guarded(|| self.piece()) {
            Ok(Some((batch, marks))) => {
                let base = RowBase {
                    file: Arc::clone(&self.file),
                    first_row: self.row,
                    marks,
                    ..RowBase::default()
                };
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

/// The metadata of a file, with texts as views: a text that stands once in the file and is meant a million times is then held
/// once.
fn metadata_of(file: &Place) -> Result<ArrowReaderMetadata, String> {
    let plain =
        ArrowReaderMetadata::load(file, ArrowReaderOptions::new()).map_err(|error| error.to_string())?;
    let fields: Vec<FieldRef> = plain.schema().fields().iter().map(viewed).collect();
    let schema = Arc::new(Schema::new_with_metadata(fields, plain.schema().metadata().clone()));
    let options = ArrowReaderOptions::new().with_schema(schema);
    // Where the library does not take them that way, as the file has them.
    Ok(ArrowReaderMetadata::try_new(Arc::clone(plain.metadata()), options).unwrap_or(plain))
}

fn viewed(field: &FieldRef) -> FieldRef {
    let kind = match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Binary | DataType::LargeBinary => DataType::BinaryView,
        DataType::Dictionary(_, value) if matches!(**value, DataType::Utf8 | DataType::LargeUtf8) => {
            DataType::Utf8View
        }
        DataType::Struct(members) => DataType::Struct(members.iter().map(viewed).collect()),
        DataType::List(item) => DataType::List(viewed(item)),
        DataType::LargeList(item) => DataType::LargeList(viewed(item)),
        DataType::FixedSizeList(item, size) => DataType::FixedSizeList(viewed(item), *size),
        _ => return Arc::clone(field),
    };
    Arc::new(field.as_ref().clone().with_data_type(kind))
}

/// As many rows as fit the bounds on bytes and elements, by the average of the row group.
fn batch_rows(group: &RowGroupMetaData, items: u64, limits: Limits) -> usize {
    let rows = usize::try_from(group.num_rows()).unwrap_or(0).max(1);
    let bytes = usize::try_from(group.total_byte_size()).unwrap_or(0);
    let items = usize::try_from(items).unwrap_or(usize::MAX).saturating_mul(size_of::<u128>());
    let each = (bytes.max(items) / rows).max(1);
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

/// So many columns at the top are looked at to tell what they mean.
const LOOKED_AT: usize = 256;

/// The first rows, where they keep the bounds; what does not is told when it is read.
fn sample(place: &Place, metadata: &ArrowReaderMetadata, leaves: &[Leaf], limits: Limits) -> Option<Sample> {
    // What hangs on a listing in lists (reviews, related offers) is not about it.
    let looked_at: Vec<&Leaf> = leaves.iter().filter(|(name, _)| !name.contains(".*")).collect();
    let mut roots: Vec<usize> = looked_at
        .iter()
        .filter_map(|(_, path)| match path.first() {
            Some(Step::Field(root)) => Some(*root),
            _ => None,
        })
        .collect();
    roots.dedup();
    roots.truncate(LOOKED_AT);
    let schema = metadata.metadata().file_metadata().schema_descr();
    let group = metadata.metadata().row_groups().first()?;
    let wanted = |column| roots.contains(&schema.get_column_root_idx(column));
    let held = pages::check(place.reader(), group, wanted, limits).ok()?;
    let batch = ParquetRecordBatchReaderBuilder::new_with_metadata(place.clone(), metadata.clone())
        .with_projection(ProjectionMask::roots(schema, roots.iter().copied()))
        .with_row_groups(vec![0])
        .with_batch_size(batch_rows(group, held.items, limits).min(Sample::ROWS))
        .build()
        .ok()?
        .next()?
        .ok()?;
    let names: Vec<String> = looked_at.iter().map(|(name, _)| name.clone()).collect();
    let mut sample = Sample::new(&names);
    let place = |path: &[Step]| -> Option<TextColumn> {
        let (Step::Field(root), rest) = path.split_first()? else { return None };
        let at = roots.iter().position(|one| one == root)?;
        text::column(&batch, &[&[Step::Field(at)], rest].concat()).ok()
    };
    let columns: Vec<Option<TextColumn>> = looked_at.iter().map(|(_, path)| place(path)).collect();
    for row in 0..batch.num_rows() {
        sample.add(columns.iter().map(|column| column.as_ref().map_or("", |column| column.get(row))));
    }
    Some(sample)
}

/// What the columns mean, and the top-level ones to read; paths start at the columns that are read.
fn project(leaves: &[Leaf], recogniser: &Recogniser, limits: Limits) -> (Columns, Vec<usize>) {
    let (mut uses, mut kept, mut beside) = (Vec::new(), Vec::new(), Vec::new());
    let mut roots: Vec<usize> = Vec::new();
    let mut plain = 0;
    for (name, path) in leaves {
        let Some((Step::Field(root), rest)) = path.split_first() else { continue };
        for found in recogniser.find(name) {
            if found.meaning == Meaning::Of(FieldOf::Other) {
                plain += 1;
                if plain > limits.plain_columns || name.contains(".*") {
                    continue;
                }
            }
            if roots.last() != Some(root) {
                roots.push(*root);
            }
            let path = [&[Step::Field(roots.len() - 1)], rest].concat();
            uses.push(Use::new(name, &found, &path));
        }
        let (keeps, says) = (recogniser.keep().takes(name), recogniser.beside(name));
        if !keeps && says.is_none() {
            continue;
        }
        if roots.last() != Some(root) {
            roots.push(*root);
        }
        let path = [&[Step::Field(roots.len() - 1)], rest].concat();
        beside.extend(says.map(|says| BesideColumn { says, path: path.clone() }));
        if keeps {
            kept.push(Kept { name: name.clone(), path: Some(path) });
        }
    }
    (Columns::new(uses).keeping(recogniser.keep().in_order(kept)).with_beside(beside), roots)
}

/// What the columns of a batch mean, for batches that come from elsewhere (Spark, Python).
///
/// # Errors
/// No column with a known meaning, or a mapping to one that is not there.
pub fn columns_of_schema(
    name: &str,
    schema: &arrow_schema::Schema,
    mapping: &tables::columns::Mapping,
) -> Result<Columns, Error> {
    let leaves = leaves(schema.fields());
    let names: Vec<String> = leaves.iter().map(|(name, _)| name.clone()).collect();
    let recogniser = Recogniser::of(Table::Catalog, mapping, names.iter().map(String::as_str));
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
