//! Texts of strangers as cells: of CSV, where a program may run them as formulas, and of a workbook, where a string is a string.

use std::borrow::Cow;

use nameplate::text::unseen::is_unseen;

/// So many characters fit into a cell of the common spreadsheets; what is longer runs over into other cells.
const CELL: usize = 32_000;

/// Signs that make a formula of what follows, also as wide forms, which some programs narrow (OWASP, CSV injection).
pub(super) const FORMULA: &str = "=+-@\t\r＝＋－＠";

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

/// So much of a text goes into a cell: a workbook holds 32,767 units of UTF-16, and what is cut says so.
const SHEET_CELL: usize = 32_000;

/// The text as a cell of a workbook. It is a string there whatever it begins with, so nothing needs an apostrophe; what is
/// unseen or turns the direction of writing is written out, and what is too long is cut.
pub(super) fn sheet_text(text: &str) -> Cow<'_, str> {
    let strange = |c: char| is_unseen(c) && !matches!(c, '\n' | '\t');
    let fits = text.len() <= SHEET_CELL;
    if fits && !text.contains(strange) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut units) = (String::new(), 0);
    for c in text.chars() {
        let before = out.len();
        if strange(c) {
            out.extend(c.escape_unicode())
        } else {
            out.push(c)
        }
        units += out[before..].encode_utf16().count();
        if units > SHEET_CELL {
            out.truncate(before);
            out.push_str(&format!("… (cut; {} characters in all)", text.chars().count()));
            break;
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn what_turns_or_hides_text_is_written_out_and_what_is_too_long_is_cut() {
        assert_eq!(spreadsheet_text("a\u{202e}b\u{0}c\nd"), "a\\u{202e}b\\u{0}c\nd");
        let long = spreadsheet_text(&"x".repeat(100_000)).into_owned();
        assert!(long.len() < CELL + 100 && long.ends_with("(cut; 100000 characters in all)"));
    }

    #[test]
    fn a_cell_holds_what_a_workbook_can_and_says_what_was_cut() {
        assert_eq!(sheet_text("=1+1"), "=1+1");
        assert_eq!(sheet_text("a\u{202e}b\u{0}\n"), "a\\u{202e}b\\u{0}\n");
        for letter in ["x", "é", "海", "😀", "\u{202e}"] {
            let all = letter.repeat(70_000);
            let text = sheet_text(&all).into_owned();
            assert!(text.encode_utf16().count() <= 32_767, "{letter}");
            assert!(text.ends_with("… (cut; 70000 characters in all)"), "{letter}");
        }
        let fits = "海".repeat(SHEET_CELL);
        assert_eq!(sheet_text(&fits), fits);
    }
}
