//! Columns of any Arrow type as text, without copying where they are text already. A value that cannot be text is told
//! apart from one that is not there. Knows nothing of what columns mean.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_buffer::OffsetBuffer;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType};

use tables::Cells;
use tables::json::flatten::float_text;

use tables::columns::Step;

/// A column as text.
#[derive(Debug)]
pub(crate) enum TextColumn {
    Small(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
    /// Texts that were made; `bad` are the rows whose value is no text.
    Made {
        texts: StringArray,
        bad: Vec<bool>,
    },
}

impl TextColumn {
    /// The text of a row; empty where there is none.
    pub(crate) fn get(&self, row: usize) -> &str {
        match self {
            TextColumn::Small(array) if array.is_valid(row) => array.value(row),
            TextColumn::Large(array) if array.is_valid(row) => array.value(row),
            TextColumn::View(array) if array.is_valid(row) => array.value(row),
            TextColumn::Made { texts, .. } if texts.is_valid(row) => texts.value(row),
            _ => "",
        }
    }

    /// Whether the row has a value that is no text.
    pub(crate) fn is_bad(&self, row: usize) -> bool {
        matches!(self, TextColumn::Made { bad, .. } if bad.get(row).copied().unwrap_or(false))
    }
}

impl Cells for TextColumn {
    fn get(&self, row: usize) -> &str {
        TextColumn::get(self, row)
    }

    fn is_bad(&self, row: usize) -> bool {
        TextColumn::is_bad(self, row)
    }
}

/// The column at a path of a batch.
///
/// # Errors
/// A path that is not in the batch, or a type that cannot be shown.
pub(crate) fn column(batch: &RecordBatch, path: &[Step]) -> Result<TextColumn, ArrowError> {
    let Some((Step::Field(first), rest)) = path.split_first() else { return Err(no_such(path)) };
    let Some(array) = batch.columns().get(*first) else { return Err(no_such(path)) };
    nested(array, rest)
}

fn no_such(path: &[Step]) -> ArrowError {
    ArrowError::SchemaError(format!("the batch has no column at {path:?}"))
}

fn nested(array: &ArrayRef, path: &[Step]) -> Result<TextColumn, ArrowError> {
    let Some((step, rest)) = path.split_first() else { return plain(array) };
    match (step, array.data_type()) {
        (Step::Field(i), DataType::Struct(_)) => {
            let parent = array.as_struct();
            let child = parent.columns().get(*i).ok_or_else(|| no_such(path))?;
            let text = nested(child, rest)?;
            // A missing struct hides whatever its members hold.
            if parent.null_count() == 0 {
                return Ok(text);
            }
            Ok(made((0..array.len()).map(|row| match parent.is_null(row) {
                true => (None, false),
                false => (filled(text.get(row)), text.is_bad(row)),
            })))
        }
        (Step::Each | Step::Item(_), _) => {
            let (offsets, items) = items(array).ok_or_else(|| no_such(path))?;
            let text = nested(&items, rest)?;
            Ok(joined(array, &offsets, &text, step))
        }
        _ => Err(no_such(path)),
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn made(rows: impl Iterator<Item = (Option<String>, bool)>) -> TextColumn {
    let (texts, bad): (Vec<Option<String>>, Vec<bool>) = rows.unzip();
    TextColumn::Made { texts: StringArray::from(texts), bad }
}

/// Where the items of each row of a list stand, and the items.
pub(crate) fn items(array: &ArrayRef) -> Option<(Vec<(usize, usize)>, ArrayRef)> {
    fn spans<O: arrow_array::OffsetSizeTrait>(offsets: &OffsetBuffer<O>) -> Vec<(usize, usize)> {
        offsets.windows(2).map(|pair| (pair[0].as_usize(), pair[1].as_usize())).collect()
    }
    Some(match array.data_type() {
        DataType::List(_) => {
            (spans(array.as_list::<i32>().offsets()), Arc::clone(array.as_list::<i32>().values()))
        }
        DataType::LargeList(_) => {
            (spans(array.as_list::<i64>().offsets()), Arc::clone(array.as_list::<i64>().values()))
        }
        DataType::FixedSizeList(_, size) => {
            let size = usize::try_from(*size).ok()?;
            let spans = (0..array.len()).map(|row| (row * size, (row + 1) * size)).collect();
            (spans, Arc::clone(array.as_fixed_size_list().values()))
        }
        _ => return None,
    })
}

/// One text a row: of all its items, or of the one asked for.
fn joined(array: &ArrayRef, spans: &[(usize, usize)], text: &TextColumn, step: &Step) -> TextColumn {
    made(spans.iter().enumerate().map(|(row, &(start, end))| {
        if array.is_null(row) {
            return (None, false);
        }
        let range = match step {
            Step::Item(i) => (start + i).min(end)..(start + i + 1).min(end),
            _ => start..end,
        };
        let bad = range.clone().any(|item| text.is_bad(item));
        let parts: Vec<&str> = range.map(|item| text.get(item)).filter(|part| !part.is_empty()).collect();
        (filled(&parts.join("\n")), bad)
    }))
}

/// A column that is not looked into further.
fn plain(array: &ArrayRef) -> Result<TextColumn, ArrowError> {
    Ok(match array.data_type() {
        DataType::Utf8 => TextColumn::Small(array.as_string::<i32>().clone()),
        DataType::LargeUtf8 => TextColumn::Large(array.as_string::<i64>().clone()),
        DataType::Utf8View => TextColumn::View(array.as_string_view().clone()),
        DataType::Null => made((0..array.len()).map(|_| (None, false))),
        DataType::Dictionary(_, values) => return plain(&arrow_cast::cast(array, values)?),
        DataType::Float32 => made(
            array.as_primitive::<Float32Type>().iter().map(|v| (v.map(|v| float_text(f64::from(v))), false)),
        ),
        DataType::Float64 => {
            made(array.as_primitive::<Float64Type>().iter().map(|v| (v.map(float_text), false)))
        }
        DataType::Binary => made(array.as_binary::<i32>().iter().map(bytes_text)),
        DataType::LargeBinary => made(array.as_binary::<i64>().iter().map(bytes_text)),
        DataType::BinaryView => made(array.as_binary_view().iter().map(bytes_text)),
        DataType::FixedSizeBinary(_) => made(array.as_fixed_size_binary().iter().map(bytes_text)),
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => {
            return nested(array, &[Step::Each]);
        }
        _ => shown(array)?,
    })
}

/// Old writers store text as bytes; what is no text is a picture or a hash.
fn bytes_text(bytes: Option<&[u8]>) -> (Option<String>, bool) {
    match bytes.map(std::str::from_utf8) {
        None => (None, false),
        Some(Ok(text)) => (filled(text), false),
        Some(Err(_)) => (None, true),
    }
}

fn shown(array: &ArrayRef) -> Result<TextColumn, ArrowError> {
    let options = FormatOptions::new().with_null("");
    let formatter = ArrayFormatter::try_new(array, &options)?;
    Ok(made((0..array.len()).map(|row| match formatter.value(row).try_to_string() {
        Ok(text) => (filled(&text), false),
        Err(_) => (None, true),
    })))
}
