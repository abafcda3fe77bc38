//! A piece of text with tones. All text enters through [`Line::add`], which makes it harmless; only we write colours.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) use pages::line::Tone;

use super::safe::shown;

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
        Tone::Alarm => AnsiColor::Red.on_default().bold(),
        Tone::Caution => AnsiColor::Yellow.on_default(),
    }
}

/// Pieces of text that belong on one line, before it is wrapped.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Line {
    spans: Vec<(Tone, String)>,
}

/// A line of plain text.
pub(crate) fn text(text: impl AsRef<str>) -> Line {
    Line::default().add(Tone::Plain, text)
}

/// A line of faint text.
pub(crate) fn faint(text: impl AsRef<str>) -> Line {
    Line::default().add(Tone::Faint, text)
}

/// A line of strong text.
pub(crate) fn strong(text: impl AsRef<str>) -> Line {
    Line::default().add(Tone::Strong, text)
}

impl From<pages::line::Line> for Line {
    fn from(said: pages::line::Line) -> Self {
        said.pieces.iter().fold(Line::default(), |line, piece| line.add(piece.tone, &piece.text))
    }
}

impl Line {
    /// Adds a piece.
    #[must_use]
    pub(crate) fn add(mut self, tone: Tone, text: impl AsRef<str>) -> Self {
        let text = shown(text.as_ref());
        if !text.is_empty() {
            self.spans.push((tone, text));
        }
        self
    }

    /// Adds a plain piece.
    #[must_use]
    pub(crate) fn plain(self, text: impl AsRef<str>) -> Self {
        self.add(Tone::Plain, text)
    }

    /// Adds a faint piece.
    #[must_use]
    pub(crate) fn faint(self, text: impl AsRef<str>) -> Self {
        self.add(Tone::Faint, text)
    }

    /// Adds a strong piece.
    #[must_use]
    pub(crate) fn strong(self, text: impl AsRef<str>) -> Self {
        self.add(Tone::Strong, text)
    }

    /// Adds the pieces of another line.
    #[must_use]
    pub(crate) fn then(mut self, other: Line) -> Self {
        self.spans.extend(other.spans);
        self
    }

    /// Cells it takes on a terminal.
    pub(crate) fn width(&self) -> usize {
        self.spans.iter().map(|(_, text)| text.width()).sum()
    }

    /// Shortened to so many cells, with an ellipsis where something is left out.
    #[must_use]
    pub(crate) fn cut(&self, width: usize) -> Line {
        if self.width() <= width {
            return self.clone();
        }
        let mut left = width.saturating_sub(1);
        let mut kept = Line::default();
        'all: for (tone, text) in &self.spans {
            let mut piece = String::new();
            for c in text.chars() {
                let cells = c.width().unwrap_or(0);
                if cells > left {
                    kept.spans.push((*tone, piece + "…"));
                    break 'all;
                }
                left -= cells;
                piece.push(c);
            }
            kept.spans.push((*tone, piece));
        }
        kept
    }

    /// With colours, on one line.
    pub(crate) fn render(&self) -> String {
        let mut out = String::new();
        for (tone, text) in &self.spans {
            paint(&mut out, *tone, text);
        }
        out
    }

    /// With colours, wrapped at so many cells: the first line has room for `first`, the others for `rest`.
    pub(crate) fn wrap(&self, first: usize, rest: usize) -> Vec<String> {
        let mut filling = Filling { first, rest, lines: Vec::new(), now: String::new(), used: 0 };
        for unit in self.units() {
            filling.word(&unit);
        }
        filling.done()
    }

    /// Words: what stands between spaces, across pieces.
    fn units(&self) -> Vec<Vec<(Tone, &str)>> {
        let mut units: Vec<Vec<(Tone, &str)>> = vec![Vec::new()];
        for (tone, text) in &self.spans {
            for (n, word) in text.split(' ').enumerate() {
                if n > 0 {
                    units.push(Vec::new());
                }
                if let (false, Some(unit)) = (word.is_empty(), units.last_mut()) {
                    unit.push((*tone, word));
                }
            }
        }
        units.retain(|unit| !unit.is_empty());
        units
    }
}

/// Lines while they fill with words.
struct Filling {
    /// Cells of the first line.
    first: usize,
    /// Cells of the others.
    rest: usize,
    /// Lines that are full.
    lines: Vec<String>,
    /// The line that is being filled.
    now: String,
    /// Cells used on it.
    used: usize,
}

impl Filling {
    /// Cells of the line that is being filled.
    fn room(&self) -> usize {
        if self.lines.is_empty() { self.first } else { self.rest }
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.now));
        self.used = 0;
    }

    fn word(&mut self, unit: &[(Tone, &str)]) {
        let width: usize = unit.iter().map(|(_, text)| text.width()).sum();
        let space = usize::from(self.used > 0);
        if self.used > 0 && self.used + space + width > self.room() {
            self.end_line();
        } else if self.used > 0 {
            self.now.push(' ');
            self.used += 1;
        }
        let is_address = unit.iter().any(|(_, text)| text.contains("://"));
        if width <= self.room() || is_address {
            unit.iter().for_each(|(tone, text)| paint(&mut self.now, *tone, text));
            self.used += width;
        } else {
            self.break_up(unit);
        }
    }

    /// Breaks a word that is longer than a line (Chinese has no spaces).
    fn break_up(&mut self, unit: &[(Tone, &str)]) {
        let mut room = self.room();
        for (tone, text) in unit {
            let mut piece = String::new();
            for c in text.chars() {
                let cells = c.width().unwrap_or(0);
                if self.used + cells > room && self.used > 0 {
                    paint(&mut self.now, *tone, &piece);
                    piece.clear();
                    self.end_line();
                    room = self.rest.max(1);
                }
                piece.push(c);
                self.used += cells;
            }
            paint(&mut self.now, *tone, &piece);
        }
    }

    fn done(mut self) -> Vec<String> {
        if self.used > 0 || self.lines.is_empty() {
            self.end_line();
        }
        self.lines
    }
}

fn paint(out: &mut String, tone: Tone, text: &str) {
    let style = style(tone);
    // Writing to a string cannot fail.
    let _ = write!(out, "{style}{text}{style:#}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_by_the_room_it_takes() {
        assert_eq!(text("camera").cut(6).render(), "camera");
        assert_eq!(text("cameras").cut(6).render(), "camer…");
        assert_eq!(text("海康威视").cut(6).render(), "海康…");
        assert!(text("海康威视").cut(6).width() <= 6);
        assert!(text("a").plain("海").cut(2).width() <= 2);
    }

    #[test]
    fn lines_are_wrapped_at_words_and_long_words_are_broken() {
        assert_eq!(text("one two three").wrap(7, 5), ["one two", "three"]);
        assert_eq!(text("海康威视数字技术").wrap(6, 6), ["海康威", "视数字", "技术"]);
        assert_eq!(text("a https://example.org/long/way").wrap(5, 5), ["a", "https://example.org/long/way"]);
        assert_eq!(text("").wrap(5, 5), [""]);
    }

    #[test]
    fn pieces_without_a_space_stay_together() {
        let line = text("(").strong("bold").plain(") next");
        assert_eq!(line.wrap(6, 6).len(), 2);
    }

    #[test]
    fn whatever_comes_in_is_harmless() {
        assert_eq!(text("a\u{1b}[31m").render(), "a\\u{1b}[31m");
    }
}
