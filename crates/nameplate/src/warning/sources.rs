//! Sources, numbered in the order in which a text cites them.

use super::messages::Messages;
use crate::register::Source;

/// The sources cited so far.
#[derive(Default)]
pub(super) struct Sources<'f> {
    cited: Vec<&'f Source>,
}

impl<'f> Sources<'f> {
    /// Words, and behind them the number of the first of these sources; the others are in the evidence.
    pub(super) fn cited(&mut self, say: &Messages, words: String, sources: &'f [Source]) -> String {
        let Some(source) = sources.first() else { return words };
        let number = self.number(source).to_string();
        say.say("cited", &[("words", words.into()), ("number", number.into())])
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
