//! Results of a piece of a table on their way out of a worker: with the record that the digest of the whole table holds of each row, and,
//! in the first row, what stands once beside results: the cases that are cited here for the first time, and counts.

use std::sync::Arc;

use arrow_array::types::Int64Type;
use arrow_array::{
    Array, ArrayRef, BinaryArray, Int64Array, ListArray, PrimitiveArray, RecordBatch, StringArray,
    StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Schema};
use scan::Results as Judged;
use scan::arrow_out::cited_columns;
use scan::digest::Lines;

use crate::fault::{Fault, bug};

/// Between the names of a count: `by_verdict`, then the verdict.
const BETWEEN: char = '\u{1f}';

/// The results with two more columns: `digest` and `beside`. Rows of a table that is read in no order have no number.
pub(crate) fn shipped(judged: &Judged) -> Result<RecordBatch, Fault> {
    let rows = judged.batch.num_rows();
    let mut fields: Vec<Arc<Field>> = judged.batch.schema_ref().fields().iter().cloned().collect();
    let mut columns = judged.batch.columns().to_vec();
    if matches!(&judged.digest, Lines::InParts(_, scan::digest::By::Id, _)) {
        let nowhere: ArrayRef = Arc::new(PrimitiveArray::<Int64Type>::new_null(rows));
        let at = judged.batch.schema_ref().index_of("row").map_err(bug)?;
        columns[at] = nowhere;
    }
    let records: BinaryArray = judged.digest.records().map(|record| Some(&record[..])).collect();
    fields.push(Arc::new(Field::new("digest", DataType::Binary, true)));
    columns.push(Arc::new(records));
    let beside = beside(judged, rows)?;
    fields.push(Arc::new(Field::new("beside", beside.data_type().clone(), true)));
    columns.push(Arc::new(beside));
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(bug)
}

/// A struct of lists, which are in the first row.
fn beside(judged: &Judged, rows: usize) -> Result<StructArray, Fault> {
    let cited = cited_columns(&judged.cases, &judged.house).map_err(bug)?;
    let lists = [
        ("cases", StructArray::from(cited.cases)),
        ("house", StructArray::from(cited.house)),
        ("sources", StructArray::from(cited.sources)),
        ("counts", counts(judged)?),
    ];
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (name, items) in lists {
        let lengths =
            std::iter::once(items.len()).chain(std::iter::repeat_n(0, rows.saturating_sub(1))).take(rows);
        let offsets = OffsetBuffer::from_lengths(lengths);
        let item = Arc::new(Field::new("item", items.data_type().clone(), true));
        let list = ListArray::try_new(item, offsets, Arc::new(items), None).map_err(bug)?;
        fields.push(Field::new(name, list.data_type().clone(), true));
        columns.push(Arc::new(list));
    }
    let there = NullBuffer::from_iter((0..rows).map(|row| row == 0));
    StructArray::try_new(fields.into(), columns, Some(there)).map_err(bug)
}

/// The counts of these rows, by name.
fn counts(judged: &Judged) -> Result<StructArray, Fault> {
    let mut all = Vec::new();
    flat(String::new(), &serde_json::to_value(&judged.summary).map_err(bug)?, &mut all);
    let (names, counts): (Vec<String>, Vec<i64>) = all.into_iter().unzip();
    let fields = vec![Field::new("name", DataType::Utf8, true), Field::new("n", DataType::Int64, true)];
    let columns: Vec<ArrayRef> = vec![Arc::new(StringArray::from(names)), Arc::new(Int64Array::from(counts))];
    StructArray::try_new(fields.into(), columns, None).map_err(bug)
}

fn flat(name: String, value: &serde_json::Value, into: &mut Vec<(String, i64)>) {
    let inside = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}{BETWEEN}{key}") };
    match value {
        serde_json::Value::Object(all) => all.iter().for_each(|(key, value)| flat(inside(key), value, into)),
        other => into.extend(other.as_i64().map(|n| (name, n))),
    }
}
