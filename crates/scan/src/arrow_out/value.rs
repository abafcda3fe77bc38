//! Values of columns, and the columns that listings and matches share.

use std::fmt::Display;

use arrow_array::ArrayRef;
use arrow_schema::{ArrowError, Field, Fields};
use nameplate::listing::Defect;

use super::build::{Build, Columns, Text, columns};

pub(super) fn text(value: &str) -> Option<&str> {
    Some(value)
}

/// Empty is absent, as in the JSON.
pub(super) fn filled(value: &str) -> Option<&str> {
    (!value.is_empty()).then_some(value)
}

pub(super) fn shown(value: &dyn Display) -> Option<&dyn Display> {
    Some(value)
}

columns! {
    DefectColumns of Defect { field: Text = |d| text(&d.field), reason: Text = |d| text(&d.reason) }
}
