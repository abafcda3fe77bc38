//! Which kind of workbook a file is, which of its sheets is read, and its cells as text.

use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Ods, Reader, Xls, Xlsx};

use super::bounds::{self, Archive};
use super::cells::{Cells, Merged};
use super::old_excel;
use crate::guard::guarded;
use crate::reader::Asked;
use tables::error::Error;
use tables::json::flatten::float_text;
use tables::limits::Limits;

/// A sheet, read.
pub(super) struct Sheet {
    /// Of which kind the workbook is, in words.
    pub(super) kind: &'static str,
    pub(super) name: String,
    /// The sheets that are not read.
    pub(super) others: Vec<String>,
    pub(super) cells: Cells,
}

/// Kinds of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Excel,
    OldExcel,
    OpenDocument,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Kind::Excel => "Excel workbook",
            Kind::OldExcel => "old Excel workbook",
            Kind::OpenDocument => "OpenDocument workbook",
        }
    }
}

/// Reads the sheet that is asked for out of a workbook.
pub(super) fn read(file: &str, bytes: Vec<u8>, asked: &Asked<'_>) -> Result<Sheet, Error> {
    let failed = |reason: String| Error::Read { file: file.to_owned(), rows: 0, reason };
    let kind = guarded(|| kind_of(bytes, asked.limits)).map_err(failed)?;
    let (kind, bytes) = kind.map_err(|kind| Error::Kind { file: file.to_owned(), kind })?;
    let wish = Wish { file, sheet: asked.sheet, limits: asked.limits };
    let read = guarded(|| {
        let bytes = Cursor::new(bytes);
        Ok(match kind {
            Kind::Excel => excel(open::<Xlsx<_>>(bytes)?, &wish),
            Kind::OldExcel => ranges(open::<Xls<_>>(bytes)?, &wish, &|book, sheet| merged_in(book, sheet)),
            Kind::OpenDocument => ranges(open::<Ods<_>>(bytes)?, &wish, &|_, _| Vec::new()),
        })
    });
    let (name, others, cells) = read.map_err(failed)??;
    Ok(Sheet { kind: kind.words(), name, others, cells })
}

/// What is wanted of a workbook.
struct Wish<'w> {
    file: &'w str,
    sheet: Option<&'w str>,
    limits: Limits,
}

type Chosen = Result<(String, Vec<String>, Cells), Error>;

impl Wish<'_> {
    /// The sheet that is read, and the others.
    fn choose(&self, names: Vec<String>) -> Result<(String, Vec<String>), Error> {
        let at = match self.sheet {
            None => Some(0),
            Some(wanted) => {
                let by_name = |same: &dyn Fn(&str) -> bool| names.iter().position(|name| same(name));
                let by_number = || wanted.parse::<usize>().ok()?.checked_sub(1);
                by_name(&|name| name == wanted)
                    .or_else(|| by_name(&|name| name.to_lowercase() == wanted.to_lowercase()))
                    .or_else(by_number)
            }
        };
        let chosen = at.and_then(|at| names.get(at)).cloned();
        match chosen {
            Some(chosen) => {
                let others = names.into_iter().filter(|name| *name != chosen).collect();
                Ok((chosen, others))
            }
            None => Err(Error::NoSuchSheet {
                file: self.file.to_owned(),
                sheet: self.sheet.unwrap_or("1").to_owned(),
                found: names,
            }),
        }
    }

    fn failed(&self, reason: &dyn std::fmt::Display) -> Error {
        Error::Read { file: self.file.to_owned(), rows: 0, reason: reason.to_string() }
    }

    fn put(&self, cells: &mut Cells, at: (u32, u32), text: &str) -> Result<(), Error> {
        if cells.len() >= self.limits.workbook_cells {
            let most = self.limits.workbook_cells;
            return Err(self.failed(&format!("the sheet has more than {most} cells: export it as CSV")));
        }
        cells.add(at, text, self.limits.workbook_bytes).map_err(|reason| self.failed(&reason))
    }
}

/// The kind of a workbook that keeps the bounds and what is read of it, or what the file is instead.
fn kind_of(bytes: Vec<u8>, limits: Limits) -> Result<Result<(Kind, Vec<u8>), &'static str>, String> {
    if !bytes.starts_with(b"PK") {
        if let Some(stream) = bounds::stream_of(&bytes, &["/Workbook", "/Book"])? {
            return Ok(Ok((Kind::OldExcel, old_excel::checked(stream, limits)?)));
        }
        let locked = bounds::stream_of(&bytes, &["/EncryptedPackage"])?.is_some();
        return Ok(Err(if locked { "a workbook with a password" } else { "an old Office document" }));
    }
    let mut archive = Archive::new(Cursor::new(&bytes)).map_err(|error| error.to_string())?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        return Ok(Err("a binary Excel workbook (.xlsb)"));
    }
    let kind = match (has("xl/workbook.xml"), has("content.xml")) {
        (true, _) => Kind::Excel,
        (_, true) => Kind::OpenDocument,
        _ => return Ok(Err("a ZIP archive")),
    };
    bounds::unpacked(&mut archive, limits.workbook_bytes)?;
    bounds::claimed(&mut archive)?;
    if kind == Kind::OpenDocument {
        bounds::repeated(&mut archive, limits)?;
    }
    drop(archive);
    Ok(Ok((kind, bytes)))
}

fn open<R: Reader<Cursor<Vec<u8>>>>(bytes: Cursor<Vec<u8>>) -> Result<R, String>
where
    R::Error: std::fmt::Display,
{
    R::new(bytes).map_err(|error| error.to_string())
}

/// Cells one by one as they stand in the file, without room for empty ones between them.
fn excel(mut book: Xlsx<Cursor<Vec<u8>>>, wish: &Wish<'_>) -> Chosen {
    let (name, others) = wish.choose(book.sheet_names())?;
    let mut cells = Cells::default();
    let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
    let mut reader = book.worksheet_cells_reader(&name).map_err(|error| wish.failed(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| wish.failed(&error))? {
        let text = match cell.get_value() {
            DataRef::SharedString(text) => (*text).to_owned(),
            other => text_of(&Data::from(other.clone())),
        };
        wish.put(&mut cells, cell.get_position(), &text)?;
    }
    cells.finish(merged.iter().map(run).collect());
    Ok((name, others, cells))
}

/// The cells of a workbook that is in memory as a whole.
fn ranges<R: Reader<Cursor<Vec<u8>>>>(
    mut book: R,
    wish: &Wish<'_>,
    merged: &dyn Fn(&R, &str) -> Vec<Merged>,
) -> Chosen
where
    R::Error: std::fmt::Display,
{
    let (name, others) = wish.choose(book.sheet_names())?;
    let range = book.worksheet_range(&name).map_err(|error| wish.failed(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    let mut cells = Cells::default();
    for (row, column, value) in range.used_cells() {
        let at = |start: u32, n: usize| start.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
        wish.put(&mut cells, (at(top, row), at(left, column)), &text_of(value))?;
    }
    cells.finish(merged(&book, &name));
    Ok((name, others, cells))
}

fn merged_in(book: &Xls<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Merged> {
    book.merge_cells_by_sheet_name(sheet).unwrap_or_default().iter().map(run).collect()
}

fn run(cells: &Dimensions) -> Merged {
    Merged { first_row: cells.start.0, last_row: cells.end.0, column: cells.start.1 }
}

/// A cell as text: numbers without a point or exponent that nobody wrote, days as ISO 8601.
fn text_of(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => float_text(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            let time = if (hour, minute, second) == (0, 0, 0) {
                String::new()
            } else {
                format!("T{hour:02}:{minute:02}:{second:02}")
            };
            format!("{year:04}-{month:02}-{day:02}{time}")
        }
        Data::DateTime(at) => float_text(at.as_f64()),
        // What a formula could not work out says nothing.
        Data::Error(_) | Data::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(text_of(&Data::Float(6_941_264_083_450.0)), "6941264083450");
        assert_eq!(text_of(&Data::Float(1.5)), "1.5");
        assert_eq!(text_of(&Data::Int(42)), "42");
    }

    #[test]
    fn what_is_no_workbook_is_named() {
        assert!(kind_of(b"PK\x03\x04rest".to_vec(), Limits::default()).is_err());
        assert!(kind_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Limits::default()).is_err());
    }
}
