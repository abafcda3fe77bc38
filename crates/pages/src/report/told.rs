//! What a report is made of.

use nameplate::answer::Audience;
use nameplate::report::Manifest;

use super::beside::Beside;
use crate::gather::Gathered;

/// What a report tells, and whom.
#[derive(Clone, Copy, Debug)]
pub struct Told<'t> {
    /// With what it was asked, and the counts.
    pub manifest: &'t Manifest,
    /// What was kept of the listings.
    pub gathered: &'t Gathered,
    /// Who asks.
    pub audience: &'t Audience,
    /// Where the rest of the results is.
    pub beside: Beside<'t>,
}
