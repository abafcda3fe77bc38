//! An edition of a source: what was published on a day, its files with their digests, and what came out of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use nameplate::Day;
use nameplate::date::Date;
use nameplate::register::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::parsed::Parsed;

/// A file of an edition, as it was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionFile {
    /// The authority's name for it.
    pub name: String,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// Where it came from.
    pub from: String,
    /// `ETag` of the answer, for the next conditional request.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub etag: String,
    /// `Last-Modified` of the answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last_modified: String,
}

/// Where the day of an edition comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayFrom {
    /// The file itself names its day of publication.
    Published,
    /// The server said when the file was last modified.
    LastModified,
    /// The user gave it.
    Given,
    /// Nothing tells. What older versions dated by the day on which it was taken is read as this too.
    #[default]
    #[serde(alias = "taken")]
    Nothing,
}

/// An edition, as `edition.json` in its folder keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Source id.
    pub source: String,
    /// Its day, else `undated-` and the day on which it was taken; and `.2`, `.3` where one day has several.
    pub id: String,
    /// Its day; unknown where nothing tells it, and never the day on which it was read.
    pub day: Date,
    /// Where the day comes from.
    pub day_from: DayFrom,
    /// Name of the form that it was taken in.
    pub form: String,
    /// The day on which it was taken.
    pub taken: Date,
    /// Its files.
    pub files: Vec<EditionFile>,
    /// One digest over names and digests of all files.
    pub sha256: String,
    /// Entries.
    pub entries: u64,
    /// Rows of all files.
    pub rows: u64,
    /// Rows that were put aside.
    pub refused: u64,
    /// Columns and elements that the parser does not know, by file.
    pub unknown: BTreeMap<String, BTreeSet<String>>,
    /// Checks that it failed and that a person accepted all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<String>,
}

impl Edition {
    /// Takes the counts of what was parsed.
    pub fn count(&mut self, parsed: &Parsed) {
        self.entries = parsed.entry_count() as u64;
        self.rows = parsed.tallies.values().map(|tally| tally.rows).sum();
        self.refused = parsed.tallies.values().map(|tally| tally.refused).sum();
        self.unknown.clone_from(&parsed.unknown);
    }

    /// The day that puts editions in order: its own, else the one on which it was taken.
    pub fn moment(&self) -> Option<Day> {
        self.day.first_day().or_else(|| self.taken.first_day())
    }

    /// As this version writes it: older ones gave an edition that nothing dates the day on which it was taken.
    #[must_use]
    pub(crate) fn in_todays_words(mut self) -> Self {
        if self.day_from == DayFrom::Nothing {
            self.day = Date::Unknown;
        }
        self
    }

    /// A file by its name.
    pub fn file(&self, name: &str) -> Option<&EditionFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// The id of the source in a register that is built from this edition: sources of a register are dated.
    pub fn source_id(&self) -> String {
        format!("{}@{}", self.source, self.id)
    }
}

/// One digest over the names and digests of files, in the order of their names.
pub fn digest_of(files: &[EditionFile]) -> String {
    let mut lines: Vec<String> = files.iter().map(|f| format!("{}  {}\n", f.sha256, f.name)).collect();
    lines.sort();
    hex(&Sha256::digest(lines.concat()))
}

/// Length and SHA-256 of a file.
pub fn digest_file(path: &Path) -> io::Result<(u64, String)> {
    let (mut file, mut hasher, mut length) = (File::open(path)?, Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((length, hex(&hasher.finalize())));
        }
        length += read as u64;
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
}
