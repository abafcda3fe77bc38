//! The ordered end of the pipeline: takes encoded batches one after the other, and publishes the file with the pages that go
//! with it and the manifest, which names them all with their digests.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nameplate::report::{Manifest, Written};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::encode::Encoded;
use super::folder;
use super::plan::{Layout, Pages, Plan};
use super::rows::RowFile;
use crate::error::Error;
use crate::publish::incomplete;
use crate::publish::{Disk, Publication, write_error};
use crate::source::hex;

/// What a run is to write.
pub(crate) struct Wanted<'w> {
    pub(crate) plan: Option<&'w Plan>,
    pub(crate) pages: &'w Pages,
}

/// What a run writes.
pub(crate) struct Sink {
    rows: Option<(Plan, RowFile)>,
    pages: Vec<PathBuf>,
    /// Of an earlier run in the same folder, and not written again.
    stale: Vec<PathBuf>,
    publication: Publication,
}

impl Sink {
    /// Locks what will be written and opens the file of results; nothing where nothing is wanted.
    pub(crate) fn create(
        wanted: &Wanted<'_>,
        layout: &Layout,
        disk: Arc<dyn Disk>,
    ) -> Result<Option<Sink>, Error> {
        let Wanted { plan, pages } = wanted;
        let results = plan.iter().flat_map(|plan| [plan.results.clone(), plan.manifest.clone()]);
        let files: Vec<PathBuf> = results.chain(pages.paths.iter().cloned()).collect();
        if files.is_empty() {
            return Ok(None);
        }
        let of_plan = plan.and_then(|plan| plan.folder.as_deref());
        let place = of_plan.or(pages.folder.as_deref());
        let stale = place.map(|place| folder::claim(place, &files)).transpose()?.unwrap_or_default();
        let mut publication = Publication::begin(disk, place, &files)?;
        let rows = match plan {
            Some(plan) => {
                let file = publication.create(&plan.results)?;
                let rows = RowFile::new(file, plan, layout);
                let rows = rows.map_err(|reason| write_error(&plan.results, &reason))?;
                Some(((*plan).clone(), rows))
            }
            None => None,
        };
        Ok(Some(Sink { rows, pages: pages.paths.clone(), stale, publication }))
    }

    pub(crate) fn write(&mut self, encoded: &Encoded) -> Result<(), Error> {
        match &mut self.rows {
            Some((plan, rows)) => rows.write(encoded).map_err(|reason| write_error(&plan.results, &reason)),
            None => Ok(()),
        }
    }

    /// Under which names the run will be published: the results, and the pages.
    pub(crate) fn names(&self, complete: bool) -> (Option<PathBuf>, Vec<PathBuf>) {
        let name = |path: &PathBuf| if complete { path.clone() } else { incomplete(path) };
        (self.rows.as_ref().map(|(plan, _)| name(&plan.results)), self.pages.iter().map(name).collect())
    }

    /// Closes the file and gives everything its name, the manifest last. What is not complete gets names of its own, and
    /// leaves alone what an earlier run completed.
    pub(crate) fn publish<C: Serialize>(
        mut self,
        manifest: &mut Manifest<C>,
        pages: &[String],
    ) -> Result<Vec<PathBuf>, Error> {
        let (_, names) = self.names(manifest.complete);
        let rows = self.rows.take().map(|(plan, rows)| self.close(plan, rows, manifest)).transpose()?;
        for (name, page) in names.iter().zip(pages) {
            self.publication.write(name, page.as_bytes())?;
            let beside = rows.as_ref().is_some_and(|plan| plan.manifest.parent() == name.parent());
            if beside {
                let sha256 = hex(&Sha256::digest(page));
                manifest.outputs.push(Written { file: file_name(name), sha256, bytes: page.len() as u64 });
            }
        }
        let mut gone = Vec::new();
        if let Some(plan) = &rows {
            let mut text =
                serde_json::to_vec_pretty(manifest).map_err(|error| write_error(&plan.manifest, &error))?;
            text.push(b'\n');
            self.publication.write(&plan.manifest, &text)?;
            gone.push(plan.manifest.clone());
            if manifest.complete {
                gone.append(&mut self.stale);
            }
        }
        self.publication.publish(gone)?;
        let results = rows.into_iter().flat_map(|plan| [plan.results, plan.manifest]);
        Ok(results.chain(names).collect())
    }

    /// Closes the file of results, and puts it into the manifest under the name that it will get.
    fn close<C>(&mut self, plan: Plan, rows: RowFile, manifest: &mut Manifest<C>) -> Result<Plan, Error> {
        let closed = rows.close().map_err(|reason| write_error(&plan.results, &reason));
        let (sha256, bytes) = closed?;
        let named = if manifest.complete { plan.clone() } else { plan.incomplete() };
        self.publication.call(&plan.results, &named.results)?;
        manifest.outputs.push(Written { file: file_name(&named.results), sha256, bytes });
        Ok(named)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
