//! What the commands of `nameplate lists` share: sources by id, how much is printed, errors of the data folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lists::registers::Receipt;
use lists::sources::{Checks, SOURCES, Source, by_id};
use lists::update::{NoNetwork, Origin, reach};

use crate::error::{CliError, Result};
use crate::out::{Line, Out, text};
use crate::words::{count, counted};

/// A source by its id, or an error that names the ones there are.
pub(super) fn source(id: &str) -> Result<&'static Source> {
    by_id(id).ok_or_else(|| {
        let ids: Vec<&str> = SOURCES.iter().map(|source| source.id).collect();
        CliError::new(format!("there is no source `{id}`"))
            .hint(format!("the sources are: {}", ids.join(", ")))
    })
}

/// Sources by their ids; all of them where none is named.
pub(super) fn sources(ids: &[String]) -> Result<Vec<&'static Source>> {
    let named = ids.iter().map(|id| source(id)).collect::<Result<Vec<_>>>()?;
    Ok(if named.is_empty() { SOURCES.to_vec() } else { named })
}

/// Where files are taken from: the authorities, a folder, or a mirror.
pub(super) fn origin(from: Option<&str>) -> Result<Origin> {
    Ok(match from {
        None => Origin::Official,
        Some(url) if url.starts_with("https://") || url.starts_with("http://") => {
            Origin::Mirror(url.to_owned())
        }
        Some(folder) => {
            let folder = PathBuf::from(folder);
            if !folder.is_dir() {
                return Err(CliError::new(format!("{}: there is no such folder", folder.display()))
                    .hint("--from takes a folder, or an address that begins with https://"));
            }
            Origin::Folder(folder)
        }
    })
}

/// Says at once that there is no network, where none is, and what to do without one.
pub(super) fn reachable(sources: &[&'static Source], origin: &Origin) -> Result<()> {
    let mirror = match origin {
        Origin::Folder(_) => return Ok(()),
        Origin::Official => None,
        Origin::Mirror(base) => Some(base.as_str()),
    };
    reach(sources, mirror).map_err(|none| {
        CliError::new(format!(
            "no network could be reached; nothing was fetched, and what is in use stays ({})",
            silence(&none)
        ))
            .hint("without a network: download the files elsewhere (`nameplate lists -v` gives each address and name) into a folder, then nameplate lists update --from FOLDER")
            .hint("behind a proxy: set HTTPS_PROXY, for instance HTTPS_PROXY=http://proxy.example:8080")
    })
}

/// Who was asked and why nobody answered; servers that failed alike are told together.
fn silence(none: &NoNetwork) -> String {
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (host, why) in &none.hosts {
        by_reason.entry(why).or_default().push(host);
    }
    let one = |(why, hosts): (&str, Vec<&str>)| match hosts.as_slice() {
        [host] => format!("{host}: {why}"),
        [host, others @ ..] => format!("{host} and {} more: {why}", others.len()),
        [] => String::new(),
    };
    by_reason.into_iter().map(one).collect::<Vec<_>>().join("; ")
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

/// What an edition must hold, in a line.
pub(super) fn asked(checks: &Checks) -> String {
    let least = counted(checks.min_entries.get() as u64, "entry", "entries");
    let size = match checks.max_entries {
        usize::MAX => format!("at least {least}"),
        most => format!("{} to {} entries", count(checks.min_entries.get() as u64), count(most as u64)),
    };
    let (lost, changed) = (checks.max_lost.get(), checks.max_changed);
    let refused = checks.max_refused.get();
    format!("{size}; at most {lost} % lost, {changed} % changed, {refused} % of rows put aside")
}
