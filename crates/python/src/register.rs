//! A register, opened.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use etcetera::BaseStrategy;
use lists::open::{RegisterBytes, loaded_lists};
use lists::store::Store;
use nameplate::{Day, Policy};
use pyo3::prelude::*;

use crate::fault::{Fault, Kind};
use crate::held::Held;

/// So many questions with policies and days of their own are kept ready.
const KEPT: usize = 4;

/// What is known: parties, relations, lists, rules. Open one with `Register.open()`.
#[pyclass(frozen, module = "nameplate")]
pub(crate) struct Register {
    bytes: Arc<RegisterBytes>,
    version: String,
    hash: String,
    lists: Vec<String>,
    without_lists: Option<String>,
    name: String,
    /// The questions asked last: getting ready collects every name of the register, which a loop over listings should not pay each time.
    ready: Mutex<Vec<(String, Day, Arc<Held>)>>,
}

impl Register {
    fn load(path: Option<PathBuf>) -> Result<Self, Fault> {
        let bytes = match path {
            Some(path) if path.is_dir() => {
                let message = format!("{} is a folder, and a register is a file", path.display());
                return Err(Fault::new(Kind::Register, message)
                    .file(path.display().to_string())
                    .hint("leave the path out for the register of the data folder"));
            }
            Some(path) => RegisterBytes::of_file(&path)
                .map_err(|error| Fault::from(error).file(path.display().to_string()))?,
            None => RegisterBytes::of_store(&store()?)?,
        };
        let register = bytes.open()?;
        let (version, hash) = (register.version().to_owned(), register.hash());
        let lists = loaded_lists(&register).into_iter().map(str::to_owned).collect();
        let (without_lists, name) = (register.without_lists(), bytes.name());
        Ok(Register {
            version,
            hash,
            lists,
            without_lists,
            name,
            bytes: Arc::new(bytes),
            ready: Mutex::default(),
        })
    }

    /// The register, ready to be asked.
    pub(crate) fn ready(&self, policy: &Policy, as_of: Day) -> Result<Arc<Held>, Fault> {
        let hash = policy.hash();
        let mut kept = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, held)) = kept.iter().find(|(known, day, _)| (known, *day) == (&hash, as_of)) {
            return Ok(Arc::clone(held));
        }
        let held = Arc::new(Held::ready(Arc::clone(&self.bytes), policy, as_of)?);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push((hash, as_of, Arc::clone(&held)));
        Ok(held)
    }
}

/// The data folder: `NAMEPLATE_DATA`, else the platform's convention, as the command line has it.
fn store() -> Result<Store, Fault> {
    if let Some(folder) = std::env::var_os("NAMEPLATE_DATA").filter(|folder| !folder.is_empty()) {
        return Ok(Store::at(folder));
    }
    let place = etcetera::choose_base_strategy().map_err(|_| {
        Fault::new(Kind::Register, "this account has no home folder to look for a register in")
            .hint("name a folder in the environment variable NAMEPLATE_DATA")
    })?;
    Ok(Store::at(place.data_dir().join("nameplate")))
}

#[pymethods]
impl Register {
    /// Opens a register file; without a path that of the data folder, else the starter register, which is in the wheel. Every byte is
    /// checked.
    #[staticmethod]
    #[pyo3(signature = (path=None))]
    fn open(py: Python<'_>, path: Option<PathBuf>) -> PyResult<Self> {
        py.detach(|| Register::load(path)).map_err(|fault| fault.raised(py))
    }

    /// What it calls itself.
    #[getter]
    fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 of its contents.
    #[getter]
    fn hash(&self) -> &str {
        &self.hash
    }

    /// The published lists that are loaded, by their ids.
    #[getter]
    fn lists(&self) -> Vec<String> {
        self.lists.clone()
    }

    /// What has to be said where no published list is loaded, else `None`.
    #[getter]
    fn without_lists(&self) -> Option<&str> {
        self.without_lists.as_deref()
    }

    /// The file that it was read from, in words.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Writes its bytes to a file, for machines that are to answer from the same.
    fn _save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let failed = |error: std::io::Error| {
            Fault::new(Kind::Register, format!("{}: cannot be written: {error}", path.display()))
                .file(path.display().to_string())
                .hint("see to the room and the rights in that folder")
        };
        py.detach(|| std::fs::write(&path, self.bytes.bytes())).map_err(|error| failed(error).raised(py))
    }

    fn __repr__(&self) -> String {
        format!("<nameplate.Register {:?}, {} published lists>", self.version, self.lists.len())
    }
}
