//! The sections around the listings: figures, readers, targets, charts, what was not judged, with what it was asked.

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::finding::Ground;
use nameplate::policy::Policy;
use nameplate::register::RuleIn;
use nameplate::report::Manifest;

use super::beside::Beside;
use crate::charts::{Bar, bars, by_year, legend};
use crate::gather::{Gathered, Names, Two};
use crate::parts::{badge, named, weighed};
use crate::safe::{foreign, seen, sentence};
use crate::words::{DEGREES, count, counted, degree_meaning, ground, plain};

/// So many targets, and bars of a chart, are shown.
const TARGETS: usize = 40;
const BARS: usize = 12;

/// Which files, in a line.
pub(super) fn scanned(manifest: &Manifest) -> Markup {
    const SHOWN: usize = 3;
    html! {
        p class="lead" {
            "Scanned: "
            @for (n, input) in manifest.inputs.iter().take(SHOWN).enumerate() {
                @if n > 0 { ", " } (foreign(&input.file))
            }
            @if manifest.inputs.len() > SHOWN { " and " (counted((manifest.inputs.len() - SHOWN) as u64, "more file", "more files")) }
            ". Register " (foreign(&manifest.register.version)) "."
        }
        @if let Some(said) = &manifest.without_lists {
            p class="alarm" { strong { "Little was looked for: " } (foreign(said)) "." }
        }
        @if let Some(stopped) = &manifest.stopped {
            p class="alarm" { strong { "Not everything was read: " } (foreign(stopped)) }
        }
    }
}

/// The counts, and what silence means.
pub(super) fn figures(manifest: &Manifest) -> Markup {
    let counts = &manifest.counts;
    let tile = |verdict: Verdict, says: &str| {
        html! {
            div class={ "tile " (verdict.word()) } {
                dt { (plain(verdict.word())) }
                dd { span class="number" { (count(counts.count(verdict))) } span class="fine" { (says) } }
            }
        }
    };
    html! {
        section aria-labelledby="figures" {
            h2 id="figures" { "In figures" }
            dl class="tiles" {
                (tile(Verdict::Connected, "evidence and sourced relations lead to a listed party or class"))
                (tile(Verdict::Review, "real but insufficient evidence; it is said what would settle it"))
                (tile(Verdict::NoConnectionFound, "judged, nothing found; not “clean”"))
                (tile(Verdict::NotChecked, "could not be judged; see below why"))
            }
            (identified(counts.identified, counts.listings))
        }
    }
}

/// What share of the listings could have led anywhere.
fn identified(identified: u64, listings: u64) -> Markup {
    let share = identified.saturating_mul(1_000).checked_div(listings).unwrap_or(0);
    html! {
        p class="silence" {
            strong { (share / 10) "." (share % 10) " %" }
            " of the listings (" (count(identified)) " of " (count(listings))
            ") carried anything that identifies a maker, brand or seller. "
            @match listings - identified {
                0 => { "Nothing found is still no certificate." }
                1 => { "About the other one nothing can be said: silence is not innocence." }
                n => { "About the other " (count(n)) " nothing can be said: silence is not innocence." }
            }
        }
    }
}

/// For whom it matters: listings by the most serious that follows for each reader.
pub(super) fn readers(gathered: &Gathered) -> Markup {
    let tally = &gathered.tally;
    if tally.readers.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="readers" {
            h2 id="readers" { "What it means, and for whom" }
            p { "Connected listings, by the most serious that follows for each reader on that day; those for review are set apart. Each statement stands with the listing, with its law." }
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

/// Who stands behind: targets, by which ground, how many.
pub(super) fn targets(gathered: &Gathered) -> Markup {
    let mut all: Vec<_> = gathered.tally.targets.iter().collect();
    all.sort_by_key(|(target, by)| (by.most, std::cmp::Reverse(by.two.all()), &target.name));
    if all.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="targets" {
            h2 id="targets" { "Who stands behind" }
            p { "Listed companies and kinds of products that listings lead to, the most serious first. A listing may lead to several." }
            div class="scroll" tabindex="0" role="region" aria-label="Table of who stands behind" {
                table class="plain targets" {
                    thead {
                        tr {
                            th scope="col" { "Most serious" } th scope="col" { "Listed" } th scope="col" { "How listings lead there" }
                            th scope="col" class="n" { "Connected" } th scope="col" class="n" { "Review" }
                        }
                    }
                    tbody {
                        @for (target, by) in all.iter().take(TARGETS) {
                            tr {
                                td { (weighed(by.most.0.0, by.most.1, &by.for_whom)) }
                                th scope="row" {
                                    (named(&target.name, target.native_name.as_deref()))
                                    p class="fine" { @for (n, list) in by.lists.iter().enumerate() { @if n > 0 { " · " } (foreign(list)) } }
                                }
                                td {
                                    @for (ground, n) in &by.by_ground {
                                        span class="ground" { (plain(ground.word())) " " (count(*n)) } " "
                                    }
                                }
                                td class="n" { (count(by.two.connected)) }
                                td class="n" { (count(by.two.review)) }
                            }
                        }
                    }
                }
            }
            @if all.len() > TARGETS { p class="fine" { "and " (count((all.len() - TARGETS) as u64)) " more" } }
        }
    }
}

/// The charts.
pub(super) fn breakdown(gathered: &Gathered) -> Markup {
    let tally = &gathered.tally;
    if tally.listings.all() == 0 {
        return html! {};
    }
    let grounds: Vec<Bar> = tally
        .grounds
        .iter()
        .map(|(by, two)| Bar {
            label: html! { (plain(by.word())) span class="fine" { " " (ground(*by)) } },
            two: *two,
        })
        .collect();
    html! {
        section aria-labelledby="breakdown" {
            h2 id="breakdown" { "By ground, maker, list and seller" }
            (legend())
            div class="charts" {
                (bars("By ground: how listings lead there", "Ground", &grounds, None))
                (by_name("By maker or brand", "Maker or brand", &tally.makers))
                (by_name("By list", "List", &tally.lists))
                (by_name("By seller, as the catalog states it", "Seller", &tally.sellers))
                (by_year(&tally.years))
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
pub(super) fn unjudged(manifest: &Manifest, gathered: &Gathered, beside: Beside<'_>) -> Markup {
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
        section aria-labelledby="reading" {
            h2 id="reading" { "How to read this" }
            ul {
                li { strong { "connected" } ": evidence in the listing identifies the maker, brand or seller, and sourced relations lead from there to a party or a kind of product that stood on a list on that day." }
                li { strong { "review" } ": somebody should look; each says what would settle it." }
                li { strong { "no connection found" } ": nothing in the listing led anywhere that this register knows. That is not “clean”." }
                li { "Weights are natural log-odds; their sum orders listings, it is no probability." }
                li { "Tier A: official, or the company's own filing. B: press or law firm. C: technical community." }
            }
            h3 { "Grounds" }
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
