//! Whether a signed register may be used. The file was given as bytes; where the register stands in it is told, so that the page can cut
//! it out and open it in an instance of its own.

use nameplate::Day;
use serde::Serialize;
use signed::{Held, Manifest, PublicKey};

use crate::said::{Refused, json};

#[derive(Serialize)]
struct Accepted {
    manifest: Manifest,
    /// Where the register begins in the file, and where it ends, in bytes.
    from: usize,
    to: usize,
}

/// Checks a file: its signature by that key, its bytes, its days, and that it is no older than what is held.
pub(crate) fn accept(file: &[u8], key: &str, today: Day, sequence: Option<u64>) -> Result<String, Refused> {
    let key = PublicKey::parse(key).map_err(|error| Refused::new(error.to_string()))?;
    let found = signed::accept(file, &key, today, Held { sequence });
    let accepted = found.map_err(|error| Refused::new(error.to_string()))?;
    // The register is what the file ends with.
    let from = file.len() - accepted.register.len();
    Ok(json(&Accepted { manifest: accepted.manifest, from, to: file.len() }))
}
