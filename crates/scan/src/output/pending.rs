//! A file that is written aside, as `NAME.partial`, and gets its name only when it is whole: what has the name is
//! complete, whatever happened to the machine.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Opens the file that stands aside for a path.
pub(super) fn create(path: &Path) -> Result<File, Error> {
    let aside = aside(path);
    File::create(&aside).map_err(|error| write_error(&aside, &error))
}

/// Gives a file its name, after everything of it has reached the disk.
pub(super) fn publish(path: &Path) -> Result<(), Error> {
    let aside = aside(path);
    let sync = || File::open(&aside)?.sync_all();
    sync().and_then(|()| fs::rename(&aside, path)).map_err(|error| write_error(path, &error))
}

/// Takes away what an earlier run left under the name.
pub(super) fn retract(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(write_error(path, &error)),
        _ => Ok(()),
    }
}

/// The name while it is written.
pub(super) fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

pub(super) fn write_error(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Write { path: path.display().to_string(), reason: error.to_string() }
}
