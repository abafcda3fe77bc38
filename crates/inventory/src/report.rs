//! What became of a file.

use scan::Recognised;

use crate::format::Format;
use crate::limits::TROUBLES;

/// A file that was read to its end.
#[derive(Clone, Debug)]
pub struct Read {
    /// What it was read as.
    pub format: Format,
    /// Devices found in it.
    pub devices: u64,
    /// The first things in it that could not be used.
    pub troubles: Vec<Trouble>,
    /// All of them, counted.
    pub troubled: u64,
    /// What its columns mean, where it is a table.
    pub recognised: Option<Recognised>,
}

/// Something that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The line; of tables the row, counted from 0 below the names of the columns.
    pub line: u64,
    /// The field, or `line` where all of it is concerned.
    pub field: &'static str,
    /// What is wrong, in words for the owner of the file.
    pub reason: String,
}

impl Read {
    /// Nothing found yet.
    pub(crate) fn of(format: Format) -> Self {
        Read { format, devices: 0, troubles: Vec::new(), troubled: 0, recognised: None }
    }

    /// Notes what could not be used.
    pub(crate) fn trouble(&mut self, line: u64, field: &'static str, reason: impl Into<String>) {
        self.troubled += 1;
        if self.troubles.len() < TROUBLES {
            self.troubles.push(Trouble { line, field, reason: reason.into() });
        }
    }
}
