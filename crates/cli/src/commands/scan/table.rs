//! The table, printed while the scan goes on. The first lines wait until the widths of the columns are known; the others
//! go out as they come.

use std::collections::BTreeMap;

use super::layout::Layout;
use super::row::Row;
use crate::error::Result;
use crate::out::{Out, Page, faint};

/// So many lines are looked at before widths are set.
const SAMPLE: usize = 200;
/// What lines of a table have in common.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// They are parted by file.
    pub(super) files: bool,
    /// They say what a finding means for who asks.
    pub(super) asked: bool,
}

/// The table.
pub(super) struct Table {
    out: Out,
    limit: usize,
    shape: Shape,
    waiting: Vec<Row>,
    layout: Option<Layout>,
    file: String,
    /// Lines within the limit.
    pub(super) shown: usize,
    /// Findings counted in the line of another one.
    pub(super) folded: u64,
    /// Lines beyond the limit.
    pub(super) hidden: u64,
    /// The lists that were named.
    pub(super) lists: BTreeMap<String, String>,
}

impl Table {
    pub(super) fn new(out: Out, limit: usize, shape: Shape) -> Self {
        Table {
            out,
            limit,
            shape,
            waiting: Vec::new(),
            layout: None,
            file: String::new(),
            shown: 0,
            folded: 0,
            hidden: 0,
            lists: BTreeMap::new(),
        }
    }

    /// Adds a line. Returns a page when there is something to print.
    pub(super) fn add(&mut self, row: Row) -> Option<Page> {
        if self.shown >= self.limit {
            self.hidden += 1;
            return None;
        }
        self.shown += 1;
        self.folded += row.folded as u64;
        self.lists.extend(row.lists.iter().cloned());
        self.waiting.push(row);
        (self.layout.is_some() || self.waiting.len() >= SAMPLE).then(|| self.take())
    }

    /// What still waits.
    pub(super) fn rest(&mut self) -> Option<Page> {
        (!self.waiting.is_empty()).then(|| self.take())
    }

    fn take(&mut self) -> Page {
        let mut page = self.out.page();
        let rows = std::mem::take(&mut self.waiting);
        let layout = match self.layout {
            Some(layout) => layout,
            None => {
                let room = self.out.is_terminal.then(|| page.width());
                let layout = Layout::of(&rows, room);
                page.verbatim(&layout.header(self.shape.asked));
                *self.layout.insert(layout)
            }
        };
        for row in rows {
            if self.shape.files && row.file != self.file {
                page.verbatim(&faint(format!("{}:", row.file)));
                self.file.clone_from(&row.file);
            }
            page.verbatim(&layout.line(&row, !self.out.is_terminal));
        }
        page
    }

    /// Prints a page of the table.
    pub(super) fn print(&self, page: &Page) -> Result<()> {
        self.out.print(page)
    }
}
