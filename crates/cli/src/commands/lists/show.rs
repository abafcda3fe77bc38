//! Entries of a source or list, looked up by name or id.

use lists::record::Record;
use lists::sources::{SOURCES, Source, by_id};
use lists::store::Store;
use lists::update::records;
use nameplate::text::name::{name_key, words};
use serde::Serialize;

use super::common::{most, unreadable};
use super::entry;
use crate::args::ShowArgs;
use crate::commands::Ended;
use crate::error::{CliError, Result};
use crate::out::{Out, faint, text};
use crate::setup::store;
use crate::words::counted;

/// Entries on a terminal, unless asked otherwise.
const SHOWN: usize = 20;

/// An entry with where it stands.
#[derive(Debug, Serialize)]
struct Found {
    source: &'static str,
    edition: String,
    #[serde(flatten)]
    record: Record,
}

/// Shows entries.
pub(crate) fn show(args: &ShowArgs, out: &Out) -> Result<Ended> {
    let store = store(&args.data)?;
    let (found, looked) = find(&store, args)?;
    if args.json {
        return out.json(&found).map(|()| Ended::Nothing);
    }
    let most = most(args.limit, SHOWN, out);
    let mut page = out.page();
    for one in found.iter().take(most) {
        entry::print(&mut page, one.source, &one.record);
    }
    entry::and_more(&mut page, most, found.len());
    page.blank();
    let entries = counted(found.len() as u64, "entry", "entries");
    page.para(&text(format!("{entries} in ")).then(faint(looked.join(", "))));
    out.print(&page).map(|()| Ended::Nothing)
}

/// What fits, and which editions were looked through.
fn find(store: &Store, args: &ShowArgs) -> Result<(Vec<Found>, Vec<String>)> {
    let (mut found, mut looked) = (Vec::new(), Vec::new());
    let asked = sources(store, &args.what)?;
    for (source, lists) in asked {
        let edition = store.current(source.id).map_err(|why| unreadable(&why))?;
        let Some(edition) = edition else { continue };
        let parsed = records(store, source, &edition, None).map_err(|why| unreadable(&why))?;
        looked.push(format!("{} {}", source.id, edition.id));
        let fits = |record: &Record| {
            (lists.is_empty() || lists.contains(&record.list.as_str()))
                && args.entry.as_ref().is_none_or(|id| record.entry == *id)
                && args.name.as_ref().is_none_or(|name| is_named(record, name))
        };
        let records = parsed.records.into_iter().filter(fits);
        found.extend(records.map(|record| Found { source: source.id, edition: edition.id.clone(), record }));
    }
    if looked.is_empty() {
        return Err(CliError::new(format!("no edition of `{}` is here", args.what))
            .hint("fetch it: `nameplate lists update`; what there is: `nameplate lists`"));
    }
    Ok((found, looked))
}

/// The sources that carry what was asked for, with the lists to look at (none means all). The id of a source that was never
/// taken means the lists that it would carry, wherever they stand.
fn sources<'a>(store: &Store, what: &'a str) -> Result<Vec<(&'static Source, Vec<&'a str>)>> {
    if let Some(source) = by_id(what) {
        if store.current(source.id).map_err(|why| unreadable(&why))?.is_some() || source.lists.is_empty() {
            return Ok(vec![(source, Vec::new())]);
        }
        return Ok(carriers(source.lists.to_vec()));
    }
    let carriers = carriers(vec![what]);
    if carriers.is_empty() {
        return Err(CliError::new(format!("there is no source or list `{what}`"))
            .hint("`nameplate lists -v` shows all sources and their lists"));
    }
    Ok(carriers)
}

fn carriers(lists: Vec<&str>) -> Vec<(&'static Source, Vec<&str>)> {
    let carries = |source: &&&'static Source| source.lists.iter().any(|list| lists.contains(list));
    SOURCES.iter().filter(carries).map(|source| (*source, lists.clone())).collect()
}

/// Whether all the words stand in one of the names.
fn is_named(record: &Record, asked: &str) -> bool {
    let asked = name_key(asked);
    record.names.iter().any(|name| {
        let key = name_key(&name.text);
        words(&asked).all(|word| words(&key).any(|w| w == word) || (!word.is_ascii() && key.contains(word)))
    })
}
