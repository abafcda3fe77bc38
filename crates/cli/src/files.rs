//! Pages and registers to disk: whole or not at all, by the writer that results go through.

use std::path::Path;

use scan::publish;

use crate::args::Question;
use crate::error::{CliError, Result};
use crate::setup::files_of;

/// Writes a file whole, or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    Ok(publish::write_file(path, bytes)?)
}

/// Refuses to write a page under the name of a format that it is not.
pub(crate) fn refuse_format(path: &Path) -> Result<()> {
    let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if matches!(end.as_str(), "" | "html" | "htm") {
        return Ok(());
    }
    Err(CliError::new(format!("{}: only a page (.html) can be written", path.display()))
        .hint("open the page in a browser and print it to PDF; it is laid out for paper"))
}

/// Refuses an output that is one file with what the question is answered from.
pub(crate) fn refuse(path: &Path, question: &Question) -> Result<()> {
    Ok(publish::refuse_inputs(&[path.to_owned()], &files_of(question))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        write(&path, b"whole").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write(&folder.path().join("none").join("page.html"), b"x").is_err());
        // What stands under the name that used to be written aside is nobody's business.
        let other = folder.path().join("page.html.partial");
        std::fs::write(&other, "mine").unwrap();
        write(&path, b"again").unwrap();
        assert_eq!(std::fs::read_to_string(&other).unwrap(), "mine");
    }
}
