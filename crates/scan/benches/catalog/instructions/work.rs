//! The work whose instructions are counted: always the same, on files that were made before.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use nameplate::finding::ListingResult;
use nameplate::lookup::Finder;
use nameplate::names::{Kind, Name, Prepared};
use nameplate::register::{PartyIn, RegisterInput, build};
use nameplate::text::name::name_key;
use nameplate::{Day, Field, Listing, Policy, Register, Screener, Verdict};
use scan::{Input, Options, Output, run};

use super::made::{CHANGES, Common, Numbers, changed, name};
use crate::generate::{self, Mix};
use crate::sheet::{self, Row};

/// Rows of a kind: what they are called, and a catalog of nothing else.
const KINDS: [(&str, Mix); 3] =
    [("silent", Mix::SILENT), ("mention", Mix::ONLY_MENTIONS), ("found", Mix::FOUND)];
/// What is done with rows, and the ending of the results where there are any.
const WAYS: [(&str, &str); 3] = [("judged", ""), ("to Parquet", "parquet"), ("to JSON lines", "jsonl")];
/// Rows of a run, a little and more: of those that are found fewer, since each is a lot of work.
const ROWS: [usize; 2] = [500, 2_500];
const FOUND_ROWS: [usize; 2] = [50, 250];
/// Names of the register in which names are looked up, and queries of one round.
const NAMES: usize = 10_000;
const QUERIES: usize = 250;
/// What a match has to reach to be told.
const FROM: i32 = 2_000;

/// A piece of work.
pub(super) enum Piece {
    /// Rows of a kind, on a way.
    Rows(&'static str, &'static str),
    /// Names, by their normal form or by likeness.
    Names(&'static str),
    /// The starter register, opened and made ready to judge.
    Opening,
}

impl Piece {
    pub(super) fn all() -> Vec<Piece> {
        let rows = WAYS.into_iter().flat_map(|(way, _)| KINDS.map(|(kind, _)| Piece::Rows(way, kind)));
        rows.chain(["exact", "fuzzy"].map(Piece::Names)).chain([Piece::Opening]).collect()
    }

    pub(super) fn name(&self) -> String {
        match self {
            Piece::Rows(way, kind) => format!("row, {kind}, {way}"),
            Piece::Names(how) => format!("name, {how}"),
            Piece::Opening => "register opened, screener ready".to_owned(),
        }
    }

    /// What one unit is.
    pub(super) fn unit(&self) -> &'static str {
        match self {
            Piece::Rows(..) => "a row",
            Piece::Names(_) => "a look-up",
            Piece::Opening => "in all",
        }
    }

    /// Units of work, a little and more.
    pub(super) fn units(&self) -> [usize; 2] {
        match self {
            Piece::Rows(_, "found") => FOUND_ROWS,
            Piece::Rows(..) => ROWS,
            // The same queries, once and twice.
            Piece::Names(_) => [QUERIES, 2 * QUERIES],
            Piece::Opening => [1, 2],
        }
    }
}

/// Makes the files that the work needs, and checks that rows are of their kind.
pub(super) fn prepare(folder: &Path) {
    let screener = screener();
    for (kind, mix) in KINDS {
        let counts = Piece::Rows("judged", kind).units();
        let rows: Vec<Row> = generate::rows(mix, counts[1]).collect();
        let wrong = rows.iter().filter(|row| !is_of_kind(kind, &screener.screen(&listing(row)))).count();
        // Words thrown together name somebody now and then.
        assert!(wrong * 100 <= rows.len(), "{wrong} of {} rows are not of the kind `{kind}`", rows.len());
        for count in counts {
            sheet::write(folder, &format!("{kind}-{count}"), rows[..count].iter().cloned());
        }
    }
    let party =
        |(n, name): (usize, &String)| PartyIn { bulk: true, ..PartyIn::named(&format!("p{n:07}"), name) };
    let party = names().iter().enumerate().map(party).collect();
    let input = RegisterInput { party, ..RegisterInput::default() };
    std::fs::write(folder.join("names.register"), build(&input, "bench").expect("a register"))
        .expect("a file");
}

fn is_of_kind(kind: &str, result: &ListingResult<'_>) -> bool {
    let found = result.verdict >= Verdict::Review;
    match kind {
        "found" => found,
        "mention" => !found && !result.mentions.is_empty(),
        _ => !found && result.mentions.is_empty(),
    }
}

/// Does a piece of work: the child. `arguments`: its name, how many units, the folder.
pub(crate) fn work(arguments: &[String]) {
    let [name, units, folder] = arguments else { panic!("a name, a number and a folder are needed") };
    let (units, folder) = (units.parse().expect("a number"), PathBuf::from(folder));
    let piece = Piece::all().into_iter().find(|piece| piece.name() == *name).expect("a piece of work");
    match piece {
        Piece::Rows("judged", kind) => judge(kind, units),
        Piece::Rows(way, kind) => scan(&folder, (way, kind), units),
        Piece::Names(how) => look_up(&folder, how, units),
        Piece::Opening => (0..units).for_each(|_| drop(black_box(screener()))),
    }
}

fn screener() -> Screener<'static> {
    let register = Register::open(lists::starter_register()).expect("the starter register");
    Screener::new(register, Policy::default(), Day::new(2026, 11, 23).expect("a day"))
}

fn listing(row: &Row) -> Listing<'_> {
    let [id, title, brand, seller, model, category, text] = row;
    let mut listing = Listing::default();
    listing.id = id.as_str().into();
    let listing = listing.with(Field::Title, title.as_str()).with(Field::Brand, brand.as_str());
    let listing = listing.with(Field::Seller, seller.as_str()).with(Field::Model, model.as_str());
    listing.with(Field::Category, category.as_str()).with(Field::Text, text.as_str())
}

/// From listing to result. All rows are made, whatever part of them is judged, so that making them cancels out.
fn judge(kind: &str, units: usize) {
    let mix = KINDS.iter().find(|(name, _)| *name == kind).expect("a kind").1;
    let rows: Vec<Row> = generate::rows(mix, ROWS[1]).collect();
    let screener = screener();
    let mut memo = screener.memo();
    for row in &rows[..units] {
        black_box(screener.screen_with(&mut memo, &listing(row)));
    }
}

/// A run on one thread, from Parquet to results in a file.
fn scan(folder: &Path, (way, kind): (&str, &str), units: usize) {
    let ending = WAYS.iter().find(|(name, _)| *name == way).expect("a way").1;
    let path = folder.join(format!("{kind}-{units}-results.{ending}"));
    let options = Options {
        inputs: vec![Input::Path(folder.join(format!("{kind}-{units}.parquet")))],
        output: Some(Output { path, ..Output::default() }),
        threads: 1,
        ..Options::default()
    };
    assert!(run(&screener(), &options, &()).expect("a run").complete());
}

fn names() -> Vec<String> {
    let (common, mut numbers) = (Common::read(), Numbers::new(2_026));
    (0..NAMES).map(|_| name(&common, &mut numbers)).collect()
}

/// Looks names up that were written as others write them; `units` of them, the same ones again and again.
fn look_up(folder: &Path, how: &str, units: usize) {
    let bytes = std::fs::read(folder.join("names.register")).expect("the register of names");
    let register = Register::open(&bytes).expect("a register");
    let finder = Finder::new(&register);
    let (names, mut numbers) = (names(), Numbers::new(7));
    let query = |n: usize| changed(&names[numbers.below(names.len())], n % CHANGES.len(), &mut numbers);
    let queries: Vec<String> = (0..QUERIES).map(query).collect();
    for query in queries.iter().cycle().take(units) {
        let hits = match how {
            "exact" => register.names_with_key(&name_key(query)).count(),
            _ => finder.find(&Prepared::new(&Name::new(query)), Some(Kind::Organisation), FROM).hits.len(),
        };
        black_box(hits);
    }
}
