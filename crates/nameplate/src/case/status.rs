//! Whether the cases of an earlier run still stand in a later one. Kept apart from them: what a case says never changes, and whether
//! it is still said does.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::id::{CaseId, CaseKey};
use crate::word::CaseStatus;

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusOf {
    /// The case, as the earlier run has it.
    pub id: CaseId,
    /// What it is about.
    pub key: CaseKey,
    /// Whether the later run says it too.
    pub status: CaseStatus,
    /// With `superseded`: what the later run says of the same key instead, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<CaseId>,
}

/// The status of each case of an earlier run, in the order of ids, given the cases of a later one.
///
/// A key that only some of the later run's listings lead to may be withdrawn because they are gone: compare runs over the same
/// catalogs.
pub fn statuses(earlier: &[(CaseId, CaseKey)], later: &[(CaseId, CaseKey)]) -> Vec<StatusOf> {
    let before: BTreeMap<&CaseId, &CaseKey> = earlier.iter().map(|(id, key)| (id, key)).collect();
    let mut after: BTreeMap<&CaseKey, BTreeSet<&CaseId>> = BTreeMap::new();
    for (id, key) in later {
        after.entry(key).or_default().insert(id);
    }
    let status_of = |(id, key): (&CaseId, &CaseKey)| {
        let (status, by) = match after.get(key) {
            None => (CaseStatus::Withdrawn, Vec::new()),
            Some(ids) if ids.contains(id) => (CaseStatus::Current, Vec::new()),
            Some(ids) => (CaseStatus::Superseded, instead(ids, |id| before.contains_key(id))),
        };
        StatusOf { id: id.clone(), key: key.clone(), status, by }
    };
    before.iter().map(|(id, key)| status_of((id, key))).collect()
}

/// A key may have several cases at a time: what is new under it took the place of what went; where nothing is new, what stayed did.
fn instead(ids: &BTreeSet<&CaseId>, was_there: impl Fn(&CaseId) -> bool) -> Vec<CaseId> {
    let new: Vec<CaseId> = ids.iter().filter(|id| !was_there(id)).map(|id| (*id).clone()).collect();
    if new.is_empty() { ids.iter().map(|id| (*id).clone()).collect() } else { new }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cases(all: &[(&str, &str)]) -> Vec<(CaseId, CaseKey)> {
        all.iter().map(|(id, key)| ((*id).into(), (*key).into())).collect()
    }

    fn told(earlier: &[(&str, &str)], later: &[(&str, &str)]) -> serde_json::Value {
        serde_json::to_value(statuses(&cases(earlier), &cases(later))).unwrap()
    }

    #[test]
    fn each_earlier_case_is_current_superseded_or_withdrawn() {
        let earlier =
            [("a1", "hikvision/named//camera"), ("b1", "dahua/named//camera"), ("c1", "zte/named//")];
        let later =
            [("a1", "hikvision/named//camera"), ("b2", "dahua/named//camera"), ("d1", "dji/named//drone")];
        assert_eq!(
            told(&earlier, &later),
            json!([
                { "id": "a1", "key": "hikvision/named//camera", "status": "current" },
                { "id": "b1", "key": "dahua/named//camera", "status": "superseded", "by": ["b2"] },
                { "id": "c1", "key": "zte/named//", "status": "withdrawn" },
            ])
        );
    }

    #[test]
    fn of_several_cases_of_a_key_the_new_ones_take_the_place_of_what_went() {
        let key = "class:router/class//";
        let by = |earlier: &[&str], later: &[&str]| {
            let under = |ids: &[&str]| ids.iter().map(|id| ((*id).into(), key.into())).collect::<Vec<_>>();
            let first = statuses(&under(earlier), &under(later)).remove(0);
            (first.status, first.by.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(by(&["a", "b"], &["b", "c", "d"]), (CaseStatus::Superseded, vec!["c".into(), "d".into()]));
        assert_eq!(by(&["a", "b"], &["b"]), (CaseStatus::Superseded, vec!["b".into()]));
        assert_eq!(by(&["a", "b"], &["a"]), (CaseStatus::Current, vec![]));
    }

    #[test]
    fn order_and_repetition_change_nothing() {
        let (one, two) = ([("a", "k"), ("b", "l"), ("a", "k")], [("b", "l"), ("a", "k")]);
        let later = [("c", "k"), ("b", "l"), ("c", "k")];
        assert_eq!(told(&one, &later), told(&two, &later));
        assert_eq!(told(&[], &later), json!([]));
    }
}
