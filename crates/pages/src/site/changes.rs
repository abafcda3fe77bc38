//! What changed since a day: reviewed facts and rules, and entries of lists.

use maud::{Markup, html};

use super::frame::Page;
use super::links::{Site, escaped};
use super::search::kept;
use crate::safe::foreign;
use crate::words::{count, counted, plain};

/// An entry, a party or a rule that is not as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeRow {
    /// The list of an entry; none of a fact.
    pub list: Option<String>,
    /// What it is called.
    pub name: String,
    /// The party that it is here.
    pub party: Option<String>,
    /// `added`, `removed` or `changed`.
    pub became: String,
    /// What of it changed.
    pub what: Vec<String>,
    /// From which edition, or register, to which.
    pub editions: (String, String),
}

/// What changed.
#[derive(Clone, Debug, Default)]
pub struct Changed<'c> {
    /// Since which day.
    pub since: String,
    /// Of which list alone.
    pub list: Option<&'c str>,
    /// Reviewed facts and rules.
    pub facts: Vec<ChangeRow>,
    /// Since which day changes of facts are noted.
    pub facts_noted_since: Option<String>,
    /// This page of entries.
    pub entries: Vec<ChangeRow>,
    /// How many entries there are in all.
    pub total: usize,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Sources of which nothing can be said: no edition from before that day is kept.
    pub without: Vec<String>,
}

/// The page.
pub fn changes(site: &Site<'_>, changed: &Changed<'_>) -> String {
    let at = address(changed);
    let body = html! {
        main {
            h1 { "What changed" }
            form class="ask" method="get" action="/changes" {
                (kept(site))
                @if let Some(list) = changed.list { input type="hidden" name="list" value=(list); }
                label for="since" { "Since which day" }
                input id="since" name="since" type="date" required value=(changed.since);
                div class="buttons" { button type="submit" { "Show" } }
            }
            @if changed.list.is_none() { (facts(site, changed)) }
            (entries(site, changed))
            p { a href=(site.link("/lists")) { "All lists" } }
        }
    };
    Page { title: "What changed", here: "/lists", at: &at, body, script: "" }.render(site)
}

fn address(changed: &Changed<'_>) -> String {
    let list = changed.list.map(|list| format!("&list={}", escaped(list))).unwrap_or_default();
    format!("/changes?since={}{list}", escaped(&changed.since))
}

fn facts(site: &Site<'_>, changed: &Changed<'_>) -> Markup {
    html! {
        section aria-labelledby="facts" {
            h2 id="facts" { "Reviewed facts and rules" }
            @match &changed.facts_noted_since {
                None => p class="limit" { "Nothing can be said yet: this service has only begun to note such changes." },
                Some(day) if *day > changed.since => p class="limit" { "This service notes such changes since " (foreign(day)) "; of those before, nothing can be said here." },
                Some(_) => {},
            }
            @if changed.facts.is_empty() { p { "None was seen." } } @else { (table(site, &changed.facts, "Registers")) }
        }
    }
}

fn entries(site: &Site<'_>, changed: &Changed<'_>) -> Markup {
    html! {
        section aria-labelledby="entries" {
            h2 id="entries" {
                "Entries of " @match changed.list { Some(list) => (foreign(list)), None => "lists" }
            }
            @if !changed.without.is_empty() {
                p class="limit" {
                    "No edition from before that day is kept of: " (foreign(&changed.without.join(", "))) ". Nothing can be said of them."
                }
            }
            @if changed.total == 0 && site.without_lists.is_some() {
                p class="limit" { "No published list is loaded here: of entries nothing can be said." }
            } @else if changed.total == 0 { p { "No entry changed between the editions that are kept." } }
            @else {
                p { (counted(changed.total as u64, "entry", "entries")) " changed." }
                (table(site, &changed.entries, "Editions"))
            }
            @if let Some(next) = &changed.next {
                p { a rel="next" href=(site.link(&format!("{}&cursor={}", address(changed), escaped(next)))) { "More of them" } }
            }
        }
    }
}

fn table(site: &Site<'_>, rows: &[ChangeRow], editions: &str) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label={ "What changed, " (count(rows.len() as u64)) " rows" } {
            table {
                thead { tr { th scope="col" { "About" } th scope="col" { "Became" } th scope="col" { "What" } th scope="col" { (editions) } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" {
                                @match &row.party {
                                    Some(id) => a href=(site.link(&format!("/party/{}", escaped(id)))) { (foreign(&row.name)) },
                                    None => (foreign(&row.name)),
                                }
                                @if let Some(list) = &row.list { p class="fine" { (foreign(list)) } }
                            }
                            td { (row.became) }
                            td { (row.what.iter().map(|word| plain(word)).collect::<Vec<_>>().join(", ")) }
                            td class="fine" { (foreign(&row.editions.0)) " to " (foreign(&row.editions.1)) }
                        }
                    }
                }
            }
        }
    }
}
