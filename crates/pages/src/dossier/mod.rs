//! The dossier of one party as a page: names, owners over time, lists with their reasons, what is said and answered,
//! contradictions and rumours as what they are. What it says is worked out in the engine; here it is only laid out.

mod answer;
mod cited;
mod more;
mod said;
mod ties;

use maud::{Markup, html};
use nameplate::date::Holds;
use nameplate::dossier::{Dossier, Marks, Place, Section};
use nameplate::finding::Designation;
use nameplate::register::Strength;
use nameplate::word::Verdict;

use crate::frame::Frame;
use crate::report::footer;
use crate::safe::{foreign, sentence};
use crate::words::{asked_for, plain};
use crate::{charts, parts};
pub use answer::answer;
use more::more;

/// So many tell-tales of a kind are shown openly.
const TELLS: usize = 12;

/// Renders the dossier of a party.
pub fn dossier(dossier: &Dossier) -> String {
    let title = format!("{}: dossier, {}", dossier.party.who.called(), dossier.as_of);
    let body = html! {
        (charts::patterns())
        (head(dossier))
        main { (sections(dossier)) }
        (footer())
    };
    Frame { title: &title, kind: "dossier", body, script: "" }.render()
}

/// All that a dossier says, for a page that has a frame of its own.
pub(crate) fn inside(dossier: &Dossier) -> Markup {
    html! { (charts::patterns()) (head(dossier)) (sections(dossier)) }
}

fn sections(dossier: &Dossier) -> Markup {
    html! {
        (lists(dossier))
        (ties::timeline(dossier))
        (ties::behind(dossier))
        (ties::before(dossier))
        (ties::shares(dossier))
        (said::said(dossier))
        (said::contradictions(dossier))
        (tells(dossier))
        (namesakes(dossier))
        (said::leads(dossier))
        (cited::sources(dossier))
        (asked_with(dossier))
    }
}

fn head(dossier: &Dossier) -> Markup {
    let (party, who) = (&dossier.party, &dossier.party.who);
    let makes: Vec<&str> = party.makes.iter().map(|class| class.name.as_str()).collect();
    html! {
        header {
            p class="kicker" { "Nameplate dossier · as of " (dossier.as_of) }
            h1 { (parts::named(&who.name, who.native_name.as_deref())) }
            p class="answer-line" { (sentence(&answer(dossier))) }
            p class="lead" {
                (plain(who.kind.word()))
                @if !who.country.is_empty() { " · " (who.country) }
                " · id " code { (who.id) }
                @if !makes.is_empty() { " · known for " (foreign(&makes.join(", "))) }
            }
            @if !party.note.is_empty() { p { (sentence(&party.note)) } }
            (names(dossier))
            details { summary { "Who says that it exists" } (cited::cite(dossier, &party.sources)) }
        }
    }
}

fn names(dossier: &Dossier) -> Markup {
    let party = &dossier.party;
    html! {
        section aria-labelledby="names" {
            h2 id="names" { "Names" }
            dl class="facts" {
                @for names in party.names.chunk_by(|one, next| one.kind == next.kind) {
                    @if let Some(first) = names.first() { dt { (plain(first.kind.word())) } }
                    dd {
                        @for (n, name) in names.iter().enumerate() {
                            @if n > 0 { ", " } (foreign(&name.text))
                            @if name.unsourced { span class="fine" { " (unsourced)" } }
                            @if name.common { span class="fine" { " (ordinary word)" } }
                        }
                    }
                }
                @if !party.identifiers.is_empty() {
                    dt { "numbers" }
                    dd { @for number in &party.identifiers { code { (foreign(number)) } " " } }
                }
            }
            (more(dossier, Section::Names))
        }
    }
}

fn lists(dossier: &Dossier) -> Markup {
    let (off, on): (Vec<&Place>, Vec<&Place>) =
        dossier.places.iter().partition(|place| place.listed.in_force == Holds::No);
    let printed = |places: &[&Place]| {
        let all: Vec<Designation> = places.iter().map(|place| designation(place)).collect();
        parts::designations_cited(&all, |sources| cited::cite(dossier, sources))
    };
    html! {
        section aria-labelledby="lists" {
            h2 id="lists" { "On lists on " (dossier.as_of) }
            @if on.is_empty() { p { "On none that this register holds. Those who stand behind it may be: see below." } }
            @else { (printed(&on)) }
            @if let Some(said) = &dossier.without_lists {
                p class="fine" { "Little was looked for: " (said) "." }
            }
            @if !off.is_empty() { h3 { "At other times" } (printed(&off)) }
            (more(dossier, Section::Places))
        }
    }
}

/// A place on a list as results have it, to be laid out alike. One of another day stands under a heading that says so.
fn designation(place: &Place) -> Designation {
    let listed = &place.listed;
    let is_doubtful = listed.in_force == Holds::Unknown;
    Designation {
        list: listed.list.clone(),
        list_name: listed.list_name.clone(),
        kind: place.kind,
        entry: place.entry.clone(),
        produced: place.produced,
        purposes: place.purposes.clone(),
        since: listed.since,
        first_seen: listed.first_seen,
        until: listed.until,
        reason: place.reason.clone(),
        citation: place.citation.clone(),
        in_force: if is_doubtful { Verdict::Review } else { Verdict::Connected },
        sources: listed.sources.clone(),
    }
}

fn tells(dossier: &Dossier) -> Markup {
    if dossier.marks.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="tells" {
            h2 id="tells" { "How its products give themselves away" }
            dl class="facts" {
                @for one in &dossier.marks {
                    dt { (plain(one.kind.word())) @if one.strength == Strength::Weak { " (shared with others)" } }
                    dd { (literals(dossier, one)) }
                }
            }
            (more(dossier, Section::Marks))
        }
    }
}

fn literals(dossier: &Dossier, all: &Marks) -> Markup {
    let literals: Vec<Markup> = all
        .marks
        .iter()
        .map(|mark| {
            html! { code { (foreign(&mark.text)) } @if mark.unsourced { span class="fine" { " (unsourced)" } } " " }
        })
        .collect();
    html! {
        @for literal in literals.iter().take(TELLS) { (literal) }
        @if literals.len() > TELLS {
            details { summary { "and " (literals.len() - TELLS) " more" } @for literal in literals.iter().skip(TELLS) { (literal) } }
        }
        @if !all.sources.is_empty() { details { summary { "Sources" } (cited::cite(dossier, &all.sources)) } }
    }
}

/// Who is not to be taken for the party.
fn namesakes(dossier: &Dossier) -> Markup {
    html! {
        @if !dossier.namesakes.is_empty() {
            section aria-labelledby="namesakes" {
                h2 id="namesakes" { "Others of a like name" }
                p class="fine" { "They belong elsewhere, as far as this register knows." }
                ul { @for one in &dossier.namesakes { li { (foreign(&one.name)) " · id " code { (one.id) } } } }
                (more(dossier, Section::Namesakes))
            }
        }
    }
}

fn asked_with(dossier: &Dossier) -> Markup {
    html! {
        section aria-labelledby="asked" {
            h2 id="asked" { "With what it was asked" }
            dl class="facts" {
                dt { "As of" } dd { (asked_for(dossier.as_of, dossier.reach)) }
                dt { "Register" } dd { (foreign(&dossier.register.version)) " " code { (dossier.register.hash) } }
                dt { "Policy" } dd { code { (dossier.policy_hash) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nameplate::{Policy, Register, Screener};

    fn screener(day: &str) -> Screener<'static> {
        let register = Register::open(lists::starter_register()).unwrap();
        Screener::new(register, Policy::default(), day.parse().unwrap())
    }

    fn page(id: &str, day: &str) -> String {
        let screener = screener(day);
        let no = screener.register().party_by_id(id).unwrap();
        dossier(&Dossier::of(&screener, no).unwrap())
    }

    #[test]
    fn a_dossier_holds_names_lists_what_is_said_and_what_is_answered() {
        let page = page("hikvision", "2026-11-23");
        for words in
            ["海康威视", "NDAA FY2019 section 889", "What is answered", "What is said", "timeline", "EZVIZ"]
        {
            assert!(page.contains(words), "{words}");
        }
    }

    #[test]
    fn the_same_question_gives_the_same_bytes() {
        assert_eq!(page("lorex", "2021-06-01"), page("lorex", "2021-06-01"));
        assert_ne!(page("lorex", "2021-06-01"), page("lorex", "2024-06-01"));
    }

    #[test]
    fn what_is_cited_has_its_number_in_the_list_of_sources() {
        for id in ["hikvision", "lorex", "nubia", "tp-link-technologies"] {
            let page = page(id, "2026-11-23");
            let cited = page.matches("<p class=\"source\"><a class=\"note\"").count();
            let unsourced = page.matches("No source is on file.").count();
            assert_eq!(page.matches("<p class=\"source\">").count(), cited + unsourced, "{id}");
            let targets = page.split("href=\"#source-").skip(1).filter_map(|rest| rest.split('"').next());
            let targets: std::collections::BTreeSet<&str> = targets.collect();
            assert!(targets.len() > 1, "{id}");
            assert!(targets.iter().all(|n| page.contains(&format!("<li id=\"source-{n}\">"))), "{id}");
        }
    }

    #[test]
    fn every_party_has_a_dossier() {
        let screener = screener("2026-11-23");
        for (no, party) in screener.register().parties() {
            let page = dossier(&Dossier::of(&screener, no).unwrap());
            assert!(page.ends_with("</html>") && !page.contains("<script"), "{}", party.id());
        }
    }
}
