//! A scan that ended, with all that is told of it.

use std::time::Duration;

use nameplate::answer::Audience;
use scan::Outcome;

use super::watch::AllSeen;

/// A scan that ended.
#[derive(Clone, Copy)]
pub(super) struct Ran<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) seen: &'a AllSeen,
    pub(super) took: Duration,
    pub(super) audience: &'a Audience,
    /// Groups are printed before the summary: there was no table.
    pub(super) groups: bool,
    /// The whole summary is asked for.
    pub(super) details: bool,
}

pub(super) fn elapsed(took: Duration) -> String {
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}
