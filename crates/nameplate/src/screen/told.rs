//! What is told of a target again and again: its lists, what follows, what is said and answered, the steps that lead there.
//! Worked out once a thread for each distinct case; the answer is the same without.

use std::collections::HashMap;
use std::sync::Arc;

use crate::connection::Way;
use crate::consequence::Goods;
use crate::finding::{Claim, Consequence, Designation, Ground, Response, Step, Verdict};
use crate::register::{PartyNo, Register};

/// What a finding says beyond its evidence.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    pub(crate) designations: Arc<[Designation]>,
    pub(crate) consequences: Arc<[Consequence]>,
    pub(crate) claims: Arc<[Claim]>,
    pub(crate) responses: Arc<[Response]>,
}

/// On what a context depends: the ground, what is known of the goods, and the parties from the first to the target.
pub(crate) type Case = (Ground, Goods, Vec<PartyNo>);

/// On what the steps of a way depend: its relations, and what each carries here.
type Hops = Vec<(usize, Verdict, String)>;

/// At most so many cases are kept; then it starts anew.
const MOST_KEPT: usize = 20_000;

/// What one thread remembers.
#[derive(Debug, Default)]
pub(crate) struct Told {
    contexts: HashMap<Case, Context>,
    steps: HashMap<Hops, Arc<[Step]>>,
}

impl Told {
    pub(crate) fn context(&mut self, case: Case, work_out: impl FnOnce(&Goods) -> Context) -> Context {
        if self.contexts.len() >= MOST_KEPT {
            self.contexts.clear();
        }
        self.contexts.entry(case).or_insert_with_key(|(_, goods, _)| work_out(goods)).clone()
    }

    pub(crate) fn steps(&mut self, register: &Register<'_>, way: &Way<'_>) -> Arc<[Step]> {
        if self.steps.len() >= MOST_KEPT {
            self.steps.clear();
        }
        let hops = way.hops.iter().map(|hop| (hop.relation.identity(), hop.carries, hop.limit.clone()));
        let told = self.steps.entry(hops.collect());
        Arc::clone(told.or_insert_with(|| way.hops.iter().map(|hop| hop.step(register)).collect()))
    }
}
