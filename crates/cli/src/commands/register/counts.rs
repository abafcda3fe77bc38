//! What a register covers, counted.

use std::collections::BTreeMap;

use nameplate::Register;

use crate::out::{Page, faint, right, text};
use crate::words::{count, counted, plain};

pub(super) type Counts = BTreeMap<String, u64>;

/// All counts, each section under its heading.
pub(super) fn of(register: &Register<'_>) -> Vec<(String, Counts)> {
    let [_, claims, answers, leads, contradictions] = register.statement_counts();
    let names = || register.names();
    let relations = register.parties().flat_map(|(no, _)| register.relations_of(no));
    let on_list =
        |d: nameplate::register::DesignationView<'_>| d.list().map_or("", |list| list.id()).to_owned();
    let statements = [
        ("claims", claims),
        ("answers", answers),
        ("contradictions", contradictions),
        ("leads, never part of a verdict", leads),
        ("rules", register.rules().count()),
        ("product classes", register.classes().count()),
    ];
    let sections = [
        ("Parties", tally(register.parties().map(|(_, party)| plain(party.kind().word())))),
        (NAMES, tally(names().map(|name| plain(name.kind().word())))),
        ("Names, by script", tally(names().map(|name| script(name.text()).to_owned()))),
        ("Relations", tally(relations.map(|relation| plain(relation.kind().word())))),
        ("Designations, by list", tally(register.designations().map(on_list))),
        ("Statements", statements.map(|(name, n)| (name.to_owned(), n as u64)).into()),
        ("Signals, by kind", tally(register.tells().map(|tell| plain(tell.kind().word())))),
        (SOURCES, tally(register.sources().map(|source| source.tier.to_string()))),
    ];
    sections.map(|(heading, counts)| (heading.to_owned(), counts)).into()
}

const NAMES: &str = "Names, by kind";
const SOURCES: &str = "Sources, by tier";

/// Prints all counts.
pub(super) fn print(page: &mut Page, register: &Register<'_>) {
    for (heading, counts) in of(register) {
        section(page, &heading, counts);
        match heading.as_str() {
            NAMES => names(page, register),
            SOURCES => ages(page, register),
            _ => {}
        }
    }
}

fn names(page: &mut Page, register: &Register<'_>) {
    let unsourced = register.names().filter(nameplate::register::Name::is_unsourced).count() as u64;
    note(
        page,
        &format!("{} used without a source, marked as such.", counted(unsourced, "name is", "names are")),
    );
    note(page, &covered(register));
}

fn ages(page: &mut Page, register: &Register<'_>) {
    let dates = || register.sources().map(|source| source.date).filter(|date| date.first_day().is_some());
    let oldest = dates().min_by_key(|date| date.first_day());
    let newest = dates().max_by_key(|date| date.first_day());
    if let (Some(oldest), Some(newest)) = (oldest, newest) {
        note(page, &format!("The oldest is of {oldest}, the newest of {newest}."));
    }
}

/// Where which names are looked for: what a scan can find, and what it cannot.
fn covered(register: &Register<'_>) -> String {
    let bulk = |name: &nameplate::register::Name<'_>| {
        register.party(name.party()).is_some_and(|party| party.is_bulk())
    };
    let (listed, reviewed): (Vec<_>, Vec<_>) = register.names().partition(bulk);
    format!(
        "{} reviewed names are looked for in every column. {} names from lists are looked up whole in fields that hold a name (brand, \
         manufacturer, seller, supplier, responsible person), and not in titles or texts.",
        count(reviewed.len() as u64),
        count(listed.len() as u64)
    )
}

fn tally(words: impl Iterator<Item = String>) -> Counts {
    let mut counts = Counts::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

/// The largest counts first.
fn section(page: &mut Page, heading: &str, counts: Counts) {
    page.heading(heading);
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    page.rows(0, &[], counts.iter().map(|(name, n)| vec![right(&count(*n), 7), text(name)]).collect());
}

fn note(page: &mut Page, words: &str) {
    page.hanging(9, 9, &faint(words));
}

/// The script of the first letter that has one.
fn script(text: &str) -> &'static str {
    text.chars().find_map(script_of).unwrap_or("none")
}

fn script_of(c: char) -> Option<&'static str> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => "Latin",
        '\u{370}'..='\u{3ff}' => "Greek",
        '\u{400}'..='\u{52f}' => "Cyrillic",
        '\u{590}'..='\u{5ff}' => "Hebrew",
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => "Arabic",
        '\u{900}'..='\u{97f}' => "Devanagari",
        '\u{e00}'..='\u{e7f}' => "Thai",
        '\u{3040}'..='\u{30ff}' => "Kana",
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => "Han",
        '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => "Hangul",
        _ if c.is_alphabetic() => "other",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_by_their_letters() {
        for (text, expected) in [
            ("EZVIZ", "Latin"),
            ("360 萤石", "Han"),
            ("Эзвиз", "Cyrillic"),
            ("3", "none"),
            ("하이크비전", "Hangul"),
        ] {
            assert_eq!(script(text), expected, "{text}");
        }
    }
}
