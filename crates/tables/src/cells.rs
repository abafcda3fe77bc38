//! What a reader has to know of a column, whoever holds its cells.

/// A column as text.
pub trait Cells {
    /// The text of a row; empty where there is none.
    fn get(&self, row: usize) -> &str;
    /// Whether the row has a value that is no text.
    fn is_bad(&self, row: usize) -> bool;
}
