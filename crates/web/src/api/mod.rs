//! The API: one file a capability. Handlers read what was asked, ask the engine, and write what it says.

pub(crate) mod asked;
pub(crate) mod screen;
pub(crate) mod cases;
pub(crate) mod parties;
pub(crate) mod search;
pub(crate) mod decisions;
pub(crate) mod answers;
pub(crate) mod scans;
pub(crate) mod hooks;
pub(crate) mod lists;
pub(crate) mod changes;
pub(crate) mod health;
