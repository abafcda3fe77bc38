//! What kind of failure an edge met: files, lists, catalogs and services share the kinds, so that each face (a command line, a
//! service) decides once what a kind means: an exit code, a status. The engine itself never fails.

/// A kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// What was asked cannot be meant: an option, a mapping, a name that nobody has.
    Asked,
    /// What was named is not there, or may not be read.
    NotFound,
    /// It is there and cannot be read: damaged, cut off, of a kind that is not read.
    Unreadable,
    /// Somebody else is at work on it.
    Busy,
    /// What was worked out could not be written.
    NotWritten,
    /// A fault of this program.
    Bug,
}
