//! What is signed of a register: which one it is, from when until when, and its place in the order of all of them.

use nameplate::{Day, Register};
use serde::{Deserialize, Serialize};

/// The words of a signed register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The register's own version.
    pub version: String,
    /// SHA-256 over all bytes of the register, in hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The day on which it was signed.
    pub made: Day,
    /// The last day on which it may be taken.
    pub expires: Day,
    /// Its number: the next one has a higher one.
    pub sequence: u64,
}

impl Manifest {
    /// Whether these are the bytes that it speaks of.
    pub(crate) fn is_of(&self, bytes: &[u8]) -> bool {
        self.bytes == bytes.len() as u64 && self.sha256 == digest(bytes)
    }

    /// Whether this is the version that it speaks of.
    pub(crate) fn names(&self, register: &Register<'_>) -> bool {
        self.version == register.version()
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
