//! An object, read in ranges of the one version that was found.

use std::fmt;
use std::io;

use bytes::Bytes;
use object_store::{GetOptions, ObjectMeta, ObjectStore as _};
use scan::Stored;

use crate::error::RemoteError;
use crate::runtime::{Store, runtime};

/// An object of a store.
#[derive(Clone)]
pub struct Object {
    store: Store,
    name: String,
    meta: ObjectMeta,
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Object")
            .field("name", &self.name)
            .field("size", &self.meta.size)
            .finish_non_exhaustive()
    }
}

impl Object {
    pub(crate) fn new(store: Store, name: String, meta: ObjectMeta) -> Self {
        Object { store, name, meta }
    }

    fn range(&self, at: u64, length: usize) -> Result<Bytes, RemoteError> {
        let mut options = GetOptions::new().with_range(Some(at..at + length as u64));
        // Another version is refused by the server where it tells versions apart; where it does not, by the size.
        options.if_match.clone_from(&self.meta.e_tag);
        let failed = |error: &object_store::Error| RemoteError::of(&self.name, error);
        let read = async {
            let found = self.store.get_opts(&self.meta.location, options).await?;
            let whole = found.meta.size;
            Ok((whole, found.bytes().await?))
        };
        let (whole, bytes) = runtime()?.block_on(read).map_err(|error| failed(&error))?;
        if whole != self.meta.size {
            return Err(RemoteError::Changed { name: self.name.clone() });
        }
        if bytes.len() != length {
            let why = format!("{} bytes came of {length} that were asked for", bytes.len());
            return Err(RemoteError::Failed { name: self.name.clone(), why });
        }
        Ok(bytes)
    }
}

impl Stored for Object {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn size(&self) -> u64 {
        self.meta.size
    }

    fn version(&self) -> String {
        match &self.meta.e_tag {
            Some(tag) => format!("etag:{}", tag.trim_matches('"')),
            None => format!("modified:{}", self.meta.last_modified.to_rfc3339()),
        }
    }

    fn read_at(&self, at: u64, length: usize) -> io::Result<Bytes> {
        self.range(at, length).map_err(io::Error::other)
    }
}
