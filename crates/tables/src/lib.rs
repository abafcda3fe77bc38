//! Tables in text: rows out of CSV and JSON, what their columns mean, and the listing of a row. No file, no thread, no Arrow: a browser
//! reads a catalog by the same code as a scan.
//!
//! The modules follow the way of a row: bytes become text ([`source`]), text becomes rows ([`csv`], [`json`], through [`reader`]), columns
//! get their meaning ([`columns`]), and a row becomes a listing ([`Bound`]). A page that somebody pastes is a table of one row ([`pasted`]).
#![forbid(unsafe_code)]

pub mod error;
pub mod limits;
pub mod source;
pub mod columns;
pub mod reader;
pub mod csv;
pub mod json;
mod cells;
mod plain;
mod bound;
mod held;
mod pasted;

pub use bound::Bound;
pub use cells::Cells;
pub use error::Error;
pub use held::{Held, Row};
pub use limits::Limits;
pub use pasted::{owned, pasted};
