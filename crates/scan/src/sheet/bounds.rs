//! What a workbook comes to, found out before a library makes room for it: how much it unpacks to, how many cells it repeats, how far its
//! cells stand apart.

use std::io::{self, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use tables::limits::Limits;

/// A ZIP archive in memory.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// More parts than this no workbook has.
const PARTS: usize = 20_000;

/// Unpacks every part, without keeping it: which of them are read the workbook says itself.
pub(super) fn unpacked(archive: &mut Archive<'_>, most: u64) -> Result<(), String> {
    let mut left = most;
    if archive.len() > PARTS {
        return Err(format!("the workbook has more than {PARTS} parts"));
    }
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|error| error.to_string())?;
        let bytes = io::copy(&mut part.take(left.saturating_add(1)), &mut io::sink())
            .map_err(|error| error.to_string())?;
        left = left.checked_sub(bytes).ok_or_else(|| {
            format!("the workbook unpacks to more than {most} bytes: export the sheet as CSV")
        })?;
    }
    Ok(())
}

/// Checks that the table of shared texts claims no more of them than it can hold: room is made for as many as it claims.
pub(super) fn claimed(archive: &mut Archive<'_>) -> Result<(), String> {
    /// `<si/>`.
    const LEAST_BYTES: u64 = 5;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|error| error.to_string())?;
        let name = part.name().map_err(|error| error.to_string())?.into_owned();
        if !name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            continue;
        }
        let most = part.size() / LEAST_BYTES + 1;
        let mut reader = Reader::from_reader(io::BufReader::new(part));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
                Event::Start(tag) | Event::Empty(tag) if is(&tag, b"sst") => {
                    if times(&tag, b"uniqueCount") > most {
                        return Err(format!(
                            "{name} claims more texts than it can hold: export the sheet as CSV"
                        ));
                    }
                    break;
                }
                Event::Start(_) | Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok(())
}

/// Counts the cells of an OpenDocument file, and the bytes of their texts, with all that are repeated. Empty ones at the end of a row are
/// not made. Refuses a file that breaks off within an element: the library would wait for its end for ever.
pub(super) fn repeated(archive: &mut Archive<'_>, limits: Limits) -> Result<(), String> {
    let most = limits.workbook_cells;
    let content = archive.by_name("content.xml").map_err(|error| error.to_string())?;
    let mut reader = Reader::from_reader(io::BufReader::new(content));
    let (mut buffer, mut open, mut count) = (Vec::new(), 0u64, Repeats { rows: 1, ..Repeats::default() });
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| error.to_string())?;
        match &event {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.saturating_sub(1),
            Event::Eof if open > 0 => return Err("its content breaks off: is the file whole?".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
        count.take(&event);
        if count.cells.max(count.row) > most {
            return Err(format!(
                "the workbook repeats its cells to more than {most}: export the sheet as CSV"
            ));
        }
        if count.bytes.max(count.row_bytes) > limits.workbook_bytes {
            let most = limits.workbook_bytes;
            return Err(format!(
                "the workbook repeats its texts to more than {most} bytes: export the sheet as CSV"
            ));
        }
    }
}

/// What is repeated in an OpenDocument file, added up.
#[derive(Default)]
struct Repeats {
    cells: u64,
    bytes: u64,
    /// How often the row at hand stands, its cells so far and empty ones that only count if another follows, the bytes of its texts.
    rows: u64,
    row: u64,
    waiting: u64,
    row_bytes: u64,
    /// How often the cell at hand stands.
    columns: u64,
}

impl Repeats {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) if is(tag, b"table-row") => {
                self.rows = times(tag, b"number-rows-repeated");
                (self.row, self.waiting, self.row_bytes) = (0, 0, 0);
            }
            Event::Empty(tag) if is_cell(tag) => {
                self.columns = times(tag, b"number-columns-repeated");
                self.waiting = self.waiting.saturating_add(self.columns);
                self.add_attributes(tag);
            }
            Event::Start(tag) if is_cell(tag) => {
                self.columns = times(tag, b"number-columns-repeated");
                self.row = self.row.saturating_add(self.waiting).saturating_add(self.columns);
                self.waiting = 0;
                self.add_attributes(tag);
            }
            // Blanks of a text can stand for many.
            Event::Start(tag) | Event::Empty(tag) if is(tag, b"s") => self.add_text(times(tag, b"c")),
            Event::Text(text) => self.add_text(text.len() as u64),
            Event::CData(text) => self.add_text(text.len() as u64),
            Event::End(tag) if tag.local_name().as_ref().as_bytes() == b"table-row" => {
                self.cells = self.cells.saturating_add(self.row.saturating_mul(self.rows));
                self.bytes = self.bytes.saturating_add(self.row_bytes.saturating_mul(self.rows));
            }
            _ => {}
        }
    }

    /// Texts and formulas may stand in attributes.
    fn add_attributes(&mut self, tag: &BytesStart<'_>) {
        const TEXTS: &[&[u8]] = &[b"string-value", b"date-value", b"time-value", b"formula"];
        let texts = tag
            .attributes()
            .flatten()
            .filter(|one| TEXTS.contains(&one.key.local_name().as_ref().as_bytes()));
        self.add_text(texts.map(|one| one.value.len() as u64).sum());
    }

    fn add_text(&mut self, bytes: u64) {
        self.row_bytes = self.row_bytes.saturating_add(bytes.saturating_mul(self.columns));
    }
}

fn is(tag: &BytesStart<'_>, name: &[u8]) -> bool {
    tag.local_name().as_ref().as_bytes() == name
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    is(tag, b"table-cell") || is(tag, b"covered-table-cell")
}

fn times(tag: &BytesStart<'_>, attribute: &[u8]) -> u64 {
    let found = tag.attributes().flatten().find(|one| one.key.local_name().as_ref().as_bytes() == attribute);
    found.and_then(|one| one.value.parse().ok()).unwrap_or(1)
}

/// A stream of a file as Office wrote it before, up to so many bytes.
pub(super) fn stream_of(bytes: &[u8], names: &[&str]) -> Result<Option<Vec<u8>>, String> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let Some(name) = names.iter().find(|name| file.is_stream(name)) else { return Ok(None) };
    let mut stream = Vec::new();
    // A stream is no longer than its file.
    let most = bytes.len() as u64;
    file.open_stream(name)
        .and_then(|stream_in| stream_in.take(most).read_to_end(&mut stream))
        .map_err(|error| error.to_string())?;
    Ok(Some(stream))
}
