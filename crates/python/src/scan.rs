//! A scan as Python sees it: an iterator over judged batches, which sums up as it goes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use serde::Serialize;

use crate::answers::json;
use crate::batch::Batch;
use crate::fault::Fault;
use crate::flow::Flow;

/// A table that is being judged: iterate over it for the results, batch by batch.
#[pyclass(frozen, module = "nameplate")]
pub(crate) struct Scan(Mutex<Flow>);

/// How the table was understood.
#[derive(Serialize)]
struct Understood<'r> {
    fields: &'r [(&'static str, String)],
    guessed: &'r [(&'static str, String)],
    plain: &'r [String],
    unused: &'r [String],
    format: Option<&'static str>,
}

impl Scan {
    pub(crate) fn of(flow: Flow) -> Self {
        Scan(Mutex::new(flow))
    }

    fn flow(&self) -> MutexGuard<'_, Flow> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on the table while other threads of Python run.
    fn work<T: Send>(
        &self,
        py: Python<'_>,
        work: impl Send + FnOnce(&mut Flow) -> Result<T, Fault>,
    ) -> PyResult<T> {
        py.detach(|| work(&mut self.flow())).map_err(|fault| fault.raised(py))
    }
}

#[pymethods]
impl Scan {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        py.check_signals()?;
        Ok(self.work(py, Flow::next)?.map(Batch::of))
    }

    /// Counts so far, as JSON.
    #[getter]
    fn summary(&self, py: Python<'_>) -> PyResult<String> {
        self.work(py, |flow| json(flow.summary()))
    }

    /// The digest of what was judged so far.
    #[getter]
    fn digest(&self, py: Python<'_>) -> PyResult<String> {
        self.work(py, |flow| Ok(flow.digest()))
    }

    /// What columns mean, as JSON: told or recognised, guessed by their cells, read as plain text, not read.
    #[getter]
    fn recognised(&self, py: Python<'_>) -> PyResult<String> {
        self.work(py, |flow| {
            let said = flow.recognised()?;
            json(&Understood {
                fields: &said.uses,
                guessed: &said.guessed,
                plain: &said.plain,
                unused: &said.unused,
                format: said.format,
            })
        })
    }

    /// The sources of the register with their dates, as JSON.
    #[getter]
    fn editions(&self, py: Python<'_>) -> PyResult<String> {
        self.work(py, |flow| json(&flow.held().screener().editions()))
    }
}
