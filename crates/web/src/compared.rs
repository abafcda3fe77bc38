//! Editions of lists beside each other: what is new, gone and changed, remembered, since an edition never changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use lists::diff::diff;
use lists::edition::Edition;
use lists::record::Record;
use lists::sources::Source;
use lists::store::Store;
use lists::update::records;
use serde::Serialize;
use utoipa::ToSchema;

/// An entry of a list that is not as it was.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Change {
    /// The list.
    pub(crate) list: String,
    /// The source that publishes it.
    pub(crate) source: &'static str,
    /// The entry.
    pub(crate) entry: String,
    /// Its name.
    pub(crate) name: String,
    /// `added`, `removed` or `changed`.
    pub(crate) became: &'static str,
    /// The fields that changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<&'static str>,
    /// The party that the entry is in the register that answers; one that was removed may be none any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) party: Option<String>,
    /// The edition before.
    pub(crate) from: String,
    /// The edition in use.
    pub(crate) to: String,
}

/// Two editions of a source.
type Pair = (&'static str, String, String);

/// Comparisons that were made: editions never change.
#[derive(Default)]
pub(crate) struct Compared(Mutex<BTreeMap<Pair, Arc<Vec<Change>>>>);

/// So many comparisons are remembered.
const REMEMBERED: usize = 64;

impl Compared {
    /// What changed from one edition to another.
    pub(crate) fn of(
        &self,
        store: &Store,
        source: &'static Source,
        (from, to): (&Edition, &Edition),
    ) -> std::io::Result<Arc<Vec<Change>>> {
        let pair = (source.id, from.id.clone(), to.id.clone());
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = known().get(&pair) {
            return Ok(Arc::clone(made));
        }
        let (before, after) = (records(store, source, from, None)?, records(store, source, to, None)?);
        let compared = diff(&before.records, &after.records, source.numbered);
        let change = |record: &Record, became, fields| Change {
            list: record.list.clone(),
            source: source.id,
            entry: record.entry.clone(),
            name: record.primary().to_owned(),
            became,
            fields,
            party: None,
            from: from.id.clone(),
            to: to.id.clone(),
        };
        let added = compared.added.iter().map(|record| change(record, "added", Vec::new()));
        let removed = compared.removed.iter().map(|record| change(record, "removed", Vec::new()));
        let changed = compared
            .changed
            .iter()
            .map(|one| change(one.after, "changed", one.fields.iter().map(|field| field.field).collect()));
        let mut all: Vec<Change> = added.chain(removed).chain(changed).collect();
        all.sort_by(|one, other| (&one.list, &one.entry).cmp(&(&other.list, &other.entry)));
        let all = Arc::new(all);
        let mut made = known();
        if made.len() >= REMEMBERED {
            made.clear();
        }
        made.insert(pair, Arc::clone(&all));
        Ok(all)
    }
}
