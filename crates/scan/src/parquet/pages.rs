//! Looks at the pages of a row group before any is unpacked: a few bytes on disk may claim to be gigabytes, and the library
//! makes room for what is claimed. Only the headers are read (Parquet's own format, Thrift's compact encoding).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use parquet::file::metadata::RowGroupMetaData;

use tables::limits::Limits;

/// What the header of a page claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Header {
    unpacked: u64,
    packed: u64,
    values: u64,
}

/// Of a row group, what reading it would hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// Elements of the fullest list column.
    pub(super) items: u64,
}

/// Checks the pages of the columns that will be read.
///
/// # Errors
/// Which column, and what about it.
pub(super) fn check(
    mut file: &File,
    group: &RowGroupMetaData,
    wanted: impl Fn(usize) -> bool,
    limits: Limits,
) -> Result<Held, String> {
    let rows = u64::try_from(group.num_rows()).unwrap_or(0);
    let most_items = (limits.items as u64).max(rows.saturating_mul(64));
    let (mut held, mut bytes) = (Held::default(), 0);
    for (_, column) in group.columns().iter().enumerate().filter(|(number, _)| wanted(*number)) {
        let name = column.column_path().string();
        let failed = |error: io::Error| format!("column `{name}`: {error}");
        let (start, length) = column.byte_range();
        file.seek(SeekFrom::Start(start)).map_err(failed)?;
        let mut pages = Pages { read: BufReader::new(file), at: 0, depth: 0 };
        let (mut largest, mut values) = (0, 0_u64);
        while pages.at < length {
            let header = pages.header().map_err(failed)?;
            largest = header.unpacked.max(largest);
            values = values.saturating_add(header.values);
            pages.pass(header.packed).map_err(failed)?;
        }
        bytes += largest;
        if bytes > limits.page_bytes as u64 {
            return Err(format!(
                "column `{name}` has a page that unpacks to {largest} bytes, and pages of at most {} bytes are held at once: \
                 write the file with smaller pages",
                limits.page_bytes
            ));
        }
        if column.column_descr().max_rep_level() > 0 {
            held.items = held.items.max(values);
            if values > most_items {
                return Err(format!(
                    "column `{name}` has {values} elements of lists in {rows} rows, and at most {most_items} are read: write \
                     the file with fewer rows in a row group, or leave the column out"
                ));
            }
        }
    }
    Ok(held)
}

/// The headers of the pages of one column.
struct Pages<R> {
    read: R,
    at: u64,
    depth: u32,
}

fn corrupt() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the header of a page is corrupt")
}

impl<R: BufRead + Seek> Pages<R> {
    /// Goes past the contents of a page.
    fn pass(&mut self, bytes: u64) -> io::Result<()> {
        self.at = self.at.checked_add(bytes).ok_or_else(corrupt)?;
        self.read.seek_relative(i64::try_from(bytes).map_err(|_| corrupt())?)
    }
}

impl<R: Read> Pages<R> {
    fn header(&mut self) -> io::Result<Header> {
        let mut header = Header::default();
        let mut field = 0;
        while let Some(kind) = self.field(&mut field)? {
            match (field, kind) {
                (2, I32) => header.unpacked = self.size()?,
                (3, I32) => header.packed = self.size()?,
                // Data pages of both versions; a dictionary's values are no values of the column.
                (5 | 8, STRUCT) => {
                    let mut inner = 0;
                    while let Some(kind) = self.field(&mut inner)? {
                        if (inner, kind) == (1, I32) {
                            header.values = self.size()?
                        } else {
                            self.skip(kind)?
                        }
                    }
                }
                _ => self.skip(kind)?,
            }
        }
        Ok(header)
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.read.read_exact(&mut byte)?;
        self.at += 1;
        Ok(byte[0])
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(corrupt())
    }

    /// A size, which is never negative.
    fn size(&mut self) -> io::Result<u64> {
        let coded = self.varint()?;
        if coded & 1 == 0 { Ok(coded >> 1) } else { Err(corrupt()) }
    }

    /// The next field of a structure and its type; none at its end.
    fn field(&mut self, number: &mut i64) -> io::Result<Option<u8>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Ok(None);
        }
        *number = match byte >> 4 {
            0 => {
                let coded = self.varint()?;
                // Numbers of fields are small.
                i64::try_from(coded >> 1).map_err(|_| corrupt())?
            }
            delta => number.saturating_add(i64::from(delta)),
        };
        Ok(Some(byte & 0x0f))
    }

    fn skip(&mut self, kind: u8) -> io::Result<()> {
        /// Structures in a header are two deep.
        const DEEPEST: u32 = 8;
        match kind {
            TRUE | FALSE => {}
            BYTE => drop(self.byte()?),
            I16 | I32 | I64 => drop(self.varint()?),
            DOUBLE => self.drop_bytes(8)?,
            BINARY => {
                let length = self.varint()?;
                self.drop_bytes(length)?;
            }
            LIST => {
                let byte = self.byte()?;
                let length = if byte >> 4 == 15 { self.varint()? } else { u64::from(byte >> 4) };
                // Flags in a list are a byte each.
                let of = if matches!(byte & 0x0f, TRUE | FALSE) { BYTE } else { byte & 0x0f };
                self.depth += 1;
                for _ in 0..length {
                    self.skip(of)?;
                }
                self.depth -= 1;
            }
            STRUCT if self.depth < DEEPEST => {
                self.depth += 1;
                let mut field = 0;
                while let Some(kind) = self.field(&mut field)? {
                    self.skip(kind)?;
                }
                self.depth -= 1;
            }
            _ => return Err(corrupt()),
        }
        Ok(())
    }

    fn drop_bytes(&mut self, bytes: u64) -> io::Result<()> {
        let passed = io::copy(&mut self.read.by_ref().take(bytes), &mut io::sink())?;
        self.at += passed;
        if passed == bytes { Ok(()) } else { Err(corrupt()) }
    }
}

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const I16: u8 = 4;
const I32: u8 = 5;
const I64: u8 = 6;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn header(bytes: &[u8]) -> io::Result<(Header, u64)> {
        let mut pages = Pages { read: bytes, at: 0, depth: 0 };
        pages.header().map(|header| (header, pages.at))
    }

    #[test]
    fn a_header_is_read_to_its_end() {
        // A data page: type 0, 24 bytes packed in 22, ten values with the statistics `a` to `b`.
        let bytes = [
            0x15, 0, 0x15, 48, 0x15, 44, 0x2c, 0x15, 20, 0x15, 0, 0x15, 6, 0x15, 6, 0x1c, 0x18, 1, b'b',
            0x18, 1, b'a', 0, 0, 0,
        ];
        let right = Header { unpacked: 24, packed: 22, values: 10 };
        assert_eq!(header(&bytes).unwrap(), (right, bytes.len() as u64));
        for cut in 0..bytes.len() {
            assert!(header(&bytes[..cut]).is_err(), "{cut}");
        }
        // A size below nothing, a structure without end, an unknown type.
        for bad in [&[0x25_u8, 1, 0][..], &[0x1c; 64], &[0x1f, 0]] {
            assert!(header(bad).is_err(), "{bad:?}");
        }
    }
}
