//! A sliding view on a stream: bytes stay until they are consumed, so that a row can be read again after a broken
//! quote. Grows with the row at hand and no further; who reads decides when a row is too long.

use std::io::{self, Read};

/// Bytes are read in pieces of this size.
const PIECE: usize = 256 << 10;

/// What was read of a stream and is not consumed yet.
pub struct Window {
    read: Box<dyn Read + Send>,
    buf: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
}

impl Window {
    /// A view on a stream of which nothing was read yet.
    pub fn new(read: Box<dyn Read + Send>) -> Self {
        Window { read, buf: Vec::new(), start: 0, end: 0, ended: false }
    }

    /// What was read and not consumed.
    pub fn data(&self) -> &[u8] {
        &self.buf[self.start..self.end]
    }

    /// Whether the stream has ended: no more data will come.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Reads until there are `wanted` bytes, or all that there are.
    pub fn fill(&mut self, wanted: usize) -> io::Result<()> {
        while self.data().len() < wanted && self.more()? {}
        Ok(())
    }

    /// Reads some more; `false` at the end of the stream.
    pub fn more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.make_room();
        let n = loop {
            match self.read.read(&mut self.buf[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += n;
        self.ended = n == 0;
        Ok(n > 0)
    }

    fn make_room(&mut self) {
        if self.buf.len() - self.end < PIECE {
            self.buf.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            // Doubling keeps a row of many pieces linear in its length; room of half of what is held keeps moving it linear.
            if self.buf.len() - self.end < PIECE.max(self.end / 2) {
                self.buf.resize(self.end + PIECE.max(self.end), 0);
            }
        } else if self.buf.len() > 16 * PIECE && self.end < PIECE {
            // One huge row must not keep its memory for the rest of the file.
            self.buf.truncate(4 * PIECE);
            self.buf.shrink_to_fit();
        }
    }

    /// Drops so many bytes at the start.
    pub fn consume(&mut self, n: usize) {
        self.start = (self.start + n).min(self.end);
    }

    /// Drops everything up to and with the next line break, in bounded memory.
    pub fn skip_line(&mut self) -> io::Result<()> {
        loop {
            if let Some(at) = self.data().iter().position(|&byte| byte == b'\n') {
                self.consume(at + 1);
                return Ok(());
            }
            self.consume(self.end);
            if !self.more()? {
                return Ok(());
            }
        }
    }
}
