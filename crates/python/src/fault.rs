//! What goes wrong, as the package's own exceptions: what failed and on what, where it stands, and what to do.

use lists::open::Which;
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Which exception it becomes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A register that cannot be asked.
    Register,
    /// A policy that cannot be used.
    Policy,
    /// A table, a listing or a question that cannot be meant.
    Input,
    /// Nothing went wrong: whoever called wants it to end.
    Stopped,
}

impl Kind {
    fn class(self) -> Option<&'static str> {
        match self {
            Kind::Register => Some("RegisterError"),
            Kind::Policy => Some("PolicyError"),
            Kind::Input => Some("InputError"),
            Kind::Stopped => None,
        }
    }
}

/// An error on its way to Python. Made without Python, so that work can fail while other threads run.
#[derive(Debug)]
pub(crate) struct Fault {
    kind: Kind,
    message: String,
    file: Option<String>,
    row: Option<u64>,
    field: Option<String>,
    hint: Option<String>,
}

impl Fault {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Fault { kind, message: message.into(), file: None, row: None, field: None, hint: None }
    }

    pub(crate) fn stopped() -> Self {
        Fault::new(Kind::Stopped, "")
    }

    pub(crate) fn input(message: impl Into<String>) -> Self {
        Fault::new(Kind::Input, message)
    }

    /// Which file or table.
    #[must_use]
    pub(crate) fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Which row, counted from 0 as in the results.
    #[must_use]
    pub(crate) fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// Which field of a listing, a party or a policy.
    #[must_use]
    pub(crate) fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// What to do.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The exception.
    pub(crate) fn raised(self, py: Python<'_>) -> PyErr {
        self.exception(py).unwrap_or_else(|error| error)
    }

    fn exception(self, py: Python<'_>) -> PyResult<PyErr> {
        let Some(class) = self.kind.class() else { return Ok(PyKeyboardInterrupt::new_err(())) };
        let said = PyDict::new(py);
        said.set_item("file", self.file)?;
        said.set_item("row", self.row)?;
        said.set_item("field", self.field)?;
        said.set_item("hint", self.hint)?;
        let class = py.import("nameplate._errors")?.getattr(class)?;
        Ok(PyErr::from_value(class.call((self.message,), Some(&said))?))
    }
}

impl From<lists::open::Error> for Fault {
    fn from(error: lists::open::Error) -> Self {
        let hint = match error.which() {
            Which::Lists => "build it again with the command line: nameplate lists update",
            Which::File => {
                "build it again with the command line (nameplate register build FACTS_DIR -o FILE), or leave the path out for the \
                 register of the data folder"
            }
            Which::Starter => "install the wheel again: the register inside it is damaged",
        };
        Fault::new(Kind::Register, error.to_string()).hint(hint)
    }
}

impl From<scan::Error> for Fault {
    fn from(error: scan::Error) -> Self {
        use scan::Error as E;
        let fault = Fault::input(error.to_string());
        match error {
            E::NoUsableColumn { file, .. } => fault.file(file).hint(
                "nothing in it says what is sold; say which column does: map={'title': 'COLUMN', 'brand': 'COLUMN'}",
            ),
            E::UnknownColumn { file, field, .. } => {
                fault.file(file).field(field).hint("take one of the columns found; members of a struct by path: brand.name")
            }
            E::Read { file, rows, .. } => {
                fault.file(file).row(rows).hint("the rows before it were judged; repair the table from there on")
            }
            E::NoId { file, row } => {
                without_its_own_id(format!("{file}: row {row} (counted from 0) has no id that could tell it apart"), file, row)
            }
            E::SameId { file, row, id } => without_its_own_id(
                format!("{file}: row {row} (counted from 0) has the id `{id}`, which a row before it has"),
                file,
                row,
            ),
            E::Mapping { .. } => fault.hint("map takes fields of a listing: map={'brand': 'COLUMN', 'id': 'COLUMN'}"),
            _ => fault,
        }
    }
}

impl From<nameplate::policy::BadPolicy> for Fault {
    fn from(error: nameplate::policy::BadPolicy) -> Self {
        Fault::new(Kind::Policy, error.to_string()).hint(
            "`nameplate policy show` of the command line prints the default one, with what each value means",
        )
    }
}

/// A fault of this package itself.
pub(crate) fn bug(message: impl std::fmt::Display) -> Fault {
    Fault::input(message.to_string()).hint("this is a bug: please report it with what it happened on")
}

/// The message counts rows as `row` does, from 0: people of the command line read of them from 1.
fn without_its_own_id(message: String, file: String, row: u64) -> Fault {
    Fault::input(message).file(file).row(row).field("id").hint(
        "give each row an id of its own, or leave expect_id out: rows are then told apart by their places",
    )
}
