//! The columns of a piece of a table bound to what they mean, and the listing of each of its rows.

use std::borrow::Cow;
use std::fmt::Display;

use nameplate::listing::{Defect, Field, Listing};
use nameplate::text::name::{is_no_brand, name_key};

use crate::cells::Cells;
use crate::columns::{Columns, Join, Meaning, Step, join_of};
use crate::plain::Plain;

/// Columns, ready to be read row by row.
pub struct Bound<C> {
    ids: Vec<C>,
    fields: Vec<(Field, Vec<(Meaning, C)>)>,
    /// Columns without a known meaning.
    plain: Plain<C>,
    /// Columns of a type that cannot be text: a defect of every row.
    unusable: Vec<Defect>,
}

impl<C: Cells> Bound<C> {
    /// Binds columns; `column` gives the cells at a path, an error where they cannot be text, and nothing where this piece of the table
    /// has not got them: a later piece may have columns that an earlier one has not yet.
    pub fn new<E: Display>(columns: &Columns, column: impl Fn(&[Step]) -> Option<Result<C, E>>) -> Self {
        let (ids, fields) = (Vec::new(), Vec::new());
        let mut bound = Bound { ids, fields, plain: Plain::default(), unusable: Vec::new() };
        for one in columns.uses() {
            let Some(found) = column(&one.path) else { continue };
            match (found, one.meaning.field()) {
                (Ok(column), None) => bound.ids.push(column),
                (Ok(column), Some(Field::Other)) => bound.plain.add(one, column),
                (Ok(column), Some(field)) => match bound.fields.last_mut() {
                    Some((last, columns)) if *last == field => columns.push((one.meaning, column)),
                    _ => bound.fields.push((field, vec![(one.meaning, column)])),
                },
                (Err(error), _) => {
                    let reason = format!("column `{}` cannot be read: {error}", one.column);
                    bound.unusable.push(Defect { field: Cow::Borrowed(one.meaning.name()), reason });
                }
            }
        }
        bound
    }

    /// The ids of a row, the best first.
    pub fn ids(&self, row: usize) -> impl Iterator<Item = &str> {
        self.ids.iter().map(move |column| column.get(row)).filter(|id| !id.is_empty())
    }

    /// The cells of a row that may hold a name, of columns that nobody knows: name of the column and cell.
    pub fn plain(&self, row: usize) -> impl Iterator<Item = (&str, &str)> {
        self.plain.cells(row)
    }

    /// The listing of a row, which has that number in its file.
    pub fn listing<'a>(&'a self, row: usize, file: &'a str, number: u64) -> Listing<'a> {
        let mut listing = Listing::default();
        listing.file = Cow::Borrowed(file);
        listing.row = number;
        listing.defects.clone_from(&self.unusable);
        for (field, columns) in &self.fields {
            if let Some(text) = value(*field, columns, row) {
                listing.set(*field, text);
            }
            if columns.iter().any(|(_, column)| column.is_bad(row)) {
                listing.defects.push(Defect::field(*field, "the value is no text"));
            }
        }
        self.plain.put(&mut listing, row);
        listing.id = Cow::Borrowed(self.ids(row).next().unwrap_or(""));
        if listing.id.is_empty()
            && let Some((_, columns)) = self.fields.iter().find(|(field, _)| *field == Field::Url)
        {
            let url = columns.iter().map(|(_, column)| column.get(row)).find(|url| !url.is_empty());
            listing.id = Cow::Borrowed(url.and_then(asin).unwrap_or(""));
        }
        listing
    }
}

/// The text of a field: of its best column, or of all of them.
fn value<'a, C: Cells>(field: Field, columns: &'a [(Meaning, C)], row: usize) -> Option<Cow<'a, str>> {
    let mut texts = columns.iter().filter_map(|(meaning, column)| {
        let text = column.get(row);
        // "n/a" in one column says nothing against another one.
        let makers = matches!(field, Field::Brand | Field::Manufacturer) && columns.len() > 1;
        if text.trim().is_empty() || (makers && is_no_brand(&name_key(text))) {
            return None;
        }
        Some(match (meaning, field) {
            (Meaning::Specs, _) | (_, Field::Text | Field::Category) => unpacked(text, join_of(field)),
            _ => Cow::Borrowed(text),
        })
    });
    let first = texts.next()?;
    let Join::With(between) = join_of(field) else { return Some(first) };
    let mut whole = first;
    for text in texts {
        // A model that stands in two columns is one model; so is a heading.
        let again = match field {
            Field::Title => whole.contains(&*text),
            Field::Brand | Field::Manufacturer => {
                whole.split(between).any(|part| name_key(part) == name_key(&text))
            }
            _ => between != "\n" && whole.split(between).any(|part| part == text),
        };
        if again {
            continue;
        }
        let all = whole.to_mut();
        all.push_str(between);
        all.push_str(&text);
    }
    Some(whole)
}

/// Properties and lists that a cell keeps as JSON, as lines (or as the field joins its parts); other text as it is.
fn unpacked(text: &str, join: Join) -> Cow<'_, str> {
    if !text.trim_start().starts_with(['[', '{']) {
        return Cow::Borrowed(text);
    }
    let Ok(value) = serde_json::from_str(text) else { return Cow::Borrowed(text) };
    let mut out = String::new();
    crate::json::flatten::lines(&value, "", &mut out);
    out.truncate(out.trim_end().len());
    Cow::Owned(match join {
        Join::With(between) if between != "\n" => out.replace('\n', between),
        _ => out,
    })
}

/// The id in an address of an Amazon offer: ten letters and digits after `/dp/` or `/gp/product/`.
fn asin(url: &str) -> Option<&str> {
    let rest = ["/dp/", "/gp/product/", "/gp/aw/d/"].iter().find_map(|mark| url.split_once(mark))?.1;
    let id = rest.split(['/', '?', '#', '&']).next()?;
    (url.contains("amazon.")
        && id.len() == 10
        && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
    .then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amazon_address_holds_the_id() {
        assert_eq!(asin("https://www.amazon.in/X-Y/dp/B0BDRVFDKP/ref=sr_1_4?qid=1"), Some("B0BDRVFDKP"));
        assert_eq!(asin("https://www.amazon.de/gp/product/B0BDRVFDKP?x"), Some("B0BDRVFDKP"));
        assert_eq!(asin("https://shop.example/dp/B0BDRVFDKP"), None);
        assert_eq!(asin("https://www.amazon.in/dp/short"), None);
    }

    #[test]
    fn specifications_become_lines() {
        let lines = |text| unpacked(text, Join::With("\n"));
        let json = r#"[{"name":"Brand","value":"Imou"},{"type":"Model","value":"A1"}]"#;
        assert_eq!(lines(json), "Brand: Imou\nModel: A1");
        let json = r#"{"Brand":"Imou","Megapixels":4,"Tags":["a","b"]}"#;
        assert_eq!(lines(json), "Brand: Imou\nMegapixels: 4\nTags: a\nTags: b");
        assert_eq!(lines("[broken"), "[broken");
        assert_eq!(lines("plain"), "plain");
        assert_eq!(unpacked(r#"["Home","Cameras"]"#, Join::With(" > ")), "Home > Cameras");
    }
}
