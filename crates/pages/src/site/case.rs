//! A case in full, and a dossier: the pages that people cite.

use maud::{Markup, html};
use nameplate::Dossier;
use nameplate::finding::{Case, Consequence};
use serde_json::Value;

use super::answer::{AnswerShown, given};
use super::frame::Page;
use super::links::{Site, escaped};
use crate::parts::{self, named};
use crate::safe::{foreign, sentence};
use crate::words::{self, plain};

/// Whether a case is still said by the register that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState<'c> {
    /// It is.
    Current,
    /// Something else is said of the same: these cases.
    Superseded(&'c [String]),
    /// Nothing is said of it any more.
    Withdrawn,
}

/// The page of a case.
pub fn case(site: &Site<'_>, case: &Case, state: CaseState<'_>, answers: &[AnswerShown]) -> String {
    let start = words::starts_from(case).unwrap_or("");
    let title = format!("{}: {}", case.target.name, words::reach(case.ground, start));
    let name = |id: &str| {
        let hops =
            case.path.iter().flat_map(|hop| [(&*hop.from, &*hop.from_name), (&*hop.to, &*hop.to_name)]);
        hops.chain([(&*case.target.id, &*case.target.name)])
            .find(|(known, _)| *known == id)
            .map(|(_, name)| name)
    };
    let body = html! {
        main {
            p class="kicker" { "A case: what is said of listings that lead this way" }
            h1 { (named(&case.target.name, case.target.native_name.as_deref())) }
            (standing(site, state))
            p class="lead" {
                (parts::verdict(case.verdict)) " " (words::ground(case.ground))
                @if let Some(class) = &case.class { " · goods of the kind " (foreign(&plain(class))) }
            }
            @for what in &case.settle { p class="limit" { "What would settle it: " (sentence(&plain(what))) } }
            section aria-labelledby="means" {
                h2 id="means" { "What it means" }
                h3 class="hidden" { "By who asks" }
                (parts::consequences(case.consequences.iter().collect::<Vec<&Consequence>>(), site.audience))
            }
            section aria-labelledby="path" { h2 id="path" { "The path" } (parts::chain(&case.path, &case.target)) (others(case)) }
            section aria-labelledby="lists" { h2 id="lists" { "On lists" } (parts::designations(&case.designations)) }
            section aria-labelledby="said" {
                h2 id="said" { "What is said, and what is answered" }
                h3 class="hidden" { "About those on the path" }
                (parts::said(&case.claims, &case.responses, name))
                (given(answers))
            }
            section aria-labelledby="warning" { h2 id="warning" { "What a buyer is told" } (parts::warning(case.warning.as_ref())) }
            (about(site, case))
        }
    };
    Page { title: &title, here: "", at: &format!("/case/{}", case.id), body, script: "" }.render(site)
}

/// The page of a case that the register does not say any more: whom it was about, and where its bytes are. Its statements are not told again
/// without their sources.
pub fn old_case(site: &Site<'_>, said: &Value, state: CaseState<'_>) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let id = text(&said["id"]);
    let name = text(&said["target"]["name"]);
    let body = html! {
        main {
            p class="kicker" { "A case that was served before" }
            h1 { (foreign(&name)) }
            (standing(site, state))
            p { "What it said is not repeated here, since it is said no longer." }
            p { "All of it, byte for byte: " a href={ "/v1/cases/" (id) } { "/v1/cases/" (id) } }
            p { a href=(site.link(&format!("/wrong?about={}", escaped(&text(&said["target"]["id"]))))) { "Something is wrong about us" } }
        }
    };
    Page {
        title: &format!("{name}: a case that was served before"),
        here: "",
        at: &format!("/case/{id}"),
        body,
        script: "",
    }
    .render(site)
}

fn standing(site: &Site<'_>, state: CaseState<'_>) -> Markup {
    match state {
        CaseState::Current => html! {},
        CaseState::Withdrawn => html! {
            p class="state" role="note" {
                strong { "Withdrawn. " }
                "The register that answers on " (site.as_of) " does not say this of the listing that led here."
            }
        },
        CaseState::Superseded(by) => html! {
            p class="state" role="note" {
                strong { "Superseded. " } "Something else is said of the same on " (site.as_of) ": "
                @for (n, id) in by.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href=(site.link(&format!("/case/{}", escaped(id)))) { code { (foreign(id)) } }
                }
               "."
            }
        },
    }
}

fn others(case: &Case) -> Markup {
    html! {
        @if !case.other_paths.is_empty() {
            details {
                summary { "Other paths from the same party" }
                ul { @for path in &case.other_paths { li { (parts::in_short(path)) } } }
            }
        }
    }
}

fn about(site: &Site<'_>, case: &Case) -> Markup {
    html! {
        section aria-labelledby="about" {
            h2 id="about" { "About this page" }
            dl class="facts" {
                dt { "case" } dd { code { (case.id) } }
                dt { "about" } dd { code { (foreign(&case.key)) } }
                @if case.target.kind == nameplate::word::TargetKind::Party {
                    dt { "dossier" } dd { a href=(site.link(&format!("/party/{}", escaped(&case.target.id)))) { (foreign(&case.target.name)) } }
                }
                @if !site.still { dt { "for programs" } dd { a href={ "/v1/cases/" (case.id) } { "/v1/cases/" (case.id) } } }
                @if !site.still { dt { "wrong?" } dd { a href=(site.link(&format!("/wrong?about={}", escaped(&case.target.id)))) { "Something is wrong about us" } } }
            }
        }
    }
}

/// The page of a dossier.
pub fn party(site: &Site<'_>, dossier: &Dossier) -> String {
    let who = &dossier.party.who;
    let title = format!("{}: dossier", who.called());
    let wrong = site.link(&format!("/wrong?about={}", escaped(&who.id)));
    let body = html! {
        main {
            (crate::dossier::inside(dossier))
            @if !site.still {
                p class="fine" {
                    a href=(wrong) { "Something is wrong about us" } " · "
                    a href={ "/v1/parties/" (escaped(&who.id)) } { "for programs" }
                }
            }
        }
    };
    Page { title: &title, here: "", at: &format!("/party/{}", escaped(&who.id)), body, script: "" }
        .render(site)
}
