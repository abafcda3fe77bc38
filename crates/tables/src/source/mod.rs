//! A stream of bytes as text: which encoding, which kind of table, by its first bytes and never by its name. Knows nothing of rows.

mod encoding;
mod window;

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use crate::error::Error;
pub use encoding::{Charset, Reading, row_text};
pub use window::Window;

/// A decompressed stream of text and what is known of it.
pub struct TextStream {
    /// The text, as far as it was read.
    pub window: Window,
    /// Its encoding.
    pub charset: Charset,
    /// What it was packed by.
    pub compression: Option<&'static str>,
    /// Whether it is all there: a pipe may fall silent at any place.
    pub in_place: bool,
}

/// What a stream is by its first bytes.
pub enum Told {
    /// Rows of text with a separator.
    Csv(TextStream),
    /// JSON Lines, an array, or documents.
    Json(TextStream),
    /// A workbook with sheets, or what looks like one.
    Workbook(Box<dyn Read + Send>),
}

/// First bytes of workbooks: of ZIP archives, and of what Office wrote before.
const WORKBOOKS: &[&[u8]] = &[b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];

/// First bytes of what people try to scan and what is no catalog.
const OTHER_KINDS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file"),
    (b"<?xml", "an XML file"),
    (b"<!DOCTYPE", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ARROW1", "an Arrow IPC file"),
    (b"Obj\x01", "an Avro file"),
    (b"ORC", "an ORC file"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
];

/// A stream that is unpacked already, and how it comes.
pub struct Plain {
    /// What the errors call it.
    pub name: String,
    /// The bytes.
    pub read: Box<dyn Read + Send>,
    /// What it was packed by.
    pub compression: Option<&'static str>,
    /// Whether it is all there: a pipe may fall silent at any place.
    pub in_place: bool,
}

/// Tells what a stream is. What it begins with may be looked at before: [`peek`].
///
/// # Errors
/// It is of a kind that is no table, cannot be read, or the encoding that the user names is none.
pub fn tell(plain: Plain, reading: Reading<'_>) -> Result<Told, Error> {
    let Plain { name, read, compression, in_place } = plain;
    let cut = |source: io::Error| Error::Read { file: name.clone(), rows: 0, reason: source.to_string() };
    // What may fall silent is not waited for longer than has to be.
    let (head, plain) = peek(read, if in_place { ASCII_SAMPLE } else { SAMPLE }).map_err(cut)?;
    if head.starts_with(b"PAR1") {
        let kind = "compressed Parquet (unpack it: Parquet is compressed inside)";
        return Err(Error::Kind { file: name, kind });
    }
    if WORKBOOKS.iter().any(|magic| head.starts_with(magic)) {
        return Ok(Told::Workbook(plain));
    }
    if let Some((_, kind)) = OTHER_KINDS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Error::Kind { file: name, kind });
    }
    let (charset, text) = encoding::decode(&head, plain, reading)?;
    let mut window = Window::new(text);
    window.fill(SAMPLE).map_err(cut)?;
    let first = window.data().iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    let stream = TextStream { window, charset, compression, in_place };
    Ok(if matches!(first, Some(b'{' | b'[')) { Told::Json(stream) } else { Told::Csv(stream) })
}

/// So many bytes are looked at before anything is decided.
pub const SAMPLE: usize = 64 << 10;

/// While all is ASCII, as much more is looked at for what tells the encoding.
const ASCII_SAMPLE: usize = 4 << 20;

/// The first bytes of a stream, and the stream with them still in front.
pub type Peeked = (Arc<[u8]>, Box<dyn Read + Send>);

/// The first bytes of a stream, and the stream with them still in front: [`SAMPLE`], and more up to the first that tell the encoding.///
/// # Errors
/// It cannot be read.
pub fn peek(mut read: Box<dyn Read + Send>, most: usize) -> io::Result<Peeked> {
    let mut head = Vec::with_capacity(SAMPLE);
    let mut wanted = SAMPLE;
    let mut seen = 0;
    loop {
        let n = read.by_ref().take((wanted - head.len()) as u64).read_to_end(&mut head)?;
        let ascii = head[seen..].is_ascii() && !head[seen..].contains(&0);
        seen = head.len();
        if n == 0 || !ascii || seen >= most {
            break;
        }
        wanted = seen + SAMPLE;
    }
    let head: Arc<[u8]> = head.into();
    let again = Cursor::new(Arc::clone(&head)).chain(read);
    Ok((head, Box::new(again)))
}
