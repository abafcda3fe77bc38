//! How a CSV file is written: its separator and which of its first records is the header. Told from the first 64 KiB,
//! by which separator gives names with a meaning and rows of equal length.

use csv_core::{ReadRecordResult, ReaderBuilder};

use crate::columns::{Header, Mapping, Naming, is_row, meanings};
use crate::source::row_text;

/// Separators that are tried, the most common first.
const DELIMITERS: &[u8] = b",;\t|";

/// So many records are looked at.
const RECORDS: usize = 40;

/// Of records with more fields than this nothing is told.
const MOST_FIELDS: usize = 16_385;

/// A header may have lines above it: a title, a template version, labels.
const ABOVE: usize = 10;

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub delimiter: u8,
    /// Whether the first line is `sep=;`, as Excel writes it.
    pub directive: bool,
    /// So many records stand above the header.
    pub above: usize,
    /// Whether there is a header at all.
    pub named: bool,
    /// How many meanings it has.
    pub known: usize,
}

impl Dialect {
    /// In words.
    pub(crate) fn describe(&self) -> &'static str {
        match self.delimiter {
            b';' => "CSV separated by semicolons",
            b'\t' => "CSV separated by tabs",
            b'|' => "CSV separated by bars",
            b',' => "CSV separated by commas",
            _ => "CSV with a separator of its own",
        }
    }

    /// Tells the dialect of a file by its start.
    pub(crate) fn sniff(sample: &[u8], naming: &Naming<'_>) -> Dialect {
        let directed = directive(sample);
        let start = if directed.is_some() { line_end(sample) } else { 0 };
        let mut best: Option<((usize, usize, usize), Dialect)> = None;
        for &delimiter in directed.as_ref().map_or(DELIMITERS, std::slice::from_ref) {
            let records = records(&sample[start..], delimiter, RECORDS);
            let Top { above, named, known } = top(&records, naming);
            let rows = records.get(above + usize::from(named)..).unwrap_or_default();
            let width = if named { records.get(above).map_or(0, Vec::len) } else { width(rows) };
            let even = rows.iter().filter(|row| row.len() == width).count() * 100 / rows.len().max(1);
            let score = if width > 1 { (known, even, width) } else { (known, 0, 0) };
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                best =
                    Some((score, Dialect { delimiter, directive: directed.is_some(), above, named, known }));
            }
        }
        best.map_or(
            Dialect { delimiter: b',', directive: false, above: 0, named: true, known: 0 },
            |(_, dialect)| dialect,
        )
    }

    /// The first rows below the header, and where there is no header the width of the table.
    pub(crate) fn rows(&self, sample: &[u8], most: usize) -> Vec<Vec<String>> {
        let start = if self.directive { line_end(sample) } else { 0 };
        let before = self.above + usize::from(self.named);
        let mut records = records(&sample[start..], self.delimiter, before + most);
        records.drain(..before.min(records.len()));
        records
    }
}

fn line_end(sample: &[u8]) -> usize {
    sample.iter().position(|byte| *byte == b'\n').map_or(sample.len(), |at| at + 1)
}

/// How many columns most rows have; of equally many rows, the more columns.
pub fn width(rows: &[Vec<String>]) -> usize {
    let mut widths = std::collections::BTreeMap::<usize, usize>::new();
    rows.iter().for_each(|row| *widths.entry(row.len()).or_default() += 1);
    widths.into_iter().max_by_key(|(width, rows)| (*rows, *width)).map_or(0, |(width, _)| width)
}

fn directive(sample: &[u8]) -> Option<u8> {
    let rest = sample.strip_prefix(b"sep=").or_else(|| sample.strip_prefix(b"\"sep="))?;
    match rest {
        [delimiter, b'\n' | b'\r' | b'"', ..] if delimiter.is_ascii() && *delimiter != b'"' => {
            Some(*delimiter)
        }
        _ => None,
    }
}

/// What stands at the top of a table.
pub struct Top {
    /// So many records stand above the header.
    pub above: usize,
    /// Whether there is a header.
    pub named: bool,
    /// How many meanings it has.
    pub known: usize,
}

/// Which record is the header, and how many meanings it has: the first, unless a later one clearly says more, or it is a row itself.
pub fn top(records: &[Vec<String>], naming: &Naming<'_>) -> Top {
    if naming.header == Header::Absent {
        return Top { above: 0, named: false, known: 0 };
    }
    let titles = titles(records);
    let first = records.get(titles).map_or(0, |names| meanings(names, naming));
    let template =
        records.first().and_then(|names| names.first()).is_some_and(|n| n.starts_with("TemplateType"));
    let mut best = (titles, first);
    for (i, names) in records.iter().enumerate().take(ABOVE).skip(titles + 1) {
        let known = meanings(names, naming);
        let filled = names.iter().filter(|name| !name.trim().is_empty()).count();
        // An Amazon template has labels in one record and the names proper in the next. A row may hold two words that are
        // names of columns too; not half of its cells.
        if known >= 2 && known * 2 >= filled && (known > best.1 || (template && known >= best.1)) {
            best = (i, known);
        }
    }
    let (above, known) = best;
    // A mapping may name the cells of a row as if they were names: that makes it none.
    let unmapped = Naming { mapping: &Mapping::default(), ..*naming };
    let is_data =
        |(first, rest): (&Vec<String>, &[Vec<String>])| is_row(first, rest, meanings(first, &unmapped));
    let data = naming.header == Header::Detect
        && above == titles
        && records.get(titles..).and_then(<[_]>::split_first).is_some_and(is_data);
    // Where nothing names the columns, lines above the rows are no less than rows.
    if data { Top { above: 0, named: false, known: 0 } } else { Top { above, named: true, known } }
}

/// How many records at the top hold one cell where most hold several: a heading of the table, the day it was made.
fn titles(records: &[Vec<String>]) -> usize {
    let filled = |row: &&Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let several = records.iter().filter(|row| filled(row) >= 3).count() * 2 > records.len();
    let above = records.iter().take(ABOVE).take_while(|row| filled(row) <= 1).count();
    if several { above } else { 0 }
}

/// The records that stand whole in the sample.
fn records(sample: &[u8], delimiter: u8, most: usize) -> Vec<Vec<String>> {
    let mut core = ReaderBuilder::new().delimiter(delimiter).build();
    let mut found = Vec::new();
    let (mut out, mut ends) = (vec![0; sample.len() + 1], vec![0; (sample.len() + 1).min(MOST_FIELDS)]);
    let mut at = 0;
    while found.len() < most {
        let (result, read, wrote, fields) = core.read_record(&sample[at..], &mut out, &mut ends);
        at += read;
        let last = result == ReadRecordResult::InputEmpty && found.is_empty() && fields + wrote > 0;
        if result != ReadRecordResult::Record && !last {
            break;
        }
        let mut starts = std::iter::once(0).chain(ends.iter().copied());
        let mut names: Vec<String> = ends[..fields]
            .iter()
            .map(|end| row_text(&out[starts.next().unwrap_or(0)..*end]).0.into_owned())
            .collect();
        if last {
            // A header without a line break at its end.
            names.push(row_text(&out[starts.next().unwrap_or(0)..wrote]).0.into_owned());
            found.push(names);
            break;
        }
        found.push(names);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::Table;

    fn dialect(text: &str) -> Dialect {
        let mapping = Mapping::default();
        Dialect::sniff(
            text.as_bytes(),
            &Naming { mapping: &mapping, table: Table::Catalog, header: Header::Detect },
        )
    }

    fn sniff(text: &str) -> (char, usize) {
        let dialect = dialect(text);
        (char::from(dialect.delimiter), dialect.above)
    }

    #[test]
    fn the_separator_is_the_one_that_gives_known_names() {
        assert_eq!(sniff("title,brand\na,b\n"), (',', 0));
        assert_eq!(sniff("Titel;Marke;Preis\nKamera;X;1,50\nB;Y;2,50\n"), (';', 0));
        assert_eq!(sniff("title\tbrand\na, b, c\td\n"), ('\t', 0));
        assert_eq!(sniff("title|brand\na|b\n"), ('|', 0));
        assert_eq!(sniff("title,brand"), (',', 0));
        assert_eq!(sniff("foo;bar\n1;2\n3;4\n"), (';', 0));
        assert_eq!(sniff(""), (',', 0));
    }

    #[test]
    fn lines_above_the_header_are_left_out() {
        assert_eq!(sniff("Price list 2026\n\nsku;name;brand\n1;a;b\n"), (';', 1));
        let amazon =
            "TemplateType=x\tVersion=1\t\nSKU\tTitle\tBrand\nitem_sku\titem_name\tbrand_name\n1\ta\tb\n";
        assert_eq!(sniff(amazon), ('\t', 2));
        assert_eq!(sniff("title,brand\nbrand,name\n"), (',', 0));
        assert!(dialect("sep=;\ntitle;brand\n").directive);
    }
}
