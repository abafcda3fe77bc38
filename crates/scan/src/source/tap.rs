//! Everything that is read from an input runs through its tap, which counts and hashes the raw bytes for the manifest.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// A shared handle on the raw bytes of one input.
#[derive(Clone)]
pub(crate) struct Tap {
    inner: Arc<Mutex<Inner>>,
    /// Bytes read of all inputs so far, for the progress bar.
    total: Arc<AtomicU64>,
    /// Set when nobody wants to wait for more.
    stop: Arc<AtomicBool>,
}

struct Inner {
    read: Box<dyn Read + Send>,
    hash: Sha256,
    counts: bool,
}

impl Tap {
    pub(crate) fn new(total: Arc<AtomicU64>) -> Self {
        let inner = Inner { read: Box::new(io::empty()), hash: Sha256::new(), counts: true };
        Tap { inner: Arc::new(Mutex::new(inner)), total, stop: Arc::default() }
    }

    /// A silent input is waited for until this is set.
    pub(crate) fn until(self, stop: &Arc<AtomicBool>) -> Self {
        Tap { stop: Arc::clone(stop), ..self }
    }

    /// Starts with a new stream.
    pub(crate) fn begin(&self, read: Box<dyn Read + Send>) {
        *self.lock() = Inner { read, hash: Sha256::new(), counts: true };
    }

    /// From here on bytes are hashed only: the reader reads them elsewhere and tells by [`Tap::add`].
    pub(crate) fn count_no_more(&self) {
        self.lock().counts = false;
    }

    /// So many more bytes are done.
    pub(crate) fn add(&self, bytes: u64) {
        self.total.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Reads what is left (decoders stop before trailing bytes) and returns the hash of all.
    pub(crate) fn finish(&self) -> io::Result<String> {
        io::copy(&mut self.clone(), &mut io::sink())?;
        Ok(hex(&self.lock().hash.clone().finalize()))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Tap {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut inner = self.lock();
        let n = loop {
            match inner.read.read(buf) {
                // Silence: what is asked to stop does not wait for its end.
                Err(why) if why.kind() == io::ErrorKind::TimedOut => {
                    if self.stop.load(Ordering::Relaxed) {
                        return Err(io::Error::other("stopped on request"));
                    }
                }
                other => break other?,
            }
        };
        inner.hash.update(&buf[..n]);
        if inner.counts {
            self.add(n as u64);
        }
        Ok(n)
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
