//! Cuts a JSON stream into values: one a line (JSON Lines), or the elements of an array, or documents one after the
//! other. Only brackets and strings are looked at here. What is broken is given up, and reading goes on at the next
//! line that starts like the broken value did.

use std::io;
use std::ops::Range;

use crate::limits::Limits;
use crate::source::Window;

/// How the values of a file follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One value a line.
    Lines,
    /// Elements of an array that starts so many bytes into the file, or documents (0).
    Elements(usize),
}

/// Keys under which files wrap their list of listings.
const WRAPPER_KEYS: &[&str] = &[
    "products",
    "items",
    "listings",
    "results",
    "data",
    "rows",
    "records",
    "hits",
    "entries",
    "catalog",
    "feed",
    "itemSummaries",
    "@graph",
    "value",
];

impl Layout {
    /// Tells the layout by the start of the file.
    pub(crate) fn sniff(sample: &[u8]) -> Layout {
        let start = sample.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if sample.get(start) == Some(&b'[') {
            return Layout::Elements(start + 1);
        }
        let text = &sample[start..];
        let line = text.iter().position(|byte| *byte == b'\n').map(|end| &text[..end]);
        let whole = line.is_some_and(|line| serde_json::from_slice::<serde_json::Value>(line).is_ok());
        let more = line.is_some_and(|line| !text[line.len()..].trim_ascii().is_empty());
        if whole && more {
            return Layout::Lines;
        }
        match wrapped(text) {
            Some(at) => Layout::Elements(start + at),
            // A first line that is no value by itself and ends in an opening bracket or comma: one document, many lines.
            None if line.is_some_and(|line| line.trim_ascii_end().ends_with(b"{")) => Layout::Elements(0),
            None if line.is_some_and(|line| line.trim_ascii_end().ends_with(b",")) => Layout::Elements(0),
            None => Layout::Lines,
        }
    }
}

/// Where the elements of a wrapped list start: `{"total": 2, "products": [` ends before the first element.
fn wrapped(text: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_u32, 0);
    let mut key: Option<&[u8]> = None;
    while at < text.len() {
        match text[at] {
            b'"' => {
                let end = string_end(text, at)?;
                let name = &text[at + 1..end - 1];
                at = end;
                if depth == 1 && text[at..].trim_ascii_start().first() == Some(&b':') {
                    key = Some(name);
                }
                continue;
            }
            b'[' if depth == 1
                && key.is_some_and(|k| WRAPPER_KEYS.iter().any(|known| known.as_bytes() == k)) =>
            {
                let next = text[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
                let empty = next == Some(&b']') && key == Some(b"products");
                if next == Some(&b'{') || empty {
                    return Some(at + 1);
                }
                depth += 1;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

fn string_end(text: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match text.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// What comes next in a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A value, as far as brackets tell: so many bytes of the window.
    Value(Range<usize>),
    /// A value that is cut off or has a line break inside a string.
    Broken,
    /// A value beyond the limit.
    TooLong,
    /// The end.
    End,
}

/// A stream as values.
pub(crate) struct Elements {
    window: Window,
    layout: Layout,
    limits: Limits,
    /// Bytes of the window that belong to the value given last.
    used: usize,
    /// Whether the start of the layout was skipped.
    begun: bool,
    closed: bool,
    /// Bytes that may be looked at again after a value without end: as many as were read, and a few such values at the start.
    credit: usize,
    /// Bytes that were looked at: what the tests count.
    #[cfg(test)]
    looked: usize,
}

/// How the scan of one value ended.
enum Scan {
    At(usize),
    BrokenAt(usize),
    Beyond,
}

impl Elements {
    pub(crate) fn new(window: Window, layout: Layout, limits: Limits) -> Self {
        /// So many values without end may stand at the start.
        const AT_FIRST: usize = 4;
        Elements {
            window,
            layout,
            limits,
            used: 0,
            begun: false,
            closed: false,
            credit: limits.row_bytes.saturating_mul(AT_FIRST),
            #[cfg(test)]
            looked: 0,
        }
    }

    /// The bytes of a value.
    pub(crate) fn bytes(&self, range: &Range<usize>) -> &[u8] {
        &self.window.data()[range.clone()]
    }

    /// Goes on to the next value; the one before is consumed.
    pub(crate) fn next(&mut self) -> io::Result<Next> {
        self.credit = self.credit.saturating_add(self.used);
        self.window.consume(std::mem::take(&mut self.used));
        match self.layout {
            Layout::Lines => self.next_line(),
            Layout::Elements(start) => {
                if !std::mem::replace(&mut self.begun, true) {
                    self.window.consume(start);
                }
                self.next_element(start > 0)
            }
        }
    }

    fn next_line(&mut self) -> io::Result<Next> {
        let mut scanned = 0;
        loop {
            let data = self.window.data();
            match data[scanned..].iter().position(|byte| *byte == b'\n') {
                Some(n) if scanned + n > self.limits.row_bytes => {
                    self.used = scanned + n + 1;
                    return Ok(Next::TooLong);
                }
                Some(n) => {
                    let line = &data[..scanned + n];
                    if !line.trim_ascii().is_empty() {
                        self.used = scanned + n + 1;
                        return Ok(Next::Value(0..scanned + n));
                    }
                    self.window.consume(scanned + n + 1);
                    scanned = 0;
                    continue;
                }
                None if data.len() > self.limits.row_bytes => {
                    self.window.skip_line()?;
                    return Ok(Next::TooLong);
                }
                None => scanned = data.len(),
            }
            if !self.window.more()? {
                let rest = self.window.data();
                self.used = rest.len();
                let blank = rest.trim_ascii().is_empty();
                return Ok(if blank { Next::End } else { Next::Value(0..self.used) });
            }
        }
    }

    fn next_element(&mut self, array: bool) -> io::Result<Next> {
        let Some(indent) = self.start(array)? else {
            if self.closed {
                return self.drain();
            }
            return Ok(if array { self.unclosed() } else { Next::End });
        };
        match self.scan()? {
            Scan::At(end) => {
                self.used = end;
                Ok(Next::Value(0..end))
            }
            Scan::BrokenAt(at) => {
                self.window.consume(at);
                self.resume(indent)?;
                Ok(Next::Broken)
            }
            Scan::Beyond => {
                // The value before which a bracket was left open costs its line; where one follows the other, all that was
                // looked at, or each would be looked through to the limit.
                let looked = self.limits.row_bytes;
                match self.credit.checked_sub(looked) {
                    Some(left) => self.credit = left,
                    None => self.window.consume(looked),
                }
                self.resume(indent)?;
                Ok(Next::TooLong)
            }
        }
    }

    /// Goes to the start of the next value and tells how far to the right it stands; none at the end.
    fn start(&mut self, array: bool) -> io::Result<Option<usize>> {
        loop {
            let data = self.window.data();
            let between =
                |byte: &&u8| byte.is_ascii_whitespace() || **byte == b',' || (!array && **byte == b']');
            let skipped = data.iter().take_while(between).count();
            let indent = data[..skipped].iter().rev().take_while(|byte| **byte != b'\n').count();
            let next = data.get(skipped).copied();
            self.window.consume(skipped);
            match next {
                Some(b']') if array => self.closed = true,
                // A bracket too many, left over from a broken value.
                Some(b'}') if !self.closed => {
                    self.window.consume(1);
                    continue;
                }
                _ => {}
            }
            if self.closed {
                return Ok(None);
            }
            if next.is_some() {
                return Ok(Some(indent));
            }
            if !self.window.more()? {
                return Ok(None);
            }
        }
    }

    /// An array that is not closed was cut off: said once.
    fn unclosed(&mut self) -> Next {
        if std::mem::replace(&mut self.closed, true) { Next::End } else { Next::Broken }
    }

    /// What follows the array (the rest of its wrapper) is no listing.
    fn drain(&mut self) -> io::Result<Next> {
        loop {
            let all = self.window.data().len();
            self.window.consume(all);
            if !self.window.more()? {
                return Ok(Next::End);
            }
        }
    }

    /// Finds the end of the value that starts the window.
    fn scan(&mut self) -> io::Result<Scan> {
        let (mut at, mut depth, mut string, mut escaped) = (0, 0_u32, false, false);
        loop {
            for (i, &byte) in self.window.data()[at..].iter().enumerate() {
                let here = at + i;
                match byte {
                    b'\n' if string => return Ok(Scan::BrokenAt(here)),
                    _ if escaped => escaped = false,
                    b'\\' if string => escaped = true,
                    b'"' => string = !string,
                    _ if string => {}
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' if depth == 0 => return Ok(Scan::At(here)),
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Ok(Scan::At(here + 1));
                        }
                    }
                    b',' | b'\n' if depth == 0 => return Ok(Scan::At(here)),
                    _ => {}
                }
                if here > self.limits.row_bytes {
                    #[cfg(test)]
                    {
                        self.looked += here;
                    }
                    return Ok(Scan::Beyond);
                }
            }
            at = self.window.data().len();
            if !self.window.more()? {
                let whole = depth == 0 && !string;
                self.closed |= !whole;
                return Ok(if whole { Scan::At(at) } else { Scan::BrokenAt(at) });
            }
        }
    }

    /// Goes on at the next line that starts with a value as far to the right as the broken one.
    fn resume(&mut self, indent: usize) -> io::Result<()> {
        loop {
            self.window.skip_line()?;
            self.window.fill(indent + 2)?;
            let data = self.window.data();
            if data.is_empty() {
                return Ok(());
            }
            let blank = data.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b',')).count();
            let starts = matches!(data.get(blank), Some(b'{' | b'['));
            let closes = data.first() == Some(&b']');
            if (starts && blank == indent) || closes {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layout_is_told_by_the_start() {
        for (text, layout) in [
            ("{\"a\":1}\n{\"a\":2}\n", Layout::Lines),
            (" [ {\"a\":1}]", Layout::Elements(2)),
            ("{\n  \"a\": 1\n}\n", Layout::Elements(0)),
            ("{\"total\": 2, \"products\": [{\"a\":1}]}", Layout::Elements(26)),
            ("{\"items\":[{\"a\":1}]}\n{\"items\":[{\"a\":1}]}\n", Layout::Lines),
            ("{\"a\":1}", Layout::Lines),
            ("{broken\n{\"a\":2}\n", Layout::Lines),
        ] {
            assert_eq!(Layout::sniff(text.as_bytes()), layout, "{text}");
        }
    }

    /// A window on a text, its beginning read: as it is when the layout was told.
    fn filled(text: &str) -> Window {
        let mut window = Window::new(Box::new(io::Cursor::new(text.to_owned().into_bytes())));
        window.fill(1).unwrap();
        window
    }

    #[test]
    fn values_without_end_are_not_looked_through_again_and_again() {
        let limits = Limits { row_bytes: 10_000, ..Limits::default() };
        let text = ["[\n", &"{\"a\":\n".repeat(100_000)].concat();
        let mut elements = Elements::new(filled(&text), Layout::Elements(1), limits);
        while elements.next().unwrap() != Next::End {}
        assert!(elements.looked < 3 * text.len(), "{} of {}", elements.looked, text.len());
        // One bracket that is left open costs one value.
        let rows = "{\"a\":1}\n".repeat(5_000);
        let text = ["[\n{\"a\":[1\n", &rows].concat();
        let mut elements = Elements::new(filled(&text), Layout::Elements(1), limits);
        assert_eq!(elements.next().unwrap(), Next::TooLong);
        for row in 0..5_000 {
            let next = elements.next().unwrap();
            assert!(matches!(next, Next::Value(_)), "row {row}: {next:?}");
        }
    }
}
