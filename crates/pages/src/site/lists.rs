//! The lists with their editions and ages, and what changed.

use maud::{Markup, html};

use super::frame::Page;
use super::links::{Site, escaped};
use crate::safe::{foreign, link};
use crate::words::count;

/// A list, or a measure of a government that keeps none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who keeps it.
    pub authority: String,
    /// Where it holds.
    pub jurisdiction: String,
    /// Its page.
    pub url: String,
    /// Entries in the register.
    pub entries: usize,
    /// Whether its entries are those of the published list.
    pub loaded: bool,
    /// The day of the edition in use.
    pub edition_day: Option<String>,
    /// How many days old it is.
    pub age_days: Option<i64>,
}

/// The page.
pub fn lists(site: &Site<'_>, rows: &[ListRow]) -> String {
    let loaded = rows.iter().filter(|row| row.loaded).count();
    let body = html! {
        main {
            h1 { "Lists" }
            p class="lead" {
                (rows.len()) " lists and measures are known here; of " (loaded) " of them a published edition is loaded. Of the others only "
                "reviewed facts say who stands there: that is fewer than the list has."
            }
            p { a href=(site.link("/changes")) { "What changed on them, and in reviewed facts and rules" } }
            div class="scroll" tabindex="0" role="region" aria-label="All lists" {
                table {
                    thead { tr { th scope="col" { "List" } th scope="col" { "Where" } th scope="col" class="n" { "Entries here" } th scope="col" { "Edition" } } }
                    tbody { @for row in rows { (line(site, row)) } }
                }
            }
        }
    };
    Page { title: "Lists", here: "/lists", at: "/lists", body, script: "" }.render(site)
}

fn line(site: &Site<'_>, row: &ListRow) -> Markup {
    html! {
        tr {
            th scope="row" { (link(&row.url, &row.name)) p class="fine" { (foreign(&row.authority)) } }
            td { (foreign(&row.jurisdiction)) }
            td class="n" { (count(row.entries as u64)) }
            td {
                @match (&row.edition_day, row.loaded) {
                    (Some(day), _) => { (foreign(day))
                        p class="fine" {
                            @if let Some(age) = row.age_days { (age) " days old · " }
                            a href=(site.link(&format!("/changes?list={}", escaped(&row.id)))) { "changes" }
                        }
                    },
                    (None, true) => "loaded; its day is not known",
                    (None, false) => span class="fine" { "not loaded: reviewed facts only" },
                }
            }
        }
    }
}
