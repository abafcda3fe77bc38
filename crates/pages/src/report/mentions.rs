//! Listings that name a maker on a list and were judged not to be its product: how many for which reason, and examples, so that a
//! reader can tell whether the judgement was right.

use maud::{Markup, html};
use nameplate::report::Manifest;

use crate::gather::{Gathered, Mentioning};
use crate::safe::seen;
use crate::words::{count, counted, not_the_maker, plain};

/// The section; nothing where no listing names such a maker.
pub(super) fn mentions(manifest: &Manifest, gathered: &Gathered) -> Markup {
    let counts = &manifest.counts;
    if counts.mentioning == 0 {
        return html! {};
    }
    let mut reasons: Vec<_> = counts.by_reason.iter().collect();
    reasons.sort_by_key(|(reason, n)| (std::cmp::Reverse(**n), **reason));
    html! {
        section aria-labelledby="mentions" class="later" {
            h2 id="mentions" { "Named, and judged not to be its product" }
            p {
                (counted(counts.mentioning, "listing names", "listings name"))
                " a maker that leads to a list, in words that do not make it the maker of what is sold. Nothing is held against these listings; the reasons stand here so that they can be checked."
            }
            @for (reason, n) in reasons {
                details {
                    summary { (count(*n)) " · " (not_the_maker(*reason)) }
                    @if let Some(examples) = gathered.mentioning.get(reason) { (table(examples)) }
                }
            }
        }
    }
}

fn table(examples: &[Mentioning]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Examples" {
            table {
                thead {
                    tr {
                        th scope="col" { "Listing" }
                        th scope="col" { "Names" }
                        th scope="col" { "Where" }
                        th scope="col" { "Words that say why not" }
                    }
                }
                tbody {
                    @for one in examples {
                        tr {
                            td { (seen(&one.title)) p class="fine" { (seen(&one.file)) ", " @if one.id.is_empty() { "row " (one.row) } @else { (seen(&one.id)) } } }
                            td { (seen(&one.party)) }
                            td { (plain(one.field)) ": “" (seen(&one.text)) "”" }
                            td { @if !one.cue.is_empty() { "“" (seen(&one.cue)) "”" } }
                        }
                    }
                }
            }
        }
    }
}
