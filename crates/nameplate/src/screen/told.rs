//! What is told of a target again and again: its lists, what follows, what is said and answered, the steps that lead there.
//! Worked out once a thread for each distinct case; the answer is the same without.

use std::collections::HashMap;
use std::sync::Arc;

use crate::connection::Path;
use crate::consequence::Goods;
use crate::finding::{Consequence, Designation, Hop, Named, Warning};
use crate::register::{Claim, PartyNo, Register, Response};
use crate::word::{Ground, Verdict};

/// What a finding says beyond its evidence.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    pub(crate) designations: Arc<[Designation]>,
    pub(crate) consequences: Arc<[Consequence]>,
    pub(crate) claims: Arc<[Claim]>,
    pub(crate) responses: Arc<[Response]>,
    pub(crate) namesakes: Arc<[Named]>,
    pub(crate) unlisted: Option<Named>,
}

/// On what a context depends: the ground, what is known of the goods, and the parties from the first to the target.
pub(crate) type Case = (Ground, Goods, Vec<PartyNo>);

/// On what the hops of a path depend: its relations, and what each carries here.
pub(crate) type Hops = Vec<(usize, Verdict, String)>;

/// On what a warning depends: the case and the path, the fields of the listing that point there, and for a kind of product
/// the entries that reach it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Said {
    pub(crate) case: Case,
    pub(crate) hops: Hops,
    pub(crate) fields: Vec<&'static str>,
    pub(crate) entries: Vec<String>,
}

/// At most so many cases are kept; then it starts anew.
const MOST_KEPT: usize = 20_000;

/// What one thread remembers.
#[derive(Debug, Default)]
pub(crate) struct Told {
    contexts: HashMap<Case, Context>,
    hops: HashMap<Hops, Arc<[Hop]>>,
    warnings: HashMap<Said, Option<Arc<Warning>>>,
}

/// What identifies the hops of a path.
pub(crate) fn hops(path: &Path<'_>) -> Hops {
    path.hops.iter().map(|hop| (hop.relation.identity(), hop.carries, hop.limit.clone())).collect()
}

impl Told {
    pub(crate) fn context(&mut self, case: Case, work_out: impl FnOnce(&Goods) -> Context) -> Context {
        if self.contexts.len() >= MOST_KEPT {
            self.contexts.clear();
        }
        self.contexts.entry(case).or_insert_with_key(|(_, goods, _)| work_out(goods)).clone()
    }

    pub(crate) fn hops(&mut self, register: &Register<'_>, path: &Path<'_>) -> Arc<[Hop]> {
        if self.hops.len() >= MOST_KEPT {
            self.hops.clear();
        }
        let told = self.hops.entry(hops(path));
        Arc::clone(told.or_insert_with(|| path.hops.iter().map(|hop| hop.printed(register)).collect()))
    }

    pub(crate) fn warning(
        &mut self,
        said: Said,
        work_out: impl FnOnce() -> Option<Warning>,
    ) -> Option<Arc<Warning>> {
        if self.warnings.len() >= MOST_KEPT {
            self.warnings.clear();
        }
        self.warnings.entry(said).or_insert_with(|| work_out().map(Arc::new)).clone()
    }
}
