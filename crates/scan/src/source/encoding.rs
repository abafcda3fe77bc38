//! Bytes as text. UTF-16 and encodings that the user names are decoded as a stream; the rest is taken as UTF-8, and a
//! row that is none is read as Windows-1252, row by row, since the end of a file cannot be known at its start.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::Error;

/// The encoding of an input, as far as its start tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Charset(&'static Encoding);

impl Charset {
    /// As printed.
    pub(crate) fn name(self) -> &'static str {
        match self.0.name() {
            "windows-1252" => "Windows-1252",
            "gb18030" => "GB18030",
            other => other,
        }
    }
}

type Text = Box<dyn Read + Send>;

/// A stream of UTF-8 (or of bytes that claim to be), without a byte order mark.
pub(crate) fn decode(head: Vec<u8>, read: Text, label: Option<&str>) -> Result<(Charset, Text), Error> {
    if let Some(label) = label {
        let encoding =
            Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| Error::Encoding(label.to_owned()))?;
        return Ok((Charset(encoding), transcode(encoding, read)));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok((Charset(encoding), transcode(encoding, read)));
    }
    Ok(match utf16_by_zeros(&head) {
        Some(encoding) => (Charset(encoding), transcode(encoding, read)),
        None => (Charset(UTF_8), read),
    })
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
pub(crate) fn row_text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}
