//! What can go wrong with a whole file or a whole run, in words for the person who typed the command.
//! What is wrong with one row is not here: that is a `Defect`, and it is in the report.

use std::io;

/// An error of a scan. The message says what failed and on what; [`Error::hint`] says what to do.
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
    /// A file of somebody else stands in a folder of results.
    #[error("{path}: is there already, and no run of this program wrote it")]
    NotOurs {
        /// The path of the file.
        path: String,
    },
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
    /// What the reader can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::Open { .. } => "check the name and the rights; the other files were scanned",
            Error::Read { .. } => {
                "the rows before are in the results; get the file again or repair it from there on"
            }
            Error::Kind { .. } => {
                "export it as CSV, JSON Lines or Parquet (gzip and zstd are fine for the first two)"
            }
            Error::NoUsableColumn { .. } => {
                "say which column means what: --map title=COLUMN,brand=COLUMN (nested JSON by path: brand.name)"
            }
            Error::UnknownColumn { .. } => {
                "take one of the columns found; nested JSON by path, for instance brand.name"
            }
            Error::Mapping { .. } => {
                "write FIELD=COLUMN, several with commas: --map brand=Marke,title=name,id=sku"
            }
            Error::Suppliers { .. } => "rename the columns to sku, supplier, address, country",
            Error::SuppliersTooLarge { .. } => "leave only the suppliers of this catalog in the file",
            Error::Encoding(_) => {
                "take a label of the WHATWG Encoding Standard, such as gb18030 or shift_jis"
            }
            Error::OutputFormat { .. } => "end the name in .parquet, .jsonl or .csv, or give --format",
            Error::OutputIsInput { .. } | Error::OutputTwice { .. } => "give another name for the results",
            Error::OutputKind { .. } => {
                "give the name of a file, or that of a folder without --format; `>` writes to devices and pipes"
            }
            Error::Busy { .. } => "wait until it has ended, or give another name for these results",
            Error::NotOurs { .. } => "take it out of the folder, or give another folder for the results",
            Error::Write { .. } => {
                "see to room and rights, or give another place; nothing is left of these results, and older ones are as they were"
            }
            Error::Thread(_) => "this is a bug: please report it with the file that it happened on",
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
