//! A state brought to a newer register and a later day: what changed says which rows are judged anew.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use nameplate::rescan::Changed;
use nameplate::{RestsMemo, Screener};

use super::change::{Of, Rescanned};
use super::entry::{Entry, read};
use super::error::StateError;
use super::rows::Stored;
use super::state::{Asked, Layer, Names, Part, State, keep_register, names, register_name};
use super::touched::{Touched, touched};
use super::{keys, rows};

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
        self.take(names, &done.changes)?;
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
        let newer = newer.into_iter().filter(|(at, _)| touched.contains_key(at));
        let mut asking: BTreeMap<u32, Stored> = newer.map(|(at, (_, one))| (at, one)).collect();
        let first: Vec<u32> = touched.keys().filter(|at| !asking.contains_key(at)).copied().collect();
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
                    compare(&part.file, (&before, &entry, &cause), done)?;
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

/// Notes what is said otherwise of a row.
fn compare(
    file: &str,
    (before, now, cause): (&Stored, &Entry, &str),
    done: &mut Rescanned,
) -> Result<(), StateError> {
    if before.result == now.result && before.findings == now.findings {
        return Ok(());
    }
    let of = Of { file, row: before.row, listing: &before.listing, cause };
    let noted = done.note(of, (&before.findings, &now.findings))?;
    done.told_otherwise += u64::from(!noted);
    Ok(())
}
