//! From published lists and researched facts to statements, and from statements to a register. The only crate that will
//! ever fetch anything.
#![forbid(unsafe_code)]

pub mod facts;
mod starter;

pub use starter::starter_register;
