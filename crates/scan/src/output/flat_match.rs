//! Matches as CSV, one line a hit: for people with a spreadsheet. A query without a hit has one line too.

use nameplate::matching::{Hit, MatchResult};

use super::cells::Cells;

const HEADER: &[&str] = &[
    "id",
    "file",
    "row",
    "query",
    "party",
    "party_name",
    "score",
    "probability",
    "name",
    "lists",
    "source_ids",
    "alignment",
    "against",
    "found_by",
    "defects",
];

/// The names of the columns.
pub(super) fn columns() -> Vec<String> {
    HEADER.iter().map(|name| (*name).to_owned()).collect()
}

/// The lines of one query; how many they are.
pub(super) fn write(result: &MatchResult<'_>, out: &mut Cells) -> Result<u64, csv::Error> {
    if result.hits.is_empty() {
        line(result, None, out)?;
        return Ok(1);
    }
    result.hits.iter().try_for_each(|hit| line(result, Some(hit), out))?;
    Ok(result.hits.len() as u64)
}

fn line(result: &MatchResult<'_>, hit: Option<&Hit>, out: &mut Cells) -> Result<(), csv::Error> {
    let query = &result.query;
    out.text(query.id)?;
    out.text(query.file)?;
    out.number(query.row)?;
    out.text(query.name)?;
    match hit {
        Some(hit) => {
            let probability = hit.probability.map(|p| format!("{p:.3}")).unwrap_or_default();
            let against: Vec<&str> = hit.against.iter().map(|one| one.says.as_str()).collect();
            out.text(&hit.party.id)?;
            out.text(&hit.party.name)?;
            // A number stays one, whatever its sign.
            out.number(hit.score)?;
            out.text(&probability)?;
            out.text(&hit.name)?;
            for text in
                [hit.lists.join("; "), hit.source_ids.join("; "), hit.alignment.clone(), against.join("; ")]
            {
                out.text(&text)?;
            }
            out.text(hit.found_by.word())?;
        }
        None => out.empty(10)?,
    }
    let defects: Vec<String> =
        result.defects.iter().map(|one| format!("{}: {}", one.field, one.reason)).collect();
    out.text(&defects.join("; "))?;
    out.end()
}
