//! Matches as CSV, one line a hit: for people with a spreadsheet. A query without a hit has one line too.

use nameplate::matching::{Hit, MatchResult};

use super::flat::cell;

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

/// The first line.
pub(super) fn header() -> Vec<u8> {
    format!("{}\n", HEADER.join(",")).into_bytes()
}

/// The lines of one query.
pub(super) fn write(result: &MatchResult<'_>, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    if result.hits.is_empty() {
        return line(result, None, out);
    }
    result.hits.iter().try_for_each(|hit| line(result, Some(hit), out))
}

fn line(
    result: &MatchResult<'_>,
    hit: Option<&Hit>,
    out: &mut csv::Writer<Vec<u8>>,
) -> Result<(), csv::Error> {
    let query = &result.query;
    let row = query.row.to_string();
    for text in [query.id, query.file, &row, query.name] {
        cell(text, out)?;
    }
    match hit {
        Some(hit) => {
            let probability = hit.probability.map(|p| format!("{p:.3}")).unwrap_or_default();
            let against: Vec<&str> = hit.against.iter().map(|one| one.says.as_str()).collect();
            let texts = [&hit.party.id, &hit.party.name, &hit.score.to_string(), &probability, &hit.name];
            texts.into_iter().try_for_each(|text| cell(text, out))?;
            for text in
                [hit.lists.join("; "), hit.source_ids.join("; "), hit.alignment.clone(), against.join("; ")]
            {
                cell(&text, out)?;
            }
            cell(hit.found_by.word(), out)?;
        }
        None => (0..10).try_for_each(|_| cell("", out))?,
    }
    let defects: Vec<String> =
        result.defects.iter().map(|one| format!("{}: {}", one.field, one.reason)).collect();
    cell(&defects.join("; "), out)?;
    out.write_record(None::<&[u8]>)
}
