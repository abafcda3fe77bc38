//! One finding in full: the path with its sources, the lists, what follows for whom, what is said and answered, what
//! speaks against, what would settle it.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::Verdict;
use nameplate::finding::{
    Claim, Consequence, Designation, Direction, Finding, Hop, ListKind, ListingResult, Reader, Severity,
    State, home_first,
};

use crate::notes::{Notes, tiers};
use crate::out::{Line, Page, Tone, faint, strong, text};
use crate::words::{self, HopInWords, item, native, nats, plain};

/// What was told already of an earlier finding of the same listing: it is not told again.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The sources cited.
    pub(super) notes: Notes,
    sentences: BTreeSet<String>,
}

impl Told {
    fn is_new(&mut self, kind: &str, sentence: &str) -> bool {
        self.sentences.insert(format!("{kind} {sentence}"))
    }
}

/// Prints a finding.
pub(super) fn print(page: &mut Page, result: &ListingResult<'_>, finding: &Finding, told: &mut Told) {
    let target = strong(&finding.case.target.name).faint(native(finding.case.target.native_name.as_deref()));
    page.hanging(3, 5, &target);
    let verdict = words::verdict(finding.verdict).faint(format!(" · score {}", nats(finding.score)));
    page.hanging(
        3,
        5,
        &verdict
            .faint(" · ")
            .plain(plain(finding.case.ground.word()))
            .faint(": ")
            .plain(words::ground(finding.case.ground)),
    );
    paths(page, finding, &mut told.notes);
    designations(page, finding.designations(), &mut told.notes);
    consequences(page, finding.consequences(), told);
    claims(page, &finding.case.claims, told);
    answers(page, finding, told);
    against(page, result, finding);
    if !finding.case.settle.is_empty() {
        sub(page, "What would settle it");
        finding.case.settle.iter().for_each(|settle| page.hanging(5, 5, &text(settle)));
    }
}

fn sub(page: &mut Page, words: &str) {
    page.blank();
    page.hanging(3, 3, &faint(words));
}

fn paths(page: &mut Page, finding: &Finding, notes: &mut Notes) {
    if finding.case.target.kind == nameplate::finding::TargetKind::Class {
        return;
    }
    sub(page, "The path");
    if finding.case.path.is_empty() {
        page.hanging(5, 5, &text("No step between: the listing leads to the listed party itself."));
    }
    steps(page, &finding.case.path, notes);
    if !finding.case.other_paths.is_empty() {
        sub(page, "Other paths to the same target");
    }
    for other in &finding.case.other_paths {
        page.hanging(5, 7, &in_short(other, notes));
    }
}

/// A path in one sentence.
fn in_short(path: &[Hop], notes: &mut Notes) -> Line {
    let mut line = Line::default();
    for (n, step) in path.iter().enumerate() {
        let hop = HopInWords::new(step);
        let start = if n == 0 { text(hop.start).plain(" ") } else { text(", which ") };
        line = line.then(start).plain(&hop.words).plain(" ").plain(hop.end);
        line = line.faint(format!(" ({}) {}", hop.dates, notes.cite(&step.sources)));
    }
    let carries = path.iter().map(|step| step.carries).min();
    if carries < Some(Verdict::Connected) { line.add(Tone::Caution, " · carries a review") } else { line }
}

fn steps(page: &mut Page, path: &[Hop], notes: &mut Notes) {
    for (n, step) in path.iter().enumerate() {
        let hop = HopInWords::new(step);
        let start = if n == 0 { text(hop.start).plain(" ") } else { text("which ") };
        page.hanging(5, 7, &start.plain(&hop.words).plain(" ").strong(hop.end));
        let sources = step.sources.as_slice();
        page.hanging(7, 7, &faint(format!("{} · {} · {}", hop.dates, tiers(sources), notes.cite(sources))));
        let remarks = [("limited to ", &step.scope), ("", &step.note)];
        for (what, remark) in remarks.into_iter().filter(|(_, remark)| !remark.is_empty()) {
            page.hanging(7, 7, &faint(what).faint(remark));
        }
        if step.carries < Verdict::Connected {
            let why = if step.limit.is_empty() { "its sources carry no more" } else { &step.limit };
            page.hanging(
                7,
                7,
                &Line::default().add(Tone::Caution, "carries a review, no verdict: ").plain(why),
            );
        }
    }
}

fn designations<'d>(page: &mut Page, designations: impl Iterator<Item = &'d Designation>, notes: &mut Notes) {
    sub(page, "The lists it stands on");
    for one in designations {
        let perhaps = if one.in_force < Verdict::Connected {
            " · whether in force that day is not certain"
        } else {
            ""
        };
        let measure = if one.kind == ListKind::Measure { " · a measure, not a list" } else { "" };
        let name = text(&one.list_name).faint(format!(" · {}", one.list));
        page.hanging(5, 7, &name.faint(measure).faint(perhaps));
        let until = match one.until {
            nameplate::date::Date::Open => String::new(),
            until => format!(", until {until}"),
        };
        let since = one.first_seen.map_or_else(
            || format!("since {}", one.since),
            |seen| format!("first seen on {seen}, listing date not published"),
        );
        let citation = if one.citation.is_empty() { String::new() } else { format!(" · {}", one.citation) };
        let cited = notes.cite(&one.sources);
        page.hanging(7, 7, &faint(format!("as “{}” {since}{until}{citation} · {cited}", one.entry)));
        let reason = if one.reason.is_empty() { faint("no reason published") } else { text(&one.reason) };
        page.hanging(7, 7, &reason);
    }
}

fn consequences(page: &mut Page, consequences: Vec<&Consequence>, told: &mut Told) {
    if consequences.is_empty() {
        return;
    }
    let mut by_reader: BTreeMap<Reader, Vec<&Consequence>> = BTreeMap::new();
    for one in home_first(consequences) {
        if told.is_new(one.reader.word(), &one.sentence) {
            by_reader.entry(one.reader).or_default().push(one);
        }
    }
    sub(page, "What follows, and for whom");
    if by_reader.is_empty() {
        page.hanging(5, 5, &text("The same as above."));
    }
    for (reader, consequences) in by_reader {
        page.hanging(5, 5, &strong(plain(reader.word())));
        let row = |one: &&Consequence| {
            let (state, tone) = match (one.state, one.severity) {
                (State::DoesNotApply, _) => ("not barred", Tone::Faint),
                (_, Some(severity @ Severity::Block)) => (severity.word(), Tone::Alarm),
                (_, Some(severity @ Severity::Info)) => (severity.word(), Tone::Faint),
                (_, Some(severity)) => (severity.word(), Tone::Caution),
                (state @ State::CannotTell, None) => (state.word(), Tone::Caution),
                (state @ State::Applies, None) => (state.word(), Tone::Faint),
            };
            vec![Line::default().add(tone, plain(state)), faint(plain(one.act.word())), said(one)]
        };
        page.rows(7, &[11, 9], consequences.iter().map(row).collect());
    }
}

/// The sentence of a consequence, why it cannot be told, what is excepted, and what it rests on.
fn said(one: &Consequence) -> Line {
    let mut line = text(&one.sentence);
    if !one.why.is_empty() {
        let would_be = one.would_be.map(|severity| format!(" (would be: {})", plain(severity.word())));
        line = line.plain(format!(" Cannot be told{}: {}", would_be.unwrap_or_default(), one.why));
    }
    if !one.shares.is_empty() {
        line = line.plain(format!(" {}", one.shares));
    }
    for exception in &one.exceptions {
        line = line.plain(format!(" {exception}"));
    }
    let cited = format!(" · {} · {}", one.regime, one.citation);
    let read = if one.verified { "" } else { " · not verified" };
    line.faint(format!("{}{read}", cited.trim_end_matches(" · ")))
}

fn claims(page: &mut Page, claims: &[Claim], told: &mut Told) {
    if claims.is_empty() {
        return;
    }
    sub(page, "What is said about them (never a verdict by itself)");
    let mut above = 0;
    for claim in claims {
        if told.is_new("claim", &claim.sentence) {
            print_claim(page, 5, claim, &mut told.notes);
        } else {
            above += 1;
        }
    }
    told_above(page, above);
}

fn answers(page: &mut Page, finding: &Finding, told: &mut Told) {
    if finding.case.claims.is_empty() && finding.case.responses.is_empty() {
        return;
    }
    sub(page, "What they answer");
    if finding.case.responses.is_empty() {
        page.hanging(5, 5, &text(words::NO_ANSWER));
    }
    let mut above = 0;
    for answer in finding.case.responses.iter() {
        if told.is_new("answer", &answer.sentence) {
            let cited = told.notes.cite(&answer.sources);
            let line = faint(format!("{}: ", answer.name)).plain(&answer.sentence);
            page.hanging(5, 7, &line.faint(format!(" · {} · {cited}", answer.date)));
        } else {
            above += 1;
        }
    }
    told_above(page, above);
}

fn told_above(page: &mut Page, n: u64) {
    if n > 0 {
        page.hanging(
            5,
            5,
            &faint(format!("{} told above", words::counted(n, "statement is", "statements are"))),
        );
    }
}

/// A claim with its status and who says so.
pub(crate) fn print_claim(page: &mut Page, indent: usize, claim: &Claim, notes: &mut Notes) {
    let by = if claim.by.is_empty() { String::new() } else { format!(" by {}", claim.by) };
    let head = strong(plain(claim.subject.word())).plain(", ").plain(plain(claim.status.word())).plain(by);
    page.hanging(
        indent,
        indent + 2,
        &head.faint(format!(" · {} · {}", claim.date, notes.cite(&claim.sources))),
    );
    page.hanging(indent + 2, indent + 2, &text(&claim.sentence));
}

fn against(page: &mut Page, result: &ListingResult<'_>, finding: &Finding) {
    sub(page, "What speaks against");
    let against: Vec<_> =
        result.evidence(finding).filter(|signal| signal.direction() == Direction::Against).collect();
    if against.is_empty() {
        page.hanging(5, 5, &text("Nothing in the listing."));
    }
    for signal in against {
        let words = text(signal.sentence).faint(format!(" · {} “{}”", plain(signal.field), signal.text));
        page.hanging(5, 7, &Line::default().add(Tone::Alarm, item(signal.weight)).plain("  ").then(words));
    }
}
