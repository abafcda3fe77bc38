//! Facts: our researched knowledge, as reviewed TOML files. Loading, checking, gaps.

mod stated;
mod check;
mod gaps;
mod load;
mod regimes;

pub use check::Problem;
pub use gaps::Gap;
pub use load::{LoadError, files, load};
pub use stated::Facts;

impl Facts {
    /// What does not hold together; empty if all does.
    pub fn check(&self) -> Vec<Problem> {
        check::check(self)
    }

    /// What is kept without a source.
    pub fn gaps(&self) -> Vec<Gap> {
        gaps::gaps(&self.input)
    }

    /// Every regime with its rules: `docs/regimes.md`.
    pub fn regimes_page(&self) -> String {
        regimes::page(&self.input)
    }
}
