//! `nameplate check`: one listing, given as options, and the answer in short.

use nameplate::Verdict;
use nameplate::answer::Audience;
use nameplate::finding::{Finding, ListingResult, Mention, PartyVerdict};

use super::{Ended, answer};
use crate::args::CheckArgs;
use crate::error::{CliError, Result};
use crate::out::{Line, Out, Page, faint, text};
use crate::setup::{Setup, WithoutLists, tell_without_lists};
use crate::words::{self, nearest_first, not_the_maker, plain};

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
    print(&mut page, &args.audience.audience(), &result);
    tell_without_lists(&mut page, screener.register());
    page.blank();
    page.para(&faint(format!(
        "As of {}. `nameplate explain` with the same listing shows the sum, and with --full every step and source.",
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

fn print(page: &mut Page, audience: &Audience, result: &ListingResult<'_>) {
    let findings = nearest_first(&result.findings);
    let Some((first, others)) = findings.split_first() else {
        page.para(&words::verdict(result.verdict).then(said_of_nothing(result)));
        return print_beside(page, result);
    };
    page.para(&answer::headline(first));
    page.blank();
    let mut rows = answer::rows(result, first, audience);
    rows.extend(also(others));
    page.rows(2, &[8], rows);
    print_beside(page, result);
}

/// Who is named beside the finding, and what could not be used.
fn print_beside(page: &mut Page, result: &ListingResult<'_>) {
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
    let name = text(&party.name).faint(words::native(party.native_name.as_deref()));
    name.faint(format!(" · {} · {}", party.judgement, words::nats(party.score)))
}

/// Further targets in one line: who else stands behind the first one.
fn also(findings: &[&Finding]) -> Option<Vec<Line>> {
    let (first, _) = findings.split_first()?;
    let mut line = text(&first.case.target.name).plain(" · ").then(words::verdict(first.verdict));
    for finding in &findings[1..] {
        line = line.plain("; ").plain(&finding.case.target.name).plain(" · ");
        line = line.then(words::verdict(finding.verdict));
    }
    Some(vec![faint("also"), line])
}
