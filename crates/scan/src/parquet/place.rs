//! Where the bytes of a Parquet file are: on this machine, or elsewhere, from where only what is wanted is fetched.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use bytes::{Bytes, BytesMut};
use parquet::errors::Result;
use parquet::file::reader::{ChunkReader, Length};

use crate::source::Stored;

/// Where small reads are cut: the head of a page, the end of the file.
const BLOCK: u64 = 256 << 10;
/// So many blocks are remembered.
const BLOCKS: usize = 64;
/// Bytes of one request.
const PIECE: u64 = 8 << 20;
/// Requests at a time.
const AT_ONCE: usize = 4;
/// The columns of one row group that are held at once.
const MOST: u64 = 512 << 20;

/// A Parquet file, wherever it is.
#[derive(Clone)]
pub(super) enum Place {
    Here(Arc<File>),
    Elsewhere(Fetched),
}

/// What was fetched of a file that lies elsewhere.
#[derive(Clone)]
pub(super) struct Fetched {
    stored: Arc<dyn Stored>,
    held: Arc<Mutex<Held>>,
}

#[derive(Default)]
struct Held {
    /// Stretches that were asked for ahead, by where they begin.
    stretches: BTreeMap<u64, Bytes>,
    blocks: BTreeMap<u64, Bytes>,
    order: VecDeque<u64>,
    /// Why something of it could not be fetched.
    failed: Option<String>,
}

impl Place {
    pub(super) fn elsewhere(stored: Arc<dyn Stored>) -> Self {
        Place::Elsewhere(Fetched { stored, held: Arc::default() })
    }

    /// Makes ready to read these stretches, each from where and how many bytes; what was held before is let go.
    ///
    /// # Errors
    /// They cannot be read, or are too many bytes to be held.
    pub(super) fn fetch(&self, stretches: &[(u64, u64)]) -> io::Result<()> {
        match self {
            Place::Here(_) => Ok(()),
            Place::Elsewhere(fetched) => fetched.fetch(stretches),
        }
    }

    /// Whether these stretches can be read at all: what is read and makes no sense is corrupt, what cannot be read may be well.
    pub(super) fn can_be_read(&self, stretches: &[(u64, u64)]) -> bool {
        match self {
            Place::Here(file) => stretches.iter().all(|(at, length)| {
                let mut read = &**file;
                let skipped = read.seek(SeekFrom::Start(*at)).is_ok();
                skipped && io::copy(&mut read.take(*length), &mut io::sink()).is_ok()
            }),
            // They were fetched before, or it was tried.
            Place::Elsewhere(_) => self.failed().is_none(),
        }
    }

    /// Why something of a file that lies elsewhere could not be fetched: then nothing that was made of it can be believed.
    pub(super) fn failed(&self) -> Option<String> {
        match self {
            Place::Here(_) => None,
            Place::Elsewhere(fetched) => fetched.held().failed.clone(),
        }
    }

    /// Reads from the beginning on.
    pub(super) fn reader(&self) -> Reader {
        Reader { place: self.clone(), at: 0 }
    }

    fn bytes(&self, at: u64, length: usize) -> io::Result<Bytes> {
        match self {
            Place::Here(file) => {
                let mut bytes = vec![0; length];
                let mut read = &**file;
                read.seek(SeekFrom::Start(at))?;
                read.read_exact(&mut bytes)?;
                Ok(bytes.into())
            }
            Place::Elsewhere(fetched) => fetched.bytes(at, length as u64),
        }
    }
}

impl Fetched {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for bytes, and remembers where none came.
    fn ask(&self, at: u64, length: u64) -> io::Result<Bytes> {
        let bytes = self.stored.read_at(at, usize::try_from(length).unwrap_or(usize::MAX));
        bytes.inspect_err(|error| {
            self.held().failed.get_or_insert_with(|| error.to_string());
        })
    }

    fn fetch(&self, stretches: &[(u64, u64)]) -> io::Result<()> {
        self.held().stretches.clear();
        let joined = joined(stretches);
        let bytes: u64 = joined.iter().map(|(_, length)| length).sum();
        if bytes > MOST {
            return Err(io::Error::other(format!(
                "its columns have {bytes} bytes, and at most {MOST} are fetched at once: write smaller row groups"
            )));
        }
        let end = self.stored.size();
        if joined.iter().any(|(at, length)| at.checked_add(*length).is_none_or(|to| to > end)) {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "columns lie beyond the end of the file",
            ));
        }
        let pieces: Vec<(u64, u64)> = joined.iter().flat_map(|stretch| pieces(*stretch)).collect();
        let mut read = BTreeMap::new();
        for some in pieces.chunks(AT_ONCE) {
            read.extend(self.at_once(some)?);
        }
        let mut all = BTreeMap::new();
        for (at, length) in joined {
            let mut whole = BytesMut::with_capacity(usize::try_from(length).unwrap_or(0));
            read.range(at..at + length).for_each(|(_, piece)| whole.extend_from_slice(piece));
            all.insert(at, whole.freeze());
        }
        self.held().stretches = all;
        Ok(())
    }

    /// Several pieces, at a time.
    fn at_once(&self, pieces: &[(u64, u64)]) -> io::Result<Vec<(u64, Bytes)>> {
        let read = |(at, length): &(u64, u64)| {
            let bytes = self.ask(*at, *length)?;
            Ok((*at, bytes))
        };
        thread::scope(|scope| {
            let all: Vec<_> = pieces.iter().map(|piece| scope.spawn(move || read(piece))).collect();
            let gone = |_| Err(io::Error::other("fetching broke down"));
            let all: Vec<_> = all.into_iter().map(|one| one.join().unwrap_or_else(gone)).collect();
            all.into_iter().collect()
        })
    }

    fn bytes(&self, at: u64, length: u64) -> io::Result<Bytes> {
        if at.checked_add(length).is_none_or(|to| to > self.stored.size()) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((start, held)) = self.held().stretches.range(..=at).next_back()
            && at + length <= start + held.len() as u64
        {
            let from = usize::try_from(at - start).unwrap_or(usize::MAX);
            return Ok(held.slice(from..from + usize::try_from(length).unwrap_or(usize::MAX)));
        }
        if length >= BLOCK {
            return self.ask(at, length);
        }
        let mut bytes = BytesMut::with_capacity(usize::try_from(length).unwrap_or(0));
        let mut next = at;
        while next < at + length {
            let number = next / BLOCK;
            let block = self.block(number)?;
            let from = usize::try_from(next - number * BLOCK).unwrap_or(usize::MAX);
            let to = block.len().min(from + usize::try_from(at + length - next).unwrap_or(usize::MAX));
            bytes.extend_from_slice(block.get(from..to).unwrap_or_default());
            next = number * BLOCK + to as u64;
        }
        Ok(bytes.freeze())
    }

    fn block(&self, number: u64) -> io::Result<Bytes> {
        if let Some(block) = self.held().blocks.get(&number) {
            return Ok(block.clone());
        }
        let at = number * BLOCK;
        let length = (self.stored.size() - at).min(BLOCK);
        let block = self.ask(at, length)?;
        let mut held = self.held();
        held.blocks.insert(number, block.clone());
        held.order.push_back(number);
        if held.order.len() > BLOCKS
            && let Some(oldest) = held.order.pop_front()
        {
            held.blocks.remove(&oldest);
        }
        Ok(block)
    }
}

/// Stretches that lie close to each other as one: a request costs more than what lies between.
fn joined(stretches: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let mut sorted = stretches.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<(u64, u64)> = Vec::new();
    for (at, length) in sorted {
        match joined.last_mut() {
            Some((start, so_far)) if at <= start.saturating_add(*so_far).saturating_add(BLOCK) => {
                *so_far = (*so_far).max(at.saturating_add(length) - *start);
            }
            _ => joined.push((at, length)),
        }
    }
    joined
}

fn pieces((at, length): (u64, u64)) -> impl Iterator<Item = (u64, u64)> {
    (0..length.div_ceil(PIECE)).map(move |n| (at + n * PIECE, (length - n * PIECE).min(PIECE)))
}

impl Length for Place {
    fn len(&self) -> u64 {
        match self {
            Place::Here(file) => Length::len(&**file),
            Place::Elsewhere(fetched) => fetched.stored.size(),
        }
    }
}

impl ChunkReader for Place {
    type T = Box<dyn Read>;

    fn get_read(&self, start: u64) -> Result<Box<dyn Read>> {
        Ok(match self {
            Place::Here(file) => Box::new(file.get_read(start)?),
            Place::Elsewhere(_) => Box::new(Reader { place: self.clone(), at: start }),
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        match self {
            Place::Here(file) => file.get_bytes(start, length),
            Place::Elsewhere(_) => Ok(self.bytes(start, length)?),
        }
    }
}

/// Reads a file from some place on.
pub(super) struct Reader {
    place: Place,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let rest = self.place.len().saturating_sub(self.at);
        let length = to.len().min(usize::try_from(rest).unwrap_or(usize::MAX));
        let bytes = self.place.bytes(self.at, length)?;
        to[..length].copy_from_slice(&bytes);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.place.len().checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::stored_tests::Noting;

    #[test]
    fn stretches_that_lie_close_are_one_request_and_each_byte_is_right() {
        let bytes: Vec<u8> = (0..20_000_000u32).map(|n| (n % 249) as u8).collect();
        let noting = Arc::new(Noting { bytes: bytes.clone(), ..Noting::default() });
        let place = Place::elsewhere(Arc::clone(&noting) as Arc<dyn Stored>);
        place.fetch(&[(5_000_000, 9_000_000), (100, 50), (200, 1_000)]).unwrap();
        assert_eq!(*noting.asked.lock().unwrap().iter().map(|(_, n)| n).max().unwrap(), 8 << 20);
        let fetched: usize = noting.asked.lock().unwrap().iter().map(|(_, n)| n).sum();
        assert_eq!(fetched, 9_000_000 + 1_100);
        for (at, length) in [(5_000_000, 9_000_000), (13_900_000, 100_000), (120, 30), (200, 1_000)] {
            let range = at as usize..at as usize + length;
            assert!(place.bytes(at, length).unwrap() == bytes[range.clone()], "{range:?}");
        }
        assert_eq!(noting.asked.lock().unwrap().len(), 3, "what is held is not asked for again");
        // What was not fetched comes in blocks, over their edges too.
        let edge = BLOCK as usize * 9 - 10;
        assert!(place.bytes(edge as u64, 30).unwrap() == bytes[edge..edge + 30]);
        assert!(place.bytes(19_999_990, 10).unwrap() == bytes[19_999_990..]);
        assert!(place.bytes(19_999_990, 11).is_err());
        assert!(place.fetch(&[(0, MOST + 1)]).unwrap_err().to_string().contains("smaller row groups"));
        assert!(place.fetch(&[(19_999_990, 11)]).is_err());
        assert!(place.fetch(&[(u64::MAX, 2)]).is_err());
        assert_eq!(place.failed(), None, "nothing of that is a failure of the store");
    }

    #[test]
    fn what_the_store_did_not_give_is_remembered() {
        let noting = Noting { bytes: vec![7; 3_000_000], broken: Some(2_000_000), ..Noting::default() };
        let place = Place::elsewhere(Arc::new(noting));
        assert!(place.bytes(0, 100).is_ok() && place.can_be_read(&[]));
        assert!(place.bytes(2_900_000, 100).is_err());
        assert_eq!(place.failed().as_deref(), Some("the store is gone"));
        assert!(!place.can_be_read(&[]));
    }
}
