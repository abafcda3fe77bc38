//! Results as a table: one line a finding, and one for a listing without any. What a spreadsheet would run as a formula is
//! made plain text, since the cells come from strangers' catalogs.

use nameplate::finding::{Finding, ListingResult, PartyVerdict, Warning};

use super::cells::Cells;
use super::contents::Contents;
use super::told;
use crate::kernel::KeptCells;

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
const BEHIND: [&str; 26] = [
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
    "said",
    "answers",
    "settle",
    "warning",
    "warning_long",
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
    kept: &KeptCells<'_>,
    contents: &Contents,
    out: &mut Cells,
) -> Result<u64, csv::Error> {
    let line = Line { result, kept, contents };
    if result.findings.is_empty() {
        line.write(None, out)?;
        return Ok(1);
    }
    result.findings.iter().try_for_each(|finding| line.write(Some(finding), out))?;
    Ok(result.findings.len() as u64)
}

/// What the lines of a listing have in common.
struct Line<'r> {
    result: &'r ListingResult<'r>,
    kept: &'r KeptCells<'r>,
    contents: &'r Contents,
}

impl Line<'_> {
    fn write(&self, finding: Option<&Finding>, out: &mut Cells) -> Result<(), csv::Error> {
        self.listing(out)?;
        let of: Vec<&Finding> = finding.into_iter().collect();
        for word in told::meanings(self.result, &of, &self.contents.audience) {
            out.text(word)?;
        }
        match finding {
            Some(finding) => self.finding(finding, out)?,
            None => out.empty(7)?,
        }
        for party in [&self.result.maker, &self.result.brand_owner, &self.result.seller] {
            out.text(party.as_ref().map_or("", |party: &PartyVerdict| &party.name))?;
        }
        match finding {
            Some(finding) => self.reasons(finding, out)?,
            None => out.empty(13)?,
        }
        out.text(if self.result.identified { "yes" } else { "no" })?;
        let defects = self.result.defects.iter().map(|one| format!("{}: {}", one.field, one.reason));
        out.text(&told::list(defects))?;
        out.text(&self.result.as_of.map(|day| day.to_string()).unwrap_or_default())?;
        self.kept.texts().try_for_each(|text| out.text(text))?;
        out.end()
    }

    fn listing(&self, out: &mut Cells) -> Result<(), csv::Error> {
        let listing = &self.result.listing;
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
            self.result.verdict.word(),
            self.result.why.as_deref().unwrap_or(""),
        ] {
            out.text(text)?;
        }
        Ok(())
    }

    fn finding(&self, finding: &Finding, out: &mut Cells) -> Result<(), csv::Error> {
        let case = &finding.case;
        out.text(&case.target.name)?;
        out.text(&case.target.id)?;
        out.text(case.ground.word())?;
        out.text(finding.verdict.word())?;
        out.text(&case.id)?;
        // A number stays one, whatever its sign.
        out.number(finding.score)?;
        out.text(told::strength(finding.score))
    }

    fn reasons(&self, finding: &Finding, out: &mut Cells) -> Result<(), csv::Error> {
        let audience = &self.contents.audience;
        let (said, answers) = told::said(&[finding]);
        for text in [
            told::because(self.result, finding),
            (self.contents.path.0)(finding),
            told::list(finding.designations().map(told::listed)),
            told::rules(&[finding], audience),
            said,
            answers,
            told::list(finding.case.settle.iter().cloned()),
        ] {
            out.text(&text)?;
        }
        warning(finding.case.warning.as_ref(), out)?;
        out.text(&told::source_link(finding))
    }
}

fn warning(warning: Option<&Warning>, out: &mut Cells) -> Result<(), csv::Error> {
    let codes = warning.map(|w| w.codes.join(" ")).unwrap_or_default();
    let text = |take: fn(&Warning) -> &str| warning.map_or("", take);
    [text(|w| &w.short), text(|w| &w.long), &codes, text(|w| &w.language), text(|w| &w.evidence)]
        .into_iter()
        .try_for_each(|text| out.text(text))
}
