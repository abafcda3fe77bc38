//! What the threads of a run share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

use super::options::{FileReport, Options};
use super::task::Late;
use crate::output::Plan;

/// A message to a worker or past it: each has its number, by which the writer restores the order.
pub(super) struct Numbered<T> {
    pub(super) number: u64,
    pub(super) of: T,
}

/// What the threads share.
pub(super) struct Shared<'r, T> {
    pub(super) task: &'r T,
    pub(super) options: &'r Options,
    pub(super) plan: Option<&'r Plan>,
    pub(super) bytes: Arc<AtomicU64>,
    /// Set when writing failed: nothing more is worth reading.
    pub(super) failed: AtomicBool,
    /// Whether it is too late for what is read already.
    pub(super) late: Late,
}

/// What the reader found.
pub(super) struct Files {
    pub(super) reports: Vec<FileReport>,
    pub(super) stopped: Option<String>,
}
