//! Labelled listings spread over tables of ordinary goods, so that a positive is as rare as in a shop.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use nameplate_tests::catalogs::Lcg;

use crate::goods::{Goods, Label};
use crate::rewriting::{Dressed, Rewriting};
use crate::scanned::{Calendar, Days, Seen, scan};
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
    pub(crate) fn run(&self, rewriting: &Rewriting, data: &Tables, days: &Days, folder: &Path) -> Ran {
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
        let mut ran = Ran { changes_table: rewriting.changes_table(), ..Ran::default() };
        for (file, seen) in scan(days, &calendar) {
            let (goods, rows) = &dressed[&file];
            for ((goods, row), seen) in goods.iter().zip(rows).zip(seen) {
                ran.add(goods, row, seen, rewriting);
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
}

/// What became of all tables of a rewriting.
#[derive(Default)]
pub(crate) struct Ran {
    changes_table: bool,
    pub(crate) labelled: Vec<Outcome>,
    /// What was seen of ordinary goods.
    pub(crate) ordinary: Vec<Option<Seen>>,
}

impl Ran {
    /// All rows counted, whether they were changed or not.
    pub(crate) fn all_changed(mut self) -> Ran {
        self.labelled.iter_mut().for_each(|one| one.changed = true);
        self
    }

    fn add(&mut self, goods: &Goods, row: &Dressed, seen: Option<Seen>, rewriting: &Rewriting) {
        let Some(label) = &goods.label else {
            self.ordinary.push(seen);
            return;
        };
        self.labelled.push(Outcome {
            label: Rc::clone(label),
            changed: row.changed || self.changes_table,
            apart: row.apart || !table::holds(&row.listing, rewriting.charset),
            seen,
        });
    }
}
