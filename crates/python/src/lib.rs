//! The Rust half of the Python package `nameplate`: a register, a question asked of it, and a scan over Arrow batches. What people call
//! is Python (`python/nameplate`); here is what needs the engine. Answers leave as the dicts of their JSON, or as Arrow data.
#![forbid(unsafe_code)]

mod fault;
mod held;
mod answers;
mod placed;
mod flow;
mod shipped;
mod batch;
mod scan;
mod register;
mod question;

use pyo3::prelude::*;

/// What Python imports.
#[pymodule]
fn _nameplate(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("FIELDS", answers::field_names())?;
    module.add_class::<register::Register>()?;
    module.add_class::<question::Question>()?;
    module.add_class::<scan::Scan>()?;
    module.add_class::<batch::Batch>()?;
    module.add_class::<batch::Results>()
}
