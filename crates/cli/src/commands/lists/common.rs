//! What the commands of `nameplate lists` share: sources by id, how much is printed, errors of the data folder.

use lists::registers::Receipt;
use lists::sources::{SOURCES, Source, by_id};

use crate::error::CliError;
use crate::out::{Line, Out, text};
use crate::words::{count, counted};

/// A source by its id, or an error that names the ones there are.
pub(super) fn source(id: &str) -> Result<&'static Source, CliError> {
    by_id(id).ok_or_else(|| {
        let ids: Vec<&str> = SOURCES.iter().map(|source| source.id).collect();
        CliError::new(format!("there is no source `{id}`"))
            .hint(format!("the sources are: {}", ids.join(", ")))
    })
}

/// An error of the data folder.
pub(super) fn unreadable(why: &std::io::Error) -> CliError {
    CliError::new(format!("the data folder cannot be used: {why}"))
        .hint("give another one by --data-dir or NAMEPLATE_DATA")
}

/// How many entries are printed: what was asked for (0 for all), else some for people and all for machines.
pub(super) fn most(limit: Option<usize>, shown: usize, out: &Out) -> usize {
    match limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None if out.is_terminal => shown,
        None => usize::MAX,
    }
}

/// What a register holds, in a line.
pub(super) fn contents(receipt: &Receipt) -> Line {
    text(format!(
        "{}, {} on lists; {} merged, {} to look at: `nameplate lists review`",
        counted(receipt.parties, "party", "parties"),
        counted(receipt.designations, "place", "places"),
        counted(receipt.merges, "pair", "pairs"),
        count(receipt.to_review)
    ))
}
