//! How a CSV file is written: its separator and which of its first records is the header. Told from the first 64 KiB,
//! by which separator gives names with a meaning and rows of equal length.

use csv_core::{ReadRecordResult, ReaderBuilder};

use crate::columns::{Mapping, Table, meanings};
use crate::source::row_text;

/// Separators that are tried, the most common first.
const DELIMITERS: &[u8] = b",;\t|";

/// So many records are looked at.
const RECORDS: usize = 40;

/// A header may have lines above it: a title, a template version, labels.
const ABOVE: usize = 10;

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Whether the first line is `sep=;`, as Excel writes it.
    pub(crate) directive: bool,
    /// So many records stand above the header.
    pub(crate) above: usize,
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
    pub(crate) fn sniff(sample: &[u8], mapping: &Mapping, table: Table) -> Dialect {
        if let Some(delimiter) = directive(sample) {
            let start = sample.iter().position(|byte| *byte == b'\n').map_or(sample.len(), |at| at + 1);
            let records = records(&sample[start..], delimiter);
            return Dialect { delimiter, directive: true, above: header(&records, mapping, table).0 };
        }
        let mut best = (Dialect { delimiter: b',', directive: false, above: 0 }, (0, 0, 0));
        for &delimiter in DELIMITERS {
            let records = records(sample, delimiter);
            let (above, known) = header(&records, mapping, table);
            let width = records.get(above).map_or(0, Vec::len);
            let rows = records.get(above + 1..).unwrap_or_default();
            let even = rows.iter().filter(|row| row.len() == width).count() * 100 / rows.len().max(1);
            let score = if width > 1 { (known, even, width) } else { (known, 0, 0) };
            if score > best.1 {
                best = (Dialect { delimiter, directive: false, above }, score);
            }
        }
        best.0
    }
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

/// Which record is the header, and how many meanings it has: the first, unless a later one clearly says more.
fn header(records: &[Vec<String>], mapping: &Mapping, table: Table) -> (usize, usize) {
    let first = records.first().map_or(0, |names| meanings(names, mapping, table));
    let template =
        records.first().and_then(|names| names.first()).is_some_and(|n| n.starts_with("TemplateType"));
    let mut best = (0, first);
    for (i, names) in records.iter().enumerate().take(ABOVE).skip(1) {
        let known = meanings(names, mapping, table);
        // An Amazon template has labels in one record and the names proper in the next.
        if known >= 2 && (known > best.1 || (template && known >= best.1)) {
            best = (i, known);
        }
    }
    best
}

/// The records that stand whole in the sample.
fn records(sample: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut core = ReaderBuilder::new().delimiter(delimiter).build();
    let mut found = Vec::new();
    let (mut out, mut ends) = (vec![0; sample.len() + 1], vec![0; sample.len() + 1]);
    let mut at = 0;
    while found.len() < RECORDS {
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

    fn sniff(text: &str) -> (char, usize) {
        let dialect = Dialect::sniff(text.as_bytes(), &Mapping::default(), Table::Catalog);
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
        assert!(Dialect::sniff(b"sep=;\ntitle;brand\n", &Mapping::default(), Table::Catalog).directive);
    }
}
