//! The data folder: editions of every source, and which one is in use.
//!
//! ```text
//! lists/<source>/state.json             which edition is in use, when it was last checked, what was refused
//! lists/<source>/<edition>/edition.json digests, counts, where from
//! lists/<source>/<edition>/<file>       the authority's files, as they came
//! lists/<source>/refused/<edition>/     the last edition that failed a check, for a person to look at
//! registers/<number>x<hash>/            a compiled register with its receipt, ledger and what is left to review
//! registers/current                     the name of the one in use
//! lock                                  held by the one process that updates
//! ```
//!
//! Nothing is modified in place: folders are made aside (`.aside-*`) and renamed, small files are replaced by renaming. Killed
//! at any moment, a process leaves what was in use before, and leftovers that the next one clears away.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use nameplate::date::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::edition::Edition;
use crate::given::Given;
use crate::sources::Source;

const ASIDE: &str = ".aside-";

/// The data folder.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

/// Held while something is updated; let go when dropped, or when the process ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the file is the lock: it is held, not read")] File);

/// What is known of a source beside its editions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The edition in use.
    pub current: String,
    /// The day on which its authority was last asked.
    pub checked: Date,
    /// What became of the last attempt, where it gave nothing: in words.
    pub trouble: String,
    /// The edition that failed its checks, if the last one did.
    pub refused: String,
    /// Columns and elements that the parser does not know and that a person accepted.
    pub accepted_unknown: Vec<String>,
}

impl Store {
    /// The data folder at a path; it is made when something is written.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Store { root: root.into() }
    }

    /// The path of the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Waits until no other process updates this folder, and keeps others waiting. `waiting` is called if it has to wait.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn lock(&self, waiting: impl FnOnce()) -> io::Result<Lock> {
        fs::create_dir_all(&self.root)?;
        let file = File::options().create(true).truncate(false).write(true).open(self.root.join("lock"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                waiting();
                file.lock()?;
            }
            Err(fs::TryLockError::Error(why)) => return Err(why),
        }
        Ok(Lock(file))
    }

    /// What is known of a source; nothing yet where it was never updated.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn state(&self, source: &str) -> io::Result<State> {
        Ok(read_json(&self.source(source).join("state.json"))?.unwrap_or_default())
    }

    /// Replaces what is known of a source.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn put_state(&self, source: &str, state: &State) -> io::Result<()> {
        fs::create_dir_all(self.source(source))?;
        replace(&self.source(source).join("state.json"), &json(state)?)
    }

    /// The edition in use.
    ///
    /// # Errors
    /// As [`Store::state`].
    pub fn current(&self, source: &str) -> io::Result<Option<Edition>> {
        let state = self.state(source)?;
        if state.current.is_empty() { Ok(None) } else { self.edition(source, &state.current) }
    }

    /// An edition by its id.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn edition(&self, source: &str, id: &str) -> io::Result<Option<Edition>> {
        if !is_id(id) {
            return Ok(None);
        }
        let edition: Option<Edition> = read_json(&self.source(source).join(id).join("edition.json"))?;
        Ok(edition.map(Edition::in_todays_words))
    }

    /// All editions of a source, by day and id.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn editions(&self, source: &str) -> io::Result<Vec<Edition>> {
        let mut editions: Vec<Edition> = Vec::new();
        for name in names_in(&self.source(source))? {
            editions.extend(self.edition(source, &name)?);
        }
        editions.sort_by_key(|e| (e.moment(), e.id.len(), e.id.clone()));
        Ok(editions)
    }

    /// The files of an edition, for its parser.
    pub fn given(&self, source: &Source, edition: &Edition) -> Given {
        let folder = self.source(source.id).join(&edition.id);
        given(source, edition, &folder)
    }

    /// The path of a file of an edition.
    pub fn path(&self, source: &str, edition: &str, file: &str) -> PathBuf {
        self.source(source).join(edition).join(file)
    }

    /// A fresh folder for files that are being taken. Only the holder of the lock may ask for one: what other processes left
    /// there is cleared away.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn aside(&self, source: &str) -> io::Result<PathBuf> {
        aside_in(&self.source(source))
    }

    /// Makes a folder of taken files an edition. It is in use once the state names it.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn install(&self, aside: &Path, edition: &Edition) -> io::Result<()> {
        put_aside(aside, &self.source(&edition.source).join(&edition.id), edition)
    }

    /// Removes an edition whose files are damaged, to make room for the same one.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn discard(&self, edition: &Edition) -> io::Result<()> {
        fs::remove_dir_all(self.source(&edition.source).join(&edition.id))
    }

    /// Keeps a folder of taken files that failed a check, for a person to look at: the last one only.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn refuse(&self, aside: &Path, edition: &Edition) -> io::Result<()> {
        let folder = self.source(&edition.source).join("refused");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        put_aside(aside, &folder.join(&edition.id), edition)
    }

    fn source(&self, source: &str) -> PathBuf {
        self.root.join("lists").join(source)
    }
}

/// The files of an edition in a folder.
pub(crate) fn given(source: &Source, edition: &Edition, folder: &Path) -> Given {
    let files = edition.files.iter().map(|file| (file.name.clone(), folder.join(&file.name))).collect();
    Given::new(files, source.most_bytes)
}

/// Ids of editions are dates, numbers and a word: never a way out of the folder.
fn is_id(id: &str) -> bool {
    let letter = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase() || matches!(c, '-' | '.');
    !id.is_empty() && id.chars().all(letter) && !id.starts_with('.')
}

pub(crate) fn aside_in(folder: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Folders and small files that a killed process did not come to rename.
        let half = path.extension().is_some_and(|extension| extension.to_string_lossy().starts_with("aside"));
        if path.is_dir() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(ASIDE)) {
            fs::remove_dir_all(&path)?;
        } else if path.is_file() && half {
            fs::remove_file(&path)?;
        }
    }
    let aside = folder.join(format!("{ASIDE}{}", std::process::id()));
    fs::create_dir(&aside)?;
    Ok(aside)
}

fn put_aside(aside: &Path, target: &Path, edition: &Edition) -> io::Result<()> {
    replace(&aside.join("edition.json"), &json(edition)?)?;
    fs::rename(aside, target)?;
    sync_folder(target.parent().unwrap_or(target))
}

/// A value as JSON for people: indented, with a newline at its end.
pub(crate) fn json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads JSON; `None` where there is no such file.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> io::Result<Option<T>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(named(path, &why)),
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|why| named(path, &why.into()))
}

/// Writes a file aside, to the disk, and renames it over its name.
///
/// # Errors
/// It cannot be written; what stood there stays.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // A fresh name, opened exclusively: what stands there already is not followed. It goes away with an error.
    let mut file = builder.prefix("small.").suffix(".aside").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|why| why.error)?;
    sync_folder(folder)
}

/// A rename is certain once its folder is on the disk; not every platform lets a folder be opened.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(named(folder, &why)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// An error that names its path.
pub(crate) fn named(path: &Path, why: &io::Error) -> io::Error {
    io::Error::new(why.kind(), format!("{}: {why}", path.display()))
}
