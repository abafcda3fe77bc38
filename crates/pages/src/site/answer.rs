//! Where a seller or maker who was invited answers a finding, and how answers stand beside it.

use maud::{Markup, html};
use nameplate::finding::Case;

use super::frame::Page;
use super::links::{Site, escaped};
use crate::parts::named;
use crate::safe::{foreign, link, sentence};
use crate::words;

/// An answer that somebody gave through the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerShown {
    /// Who was invited.
    pub who: String,
    /// Who signed it.
    pub signed: String,
    /// What they say.
    pub sentence: String,
    /// A document that says so; empty where none was named.
    pub url: String,
    /// When.
    pub answered_at: String,
}

/// Somebody who was invited to answer.
#[derive(Clone, Copy, Debug)]
pub struct Invited<'i> {
    /// What opens the page.
    pub token: &'i str,
    /// Who they are.
    pub who: &'i str,
    /// Until which day.
    pub until: &'i str,
    /// What they answer, where it is said still.
    pub case: Option<&'i Case>,
    /// What they answered before.
    pub given: Option<&'i AnswerShown>,
}

/// The page.
pub fn answer(site: &Site<'_>, invited: &Invited<'_>) -> String {
    let at = format!("/answer/{}", escaped(invited.token));
    let (signed, said, url) = invited
        .given
        .map_or(("", "", ""), |given| (given.signed.as_str(), given.sentence.as_str(), given.url.as_str()));
    let body = html! {
        main {
            p class="kicker" { "For " (foreign(invited.who)) ", until " (invited.until) }
            h1 { "Your answer" }
            @match invited.case {
                Some(case) => p class="lead" {
                    "A listing led to " strong { (named(&case.target.name, case.target.native_name.as_deref())) } ": " (words::ground(case.ground)) ". "
                    a href=(site.link(&format!("/case/{}", case.id))) { "What is said, with its sources" }
                },
                None => p class="lead" { "What you were asked about is said no longer. You can answer all the same." },
            }
            p { "What you write stands beside the finding, under your name, marked as given by you and not checked. You can change it until " (invited.until) "." }
            @if let Some(given) = invited.given { p class="state" role="note" { strong { "Kept. " } "Your answer of " (given.answered_at) " stands beside the finding." } }
            form class="ask" method="post" action=(site.link(&at)) {
                label for="sentence" { "What is right?" }
                textarea id="sentence" name="sentence" required maxlength="2000" { (said) }
                label for="url" { "A document that says so: an address that begins with https:// (may be empty)" }
                input id="url" name="url" type="url" maxlength="2000" value=(url);
                label for="signed" { "Who signs it" }
                input id="signed" name="signed" required maxlength="200" autocomplete="organization" value=(signed);
                div class="buttons" { button type="submit" { "Send the answer" } }
            }
        }
    };
    Page { title: "Your answer", here: "", at: &at, body, script: "" }.render(site)
}

/// Answers beside a finding.
pub(super) fn given(all: &[AnswerShown]) -> Markup {
    html! {
        @if !all.is_empty() {
            h3 { "Answered through this service" }
            p class="fine" { "Given by those who were asked; not checked." }
            @for one in all {
                blockquote class="answer" {
                    p class="fine" { "answer of " (foreign(&one.who)) ", signed " (foreign(&one.signed)) " · " (one.answered_at) }
                    p { (sentence(&one.sentence)) }
                    @if !one.url.is_empty() { p class="source" { (link(&one.url, &one.url)) } }
                }
            }
        }
    }
}
