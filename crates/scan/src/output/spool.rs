//! Lines of a sheet that wait on the disk until all columns are known: a sheet begins with their names, and a later file, or a
//! later row of JSON, may bring new ones. The file has no name, so a killed run leaves nothing.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::path::Path;

/// The cells of a line, each with its column.
pub(super) type Cells<'c> = dyn Iterator<Item = (usize, &'c str)> + 'c;

/// Lines, and to which columns of the catalog their last cells belong.
pub(super) struct Spool {
    file: BufWriter<File>,
    /// Columns of the catalog, in the order in which they came.
    kept: Vec<String>,
    /// Stretches of lines whose last cells belong to the same columns.
    stretches: Vec<Stretch>,
    lines: u64,
}

struct Stretch {
    lines: u64,
    /// For each cell behind ours, its place among the columns of the catalog.
    places: Vec<usize>,
}

impl Spool {
    pub(super) fn new(folder: &Path) -> io::Result<Spool> {
        let file = BufWriter::with_capacity(1 << 18, tempfile::tempfile_in(folder)?);
        Ok(Spool { file, kept: Vec::new(), stretches: Vec::new(), lines: 0 })
    }

    /// Appends lines, whose last cells are of the catalog's columns of these names.
    pub(super) fn write(&mut self, bytes: &[u8], lines: u64, kept: &[String]) -> io::Result<()> {
        let places: Vec<usize> = kept.iter().map(|name| self.place(name)).collect();
        match self.stretches.last_mut() {
            Some(last) if last.places == places => last.lines += lines,
            _ => self.stretches.push(Stretch { lines, places }),
        }
        self.lines += lines;
        self.file.write_all(bytes)
    }

    fn place(&mut self, name: &str) -> usize {
        self.kept.iter().position(|known| known == name).unwrap_or_else(|| {
            self.kept.push(name.to_owned());
            self.kept.len() - 1
        })
    }

    pub(super) fn kept(&self) -> &[String] {
        &self.kept
    }

    pub(super) fn lines(&self) -> u64 {
        self.lines
    }

    /// Hands out the lines one after the other, each cell with its place; columns of the catalog begin behind `ours`.
    pub(super) fn read(
        self,
        ours: usize,
        each: &mut dyn FnMut(&mut Cells<'_>) -> Result<(), String>,
    ) -> Result<(), String> {
        let failed = |error: &dyn std::fmt::Display| error.to_string();
        let mut file = self.file.into_inner().map_err(|error| failed(&error))?;
        file.rewind().map_err(|error| failed(&error))?;
        let reader = BufReader::with_capacity(1 << 18, file);
        let mut lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(reader);
        let mut record = csv::StringRecord::new();
        for stretch in self.stretches {
            for _ in 0..stretch.lines {
                if !lines.read_record(&mut record).map_err(|error| failed(&error))? {
                    return Err("lines that were put aside are not there any more".to_owned());
                }
                let place = |n: usize| match n.checked_sub(ours) {
                    None => n,
                    Some(behind) => ours + stretch.places.get(behind).copied().unwrap_or(behind),
                };
                each(&mut record.iter().enumerate().map(|(n, text)| (place(n), text)))?;
            }
        }
        Ok(())
    }
}
