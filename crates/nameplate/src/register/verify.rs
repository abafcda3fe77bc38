//! The full check of a register, made once when it is installed: hash, text, references, order.

use sha2::{Digest, Sha256};
use zerocopy::little_endian::U32;

use super::format::*;
use super::open::{OpenError, Register};

impl Register<'_> {
    /// Checks everything that opening takes on trust.
    ///
    /// # Errors
    /// Says what does not hold.
    pub fn verify(&self) -> Result<(), OpenError> {
        self.verify_hash()?;
        if std::str::from_utf8(self.raw(Section::Heap)).is_err() {
            return Err(damaged("text that is not UTF-8"));
        }
        self.references()?;
        self.order()
    }

    /// Checks that the contents are those that the hash in the header was taken of: enough for a register that was checked
    /// whole before, wherever its hash is known from.
    ///
    /// # Errors
    /// It was changed or damaged.
    pub fn verify_hash(&self) -> Result<(), OpenError> {
        let body = self.bytes.get(size_of::<Header>()..).unwrap_or_default();
        if Sha256::digest(body)[..] == self.header.hash { Ok(()) } else { Err(OpenError::Hash) }
    }

    fn references(&self) -> Result<(), OpenError> {
        let parties = self.table::<PartyRow>(Section::Parties).len();
        let names = self.table::<NameRow>(Section::Names);
        check(names.iter().all(|n| inside(n.party, parties)), "a name of no party")?;
        check(names.iter().all(|n| self.text_bytes(n.key).is_some()), "a name without text")?;
        let by_key = self.table::<U32>(Section::NamesByKey);
        check(covers(by_key, names.len()), "an index that does not cover all names")?;
        let by_id = self.table::<U32>(Section::PartiesById);
        check(covers(by_id, parties), "an index that does not cover all parties")?;
        let relations = self.table::<RelationRow>(Section::Relations);
        let ends_inside = |r: &RelationRow| inside(r.leaves, parties) && inside(r.reaches, parties);
        check(relations.iter().all(ends_inside), "a relation of no party")?;
        let lists = self.table::<ListRow>(Section::Lists).len();
        let designations = self.table::<DesignationRow>(Section::Designations);
        check(designations.iter().all(|d| inside(d.list, lists)), "a designation on no list")?;
        let rules = self.table::<RuleRow>(Section::Rules);
        let on_lists =
            |r: &RuleRow| self.span::<U32>(Section::Numbers, r.on).iter().all(|&list| inside(list, lists));
        check(rules.iter().all(|r| inside(r.list, lists) && on_lists(r)), "a rule of no list")?;
        let tells = self.table::<TellRow>(Section::Tells);
        check(tells.iter().all(|t| inside(t.party, parties)), "a signal of no party")
    }

    fn order(&self) -> Result<(), OpenError> {
        let relations = self.table::<RelationRow>(Section::Relations);
        check(relations.is_sorted_by_key(|r| r.leaves.get()), "relations out of order")?;
        let names = self.table::<NameRow>(Section::Names);
        let by_key = self.table::<U32>(Section::NamesByKey);
        let key = |n: &U32| names.get(n.get() as usize).map_or("", |row| self.text(row.key));
        check(by_key.is_sorted_by(|a, b| key(a) <= key(b)), "names out of order")?;
        // Parties stand by their ids themselves.
        let by_id = self.table::<U32>(Section::PartiesById);
        check(by_id.is_sorted_by(|a, b| a.get() < b.get()), "parties out of order")?;
        let parties = self.table::<PartyRow>(Section::Parties);
        check(parties.is_sorted_by(|a, b| self.text(a.id) < self.text(b.id)), "parties out of order")
    }
}

fn inside(n: U32, length: usize) -> bool {
    (n.get() as usize) < length
}

/// Whether an index names every row once.
fn covers(index: &[U32], rows: usize) -> bool {
    let mut seen = vec![false; rows];
    let new = |n: &U32| seen.get_mut(n.get() as usize).is_some_and(|seen| !std::mem::replace(seen, true));
    index.len() == rows && index.iter().all(new)
}

fn check(holds: bool, what: &str) -> Result<(), OpenError> {
    if holds { Ok(()) } else { Err(damaged(what)) }
}

fn damaged(what: &str) -> OpenError {
    OpenError::Reference(what.to_owned())
}
