//! Columns that nobody knows, as text: a line for each cell, the name of the column before it. A name that stands in such a cell is read
//! all the same.

use nameplate::listing::{Defect, Field, Listing};

use crate::columns::says_something;
use crate::text::TextColumn;

/// Most bytes of them in a row; what is beyond is a defect of the row.
const MOST_BYTES: usize = 16 << 10;

/// Columns without a known meaning, each with its name.
#[derive(Default)]
pub(crate) struct Plain {
    columns: Vec<(String, TextColumn)>,
}

impl Plain {
    pub(crate) fn add(&mut self, name: &str, column: TextColumn) {
        self.columns.push((name.to_owned(), column));
    }

    /// The cells of a row that may hold a name, with the names of their columns.
    pub(crate) fn cells(&self, row: usize) -> impl Iterator<Item = (&str, &str)> {
        let cells = self.columns.iter().map(move |(name, column)| (name.as_str(), column.get(row).trim()));
        cells.filter(|(_, cell)| says_something(cell))
    }

    /// Puts them into a listing, as far as there is room.
    pub(crate) fn put(&self, listing: &mut Listing<'_>, row: usize) {
        let mut text = String::new();
        for (name, cell) in self.cells(row) {
            let room = MOST_BYTES.saturating_sub(text.len() + name.len() + 3);
            if cell.len() > room {
                listing.defects.push(Defect::field(
                    Field::Other,
                    format!("columns without a known meaning hold more than {MOST_BYTES} bytes: `{name}` and what follows was left out"),
                ));
                break;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(name);
            text.push_str(": ");
            text.push_str(cell);
        }
        if !text.is_empty() {
            listing.set(Field::Other, text);
        }
    }
}
