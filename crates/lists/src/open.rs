//! A register ready to be asked: the one in the program, the one that was built from published lists, or a file. Every byte
//! of a file is checked when it is loaded, so that nothing that was changed on disk ever answers.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use memmap2::Mmap;
use nameplate::Register;
use nameplate::error::ErrorKind;
use nameplate::register::OpenError;

use crate::registers::Installed;
use crate::sources::by_id;
use crate::store::Store;

/// Why a register cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is not there or may not be read.
    #[error("{}: cannot be opened: {cause}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Which register it is.
        which: Which,
        /// What the system said.
        cause: io::Error,
    },
    /// The file holds nothing.
    #[error("{}: the file is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
        /// Which register it is.
        which: Which,
    },
    /// The file is no register, was damaged, or is not what its receipt says.
    #[error("{name}: {cause}")]
    Damaged {
        /// What people call it.
        name: String,
        /// Which register it is.
        which: Which,
        /// What is wrong with it.
        cause: OpenError,
    },
    /// The data folder cannot be read.
    #[error("the register built from lists cannot be read: {0}")]
    Store(io::Error),
}

/// Which register is meant: it decides what can be done about a damaged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one in the program.
    Starter,
    /// The one that was built from published lists.
    Lists,
    /// A file that somebody gave.
    File,
}

impl Error {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Error::Open { .. } => ErrorKind::NotFound,
            Error::Empty { .. } | Error::Damaged { .. } | Error::Store(_) => ErrorKind::Unreadable,
        }
    }

    /// Which register it is about.
    pub fn which(&self) -> Which {
        match self {
            Error::Open { which, .. } | Error::Empty { which, .. } | Error::Damaged { which, .. } => *which,
            Error::Store(_) => Which::Lists,
        }
    }
}

/// The bytes of a register: those in the program, or a file, read in place.
#[derive(Debug)]
pub enum RegisterBytes {
    /// The starter register.
    Starter,
    /// The one that was built from published lists.
    Lists(Mmap, PathBuf),
    /// A file that somebody gave.
    File(Mmap, PathBuf),
}

impl RegisterBytes {
    /// The register of a data folder, else the starter register.
    ///
    /// # Errors
    /// There is one, and it cannot be read or is not whole. The starter register is never taken in its stead.
    pub fn of_store(store: &Store) -> Result<Self, Error> {
        installed(store)?.map_or(Ok(RegisterBytes::Starter), |installed| RegisterBytes::of_lists(&installed))
    }

    /// A file that somebody gave.
    ///
    /// # Errors
    /// It cannot be read, or is not whole.
    pub fn of_file(path: &Path) -> Result<Self, Error> {
        let bytes = RegisterBytes::File(map(path, Which::File)?, path.to_owned());
        bytes.open()?.verify().map_err(|cause| bytes.damaged(cause))?;
        Ok(bytes)
    }

    /// The register of the data folder. Its bytes must be those that the receipt was written for: the structure was checked
    /// then.
    fn of_lists(installed: &Installed) -> Result<Self, Error> {
        let path = installed.path();
        let bytes = RegisterBytes::Lists(map(&path, Which::Lists)?, path);
        installed.receipt.check(bytes.bytes()).map_err(|cause| bytes.damaged(cause))?;
        Ok(bytes)
    }

    /// What people call it.
    pub fn name(&self) -> String {
        match self {
            RegisterBytes::Starter => "the starter register, which is in the program".to_owned(),
            RegisterBytes::Lists(_, path) | RegisterBytes::File(_, path) => path.display().to_string(),
        }
    }

    /// Opens the register.
    ///
    /// # Errors
    /// It cannot be opened, although it was checked when it was loaded.
    pub fn open(&self) -> Result<Register<'_>, Error> {
        Register::open(self.bytes()).map_err(|cause| self.damaged(cause))
    }

    /// The bytes themselves.
    pub fn bytes(&self) -> &[u8] {
        match self {
            RegisterBytes::Starter => crate::starter_register(),
            RegisterBytes::Lists(map, _) | RegisterBytes::File(map, _) => map,
        }
    }

    fn damaged(&self, cause: OpenError) -> Error {
        let which = match self {
            RegisterBytes::Starter => Which::Starter,
            RegisterBytes::Lists(..) => Which::Lists,
            RegisterBytes::File(..) => Which::File,
        };
        Error::Damaged { name: self.name(), which, cause }
    }
}

/// The lists that are loaded: those that the published sources carry which a register was built from. Lists of which only
/// reviewed facts say who stands on them are not among them.
pub fn loaded_lists<'r>(register: &Register<'r>) -> Vec<&'r str> {
    let editions: Vec<String> = register.editions().collect();
    let sources = editions.iter().filter_map(|id| by_id(id.split('@').next()?));
    let carried: Vec<&str> = sources.flat_map(|source| source.lists).copied().collect();
    // Sources in open forms carry lists of any name, behind their own: `ftm:eu_fsf`.
    let is_carried = |list: &str| carried.iter().any(|own| list.split(':').next() == Some(*own));
    register.lists().map(|list| list.id()).filter(|list| is_carried(list)).collect()
}

/// The register of a data folder, where there is one.
///
/// # Errors
/// The folder cannot be read.
pub fn installed(store: &Store) -> Result<Option<Installed>, Error> {
    store.register().map_err(Error::Store)
}

fn map(path: &Path, which: Which) -> Result<Mmap, Error> {
    let failed = |cause: io::Error| Error::Open { path: path.to_owned(), which, cause };
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.len() == 0 {
        return Err(Error::Empty { path: path.to_owned(), which });
    }
    #[expect(unsafe_code, reason = "a register is read in place, so that many processes share one copy")]
    // SAFETY: the map is read-only. Registers are never modified, only replaced by renaming another file over their
    // name, which leaves this map with the old one. Should somebody write into the file all the same while it is in use,
    // after it was checked, every read of the engine is bounds-checked and text is validated at each access.
    unsafe { Mmap::map(&file) }.map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_register_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.register");
        std::fs::write(&path, vec![7; 4_096]).unwrap();
        let error = || RegisterBytes::of_file(&path).unwrap_err();
        assert!(error().to_string().contains("not a Nameplate register"));
        assert_eq!((error().kind(), error().which()), (ErrorKind::Unreadable, Which::File));
        std::fs::write(&path, "").unwrap();
        assert!(error().to_string().contains("empty"));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(error().kind(), ErrorKind::NotFound);
    }

    #[test]
    fn a_register_file_is_mapped_and_answers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.register");
        std::fs::write(&path, crate::starter_register()).unwrap();
        let bytes = RegisterBytes::of_file(&path).unwrap();
        assert!(bytes.open().unwrap().party_by_id("hikvision").is_some());
    }
}
