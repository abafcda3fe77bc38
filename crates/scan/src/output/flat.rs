//! Results as a table: one line a finding, and one for a listing without any. What a spreadsheet would run as a formula is
//! made plain text, since the cells come from strangers' catalogs.

use nameplate::finding::{Finding, ListingResult, PartyVerdict, Warning};

use super::cells::Cells;
use super::contents::Contents;
use super::told;
use super::with::{Told, With};

/// The columns before those that say what a finding means, and those behind them.
const BEFORE: [&str; 12] = [
    "file",
    "row",
    "id",
    "title",
    "brand",
    "manufacturer",
    "seller",
    "model",
    "gtin",
    "url",
    "verdict",
    "why",
];
const BEHIND: [&str; 23] = [
    "target",
    "target_id",
    "ground",
    "finding_verdict",
    "case",
    "score",
    "strength",
    "maker",
    "brand_owner",
    "sold_by",
    "evidence",
    "path",
    "lists",
    "rules",
    "settle",
    "warning",
    "warning_codes",
    "warning_language",
    "warning_evidence",
    "source",
    "identified",
    "defects",
    "as_of",
];

/// The names of the columns, without those of the catalog.
pub(super) fn columns(contents: &Contents) -> Vec<String> {
    let meanings = told::meaning_columns(&contents.audience);
    BEFORE.into_iter().chain(meanings).chain(BEHIND).map(str::to_owned).collect()
}

/// The name of a column of the catalog beside ours: as it stands there, unless one of ours has it.
pub(super) fn kept_name(name: &str, ours: &[String]) -> String {
    if ours.iter().any(|own| own == name) { format!("catalog.{name}") } else { name.to_owned() }
}

/// Writes the lines of one listing; how many they are.
pub(super) fn write(
    result: &ListingResult<'_>,
    with: &mut With<'_>,
    out: &mut Cells,
) -> Result<u64, csv::Error> {
    if result.findings.is_empty() {
        line(result, None, with, out)?;
        return Ok(1);
    }
    result.findings.iter().try_for_each(|finding| line(result, Some(finding), with, out))?;
    Ok(result.findings.len() as u64)
}

fn line(
    result: &ListingResult<'_>,
    finding: Option<&Finding>,
    with: &mut With<'_>,
    out: &mut Cells,
) -> Result<(), csv::Error> {
    listing(result, out)?;
    match finding {
        Some(finding) => of_finding(result, finding, with, out)?,
        None => {
            for word in told::meanings(result, &[], &with.contents.audience) {
                out.text(word)?;
            }
            out.empty(7)?;
            parties(result, out)?;
            out.empty(10)?;
        }
    }
    out.text(if result.identified { "yes" } else { "no" })?;
    let defects = result.defects.iter().map(|one| format!("{}: {}", one.field, one.reason));
    out.text(&told::list(defects))?;
    out.text(&result.as_of.map(|day| day.to_string()).unwrap_or_default())?;
    with.kept.texts().try_for_each(|text| out.text(text))?;
    out.end()
}

fn listing(result: &ListingResult<'_>, out: &mut Cells) -> Result<(), csv::Error> {
    let listing = &result.listing;
    out.text(listing.file)?;
    out.number(listing.row)?;
    for text in [
        listing.id,
        listing.title,
        listing.brand,
        listing.manufacturer,
        listing.seller,
        listing.model,
        listing.gtin,
        listing.url,
        result.verdict.word(),
        result.why.as_deref().unwrap_or(""),
    ] {
        out.text(text)?;
    }
    Ok(())
}

fn parties(result: &ListingResult<'_>, out: &mut Cells) -> Result<(), csv::Error> {
    [&result.maker, &result.brand_owner, &result.seller]
        .into_iter()
        .try_for_each(|party| out.text(party.as_ref().map_or("", |party: &PartyVerdict| &party.name)))
}

fn of_finding(
    result: &ListingResult<'_>,
    finding: &Finding,
    with: &mut With<'_>,
    out: &mut Cells,
) -> Result<(), csv::Error> {
    let contents = with.contents;
    let told = with.memo.told(&[finding], || Told {
        meanings: told::meanings(result, &[finding], &contents.audience),
        cells: of_case(finding, contents).iter().map(|text| out.made_safe(text)).collect(),
    });
    told.meanings.iter().try_for_each(|word| out.text(word))?;
    let case = &finding.case;
    for text in [&case.target.name, &*case.target.id, case.ground.word(), finding.verdict.word(), &*case.id] {
        out.text(text)?;
    }
    // A number stays one, whatever its sign.
    out.number(finding.score)?;
    out.text(told::strength(finding.score))?;
    parties(result, out)?;
    out.text(&told::because(result, finding))?;
    told.cells.iter().try_for_each(|text| out.safe(text))
}

/// What is the same for every listing with that case.
fn of_case(finding: &Finding, contents: &Contents) -> [String; 9] {
    let warning = finding.case.warning.as_ref();
    let text = |take: fn(&Warning) -> &String| warning.map(take).cloned().unwrap_or_default();
    [
        (contents.path.0)(finding),
        told::list(finding.designations().map(told::listed)),
        told::rules(&[finding], &contents.audience),
        told::list(finding.case.settle.iter().cloned()),
        text(|w| &w.short),
        warning.map(|w| w.codes.join(" ")).unwrap_or_default(),
        text(|w| &w.language),
        text(|w| &w.evidence),
        told::source_link(finding),
    ]
}
