//! The formats of results, and where their cases stand.

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Parquet, nested as the JSON.
    Parquet,
    /// One JSON object a line.
    Jsonl,
    /// One line a finding, for spreadsheets.
    Csv,
    /// A workbook: a sheet for people, one for machines, one that says what it is.
    Xlsx,
}

/// Where the cases of results stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cases {
    /// Once, in a table beside the results.
    #[default]
    Beside,
    /// In every row that cites them.
    Inside,
}

impl Format {
    /// The format of that name, as in `--format`.
    pub fn from_name(name: &str) -> Option<Format> {
        match name {
            "parquet" => Some(Format::Parquet),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// The name, which is the extension too.
    pub fn name(self) -> &'static str {
        match self {
            Format::Parquet => "parquet",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
        }
    }
}

impl Format {
    /// Whether it is a table that people open.
    pub(super) fn is_for_people(self) -> bool {
        matches!(self, Format::Csv | Format::Xlsx)
    }
}
