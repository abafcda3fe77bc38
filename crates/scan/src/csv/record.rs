//! Cuts a stream into CSV records and recovers from what breaks them: a quote that is never closed, a row without end.
//! The state machine is `csv-core`; here is only how far a record may go, and where to take up again.

use std::io;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::limits::Limits;
use crate::source::Window;

/// What the next record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A record; its fields are in [`Records::fields`].
    Record,
    /// The first line of a record whose quote is never closed; the next record starts on the line after it.
    BrokenQuote,
    /// A row beyond the limits; nothing of it is kept.
    TooLong,
    /// The end of the stream.
    End,
}

/// A stream as records.
pub(crate) struct Records {
    window: Window,
    core: Reader,
    delimiter: u8,
    limits: Limits,
    /// Fields of a header; 0 before it is known.
    width: usize,
    out: Vec<u8>,
    out_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
}

/// How the quotes of a record stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    Fine,
    /// A closing quote is followed by more text.
    Lax,
    /// The last quote is not closed.
    Open,
}

enum Framed {
    Record { bytes: usize, lines: u64 },
    Beyond,
    End,
}

impl Records {
    pub(crate) fn new(window: Window, delimiter: u8, limits: Limits) -> Self {
        Records {
            window,
            core: reader(delimiter),
            delimiter,
            limits,
            width: 0,
            out: vec![0; 4 << 10],
            out_len: 0,
            ends: vec![0; 64],
            ends_len: 0,
        }
    }

    /// Says how many fields a row should have: a help in telling a broken quote from a long text.
    pub(crate) fn expect(&mut self, width: usize) {
        self.width = width;
    }

    /// Leaves out the first line, whatever it holds.
    pub(crate) fn skip_line(&mut self) -> io::Result<()> {
        self.window.skip_line()
    }

    /// How many fields the record at hand has.
    pub(crate) fn len(&self) -> usize {
        self.ends_len
    }

    /// All fields of the record at hand, one after the other without separators.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.out[..self.out_len]
    }

    /// Where that field stands in [`Records::bytes`].
    pub(crate) fn range(&self, field: usize) -> std::ops::Range<usize> {
        let start = if field == 0 { 0 } else { self.ends[field - 1] };
        start..self.ends[field]
    }

    /// Reads the next record.
    pub(crate) fn next(&mut self) -> io::Result<Next> {
        self.skip_blank()?;
        match self.frame()? {
            Framed::End => Ok(Next::End),
            Framed::Beyond => self.recover(),
            Framed::Record { bytes, lines } => {
                let raw = &self.window.data()[..bytes];
                let last = self.window.ended() && bytes == self.window.data().len();
                if (lines > 1 || last) && broken(raw, self.delimiter, self.ends_len, self.width) {
                    return self.recover();
                }
                self.window.consume(bytes);
                Ok(Next::Record)
            }
        }
    }

    /// Empty lines are no rows, and must not count as lines of the row after them.
    fn skip_blank(&mut self) -> io::Result<()> {
        loop {
            let data = self.window.data();
            let blank = data.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let more = blank == data.len();
            self.window.consume(blank);
            if !more || !self.window.more()? {
                return Ok(());
            }
        }
    }

    /// Finds the end of the record that starts the window.
    fn frame(&mut self) -> io::Result<Framed> {
        self.core.reset();
        let (mut scanned, first_line) = (0, self.core.line());
        (self.out_len, self.ends_len) = (0, 0);
        loop {
            let input = &self.window.data()[scanned..];
            let ended = input.is_empty() && self.window.ended();
            if input.is_empty() && !ended {
                if scanned > self.limits.row_bytes || self.core.line() - first_line > self.limits.quoted_lines
                {
                    return Ok(Framed::Beyond);
                }
                self.window.more()?;
                continue;
            }
            let (result, read, wrote, ended_fields) =
                self.core.read_record(input, &mut self.out[self.out_len..], &mut self.ends[self.ends_len..]);
            scanned += read;
            self.out_len += wrote;
            self.ends_len += ended_fields;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= self.limits.fields => {
                    return Ok(Framed::Beyond);
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    let lines = self.core.line() - first_line;
                    if scanned > self.limits.row_bytes || lines > self.limits.quoted_lines {
                        return Ok(Framed::Beyond);
                    }
                    return Ok(Framed::Record { bytes: scanned, lines });
                }
                ReadRecordResult::End => return Ok(Framed::End),
            }
        }
    }

    /// After a record that went too far: its first line is all that can be trusted.
    fn recover(&mut self) -> io::Result<Next> {
        self.release();
        let Some(line) = line_end(self.window.data()).filter(|end| *end <= self.limits.row_bytes) else {
            if !self.window.ended() || self.window.data().len() > self.limits.row_bytes {
                self.window.skip_line()?;
                return Ok(Next::TooLong);
            }
            let all = self.window.data().len();
            return self.first_line(all);
        };
        self.first_line(line)
    }

    fn first_line(&mut self, end: usize) -> io::Result<Next> {
        let mut line = self.window.data()[..end].to_vec();
        self.window.consume(end);
        line.truncate(line.trim_ascii_end().len());
        (self.out_len, self.ends_len) = (0, 0);
        self.out.resize(self.out.len().max(line.len() + 1), 0);
        let fields = line.iter().filter(|byte| **byte == self.delimiter).count() + 1;
        if fields > self.limits.fields {
            return Ok(Next::TooLong);
        }
        self.ends.resize(self.ends.len().max(fields + 1), 0);
        self.core.reset();
        let (mut read, mut result) = (0, ReadRecordResult::InputEmpty);
        while result == ReadRecordResult::InputEmpty {
            // An empty input tells the machine that the line has ended, open quote or not.
            let step = self.core.read_record(
                &line[read..],
                &mut self.out[self.out_len..],
                &mut self.ends[self.ends_len..],
            );
            read += step.1;
            self.out_len += step.2;
            self.ends_len += step.3;
            result = step.0;
        }
        Ok(Next::BrokenQuote)
    }

    /// Gives back what one huge record took.
    fn release(&mut self) {
        const KEPT: usize = 1 << 20;
        if self.out.len() > KEPT {
            self.out.truncate(KEPT);
            self.out.shrink_to_fit();
        }
    }
}

fn reader(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// The position after the first line break.
fn line_end(data: &[u8]) -> Option<usize> {
    let at = data.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    Some(if data[at] == b'\r' && data.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 })
}

/// Whether a record is one only because a quote was never closed. A quote that is open at the end of the file says so.
/// Otherwise two things must come together: the record looks wrong (text after a closing quote, or another number of
/// fields than the header), and its second line alone is a whole row.
fn broken(raw: &[u8], delimiter: u8, fields: usize, width: usize) -> bool {
    let quotes = quotes(raw, delimiter);
    if quotes == Quotes::Open {
        return true;
    }
    if quotes == Quotes::Fine && (width == 0 || fields == width) {
        return false;
    }
    let Some(start) = line_end(raw) else { return false };
    let second = &raw[start..];
    let second = &second[..line_end(second).unwrap_or(second.len())];
    width > 1 && count(second, delimiter) == width
}

fn quotes(raw: &[u8], delimiter: u8) -> Quotes {
    let ends = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    let mut i = 0;
    while i < raw.len() {
        if raw[i] != b'"' {
            match raw[i..].iter().position(|byte| ends(*byte)) {
                Some(n) => i += n + 1,
                None => return Quotes::Fine,
            }
            continue;
        }
        i += 1;
        loop {
            match raw[i..].iter().position(|byte| *byte == b'"') {
                None => return Quotes::Open,
                Some(n) if raw.get(i + n + 1) == Some(&b'"') => i += n + 2,
                Some(n) => {
                    i += n + 1;
                    break;
                }
            }
        }
        match raw.get(i) {
            Some(byte) if !ends(*byte) => return Quotes::Lax,
            _ => i += 1,
        }
    }
    Quotes::Fine
}

/// How many fields a single line has.
fn count(line: &[u8], delimiter: u8) -> usize {
    let mut core = reader(delimiter);
    let (mut out, mut ends) = (vec![0; line.len() + 1], vec![0; line.len() + 2]);
    let (_, read, wrote, first) = core.read_record(line, &mut out, &mut ends);
    let (_, _, _, second) = core.read_record(&line[read..], &mut out[wrote..], &mut ends[first..]);
    first + second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_judged_strictly() {
        assert_eq!(quotes(b"a,\"b,\"\"c\",d\n", b','), Quotes::Fine);
        assert_eq!(quotes(b"a,24\" screen,d\n", b','), Quotes::Fine);
        assert_eq!(quotes(b"a,\"b\nc,\"d\",e\n", b','), Quotes::Lax);
        assert_eq!(quotes(b"a,\"b\nc", b','), Quotes::Open);
        assert_eq!(count(b"a,\"b,c\",d", b','), 3);
        assert_eq!(count(b"a,b\r\n", b','), 2);
    }
}
