//! The engine for browsers and Node. A page hands in a register and asks in JSON; the answers are those of the command line.
//!
//! One instance holds one register: whoever has a newer one makes a new instance, as after a panic, which ends the instance and
//! nothing else. There is no clock here: every question names its day.

mod said;
mod setting;
mod catalog;
mod engine;
mod judge;
mod who;
mod page;
mod rows;
mod accept;
mod ask;
mod abi;

pub use ask::ask;
pub use engine::Engine;
pub use said::Refused;
