//! What people look at, as self-contained HTML: the report of a scan, the record of an inquiry, the dossier of a party.
//!
//! A page is one file: no network, no font, no picture from elsewhere; it opens from disk, prints, has a dark side, and can
//! be used by keyboard and by screen reader. Pure: results, register and dates are handed in, text comes out; the same in,
//! the same out. What comes from catalogs and lists is never trusted: see `safe.rs`.
#![forbid(unsafe_code)]

pub mod words;
pub mod answering;
pub mod line;
pub mod brief;
pub mod asks;
mod safe;
mod said;
mod frame;
mod parts;
mod charts;
mod gather;
mod report;
mod record;
mod dossier;
pub mod site;

pub use dossier::{answer, dossier};
pub use gather::{Bought, Gathered, Gatherer, Looking, MOST_LISTINGS, Seen, look};
pub use record::{Inquiry, record};
pub use report::{Beside, Told, report};
pub use safe::shown_json;
pub use said::WithoutLists;
