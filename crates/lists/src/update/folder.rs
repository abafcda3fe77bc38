//! Files out of a folder, for sites without a network and for what no program may fetch. They bear the authority's own
//! names, in the folder itself or in one that bears the id of the source (two authorities call their file
//! `consolidated.xml`).

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use crate::edition::{EditionFile, digest_file};
use crate::given::Bounded;
use crate::sources::{FileSpec, Form, Source};
use crate::store::named;

/// Copies the files of the first form that is there into a folder.
///
/// # Errors
/// A file cannot be read or is larger than the source allows.
pub(crate) fn take(
    source: &'static Source,
    from: &Path,
    into: &Path,
) -> io::Result<Option<(&'static Form, Vec<EditionFile>)>> {
    for form in source.forms {
        let there: Vec<(String, PathBuf)> =
            form.files.iter().map(|file| find(from, source, file)).collect::<io::Result<Vec<_>>>()?.concat();
        let has = |file: &FileSpec| there.iter().any(|(name, _)| name == file.name);
        if there.is_empty() || !form.files.iter().filter(|file| file.required).all(has) {
            continue;
        }
        let files = there.iter().map(|(name, path)| copy(name, path, into, source.most_bytes));
        return Ok(Some((form, files.collect::<io::Result<Vec<_>>>()?)));
    }
    Ok(None)
}

/// Where the file is: in the folder of the source, else in the folder itself. `*/name` means a file in each folder below;
/// such a file is then called after its folder (`20240527-wnk.entities.delta.json`).
fn find(from: &Path, source: &Source, file: &FileSpec) -> io::Result<Vec<(String, PathBuf)>> {
    for folder in [from.join(source.id), from.to_owned()] {
        let found = match file.name.strip_prefix("*/") {
            Some(name) => below(&folder, name)?,
            None => vec![(file.name.to_owned(), folder.join(file.name))],
        };
        let found: Vec<_> = found.into_iter().filter(|(_, path)| path.is_file()).collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn below(folder: &Path, name: &str) -> io::Result<Vec<(String, PathBuf)>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let label = entry.file_name().to_string_lossy().into_owned();
        found.push((format!("{label}.{name}"), entry.path().join(name)));
    }
    found.sort();
    Ok(found)
}

fn copy(name: &str, from: &Path, into: &Path, most: u64) -> io::Result<EditionFile> {
    let target = into.join(name);
    let source = File::open(from).map_err(|why| named(from, &why))?;
    let mut bounded = Bounded::new(BufReader::new(source), most);
    let mut file = File::create_new(&target)?;
    io::copy(&mut bounded, &mut file).map_err(|why| named(from, &why))?;
    file.sync_all()?;
    let (bytes, sha256) = digest_file(&target)?;
    Ok(EditionFile {
        name: name.to_owned(),
        bytes,
        sha256,
        from: "a folder".to_owned(),
        ..EditionFile::default()
    })
}
