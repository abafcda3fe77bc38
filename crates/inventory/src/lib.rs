//! What somebody has: exports of networks, asset systems and ledgers in, devices out. Nothing here looks at a network; it reads what
//! other programs wrote down.
//!
//! The modules follow the path of a device: a file is opened and its [`Format`] told by its content (`open`, `tell`), one of the `readers` finds
//! [`Device`]s in it, each with a listing for the engine, and [`Blocks`] say what a MAC address is worth ([`mac`]).
//!
//! Nothing fails for one device: what cannot be used is a [`Trouble`] with its line, and the rest goes on.
#![forbid(unsafe_code)]

mod error;
mod limits;
pub mod mac;
mod blocks;
mod device;
mod report;
mod format;
mod lines;
mod xml;
mod readers;
mod tell;
mod open;

pub use blocks::Blocks;
pub use device::Device;
pub use error::Error;
pub use format::Format;
pub use open::{Source, read};
pub use report::{Read, Trouble};
