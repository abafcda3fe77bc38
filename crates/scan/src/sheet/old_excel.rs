//! Old Excel workbooks (BIFF in a compound file, [MS-XLS]) before a library reads them: what it would make room for is counted, names
//! and formulas that could grow without bound are taken out, and it is given nothing but the stream that was looked at.

use std::io::{Cursor, Write};

use tables::limits::Limits;

/// Types of records ([MS-XLS] 2.3).
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000a;
    pub(super) const NAME: u16 = 0x0018;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const PASSWORD: u16 = 0x002f;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const NUMBERS: u16 = 0x00bd;
    pub(super) const BLANKS: u16 = 0x00be;
    pub(super) const TEXTS: u16 = 0x00fc;
    pub(super) const SHARED_TEXT: u16 = 0x00fd;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const BEGIN: u16 = 0x0809;
    /// Cells, with row and column first.
    pub(super) const CELLS: &[u16] =
        &[FORMULA, NUMBERS, BLANKS, 0x00d6, SHARED_TEXT, 0x0201, 0x0203, 0x0204, 0x0205, 0x027e, 0x0406];
    /// One that means nothing to anybody.
    pub(super) const NOTHING: [u8; 2] = [0xff, 0xff];
}

/// A record: where its data stand in the stream.
#[derive(Clone, Copy)]
struct Record {
    kind: u16,
    start: usize,
    end: usize,
}

/// A compound file that holds the stream of a workbook, once it is known to keep the bounds.
pub(super) fn checked(mut stream: Vec<u8>, limits: Limits) -> Result<Vec<u8>, String> {
    let workbook = globals(&mut stream)?;
    let mut spanned = Spanned { limits, cells: 0, bytes: 0, read: 0, texts: workbook.texts };
    for start in workbook.sheets {
        spanned.sheet(&mut stream, start)?;
    }
    // Of the version that Excel writes: the library takes no other one without small streams.
    let file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()));
    let mut file = file.map_err(|error| error.to_string())?;
    let mut into = file.create_stream("/Workbook").map_err(|error| error.to_string())?;
    into.write_all(&stream).and_then(|()| into.flush()).map_err(|error| error.to_string())?;
    drop(into);
    file.flush().map_err(|error| error.to_string())?;
    Ok(file.into_inner().into_inner())
}

/// What stands before the sheets.
#[derive(Default)]
struct Globals {
    /// Where each sheet begins.
    sheets: Vec<usize>,
    /// How many bytes each shared text may take.
    texts: Vec<u32>,
}

/// Reads what stands before the sheets, and takes the names out: a formula may say a long one thousands of times.
fn globals(stream: &mut [u8]) -> Result<Globals, String> {
    let (mut found, mut at) = (Globals::default(), 0);
    while let Some(one) = record_at(stream, at)? {
        match one.kind {
            // With a password the rest means nothing; the library says so.
            record::END | record::PASSWORD => break,
            record::NAME => stream[at..at + 2].copy_from_slice(&record::NOTHING),
            record::SHEET => {
                let start = word(stream, one, 0).zip(word(stream, one, 2));
                let start = start.ok_or("a sheet without a place in the workbook")?;
                found.sheets.push(usize::from(start.0) | (usize::from(start.1) << 16));
            }
            record::TEXTS => found.texts = shared_texts(stream, one),
            _ => {}
        }
        at = one.end;
    }
    Ok(found)
}

/// How many bytes each of the shared texts may take; those before the first that cannot be read.
fn shared_texts(stream: &[u8], first: Record) -> Vec<u32> {
    const HEAD: usize = 8;
    let mut parts = vec![first];
    while let Ok(Some(next)) = record_at(stream, parts.last().map_or(first.end, |part| part.end)) {
        if next.kind != record::CONTINUE {
            break;
        }
        parts.push(next);
    }
    let mut texts = Vec::new();
    let mut left = Parts { stream, parts: parts.into_iter(), at: 0..0 };
    left.next_part();
    if left.skip(HEAD).is_none() {
        return texts;
    }
    while let Some(length) = left.text() {
        texts.push(length);
    }
    texts
}

/// The data of a record that goes on in others.
struct Parts<'s> {
    stream: &'s [u8],
    parts: std::vec::IntoIter<Record>,
    at: std::ops::Range<usize>,
}

impl Parts<'_> {
    fn next_part(&mut self) -> Option<()> {
        let part = self.parts.next()?;
        self.at = part.start..part.end;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at.is_empty() {
            self.next_part()?;
        }
        self.at.next().and_then(|at| self.stream.get(at).copied())
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            while self.at.is_empty() {
                self.next_part()?;
            }
            let here = bytes.min(self.at.len());
            (self.at.start, bytes) = (self.at.start + here, bytes - here);
        }
        Some(())
    }

    /// Reads over one text ([MS-XLS] 2.5.293); three bytes are the most that a letter takes in UTF-8.
    fn text(&mut self) -> Option<u32> {
        const WIDE: u8 = 1;
        const MORE: u8 = 4;
        const RICH: u8 = 8;
        let letters = u16::from_le_bytes([self.byte()?, self.byte()?]);
        let flags = self.byte()?;
        let runs = if flags & RICH == 0 { 0 } else { u16::from_le_bytes([self.byte()?, self.byte()?]) };
        let mut more = [0u8; 4];
        if flags & MORE != 0 {
            for byte in &mut more {
                *byte = self.byte()?;
            }
        }
        let (mut left, mut wide) = (usize::from(letters), flags & WIDE);
        while left > 0 {
            if self.at.is_empty() {
                // Each part begins anew with how wide its letters are.
                self.next_part()?;
                wide = self.byte()? & WIDE;
            }
            let width = 1 + usize::from(wide);
            let here = left.min(self.at.len().div_ceil(width));
            self.at.start = self.at.end.min(self.at.start + here * width);
            left -= here;
        }
        self.skip(4 * usize::from(runs) + u32::from_le_bytes(more) as usize)?;
        Some(3 * u32::from(letters))
    }
}

/// What all sheets come to.
struct Spanned {
    limits: Limits,
    /// Of the rectangles that the cells of each sheet span: a library makes room for all of it.
    cells: u64,
    /// Of shared texts, each as often as a cell says it.
    bytes: u64,
    /// Bytes that were read; sheets that lie over each other are read again and again.
    read: usize,
    texts: Vec<u32>,
}

impl Spanned {
    fn sheet(&mut self, stream: &mut [u8], start: usize) -> Result<(), String> {
        let (mut at, mut corners) = (start, None::<Corners>);
        // Charts within a sheet begin and end too. What looks like a cell in them counts all the same: a bound may be too low.
        let mut depth = 0u64;
        while let Some(one) = record_at(stream, at)? {
            match one.kind {
                record::BEGIN => depth += 1,
                record::END if depth <= 1 => break,
                record::END => depth -= 1,
                record::FORMULA => without_formula(stream, one),
                record::DIMENSIONS => self.claimed(stream, one)?,
                _ => {}
            }
            if let Some(cell) = Corners::of(stream, one) {
                corners = Some(corners.map_or(cell, |corners| corners.with(cell)));
                self.text(stream, one);
            }
            self.read += one.end - at;
            at = one.end;
            self.keeps_bounds(stream.len())?;
        }
        self.cells = self.cells.saturating_add(corners.map_or(0, Corners::area));
        self.keeps_bounds(stream.len())
    }

    fn text(&mut self, stream: &[u8], one: Record) {
        if one.kind == record::SHARED_TEXT
            && let Some((low, high)) = word(stream, one, 6).zip(word(stream, one, 8))
        {
            let number = usize::from(low) | (usize::from(high) << 16);
            self.bytes += self.texts.get(number).copied().map_or(0, u64::from);
        }
    }

    /// A sheet says itself how large it is.
    fn claimed(&self, stream: &[u8], one: Record) -> Result<(), String> {
        let at = |word_at: usize| word(stream, one, word_at).map_or(0, u64::from);
        let (first, last, columns) = match one.end - one.start {
            10 => (at(0), at(2), at(6)),
            _ => (at(0) | (at(2) << 16), at(4) | (at(6) << 16), at(10)),
        };
        let area = last.saturating_sub(first).max(1) * columns.max(1);
        if (last < first && last > 0) || area > self.limits.workbook_cells {
            return Err(self.too_many());
        }
        Ok(())
    }

    fn keeps_bounds(&self, length: usize) -> Result<(), String> {
        if self.cells > self.limits.workbook_cells {
            return Err(self.too_many());
        }
        let most = self.limits.workbook_bytes;
        if self.bytes > most {
            return Err(format!(
                "the workbook repeats its texts to more than {most} bytes: export the sheet as CSV"
            ));
        }
        if self.read > length.saturating_mul(2) {
            return Err("the sheets of the workbook lie over each other: export the sheet as CSV".to_owned());
        }
        Ok(())
    }

    fn too_many(&self) -> String {
        let most = self.limits.workbook_cells;
        format!("the cells of the workbook span more than {most}: export the sheet as CSV")
    }
}

/// The corners of what cells span.
#[derive(Clone, Copy)]
struct Corners {
    top: u64,
    left: u64,
    bottom: u64,
    right: u64,
}

impl Corners {
    /// Of the cells in a record; `None` where it holds none.
    fn of(stream: &[u8], one: Record) -> Option<Self> {
        if !record::CELLS.contains(&one.kind) {
            return None;
        }
        let (row, column) = (u64::from(word(stream, one, 0)?), u64::from(word(stream, one, 2)?));
        // A record of several cells ends with the last column.
        let several = matches!(one.kind, record::NUMBERS | record::BLANKS) && one.end - one.start >= 6;
        let last = if several { word(stream, one, one.end - one.start - 2).map(u64::from) } else { None };
        Some(Corners { top: row, left: column, bottom: row, right: column.max(last.unwrap_or(0)) })
    }

    fn with(self, other: Corners) -> Self {
        Corners {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    fn area(self) -> u64 {
        (self.bottom - self.top + 1) * (self.right - self.left + 1)
    }
}

/// Leaves a formula its value, and none of its text: nobody reads that, and it may name a sheet thousands of times.
fn without_formula(stream: &mut [u8], one: Record) {
    const LENGTH: std::ops::Range<usize> = 20..22;
    if let Some(length) = stream.get_mut(one.start..one.end).and_then(|data| data.get_mut(LENGTH)) {
        length.fill(0);
    }
}

/// The record that begins at a place; `None` at the end of the stream.
fn record_at(stream: &[u8], at: usize) -> Result<Option<Record>, String> {
    let Some(head) = stream.get(at..).filter(|rest| !rest.is_empty()) else { return Ok(None) };
    let breaks_off = || "the workbook breaks off: is the file whole?".to_owned();
    let Some([a, b, c, d]) = head.get(..4) else { return Err(breaks_off()) };
    let (start, length) = (at + 4, usize::from(u16::from_le_bytes([*c, *d])));
    if start + length > stream.len() {
        return Err(breaks_off());
    }
    Ok(Some(Record { kind: u16::from_le_bytes([*a, *b]), start, end: start + length }))
}

/// Two bytes of a record.
fn word(stream: &[u8], one: Record, at: usize) -> Option<u16> {
    let data = stream.get(one.start..one.end)?;
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}
