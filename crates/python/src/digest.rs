//! The digest of a scan: one SHA-256 over a line for each listing. Equal digests: the same said of every listing.

use sha2::{Digest as _, Sha256};

/// Lines on their way into the digest.
#[derive(Debug)]
pub(crate) enum Digest {
    /// Rows are told apart by their places in the table, and come in that order.
    ByPlace(Sha256),
    /// Rows are told apart by the ids of the catalog: lines are kept without places and sorted at the end, so that a table that is cut or
    /// ordered in another way has the same digest.
    ById(Vec<u8>),
}

impl Digest {
    pub(crate) fn new(by_id: bool) -> Self {
        if by_id { Digest::ById(Vec::new()) } else { Digest::ByPlace(Sha256::new()) }
    }

    /// Takes the lines of a batch; each begins with the name of the table and the place of the row.
    pub(crate) fn add(&mut self, lines: &[u8], table: &str) {
        match self {
            Digest::ByPlace(digest) => digest.update(lines),
            Digest::ById(all) => {
                for line in lines.split_inclusive(|byte| *byte == b'\n') {
                    let rest = line.get(table.len() + 1..).unwrap_or_default();
                    let place = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                    all.extend_from_slice(table.as_bytes());
                    all.push(b'\t');
                    all.extend_from_slice(&rest[place..]);
                }
            }
        }
    }

    /// The digest so far, in hexadecimal.
    pub(crate) fn hex(&self) -> String {
        let digest = match self {
            Digest::ByPlace(digest) => digest.clone().finalize(),
            Digest::ById(all) => {
                let mut lines: Vec<&[u8]> = all.split_inclusive(|byte| *byte == b'\n').collect();
                lines.sort_unstable();
                lines.into_iter().fold(Sha256::new(), |digest, line| digest.chain_update(line)).finalize()
            }
        };
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
