//! Results as bytes or columns: what a worker does, so that only order is left to the thread that writes.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use nameplate::contract::{Expanded, Record, Row};
use nameplate::finding::{ListingResult, Verdict};
use nameplate::matching::MatchResult;

use super::book::Sheets;
use super::cells::Cells;
use super::contents::Scope;
use super::format::{Cases, Format};
use super::plan::Plan;
use super::with::{Memo, With};
use super::{flat, flat_match, people};
use crate::arrow_out::{ExpandedColumns, MatchColumns, ResultColumns};
use crate::kernel::KeptCells;
use tables::columns::Kept;

/// The results of one batch, ready to be written.
pub(crate) enum Encoded {
    Nothing,
    Bytes(Vec<u8>),
    Columns(RecordBatch),
    Sheets(Sheets),
}

/// A result that can be written in every format.
pub(crate) trait Written {
    /// Collects results as columns.
    type Columns;

    fn columns(cases: Cases) -> Self::Columns;
    fn column(&self, columns: &mut Self::Columns);
    fn batch(columns: &mut Self::Columns) -> Result<RecordBatch, ArrowError>;
    fn json(&self, cases: Cases, out: &mut Vec<u8>) -> serde_json::Result<()>;
    /// Its lines in a table; how many they are.
    fn lines(&self, with: &mut With<'_>, out: &mut Cells) -> Result<u64, csv::Error>;
    /// Its line on the sheet for people, if it has one; how many they are.
    fn person(&self, _: &mut With<'_>, _: &mut Cells) -> Result<u64, csv::Error> {
        Ok(0)
    }
    /// Whether it is written where only findings are: what could not be judged is.
    fn is_finding(&self) -> bool {
        true
    }
}

/// Listings as columns, with their cases beside them or inside.
pub(crate) enum ListingColumns {
    Beside(Box<ResultColumns>),
    Inside(Box<ExpandedColumns>),
}

impl Written for ListingResult<'_> {
    type Columns = ListingColumns;

    fn columns(cases: Cases) -> ListingColumns {
        match cases {
            Cases::Beside => ListingColumns::Beside(Box::default()),
            Cases::Inside => ListingColumns::Inside(Box::default()),
        }
    }

    fn column(&self, columns: &mut ListingColumns) {
        match columns {
            ListingColumns::Beside(columns) => columns.push(self),
            ListingColumns::Inside(columns) => columns.push(self),
        }
    }

    fn batch(columns: &mut ListingColumns) -> Result<RecordBatch, ArrowError> {
        match columns {
            ListingColumns::Beside(columns) => columns.finish(),
            ListingColumns::Inside(columns) => columns.finish(),
        }
    }

    fn json(&self, cases: Cases, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match cases {
            Cases::Beside => serde_json::to_writer(out, &Record::Result(Row(self))),
            Cases::Inside => serde_json::to_writer(out, &Expanded(self)),
        }
    }

    fn lines(&self, with: &mut With<'_>, out: &mut Cells) -> Result<u64, csv::Error> {
        flat::write(self, with, out)
    }

    fn person(&self, with: &mut With<'_>, out: &mut Cells) -> Result<u64, csv::Error> {
        people::write(self, with, out)
    }

    fn is_finding(&self) -> bool {
        !self.findings.is_empty() || self.verdict == Verdict::NotChecked
    }
}

impl Written for MatchResult<'_> {
    type Columns = MatchColumns;

    fn columns(_: Cases) -> MatchColumns {
        MatchColumns::default()
    }

    fn column(&self, columns: &mut MatchColumns) {
        columns.push(self);
    }

    fn batch(columns: &mut MatchColumns) -> Result<RecordBatch, ArrowError> {
        columns.finish()
    }

    fn json(&self, _: Cases, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }

    fn lines(&self, _: &mut With<'_>, out: &mut Cells) -> Result<u64, csv::Error> {
        flat_match::write(self, out)
    }
}

/// In which form results are written.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'p> {
    pub(crate) plan: &'p Plan,
    /// The columns of the catalog that are kept.
    pub(crate) kept: &'p [Kept],
}

/// Encodes the results of one batch.
pub(crate) struct Encoder<'p, W: Written> {
    shape: Option<Shape<'p>>,
    form: Form<W>,
    /// Records so far; of a table, lines.
    lines: u64,
}

/// What is collected.
enum Form<W: Written> {
    Nothing,
    Jsonl(Vec<u8>, Cases),
    Csv(Box<(Cells, Memo)>),
    Parquet(Box<W::Columns>),
    Xlsx(Box<TwoSheets>),
}

struct TwoSheets {
    people: (Cells, u64),
    rows: Cells,
    /// What was told on the one and on the other.
    memos: [Memo; 2],
}

impl<'p, W: Written> Encoder<'p, W> {
    pub(crate) fn new(shape: Option<Shape<'p>>) -> Self {
        let form = match shape.map(|shape| (shape.plan.format, shape.plan.cases)) {
            None => Form::Nothing,
            Some((Format::Jsonl, cases)) => Form::Jsonl(Vec::new(), cases),
            Some((Format::Csv, _)) => Form::Csv(Box::new((Cells::csv(), Memo::default()))),
            Some((Format::Parquet, cases)) => Form::Parquet(Box::new(W::columns(cases))),
            Some((Format::Xlsx, _)) => Form::Xlsx(Box::new(TwoSheets {
                people: (Cells::sheet(), 0),
                rows: Cells::sheet(),
                memos: Default::default(),
            })),
        };
        Encoder { shape, form, lines: 0 }
    }

    /// Adds a result of the same kind, whatever it borrows, with the cells of the catalog that are kept.
    pub(crate) fn push<R: Written<Columns = W::Columns>>(
        &mut self,
        result: &R,
        kept: &KeptCells<'_>,
    ) -> Result<(), String> {
        let Some(Shape { plan, .. }) = self.shape else { return Ok(()) };
        if plan.scope == Scope::Findings && !result.is_finding() {
            return Ok(());
        }
        let failed = |error: csv::Error| error.to_string();
        self.lines += match &mut self.form {
            Form::Nothing => 0,
            Form::Jsonl(out, cases) => {
                result.json(*cases, out).map_err(|error| error.to_string())?;
                out.push(b'\n');
                1
            }
            Form::Csv(csv) => {
                let (out, memo) = &mut **csv;
                result.lines(&mut With { contents: &plan.contents, kept, memo }, out).map_err(failed)?
            }
            Form::Parquet(columns) => {
                result.column(columns);
                1
            }
            Form::Xlsx(sheets) => {
                let TwoSheets { people: (people, lines), rows, memos: [of_people, of_rows] } = &mut **sheets;
                let mut with = With { contents: &plan.contents, kept, memo: of_people };
                *lines += result.person(&mut with, people).map_err(failed)?;
                with.memo = of_rows;
                result.lines(&mut with, rows).map_err(failed)?
            }
        };
        Ok(())
    }

    /// What was collected, and how many records or lines it is.
    pub(crate) fn finish(self) -> Result<(Encoded, u64), String> {
        let encoded = match self.form {
            Form::Nothing => Encoded::Nothing,
            Form::Jsonl(out, _) => Encoded::Bytes(out),
            Form::Csv(csv) => Encoded::Bytes(csv.0.finish()?),
            Form::Parquet(mut columns) => {
                Encoded::Columns(W::batch(&mut columns).map_err(|error| error.to_string())?)
            }
            Form::Xlsx(sheets) => {
                let TwoSheets { people: (people, n), rows, .. } = *sheets;
                let kept = self.shape.map(|shape| shape.kept).unwrap_or_default();
                Encoded::Sheets(Sheets {
                    people: (people.finish()?, n),
                    rows: (rows.finish()?, self.lines),
                    kept: kept.iter().map(|kept| kept.name.clone()).collect(),
                })
            }
        };
        Ok((encoded, self.lines))
    }
}
