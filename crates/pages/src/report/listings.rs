//! The listings: the most serious fifty as they are, and all that are kept as a table that a script filters and turns over.
//! Both are made of the same forms; the script fills copies of them with text, never with markup.

use maud::{Markup, PreEscaped, html};
use nameplate::finding::{Direction, Evidence};

use super::beside::Beside;
use super::blocks::Blocks;
use super::{data, sections};
use crate::gather::{Found, Gathered, Kept};
use crate::parts::{badge, named, verdict, weighed};
use crate::safe::{in_script, seen, sentence};
use crate::words::{DEGREES, count, counted, ground, item, nats, plain};

/// So many listings stand in the page without a script, and on one page of the table.
const STATIC: usize = 50;

/// The section.
pub(super) fn section(gathered: &Gathered, beside: Beside<'_>) -> Markup {
    let kept = &gathered.kept;
    let all = gathered.tally.listings.all();
    let mut blocks = Blocks::default();
    let json = data::data(kept, &mut blocks);
    html! {
        section aria-labelledby="findings" class="findings" {
            h2 id="findings" tabindex="-1" { "The listings, the most serious first" }
            @if kept.is_empty() { p { "No listing led anywhere." } }
            @else {
                (bound(all, kept.len(), gathered.tally.findings, beside))
                (filter(gathered))
                table class="items" id="items" {
                    thead {
                        tr {
                            th scope="col" { "Answer" } th scope="col" { "Listing" } th scope="col" { "Leads to" }
                            th scope="col" { "Maker and seller" } th scope="col" class="n" { "Score" }
                        }
                    }
                    @for one in kept.iter().take(STATIC) { (shown(one, &mut blocks)) }
                }
                (turn())
                (forms(&blocks))
                script type="application/json" id="data" { (PreEscaped(in_script(&json))) }
            }
        }
    }
}

/// How many there are, how many of them are here, and where the rest is.
fn bound(all: u64, kept: usize, findings: u64, beside: Beside<'_>) -> Markup {
    let (here, fixed) = (kept as u64, kept.min(STATIC) as u64);
    html! {
        p {
            (counted(all, "listing leads", "listings lead")) " somewhere, with " (counted(findings, "finding", "findings")) "."
            @if here < all { " The " (count(here)) " most serious are in this page. " (sections::whole(beside)) }
            @else if let Beside::File(_) = beside { " " (sections::whole(beside)) }
        }
        @if fixed < here {
            noscript { p class="fine" { "Without its script this page shows the first " (count(fixed)) "." } }
        }
    }
}

fn filter(gathered: &Gathered) -> Markup {
    let mut targets: Vec<_> = gathered.tally.targets.iter().collect();
    targets.sort_by_key(|(target, by)| (std::cmp::Reverse(by.two.all()), &target.name));
    html! {
        form class="filter" id="filter" role="search" aria-label="Filter the listings" hidden {
            p class="wide" { label for="q" { "Words in title, id, brand, maker, seller, model" } input id="q" type="search" autocomplete="off"; }
            p { label for="f-verdict" { "Verdict" } select id="f-verdict" { option value="" { "any" } option value="1" { "connected" } option value="0" { "review" } } }
            p {
                label for="f-rank" { "Most serious" }
                select id="f-rank" { option value="" { "any" } @for rank in 0..DEGREES.len() { option value=(rank) { (crate::words::degree_label(rank)) } } }
            }
            p {
                label for="f-ground" { "Ground" }
                select id="f-ground" {
                    option value="" { "any" }
                    @for (at, one) in nameplate::finding::Ground::ALL.iter().enumerate() {
                        @if gathered.tally.grounds.contains_key(one) { option value=(at) { (plain(one.word())) } }
                    }
                }
            }
            p { label for="f-target" { "Leads to" } select id="f-target" { option value="" { "anybody" } } }
            p {
                label for="f-order" { "Order" }
                select id="f-order" {
                    option value="0" { "most serious first" } option value="1" { "highest score first" }
                    option value="2" { "by title" } option value="3" { "by seller" } option value="4" { "by file and row" }
                }
            }
            p { button type="reset" { "Clear" } }
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
                td class="n" data-slot="score" { (fill("score")) }
            }
            tr class="more" {
                td colspan="5" {
                    details {
                        summary { "Evidence and chain" span class="hidden" { " of " span data-slot="of" { (fill("title")) } } }
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
                p { span data-slot="rank" { (fill("rank")) } " " span data-slot="verdict" { (fill("verdict")) } span class="fine" { " score " span data-slot="score" { (fill("score")) } } }
                h3 { "Leads to " span data-slot="target" { (fill("target")) } }
                p data-slot="ground" { (fill("ground")) }
            }
            div class="two" {
                div {
                    h4 { "Evidence in the listing, for and against" }
                    table class="evidence" {
                        thead { tr { th scope="col" class="n" { "Weight" } th scope="col" { "Why" } } }
                        tbody data-slot="evidence" { (fill("evidence")) }
                    }
                    p class="fine" { "Of evidence of one kind the strongest counts in full, the rest a quarter: " code { "nameplate explain" } " shows the sum." }
                    h4 { "What speaks against it, and what would settle it" }
                    ul data-slot="against" { (fill("against")) }
                }
                div { h4 { "The chain" } div data-slot="chain" { (fill("chain")) } }
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
    html! { tr { td class="n" data-slot="weight" { (weight) } td { span data-slot="reason" { (reason) } " " bdi class="fine" data-slot="place" { (place) } } } }
}

/// The forms that the script takes copies of, and the blocks.
fn forms(blocks: &Blocks) -> Markup {
    let empty = html! {};
    html! {
        template id="form" { table { (form(&|_| html! {})) } }
        template id="finding" { (finding(None, &|_| html! {})) }
        template id="evidence" { table { tbody { (evidence(&empty, &empty, &empty)) } } }
        @for rank in 0..DEGREES.len() { template id={ "r" (rank) } { (badge(rank)) } }
        (blocks.templates())
    }
}

fn shown(kept: &Kept, blocks: &mut Blocks) -> Markup {
    let body = html! { @for found in &kept.findings { (shown_finding(found, blocks)) } };
    let first = kept.findings.first();
    let fill = |slot: &str| match (slot, first) {
        ("rank", _) => weighed(kept.verdict, kept.rank, kept.for_whom()),
        ("verdict", _) => verdict(kept.verdict),
        ("title", _) => html! { (title(kept)) },
        ("about", _) => about(kept),
        ("target", Some(first)) => leads_to(first, kept.findings.len()),
        ("ground", Some(first)) => html! { (plain(first.case().ground.word())) },
        ("maker", _) => html! { (maker(kept)) },
        ("seller", _) => html! { (if kept.seller.is_empty() { "not stated" } else { &kept.seller }) },
        ("score", _) => html! { (nats(kept.score)) },
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
        "rank" => weighed(found.finding.verdict, found.rank, &found.for_whom),
        "verdict" => verdict(found.finding.verdict),
        "score" => html! { (nats(found.finding.score)) },
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
    evidence(&html! { (item(signal.weight)) }, &html! { (signal.sentence) }, &place)
}

fn against(found: &Found) -> Markup {
    let signals = found.signals.iter().map(AsRef::as_ref);
    let against: Vec<&Evidence> = signals.filter(|signal| signal.direction() == Direction::Against).collect();
    html! {
        @for signal in &against { li { (item(signal.weight)) " " (signal.sentence) " · " (plain(signal.field)) " " (seen(&signal.text)) } }
        @if against.is_empty() { li { "Nothing in the listing speaks against it." } }
        @for settle in &found.case().settle { li { "Would settle it: " (sentence(settle)) } }
    }
}
