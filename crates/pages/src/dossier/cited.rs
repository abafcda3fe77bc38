//! The sources of a dossier as a numbered list, each as a citation that can be copied whole.

use maud::{Markup, html};
use nameplate::dossier::Dossier;
use nameplate::register::Source;

use crate::parts::numbered_sources;
use crate::safe::{foreign, link, sentence};
use crate::words::source_kind;

/// Sources where they are cited, each with its number in the list at the end of the page.
pub(super) fn cite(dossier: &Dossier, sources: &[Source]) -> Markup {
    let place = |source: &Source| dossier.sources.iter().position(|one| one.id == source.id);
    numbered_sources(sources, |source| place(source).map(|at| at + 1))
}

/// The section.
pub(super) fn sources(dossier: &Dossier) -> Markup {
    html! {
        @if !dossier.sources.is_empty() {
            section aria-labelledby="sources" {
                h2 id="sources" { "Sources, as they can be cited" }
                p class="fine" {
                    "Each line can be copied whole. The date is that of publication, or of reading where none is stated; addresses of archived copies are not on file."
                }
                ol class="citations" {
                    @for (n, source) in dossier.sources.iter().enumerate() { li id={ "source-" (n + 1) } { (citation(source)) } }
                }
            }
        }
    }
}

fn citation(source: &Source) -> Markup {
    html! {
        "“" (sentence(&source.title)) "”, " (source.dated())
        @if !source.url.is_empty() { ", " (link(&source.url, &source.url)) }
        span class="fine" { " (" (source_kind(source.tier)) "; " code { (foreign(&source.id)) } ")" }
    }
}
