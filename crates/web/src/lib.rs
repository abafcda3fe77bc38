//! The service: a gate that is asked before listings go live, an API, and pages that anybody can read. It decides nothing that the
//! engine decides: handlers read what was asked, hand it to `nameplate` and `scan`, and write what they say.
//!
//! What is asked runs through [`routes`](self): who may ask (`access`), within which bounds, then a file of `api`. What is kept stands
//! in `store`: SQLite in the data folder, or PostgreSQL, by the same statements.
#![forbid(unsafe_code)]

mod settings;
mod clock;
mod random;
mod problem;
mod metrics;
mod engine;
mod store;
mod jobs;
mod hooks;
mod compared;
mod facts;
mod app;
mod access;
mod kept;
mod openapi;
mod api;
mod page;
mod site;
mod yente;
mod routes;
mod serve;

pub use app::StartError;
pub use engine::NotReady;
pub use hooks::tell_of_changes;
pub use serve::{Checked, Service, check, description};
pub use settings::{Adopt, Limits, SPANS, Settings};
pub use store::keys::{Key, Origin, Scope};
pub use store::{Store, StoreError};
