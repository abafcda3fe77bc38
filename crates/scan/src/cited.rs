//! What results cite: each case is handed on when a result first cites it.

use std::collections::HashSet;
use std::sync::Arc;

use nameplate::ListingResult;
use nameplate::finding::{Case, House};
use nameplate::id::{CaseId, HouseId};

/// What the results of a batch cite for the first time, as far as the thread that judged them knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cited {
    pub(crate) cases: Vec<Arc<Case>>,
    pub(crate) house: Vec<Arc<House>>,
}

/// What a thread has handed on already: cases are written once.
#[derive(Default)]
pub(crate) struct HandedOn {
    cases: HashSet<CaseId>,
    house: HashSet<HouseId>,
}

impl HandedOn {
    /// Notes what a result cites and was not handed on yet.
    pub(crate) fn note(&mut self, result: &ListingResult<'_>, cited: &mut Cited) {
        for finding in &result.findings {
            if !self.cases.contains(&finding.case.id) {
                self.cases.insert(finding.case.id.clone());
                cited.cases.push(Arc::clone(&finding.case));
            }
            if let Some(house) = &finding.house
                && !self.house.contains(&house.id)
            {
                self.house.insert(house.id.clone());
                cited.house.push(Arc::clone(house));
            }
        }
    }
}
