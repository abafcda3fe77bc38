//! The sheet that people read: one line a listing, the most serious of its findings first in every cell.

use nameplate::finding::{Finding, ListingResult, Verdict};

use super::cells::Cells;
use super::contents::Contents;
use super::layout::Column;
use super::told::{self, list};
use super::with::{Told, With};

/// The columns behind those that say what it means.
const BEHIND: [(&str, u16); 21] = [
    ("how sure", 20),
    ("how strong the evidence is", 14),
    ("who is behind it", 36),
    ("why", 44),
    ("path", 44),
    ("lists", 44),
    ("what the rules say", 60),
    ("what is said", 60),
    ("what they answer", 44),
    ("what would settle it", 40),
    ("title", 44),
    ("brand", 18),
    ("maker", 24),
    ("seller", 24),
    ("id", 16),
    ("file", 20),
    ("row", 8),
    ("link to the listing", 30),
    ("link to a source", 30),
    ("could not be used", 30),
    ("judged as of", 14),
];

/// The columns that hold links.
pub(super) const LINKS: [&str; 2] = ["link to the listing", "link to a source"];

/// The columns of the sheet.
pub(super) fn columns(contents: &Contents) -> Vec<Column> {
    let audience = &contents.audience;
    let whom = audience.words().map(|whom| format!("for you ({whom})"));
    let meanings = told::meaning_columns(audience);
    let name = |word: &str| whom.clone().unwrap_or_else(|| told::plain(word));
    let width = if whom.is_some() { 18 } else { 13 };
    let meanings = meanings.into_iter().map(|word| Column { name: name(word), width });
    let behind = BEHIND.into_iter().map(|(name, width)| Column { name: name.to_owned(), width });
    meanings.chain(behind).collect()
}

/// Writes the line of a listing with a finding, or of one that could not be judged; how many they are.
pub(super) fn write(
    result: &ListingResult<'_>,
    with: &mut With<'_>,
    out: &mut Cells,
) -> Result<u64, csv::Error> {
    let of = told::nearest_first(result);
    match of.first() {
        Some(first) => findings(result, (first, &of), with, out)?,
        None if result.verdict == Verdict::NotChecked => not_checked(result, with, out)?,
        None => return Ok(0),
    }
    out.text(&list(result.defects.iter().map(|one| format!("{}: {}", one.field, one.reason))))?;
    out.text(&result.as_of.map(|day| day.to_string()).unwrap_or_default())?;
    out.end()?;
    Ok(1)
}

fn not_checked(result: &ListingResult<'_>, with: &With<'_>, out: &mut Cells) -> Result<(), csv::Error> {
    for word in told::meanings(result, &[], &with.contents.audience) {
        out.text(word)?;
    }
    let why = result.why.as_deref().unwrap_or_default();
    out.text(&format!("could not be checked: {why}"))?;
    out.empty(9)?;
    listing(result, out)?;
    out.empty(1)
}

fn findings(
    result: &ListingResult<'_>,
    (first, all): (&Finding, &[&Finding]),
    with: &mut With<'_>,
    out: &mut Cells,
) -> Result<(), csv::Error> {
    let contents = with.contents;
    let told = with.memo.told(all, || Told {
        meanings: told::meanings(result, all, &contents.audience),
        cells: of_cases(first, all, contents).iter().map(|text| out.made_safe(text)).collect(),
    });
    told.meanings.iter().try_for_each(|word| out.text(word))?;
    let sure = match first.verdict {
        Verdict::Connected => "connected",
        _ => "for review: not certain",
    };
    out.text(sure)?;
    out.text(told::strength(first.score))?;
    // Why is told of the listing, between who and by which way.
    let (behind, others) = told.cells.split_at(1);
    behind.iter().try_for_each(|text| out.safe(text))?;
    out.text(&told::because(result, first))?;
    others.iter().try_for_each(|text| out.safe(text))?;
    listing(result, out)?;
    out.text(&told::source_link(first))
}

/// What is the same for every listing with these cases: who, by which way, on which lists, what follows, what is said.
fn of_cases(first: &Finding, all: &[&Finding], contents: &Contents) -> [String; 7] {
    let (said, answers) = told::said(all);
    let mut behind: Vec<String> = all.iter().map(|one| doubted(first, one, told::target(one))).collect();
    behind.extend(
        first.case.unlisted.as_ref().map(|own| format!("{} itself is on no list that we know of", own.name)),
    );
    [
        list(behind),
        list(paths(all, contents)),
        list(all.iter().map(|one| listed(one))),
        told::rules(all, &contents.audience),
        said,
        answers,
        list(settle(all)),
    ]
}

/// A target that is less sure than the first one says so where it is named.
fn doubted(first: &Finding, one: &Finding, name: String) -> String {
    if one.verdict < first.verdict { format!("{name} (for review: not certain)") } else { name }
}

/// Each way once: a path that goes on to further owners holds those before.
fn paths(all: &[&Finding], contents: &Contents) -> Vec<String> {
    let mut paths: Vec<String> = all.iter().map(|one| (contents.path.0)(one)).collect();
    let copy = paths.clone();
    paths.retain(|path| {
        !copy.iter().any(|other| other.len() > path.len() && other.starts_with(path.as_str()))
    });
    let mut known = std::collections::BTreeSet::new();
    paths.retain(|path| known.insert(path.clone()));
    paths
}

/// The lists of a target, with whose they are.
fn listed(finding: &Finding) -> String {
    let lists: Vec<String> = finding.designations().map(told::listed).collect();
    format!("{}: {}", finding.case.target.name, lists.join(", "))
}

fn settle(all: &[&Finding]) -> Vec<String> {
    let mut known = std::collections::BTreeSet::new();
    all.iter().flat_map(|one| &one.case.settle).filter(|one| known.insert(*one)).cloned().collect()
}

fn listing(result: &ListingResult<'_>, out: &mut Cells) -> Result<(), csv::Error> {
    let listing = &result.listing;
    let maker = result.maker.as_ref().map_or(listing.manufacturer, |party| &party.name);
    for text in [listing.title, listing.brand, maker, listing.seller, listing.id, listing.file] {
        out.text(text)?;
    }
    out.number(listing.row)?;
    out.text(listing.url)
}
