//! A folder of results that is there already may hold anything. Only what its manifest names, or what is a page of ours, is
//! replaced; what an earlier run wrote in another format is taken away with it, if nobody changed it since.

use std::path::{Path, PathBuf};

use super::claim::{Named, Whose, earlier, is_page};
use tables::error::Error;

/// Which files stand in the way are refused; which are of an earlier run and will not be written again is told.
pub(super) fn claim(folder: &Path, files: &[PathBuf], force: bool) -> Result<Vec<PathBuf>, Error> {
    let path = folder.join("manifest.json");
    let earlier = earlier(&path);
    for file in files.iter().filter(|file| file.parent() == Some(folder) && file.symlink_metadata().is_ok()) {
        let told = match &earlier {
            Some(_) if *file == path => Whose::Ours,
            _ if is_page(file) => Whose::Ours,
            Some(earlier) => earlier.tells(file),
            None => Whose::Unknown,
        };
        let shown = || file.display().to_string();
        match told {
            Whose::Changed if !force => return Err(Error::Changed { path: shown() }),
            Whose::Unknown if !force => return Err(Error::NotOurs { path: shown() }),
            Whose::Ours | Whose::Changed | Whose::Unknown => {}
        }
    }
    let written = |name: &str| files.iter().any(|file| file.file_name().is_some_and(|known| known == name));
    let stale = |named: &Named| {
        let name = named.file.as_str();
        let ours = ["results.", "cases.", "house.", "sources."].iter().any(|table| name.starts_with(table));
        // A name, and no way out of the folder; and what somebody changed stays.
        let ours = ours && !name.contains(['/', '\\']) && !written(name);
        let path = folder.join(name);
        (ours && named.is(&path)).then_some(path)
    };
    Ok(earlier
        .and_then(|earlier| earlier.outputs)
        .into_iter()
        .flatten()
        .filter_map(|named| stale(&named))
        .collect())
}
