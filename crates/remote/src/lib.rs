//! Catalogs and results that lie in object stores (`s3://`, `gs://`, `az://`) or behind HTTPS, for scans that know nothing of it: an object is
//! a [`Stored`], read in ranges of the version that was found, and tried again where a server fails, is slow or cuts an answer.
//!
//! Credentials come from the variables of each cloud's own tools and from where a machine of that cloud gets its own; none is an option, none
//! is printed, and an address that has one in it is refused.
#![forbid(unsafe_code)]

mod error;
mod client;
mod runtime;
mod address;
mod object;
mod upload;

use std::sync::Arc;

use futures_util::TryStreamExt;
use object_store::{ObjectMeta, ObjectStoreExt};

pub use address::{Address, is_remote};
pub use error::RemoteError;
pub use object::Object;
use runtime::runtime;
pub use scan::Stored;
pub use upload::{Upload, upload};

/// No folder that is asked for has more objects.
const MOST: usize = 1_000_000;

/// The object at an address.
///
/// # Errors
/// It is not there, or cannot be reached.
pub fn object(address: &Address) -> Result<Object, RemoteError> {
    let store = address.open()?;
    let found = runtime()?.block_on(store.head(&address.path));
    let meta = found.map_err(|error| RemoteError::of(&address.name(), &error))?;
    Ok(Object::new(Arc::clone(&store), address.name(), meta))
}

/// Whether there is an object at an address.
///
/// # Errors
/// The store cannot be reached.
pub fn is_there(address: &Address) -> Result<bool, RemoteError> {
    match object(address) {
        Ok(_) => Ok(true),
        Err(RemoteError::NotFound { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// All objects below an address, in the order of their names.
///
/// # Errors
/// The store cannot be reached, lists nothing of the kind (plain HTTPS), or has too many.
pub fn below(address: &Address) -> Result<Vec<Object>, RemoteError> {
    if !address.lists() {
        return Err(RemoteError::NoList(address.name()));
    }
    let store = address.open()?;
    let mut listed = store.list(Some(&address.path));
    let all = async {
        let mut all: Vec<ObjectMeta> = Vec::new();
        while let Some(one) = listed.try_next().await? {
            if all.len() == MOST {
                return Ok(None);
            }
            all.push(one);
        }
        Ok(Some(all))
    };
    let all = runtime()?.block_on(all).map_err(|error| RemoteError::of(&address.name(), &error))?;
    let mut all = all.ok_or_else(|| RemoteError::TooMany { name: address.name(), most: MOST })?;
    all.sort_by(|a, b| a.location.cmp(&b.location));
    let object = |meta: ObjectMeta| Object::new(Arc::clone(&store), address.with(&meta.location), meta);
    Ok(all.into_iter().map(object).collect())
}
