//! A page of text: headings, paragraphs, pairs and aligned rows, laid out for a width.

use super::line::{Line, strong, text};

/// Text that is laid out for a terminal of some width. Knows nothing of where it is printed.
#[derive(Debug)]
pub(crate) struct Page {
    width: usize,
    out: String,
}

impl Page {
    /// An empty page.
    pub(crate) fn new(width: usize) -> Self {
        Page { width: width.max(40), out: String::new() }
    }

    /// The page, with colours.
    pub(crate) fn as_str(&self) -> &str {
        &self.out
    }

    /// Cells in a line.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// An empty line, unless the page begins or one stands there already.
    pub(crate) fn blank(&mut self) {
        if !self.out.is_empty() && self.out != "\n" && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// An empty line, also at the top: for a page that follows another.
    pub(crate) fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A heading, with room above it.
    pub(crate) fn heading(&mut self, words: &str) {
        self.blank();
        self.put(&strong(words).render());
    }

    /// A paragraph.
    pub(crate) fn para(&mut self, line: &Line) {
        self.hanging(0, 0, line);
    }

    /// A paragraph whose first line stands at `first` and whose other lines at `rest`.
    pub(crate) fn hanging(&mut self, first: usize, rest: usize, line: &Line) {
        let room = |indent: usize| self.width.saturating_sub(indent).max(20);
        for (n, wrapped) in line.wrap(room(first), room(rest)).iter().enumerate() {
            let indent = if n == 0 { first } else { rest };
            self.put(&format!("{:indent$}{wrapped}", ""));
        }
    }

    /// Aligned rows. Each column but the last is as wide as its widest cell, between the given least width and half the
    /// page; the last one wraps.
    pub(crate) fn rows(&mut self, indent: usize, least: &[usize], rows: Vec<Vec<Line>>) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(1);
        let most = (self.width / 2).max(16);
        let widths: Vec<usize> = (0..columns)
            .map(|n| {
                let widest = rows.iter().filter_map(|row| row.get(n)).map(Line::width).max().unwrap_or(0);
                widest.max(least.get(n).copied().unwrap_or(0)).min(most)
            })
            .collect();
        let before: usize = indent + widths.iter().map(|w| w + 2).sum::<usize>();
        let before = if self.width < before + 24 { indent + 4 } else { before };
        for row in rows {
            self.row(indent, &widths, before, &row);
        }
    }

    fn row(&mut self, indent: usize, widths: &[usize], before: usize, row: &[Line]) {
        let mut head = " ".repeat(indent);
        let mut used = indent;
        for (cell, width) in row.iter().zip(widths) {
            let cell = cell.cut(*width);
            head.push_str(&cell.render());
            head.push_str(&" ".repeat(width + 2 - cell.width()));
            used += width + 2;
        }
        let Some(last) = row.get(widths.len()) else { return self.put(head.trim_end()) };
        let room = self.width.saturating_sub(before).max(20);
        if used > before {
            self.put(head.trim_end());
            return self.hanging(before, before, last);
        }
        for (n, wrapped) in last.wrap(room, room).iter().enumerate() {
            if n == 0 {
                self.put(format!("{head}{wrapped}").trim_end());
            } else {
                self.put(&format!("{:before$}{wrapped}", ""));
            }
        }
    }

    /// A line as it is, spaces included, however long.
    pub(crate) fn verbatim(&mut self, line: &Line) {
        let line = line.render();
        self.put(line.trim_end());
    }

    fn put(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// Cells to the right end of a column of that width.
pub(crate) fn right(words: &str, width: usize) -> Line {
    text(format!("{words:>width$}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::out::line::faint;

    fn plain(page: &Page) -> String {
        anstream::adapter::strip_str(page.as_str()).to_string()
    }

    #[test]
    fn rows_are_aligned_and_the_last_column_wraps() {
        let mut page = Page::new(40);
        page.rows(
            2,
            &[],
            vec![
                vec![text("a"), text("one two three four five six seven eight")],
                vec![text("海海"), text("x")],
            ],
        );
        let expected = "  a     one two three four five six\n        seven eight\n  海海  x\n";
        assert_eq!(plain(&page), expected);
    }

    #[test]
    fn a_narrow_page_puts_the_last_column_below() {
        let mut page = Page::new(40);
        page.rows(0, &[20], vec![vec![text("name"), text("a sentence that is long enough")]]);
        assert_eq!(plain(&page), "name\n    a sentence that is long enough\n");
    }

    #[test]
    fn headings_have_room_above_them_but_not_at_the_top() {
        let mut page = Page::new(40);
        page.heading("One");
        page.para(&faint("text"));
        page.heading("Two");
        assert_eq!(plain(&page), "One\ntext\n\nTwo\n");
    }
}
