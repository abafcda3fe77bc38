//! How a line of the table is laid out: columns aligned for the terminal, the title giving way first.

use super::row::Row;
use crate::out::{Line, Tone, faint, right, text};
use crate::words::{plain, tone};

/// Widths in a pipe, where nothing has to fit.
const PIPE_TITLE: usize = 60;
const PIPE_TARGET: usize = 40;
const GAP: usize = 2;
/// Cells of a score.
const SCORE: usize = 5;
/// Terminals that are narrower do without scores: the title needs the room more.
const NARROW: usize = 100;

/// Cells of each column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    verdict: usize,
    id: usize,
    title: usize,
    target: usize,
    ground: usize,
    lists: usize,
    score: bool,
}

impl Layout {
    /// Widths for these rows: what they need where there is no limit, else what fits, the title giving way first.
    pub(super) fn of(rows: &[Row], room: Option<usize>) -> Layout {
        let widest = |cell: &dyn Fn(&Row) -> Line, heading: &str| {
            rows.iter().map(|row| cell(row).width()).max().unwrap_or(0).max(heading.len())
        };
        let mut layout = Layout {
            verdict: widest(&|row| text(plain(row.verdict.word())), "verdict"),
            id: widest(&|row| text(&row.id), "id").min(20),
            title: widest(&|row| text(&row.title), "title"),
            target: widest(&judged_target, "target"),
            ground: widest(&|row| text(plain(row.ground)), "for you"),
            lists: widest(&|row| lists(row, usize::MAX), "lists"),
            score: room.is_none_or(|room| room >= NARROW),
        };
        let Some(room) = room else {
            layout.title = layout.title.min(PIPE_TITLE);
            layout.target = layout.target.min(PIPE_TARGET);
            return layout;
        };
        let score = if layout.score { SCORE + GAP } else { 0 };
        let free = room.saturating_sub(layout.verdict + layout.id + layout.ground + score + 5 * GAP).max(36);
        let all_lists = layout.lists;
        let least_lists = widest(&|row| lists(row, 0), "lists");
        layout.target = layout.target.min((free * 3 / 10).max(12));
        layout.lists = layout.lists.min((free / 4).max(least_lists));
        let title = free.saturating_sub(layout.target + layout.lists).max(8);
        layout.lists = all_lists.min(layout.lists + title.saturating_sub(layout.title));
        layout.title = layout.title.min(title);
        layout
    }

    pub(super) fn header(&self, asked: bool) -> Line {
        let cells = [
            (faint("verdict"), self.verdict),
            (faint("id"), self.id),
            (faint("title"), self.title),
            (faint("target"), self.target),
            (faint(if asked { "for you" } else { "ground" }), self.ground),
            (faint("lists"), self.lists),
        ];
        let line = cells.into_iter().fold(Line::default(), |line, (cell, width)| pad(line, cell, width));
        if self.score { gap(line).faint("score") } else { line }
    }

    /// One line. On a terminal the second finding of a listing does not repeat it; in a pipe every line stands alone.
    pub(super) fn line(&self, row: &Row, repeat: bool) -> Line {
        let (id, title) = if row.again && !repeat { ("", "") } else { (row.id.as_str(), row.title.as_str()) };
        let verdict = Line::default().add(tone(row.verdict), plain(row.verdict.word()));
        if row.score.is_none() {
            let line = pad(
                pad(pad(Line::default(), verdict, self.verdict), text(id), self.id),
                text(title),
                self.title,
            );
            let score = if self.score { SCORE + GAP } else { 0 };
            return line
                .then(faint(&row.target).cut(self.target + self.ground + self.lists + score + 2 * GAP));
        }
        let cells = [
            (verdict, self.verdict),
            (text(id), self.id),
            (text(title), self.title),
            (target(row), self.target),
            (text(plain(row.ground)), self.ground),
            (lists(row, self.lists), self.lists),
        ];
        let line = cells.into_iter().fold(Line::default(), |line, (cell, width)| pad(line, cell, width));
        match row.score {
            Some(points) if self.score => gap(line).then(right(&score(points), SCORE)),
            _ => line,
        }
    }
}

/// The target; a second one of the same listing stands back.
fn target(row: &Row) -> Line {
    let tone = if row.again { Tone::Plain } else { Tone::Strong };
    let line = Line::default().add(tone, &row.target);
    if row.folded > 0 { line.faint(format!(" +{}", row.folded)) } else { line }
}

/// The target, where it counts for the width of its column: reasons run over the columns behind.
fn judged_target(row: &Row) -> Line {
    if row.score.is_some() { target(row) } else { Line::default() }
}

/// Adds a cell of that width, with a gap before it unless it is the first.
fn pad(line: Line, cell: Line, width: usize) -> Line {
    let cell = cell.cut(width);
    let space = width - cell.width();
    gap(line).then(cell).plain(" ".repeat(space))
}

fn gap(line: Line) -> Line {
    if line.width() == 0 { line } else { line.plain(" ".repeat(GAP)) }
}

/// As many lists as fit, and how many more there are.
fn lists(row: &Row, width: usize) -> Line {
    let all = row.lists.len();
    let with = |n: usize| {
        let named = row.lists.iter().take(n).map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(" ");
        if n < all { text(named).faint(format!(" +{}", all - n)) } else { text(named) }
    };
    let fits = (1..=all).rev().map(with).find(|line| line.width() <= width);
    fits.unwrap_or_else(|| with(1.min(all)))
}

/// A score in a table: one decimal; `explain` has all three.
fn score(millinats: i32) -> String {
    let tenths = (i64::from(millinats) + if millinats < 0 { -50 } else { 50 }) / 100;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nameplate::Verdict;

    fn row(title: &str, lists: &[&str]) -> Row {
        Row {
            verdict: Verdict::Connected,
            file: "a.csv".into(),
            id: "NP-1".into(),
            title: title.into(),
            target: "Hikvision".into(),
            ground: "named",
            lists: lists.iter().map(|id| ((*id).to_owned(), String::new())).collect(),
            score: Some(9_349),
            folded: 0,
            again: false,
        }
    }

    #[test]
    fn no_line_is_longer_than_the_terminal() {
        let rows = [
            row(
                "海康威视 400万 POE 半球摄像头 夜视 录音 海康威视 400万",
                &["s889", "fcc-covered", "dod-1260h"],
            ),
            row("HIKVISION DS-2CD2143G2-I 4MP AcuSense Dome Camera with a long title", &["s889"]),
        ];
        for room in [80, 100, 140, 200] {
            let layout = Layout::of(&rows, Some(room));
            for row in &rows {
                assert!(layout.line(row, false).width() <= room, "{room}");
            }
        }
    }

    #[test]
    fn lists_that_do_not_fit_are_counted() {
        let row = row("", &["s889", "fcc-covered", "dod-1260h"]);
        let plain = |width| anstream::adapter::strip_str(&lists(&row, width).render()).to_string();
        assert_eq!(plain(80), "s889 fcc-covered dod-1260h");
        assert_eq!(plain(19), "s889 fcc-covered +1");
        assert_eq!(plain(5), "s889 +2");
    }

    #[test]
    fn scores_are_rounded_to_a_tenth() {
        assert_eq!([score(9_349), score(9_350), score(-75), score(0)], ["9.3", "9.4", "-0.1", "0.0"]);
    }
}
