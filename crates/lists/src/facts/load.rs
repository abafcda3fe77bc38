//! Reads a folder of facts.

use std::path::{Path, PathBuf};

use nameplate::register::RegisterInput;

use super::stated::Facts;

/// A folder of facts that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder or a file cannot be opened.
    #[error("cannot read `{path}`: {cause}")]
    Io {
        /// What.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// A file is no TOML, or has a table or key that facts do not know.
    #[error("{file}: {cause}")]
    Toml {
        /// The file, relative to the folder.
        file: String,
        /// Where and what, with the line shown.
        cause: Box<toml::de::Error>,
    },
    /// No facts at all.
    #[error("no `.toml` file below `{path}`")]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

/// Reads all `.toml` files below a folder, in the order of their names.
///
/// # Errors
/// Names the file, and the line where it is one of text.
pub fn load(folder: &Path) -> Result<Facts, LoadError> {
    let mut facts = Facts::default();
    for path in files(folder)? {
        let text =
            std::fs::read_to_string(&path).map_err(|cause| LoadError::Io { path: path.clone(), cause })?;
        let file = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        let input: RegisterInput = toml::from_str(&text)
            .map_err(|cause| LoadError::Toml { file: file.clone(), cause: Box::new(cause) })?;
        facts.files.extend(names(&input).map(|name| (name, file.clone())));
        facts.input.append(input);
    }
    Ok(facts)
}

/// All `.toml` files below a folder, in the order of their names.
///
/// # Errors
/// The folder cannot be read, or there is none.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    if files.is_empty() { Err(LoadError::Empty { path: folder.to_owned() }) } else { Ok(files) }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let io = |cause| LoadError::Io { path: folder.to_owned(), cause };
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// What a file defines, by the names that problems use.
fn names(input: &RegisterInput) -> impl Iterator<Item = String> {
    let relations = input.relation.iter().map(|r| format!("relation {} {} {}", r.from, r.kind, r.to));
    let designations =
        input.designation.iter().map(|d| format!("designation of {}{} on {}", d.party, d.class, d.list));
    let parties = input.party.iter().map(|p| format!("party {}", p.id));
    let sources = input.source.iter().map(|s| format!("source {}", s.id));
    let claims = input.claim.iter().map(|c| format!("claim about {}", c.about));
    let responses = input.response.iter().map(|r| format!("response of {}", r.party));
    let signals = input.signal.iter().map(|s| format!("signal {} of {}", s.kind, s.party));
    let rules = input.rule.iter().map(|r| format!("rule {}", r.code));
    let all = parties.chain(sources).chain(relations).chain(designations).chain(claims);
    all.chain(responses).chain(signals).chain(rules).collect::<Vec<_>>().into_iter()
}
