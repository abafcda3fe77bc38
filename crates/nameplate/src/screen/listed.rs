//! The places of a target on lists, on the day asked for.

use super::asked::Asked;
use crate::date::Holds;
use crate::finding::Designation;
use crate::register::{DesignationView, PartyNo};
use crate::word::Verdict;

/// The designations of a party that were, or may have been, in force.
pub(super) fn on_lists<'r>(asked: &Asked<'r>, target: PartyNo) -> Vec<DesignationView<'r>> {
    let Some(party) = asked.register.party(target) else { return Vec::new() };
    party.designations().filter(|d| in_force(asked, d).is_some()).collect()
}

/// How sure it is that a party stands on a list that day; none where it does not.
pub(super) fn listed(asked: &Asked<'_>, target: PartyNo) -> Option<Verdict> {
    let sure = |verdict: &Verdict| *verdict == Verdict::Connected;
    let mut found = None;
    for verdict in asked.register.party(target)?.designations().filter_map(|d| in_force(asked, &d)) {
        found = found.max(Some(verdict));
        if found.as_ref().is_some_and(sure) {
            break;
        }
    }
    found
}

/// Whether a designation was in force on the day: certainly, perhaps, or not.
pub(super) fn in_force(asked: &Asked<'_>, designation: &DesignationView<'_>) -> Option<Verdict> {
    match designation.interval().holds(asked.as_of) {
        Holds::Yes => Some(Verdict::Connected),
        Holds::Unknown => Some(Verdict::Review),
        Holds::No => None,
    }
}

/// A designation as results print it.
pub(super) fn designation(asked: &Asked<'_>, view: &DesignationView<'_>) -> Option<Designation> {
    Designation::of(view, in_force(asked, view)?)
}
