//! How a command ended, and what the shell is told of it.

use nameplate::Verdict;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Ended {
    /// Nothing found, or nothing to be found.
    Nothing,
    /// Something connected or for review.
    Found,
    /// It could not be completed.
    Incomplete,
}

impl Ended {
    /// The exit code.
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Ended::Nothing => 0,
            Ended::Found => 1,
            Ended::Incomplete => 2,
        })
    }
}

impl From<Verdict> for Ended {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Connected | Verdict::Review => Ended::Found,
            Verdict::NoConnectionFound => Ended::Nothing,
            Verdict::NotChecked => Ended::Incomplete,
        }
    }
}
