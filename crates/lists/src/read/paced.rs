//! A reader for what is read a piece at a time: a piece that does not end is an error, however large the file may be, so that
//! one text cannot fill the memory.

use std::io::{self, BufRead, Read};

/// Bytes that one piece (a tag, a text, a row) may hold.
pub(crate) const MOST_PIECE: usize = 4 << 20;

/// The reader.
pub(crate) struct Paced<R> {
    inner: R,
    left: usize,
}

impl<R> Paced<R> {
    /// Reads pieces of [`MOST_PIECE`] bytes at most.
    pub(crate) fn new(inner: R) -> Self {
        Paced { inner, left: MOST_PIECE }
    }

    /// The next piece begins.
    pub(crate) fn begin(&mut self) {
        self.left = MOST_PIECE;
    }
}

impl<R: BufRead> BufRead for Paced<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            let why = format!("one text or row holds more than {} megabytes", MOST_PIECE >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
        self.inner.consume(bytes);
    }
}

impl<R: BufRead> Read for Paced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_without_an_end_is_an_error_and_many_pieces_are_none() {
        let endless = || Paced::new(io::BufReader::new(io::repeat(b'x')));
        let error = io::copy(&mut endless(), &mut io::sink()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        let (mut reader, mut half) = (endless(), vec![0; MOST_PIECE / 2]);
        for _ in 0..8 {
            reader.begin();
            reader.read_exact(&mut half).unwrap();
        }
    }
}
