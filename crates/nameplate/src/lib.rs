//! Who is really behind a product, how do we know, and what does it mean?
//!
//! The modules stand in the order of the path:
//!
//! ```text
//! catalog row -> listing -> signals -> candidates -> maker -> connections -> consequences -> finding -> report
//!                                '------------- register -------------'   '- regimes -'
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

pub mod listing;
pub mod signal;
pub mod product;
pub mod candidate;
pub mod matching;
pub mod maker;
mod groups;
pub mod connection;
pub mod consequence;
pub mod finding;
pub mod warning;
pub mod report;
mod screen;

pub mod register;
pub mod policy;
pub mod date;
pub mod text;
pub mod names;

pub use date::{Date, Day};
pub use finding::{ListingResult, Verdict};
pub use listing::{Defect, Field, Listing};
pub use policy::Policy;
pub use register::Register;
pub use screen::{Considering, Screener, Trace};
pub use signal::{Memo, SIGNALS};
pub use warning::Messages;
