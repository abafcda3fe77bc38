//! How far a fetch is, for whoever looks on.

/// How far a fetch is.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// So many bytes of a file, of so many if the server told.
    Reading {
        /// File.
        file: &'a str,
        /// Bytes read.
        bytes: u64,
        /// Bytes in all.
        of: Option<u64>,
    },
    /// Waiting before the next attempt.
    Waiting {
        /// File.
        file: &'a str,
        /// How long.
        seconds: u64,
        /// Why.
        why: &'a str,
    },
}
