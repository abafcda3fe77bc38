//! Pieces of a table whose rows are told apart by file and row: the last two columns of each batch say where a row stands.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch, StringArray};
use arrow_schema::{Schema, SchemaRef};
use scan::RowBase;

use crate::fault::{Fault, bug};

/// The columns of the table without the two.
pub(crate) fn without(schema: &Schema) -> Result<SchemaRef, Fault> {
    let columns: Vec<usize> = (0..schema.fields().len().saturating_sub(2)).collect();
    schema.project(&columns).map(Arc::new).map_err(bug)
}

fn files(batch: &RecordBatch) -> Result<&StringArray, Fault> {
    let column = batch.num_columns().checked_sub(2).map(|at| batch.column(at));
    column
        .and_then(|column| column.as_string_opt::<i32>())
        .ok_or_else(|| bug("rows do not say in which file they stand"))
}

/// The batch in pieces of at most so many rows, each of one file.
pub(crate) fn cut(batch: &RecordBatch, most: usize) -> Result<Vec<RecordBatch>, Fault> {
    let files = files(batch)?;
    let (mut pieces, mut start) = (Vec::new(), 0);
    for row in 1..=batch.num_rows() {
        if row == batch.num_rows() || row - start == most || files.value(row) != files.value(start) {
            pieces.push(batch.slice(start, row - start));
            start = row;
        }
    }
    Ok(pieces)
}

/// Where the rows of a piece stand, and the piece without the columns that say so.
pub(crate) fn taken(piece: &RecordBatch) -> Result<(RecordBatch, RowBase), Fault> {
    let file: Arc<str> = files(piece)?.value(0).into();
    let rows = piece.column(piece.num_columns() - 1);
    let rows = rows.as_primitive_opt::<Int64Type>().filter(|rows| rows.null_count() == 0);
    let rows = rows.ok_or_else(|| bug("rows do not say where they stand in their file"))?;
    let numbers = rows.values().iter().map(|row| row.unsigned_abs()).collect();
    let columns: Vec<usize> = (0..piece.num_columns() - 2).collect();
    Ok((piece.project(&columns).map_err(bug)?, RowBase { file, numbers, ..RowBase::default() }))
}
