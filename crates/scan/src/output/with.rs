//! What goes with a result into a table: for whom it is told, the catalog's own cells, and what was told already. The same few
//! hundred cases serve all rows, so each is put into words once a batch.

use std::collections::HashMap;
use std::rc::Rc;

use nameplate::finding::{Finding, Verdict};
use nameplate::id::{CaseId, HouseId};

use super::contents::Contents;
use crate::kernel::KeptCells;

/// What goes with a result.
pub(crate) struct With<'w> {
    pub(super) contents: &'w Contents,
    pub(super) kept: &'w KeptCells<'w>,
    pub(super) memo: &'w mut Memo,
}

/// What findings come to in words, whatever the listing.
pub(super) struct Told {
    /// What they mean, for each reader asked.
    pub(super) meanings: Vec<&'static str>,
    /// Cells, harmless already.
    pub(super) cells: Vec<String>,
}

/// Findings, as far as words about them go.
type Key = Vec<(CaseId, Option<HouseId>, Verdict)>;

/// What was told already.
#[derive(Default)]
pub(crate) struct Memo {
    known: HashMap<Key, Rc<Told>>,
}

/// So much is remembered: a few megabytes a thread.
const MOST: usize = 256;

impl Memo {
    /// What these findings come to.
    pub(super) fn told(&mut self, of: &[&Finding], make: impl FnOnce() -> Told) -> Rc<Told> {
        let house = |one: &Finding| one.house.as_ref().map(|house| house.id.clone());
        let key: Key = of.iter().map(|one| (one.case.id.clone(), house(one), one.verdict)).collect();
        if let Some(told) = self.known.get(&key) {
            return Rc::clone(told);
        }
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let told = Rc::new(make());
        self.known.insert(key, Rc::clone(&told));
        told
    }
}
