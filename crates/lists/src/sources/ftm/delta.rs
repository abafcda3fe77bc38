//! Deltas between versions: which entities were added, modified and deleted.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::read::json::text;

/// What happens to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// It is new.
    Add,
    /// It changed.
    Modify,
    /// It is gone.
    Delete,
}

/// One line of a delta.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happens.
    pub op: Op,
    /// Id of the entity.
    pub id: String,
    /// The entity as it is now; null where it is gone.
    pub entity: Value,
}

/// A chain that does not lead from the file to the newest version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenChain {
    /// The version of the file is not in the chain.
    #[error("the chain of deltas does not hold version {0}, which the file is of: take the whole file anew")]
    Unknown(String),
    /// A delta is not there.
    #[error("the delta of version {0} is missing: take it, or the whole file anew")]
    Missing(String),
}

/// The versions whose deltas lead from `base` to the newest, oldest first. Versions sort by time.
///
/// # Errors
/// `base` is none of them.
pub fn chain(versions: &[String], base: &str) -> Result<Vec<String>, BrokenChain> {
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    if !versions.iter().any(|version| version == base) {
        return Err(BrokenChain::Unknown(base.to_owned()));
    }
    let mut later: Vec<String> = versions.iter().filter(|version| version.as_str() > base).cloned().collect();
    later.sort();
    Ok(later)
}

impl Change {
    /// Reads a line.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn read(line: &Value) -> Result<Self, String> {
        let op = match text(line, "op").as_str() {
            "ADD" => Op::Add,
            "MOD" => Op::Modify,
            "DEL" => Op::Delete,
            other => return Err(format!("`{other}` is none of ADD, MOD, DEL")),
        };
        let entity = line.get("entity").cloned().unwrap_or_default();
        let id = text(&entity, "id");
        if id.is_empty() || (op != Op::Delete && text(&entity, "schema").is_empty()) {
            return Err("has no entity with an id and a schema".to_owned());
        }
        Ok(Change { op, id, entity })
    }

    /// Applies it.
    pub fn apply(self, entities: &mut BTreeMap<String, Value>) {
        match self.op {
            Op::Delete => entities.remove(&self.id),
            Op::Add | Op::Modify => entities.insert(self.id, self.entity),
        };
    }
}
