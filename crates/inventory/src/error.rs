//! What stops the reading of a whole file. What is wrong with one device is a `Trouble`.

use std::io;

/// Why a file could not be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there or may not be read.
    #[error("{file}: cannot be opened: {source}")]
    Open {
        /// Name as given.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// It breaks off, or goes on as it may not.
    #[error("{file}: cannot be read on after line {line}: {reason}")]
    Broken {
        /// Name as given.
        file: String,
        /// The last line that was read.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// It is nothing that is read here.
    #[error("{file}: {what}")]
    Unknown {
        /// Name as given.
        file: String,
        /// What it seems to be.
        what: String,
    },
    /// It is larger than is read in one piece.
    #[error("{file}: holds more than {megabytes} megabytes, which is more than an inventory does")]
    TooLarge {
        /// Name as given.
        file: String,
        /// The bound.
        megabytes: u64,
    },
    /// It is a table, and cannot be used as one.
    #[error(transparent)]
    Table(#[from] scan::Error),
}
