//! Who is behind the listings: a paragraph a maker, with what is alleged or found about it and what it answers, each with its
//! source. It stands before everything else: this is why people ask.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use maud::{Markup, html};
use nameplate::finding::{Claim, ClaimStatus, ClaimSubject, Ground, Response, Source, Target, TargetKind};

use super::told::Told;
use crate::gather::{ByTarget, Said};
use crate::parts::{capital, named};
use crate::safe::{foreign, link, sentence};
use crate::words::{NO_ANSWER, count, counted, plain, source_kind};

/// So many makers are told in full, and so many behind a fold.
const FULL: usize = 3;
const FOLDED: usize = 40;

/// So many of those behind the fold, and kinds of products, are named before it is opened.
const NAMED: usize = 6;

/// So many statements and answers of one maker are told; the others stand with the evidence.
const CLAIMS: usize = 2;
const ANSWERS: usize = 2;

/// The section; nothing where no listing leads anywhere.
pub(super) fn makers(told: &Told<'_>) -> Markup {
    let targets = &told.gathered.tally.targets;
    let mut all: Vec<(&Target, &ByTarget)> = targets.iter().collect();
    // Makers before those who only stand behind them: of them most is said.
    let is_behind = |by: &ByTarget| !by.by_ground.contains_key(&Ground::Named);
    all.sort_by_key(|(target, by)| (by.most.0, is_behind(by), Reverse(by.two.all()), &target.name));
    let (parties, kinds): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(target, _)| target.kind == TargetKind::Party);
    if parties.is_empty() && kinds.is_empty() {
        return html! {};
    }
    let (full, folded) = parties.split_at(parties.len().min(FULL));
    html! {
        section aria-labelledby="makers" class="makers" {
            h2 id="makers" { "Who is behind them, what is said, and what they answer" }
            @for (target, by) in full { (maker(told, target, by)) }
            @if !folded.is_empty() {
                details class="more-makers" {
                    summary { (in_a_line(folded)) }
                    @for (target, by) in folded.iter().take(FOLDED) { (maker(told, target, by)) }
                    @if folded.len() > FOLDED { p class="fine" { "and " (count((folded.len() - FOLDED) as u64)) " more" } }
                }
            }
            @if !kinds.is_empty() { p { strong { "Kinds of products that are listed whoever made them: " } (in_a_line(&kinds)) "." } }
        }
    }
}

/// Names with how many listings lead there.
fn in_a_line(targets: &[(&Target, &ByTarget)]) -> Markup {
    html! {
        @for (n, (target, by)) in targets.iter().take(NAMED).enumerate() {
            @if n > 0 { "; " } (foreign(&target.name)) " (" (how_many(by)) ")"
        }
        @if targets.len() > NAMED { "; and " (counted((targets.len() - NAMED) as u64, "more", "more")) }
    }
}

fn maker(told: &Told<'_>, target: &Target, by: &ByTarget) -> Markup {
    let nothing = Said::default();
    let said = told.gathered.told.said.get(target).unwrap_or(&nothing);
    html! {
        div class="maker" {
            h3 {
                (named(&target.name, target.native_name.as_deref()))
                span class="fine" { " · " (how_many(by)) " · on " (counted(by.lists.len() as u64, "list", "lists")) }
            }
            @if said.claims.iter().any(|claim| *claim.about == *target.id) || said.claims.is_empty() {
                (statements(target, said))
                (answers(said))
            } @else { (of_others(said)) }
        }
    }
}

/// Where nothing is said of the company itself: of whom else, and that they have answered. Their own paragraphs tell it.
fn of_others(said: &Said) -> Markup {
    let about: BTreeSet<&str> = said
        .claims
        .iter()
        .filter_map(|claim| said.names.get(claim.about.as_str()))
        .map(String::as_str)
        .collect();
    html! {
        p class="said" {
            "Nothing is on file of the company itself; "
            (counted(said.claims.len() as u64, "statement is", "statements are")) " about "
            @for (n, name) in about.iter().enumerate() { @if n > 0 { ", " } (foreign(name)) }
            ", with " (counted(said.responses.len() as u64, "answer", "answers")) ", in the evidence below."
        }
    }
}

fn how_many(by: &ByTarget) -> String {
    match (by.two.connected, by.two.review) {
        (connected, 0) => counted(connected, "listing", "listings"),
        (0, review) => format!("{} for review", counted(review, "listing", "listings")),
        (connected, review) => {
            format!("{}, and {} for review", counted(connected, "listing", "listings"), count(review))
        }
    }
}

/// Of the company itself before others on the way to it; of each, the firmest about rights first, and one of each kind.
fn chosen<'s>(claims: &'s [Claim], target: &Target) -> Vec<&'s Claim> {
    let mut chosen: Vec<&Claim> = Vec::new();
    let own = |one: &&Claim| *one.about == *target.id;
    let about_rights =
        |one: &&Claim| matches!(one.subject, ClaimSubject::RightsAbuse | ClaimSubject::ForcedLabour);
    let mut ordered: Vec<&Claim> = claims.iter().collect();
    ordered.sort_by_key(|one| (!own(one), !about_rights(one)));
    for one in ordered {
        let is_new = !chosen.iter().any(|known| known.subject == one.subject && known.status == one.status);
        if chosen.len() < CLAIMS && is_new {
            chosen.push(one);
        }
    }
    chosen
}

fn statements(target: &Target, said: &Said) -> Markup {
    let shown = chosen(&said.claims, target);
    let more = said.claims.len() - shown.len();
    html! {
        @if shown.is_empty() { p class="fine" { "Nothing is on file of what is alleged or found about it." } }
        @for one in &shown { (statement(one, target, said)) }
        @if more > 0 { p class="fine" { (counted(more as u64, "more statement is", "more statements are")) " in the evidence below." } }
    }
}

/// A statement with what it is: an allegation is called one in the same line.
fn statement(claim: &Claim, target: &Target, said: &Said) -> Markup {
    let class = match claim.status {
        ClaimStatus::Allegation | ClaimStatus::Report => "alleged",
        ClaimStatus::OfficialFinding | ClaimStatus::CourtRuling | ClaimStatus::CompanyFiling => "stated",
    };
    html! {
        p class={ "said " (class) } {
            span class="status" { (capital(&plain(claim.status.word()))) }
            @if claim.subject != ClaimSubject::Other { " on " (plain(claim.subject.word())) }
            @if !claim.by.is_empty() { " by " (sentence(&claim.by)) }
            ", " (claim.date) ": " (sentence(&claim.sentence))
            @if let Some(about) = said.names.get(claim.about.as_str()).filter(|name| **name != target.name) { span class="fine" { " (about " (foreign(about)) ")" } }
            (cited(claim.sources.first()))
        }
    }
}

fn answers(said: &Said) -> Markup {
    let shown = said.responses.iter().take(ANSWERS);
    let more = said.responses.len().saturating_sub(ANSWERS);
    html! {
        @if said.responses.is_empty() { p class="said answer" { (NO_ANSWER) } }
        @for one in shown { (answered(one)) }
        @if more > 0 { p class="fine" { (counted(more as u64, "more answer is", "more answers are")) " in the evidence below." } }
    }
}

fn answered(response: &Response) -> Markup {
    html! {
        p class="said answer" {
            span class="status" { "Answer" } " of " (foreign(&response.name)) ", " (response.date) ": "
            (sentence(&response.sentence))
            (cited(response.sources.first()))
        }
    }
}

/// The first source, with its kind and date.
fn cited(source: Option<&Source>) -> Markup {
    html! {
        @if let Some(source) = source {
            span class="fine" { " [" (source_kind(source.tier)) ": " (link(&source.url, &source.title)) ", " (source.dated()) "]" }
        }
    }
}
