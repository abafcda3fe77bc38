//! The cells of a sheet that hold something, as one text and places in it, and its rows out of them. A cell that is merged over several
//! rows holds its text in each of them.

/// A row with at least one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// As the sheet shows it: the first row is 1.
    pub(super) number: u32,
    /// By column; empty where there is nothing.
    pub(super) values: Vec<String>,
}

/// A cell over several rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merged {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) column: u32,
}

/// The cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Cells {
    text: String,
    cells: Vec<Cell>,
    /// In the order of their first rows.
    merged: Vec<Merged>,
    next: usize,
    next_merged: usize,
    /// What runs on from the rows above: last row, column, text.
    running: Vec<(u32, u32, String)>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    row: u32,
    column: u32,
    start: usize,
    len: u32,
}

impl Cells {
    /// Takes a cell up, unless the text gets too long.
    pub(super) fn add(&mut self, (row, column): (u32, u32), text: &str, most: u64) -> Result<(), String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if (self.text.len() + text.len()) as u64 > most {
            return Err(format!("the sheet holds more than {most} bytes of text: export it as CSV"));
        }
        let len = u32::try_from(text.len()).map_err(|error| error.to_string())?;
        self.cells.push(Cell { row, column, start: self.text.len(), len });
        self.text.push_str(text);
        Ok(())
    }

    pub(super) fn len(&self) -> u64 {
        self.cells.len() as u64
    }

    /// Brings the cells into the order of the sheet; files need not have them so.
    pub(super) fn finish(&mut self, merged: Vec<Merged>) {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.merged = merged.into_iter().filter(|one| one.last_row > one.first_row).collect();
        self.merged.sort_by_key(|one| (one.first_row, one.column));
    }

    /// Starts again with the first row.
    pub(super) fn rewind(&mut self) {
        (self.next, self.next_merged) = (0, 0);
        self.running.clear();
    }

    /// The next row that holds something.
    pub(super) fn next_row(&mut self) -> Option<Row> {
        let row = self.cells.get(self.next)?.row;
        let mut values: Vec<String> = Vec::new();
        let mut put = |column: u32, text: &str| {
            let at = column as usize;
            if values.len() <= at {
                values.resize(at + 1, String::new());
            }
            if let Some(value) = values.get_mut(at).filter(|value| value.is_empty()) {
                text.clone_into(value);
            }
        };
        while let Some(cell) = self.cells.get(self.next).filter(|cell| cell.row == row) {
            put(cell.column, &self.text[cell.start..cell.start + cell.len as usize]);
            self.next += 1;
        }
        self.running.retain(|(last, ..)| *last >= row);
        self.running.iter().for_each(|(_, column, text)| put(*column, text));
        while let Some(merged) = self.merged.get(self.next_merged).filter(|merged| merged.first_row <= row) {
            let text = values.get(merged.column as usize).filter(|_| merged.first_row == row);
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                self.running.push((merged.last_row, merged.column, text.clone()));
            }
            self.next_merged += 1;
        }
        Some(Row { number: row + 1, values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_order_and_merged_cells_run_on() {
        let mut cells = Cells::default();
        for (at, text) in
            [((4, 1), "b"), ((1, 0), "Kestrel"), ((1, 1), "a"), ((2, 1), " "), ((3, 1), "c"), ((9, 0), "z")]
        {
            cells.add(at, text, 100).unwrap();
        }
        cells.finish(vec![Merged { first_row: 1, last_row: 3, column: 0 }]);
        let mut rows = Vec::new();
        while let Some(row) = cells.next_row() {
            rows.push((row.number, row.values.join("|")));
        }
        let wanted = [(2, "Kestrel|a"), (4, "Kestrel|c"), (5, "|b"), (10, "z")];
        assert_eq!(rows, wanted.map(|(number, text)| (number, text.to_owned())));
        assert!(cells.add((0, 0), "x", 3).is_err());
    }
}
