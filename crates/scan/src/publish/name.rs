//! Names: of what is being written, of what stayed incomplete, of the lock. What is hidden is no input of a folder that is
//! scanned.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use tables::error::Error;

use sha2::{Digest, Sha256};

use crate::source::hex;

/// Bytes of a name that go into hidden ones: no file system takes more than 255 in all.
const MOST: usize = 120;

/// Fresh hidden names for a file: `.NAME.RANDOM.nameplate` in the folder of the file.
pub(crate) struct Hidden {
    pub(crate) folder: PathBuf,
    pub(crate) prefix: String,
}

impl Hidden {
    pub(crate) const SUFFIX: &'static str = ".nameplate";
    pub(crate) const RANDOM: usize = 12;

    pub(crate) fn of(path: &Path) -> Hidden {
        Hidden { folder: folder_of(path), prefix: format!(".{}.", short(path)) }
    }

    /// Whether a name is one of these.
    pub(crate) fn is(&self, name: &OsStr) -> bool {
        let random = name
            .to_str()
            .and_then(|name| name.strip_prefix(&self.prefix))
            .and_then(|name| name.strip_suffix(Hidden::SUFFIX));
        random.is_some_and(|random| {
            random.len() == Hidden::RANDOM && random.chars().all(|c| c.is_ascii_alphanumeric())
        })
    }
}

/// The folder that a path stands in.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Where a run keeps what it has done of an output, so that a later one can go on.
pub(crate) fn resume(path: &Path) -> PathBuf {
    folder_of(path).join(format!(".{}.nameplate-resume", short(path)))
}

/// The file that is locked while a path is written.
pub(super) fn lock(path: &Path) -> PathBuf {
    folder_of(path).join(format!(".{}.nameplate-lock", short(path)))
}

/// The name of a file, cut where it is too long to be part of another one.
fn short(path: &Path) -> String {
    let name = path.file_name().unwrap_or(OsStr::new("results")).to_string_lossy().into_owned();
    if name.len() <= MOST {
        return name;
    }
    let cut = name.floor_char_boundary(MOST);
    let digest = hex(&Sha256::digest(&name));
    format!("{}-{}", name.get(..cut).unwrap_or_default(), digest.get(..8).unwrap_or_default())
}

/// The name that results get when their run was not completed: `r.csv.gz` is `r.incomplete.csv.gz`.
pub(crate) fn incomplete(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // The first letter may be a dot that hides the file and starts no ending.
    let packed = [".gz", ".zst"].iter().find(|end| name.to_lowercase().ends_with(**end));
    let stem = name.len() - packed.map_or(0, |end| end.len());
    let dot = name.get(..stem).and_then(|stem| stem.rfind('.')).filter(|at| *at > 0).unwrap_or(stem);
    let (front, ending) = name.split_at_checked(dot).unwrap_or((&name, ""));
    path.with_file_name(format!("{front}.incomplete{ending}"))
}

/// An error of writing, with the name that people know.
pub(crate) fn write_error(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Write { path: path.display().to_string(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incomplete_file_keeps_its_ending() {
        for (name, other) in [
            ("r.csv", "r.incomplete.csv"),
            ("a/r.jsonl.gz", "a/r.incomplete.jsonl.gz"),
            ("results", "results.incomplete"),
            (".csv", ".csv.incomplete"),
            ("v1.2/report.html", "v1.2/report.incomplete.html"),
            ("结果.csv", "结果.incomplete.csv"),
            ("é", "é.incomplete"),
        ] {
            assert_eq!(incomplete(Path::new(name)), Path::new(other), "{name}");
        }
    }

    #[test]
    fn hidden_names_are_known_again_and_never_too_long() {
        let long = "宽".repeat(80);
        for name in ["r.csv", long.as_str()] {
            let hidden = Hidden::of(Path::new(name));
            let made = format!("{}abcdefABC123{}", hidden.prefix, Hidden::SUFFIX);
            assert!(hidden.is(OsStr::new(&made)) && made.len() < 200, "{made}");
            assert!(!hidden.is(OsStr::new(name)) && !hidden.is(OsStr::new(".r.csv.note.nameplate")));
        }
        assert_ne!(Hidden::of(Path::new(&long)).prefix, Hidden::of(Path::new(&format!("{long}x"))).prefix);
    }
}
