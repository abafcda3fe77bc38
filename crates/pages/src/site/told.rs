//! The answer about one listing: who is behind it, how sure and how we know, what it means for who asks, what is said and answered.

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Evidence, Finding, Judgement, ListingResult, PartyVerdict};

use super::links::{Site, escaped};
use crate::answering::{Law, by_reader, laws, named_by, reaches, todo};
use crate::parts::{self, named};
use crate::safe::{foreign, sentence};
use crate::words::{counted, nearest_first, not_the_maker, one, path, plain, strength};

/// So many laws are told openly.
const LAWS: usize = 3;
/// So many further targets are told in a line.
const ALSO: usize = 4;

/// What is told of a result.
pub(super) fn told(site: &Site<'_>, result: &ListingResult<'_>) -> Markup {
    let findings = nearest_first(&result.findings);
    html! {
        div class="told" {
            @match findings.split_first() {
                None => (nothing(site, result)),
                Some((first, others)) => {
                    (who(site, result, first, others))
                    (means(site.audience, first))
                    section aria-labelledby="said" {
                        h2 id="said" { "What is said about them, and what they answer" }
                        h3 class="hidden" { "About those on the path" }
                        (said(first))
                    }
                    p { a href=(case_link(site, first)) { "All of it: the path, the lists, every law, every source" } }
                },
            }
            (beside(result))
        }
    }
}

/// The address of the case of a finding.
fn case_link(site: &Site<'_>, finding: &Finding) -> String {
    site.link(&format!("/case/{}", finding.case.id))
}

fn party(site: &Site<'_>, id: &str, name: &Markup) -> Markup {
    html! { a href=(site.link(&format!("/party/{}", escaped(id)))) { (name) } }
}

fn who(site: &Site<'_>, result: &ListingResult<'_>, first: &Finding, others: &[&Finding]) -> Markup {
    let case = &first.case;
    let lists = named_by(first);
    html! {
        section aria-labelledby="who" {
            h2 id="who" { "Who is behind it" }
            p class="verdict-line" {
                (parts::verdict(first.verdict)) " " (reaches(first)) " "
                strong { (named(&case.target.name, case.target.native_name.as_deref())) }
                @if !lists.is_empty() { ", named by " (lists) }
                "."
            }
            dl class="rows" {
                dt { "how we know" }
                dd { (because(result, first)) }
                @if !case.path.is_empty() { dt { "path" } dd { (sentence(&path(first, cited))) } }
                (parties(site, result))
                @for other in &case.namesakes { dt { "not" } dd { (foreign(&other.name)) " bears a like name and is another company" } }
                @for what in &case.settle { dt { "to settle it" } dd { (sentence(&plain(what))) } }
                @if !others.is_empty() {
                    dt { "also" }
                    dd {
                        @for (n, other) in others.iter().take(ALSO).enumerate() {
                            @if n > 0 { "; " }
                            a href=(case_link(site, other)) { (foreign(&other.case.target.name)) } " (" (plain(other.verdict.word())) ")"
                        }
                        @if others.len() > ALSO { "; and " (others.len() - ALSO) " more" }
                    }
                }
            }
        }
    }
}

/// The sources of a step in short.
fn cited(sources: &[nameplate::finding::Source]) -> String {
    let first = sources.first();
    first.map(|source| format!("{}, {}", source.title, source.dated())).unwrap_or_default()
}

fn party_line(site: &Site<'_>, verdict: &PartyVerdict) -> Markup {
    let sure = match verdict.judgement {
        Judgement::Same => "",
        Judgement::Unsure => " · not certain",
        Judgement::Different => " · more likely another",
    };
    html! { (party(site, &verdict.id, &named(&verdict.name, verdict.native_name.as_deref()))) (sure) }
}

/// Who made, brands and sells it; one whom two roles name stands once.
fn parties(site: &Site<'_>, result: &ListingResult<'_>) -> Markup {
    let roles = [("made by", &result.maker), ("brand of", &result.brand_owner), ("sold by", &result.seller)];
    let mut told: Vec<(&str, &PartyVerdict)> = Vec::new();
    for (role, verdict) in roles {
        if let Some(verdict) =
            verdict.as_ref().filter(|one| !told.iter().any(|(_, known)| known.id == one.id))
        {
            told.push((role, verdict));
        }
    }
    html! { @for (role, verdict) in told { dt { (role) } dd { (party_line(site, verdict)) } } }
}

fn because(result: &ListingResult<'_>, finding: &Finding) -> Markup {
    let mut pieces: Vec<&Evidence> = Vec::new();
    for piece in result.evidence(finding).filter(|piece| piece.weight > 0) {
        if pieces.len() < 3
            && !pieces.iter().any(|known| (known.field, &known.text) == (piece.field, &piece.text))
        {
            pieces.push(piece);
        }
    }
    html! {
        @for (n, piece) in pieces.iter().enumerate() { @if n > 0 { ", " } (plain(piece.field)) " “" (foreign(&piece.text)) "”" }
        @if finding.score != 0 { span class="fine" { " (" (strength(finding.score).0) " evidence)" } }
    }
}

/// What it means for who asks, and what to do; for each reader where nobody says who asks.
fn means(audience: &Audience, finding: &Finding) -> Markup {
    let Some((reader, whom)) = audience.reader.zip(audience.words()) else {
        let all = finding.consequences().into_iter().filter(|rule| audience.holds(rule));
        return html! {
            section aria-labelledby="means" {
                h2 id="means" { "What it means" }
                ul class="means" {
                    @for (meaning, readers) in by_reader(all) { li { (parts::meaning(meaning)) " for " (readers.join(", ")) } }
                }
                p class="fine" { "Say above who you are and where, and it is told for you." }
            }
        };
    };
    let own = finding.consequences_for(reader);
    let all = laws(own.into_iter().filter(|rule| audience.holds(rule)).collect());
    html! {
        section aria-labelledby="means" {
            h2 id="means" { "What it means for you, " (one(&whom)) }
            div class="foryou" {
                p { (parts::meaning(Meaning::for_audience(finding, audience))) ": " (todo(finding, audience, &all)) "." }
                @if all.is_empty() { p class="fine" { "No rule that we hold speaks to " (one(&whom)) "; that is not a permission." } }
                @for law in all.iter().take(LAWS) { (in_words(law)) }
                @if all.len() > LAWS { p class="fine" { "and " (counted((all.len() - LAWS) as u64, "more law or list", "more laws and lists")) " on the page of the case" } }
            }
        }
    }
}

fn in_words(law: &Law<'_>) -> Markup {
    let rule = law.rule;
    let acts: Vec<String> = law.acts.iter().map(|act| plain(act.word())).collect();
    html! {
        p {
            strong { (law.meaning.word()) } " · to " (acts.join(", ")) ": " (sentence(&rule.sentence))
            span class="fine" {
                " (" @if !rule.jurisdiction.is_empty() { (foreign(&rule.jurisdiction)) ", " } (sentence(&rule.citation)) ", since " (rule.since) ")"
            }
            @if !rule.why.is_empty() { " Open: " (sentence(&rule.why)) }
        }
    }
}

fn said(finding: &Finding) -> Markup {
    let case = &finding.case;
    let name = |id: &str| {
        let hops =
            case.path.iter().flat_map(|hop| [(&*hop.from, &*hop.from_name), (&*hop.to, &*hop.to_name)]);
        let target = (&*case.target.id, &*case.target.name);
        hops.chain([target]).find(|(known, _)| *known == id).map(|(_, name)| name)
    };
    let few = |n: usize| n.min(2);
    let (claims, answers) =
        (&case.claims[..few(case.claims.len())], &case.responses[..few(case.responses.len())]);
    let (more, answered) = (case.claims.len() - claims.len(), case.responses.len() - answers.len());
    html! {
        (parts::said(claims, answers, name))
        @if more + answered > 0 {
            p class="fine" {
                (counted(more as u64, "more statement", "more statements")) " and "
                (counted(answered as u64, "more answer", "more answers")) " on the page of the case"
            }
        }
    }
}

/// Nothing found is no certificate, and what could not be checked is not nothing found.
fn nothing(site: &Site<'_>, result: &ListingResult<'_>) -> Markup {
    html! {
        section aria-labelledby="who" {
            h2 id="who" { "Who is behind it" }
            p class="verdict-line" {
                (parts::verdict(result.verdict)) " "
                @match (result.verdict, result.identified) {
                    (Verdict::NotChecked, _) => { "It could not be judged: " (sentence(result.why.as_deref().unwrap_or("no reason is known"))) "." },
                    (_, true) => "What the words name leads to no list that we hold. That is not a certificate.",
                    (_, false) => "The words hold no maker, brand, model or code to look up, so this says nothing.",
                }
            }
            dl class="rows" {
                (parties(site, result))
            }
        }
    }
}

/// Who is named without being the maker, and what could not be used.
fn beside(result: &ListingResult<'_>) -> Markup {
    html! {
        @if !result.mentions.is_empty() || !result.defects.is_empty() {
            section aria-labelledby="beside" {
                h2 id="beside" { "Also noticed" }
                ul {
                    @for mention in &result.mentions {
                        li { (plain(mention.field)) " “" (foreign(&mention.text)) "”: " (not_the_maker(mention.reason)) }
                    }
                    @for defect in &result.defects {
                        li { "could not be used: " (foreign(&defect.field)) ": " (sentence(&defect.reason)) }
                    }
                }
            }
        }
    }
}
