//! Whom a party is tied to: owners over time as a drawing, those who stand behind it, those whom it stands behind, and who holds
//! how much of it.

use std::collections::BTreeSet;

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::date::{Date, Day, Holds, Interval};
use nameplate::dossier::{Behind, Dossier, Doubt, Listed, Section, Shares, Tie, Tied, Who};
use nameplate::finding::Extent;

use super::cited::cite;
use super::more::more;
use crate::charts::{self, Certainty, Stretch};
use crate::parts;
use crate::safe::{foreign, sentence, visible};
use crate::words::{self, before as heading, dates, further, hand, limits};

/// So many lines of the drawing, and relations of a kind, are shown openly.
const LINES: usize = 24;
const SHOWN: usize = 12;

/// The month that a day lies in, counted from year 0.
fn month(day: Day) -> u32 {
    day.number() / 10_000 * 12 + day.number() / 100 % 100 - 1
}

fn first_month(date: Date) -> Option<u32> {
    date.first_day().map(month)
}

/// Owners, makers and lists over time.
pub(super) fn timeline(dossier: &Dossier) -> Markup {
    let near = || dossier.behind.iter().chain(&dossier.at_other_times);
    let owning = |one: &&Behind| one.ties.iter().any(Tie::is_ownership);
    let owners: BTreeSet<&str> = near().filter(owning).map(|one| one.party.id.as_str()).collect();
    let ties = near().flat_map(|one| {
        let own = one.ties.iter().map(|tie| drawn(tie, &one.party, ""));
        // A brand changes hands with its owner: the owner's owners are drawn too.
        let whose = format!("{} is ", one.party.called());
        let is_owner = owners.contains(one.party.id.as_str());
        let above = one.behind.iter().flat_map(|above| above.ties.iter().map(|tie| (tie, &above.party)));
        let above = above.chain(one.hands.iter().map(|hand| (&hand.tie, &hand.party)));
        let above = above.filter(|(tie, _)| is_owner && tie.is_ownership());
        own.chain(above.map(|(tie, party)| drawn(tie, party, &whose))).collect::<Vec<_>>()
    });
    let lists = dossier.places.iter().map(|place| {
        let listed = &place.listed;
        stretch(&listed.list_name, &listed.interval(), Certainty::Whole, "list")
    });
    let mut all: Vec<Stretch> = ties.chain(lists).collect();
    all.sort_by_key(|one| (one.kind != "owner", one.from, one.to.unwrap_or(u32::MAX)));
    let hidden = all.len().saturating_sub(LINES);
    all.truncate(LINES);
    if all.is_empty() {
        return html! {};
    }
    let now = dossier.as_of;
    html! {
        section aria-labelledby="time" {
            h2 id="time" { "Owners and lists over time" }
            div class="scroll" tabindex="0" role="region" aria-label="Owners and lists over time, drawn" {
                (charts::timeline("Owners and lists over time", &all, month(now)))
            }
            (charts::certainties())
            p class="fine" { "The dashed line is " (now) ". “?”: start or end is not known." }
            @if hidden > 0 { p class="fine" { (hidden) " more stand below." } }
        }
    }
}

fn drawn(tie: &Tie, party: &Who, whose: &str) -> Stretch {
    let label = format!("{whose}{} {}", words::Tie::of(tie).phrase(), party.called());
    stretch(&label, &tie.interval(), certainty(tie), "owner")
}

/// How much a relation says: of all products and stated, of some of them, or not enough for a verdict.
fn certainty(tie: &Tie) -> Certainty {
    let limits = &tie.limits;
    let of_some = tie.extent != Extent::All || !limits.models.is_empty() || !limits.lines.is_empty();
    match tie.carries {
        Verdict::Connected if of_some => Certainty::Partly,
        Verdict::Connected => Certainty::Whole,
        _ => Certainty::Doubtful,
    }
}

fn stretch(label: &str, interval: &Interval, certainty: Certainty, kind: &'static str) -> Stretch {
    Stretch {
        label: visible(label, 70),
        dates: dates(interval),
        from: first_month(interval.from).or_else(|| first_month(interval.first_confirmed)),
        to: first_month(interval.to)
            .or_else(|| first_month(interval.last_confirmed).filter(|_| interval.to == Date::Unknown)),
        end_unknown: interval.to == Date::Unknown,
        certainty,
        kind,
    }
}

/// Who stands behind it that day, level by level, and who did before or will.
pub(super) fn behind(dossier: &Dossier) -> Markup {
    html! {
        section aria-labelledby="behind" {
            h2 id="behind" { "Who stands behind it on " (dossier.as_of) }
            @if dossier.behind.is_empty() { p { "Nobody that this register knows of." } }
            (tree(dossier, &dossier.behind))
            @if !dossier.at_other_times.is_empty() {
                h3 { "At other times" }
                ul class="cards" {
                    @for one in &dossier.at_other_times { @for tied in &one.ties { li { (tie(dossier, tied, &one.party, true)) } } }
                }
            }
            (more(dossier, Section::Behind))
        }
    }
}

/// Those behind, and what lies above them.
fn tree(dossier: &Dossier, level: &[Behind]) -> Markup {
    html! {
        @if !level.is_empty() {
            ul class="tree" {
                @for one in level {
                    li {
                        @for tied in &one.ties { (tie(dossier, tied, &one.party, true)) }
                        (on_lists(&one.listed))
                        @for tied in &one.hands { p class="fine" { (sentence(&hand(tied))) } }
                        @if let Some(why) = one.further { p class="fine" { (further(why)) } }
                        (tree(dossier, &one.behind))
                    }
                }
            }
        }
    }
}

fn on_lists(lists: &[Listed]) -> Markup {
    html! {
        @if !lists.is_empty() {
            p class="limit" {
                "It stands on lists: "
                @for (n, list) in lists.iter().enumerate() {
                    @if n > 0 { "; " } (foreign(&format!("{}, {}", list.list_name, dates(&list.interval()))))
                    @if list.in_force == Holds::Unknown { " (not certain that day)" }
                }
            }
        }
    }
}

/// One relation, as seen from the party or from the other end.
fn tie(dossier: &Dossier, tie: &Tie, party: &Who, is_behind: bool) -> Markup {
    html! {
        p {
            @if is_behind { (words::Tie::of(tie).phrase()) " " }
            strong { (parts::named(&party.name, party.native_name.as_deref())) }
            @if !is_behind && let Some(held) = tie.share { " " (held) }
        }
        p class="fine" {
            (dates(&tie.interval()))
            @if let Some(limits) = limits(tie) { " · " (sentence(&limits)) }
        }
        @for one in &tie.doubts { p class="limit" { (doubt(*one)) } }
        @if !tie.note.is_empty() { p class="fine" { (sentence(&tie.note)) } }
        (cite(dossier, &tie.sources))
    }
}

fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Alleged => "Alleged: carries a review, no verdict.",
        Doubt::OneCommunitySource => "One community source: carries a review, no verdict.",
        Doubt::NotCertainThatDay => "Whether it held that day is not certain.",
    }
}

/// Whom the party stands behind: brands, subsidiaries, firms that it makes products for.
pub(super) fn before(dossier: &Dossier) -> Markup {
    let card = |tied: &Tied| {
        html! { li { (tie(dossier, &tied.tie, &tied.party, false)) @if tied.tie.holds == Holds::No { p class="fine" { "not on that day" } } } }
    };
    html! {
        @if !dossier.holdings.is_empty() {
            section aria-labelledby="before" {
                h2 id="before" { "Whom it stands behind" }
                @for of_a_kind in &dossier.holdings {
                    @let all = &of_a_kind.parties;
                    h3 { (heading(of_a_kind.relation)) }
                    ul class="cards" { @for tied in all.iter().take(SHOWN) { (card(tied)) } }
                    @if all.len() > SHOWN {
                        details {
                            summary { "and " (all.len() - SHOWN) " more" }
                            ul class="cards" { @for tied in all.iter().skip(SHOWN) { (card(tied)) } }
                        }
                    }
                }
                (more(dossier, Section::Holdings))
            }
        }
    }
}

/// Who holds how much of it, and what the ownership tests answer.
pub(super) fn shares(dossier: &Dossier) -> Markup {
    let Some(shares) = &dossier.shares else { return html! {} };
    html! {
        section aria-labelledby="shares" {
            h2 id="shares" { "Shares in it on " (dossier.as_of) }
            dl class="facts" {
                @for one in &shares.holders {
                    dt { (one.share) }
                    dd { (parts::named(&one.party.name, one.party.native_name.as_deref())) }
                }
            }
            p class="fine" { (words::ECONOMIC_SHARE) }
            (tests(shares))
            details { summary { "Who states the holdings" } (cite(dossier, &shares.sources)) }
            (more(dossier, Section::Holders))
        }
    }
}

fn tests(shares: &Shares) -> Markup {
    html! {
        @if !shares.tests.is_empty() {
            h3 { (words::OWNED_BY_LISTED) }
            dl class="facts" {
                @for test in &shares.tests { dt { (foreign(&test.list_name)) } dd { (words::tested(test)) } }
            }
            p class="fine" { (words::ARITHMETIC_ONLY) }
        }
    }
}
