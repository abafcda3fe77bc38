//! A question: which register, under which policy, for which day.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use nameplate::{Day, Policy};
use pyo3::prelude::*;

use crate::answers::{self, json, told};
use crate::fault::{Fault, Kind};
use crate::flow::{Flow, Wanted};
use crate::held::Held;
use crate::register::Register;
use crate::scan::Scan;

/// A register under a policy for a day, ready to be asked. Answers are what the command line prints with
/// `--json`, as dicts.
#[pyclass(frozen, module = "nameplate")]
pub(crate) struct Question {
    held: Arc<Held>,
}

/// A policy as it is given.
#[derive(FromPyObject)]
enum Given {
    /// A file of the command line (TOML).
    File(PathBuf),
    /// Values as JSON, from a dict.
    Values((String,)),
}

impl Given {
    fn policy(self) -> Result<Policy, Fault> {
        let bad = |message: String| Fault::new(Kind::Policy, message);
        match self {
            Given::Values((json,)) => serde_json::from_str(&json).map_err(|error| {
                bad(format!("policy: {error}"))
                    .hint("nameplate.scan(...).policy is the default one, with every value that there is")
            }),
            Given::File(path) => {
                let name = path.display().to_string();
                let hint = "`nameplate policy show` of the command line writes the default one, with what each value means";
                let failed = |error: String| bad(format!("{name}: {error}")).file(&name).hint(hint);
                let text = std::fs::read_to_string(&path)
                    .map_err(|error| failed(format!("cannot be read: {error}")))?;
                toml::from_str(&text).map_err(|error| failed(error.to_string()))
            }
        }
    }
}

fn day(text: Option<&str>) -> Result<Day, Fault> {
    let Some(text) = text else {
        let clock = SystemTime::now().duration_since(UNIX_EPOCH).ok();
        return clock.and_then(|since| Day::after_1970(since.as_secs() / 86_400)).ok_or_else(|| {
            Fault::input("the clock of this machine shows no usable date")
                .hint("give one: as_of='2026-11-23'")
        });
    };
    text.parse().map_err(|_| {
        let message = format!("as_of: `{text}` is not a day");
        Fault::input(message)
            .field("as_of")
            .hint("a day is written as_of='2026-11-23', or is a datetime.date")
    })
}

#[pymethods]
impl Question {
    /// Gets a register ready for a policy (a path, or JSON in a tuple) and a day.
    #[new]
    fn new(
        py: Python<'_>,
        register: &Register,
        policy: Option<Given>,
        as_of: Option<String>,
    ) -> PyResult<Self> {
        let ready = || {
            let policy = policy.map(Given::policy).transpose()?.unwrap_or_default();
            register.ready(&policy, day(as_of.as_deref())?)
        };
        let held = py.detach(ready).map_err(|fault| fault.raised(py))?;
        Ok(Question { held })
    }

    /// The day asked for.
    #[getter]
    fn as_of(&self) -> String {
        self.held.screener().as_of().to_string()
    }

    /// The digest of the policy.
    #[getter]
    fn policy_hash(&self) -> String {
        self.held.screener().policy().hash()
    }

    /// The policy.
    #[getter]
    fn policy<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        told(py, json(self.held.screener().policy()))
    }

    /// What the manifest of a run says of itself before anything is judged.
    #[getter]
    fn manifest<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        told(py, answers::manifest(&self.held))
    }

    /// Judges one listing, given as pairs of field and text.
    fn check<'py>(&self, py: Python<'py>, listing: Vec<(String, String)>) -> PyResult<Bound<'py, PyAny>> {
        told(py, py.detach(|| answers::check(&self.held, listing)))
    }

    /// The whole way of one listing.
    fn explain<'py>(&self, py: Python<'py>, listing: Vec<(String, String)>) -> PyResult<Bound<'py, PyAny>> {
        told(py, py.detach(|| answers::explain(&self.held, listing)))
    }

    /// Whom a party may be, given as pairs of field and text.
    fn matches<'py>(&self, py: Python<'py>, party: Vec<(String, String)>) -> PyResult<Bound<'py, PyAny>> {
        told(py, py.detach(|| answers::matches(&self.held, party)))
    }

    /// What is known of a party.
    fn who<'py>(&self, py: Python<'py>, name: String) -> PyResult<Bound<'py, PyAny>> {
        told(py, py.detach(|| answers::who(&self.held, &name)))
    }

    /// Begins to judge a table.
    fn scan(&self, source: &Bound<'_, PyAny>, wanted: Wanted) -> PyResult<Scan> {
        let py = source.py();
        let Ok(table) = source.extract::<pyo3_arrow::input::AnyRecordBatch>() else {
            let kind = source.get_type().name()?;
            let fault = Fault::input(format!("this `{kind}` is no table that speaks Arrow")).hint(
                "hand in a pyarrow Table, RecordBatch or RecordBatchReader, a polars or pandas (2.2 on, with pyarrow) data frame, or a \
                 DuckDB relation; a file is read with one of them first",
            );
            return Err(fault.raised(py));
        };
        let flow = Flow::new(Arc::clone(&self.held), table.into_reader()?, wanted)
            .map_err(|fault| fault.raised(py))?;
        Ok(Scan::of(flow))
    }
}
