//! Catalogs that changed: scanned again, and held beside what was kept of them, listing by listing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;

use nameplate::Screener;

use super::change::{Became, FindingChange, Rescanned, differences};
use super::entry::{Finding, id};
use super::error::StateError;
use super::recording::Recording;
use super::rows::Stored;
use super::state::{Part, State, names};

/// Listings of a catalog by what they are known by: the id, where no other has it; else all that they say.
type Known = BTreeMap<String, Stored>;

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
        self.take(made.with_register(&register))?;
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
            let old = before.map(|before| before.findings).unwrap_or_default();
            differences(&old, &one.findings, &mut |became, finding, before| {
                done.changes.push(change(file, one, (became, finding, before), cause)?);
                Ok(())
            })?;
        }
        for one in was.values() {
            for finding in &one.findings {
                let told = (Became::Gone, finding, Some(finding.case.clone()));
                done.changes.push(change(file, one, told, "the listing is gone")?);
            }
        }
        Ok(())
    }

    fn known(&self, part: Option<&Part>) -> Result<Known, StateError> {
        let Some(part) = part else { return Ok(Known::new()) };
        let mut all: Vec<Stored> = Vec::new();
        let mut times: BTreeMap<String, u32> = BTreeMap::new();
        let damaged = |error: serde_json::Error| StateError::damaged(Path::new(&part.file), error);
        self.each_row(part, &mut |one| {
            *times.entry(id(&one.listing).map_err(damaged)?).or_default() += 1;
            all.push(one);
            Ok(())
        })?;
        let mut known = Known::new();
        for one in all {
            let id = id(&one.listing).map_err(damaged)?;
            let is_its_own = !id.is_empty() && times.get(&id) == Some(&1);
            known.insert(if is_its_own { format!("id {id}") } else { one.listing.clone() }, one);
        }
        Ok(known)
    }
}

fn change(
    file: &str,
    one: &Stored,
    (became, finding, before): (Became, &Finding, Option<String>),
    cause: &str,
) -> Result<FindingChange, StateError> {
    Ok(FindingChange {
        file: file.to_owned(),
        row: one.row,
        id: id(&one.listing).map_err(|error| StateError::damaged(Path::new(file), error))?,
        became,
        finding: finding.clone(),
        before,
        cause: cause.to_owned(),
    })
}
