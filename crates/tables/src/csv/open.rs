//! Where a record ends whose quote is open at the end of its first line. Many records may ask for the same end, since a record
//! that turns out broken costs only its first line and the next one may be open as well; so what was looked at for one is kept
//! for the next, and no byte is looked at more than twice.

/// Where the state machine of CSV is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    FieldStart,
    Bare,
    Quoted,
    /// Behind a quote in a quoted field: its end, or the first of two.
    Quote,
}

/// What was passed on a stretch of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    /// Line breaks, as `csv-core` counts them.
    pub(super) lines: u64,
    /// Separators outside of quotes.
    pub(super) separators: usize,
    /// Closing quotes that more text follows.
    pub(super) lax: usize,
}

impl Passed {
    pub(super) fn and(self, more: Passed) -> Passed {
        Passed {
            lines: self.lines + more.lines,
            separators: self.separators + more.separators,
            lax: self.lax + more.lax,
        }
    }

    fn without(self, less: Passed) -> Passed {
        Passed {
            lines: self.lines - less.lines,
            separators: self.separators - less.separators,
            lax: self.lax - less.lax,
        }
    }

    /// One step; `None` where the record ends with this byte.
    fn step(&mut self, at: At, byte: u8, delimiter: u8) -> Option<At> {
        self.lines += u64::from(byte == b'\n');
        match (at, byte) {
            (At::FieldStart | At::Quote, b'"') => return Some(At::Quoted),
            (At::Quoted, b'"') => return Some(At::Quote),
            (At::Quoted, _) => return Some(At::Quoted),
            (_, b'\n' | b'\r') => return None,
            _ if byte == delimiter => {
                self.separators += 1;
                return Some(At::FieldStart);
            }
            (At::Quote, _) => self.lax += 1,
            (At::FieldStart | At::Bare, _) => {}
        }
        Some(At::Bare)
    }
}

/// What the first line of a record passes, and whether a quote is open at its end.
pub(super) fn first_line(line: &[u8], delimiter: u8) -> (Passed, bool) {
    let mut passed = Passed::default();
    // The state machine passes over a mark of byte order.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let at = line.iter().try_fold(At::FieldStart, |at, byte| passed.step(at, *byte, delimiter));
    (passed, at == Some(At::Quoted))
}

/// A stretch that starts at the start of a line, inside quotes, and goes on until the quotes are closed and the record ends. At
/// the start of each line on the way it is inside quotes too: outside, the line break before would have ended the record. So it
/// is also the stretch of every record whose quote is open there.
#[derive(Clone, Debug)]
pub(super) struct Open {
    delimiter: u8,
    /// From here to there, counted from the start of the window.
    from: usize,
    to: usize,
    at: At,
    closed: bool,
    passed: Passed,
    /// Bytes that were looked at: what the tests count.
    #[cfg(test)]
    pub(super) looked: usize,
}

impl Open {
    pub(super) fn new(delimiter: u8) -> Self {
        Open {
            delimiter,
            from: 0,
            to: 0,
            at: At::Quoted,
            closed: false,
            passed: Passed::default(),
            #[cfg(test)]
            looked: 0,
        }
    }

    /// Makes it start at that line: what was passed before it counts no more.
    pub(super) fn start(&mut self, line: usize, data: &[u8]) {
        let inside = self.from <= line && (line < self.to || (line == self.to && !self.closed));
        if !inside {
            (self.from, self.to, self.at, self.closed) = (line, line, At::Quoted, false);
            self.passed = Passed::default();
            return;
        }
        let mut before = Passed::default();
        data[self.from..line].iter().try_fold(At::Quoted, |at, byte| before.step(at, *byte, self.delimiter));
        #[cfg(test)]
        {
            self.looked += line - self.from;
        }
        self.passed = self.passed.without(before);
        self.from = line;
    }

    /// Goes on to the end of the record, or of the data, or past so many lines or that place.
    pub(super) fn go_on(&mut self, data: &[u8], most_lines: u64, last: usize) {
        #[cfg(test)]
        {
            self.looked = self.looked.wrapping_sub(self.to);
        }
        while !self.closed && self.to < data.len() && self.passed.lines <= most_lines && self.to <= last {
            match self.passed.step(self.at, data[self.to], self.delimiter) {
                Some(next) => self.at = next,
                None => self.closed = true,
            }
            self.to += 1;
        }
        #[cfg(test)]
        {
            self.looked = self.looked.wrapping_add(self.to);
        }
    }

    /// Where the record ends, once it is known.
    pub(super) fn end(&self) -> Option<usize> {
        self.closed.then_some(self.to)
    }

    /// How far it was followed.
    pub(super) fn reached(&self) -> usize {
        self.to
    }

    /// Whether it is inside quotes where it was left.
    pub(super) fn is_quoted(&self) -> bool {
        self.at == At::Quoted && !self.closed
    }

    pub(super) fn passed(&self) -> Passed {
        self.passed
    }

    /// So many bytes of the window go, up to the start of a line.
    pub(super) fn consume(&mut self, bytes: usize, data: &[u8]) {
        if self.to <= bytes {
            return self.forget();
        }
        if self.from < bytes {
            self.start(bytes, data);
        }
        (self.from, self.to) = (self.from - bytes, self.to - bytes);
    }

    /// The window went on without it.
    pub(super) fn forget(&mut self) {
        (self.from, self.to, self.closed) = (0, 0, true);
    }
}
