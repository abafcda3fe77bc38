//! A line of text in pieces, each with how it is meant: what a terminal paints and a browser marks.

use serde::Serialize;

/// How a piece of text is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// As the rest.
    Plain,
    /// What to read first.
    Strong,
    /// What can be skipped.
    Faint,
    /// Connected, against.
    Alarm,
    /// Review, unsure.
    Caution,
}

/// A piece of a line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Piece {
    /// How it is meant.
    pub tone: Tone,
    /// What it says. Names and words of strangers stand in it as they are: whoever shows it makes it harmless.
    pub text: String,
}

/// Pieces of text that belong on one line.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
#[serde(transparent)]
pub struct Line {
    /// The pieces, none of them empty.
    pub pieces: Vec<Piece>,
}

/// A line of plain text.
pub fn text(text: impl Into<String>) -> Line {
    Line::default().add(Tone::Plain, text)
}

/// A line of faint text.
pub fn faint(text: impl Into<String>) -> Line {
    Line::default().add(Tone::Faint, text)
}

impl Line {
    /// Adds a piece.
    #[must_use]
    pub fn add(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.pieces.push(Piece { tone, text });
        }
        self
    }

    /// Adds a plain piece.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.add(Tone::Plain, text)
    }

    /// Adds a faint piece.
    #[must_use]
    pub fn faint(self, text: impl Into<String>) -> Self {
        self.add(Tone::Faint, text)
    }

    /// Adds a strong piece.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.add(Tone::Strong, text)
    }
}
