//! An answer as JSON, the same wherever it is given.

use serde::Serialize;

/// An answer, with what has to be said where no published list is loaded.
#[derive(Debug, Serialize)]
pub struct WithoutLists<'a, T> {
    /// The answer.
    #[serde(flatten)]
    pub said: &'a T,
    /// How few were looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_lists: Option<String>,
}
