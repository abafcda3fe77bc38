//! What one thread remembers of a run: fields that it read, and what it told. Answers are the same with and without.

use super::told::Told;
use crate::reading::FieldMemo;

/// What one thread remembers of distinct values, for one screener.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) fields: FieldMemo,
    pub(super) told: Told,
}
