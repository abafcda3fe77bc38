//! Results as a table for spreadsheets: one line a finding, and one for a listing without any. What a spreadsheet would
//! run as a formula is made plain text, since the cells come from strangers' catalogs.

use std::borrow::Cow;

use nameplate::finding::{Evidence, Finding, Hop, ListingResult, PartyVerdict, Warning};
use nameplate::text::unseen::is_unseen;

/// The names of the columns.
pub(super) const HEADER: &[&str] = &[
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
    "target",
    "target_id",
    "ground",
    "finding_verdict",
    "case",
    "score",
    "maker",
    "brand_owner",
    "sold_by",
    "evidence",
    "path",
    "lists",
    "consequences",
    "settle",
    "warning",
    "warning_long",
    "warning_codes",
    "warning_language",
    "warning_evidence",
    "identified",
    "defects",
];

/// The header as a line.
pub(super) fn header() -> Vec<u8> {
    let mut line = HEADER.join(",").into_bytes();
    line.push(b'\n');
    line
}

/// Writes the lines of one listing.
pub(super) fn write(result: &ListingResult<'_>, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    if result.findings.is_empty() {
        return line(result, None, out);
    }
    result.findings.iter().try_for_each(|finding| line(result, Some(finding), out))
}

fn line(
    result: &ListingResult<'_>,
    finding: Option<&Finding>,
    out: &mut csv::Writer<Vec<u8>>,
) -> Result<(), csv::Error> {
    let listing = &result.listing;
    let row = listing.row.to_string();
    for text in [
        listing.file,
        &row,
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
        cell(text, out)?;
    }
    match finding {
        Some(finding) => {
            let case = &finding.case;
            cell(&case.target.name, out)?;
            cell(&case.target.id, out)?;
            cell(case.ground.word(), out)?;
            cell(finding.verdict.word(), out)?;
            cell(&case.id, out)?;
            // A number stays one, whatever its sign.
            out.write_field(finding.score.to_string())?;
        }
        None => (0..6).try_for_each(|_| out.write_field(""))?,
    }
    for party in [&result.maker, &result.brand_owner, &result.seller] {
        cell(party.as_ref().map_or("", |party: &PartyVerdict| &party.name), out)?;
    }
    cell(&finding.map(|f| list(result.evidence(f).map(evidence))).unwrap_or_default(), out)?;
    cell(&finding.map(|f| list(f.case.path.iter().map(step))).unwrap_or_default(), out)?;
    let lists = |f: &Finding| list(f.designations().map(|d| format!("{} since {}", d.list_name, d.since)));
    cell(&finding.map(lists).unwrap_or_default(), out)?;
    let consequences = |f: &Finding| list(f.consequences().iter().map(|c| c.sentence.clone()));
    cell(&finding.map(consequences).unwrap_or_default(), out)?;
    cell(&finding.map(|f| list(f.case.settle.iter().cloned())).unwrap_or_default(), out)?;
    warning(finding.and_then(|f| f.case.warning.as_ref()), out)?;
    cell(if result.identified { "yes" } else { "no" }, out)?;
    cell(&list(result.defects.iter().map(|d| format!("{}: {}", d.field, d.reason))), out)?;
    out.write_record(None::<&[u8]>)
}

fn warning(warning: Option<&Warning>, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    let codes = warning.map(|w| w.codes.join(" ")).unwrap_or_default();
    let text = |take: fn(&Warning) -> &str| warning.map_or("", take);
    [text(|w| &w.short), text(|w| &w.long), &codes, text(|w| &w.language), text(|w| &w.evidence)]
        .into_iter()
        .try_for_each(|text| cell(text, out))
}

fn list(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn evidence(signal: &Evidence) -> String {
    format!("{} `{}` in {} ({:+})", signal.kind, signal.text, signal.field, signal.weight)
}

fn step(step: &Hop) -> String {
    format!("{} -> {} -> {}", step.from_name, step.relation, step.to_name)
}

pub(super) fn cell(text: &str, out: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    out.write_field(spreadsheet_text(text).as_bytes())
}

/// So many characters fit into a cell of the common spreadsheets; what is longer runs over into other cells.
const CELL: usize = 32_000;

/// Signs that make a formula of what follows, also as wide forms, which some programs narrow (OWASP, CSV injection).
const FORMULA: &str = "=+-@\t\r＝＋－＠";

/// What another reader may take for the end of a cell: spreadsheets split at the list separator of the country that they are
/// set to, and one that splits at semicolons sees no quote that opens after a comma. A comma itself needs no such care: who
/// splits at commas sees all our quotes.
const SEPARATORS: [char; 5] = [';', '\t', '|', '\n', '\r'];

/// The text as a spreadsheet can hold it: an apostrophe makes a formula text wherever a cell may begin, what is unseen or turns
/// the direction of writing is written out, and what is too long is cut. Other formats keep all of it.
pub fn spreadsheet_text(text: &str) -> Cow<'_, str> {
    let strange = |c: char| is_unseen(c) && !matches!(c, '\n' | '\t');
    if text.len() <= CELL && !text.contains(strange) && !begins_formula(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut starts = true;
    for (at, c) in text.char_indices().take(CELL) {
        if std::mem::replace(&mut starts, SEPARATORS.contains(&c)) && is_formula(&text[at..]) {
            out.push('\'');
        }
        if strange(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    let all = text.chars().count();
    if all > CELL {
        out.push_str(&format!("… (cut; {all} characters in all)"));
    }
    Cow::Owned(out)
}

/// Whether a formula begins at the start of the text or behind a separator in it.
fn begins_formula(text: &str) -> bool {
    is_formula(text)
        || text
            .char_indices()
            .any(|(at, c)| SEPARATORS.contains(&c) && is_formula(&text[at + c.len_utf8()..]))
}

/// Whether a cell that begins like this is a formula: readers pass over spaces and quotes before it.
fn is_formula(cell: &str) -> bool {
    let passed = |c: char| c == '"' || (c.is_whitespace() && !matches!(c, '\t' | '\r'));
    cell.trim_start_matches(passed).starts_with(|c| FORMULA.contains(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_become_text() {
        for text in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", " =1+1", "＝1"] {
            assert_eq!(spreadsheet_text(text), format!("'{text}"));
        }
        assert_eq!(spreadsheet_text("\n=1"), "'\n'=1");
        assert_eq!(spreadsheet_text("\r=x"), "'\\u{d}'=x");
        assert_eq!(spreadsheet_text("Hikvision"), "Hikvision");
        assert_eq!(spreadsheet_text(""), "");
        assert_eq!(spreadsheet_text("4 MP - 海康威视"), "4 MP - 海康威视");
    }

    #[test]
    fn formulas_become_text_behind_every_separator() {
        for (text, right) in [
            ("Hikvision x;=1+1", "Hikvision x;'=1+1"),
            ("a\t=1", "a\t'=1"),
            ("a| @x", "a|' @x"),
            ("a\n-1", "a\n'-1"),
            ("a;\"=1+1\"", "a;'\"=1+1\""),
            ("a;;+1", "a;;'+1"),
            ("Camera, -30 to 60 °C; IP67", "Camera, -30 to 60 °C; IP67"),
        ] {
            assert_eq!(spreadsheet_text(text), right);
        }
    }

    /// What a program makes of our cells that splits lines at another sign.
    fn cells_at(separator: u8, line: &[u8]) -> Vec<String> {
        let mut read = csv::ReaderBuilder::new();
        let read = read.delimiter(separator).has_headers(false).flexible(true).from_reader(line);
        let records = read.into_byte_records().flatten();
        let mut cells: Vec<String> = records
            .flat_map(|record| {
                record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect::<Vec<_>>()
            })
            .collect();
        if separator != b',' {
            // And one that knows nothing of quotes.
            let text = String::from_utf8_lossy(line).into_owned();
            cells.extend(text.split(['\n', '\r', char::from(separator)]).map(str::to_owned));
        }
        cells
    }

    proptest! {
        #[test]
        fn no_separator_of_any_country_begins_a_formula(
            cells in proptest::collection::vec("[-=+@;|,\t\n\r\"' a1＝é]{0,12}", 1..5)
        ) {
            let mut out = super::super::encode::csv_writer();
            cells.iter().for_each(|text| cell(text, &mut out).unwrap());
            out.write_record(None::<&[u8]>).unwrap();
            let line = out.into_inner().unwrap();
            for separator in *b",;\t|" {
                for cell in cells_at(separator, &line) {
                    let bare = cell.trim_matches(|c: char| c.is_whitespace() || c == '"');
                    let formula = bare.starts_with(|c| FORMULA.contains(c)) && bare.parse::<f64>().is_err();
                    prop_assert!(!formula, "{:?} of {:?}", cell, String::from_utf8_lossy(&line));
                }
            }
        }
    }

    #[test]
    fn what_turns_or_hides_text_is_written_out_and_what_is_too_long_is_cut() {
        assert_eq!(spreadsheet_text("a\u{202e}b\u{0}c\nd"), "a\\u{202e}b\\u{0}c\nd");
        let long = spreadsheet_text(&"x".repeat(100_000)).into_owned();
        assert!(long.len() < CELL + 100 && long.ends_with("(cut; 100000 characters in all)"));
    }
}
