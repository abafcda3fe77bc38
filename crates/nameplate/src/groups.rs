//! Which parties belong together at all: tied by brand, ownership or control, on any date. Used only to see whether two
//! names in one listing are rivals; who stands behind whom on a date is the business of [`crate::connection`].

use crate::register::{PartyNo, Register};
use crate::word::RelationKind;

/// Parties by group.
#[derive(Debug)]
pub(crate) struct Groups {
    group: Vec<u32>,
}

impl Groups {
    pub(crate) fn new(register: &Register<'_>) -> Self {
        let count = u32::try_from(register.party_count()).unwrap_or(u32::MAX);
        let mut groups = Groups { group: (0..count).collect() };
        for (no, _) in register.parties() {
            for relation in register.relations_of(no) {
                let ties = !matches!(
                    relation.kind(),
                    RelationKind::MadeBy | RelationKind::SoldBy | RelationKind::SuppliesComponent
                );
                if ties {
                    groups.join(relation.leaves(), relation.reaches());
                }
            }
        }
        for no in 0..count {
            let root = groups.root(no);
            groups.group[no as usize] = root;
        }
        groups
    }

    fn root(&self, mut no: u32) -> u32 {
        while let Some(&parent) = self.group.get(no as usize) {
            if parent == no {
                break;
            }
            no = parent;
        }
        no
    }

    /// The smaller number becomes the root, so that the groups do not depend on the order of relations.
    fn join(&mut self, a: PartyNo, b: PartyNo) {
        let (a, b) = (self.root(a.0), self.root(b.0));
        if let Some(parent) = self.group.get_mut(a.max(b) as usize) {
            *parent = a.min(b);
        }
    }

    /// Whether two parties belong to one group.
    pub(crate) fn are_related(&self, a: PartyNo, b: PartyNo) -> bool {
        a == b || self.group.get(a.0 as usize).is_some_and(|g| self.group.get(b.0 as usize) == Some(g))
    }
}
