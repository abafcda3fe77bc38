//! A rewriting's tables as bytes: what a user would hand over.

use encoding_rs::Encoding;
use nameplate::{Field, Listing};

use crate::layout;
use crate::rewriting::{Dressed, Rewriting};
use crate::tables::Tables;

/// Fields with a column, in the order of `headers.tsv`.
pub(crate) const FIELDS: &[Field] = &[
    Field::Title,
    Field::Brand,
    Field::Manufacturer,
    Field::Seller,
    Field::SellerAddress,
    Field::Model,
    Field::Gtin,
    Field::FccId,
    Field::Mac,
    Field::App,
    Field::Text,
    Field::Category,
    Field::Origin,
    Field::MadeOn,
    Field::ResponsiblePerson,
];

/// The id of a row in its table.
pub(crate) fn id(row: usize) -> String {
    format!("SKU{:05}", 10_000 + row)
}

/// The row of an id.
pub(crate) fn row_of(id: &str) -> Option<usize> {
    id.strip_prefix("SKU")?.parse::<usize>().ok()?.checked_sub(10_000)
}

/// Rows as the bytes of a file.
pub(crate) fn bytes(rewriting: &Rewriting, rows: &[Dressed], tables: &Tables) -> Vec<u8> {
    let shown: Vec<Field> = columns(rewriting);
    let mut out = csv::WriterBuilder::new().delimiter(rewriting.delimiter).from_writer(Vec::new());
    let mut write = |mut cells: Vec<String>| {
        if rewriting.layout == "reversed" {
            cells.reverse();
        }
        out.write_record(&cells).expect("written to memory");
    };
    if let Some(style) = rewriting.headers {
        write(header(style, rewriting, &shown, tables));
    }
    for (number, row) in rows.iter().enumerate() {
        let mut cells = vec![id(number)];
        cells.extend(shown.iter().map(|field| one_line(row.listing.get(*field))));
        if rewriting.layout == "title_split" {
            cells.insert(2, row.more_title.clone());
        }
        cells.push(format!("{}.{:02}", 5 + number * 37 % 400, number * 13 % 100));
        write(cells);
    }
    let text = String::from_utf8(out.into_inner().expect("written to memory")).expect("cells are text");
    encoded(&text, rewriting.charset)
}

fn columns(rewriting: &Rewriting) -> Vec<Field> {
    let without = layout::without(rewriting.layout);
    FIELDS.iter().copied().filter(|field| !without.contains(field)).collect()
}

fn header(style: &str, rewriting: &Rewriting, shown: &[Field], tables: &Tables) -> Vec<String> {
    let names = tables.headers.get(style).unwrap_or_else(|| panic!("`{style}` is no style of headers"));
    assert_eq!(names.len(), FIELDS.len() + 2, "`{style}` does not name every column");
    let known = |field: &Field| FIELDS.iter().position(|one| one == field).map_or("", |at| names[at + 1]);
    let mut cells = vec![names[0].to_owned()];
    cells.extend(shown.iter().map(|field| known(field).to_owned()));
    if rewriting.layout == "title_split" {
        cells.insert(2, format!("{} 2", names[1]));
    }
    cells.push(names[FIELDS.len() + 1].to_owned());
    cells
}

/// Line breaks inside cells are a matter of the readers' own tests.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Whether an encoding holds every character of a row.
pub(crate) fn holds(listing: &Listing<'_>, charset: &str) -> bool {
    unicode(charset) || listing.filled().all(|(_, text)| !encoding(charset).encode(text).2)
}

fn unicode(charset: &str) -> bool {
    charset.starts_with("utf-")
}

fn encoding(charset: &str) -> &'static Encoding {
    Encoding::for_label(charset.as_bytes()).unwrap_or_else(|| panic!("`{charset}` is no encoding"))
}

/// The text in an encoding; a character that it cannot hold becomes a question mark, as offices' programs write it.
fn encoded(text: &str, charset: &str) -> Vec<u8> {
    match charset {
        "utf-8" => return text.as_bytes().to_vec(),
        "utf-16" => {
            return std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        }
        _ => {}
    }
    let encoding = encoding(charset);
    let mut out = Vec::with_capacity(text.len());
    for letter in text.chars() {
        let mut buffer = [0; 4];
        let letter: &str = letter.encode_utf8(&mut buffer);
        let (bytes, _, lost) = encoding.encode(letter);
        out.extend_from_slice(if lost { b"?" } else { &bytes });
    }
    out
}
