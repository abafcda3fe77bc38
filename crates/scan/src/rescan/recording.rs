//! Writes a state while a scan goes on: what is judged is kept with its keys, catalog by catalog, in the order of their rows.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use nameplate::finding::ListingResult;
use nameplate::{Listing, Memo, RestsMemo, Screener};

use super::entry::Entry;
use super::error::StateError;
use super::state::{Asked, Layer, Part, keep_register, lock, names, next_number, register_name, write_names};
use super::{keys, rows};
use crate::kernel::CatalogLine;
use crate::run::{PagesOf, Progress, Watch};
use tables::columns::Recognised;

/// A state in the making.
pub struct Recording<'s> {
    screener: &'s Screener<'s>,
    folder: PathBuf,
    number: u64,
    writing: Mutex<Writing>,
    memos: Mutex<Vec<(Memo, RestsMemo)>>,
    _lock: Option<fs::File>,
}

#[derive(Default)]
struct Writing {
    parts: Vec<Part>,
    open: Option<Open>,
    failed: Option<StateError>,
}

/// The catalog that is written.
struct Open {
    file: String,
    name: String,
    rows: rows::Writer,
    keys: keys::Writer,
    next: u32,
}

/// A row that was judged, on its way into the state.
pub struct Judged {
    file: String,
    entry: Result<Entry, String>,
}

impl<'s> Recording<'s> {
    /// Begins: the folder is made, and an older state in it stays until this one is whole.
    ///
    /// # Errors
    /// The folder cannot be used, or another process holds it.
    pub fn begin(folder: &Path, screener: &'s Screener<'s>) -> Result<Self, StateError> {
        fs::create_dir_all(folder).map_err(|cause| StateError::Io { path: folder.to_owned(), cause })?;
        let held = lock(folder)?;
        Ok(Recording {
            screener,
            folder: folder.to_owned(),
            number: next_number(folder),
            writing: Mutex::default(),
            memos: Mutex::default(),
            _lock: Some(held),
        })
    }

    /// The same in a folder that is held already.
    pub(super) fn within(folder: &Path, screener: &'s Screener<'s>, number: u64) -> Self {
        Recording {
            screener,
            folder: folder.to_owned(),
            number,
            writing: Mutex::default(),
            memos: Mutex::default(),
            _lock: None,
        }
    }

    /// What is kept of a result; on the thread that judged it.
    pub fn look(&self, result: &ListingResult<'_>, listing: &Listing<'_>) -> Judged {
        let waiting = || self.memos.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut memo, mut near) =
            waiting().pop().unwrap_or_else(|| (self.screener.memo(), RestsMemo::default()));
        let rests = self.screener.rests((&mut memo, &mut near), listing);
        waiting().push((memo, near));
        let entry = Entry::of(listing, result, Some(rests)).map_err(|error| error.to_string());
        Judged { file: listing.file.to_string(), entry }
    }

    /// Keeps a row; rows come in the order of the input. What fails is told at the end.
    pub fn keep(&self, judged: Judged) {
        let mut writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if writing.failed.is_none()
            && let Err(error) = writing.add(&self.folder, self.number, judged)
        {
            writing.failed = Some(error);
        }
    }

    /// Ends: the state has its name when all of it is on disk. `hashes`: the SHA-256 of each catalog, by name.
    ///
    /// # Errors
    /// What could not be written; the state that was there before stays.
    pub fn finish(
        self,
        asked: Asked,
        register: &[u8],
        hashes: &dyn Fn(&str) -> String,
    ) -> Result<u64, StateError> {
        let (folder, number) = (self.folder.clone(), self.number);
        let (parts, _lock) = self.ended(hashes)?;
        keep_register(&folder, &register_name(number), register)?;
        let rows = parts.iter().map(|part| part.rows).sum();
        write_names(&folder, &names(number, asked, parts))?;
        Ok(rows)
    }
}

impl Recording<'_> {
    /// The catalogs that were written.
    pub(super) fn parts(self, hashes: &dyn Fn(&str) -> String) -> Result<Vec<Part>, StateError> {
        self.ended(hashes).map(|(parts, _)| parts)
    }

    /// The same, with what holds the folder.
    fn ended(self, hashes: &dyn Fn(&str) -> String) -> Result<(Vec<Part>, Option<fs::File>), StateError> {
        let Recording { writing, _lock, .. } = self;
        let mut writing = writing.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = writing.failed {
            return Err(error);
        }
        writing.close()?;
        let mut parts = writing.parts;
        parts.iter_mut().for_each(|part| part.sha256 = hashes(&part.file));
        Ok((parts, _lock))
    }
}

impl Writing {
    fn add(&mut self, folder: &Path, number: u64, judged: Judged) -> Result<(), StateError> {
        let Judged { file, entry } = judged;
        let entry = entry.map_err(|error| StateError::damaged(Path::new(&file), error))?;
        if self.open.as_ref().is_none_or(|open| open.file != file) {
            self.close()?;
            if self.parts.iter().any(|part| part.file == file) {
                return Err(StateError::Twice(file));
            }
            let name = format!("{:04}.{number}", self.parts.len());
            self.open = Some(Open {
                rows: rows::Writer::create(&Layer::rows_at(folder, &name))?,
                keys: keys::Writer::create(&Layer::keys_at(folder, &name)),
                file,
                name,
                next: 0,
            });
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        open.rows.add(open.next, &entry)?;
        open.keys.add(open.next, &entry.keys)?;
        open.next = open.next.checked_add(1).ok_or_else(|| StateError::TooMany(open.file.clone()))?;
        Ok(())
    }

    fn close(&mut self) -> Result<(), StateError> {
        let Some(Open { file, name, rows, keys, .. }) = self.open.take() else { return Ok(()) };
        let rows = rows.finish()?;
        let layer = Layer { name, rows, segments: keys.finish()? };
        self.parts.push(Part { file, sha256: String::new(), rows, layers: vec![layer] });
        Ok(())
    }
}

/// A run that is watched, and recorded on the side.
pub struct Recorded<'r, W> {
    /// Who looks on.
    pub watch: &'r W,
    /// What is recorded.
    pub recording: &'r Recording<'r>,
}

impl<W: Watch> Watch for Recorded<'_, W> {
    type Seen = (Option<W::Seen>, Option<Judged>);

    fn look(&self, result: &ListingResult<'_>) -> Option<Self::Seen> {
        Some((self.watch.look(result), None))
    }

    fn look_at(&self, result: &ListingResult<'_>, line: &CatalogLine<'_>) -> Option<Self::Seen> {
        Some((self.watch.look_at(result, line), Some(self.recording.look(result, line.listing))))
    }

    fn show(&self, (seen, judged): Self::Seen) {
        seen.into_iter().for_each(|seen| self.watch.show(seen));
        judged.into_iter().for_each(|judged| self.recording.keep(judged));
    }

    fn passed(&self, listing: &Listing<'_>) {
        self.watch.passed(listing);
    }

    fn opened(&self, recognised: &Recognised) {
        self.watch.opened(recognised);
    }

    fn progress(&self, progress: Progress) {
        self.watch.progress(progress);
    }

    fn pages(&self, of: &PagesOf<'_>) -> Vec<String> {
        self.watch.pages(of)
    }
}
