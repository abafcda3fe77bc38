//! Whom a party is tied to: owners over time as a drawing, those who stand behind it, and those whom it stands behind.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::date::{Date, Day, Holds, Interval};
use nameplate::register::{Extent, PartyNo, Relation, RelationKind, Status};

use super::Dossier;
use crate::charts::{self, Stretch};
use crate::parts;
use crate::safe::{foreign, sentence, visible};
use crate::words::{Tie, before as heading, dates, short_name};

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
pub(super) fn timeline(dossier: &Dossier<'_>) -> Markup {
    let register = dossier.screener.register();
    let owners = register.relations_of(dossier.no).flat_map(|relation| {
        let own = drawn(dossier, &relation, "");
        // A brand changes hands with its owner: the owner's owners are drawn too.
        let above = relation.reaches();
        let whose = format!("{} is ", name(dossier, above));
        let further = register.relations_of(above).filter(|_| is_ownership(relation.kind()));
        let further = further.filter(|further| is_ownership(further.kind()));
        let further: Vec<Stretch> = further.map(|further| drawn(dossier, &further, &whose)).collect();
        std::iter::once(own).chain(further)
    });
    let lists = dossier
        .party
        .designations()
        .filter_map(|view| Some(stretch(view.list()?.name(), &view.interval(), true, "list")));
    let mut all: Vec<Stretch> = owners.chain(lists).collect();
    all.sort_by_key(|one| (one.kind != "owner", one.from, one.to.unwrap_or(u32::MAX)));
    let hidden = all.len().saturating_sub(LINES);
    all.truncate(LINES);
    if all.is_empty() {
        return html! {};
    }
    let now = dossier.screener.as_of();
    html! {
        section aria-labelledby="time" {
            h2 id="time" { "Owners and lists over time" }
            div class="scroll" tabindex="0" role="region" aria-label="Owners and lists over time, drawn" {
                (charts::timeline("Owners and lists over time", &all, month(now)))
            }
            p class="fine" { "The dashed line is " (now) ". “?”: the end is not known; hatched: carries a review, no verdict." }
            @if hidden > 0 { p class="fine" { (hidden) " more stand below." } }
        }
    }
}

fn drawn(dossier: &Dossier<'_>, relation: &Relation<'_>, whose: &str) -> Stretch {
    let label = format!("{whose}{} {}", Tie::of(relation).phrase(), name(dossier, relation.reaches()));
    stretch(&label, &relation.interval(), relation.carries() == Verdict::Connected, "owner")
}

/// Whether a change of it is a change of hands.
fn is_ownership(kind: RelationKind) -> bool {
    use RelationKind::{BrandOf, Controls, Owns, SubsidiaryOf};
    matches!(kind, BrandOf | Controls | Owns | SubsidiaryOf)
}

fn stretch(label: &str, interval: &Interval, firm: bool, kind: &'static str) -> Stretch {
    Stretch {
        label: visible(label, 70),
        dates: dates(interval),
        from: first_month(interval.from).or_else(|| first_month(interval.first_confirmed)),
        to: first_month(interval.to)
            .or_else(|| first_month(interval.last_confirmed).filter(|_| interval.to == Date::Unknown)),
        end_unknown: interval.to == Date::Unknown,
        firm,
        kind,
    }
}

fn name<'s>(dossier: &Dossier<'s>, no: PartyNo) -> &'s str {
    dossier.screener.register().party(no).map_or("", |party| short_name(&party))
}

/// Who stands behind the party that day, level by level, and who did before or will.
pub(super) fn behind(dossier: &Dossier<'_>) -> Markup {
    let (then, other) = relations(dossier, dossier.no);
    let mut seen = vec![dossier.no];
    html! {
        section aria-labelledby="behind" {
            h2 id="behind" { "Who stands behind it on " (dossier.screener.as_of()) }
            @if then.is_empty() { p { "Nobody that this register knows of." } }
            (climb(dossier, &then, &mut seen))
            @if !other.is_empty() {
                h3 { "At other times" }
                ul class="cards" { @for relation in &other { li { (tie(dossier, relation, true)) } } }
            }
        }
    }
}

/// The relations by which somebody stands behind a party: those of the day asked for, the surest first, and the others.
fn relations<'s>(dossier: &Dossier<'s>, no: PartyNo) -> (Vec<Relation<'s>>, Vec<Relation<'s>>) {
    let day = dossier.screener.as_of();
    let all = dossier.screener.register().relations_of(no);
    let (mut then, other): (Vec<_>, Vec<_>) = all.partition(|r| r.interval().holds(day) > Holds::No);
    then.sort_by_key(|r| (Reverse(r.interval().holds(day)), Reverse(r.carries()), r.kind()));
    (then, other)
}

/// Those behind, and what lies above them. A party is climbed once, so that cycles end.
fn climb(dossier: &Dossier<'_>, relations_behind: &[Relation<'_>], seen: &mut Vec<PartyNo>) -> Markup {
    let mut levels = Vec::new();
    for relation in relations_behind {
        let above = relation.reaches();
        let further = if seen.contains(&above) || seen.len() > 64 {
            html! {}
        } else {
            seen.push(above);
            let (then, _) = relations(dossier, above);
            html! { (listed(dossier, above)) (climb(dossier, &then, seen)) }
        };
        levels.push(html! { li { (tie(dossier, relation, true)) (further) } });
    }
    html! { @if !levels.is_empty() { ul class="tree" { @for level in levels { (level) } } } }
}

fn listed(dossier: &Dossier<'_>, no: PartyNo) -> Markup {
    let day = dossier.screener.as_of();
    let party = dossier.screener.register().party(no);
    let lists: Vec<String> = party
        .iter()
        .flat_map(|party| party.designations())
        .filter(|one| one.interval().holds(day) > Holds::No)
        .filter_map(|one| Some(format!("{}, {}", one.list()?.name(), dates(&one.interval()))))
        .collect();
    html! {
        @if !lists.is_empty() {
            p class="limit" { "It stands on lists: " @for (n, list) in lists.iter().enumerate() { @if n > 0 { "; " } (foreign(list)) } }
        }
    }
}

/// One relation, as seen from the party or from the other end.
fn tie(dossier: &Dossier<'_>, relation: &Relation<'_>, is_behind: bool) -> Markup {
    let other = if is_behind { relation.reaches() } else { relation.leaves() };
    let party = dossier.screener.register().party(other);
    html! {
        p {
            @if is_behind { (Tie::of(relation).phrase()) " " }
            strong { (parts::named(party.map_or("", |party| party.name()), party.and_then(|party| party.native()))) }
            @if !is_behind && let Some(held) = relation.share() { " " (held) }
        }
        p class="fine" {
            (dates(&relation.interval()))
            @if let Some(limits) = limits(dossier, relation) { " · " (sentence(&limits)) }
        }
        @if let Some(doubt) = doubt(dossier, relation) { p class="limit" { (doubt) } }
        @if !relation.note().is_empty() { p class="fine" { (sentence(relation.note())) } }
        (parts::sources(&relation.sources()))
    }
}

/// What keeps a relation from carrying a verdict.
fn doubt(dossier: &Dossier<'_>, relation: &Relation<'_>) -> Option<&'static str> {
    if relation.status() == Status::Allegation {
        Some("Alleged: carries a review, no verdict.")
    } else if relation.carries() < Verdict::Connected {
        Some("One community source: carries a review, no verdict.")
    } else if relation.interval().holds(dossier.screener.as_of()) == Holds::Unknown {
        Some("Whether it held that day is not certain.")
    } else {
        None
    }
}

/// What a relation is limited to.
fn limits(dossier: &Dossier<'_>, relation: &Relation<'_>) -> Option<String> {
    let register = dossier.screener.register();
    let mut all: Vec<String> = relation.lines().chain(relation.models()).take(8).map(str::to_owned).collect();
    all.extend(relation.classes().filter_map(|no| register.class(no)).map(|class| class.name().to_owned()));
    all.extend(relation.markets().map(str::to_owned));
    all.extend(relation.years().map(|(from, to)| format!("{from} to {to}")));
    let extent = (relation.extent() != Extent::All).then(|| format!("{} of its products", relation.extent()));
    let all = (!all.is_empty()).then(|| all.join(", "));
    match (extent, all) {
        (Some(extent), Some(all)) => Some(format!("{extent}: {all}")),
        (None, Some(all)) => Some(format!("for {all}")),
        (extent, None) => extent,
    }
}

/// Whom the party stands behind: brands, subsidiaries, firms that it makes products for.
pub(super) fn before(dossier: &Dossier<'_>) -> Markup {
    let day = dossier.screener.as_of();
    let mut by_kind: BTreeMap<RelationKind, Vec<Relation<'_>>> = BTreeMap::new();
    for relation in dossier.screener.register().relations_to(dossier.no) {
        by_kind.entry(relation.kind()).or_default().push(relation);
    }
    by_kind.values_mut().for_each(|all| all.sort_by_key(|r| Reverse(r.interval().holds(day))));
    let card = |relation: &Relation<'_>| {
        let holds = relation.interval().holds(day) > Holds::No;
        html! { li { (tie(dossier, relation, false)) @if !holds { p class="fine" { "not on that day" } } } }
    };
    html! {
        @if !by_kind.is_empty() {
            section aria-labelledby="before" {
                h2 id="before" { "Whom it stands behind" }
                @for (kind, all) in &by_kind {
                    h3 { (heading(*kind)) }
                    ul class="cards" { @for relation in all.iter().take(SHOWN) { (card(relation)) } }
                    @if all.len() > SHOWN {
                        details {
                            summary { "and " (all.len() - SHOWN) " more" }
                            ul class="cards" { @for relation in all.iter().skip(SHOWN) { (card(relation)) } }
                        }
                    }
                }
            }
        }
    }
}
