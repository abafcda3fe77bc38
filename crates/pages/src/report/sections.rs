//! The sections around the listings: figures, readers, targets, charts, what was not judged, with what it was asked.

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::finding::Ground;
use nameplate::policy::Policy;
use nameplate::register::RuleIn;
use nameplate::report::Manifest;

use super::beside::Beside;
use super::told::Told;
use crate::charts::{Bar, bars, by_year, legend};
use crate::gather::{Gathered, Names, Two};
use crate::parts::badge;
use crate::safe::{foreign, seen, sentence};
use crate::words::{DEGREES, count, counted, degree_meaning, ground, plain};

/// So many bars of a chart are shown.
const BARS: usize = 12;

/// For whom else it matters: listings by the most serious that follows for each reader.
pub(super) fn readers(told: &Told<'_>) -> Markup {
    let tally = &told.gathered.tally;
    if tally.readers.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="readers" class="later" {
            h2 id="readers" { @if told.audience.reader.is_some() { "What it means for others" } @else { "What it means, and for whom" } }
            p { "Connected listings, by the most serious that follows for each reader in any place on that day; those for review are set apart. Each statement stands with the listing, with its law." }
            div class="scroll" tabindex="0" role="region" aria-label="Severity for each reader" {
                table class="matrix" {
                    thead {
                        tr {
                            th scope="col" { "For the" }
                            @for rank in 0..DEGREES.len() { th scope="col" { (badge(rank)) } }
                        }
                    }
                    tbody {
                        @for (reader, ranks) in &tally.readers {
                            tr {
                                th scope="row" { (plain(reader.word())) }
                                @for (rank, two) in ranks.iter().enumerate() { (cell(rank, *two)) }
                            }
                        }
                    }
                }
            }
            details {
                summary { "What these words mean" }
                dl class="words" {
                    @for rank in 0..DEGREES.len() { dt { (badge(rank)) } dd { (degree_meaning(rank)) } }
                }
            }
        }
    }
}

fn cell(rank: usize, two: Two) -> Markup {
    html! {
        td class={ @if two.connected > 0 { "some d" (rank) } } {
            @if two.connected > 0 { (count(two.connected)) } @else { span class="fine" { "0" } }
            @if two.review > 0 { p class="fine" { "+ " (count(two.review)) " to review" } }
        }
    }
}

/// The charts: each only where it says something.
pub(super) fn breakdown(gathered: &Gathered) -> Markup {
    let tally = &gathered.tally;
    let by_name = [
        ("By maker or brand", "Maker or brand", &tally.makers),
        ("By seller, as the catalog states it", "Seller", &tally.sellers),
    ];
    let telling: Vec<_> = by_name.into_iter().filter(|(.., names)| names.len() > 1).collect();
    let years = tally.years.len() > 1;
    if telling.is_empty() && !years {
        return html! {};
    }
    html! {
        section aria-labelledby="breakdown" class="later" {
            h2 id="breakdown" { "By maker, seller and year" }
            (legend())
            div class="charts" {
                @for (caption, what, names) in telling { (self::by_name(caption, what, names)) }
                @if years { (by_year(&tally.years)) }
            }
        }
    }
}

fn by_name(caption: &str, what: &str, names: &Names) -> Markup {
    let all = names.sorted();
    let shown: Vec<Bar> =
        all.iter().take(BARS).map(|(name, two)| Bar { label: seen(name), two: *two }).collect();
    let rest: u64 = all.iter().skip(BARS).map(|(_, two)| two.all()).sum::<u64>() + names.others.all();
    let more = (rest > 0).then(|| format!("and {} in others", counted(rest, "listing", "listings")));
    bars(caption, what, &shown, more)
}

/// What could not be judged or used, and why.
pub(super) fn unjudged(told: &Told<'_>) -> Markup {
    let Told { manifest, gathered, beside, .. } = *told;
    let n = manifest.counts.count(Verdict::NotChecked);
    let reasons = gathered.why.sorted();
    let defects = gathered.defects.sorted();
    html! {
        section aria-labelledby="unjudged" {
            h2 id="unjudged" { "What could not be judged" }
            @if n == 0 { p { "Every row that was read was judged." } }
            @else {
                p { (counted(n, "row", "rows")) " could not be judged. What could not be checked is not “nothing found”." }
                ul { @for (why, two) in reasons.iter().take(BARS) { li { (seen(why)) ": " (count(two.all())) } } }
                details {
                    summary { "The rows" }
                    ul class="rows" {
                        @for one in &gathered.unjudged {
                            li { (seen(&one.file)) ", row " (one.row) ": " (seen(&one.id)) " " (seen(&one.title)) " · " (seen(&one.why)) }
                        }
                    }
                    @if n > gathered.unjudged.len() as u64 {
                        p class="fine" { "These are the first " (gathered.unjudged.len()) ". " (whole(beside)) }
                    }
                }
            }
            @if manifest.counts.with_defects > 0 {
                p { "In " (counted(manifest.counts.with_defects, "listing", "listings")) " a part could not be used as it stood; the rest was judged." }
                ul class="fine" { @for (what, two) in defects.iter().take(BARS) { li { (seen(what)) ": " (count(two.all())) } } }
            }
        }
    }
}

/// Where the rest is.
pub(super) fn whole(beside: Beside<'_>) -> Markup {
    html! {
        @match beside {
            Beside::File(name) => { "All of them are beside this page, in " a href=(name) { (name) } "." }
            Beside::Nowhere => { "To have all of them, write the results into a folder: " code { "nameplate scan … -o out/" } }
        }
    }
}

/// What the words mean and what they do not.
pub(super) fn how_to_read() -> Markup {
    html! {
        section aria-labelledby="reading" class="later" {
            h2 id="reading" { "How to read this" }
            ul {
                li { strong { "connected" } ": what the listing says identifies the maker, brand or seller, and relations with sources lead from there to a party or a kind of product that stood on a list on that day." }
                li { strong { "review" } ": there are signs, and not enough of them; each says what would settle it." }
                li { strong { "no connection found" } ": nothing in the listing led anywhere that this register knows. That is not “clean”." }
                li { strong { "How sure" } ": evidence for and against is added up by fixed weights; five steps from very weak to very strong. It orders listings and is no probability." }
                li { "Sources are official records or a company's own filings, press and law firms, or the technical community; each says which." }
            }
            h3 { "How a listing leads to a listed party" }
            dl class="words" { @for one in Ground::ALL { dt { (plain(one.word())) } dd { (ground(*one)) } } }
        }
    }
}

/// With what it was asked: enough to repeat it, and to prove that nothing was changed.
pub(super) fn asked_with(manifest: &Manifest) -> Markup {
    html! {
        section aria-labelledby="asked" {
            h2 id="asked" { "With what it was asked" }
            (provenance(manifest))
        }
    }
}

/// Inputs, register, editions, policy, digest.
pub(crate) fn provenance(manifest: &Manifest) -> Markup {
    let lists = |source: &str| source.contains('@') && !source.contains('#');
    let (editions, facts): (Vec<_>, Vec<_>) =
        manifest.editions.iter().partition(|edition| lists(&edition.source));
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Files that were read" {
            table class="plain hashes" {
                thead { tr { th scope="col" { "File" } th scope="col" class="n" { "Rows" } th scope="col" { "SHA-256" } } }
                tbody {
                    @for input in &manifest.inputs {
                        tr { th scope="row" { (foreign(&input.file)) } td class="n" { (count(input.rows)) } td { code { (input.hash) } } }
                    }
                }
            }
        }
        dl class="facts" {
            dt { "As of" } dd { (manifest.as_of) }
            dt { "Register" } dd { (foreign(&manifest.register.version)) " " code { (manifest.register.hash) } }
            dt { "Published lists" }
            dd {
                @if editions.is_empty() { "none are loaded; the register holds researched facts only" }
                @for (n, edition) in editions.iter().enumerate() { @if n > 0 { ", " } (foreign(&edition.source.replacen('@', " ", 1))) }
            }
            dt { "Sources of facts" } dd { (count(facts.len() as u64)) }
            dt { "Policy" }
            dd {
                code { (manifest.policy_hash) }
                @if !manifest.policy.rule.is_empty() {
                    " with " (counted(manifest.policy.rule.len() as u64, "rule of the house", "rules of the house"))
                    ", cited as “" (foreign(&manifest.policy.citation())) "”"
                }
                @if !manifest.policy.places.is_empty() { "; only what holds in " (foreign(&manifest.policy.places.join(", "))) }
            }
            @if let Some(messages) = &manifest.messages {
                dt { "Words of warnings" } dd { (foreign(&messages.language)) " " code { (messages.hash) } }
            }
            dt { "Program" } dd { "nameplate " (manifest.tool_version) ", results of version " (manifest.schema_version) }
            dt { "Digest of the results" } dd { code { (manifest.digest) } }
        }
        details {
            summary { "The policy, and every source with its date" }
            (policy(manifest))
            ul class="fine editions" { @for edition in facts { li { (foreign(&edition.source)) " " (edition.date) } } }
        }
    }
}

/// Every value. Taking the policy apart makes sure that none is forgotten; what matches names decides nothing here.
fn policy(manifest: &Manifest) -> Markup {
    let Policy {
        same_from,
        unsure_from,
        max_candidates,
        max_hops,
        max_paths,
        max_field_bytes,
        min_share,
        match_from: _,
        match_rivals: _,
        match_limit: _,
        name: _,
        places: _,
        // What a gate does is no part of what a scan finds.
        gate: _,
        rule,
    } = &manifest.policy;
    let values = [
        ("same from (milli-nats)", u64::from(same_from.unsigned_abs())),
        ("review from (milli-nats)", u64::from(unsure_from.unsigned_abs())),
        ("parties considered at most", *max_candidates as u64),
        ("longest chain", *max_hops as u64),
        ("chains kept", *max_paths as u64),
        ("bytes of a field read", *max_field_bytes as u64),
        ("share followed as control, percent", u64::from(*min_share)),
    ];
    html! {
        dl class="facts fine" { @for (name, value) in values { dt { (name) } dd { (count(value)) } } }
        @if !rule.is_empty() {
            h3 { "Rules of the house" }
            ul class="fine" { @for (n, one) in rule.iter().enumerate() { li { (house_rule(n, one)) } } }
        }
    }
}

fn house_rule(n: usize, rule: &RuleIn) -> Markup {
    let code = if rule.code.is_empty() { format!("house.{}", n + 1) } else { rule.code.clone() };
    let about = if rule.list.is_empty() { rule.classes.join(", ") } else { rule.list.clone() };
    let state = if rule.state == "applies" { &rule.severity } else { &rule.state };
    html! {
        code { (foreign(&code)) } " · " (foreign(&about)) " · " (foreign(&plain(&rule.reader))) " " (foreign(&plain(&rule.act)))
        " · " (foreign(&plain(state))) ": " (sentence(&rule.sentence))
    }
}
