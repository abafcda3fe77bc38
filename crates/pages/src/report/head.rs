//! The first lines: the answer for who asks in one sentence, and the three figures that matter.

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::answer::Meaning;

use super::told::Told;
use crate::safe::foreign;
use crate::words::{count, counted, one};

/// Kicker, answer, what was read, figures.
pub(super) fn head(told: &Told<'_>) -> Markup {
    let as_of = told.manifest.as_of;
    html! {
        header {
            p class="kicker" {
                "Nameplate report"
                @if let Some(whom) = told.audience.words() { " for " (one(&whom)) }
                " · as of " (as_of)
            }
            h1 { (answer(told)) }
            (scanned(told))
            (figures(told))
        }
    }
}

/// Listings by what has to be done about them.
struct Sums {
    stop: u64,
    look: u64,
}

impl Sums {
    fn of(told: &Told<'_>) -> Self {
        let meanings = &told.gathered.told.meanings;
        let sum = |all: &[Meaning]| all.iter().filter_map(|one| meanings.get(one)).sum();
        let look = sum(&[Meaning::MayBar, Meaning::Check, Meaning::CannotTell]);
        Sums { stop: sum(&[Meaning::Stop]), look }
    }
}

/// The answer in one sentence.
fn answer(told: &Told<'_>) -> Markup {
    let all = counted(told.manifest.counts.listings, "listing", "listings");
    match told.audience.words() {
        Some(whom) => answer_for(&one(&whom), &Sums::of(told), &all),
        None => answer_for_anybody(told, &all),
    }
}

fn answer_for(whom: &str, sums: &Sums, all: &str) -> Markup {
    let are = |n: u64| if n == 1 { "is" } else { "are" };
    html! {
        @match (sums.stop, sums.look) {
            (0, 0) => { "Nothing that we know bars or limits any of " (all) " for " (whom) ". That is no certificate." }
            (0, look) => { (count(look)) " of " (all) " should be looked at first; none is barred for " (whom) " as far as we know." }
            (stop, 0) => { (count(stop)) " of " (all) " " (are(stop)) " barred for " (whom) "." }
            (stop, look) => { (count(stop)) " of " (all) " " (are(stop)) " barred for " (whom) "; " (count(look)) " more should be looked at first." }
        }
    }
}

fn answer_for_anybody(told: &Told<'_>, all: &str) -> Markup {
    let counts = &told.manifest.counts;
    html! {
        @match (counts.count(Verdict::Connected), counts.count(Verdict::Review)) {
            (0, 0) => { "Nothing found in " (all) ". That is no certificate." }
            (0, review) => { (count(review)) " of " (all) " should be looked at." }
            (connected, 0) => { (count(connected)) " of " (all) " " (lead(connected)) " to a listed company or kind of product." }
            (connected, review) => {
                (count(connected)) " of " (all) " " (lead(connected)) " to a listed company or kind of product; "
                (count(review)) " more should be looked at."
            }
        }
    }
}

fn lead(n: u64) -> &'static str {
    if n == 1 { "leads" } else { "lead" }
}

/// Which files, what was not read, and who was not named.
fn scanned(told: &Told<'_>) -> Markup {
    const SHOWN: usize = 3;
    let manifest = told.manifest;
    let files = &manifest.inputs;
    html! {
        p class="lead" {
            "Read: "
            @for (n, input) in files.iter().take(SHOWN).enumerate() { @if n > 0 { ", " } (foreign(&input.file)) }
            @if files.len() > SHOWN { " and " (counted((files.len() - SHOWN) as u64, "more file", "more files")) }
            ". Register " (foreign(&manifest.register.version)) "."
            @if told.audience.reader.is_none() {
                " Nobody said who asks: " code { "--reader retailer --place US" } " orders and words this page for one reader."
            }
        }
        @if let Some(said) = &manifest.without_lists {
            p class="alarm" { strong { "Little was looked for: " } (foreign(said)) "." }
        }
        @if let Some(stopped) = &manifest.stopped {
            p class="alarm" { strong { "Not everything was read: " } (foreign(stopped)) }
        }
    }
}

/// The three figures that matter.
fn figures(told: &Told<'_>) -> Markup {
    let counts = &told.manifest.counts;
    let (connected, review) = (counts.count(Verdict::Connected), counts.count(Verdict::Review));
    let silent = counts.listings - counts.identified;
    let tiles = match told.audience.reader {
        Some(_) => {
            let sums = Sums::of(told);
            let leads =
                format!("{} {} to a list; {} for review", count(connected), lead(connected), count(review));
            [
                (
                    "connected",
                    sums.stop,
                    "stop",
                    "barred for this reader; a path with sources leads there".to_owned(),
                ),
                ("review", sums.look, "look first", leads),
            ]
        }
        None => [
            ("connected", connected, "connected", "a path with sources leads to a list".to_owned()),
            ("review", review, "for review", "signs that are real and not enough".to_owned()),
        ],
    };
    html! {
        div class="tiles" {
            @for (class, n, word, says) in &tiles {
                p class={ "tile " (class) } { span class="number" { (count(*n)) } " " strong { (word) } span class="fine" { (says) } }
            }
            p class="tile" {
                span class="number" { (count(silent)) } " " strong { "with nothing to go by" }
                span class="fine" { (coverage(counts.identified, counts.listings)) }
            }
        }
    }
}

/// What share of the listings could have led anywhere.
fn coverage(identified: u64, listings: u64) -> String {
    let share = identified.saturating_mul(1_000).checked_div(listings).unwrap_or(0);
    format!(
        "{}.{} % had a maker, brand, model or code to look up; a shop's name alone says nothing of who made the goods",
        share / 10,
        share % 10
    )
}
