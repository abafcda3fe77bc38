//! What one thread remembers of a run: fields that it read, and what it told. Answers are the same with and without.

use super::told::Cases;
use crate::connection::PathMemo;
use crate::lookup::WordMemo;
use crate::reading::FieldMemo;

/// What one thread remembers of distinct values, for one screener.
#[derive(Debug)]
pub struct Memo {
    pub(super) fields: FieldMemo,
    pub(super) cases: Cases,
    pub(super) paths: PathMemo,
    pub(super) words: WordMemo,
}

impl Memo {
    /// A memory of about so many bytes for fields, beside the cases that were made.
    pub(super) fn within(bytes: usize) -> Self {
        Memo {
            fields: FieldMemo::within(bytes),
            cases: Cases::default(),
            paths: PathMemo::default(),
            words: WordMemo::default(),
        }
    }
}
