//! A batch as the library unpacks it, cut into batches of so many bytes of text. The same text a million times takes no room
//! here, but it does where it becomes listings and results.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, new_null_array};
use arrow_schema::{ArrowError, DataType, Schema};
use nameplate::listing::Defect;

use crate::rows::Mark;
use crate::text::items;
use tables::limits::Limits;

/// What a value of a fixed size counts, and a row at least.
const FIXED: usize = 16;

/// A batch that is being cut.
pub(super) struct Cut {
    batch: RecordBatch,
    /// Bytes of each row.
    rows: Vec<usize>,
    at: usize,
    /// Bytes of all rows, and the column that has most of them.
    pub(super) bytes: u64,
    pub(super) heaviest: String,
}

impl Cut {
    pub(super) fn new(batch: RecordBatch) -> Self {
        let (mut rows, mut heaviest, mut most) = (vec![FIXED; batch.num_rows()], String::new(), 0);
        for (array, field) in batch.columns().iter().zip(batch.schema_ref().fields()) {
            let weights = weights(array);
            let all = weights.iter().fold(0, |all: usize, weight| all.saturating_add(*weight));
            if all >= most {
                (heaviest, most) = (field.name().clone(), all);
            }
            rows.iter_mut().zip(weights).for_each(|(row, weight)| *row = row.saturating_add(weight));
        }
        let bytes = rows.iter().fold(0, |all: u64, row| all.saturating_add(*row as u64));
        Cut { batch, rows, at: 0, bytes, heaviest }
    }

    /// The next rows, and what is wrong with them; none at the end.
    pub(super) fn next(&mut self, limits: Limits) -> Result<Option<(RecordBatch, Vec<Mark>)>, ArrowError> {
        let rest = &self.rows[self.at..];
        let Some(first) = rest.first() else { return Ok(None) };
        let start = self.at;
        if *first > limits.row_bytes {
            self.at += 1;
            let reason = format!("the row is longer than {} bytes: it was not read", limits.row_bytes);
            let mark = Mark { row: 0, defect: Defect::row(reason), unread: true };
            return Ok(Some((nothing_like(&self.batch)?, vec![mark])));
        }
        let mut bytes = 0;
        let fits = |row: &&usize| {
            let before = bytes;
            bytes += **row;
            before < limits.batch_bytes && **row <= limits.row_bytes
        };
        let rows = rest.iter().take_while(fits).count();
        self.at += rows;
        Ok(Some((self.batch.slice(start, rows), Vec::new())))
    }
}

/// A row of the same columns with nothing in them.
fn nothing_like(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let fields: Vec<_> =
        batch.schema_ref().fields().iter().map(|field| field.as_ref().clone().with_nullable(true)).collect();
    let arrays = batch.columns().iter().map(|array| new_null_array(array.data_type(), 1)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

/// How many bytes of text each row of a column has.
fn weights(array: &ArrayRef) -> Vec<usize> {
    fn apart<O: arrow_array::OffsetSizeTrait>(offsets: &[O]) -> Vec<usize> {
        offsets.windows(2).map(|pair| pair[1].as_usize() - pair[0].as_usize()).collect()
    }
    // The lower half of a view is the length.
    let views = |views: &[u128]| views.iter().map(|view| *view as u32 as usize).collect();
    match array.data_type() {
        DataType::Utf8View => views(array.as_string_view().views()),
        DataType::BinaryView => views(array.as_binary_view().views()),
        DataType::Utf8 => apart(array.as_string::<i32>().offsets()),
        DataType::LargeUtf8 => apart(array.as_string::<i64>().offsets()),
        DataType::Binary => apart(array.as_binary::<i32>().offsets()),
        DataType::LargeBinary => apart(array.as_binary::<i64>().offsets()),
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => match items(array) {
            Some((spans, values)) => summed(&spans, &weights(&values)),
            None => vec![FIXED; array.len()],
        },
        DataType::Map(..) => {
            let map = array.as_map();
            let spans: Vec<_> =
                map.offsets().windows(2).map(|pair| (pair[0] as usize, pair[1] as usize)).collect();
            let entries: ArrayRef = Arc::new(map.entries().clone());
            summed(&spans, &weights(&entries))
        }
        DataType::Struct(_) => {
            let mut all = vec![0_usize; array.len()];
            for column in array.as_struct().columns() {
                all.iter_mut()
                    .zip(weights(column))
                    .for_each(|(sum, weight)| *sum = sum.saturating_add(weight));
            }
            all
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let values = weights(dictionary.values());
            if values.is_empty() {
                return vec![0; array.len()];
            }
            dictionary
                .normalized_keys()
                .into_iter()
                .map(|key| values.get(key).copied().unwrap_or(0))
                .collect()
        }
        _ => vec![FIXED; array.len()],
    }
}

fn summed(spans: &[(usize, usize)], weights: &[usize]) -> Vec<usize> {
    let span = |&(start, end): &(usize, usize)| {
        // Elements are joined by a line break.
        let of = weights.get(start..end).unwrap_or_default();
        of.iter().fold(0, |all: usize, weight| all.saturating_add(*weight).saturating_add(1))
    };
    spans.iter().map(span).collect()
}
