//! The record of a reasonable inquiry, as one asks for who sells to the US government (section 889 of Public Law 115-232): who
//! asked what and when, how it was looked for and in what, what came out, what it cannot say, and a place to sign.

mod letters;
mod lines;

use maud::{Markup, html};
use nameplate::ListId;
use nameplate::date::Day;
use nameplate::report::Manifest;

use crate::frame::Frame;
use crate::gather::{Gathered, SECTION_889};
use crate::report::{footer, provenance};
use crate::safe::{foreign, sentence};
use crate::words::{count, counted};

/// Who asked what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'i> {
    /// Who asks: a person, with the organisation.
    pub asked_by: &'i str,
    /// The question, in the asker's words.
    pub question: &'i str,
    /// The day on which it was asked.
    pub asked_on: Day,
}

impl Inquiry<'_> {
    /// What is asked where nobody words it otherwise.
    pub const QUESTION: &'static str = "Is covered telecommunications equipment or service, or such from a covered producer, among what was bought?";
}

/// Renders the record.
pub fn record(manifest: &Manifest, gathered: &Gathered, inquiry: &Inquiry<'_>) -> String {
    let title = format!("Record of inquiry, {}", inquiry.asked_on);
    let body = html! {
        header {
            p class="kicker" { "Section 889(a)(1), Public Law 115-232 · FAR 52.204-24, 52.204-25, 52.204-26" }
            h1 { "Record of a reasonable inquiry" }
            dl class="facts" {
                dt { "Asked by" } dd { (sentence(inquiry.asked_by)) }
                dt { "Asked on" } dd { (inquiry.asked_on) }
                dt { "Question" } dd { (sentence(inquiry.question)) }
                dt { "Answered for" }
                dd {
                    @match manifest.counts.own_day {
                        0 => { (manifest.as_of) }
                        own if own == manifest.counts.listings => { "the day of each purchase" }
                        own => { (counted(own, "line", "lines")) " by the day of purchase, the others for " (manifest.as_of) }
                    }
                }
            }
        }
        main {
            (lines::questions(&gathered.lines, manifest.as_of))
            (others(gathered))
            (lines::lines(&gathered.lines))
            (letters::by_hand(&gathered.lines))
            (method(manifest))
            section aria-labelledby="sources" { h2 id="sources" { "Sources" } (provenance(manifest)) }
            (limits(manifest))
            (sign())
            (letters::letters(&gathered.lines, inquiry.asked_by, inquiry.asked_on))
        }
        (footer())
    };
    Frame { title: &title, kind: "record", body, script: "" }.render()
}

fn method(manifest: &Manifest) -> Markup {
    html! {
        section aria-labelledby="method" {
            h2 id="method" { "Method" }
            ol {
                li { "The catalogs named below were read row by row; each is identified by its SHA-256." }
                li { "In each row, title, brand, manufacturer, seller, supplier, model, GTIN, FCC ID, MAC address, app, address and text were searched for what identifies who made, brands or sells the product." }
                li { "The evidence was weighed for and against by fixed weights and thresholds (policy " code { (manifest.policy_hash.get(..12).unwrap_or_default()) } "…)." }
                li { "From the parties so identified, sourced and dated relations (ownership, control, brand, manufacture, sale) were followed as they held on the day of purchase; where a line states none, on " (manifest.as_of) "." }
                li { "The parties reached were compared with the lists in the register, as in force on that day." }
                li { "Lines that state an earlier day were judged once more for " (manifest.as_of) ": what was bought before a law may be used after it." }
            }
            p class="fine" {
                "A reasonable inquiry is one designed to uncover any information in the entity's possession about the identity of "
                "the producer or provider of covered telecommunications equipment or services used by the entity; it excludes the "
                "need to include an internal or third-party audit (FAR 52.204-25(a))."
            }
        }
    }
}

/// Other lists than that of section 889, for who wants to know.
fn others(gathered: &Gathered) -> Markup {
    let tally = &gathered.tally;
    let name = tally.list_names.get(&ListId::from(SECTION_889));
    let others: Vec<_> =
        tally.lists.sorted().into_iter().filter(|(list, _)| name.is_none_or(|name| name != list)).collect();
    html! {
        @if !others.is_empty() {
            p class="fine" {
                "Other lists that lines lead to: "
                @for (n, (list, two)) in others.iter().enumerate() { @if n > 0 { "; " } (foreign(list)) " " (count(two.all())) }
                "."
            }
        }
    }
}

fn limits(manifest: &Manifest) -> Markup {
    let counts = &manifest.counts;
    html! {
        section aria-labelledby="limits" {
            h2 id="limits" { "Limits" }
            ul {
                @if let Some(stopped) = &manifest.stopped { li { strong { "Not everything was read: " } (sentence(stopped)) } }
                @if let Some(said) = &manifest.without_lists { li { strong { "Little was looked for: " } (sentence(said)) } }
                li { (count(counts.listings - counts.identified)) " of " (counted(counts.listings, "listing", "listings")) " carried nothing that identifies a maker, brand or seller; about them this inquiry says nothing." }
                li { "Only what the catalogs say was read. Nobody was asked, no device was opened, no third party was audited." }
                li { "The register knows what was published and researched up to its edition; what it does not know is not shown to be absent." }
                li { "Whether equipment is covered may depend on its use; where that decides, the report says so." }
                li { "Nothing here is legal advice or a representation; the representation is the offeror's own." }
            }
        }
    }
}

fn sign() -> Markup {
    html! {
        section class="sign" aria-label="Signature" {
            div { "Name and title" } div { "Organisation" } div { "Signature" } div { "Date" }
        }
    }
}
