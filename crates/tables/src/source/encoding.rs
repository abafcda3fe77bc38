//! Bytes as text. UTF-16, encodings that the user names, and those that the first bytes beyond ASCII tell are decoded as a stream; the
//! rest is taken as UTF-8, and a row that is none is read as Windows-1252, row by row, since the end of a file cannot be known at its
//! start.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, CoderResult, Decoder, EUC_JP, EUC_KR, Encoding, GB18030, IBM866, ISO_8859_2, KOI8_U, SHIFT_JIS,
    UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

use crate::error::Error;

/// The encoding of an input, as far as its start tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset {
    encoding: &'static Encoding,
    /// Whether only the bytes tell: another one might be right.
    pub told_by_bytes: bool,
}

impl Charset {
    /// As printed.
    pub fn name(self) -> &'static str {
        match self.encoding.name() {
            "windows-1250" => "Windows-1250",
            "windows-1251" => "Windows-1251",
            "windows-1252" => "Windows-1252",
            "windows-1253" => "Windows-1253",
            "windows-1254" => "Windows-1254",
            "windows-1255" => "Windows-1255",
            "windows-1256" => "Windows-1256",
            "windows-1257" => "Windows-1257",
            "windows-1258" => "Windows-1258",
            "gb18030" => "GB18030",
            other => other,
        }
    }

    fn sure(encoding: &'static Encoding) -> Charset {
        Charset { encoding, told_by_bytes: false }
    }
}

/// How an input is to be read.
#[derive(Clone, Copy)]
pub struct Reading<'w> {
    /// The label of an encoding that the user names.
    pub label: Option<&'w str>,
    /// How well the start of a text reads as a catalog: how many of its columns are known.
    pub reads: &'w dyn Fn(&str) -> usize,
    /// Most bytes of a workbook.
    pub workbook_bytes: u64,
}

type Text = Box<dyn Read + Send>;

/// A stream of UTF-8 (or of bytes that claim to be), without a byte order mark.
pub(crate) fn decode(head: &[u8], read: Text, reading: Reading<'_>) -> Result<(Charset, Text), Error> {
    if let Some(label) = reading.label {
        let encoding =
            Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| Error::Encoding(label.to_owned()))?;
        return Ok((Charset::sure(encoding), transcode(encoding, read)));
    }
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok((Charset::sure(encoding), transcode(encoding, read)));
    }
    if let Some(encoding) = utf16_by_zeros(head) {
        return Ok((Charset::sure(encoding), transcode(encoding, read)));
    }
    Ok(match by_bytes(head, reading.reads) {
        Some(encoding) => (Charset { encoding, told_by_bytes: true }, transcode(encoding, read)),
        None => (Charset::sure(UTF_8), read),
    })
}

/// What offices write where they do not write Unicode. Of those under which equally many columns are known the detector's choice is
/// taken, and without one the first.
const OFFICES: &[&Encoding] = &[
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1254,
    SHIFT_JIS,
    GB18030,
    EUC_KR,
    BIG5,
    WINDOWS_1253,
    WINDOWS_1255,
    WINDOWS_1256,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_874,
    ISO_8859_2,
    KOI8_U,
    IBM866,
    EUC_JP,
];

/// So many bytes from the first that is beyond ASCII on are given to the detector, and so many at the start may hold names of columns.
const TOLD_BY: usize = 256 << 10;
const NAMES: usize = 16 << 10;

/// The encoding of bytes that are no UTF-8, if most of those beyond ASCII are none.
fn by_bytes(head: &[u8], reads: &dyn Fn(&str) -> usize) -> Option<&'static Encoding> {
    let first = head.iter().position(|byte| !byte.is_ascii())?;
    let told_by = &head[first.saturating_sub(NAMES)..head.len().min(first + TOLD_BY)];
    let (mut good, mut bad) = (0, 0);
    for chunk in told_by.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Rows in another encoding among UTF-8 are read one by one.
    let cut = std::str::from_utf8(told_by).is_err_and(|error| error.error_len().is_none());
    if cut || bad <= good {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(told_by, false);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let names = &head[..head.len().min(NAMES)];
    let mut best = (reads(&guess.decode_without_bom_handling(names).0), guess);
    for &encoding in OFFICES {
        let (text, bad) = encoding.decode_without_bom_handling(names);
        let known = if bad && is_wide(encoding) { 0 } else { reads(&text) };
        if known > best.0 {
            best = (known, encoding);
        }
    }
    Some(best.1)
}

/// Whether letters have two bytes, so that not any bytes are text.
fn is_wide(encoding: &'static Encoding) -> bool {
    [SHIFT_JIS, GB18030, EUC_KR, BIG5, EUC_JP].contains(&encoding)
}

/// UTF-16 without a mark shows in its zeros: they stand (almost) only before or only after the other byte.
fn utf16_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Half: separators, digits and Latin letters have a zero byte, Chinese text between them has none.
    if odd * 4 > pairs && even * 20 < odd {
        Some(UTF_16LE)
    } else if even * 4 > pairs && odd * 20 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn transcode(encoding: &'static Encoding, read: Text) -> Text {
    if encoding == UTF_8 {
        return Box::new(WithoutMark { read, mark: Some(Cursor::new(Vec::new())) });
    }
    Box::new(Transcoded {
        read,
        decoder: encoding.new_decoder_with_bom_removal(),
        raw: vec![0; 64 << 10],
        pending: 0..0,
        ended: false,
        done: false,
    })
}

/// UTF-8 whose byte order mark is left out; invalid bytes stay, for the rows to deal with.
struct WithoutMark {
    read: Text,
    mark: Option<Cursor<Vec<u8>>>,
}

impl Read for WithoutMark {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if let Some(first) = &mut self.mark {
            if first.get_ref().is_empty() {
                let mut head = Vec::new();
                self.read.by_ref().take(3).read_to_end(&mut head)?;
                let kept = if head == b"\xef\xbb\xbf" { Vec::new() } else { head };
                *first = Cursor::new(kept);
            }
            let n = first.read(buf)?;
            if n > 0 {
                return Ok(n);
            }
            self.mark = None;
        }
        self.read.read(buf)
    }
}

/// Another encoding as UTF-8, piece by piece.
struct Transcoded {
    read: Text,
    decoder: Decoder,
    raw: Vec<u8>,
    pending: std::ops::Range<usize>,
    ended: bool,
    done: bool,
}

impl Read for Transcoded {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        // The decoder needs room for at least one character.
        if buf.len() < 16 {
            return Err(io::Error::other("the buffer for decoded text is too small"));
        }
        while !self.done {
            if self.pending.is_empty() && !self.ended {
                let n = self.read.read(&mut self.raw)?;
                self.pending = 0..n;
                self.ended = n == 0;
            }
            let raw = &self.raw[self.pending.clone()];
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, buf, self.ended);
            self.pending.start += read;
            self.done = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// The text of a row and whether it had to be read as Windows-1252.
pub fn row_text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}
