//! What came out of a scan, in full: counts, what silence means, how the columns were understood, and with what it was asked.

use std::time::Duration;

use nameplate::answer::{Audience, Meaning};
use nameplate::report::Summary;
use nameplate::word::NotTheMaker;
use nameplate::{Field, Listing, Register, Screener, Verdict};
use scan::{Filled, Outcome, Recognised, Scope};

use super::ran::{Ran, elapsed};
use super::watch::AllSeen;
use crate::commands::answer;
use crate::out::{Line, Page, Tone, faint, right, strong, text};
use crate::words::{brief, count, counted, not_the_maker, plain, tone};

/// So many targets, and inputs, are listed.
const TARGETS: usize = 12;
const INPUTS: usize = 3;

/// Where lists and folded lines of the table are explained.
pub(super) fn beside_the_table(page: &mut Page, seen: &AllSeen) {
    if seen.folded > 0 {
        page.para(&faint(
            "+N: so many more listed parties stand behind the same listing; `explain` shows each.",
        ));
    }
    if seen.hidden > 0 {
        let more = counted(seen.hidden, "more line", "more lines");
        page.para(&faint(format!(
            "… and {more}: --limit 0 prints all, -o FILE writes them with their evidence"
        )));
    }
    if !seen.lists.is_empty() {
        page.heading("Lists");
        page.rows(2, &[], seen.lists.iter().map(|(id, name)| vec![text(id), faint(name)]).collect());
        page.blank();
    }
}

/// Prints the whole summary.
pub(super) fn print(page: &mut Page, screener: &Screener<'_>, ran: &Ran<'_>) {
    let Ran { outcome, seen, took, audience, .. } = *ran;
    verdicts(page, &outcome.summary, took);
    for_whom(page, audience, seen);
    identified(page, &outcome.summary);
    targets(page, &outcome.summary);
    mentions(page, &outcome.summary);
    read(page, &seen.recognised);
    asked(page, screener, outcome);
    to_mend(page, screener, ran);
}

/// What somebody has to look at or mend; nothing where there is no such thing.
pub(super) fn to_mend(page: &mut Page, screener: &Screener<'_>, ran: &Ran<'_>) {
    let Ran { outcome, seen, .. } = *ran;
    defects(page, &outcome.summary, seen);
    if seen.ids.again > 0 {
        let rows = counted(seen.ids.again, "row has", "rows have");
        let named = seen.ids.named.iter().cloned().collect::<Vec<_>>().join(", ");
        page.hanging(
            2,
            4,
            &text(format!("{rows} an id that a row before has, such as {named}: "))
                .faint("--id finds the first of them"),
        );
    }
    for one in seen.recognised.iter().take(INPUTS) {
        doubts(page, one);
        header_that_names(page, screener, one);
    }
    unknown(page, outcome);
    joined(page, outcome);
}

fn verdicts(page: &mut Page, summary: &Summary, took: Duration) {
    let listings = counted(summary.listings, "listing", "listings");
    page.heading(&format!("{listings} in {}", elapsed(took)));
    let row = |verdict: &Verdict| {
        let n = summary.count(*verdict);
        let tone = if n == 0 { Tone::Faint } else { tone(*verdict) };
        vec![right(&count(n), 9), Line::default().add(tone, plain(verdict.word()))]
    };
    page.rows(0, &[], Verdict::ALL.iter().rev().map(row).collect());
}

/// What the findings mean for who asks.
fn for_whom(page: &mut Page, audience: &Audience, seen: &AllSeen) {
    let Some(whom) = audience.words().filter(|_| !seen.words.is_empty()) else { return };
    page.heading(&format!("For this {whom}"));
    let row = |(word, n): (&Meaning, &u64)| {
        vec![right(&count(*n), 9), Line::default().add(answer::tone(*word), word.word())]
    };
    page.rows(0, &[], seen.words.iter().map(row).collect());
}

/// What share of the listings could have led anywhere.
fn identified(page: &mut Page, summary: &Summary) {
    if summary.listings == 0 {
        return;
    }
    let silent = summary.listings - summary.identified;
    let share = summary.identified.saturating_mul(1_000) / summary.listings;
    page.blank();
    page.hanging(
        2,
        2,
        &text(format!(
            "{} of {} ({}.{} %) had a maker, brand, model or code to look up; a shop's name alone identifies nobody. ",
            count(summary.identified),
            counted(summary.listings, "listing", "listings"),
            share / 10,
            share % 10
        ))
        .plain(match silent {
            0 => "Nothing found is still no certificate.".to_owned(),
            1 => "About the other one nothing can be said.".to_owned(),
            n => format!("About the other {} nothing can be said.", count(n)),
        }),
    );
}

fn targets(page: &mut Page, summary: &Summary) {
    if summary.by_target.is_empty() {
        return;
    }
    let mut grounds: Vec<(&str, u64)> = summary.by_ground.iter().map(|(ground, n)| (*ground, *n)).collect();
    grounds.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let grounds: Vec<String> =
        grounds.iter().map(|(ground, n)| format!("{} {}", plain(ground), count(*n))).collect();
    page.heading("Findings");
    page.hanging(2, 2, &faint("by ground: ").plain(grounds.join(", ")));
    let mut targets: Vec<_> = summary.by_target.iter().collect();
    targets.sort_by_key(|(_, n)| std::cmp::Reverse((n.connected, n.review)));
    let mut rows = vec![vec![faint("connected"), faint("   review"), faint("target")]];
    rows.extend(
        targets
            .iter()
            .take(TARGETS)
            .map(|(name, n)| vec![right(&count(n.connected), 9), right(&count(n.review), 9), text(name)]),
    );
    page.rows(2, &[9, 9], rows);
    if targets.len() > TARGETS {
        page.hanging(2, 2, &faint(format!("and {} more targets", targets.len() - TARGETS)));
    }
}

/// Listings that name a listed maker and were judged not to be its product, by the reason.
fn mentions(page: &mut Page, summary: &Summary) {
    if summary.mentioning == 0 {
        return;
    }
    page.heading("Named, and judged not to be its product");
    let listings = counted(summary.mentioning, "listing mentions", "listings mention");
    page.hanging(
        2,
        2,
        &text(format!("{listings} a maker that leads to a list, and nothing is held against them:")),
    );
    let mut reasons: Vec<_> = summary.by_reason.iter().collect();
    reasons.sort_by_key(|(reason, n)| (std::cmp::Reverse(**n), **reason));
    let row = |(reason, n): (&NotTheMaker, &u64)| vec![right(&count(*n), 9), text(not_the_maker(*reason))];
    page.rows(2, &[9], reasons.into_iter().map(row).collect());
}

fn defects(page: &mut Page, summary: &Summary, seen: &AllSeen) {
    if summary.with_defects == 0 {
        return;
    }
    let listings = counted(summary.with_defects, "listing", "listings");
    page.heading(&format!("{listings} with something that could not be used"));
    seen.defects.iter().for_each(|defect| page.hanging(2, 4, &text(defect)));
    if summary.with_defects > seen.defects.len() as u64 {
        page.hanging(2, 2, &faint("and others: results written with -o name them all"));
    }
}

fn read(page: &mut Page, recognised: &[Recognised]) {
    if recognised.is_empty() {
        return;
    }
    page.heading("What was read");
    for one in recognised.iter().take(INPUTS) {
        let format = one.format.map(|format| format!(", columns of {format}")).unwrap_or_default();
        page.hanging(2, 4, &text(&one.file).faint(format!(": {}{format}", one.read_as)));
        let uses: Vec<String> = one.uses.iter().map(used).collect();
        let unused = if one.unused.is_empty() {
            String::new()
        } else {
            format!("{}not used: {}", if uses.is_empty() { "" } else { "; " }, one.unused.join(", "))
        };
        if !uses.is_empty() || !unused.is_empty() {
            page.hanging(4, 4, &text(uses.join(", ")).faint(unused));
        }
    }
    if recognised.len() > INPUTS {
        page.hanging(2, 2, &faint(format!("and {} more files", recognised.len() - INPUTS)));
    }
}

/// A column with the field that it is taken for, where that has another name.
pub(super) fn used((field, column): &(&'static str, String)) -> String {
    if *field == column { column.clone() } else { format!("{column} as {}", plain(field)) }
}

/// How a file was understood where that is not certain: by the cells of a column, as plain text, by its bytes alone.
fn doubts(page: &mut Page, one: &Recognised) {
    if !one.guessed.is_empty() {
        let guessed: Vec<String> = one.guessed.iter().map(used).collect();
        page.hanging(2, 4, &faint(format!("{}, by their cells: ", one.file)).plain(guessed.join(", ")));
    }
    if !one.plain.is_empty() {
        page.hanging(2, 4, &faint(format!("{}, as plain text: ", one.file)).plain(one.plain.join(", ")));
    }
    if one.encoding_in_doubt {
        let words =
            "only its bytes tell its encoding: where letters look wrong, --encoding LABEL names another";
        page.hanging(2, 4, &faint(format!("{}: {words}", one.file)));
    }
}

/// How many listings a file of suppliers was joined to.
fn joined(page: &mut Page, outcome: &Outcome) {
    if let Some(joined) = &outcome.suppliers {
        let with = counted(joined.listings, "listing has a supplier", "listings have a supplier");
        let words = format!(
            "{with}; {} of {} rows were used",
            count(joined.rows - joined.unusable - joined.unused),
            count(joined.rows)
        );
        page.hanging(4, 4, &faint(words));
    }
}

/// A first row that was taken for names of columns and names somebody of the register is a row, more likely than not.
fn header_that_names(page: &mut Page, screener: &Screener<'_>, one: &Recognised) {
    let columns = one.uses.iter().map(|(_, column)| column).chain(&one.plain).chain(&one.unused);
    if let Some(column) = columns.into_iter().find(|column| names_a_maker(screener, column)) {
        let named = Line::default().add(Tone::Alarm, format!("`{column}`"));
        let words =
            format!(" names a column of {}, and somebody of the register: if it is a row, ", one.file);
        page.hanging(2, 4, &named.plain(words).faint("--no-header"));
    }
}

/// Whether a name of a column is a maker's: a code of three letters in it is not enough (`Qty`).
fn names_a_maker(screener: &Screener<'_>, column: &str) -> bool {
    let as_brand =
        Listing::default().with(Field::Brand, column.to_owned()).with(Field::Title, column.to_owned());
    let result = screener.names_in_text(column).then(|| screener.screen(&as_brand));
    result.is_some_and(|result| result.maker.is_some() || result.brand_owner.is_some())
}

/// So many columns that nobody knows are named.
const COLUMNS: usize = 8;

/// Columns that nobody knows and that hold names of the register: most likely one of them is the brand.
fn unknown(page: &mut Page, outcome: &Outcome) {
    let mut named: Vec<_> = outcome.named.iter().collect();
    named.sort_by_key(|column| std::cmp::Reverse(column.cells));
    for column in named.iter().take(COLUMNS) {
        let cells = counted(column.cells, "cell of it holds a name", "cells of it hold names");
        page.hanging(
            2,
            4,
            &Line::default()
                .add(Tone::Alarm, format!("`{}`", column.column))
                .plain(format!(
                    " of {} is not a column that Nameplate knows; {cells} of the register: ",
                    column.file
                ))
                .faint(format!("--map brand='{}'", column.column)),
        );
    }
    if named.len() > COLUMNS {
        page.hanging(2, 2, &faint(format!("and {} more columns", named.len() - COLUMNS)));
    }
}

fn asked(page: &mut Page, screener: &Screener<'_>, outcome: &Outcome) {
    let manifest = &outcome.manifest;
    page.blank();
    let dates = screener.register().sources().map(|source| source.date);
    let newest = dates.max_by_key(|date| date.first_day());
    let newest = newest.map(|date| format!(", the newest of {date}")).unwrap_or_default();
    let sources = counted(manifest.editions.len() as u64, "source", "sources");
    let mut rows = vec![
        vec![faint("as of"), text(manifest.as_of.to_string()).plain(own_days(manifest.counts.own_day))],
        vec![
            faint("register"),
            text(&manifest.register.version)
                .faint(format!(" · {} · {sources}{newest}", brief(&manifest.register.hash))),
        ],
        vec![faint("lists"), editions(screener.register())],
        vec![faint("policy"), text(brief(&manifest.policy_hash))],
    ];
    if !outcome.written.is_empty() {
        let written: Vec<String> = outcome.written.iter().map(|path| path.display().to_string()).collect();
        rows.push(vec![faint("written"), strong(written.join(", "))]);
        rows.extend(outcome.filled.iter().flat_map(filled).map(|line| vec![faint(""), line]));
    }
    if let Some(stopped) = &manifest.stopped {
        rows.push(vec![Line::default().add(Tone::Alarm, "not whole"), text(stopped)]);
    }
    page.rows(2, &[9], rows);
}

/// How much stands in the results, and what had no room.
pub(super) fn filled(filled: &Filled) -> Vec<Line> {
    let lines = counted(filled.lines, "row in it", "rows in it");
    let which = match filled.scope {
        Some(Scope::Findings) => {
            ": only listings with a finding or that could not be judged; --all-rows writes all"
        }
        Some(Scope::All) | None => "",
    };
    let left_out = filled.left_out.iter().map(|said| Line::default().add(Tone::Caution, said));
    std::iter::once(text(lines).plain(which)).chain(left_out).collect()
}

/// How many listings were judged for the day on which they were bought.
pub(super) fn own_days(listings: u64) -> String {
    if listings == 0 {
        return String::new();
    }
    format!("; {} by the law of the day of purchase", counted(listings, "listing", "listings"))
}

/// The editions of published lists behind the answers.
pub(super) fn editions(register: &Register<'_>) -> Line {
    let editions: Vec<String> = register.editions().map(|id| id.replacen('@', " ", 1)).collect();
    if let Some(said) = register.without_lists() {
        let between = if editions.is_empty() { "" } else { " · " };
        return text(editions.join(", ")).plain(between).add(Tone::Caution, said);
    }
    let older = is_of_older_facts(register.version());
    let remark =
        if older { " · built with older facts: `nameplate lists update` builds it anew" } else { "" };
    text(editions.join(", ")).add(Tone::Caution, remark)
}

/// Whether a register of lists was built by a program that knew other facts.
fn is_of_older_facts(version: &str) -> bool {
    let starter = nameplate::Register::open(lists::starter_register());
    let facts = version.split_once("+lists-").map(|(facts, _)| facts);
    starter.is_ok_and(|starter| facts.is_some_and(|facts| facts != starter.version()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_of_other_facts_is_told() {
        let starter = nameplate::Register::open(lists::starter_register()).unwrap();
        assert!(!is_of_older_facts(starter.version()));
        assert!(!is_of_older_facts(&format!("{}+lists-2026-01-01", starter.version())));
        assert!(is_of_older_facts("facts-2020-01-01+lists-2026-01-01"));
    }
}
