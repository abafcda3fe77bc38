//! An input that may be silent for as long as it likes: standard input, a pipe. A thread of its own waits for it, and whoever
//! reads is told every now and then that nothing has come, so that a run can be stopped in the meantime.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// After so much silence the reader is asked whether it still wants to wait.
const PATIENCE: Duration = Duration::from_millis(100);
/// Bytes are read in pieces of this size, and so many pieces wait.
const PIECE: usize = 128 << 10;
const WAITING: usize = 4;

/// Bytes that a thread fetches. Silence is an error of kind `TimedOut`; reading again goes on waiting.
pub(crate) struct Patient {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    start: usize,
}

impl Patient {
    /// Opens and reads on a thread. It ends with the input, or when nobody takes its pieces; one that waits for input is left
    /// behind, and ends with the process.
    pub(crate) fn new<R: Read>(open: impl FnOnce() -> io::Result<R> + Send + 'static) -> io::Result<Patient> {
        let (sender, pieces) = sync_channel(WAITING);
        thread::Builder::new().name("input".to_owned()).spawn(move || match open() {
            Ok(read) => fetch(read, &sender),
            Err(why) => sender.send(Err(why)).unwrap_or_default(),
        })?;
        Ok(Patient { pieces, piece: Vec::new(), start: 0 })
    }
}

fn fetch(mut read: impl Read, sender: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let mut piece = vec![0; PIECE];
        let read = match read.read(&mut piece) {
            Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
            other => other,
        };
        let ended = !matches!(read, Ok(1..));
        let piece = read.map(|n| {
            piece.truncate(n);
            piece
        });
        if sender.send(piece).is_err() || ended {
            return;
        }
    }
}

impl Read for Patient {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.start >= self.piece.len() {
            self.piece = match self.pieces.recv_timeout(PATIENCE) {
                Ok(piece) => piece?,
                Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
                // The thread has gone: all was read.
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
            self.start = 0;
        }
        let rest = self.piece.get(self.start..).unwrap_or_default();
        let n = rest.len().min(buf.len());
        if let (Some(to), Some(from)) = (buf.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.start += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_told_and_what_comes_is_read() {
        let (sender, receiver) = std::sync::mpsc::channel::<Vec<u8>>();
        struct Slow(Receiver<Vec<u8>>);
        impl Read for Slow {
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
                let Ok(bytes) = self.0.recv() else { return Ok(0) };
                buf[..bytes.len()].copy_from_slice(&bytes);
                Ok(bytes.len())
            }
        }
        let mut patient = Patient::new(move || Ok(Slow(receiver))).unwrap();
        let mut buf = [0; 3];
        assert_eq!(patient.read(&mut buf).unwrap_err().kind(), io::ErrorKind::TimedOut);
        sender.send(b"hello".to_vec()).unwrap();
        drop(sender);
        let mut all = Vec::new();
        patient.read_to_end(&mut all).unwrap();
        assert_eq!(all, b"hello");
        let mut gone = Patient::new(|| std::fs::File::open("no such file")).unwrap();
        assert_eq!(gone.read(&mut buf).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
