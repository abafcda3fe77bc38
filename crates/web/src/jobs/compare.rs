//! Two uploads of one catalog: which findings are new, which say something else, which are gone.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use scan::rescan::Became;
use serde::Serialize;

use super::found;

/// A finding that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Change {
    /// The listing.
    pub(crate) listing: String,
    /// What the case is about.
    pub(crate) case_key: String,
    /// What became of it.
    pub(crate) became: Became,
    /// The case before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<String>,
    /// The case now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) now: Option<String>,
}

/// More findings than these are not compared: they are held in memory.
const MOST: usize = 2_000_000;

type All = BTreeMap<(String, String), String>;

fn all(path: &Path) -> io::Result<All> {
    let mut all = All::new();
    for found in found::read(path)? {
        let found = found?;
        for (key, id) in found.cases {
            all.insert((found.listing.clone(), key), id);
        }
        if all.len() > MOST {
            return Err(io::Error::other(format!("more than {MOST} findings: they are not compared")));
        }
    }
    Ok(all)
}

/// The changes from one scan's findings to another's, in the order of listings.
pub(crate) fn compare(before: &Path, now: &Path) -> io::Result<Vec<Change>> {
    let (before, now) = (all(before)?, all(now)?);
    Ok(changes(&before, &now))
}

fn changes(before: &All, now: &All) -> Vec<Change> {
    let change =
        |(listing, key): &(String, String), became, before: Option<&String>, now: Option<&String>| Change {
            listing: listing.clone(),
            case_key: key.clone(),
            became,
            before: before.cloned(),
            now: now.cloned(),
        };
    let come = now.iter().filter_map(|(at, id)| match before.get(at) {
        None => Some(change(at, Became::New, None, Some(id))),
        Some(known) if known != id => Some(change(at, Became::Changed, Some(known), Some(id))),
        Some(_) => None,
    });
    let gone = before.iter().filter(|(at, _)| !now.contains_key(*at));
    let mut all: Vec<Change> =
        come.chain(gone.map(|(at, id)| change(at, Became::Gone, Some(id), None))).collect();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_changed_and_gone_is_told() {
        let all = |rows: &[(&str, &str, &str)]| -> All {
            rows.iter().map(|(l, k, c)| (((*l).to_owned(), (*k).to_owned()), (*c).to_owned())).collect()
        };
        let before = all(&[("a", "k", "1"), ("b", "k", "1"), ("c", "k", "1")]);
        let now = all(&[("a", "k", "1"), ("b", "k", "2"), ("d", "k", "1")]);
        let told: Vec<(String, Became)> =
            changes(&before, &now).into_iter().map(|one| (one.listing, one.became)).collect();
        let expected = [("b", Became::Changed), ("c", Became::Gone), ("d", Became::New)];
        assert_eq!(told, expected.map(|(l, b)| (l.to_owned(), b)));
    }
}
