//! `nameplate who NAME --bundle FOLDER`: a dossier frozen with its sources and hashes, to be published and checked.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use nameplate::dossier::Dossier;
use scan::spreadsheet_text;
use sha2::{Digest, Sha256};

use super::Answered;
use crate::error::{CliError, Result};
use crate::files;

/// What `sha256sum -c` reads.
const SUMS: &str = "SHA256SUMS";

/// Writes the folder; tells how many files there are.
pub(super) fn write(dossier: &Dossier, folder: &Path) -> Result<usize> {
    let files = contents(dossier)?;
    refuse(folder, &files)?;
    fs::create_dir_all(folder)
        .map_err(|error| CliError::new(format!("{} cannot be made: {error}", folder.display())))?;
    let mut sums = String::new();
    for (name, bytes) in &files {
        files::write(&folder.join(name), bytes)?;
        // Writing to a string cannot fail.
        let _ = writeln!(sums, "{:x}  {name}", Sha256::digest(bytes));
    }
    // Written last: without it, the folder is not whole.
    files::write(&folder.join(SUMS), sums.as_bytes())?;
    Ok(files.len() + 1)
}

/// The files by name.
fn contents(dossier: &Dossier) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let json = serde_json::to_string_pretty(&Answered::of(dossier));
    let json = json.map_err(|error| CliError::new(format!("cannot write JSON: {error}")))?;
    Ok(vec![
        ("README.txt", readme(dossier).into_bytes()),
        ("dossier.html", pages::dossier(dossier).into_bytes()),
        ("dossier.json", (json + "\n").into_bytes()),
        ("sources.csv", sources(dossier)?),
    ])
}

fn readme(dossier: &Dossier) -> String {
    let who = &dossier.party.who;
    format!(
        "{answer}\n\n\
         {name} (id {id}), as of {day}.\n\n\
         dossier.html  the page, to be read; it loads nothing\n\
         dossier.json  the same for programs\n\
         sources.csv   every document that is cited, with kind, date and address\n\
         {SUMS}    checks that nothing was changed: sha256sum -c {SUMS}\n\n\
         Register {version}, SHA-256 {hash}\n\
         Policy {policy}\n\n\
         An allegation is called one, and the company's answer stands beside it. Nothing here is legal advice.\n",
        answer = pages::answer(dossier),
        name = who.name,
        id = who.id,
        day = dossier.as_of,
        version = dossier.register.version,
        hash = dossier.register.hash,
        policy = dossier.policy_hash,
    )
}

fn sources(dossier: &Dossier) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let broken = |error: csv::Error| CliError::new(format!("cannot write the sources: {error}"));
    table.write_record(["id", "title", "date", "kind", "address"]).map_err(broken)?;
    for source in &dossier.sources {
        let kind = pages::words::source_kind(source.tier);
        let date = source.dated();
        let cells = [&*source.id, &source.title, &date, kind, &source.url].map(spreadsheet_text);
        table.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(broken)?;
    }
    table.into_inner().map_err(|error| CliError::new(format!("cannot write the sources: {error}")))
}

/// Refuses a folder that holds anything but an older bundle.
fn refuse(folder: &Path, files: &[(&'static str, Vec<u8>)]) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        let is_file = folder.symlink_metadata().is_ok();
        let error = || CliError::new(format!("{} is no folder", folder.display())).hint("name a new folder");
        return if is_file { Err(error()) } else { Ok(()) };
    };
    let ours: BTreeSet<&str> = files.iter().map(|(name, _)| *name).chain([SUMS]).collect();
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let strange = names.into_iter().find(|name| !ours.contains(name.as_str()));
    strange.map_or(Ok(()), |name| {
        let error = CliError::new(format!("{} holds {name}, which is of no bundle", folder.display()));
        Err(error.hint("name a new folder: a bundle is published as it is, with nothing else in it"))
    })
}
