//! The report of a scan, for a person who has five minutes: the answer for who asks, who is behind the listings with what is said
//! of them and what they answer, what to do, then the listings in groups with their evidence, what could not be judged, and with
//! what it was asked.

mod beside;
mod blocks;
mod data;
mod groups;
mod head;
mod listings;
mod makers;
mod mentions;
mod sections;
mod todo;
mod told;

use maud::{Markup, html};

use crate::charts;
use crate::frame::Frame;
pub use beside::Beside;
pub(crate) use sections::provenance;
pub use told::Told;

const SCRIPT: &str = include_str!("table.js");

/// Renders the report.
pub fn report(told: &Told<'_>) -> String {
    let Told { manifest, gathered, .. } = *told;
    let title = format!("Nameplate report, {}", manifest.as_of);
    let body = html! {
        a class="skip" href="#findings" { "To the listings" }
        (charts::patterns())
        (head::head(told))
        main {
            (makers::makers(told))
            (todo::todo(told))
            (listings::section(told))
            (sections::readers(told))
            (sections::breakdown(gathered))
            (mentions::mentions(manifest, gathered))
            (sections::unjudged(told))
            (sections::how_to_read())
            (sections::asked_with(manifest))
        }
        (footer())
    };
    Frame { title: &title, kind: "report", body, script: SCRIPT }.render()
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
