//! The report of a scan, for a person who has five minutes: the answer first, then for whom it matters, who stands behind, the
//! most serious listings with their evidence, what could not be judged, and with what it was asked.

mod beside;
mod blocks;
mod data;
mod listings;
mod mentions;
mod sections;

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::answer::Audience;
use nameplate::report::Manifest;

use crate::charts;
use crate::frame::Frame;
use crate::gather::Gathered;
use crate::words::{count, counted};
pub use beside::Beside;
pub(crate) use sections::provenance;

const SCRIPT: &str = include_str!("table.js");

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

/// Renders the report.
pub fn report(told: &Told<'_>) -> String {
    let Told { manifest, gathered, beside, .. } = *told;
    let title = format!("Nameplate report, {}", manifest.as_of);
    let body = html! {
        a class="skip" href="#findings" { "To the listings" }
        (charts::patterns())
        header {
            p class="kicker" { "Nameplate report · as of " (manifest.as_of) }
            h1 { (answer(manifest)) }
            (sections::scanned(manifest))
        }
        main {
            (sections::figures(manifest))
            (sections::readers(gathered))
            (sections::targets(gathered))
            (sections::breakdown(gathered))
            (listings::section(gathered, beside))
            (mentions::mentions(manifest, gathered))
            (sections::unjudged(manifest, gathered, beside))
            (sections::how_to_read())
            (sections::asked_with(manifest))
        }
        (footer())
    };
    Frame { title: &title, kind: "report", body, script: SCRIPT }.render()
}

/// The answer in one sentence.
fn answer(manifest: &Manifest) -> Markup {
    let counts = &manifest.counts;
    let (connected, review) = (counts.count(Verdict::Connected), counts.count(Verdict::Review));
    let all = counted(counts.listings, "listing", "listings");
    html! {
        @match (connected, review) {
            (0, 0) => { "Nothing found in " (all) ". That is no certificate." }
            (0, review) => { (count(review)) " of " (all) " should be looked at." }
            (connected, 0) => { (count(connected)) " of " (all) " lead to a listed company or kind of product." }
            (connected, review) => {
                (count(connected)) " of " (all) " lead to a listed company or kind of product; "
                (count(review)) " more should be looked at."
            }
        }
    }
}

/// What every page ends with.
pub(crate) fn footer() -> Markup {
    html! {
        footer {
            p {
                "Nameplate judges documents, not people. An allegation is called one, and the company's answer stands beside it. "
                "No verdict says “clean”. Nothing here is legal advice."
            }
        }
    }
}

#[cfg(test)]
mod tests;
