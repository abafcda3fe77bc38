//! The lines of the list, each with what was looked at, what it leads to, and what both paragraphs of section 889 say of it.

use maud::{Markup, html};
use nameplate::Verdict;

use crate::gather::{Answer, Covered, Line, Lines, MOST_LINES};
use crate::parts::{meaning, verdict};
use crate::safe::{seen, sentence};
use crate::words::{count, counted};

/// The two questions of section 889(a)(1), each answered apart.
pub(super) fn questions(lines: &Lines) -> Markup {
    let [connected, review] = lines.covered;
    html! {
        section aria-labelledby="result" {
            h2 id="result" { "Result" }
            p {
                "Of " (counted(lines.all, "line", "lines")) ", "
                strong { (counted(connected, "leads", "lead")) } " to a producer that section 889 names or covers, and "
                strong { (count(review)) } " may and should be looked at. "
                (counted(lines.silent, "line says", "lines say")) " nothing of who made the goods."
            }
            (question(
                "(a)(1)(A): is covered equipment, or a service that uses it as a substantial or essential component, among what was bought?",
                lines, |covered| &covered.bought,
            ))
            (question(
                "(a)(1)(B): is there use of covered equipment by the entity?",
                lines, |covered| &covered.used,
            ))
            p class="fine" {
                "These lines say what was bought. Whether the entity uses other covered equipment, in its own buildings and networks too, they cannot say: "
                code { "nameplate inventory" } " reads exports of networks and asset systems."
            }
        }
    }
}

fn question(words: &str, lines: &Lines, of: fn(&Covered) -> &Answer) -> Markup {
    let covered: Vec<&Covered> = lines.named.iter().filter_map(|line| line.covered.as_ref()).collect();
    let mut counts = std::collections::BTreeMap::new();
    covered.iter().for_each(|one| *counts.entry(of(one).meaning).or_insert(0_u64) += 1);
    let open: std::collections::BTreeSet<&str> =
        covered.iter().map(|one| of(one).open.as_str()).filter(|open| !open.is_empty()).collect();
    html! {
        h3 { (words) }
        @if covered.is_empty() {
            p {
                @if lines.silent == lines.all { "It cannot be told: no line says who made the goods." }
                @else { "Not as far as these lines show." }
            }
        } @else {
            ul { @for (one, n) in &counts { li { (meaning(*one)) " · " (counted(*n, "line", "lines")) } } }
            @for why in &open { p class="limit" { "Open: " (sentence(why)) } }
        }
    }
}

/// The lines that lead to a producer of section 889, and what vendors have to be asked about.
pub(super) fn lines(lines: &Lines) -> Markup {
    let (covered, others): (Vec<&Line>, Vec<&Line>) =
        lines.named.iter().partition(|line| line.covered.is_some());
    let (open, clear): (Vec<&Line>, Vec<&Line>) = others.into_iter().partition(|line| line.is_open());
    html! {
        section aria-labelledby="lines" {
            h2 id="lines" { "Line by line" }
            p class="fine" { "Rows are counted from 1 below the header: in a text table with one header line, row 1 is its line 2. Rows of a workbook have the numbers of the sheet." }
            @if !covered.is_empty() { (table("Lines that lead to a producer of section 889", &covered, true)) }
            @if !open.is_empty() { (table("Lines about which the vendor has to be asked", &open, false)) }
            @if !clear.is_empty() { (table("Lines that were looked up and lead to no such producer", &clear, false)) }
            @if lines.all > lines.named.len() as u64 {
                p { "These are " (count(MOST_LINES as u64)) " of " (count(lines.all)) " lines; all of them are in the results of the scan (" code { "-o out/" } ")." }
            }
        }
    }
}

fn table(heading: &str, lines: &[&Line], covered: bool) -> Markup {
    html! {
        h3 { (heading) }
        div class="scroll" tabindex="0" role="region" aria-label=(heading) {
            table class="plain lines" {
                thead {
                    tr {
                        th scope="col" { "Row" } th scope="col" { "Order" } th scope="col" { "Vendor" } th scope="col" { "What was bought" }
                        @if covered { th scope="col" { "Producer" } th scope="col" { "(A) bought" } th scope="col" { "(B) used" } }
                        @else { th scope="col" { "Looked up by" } th scope="col" { "What came out" } }
                    }
                }
                tbody { @for line in lines { (row(line)) } }
            }
        }
    }
}

fn row(line: &Line) -> Markup {
    html! {
        tr {
            td { (line.row) p class="fine" { (seen(&line.file)) } }
            td { (stated(&line.order)) @if let Some(day) = &line.bought { p class="fine" { (day) } } }
            td { (stated(&line.vendor)) }
            td {
                (stated(&line.description))
                p class="fine" { @if !line.brand.is_empty() { "brand " (seen(&line.brand)) " " } @if !line.model.is_empty() { "part " (seen(&line.model)) } }
                @for what in &line.not_read { p class="limit" { "Not read: " (seen(what)) } }
            }
            @match &line.covered {
                Some(covered) => {
                    td { (verdict(covered.verdict)) " " (seen(&covered.producer)) ": " (seen(&covered.how)) @for what in &line.settle { p class="fine" { (sentence(what)) } } }
                    td { (meaning(covered.bought.meaning)) }
                    td { (meaning(covered.used.meaning)) }
                }
                None => {
                    td { @if line.looked_at.is_empty() { "nothing in it says who made it" } @else { (line.looked_at) } }
                    td { (came_out(line)) @for what in &line.settle { p class="fine" { (sentence(what)) } } }
                }
            }
        }
    }
}

fn came_out(line: &Line) -> &'static str {
    match line.verdict {
        Verdict::NotChecked => "could not be judged",
        _ if line.looked_at.is_empty() => "cannot be told",
        Verdict::Review => "to be looked at; leads to another list",
        Verdict::Connected => "leads to another list, not to section 889",
        Verdict::NoConnectionFound => "no connection found",
    }
}

fn stated(text: &str) -> Markup {
    html! { @if text.is_empty() { span class="fine" { "not stated" } } @else { (seen(text)) } }
}
