//! What is said about a party and what it answers, side by side; where sources contradict each other; rumours as rumours.

use maud::{Markup, html};
use nameplate::dossier::Dossier;

use super::cited::cite;
use crate::parts;
use crate::safe::{foreign, sentence};
use crate::words::{NO_ANSWER, answering, plain};

/// Claims, the firmest first, the answers beside them.
pub(super) fn said(dossier: &Dossier) -> Markup {
    let (claims, responses) = (&dossier.claims, &dossier.responses);
    if claims.is_empty() && responses.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="said" {
            h2 id="said" { "What is said, and what is answered" }
            p class="fine" { "What is said never makes a verdict by itself." }
            div class="sides" {
                div {
                    h3 { "What is said" }
                    @if claims.is_empty() { p { "Nothing is on file." } }
                    @for alike in claims.chunk_by(|one, next| one.status == next.status) {
                        @if let Some(first) = alike.first() { h4 { (plain(first.status.word())) } }
                        @for claim in alike { (parts::claim_cited(claim, None, |sources| cite(dossier, sources))) }
                    }
                }
                div {
                    h3 { "What is answered" }
                    @if responses.is_empty() { p { (NO_ANSWER) } }
                    @for one in responses { (parts::response_cited(&one.said, answering(one).as_deref(), |sources| cite(dossier, sources))) }
                }
            }
        }
    }
}

/// Statements that cannot all be right, side by side.
pub(super) fn contradictions(dossier: &Dossier) -> Markup {
    html! {
        @if !dossier.contradictions.is_empty() {
            section aria-labelledby="contradictions" {
                h2 id="contradictions" { "Where sources contradict each other" }
                @for one in &dossier.contradictions {
                    h3 { (sentence(&one.topic)) }
                    div class="sides" {
                        @for says in &one.statements {
                            blockquote { p { (sentence(&says.sentence)) } (cite(dossier, &says.sources)) }
                        }
                    }
                    @if !one.resolution.is_empty() { p { strong { "What we take from it: " } (sentence(&one.resolution)) } }
                }
            }
        }
    }
}

/// Leads: for reviewers, never part of a verdict.
pub(super) fn leads(dossier: &Dossier) -> Markup {
    html! {
        @if !dossier.leads.is_empty() {
            section aria-labelledby="leads" {
                h2 id="leads" { "Leads: rumours, never part of a verdict" }
                ul class="cards" {
                    @for lead in &dossier.leads {
                        li {
                            p class="fine" {
                                "lead, not verified"
                                @if let Some(party) = &lead.to { " · about " (foreign(&party.name)) }
                            }
                            p { (sentence(&lead.sentence)) }
                            (cite(dossier, &lead.sources))
                        }
                    }
                }
            }
        }
    }
}
