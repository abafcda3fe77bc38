//! Keeping answers current at the cost of what changed. A scan leaves a [`State`]: its rows, and under which keys which of them are found
//! (`keys`). When register or day change, [`nameplate::rescan::Changed`] says what that touches; the rows found under it are judged
//! anew, and nothing else is read.

mod error;
mod counted;
mod entry;
mod keys;
mod rows;
mod state;
mod recording;
mod touched;
mod change;
mod pass;
mod catalogs;

pub use change::{Became, FindingChange, Rescanned};
pub use entry::Finding;
pub use error::StateError;
pub use recording::{Judged, Recorded, Recording};
pub use state::{Asked, How, State};
