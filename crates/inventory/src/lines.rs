//! Lines of text, whatever the bytes: a line that is too long is passed over without being held, and one with NUL bytes is told apart.

use std::io::{self, BufRead};

use crate::limits::{FILE, LINE};

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Its text, without its end; bytes that are no UTF-8 are replaced.
    Text(String),
    /// It cannot be used, and why.
    Unusable(String),
}

/// Lines of a file with their numbers, from 1.
pub(crate) struct Lines<R> {
    from: R,
    /// The number of the line that was read last.
    pub(crate) number: u64,
    bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(from: R) -> Self {
        Lines { from, number: 0, bytes: 0 }
    }

    /// The next line; none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut kept = Vec::new();
        let (mut length, mut nul) = (0_u64, false);
        loop {
            let chunk = self.from.fill_buf()?;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            let room = LINE.saturating_sub(kept.len()).min(part.len());
            kept.extend_from_slice(part.get(..room).unwrap_or_default());
            nul |= part.contains(&0);
            length += part.len() as u64;
            let over = chunk.is_empty();
            let taken = part.len() + usize::from(end.is_some());
            self.from.consume(taken);
            self.bytes += taken as u64;
            if self.bytes > FILE {
                return Err(io::Error::new(
                    io::ErrorKind::FileTooLarge,
                    format!("it holds more than {} gigabytes", FILE >> 30),
                ));
            }
            if over && length == 0 {
                return Ok(None);
            }
            if over || end.is_some() {
                break;
            }
        }
        self.number += 1;
        Ok(Some(if length > LINE as u64 {
            Line::Unusable(format!("the line holds {length} bytes, more than {LINE}"))
        } else if nul {
            Line::Unusable("the line holds NUL bytes".to_owned())
        } else {
            Line::Text(String::from_utf8_lossy(&kept).trim_end_matches('\r').to_owned())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Line> {
        let mut lines = Lines::new(io::BufReader::with_capacity(7, bytes));
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    #[test]
    fn lines_end_where_they_end() {
        let text = |text: &str| Line::Text(text.to_owned());
        assert_eq!(
            all(b"one\r\ntwo two two\n\nlast"),
            [text("one"), text("two two two"), text(""), text("last")]
        );
        assert_eq!(all(b""), []);
        assert_eq!(all(b"\xffx\n"), [text("\u{fffd}x")]);
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_next_one_is_read() {
        let mut bytes = vec![b'x'; LINE + 1];
        bytes.extend_from_slice(b"\na\0b\nok\n");
        let lines = all(&bytes);
        assert!(matches!(&lines[0], Line::Unusable(why) if why.contains("65537")));
        assert!(matches!(&lines[1], Line::Unusable(why) if why.contains("NUL")));
        assert_eq!(lines[2], Line::Text("ok".to_owned()));
    }
}
