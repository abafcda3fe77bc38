//! The alias ledger: which record belongs to which party, since when. It travels from edition to edition, so that a party
//! keeps its id while lists re-spell it, merge it and split it.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::date::Date;
use serde::{Deserialize, Serialize};

use crate::diff::Delta;

/// What is kept of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The party it belongs to.
    pub party: String,
    /// The day of the first edition it was seen in.
    pub first_seen: Date,
}

/// All records ever seen, by their id (source, colon, entry), and the ids of parties that are no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    /// Records.
    pub records: BTreeMap<String, Known>,
    /// Party ids that were merged into another.
    pub redirects: BTreeMap<String, String>,
}

/// Records of one company, and whom facts call so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Ids of records, sorted.
    pub(super) records: Vec<String>,
    /// The party in facts, if it is one of them.
    pub(super) facts: Option<String>,
}

impl Ledger {
    /// Carries over what is known of entries that an edition spells anew, so that their parties keep their ids.
    pub fn follow(&mut self, delta: &Delta) {
        for (old, new) in &delta.renamed {
            if let Some(known) = self.records.remove(&format!("{}:{old}", delta.source)) {
                self.records.entry(format!("{}:{new}", delta.source)).or_insert(known);
            }
        }
    }

    /// Takes up records with the day of their edition; one that is known keeps its first day.
    pub(super) fn see(&mut self, record: &str, day: Date) {
        let known = self.records.entry(record.to_owned()).or_default();
        let earlier = match (known.first_seen.first_day(), day.first_day()) {
            (Some(known), Some(day)) => day < known,
            (None, Some(_)) => true,
            _ => false,
        };
        if earlier {
            known.first_seen = day;
        }
    }

    /// Gives each group its party id: the slug of facts, else the id that its earliest record bore, else the id of its
    /// earliest record. Where a party is split, the part that holds its founding record keeps the id.
    pub(super) fn name(&mut self, groups: &[Group]) -> Vec<String> {
        let claims = self.claims(groups);
        let mut ids = Vec::with_capacity(groups.len());
        for (at, group) in groups.iter().enumerate() {
            let id = match &group.facts {
                Some(slug) => slug.clone(),
                None => self.id_of(group, |old| claims.get(old) == Some(&at)),
            };
            ids.push(id);
        }
        for (group, id) in groups.iter().zip(&ids) {
            self.settle(group, id, &claims);
        }
        ids
    }

    /// Which group may keep which old id: the one that holds the record which founded it, else the first that has any.
    fn claims(&self, groups: &[Group]) -> BTreeMap<String, usize> {
        let mut claims = BTreeMap::new();
        for founding in [true, false] {
            for (at, group) in groups.iter().enumerate() {
                for record in &group.records {
                    let Some(known) = self.records.get(record).filter(|known| !known.party.is_empty()) else {
                        continue;
                    };
                    if !founding || known.party == *record {
                        claims.entry(known.party.clone()).or_insert(at);
                    }
                }
            }
        }
        claims
    }

    /// The old id of the earliest record that the group may keep, else the earliest record itself.
    fn id_of(&self, group: &Group, may_keep: impl Fn(&str) -> bool) -> String {
        let mut records: Vec<(&Known, &String)> =
            group.records.iter().filter_map(|id| Some((self.records.get(id)?, id))).collect();
        // A record that belongs to a party already is older than one that is new, whatever its day.
        records.sort_by_key(|(known, id)| (known.party.is_empty(), known.first_seen.first_day(), *id));
        let old =
            records.iter().map(|(known, _)| known.party.as_str()).find(|id| !id.is_empty() && may_keep(id));
        old.map(str::to_owned).or_else(|| records.first().map(|(_, id)| (*id).clone())).unwrap_or_default()
    }

    fn settle(&mut self, group: &Group, id: &str, claims: &BTreeMap<String, usize>) {
        let mut left: BTreeSet<String> = BTreeSet::new();
        for record in &group.records {
            if let Some(known) = self.records.get_mut(record) {
                if known.party != id && !known.party.is_empty() {
                    left.insert(std::mem::replace(&mut known.party, id.to_owned()));
                }
                id.clone_into(&mut known.party);
            }
        }
        self.redirects.remove(id);
        for old in left {
            // An id that another group goes on bearing leads to that one.
            let goes_on = self.records.values().any(|known| known.party == old);
            if !goes_on && claims.contains_key(&old) {
                self.redirects.insert(old, id.to_owned());
            }
        }
    }

    /// Where an id leads: itself, or the party that it was merged into.
    pub fn resolve<'a>(&'a self, id: &'a str) -> &'a str {
        let mut at = id;
        for _ in 0..self.redirects.len() {
            match self.redirects.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(records: &[&str], facts: Option<&str>) -> Group {
        Group { records: records.iter().map(|r| (*r).to_owned()).collect(), facts: facts.map(str::to_owned) }
    }

    fn seen(records: &[(&str, &str)]) -> Ledger {
        let mut ledger = Ledger::default();
        for (record, day) in records {
            ledger.see(record, day.parse().unwrap());
        }
        ledger
    }

    #[test]
    fn a_party_keeps_the_id_of_its_first_record() {
        let mut ledger = seen(&[("b:1", "2023-01-01"), ("a:1", "2024-01-01")]);
        assert_eq!(ledger.name(&[group(&["a:1", "b:1"], None)]), ["b:1"]);
        ledger.see("0:1", "2020-01-01".parse().unwrap());
        assert_eq!(ledger.name(&[group(&["0:1", "a:1", "b:1"], None)]), ["b:1"]);
    }

    #[test]
    fn merges_redirect_and_splits_leave_the_id_with_the_founder() {
        let mut ledger = seen(&[("a:1", "2023-01-01"), ("b:1", "2023-02-01")]);
        assert_eq!(ledger.name(&[group(&["a:1"], None), group(&["b:1"], None)]), ["a:1", "b:1"]);
        assert_eq!(ledger.name(&[group(&["a:1", "b:1"], None)]), ["a:1"]);
        assert_eq!(ledger.resolve("b:1"), "a:1");
        assert_eq!(ledger.name(&[group(&["b:1"], None), group(&["a:1"], None)]), ["b:1", "a:1"]);
        assert_eq!(ledger.resolve("b:1"), "b:1");
    }

    #[test]
    fn facts_name_a_party_and_the_old_id_leads_there() {
        let mut ledger = seen(&[("a:1", "2023-01-01")]);
        ledger.name(&[group(&["a:1"], None)]);
        assert_eq!(ledger.name(&[group(&["a:1"], Some("hikvision"))]), ["hikvision"]);
        assert_eq!(ledger.resolve("a:1"), "hikvision");
    }
}
