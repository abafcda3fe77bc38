//! A folder of results that is there already may hold anything. Only what its manifest names, or what is a page of ours, is
//! replaced; what an earlier run wrote in another format is taken away with it, if nobody changed it since.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::source::hex;

/// What we need of a manifest that we once wrote.
#[derive(Deserialize)]
struct Earlier {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    #[serde(rename = "tool_version")]
    _tool_version: String,
    #[serde(rename = "policy_hash")]
    _policy_hash: String,
    /// Manifests of older versions name no outputs.
    outputs: Option<Vec<Named>>,
}

#[derive(Deserialize)]
struct Named {
    file: String,
    sha256: String,
}

/// Which files stand in the way are refused; which are of an earlier run and will not be written again is told.
pub(super) fn claim(folder: &Path, files: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let path = folder.join("manifest.json");
    let earlier = match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice::<Earlier>(&bytes).ok(),
        Err(_) => None,
    };
    let unnamed = earlier.as_ref().is_some_and(|earlier| earlier.outputs.is_none());
    let is_there = earlier.is_some();
    let named: BTreeMap<String, String> = earlier
        .and_then(|earlier| earlier.outputs)
        .into_iter()
        .flatten()
        .map(|named| (named.file, named.sha256))
        .collect();
    for file in files.iter().filter(|file| file.parent() == Some(folder) && file.symlink_metadata().is_ok()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let ours = (*file == path && is_there) || unnamed || named.contains_key(&*name) || is_page(file);
        if !ours {
            return Err(Error::NotOurs { path: file.display().to_string() });
        }
    }
    let written = |name: &str| files.iter().any(|file| file.file_name().is_some_and(|known| known == name));
    let stale = named.iter().filter(|(name, _)| {
        // A name, and no way out of the folder.
        let ours = ["results.", "cases.", "house.", "sources."].iter().any(|table| name.starts_with(table));
        ours && !name.contains(['/', '\\']) && !written(name)
    });
    let stale = stale.map(|(name, sha256)| (folder.join(name), sha256));
    Ok(stale
        .filter(|(path, sha256)| digest(path).is_ok_and(|digest| digest == **sha256))
        .map(|(path, _)| path)
        .collect())
}

/// Whether a page is one of ours, by the policy in its head.
fn is_page(path: &Path) -> bool {
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
