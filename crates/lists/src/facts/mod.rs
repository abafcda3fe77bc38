//! Facts: our researched knowledge, as reviewed TOML files. Loading, checking, gaps.

mod stated;
mod check;
mod coverage;
mod gaps;
mod load;
mod regimes;
mod sample;

pub use check::Problem;
pub use coverage::{Coverage, Maker};
pub use gaps::Gap;
pub use load::{LoadError, files, load};
pub use sample::Statement;
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

    /// Of the makers that can be `connected`, how many have a sourced claim and an answer.
    pub fn coverage(&self) -> Coverage {
        coverage::coverage(&self.input)
    }

    /// So many sourced statements, the same for the same seed.
    pub fn sample(&self, count: usize, seed: u64) -> Vec<Statement> {
        sample::sample(&self.input, count, seed)
    }

    /// Statements as a table to be filled in, with the addresses of their sources.
    pub fn sheet(&self, statements: &[Statement]) -> String {
        sample::sheet(&self.input, statements)
    }

    /// Every regime with its rules: `docs/regimes.md`.
    pub fn regimes_page(&self) -> String {
        regimes::page(&self.input)
    }
}
