//! What a workbook comes to, found out before a library makes room for it: how much it unpacks to, how many cells it repeats, how far its
//! cells stand apart.

use std::io::{self, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

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

/// Counts the cells of an OpenDocument file with all that are repeated. Empty ones at the end of a row are not made. Refuses a file that
/// breaks off within an element: the library would wait for its end for ever.
pub(super) fn repeated(archive: &mut Archive<'_>, most: u64) -> Result<(), String> {
    let content = archive.by_name("content.xml").map_err(|error| error.to_string())?;
    let mut reader = Reader::from_reader(io::BufReader::new(content));
    let (mut buffer, mut cells) = (Vec::new(), 0u64);
    let (mut rows, mut row, mut waiting) = (1u64, 0u64, 0u64);
    let mut open = 0u64;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| error.to_string())?;
        match &event {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.saturating_sub(1),
            _ => {}
        }
        match &event {
            Event::Start(tag) if is(tag, b"table-row") => {
                (rows, row, waiting) = (times(tag, b"number-rows-repeated"), 0, 0)
            }
            Event::Empty(tag) if is_cell(tag) => {
                waiting = waiting.saturating_add(times(tag, b"number-columns-repeated"))
            }
            Event::Start(tag) if is_cell(tag) => {
                row = row.saturating_add(waiting).saturating_add(times(tag, b"number-columns-repeated"));
                waiting = 0;
            }
            Event::End(tag) if tag.local_name().as_ref().as_bytes() == b"table-row" => {
                cells = cells.saturating_add(row.saturating_mul(rows))
            }
            Event::Eof if open > 0 => return Err("its content breaks off: is the file whole?".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if cells.max(row) > most {
            return Err(format!(
                "the workbook repeats its cells to more than {most}: export the sheet as CSV"
            ));
        }
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

/// The rectangles that the cells of old Excel sheets span, all together: a library makes room for all of it.
pub(super) fn spanned(stream: &[u8], most: u64) -> Result<(), String> {
    /// Records: a sheet begins; cells with row and column first.
    const BEGIN: u16 = 0x0809;
    const CELLS: &[u16] =
        &[0x0006, 0x00bd, 0x00be, 0x00d6, 0x00fd, 0x0201, 0x0203, 0x0204, 0x0205, 0x027e, 0x0406];
    let (mut at, mut all) = (0, 0u64);
    let mut corners: Option<[u64; 4]> = None;
    let area = |corners: &mut Option<[u64; 4]>| {
        corners.take().map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    };
    while let Some([a, b, c, d]) = stream.get(at..at + 4) {
        let (record, length) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let data = stream.get(at + 4..at + 4 + length).unwrap_or_default();
        if record == BEGIN {
            all = all.saturating_add(area(&mut corners));
        } else if CELLS.contains(&record)
            && let Some([r0, r1, c0, c1]) = data.get(..4)
        {
            let (row, column) =
                (u64::from(u16::from_le_bytes([*r0, *r1])), u64::from(u16::from_le_bytes([*c0, *c1])));
            // A record of several cells ends with the last column.
            let last = match data {
                [.., e0, e1] if matches!(record, 0x00bd | 0x00be) => {
                    column.max(u64::from(u16::from_le_bytes([*e0, *e1])))
                }
                _ => column,
            };
            let [top, left, bottom, right] = corners.unwrap_or([row, column, row, last]);
            corners = Some([top.min(row), left.min(column), bottom.max(row), right.max(last)]);
        }
        at += 4 + length;
    }
    all = all.saturating_add(area(&mut corners));
    if all > most {
        return Err(format!("the cells of the workbook span more than {most}: export the sheet as CSV"));
    }
    Ok(())
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
