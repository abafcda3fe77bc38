//! Keeping answers current at the cost of what changed. A scan leaves a [`State`]: its rows, and under which keys which of them are found
//! ([`keys`]). When register or day change, [`nameplate::rescan::Changed`] says what that touches; the rows found under it are judged
//! anew, and nothing else is read.

mod counted;
mod entry;
mod keys;
mod recording;
mod catalogs;
mod rows;
mod state;
mod touched;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use nameplate::rescan::Changed;
use nameplate::{RestsMemo, Screener};
use serde::Serialize;

pub use entry::Finding;
use entry::{Entry, id, read};
pub use recording::{Judged, Recorded, Recording};
use rows::Stored;
pub use state::{Asked, How, State};
use state::{Layer, Names, Part, keep_register, names, register_name};
use touched::{Touched, touched};

/// Why a state cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// There is none.
    #[error("{}: there is no state of a scan", .0.display())]
    Missing(PathBuf),
    /// Another process holds it.
    #[error("{}: another process works on this state", .0.display())]
    Busy(PathBuf),
    /// It is of another version of the program.
    #[error("{}: this state was left by another version", .0.display())]
    Version(PathBuf),
    /// Two catalogs have one name.
    #[error("{0}: given twice; a state tells catalogs apart by their names")]
    Twice(String),
    /// More rows than a part can have.
    #[error("{0}: more than four thousand million rows; split the catalog")]
    TooMany(String),
    /// It was told to stop; the state is as it was.
    #[error("stopped; the state is as it was")]
    Stopped,
    /// The system refused.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        cause: std::io::Error,
    },
    /// A file is not what it was.
    #[error("{}: damaged: {cause}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
}

impl StateError {
    fn damaged(path: &Path, cause: impl std::fmt::Display) -> Self {
        StateError::Damaged { path: path.to_owned(), cause: cause.to_string() }
    }
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Became {
    /// It was not there before.
    New,
    /// Something else is said of the same.
    Changed,
    /// It is there no more.
    Gone,
}

/// A finding that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingChange {
    /// The catalog.
    pub file: String,
    /// Its row, from 0 without the names of columns.
    pub row: u64,
    /// The id of the listing, if it has one.
    pub id: String,
    /// What became of the finding.
    pub became: Became,
    /// The finding as it is now; where it is gone, as it was.
    #[serde(flatten)]
    pub finding: Finding,
    /// The case before, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Why the listing was judged anew.
    pub cause: String,
}

/// What a rescan did.
#[derive(Clone, Debug, Default)]
pub struct Rescanned {
    /// Rows of the state.
    pub rows: u64,
    /// Rows that were judged anew.
    pub judged: u64,
    /// Why all of them were.
    pub everything: Option<String>,
    /// Findings that are not as they were, in the order of rows.
    pub changes: Vec<FindingChange>,
    /// Rows of which something else is said (maker, mentions, defects), and no finding changed.
    pub told_otherwise: u64,
    /// Bytes that were read of the state.
    pub read: u64,
    /// Bytes that the state has.
    pub bytes: u64,
}

impl Rescanned {
    /// Adds what was done after it.
    pub fn add(&mut self, next: Rescanned) {
        (self.rows, self.bytes) = (next.rows, next.bytes);
        self.judged += next.judged;
        self.told_otherwise += next.told_otherwise;
        self.read += next.read;
        self.changes.extend(next.changes);
    }
}

/// The state after rows were judged anew in so many layers, or in so many of its rows, is written as one layer again.
const MOST_LAYERS: usize = 24;
const MOST_SHARE: u64 = 4;

/// Rows that are judged at a time.
const CHUNK: usize = 8_192;

impl State {
    /// Brings the state to a newer register and a later day. `register`: its bytes, to be kept.
    ///
    /// # Errors
    /// What cannot be read or written; the state is then as it was.
    pub fn rescan(
        &mut self,
        (old, new): (&Screener<'_>, &Screener<'_>),
        (asked, register): (Asked, &[u8]),
        stop: &AtomicBool,
    ) -> Result<Rescanned, StateError> {
        let changed = if self.names.asked.program == asked.program {
            Changed::between(old, new)
        } else {
            Changed::everything(format!("the program is another version ({})", asked.program))
        };
        let mut done =
            Rescanned { rows: self.rows(), everything: changed.everything.clone(), ..Rescanned::default() };
        let number = self.names.number + 1;
        let mut parts = self.names.parts.clone();
        for (n, part) in parts.iter_mut().enumerate() {
            let pass = Pass { state: self, new, stop, name: format!("{n:04}.{number}") };
            pass.part(part, &changed, &mut done)?;
        }
        done.read = self.read.swap(0, Ordering::Relaxed);
        let names = self.names_for(number, asked, (parts, register))?;
        self.take(names)?;
        done.bytes = self.bytes();
        Ok(done)
    }

    fn names_for(
        &self,
        number: u64,
        asked: Asked,
        (parts, register): (Vec<Part>, &[u8]),
    ) -> Result<Names, StateError> {
        let same = asked.register_hash == self.names.asked.register_hash;
        let made = names(number, asked, parts);
        if same {
            return Ok(made.with_register(&self.names.register_file));
        }
        keep_register(&self.folder, &register_name(number), register)?;
        Ok(made)
    }
}

/// One part brought up to date.
struct Pass<'p> {
    state: &'p State,
    new: &'p Screener<'p>,
    stop: &'p AtomicBool,
    name: String,
}

/// A row beside the cause for which it is judged anew; without one it is only written again.
type Asking = (Stored, Option<String>);

impl Pass<'_> {
    fn part(&self, part: &mut Part, changed: &Changed, done: &mut Rescanned) -> Result<(), StateError> {
        if changed.is_nothing() {
            return Ok(());
        }
        let newer = self.state.newer(part)?;
        let touched = match changed.everything {
            Some(_) => Touched::new(),
            None => touched(self.state, (part, &newer), changed)?,
        };
        if changed.everything.is_none() && touched.is_empty() {
            return Ok(());
        }
        let judged_before: u64 = part.layers.iter().skip(1).map(|layer| layer.rows).sum();
        let long = part.layers.len() > MOST_LAYERS
            || (judged_before + touched.len() as u64) * MOST_SHARE > part.rows.max(1);
        let layer = if changed.everything.is_some() || long {
            let layer = self.all(part, (changed, &touched), done)?;
            part.layers.clear();
            layer
        } else {
            self.some(part, (touched, newer), done)?
        };
        part.layers.push(layer);
        Ok(())
    }

    /// Judges the rows that are touched into a layer of their own.
    fn some(
        &self,
        part: &Part,
        (touched, newer): (Touched, BTreeMap<u32, (usize, Stored)>),
        done: &mut Rescanned,
    ) -> Result<Layer, StateError> {
        let mut writing = Writing::create(self)?;
        let (mut asking, first): (BTreeMap<u32, Stored>, Vec<u32>) = (
            newer
                .into_iter()
                .filter(|(at, _)| touched.contains_key(at))
                .map(|(at, (_, one))| (at, one))
                .collect(),
            Vec::new(),
        );
        let mut first = first;
        first.extend(touched.keys().filter(|at| !asking.contains_key(at)));
        if let Some(layer) = part.layers.first() {
            let path = Layer::rows_at(&self.state.folder, &layer.name);
            rows::read(&path, Some(&first), &self.state.read, &mut |one| {
                asking.insert(one.at, one);
                Ok(())
            })?;
        }
        let mut chunk: Vec<Asking> = Vec::new();
        for (at, one) in asking {
            chunk.push((one, touched.get(&at).cloned()));
            if chunk.len() == CHUNK {
                self.judge(part, &mut chunk, (&mut writing, done))?;
            }
        }
        self.judge(part, &mut chunk, (&mut writing, done))?;
        writing.finish()
    }

    /// Writes all rows anew; those without a cause keep their answer.
    fn all(
        &self,
        part: &Part,
        (changed, touched): (&Changed, &Touched),
        done: &mut Rescanned,
    ) -> Result<Layer, StateError> {
        let mut writing = Writing::create(self)?;
        let mut chunk: Vec<Asking> = Vec::new();
        self.state.each_row(part, &mut |one| {
            let cause = changed.everything.clone().or_else(|| touched.get(&one.at).cloned());
            chunk.push((one, cause));
            if chunk.len() == CHUNK { self.judge(part, &mut chunk, (&mut writing, done)) } else { Ok(()) }
        })?;
        self.judge(part, &mut chunk, (&mut writing, done))?;
        writing.finish()
    }

    /// Judges a chunk on all cores and writes it in order.
    fn judge(
        &self,
        part: &Part,
        chunk: &mut Vec<Asking>,
        (writing, done): (&mut Writing, &mut Rescanned),
    ) -> Result<(), StateError> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(StateError::Stopped);
        }
        let asked = std::mem::take(chunk);
        let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = asked.len().div_ceil(threads).max(1);
        let answers: Vec<Result<Vec<Entry>, StateError>> = thread::scope(|scope| {
            let work = |share: &[Asking]| self.answers(&part.file, share);
            let handles: Vec<_> = asked.chunks(share).map(|share| scope.spawn(move || work(share))).collect();
            let broken = || Err(StateError::damaged(Path::new(&part.file), "a thread that judged failed"));
            handles.into_iter().map(|handle| handle.join().unwrap_or_else(|_| broken())).collect()
        });
        let mut asked = asked.into_iter();
        for answers in answers {
            for (entry, (before, cause)) in answers?.into_iter().zip(&mut asked) {
                writing.add(before.at, &entry)?;
                if let Some(cause) = cause {
                    done.judged += 1;
                    compare(&part.file, (&before, &entry, cause), done)?;
                }
            }
        }
        Ok(())
    }

    fn answers(&self, file: &str, share: &[Asking]) -> Result<Vec<Entry>, StateError> {
        let (mut memo, mut near) = (self.new.memo(), RestsMemo::default());
        let damaged = |error: serde_json::Error| StateError::damaged(Path::new(file), error);
        let mut all = Vec::with_capacity(share.len());
        for (before, cause) in share {
            let kept = || Entry {
                row: before.row,
                listing: before.listing.clone(),
                result: before.result.clone(),
                findings: before.findings.clone(),
                keys: Vec::new(),
            };
            let Some(listing) = read(&before.listing, (file, before.row)).map_err(damaged)? else {
                all.push(kept());
                continue;
            };
            let rests = self.new.rests((&mut memo, &mut near), &listing);
            let entry = if cause.is_some() {
                let result = self.new.screen_with(&mut memo, &listing);
                Entry::of(&listing, &result, Some(rests)).map_err(damaged)?
            } else {
                kept().found_by(rests)
            };
            all.push(entry);
        }
        Ok(all)
    }
}

/// A layer that is written.
struct Writing {
    rows: rows::Writer,
    keys: keys::Writer,
    name: String,
}

impl Writing {
    fn create(pass: &Pass<'_>) -> Result<Self, StateError> {
        let folder = &pass.state.folder;
        Ok(Writing {
            rows: rows::Writer::create(&Layer::rows_at(folder, &pass.name))?,
            keys: keys::Writer::create(&Layer::keys_at(folder, &pass.name)),
            name: pass.name.clone(),
        })
    }

    fn add(&mut self, at: u32, entry: &Entry) -> Result<(), StateError> {
        self.rows.add(at, entry)?;
        self.keys.add(at, &entry.keys)
    }

    fn finish(self) -> Result<Layer, StateError> {
        let rows = self.rows.finish()?;
        Ok(Layer { name: self.name, rows, segments: self.keys.finish()? })
    }
}

/// Which findings of a row are not as they were.
fn compare(
    file: &str,
    (before, now, cause): (&Stored, &Entry, String),
    done: &mut Rescanned,
) -> Result<(), StateError> {
    if before.result == now.result && before.findings == now.findings {
        return Ok(());
    }
    let id = id(&now.listing).map_err(|error| StateError::damaged(Path::new(file), error))?;
    let changes = done.changes.len();
    differences(&before.findings, &now.findings, &mut |became, finding, before_it| {
        done.changes.push(FindingChange {
            file: file.to_owned(),
            row: before.row,
            id: id.clone(),
            became,
            finding: finding.clone(),
            before: before_it,
            cause: cause.clone(),
        });
        Ok(())
    })?;
    done.told_otherwise += u64::from(done.changes.len() == changes);
    Ok(())
}

/// A finding that is not as it was: what became of it, the finding, and the case before.
type Differs<'d> = dyn FnMut(Became, &Finding, Option<String>) -> Result<(), StateError> + 'd;

/// Which of some findings are not as they were, by what their cases are about.
fn differences(before: &[Finding], now: &[Finding], each: &mut Differs<'_>) -> Result<(), StateError> {
    let by_key = |all: &[Finding]| -> BTreeMap<String, Finding> {
        all.iter().map(|one| (one.case_key.clone(), one.clone())).collect()
    };
    let (was, is) = (by_key(before), by_key(now));
    let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for key in keys {
        match (was.get(key), is.get(key)) {
            (Some(was), Some(is)) if was != is => each(Became::Changed, is, Some(was.case.clone()))?,
            (None, Some(is)) => each(Became::New, is, None)?,
            (Some(was), None) => each(Became::Gone, was, Some(was.case.clone()))?,
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    Ok(())
}
