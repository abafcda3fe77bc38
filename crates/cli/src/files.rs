//! Pages to disk: written aside and renamed when whole, so that what has the name is complete.

use std::path::{Path, PathBuf};

use crate::error::{CliError, Result};

/// Writes a file whole, or not at all.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    let aside = aside(path);
    let failed =
        |error: std::io::Error| CliError::new(format!("{}: cannot be written: {error}", path.display()));
    std::fs::write(&aside, text).map_err(failed)?;
    std::fs::rename(&aside, path).map_err(failed)
}

fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        write(&path, "whole").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write(&folder.path().join("none").join("page.html"), "x").is_err());
    }
}
