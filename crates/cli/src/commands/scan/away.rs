//! Results that go into a store: written on this machine first, whole or not at all, and then sent, the manifest last.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use remote::{Address, Upload, is_remote, is_there, upload};
use scan::Input;

use nameplate::error::ErrorKind;

use crate::error::{CliError, Result};

/// Results on their way into a store.
pub(crate) struct Away {
    folder: Mutex<Option<tempfile::TempDir>>,
    /// What the results are called on this machine.
    here: PathBuf,
    /// Where they go: a folder, or the address of the file of results.
    to: Address,
    is_folder: bool,
}

impl Away {
    /// Where the results of an output go, if that is an address; nothing where it is a path.
    pub(super) fn of(output: Option<&Path>) -> Result<Option<Away>> {
        let Some(text) = output.and_then(Path::to_str).filter(|text| is_remote(text)) else {
            return Ok(None);
        };
        if text.starts_with("http") {
            return Err(CliError::new(format!("{text}: results are not sent to a server behind HTTP"))
                .hint("give an address of a store: s3://BUCKET/FOLDER/, gs://, az://; or a file or folder of this machine"));
        }
        let to = Address::parse(text)?;
        let folder = tempfile::tempdir()
            .map_err(|error| CliError::new(format!("no folder for the results on their way: {error}")))?;
        let name = to.file_name();
        let is_folder = text.ends_with('/') || !name.contains('.');
        let here = folder.path().join(if is_folder { "out" } else { &name });
        Ok(Some(Away { folder: Mutex::new(Some(folder)), here, to, is_folder }))
    }

    /// Where the scan writes.
    pub(super) fn here(&self) -> &Path {
        &self.here
    }

    /// What stands there already and no manifest of ours names is not replaced, nor is what is read.
    pub(super) fn check(&self, inputs: &[Input], force: bool) -> Result<()> {
        if let Some(input) = inputs.iter().find(|input| input.name() == self.to.name()) {
            return Err(CliError::new(format!("{}: is read, so it is not written", input.name()))
                .hint("give another name for the results"));
        }
        if force {
            return Ok(());
        }
        let (named, manifest) = if self.is_folder {
            let formats = ["parquet", "jsonl", "csv", "xlsx"].map(|end| format!("results.{end}"));
            let names = formats.into_iter().chain(["report.html".to_owned()]);
            (names.map(|name| self.to.below(&name)).collect(), self.to.below("manifest.json"))
        } else {
            let manifest = format!("{}.manifest.json", self.to.file_name());
            (vec![self.to.clone()], self.to.folder().below(&manifest))
        };
        if is_there(&manifest)? {
            return Ok(());
        }
        for one in named {
            if is_there(&one)? {
                return Err(CliError::new(format!(
                    "{}: is there already, and no manifest says that it is ours",
                    one.name()
                ))
                .hint("give another name for the results, or --force to replace what is there"));
            }
        }
        Ok(())
    }

    /// Sends what was written; under which addresses it stands then, in the same order.
    pub(super) fn send(&self, written: &[PathBuf]) -> Result<Vec<PathBuf>> {
        let to = if self.is_folder { self.to.clone() } else { self.to.folder() };
        let named = |path: &PathBuf| path.file_name().map(|name| to.below(&name.to_string_lossy()));
        let place = if self.is_folder { Some(self.here.as_path()) } else { self.here.parent() };
        let ours = |path: &&PathBuf| place.is_some() && path.parent() == place;
        let mut files: Vec<Upload> = written
            .iter()
            .filter(ours)
            .filter_map(|path| Some(Upload { path: path.clone(), to: named(path)? }))
            .collect();
        // What names the others comes last.
        files.sort_by_key(|file| file.to.file_name().ends_with("manifest.json"));
        if let Err(error) = upload(&files) {
            // What took hours to make is not lost for a store that does not answer.
            let kept = self
                .folder
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
                .map(tempfile::TempDir::keep);
            let place = kept.and(place).map(|place| place.display().to_string()).unwrap_or_default();
            return Err(CliError::from(error).of(ErrorKind::NotWritten).hint(format!(
                "the results are whole in {place}: send them from there, the manifest last, and remove them"
            )));
        }
        Ok(written
            .iter()
            .map(|path| match named(path) {
                Some(to) if ours(&path) => PathBuf::from(to.name()),
                _ => path.clone(),
            })
            .collect())
    }
}
