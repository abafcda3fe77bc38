//! Where things stand: the root of the repository, and the shared data that some machines have beside it.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// A file of the shared data (`NAMEPLATE_SHARED`, else `shared` beside the repository), where it is present.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("NAMEPLATE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    Some(folder.join(path)).filter(|path| path.is_file())
}

/// Compares a text with the file that holds it, or with `UPDATE=1` writes it there.
///
/// # Panics
/// They differ, or the file cannot be written.
pub fn hold(path: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        let written = std::fs::write(path, text);
        return assert!(written.is_ok(), "{}: {written:?}", path.display());
    }
    let held = std::fs::read_to_string(path).unwrap_or_default();
    assert!(held == text, "{} differs; UPDATE=1 rewrites it. Now:\n{text}", path.display());
}
