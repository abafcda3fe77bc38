//! The ordered end of the pipeline: takes encoded batches one after the other, and publishes the file with the pages that go
//! with it and the manifest, which names them all with their digests.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nameplate::report::{Manifest, Written};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::about::About;
use super::beside::{Beside, Ended, Once, line};
use super::book::Book;
use super::cells::Cells;
use super::claim;
use super::contents::Scope;
use super::encode::Encoded;
use super::filled::Filled;
use super::flat::kept_name;
use super::folder;
use super::format::{Cases, Format};
use super::layout::Layout;
use super::plan::{Pages, Plan};
use super::rows::{Closed, RowFile};
use crate::cited::Cited;
use crate::publish::incomplete;
use crate::publish::{Disk, Publication, write_error};
use crate::source::hex;
use tables::columns::Keep;
use tables::error::Error;

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
    /// Records in it, or lines of a table.
    pub(crate) lines: u64,
    pub(crate) cited: &'b Cited,
}

/// What a run writes.
pub(crate) struct Sink {
    rows: Rows,
    pages: Vec<PathBuf>,
    /// Of an earlier run in the same folder, and not written again.
    stale: Vec<PathBuf>,
    publication: Publication,
    /// What the results hold, where there are any.
    filled: Option<Filled>,
}

/// What was published.
pub(crate) struct Published {
    pub(crate) written: Vec<PathBuf>,
    pub(crate) filled: Option<Filled>,
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
    /// A workbook, which is written when all is known.
    Book(Box<Book>),
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
        let force = plan.is_some_and(|plan| plan.force) || pages.force;
        let stale = place.map(|place| folder::claim(place, &files, force)).transpose()?.unwrap_or_default();
        if !force {
            plan.filter(|plan| plan.folder.is_none())
                .map_or(Ok(()), |plan| claim::refuse_results(plan, layout.cites))?;
            let mut alone = pages.paths.iter().filter(|page| place.is_none() || page.parent() != place);
            alone.try_for_each(|page| claim::refuse_page(page))?;
        }
        let mut publication = Publication::begin(disk, place, &files)?;
        let rows = match plan {
            Some(plan) => {
                let beside = Beside::create(plan, &sides, &mut publication)?;
                let results = create(plan, layout, &mut publication)?;
                Rows::Files(Box::new(Files { plan: plan.clone(), results, beside, house }))
            }
            None => Rows::None,
        };
        let filled = plan.map(|plan| Filled::of(plan, layout));
        Ok(Some(Sink { rows, pages: pages.paths.clone(), stale, publication, filled }))
    }

    /// Results to standard output, with nothing on disk but pages.
    fn stream(plan: &Plan, (layout, pages): (&Layout, &Pages), disk: Arc<dyn Disk>) -> Result<Sink, Error> {
        if !(plan.force || pages.force) {
            pages.paths.iter().try_for_each(|page| claim::refuse_page(page))?;
        }
        let publication = Publication::begin(disk, pages.folder.as_deref(), &pages.paths)?;
        let stream = match plan.format {
            Format::Csv => {
                print(&header(plan, layout).map_err(|reason| write_error(&plan.results, &reason))?)?;
                Stream::Table
            }
            Format::Xlsx => {
                let book = Book::new(&std::env::temp_dir(), &plan.contents, layout);
                Stream::Book(Box::new(book.map_err(|error| stdout_error(&error))?))
            }
            Format::Jsonl | Format::Parquet => {
                Stream::Records((plan.cases == Cases::Beside).then(Once::default))
            }
        };
        let (rows, pages) = (Rows::Stream(stream), pages.paths.clone());
        Ok(Sink { rows, pages, stale: Vec::new(), publication, filled: Some(Filled::of(plan, layout)) })
    }

    pub(crate) fn write(&mut self, batch: &Batch<'_>) -> Result<(), Error> {
        if let Some(filled) = &mut self.filled {
            filled.lines += batch.lines;
        }
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
                match (batch.encoded, stream) {
                    (Encoded::Bytes(bytes), _) => print(bytes),
                    (Encoded::Sheets(sheets), Stream::Book(book)) => {
                        book.write(sheets).map_err(|error| stdout_error(&error))
                    }
                    _ => Ok(()),
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
    ) -> Result<Published, Error> {
        let (_, names) = self.names(manifest.complete);
        let (plan, stream) = match std::mem::replace(&mut self.rows, Rows::None) {
            Rows::Files(files) => (Some(self.close(*files, manifest)?), None),
            Rows::Stream(stream) => (None, Some(stream)),
            Rows::None => (None, None),
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
            let mut text = serde_json::to_vec_pretty(&Said::of(manifest, self.filled.as_ref()))
                .map_err(|error| write_error(&plan.manifest, &error))?;
            text.push(b'\n');
            self.publication.write(&plan.manifest, &text)?;
            gone.push(plan.manifest.clone());
            if manifest.complete {
                gone.append(&mut self.stale);
            }
        }
        self.publication.publish(gone)?;
        // Last, since it says that all is there.
        match stream {
            Some(Stream::Records(_)) => end_of_stream(&Said::of(manifest, self.filled.as_ref()))?,
            Some(Stream::Book(book)) => print_book(*book, manifest, &mut self.filled)?,
            Some(Stream::Table) | None => {}
        }
        let results =
            plan.into_iter().flat_map(|(plan, sides)| [vec![plan.results, plan.manifest], sides].concat());
        // A page that was not made has no name.
        let written = results.chain(names.into_iter().take(pages.len())).collect();
        Ok(Published { written, filled: self.filled })
    }

    /// Closes the files, and puts them into the manifest under the names that they will get; the names of those beside the results.
    fn close<C: Serialize>(
        &mut self,
        files: Files,
        manifest: &mut Manifest<C>,
    ) -> Result<(Plan, Vec<PathBuf>), Error> {
        let about = About::new(manifest, self.filled.as_ref());
        let Files { plan, results, beside, house } = files;
        let named = if manifest.complete { plan.clone() } else { plan.incomplete() };
        let rows = self.filled.as_ref().map(|filled| filled.lines);
        let results = Ended { path: plan.results.clone(), file: results, rows };
        let sides = beside.map(Beside::end).transpose()?.unwrap_or_default();
        let names: Vec<PathBuf> = match sides.is_empty() {
            true => Vec::new(),
            false => named.sides(house).into_iter().map(|(_, path)| path).collect(),
        };
        let all = std::iter::once(results).chain(sides);
        for (Ended { path, file, rows }, name) in all.zip(std::iter::once(&named.results).chain(&names)) {
            let closed = file.close(&about).map_err(|reason| write_error(&path, &reason))?;
            let Closed { sha256, bytes, left_out } = closed;
            self.filled.iter_mut().for_each(|filled| filled.left_out.extend(left_out.iter().cloned()));
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
    if plan.format == Format::Xlsx {
        return RowFile::book(file, plan, layout).map_err(|error| failed(error.to_string()));
    }
    let mut rows = RowFile::new(file, plan, (layout.schema)(plan.cases)).map_err(failed)?;
    if plan.format == Format::Csv {
        rows.bytes(&header(plan, layout).map_err(failed)?).map_err(|error| failed(error.to_string()))?;
    }
    Ok(rows)
}

/// The first line of a table. Names of columns of the catalog are cells like others.
fn header(plan: &Plan, layout: &Layout) -> Result<Vec<u8>, String> {
    let ours = (layout.columns)(&plan.contents);
    let mut line = ours.join(",").into_bytes();
    if let Keep::Named(names) = &plan.keep {
        let mut cells = Cells::csv();
        let kept = names.iter().try_for_each(|name| cells.text(&kept_name(name, &ours)));
        kept.and_then(|()| cells.end()).map_err(|error| error.to_string())?;
        line.push(b',');
        line.extend(cells.finish()?);
        return Ok(line);
    }
    line.push(b'\n');
    Ok(line)
}

/// A manifest with what only the writer of results knows.
#[derive(Serialize)]
struct Said<'m, C> {
    #[serde(flatten)]
    manifest: &'m Manifest<C>,
    /// Which listings are in the results: `all`, or `only_findings`, which counts must be read with.
    #[serde(skip_serializing_if = "Option::is_none")]
    listings_written: Option<&'static str>,
}

impl<'m, C> Said<'m, C> {
    fn of(manifest: &'m Manifest<C>, filled: Option<&Filled>) -> Self {
        let scope = filled.and_then(|filled| filled.scope);
        Said { manifest, listings_written: scope.map(Scope::word) }
    }
}

/// A workbook is written from its end, so all of it at once.
fn print_book<C: Serialize>(
    book: Book,
    manifest: &Manifest<C>,
    filled: &mut Option<Filled>,
) -> Result<(), Error> {
    let about = About::new(manifest, filled.as_ref());
    let (mut whole, left_out) = book.finish(&about).map_err(stdout_failed)?;
    let mut stdout = std::io::stdout().lock();
    let copied = std::io::copy(&mut whole, &mut stdout).and_then(|_| stdout.flush());
    copied.map_err(|error| stdout_error(&error))?;
    filled.iter_mut().for_each(|filled| filled.left_out.clone_from(&left_out));
    Ok(())
}

/// The last record of a stream says with what it was made, and that it is whole.
fn end_of_stream<C: Serialize>(manifest: &Said<'_, C>) -> Result<(), Error> {
    #[derive(Serialize)]
    struct Last<'m, C> {
        r#type: &'static str,
        #[serde(flatten)]
        manifest: &'m Said<'m, C>,
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
        _ => stdout_failed(error.to_string()),
    }
}

fn stdout_failed(reason: String) -> Error {
    Error::Write { path: "standard output".to_owned(), reason }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
