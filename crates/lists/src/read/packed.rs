//! Files that may come packed: `name`, or `name.zip` with one file inside. What they unpack to is bounded like everything
//! else.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use crate::given::{Bounded, Given};

/// Whether a file is there, packed or not.
pub(crate) fn has(given: &Given, name: &str) -> bool {
    given.has(name) || given.has(&format!("{name}.zip"))
}

/// Reads a file, packed or not.
///
/// # Errors
/// The file is not there, is no zip file of one file, unpacks to more than it may, or `read` fails.
pub(crate) fn read<T>(
    given: &Given,
    name: &str,
    read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>,
) -> io::Result<T> {
    let packed = format!("{name}.zip");
    let Some(path) = given.path(&packed) else { return read(&mut given.stream(name)?) };
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?)).map_err(io::Error::other)?;
    if archive.len() != 1 {
        return Err(io::Error::other(format!("{packed} holds {} files, not one", archive.len())));
    }
    let file = archive.by_index(0).map_err(io::Error::other)?;
    read(&mut BufReader::with_capacity(1 << 16, Bounded::new(file, given.most())))
}
