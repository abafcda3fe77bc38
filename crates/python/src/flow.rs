//! A table on its way through the kernel: batches are pulled from whoever made them, cut to pieces, judged, and handed on in the order of
//! the table. Knows no Python: other threads of it run meanwhile.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::SchemaRef;
use nameplate::id::{CaseId, HouseId};
use nameplate::report::Summary;
use nameplate::{Memo, Screener};
use pyo3::FromPyObject;
use scan::columns::Meaning;
use scan::digest::{By, Digest};
use scan::{Columns, Judging, Limits, Mapping, Recognised, Results, RowBase, screen_part};

use crate::answers::field_names;
use crate::fault::{Fault, bug};
use crate::held::Held;
use crate::placed;

/// So many rows are looked at to tell what columns mean: as many as of a file.
const LOOKED_AT: usize = 2_000;

/// So many bytes are for what a thread remembers of fields, ...
const OF_A_TABLE: usize = 32 << 20;

/// ... and so many where it judges pieces of a table.
const OF_A_PIECE: usize = 8 << 20;

/// What is wanted of a scan.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Wanted {
    /// What the table is called in results.
    name: String,
    /// Pairs of field and column.
    map: Vec<(String, String)>,
    /// Whether rows are told apart by the catalog's ids.
    expect_id: bool,
    /// Whether columns that names do not tell are guessed by their cells.
    guess: bool,
    /// Where the table is a piece of a larger one: by what rows of that are told apart, `id` or `place`. The digest is then made of all pieces
    /// together, and ids are held beside each other there.
    part: Option<String>,
    /// Threads that judge; 0 for as many as there are processors.
    threads: usize,
}

/// A scan that is under way.
pub(crate) struct Flow {
    held: Arc<Held>,
    reader: Option<Box<dyn RecordBatchReader + Send>>,
    schema: SchemaRef,
    wanted: Wanted,
    mapping: Mapping,
    identity: By,
    columns: Option<(Columns, Recognised)>,
    /// Pieces that wait to be judged, and judged ones that wait to be fetched.
    waiting: VecDeque<RecordBatch>,
    ready: VecDeque<Results>,
    /// What each thread remembers.
    memos: Vec<Memo>,
    row: u64,
    cases: HashSet<CaseId>,
    house: HashSet<HouseId>,
    summary: Summary,
    digest: Digest,
}

/// Pairs of field and column as a mapping.
fn mapping(pairs: &[(String, String)]) -> Result<Mapping, Fault> {
    let mut all = Mapping::default();
    for (field, column) in pairs {
        let Some(meaning) = Meaning::from_name(field, scan::Table::Catalog) else {
            return Err(Fault::input(format!("map: `{field}` is no field of a listing"))
                .field(field)
                .hint(format!("fields: id, {}", field_names().join(", "))));
        };
        all = all.and(Mapping::of_meaning(meaning, column));
    }
    Ok(all)
}

impl Flow {
    pub(crate) fn new(
        held: Arc<Held>,
        reader: Box<dyn RecordBatchReader + Send>,
        wanted: Wanted,
    ) -> Result<Self, Fault> {
        let threads = match wanted.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        let identity = match (wanted.part.as_deref(), wanted.expect_id) {
            (Some("place"), _) => By::Place,
            (Some(_), _) | (None, true) => By::Id,
            (None, false) => By::Order,
        };
        let schema = reader.schema();
        // Pieces are judged in processes, many on a machine: each remembers less than a thread that has the machine to itself.
        let remembered = if wanted.part.is_some() { OF_A_PIECE } else { OF_A_TABLE };
        let memos = (0..threads).map(|_| held.screener().memo_within(remembered)).collect();
        Ok(Flow {
            schema: if identity == By::Place { placed::without(&schema)? } else { schema },
            reader: Some(reader),
            mapping: mapping(&wanted.map)?,
            columns: None,
            waiting: VecDeque::new(),
            ready: VecDeque::new(),
            memos,
            row: 0,
            cases: HashSet::new(),
            house: HashSet::new(),
            summary: Summary::default(),
            digest: Digest::new(identity),
            identity,
            held,
            wanted,
        })
    }

    pub(crate) fn summary(&self) -> &Summary {
        &self.summary
    }

    pub(crate) fn digest(&self) -> String {
        self.digest.hex()
    }

    /// What columns mean; the first rows are looked at for it.
    pub(crate) fn recognised(&mut self) -> Result<&Recognised, Fault> {
        if self.columns.is_none() {
            self.recognise()?;
        }
        match &self.columns {
            Some((_, recognised)) => Ok(recognised),
            None => Err(bug("columns that were recognised are not")),
        }
    }

    /// The next judged rows; none at the end of the table. After an error there are no more: what was read beside it would look like
    /// the whole rest.
    pub(crate) fn next(&mut self) -> Result<Option<Results>, Fault> {
        let next = self.advance();
        if next.is_err() {
            self.reader = None;
            self.waiting.clear();
            self.ready.clear();
        }
        next
    }

    fn advance(&mut self) -> Result<Option<Results>, Fault> {
        if self.columns.is_none() {
            self.recognise()?;
        }
        if self.ready.is_empty() {
            self.judge()?;
        }
        Ok(self.ready.pop_front())
    }

    fn recognise(&mut self) -> Result<(), Fault> {
        let mut first = Vec::new();
        if self.wanted.guess {
            while self.waiting.iter().map(RecordBatch::num_rows).sum::<usize>() < LOOKED_AT && self.pull()? {}
            let mut left = LOOKED_AT;
            for batch in &self.waiting {
                let rows = batch.num_rows().min(left);
                first.push(batch.slice(0, rows));
                left -= rows;
            }
        }
        let found = scan::recognise(&self.wanted.name, (&self.schema, &first), &self.mapping)?;
        if self.identity == By::Id && !found.0.uses().iter().any(|one| matches!(one.meaning, Meaning::Id)) {
            return Err(Fault::input(format!(
                "{}: no column holds ids, and rows are to be told apart by them",
                self.wanted.name
            ))
            .file(&self.wanted.name)
            .field("id")
            .hint("say which column does: map={'id': 'COLUMN'}; or leave expect_id out"));
        }
        self.columns = Some(found);
        Ok(())
    }

    /// Takes a batch from whoever makes them and cuts it to pieces; says whether there was one.
    fn pull(&mut self) -> Result<bool, Fault> {
        let Some(reader) = &mut self.reader else { return Ok(false) };
        match reader.next() {
            None => self.reader = None,
            Some(Err(error)) => {
                self.reader = None;
                return Err(self.broken_off(&error.to_string()));
            }
            Some(Ok(batch)) => {
                let (all, most) = (batch.num_rows(), Limits::default().batch_rows);
                if self.identity == By::Place {
                    self.waiting.extend(placed::cut(&batch, most)?);
                    return Ok(true);
                }
                self.waiting
                    .extend((0..all).step_by(most).map(|start| batch.slice(start, most.min(all - start))));
            }
        }
        Ok(self.reader.is_some())
    }

    /// What stands where a table could not give its next rows. Python's own stop comes through Arrow as text of an error.
    fn broken_off(&self, reason: &str) -> Fault {
        if reason.contains("KeyboardInterrupt") {
            return Fault::stopped();
        }
        let before: usize = self.waiting.iter().map(RecordBatch::num_rows).sum();
        let row = self.row + before as u64;
        Fault::input(format!("{}: cannot be read on after row {row}: {reason}", self.wanted.name))
            .file(&self.wanted.name)
            .row(row)
            .hint("the table could not give its next rows: see to what makes it")
    }

    /// Judges as many pieces as there are threads.
    fn judge(&mut self) -> Result<(), Fault> {
        while self.waiting.len() < self.memos.len() && self.pull()? {}
        let take = self.waiting.len().min(self.memos.len());
        let Some((columns, _)) = &self.columns else {
            return Err(bug("rows are judged before columns are known"));
        };
        let (screener, file) = (self.held.screener(), Arc::<str>::from(self.wanted.name.as_str()));
        let mut tasks = Vec::with_capacity(take);
        for (batch, memo) in self.waiting.drain(..take).zip(&mut self.memos) {
            let first_row = self.row;
            self.row += batch.num_rows() as u64;
            let (batch, base) = match self.identity {
                By::Place => placed::taken(&batch)?,
                _ => (batch, RowBase { file: Arc::clone(&file), first_row, ..RowBase::default() }),
            };
            tasks.push(Task { screener, columns, batch, base, identity: self.identity, memo });
        }
        for results in Task::run_all(tasks) {
            let mut results = results?;
            if self.wanted.part.is_none() {
                self.digest.add(&results.digest)?;
            }
            self.summary.merge(results.summary.clone());
            results.cases.retain(|case| self.cases.insert(case.id.clone()));
            results.house.retain(|house| self.house.insert(house.id.clone()));
            self.ready.push_back(results);
        }
        Ok(())
    }
}

/// A piece of the table for one thread.
struct Task<'t> {
    screener: &'t Screener<'t>,
    columns: &'t Columns,
    batch: RecordBatch,
    base: RowBase,
    identity: By,
    memo: &'t mut Memo,
}

impl Task<'_> {
    fn run(self) -> Result<Results, Fault> {
        let judging = Judging { judge: self.screener, memo: self.memo };
        Ok(screen_part(judging, (&self.batch, self.columns), self.base, self.identity)?)
    }

    /// Runs all of them, the first on the caller's thread; results in their order.
    fn run_all(tasks: Vec<Self>) -> Vec<Result<Results, Fault>> {
        std::thread::scope(|scope| {
            let mut tasks = tasks.into_iter();
            let first = tasks.next();
            let others: Vec<_> = tasks.map(|task| scope.spawn(|| task.run())).collect();
            let first = first.map(Task::run);
            let joined = others
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err(bug("a thread of the scan ended badly"))));
            first.into_iter().chain(joined).collect()
        })
    }
}
