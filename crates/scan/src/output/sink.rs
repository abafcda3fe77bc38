//! The ordered end of the pipeline: takes encoded batches one after the other, and publishes the file with the pages that go
//! with it and the manifest, which names them all with their digests.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nameplate::report::{Manifest, Written};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::beside::{Beside, Ended, Once, line};
use super::encode::Encoded;
use super::folder;
use super::plan::{Cases, Format, Layout, Pages, Plan};
use super::rows::RowFile;
use crate::cited::Cited;
use crate::error::Error;
use crate::publish::incomplete;
use crate::publish::{Disk, Publication, write_error};
use crate::source::hex;

/// What a run is to write.
pub(crate) struct Wanted<'w> {
    pub(crate) plan: Option<&'w Plan>,
    pub(crate) pages: &'w Pages,
    /// Whether there are rules of a house, which get a table of their own.
    pub(crate) house: bool,
}

/// The results of a batch, and what they cite for the first time.
pub(crate) struct Batch<'b> {
    pub(crate) encoded: &'b Encoded,
    pub(crate) cited: &'b Cited,
}

/// What a run writes.
pub(crate) struct Sink {
    rows: Rows,
    pages: Vec<PathBuf>,
    /// Of an earlier run in the same folder, and not written again.
    stale: Vec<PathBuf>,
    publication: Publication,
}

/// Where results go.
enum Rows {
    /// Only pages are written.
    None,
    Files(Box<Files>),
    Stream(Stream),
}

/// What goes to standard output.
enum Stream {
    /// Records, each once, with the manifest as the last; cases among them unless rows hold their own.
    Records(Option<Once>),
    /// A table, which has no place for anything else.
    Table,
}

/// The file of results, and the tables beside it.
struct Files {
    plan: Plan,
    results: RowFile,
    beside: Option<Beside>,
    house: bool,
}

impl Sink {
    /// Locks what will be written and opens the files of results; nothing where nothing is wanted.
    pub(crate) fn create(
        wanted: &Wanted<'_>,
        layout: &Layout,
        disk: Arc<dyn Disk>,
    ) -> Result<Option<Sink>, Error> {
        let Wanted { plan, pages, house } = *wanted;
        if let Some(plan) = plan.filter(|plan| plan.streams) {
            return Sink::stream(plan, (layout, pages), disk).map(Some);
        }
        let sides = plan.filter(|_| layout.cites).map(|plan| plan.sides(house)).unwrap_or_default();
        let results = plan.iter().flat_map(|plan| [plan.results.clone(), plan.manifest.clone()]);
        let beside = sides.iter().map(|(_, path)| path.clone());
        let files: Vec<PathBuf> = results.chain(beside).chain(pages.paths.iter().cloned()).collect();
        if files.is_empty() {
            return Ok(None);
        }
        let of_plan = plan.and_then(|plan| plan.folder.as_deref());
        let place = of_plan.or(pages.folder.as_deref());
        let stale = place.map(|place| folder::claim(place, &files)).transpose()?.unwrap_or_default();
        let mut publication = Publication::begin(disk, place, &files)?;
        let rows = match plan {
            Some(plan) => {
                let beside = Beside::create(plan, &sides, &mut publication)?;
                let results = create(plan, layout, &mut publication)?;
                Rows::Files(Box::new(Files { plan: plan.clone(), results, beside, house }))
            }
            None => Rows::None,
        };
        Ok(Some(Sink { rows, pages: pages.paths.clone(), stale, publication }))
    }

    /// Results to standard output, with nothing on disk but pages.
    fn stream(plan: &Plan, (layout, pages): (&Layout, &Pages), disk: Arc<dyn Disk>) -> Result<Sink, Error> {
        let publication = Publication::begin(disk, pages.folder.as_deref(), &pages.paths)?;
        let stream = if plan.format == Format::Csv {
            print(&(layout.header)())?;
            Stream::Table
        } else {
            Stream::Records((plan.cases == Cases::Beside).then(Once::default))
        };
        let (rows, pages) = (Rows::Stream(stream), pages.paths.clone());
        Ok(Sink { rows, pages, stale: Vec::new(), publication })
    }

    pub(crate) fn write(&mut self, batch: &Batch<'_>) -> Result<(), Error> {
        match &mut self.rows {
            Rows::None => Ok(()),
            Rows::Files(files) => {
                if let Some(beside) = &mut files.beside {
                    beside.put(batch.cited)?;
                }
                let written = files.results.write(batch.encoded);
                written.map_err(|reason| write_error(&files.plan.results, &reason))
            }
            Rows::Stream(stream) => {
                if let Stream::Records(Some(once)) = stream {
                    once.of(batch.cited, &mut |record| {
                        line(&record).map_err(|error| stdout_error(&error)).and_then(|line| print(&line))
                    })?;
                }
                match batch.encoded {
                    Encoded::Bytes(bytes) => print(bytes),
                    Encoded::Columns(_) | Encoded::Nothing => Ok(()),
                }
            }
        }
    }

    /// Under which names the run will be published: the results, and the pages.
    pub(crate) fn names(&self, complete: bool) -> (Option<PathBuf>, Vec<PathBuf>) {
        let name = |path: &PathBuf| if complete { path.clone() } else { incomplete(path) };
        let results = match &self.rows {
            Rows::Files(files) => Some(name(&files.plan.results)),
            Rows::None | Rows::Stream(_) => None,
        };
        (results, self.pages.iter().map(name).collect())
    }

    /// Closes the files and gives everything its name, the manifest last. What is not complete gets names of its own, and
    /// leaves alone what an earlier run completed.
    pub(crate) fn publish<C: Serialize>(
        mut self,
        manifest: &mut Manifest<C>,
        pages: &[String],
    ) -> Result<Vec<PathBuf>, Error> {
        let (_, names) = self.names(manifest.complete);
        let (plan, has_end) = match std::mem::replace(&mut self.rows, Rows::None) {
            Rows::Files(files) => (Some(self.close(*files, manifest)?), false),
            Rows::Stream(stream) => (None, matches!(stream, Stream::Records(_))),
            Rows::None => (None, false),
        };
        for (name, page) in names.iter().zip(pages) {
            self.publication.write(name, page.as_bytes())?;
            let beside = plan.as_ref().is_some_and(|(plan, _)| plan.manifest.parent() == name.parent());
            if beside {
                let sha256 = hex(&Sha256::digest(page));
                let bytes = page.len() as u64;
                manifest.outputs.push(Written { file: file_name(name), sha256, bytes, rows: None });
            }
        }
        let mut gone = Vec::new();
        if let Some((plan, _)) = &plan {
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
        // Last, since it says that all is there.
        if has_end {
            end_of_stream(manifest)?;
        }
        let results =
            plan.into_iter().flat_map(|(plan, sides)| [vec![plan.results, plan.manifest], sides].concat());
        Ok(results.chain(names).collect())
    }

    /// Closes the files, and puts them into the manifest under the names that they will get; the names of those beside the results.
    fn close<C>(&mut self, files: Files, manifest: &mut Manifest<C>) -> Result<(Plan, Vec<PathBuf>), Error> {
        let Files { plan, results, beside, house } = files;
        let named = if manifest.complete { plan.clone() } else { plan.incomplete() };
        let results = Ended { path: plan.results.clone(), file: results, rows: None };
        let sides = beside.map(Beside::end).transpose()?.unwrap_or_default();
        let names: Vec<PathBuf> = match sides.is_empty() {
            true => Vec::new(),
            false => named.sides(house).into_iter().map(|(_, path)| path).collect(),
        };
        let all = std::iter::once(results).chain(sides);
        for (Ended { path, file, rows }, name) in all.zip(std::iter::once(&named.results).chain(&names)) {
            let (sha256, bytes) = file.close().map_err(|reason| write_error(&path, &reason))?;
            self.publication.call(&path, name)?;
            manifest.outputs.push(Written { file: file_name(name), sha256, bytes, rows });
        }
        Ok((named, names))
    }
}

/// The file of results, with its header where the format has one.
fn create(plan: &Plan, layout: &Layout, publication: &mut Publication) -> Result<RowFile, Error> {
    let failed = |reason: String| write_error(&plan.results, &reason);
    let file = publication.create(&plan.results)?;
    let mut rows = RowFile::new(file, plan, (layout.schema)(plan.cases)).map_err(failed)?;
    if plan.format == Format::Csv {
        rows.bytes(&(layout.header)()).map_err(|error| failed(error.to_string()))?;
    }
    Ok(rows)
}

/// The last record of a stream says with what it was made, and that it is whole.
fn end_of_stream<C: Serialize>(manifest: &Manifest<C>) -> Result<(), Error> {
    #[derive(Serialize)]
    struct Last<'m, C> {
        r#type: &'static str,
        #[serde(flatten)]
        manifest: &'m Manifest<C>,
    }
    let last = serde_json::to_vec(&Last { r#type: "manifest", manifest });
    let mut last = last.map_err(|error| stdout_error(&error.into()))?;
    last.push(b'\n');
    print(&last)
}

fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| stdout_error(&error))
}

fn stdout_error(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Error::NobodyReads,
        _ => Error::Write { path: "standard output".to_owned(), reason: error.to_string() },
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
