//! What a scan leaves behind so that its answers can be kept current: the register, policy and day that it asked, and for each catalog its
//! rows with their keys. Written aside and named last, so that whatever happens there is a whole state or none.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use nameplate::report::RegisterId;
use nameplate::{Day, Policy};
use serde::{Deserialize, Serialize};

use super::change::FindingChange;
use super::entry;
use super::error::StateError;
use super::keys;
use super::rows::{self, Stored};

/// Version of the files of a state.
const VERSION: u32 = 1;

/// The file that names everything else.
const NAMES: &str = "state.json";

/// How catalogs are read, where somebody said so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct How {
    /// What columns mean: `brand=Marke`.
    pub map: Vec<String>,
    /// The column that says when a row was bought.
    pub bought: Option<String>,
    /// Label of the encoding.
    pub encoding: Option<String>,
    /// Whether the first row names the columns.
    pub header: Option<bool>,
    /// Which sheet of workbooks.
    pub sheet: Option<String>,
}

/// With what a state was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Version of the program: another one may read listings otherwise.
    pub program: String,
    /// The day.
    pub as_of: Day,
    /// The policy.
    pub policy: Policy,
    /// The language of warnings.
    pub language: String,
    /// How the catalogs are read.
    #[serde(default)]
    pub how: How,
    /// Version of the register.
    pub register: String,
    /// Its SHA-256.
    pub register_hash: String,
}

impl Asked {
    /// Which register it was.
    pub fn register(&self) -> RegisterId {
        RegisterId { version: self.register.clone(), hash: self.register_hash.clone() }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Names {
    version: u32,
    /// Counted up with each change of the state.
    pub(super) number: u64,
    #[serde(flatten)]
    pub(super) asked: Asked,
    /// The file of the register.
    pub(super) register_file: String,
    /// The catalogs, in order.
    pub(super) parts: Vec<Part>,
}

impl Names {
    /// The same with a register that is kept already.
    pub(super) fn with_register(self, file: &str) -> Self {
        Names { register_file: file.to_owned(), ..self }
    }
}

/// A catalog.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Part {
    /// Its name, as given.
    pub(super) file: String,
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    /// Its rows.
    pub(super) rows: u64,
    /// What is kept of them: the first holds all rows, each later one those that were judged anew.
    pub(super) layers: Vec<Layer>,
}

/// Rows that were judged at one time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Layer {
    /// Where its files begin.
    pub(super) name: String,
    /// How many rows it has.
    pub(super) rows: u64,
    /// Segments of its keys.
    pub(super) segments: usize,
}

impl Layer {
    pub(super) fn rows_at(folder: &Path, name: &str) -> PathBuf {
        folder.join(format!("{name}.rows.parquet"))
    }

    pub(super) fn keys_at(folder: &Path, name: &str) -> PathBuf {
        folder.join(format!("{name}.keys.parquet"))
    }

    pub(super) fn key_paths(&self, folder: &Path) -> Vec<PathBuf> {
        (0..self.segments).map(|n| keys::segment(&Layer::keys_at(folder, &self.name), n)).collect()
    }
}

/// A state, held by this process alone.
#[derive(Debug)]
pub struct State {
    pub(super) folder: PathBuf,
    pub(super) names: Names,
    /// Bytes read of it.
    pub(super) read: Arc<AtomicU64>,
    _lock: File,
}

/// Holds a folder until the value goes away.
pub(super) fn lock(folder: &Path) -> Result<File, StateError> {
    let path = folder.join("lock");
    let failed = |cause| StateError::Io { path: path.clone(), cause };
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StateError::Busy(folder.to_owned())),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

impl State {
    /// Opens the state of a folder.
    ///
    /// # Errors
    /// There is none, another process holds it, or it is of another version.
    pub fn open(folder: &Path) -> Result<Self, StateError> {
        let path = folder.join(NAMES);
        if !path.exists() {
            return Err(StateError::Missing(folder.to_owned()));
        }
        let lock = lock(folder)?;
        let text = fs::read(&path).map_err(|cause| StateError::Io { path: path.clone(), cause })?;
        let told: serde_json::Value =
            serde_json::from_slice(&text).map_err(|error| StateError::damaged(&path, error))?;
        if told["version"] != VERSION {
            return Err(StateError::Version(folder.to_owned()));
        }
        let names = serde_json::from_value(told).map_err(|error| StateError::damaged(&path, error))?;
        let state = State { folder: folder.to_owned(), names, read: Arc::default(), _lock: lock };
        state.clear();
        Ok(state)
    }

    /// The catalogs: their names, as given, and the SHA-256 of their bytes.
    pub fn catalogs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.parts.iter().map(|part| (part.file.as_str(), part.sha256.as_str()))
    }

    /// How often it was changed: what a change found stands in the file of changes of its number.
    pub fn number(&self) -> u64 {
        self.names.number
    }

    /// The files with what changes after that number found, in order; whoever has told of them need not again.
    pub fn changes_after(&self, number: u64) -> Vec<(u64, PathBuf)> {
        let numbers = number + 1..=self.names.number;
        let paths = numbers.map(|number| (number, changes_at(&self.folder, number)));
        paths.filter(|(_, path)| path.is_file()).collect()
    }

    /// With what it was made.
    pub fn asked(&self) -> &Asked {
        &self.names.asked
    }

    /// The register that answered.
    pub fn register_file(&self) -> PathBuf {
        self.folder.join(&self.names.register_file)
    }

    /// Rows of all catalogs.
    pub fn rows(&self) -> u64 {
        self.names.parts.iter().map(|part| part.rows).sum()
    }

    /// Bytes of all files of rows and keys.
    pub fn bytes(&self) -> u64 {
        let layers = self.names.parts.iter().flat_map(|part| &part.layers);
        let files = layers.flat_map(|layer| {
            let mut all = layer.key_paths(&self.folder);
            all.push(Layer::rows_at(&self.folder, &layer.name));
            all
        });
        files.filter_map(|path| path.metadata().ok()).map(|meta| meta.len()).sum()
    }

    /// Every row with its answer as JSON, in the order of the catalogs.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn each_result(
        &self,
        each: &mut dyn FnMut(&str, &str) -> Result<(), StateError>,
    ) -> Result<(), StateError> {
        for part in &self.names.parts {
            self.each_row(part, &mut |one| each(&part.file, &entry::with_row(&one.result, one.row)))?;
        }
        Ok(())
    }

    /// Every row of a part, as it was judged last.
    pub(super) fn each_row(
        &self,
        part: &Part,
        each: &mut dyn FnMut(Stored) -> Result<(), StateError>,
    ) -> Result<(), StateError> {
        let mut newer = self.newer(part)?;
        let Some(first) = part.layers.first() else { return Ok(()) };
        let path = Layer::rows_at(&self.folder, &first.name);
        rows::read(&path, None, &self.read, &mut |one| match newer.remove(&one.at) {
            Some((_, newer)) => each(newer),
            None => each(one),
        })
    }

    /// The rows of the later layers: each as it was judged last, with the number of its layer.
    pub(super) fn newer(&self, part: &Part) -> Result<BTreeMap<u32, (usize, Stored)>, StateError> {
        let mut newer = BTreeMap::new();
        for (n, layer) in part.layers.iter().enumerate().skip(1) {
            let path = Layer::rows_at(&self.folder, &layer.name);
            rows::read(&path, None, &self.read, &mut |one| {
                newer.insert(one.at, (n, one));
                Ok(())
            })?;
        }
        Ok(newer)
    }

    /// Takes new names: from here on they are the state. What changed with it is kept beside it first: the next rescan would not find it
    /// again, and whoever asked may never have read it.
    pub(super) fn take(&mut self, names: Names, changes: &[FindingChange]) -> Result<(), StateError> {
        keep_changes(&self.folder, names.number, changes)?;
        write_names(&self.folder, &names)?;
        self.names = names;
        self.clear();
        Ok(())
    }

    /// Removes files that the state does not name: left by what was broken off, or of layers that were made anew. A file that stays is
    /// no harm.
    fn clear(&self) {
        let layers = self.names.parts.iter().flat_map(|part| &part.layers);
        let known: Vec<String> = layers.map(|layer| format!("{}.", layer.name)).collect();
        let is_known = |name: &str| {
            [NAMES, "lock", self.names.register_file.as_str()].contains(&name)
                || known.iter().any(|start| name.starts_with(start.as_str()))
        };
        let ours = |name: &str| {
            name.ends_with(".parquet") || name.starts_with("register.") || name.ends_with(".aside")
        };
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if ours(&name) && !is_known(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// A number for what is written next.
pub(super) fn next_number(folder: &Path) -> u64 {
    let text = fs::read(folder.join(NAMES)).unwrap_or_default();
    let told: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    told["number"].as_u64().unwrap_or(0) + 1
}

/// Names for a state that is made.
pub(super) fn names(number: u64, asked: Asked, parts: Vec<Part>) -> Names {
    Names { version: VERSION, number, asked, register_file: register_name(number), parts }
}

fn changes_at(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("changes.{number}.jsonl"))
}

pub(super) fn register_name(number: u64) -> String {
    format!("register.{number}")
}

/// Keeps a register.
pub(super) fn keep_register(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StateError> {
    replace(&folder.join(name), bytes)
}

pub(super) fn write_names(folder: &Path, names: &Names) -> Result<(), StateError> {
    let path = folder.join(NAMES);
    let text = serde_json::to_vec_pretty(names).map_err(|error| StateError::damaged(&path, error))?;
    replace(&path, &text)
}

fn keep_changes(folder: &Path, number: u64, changes: &[FindingChange]) -> Result<(), StateError> {
    if changes.is_empty() {
        return Ok(());
    }
    let path = changes_at(folder, number);
    let mut lines = Vec::new();
    for change in changes {
        serde_json::to_writer(&mut lines, change).map_err(|error| StateError::damaged(&path, error))?;
        lines.push(b'\n');
    }
    replace(&path, &lines)
}

/// Writes a file aside, to the disk, and renames it over its name. Unlike results for people (`crate::publish`), what names a state is never
/// put aside for a moment where a file system has no links.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), StateError> {
    use std::io::Write as _;
    let failed = |cause| StateError::Io { path: path.to_owned(), cause };
    let folder = path.parent().unwrap_or(path);
    let mut aside = tempfile::Builder::new().suffix(".aside").tempfile_in(folder).map_err(failed)?;
    aside.write_all(bytes).and_then(|()| aside.as_file().sync_all()).map_err(failed)?;
    aside.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
