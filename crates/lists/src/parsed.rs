//! What came out of a source's files: records, what was wrong, and what proves that nothing was lost on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use nameplate::Day;
use serde::Serialize;

use crate::record::Record;

/// Something in a file that could not be used. The rest of the file goes on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Defect {
    /// File, by the authority's name.
    pub file: String,
    /// Row (line of a CSV, number of the element), from 1; 0 for the file as a whole.
    pub row: u64,
    /// Column or element; empty for the row as a whole.
    pub field: String,
    /// What is wrong, in words.
    pub reason: String,
    /// Whether the row refers to an entry that the edition does not hold.
    pub orphan: bool,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.row > 0 {
            write!(f, " row {}", self.row)?;
        }
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a row was put aside: the field (empty for the row as a whole) and what is wrong with it.
pub type Wrong = (&'static str, String);

/// What became of the rows of a file. [`Tally::is_complete`] holds for each file, or rows were lost: the update refuses such
/// an edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows, elements or statements that the file holds (header and blank lines are none).
    pub rows: u64,
    /// Rows that became a record of their own.
    pub entries: u64,
    /// Rows that went into a record of another row (aliases, addresses, repeated entries).
    pub merged: u64,
    /// Rows that were put aside, each with a defect.
    pub refused: u64,
    /// Rows of a large source that are tied to nobody whom the register is about (see [`crate::given::Interest`]).
    pub apart: u64,
}

/// All of a source's edition.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Records, sorted by entry id (see [`Parsed::finish`]).
    pub records: Vec<Record>,
    /// What could not be used.
    pub defects: Vec<Defect>,
    /// Day of publication, where the file tells.
    pub published: Option<Day>,
    /// Columns and elements that the parser does not know, by file: a sign that the format has changed.
    pub unknown: BTreeMap<String, BTreeSet<String>>,
    /// Columns and elements that the format requires and that are missing, by file: the edition is refused.
    pub missing: BTreeMap<String, BTreeSet<String>>,
    /// Rows by file.
    pub tallies: BTreeMap<String, Tally>,
    /// Entries of a large source that are sound and tied to nobody whom the register is about.
    pub entries_apart: usize,
}

impl Parsed {
    /// Counts a row of a file.
    pub fn row(&mut self, file: &str) {
        self.tally(file).rows += 1;
    }

    /// Takes a record that a row of a file became.
    pub fn entry(&mut self, file: &str, record: Record) {
        self.tally(file).entries += 1;
        self.records.push(record);
    }

    /// Counts a row that went into another row's record.
    pub fn merged(&mut self, file: &str) {
        self.tally(file).merged += 1;
    }

    /// Counts a row that is tied to nobody whom the register is about.
    pub fn apart(&mut self, file: &str) {
        self.tally(file).apart += 1;
    }

    /// Counts an entry that is tied to nobody whom the register is about.
    pub fn entry_apart(&mut self, file: &str) {
        self.entries_apart += 1;
        self.apart(file);
    }

    /// How many entries the files hold, also those that concern nobody.
    pub fn entry_count(&self) -> usize {
        self.records.len() + self.entries_apart
    }

    /// Takes what a row was read into: a record, or the reason to put it aside.
    pub fn take(&mut self, file: &str, row: u64, read: Result<Record, Wrong>) {
        match read {
            Ok(record) => self.entry(file, record),
            Err((field, why)) => self.refuse(file, row, field, why),
        }
    }

    /// Puts a row aside, with the reason.
    pub fn refuse(&mut self, file: &str, row: u64, field: &str, reason: impl Into<String>) {
        self.tally(file).refused += 1;
        self.remark(file, row, field, reason);
    }

    /// Puts a row aside that refers to an entry that is not there.
    pub fn orphan(&mut self, file: &str, row: u64, field: &str, reason: impl Into<String>) {
        self.refuse(file, row, field, reason);
        if let Some(last) = self.defects.last_mut() {
            last.orphan = true;
        }
    }

    /// Notes a defect of a value while the row itself is used.
    pub fn remark(&mut self, file: &str, row: u64, field: &str, reason: impl Into<String>) {
        let (file, field) = (file.to_owned(), field.to_owned());
        self.defects.push(Defect { file, row, field, reason: reason.into(), orphan: false });
    }

    /// Notes a column or element that the parser does not know.
    pub fn unknown(&mut self, file: &str, what: &str) {
        self.unknown.entry(file.to_owned()).or_default().insert(what.to_owned());
    }

    /// Notes a column or element that must be there and is not.
    pub fn missing(&mut self, file: &str, what: &str) {
        self.missing.entry(file.to_owned()).or_default().insert(what.to_owned());
    }

    /// Sorts records by entry id, then list. Records with one id (two rows of one name) are told apart by `#2`, `#3` in
    /// the order of their content, so that the order of rows does not matter.
    pub fn finish(mut self) -> Self {
        self.records
            .sort_by_cached_key(|r| (r.entry.clone(), r.list.clone(), nameplate::register::canonical(r)));
        let mut before = String::new();
        let mut times = 1;
        for record in &mut self.records {
            times = if record.entry == before { times + 1 } else { 1 };
            before.clone_from(&record.entry);
            if times > 1 {
                record.entry = format!("{}#{times}", record.entry);
            }
        }
        self.defects.sort();
        self
    }

    fn tally(&mut self, file: &str) -> &mut Tally {
        self.tallies.entry(file.to_owned()).or_default()
    }
}

impl Tally {
    /// Whether every row is accounted for.
    pub fn is_complete(self) -> bool {
        self.rows == self.entries + self.merged + self.refused + self.apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::EntryKind;

    #[test]
    fn records_do_not_depend_on_the_order_of_rows() {
        let record = |country: &str| {
            let mut record = Record::new("same", EntryKind::Company, "Same");
            record.countries.push(country.to_owned());
            record
        };
        let parse = |order: [&str; 2]| {
            let mut parsed = Parsed::default();
            for country in order {
                parsed.row("f");
                parsed.entry("f", record(country));
            }
            parsed.finish()
        };
        let (one, other) = (parse(["CN", "US"]), parse(["US", "CN"]));
        assert_eq!(one.records, other.records);
        assert_eq!(one.records[1].entry, "same#2");
        assert!(one.tallies["f"].is_complete());
    }
}
