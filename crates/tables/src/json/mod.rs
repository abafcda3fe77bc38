//! Reads JSON into batches of text: nested fields by path, values of every type as text. A value that cannot be read is
//! a row with a defect. Knows nothing of listings.

mod elements;
pub mod flatten;

use std::io;
use std::sync::Arc;

use nameplate::listing::Defect;
use serde_json::Value;

use crate::columns::{Columns, Recognised};
use crate::error::Error;
use crate::limits::Limits;
use crate::reader::{Asked, ReadRow, Sink};
use crate::source::{SAMPLE, TextStream, Window, row_text};
use elements::{Elements, Layout, Next};
use flatten::Tree;

/// A JSON file that is being read.
pub struct JsonReader {
    file: String,
    read_as: String,
    elements: Elements,
    tree: Tree,
    limits: Limits,
    legacy: bool,
    told_by_bytes: bool,
}

/// So many rows are looked at before the format is told and the columns are checked.
const SAMPLE_ROWS: usize = 200;

impl JsonReader {
    /// Reads how the file is written, and what its columns mean as far as its first rows tell.
    ///
    /// # Errors
    /// None of its columns has a known meaning.
    pub fn open(file: &str, stream: TextStream, asked: &Asked<'_>) -> Result<Self, Error> {
        let sample = &stream.window.data()[..stream.window.data().len().min(SAMPLE)];
        let layout = Layout::sniff(sample);
        let kind = if layout == Layout::Lines { "JSON Lines" } else { "JSON" };
        let read_as = asked.describe(kind, &stream);
        let told_by_bytes = stream.charset.told_by_bytes;
        let tree = Tree::new(asked, &first_rows(sample, layout, asked.limits));
        let names = tree.names();
        if !names.is_empty() {
            tree.recogniser().check(file, &tree.columns(), &names)?;
        }
        let elements = Elements::new(stream.window, layout, asked.limits);
        Ok(JsonReader {
            file: file.to_owned(),
            read_as,
            elements,
            tree,
            limits: asked.limits,
            legacy: false,
            told_by_bytes,
        })
    }

    fn append(&mut self, value: &Value, rows: &mut impl Sink) {
        self.tree.read(value);
        while rows.width() < self.tree.width() {
            rows.add_column();
        }
        let mut zeros = false;
        for (column, text) in self.tree.take().enumerate() {
            if let Some(text) = text.as_deref().filter(|text| text.contains('\0')) {
                zeros = true;
                rows.value(column, Some(&text.replace('\0', "")));
            } else {
                rows.value(column, text.as_deref());
            }
        }
        if zeros {
            rows.mark(Defect::row("NUL bytes were left out"), false);
        }
        rows.end_row();
    }
}

/// The rows that stand whole in the sample.
fn first_rows(sample: &[u8], layout: Layout, limits: Limits) -> Vec<Value> {
    let window = Window::new(Box::new(io::Cursor::new(sample.to_vec())));
    let mut elements = Elements::new(window, layout, limits);
    let mut rows = Vec::new();
    while rows.len() < SAMPLE_ROWS {
        match elements.next() {
            Ok(Next::Value(range)) => {
                rows.extend(serde_json::from_str(&row_text(elements.bytes(&range)).0).ok())
            }
            Ok(Next::Broken | Next::TooLong) => {}
            Ok(Next::End) | Err(_) => break,
        }
    }
    rows
}

impl ReadRow for JsonReader {
    fn recognised(&self) -> Recognised {
        Recognised::new(&self.file, self.read_as.clone(), self.tree.recogniser().format())
            .told_by_bytes(self.told_by_bytes)
            .with_columns(&self.tree.columns(), &self.tree.names())
    }

    fn columns(&self) -> Arc<Columns> {
        self.tree.columns()
    }

    fn read_row(&mut self, rows: &mut impl Sink) -> io::Result<bool> {
        let range = match self.elements.next()? {
            Next::End => return Ok(false),
            Next::Broken => {
                rows.unread("not valid JSON: the value is cut off or a string has a line break in it");
                return Ok(true);
            }
            Next::TooLong => {
                rows.unread(format!(
                    "the row is longer than {} bytes: it was not read",
                    self.limits.row_bytes
                ));
                return Ok(true);
            }
            Next::Value(range) => range,
        };
        let (text, legacy) = row_text(self.elements.bytes(&range));
        // Raw NUL bytes are no JSON; between tokens and in strings alike they can only be noise.
        let zeros = text.contains('\0');
        let text = if zeros { text.replace('\0', "").into() } else { text };
        let value = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}'));
        if legacy && !std::mem::replace(&mut self.legacy, true) {
            let reason = "not valid UTF-8: this and all such rows of the file are read as Windows-1252";
            rows.mark(Defect::row(reason), false);
        }
        match value {
            Ok(value @ Value::Object(_)) => {
                if zeros {
                    rows.mark(Defect::row("NUL bytes were left out"), false);
                }
                self.append(&value, rows);
            }
            Ok(_) => rows.unread("the value is no object, so it has no columns"),
            Err(error) => rows.unread(format!("not valid JSON: {error}")),
        }
        Ok(true)
    }
}
