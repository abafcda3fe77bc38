//! Whether a file that stands under the name of a result is ours to replace. What a manifest beside it names is ours as long as its
//! bytes are those that the manifest tells: whoever wrote into a table after the run must not lose it. A page is ours by the
//! policy in its head.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::plan::Plan;
use crate::publish::incomplete;
use crate::source::hex;
use tables::error::Error;

/// What we need of a manifest that we once wrote.
#[derive(Deserialize)]
pub(super) struct Earlier {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    #[serde(rename = "tool_version")]
    _tool_version: String,
    #[serde(rename = "policy_hash")]
    _policy_hash: String,
    /// Manifests of older versions name no outputs.
    pub(super) outputs: Option<Vec<Named>>,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) file: String,
    pub(super) sha256: String,
    #[serde(default)]
    pub(super) bytes: Option<u64>,
}

/// The manifest at a path, if it is one of ours.
pub(super) fn earlier(path: &Path) -> Option<Earlier> {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok())
}

/// What a manifest says of a file.
pub(super) enum Whose {
    /// Ours, as it was written.
    Ours,
    /// Ours, and changed since.
    Changed,
    /// Nobody says that it is ours.
    Unknown,
}

impl Earlier {
    /// Whose a file beside this manifest is.
    pub(super) fn tells(&self, file: &Path) -> Whose {
        let Some(outputs) = &self.outputs else { return Whose::Ours };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match outputs.iter().find(|named| named.file == *name) {
            Some(named) if named.is(file) => Whose::Ours,
            Some(_) => Whose::Changed,
            None => Whose::Unknown,
        }
    }
}

impl Named {
    /// Whether the file has the bytes that were written.
    pub(super) fn is(&self, file: &Path) -> bool {
        let size = fs::metadata(file).ok().map(|meta| meta.len());
        // A size that differs spares reading it.
        (self.bytes.is_none() || size == self.bytes) && digest(file).is_ok_and(|digest| digest == self.sha256)
    }
}

/// Refuses results that would replace what is not ours, where they stand in no folder of their own; also under the names that they
/// get where the run is not completed.
pub(super) fn refuse_results(plan: &Plan, has_sides: bool) -> Result<(), Error> {
    for plan in [plan.clone(), plan.incomplete()] {
        let sides = plan.sides(true).into_iter().filter(|_| has_sides).map(|(_, path)| path);
        let mut all = [plan.results.clone(), plan.manifest.clone()].into_iter().chain(sides);
        all.try_for_each(|file| one(&file, Some(&plan.manifest)))?;
    }
    Ok(())
}

/// The same for a page.
pub(super) fn refuse_page(page: &Path) -> Result<(), Error> {
    one(page, None)?;
    one(&incomplete(page), None)
}

fn one(file: &Path, manifest: Option<&Path>) -> Result<(), Error> {
    // What is no plain file is refused elsewhere, with another reason.
    if !file.metadata().is_ok_and(|meta| meta.is_file()) || is_page(file) {
        return Ok(());
    }
    let path = || file.display().to_string();
    let earlier = manifest.and_then(earlier);
    let is_manifest = manifest == Some(file);
    match earlier.map(|earlier| if is_manifest { Whose::Ours } else { earlier.tells(file) }) {
        Some(Whose::Ours) => Ok(()),
        Some(Whose::Changed) => Err(Error::Changed { path: path() }),
        Some(Whose::Unknown) | None => Err(Error::IsThere { path: path() }),
    }
}

/// Whether a page is one of ours, by the policy in its head.
pub(super) fn is_page(path: &Path) -> bool {
    const POLICY: &str = "default-src 'none'; style-src 'sha256-";
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(1 << 12).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains(POLICY)
}

fn digest(path: &Path) -> io::Result<String> {
    let mut sha256 = Sha256::new();
    io::copy(&mut File::open(path)?, &mut sha256)?;
    Ok(hex(&sha256.finalize()))
}
