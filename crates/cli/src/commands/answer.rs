//! The answer about one listing, what matters first: who, how sure, what it means for who asks, what is said, what they answer.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{
    Claim, Consequence, Direction, Evidence, Finding, Ground, ListKind, ListingResult, Reader,
};

use crate::out::{Line, Tone, faint, text};
use crate::words::{self, HopInWords, counted, item, native, plain};

/// How loud a meaning is printed.
pub(super) fn tone(meaning: Meaning) -> Tone {
    match meaning {
        Meaning::Stop => Tone::Alarm,
        Meaning::MayBar | Meaning::Check | Meaning::CannotTell => Tone::Caution,
        Meaning::Know | Meaning::Allowed | Meaning::NoRule => Tone::Plain,
    }
}

/// So many rules of the reader's own are told in words; the others are counted.
const RULES: usize = 3;

/// Who, and whereto, in one sentence.
pub(super) fn headline(finding: &Finding) -> Line {
    let case = &finding.case;
    // The list of the house among them: a rule of the house may be all that there is.
    let (lists, measures): (Vec<_>, Vec<_>) =
        finding.designations().partition(|one| one.kind == ListKind::List);
    let (lists, measures) = (lists.len() as u64, measures.len() as u64);
    let places = [(lists, "list", "lists"), (measures, "measure", "measures")];
    let places = places.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(n, one, many));
    let places: Vec<String> = places.collect();
    let reach = match (case.path.is_empty(), case.ground) {
        (false, _) => "this leads to",
        (true, Ground::Named) => "the maker or brand is",
        (true, Ground::Component) => "a part of it is by",
        (true, Ground::SoldBy) => "it is sold by",
        (true, Ground::Class) => "it is of a kind that is listed, which is",
        (true, _) => "it is made by",
    };
    let reach = format!("{reach} {}", case.target.name);
    words::verdict(finding.verdict)
        .plain(": ")
        .strong(reach)
        .faint(native(case.target.native_name.as_deref()))
        .plain(if places.is_empty() { String::new() } else { format!(", named by {}", places.join(" and ")) })
}

/// The lines below it, each with its heading.
pub(super) fn rows(result: &ListingResult<'_>, finding: &Finding, audience: &Audience) -> Vec<Vec<Line>> {
    let mut rows = vec![vec![faint("because"), because(result, finding)]];
    if !finding.case.path.is_empty() {
        rows.push(vec![faint("path"), path(finding)]);
    }
    if let Some(company) = &finding.case.unlisted {
        rows.push(vec![faint(""), text(format!("{} itself is on no list that we know of.", company.name))]);
    }
    rows.extend(finding.case.namesakes.iter().map(|other| {
        let words = format!("{} bears a like name and is another company", other.name);
        vec![faint("not"), text(words)]
    }));
    rows.extend(meaning(finding, audience));
    rows.extend(said(finding));
    rows.extend(finding.case.settle.iter().map(|what| vec![faint("to settle"), text(what)]));
    rows
}

fn path(finding: &Finding) -> Line {
    let mut line = Line::default();
    for (n, step) in finding.case.path.iter().enumerate() {
        let step = HopInWords::new(step);
        line = if n == 0 { line.plain(step.start).plain(" ") } else { line.plain(", which ") };
        line = line.plain(step.words).plain(" ").plain(step.end).faint(format!(" ({})", step.dates));
    }
    line
}

/// What it means: for who asks in words, else for each reader in short.
fn meaning(finding: &Finding, audience: &Audience) -> Vec<Vec<Line>> {
    let (Some(reader), Some(whom)) = (audience.reader, audience.words()) else {
        let all = finding.consequences();
        return in_short(all.into_iter().filter(|one| audience.holds(one)));
    };
    let own = finding.consequences_for(reader);
    let mut rules: Vec<&Consequence> = own.into_iter().filter(|one| audience.holds(one)).collect();
    rules.sort_by_key(|one| Meaning::of(one));
    let heading = |n: usize| faint(if n == 0 { "for you" } else { "" });
    let told = rules.iter().take(RULES).enumerate();
    let mut rows: Vec<Vec<Line>> = told.map(|(n, one)| vec![heading(n), rule(one)]).collect();
    if rules.is_empty() {
        let none = format!("no rule that we hold speaks to this {whom}; that is not a permission");
        rows.push(vec![heading(0), text(none)]);
    }
    if let Some(more) = rules.len().checked_sub(RULES).filter(|more| *more > 0) {
        let more = counted(more as u64, "more rule", "more rules");
        rows.push(vec![faint(""), faint(format!("and {more} for this {whom}: `explain --full`"))]);
    }
    rows
}

/// One rule: what to do, why, by what law and since when.
fn rule(one: &Consequence) -> Line {
    let word = Meaning::of(one);
    // A rule of the house may hold everywhere.
    let place = if one.jurisdiction.is_empty() { String::new() } else { format!("{}, ", one.jurisdiction) };
    let citation = format!(" ({place}{}, since {})", one.citation, one.since);
    Line::default()
        .add(tone(word), word.word())
        .plain(format!(" · {}: ", plain(one.act.word())))
        .plain(&one.sentence)
        .faint(citation)
        .plain(if one.why.is_empty() { String::new() } else { format!(" Open: {}", one.why) })
}

/// The most serious word of each reader with where it holds, and how to learn more.
fn in_short<'c>(rules: impl Iterator<Item = &'c Consequence>) -> Vec<Vec<Line>> {
    let mut by_reader: BTreeMap<Reader, (Meaning, BTreeSet<&str>)> = BTreeMap::new();
    for one in rules {
        let (known, places) = by_reader.entry(one.reader).or_insert((Meaning::Allowed, BTreeSet::new()));
        let word = Meaning::of(one);
        if word < *known {
            (*known, *places) = (word, BTreeSet::new());
        }
        if word == *known {
            places.insert(one.jurisdiction.as_str());
        }
    }
    let mut by_word: BTreeMap<Meaning, Vec<String>> = BTreeMap::new();
    for (reader, (word, places)) in by_reader {
        let places: Vec<&str> = places.into_iter().collect();
        by_word.entry(word).or_default().push(format!("{} ({})", plain(reader.word()), places.join(", ")));
    }
    let line = |(n, (word, readers)): (usize, (Meaning, Vec<String>))| {
        let line = Line::default().add(tone(word), word.word()).plain(" · ").plain(readers.join(", "));
        vec![faint(if n == 0 { "means" } else { "" }), line]
    };
    let mut rows: Vec<Vec<Line>> = by_word.into_iter().enumerate().map(line).collect();
    if !rows.is_empty() {
        rows.push(vec![faint(""), faint("what it means for you: --reader retailer --place US")]);
    }
    rows
}

/// What is alleged or found, and what they answer, side by side.
fn said(finding: &Finding) -> Vec<Vec<Line>> {
    let case = &finding.case;
    let (first, others) = match case.claims.split_first() {
        Some((first, others)) => (first, others.len() as u64),
        None => return Vec::new(),
    };
    let more = match others {
        0 => String::new(),
        n => format!("; {}", counted(n, "more", "more")),
    };
    let mut rows = vec![vec![faint("said"), claim(first).faint(more)]];
    let answer = match case.responses.first() {
        Some(one) => text(format!("{}: {}", one.name, one.sentence)).faint(format!(" ({})", one.date)),
        None => text(words::NO_ANSWER),
    };
    rows.push(vec![faint("answered"), answer]);
    rows
}

/// A claim with what it is: an allegation is called one in the same line.
fn claim(claim: &Claim) -> Line {
    let by = if claim.by.is_empty() { String::new() } else { format!(", {}", claim.by) };
    Line::default()
        .strong(plain(claim.status.word()))
        .plain(format!(": {}", claim.sentence))
        .faint(format!(" ({}{by})", claim.date))
}

/// The strongest evidence for, then what speaks against, each piece once.
fn because(result: &ListingResult<'_>, finding: &Finding) -> Line {
    let mut pieces: Vec<&Evidence> = Vec::new();
    for signal in result.evidence(finding) {
        if !pieces.iter().any(|known| (known.field, &known.text) == (signal.field, &signal.text)) {
            pieces.push(signal);
        }
    }
    let (against, by): (Vec<&Evidence>, Vec<&Evidence>) =
        pieces.into_iter().partition(|piece| piece.direction() == Direction::Against);
    let mut line = Line::default();
    for (n, signal) in by.into_iter().take(3).chain(against).enumerate() {
        let field = plain(signal.field);
        line = line.plain(if n > 0 { "; " } else { "" }).plain(format!("{field} “{}”", signal.text));
        if signal.weight != 0 {
            line = line.faint(format!(" {}", item(signal.weight)));
        }
    }
    line
}
