//! Parts that several pages show: badges, sources, the chain as a drawn path, lists, what follows for whom, what is said and
//! answered. Each is shown as what it is: an allegation with who alleges, an answer beside it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::answer::{Audience, Meaning};
use nameplate::date::Date;
use nameplate::finding::{
    Claim, ClaimStatus, Consequence, Designation, Hop, ListKind, Reader, Response, Source, State, Target,
    TargetKind, Warning, home_first,
};

use crate::safe::{foreign, link, sentence};
use crate::words::{
    DEGREES, HopInWords, NO_ANSWER, degree, degree_label, one, plain, rank, source_kind, strength,
};

/// A degree of seriousness: a word and a shape, not a colour alone.
pub(crate) fn badge(rank: usize) -> Markup {
    const SHAPES: [&str; 6] = ["■", "◆", "▲", "?", "●", "○"];
    let shape = SHAPES.get(rank).copied().unwrap_or("?");
    html! { span class={ "badge d" (rank) } { span aria-hidden="true" { (shape) } " " (degree_label(rank)) } }
}

/// What it means for who asks: a word and a shape, not a colour alone.
pub(crate) fn meaning(meaning: Meaning) -> Markup {
    let (shape, degree) = match meaning {
        Meaning::Stop => ("■", 0),
        Meaning::MayBar => ("◆", 1),
        Meaning::Check => ("▲", 2),
        Meaning::CannotTell => ("?", 3),
        Meaning::Know => ("●", 4),
        Meaning::Allowed => ("○", 5),
        Meaning::NoRule => ("–", 5),
    };
    html! { span class={ "badge d" (degree) } { span aria-hidden="true" { (shape) } " " (meaning.word()) } }
}

/// How strong evidence is: a word, and steps that can be compared by eye.
pub(crate) fn strong(millinats: i32) -> Markup {
    let (word, steps) = strength(millinats);
    let class = if millinats < 0 { "strength against" } else { "strength" };
    html! {
        span class=(class) {
            span aria-hidden="true" { @for n in 0..5 { @if n < steps { "▰" } @else { "▱" } } }
            " " @if millinats < 0 { "against, " } (word)
        }
    }
}

/// The badge of a degree by its word; a word that is not known yet stands as it is.
fn degree_badge(degree: &str) -> Markup {
    match DEGREES.iter().position(|word| *word == degree) {
        Some(rank) => badge(rank),
        None => html! { span class="badge" { (foreign(&plain(degree))) } },
    }
}

/// A degree along a chain that is connected, or would be if a review confirms it, and for whom it is so.
pub(crate) fn weighed(verdict: Verdict, rank: usize, for_whom: &str) -> Markup {
    html! {
        @if verdict < Verdict::Connected { span class="if" { "if confirmed:" } " " }
        (badge(rank))
        @if !for_whom.is_empty() { span class="if" { "for " (for_whom) } }
    }
}

/// A verdict.
pub(crate) fn verdict(verdict: Verdict) -> Markup {
    html! { span class={ "verdict " (verdict.word()) } { (plain(verdict.word())) } }
}

/// A name, with the name in its own script.
pub(crate) fn named(name: &str, native: Option<&str>) -> Markup {
    html! { (foreign(name)) @if let Some(native) = native { " " span class="native" { (foreign(native)) } } }
}

/// Who says so, with date and kind.
pub(crate) fn sources(sources: &[Source]) -> Markup {
    numbered_sources(sources, |_| None)
}

/// The same, each with the number that it has on the page, where it has one.
pub(crate) fn numbered_sources(sources: &[Source], number: impl Fn(&Source) -> Option<usize>) -> Markup {
    html! {
        @if sources.is_empty() { p class="source" { "No source is on file." } }
        @for source in sources {
            p class="source" {
                @if let Some(n) = number(source) { a class="note" href={ "#source-" (n) } { "[" (n) "]" } " " }
                span class="tier" { (capital(source_kind(source.tier))) } " "
                (link(&source.url, &source.title)) ", " (source.dated())
            }
        }
    }
}

fn arrow() -> Markup {
    html! {
        svg class="arrow" viewBox="0 0 12 8" width="12" height="8" aria-hidden="true" focusable="false" {
            path d="M1.5 1 6 6.5 10.5 1" {}
        }
    }
}

/// The chain from the maker, brand or seller to the target, a box a party, an arrow a step.
pub(crate) fn chain(path: &[Hop], target: &Target) -> Markup {
    let name = html! { (named(&target.name, target.native_name.as_deref())) };
    html! {
        ol class="chain" {
            @if path.is_empty() {
                li {
                    div class="node target" { (name) }
                    @match target.kind {
                        TargetKind::Class => p class="fine" { "This kind of product is listed, whoever made it." },
                        TargetKind::Party => p class="fine" { "No step between: the listing leads to the listed party itself." },
                    }
                }
            }
            @for (n, step) in path.iter().enumerate() { (hop(step, n == 0, n + 1 == path.len())) }
        }
    }
}

fn hop(step: &Hop, first: bool, last: bool) -> Markup {
    let hop = HopInWords::new(step);
    html! {
        @if first { li { div class="node" { (foreign(hop.start)) } } }
        li {
            div class="hop" {
                (arrow())
                div {
                    p { (hop.words) " · " span class="fine" { (hop.dates) } }
                    @if !step.scope.is_empty() { p class="fine" { "limited to " (sentence(&step.scope)) } }
                    @if !step.note.is_empty() { p class="fine" { (sentence(&step.note)) } }
                    @if step.carries < Verdict::Connected {
                        p class="limit" {
                            "Carries a review, no verdict: "
                            @if step.limit.is_empty() { "its sources carry no more" } @else { (sentence(&step.limit)) }
                        }
                    }
                    (sources(&step.sources))
                }
            }
            div class={ "node" @if last { " target" } } { (foreign(hop.end)) }
        }
    }
}

/// A path in one sentence.
pub(crate) fn in_short(path: &[Hop]) -> Markup {
    html! {
        @for (n, step) in path.iter().enumerate() {
            @let hop = HopInWords::new(step);
            @if n == 0 { (foreign(hop.start)) " " } @else { ", which " }
            (hop.words) " " (foreign(hop.end)) " (" (hop.dates) ")"
        }
        @if path.iter().any(|step| step.carries < Verdict::Connected) { " · carries a review" }
    }
}

/// The lists that a target stands on, with the reason that the authority states.
pub(crate) fn designations<'d>(designations: impl IntoIterator<Item = &'d Designation>) -> Markup {
    designations_cited(designations, sources)
}

/// The same, with sources cited as the page cites them.
pub(crate) fn designations_cited<'d>(
    designations: impl IntoIterator<Item = &'d Designation>,
    cite: impl Fn(&[Source]) -> Markup,
) -> Markup {
    html! {
        ul class="cards" {
            @for one in designations {
                li {
                    p { strong { (foreign(&one.list_name)) } " " span class="fine" { (listed_when(one)) } }
                    @if one.in_force < Verdict::Connected {
                        p class="limit" { "Whether it stood on the list that day is not certain." }
                    }
                    @if one.kind == ListKind::Measure {
                        p class="fine" { "A measure of a government, not a list." }
                    }
                    p class="fine" {
                        "as “" (sentence(&one.entry)) "”"
                        @if !one.citation.is_empty() { " · " (sentence(&one.citation)) }
                    }
                    @if one.reason.is_empty() { p class="fine" { "No reason is published." } }
                    @else { p { "Stated reason: " (sentence(&one.reason)) } }
                    (cite(&one.sources))
                }
            }
        }
    }
}

fn listed_when(one: &Designation) -> String {
    let since = one.first_seen.map_or_else(
        || format!("since {}", one.since),
        |seen| format!("first seen on {seen}; the day of listing is not published"),
    );
    match one.until {
        Date::Open => since,
        until => format!("{since}, until {until}"),
    }
}

/// What follows, reader by reader, the most serious first; what is plainly lawful stands together at the end. Where somebody asks,
/// what binds others, or holds elsewhere, is folded.
pub(crate) fn consequences(consequences: Vec<&Consequence>, audience: &Audience) -> Markup {
    let (own, others): (Vec<_>, Vec<_>) =
        home_first(consequences).into_iter().partition(|one| audience.is_bound_by(one));
    let others = by_reader(others);
    html! {
        @if own.is_empty() {
            p class="fine" {
                "No rule that this register holds speaks of it"
                @if let Some(whom) = audience.words() { " to " (one(&whom)) "; that is no permission" }
                "."
            }
        }
        (readers(by_reader(own)))
        @if !others.is_empty() {
            details class="rest" { summary { "What it means for others, and elsewhere" } (readers(others)) }
        }
    }
}

fn by_reader(consequences: Vec<&Consequence>) -> BTreeMap<Reader, Vec<&Consequence>> {
    let mut by_reader: BTreeMap<Reader, Vec<&Consequence>> = BTreeMap::new();
    for one in consequences {
        by_reader.entry(one.reader).or_default().push(one);
    }
    for all in by_reader.values_mut() {
        all.sort_by_key(|one| rank(degree(one)));
    }
    by_reader
}

fn readers(by_reader: BTreeMap<Reader, Vec<&Consequence>>) -> Markup {
    html! {
        div class="readers" {
            @for (reader, all) in by_reader {
                @let (plainly, bound): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.state == State::DoesNotApply);
                div {
                    h4 { "For the " (plain(reader.word())) }
                    ul class="means" {
                        @for one in bound { (consequence(one)) }
                        @if !plainly.is_empty() { (lawful(reader, &plainly)) }
                    }
                }
            }
        }
    }
}

fn consequence(one: &Consequence) -> Markup {
    html! {
        li {
            p class="act" { (degree_badge(degree(one))) " " span { "to " (plain(one.act.word())) } }
            p { (sentence(&one.sentence)) }
            @if !one.why.is_empty() {
                p class="limit" {
                    "Cannot be told"
                    @if let Some(would_be) = one.would_be { " (if it applies: " (degree_badge(would_be.word())) ")" }
                    ": " (sentence(&one.why))
                }
            }
            @if !one.shares.is_empty() { p class="fine" { (sentence(&one.shares)) } }
            p class="source" {
                (foreign(&one.regime)) " · " (foreign(&one.jurisdiction))
                @if one.since != Date::Unknown { " · since " (one.since) }
                @if !one.citation.is_empty() { " · " (sentence(&one.citation)) }
                @if !one.verified { " · its text was not read" }
            }
            (details_of(one))
        }
    }
}

/// By which entry, with what exceptions, under which code: for those who check.
fn details_of(one: &Consequence) -> Markup {
    let exceptions = match one.exceptions.len() {
        0 => String::new(),
        1 => " and one exception".to_owned(),
        n => format!(" and {n} exceptions"),
    };
    html! {
        details class="rest" {
            summary { "Entry" (exceptions) span class="hidden" { " of " (foreign(&one.code)) } }
            p class="source" {
                @if !one.entry.is_empty() {
                    "by the entry “" (sentence(&one.entry)) "”"
                    @if one.listed != Date::Unknown { ", there since " (one.listed) }
                    " · "
                }
                code { (foreign(&one.code)) }
            }
            @for exception in &one.exceptions { p class="source" { "Excepted: " (sentence(exception)) } }
        }
    }
}

/// What lists and laws plainly do not bar: their names in one line, their sentences behind it.
fn lawful(reader: Reader, all: &[&Consequence]) -> Markup {
    let names: BTreeSet<&str> = all.iter().map(|one| one.regime.as_str()).collect();
    let mut sentences: BTreeMap<(&str, &str), Vec<&Consequence>> = BTreeMap::new();
    for one in all {
        sentences.entry((&one.regime, &one.sentence)).or_default().push(one);
    }
    html! {
        li {
            p class="act" { (badge(rank(State::DoesNotApply.word()))) }
            p { "Said plainly of: " @for (n, name) in names.iter().enumerate() { @if n > 0 { "; " } (foreign(name)) } "." }
            details class="rest" {
                summary { "What is said" span class="hidden" { " to be lawful for the " (plain(reader.word())) } }
                @for ((regime, said), from) in &sentences {
                    p {
                        @for (n, one) in from.iter().enumerate() { @if n == 0 { "To " } @else { ", " } (plain(one.act.word())) }
                        ": " (sentence(said))
                    }
                    @for one in from {
                        p class="source" {
                            (foreign(regime)) @if !one.citation.is_empty() { " · " (sentence(&one.citation)) }
                            " · by the entry “" (sentence(&one.entry)) "” · " code { (foreign(&one.code)) }
                        }
                    }
                }
            }
        }
    }
}

/// What a buyer is told, as it stands in the results: the line for a product page, and the long text behind it.
pub(crate) fn warning(warning: Option<&Warning>) -> Markup {
    let Some(one) = warning else {
        return html! { p class="fine" { "No warning: buyers are told only what is connected, and only where a language was asked for." } };
    };
    html! {
        div class="warning" lang=(one.language) {
            p { strong { (sentence(&one.short)) } }
            @for paragraph in one.long.split("\n\n") { (paragraph_of(paragraph)) }
            p class="source" { @for code in &one.codes { code { (foreign(code)) } " " } }
        }
    }
}

/// A paragraph of a warning: lines that begin with a dash are a list.
fn paragraph_of(text: &str) -> Markup {
    let (rows, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("- "));
    html! {
        @for line in lines { p { (sentence(line)) } }
        @if !rows.is_empty() { ul { @for row in &rows { li { (sentence(row.trim_start_matches("- "))) } } } }
    }
}

/// What is said and what is answered, side by side, each with the party that it is about; `name` knows their names.
pub(crate) fn said<'n>(
    claims: &[Claim],
    responses: &[Response],
    name: impl Fn(&str) -> Option<&'n str>,
) -> Markup {
    html! {
        div class="sides" {
            div {
                h4 { "What is said" }
                p class="fine" { "Never a verdict by itself." }
                @if claims.is_empty() { p { "Nothing is on file." } }
                @for one in claims { (claim(one, name(&one.about))) }
            }
            div {
                h4 { "What the companies answer" }
                @if responses.is_empty() { p { (NO_ANSWER) } }
                @for one in responses { (response(one, Some(&one.name))) }
            }
        }
    }
}

/// A claim with its status and who says so.
pub(crate) fn claim(claim: &Claim, about: Option<&str>) -> Markup {
    claim_cited(claim, about, sources)
}

/// The same, with sources cited as the page cites them.
pub(crate) fn claim_cited(claim: &Claim, about: Option<&str>, cite: impl Fn(&[Source]) -> Markup) -> Markup {
    let by = if claim.status == ClaimStatus::Allegation { "alleged by " } else { "by " };
    html! {
        blockquote class={ "claim " (status_class(claim.status)) } {
            p class="fine" {
                span class="status" { (plain(claim.status.word())) } " · " (plain(claim.subject.word()))
                @if let Some(about) = about { " · about " (foreign(about)) }
                @if !claim.by.is_empty() { " · " (by) (sentence(&claim.by)) }
                " · " (claim.date)
            }
            p { (sentence(&claim.sentence)) }
            (cite(&claim.sources))
        }
    }
}

fn status_class(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Allegation => "alleged",
        ClaimStatus::Report => "reported",
        ClaimStatus::OfficialFinding | ClaimStatus::CourtRuling | ClaimStatus::CompanyFiling => "stated",
    }
}

/// An answer.
pub(crate) fn response(response: &Response, of: Option<&str>) -> Markup {
    response_cited(response, of, sources)
}

/// The same, with sources cited as the page cites them.
pub(crate) fn response_cited(
    response: &Response,
    of: Option<&str>,
    cite: impl Fn(&[Source]) -> Markup,
) -> Markup {
    html! {
        blockquote class="answer" {
            p class="fine" { "answer" @if let Some(of) = of { " of " (foreign(of)) } " · " (response.date) }
            p { (sentence(&response.sentence)) }
            (cite(&response.sources))
        }
    }
}

/// With a capital letter, as a sentence begins.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
