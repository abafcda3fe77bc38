//! Parties by name.

use maud::{Markup, html};

use super::frame::Page;
use super::links::{Site, escaped};
use crate::parts::named;
use crate::safe::foreign;
use crate::words::{counted, plain};

/// A party that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyHit {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in its own script.
    pub native_name: Option<String>,
    /// What it is: company, brand, storefront.
    pub kind: String,
    /// Where it is, as far as known.
    pub country: String,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// This page of them.
    pub parties: Vec<PartyHit>,
    /// How many there are in all.
    pub total: usize,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Names like what was typed, where nobody bears it.
    pub nearest: Vec<String>,
}

/// The page of a search; without words, the box alone.
pub fn search(site: &Site<'_>, q: &str, found: Option<&Found>) -> String {
    let at = if q.is_empty() { "/search".to_owned() } else { format!("/search?q={}", escaped(q)) };
    let body = html! {
        main {
            h1 { "Search companies, brands and shops" }
            form class="ask" method="get" action="/search" role="search" {
                (kept(site))
                label for="q" { "A name, in any script, or an id" }
                input id="q" name="q" type="search" required maxlength="200" value=(q);
                div class="buttons" { button type="submit" { "Search" } }
            }
            @if let Some(found) = found { (told(site, q, found)) }
        }
    };
    let title = if q.is_empty() { "Search".to_owned() } else { format!("Search: {q}") };
    Page { title: &title, here: "/search", at: &at, body, script: "" }.render(site)
}

/// Who asks, where and when, for a form of this site.
pub(super) fn kept(site: &Site<'_>) -> Markup {
    html! {
        @if let Some(reader) = site.audience.reader { input type="hidden" name="reader" value=(reader.word()); }
        @if let Some(place) = &site.audience.place { input type="hidden" name="place" value=(place); }
        @if site.asked_as_of { input type="hidden" name="as_of" value=(site.as_of); }
    }
}

fn told(site: &Site<'_>, q: &str, found: &Found) -> Markup {
    html! {
        section aria-labelledby="found" {
            h2 id="found" { (counted(found.total as u64, "party", "parties")) " for “" (foreign(q)) "”" }
            @if found.total == 0 { p { "Nobody of that name is in this register. That says nothing about them." } }
            (hits(site, &found.parties))
            @if !found.nearest.is_empty() {
                p { "Names like it: "
                    @for (n, name) in found.nearest.iter().enumerate() {
                        @if n > 0 { ", " }
                        a href=(site.link(&format!("/search?q={}", escaped(name)))) { (foreign(name)) }
                    }
                }
            }
            @if let Some(next) = &found.next {
                p { a rel="next" href=(site.link(&format!("/search?q={}&cursor={}", escaped(q), escaped(next)))) { "More of them" } }
            }
        }
    }
}

/// Parties, a line each.
pub(super) fn hits(site: &Site<'_>, parties: &[PartyHit]) -> Markup {
    html! {
        ul {
            @for party in parties {
                li {
                    a href=(site.link(&format!("/party/{}", escaped(&party.id)))) { (named(&party.name, party.native_name.as_deref())) }
                    span class="fine" { " · " (plain(&party.kind)) @if !party.country.is_empty() { " · " (foreign(&party.country)) } }
                }
            }
        }
    }
}
