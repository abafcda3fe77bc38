//! Judged rows as Python gets them: Arrow data for whoever reads it, and what stands beside them as JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, StructArray};
use arrow_schema::{Field, SchemaRef};
use nameplate::finding::Source;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule};
use scan::Results as Judged;
use scan::arrow_out::result_schema;
use serde::Serialize;

use crate::answers::{json, told};
use crate::shipped::shipped;

/// Results of some rows, in their order, with the cases that were cited for the first time. Anything that speaks Arrow reads it:
/// `pyarrow.record_batch(batch)`.
#[pyclass(frozen, module = "nameplate")]
pub(crate) struct Batch(Judged);

/// Something in a row that could not be used.
#[derive(Serialize)]
struct RowDefect<'b> {
    id: &'b str,
    file: &'b str,
    row: i64,
    field: &'b str,
    reason: &'b str,
}

/// A finding, as much of it as a table in a notebook has room for.
#[derive(Serialize)]
struct Glimpse<'b> {
    id: &'b str,
    row: i64,
    verdict: &'b str,
    title: &'b str,
    case: &'b str,
}

impl Batch {
    pub(crate) fn of(judged: Judged) -> Self {
        Batch(judged)
    }

    fn rows(&self) -> &RecordBatch {
        &self.0.batch
    }
}

/// A column of text of a batch or of a struct in it; empty texts where it has none.
fn texts(column: Option<&ArrayRef>) -> Option<&StringArray> {
    column.and_then(|column| column.as_string_opt::<i32>())
}

fn text(column: Option<&StringArray>, row: usize) -> &str {
    column.filter(|column| column.is_valid(row)).map_or("", |column| column.value(row))
}

fn number(batch: &RecordBatch, row: usize) -> i64 {
    let column = batch.column_by_name("row");
    let column = column.and_then(|column| column.as_primitive_opt::<arrow_array::types::Int64Type>());
    column.map_or(0, |column| column.value(row))
}

/// The structs of a column of lists that belong to a row: where they begin and end.
fn items<'b>(batch: &'b RecordBatch, name: &str) -> Option<(&'b [i32], &'b StructArray)> {
    let lists = batch.column_by_name(name)?.as_list_opt::<i32>()?;
    Some((lists.value_offsets(), lists.values().as_struct_opt()?))
}

fn defects<'b>(batch: &'b RecordBatch, into: &mut Vec<RowDefect<'b>>) {
    let Some((offsets, all)) = items(batch, "defects") else { return };
    let (ids, files) = (texts(batch.column_by_name("id")), texts(batch.column_by_name("file")));
    let (fields, reasons) = (texts(all.column_by_name("field")), texts(all.column_by_name("reason")));
    for (row, ends) in offsets.windows(2).enumerate() {
        for at in ends[0].unsigned_abs() as usize..ends[1].unsigned_abs() as usize {
            into.push(RowDefect {
                id: text(ids, row),
                file: text(files, row),
                row: number(batch, row),
                field: text(fields, at),
                reason: text(reasons, at),
            });
        }
    }
}

fn glimpses<'b>(batch: &'b RecordBatch, most: usize, into: &mut Vec<Glimpse<'b>>) {
    let Some((offsets, all)) = items(batch, "findings") else { return };
    let listing = batch.column_by_name("listing").and_then(|column| column.as_struct_opt());
    let titles = listing.and_then(|listing| texts(listing.column_by_name("title")));
    let (ids, verdicts) = (texts(batch.column_by_name("id")), texts(batch.column_by_name("verdict")));
    let cases = texts(all.column_by_name("case"));
    let found = offsets.windows(2).enumerate().filter(|(_, ends)| ends[0] < ends[1]);
    for (row, ends) in found.take(most.saturating_sub(into.len())) {
        into.push(Glimpse {
            id: text(ids, row),
            row: number(batch, row),
            verdict: text(verdicts, row),
            title: text(titles, row),
            case: text(cases, ends[0].unsigned_abs() as usize),
        });
    }
}

fn struct_field(schema: &SchemaRef) -> Field {
    Field::new_struct("", schema.fields().clone(), false).with_metadata(schema.metadata().clone())
}

#[pymethods]
impl Batch {
    /// The rows for whoever reads Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyTuple>> {
        let field = struct_field(self.rows().schema_ref());
        to_array_pycapsules(py, field.into(), &StructArray::from(self.rows().clone()), requested_schema)
    }

    /// Their columns.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.rows().schema_ref().as_ref())
    }

    fn __len__(&self) -> usize {
        self.rows().num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<nameplate.Batch of {} rows>", self.rows().num_rows())
    }

    /// The same rows on their way out of a worker.
    fn _shipped(&self, py: Python<'_>) -> PyResult<Batch> {
        let batch = py.detach(|| shipped(&self.0)).map_err(|fault| fault.raised(py))?;
        Ok(Batch(Judged { batch, ..self.0.clone() }))
    }

    /// Counts of these rows.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        told(py, json(&self.0.summary))
    }

    /// The cases that are cited here for the first time.
    #[getter]
    fn cases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        told(py, json(&self.0.cases))
    }

    /// What rules of the house add to these cases.
    #[getter]
    fn house<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        told(py, json(&self.0.house))
    }

    /// The sources of these cases.
    #[getter]
    fn sources<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let sources = self.0.cases.iter().flat_map(|case| case.sources());
        let sources: BTreeMap<&str, &Source> = sources.map(|source| (source.id.as_str(), source)).collect();
        told(py, json(&sources.into_values().collect::<Vec<_>>()))
    }
}

/// Results of a whole table. Anything that speaks Arrow reads it: `pyarrow.table(results)`, `polars.DataFrame(results)`.
#[pyclass(frozen, module = "nameplate")]
pub(crate) struct Results(Vec<RecordBatch>);

#[pymethods]
impl Results {
    /// Of batches in their order.
    #[new]
    fn new(batches: Vec<PyRef<'_, Batch>>) -> Self {
        Results(batches.iter().map(|batch| batch.rows().clone()).collect())
    }

    /// The rows for whoever reads Arrow, batch by batch.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let arrays =
            self.0.clone().into_iter().map(|batch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef));
        let field = struct_field(&result_schema());
        to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, field.into())), requested_schema)
    }

    /// Their columns.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, result_schema().as_ref())
    }

    fn __len__(&self) -> usize {
        self.0.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<nameplate.Results of {} rows>", self.__len__())
    }

    /// What could not be used, row by row.
    #[getter(_defects)]
    fn defects<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut all = Vec::new();
        self.0.iter().for_each(|batch| defects(batch, &mut all));
        told(py, json(&all))
    }

    /// The first listings that were found, for a table in a notebook.
    fn _glimpses<'py>(&self, py: Python<'py>, most: usize) -> PyResult<Bound<'py, PyAny>> {
        let mut all = Vec::new();
        self.0.iter().for_each(|batch| glimpses(batch, most, &mut all));
        told(py, json(&all))
    }
}
