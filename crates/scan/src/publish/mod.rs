//! Files of a run, whole or not at all. Everything is written under fresh hidden names beside its place, by one writer at a
//! time, and gets its names when all of it has reached the disk; what goes wrong before the last name is given leaves what
//! stood there before. A folder that is not there yet is made beside its place and renamed once, with everything in it.

mod disk;
mod lock;
mod name;
mod same;
#[cfg(test)]
pub(crate) mod faults;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use disk::{Disk, DiskFile, RealDisk};
use lock::Lock;
use name::Hidden;
pub(crate) use name::{folder_of, incomplete, resume, write_error};
pub(crate) use same::Identity;
use tables::error::Error;

/// Writes one file whole, or not at all: a page, a register. What stood there is replaced.
///
/// # Errors
/// It cannot be written, or somebody else writes it; what stood there is as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_with(path, &mut |to| to.write_all(bytes))
}

/// The same, piece by piece.
///
/// # Errors
/// As [`write_file`].
pub fn write_with(path: &Path, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let mut publication = Publication::begin(Arc::new(RealDisk), None, &[path.to_owned()])?;
    let mut to = BufWriter::new(publication.create(path)?);
    let written = write(&mut to).and_then(|()| to.flush()).and_then(|()| to.get_mut().sync());
    written.map_err(|error| write_error(path, &error))?;
    drop(to);
    publication.publish(None).map(drop)
}

/// Refuses outputs that are one file with something that is read, or with each other. Nothing is opened.
///
/// # Errors
/// Names the output, and what it would replace.
pub fn refuse_inputs(outputs: &[PathBuf], read: &[PathBuf]) -> Result<(), Error> {
    let read: Vec<Identity> = read.iter().map(|path| Identity::of(path)).collect();
    refuse(outputs, &read)
}

/// The same, for inputs that are known already.
pub(crate) fn refuse(outputs: &[PathBuf], read: &[Identity]) -> Result<(), Error> {
    let all: Vec<Identity> = outputs.iter().map(|path| Identity::of(path)).collect();
    for (n, (path, output)) in outputs.iter().zip(&all).enumerate() {
        let shown = || path.display().to_string();
        if read.iter().any(|read| read.is(output)) {
            return Err(Error::OutputIsInput { path: shown() });
        }
        if all.iter().take(n).any(|other| other.is(output)) {
            return Err(Error::OutputTwice { path: shown() });
        }
    }
    Ok(())
}

/// Files on their way to their names.
pub(crate) struct Publication {
    disk: Arc<dyn Disk>,
    /// A folder that was not there: where it is made, and its name.
    new: Option<(PathBuf, PathBuf)>,
    aside: Vec<Aside>,
    /// What stood under the names, until all is well.
    before: Vec<PathBuf>,
    locks: Vec<Lock>,
}

/// A file that is written under a hidden name.
struct Aside {
    hidden: PathBuf,
    name: PathBuf,
}

/// How a step is taken back.
enum Undo {
    Restore { hidden: PathBuf, name: PathBuf },
    Remove(PathBuf),
    Rename { from: PathBuf, to: PathBuf },
}

impl Publication {
    /// Locks what will be written, and makes the folder of results beside its place if it is not there.
    pub(crate) fn begin(
        disk: Arc<dyn Disk>,
        folder: Option<&Path>,
        files: &[PathBuf],
    ) -> Result<Publication, Error> {
        let mut publication =
            Publication { disk, new: None, aside: Vec::new(), before: Vec::new(), locks: Vec::new() };
        for file in files {
            refuse_odd(file)?;
        }
        let made = folder.filter(|folder| !folder.exists());
        if let Some(folder) = made {
            let parent = folder_of(folder);
            fs::create_dir_all(&parent).map_err(|error| write_error(folder, &error))?;
            publication.lock(folder, folder)?;
            let aside = publication.disk.create_folder(&Hidden::of(folder));
            let aside = aside.map_err(|error| write_error(folder, &error))?;
            publication.new = Some((aside, folder.to_owned()));
        } else if let Some(folder) = folder {
            publication.lock(&folder.join("results"), folder)?;
        }
        for file in files {
            if folder.is_some_and(|folder| file.parent() == Some(folder)) {
                if made.is_none() {
                    publication.clear_away(file);
                }
            } else {
                publication.lock(file, file)?;
            }
        }
        Ok(publication)
    }

    /// Keeps other writers out, and clears away what a killed one left.
    fn lock(&mut self, path: &Path, shown: &Path) -> Result<(), Error> {
        self.locks.push(Lock::take(path, shown)?);
        self.clear_away(path);
        Ok(())
    }

    /// Only whoever holds the lock may do so: what has these names is nobody's any more.
    fn clear_away(&self, path: &Path) {
        let hidden = Hidden::of(path);
        let Ok(entries) = fs::read_dir(&hidden.folder) else { return };
        for entry in entries.flatten().filter(|entry| hidden.is(&entry.file_name())) {
            // What cannot be taken away is in nobody's way: names are fresh.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => fs::remove_dir_all(entry.path()).unwrap_or_default(),
                _ => fs::remove_file(entry.path()).unwrap_or_default(),
            }
        }
    }

    /// A new file that will get this name.
    pub(crate) fn create(&mut self, name: &Path) -> Result<Box<dyn DiskFile>, Error> {
        let mut hidden = Hidden::of(name);
        if let Some((aside, _)) = self.new.as_ref().filter(|(_, folder)| name.parent() == Some(folder)) {
            hidden.folder.clone_from(aside);
        }
        let (file, hidden) = self.disk.create(&hidden).map_err(|error| write_error(name, &error))?;
        self.aside.push(Aside { hidden, name: name.to_owned() });
        Ok(file)
    }

    /// A new file with these bytes.
    pub(crate) fn write(&mut self, name: &Path, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self.create(name)?;
        file.write_all(bytes).and_then(|()| file.sync()).map_err(|error| write_error(name, &error))
    }

    /// A file gets another name than was thought.
    pub(crate) fn call(&mut self, name: &Path, other: &Path) -> Result<(), Error> {
        if name == other {
            return Ok(());
        }
        refuse_odd(other)?;
        let in_folder = |folder: &Path| name.parent() == Some(folder);
        if !self.new.as_ref().is_some_and(|(_, folder)| in_folder(folder)) {
            self.lock(other, other)?;
        }
        for aside in self.aside.iter_mut().filter(|aside| aside.name == name) {
            other.clone_into(&mut aside.name);
        }
        Ok(())
    }

    /// Gives all files their names, in the order in which they were created, after taking away what those of an earlier run
    /// would say of these (`gone`): the manifest is the last one, and never stands beside results of another run.
    pub(crate) fn publish(mut self, gone: impl IntoIterator<Item = PathBuf>) -> Result<Vec<PathBuf>, Error> {
        let mut done = Vec::new();
        let published = self.swap(gone.into_iter().collect(), &mut done);
        if let Err(error) = published {
            return Err(self.take_back(done, error));
        }
        self.before = done
            .into_iter()
            .filter_map(|undo| match undo {
                Undo::Restore { hidden, .. } => Some(hidden),
                Undo::Remove(_) | Undo::Rename { .. } => None,
            })
            .collect();
        self.new = None;
        self.forget();
        Ok(std::mem::take(&mut self.aside).into_iter().map(|aside| aside.name).collect())
    }

    fn swap(&mut self, gone: Vec<PathBuf>, done: &mut Vec<Undo>) -> Result<(), Error> {
        for path in gone.into_iter().filter(|path| path.symlink_metadata().is_ok()) {
            self.put_aside(&path, done)?;
        }
        for aside in &self.aside {
            let place = self.place(&aside.name);
            let failed = |error: std::io::Error| write_error(&aside.name, &error);
            if place.symlink_metadata().is_ok() {
                self.keep(&place, done)?;
            } else {
                done.push(Undo::Remove(place.clone()));
            }
            self.disk.rename(&aside.hidden, &place).map_err(failed)?;
        }
        let folders: std::collections::BTreeSet<PathBuf> =
            self.aside.iter().map(|aside| folder_of(&self.place(&aside.name))).collect();
        for folder in folders {
            self.disk.sync_folder(&folder).map_err(|error| write_error(&folder, &error))?;
        }
        if let Some((aside, folder)) = &self.new {
            self.disk.rename(aside, folder).map_err(|error| write_error(folder, &error))?;
            done.push(Undo::Rename { from: folder.clone(), to: aside.clone() });
            self.disk.sync_folder(&folder_of(folder)).map_err(|error| write_error(folder, &error))?;
        }
        Ok(())
    }

    /// Where a name is, as long as its folder has not got its own.
    fn place(&self, name: &Path) -> PathBuf {
        match (&self.new, name.file_name()) {
            (Some((aside, folder)), Some(file)) if name.parent() == Some(folder) => aside.join(file),
            _ => name.to_owned(),
        }
    }

    /// Keeps what has a name under a second one, so that the name is never without a whole file.
    fn keep(&self, name: &Path, done: &mut Vec<Undo>) -> Result<(), Error> {
        match self.disk.link(name, &Hidden::of(name)) {
            Ok(hidden) => {
                done.push(Undo::Restore { hidden, name: name.to_owned() });
                Ok(())
            }
            // A file system without links.
            Err(_) => self.put_aside(name, done),
        }
    }

    fn put_aside(&self, name: &Path, done: &mut Vec<Undo>) -> Result<(), Error> {
        let failed = |error: std::io::Error| write_error(name, &error);
        let (_, hidden) = self.disk.create(&Hidden::of(name)).map_err(failed)?;
        let moved = self.disk.rename(name, &hidden);
        if moved.is_err() {
            self.disk.remove(&hidden).unwrap_or_default();
        }
        moved.map_err(failed)?;
        done.push(Undo::Restore { hidden, name: name.to_owned() });
        Ok(())
    }

    /// Puts back what stood there before.
    fn take_back(&mut self, done: Vec<Undo>, error: Error) -> Error {
        let mut lost = Vec::new();
        for undo in done.into_iter().rev() {
            match undo {
                Undo::Remove(name) => self.disk.remove(&name).unwrap_or_default(),
                Undo::Rename { from, to } => self.disk.rename(&from, &to).unwrap_or_default(),
                Undo::Restore { hidden, name } => match self.disk.rename(&hidden, &name) {
                    // Two names of one file stay two when one is given the other.
                    Ok(()) => self.before.push(hidden),
                    Err(_) => lost.push(format!("{} is kept as {}", name.display(), hidden.display())),
                },
            }
        }
        self.forget();
        match error {
            Error::Write { path, reason } if !lost.is_empty() => Error::Write {
                path,
                reason: format!(
                    "{reason}; what stood there before could not be put back: {}",
                    lost.join(", ")
                ),
            },
            error => error,
        }
    }

    /// Takes away what is kept of an earlier run; what cannot be is tried once more at the end.
    fn forget(&mut self) {
        let disk = Arc::clone(&self.disk);
        self.before.retain(|hidden| hidden.symlink_metadata().is_ok() && disk.remove(hidden).is_err());
    }
}

impl Drop for Publication {
    /// Nothing is left of what has no name yet.
    fn drop(&mut self) {
        self.forget();
        for aside in &self.aside {
            if aside.hidden.symlink_metadata().is_ok() {
                self.disk.remove(&aside.hidden).unwrap_or_default();
            }
        }
        if let Some((aside, _)) = &self.new {
            self.disk.remove_folder(aside).unwrap_or_default();
        }
    }
}

/// Devices and pipes cannot be replaced by a file, nor can folders.
pub(crate) fn refuse_odd(path: &Path) -> Result<(), Error> {
    match path.metadata() {
        Ok(meta) if !meta.is_file() => Err(Error::OutputKind { path: path.display().to_string() }),
        _ => Ok(()),
    }
}
