//! `nameplate check`: one listing, given as options, and the answer in short.

use std::collections::BTreeSet;

use nameplate::Verdict;
use nameplate::finding::{
    Consequence, Direction, Evidence, Finding, ListKind, ListingResult, Mention, PartyVerdict, Reader, State,
};

use super::Ended;
use crate::args::CheckArgs;
use crate::error::{CliError, Result};
use crate::out::{Line, Out, Page, faint, text};
use crate::setup::{Setup, WithoutLists, tell_without_lists};
use crate::words::{self, item, nearest_first, not_the_maker, plain};

/// Judges one listing.
pub(crate) fn run(args: &CheckArgs, out: &Out) -> Result<Ended> {
    let listing = args.listing.listing().ok_or_else(nothing_to_judge)?;
    let setup = Setup::new(&args.question)?;
    let screener = setup.speaking(&args.speech)?;
    let result = screener.screen(&listing);
    let ended = Ended::from(result.verdict);
    let without_lists = screener.register().without_lists();
    if args.json {
        return out.json(&WithoutLists { said: &result, without_lists }).map(|()| ended);
    }
    let mut page = out.page();
    if args.warning {
        warnings(&mut page, &result);
        tell_without_lists(&mut page, screener.register());
        return out.print(&page).map(|()| ended);
    }
    print(&mut page, &result);
    tell_without_lists(&mut page, screener.register());
    page.blank();
    page.para(&faint(format!(
        "As of {}. `nameplate explain` with the same options shows every step, source and weight.",
        words::as_of(&screener)
    )));
    out.print(&page).map(|()| ended)
}

/// The error of a listing without any field.
pub(crate) fn nothing_to_judge() -> CliError {
    CliError::new("no listing given").hint(
        "name at least one field: nameplate check --title 'HIKVISION DS-2CD2143G2-I' --seller 'CamDepot'",
    )
}

fn print(page: &mut Page, result: &ListingResult<'_>) {
    page.para(&words::verdict(result.verdict).then(said_of_nothing(result)));
    let findings = nearest_first(&result.findings);
    if let Some((first, others)) = findings.split_first() {
        page.blank();
        print_finding(page, result, first);
        also(page, others);
    }
    let parties =
        [("made by", &result.maker), ("brand of", &result.brand_owner), ("sold by", &result.seller)];
    let known: Vec<_> = parties.iter().filter_map(|(role, party)| Some((*role, party.as_ref()?))).collect();
    if !known.is_empty() {
        page.blank();
    }
    page.rows(2, &[9], known.into_iter().map(|(role, party)| vec![faint(role), party_line(party)]).collect());
    if !result.mentions.is_empty() {
        page.blank();
    }
    result.mentions.iter().for_each(|one| page.hanging(2, 4, &mention(one)));
    if !result.defects.is_empty() {
        page.blank();
    }
    for defect in &result.defects {
        page.hanging(
            2,
            4,
            &faint("could not be used: ").plain(&*defect.field).plain(": ").plain(&defect.reason),
        );
    }
}

/// A place that names a maker whose product this is not, and why not.
pub(crate) fn mention(one: &Mention) -> Line {
    let cue = if one.cue.is_empty() { String::new() } else { format!(" (“{}”)", one.cue) };
    let why = format!("{}{cue}", not_the_maker(one.reason));
    faint("named: ").plain(format!("{} “{}”", plain(one.field), one.text)).faint(" · ").plain(why)
}

/// What a buyer is told, finding by finding.
fn warnings(page: &mut Page, result: &ListingResult<'_>) {
    let findings = nearest_first(&result.findings);
    let mut all = findings.iter().filter_map(|finding| finding.case.warning.as_ref()).peekable();
    if all.peek().is_none() {
        page.para(&text("No warning: only findings that are connected make one, and only in a language."));
    }
    while let Some(warning) = all.next() {
        page.para(&Line::default().strong(&warning.short));
        page.blank();
        for line in warning.long.lines() {
            match line {
                "" => page.blank(),
                line if line.starts_with("- ") => page.hanging(0, 2, &text(line)),
                line => page.para(&text(line)),
            }
        }
        page.blank();
        page.para(&faint(warning.codes.join(" ")));
        if all.peek().is_some() {
            page.gap();
        }
    }
}

/// What has to be said when nothing was found.
pub(crate) fn said_of_nothing(result: &ListingResult<'_>) -> Line {
    match (result.verdict, result.identified) {
        (Verdict::NoConnectionFound, true) => {
            faint(" · what the listing names leads to no list; that is not a certificate")
        }
        (Verdict::NoConnectionFound, false) => {
            faint(" · but the listing carries nothing that identifies anyone: silence is not innocence")
        }
        (Verdict::NotChecked, _) => faint(" · ").plain(result.why.as_deref().unwrap_or("")),
        (Verdict::Connected | Verdict::Review, _) => Line::default(),
    }
}

fn party_line(party: &PartyVerdict) -> Line {
    let name = text(&party.name).faint(native(party.native_name.as_deref()));
    name.faint(format!(" · {} · {}", party.judgement, words::nats(party.score)))
}

/// A name in its own script, in brackets.
pub(crate) fn native(name: Option<&str>) -> String {
    name.map(|name| format!(" ({name})")).unwrap_or_default()
}

fn print_finding(page: &mut Page, result: &ListingResult<'_>, finding: &Finding) {
    let target = Line::default().strong(&finding.case.target.name);
    let target = target.faint(native(finding.case.target.native_name.as_deref()));
    let mut rows = vec![
        vec![faint("leads to"), target],
        vec![
            faint("verdict"),
            words::verdict(finding.verdict).faint(format!(" · score {}", words::nats(finding.score))),
        ],
        vec![
            faint("ground"),
            text(plain(finding.case.ground.word())).faint(": ").plain(words::ground(finding.case.ground)),
        ],
        vec![faint("because"), because(result, finding)],
    ];
    if !finding.case.path.is_empty() {
        rows.push(vec![faint("path"), path(finding)]);
    }
    if let Some(company) = &finding.case.unlisted {
        rows.push(vec![faint(""), text(format!("{} itself is on no list that we know of.", company.name))]);
    }
    rows.push(vec![faint("lists"), lists(finding)]);
    rows.extend(finding.case.namesakes.iter().enumerate().map(|(n, other)| {
        let words = format!("{} bears a like name and is another company", other.name);
        vec![faint(if n == 0 { "not" } else { "" }), text(words)]
    }));
    let once = |n: usize, name: &str| faint(if n == 0 { name } else { "" });
    let (lawful, bound): (Vec<&Consequence>, Vec<&Consequence>) =
        finding.consequences_for(Reader::Consumer).into_iter().partition(|c| c.state == State::DoesNotApply);
    rows.extend(bound.iter().enumerate().map(|(n, one)| vec![once(n, "consumers"), text(&one.sentence)]));
    if !lawful.is_empty() {
        let regimes: BTreeSet<&str> = lawful.iter().map(|one| one.regime.as_str()).collect();
        let regimes: Vec<&str> = regimes.into_iter().collect();
        let not_barred = format!("Buying and owning is not barred by: {}", regimes.join("; "));
        rows.push(vec![once(bound.len(), "consumers"), text(not_barred)]);
    }
    rows.extend(
        finding.case.settle.iter().enumerate().map(|(n, what)| vec![once(n, "to settle"), text(what)]),
    );
    page.rows(2, &[9], rows);
}

/// Further targets, a line each: who stands behind the first one.
fn also(page: &mut Page, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    page.blank();
    let rows = findings.iter().enumerate().map(|(n, finding)| {
        let lists: Vec<&str> = finding.designations().map(|d| d.list.as_str()).collect();
        let about = format!(" · {} · {}", plain(finding.case.ground.word()), lists.join(", "));
        let line =
            text(&finding.case.target.name).plain(" · ").then(words::verdict(finding.verdict)).faint(about);
        vec![faint(if n == 0 { "also" } else { "" }), line]
    });
    page.rows(2, &[9], rows.collect());
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

fn path(finding: &Finding) -> Line {
    let mut line = Line::default();
    for (n, step) in finding.case.path.iter().enumerate() {
        let step = words::HopInWords::new(step);
        if n == 0 {
            line = line.plain(step.start).plain(" ");
        } else {
            line = line.plain(", which ");
        }
        line = line.plain(step.words).plain(" ").plain(step.end).faint(format!(" ({})", step.dates));
    }
    line
}

fn lists(finding: &Finding) -> Line {
    let measure = |kind| if kind == ListKind::Measure { "a measure, not a list; " } else { "" };
    let each = finding.designations();
    let each = each.map(|d| format!("{} ({}since {})", d.list_name, measure(d.kind), d.since));
    text(each.collect::<Vec<_>>().join("; "))
}
