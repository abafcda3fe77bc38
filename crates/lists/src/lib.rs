//! From published lists and researched facts to statements, and from statements to a register. The only crate that
//! fetches anything.
//!
//! The path: a source's files ([`sources`]) are fetched or taken from a folder, read into records ([`record`]), checked,
//! kept as an edition, and compared with the one before.

pub mod record;
pub mod persons;
pub mod parsed;
pub mod given;
pub mod look;
mod read;
pub mod sources;
pub mod edition;
pub mod store;
pub mod diff;
pub mod update;
pub mod doctor;
pub mod merge;
pub mod compile;
pub mod registers;
pub mod open;
pub mod facts;
mod starter;

pub use starter::{starter_facts, starter_register};
