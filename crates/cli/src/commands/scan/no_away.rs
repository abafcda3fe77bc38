//! In the place of `away` where the program was built without what reads from elsewhere.

use std::path::{Path, PathBuf};

use scan::Input;

use super::names::is_address;
use crate::error::{CliError, Result};

/// There are none.
pub(crate) enum Away {}

impl Away {
    /// Refuses addresses.
    pub(super) fn of(output: Option<&Path>) -> Result<Option<Away>> {
        match output.and_then(Path::to_str).filter(|text| is_address(text)) {
            Some(text) => {
                Err(CliError::new(format!("{text}: this program was built without what writes elsewhere"))
                    .hint("build it with the feature `remote`, or name a file or folder of this machine"))
            }
            None => Ok(None),
        }
    }

    pub(super) fn here(&self) -> &Path {
        match *self {}
    }

    pub(super) fn check(&self, _: &[Input], _: bool) -> Result<()> {
        match *self {}
    }

    pub(super) fn send(&self, _: &[PathBuf]) -> Result<Vec<PathBuf>> {
        match *self {}
    }
}
