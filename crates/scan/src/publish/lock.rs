//! One writer an output. The lock is a hidden file beside the output, held open: the system lets go of it when the process
//! ends, however it ends, so that a lock of a killed process is in nobody's way.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::name::{self, write_error};
use tables::error::Error;

/// Held while an output is written.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Locks an output, or says that somebody else writes it.
    pub(crate) fn take(output: &Path, shown: &Path) -> Result<Lock, Error> {
        let path = name::lock(output);
        let failed = |error: &io::Error| write_error(shown, error);
        loop {
            let file = open(&path).map_err(|error| failed(&error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Busy { path: shown.display().to_string() });
                }
                // A file system without locks: names are unique all the same, so nothing can be mixed up.
                Err(TryLockError::Error(why)) if why.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(why)) => return Err(failed(&why)),
            }
            // Between opening and locking, its holder may have taken the file away: then this lock keeps nobody out.
            if is_still(&file, &path) {
                return Ok(Lock { path, file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while it is held; whoever waits at the old file notices that it has no name any more.
        if cfg!(unix) {
            fs::remove_file(&self.path).unwrap_or_default();
        }
        self.file.unlock().unwrap_or_default();
    }
}

fn open(path: &Path) -> io::Result<File> {
    match File::options().write(true).create_new(true).open(path) {
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made,
    }
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => {}
        // Gone again: the loop of the caller notices.
        Err(why) if why.kind() == io::ErrorKind::NotFound => {}
        Ok(_) => return Err(io::Error::other(format!("{} is in the way", path.display()))),
        Err(why) => return Err(why),
    }
    File::options().write(true).create(true).truncate(false).open(path)
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (held.dev(), held.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_has_one_writer_and_the_lock_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("r.csv");
        let held = Lock::take(&output, &output).unwrap();
        assert!(matches!(Lock::take(&output, &output), Err(Error::Busy { .. })));
        let other = Lock::take(&folder.path().join("s.csv"), &output).unwrap();
        drop((held, other));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        // A lock file that a killed process left is nobody's.
        fs::write(name::lock(&output), "").unwrap();
        drop(Lock::take(&output, &output).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn what_stands_in_the_place_of_the_lock_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (output, victim) = (folder.path().join("r.csv"), folder.path().join("victim"));
        std::os::unix::fs::symlink(&victim, name::lock(&output)).unwrap();
        assert!(matches!(Lock::take(&output, &output), Err(Error::Write { .. })));
        assert!(!victim.exists());
    }
}
