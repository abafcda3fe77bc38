//! A file opened, its format told, and read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read as _};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use nameplate::Day;
use scan::{Form, Input, Mapping};

use crate::device::Device;
use crate::error::Error;
use crate::format::Format;
use crate::limits::{HEAD, HELD};
use crate::lines::Lines;
use crate::readers::{Each, discovery, dnsmasq, isc, neighbours, nmap, table};
use crate::report::Read;
use crate::tell::tell;
use crate::xml::Broken;

/// What is read, and what the user says of it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file, or standard input.
    pub input: Input,
    /// What it is; told by its content where nothing is said.
    pub format: Option<Format>,
    /// What columns of a table mean.
    pub mapping: Mapping,
    /// How a table is written.
    pub form: Form,
    /// The day of the run.
    pub as_of: Day,
}

/// Finds the devices in a file and hands each on, with what the file is.
///
/// # Errors
/// The file cannot be opened, is none of the formats, or breaks off. Devices before that were handed on; the error says so, and nobody may
/// take it for the end of the file.
pub fn read(source: &Source, each: &mut (dyn FnMut(Format, Device) + Send)) -> Result<Read, Error> {
    let file = source.input.name();
    let mut opened = Opened::of(&source.input, &file)?;
    let format = match source.format {
        Some(format) => format,
        None => opened.format().map_err(|what| Error::Unknown { file: file.clone(), what })?,
    };
    let each: Each<'_> = &mut |device| each(format, device);
    let mut report = Read::of(format);
    if format == Format::Table {
        let input = opened.as_table(&source.input, &file)?;
        let asked = table::Asked { input, mapping: &source.mapping, form: &source.form, as_of: source.as_of };
        table::read(asked, &mut report, each)?;
        return Ok(report);
    }
    match format {
        Format::Nmap | Format::Discovery => {
            let read = if format == Format::Nmap { nmap::read } else { discovery::read };
            read(opened.from, &mut report, each).map_err(|Broken { line, reason }| Error::Broken {
                file,
                line,
                reason,
            })?;
        }
        _ => text(opened.decoded(&file)?, &mut report, each).map_err(|(line, reason)| Error::Broken {
            file,
            line,
            reason: reason.to_string(),
        })?,
    }
    Ok(report)
}

fn text(from: Box<dyn BufRead>, report: &mut Read, each: Each<'_>) -> Result<(), (u64, io::Error)> {
    let mut lines = Lines::new(from);
    let read = match report.format {
        Format::Isc => isc::read(&mut lines, report, each),
        Format::Dnsmasq => dnsmasq::read(&mut lines, report, each),
        _ => neighbours::read(&mut lines, report, each),
    };
    read.map_err(|error| (lines.number, error))
}

/// First bytes of what is mistaken for an export.
const OTHERS: [(&[u8], &str); 7] = [
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"\xd4\xc3\xb2\xa1", "a capture of packets"),
    (b"\x0a\x0d\x0d\x0a", "a capture of packets"),
    (b"BZh", "a bzip2 archive"),
];

/// A file that was opened, with its first bytes still in front.
struct Opened {
    head: Vec<u8>,
    from: Box<dyn BufRead>,
    /// Whether it can be opened again.
    again: bool,
}

impl Opened {
    fn of(input: &Input, file: &str) -> Result<Self, Error> {
        let failed = |source| Error::Open { file: file.to_owned(), source };
        let (mut raw, again): (Box<dyn io::Read>, bool) = match input {
            Input::Path(path) | Input::Named { path, .. } => {
                (Box::new(opened(path).map_err(failed)?), path.is_file())
            }
            Input::Stdin => (Box::new(io::stdin()), false),
            Input::Bytes { bytes, .. } => (Box::new(Cursor::new(bytes.clone())), true),
            Input::Stored(_) => (input.open().map_err(|error| failed(io::Error::other(error)))?, true),
        };
        let mut head = Vec::new();
        raw.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(failed)?;
        let packed = head.starts_with(b"\x1f\x8b");
        let mut whole: Box<dyn io::Read> = Box::new(Cursor::new(head.clone()).chain(raw));
        if packed {
            // What it unpacks to is bounded as any other file is.
            whole = Box::new(MultiGzDecoder::new(BufReader::new(whole)));
            head.clear();
            whole.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(failed)?;
            whole = Box::new(Cursor::new(head.clone()).chain(whole));
        }
        Ok(Opened { head, from: Box::new(BufReader::new(whole)), again })
    }

    /// What it is. A packed file, a workbook or one in another encoding than UTF-8 is told apart by whoever reads tables.
    fn format(&self) -> Result<Format, String> {
        if let Some(text) = utf_16(&self.head) {
            return tell(text.as_bytes());
        }
        const PACKED: [&[u8]; 4] = [b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"PAR1", b"\xd0\xcf\x11\xe0"];
        if PACKED.iter().any(|magic| self.head.starts_with(magic)) {
            return Ok(Format::Table);
        }
        if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| self.head.starts_with(magic)) {
            return Err(format!("is {what}, and no export that is read"));
        }
        if self.head.contains(&0) {
            return Err("holds NUL bytes: it is no text, and no workbook".to_owned());
        }
        tell(&self.head)
    }

    /// The same as an input of tables: what cannot be opened again is held.
    fn as_table(&mut self, input: &Input, file: &str) -> Result<Input, Error> {
        if self.again {
            return Ok(input.clone());
        }
        let bytes = self.held(file)?;
        Ok(Input::Bytes { name: file.to_owned(), bytes: bytes.into() })
    }

    /// The same as text in UTF-8.
    fn decoded(mut self, file: &str) -> Result<Box<dyn BufRead>, Error> {
        if utf_16(&self.head).is_none() {
            return Ok(self.from);
        }
        let text = utf_16(&self.held(file)?).unwrap_or_default();
        Ok(Box::new(Cursor::new(text.into_bytes())))
    }

    fn held(&mut self, file: &str) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let failed = |source| Error::Open { file: file.to_owned(), source };
        self.from.by_ref().take(HELD + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > HELD {
            return Err(Error::TooLarge { file: file.to_owned(), megabytes: HELD >> 20 });
        }
        Ok(bytes)
    }
}

/// Opens a file, a pipe or what a shell puts in the place of one; a folder is none.
fn opened(path: &Path) -> io::Result<File> {
    if path.is_dir() {
        return Err(io::Error::other("is a folder: name the files in it"));
    }
    File::open(path)
}

/// Text in UTF-16 with its mark, as Windows writes the output of programs.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2)? {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes.get(2..)?.chunks_exact(2).filter_map(|two| two.try_into().ok()).map(unit);
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

#[cfg(test)]
mod tests;
