//! Cases that were made already: what is said of a target again and again is worked out once a thread for each distinct question;
//! the answer is the same without.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::candidate::Part;
use crate::connection::{Limit, Path};
use crate::consequence::Goods;
use crate::date::Day;
use crate::finding::{Case, House};
use crate::id::CaseId;
use crate::quick::QuickMap;
use crate::register::{PartyNo, canonical};
use crate::word::{Ground, Verdict};

/// What identifies the hops of a path: its relations, and what each carries here.
pub(crate) type Hops = Vec<(usize, Verdict, Vec<Limit>)>;

/// On what a case depends.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Seed {
    pub(crate) as_of: Day,
    pub(crate) ground: Ground,
    pub(crate) verdict: Verdict,
    /// What would have to be settled of the listing, where its evidence is not sure.
    pub(crate) unsure: Option<Part>,
    pub(crate) goods: Goods,
    /// From the party that the listing shows to the target, both included; empty for a kind of product.
    pub(crate) parties: Vec<PartyNo>,
    pub(crate) path: Hops,
    pub(crate) others: Vec<Hops>,
    /// For a kind of product: which it is, and the entries that reach it.
    pub(crate) entries: Vec<String>,
}

/// A case, and what the house adds to it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) case: Arc<Case>,
    pub(crate) house: Option<Arc<House>>,
}

/// The cases of a run, so that threads hold one of each and not one apiece.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Shelved>);

#[derive(Debug, Default)]
struct Shelved {
    cases: HashMap<CaseId, Weak<Case>>,
    /// When those that nobody holds any more are cleared away.
    clear_at: usize,
}

impl Shelf {
    /// The case itself, or the same one as another thread made it.
    pub(crate) fn shared(&self, case: Case) -> Arc<Case> {
        // A thread that panicked leaves cases behind that are as good as any.
        let mut shelved = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = shelved.cases.get(&case.id).and_then(Weak::upgrade) {
            return known;
        }
        let case = Arc::new(case);
        shelved.cases.insert(case.id.clone(), Arc::downgrade(&case));
        if shelved.cases.len() > shelved.clear_at {
            shelved.cases.retain(|_, held| held.strong_count() > 0);
            shelved.clear_at = 1_000 + 2 * shelved.cases.len();
        }
        case
    }
}

/// So many bytes of cases, as they are written, and of questions are kept by a thread, whatever their days; then it starts anew.
const MOST_BYTES: usize = 12 << 20;

/// About what a question comes to. Many may have one answer: each day of a catalog of purchases asks anew.
const OF_A_QUESTION: usize = 512;

/// The cases that one thread remembers.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    told: QuickMap<Seed, Told>,
    /// The same case may answer several questions.
    known: HashSet<CaseId>,
    bytes: usize,
}

/// What identifies the hops of a path.
pub(crate) fn hops(path: &Path<'_>) -> Hops {
    path.hops.iter().map(|hop| (hop.relation.identity(), hop.carries, hop.limits.clone())).collect()
}

impl Cases {
    pub(crate) fn of(&mut self, seed: Seed, make: impl FnOnce(&Seed) -> Told) -> Told {
        if let Some(told) = self.told.get(&seed) {
            return told.clone();
        }
        let made = make(&seed);
        if self.bytes >= MOST_BYTES {
            *self = Cases::default();
        }
        self.bytes += OF_A_QUESTION;
        if self.known.insert(made.case.id.clone()) {
            self.bytes += canonical(&*made.case).len();
        }
        self.told.insert(seed, made.clone());
        made
    }
}
