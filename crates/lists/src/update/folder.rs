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
pub(super) fn take(
    source: &'static Source,
    from: &Path,
    into: &Path,
) -> io::Result<Option<(&'static Form, Vec<EditionFile>)>> {
    for form in source.forms {
        let there: Vec<(&FileSpec, PathBuf)> =
            form.files.iter().filter_map(|file| Some((file, find(from, source, file)?))).collect();
        let has = |file: &FileSpec| there.iter().any(|(spec, _)| spec.name == file.name);
        if there.is_empty() || !form.files.iter().filter(|file| file.required).all(has) {
            continue;
        }
        let files = there.iter().map(|(spec, path)| copy(spec, path, into, source.most_bytes));
        return Ok(Some((form, files.collect::<io::Result<Vec<_>>>()?)));
    }
    Ok(None)
}

/// Whether the folder has the file for this source alone, or a name that several sources share.
fn find(from: &Path, source: &Source, file: &FileSpec) -> Option<PathBuf> {
    let own = from.join(source.id).join(file.name);
    [own, from.join(file.name)].into_iter().find(|path| path.is_file())
}

fn copy(spec: &FileSpec, from: &Path, into: &Path, most: u64) -> io::Result<EditionFile> {
    let target = into.join(spec.name);
    let source = File::open(from).map_err(|why| named(from, &why))?;
    let mut bounded = Bounded::new(BufReader::new(source), most);
    let mut file = File::create(&target)?;
    io::copy(&mut bounded, &mut file).map_err(|why| named(from, &why))?;
    file.sync_all()?;
    let (bytes, sha256) = digest_file(&target)?;
    Ok(EditionFile {
        name: spec.name.to_owned(),
        bytes,
        sha256,
        from: "a folder".to_owned(),
        ..EditionFile::default()
    })
}
