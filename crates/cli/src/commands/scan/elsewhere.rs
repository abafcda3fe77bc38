//! Catalogs that lie in a store or behind HTTPS: one object, a folder, a pattern.

use std::path::Path;
use std::sync::Arc;

use glob::Pattern;
use remote::{Address, Object, RemoteError, Stored, below, object};
use scan::Input;

use super::names::{LIKE_A_SHELL, is_catalog};
use crate::error::{CliError, Result};

/// The catalogs that an address stands for, in the order of their names.
pub(super) fn find(text: &str) -> Result<Vec<Input>> {
    let is_store = !text.starts_with("http");
    if is_store && text.contains(['*', '?', '[']) {
        return pattern(text);
    }
    let address = Address::parse(text)?;
    if is_store && text.ends_with('/') {
        let all =
            below(&address)?.into_iter().filter(|one| is_shown(one) && is_catalog(Path::new(&one.name())));
        return some(all.collect(), text, "no catalog lies there");
    }
    match object(&address) {
        Ok(one) => Ok(vec![input(one)]),
        Err(error @ RemoteError::NotFound { .. }) => {
            let error = CliError::from(error);
            Err(if is_store { error.hint(format!("for all catalogs of a folder: {text}/")) } else { error })
        }
        Err(error) => Err(error.into()),
    }
}

/// Objects that a pattern matches. The store is asked for what lies below the part that stands fast.
fn pattern(text: &str) -> Result<Vec<Input>> {
    let bad = |why: &str| CliError::new(format!("pattern `{text}`: {why}"));
    let wanted = Pattern::new(text).map_err(|error| bad(error.msg))?;
    let fixed = text.find(['*', '?', '[']).and_then(|at| text.get(..at)).unwrap_or(text);
    let folder = fixed.rsplit_once('/').map_or(fixed, |(folder, _)| folder);
    if !folder.contains("://") || folder.ends_with('/') {
        return Err(bad("the bucket has to be named"));
    }
    let all = below(&Address::parse(folder)?)?.into_iter();
    let all = all.filter(|one| wanted.matches_with(&one.name(), LIKE_A_SHELL));
    some(all.collect(), text, "no object is matched")
}

fn some(all: Vec<Object>, text: &str, otherwise: &str) -> Result<Vec<Input>> {
    if all.is_empty() {
        return Err(CliError::new(format!("{text}: {otherwise}"))
            .hint("* stands for a part of a name, ** for folders in folders; a folder ends with /"));
    }
    Ok(all.into_iter().map(input).collect())
}

/// Hidden names, and those of other programs' work (`_temporary/`, `_SUCCESS`), are left out as in a folder of this machine.
fn is_shown(one: &Object) -> bool {
    let name = one.name();
    let path = name.split_once("://").map_or("", |(_, rest)| rest);
    !path.split('/').skip(1).any(|part| part.starts_with(['.', '_']))
}

fn input(one: Object) -> Input {
    Input::Stored(Arc::new(one))
}
