//! What a journal holds of a batch: its results as they are written, its counts, and which of its rows somebody was told of. Those rows
//! are judged once more when the run is taken up, since what is shown of them is not kept; they are few, and the rest is not judged again.

use std::collections::BTreeMap;

use arrow_ipc::writer::StreamWriter;
use nameplate::Verdict;
use nameplate::report::Summary;
use nameplate::word::NotTheMaker;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::journal::Key;
use crate::digest::Lines;
use crate::output::{Encoded, put, take};
use crate::rows::Rows;

/// What was kept of a batch.
pub(super) struct Kept {
    pub(super) encoded: Encoded,
    pub(super) meta: Meta,
    /// What the digest covers: lines, or records.
    pub(super) digest: Vec<u8>,
}

/// The same, as far as it is small.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Meta {
    /// Records or lines in the encoded results.
    pub(super) lines: u64,
    /// Columns that nobody knows, and how many of their cells hold a known name.
    pub(super) named: BTreeMap<String, u64>,
    /// Rows of the batch that were told of, or of which something was found.
    pub(super) told: Vec<usize>,
    /// Counts over all others.
    pub(super) quiet: Quiet,
}

/// Counts over rows without findings and defects.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Quiet {
    listings: u64,
    identified: u64,
    own_day: u64,
    mentioning: u64,
    by_verdict: BTreeMap<Verdict, u64>,
    by_reason: BTreeMap<NotTheMaker, u64>,
}

impl Quiet {
    /// Of such rows, all that a summary can say.
    pub(super) fn of(summary: &Summary) -> Quiet {
        Quiet {
            listings: summary.listings,
            identified: summary.identified,
            own_day: summary.own_day,
            mentioning: summary.mentioning,
            by_verdict: summary.by_verdict.clone(),
            by_reason: summary.by_reason.clone(),
        }
    }

    pub(super) fn summary(self) -> Summary {
        let Quiet { listings, identified, own_day, mentioning, by_verdict, by_reason } = self;
        Summary { listings, identified, own_day, mentioning, by_verdict, by_reason, ..Summary::default() }
    }
}

/// Under which key a batch is kept: its rows, where they stand, and what their columns mean.
pub(super) fn key(rows: &Rows) -> Result<Key, String> {
    let mut hash = Hashed(Sha256::new());
    hash.0.update(format!("{:?}\n{:?}\n", rows.base, rows.columns));
    StreamWriter::try_new(&mut hash, &rows.batch.schema())
        .and_then(|mut writer| writer.write(&rows.batch).and_then(|()| writer.finish()))
        .map_err(|error| error.to_string())?;
    Ok(hash.0.finalize().into())
}

struct Hashed(Sha256);

impl std::io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A batch as a journal keeps it.
pub(super) fn body(meta: &Meta, digest: &Lines, encoded: &Encoded) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    put(&mut out, &serde_json::to_vec(meta).map_err(|error| error.to_string())?);
    match digest {
        Lines::InOrder(lines) => put(&mut out, lines),
        Lines::InParts(..) => put(&mut out, &digest.records().flatten().copied().collect::<Vec<_>>()),
    }
    encoded.pack(&mut out)?;
    Ok(out)
}

impl Kept {
    /// What [`body`] made; nothing where it is anything else.
    pub(super) fn read(mut body: &[u8]) -> Option<Kept> {
        let meta = serde_json::from_slice(take(&mut body)?).ok()?;
        let digest = take(&mut body)?.to_vec();
        Some(Kept { meta, digest, encoded: Encoded::unpack(body)? })
    }

    /// Rows that were told of, as stretches: the first, and how many.
    pub(super) fn stretches(&self) -> Vec<(usize, usize)> {
        let mut all: Vec<(usize, usize)> = Vec::new();
        for row in &self.meta.told {
            match all.last_mut() {
                Some((first, n)) if *first + *n == *row => *n += 1,
                _ => all.push((*row, 1)),
            }
        }
        all
    }
}
