//! What was taken of a source, from wherever.

use crate::edition::EditionFile;
use crate::sources::Form;

/// What was taken of a source.
pub(super) enum Taken {
    Files(&'static Form, Vec<EditionFile>),
    Same,
    Nothing(String),
}
