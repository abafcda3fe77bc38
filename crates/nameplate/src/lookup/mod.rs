//! Whom a name may mean: names of the register that are alike ([`Finder`]), and what a person typed ([`typed`]). Beside the
//! path: signals, `nameplate match` and `nameplate who` all ask here.

mod alike;
pub mod typed;

pub use alike::{AlikeName, AlikeNames, Finder, Pair};
