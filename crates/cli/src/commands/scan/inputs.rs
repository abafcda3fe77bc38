//! From what was typed to inputs: files, folders, patterns that the shell left alone, standard input.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use glob::Pattern;
use scan::Input;

use super::names::{LIKE_A_SHELL, is_address, is_catalog};
use crate::error::{CliError, Result};
use crate::out::{Out, text};

/// So many of the files that were passed over are named.
const SKIPPED: usize = 20;

/// Inputs, and what was passed over on the way to them.
#[derive(Debug, Default)]
struct Found {
    inputs: Vec<Input>,
    /// A line each.
    skipped: Vec<String>,
}

/// Finds the inputs, in the order typed; a folder stands for its files, by name. What is passed over in folders is told.
pub(crate) fn expand(typed: &[OsString], out: &Out) -> Result<Vec<Input>> {
    let found = find(typed)?;
    let mut page = out.page();
    for line in found.skipped.iter().take(SKIPPED) {
        page.para(&text(line));
    }
    if let Some(more) = found.skipped.len().checked_sub(SKIPPED).filter(|more| *more > 0) {
        page.para(&text(format!("and {more} more were passed over")));
    }
    let waits =
        found.inputs.iter().any(|input| matches!(input, Input::Stdin)) && std::io::stdin().is_terminal();
    if waits {
        page.para(&text("Waiting for a catalog on standard input; Ctrl-D ends it."));
    }
    if waits || !found.skipped.is_empty() {
        out.note(&page);
    }
    Ok(found.inputs)
}

/// One input, which is no pattern.
pub(super) fn one(typed: &OsString) -> Result<Input> {
    match typed.to_str().filter(|text| is_address(text)) {
        Some(text) => elsewhere(text)?
            .into_iter()
            .next()
            .ok_or_else(|| CliError::new(format!("{text}: nothing lies there"))),
        None => Ok(Input::typed(typed)),
    }
}

fn find(typed: &[OsString]) -> Result<Found> {
    let mut found = Found::default();
    let mut missing = Vec::new();
    for typed in typed {
        let path = Path::new(typed);
        let pattern = typed.to_str().filter(|text| text.contains(['*', '?', '[']));
        if let Some(text) = typed.to_str().filter(|text| is_address(text)) {
            found.inputs.extend(elsewhere(text)?);
        } else if typed == "-" {
            found.inputs.push(Input::Stdin);
        } else if path.is_dir() {
            found.folder(path)?;
        } else if let Some(text) = pattern.filter(|_| !path.exists()) {
            found.pattern(text)?;
        } else {
            if !path.exists() {
                missing.push(path);
            }
            found.inputs.push(Input::typed(typed));
        }
    }
    match missing.first() {
        // One missing file among others is reported when its turn comes, and the others are scanned.
        Some(path) if missing.len() == found.inputs.len() => Err(not_there(path)),
        _ => Ok(found),
    }
}

#[cfg(feature = "remote")]
fn elsewhere(text: &str) -> Result<Vec<Input>> {
    if !remote::is_remote(text) {
        return Err(CliError::new(format!("{text}: addresses of this kind are not read"))
            .hint("s3://, gs://, az:// and https:// are; or give a file"));
    }
    super::elsewhere::find(text)
}

#[cfg(not(feature = "remote"))]
fn elsewhere(text: &str) -> Result<Vec<Input>> {
    Err(CliError::new(format!("{text}: this program was built without what reads from elsewhere"))
        .hint("build it with the feature `remote`, or fetch the file first"))
}

fn not_there(path: &Path) -> CliError {
    let error = CliError::new(format!("{}: there is no such file", path.display()));
    match neighbour(path) {
        Some(near) => error.hint(format!("did you mean {}?", near.display())),
        None => error.hint("give a CSV, JSON, Parquet or Excel file, a folder, or - for standard input; `nameplate demo` needs no file"),
    }
}

/// A file beside it whose name is nearly the same.
fn neighbour(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let likeness = |other: &str| strsim::jaro_winkler(&name, &other.to_lowercase());
    let mut near: Vec<(f64, String)> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .map(|other| (likeness(&other), other))
        .filter(|(likeness, other)| *likeness > 0.9 && is_catalog(Path::new(other)))
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter().next().map(|(_, other)| path.with_file_name(other))
}

impl Found {
    fn folder(&mut self, path: &Path) -> Result<()> {
        let mut files = Vec::new();
        self.collect(path, &mut files)
            .map_err(|error| CliError::new(format!("{}: cannot be read: {error}", path.display())))?;
        if files.is_empty() {
            return Err(CliError::new(format!("{}: no catalog in this folder", path.display())).hint(
                "files ending in .csv, .tsv, .json, .jsonl, .ndjson, .parquet, .xlsx, .xlsm, .xls or .ods are taken, also with .gz or .zst",
            ));
        }
        self.take(files);
        Ok(())
    }

    fn take(&mut self, mut files: Vec<PathBuf>) {
        files.sort();
        self.inputs.extend(files.into_iter().map(Input::Path));
    }

    fn collect(&mut self, folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let kind = entry.file_type()?;
            if kind.is_dir() {
                self.collect(&path, files)?;
            } else if kind.is_symlink() && path.is_dir() {
                self.skip(&path, "a link to a folder: links can lead in a circle, name the folder itself");
            } else if is_catalog(&path) && self.is_regular(&path) {
                files.push(path);
            }
        }
        Ok(())
    }

    /// Whether a file, or what a link leads to, can be read to an end. A pipe that nobody writes to would be waited for for
    /// good; who means one names it.
    fn is_regular(&mut self, path: &Path) -> bool {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_file() => return true,
            Ok(_) => self
                .skip(path, "no regular file: a pipe, a socket or a device is read where it is named itself"),
            Err(error) => self.skip(path, &format!("a link that leads nowhere: {error}")),
        }
        false
    }

    fn skip(&mut self, path: &Path, why: &str) {
        self.skipped.push(format!("{}: left out, {why}", Input::typed(path).name()));
    }

    fn pattern(&mut self, text: &str) -> Result<()> {
        let bad = |why: String| CliError::new(format!("pattern `{text}`: {why}"));
        let pattern = Pattern::new(text).map_err(|error| bad(error.msg.to_owned()))?;
        let mut files = Vec::new();
        self.matching(&Wanted::of(text, pattern), &mut files);
        if files.is_empty() {
            return Err(bad("no file is matched".to_owned())
                .hint("* stands for a part of a name, ** for folders in folders"));
        }
        self.take(files);
        Ok(())
    }

    /// Files below a folder that a pattern matches. The pattern itself is the library's; walking is done here, since the
    /// library's own way through the folders panics at a name that is not UTF-8.
    fn matching(&mut self, wanted: &Wanted, files: &mut Vec<PathBuf>) {
        let mut folders = vec![(wanted.base.clone(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            // A folder that cannot be read holds nothing that could be scanned; the shell passes over it too.
            let entries =
                std::fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder });
            for entry in entries.into_iter().flatten().flatten() {
                let path = folder.join(entry.file_name());
                if path.is_dir() {
                    // Links are followed as far as the pattern names folders, and no farther: they can lead in a circle.
                    let deeper = depth < wanted.named || (wanted.any_depth && !path.is_symlink());
                    if deeper {
                        folders.push((path, depth + 1));
                    }
                } else if wanted.matches(&path) && self.is_regular(&path) {
                    files.push(path);
                }
            }
        }
    }
}

/// What a pattern asks for.
struct Wanted {
    pattern: Pattern,
    /// The folder before the first sign that stands for something.
    base: PathBuf,
    /// Folders that the pattern names below it.
    named: usize,
    /// Whether it asks for folders in folders.
    any_depth: bool,
}

impl Wanted {
    fn of(text: &str, pattern: Pattern) -> Self {
        let parts: Vec<&str> = text.split('/').collect();
        let literal = parts.iter().take_while(|part| !part.contains(['*', '?', '['])).count();
        let base = parts.get(..literal).unwrap_or_default().join("/");
        let base = if literal > 0 && base.is_empty() { "/".to_owned() } else { base };
        let named = parts.len().saturating_sub(literal + 1);
        Wanted { pattern, base: base.into(), named, any_depth: text.contains("**") }
    }

    fn matches(&self, path: &Path) -> bool {
        self.pattern.matches_with(&path.to_string_lossy(), LIKE_A_SHELL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(typed: &[&str]) -> Result<Vec<String>> {
        let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
        Ok(find(&typed)?
            .inputs
            .iter()
            .map(|input| input.name().rsplit('/').next().unwrap_or("").to_owned())
            .collect())
    }

    #[test]
    fn folders_and_patterns_stand_for_their_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.csv", "a.jsonl.gz", "notes.md", "manifest.json", ".hidden.csv"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let path = folder.path().to_str().unwrap();
        assert_eq!(names(&[path]).unwrap(), ["a.jsonl.gz", "b.csv"]);
        assert_eq!(names(&[&format!("{path}/*.csv"), "-"]).unwrap(), ["b.csv", "-"]);
        assert!(names(&[&format!("{path}/*.parquet")]).unwrap_err().message.contains("no file is matched"));
        assert!(names(&[&format!("{path}/[")]).is_err());
    }

    #[test]
    fn a_mistyped_name_is_told_its_neighbour() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("catalog.csv"), "x").unwrap();
        let typed = folder.path().join("catalogue.csv").display().to_string();
        let error = names(&[&typed]).unwrap_err();
        assert!(error.hints[0].contains("catalog.csv"), "{error:?}");
        let there = folder.path().join("catalog.csv").display().to_string();
        assert_eq!(names(&[&typed, &there]).unwrap().len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn folders_give_regular_files_and_tell_what_else_there_is() {
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let inside = |name: &str| folder.path().join(name);
        std::fs::write(inside("b.csv"), "x").unwrap();
        let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"c\xff.csv"));
        std::fs::write(&odd, "x").unwrap();
        symlink("b.csv", inside("a.csv")).unwrap();
        symlink("loop.csv", inside("loop.csv")).unwrap();
        symlink(".", inside("circle")).unwrap();
        symlink("/dev/zero", inside("zero.csv")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(inside("socket.csv")).unwrap();
        for pipe in ["pipe.csv", "pipe.txt"] {
            assert!(std::process::Command::new("mkfifo").arg(inside(pipe)).status().unwrap().success());
        }
        let found = find(&[folder.path().into()]).unwrap();
        let names: Vec<String> = found.inputs.iter().map(Input::name).collect();
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(matches!(&found.inputs[2], Input::Path(path) if *path == odd));
        let mut skipped: Vec<&str> = found
            .skipped
            .iter()
            .map(|line| line.split_once(": left out").unwrap().0.rsplit('/').next().unwrap())
            .collect();
        skipped.sort_unstable();
        assert_eq!(skipped, ["circle", "loop.csv", "pipe.csv", "socket.csv", "zero.csv"]);
        // What is named itself is read, whatever it is, and by its own name.
        let named = find(&[inside("pipe.csv").into(), odd.clone().into()]).unwrap();
        assert_eq!((named.inputs.len(), named.skipped.len()), (2, 0));
        let pattern = find(&[inside("*.csv").into()]).unwrap();
        assert_eq!((pattern.inputs.len(), pattern.skipped.len()), (3, 4));
    }
}
