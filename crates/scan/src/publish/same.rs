//! Whether two paths are one file: by path where nothing is there yet, else by the file itself, so that links of both
//! kinds are seen through.

use std::path::{Path, PathBuf};

use super::name::folder_of;
use crate::source::Input;

/// A file, however it is called.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    /// With every link resolved, as far as it is there.
    path: PathBuf,
    /// Device and number, where the platform tells.
    number: Option<(u64, u64)>,
}

impl Identity {
    pub(crate) fn of(path: &Path) -> Identity {
        let resolved = path.canonicalize().or_else(|_| {
            let folder = folder_of(path).canonicalize()?;
            Ok::<_, std::io::Error>(folder.join(path.file_name().unwrap_or_default()))
        });
        Identity { path: resolved.unwrap_or_else(|_| path.to_owned()), number: number(path) }
    }

    /// Standard input may be redirected from a file.
    pub(crate) fn of_input(input: &Input) -> Option<Identity> {
        match input {
            Input::Path(path) | Input::Named { path, .. } => Some(Identity::of(path)),
            Input::Stdin if cfg!(unix) => Some(Identity::of(Path::new("/dev/stdin"))),
            Input::Stdin | Input::Bytes { .. } | Input::Stored(_) => None,
        }
    }

    pub(crate) fn is(&self, other: &Identity) -> bool {
        self.path == other.path || (self.number.is_some() && self.number == other.number)
    }
}

#[cfg(unix)]
fn number(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let meta = path.metadata().ok()?;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn number(_: &Path) -> Option<(u64, u64)> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_under_every_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a"), "x").unwrap();
        std::fs::write(at("b"), "x").unwrap();
        std::fs::hard_link(at("a"), at("hard")).unwrap();
        std::os::unix::fs::symlink(at("a"), at("soft")).unwrap();
        std::fs::create_dir(at("sub")).unwrap();
        let file = Identity::of(&at("a"));
        for same in ["a", "hard", "soft", "sub/../a"] {
            assert!(file.is(&Identity::of(&at(same))), "{same}");
        }
        assert!(!file.is(&Identity::of(&at("b"))) && !file.is(&Identity::of(&at("none"))));
        assert!(Identity::of(&at("none")).is(&Identity::of(&at("sub/../none"))));
    }
}
