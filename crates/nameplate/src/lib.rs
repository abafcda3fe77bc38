//! Who is really behind a product, how do we know, and what does it mean?
//!
//! The modules stand in the order of the path:
//!
//! ```text
//! catalog row -> listing -> reading -> product -> signals -> candidates -> maker -> connections -> consequences -> finding
//!                              '--------------------- register ---------------------'   '- regimes -'
//! ```
//!
//! The engine is pure: it knows no file, clock, environment, thread or network. It is total: whatever the listing, there
//! is an answer, and what could not be used is a defect in it. Same inputs, same bytes out.
//!
//! ```no_run
//! use nameplate::{Field, Listing, Policy, Register, Screener};
//!
//! # fn demo(bytes: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! let register = Register::open(bytes)?;
//! let screener = Screener::new(register, Policy::default(), "2026-11-23".parse()?);
//! let listing = Listing::default().with(Field::Title, "HIKVISION DS-2CD2143G2-I 4MP AcuSense Dome");
//! println!("{}", screener.screen(&listing).verdict);
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

// What every step is made of.
mod quick;
pub mod word;
pub mod id;
pub mod error;
pub mod date;
pub mod text;
pub mod names;
pub mod register;
pub mod policy;
mod groups;
pub mod lookup;

// The path. No module knows a later one.
pub mod listing;
mod reading;
pub mod product;
pub mod signal;
mod candidate;
pub mod maker;
pub mod connection;
pub mod consequence;
pub mod case;
pub mod finding;
pub mod answer;
pub mod gate;
pub mod contract;
pub mod warning;
pub mod report;
mod screen;

// And which answers newer knowledge may change.
pub mod rescan;

// Beside the path: a party's own name and numbers against the register.
pub mod matching;

// And what is known of one party, asked for by itself.
pub mod dossier;

pub use date::{Date, Day};
pub use dossier::Dossier;
pub use finding::ListingResult;
pub use id::{ListId, PartyId, SourceId, TargetId};
pub use listing::{Defect, Field, Listing};
pub use policy::Policy;
pub use register::Register;
pub use screen::{Considering, Memo, Rests, RestsMemo, Screener, Trace};
pub use signal::SIGNALS;
pub use warning::Messages;
pub use word::Verdict;
