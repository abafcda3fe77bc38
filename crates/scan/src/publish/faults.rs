//! A disk that fails at its n-th call, for tests.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::name::Hidden;
use super::{Disk, DiskFile, RealDisk};

/// Fails at the call of this number, once, as a full disk does.
#[derive(Clone, Default)]
pub(crate) struct Faults {
    calls: Arc<AtomicUsize>,
    at: usize,
}

impl Faults {
    pub(crate) fn at(at: usize) -> Faults {
        Faults { calls: Arc::default(), at }
    }

    /// Whether the call was reached.
    pub(crate) fn met(&self) -> bool {
        self.calls.load(Ordering::SeqCst) > self.at
    }

    fn call(&self) -> io::Result<()> {
        if self.calls.fetch_add(1, Ordering::SeqCst) == self.at {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

struct FaultyFile {
    file: Box<dyn DiskFile>,
    faults: Faults,
}

impl Write for FaultyFile {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        // Half of it still fits.
        if let Err(full) = self.faults.call() {
            self.file.write_all(&buf[..buf.len() / 2])?;
            return Err(full);
        }
        self.file.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl DiskFile for FaultyFile {
    fn sync(&mut self) -> io::Result<()> {
        self.faults.call()?;
        self.file.sync()
    }
}

impl Disk for Faults {
    fn create(&self, hidden: &Hidden) -> io::Result<(Box<dyn DiskFile>, PathBuf)> {
        self.call()?;
        let (file, path) = RealDisk.create(hidden)?;
        Ok((Box::new(FaultyFile { file, faults: self.clone() }), path))
    }

    fn create_folder(&self, hidden: &Hidden) -> io::Result<PathBuf> {
        self.call()?;
        RealDisk.create_folder(hidden)
    }

    fn link(&self, file: &Path, hidden: &Hidden) -> io::Result<PathBuf> {
        self.call()?;
        RealDisk.link(file, hidden)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        RealDisk.rename(from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        self.call()?;
        RealDisk.remove(file)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.call()?;
        RealDisk.remove_folder(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call()?;
        RealDisk.sync_folder(folder)
    }
}
