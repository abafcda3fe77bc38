//! What the columns of a catalog mean: recognised by their names, or told by `--map`. Each column is looked at by
//! itself, so that the order of rows (and with JSON, of keys) changes nothing. Knows nothing of values.

mod meaning;
mod known;
mod mapping;
mod normal;
mod recognised;

use std::collections::BTreeSet;

use crate::error::Error;
use known::Format;

pub use mapping::Mapping;
pub use meaning::{Columns, Meaning, Step, Table, Use};
pub(crate) use meaning::{Found, Join, join_of};
pub use recognised::Recognised;

/// Tells what columns mean, one by one.
pub(crate) struct Recogniser {
    mapping: Mapping,
    format: Option<&'static Format>,
}

impl Recogniser {
    /// For a table of that kind with these columns.
    pub(crate) fn of<'n>(table: Table, mapping: &Mapping, names: impl Iterator<Item = &'n str>) -> Self {
        match table {
            Table::Catalog => Recogniser::catalog(mapping, names),
            Table::Suppliers => Recogniser::suppliers(mapping),
            Table::Parties => Recogniser::parties(mapping),
        }
    }

    /// For a catalog with these columns (with JSON: those of its first rows).
    pub(crate) fn catalog<'n>(mapping: &Mapping, names: impl Iterator<Item = &'n str>) -> Self {
        let keys: BTreeSet<String> = names.flat_map(normal::candidates).collect();
        let format = known::formats().iter().find(|format| format.fits(|name| keys.contains(name)));
        Recogniser { mapping: mapping.clone(), format }
    }

    /// For a supplier or purchase file.
    pub(crate) fn suppliers(mapping: &Mapping) -> Self {
        Recogniser { mapping: mapping.clone(), format: Some(known::suppliers()) }
    }

    /// For a table of parties.
    pub(crate) fn parties(mapping: &Mapping) -> Self {
        Recogniser { mapping: mapping.clone(), format: Some(known::parties()) }
    }

    /// The format that the names tell.
    pub(crate) fn format(&self) -> Option<&'static str> {
        self.format.map(|format| format.name)
    }

    /// What a column means. A mapping comes first: a column that it names means that and nothing else, and a field that
    /// it names takes no other column.
    pub(crate) fn find(&self, column: &str) -> Vec<Found> {
        let told = self.mapping.find(column);
        if !told.is_empty() {
            return told;
        }
        let known = normal::candidates(column).iter().find_map(|key| known::lookup(key, self.format));
        // A table of parties has no titles and models.
        let parties = self.format.is_some_and(|format| std::ptr::eq(format, known::parties()));
        let known =
            known.filter(|(meaning, _)| !parties || matches!(meaning, Meaning::Party(_) | Meaning::Id));
        known
            .filter(|(meaning, _)| !self.mapping.names(*meaning))
            .map(|(meaning, rank)| Found { meaning, rank, picks: Vec::new() })
            .into_iter()
            .collect()
    }

    /// Checks that what was found can be used and that all that was mapped is there.
    pub(crate) fn check(&self, file: &str, columns: &Columns, found: &[String]) -> Result<(), Error> {
        let unmet = self
            .mapping
            .pairs()
            .iter()
            .find(|(_, wanted)| !found.iter().any(|column| mapping::picks(column, wanted).is_some()));
        if let Some((meaning, column)) = unmet {
            return Err(Error::UnknownColumn {
                file: file.to_owned(),
                field: meaning.name(),
                column: column.clone(),
                found: found.to_vec(),
            });
        }
        if columns.usable() {
            return Ok(());
        }
        Err(Error::NoUsableColumn { file: file.to_owned(), found: found.to_vec() })
    }
}

/// How many columns of that row of names have a meaning: what tells a header from data, and the right separator from a
/// wrong one.
pub(crate) fn meanings(names: &[String], mapping: &Mapping, table: Table) -> usize {
    let recogniser = Recogniser::of(table, mapping, names.iter().map(String::as_str));
    let found: BTreeSet<Meaning> =
        names.iter().flat_map(|name| recogniser.find(name)).map(|found| found.meaning).collect();
    found.len()
}

#[cfg(test)]
mod tests;
