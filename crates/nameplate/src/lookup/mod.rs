//! Whom a name may mean: names of the register that are alike ([`Finder`]), groups whose name it bears ([`group_names`]), who has
//! a number ([`Identifiers`]), and what a person typed ([`typed`]). Beside the path: signals, `nameplate match` and `nameplate
//! who` all ask here.

mod alike;
mod bound;
mod group;
mod identifier;
mod stranger;
pub mod typed;
mod word_memo;

pub use alike::{AlikeName, AlikeNames, Finder, Pair};
pub(crate) use group::core_bearers;
pub use group::{GroupName, group_names};
pub use identifier::Identifiers;
pub(crate) use identifier::{plain, scheme_and_value};
pub(crate) use stranger::is_nobodys;
pub(crate) use word_memo::WordMemo;
