//! What results look like, whatever they are of.

use super::contents::Contents;
use super::format::Cases;

/// What results look like: the columns of Parquet, of a table, and of the sheet for people.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) schema: fn(Cases) -> arrow_schema::SchemaRef,
    pub(super) columns: fn(&Contents) -> Vec<String>,
    pub(super) people: Option<fn(&Contents) -> Vec<Column>>,
    /// Whether results cite cases.
    pub(crate) cites: bool,
}

/// A column: its name, and how wide it is on a screen, in letters.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) width: u16,
}
