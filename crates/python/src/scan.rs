//! A scan as Python sees it: an iterator over judged batches, which sums up as it goes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use serde::Serialize;

use crate::answers::{json, told};
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
    ) -> Result<T, Fault> {
        py.detach(|| work(&mut self.flow()))
    }
}

#[pymethods]
impl Scan {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        py.check_signals()?;
        let next = self.work(py, Flow::next).map_err(|fault| fault.raised(py))?;
        Ok(next.map(Batch::of))
    }

    /// Counts so far.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        told(py, self.work(py, |flow| json(flow.summary())))
    }

    /// The digest of what was judged so far.
    #[getter]
    fn digest(&self, py: Python<'_>) -> String {
        py.detach(|| self.flow().digest())
    }

    /// What columns mean: told or recognised, guessed by their cells, read as plain text, not read.
    #[getter]
    fn recognised<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let understood = |flow: &mut Flow| {
            let said = flow.recognised()?;
            json(&Understood {
                fields: &said.uses,
                guessed: &said.guessed,
                plain: &said.plain,
                unused: &said.unused,
                format: said.format,
            })
        };
        told(py, self.work(py, understood))
    }
}
