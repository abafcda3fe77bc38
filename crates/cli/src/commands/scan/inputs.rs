//! From what was typed to inputs: files, folders, patterns that the shell left alone, standard input.

use std::path::{Path, PathBuf};

use scan::Input;

use crate::error::{CliError, Result};

/// Finds the inputs, in the order typed; a folder stands for its files, by name.
pub(crate) fn expand(typed: &[String]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    let mut missing = Vec::new();
    for text in typed {
        let path = Path::new(text);
        if text == "-" {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            inputs.extend(folder(path)?.into_iter().map(Input::Path));
        } else if !path.exists() && text.contains(['*', '?', '[']) {
            inputs.extend(pattern(text)?.into_iter().map(Input::Path));
        } else {
            if !path.exists() {
                missing.push(path);
            }
            inputs.push(Input::typed(text));
        }
    }
    match missing.first() {
        // One missing file among others is reported when its turn comes, and the others are scanned.
        Some(path) if missing.len() == inputs.len() => Err(not_there(path)),
        _ => Ok(inputs),
    }
}

fn not_there(path: &Path) -> CliError {
    let error = CliError::new(format!("{}: there is no such file", path.display()));
    match neighbour(path) {
        Some(near) => error.hint(format!("did you mean {}?", near.display())),
        None => error.hint("give a CSV, JSON or Parquet file, a folder, or - for standard input; `nameplate demo` needs no file"),
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

fn folder(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(path, &mut files)
        .map_err(|error| CliError::new(format!("{}: cannot be read: {error}", path.display())))?;
    files.sort();
    if files.is_empty() {
        return Err(CliError::new(format!("{}: no catalog in this folder", path.display())).hint(
            "files ending in .csv, .tsv, .json, .jsonl, .ndjson or .parquet are taken, also with .gz or .zst",
        ));
    }
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type()?;
        // Links are not followed into folders: they can lead in a circle.
        if kind.is_dir() && !hidden {
            collect(&entry.path(), files)?;
        } else if !kind.is_dir() && !hidden && is_catalog(&entry.path()) {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Whether a name is that of a catalog; the manifests that we write ourselves are none.
fn is_catalog(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let stem = [".gz", ".zst"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let known = ["csv", "tsv", "json", "jsonl", "ndjson", "parquet"];
    let extension = stem.rsplit_once('.').map_or("", |(_, extension)| extension);
    known.contains(&extension) && stem != "manifest.json" && !stem.ends_with(".manifest.json")
}

fn pattern(text: &str) -> Result<Vec<PathBuf>> {
    let bad = |why: String| CliError::new(format!("pattern `{text}`: {why}"));
    // As the shell does: hidden files are named or left out.
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let paths = glob::glob_with(text, options).map_err(|error| bad(error.msg.to_owned()))?;
    let mut files = Vec::new();
    for path in paths {
        let path = path.map_err(|error| bad(error.to_string()))?;
        if path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(bad("no file is matched".to_owned())
            .hint("* stands for a part of a name, ** for folders in folders"));
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(typed: &[&str]) -> Result<Vec<String>> {
        let typed: Vec<String> = typed.iter().map(|text| (*text).to_owned()).collect();
        Ok(expand(&typed)?
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
}
