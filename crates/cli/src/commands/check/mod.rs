//! `nameplate check`: one listing, given as a page, a text or options, and the answer in short.

mod page;

use nameplate::answer::Audience;
use nameplate::finding::{Finding, ListingResult, Mention};
use pages::WithoutLists;

use super::answer::Depth;
use super::{Ended, answer};
use crate::args::CheckArgs;
use crate::error::{CliError, Result};
use crate::out::{Line, Out, Page, faint, text};
use crate::setup::{Setup, tell_without_lists};
use crate::words::{self, nearest_first, not_the_maker, plain};

/// Judges one listing.
pub(crate) fn run(args: &CheckArgs, out: &Out) -> Result<Ended> {
    let given = args.listing.listing();
    if given.is_none() && args.page.is_none() {
        return Err(nothing_to_judge());
    }
    let setup = Setup::new(&args.question)?;
    let screener = setup.speaking(&args.speech)?;
    let listing = match (given, &args.page) {
        (None, Some(page)) => page::listing(page, out)?,
        (given, _) => given.unwrap_or_default(),
    };
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
        "As of {}. `nameplate explain` with the same listing shows the sum, --full every step and source.",
        words::as_of(&screener)
    )));
    out.print(&page).map(|()| ended)
}

/// The error of a listing without any field.
pub(crate) fn nothing_to_judge() -> CliError {
    CliError::new("no listing given").hint(
        "paste a page or its words: nameplate check page.html, or nameplate check 'HIKVISION DS-2CD2143G2-I'; or name fields: --title, --brand, --model, --seller",
    )
}

fn print(page: &mut Page, audience: &Audience, result: &ListingResult<'_>) {
    let findings = nearest_first(&result.findings);
    let Some((first, others)) = findings.split_first() else {
        page.para(&words::verdict(result.verdict).then(said_of_nothing(result)));
        let known = [("made by", &result.maker), ("sold by", &result.seller)];
        let known = known.into_iter().filter_map(|(role, party)| Some((role, party.as_ref()?)));
        page.rows(2, &[8], known.map(|(role, party)| vec![faint(role), answer::party_line(party)]).collect());
        return print_beside(page, result);
    };
    page.para(&answer::headline(first));
    let mut rows = answer::rows(result, first, audience, Depth::Short);
    rows.extend(also(others));
    page.rows(2, &[8], rows);
    print_beside(page, result);
}

/// Who is named without being the maker, and what could not be used.
fn print_beside(page: &mut Page, result: &ListingResult<'_>) {
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

/// What a buyer is told: the warning of the nearest finding, as a product page has room for one.
fn warnings(page: &mut Page, result: &ListingResult<'_>) {
    let findings = nearest_first(&result.findings);
    let mut all = findings.iter().filter_map(|finding| finding.case.warning.as_ref());
    let Some(warning) = all.next() else {
        page.para(&text("No warning: only findings that are connected make one, and only in a language."));
        return;
    };
    page.para(&Line::default().strong(&warning.short));
    page.blank();
    for line in warning.long.lines() {
        match line {
            "" => page.blank(),
            line if line.starts_with("- ") => page.hanging(0, 2, &text(line)),
            line => page.para(&text(line)),
        }
    }
    let others = all.count() as u64;
    if others > 0 {
        page.blank();
        let words = words::counted(others, "more finding has a warning", "more findings have warnings");
        page.para(&faint(format!("{words} of its own: --json holds each, with its codes.")));
    }
}

/// What has to be said when nothing was found.
pub(crate) fn said_of_nothing(result: &ListingResult<'_>) -> Line {
    faint(pages::brief::of_nothing(result))
}

/// So many further targets are named.
const ALSO: usize = 2;

/// Further targets in one line: who else stands behind the first one.
fn also(findings: &[&Finding]) -> Option<Vec<Line>> {
    if findings.is_empty() {
        return None;
    }
    let mut line = Line::default();
    for (n, finding) in findings.iter().take(ALSO).enumerate() {
        line = line.plain(if n > 0 { "; " } else { "" }).plain(&finding.case.target.name).plain(" · ");
        line = line.then(words::verdict(finding.verdict));
    }
    let more = findings.len().saturating_sub(ALSO);
    let line = if more > 0 { line.faint(format!("; and {more} more")) } else { line };
    Some(vec![faint("also"), line])
}
