//! What changed between two editions of a source: entries added, removed and changed, by field; and the delta, which makes
//! the later edition out of the earlier one and says which signals it touches.
//!
//! An entry that only changed its spelling is *changed*: where the authority numbers its entries the number tells; elsewhere
//! entries that are gone and entries that are new are paired by identifier, by name, and by most of their words.

mod pairs;

use std::collections::{BTreeMap, BTreeSet};

use nameplate::register::canonical;
use nameplate::text::name::name_key;
use serde::{Deserialize, Serialize};

use crate::record::{EntryKind, Record};

/// A field that changed: what it held, and what it holds. Both are sets: the order of values is no change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FieldChange {
    /// Name of the field.
    pub field: &'static str,
    /// Values that are gone.
    pub before: Vec<String>,
    /// Values that are new.
    pub after: Vec<String>,
}

/// An entry that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed<'a> {
    /// As it was.
    pub before: &'a Record,
    /// As it is.
    pub after: &'a Record,
    /// What changed.
    pub fields: Vec<FieldChange>,
}

/// What changed between two editions. Each part is sorted by entry id.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diff<'a> {
    /// Entries that are new.
    pub added: Vec<&'a Record>,
    /// Entries that are gone.
    pub removed: Vec<&'a Record>,
    /// Entries that changed.
    pub changed: Vec<Changed<'a>>,
    /// How many entries are the same.
    pub same: usize,
}

/// Compares two editions. `numbered` says that the authority numbers its entries, so that an entry is the same if and only
/// if its number is.
pub fn diff<'a>(before: &'a [Record], after: &'a [Record], numbered: bool) -> Diff<'a> {
    let by_id = |records: &'a [Record]| -> BTreeMap<&'a str, &'a Record> {
        records.iter().map(|record| (record.entry.as_str(), record)).collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    let mut result = Diff::default();
    let mut together: Vec<(&Record, &Record)> = Vec::new();
    let mut gone: Vec<&Record> = Vec::new();
    for (id, record) in &old {
        match new.get(id) {
            Some(now) => together.push((record, now)),
            None => gone.push(record),
        }
    }
    let mut come: Vec<&Record> =
        new.iter().filter(|(id, _)| !old.contains_key(*id)).map(|(_, r)| *r).collect();
    if !numbered {
        together.extend(pairs::pair(&mut gone, &mut come));
    }
    together.sort_by(|a, b| a.1.entry.cmp(&b.1.entry));
    for (before, after) in together {
        let fields = fields(before, after);
        if fields.is_empty() && before.entry == after.entry {
            result.same += 1;
        } else {
            result.changed.push(Changed { before, after, fields });
        }
    }
    result.added = come;
    result.removed = gone;
    result
}

/// The fields in which two records differ.
fn fields(before: &Record, after: &Record) -> Vec<FieldChange> {
    let (old, new) = (flat(before), flat(after));
    let all: BTreeSet<&'static str> = old.keys().chain(new.keys()).copied().collect();
    let empty = BTreeSet::new();
    let mut changes = Vec::new();
    for field in all {
        let (was, is) = (old.get(field).unwrap_or(&empty), new.get(field).unwrap_or(&empty));
        if was != is {
            let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect();
            changes.push(FieldChange { field, before: only(was, is), after: only(is, was) });
        }
    }
    changes
}

fn flat(record: &Record) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut all: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut add = |field: &'static str, value: String| {
        if !value.is_empty() {
            all.entry(field).or_default().insert(value);
        }
    };
    add("name", record.primary().to_owned());
    for name in record.names.iter().skip(1) {
        add("other names", format!("{} ({})", name.text, name.kind.word()));
    }
    for address in &record.addresses {
        let parts = [address.text.as_str(), address.country.as_str()];
        add("addresses", parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "));
    }
    for id in &record.identifiers {
        add("identifiers", format!("{} {} {}", id.scheme, id.value, id.country).trim_end().to_owned());
    }
    record.countries.iter().for_each(|country| add("countries", country.clone()));
    record.programmes.iter().for_each(|programme| add("programmes", programme.clone()));
    record.ties.iter().for_each(|tie| add("ties", canonical(tie)));
    record.details.iter().for_each(|(what, value)| add("details", format!("{what}: {value}")));
    let kind = canonical(&record.kind).trim_matches('"').to_owned();
    for (field, value) in [
        ("kind", kind),
        ("list", record.list.clone()),
        ("since", record.since.to_string()),
        ("until", record.until.to_string()),
        ("reason", record.reason.clone()),
        ("citation", record.citation.clone()),
        ("remarks", record.remarks.clone()),
    ] {
        add(field, value);
    }
    all
}

/// All that makes the later edition out of the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Delta {
    /// Source id.
    pub source: String,
    /// Edition that it starts from.
    pub from: String,
    /// Edition that it leads to.
    pub to: String,
    /// Ids of entries that are gone, also of those that go on under another id.
    pub gone: Vec<String>,
    /// Entries that go on under another id: the old one and the new one.
    pub renamed: BTreeMap<String, String>,
    /// Entries that are new or changed, in full.
    pub now: Vec<Record>,
    /// Which signals may mean somebody else now: `name:` and a normal form, `id:` and an identifier without its scheme.
    /// Sorted. A scan that met none of them stays as it is.
    pub keys: BTreeSet<String>,
}

impl Delta {
    /// The delta of a comparison.
    pub fn of(source: &str, from: &str, to: &str, diff: &Diff<'_>) -> Self {
        let mut delta =
            Delta { source: source.to_owned(), from: from.to_owned(), to: to.to_owned(), ..Delta::default() };
        for record in &diff.removed {
            delta.gone.push(record.entry.clone());
            delta.touch(record);
        }
        for record in &diff.added {
            delta.now.push((*record).clone());
            delta.touch(record);
        }
        for changed in &diff.changed {
            if changed.before.entry != changed.after.entry {
                delta.gone.push(changed.before.entry.clone());
                delta.renamed.insert(changed.before.entry.clone(), changed.after.entry.clone());
            }
            delta.now.push(changed.after.clone());
            delta.touch(changed.before);
            delta.touch(changed.after);
        }
        delta.gone.sort();
        delta.now.sort_by(|a, b| a.entry.cmp(&b.entry));
        delta
    }

    fn touch(&mut self, record: &Record) {
        if matches!(record.kind, EntryKind::Vessel | EntryKind::Aircraft) {
            return;
        }
        for name in &record.names {
            let key = name_key(&name.text);
            if !key.is_empty() {
                self.keys.insert(format!("name:{key}"));
            }
        }
        for id in &record.identifiers {
            let plain: String = id.value.chars().filter(|c| c.is_alphanumeric()).collect();
            self.keys.insert(format!("id:{}", plain.to_uppercase()));
        }
    }

    /// The records of the later edition, from those of the earlier one.
    pub fn apply(&self, before: Vec<Record>) -> Vec<Record> {
        let mut all: BTreeMap<String, Record> = before.into_iter().map(|r| (r.entry.clone(), r)).collect();
        for id in &self.gone {
            all.remove(id);
        }
        for record in &self.now {
            all.insert(record.entry.clone(), record.clone());
        }
        all.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::key_of;

    fn company(name: &str, country: &str) -> Record {
        let mut record = Record::new(key_of(name, country), EntryKind::Company, name);
        record.address(&[], country);
        record
    }

    #[test]
    fn another_spelling_is_a_change_and_nothing_else() {
        let before = [
            company("Shenzhen Kuang-Chi Group Co., Ltd.", "CN"),
            company("Alpha Beta Co. Ltd", "CN"),
            company("Gone Forever Works", "CN"),
        ];
        let after = [
            company("Shenzhen Kuang Chi Groups Co., Ltd.", "CN"),
            company("Alpha Beta Co., Ltd.", "CN"),
            company("Quite New Trading", "CN"),
        ];
        let diff = diff(&before, &after, false);
        let names = |records: &[&Record]| records.iter().map(|r| r.primary().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&diff.added), ["Quite New Trading"]);
        assert_eq!(names(&diff.removed), ["Gone Forever Works"]);
        assert_eq!(diff.changed.len(), 2);
        assert!(diff.changed.iter().all(|c| c.fields.iter().all(|f| f.field == "name")));
    }

    #[test]
    fn where_entries_are_numbered_only_the_number_tells() {
        let mut before = company("Same Name", "CN");
        let mut after = before.clone();
        (before.entry, after.entry) = ("1".into(), "2".into());
        let (before, after) = ([before], [after]);
        let diff = diff(&before, &after, true);
        assert_eq!((diff.added.len(), diff.removed.len(), diff.changed.len()), (1, 1, 0));
    }

    #[test]
    fn a_delta_leads_from_one_edition_to_the_next() {
        let mut changed = company("Alpha Beta", "CN");
        changed.name("Alphabet", nameplate::register::NameKind::Alias);
        let before =
            vec![company("Alpha Beta", "CN"), company("Gone Forever Works", "CN"), company("Kept", "CN")];
        let mut after = vec![changed, company("Kept", "CN"), company("Quite New Trading", "US")];
        after.sort_by(|a, b| a.entry.cmp(&b.entry));
        let delta = Delta::of("s", "1", "2", &diff(&before, &after, false));
        assert_eq!(delta.clone().apply(before), after);
        let keys: Vec<&str> = delta.keys.iter().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["name:alpha beta", "name:alphabet", "name:gone forever works", "name:quite new trading"]
        );
        let text = serde_json::to_string(&delta).unwrap();
        assert_eq!(serde_json::from_str::<Delta>(&text).unwrap(), delta);
    }
}
