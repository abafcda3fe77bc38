//! What lies elsewhere and can be read at any place: an object of a store, a file behind HTTP. How it is reached is not known here.

use std::fmt::Debug;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use bytes::Bytes;

/// Bytes that lie elsewhere and stay as they are while they are read: whoever implements it refuses what was changed meanwhile.
pub trait Stored: Debug + Send + Sync {
    /// Its name in reports: an address without anything secret.
    fn name(&self) -> String;
    /// How many bytes it has.
    fn size(&self) -> u64;
    /// What tells this version of it from others, for the manifest: what is read in parts is not hashed.
    fn version(&self) -> String;
    /// Exactly these bytes of it, which lie within its size.
    ///
    /// # Errors
    /// It cannot be read, also after tries, or is not as it was.
    fn read_at(&self, at: u64, length: usize) -> io::Result<Bytes>;
}

/// The first bytes are looked at and often all that is wanted; then pieces grow.
const FIRST: u64 = 64 << 10;
const LARGEST: u64 = 8 << 20;

/// All of it, one piece after the other, the next one fetched while this one is worked on.
pub(super) struct InOrder {
    stored: Arc<dyn Stored>,
    at: u64,
    piece: u64,
    here: Bytes,
    ahead: Option<Receiver<io::Result<Bytes>>>,
}

impl InOrder {
    pub(super) fn new(stored: Arc<dyn Stored>) -> Self {
        InOrder { stored, at: 0, piece: FIRST, here: Bytes::new(), ahead: None }
    }

    /// The next piece; empty at the end.
    fn next(&mut self) -> io::Result<Bytes> {
        if let Some(ahead) = &self.ahead {
            // Whoever fetches ends when all is fetched.
            return ahead.recv().unwrap_or_else(|_| Ok(Bytes::new()));
        }
        let here = piece(&*self.stored, self.at, self.piece)?;
        self.at += here.len() as u64;
        self.piece = (self.piece * 4).min(LARGEST);
        if self.piece == LARGEST && self.at < self.stored.size() {
            self.ahead = Some(fetch_ahead(Arc::clone(&self.stored), self.at));
        }
        Ok(here)
    }
}

fn piece(stored: &dyn Stored, at: u64, most: u64) -> io::Result<Bytes> {
    let length = stored.size().saturating_sub(at).min(most);
    if length == 0 { Ok(Bytes::new()) } else { stored.read_at(at, usize::try_from(length).unwrap_or(0)) }
}

/// Fetches what follows, one piece ahead of who reads; ends when nobody does any more.
fn fetch_ahead(stored: Arc<dyn Stored>, mut at: u64) -> Receiver<io::Result<Bytes>> {
    let (tell, ahead) = sync_channel(1);
    thread::spawn(move || {
        while at < stored.size() {
            let next = piece(&*stored, at, LARGEST);
            let failed = next.is_err();
            at += next.as_ref().map_or(0, |bytes| bytes.len() as u64);
            if tell.send(next).is_err() || failed {
                return;
            }
        }
    });
    ahead
}

impl Read for InOrder {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.here.is_empty() {
            self.here = self.next()?;
        }
        let length = to.len().min(self.here.len());
        to[..length].copy_from_slice(&self.here.split_to(length));
        Ok(length)
    }
}

#[cfg(test)]
pub(crate) mod tests;
