//! A register that somebody signed: one file with a manifest, its signature, and the register. Whoever holds the public key can tell
//! that nothing in it was changed, until when it may be used, and whether it is newer than the one they have.
//!
//! ```text
//! nameplate-signed-register 1
//! {"version":"…","sha256":"…","bytes":612345,"made":"2026-11-26","expires":"2027-05-26","sequence":7}
//! <signature of both lines above, with their ends: Ed25519 in base64>
//! <the register>
//! ```
//!
//! The first line is signed too, so that no signature over something else can be passed off as one of these. The signature is checked
//! before a word of the manifest is read. Nothing here knows files, the day, or chance: all of it is handed in.

mod key;
mod manifest;
mod file;

pub use file::{Accepted, Held, Refused, Terms, accept, sign};
pub use key::{BadKey, PublicKey, SecretKey};
pub use manifest::Manifest;
