//! The first rows of a table, column by column: what guesses stand on.

/// So many bytes of each cell are looked at.
const MOST_BYTES: usize = 400;

/// The first rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub(super) columns: Vec<Sampled>,
    pub(super) rows: usize,
}

/// The first cells of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Sampled {
    pub(super) name: String,
    /// One a row; empty where there is none.
    pub(super) cells: Vec<String>,
}

impl Sample {
    /// So many rows are looked at.
    pub const ROWS: usize = 2_000;

    /// Of columns of these names.
    pub fn new(names: &[String]) -> Sample {
        let column = |name: &String| Sampled { name: name.clone(), cells: Vec::new() };
        Sample { columns: names.iter().map(column).collect(), rows: 0 }
    }

    /// Takes a row; cells beyond the columns are left out.
    pub fn add<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let end =
                (0..=cell.len().min(MOST_BYTES)).rev().find(|&at| cell.is_char_boundary(at)).unwrap_or(0);
            column.cells.resize(self.rows - 1, String::new());
            column.cells.push(cell[..end].trim().to_owned());
        }
    }
}
