//! Step five: who stands behind a party on the as-of date: owner, parent, control, brand owner, OEM, storefront.
//!
//! Paths are simple (cycles end), bounded in length, and kept several to a target, the strongest first. Control is not
//! shareholding, and neither is a legal ownership test: see [`ownership`].

mod hop;
mod limit;
mod path;
mod remembered;
pub mod ownership;

pub use hop::Hop;
pub(crate) use hop::Setting;
pub(crate) use limit::{Ends, Limit, requests};
pub(crate) use path::Path;
pub(crate) use remembered::PathMemo;
