//! Labelled listings spread over tables of ordinary goods, so that a positive is as rare as in a shop.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use nameplate::{Day, Listing, Screener, Verdict};
use nameplate_tests::catalogs::Lcg;

use crate::goods::{Goods, Label};
use crate::rewriting::{Dressed, Rewriting};
use crate::scanned::{Calendar, Seen, scan, seen};
use crate::table;
use crate::tables::Tables;

/// Rows of a table.
pub(crate) const ROWS: usize = 1_000;
/// Most rows of a table that are no silence.
pub(crate) const POSITIVES: usize = 20;

/// Tables of goods before they are dressed.
pub(crate) struct Spread {
    pub(crate) tables: Vec<Vec<Goods>>,
}

impl Spread {
    /// Spreads listings over as few tables as hold them, between ordinary goods.
    pub(crate) fn new(labelled: Vec<Goods>, ordinary: &[Goods]) -> Spread {
        let (silent, positive): (Vec<_>, Vec<_>) =
            labelled.into_iter().partition(|goods| goods.label.as_ref().is_none_or(|label| label.silent()));
        let count = positive.len().div_ceil(POSITIVES);
        let mut tables: Vec<Vec<Goods>> = vec![Vec::new(); count];
        // Dealt out like cards, so that each table has something of every slice.
        for (number, goods) in positive.into_iter().chain(silent).enumerate() {
            tables[number % count].push(goods);
        }
        let mut ordinary = ordinary.iter().cycle();
        let spread = tables.into_iter().enumerate().map(|(number, mut labelled)| {
            Lcg(number as u64).shuffle(&mut labelled);
            let step = ROWS / (labelled.len() + 1);
            let mut rows = Vec::with_capacity(ROWS);
            for goods in labelled {
                rows.extend(ordinary.by_ref().take(step - 1).cloned());
                rows.push(goods);
            }
            let left = ROWS - rows.len();
            rows.extend(ordinary.by_ref().take(left).cloned());
            rows
        });
        Spread { tables: spread.collect() }
    }

    /// Dresses the tables, writes them into a folder and scans them.
    pub(crate) fn run(
        &self,
        rewriting: &Rewriting,
        data: &Tables,
        folder: &Path,
        screener: &Screener<'static>,
    ) -> Ran {
        let (mut calendar, mut dressed) = (Calendar::new(), BTreeMap::new());
        for (number, goods) in self.tables.iter().enumerate() {
            let rows: Vec<Dressed> = goods
                .iter()
                .enumerate()
                .map(|(row, goods)| rewriting.dress(goods, data, number + row))
                .collect();
            let path = folder.join(format!("{number:03}.csv"));
            std::fs::write(&path, table::bytes(rewriting, &rows, data)).expect("a folder of our own");
            let name = path.display().to_string();
            calendar.insert(
                name.clone(),
                goods.iter().map(|goods| Some(goods.label.as_ref()?.case.as_of)).collect(),
            );
            dressed.insert(name, (goods, rows));
        }
        let scanned = scan(screener, &calendar);
        let mut later: BTreeMap<(String, usize), (Day, Listing<'static>)> =
            scanned.later.into_iter().map(|one| ((one.file, one.row), (one.day, one.listing))).collect();
        let mut ran = Ran::default();
        for (file, seen) in scanned.rows {
            let (goods, rows) = &dressed[&file];
            for (row, seen) in seen.into_iter().enumerate() {
                let (goods, row, own_day) = (&goods[row], &rows[row], later.remove(&(file.clone(), row)));
                match &goods.label {
                    None => ran.ordinary.add(seen.map(|seen| seen.verdict)),
                    Some(label) => ran.labelled.push(Outcome {
                        label: Rc::clone(label),
                        // In plain clothes nothing is changed, and everything counts.
                        changed: row.changed || rewriting.changes_table() || rewriting.id == "plain",
                        apart: row.apart || !table::holds(&row.listing, rewriting.charset),
                        seen,
                        own_day,
                        imitates: row.changed && rewriting.imitates(),
                        dressed: row.listing.clone(),
                    }),
                }
            }
        }
        ran
    }
}

/// What became of a labelled row.
pub(crate) struct Outcome {
    pub(crate) label: Rc<Label>,
    /// Whether the rewriting did anything to it.
    pub(crate) changed: bool,
    pub(crate) apart: bool,
    /// Nothing where the row was lost.
    pub(crate) seen: Option<Seen>,
    /// The listing as it was read, where it is still to be judged for a day of its own.
    own_day: Option<(Day, Listing<'static>)>,
    /// Whether a name in it is written so that it looks like another word.
    pub(crate) imitates: bool,
    /// The listing in its clothes.
    pub(crate) dressed: Listing<'static>,
}

impl Outcome {
    /// Whether it is still to be judged for a day of its own.
    pub(crate) fn has_own_day(&self) -> bool {
        self.own_day.is_some()
    }
}

/// Counts of ordinary goods.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ordinary {
    pub(crate) connected: usize,
    pub(crate) review: usize,
    pub(crate) lost: usize,
}

impl Ordinary {
    fn add(&mut self, verdict: Option<Verdict>) {
        match verdict {
            None => self.lost += 1,
            Some(Verdict::Connected) => self.connected += 1,
            Some(Verdict::Review) => self.review += 1,
            Some(_) => {}
        }
    }
}

/// What became of all tables of a rewriting.
#[derive(Default)]
pub(crate) struct Ran {
    pub(crate) labelled: Vec<Outcome>,
    pub(crate) ordinary: Ordinary,
}

impl Ran {
    /// Judges what was put aside for the screener's day.
    pub(crate) fn judge_later(&mut self, screener: &Screener<'static>) {
        for one in &mut self.labelled {
            if one.own_day.as_ref().is_some_and(|(day, _)| *day == screener.as_of()) {
                one.seen = one.own_day.take().map(|(_, listing)| seen(&screener.screen(&listing)));
            }
        }
    }

    /// Days for which listings are put aside.
    pub(crate) fn days(&self) -> impl Iterator<Item = Day> {
        self.labelled.iter().filter_map(|one| one.own_day.as_ref().map(|(day, _)| *day))
    }
}
