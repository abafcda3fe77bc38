//! The answer about one listing on a terminal. What it says is said by [`pages::brief`], for browsers too.

use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Finding, ListingResult, PartyVerdict, Source};
pub(super) use pages::brief::Depth;
use pages::brief::{Hint, Row, brief, meaning_tone};

use crate::out::{Line, Tone, faint, text};

/// How loud a meaning is printed.
pub(super) fn tone(meaning: Meaning) -> Tone {
    meaning_tone(meaning)
}

/// Who, and whereto, in one sentence.
pub(super) fn headline(finding: &Finding) -> Line {
    pages::brief::headline(finding).into()
}

/// A party with how certain it is.
pub(super) fn party_line(party: &PartyVerdict) -> Line {
    pages::brief::party_line(party).into()
}

/// The lines below it, each with its heading; where it is short, with the sources that it cites.
pub(super) fn rows(
    result: &ListingResult<'_>,
    finding: &Finding,
    audience: &Audience,
    depth: Depth,
) -> Vec<Vec<Line>> {
    let told = brief(result, finding, audience, depth);
    let mut rows: Vec<Vec<Line>> = told.rows.into_iter().map(printed).collect();
    if depth == Depth::Short {
        rows.extend(told.sources.iter().enumerate().map(|(n, source)| cited(n, source)));
    }
    rows
}

/// A line, with the option that tells more.
fn printed(row: Row) -> Vec<Line> {
    let more = match row.hint {
        Some(Hint::AllLaws) => ": `explain --full`",
        Some(Hint::WhoAsks) => ": --reader retailer --place US",
        None => "",
    };
    vec![faint(row.label), Line::from(row.line).faint(more)]
}

/// A source that is cited, on one line: its address stands in `explain`.
fn cited(n: usize, source: &Source) -> Vec<Line> {
    const TITLE: usize = 54;
    let title = text(format!("[{}] {}", n + 1, source.title)).cut(TITLE);
    vec![faint(if n == 0 { "sources" } else { "" }), title.faint(format!(", {}", source.dated()))]
}
