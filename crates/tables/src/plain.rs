//! Columns that nobody knows, as text: a line for each cell, the name of the column before it. A name that stands in such a cell is read
//! all the same.

use nameplate::listing::{Defect, Field, Listing};

use crate::cells::Cells;
use crate::columns::{Use, says_something};

/// Most bytes of them in a row; what is beyond is a defect of the row.
const MOST_BYTES: usize = 16 << 10;

/// Columns without a known meaning, each with its name.
pub(crate) struct Plain<C> {
    columns: Vec<Column<C>>,
}

impl<C> Default for Plain<C> {
    fn default() -> Self {
        Plain { columns: Vec::new() }
    }
}

struct Column<C> {
    name: String,
    cells: C,
    /// Whether its cells are kept whatever they hold.
    whole: bool,
}

impl<C: Cells> Plain<C> {
    pub(crate) fn add(&mut self, column: &Use, cells: C) {
        self.columns.push(Column { name: column.column.clone(), cells, whole: column.whole });
    }

    /// The cells of a row that may hold a name, with the names of their columns.
    pub(crate) fn cells(&self, row: usize) -> impl Iterator<Item = (&str, &str)> {
        self.kept(row).filter(|(_, cell)| says_something(cell))
    }

    /// The cells of a row that are kept: those that may hold a name, and all of the columns that are kept whole.
    fn kept(&self, row: usize) -> impl Iterator<Item = (&str, &str)> {
        let cells = self.columns.iter().map(move |column| (column, column.cells.get(row).trim()));
        let cells = cells.filter(|(column, cell)| !cell.is_empty() && (column.whole || says_something(cell)));
        cells.map(|(column, cell)| (column.name.as_str(), cell))
    }

    /// Puts them into a listing, as far as there is room.
    pub(crate) fn put(&self, listing: &mut Listing<'_>, row: usize) {
        let mut text = String::new();
        for (name, cell) in self.kept(row) {
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
