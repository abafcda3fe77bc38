//! What a run has done, kept beside its output while it goes on, so that a run that was killed can go on where it was.
//!
//! A journal is one file of frames that is only ever appended to. A frame holds what came of one batch, under the SHA-256 of the batch
//! itself: of its rows, their place and the meaning of their columns. So nothing has to be believed of an input: what was changed
//! since is not found and judged anew. A frame that a kill or a disk cut short or damaged is as if it were not there.
//!
//! ```text
//! head:   NAMEPLATE-RESUME 1\n  {"as_of": ..., "rows": 4096, "of": "<SHA-256 of all that answers hang on>"}\n
//! frame:  "frame"  32 bytes: the batch  8 bytes: length of the body  32 bytes: SHA-256 of the body  body (zstd)
//! ```

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use nameplate::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::publish::{self, write_error};
use tables::error::Error;

const MAGIC: &str = "NAMEPLATE-RESUME 1";
const FRAME: &[u8; 5] = b"frame";
/// Bytes of a frame before its body.
const BEFORE: usize = 5 + 32 + 8 + 32;
/// No batch comes to more: a longer body is damage.
const LONGEST: u64 = 1 << 31;
/// The line that says what a journal is of.
const LONGEST_HEAD: u64 = 4 << 10;

/// A batch, by its content.
pub(super) type Key = [u8; 32];

/// What a journal is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The day asked for.
    pub(super) as_of: Day,
    /// Rows of a batch: cut otherwise, none would be found again.
    pub(super) rows: usize,
    /// The register and its hash, in words.
    pub(super) register: String,
    /// SHA-256 of all else that answers and their form hang on.
    pub(super) of: String,
}

/// A journal that is open, held by this process alone.
pub(super) struct Journal {
    path: PathBuf,
    head: Head,
    index: HashMap<Key, (u64, u64)>,
    file: Mutex<File>,
    /// Rows that were taken from it.
    taken: AtomicU64,
}

/// A place in a journal file where a whole frame stands.
struct Place {
    key: Key,
    body: u64,
    length: u64,
}

impl Journal {
    /// Opens what an earlier run left, or begins.
    ///
    /// # Errors
    /// What is there is of another run, or somebody else is at it.
    pub(super) fn open(path: &Path, wanted: &Head) -> Result<Journal, Error> {
        let failed = |error: &io::Error| write_error(path, error);
        publish::refuse_odd(path)?;
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(|error| failed(&error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: path.display().to_string() }),
            Err(TryLockError::Error(why)) if why.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(why)) => return Err(failed(&why)),
        }
        let (head, start) = match read_head(&mut file).map_err(|error| failed(&error))? {
            Some(found) => found,
            None => {
                let start = begin(&mut file, wanted).map_err(|error| failed(&error))?;
                (wanted.clone(), start)
            }
        };
        if let Some(what) = differs(&head, wanted) {
            return Err(Error::OtherRun { path: path.display().to_string(), what });
        }
        let (places, end) = places(&mut file, start).map_err(|error| failed(&error))?;
        file.set_len(end).map_err(|error| failed(&error))?;
        let index = places.into_iter().map(|place| (place.key, (place.body, place.length))).collect();
        Ok(Journal { path: path.to_owned(), head, index, file: Mutex::new(file), taken: AtomicU64::new(0) })
    }

    /// Rows of a batch.
    pub(super) fn rows(&self) -> usize {
        self.head.rows
    }

    /// What came of a batch, if it is there and whole.
    pub(super) fn find(&self, key: &Key) -> Option<Vec<u8>> {
        let (at, length) = *self.index.get(key)?;
        let mut frame = vec![0; 32 + usize::try_from(length).ok()?];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(at - 32)).ok()?;
            file.read_exact(&mut frame).ok()?;
        }
        let (digest, body) = frame.split_at(32);
        if Sha256::digest(body).as_slice() != digest {
            return None;
        }
        zstd::decode_all(body).ok()
    }

    /// Keeps what came of a batch.
    pub(super) fn keep(&self, key: &Key, body: &[u8]) -> Result<(), Error> {
        let failed = |error: &io::Error| write_error(&self.path, error);
        let body = zstd::encode_all(body, 1).map_err(|error| failed(&error))?;
        let mut frame = Vec::with_capacity(BEFORE + body.len());
        frame.extend_from_slice(FRAME);
        frame.extend_from_slice(key);
        frame.extend_from_slice(&(body.len() as u64).to_le_bytes());
        frame.extend_from_slice(&Sha256::digest(&body));
        frame.extend_from_slice(&body);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let written = file.seek(SeekFrom::End(0)).and_then(|_| file.write_all(&frame));
        written.map_err(|error| failed(&error))
    }

    /// So many rows were taken from it and not judged again.
    pub(super) fn took(&self, rows: u64) {
        self.taken.fetch_add(rows, Ordering::Relaxed);
    }

    pub(super) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// The run is whole: nothing is to be taken up any more.
    pub(super) fn done(self) -> Result<(), Error> {
        fs::remove_file(&self.path).map_err(|error| write_error(&self.path, &error))
    }
}

/// The day of the run that a journal was left by.
pub(super) fn day_of(path: &Path) -> Option<Day> {
    let mut file = File::open(path).ok()?;
    read_head(&mut file).ok()?.map(|(head, _)| head.as_of)
}

/// In what a run differs from the one that was begun.
fn differs(found: &Head, wanted: &Head) -> Option<String> {
    if found.register != wanted.register {
        return Some(format!("the register was {} and is {}", found.register, wanted.register));
    }
    if found.as_of != wanted.as_of {
        return Some(format!("the day was {} and is {}", found.as_of, wanted.as_of));
    }
    (found.of != wanted.of).then(|| "its options, its policy or the program were others".to_owned())
}

fn begin(file: &mut File, head: &Head) -> io::Result<u64> {
    let text = format!("{MAGIC}\n{}\n", serde_json::to_string(head)?);
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())?;
    Ok(text.len() as u64)
}

/// What the head says, and where the frames begin; nothing where there is no whole head.
fn read_head(file: &mut File) -> io::Result<Option<(Head, u64)>> {
    file.seek(SeekFrom::Start(0))?;
    let mut lines = BufReader::new(&mut *file).take(LONGEST_HEAD);
    let (mut magic, mut head) = (String::new(), String::new());
    let read = lines.read_line(&mut magic).and_then(|_| lines.read_line(&mut head));
    if read.is_err() || magic.trim_end() != MAGIC || !head.ends_with('\n') {
        return Ok(None);
    }
    let start = (magic.len() + head.len()) as u64;
    Ok(serde_json::from_str(&head).ok().map(|head| (head, start)))
}

/// All whole frames, and where the last one ends. Bodies are not read: each is checked when it is asked for.
fn places(file: &mut File, start: u64) -> io::Result<(Vec<Place>, u64)> {
    let length = file.metadata()?.len();
    let mut reader = BufReader::new(&mut *file);
    let (mut all, mut at) = (Vec::new(), start);
    reader.seek(SeekFrom::Start(at))?;
    let mut before = [0; BEFORE];
    while at + (BEFORE as u64) <= length {
        reader.read_exact(&mut before)?;
        let (mut key, mut size) = ([0; 32], [0; 8]);
        key.copy_from_slice(&before[5..37]);
        size.copy_from_slice(&before[37..45]);
        let size = u64::from_le_bytes(size);
        let body = at + BEFORE as u64;
        if &before[..5] != FRAME || size > LONGEST || body + size > length {
            break;
        }
        all.push(Place { key, body, length: size });
        at = body + size;
        reader.seek_relative(size.cast_signed())?;
    }
    Ok((all, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        Head { as_of: "2026-11-28".parse().unwrap(), rows: 7, register: "r".into(), of: "x".into() }
    }

    fn key(n: u8) -> Key {
        [n; 32]
    }

    #[test]
    fn what_is_kept_is_found_by_a_later_run_and_what_is_damaged_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j");
        let journal = Journal::open(&path, &head()).unwrap();
        (1..=3).for_each(|n| journal.keep(&key(n), &[n; 1000]).unwrap());
        assert!(matches!(Journal::open(&path, &head()), Err(Error::Busy { .. })));
        drop(journal);
        let whole = fs::read(&path).unwrap();
        // Cut anywhere: what stands whole before the cut is found, and the rest can be kept again.
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let journal = Journal::open(&path, &head()).unwrap();
            let found = (1..=3).filter(|n| journal.find(&key(*n)).is_some()).count();
            (1..=3).for_each(|n| assert!(journal.find(&key(n)).is_none_or(|body| body == [n; 1000])));
            journal.keep(&key(9), b"later").unwrap();
            drop(journal);
            let journal = Journal::open(&path, &head()).unwrap();
            assert_eq!(journal.find(&key(9)).unwrap(), b"later", "cut at {cut}");
            assert_eq!((1..=3).filter(|n| journal.find(&key(*n)).is_some()).count(), found);
        }
        // One bit turned anywhere: never another body.
        for at in 0..whole.len() {
            let mut other = whole.clone();
            other[at] ^= 1;
            fs::write(&path, &other).unwrap();
            let Ok(journal) = Journal::open(&path, &head()) else { continue };
            (1..=3).for_each(|n| assert!(journal.find(&key(n)).is_none_or(|body| body == [n; 1000]), "{at}"));
        }
    }

    #[test]
    fn a_journal_of_another_run_is_refused_and_says_what_differs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j");
        drop(Journal::open(&path, &head()).unwrap());
        let later = Head { as_of: "2026-11-29".parse().unwrap(), ..head() };
        let error = Journal::open(&path, &later).err().unwrap().to_string();
        assert!(error.contains("the day was 2026-11-28 and is 2026-11-29"), "{error}");
        assert_eq!(day_of(&path), Some(head().as_of));
        let error = Journal::open(&path, &Head { register: "s".into(), ..head() }).err().unwrap().to_string();
        assert!(error.contains("the register was r and is s"), "{error}");
        assert!(Journal::open(&path, &Head { of: "y".into(), ..head() }).is_err());
        // The journal of the first is as it was.
        drop(Journal::open(&path, &head()).unwrap());
    }
}
