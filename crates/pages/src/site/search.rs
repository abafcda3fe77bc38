//! Parties by name.

use maud::{Markup, html};

use super::frame::Page;
use super::links::{Site, escaped};
use crate::parts::named;
use crate::safe::foreign;
use crate::words::{count, counted, plain};

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
    /// Whether a list names it.
    pub listed: bool,
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
    /// By what it can be narrowed.
    pub facets: Vec<Facet>,
}

/// By what a search can be narrowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// Its name in the address: `kind`, `country`, `listed`.
    pub name: &'static str,
    /// The word that narrows now; empty: none.
    pub chosen: String,
    /// Every word with how many there would be.
    pub words: Vec<(String, usize)>,
}

/// The page of a search; without words, the box alone.
pub fn search(site: &Site<'_>, q: &str, found: Option<&Found>) -> String {
    let at = if q.is_empty() { "/search".to_owned() } else { address(q, found, None) };
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
        @for (name, value) in site.kept() { input type="hidden" name=(name) value=(value); }
    }
}

/// The address of a search, narrowed as it is now but for what is told of one facet.
fn address(q: &str, found: Option<&Found>, but: Option<(&str, &str)>) -> String {
    let mut at = format!("/search?q={}", escaped(q));
    for facet in found.into_iter().flat_map(|found| &found.facets) {
        let word =
            but.filter(|(name, _)| *name == facet.name).map_or(facet.chosen.as_str(), |(_, word)| word);
        if !word.is_empty() {
            at.push_str(&format!("&{}={}", facet.name, escaped(word)));
        }
    }
    at
}

/// What narrows the search, a line a facet; a facet of one word narrows nothing.
fn narrowing(site: &Site<'_>, q: &str, found: &Found) -> Markup {
    let to = |facet: &Facet, word: &str| site.link(&address(q, Some(found), Some((facet.name, word))));
    html! {
        @for facet in found.facets.iter().filter(|facet| facet.words.len() > 1 || !facet.chosen.is_empty()) {
            p class="facet" {
                span class="fine" { (title(facet.name)) ": " }
                a href=(to(facet, "")) aria-current=[facet.chosen.is_empty().then_some("true")] { "all" }
                @for (word, count_of) in &facet.words {
                    " " a href=(to(facet, word)) aria-current=[(facet.chosen == *word).then_some("true")] { (said(facet.name, word)) " " span class="fine" { (count(*count_of as u64)) } }
                }
            }
        }
    }
}

fn title(name: &str) -> &'static str {
    match name {
        "kind" => "What they are",
        "country" => "Where",
        _ => "Named by a list",
    }
}

fn said(name: &str, word: &str) -> String {
    match (name, word) {
        ("country", "none") => "not known".to_owned(),
        ("kind", word) => plain(word),
        (_, word) => word.to_owned(),
    }
}

fn told(site: &Site<'_>, q: &str, found: &Found) -> Markup {
    html! {
        section aria-labelledby="found" {
            h2 id="found" { (counted(found.total as u64, "party", "parties")) " for “" (foreign(q)) "”" }
            @if found.total == 0 && found.facets.iter().all(|facet| facet.chosen.is_empty()) { p { "Nobody of that name is in this register. That says nothing about them." } }
            (narrowing(site, q, found))
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
                p { a rel="next" href=(site.link(&format!("{}&cursor={}", address(q, Some(found), None), escaped(next)))) { "More of them" } }
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
                    @if party.listed { " " span class="listed" { "on a list" } }
                    span class="fine" { " · " (plain(&party.kind)) @if !party.country.is_empty() { " · " (foreign(&party.country)) } }
                }
            }
        }
    }
}
