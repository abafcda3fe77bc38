//! The places of a target on lists, on the day asked for.

use super::asked::Asked;
use crate::date::{Date, Holds};
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
    let list = view.list()?;
    Some(Designation {
        list: list.id().into(),
        list_name: list.name().to_owned(),
        kind: list.kind(),
        entry: view.entry().to_owned(),
        produced: if view.foreign_only() { "foreign" } else { "" },
        since: view.interval().from,
        first_seen: Some(view.interval().first_confirmed).filter(|date| *date != Date::Unknown),
        until: view.interval().to,
        reason: view.reason().to_owned(),
        citation: view.citation().to_owned(),
        in_force: in_force(asked, view)?,
        sources: view.sources(),
    })
}
