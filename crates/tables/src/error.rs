//! What can go wrong with a whole file or a whole run, in words for the person who typed the command.
//! What is wrong with one row is not here: that is a `Defect`, and it is in the report.

use std::io;

use nameplate::error::ErrorKind;
use nameplate::listing::row_for_people;

/// An error of a scan. The message says what failed and on what; [`Error::kind`] what sort of failure
/// it is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input that is not there or may not be read.
    #[error("{file}: cannot be opened: {source}")]
    Open {
        /// Name as given.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// An input that could be read only in part.
    #[error("{file}: cannot be read on after row {rows}: {reason}")]
    Read {
        /// Name as given.
        file: String,
        /// How many rows were read before.
        rows: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// An input of a kind that is no catalog.
    #[error("{file}: {kind} is not read")]
    Kind {
        /// Name as given.
        file: String,
        /// What it seems to be.
        kind: &'static str,
    },
    /// No column of an input has a known meaning.
    #[error("{file}: no column with a known meaning; found: {}", listed(found))]
    NoUsableColumn {
        /// Name as given.
        file: String,
        /// The columns it has.
        found: Vec<String>,
    },
    /// A mapping names a column that the file has not.
    #[error(
        "{file}: field `{field}` is mapped to column `{column}`, which is not there; found: {}",
        listed(found)
    )]
    UnknownColumn {
        /// Name as given.
        file: String,
        /// The field that was mapped.
        field: &'static str,
        /// The column asked for.
        column: String,
        /// The columns it has.
        found: Vec<String>,
    },
    /// A column that is to be kept is not there.
    #[error("{file}: there is no column `{column}` to keep; found: {}", listed(found))]
    NoSuchColumn {
        /// Name as given.
        file: String,
        /// The column asked for.
        column: String,
        /// The columns it has.
        found: Vec<String>,
    },
    /// A workbook has no sheet of that name or number.
    #[error("{file}: there is no sheet `{sheet}`; found: {}", listed(found))]
    NoSuchSheet {
        /// Name as given.
        file: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets it has.
        found: Vec<String>,
    },
    /// No listing has that id.
    #[error("{file}: no listing has the id `{id}`")]
    NoSuchId {
        /// Name as given.
        file: String,
        /// The id.
        id: String,
    },
    /// A row has no id, and rows are told apart by them.
    #[error("{file}: row {} has no id that could tell it apart", row_for_people(file, *row))]
    NoId {
        /// Name as given.
        file: String,
        /// The row, as in results; the message has it as people count it.
        row: u64,
    },
    /// Two rows have one id, and rows are told apart by them.
    #[error("{file}: row {} has the id `{id}`, which a row before it has", row_for_people(file, *row))]
    SameId {
        /// Name as given.
        file: String,
        /// The second of the two, as in results.
        row: u64,
        /// The id.
        id: String,
    },
    /// The catalog is shorter.
    #[error("{file}: there is no row {number}: it has {rows} rows")]
    NoSuchRow {
        /// Name as given.
        file: String,
        /// The row as people count it: from 1, or as in the sheet.
        number: u64,
        /// Rows that it has.
        rows: u64,
    },
    /// More rows than a request may have.
    #[error("{file}: more than {most} rows")]
    TooManyRows {
        /// Name as given.
        file: String,
        /// So many are allowed.
        most: usize,
    },
    /// The row that was asked for cannot be read.
    #[error("{file}: that row could not be read: {reason}")]
    Row {
        /// Name as given.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A mapping that cannot be understood.
    #[error("mapping `{text}`: {reason}")]
    Mapping {
        /// The part in question.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A supplier file without the columns it is for.
    #[error(
        "{file}: a supplier file needs a column with the SKU and one with the supplier; found: {}",
        listed(found)
    )]
    Suppliers {
        /// Name as given.
        file: String,
        /// The columns it has.
        found: Vec<String>,
    },
    /// A supplier file that does not fit into the memory set aside for it.
    #[error("{file}: row {row}: the supplier table is larger than {limit} bytes")]
    SuppliersTooLarge {
        /// Name as given.
        file: String,
        /// The row that did not fit.
        row: u64,
        /// The bound.
        limit: usize,
    },
    /// An encoding label that nobody knows.
    #[error("encoding `{0}` is not known")]
    Encoding(String),
    /// Columns of the catalog have a place in tables for people only.
    #[error("columns of the catalog are kept in CSV and XLSX, not in {0}")]
    KeepFormat(&'static str),
    /// A workbook would be printed on a screen.
    #[error("a workbook cannot be shown on a terminal")]
    OutputTerminal,
    /// Parquet is written with its table of contents last and read from there: no stream.
    #[error("Parquet cannot go to standard output, where results are read as they come")]
    OutputStream,
    /// An output whose format cannot be told.
    #[error("{path}: the format of the results cannot be told from the name")]
    OutputFormat {
        /// The path as given.
        path: String,
    },
    /// The output would replace what is read.
    #[error("{path}: the results would replace an input of this run")]
    OutputIsInput {
        /// The path of the output.
        path: String,
    },
    /// Two outputs are one file.
    #[error("{path}: two results of this run have one name")]
    OutputTwice {
        /// The path of the output.
        path: String,
    },
    /// The output is a folder, a device or a pipe.
    #[error("{path}: is not a file that results can replace")]
    OutputKind {
        /// The path of the output.
        path: String,
    },
    /// Somebody else writes the same output.
    #[error("{path}: another run is writing this now")]
    Busy {
        /// The path of the output.
        path: String,
    },
    /// What an earlier run left to be taken up is of another run.
    #[error("{path}: what is kept there is of another run: {what}")]
    OtherRun {
        /// The file with what is kept.
        path: String,
        /// In what they differ.
        what: String,
    },
    /// A run that can be taken up again needs a place beside its output.
    #[error("nothing can be kept beside standard output, so that a later run could go on")]
    NothingToResume,
    /// A file of somebody else stands in a folder of results.
    #[error("{path}: is there already, and no run of this program wrote it")]
    NotOurs {
        /// The path of the file.
        path: String,
    },
    /// A file stands under the name of a result, and no run of this program is known to have written it.
    #[error("{path}: is there already, and nothing says that this program wrote it")]
    IsThere {
        /// The path of the file.
        path: String,
    },
    /// A file of results was changed by somebody.
    #[error("{path}: was changed since this program wrote it")]
    Changed {
        /// The path of the file.
        path: String,
    },
    /// Whoever read the results from standard output has gone.
    #[error("nobody reads the results any more")]
    NobodyReads,
    /// The results could not be written.
    #[error("{path}: cannot be written: {reason}")]
    Write {
        /// The path that was written.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A thread could not be started or ended badly.
    #[error("a thread of the scan ended badly: {0}")]
    Thread(String),
}

impl Error {
    /// What kind of failure it is. What can be done about it depends on who asks: a library names no options.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Error::Open { .. } => ErrorKind::NotFound,
            Error::Read { .. } | Error::Row { .. } | Error::Kind { .. } | Error::SuppliersTooLarge { .. } => {
                ErrorKind::Unreadable
            }
            Error::NoUsableColumn { .. }
            | Error::UnknownColumn { .. }
            | Error::NoSuchColumn { .. }
            | Error::NoSuchSheet { .. }
            | Error::NoSuchId { .. }
            | Error::NoId { .. }
            | Error::SameId { .. }
            | Error::NoSuchRow { .. }
            | Error::TooManyRows { .. }
            | Error::Mapping { .. }
            | Error::Suppliers { .. }
            | Error::Encoding(_)
            | Error::OutputFormat { .. }
            | Error::OutputStream
            | Error::OutputTerminal
            | Error::KeepFormat(_)
            | Error::OutputIsInput { .. }
            | Error::OutputTwice { .. }
            | Error::OutputKind { .. }
            | Error::OtherRun { .. }
            | Error::NothingToResume
            | Error::NotOurs { .. }
            | Error::IsThere { .. }
            | Error::Changed { .. } => ErrorKind::Asked,
            Error::Busy { .. } => ErrorKind::Busy,
            Error::Write { .. } | Error::NobodyReads => ErrorKind::NotWritten,
            Error::Thread(_) => ErrorKind::Bug,
        }
    }
}

/// At most this many column names are printed in a message.
const LISTED: usize = 60;

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let mut text = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > LISTED {
        text.push_str(&format!(", and {} more", names.len() - LISTED));
    }
    text
}
