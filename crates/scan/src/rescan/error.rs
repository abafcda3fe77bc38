//! Why a state cannot be used.

use std::path::{Path, PathBuf};

/// Why a state cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// There is none.
    #[error("{}: there is no state of a scan", .0.display())]
    Missing(PathBuf),
    /// Another process holds it.
    #[error("{}: another process works on this state", .0.display())]
    Busy(PathBuf),
    /// It is of another version of the program.
    #[error("{}: this state was left by another version", .0.display())]
    Version(PathBuf),
    /// Two catalogs have one name.
    #[error("{0}: given twice; a state tells catalogs apart by their names")]
    Twice(String),
    /// More rows than a part can have.
    #[error("{0}: more than four thousand million rows; split the catalog")]
    TooMany(String),
    /// It was told to stop; the state is as it was.
    #[error("stopped; the state is as it was")]
    Stopped,
    /// The system refused.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        cause: std::io::Error,
    },
    /// A file is not what it was.
    #[error("{}: damaged: {cause}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
}

impl StateError {
    pub(super) fn damaged(path: &Path, cause: impl std::fmt::Display) -> Self {
        StateError::Damaged { path: path.to_owned(), cause: cause.to_string() }
    }
}
