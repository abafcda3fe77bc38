//! The API for people, how a company gets a correction, and what is said when something went wrong.

use maud::html;

use super::frame::Page;
use super::links::Site;
use crate::safe::{foreign, sentence};

/// A route of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow {
    /// `GET` or `POST`.
    pub method: String,
    /// The path.
    pub path: String,
    /// What it does.
    pub summary: String,
    /// What a key must allow; empty where none is asked for.
    pub scope: String,
}

/// The page of the API.
pub fn api(site: &Site<'_>, routes: &[RouteRow]) -> String {
    const ASK: &str = "curl -s $HERE/v1/screen -d '{\"title\": \"4K PoE bullet camera\", \"brand\": \"Loryta\", \"model\": \"IPC-T5442TM-AS\"}'";
    const UPLOAD: &str = "curl -s \"$HERE/v1/scans?file=catalog.csv&catalog=spring&reader=retailer&place=US\" --data-binary @catalog.csv";
    let body = html! {
        main {
            h1 { "API" }
            p class="lead" { "Everything on these pages, and the gate that is asked before listings go live. " a href="/openapi.json" { "OpenAPI 3.1" } }
            p { "Ask about a listing:" }
            pre tabindex="0" { (ASK) }
            p { "Scan a catalog:" }
            pre tabindex="0" { (UPLOAD) }
            div class="scroll" tabindex="0" role="region" aria-label="Routes" {
                table {
                    thead { tr { th scope="col" { "Route" } th scope="col" { "What it does" } th scope="col" { "Key" } } }
                    tbody { @for row in routes { tr { th scope="row" { code { (row.method) " " (row.path) } } td { (row.summary) } td { (row.scope) } } } }
                }
            }
        }
    };
    Page { title: "API", here: "/api", at: "/api", body, script: "" }.render(site)
}

/// How a company gets a correction.
pub fn wrong(site: &Site<'_>, about: Option<(&str, &str)>, contact: Option<&str>) -> String {
    let at = about
        .map_or_else(|| "/wrong".to_owned(), |(id, _)| format!("/wrong?about={}", super::links::escaped(id)));
    let body = html! {
        main {
            h1 { "Something is wrong about us" }
            @if let Some((id, name)) = about { p class="lead" { "About " (foreign(name)) " (id " code { (foreign(id)) } ")" } }
            p { "Every statement on these pages has a source and a date. If one is wrong, out of date or lacks your answer, it is mended." }
            ol {
                li { "Copy the address of the page and the sentence that is wrong." }
                li { "Say what is right, and send a document that says so: a register extract, a filing, a ruling, an official page, with its date." }
                li {
                    "Send both to "
                    @match contact {
                        Some(contact) => strong { (sentence(contact)) },
                        None => "whoever runs this service: they have not said here how they are reached",
                    }
                    "."
                }
            }
            h2 { "What happens then" }
            ul {
                li { "A place on a list, and what an authority found, are repeated as the authority published them: a correction of the list itself comes from there, and is here with its next edition." }
                li { "A relation (who owns, makes or sells) is kept, ended or taken out by what the documents carry." }
                li { "Your answer to an allegation is printed beside it, with your name, its date and its source, whether or not the allegation stays." }
                li { "What was said before stays in earlier registers, under their versions; pages of cases that are no longer said are marked as withdrawn or superseded." }
            }
        }
    };
    Page { title: "Something is wrong about us", here: "/wrong", at: &at, body, script: "" }.render(site)
}

/// What went wrong, for people.
pub fn problem(site: &Site<'_>, (status, title): (u16, &str), detail: &str, hint: Option<&str>) -> String {
    let body = html! {
        main {
            p class="kicker" { (status) }
            h1 { (sentence(title)) }
            p { (sentence(detail)) }
            @if let Some(hint) = hint { p { (sentence(hint)) } }
            p { a href=(site.link("/")) { "Back to the question" } }
        }
    };
    Page { title, here: "", at: "/", body, script: "" }.render(site)
}
