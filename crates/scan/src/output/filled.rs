//! What is in the results of a run, for those who read its counts.

use nameplate::answer::Audience;

use super::contents::Scope;
use super::layout::Layout;
use super::plan::Plan;

/// What is in the results of a run.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Which listings; none where the results are not of listings.
    pub scope: Option<Scope>,
    /// Records, or lines of a table.
    pub lines: u64,
    /// What the format had no room for, in words.
    pub left_out: Vec<String>,
    /// For whom.
    audience: Audience,
}

impl Filled {
    pub(super) fn of(plan: &Plan, layout: &Layout) -> Filled {
        let scope = layout.cites.then_some(plan.scope);
        Filled { scope, lines: 0, left_out: Vec::new(), audience: plan.contents.audience.clone() }
    }

    /// For whom the results are.
    pub(super) fn audience(&self) -> &Audience {
        &self.audience
    }
}
