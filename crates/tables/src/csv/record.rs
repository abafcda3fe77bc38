//! Cuts a stream into CSV records and recovers from what breaks them: a quote that is never closed, a row without end.
//! The state machine is `csv-core`; here is only how far a record may go, and where to take up again.

use std::io;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::memchr2;

use super::open::{self, Open, Passed};
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
    open: Open,
    delimiter: u8,
    limits: Limits,
    /// Fields of a header; 0 before it is known.
    width: usize,
    out: Vec<u8>,
    out_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
}

enum Framed {
    /// A record of one line.
    Line {
        bytes: usize,
    },
    /// The first line of a record whose quote is open at its end.
    Open {
        bytes: usize,
    },
    Beyond,
    End,
}

impl Records {
    pub(crate) fn new(window: Window, delimiter: u8, limits: Limits) -> Self {
        Records {
            window,
            core: reader(delimiter),
            open: Open::new(delimiter),
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
        self.open.forget();
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
            Framed::Line { bytes } => {
                self.consume(bytes);
                Ok(Next::Record)
            }
            Framed::Open { bytes } => match self.whole(bytes)? {
                Some(bytes) => {
                    self.consume(bytes);
                    Ok(Next::Record)
                }
                None => self.recover(),
            },
        }
    }

    fn consume(&mut self, bytes: usize) {
        self.open.consume(bytes, self.window.data());
        self.window.consume(bytes);
    }

    /// Empty lines are no rows, and must not count as lines of the row after them.
    fn skip_blank(&mut self) -> io::Result<()> {
        loop {
            let data = self.window.data();
            let blank = data.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let more = blank == data.len();
            self.consume(blank);
            if !more || !self.window.more()? {
                return Ok(());
            }
        }
    }

    /// Reads the record that starts the window as far as the end of its first line.
    fn frame(&mut self) -> io::Result<Framed> {
        self.core.reset();
        (self.out_len, self.ends_len) = (0, 0);
        let mut scanned = 0;
        loop {
            let rest = &self.window.data()[scanned..];
            let ended = rest.is_empty() && self.window.ended();
            if rest.is_empty() && !ended {
                if scanned > self.limits.row_bytes {
                    return Ok(Framed::Beyond);
                }
                self.window.more()?;
                continue;
            }
            let line = memchr2(b'\n', b'\r', rest).map_or(rest.len(), |at| at + 1);
            let Some((result, read)) = self.read(scanned..scanned + line) else { return Ok(Framed::Beyond) };
            scanned += read;
            match result {
                // What is left open at the end of the file is a broken quote as well.
                _ if ended && scanned > 0 && self.is_open(scanned) => {
                    return Ok(Framed::Open { bytes: scanned });
                }
                ReadRecordResult::Record if scanned > self.limits.row_bytes => return Ok(Framed::Beyond),
                ReadRecordResult::Record => return Ok(Framed::Line { bytes: scanned }),
                ReadRecordResult::End => return Ok(Framed::End),
                ReadRecordResult::InputEmpty if line > 0 && self.ends_line(scanned) => {
                    if self.is_open(scanned) {
                        return Ok(Framed::Open { bytes: scanned });
                    }
                    // A mark of byte order on a line of its own is an empty line.
                    self.consume(std::mem::take(&mut scanned));
                }
                _ => {}
            }
        }
    }

    fn ends_line(&self, bytes: usize) -> bool {
        matches!(self.window.data()[..bytes].last(), Some(b'\n' | b'\r'))
    }

    fn is_open(&self, bytes: usize) -> bool {
        open::first_line(&self.window.data()[..bytes], self.delimiter).1
    }

    /// Lets the state machine read on, and makes room; `None` where there are too many fields.
    fn read(&mut self, range: std::ops::Range<usize>) -> Option<(ReadRecordResult, usize)> {
        let input = &self.window.data()[range];
        let (result, read, wrote, fields) =
            self.core.read_record(input, &mut self.out[self.out_len..], &mut self.ends[self.ends_len..]);
        self.out_len += wrote;
        self.ends_len += fields;
        match result {
            ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
            ReadRecordResult::OutputEndsFull if self.ends.len() >= self.limits.fields => return None,
            ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            _ => {}
        }
        Some((result, read))
    }

    /// The length of a record of several lines, of which the first was read, with all of it read; `None` where it is one only
    /// because a quote was never closed, or goes too far.
    fn whole(&mut self, first: usize) -> io::Result<Option<usize>> {
        let (passed, _) = open::first_line(&self.window.data()[..first], self.delimiter);
        self.open.start(first, self.window.data());
        let most = self.limits.quoted_lines.saturating_sub(passed.lines);
        loop {
            self.open.go_on(self.window.data(), most, self.limits.row_bytes);
            let beyond = self.open.passed().lines > most || self.open.reached() > self.limits.row_bytes;
            if beyond || (self.open.end().is_none() && self.window.ended() && self.open.is_quoted()) {
                return Ok(None);
            }
            if self.open.end().is_some() || !self.window.more()? {
                break;
            }
        }
        let end = self.open.reached();
        let passed = passed.and(self.open.passed());
        if self.open.end().is_none() && self.open.is_quoted()
            || passed.separators >= self.limits.fields
            || self.looks_broken(first..end, passed)
        {
            return Ok(None);
        }
        let mut scanned = first;
        loop {
            let Some((result, read)) = self.read(scanned..end) else { return Ok(None) };
            scanned += read;
            match result {
                ReadRecordResult::Record => return Ok(Some(scanned)),
                ReadRecordResult::End => return Ok(None),
                _ => {}
            }
        }
    }

    /// Whether a record that was closed is one only because a quote was not. Two things must come together: it looks wrong (text
    /// after a closing quote, or another number of fields than the header), and its second line alone is a whole row.
    fn looks_broken(&self, rest: std::ops::Range<usize>, passed: Passed) -> bool {
        if passed.lax == 0 && (self.width == 0 || passed.separators + 1 == self.width) {
            return false;
        }
        let data = self.window.data();
        // The line break may be two bytes.
        let pair = data[..rest.start].ends_with(b"\r") && data[rest.clone()].starts_with(b"\n");
        let second = &data[rest.start + usize::from(pair)..rest.end];
        let second = &second[..line_end(second).unwrap_or(second.len())];
        self.width > 1 && count(second, self.delimiter) == self.width
    }

    /// After a record that went too far: its first line is all that can be trusted.
    fn recover(&mut self) -> io::Result<Next> {
        self.release();
        let Some(line) = line_end(self.window.data()).filter(|end| *end <= self.limits.row_bytes) else {
            if !self.window.ended() || self.window.data().len() > self.limits.row_bytes {
                self.open.forget();
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
        self.consume(end);
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_of_a_line_are_counted() {
        assert_eq!(count(b"a,\"b,c\",d", b','), 3);
        assert_eq!(count(b"a,b\r\n", b','), 2);
    }

    fn records(bytes: &[u8], limits: Limits) -> Records {
        let mut records = Records::new(Window::new(Box::new(io::Cursor::new(bytes.to_vec()))), b',', limits);
        records.expect(3);
        records
    }

    /// Every row as its fields, with a mark before those of a broken quote.
    fn rows(bytes: &[u8]) -> Vec<String> {
        let mut records = records(bytes, Limits { quoted_lines: 4, ..Limits::default() });
        let mut rows = Vec::new();
        loop {
            let mark = match records.next().unwrap() {
                Next::End => return rows,
                Next::TooLong => "too long",
                Next::BrokenQuote => "broken",
                Next::Record => "",
            };
            let fields =
                (0..records.len()).map(|n| String::from_utf8_lossy(&records.bytes()[records.range(n)]));
            rows.push(format!("{mark}{:?}", fields.collect::<Vec<_>>()));
        }
    }

    /// The same by the book, each record read anew from its start, with no regard to how often a byte is looked at.
    fn by_the_book(mut data: &[u8]) -> Vec<String> {
        let mut rows = Vec::new();
        loop {
            data = &data[data.iter().take_while(|byte| **byte == b'\n').count()..];
            if data.is_empty() {
                return rows;
            }
            let (mut core, mut out, mut ends) = (reader(b','), vec![0; 200], vec![0; 200]);
            let (result, mut bytes, _, mut fields) = core.read_record(data, &mut out, &mut ends);
            let mut at_end = false;
            if result == ReadRecordResult::InputEmpty {
                fields += core.read_record(&[], &mut out[100..], &mut ends[fields..]).3;
                (bytes, at_end) = (data.len(), true);
            }
            let raw = &data[..bytes];
            let lines = raw.iter().filter(|byte| **byte == b'\n').count();
            let (first, rest) = raw.split_at(line_end(raw).unwrap_or(bytes));
            let (passed, _) = open::first_line(first, b',');
            let mut open = Open::new(b',');
            open.start(0, rest);
            open.go_on(rest, u64::MAX, usize::MAX);
            let is_open = if rest.is_empty() { open::first_line(first, b',').1 } else { open.is_quoted() };
            let lax = passed.lax + if rest.is_empty() { 0 } else { open.passed().lax } > 0;
            let second = &rest[..line_end(rest).unwrap_or(rest.len())];
            let odd = (lax || fields != 3) && (lines > 1 || at_end) && count(second, b',') == 3;
            let broken = lines > 4 || (at_end && is_open) || odd;
            let row = if broken { first.trim_ascii_end() } else { raw };
            let (mut core, mut out, mut ends) = (reader(b','), vec![0; 200], vec![0; 200]);
            let (result, _, wrote, mut fields) = core.read_record(row, &mut out, &mut ends);
            if result == ReadRecordResult::InputEmpty {
                fields += core.read_record(&[], &mut out[wrote..], &mut ends[fields..]).3;
            }
            let starts = std::iter::once(0).chain(ends.iter().copied());
            let texts =
                starts.zip(&ends[..fields]).map(|(start, end)| String::from_utf8_lossy(&out[start..*end]));
            rows.push(format!("{}{:?}", if broken { "broken" } else { "" }, texts.collect::<Vec<_>>()));
            data = &data[if broken { first.len() } else { bytes }..];
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn quirky_files_read_as_by_the_book(text in "(a|b|,|\"|\n|\"\"|x\",\"y\n|a,b,c\n|\",\"){0,24}") {
            prop_assert_eq!(rows(text.as_bytes()), by_the_book(text.as_bytes()), "{:?}", text);
        }
    }

    /// Lines of all kinds that leave a quote open, or seem to.
    const HOSTILE: &[&str] = &[
        "x\",\"y\n",
        "\"\n",
        "\"\"\"\"\n",
        "a,\"b,c\n",
        "\"a\" b,\"c\n",
        "\"a,b,c\na,b,c\n",
        "\"a\nb\"x,y,z,\"\n",
        "\"x\ra,b,c\r",
        ",\"\n\",\n",
        "\0\"\0\n",
    ];

    #[test]
    fn no_byte_is_looked_at_many_times() {
        for line in HOSTILE {
            for lines in [2_000, 8_000] {
                let text = line.repeat(lines);
                let mut records = records(text.as_bytes(), Limits::default());
                while records.next().unwrap() != Next::End {}
                let times = records.open.looked as f64 / text.len() as f64;
                assert!(times <= 2.1, "{line:?}, {lines} lines: each byte {times:.1} times");
            }
        }
    }
}
