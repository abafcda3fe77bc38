//! What came out of a scan, in about six lines; what needs somebody's hand stands below, and only where there is such a thing.

use nameplate::report::Summary;
use nameplate::{Screener, Verdict};
use scan::{Outcome, Recognised};

use super::ran::{Ran, elapsed};
use super::{details, groups};
use crate::commands::answer;
use crate::out::{Line, Page, Tone, faint, strong, text};
use crate::words::{as_of, brief, count, counted, not_the_maker, plain, tone};

/// Prints the groups, and the summary.
pub(super) fn print(page: &mut Page, screener: &Screener<'_>, ran: &Ran<'_>) {
    let Ran { outcome, seen, audience, .. } = *ran;
    if seen.lines > 0 {
        page.gap();
    }
    details::beside_the_table(page, seen);
    if ran.groups {
        groups::print(page, &seen.groups, audience.reader.is_some());
        page.blank();
    }
    if ran.details {
        return details::print(page, screener, ran);
    }
    found(page, ran);
    released(page, ran);
    for_whom(page, ran);
    coverage(page, &outcome.summary);
    named(page, &outcome.summary);
    read(page, &seen.recognised);
    asked(page, screener, outcome);
    details::to_mend(page, screener, ran);
}

/// How many led somewhere.
fn found(page: &mut Page, ran: &Ran<'_>) {
    let summary = &ran.outcome.summary;
    let of = |verdict: Verdict| summary.count(verdict);
    let mut line = strong(counted(summary.listings, "listing", "listings"))
        .faint(format!(" in {}: ", elapsed(ran.took)));
    for (n, verdict) in Verdict::ALL.iter().rev().enumerate() {
        if of(*verdict) == 0 && *verdict == Verdict::NotChecked {
            continue;
        }
        let tone = if of(*verdict) == 0 { Tone::Faint } else { tone(*verdict) };
        line = line.plain(if n > 0 { ", " } else { "" });
        line = line.add(tone, format!("{} {}", count(of(*verdict)), plain(verdict.word())));
    }
    page.hanging(0, 2, &line);
}

/// What persons released: it is counted with what was found, and not shown again.
fn released(page: &mut Page, ran: &Ran<'_>) {
    if ran.seen.released > 0 {
        let listings = counted(ran.seen.released, "of them was", "of them were");
        page.hanging(
            0,
            2,
            &faint(format!("{listings} released by a person on the same evidence: not shown again")),
        );
    }
}

/// What the findings mean for who asks, or how to say who does.
fn for_whom(page: &mut Page, ran: &Ran<'_>) {
    let Some(whom) = ran.audience.words() else {
        let any =
            ran.outcome.summary.count(Verdict::Connected) + ran.outcome.summary.count(Verdict::Review) > 0;
        if any {
            page.hanging(0, 2, &faint("What it means for you: --reader retailer --place US"));
        }
        return;
    };
    let mut line = text(format!("For {}: ", pages::words::one(&whom)));
    for (n, (meaning, listings)) in ran.seen.words.iter().enumerate() {
        line = line.plain(if n > 0 { ", " } else { "" });
        line = line.add(answer::tone(*meaning), format!("{} {}", count(*listings), meaning.word()));
    }
    if ran.seen.words.is_empty() {
        line = line.plain("nothing was found; that is no certificate");
    }
    page.hanging(0, 2, &line);
}

/// What share of the listings could have led anywhere.
fn coverage(page: &mut Page, summary: &Summary) {
    if summary.listings == 0 {
        return;
    }
    let share = summary.identified.saturating_mul(1_000) / summary.listings;
    let words = format!(
        "{}.{} % had a maker, brand, model or code to look up; a shop's name alone identifies nobody, and nothing found is no certificate.",
        share / 10,
        share % 10
    );
    page.hanging(0, 2, &text(words));
}

/// Listings that name a listed maker and are not its product.
fn named(page: &mut Page, summary: &Summary) {
    let most = summary.by_reason.iter().max_by_key(|(reason, n)| (**n, std::cmp::Reverse(**reason)));
    let Some((reason, _)) = most.filter(|_| summary.mentioning > 0) else { return };
    let listings = counted(summary.mentioning, "listing names", "listings name");
    let words = format!(
        "{listings} a listed maker and nothing is held against them: most often {}.",
        not_the_maker(*reason)
    );
    page.hanging(0, 2, &text(words));
}

/// What was read of which file; of more than one, how many.
fn read(page: &mut Page, recognised: &[Recognised]) {
    let Some(first) = recognised.first() else { return };
    let columns: Vec<String> = first.uses.iter().map(details::used).collect();
    let mut line = faint("Read: ").plain(&first.file).faint(format!(" as {}", first.read_as));
    if !columns.is_empty() {
        line = line.faint(": ").plain(columns.join(", "));
    }
    if !first.unused.is_empty() {
        line = line.faint(format!("; {} not used", counted(first.unused.len() as u64, "column", "columns")));
    }
    if recognised.len() > 1 {
        line =
            line.faint(format!("; and {}", counted(recognised.len() as u64 - 1, "more file", "more files")));
    }
    page.hanging(0, 2, &line.faint(" (--details: all of it)"));
}

/// With what it was asked, and where the results are.
fn asked(page: &mut Page, screener: &Screener<'_>, outcome: &Outcome) {
    let manifest = &outcome.manifest;
    let counts = &manifest.counts;
    let day = if counts.own_day == counts.listings && counts.own_day > 0 {
        text("By the law of the day of each purchase")
    } else {
        faint("As of ").plain(as_of(screener)).plain(details::own_days(counts.own_day))
    };
    let line = day.faint(" · register ").plain(&manifest.register.version).faint(format!(
        " {} · policy {}",
        brief(&manifest.register.hash),
        brief(&manifest.policy_hash)
    ));
    page.hanging(0, 2, &line);
    page.hanging(0, 2, &faint("Lists: ").then(details::editions(screener.register())));
    if !outcome.written.is_empty() {
        let written: Vec<String> = outcome.written.iter().map(|path| path.display().to_string()).collect();
        page.hanging(0, 2, &faint("Written: ").strong(written.join(", ")));
        outcome.filled.iter().flat_map(details::filled).for_each(|line| page.hanging(2, 4, &line));
    }
    if let Some(stopped) = &manifest.stopped {
        page.hanging(0, 2, &Line::default().add(Tone::Alarm, "Not whole: ").plain(stopped));
    }
}
