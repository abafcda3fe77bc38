//! What is said about a party and what it answers, side by side; where sources contradict each other; rumours as rumours.

use std::collections::BTreeMap;

use maud::{Markup, html};
use nameplate::finding::Claim;

use super::Dossier;
use crate::parts;
use crate::safe::{foreign, sentence};
use crate::words::{NO_ANSWER, plain};

/// Claims by subject, the answers beside them.
pub(super) fn said(dossier: &Dossier<'_>) -> Markup {
    let mut by_subject: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    for claim in dossier.party.claims() {
        by_subject.entry(plain(claim.subject.word())).or_default().push(claim);
    }
    for claims in by_subject.values_mut() {
        claims.sort_by_key(|claim| (claim.status, claim.date.to_bits()));
    }
    let mut answers: Vec<_> = dossier.screener.answers(dossier.no);
    answers.sort_by_key(|answer| answer.date.to_bits());
    if by_subject.is_empty() && answers.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="said" {
            h2 id="said" { "What is said, and what is answered" }
            p class="fine" { "What is said never makes a verdict by itself." }
            div class="sides" {
                div {
                    h3 { "What is said" }
                    @if by_subject.is_empty() { p { "Nothing is on file." } }
                    @for (subject, claims) in &by_subject {
                        h4 { (subject) }
                        @for claim in claims { (parts::claim(claim, None)) }
                    }
                }
                div {
                    h3 { "What is answered" }
                    @if answers.is_empty() { p { (NO_ANSWER) } }
                    @for answer in &answers { (parts::response(answer, (answer.party.as_str() != dossier.party.id()).then_some(answer.name.as_str()))) }
                }
            }
        }
    }
}

/// Statements that cannot all be right, side by side.
pub(super) fn contradictions(dossier: &Dossier<'_>) -> Markup {
    let all: Vec<_> = dossier.party.contradictions().collect();
    html! {
        @if !all.is_empty() {
            section aria-labelledby="contradictions" {
                h2 id="contradictions" { "Where sources contradict each other" }
                @for one in &all {
                    h3 { (sentence(one.topic())) }
                    div class="sides" {
                        @for (says, source) in one.statements() {
                            blockquote { p { (sentence(says)) } (parts::sources(source.as_slice())) }
                        }
                    }
                    @if !one.resolution().is_empty() { p { strong { "What we take from it: " } (sentence(one.resolution())) } }
                }
            }
        }
    }
}

/// Leads: for reviewers, never part of a verdict.
pub(super) fn leads(dossier: &Dossier<'_>) -> Markup {
    let all: Vec<_> = dossier.party.leads().collect();
    let register = dossier.screener.register();
    html! {
        @if !all.is_empty() {
            section aria-labelledby="leads" {
                h2 id="leads" { "Leads: rumours, never part of a verdict" }
                ul class="cards" {
                    @for lead in &all {
                        li {
                            p class="fine" {
                                "lead, not verified"
                                @if let Some(party) = lead.to().and_then(|no| register.party(no)) { " · about " (foreign(party.name())) }
                            }
                            p { (sentence(lead.sentence())) }
                            (parts::sources(&lead.sources()))
                        }
                    }
                }
            }
        }
    }
}
