//! Results as a table: one line a finding, and one for a listing without any. What a spreadsheet would run as a formula is
//! made plain text, since the cells come from strangers' catalogs.

use std::borrow::Cow;

use nameplate::finding::{Finding, ListingResult, PartyVerdict, Warning};
use nameplate::text::unseen::is_unseen;

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
            (self.contents.path.0)(&finding.case.path),
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
            let mut out = Cells::csv();
            cells.iter().for_each(|text| out.text(text).unwrap());
            out.end().unwrap();
            let line = out.finish().unwrap();
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
