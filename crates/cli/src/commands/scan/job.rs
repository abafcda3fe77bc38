//! A scan as the command line asks for it: what answers, what is read, what is shown of it.

use nameplate::Screener;
use nameplate::answer::Audience;
use scan::Options;
use scan::rescan::Recording;

use super::away::Away;
use super::paper::Paper;
use super::released::Released;

/// What answers, what is read and written, and which pages are made.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    pub(crate) screener: &'a Screener<'a>,
    pub(crate) options: &'a Options,
    pub(crate) paper: &'a Paper,
    /// Who asks.
    pub(crate) audience: &'a Audience,
    /// Where the rows are kept for a rescan.
    pub(crate) recording: Option<&'a Recording<'a>>,
    /// Where results go that do not stay on this machine.
    pub(crate) away: Option<&'a Away>,
    /// What persons released.
    pub(crate) released: Option<&'a Released>,
}

/// What is shown of a scan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Show {
    /// The table, with at most so many lines.
    pub(crate) table: Option<usize>,
    /// One line a listing, its strongest finding, instead of one line a finding.
    pub(crate) brief: bool,
    /// What was found, in groups, where there is no table.
    pub(crate) groups: bool,
    /// How far it is.
    pub(crate) progress: bool,
    /// What came out of it.
    pub(crate) summary: bool,
    /// The summary in full.
    pub(crate) details: bool,
    /// The manifest as JSON in place of all that.
    pub(crate) json: bool,
}

impl Show {
    /// Whether groups are printed: there is no table, and there is a summary.
    pub(super) fn in_groups(&self) -> bool {
        self.groups && self.table.is_none() && self.summary
    }
}
