//! What was found in groups: what it means for who asks, who is behind, how it leads there, and how many listings of each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Case, Finding, Hop, ListingResult};
use nameplate::listing::row_for_people;
use nameplate::{PartyId, Register, Verdict};
use pages::words::{reach, starts_from};

use super::row::target;
use crate::commands::answer;
use crate::out::{Line, Page, faint, right, text};
use crate::words::{count, counted, nearest_first, plain, short_name, tone};

/// So many groups are printed.
const SHOWN: usize = 10;

/// What listings of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// What it means for who asks; for anybody where nobody is named.
    meaning: Meaning,
    verdict: Reverse<Verdict>,
    /// Who is behind, and how it leads there.
    target: String,
    reach: String,
}

/// How many there are, and the first of them.
#[derive(Clone, Debug)]
pub(super) struct Group {
    n: u64,
    example: String,
}

/// The groups, those first that are told first.
pub(super) type Groups = BTreeMap<Key, Group>;

/// The group of a listing with its own words, as an example; none where nothing was found.
pub(super) fn group(
    register: &Register<'_>,
    audience: &Audience,
    result: &ListingResult<'_>,
) -> Option<(Key, String)> {
    let meaning = |finding: &Finding| Meaning::for_audience(finding, audience);
    let nearest = nearest_first(&result.findings).into_iter();
    let chief = nearest.min_by_key(|finding| (meaning(finding), Reverse(finding.verdict)))?;
    let key = Key {
        meaning: result.findings.iter().map(meaning).min()?,
        verdict: Reverse(chief.verdict),
        target: target(register, chief),
        reach: reach(chief.case.ground, &start(register, &chief.case)),
    };
    let listing = &result.listing;
    let words =
        [listing.title, listing.model, listing.brand].into_iter().find(|words| !words.trim().is_empty());
    let id = if listing.id.is_empty() {
        format!("row {}", row_for_people(listing.file, listing.row))
    } else {
        listing.id.to_owned()
    };
    Some((key, format!("{id} {}", words.unwrap_or(""))))
}

/// From whom the path starts, by the everyday name.
fn start(register: &Register<'_>, case: &Case) -> String {
    let known = |id: &PartyId| register.party_by_id(id).and_then(|no| register.party(no));
    let of_hop = |hop: &Hop| known(if hop.relation.runs_backwards() { &hop.to } else { &hop.from });
    let short = case.path.first().and_then(of_hop).map(|party| short_name(&party).to_owned());
    short.or_else(|| starts_from(case).map(str::to_owned)).unwrap_or_default()
}

/// Counts a listing.
pub(super) fn add(groups: &mut Groups, (key, example): (Key, String)) {
    groups.entry(key).or_insert(Group { n: 0, example }).n += 1;
}

/// Prints the first of them, the most serious first, then the surest, then the largest.
pub(super) fn print(page: &mut Page, groups: &Groups, asked: bool) {
    let mut all: Vec<(&Key, &Group)> = groups.iter().collect();
    all.sort_by_key(|(key, group)| (key.meaning, key.verdict, Reverse(group.n), *key));
    if !asked {
        // For nobody in particular the meaning of the most serious reader orders nothing.
        all.sort_by_key(|(key, group)| (key.verdict, Reverse(group.n), *key));
    }
    let Some(layout) = Layout::of(&all[..all.len().min(SHOWN)], asked, page.width()) else { return };
    let heading =
        [if asked { "for you" } else { "answer" }, "listings", "who is behind, and how", "for example"];
    page.verbatim(&layout.line(heading.map(faint)));
    for (key, group) in all.iter().take(SHOWN) {
        page.verbatim(&layout.line([
            answer(key, asked),
            right(&count(group.n), "listings".len()),
            behind(key),
            faint(&group.example),
        ]));
    }
    if let Some(more) = all.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let words = counted(more as u64, "more group", "more groups");
        page.verbatim(&faint(format!("and {words}: -o report.html shows them, --table a line a finding")));
    }
}

/// What a group is, in a word.
fn answer(key: &Key, asked: bool) -> Line {
    if asked {
        return Line::default().add(answer::tone(key.meaning), key.meaning.word());
    }
    Line::default().add(tone(key.verdict.0), plain(key.verdict.0.word()))
}

fn behind(key: &Key) -> Line {
    text(&key.target).faint(": ").plain(&key.reach)
}

/// Cells of each column; the example takes what is left.
struct Layout {
    widths: [usize; 4],
}

/// What an example needs at least to be worth its room.
const EXAMPLE: usize = 20;
const GAP: usize = 2;

impl Layout {
    fn of(groups: &[(&Key, &Group)], asked: bool, room: usize) -> Option<Layout> {
        let widest = |cell: &dyn Fn(&Key) -> Line| groups.iter().map(|(key, _)| cell(key).width()).max();
        let first = widest(&|key| answer(key, asked))?.max("for you".len());
        let left = room.saturating_sub(first + "listings".len() + 3 * GAP);
        let behind = widest(&behind)?.min(left.saturating_sub(EXAMPLE));
        Some(Layout { widths: [first, "listings".len(), behind, left.saturating_sub(behind)] })
    }

    fn line(&self, cells: [Line; 4]) -> Line {
        let last = cells.len() - 1;
        let pad = |line: Line, (n, (cell, width)): (usize, (Line, usize))| {
            let cell = cell.cut(width);
            let spaces = if n == last { 0 } else { width.saturating_sub(cell.width()) + GAP };
            line.then(cell).plain(" ".repeat(spaces))
        };
        cells.into_iter().zip(self.widths).enumerate().fold(Line::default(), pad)
    }
}
