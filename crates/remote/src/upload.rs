//! Files of this machine into a store: in parts, each file whole or not there, and what names the others last.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use object_store::{MultipartUpload as _, ObjectStoreExt, PutPayload};

use crate::address::Address;
use crate::error::RemoteError;
use crate::runtime::{Store, runtime};

/// Bytes of a part: stores take from 5 MiB on, and 10,000 parts of a file.
const PART: usize = 16 << 20;

/// A file, and where it goes.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The file.
    pub path: PathBuf,
    /// Its address.
    pub to: Address,
}

/// Sends files in their order. The last one names the others: what stands under its name is taken away first, so that nothing that is
/// half replaced looks whole.
///
/// # Errors
/// A file cannot be read, or the store does not take it. What was begun of a file is given up; files before it stay, without the last one.
pub fn upload(files: &[Upload]) -> Result<(), RemoteError> {
    let Some(last) = files.last() else { return Ok(()) };
    let store = last.to.open()?;
    if files.len() > 1 {
        match runtime()?.block_on(store.delete(&last.to.path)) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(RemoteError::of(&last.to.name(), &error)),
        }
    }
    files.iter().try_for_each(|file| send(&store, file))
}

fn send(store: &Store, Upload { path, to }: &Upload) -> Result<(), RemoteError> {
    let unread = |error: std::io::Error| RemoteError::File {
        path: path.display().to_string(),
        why: error.to_string(),
    };
    let failed = |error: object_store::Error| RemoteError::of(&to.name(), &error);
    let mut file = File::open(path).map_err(unread)?;
    let runtime = runtime()?;
    let first = part(&mut file).map_err(unread)?;
    if first.len() < PART {
        return runtime.block_on(store.put(&to.path, PutPayload::from(first))).map(drop).map_err(failed);
    }
    let mut parts = runtime.block_on(store.put_multipart(&to.path)).map_err(failed)?;
    let mut next = first;
    while !next.is_empty() {
        let sent = runtime.block_on(parts.put_part(PutPayload::from(next)));
        let read = sent.map_err(failed).and_then(|()| part(&mut file).map_err(unread));
        match read {
            Ok(more) => next = more,
            Err(error) => {
                // What was sent of it would lie there unseen, and be paid for.
                let _ = runtime.block_on(parts.abort());
                return Err(error);
            }
        }
    }
    let done = runtime.block_on(parts.complete()).map(drop).map_err(failed);
    if done.is_err() {
        let _ = runtime.block_on(parts.abort());
    }
    done
}

/// The next part; shorter ones are the last.
fn part(file: &mut File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(PART);
    file.by_ref().take(PART as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
