//! What to do, as a list: each line says how many listings it is about, and leads to them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::answer::Meaning;
use nameplate::finding::Act;

use super::told::Told;
use crate::gather::Duty;
use crate::parts::meaning;
use crate::safe::{foreign, sentence};
use crate::words::{count, counted, in_brief, plain};

/// So many rules, and things to ask, are told; the others stand with the listings.
const RULES: usize = 3;
const ASKED: usize = 3;

/// The section; nothing where there is nothing to do.
pub(super) fn todo(told: &Told<'_>) -> Markup {
    let counts = &told.manifest.counts;
    let silent = counts.listings - counts.identified;
    let unjudged = counts.count(Verdict::NotChecked);
    let settling = settling(told);
    html! {
        section aria-labelledby="todo" {
            h2 id="todo" { "What to do" }
            ul class="todo" {
                @if told.audience.reader.is_some() { (for_reader(told)) }
                @else { li { "Say who asks, and where: the same listing may be barred for one reader and lawful for another. Below, all readers in short." } }
                (settling)
                @if silent > 0 {
                    li {
                        strong { "Ask for maker, brand and model of " (counted(silent, "listing", "listings")) "." }
                        " Nothing in them could be looked up, so nothing found there says nothing."
                    }
                }
                @if unjudged > 0 {
                    li { strong { "Mend " (counted(unjudged, "row", "rows")) " that could not be judged." } " " a href="#unjudged" { "Why not" } }
                }
            }
        }
    }
}

/// What the reader's own rules ask, the most serious first.
fn for_reader(told: &Told<'_>) -> Markup {
    let all = &told.gathered.told;
    html! {
        @for one in Meaning::ALL {
            @if let Some(n) = all.meanings.get(&one) {
                li {
                    (meaning(one)) " "
                    a href={ "#m=" (one.word().replace(' ', "+")) } { strong { (verbs(one, told, *n)) } }
                    (rules(told, one))
                }
            }
        }
    }
}

/// What to do about listings of one meaning.
fn verbs(meaning: Meaning, told: &Told<'_>, n: u64) -> String {
    let listings = counted(n, "listing", "listings");
    match meaning {
        Meaning::Stop => format!("Do not {} {listings}.", acts(told, Meaning::Stop)),
        Meaning::MayBar => format!("Hold {listings} until it is known whether a rule bars them."),
        Meaning::Check => {
            format!("Look at {listings} before you go on: they are allowed with a limit or after a check.")
        }
        Meaning::CannotTell => format!("Find out about {listings}: whether a rule applies cannot be told."),
        Meaning::Know => format!("Know who is behind {listings}; no duty follows."),
        Meaning::Allowed => format!("Go on with {listings}: a rule says that it is lawful."),
        Meaning::NoRule => {
            format!(
                "Decide on {listings}: no rule that we hold speaks to this reader. That is no permission."
            )
        }
    }
}

/// The acts that rules of one meaning are about, those that most listings meet first: `sell, market or import`.
fn acts(told: &Told<'_>, meaning: Meaning) -> String {
    let mut acts: BTreeMap<Act, u64> = BTreeMap::new();
    for ((of, ..), duty) in &told.gathered.told.duties {
        for act in duty.acts.iter().filter(|_| *of == meaning) {
            let most = acts.entry(*act).or_default();
            *most = duty.listings.max(*most);
        }
    }
    let mut acts: Vec<(Act, u64)> = acts.into_iter().collect();
    acts.sort_by_key(|(act, n)| (Reverse(*n), *act));
    let words: Vec<String> = acts.iter().map(|(act, _)| plain(act.word())).collect();
    match words.split_last() {
        None => "go on with".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// The rules that say so, by how many listings meet them.
fn rules(told: &Told<'_>, meaning: Meaning) -> Markup {
    if meaning > Meaning::CannotTell {
        return html! {};
    }
    let duties = &told.gathered.told.duties;
    let mut all: Vec<&Duty> =
        duties.iter().filter(|((of, ..), _)| *of == meaning).map(|(_, duty)| duty).collect();
    all.sort_by_key(|duty| (Reverse(duty.listings), duty.rule.code.clone()));
    html! {
        @if !all.is_empty() {
            ul {
                @for duty in all.iter().take(RULES) {
                    li {
                        (sentence(&in_brief(&duty.rule.sentence)))
                        @if !duty.rule.why.is_empty() { " Open: " (sentence(&in_brief(&duty.rule.why))) }
                        span class="fine" {
                            " (" @if !duty.rule.jurisdiction.is_empty() { (foreign(&duty.rule.jurisdiction)) ", " }
                            (sentence(&duty.rule.citation)) ", since " (duty.rule.since) "; " (counted(duty.listings, "listing", "listings")) ")"
                        }
                    }
                }
                @if all.len() > RULES { li class="fine" { (counted((all.len() - RULES) as u64, "more rule stands", "more rules stand")) " with the listings" } }
            }
        }
    }
}

/// What would settle what is for review.
fn settling(told: &Told<'_>) -> Markup {
    let review = told.gathered.tally.listings.review;
    let asked = told.gathered.told.settling.sorted();
    html! {
        @if review > 0 {
            li {
                a href="#v=review" { strong { "Settle " (counted(review, "listing", "listings")) " for review." } }
                " Signs are real and not enough; nobody is to be told a verdict."
                @if !asked.is_empty() {
                    ul { @for (what, two) in asked.iter().take(ASKED) { li { (sentence(&plain(what))) span class="fine" { " (" (count(two.all())) ")" } } } }
                }
            }
        }
    }
}
