//! What stands once beside results: cases, what a house adds to them, and sources. Each is written when a result first cites it, in
//! the order of the input, so that the same scan writes the same bytes on any number of threads.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

use nameplate::contract::Record;
use nameplate::id::{CaseId, HouseId, SourceId};

use super::encode::Encoded;
use super::format::Format;
use super::plan::{Plan, Side};
use super::rows::RowFile;
use crate::arrow_out::{CaseColumns, HouseColumns, SourceColumns, Table};
use crate::cited::Cited;
use crate::publish::{Publication, write_error};
use tables::error::Error;

/// What was written already.
#[derive(Default)]
pub(super) struct Once {
    cases: HashSet<CaseId>,
    house: HashSet<HouseId>,
    sources: HashSet<SourceId>,
}

impl Once {
    /// Hands on what was not written yet: a source before the case that cites it.
    pub(super) fn of(
        &mut self,
        cited: &Cited,
        write: &mut dyn FnMut(Record<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for case in &cited.cases {
            if !self.cases.insert(case.id.clone()) {
                continue;
            }
            for source in case.sources() {
                if self.sources.insert(source.id.clone()) {
                    write(Record::Source(source))?;
                }
            }
            write(Record::Case(case))?;
        }
        let mut new = cited.house.iter().filter(|house| self.house.insert(house.id.clone()));
        new.try_for_each(|house| write(Record::House(house)))
    }
}

/// One record as a line of JSON.
pub(super) fn line(record: &Record<'_>) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(record)?;
    line.push(b'\n');
    Ok(line)
}

/// The tables beside a file of results.
pub(super) struct Beside {
    cases: One<CaseColumns>,
    house: Option<One<HouseColumns>>,
    sources: One<SourceColumns>,
    once: Once,
}

/// One table and its file.
struct One<T> {
    path: PathBuf,
    file: RowFile,
    format: Format,
    columns: T,
    waiting: usize,
    rows: u64,
}

/// A file that is written, with its name, and how many rows are known to be in it.
pub(super) struct Ended {
    pub(super) path: PathBuf,
    pub(super) file: RowFile,
    pub(super) rows: Option<u64>,
}

/// Rows of Parquet that wait to be written together: a case may have a hundred kilobytes.
const WAITING: usize = 64;

impl<T: Table> One<T> {
    fn create(plan: &Plan, path: PathBuf, publication: &mut Publication) -> Result<Self, Error> {
        let file = RowFile::new(publication.create(&path)?, plan, T::schema());
        let file = file.map_err(|reason| write_error(&path, &reason))?;
        Ok(One { path, file, format: plan.format, columns: T::default(), waiting: 0, rows: 0 })
    }

    fn put(&mut self, of: &T::Of, record: &Record<'_>) -> Result<(), Error> {
        self.rows += 1;
        if self.format == Format::Jsonl {
            let written = line(record).and_then(|line| self.file.bytes(&line));
            return written.map_err(|error| write_error(&self.path, &error));
        }
        self.columns.row(of);
        self.waiting += 1;
        if self.waiting < WAITING { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Error> {
        if std::mem::take(&mut self.waiting) == 0 {
            return Ok(());
        }
        let batch = self.columns.batch().map_err(|error| write_error(&self.path, &error))?;
        self.file.write(&Encoded::Columns(batch)).map_err(|reason| write_error(&self.path, &reason))
    }

    fn end(mut self) -> Result<Ended, Error> {
        self.flush()?;
        Ok(Ended { path: self.path, file: self.file, rows: Some(self.rows) })
    }
}

impl Beside {
    /// Opens the tables that stand beside results of a plan, if any do.
    pub(super) fn create(
        plan: &Plan,
        sides: &[(Side, PathBuf)],
        publication: &mut Publication,
    ) -> Result<Option<Beside>, Error> {
        let path =
            |wanted: Side| sides.iter().find(|(side, _)| *side == wanted).map(|(_, path)| path.clone());
        let (Some(cases), Some(sources)) = (path(Side::Cases), path(Side::Sources)) else { return Ok(None) };
        Ok(Some(Beside {
            cases: One::create(plan, cases, publication)?,
            house: path(Side::House).map(|path| One::create(plan, path, publication)).transpose()?,
            sources: One::create(plan, sources, publication)?,
            once: Once::default(),
        }))
    }

    /// Writes what is cited for the first time.
    pub(super) fn put(&mut self, cited: &Cited) -> Result<(), Error> {
        let Beside { cases, house, sources, once } = self;
        once.of(cited, &mut |record| match &record {
            Record::Case(case) => cases.put(case, &record),
            Record::Source(source) => sources.put(source, &record),
            Record::House(block) => house.as_mut().map_or(Ok(()), |house| house.put(block, &record)),
            Record::Result(_) => Ok(()),
        })
    }

    /// The tables with all that was put into them.
    pub(super) fn end(self) -> Result<Vec<Ended>, Error> {
        let house = self.house.map(One::end).transpose()?;
        Ok([Some(self.cases.end()?), house, Some(self.sources.end()?)].into_iter().flatten().collect())
    }
}
