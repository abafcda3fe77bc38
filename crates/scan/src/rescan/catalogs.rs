//! Catalogs that changed: scanned again, and held beside what was kept of them, listing by listing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;

use nameplate::Screener;

use super::change::{Of, Rescanned};
use super::entry::id;
use super::error::StateError;
use super::recording::Recording;
use super::rows::Stored;
use super::state::{Part, State, names};

/// Listings of a catalog by what they are known by: the id, where no other has it; else all that they say.
type Known = BTreeMap<(String, u32), Stored>;

impl State {
    /// Begins to write catalogs that changed, or are new. The state stays as it is until they are [taken](State::take_catalogs).
    pub fn recording<'s>(&self, screener: &'s Screener<'s>) -> Recording<'s> {
        Recording::within(&self.folder, screener, self.names.number + 1)
    }

    /// Whether there is a catalog of that name.
    pub fn has(&self, file: &str) -> bool {
        self.names.parts.iter().any(|part| part.file == file)
    }

    /// Takes catalogs that were scanned anew in the place of those of the same names, behind the others where there was none, and leaves
    /// out those that are gone.
    ///
    /// # Errors
    /// What cannot be read or written; the state is then as it was.
    pub fn take_catalogs(
        &mut self,
        recording: Recording<'_>,
        gone: &[String],
        hashes: &dyn Fn(&str) -> String,
    ) -> Result<Rescanned, StateError> {
        let fresh = recording.parts(hashes)?;
        let mut done = Rescanned::default();
        let mut parts: Vec<Part> = Vec::new();
        let is_gone = |part: &&Part| gone.contains(&part.file);
        for part in self.names.parts.iter().filter(is_gone) {
            self.compare((Some(part), None), &mut done)?;
        }
        for part in self.names.parts.iter().filter(|part| !is_gone(part)) {
            match fresh.iter().find(|one| one.file == part.file) {
                Some(one) => {
                    self.compare((Some(part), Some(one)), &mut done)?;
                    parts.push(one.clone());
                }
                None => parts.push(part.clone()),
            }
        }
        for one in fresh {
            if !self.has(&one.file) {
                self.compare((None, Some(&one)), &mut done)?;
                parts.push(one);
            }
        }
        let made = names(self.names.number + 1, self.names.asked.clone(), parts);
        let register = self.names.register_file.clone();
        self.take(made.with_register(&register), &done.changes)?;
        (done.rows, done.bytes) = (self.rows(), self.bytes());
        done.read = self.read.swap(0, Ordering::Relaxed);
        Ok(done)
    }

    /// Which findings are not as they were, between what was kept of a catalog and what is kept now.
    fn compare(
        &self,
        (before, now): (Option<&Part>, Option<&Part>),
        done: &mut Rescanned,
    ) -> Result<(), StateError> {
        let (mut was, is) = (self.known(before)?, self.known(now)?);
        let file = now.or(before).map_or("", |part| part.file.as_str());
        done.judged += is.len() as u64;
        for (known_by, one) in &is {
            let before = was.remove(known_by);
            let cause = match &before {
                None => "the listing is new",
                Some(before) if before.listing == one.listing => continue,
                Some(_) => "the listing says something else",
            };
            let old = before.as_ref().map(|before| before.findings.as_slice()).unwrap_or_default();
            let noted = done.note(of(file, one, cause), (old, &one.findings))?;
            let otherwise = before.is_some_and(|before| before.result != one.result);
            done.told_otherwise += u64::from(otherwise && !noted);
        }
        for one in was.values() {
            done.note(of(file, one, "the listing is gone"), (&one.findings, &[]))?;
        }
        Ok(())
    }

    fn known(&self, part: Option<&Part>) -> Result<Known, StateError> {
        let Some(part) = part else { return Ok(Known::new()) };
        let mut all: Vec<(String, Stored)> = Vec::new();
        let mut times: BTreeMap<String, u32> = BTreeMap::new();
        let damaged = |error: serde_json::Error| StateError::damaged(Path::new(&part.file), error);
        self.each_row(part, &mut |one| {
            let id = id(&one.listing).map_err(damaged)?;
            *times.entry(id.clone()).or_default() += 1;
            all.push((id, one));
            Ok(())
        })?;
        let (mut known, mut alike) = (Known::new(), BTreeMap::<String, u32>::new());
        for (id, one) in all {
            let is_its_own = !id.is_empty() && times.get(&id) == Some(&1);
            let known_by = if is_its_own { format!("id {id}") } else { one.listing.clone() };
            // Several that say the same are told apart by their number.
            let number = alike.entry(known_by.clone()).or_default();
            *number += 1;
            known.insert((known_by, *number), one);
        }
        Ok(known)
    }
}

fn of<'o>(file: &'o str, one: &'o Stored, cause: &'o str) -> Of<'o> {
    Of { file, row: one.row, listing: &one.listing, cause }
}
