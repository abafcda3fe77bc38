//! One box: a product page, a title, a model number, a shop's name.

use maud::{Markup, html};
use nameplate::finding::ListingResult;

use super::frame::Page;
use super::links::{Site, escaped};
use super::search::{PartyHit, hits};
use super::told::told;

/// What was asked, and what is answered.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The words, as they were pasted.
    pub text: &'a str,
    /// What the engine says of them.
    pub result: &'a ListingResult<'a>,
    /// Parties that the words name.
    pub parties: &'a [PartyHit],
}

const EXAMPLES: [&str; 3] =
    ["EZVIZ C6N baby monitor", "Loryta IPC-T5442TM-AS 4MP turret camera", "Deco BE65 mesh router, TP-Link"];

/// So much of what was asked stands in the address of the page.
const IN_ADDRESS: usize = 300;

/// The page.
pub fn home(site: &Site<'_>, asked: Option<&Answered<'_>>) -> String {
    let text = asked.map_or("", |asked| asked.text);
    let at = if text.is_empty() || text.len() > IN_ADDRESS {
        "/".to_owned()
    } else {
        format!("/?q={}", escaped(text))
    };
    let title = match text.lines().next() {
        Some(line) if !line.trim().is_empty() => format!("Who is behind: {}", line.trim()),
        _ => "Who is really behind a product?".to_owned(),
    };
    let body = html! {
        main {
            h1 { "Who is really behind a product?" }
            (ask(site, text))
            @match asked {
                Some(asked) => {
                    (named(site, asked.parties))
                    (told(site, asked.result))
                },
                None => (examples(site)),
            }
        }
    };
    Page { title: &title, here: "/", at: &at, body, script: "" }.render(site)
}

fn ask(site: &Site<'_>, text: &str) -> Markup {
    html! {
        form class="ask" method="post" action=(site.link("/")) {
            label for="q" { "Paste a product page, a title, a model number, or a shop’s name" }
            textarea id="q" name="q" required maxlength="200000" { (text) }
            div class="buttons" {
                button type="submit" { "Look it up" }
                span class="fine" { (whereto(site)) }
            }
        }
    }
}

/// Where the words go.
fn whereto(site: &Site<'_>) -> &'static str {
    if site.still {
        "It stays in this browser: this page sends nothing, and keeps nothing."
    } else {
        "It goes to this service and nowhere else. Where it leads to something new, it is kept beside that."
    }
}

fn examples(site: &Site<'_>) -> Markup {
    html! {
        p class="lead" { "You get who made it, who owns the maker, which government lists name them, what is alleged, and what they answer; each with its source and date." }
        p { "For example: "
            @for (n, example) in EXAMPLES.iter().enumerate() {
                @if n > 0 { ", " }
                a href=(site.link(&format!("/?q={}", escaped(example)))) { (example) }
            }
        }
    }
}

/// Companies and shops that the words name: whoever pastes a name wants to know of them.
fn named(site: &Site<'_>, parties: &[PartyHit]) -> Markup {
    html! {
        @if !parties.is_empty() {
            section aria-labelledby="named" {
                h2 id="named" { "Known by that name" }
                (hits(site, parties))
            }
        }
    }
}
