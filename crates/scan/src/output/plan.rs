//! Where results go, in which format, and under which names.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::contents::{Contents, Scope};
use super::format::{Cases, Format};
use crate::publish::{self, Identity, incomplete};
use tables::columns::Keep;
use tables::error::Error;

/// How text results are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    None,
    Gzip,
    Zstd,
}

/// Where results go.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// A file, or a folder in which `results.parquet` and `manifest.json` are made. An incomplete run leaves what is there as
    /// it is and puts `incomplete` before the ending of its own names.
    pub path: PathBuf,
    /// The format, where the name shall not decide.
    pub format: Option<Format>,
    /// Where the cases go.
    pub cases: Cases,
    /// What is written.
    pub contents: Contents,
    /// Whether a file that nobody knows to be ours may be replaced.
    pub force: bool,
}

/// The name under which results go to standard output.
const STDOUT: &str = "-";

/// An output with every choice made.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) results: PathBuf,
    pub(crate) manifest: PathBuf,
    pub(crate) format: Format,
    pub(crate) compression: Compression,
    /// The folder of results, where they are not a single file.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) cases: Cases,
    /// Results go to standard output, and no file is made.
    pub(crate) streams: bool,
    pub(crate) contents: Contents,
    /// Which listings are written.
    pub(crate) scope: Scope,
    /// Which columns of the catalog are.
    pub(crate) keep: Keep,
    /// What stands there may be replaced, whoever wrote it.
    pub(crate) force: bool,
}

/// A table that stands beside results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Cases,
    House,
    Sources,
}

impl Side {
    const ALL: [Side; 3] = [Side::Cases, Side::House, Side::Sources];

    fn name(self) -> &'static str {
        match self {
            Side::Cases => "cases",
            Side::House => "house",
            Side::Sources => "sources",
        }
    }
}

/// Pages that are written with the results, when all is known: a report, a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Where they go, in the order in which they are asked for.
    pub paths: Vec<PathBuf>,
    /// The folder of results, where one of them goes into it: it is made if it is not there.
    pub folder: Option<PathBuf>,
    /// Whether a file that nobody knows to be ours may be replaced.
    pub force: bool,
}

impl Output {
    /// Whether the path is that of a folder: it is there, or nothing is and its name has no ending.
    pub fn is_folder(&self) -> bool {
        if self.streams() {
            return false;
        }
        let (named, _) = by_name(&self.path);
        self.path.is_dir()
            || self.path.display().to_string().ends_with('/')
            || (named.is_none() && self.path.extension().is_none() && !self.path.exists())
    }

    pub(crate) fn plan(&self) -> Result<Plan, Error> {
        let shown = self.path.display().to_string();
        if self.streams() {
            return self.stream();
        }
        let (named, compression) = by_name(&self.path);
        if self.is_folder() {
            let plan = self.plain(self.format.unwrap_or(Format::Parquet))?;
            return Ok(Plan {
                results: self.path.join(format!("results.{}", plan.format.name())),
                manifest: self.path.join("manifest.json"),
                folder: Some(self.path.clone()),
                ..plan
            });
        }
        let plan = self.plain(self.format.or(named).ok_or(Error::OutputFormat { path: shown })?)?;
        // Parquet and workbooks are compressed inside; a name that says otherwise is not believed.
        let packed = matches!(plan.format, Format::Parquet | Format::Xlsx);
        let compression = if packed { Compression::None } else { compression };
        Ok(Plan { manifest: manifest_of(&self.path), compression, ..plan })
    }

    /// The choices that do not hang on the place.
    fn plain(&self, format: Format) -> Result<Plan, Error> {
        Ok(Plan {
            results: self.path.clone(),
            manifest: self.path.clone(),
            format,
            compression: Compression::None,
            folder: None,
            cases: self.cases,
            streams: false,
            scope: self.contents.scope(format),
            keep: self.contents.keep(format)?,
            contents: self.contents.clone(),
            force: self.force,
        })
    }

    /// Whether results go to standard output.
    pub fn streams(&self) -> bool {
        self.path == Path::new(STDOUT)
    }

    fn stream(&self) -> Result<Plan, Error> {
        let format = self.format.unwrap_or(Format::Jsonl);
        if format == Format::Parquet {
            return Err(Error::OutputStream);
        }
        if format == Format::Xlsx && std::io::stdout().is_terminal() {
            return Err(Error::OutputTerminal);
        }
        Ok(Plan { streams: true, ..self.plain(format)? })
    }
}

impl Plan {
    /// The files beside the results: none where each line holds all that it says.
    pub(crate) fn sides(&self, house: bool) -> Vec<(Side, PathBuf)> {
        let beside = self.cases == Cases::Beside && !self.format.is_for_people() && !self.streams;
        let wanted = Side::ALL.into_iter().filter(|side| beside && (house || *side != Side::House));
        wanted.map(|side| (side, self.side(side))).collect()
    }

    fn side(&self, side: Side) -> PathBuf {
        let name = self.results.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let endings = match self.compression {
            Compression::None => 1,
            Compression::Gzip | Compression::Zstd => 2,
        };
        let mut at = name.len();
        for _ in 0..endings {
            at = name[..at].rfind('.').unwrap_or(at);
        }
        let (stem, ending) = name.split_at(at);
        // In a folder of its own the table needs no other name than its own.
        let stem = if self.folder.is_some() {
            stem.replacen("results", side.name(), 1)
        } else {
            format!("{stem}.{}", side.name())
        };
        self.results.with_file_name(format!("{stem}{ending}"))
    }

    /// The same for a run that was not completed: other names, so that what is complete stays.
    pub(super) fn incomplete(&self) -> Plan {
        let results = incomplete(&self.results);
        Plan { manifest: manifest_of(&results), results, ..self.clone() }
    }
}

/// The manifest of results that are a single file.
fn manifest_of(results: &Path) -> PathBuf {
    let mut manifest = results.to_owned().into_os_string();
    manifest.push(".manifest.json");
    manifest.into()
}

/// Every name that a run may write, and none of it one file with what is read.
pub(crate) fn refuse(plan: Option<&Plan>, pages: &Pages, read: &[Identity]) -> Result<(), Error> {
    let files = plan.into_iter().filter(|plan| !plan.streams);
    let plans = files.flat_map(|plan| [plan.clone(), plan.incomplete()]);
    let results = plans.flat_map(|plan| {
        let sides = plan.sides(true).into_iter().map(|(_, path)| path);
        [plan.results.clone(), plan.manifest.clone()].into_iter().chain(sides).collect::<Vec<_>>()
    });
    let pages = pages.paths.iter().flat_map(|path| [path.clone(), incomplete(path)]);
    publish::refuse(&results.chain(pages).collect::<Vec<_>>(), read)
}

fn by_name(path: &Path) -> (Option<Format>, Compression) {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (stem, compression) = if let Some(stem) = name.strip_suffix(".gz") {
        (stem, Compression::Gzip)
    } else if let Some(stem) = name.strip_suffix(".zst") {
        (stem, Compression::Zstd)
    } else {
        (name.as_str(), Compression::None)
    };
    let format = stem.rsplit_once('.').and_then(|(_, extension)| Format::from_name(extension));
    (format, compression)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(path: &str, format: Option<Format>) -> Result<Plan, Error> {
        Output { path: path.into(), format, ..Output::default() }.plan()
    }

    #[test]
    fn the_name_tells_the_format() {
        let file = plan("x/y.jsonl.gz", None).unwrap();
        assert_eq!((file.format, file.compression), (Format::Jsonl, Compression::Gzip));
        assert_eq!(file.manifest, Path::new("x/y.jsonl.gz.manifest.json"));
        assert_eq!(plan("y.csv.zst", None).unwrap().compression, Compression::Zstd);
        assert_eq!(plan("y.PARQUET", None).unwrap().format, Format::Parquet);
        let book = plan("y.xlsx.gz", None).unwrap();
        assert_eq!((book.format, book.compression), (Format::Xlsx, Compression::None));
        assert!(matches!(plan("y.txt", None), Err(Error::OutputFormat { .. })));
        assert_eq!(plan("y.txt", Some(Format::Csv)).unwrap().results, Path::new("y.txt"));
    }

    #[test]
    fn tables_stand_beside_results() {
        let names = |path: &str| -> Vec<String> {
            let sides = plan(path, None).unwrap().sides(true);
            sides.iter().map(|(_, path)| path.display().to_string()).collect()
        };
        assert_eq!(names("out/"), ["out/cases.parquet", "out/house.parquet", "out/sources.parquet"]);
        assert_eq!(
            names("a.b.jsonl.gz"),
            ["a.b.cases.jsonl.gz", "a.b.house.jsonl.gz", "a.b.sources.jsonl.gz"]
        );
        assert_eq!(names("r.csv"), [""; 0]);
        assert_eq!(names("-"), [""; 0]);
        assert_eq!(plan("r.parquet", None).unwrap().sides(false).len(), 2);
    }

    #[test]
    fn a_folder_gets_results_and_manifest() {
        for path in ["out/", "out"] {
            let folder = plan(path, None).unwrap();
            assert_eq!(folder.results, Path::new("out/results.parquet"));
            assert_eq!(folder.manifest, Path::new("out/manifest.json"));
        }
        assert_eq!(plan("out/", Some(Format::Csv)).unwrap().results, Path::new("out/results.csv"));
    }
}
