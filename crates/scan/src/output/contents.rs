//! What is written of a run beside its format: which listings, which columns of the catalog, and for whom.

use nameplate::answer::Audience;
use nameplate::finding::{Finding, Hop};

use super::format::Format;
use super::told::plain;
use tables::columns::Keep;
use tables::error::Error;

/// Which listings are in a file of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those with a finding, and those that could not be judged: what was not checked is never left out.
    Findings,
}

impl Scope {
    /// As the manifest has it.
    pub fn word(self) -> &'static str {
        match self {
            Scope::All => "all",
            Scope::Findings => "only_findings",
        }
    }
}

/// How a path is told in words; whoever speaks to people brings the words.
#[derive(Clone, Copy, Debug)]
pub struct PathInWords(pub fn(&Finding) -> String);

impl Default for PathInWords {
    fn default() -> Self {
        PathInWords(steps)
    }
}

fn steps(finding: &Finding) -> String {
    let step = |step: &Hop| format!("{} {} {}", step.from_name, plain(step.relation.word()), step.to_name);
    finding.case.path.iter().map(step).collect::<Vec<_>>().join("; ")
}

/// What is written beside the format.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Which listings; where nobody says, those that people look at in CSV and XLSX, and all elsewhere.
    pub scope: Option<Scope>,
    /// Columns of the catalog that are appended as they stand, to CSV and XLSX. XLSX has all where none are named.
    pub keep: Vec<String>,
    /// Who asks.
    pub audience: Audience,
    /// How paths are told.
    pub path: PathInWords,
}

impl Contents {
    /// Which listings, in that format.
    pub(super) fn scope(&self, format: Format) -> Scope {
        self.scope.unwrap_or(if format.is_for_people() { Scope::Findings } else { Scope::All })
    }

    /// Which columns of the catalog, in that format.
    pub(super) fn keep(&self, format: Format) -> Result<Keep, Error> {
        match (format, self.keep.is_empty()) {
            (Format::Xlsx, true) => Ok(Keep::All),
            (_, true) => Ok(Keep::None),
            (Format::Xlsx | Format::Csv, false) => Ok(Keep::Named(self.keep.clone())),
            (Format::Parquet | Format::Jsonl, false) => Err(Error::KeepFormat(format.name())),
        }
    }
}
