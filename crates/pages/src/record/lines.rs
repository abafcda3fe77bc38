//! The lines of the list, each with what was looked at, what it leads to, and what both paragraphs of section 889 say of it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use nameplate::Verdict;
use nameplate::answer::Meaning;
use nameplate::date::Day;

use crate::gather::{Answer, Covered, Line, Lines, MOST_LINES};
use crate::parts::{meaning, verdict};
use crate::safe::{seen, sentence};
use crate::words::{count, counted};

/// So many lines are named where a question is answered; the others stand in the table.
const NAMED: usize = 30;

/// One of the two questions: in words, by the law of which day, and its answer for a line.
struct Question<'q> {
    words: &'q str,
    day: String,
    of: fn(&Covered) -> &Answer,
}

/// The two questions of section 889(a)(1), each answered apart.
pub(super) fn questions(lines: &Lines, today: Day) -> Markup {
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
            (question(lines, &Question {
                words: "(a)(1)(A): is covered equipment, or a service that uses it as a substantial or essential component, among what was bought?",
                day: "the day of purchase, where the line states it".to_owned(),
                of: |covered| &covered.bought,
            }))
            (question(lines, &Question {
                words: "(a)(1)(B): is there use of covered equipment by the entity?",
                day: format!("{today}, whenever it was bought: it may be in use still"),
                of: |covered| &covered.used,
            }))
            p class="fine" {
                "These lines say what was bought. Whether the entity uses other covered equipment, in its own buildings and networks too, they cannot say: "
                code { "nameplate inventory" } " reads exports of networks and asset systems."
            }
        }
    }
}

fn question(lines: &Lines, question: &Question<'_>) -> Markup {
    let Question { words, day, of } = question;
    let covered: Vec<&Covered> = lines.named.iter().filter_map(|line| line.covered.as_ref()).collect();
    let mut by_meaning: BTreeMap<Meaning, Vec<u64>> = BTreeMap::new();
    for line in &lines.named {
        let meaning = line.covered.as_ref().map(|covered| of(covered).meaning);
        meaning.into_iter().for_each(|meaning| by_meaning.entry(meaning).or_default().push(line.number));
    }
    let open: BTreeSet<&str> =
        covered.iter().map(|one| of(one).open.as_str()).filter(|open| !open.is_empty()).collect();
    html! {
        h3 { (words) }
        p class="fine" { "By the law of " (day) "." }
        @if covered.is_empty() {
            p {
                @if lines.silent == lines.all { "It cannot be told: no line says who made the goods." }
                @else { "Not as far as these lines show." }
            }
        } @else {
            ul { @for (one, numbers) in &by_meaning { li { (says(*one)) " · " (numbered(numbers)) } } }
            @for why in &open { p class="limit" { "Open: " (sentence(why)) } }
        }
    }
}

/// What a paragraph says of a line that leads to a producer.
fn says(one: Meaning) -> Markup {
    html! {
        @if one == Meaning::NoRule { "no rule of this paragraph that we hold bars it that day" } @else { (meaning(one)) }
    }
}

/// `2 lines: 4, 7`.
fn numbered(numbers: &[u64]) -> String {
    let named: Vec<String> = numbers.iter().take(NAMED).map(u64::to_string).collect();
    let more = numbers.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {} more", count(more as u64)) } else { String::new() };
    format!("{}: {}{more}", counted(numbers.len() as u64, "line", "lines"), named.join(", "))
}

/// The lines that lead to a producer of section 889, and what vendors have to be asked about.
pub(super) fn lines(lines: &Lines) -> Markup {
    let (covered, others): (Vec<&Line>, Vec<&Line>) =
        lines.named.iter().partition(|line| line.covered.is_some());
    let (open, clear): (Vec<&Line>, Vec<&Line>) = others.into_iter().partition(|line| line.is_open());
    html! {
        section aria-labelledby="lines" {
            h2 id="lines" { "Line by line" }
            p class="fine" { "Lines have the numbers that a spreadsheet shows: the first line of the table is 1, its header counts, empty lines of a CSV file do not." }
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
                        th scope="col" { "Line" } th scope="col" { "Order, quantity, day" } th scope="col" { "Vendor" } th scope="col" { "What was bought" }
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
            td { (line.number) p class="fine" { (seen(&line.file)) } }
            td {
                (stated(&line.order))
                @if !line.quantity.is_empty() { p class="fine" { (seen(&line.quantity)) " ordered" } }
                @if !line.bought.is_empty() { p class="fine" { (seen(&line.bought)) } }
            }
            td { (stated(&line.vendor)) }
            td {
                (stated(&line.description))
                p class="fine" { @if !line.brand.is_empty() { "brand " (seen(&line.brand)) " " } @if !line.model.is_empty() { "part " (seen(&line.model)) } @if !line.item.is_empty() { " item " (seen(&line.item)) } }
                @for what in &line.not_read { p class="limit" { "Not read: " (seen(what)) } }
            }
            @match &line.covered {
                Some(covered) => {
                    td { (verdict(covered.verdict)) " " (seen(&covered.producer)) ": " (seen(&covered.how)) @for what in &line.settle { p class="fine" { (sentence(what)) } } }
                    td { @if covered.only_now { "leads to no such producer by the law of the day of purchase" } @else { (meaning(covered.bought.meaning)) } }
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
