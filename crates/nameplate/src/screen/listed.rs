//! The places of a target on lists, on the day asked for.

use super::asked::Asked;
use crate::date::Holds;
use crate::finding::Designation;
use crate::register::{DesignationView, PartyNo};
use crate::word::Verdict;

/// The designations of a party, with how sure it is that each was in force.
pub(super) fn on_lists<'r>(asked: &Asked<'r>, target: PartyNo) -> Vec<(DesignationView<'r>, Verdict)> {
    let Some(party) = asked.register.party(target) else { return Vec::new() };
    party.designations().filter_map(|d| Some((d, in_force(asked, &d)?))).collect()
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
