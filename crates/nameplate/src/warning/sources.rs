//! Sources, numbered in the order in which a text cites them.

use crate::register::Source;

/// At most so many sources stand behind one statement; the others are in the evidence.
const MOST_CITED: usize = 2;

/// The sources cited so far.
#[derive(Default)]
pub(super) struct Sources<'f> {
    cited: Vec<&'f Source>,
}

impl<'f> Sources<'f> {
    /// Cites the first of these, with their numbers.
    pub(super) fn cite(&mut self, sources: &'f [Source]) -> Vec<(usize, &'f Source)> {
        sources.iter().take(MOST_CITED).map(|source| (self.number(source), source)).collect()
    }

    fn number(&mut self, source: &'f Source) -> usize {
        let known = self.cited.iter().position(|cited| cited.id == source.id);
        known.unwrap_or_else(|| {
            self.cited.push(source);
            self.cited.len() - 1
        }) + 1
    }

    /// All that was cited, with their numbers.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &'f Source)> {
        self.cited.iter().enumerate().map(|(n, source)| (n + 1, *source))
    }
}
