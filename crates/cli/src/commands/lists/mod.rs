//! `nameplate lists`: published lists - what is in use, fetching, comparing, looking up.

mod diff;
mod doctor;
mod entry;
mod common;
mod markdown;
mod progress;
mod review;
mod show;
mod status;
mod update;

pub(crate) use diff::diff;
pub(crate) use doctor::doctor;
pub(crate) use review::review;
pub(crate) use show::show;
pub(crate) use status::status;
pub(crate) use update::update;
