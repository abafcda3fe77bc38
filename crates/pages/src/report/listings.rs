//! The listings in groups, the most serious first: a few of each group as they are, and all that are kept as a table that a script
//! filters and turns over. Both are made of the same forms; the script fills copies of them with text, never with markup.

use maud::{Markup, PreEscaped, html};
use nameplate::answer::Meaning;
use nameplate::finding::{Direction, Evidence};

use super::beside::Beside;
use super::blocks::Blocks;
use super::groups::Groups;
use super::told::Told;
use super::{data, sections};
use crate::gather::{Found, Gathered, GroupKey, Kept};
use crate::parts::{badge, meaning, named, strong, verdict, weighed};
use crate::safe::{in_script, seen, sentence};
use crate::words::{DEGREES, count, counted, ground, plain, reach};

/// So many groups stand in the page without a script, and so many listings of each; and so many listings in all.
const GROUPS: usize = 40;
const EACH: usize = 3;
const STATIC: usize = 50;

/// The section.
pub(super) fn section(told: &Told<'_>) -> Markup {
    let gathered = told.gathered;
    let kept = &gathered.kept;
    let asked = told.audience.reader.is_some();
    let mut blocks = Blocks::for_audience(told.audience);
    let groups = Groups::of(gathered);
    let json = data::data(kept, &groups, asked, &mut blocks);
    html! {
        section aria-labelledby="findings" class="findings" {
            h2 id="findings" tabindex="-1" { "The listings, the most serious first" }
            @if kept.is_empty() { p { "No listing led anywhere." } }
            @else {
                (bound(gathered, told.beside))
                (filter(told))
                table class="items" id="items" {
                    thead {
                        tr {
                            th scope="col" { @if asked { "For you" } @else { "Answer" } } th scope="col" { "Listing" }
                            th scope="col" { "Leads to" } th scope="col" { "Maker and seller" } th scope="col" { "Evidence" }
                        }
                    }
                    (in_groups(told, &groups, &mut blocks))
                }
                (turn())
                (forms(&blocks))
                script type="application/json" id="data" { (PreEscaped(in_script(&json))) }
            }
        }
    }
}

/// The groups with their first listings, for who has no script, and for print.
fn in_groups(told: &Told<'_>, groups: &Groups<'_>, blocks: &mut Blocks) -> Markup {
    let asked = told.audience.reader.is_some();
    html! {
        @for (place, (group, n)) in groups.all.iter().enumerate().take(GROUPS) {
            (group_row(group, *n, asked))
            @for one in first_of(told, groups, place) { (shown(one, asked, blocks)) }
        }
    }
}

/// The first listings of a group; of the later groups none, once the page has enough.
fn first_of<'t>(told: &Told<'t>, groups: &Groups<'_>, place: usize) -> Vec<&'t Kept> {
    let room = STATIC.saturating_sub(place * EACH).min(EACH);
    let of_group = told.gathered.kept.iter().zip(&groups.of_kept).filter(|(_, of)| **of == place);
    of_group.map(|(kept, _)| kept).take(room).collect()
}

/// The head of a group.
fn group_row(group: &GroupKey, n: u64, asked: bool) -> Markup {
    html! {
        tbody class="group" {
            tr {
                td { @if asked { (meaning(group.meaning)) } @else { (verdict(group.verdict.0)) } }
                th scope="rowgroup" colspan="4" {
                    (named(&group.target.name, group.target.native_name.as_deref())) ": " (seen(&reach(group.ground, &group.start)))
                    span class="fine" { " · " (counted(n, "listing", "listings")) @if asked { ", " (plain(group.verdict.0.word())) } }
                }
            }
        }
    }
}

/// How many there are, how many of them are here, and where the rest is.
fn bound(gathered: &Gathered, beside: Beside<'_>) -> Markup {
    let (all, here) = (gathered.tally.listings.all(), gathered.kept.len() as u64);
    let groups = gathered.told.groups.len() as u64;
    html! {
        p {
            (counted(all, "listing leads", "listings lead")) " somewhere, in " (counted(groups, "group", "groups")) "."
            @if here < all { " The " (count(here)) " most serious are in this page. " (sections::whole(beside)) }
            @else if let Beside::File(_) = beside { " " (sections::whole(beside)) }
        }
        noscript { p class="fine" { "Without its script this page shows a few listings of each group." } }
    }
}

fn filter(told: &Told<'_>) -> Markup {
    let tally = &told.gathered.tally;
    html! {
        form class="filter" id="filter" role="search" aria-label="Filter the listings" hidden {
            p class="wide" { label for="q" { "Words in title, id, brand, maker, seller, model" } input id="q" type="search" autocomplete="off"; }
            @if told.audience.reader.is_some() {
                p {
                    label for="f-meaning" { "For you" }
                    select id="f-meaning" {
                        option value="" { "any" }
                        @for (at, one) in Meaning::ALL.iter().enumerate() {
                            @if told.gathered.told.meanings.contains_key(one) { option value=(at) { (one.word()) } }
                        }
                    }
                }
            }
            p { label for="f-verdict" { "How sure" } select id="f-verdict" { option value="" { "any" } option value="1" { "connected" } option value="0" { "review" } } }
            p {
                label for="f-ground" { "How it leads there" }
                select id="f-ground" {
                    option value="" { "any way" }
                    @for (at, one) in nameplate::finding::Ground::ALL.iter().enumerate() {
                        @if tally.grounds.contains_key(one) { option value=(at) { (plain(one.word())) } }
                    }
                }
            }
            p { label for="f-target" { "Leads to" } select id="f-target" { option value="" { "anybody" } } }
            p {
                label for="f-order" { "Show" }
                select id="f-order" {
                    option value="" { "in groups" } option value="0" { "one by one, most serious first" } option value="1" { "one by one, surest first" }
                    option value="2" { "one by one, by title" } option value="3" { "one by one, by seller" } option value="4" { "one by one, by file and row" }
                }
            }
            p class="buttons" { button type="reset" { "Clear" } " " button type="button" id="csv" { "Download these rows as CSV" } }
            p class="wide check" { input id="whole" type="checkbox"; label for="whole" { "Print with all evidence that is open, not the summary alone" } }
        }
        p id="status" role="status" class="fine" {}
    }
}

fn turn() -> Markup {
    html! {
        nav class="turn" id="turn" aria-label="Pages of the table" hidden {
            button type="button" id="back" { "Previous" } span id="page" {} button type="button" id="on" { "Next" }
        }
    }
}

/// The form of a listing; `fill` says what stands in each slot.
fn form(fill: &dyn Fn(&str) -> Markup) -> Markup {
    html! {
        tbody class="item" {
            tr {
                td { span data-slot="rank" { (fill("rank")) } " " span data-slot="verdict" { (fill("verdict")) } }
                td { bdi class="title" data-slot="title" { (fill("title")) } p class="fine" data-slot="about" { (fill("about")) } }
                td { span data-slot="target" { (fill("target")) } p class="fine" data-slot="ground" { (fill("ground")) } }
                td { bdi data-slot="maker" { (fill("maker")) } p class="fine" { "sold by " bdi data-slot="seller" { (fill("seller")) } } }
                td data-slot="score" { (fill("score")) }
            }
            tr class="more" {
                td colspan="5" {
                    details {
                        summary { "Evidence and path" span class="hidden" { " of " span data-slot="of" { (fill("title")) } } }
                        div data-slot="body" { (fill("body")) }
                    }
                }
            }
        }
    }
}

/// The form of a finding.
fn finding(anchor: Option<&str>, fill: &dyn Fn(&str) -> Markup) -> Markup {
    html! {
        article class="found" id=[anchor] {
            header {
                p { span data-slot="rank" { (fill("rank")) } " " span data-slot="verdict" { (fill("verdict")) } span class="fine" data-slot="score" { (fill("score")) } }
                h3 { "Leads to " span data-slot="target" { (fill("target")) } }
                p data-slot="ground" { (fill("ground")) }
            }
            div class="two" {
                div {
                    h4 { "Evidence in the listing, for and against" }
                    table class="evidence" {
                        thead { tr { th scope="col" { "How strong" } th scope="col" { "Why" } } }
                        tbody data-slot="evidence" { (fill("evidence")) }
                    }
                    p class="fine" { code { "nameplate explain" } " with this listing shows the sum in numbers." }
                    h4 { "What speaks against it, and what would settle it" }
                    ul data-slot="against" { (fill("against")) }
                }
                div { h4 { "The path" } div data-slot="chain" { (fill("chain")) } }
            }
            details open { summary { "What follows, for whom" } div data-slot="means" { (fill("means")) } }
            details { summary { "On these lists that day, for these reasons" } div data-slot="lists" { (fill("lists")) } }
            details { summary { "What is said, and what the companies answer" } div data-slot="said" { (fill("said")) } }
            details { summary { "What a buyer is told" } div data-slot="told" { (fill("told")) } }
        }
    }
}

/// One piece of evidence.
fn evidence(weight: &Markup, reason: &Markup, place: &Markup) -> Markup {
    html! { tr { td data-slot="weight" { (weight) } td { span data-slot="reason" { (reason) } " " bdi class="fine" data-slot="place" { (place) } } } }
}

/// The forms that the script takes copies of, and the blocks.
fn forms(blocks: &Blocks) -> Markup {
    let empty = html! {};
    html! {
        template id="form" { table { (form(&|_| html! {})) } }
        template id="finding" { (finding(None, &|_| html! {})) }
        template id="evidence" { table { tbody { (evidence(&empty, &empty, &empty)) } } }
        template id="group" { table { tbody class="group" { tr { td data-slot="answer" {} th scope="rowgroup" colspan="4" { button type="button" class="open" aria-expanded="false" data-slot="name" {} span class="fine" data-slot="count" {} } } } } }
        @for rank in 0..DEGREES.len() { template id={ "r" (rank) } { (badge(rank)) } }
        @for (at, one) in Meaning::ALL.iter().enumerate() { template id={ "m" (at) } { (meaning(*one)) } }
        @for (at, weight) in STRENGTHS.iter().enumerate() { template id={ "w" (at) } { (strong(*weight)) } }
        (blocks.templates())
    }
}

/// A weight of each strength: none to very strong, and the same against.
const STRENGTHS: [i32; 11] = [0, 1, 1_000, 2_500, 5_000, 9_000, -1, -1_000, -2_500, -5_000, -9_000];

fn shown(kept: &Kept, asked: bool, blocks: &mut Blocks) -> Markup {
    let body = html! { @for found in &kept.findings { (shown_finding(found, blocks)) } };
    let first = kept.chief();
    let fill = |slot: &str| match (slot, first) {
        ("rank", _) if asked => meaning(kept.meaning),
        ("rank", _) => weighed(kept.verdict, kept.rank, kept.for_whom()),
        ("verdict", _) => verdict(kept.verdict),
        ("title", _) => html! { (title(kept)) },
        ("about", _) => about(kept),
        ("target", Some(first)) => leads_to(first, kept.findings.len()),
        ("ground", Some(first)) => html! { (plain(first.case().ground.word())) },
        ("maker", _) => html! { (maker(kept)) },
        ("seller", _) => html! { (if kept.seller.is_empty() { "not stated" } else { &kept.seller }) },
        ("score", _) => strong(kept.score),
        ("body", _) => body.clone(),
        _ => html! {},
    };
    form(&fill)
}

fn title(kept: &Kept) -> &str {
    if kept.title.is_empty() { "(no title)" } else { &kept.title }
}

fn maker(kept: &Kept) -> &str {
    let brand = Some(kept.brand.as_str()).filter(|brand| !brand.is_empty());
    kept.maker.as_deref().or(brand).unwrap_or("not known")
}

fn about(kept: &Kept) -> Markup {
    html! {
        @if !kept.id.is_empty() { bdi { (kept.id) } " · " }
        @if !kept.model.is_empty() { "model " bdi { (kept.model) } " · " }
        bdi { (kept.file) } ", row " (kept.row)
    }
}

fn leads_to(first: &Found, findings: usize) -> Markup {
    html! { (named(&first.case().target.name, first.case().target.native_name.as_deref())) @if findings > 1 { " and " (findings - 1) " more" } }
}

fn shown_finding(found: &Found, blocks: &mut Blocks) -> Markup {
    let at = blocks.of(found);
    let chain = blocks.get(at.chain);
    let [lists, means, said, told] = [at.lists, at.means, at.said, at.told].map(|number| blocks.once(number));
    finding(blocks.anchor(found), &|slot| match slot {
        "rank" if blocks.asked() => meaning(found.meaning),
        "rank" => weighed(found.finding.verdict, found.rank, &found.for_whom),
        "verdict" => verdict(found.finding.verdict),
        "score" => strong(found.finding.score),
        "target" => named(&found.case().target.name, found.case().target.native_name.as_deref()),
        "ground" => html! { (plain(found.case().ground.word())) ": " (ground(found.case().ground)) },
        "evidence" => html! { @for signal in &found.signals { (shown_evidence(signal)) } },
        "against" => against(found),
        "chain" => chain.clone(),
        "lists" => lists.clone(),
        "means" => means.clone(),
        "said" => said.clone(),
        "told" => told.clone(),
        _ => html! {},
    })
}

fn shown_evidence(signal: &Evidence) -> Markup {
    let place = html! { (plain(signal.field)) " “" (signal.text) "”" };
    evidence(&strong(signal.weight), &html! { (signal.sentence) }, &place)
}

fn against(found: &Found) -> Markup {
    let signals = found.signals.iter().map(AsRef::as_ref);
    let against: Vec<&Evidence> = signals.filter(|signal| signal.direction() == Direction::Against).collect();
    html! {
        @for signal in &against { li { (signal.sentence) " · " (plain(signal.field)) " " (seen(&signal.text)) } }
        @if against.is_empty() { li { "Nothing in the listing speaks against it." } }
        @for settle in &found.case().settle { li { "To settle it: " (sentence(&plain(settle))) } }
    }
}
