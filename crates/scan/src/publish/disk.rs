//! What publishing asks of a file system, as few calls as possible: a test puts a disk in that fails at its n-th call.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::name::Hidden;

/// A file that is being written.
pub(crate) trait DiskFile: Write + Send {
    /// Everything written so far is on the disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// A file system.
pub(crate) trait Disk: Send + Sync {
    /// A new file under a fresh hidden name: opened exclusively, so that nothing that stands there already is followed.
    fn create(&self, hidden: &Hidden) -> io::Result<(Box<dyn DiskFile>, PathBuf)>;
    /// A new folder under a fresh hidden name.
    fn create_folder(&self, hidden: &Hidden) -> io::Result<PathBuf>;
    /// A second, fresh hidden name for a file.
    fn link(&self, file: &Path, hidden: &Hidden) -> io::Result<PathBuf>;
    /// Gives a file or a folder another name; a file of that name is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, file: &Path) -> io::Result<()>;
    /// Takes a folder of ours away, with what is in it.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Names in this folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The file system of this machine.
pub(crate) struct RealDisk;

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Disk for RealDisk {
    fn create(&self, hidden: &Hidden) -> io::Result<(Box<dyn DiskFile>, PathBuf)> {
        let made = permitted(&mut builder(hidden), 0o666).tempfile_in(&hidden.folder)?;
        let (file, path) = made.into_parts();
        let path = path.keep().map_err(|error| error.error)?;
        Ok((Box::new(file), path))
    }

    fn create_folder(&self, hidden: &Hidden) -> io::Result<PathBuf> {
        Ok(permitted(&mut builder(hidden), 0o777).tempdir_in(&hidden.folder)?.keep())
    }

    fn link(&self, file: &Path, hidden: &Hidden) -> io::Result<PathBuf> {
        let made = builder(hidden).make_in(&hidden.folder, |path| fs::hard_link(file, path))?;
        made.into_temp_path().keep().map_err(|error| error.error)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Not every platform lets a folder be opened.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

fn builder(hidden: &Hidden) -> Builder<'_, 'static> {
    let mut builder = Builder::new();
    builder.prefix(&hidden.prefix).suffix(Hidden::SUFFIX).rand_bytes(Hidden::RANDOM);
    builder
}

/// Results are for whom the umask says, as files of every other program are; a temporary file would be for its owner only.
fn permitted<'b, 'a, 'c>(builder: &'b mut Builder<'a, 'c>, mode: u32) -> &'b mut Builder<'a, 'c> {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}
