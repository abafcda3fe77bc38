//! Results as a workbook: a sheet for people, one for machines, and one that says what this is. Cells of catalogs are strings,
//! never formulas. What Excel's limits leave out is said on the last sheet.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, FormatAlign, Url, Workbook, Worksheet, XlsxError,
};

use super::about::About;
use super::contents::Contents;
use super::flat::kept_name;
use super::layout::Layout;
use super::people::LINKS;
use super::safe::sheet_text;
use super::spool::{self, Spool};
use super::told::is_link;

/// What a sheet of Excel holds.
#[derive(Clone, Copy)]
struct Room {
    rows: u64,
    columns: usize,
    links: usize,
}

const EXCEL: Room = Room { rows: 1_048_576, columns: 16_384, links: 65_530 };
/// Signs of an address that Excel opens.
const LONGEST_LINK: usize = 2_000;

/// Height of the lines for people, in points: five lines of text, and a cell can be opened.
const LINE: f64 = 75.0;
/// Width of a column for machines.
const NARROW: u16 = 18;

/// The columns that hold numbers.
const NUMBERS: [&str; 2] = ["row", "score"];

/// Lines of one batch.
pub(crate) struct Sheets {
    /// For people: lines of cells, and how many.
    pub(super) people: (Vec<u8>, u64),
    /// For machines.
    pub(super) rows: (Vec<u8>, u64),
    /// The columns of the catalog at the end of the lines for machines.
    pub(super) kept: Vec<String>,
}

/// A workbook on its way.
pub(super) struct Book {
    folder: PathBuf,
    contents: Contents,
    layout: Layout,
    people: Spool,
    rows: Spool,
}

/// Columns of a sheet and its lines.
struct Sheet {
    name: &'static str,
    columns: Vec<(String, u16)>,
    ours: usize,
    is_for_people: bool,
    lines: Spool,
    room: Room,
}

/// What a sheet had no room for.
#[derive(Default)]
struct Left {
    lines: u64,
    columns: usize,
    links: usize,
}

#[cfg(test)]
impl Sheets {
    /// One line of one cell on both sheets.
    pub(super) fn of_lines(text: &str) -> Sheets {
        let line = || (format!("\"{text}\"\n").into_bytes(), 1);
        Sheets { people: line(), rows: line(), kept: Vec::new() }
    }
}

impl Book {
    /// Lines wait in files without a name in this folder.
    pub(super) fn new(folder: &Path, contents: &Contents, layout: &Layout) -> io::Result<Book> {
        let folder = existing(folder);
        let (people, rows) = (Spool::new(&folder)?, Spool::new(&folder)?);
        Ok(Book { folder, contents: contents.clone(), layout: *layout, people, rows })
    }

    pub(super) fn write(&mut self, sheets: &Sheets) -> io::Result<()> {
        self.people.write(&sheets.people.0, sheets.people.1, &[])?;
        self.rows.write(&sheets.rows.0, sheets.rows.1, &sheets.kept)
    }

    /// Makes the workbook, in a file without a name that is to be read from its start: the container is written from its end,
    /// which neither a stream nor a digest on the way can follow. And what had no room in it.
    pub(super) fn finish(self, about: &About) -> Result<(File, Vec<String>), String> {
        let failed = |error: XlsxError| error.to_string();
        let mut book = workbook(&self.folder).map_err(failed)?;
        let mut limits = Vec::new();
        for sheet in [
            people(&self.layout, &self.contents, self.people),
            Some(rows(&self.layout, &self.contents, self.rows)),
        ]
        .into_iter()
        .flatten()
        {
            limits.extend(sheet.write(&mut book)?);
        }
        about.write(&mut book, &limits).map_err(failed)?;
        let failed = |error: io::Error| error.to_string();
        let mut whole = tempfile::tempfile_in(&self.folder).map_err(failed)?;
        save(&mut book, &whole)?;
        whole.rewind().map_err(failed)?;
        Ok((whole, limits))
    }
}

fn save(book: &mut Workbook, file: &File) -> Result<(), String> {
    let mut buffered = BufWriter::with_capacity(1 << 18, file);
    book.save_to_writer(&mut buffered).map_err(|error| error.to_string())?;
    buffered.flush().map_err(|error| error.to_string())
}

/// The folder, or the nearest one above it that is there.
fn existing(folder: &Path) -> PathBuf {
    let there = folder.ancestors().find(|one| one.is_dir());
    there.unwrap_or(Path::new(".")).to_owned()
}

/// An empty workbook that bears no time of day: the same results are the same bytes.
fn workbook(folder: &Path) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_tempdir(folder)?;
    let never = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("Nameplate").set_creation_datetime(&never));
    Ok(book)
}

fn people(layout: &Layout, contents: &Contents, lines: Spool) -> Option<Sheet> {
    let columns: Vec<(String, u16)> =
        (layout.people?)(contents).into_iter().map(|column| (column.name, column.width)).collect();
    Some(Sheet { name: "Findings", ours: columns.len(), columns, is_for_people: true, lines, room: EXCEL })
}

fn rows(layout: &Layout, contents: &Contents, lines: Spool) -> Sheet {
    let ours = (layout.columns)(contents);
    let kept = lines.kept().iter().map(|name| kept_name(name, &ours));
    let columns = ours.iter().cloned().chain(kept).map(|name| (name, NARROW)).collect();
    Sheet { name: "Rows", columns, ours: ours.len(), is_for_people: false, lines, room: EXCEL }
}

impl Sheet {
    /// Writes the sheet; what had no room on it, in words.
    fn write(self, book: &mut Workbook) -> Result<Vec<String>, String> {
        let failed = |error: XlsxError| error.to_string();
        let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(self.name).map_err(failed)?;
        let wide = self.columns.len().min(self.room.columns);
        let lines = self.lines.lines().min(self.room.rows - 1);
        let mut left =
            Left { lines: self.lines.lines() - lines, columns: self.columns.len() - wide, links: 0 };
        self.head(sheet, (wide, lines)).map_err(failed)?;
        let kinds = self.columns.iter().take(wide).map(|(name, _)| self.kind(name)).collect();
        let mut body = Body {
            sheet,
            kinds,
            link: look_of_links(),
            links: 0,
            most_links: self.room.links,
            left_links: 0,
        };
        let mut row = 0_u32;
        self.lines.read(self.ours, &mut |cells| {
            if u64::from(row) == lines {
                return Ok(());
            }
            row += 1;
            body.line(row, cells).map_err(failed)
        })?;
        left.links = body.left_links;
        Ok(left.words(self.name))
    }

    /// What stands above the lines, and how they look.
    fn head(&self, sheet: &mut Worksheet, (wide, lines): (usize, u64)) -> Result<(), XlsxError> {
        let last = u16::try_from(wide.saturating_sub(1)).unwrap_or(u16::MAX);
        let heading = Look::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let mut body = Look::new().set_align(FormatAlign::Top);
        if self.is_for_people {
            body = body.set_text_wrap();
            sheet.set_default_row_height(LINE);
        }
        for (column, (_, width)) in (0_u16..).zip(self.columns.iter().take(wide)) {
            sheet.set_column_width(column, f64::from(*width))?;
            sheet.set_column_format(column, &body)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofilter(0, 0, u32::try_from(lines).unwrap_or(u32::MAX), last)?;
        sheet.set_row_height(0, 32)?;
        for (column, (name, _)) in (0_u16..).zip(self.columns.iter().take(wide)) {
            let name = sheet_text(name);
            sheet.write_string_with_format(0, column, &*name, &heading)?;
        }
        Ok(())
    }

    fn kind(&self, column: &str) -> Kind {
        if NUMBERS.contains(&column) {
            Kind::Number
        } else if self.is_for_people && LINKS.contains(&column) {
            Kind::Link
        } else {
            Kind::Text
        }
    }
}

/// The lines of a sheet.
struct Body<'b> {
    sheet: &'b mut Worksheet,
    kinds: Vec<Kind>,
    link: Look,
    links: usize,
    most_links: usize,
    /// Addresses that stand there as text.
    left_links: usize,
}

impl Body<'_> {
    fn line(&mut self, row: u32, cells: &mut spool::Cells<'_>) -> Result<(), XlsxError> {
        for (column, text) in cells.filter(|(_, text)| !text.is_empty()) {
            let (Some(kind), Ok(at)) = (self.kinds.get(column), u16::try_from(column)) else { continue };
            match kind {
                Kind::Number => number(self.sheet, (row, at), text)?,
                Kind::Link => self.link((row, at), text)?,
                Kind::Text => drop(self.sheet.write_string(row, at, text)?),
            }
        }
        Ok(())
    }

    fn link(&mut self, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
        let opens = can_be_opened(text);
        if opens && self.links < self.most_links {
            self.links += 1;
            let url = Url::new(text).set_text(text);
            return self.sheet.write_url_with_format(row, column, url, &self.link).map(drop);
        }
        self.left_links += usize::from(opens);
        self.sheet.write_string(row, column, text).map(drop)
    }
}

fn look_of_links() -> Look {
    Look::new().set_hyperlink().set_align(FormatAlign::Top).set_text_wrap()
}

/// What the cells of a column are.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Link,
}

/// A number; what is none stays text. A workbook's numbers are exact up to 2 to the power of 53.
fn number(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number.abs() < 9e15 => {
            sheet.write_number(row, column, number).map(drop)
        }
        _ => sheet.write_string(row, column, text).map(drop),
    }
}

fn can_be_opened(address: &str) -> bool {
    is_link(address) && address.encode_utf16().count() <= LONGEST_LINK
}

impl Left {
    fn words(&self, sheet: &str) -> Vec<String> {
        let mut all = Vec::new();
        if self.lines > 0 {
            all.push(format!(
                "The sheet {sheet} is full: {} lines are not on it. CSV and Parquet hold all of them.",
                self.lines
            ));
        }
        if self.columns > 0 {
            all.push(format!("The sheet {sheet} has no room for {} columns of the catalog.", self.columns));
        }
        if self.links > 0 {
            all.push(format!(
                "Excel opens at most {} links of a sheet: {} addresses on {sheet} are text.",
                EXCEL.links, self.links
            ));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    /// A sheet of three lines, written into so much room.
    fn written(room: Room) -> (Vec<String>, Xlsx<Cursor<Vec<u8>>>, String) {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = Spool::new(folder.path()).unwrap();
        let line = |n: u32| format!("{n},https://shop.example/{n},kept {n}\n");
        lines.write((0..3).map(line).collect::<String>().as_bytes(), 3, &["price".to_owned()]).unwrap();
        let columns = ["row", "link to a source", "price"].map(|name| (name.to_owned(), 10)).to_vec();
        let sheet = Sheet { name: "Findings", columns, ours: 2, is_for_people: true, lines, room };
        let mut book = workbook(folder.path()).unwrap();
        let left = sheet.write(&mut book).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
        let mut links = String::new();
        if let Ok(mut file) = archive.by_name("xl/worksheets/_rels/sheet1.xml.rels") {
            io::Read::read_to_string(&mut file, &mut links).unwrap();
        }
        (left, Xlsx::new(Cursor::new(bytes)).unwrap(), links)
    }

    fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>) -> Vec<Vec<Data>> {
        book.worksheet_range("Findings").unwrap().rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn what_a_sheet_has_no_room_for_is_said() {
        let (left, mut book, links) = written(EXCEL);
        let all = cells(&mut book);
        assert!(left.is_empty() && all.len() == 4 && links.matches("https://").count() == 3, "{links}");
        assert_eq!(all[3][0], Data::Float(2.0));
        assert_eq!(all[3][2], Data::String("kept 2".to_owned()));

        let (left, mut book, links) = written(Room { rows: 3, columns: 2, links: 1 });
        let all = cells(&mut book);
        assert_eq!((all.len(), all[0].len(), links.matches("https://").count()), (3, 2, 1));
        assert_eq!(all[2][1], Data::String("https://shop.example/1".to_owned()));
        assert_eq!(left.len(), 3);
        assert!(left[0].contains("is full: 1 lines are not on it"), "{left:?}");
        assert!(left[1].contains("no room for 1 columns") && left[2].contains("1 addresses"), "{left:?}");
    }

    #[test]
    fn what_can_be_opened_is_an_address_of_the_web() {
        for good in ["https://a.example/x?y=1#z", "HTTP://a.example"] {
            assert!(can_be_opened(good), "{good}");
        }
        let long = format!("https://a.example/{}", "x".repeat(LONGEST_LINK));
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "internal:Rows!A1",
            "a.example",
            "https:a",
            "https://a b",
            &long,
        ] {
            assert!(!can_be_opened(bad), "{bad}");
        }
    }
}
