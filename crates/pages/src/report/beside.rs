//! Where the rest of the results is.

/// Where the whole of the results is, for those who want more than is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside<'b> {
    /// In this file, beside the report.
    File(&'b str),
    /// Nowhere: only the report was asked for.
    Nowhere,
}
