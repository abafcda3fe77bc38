//! Bulk against one by one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use nameplate::finding::ListingResult;
use nameplate::{Field, Listing};
use nameplate_tests::screening::{TODAY, json, screener};
use nameplate_tests::{catalogs, labelled, places};
use scan::{Input, Limits, Options, Outcome, Output, Watch, run};

/// A catalog as a file, and the same listings made by hand.
struct Catalog {
    input: Input,
    listings: Vec<Listing<'static>>,
}

impl Catalog {
    fn new(input: Input, mut listings: Vec<Listing<'static>>) -> Self {
        listings.iter_mut().for_each(|listing| listing.file = input.name().into());
        Catalog { input, listings }
    }
}

fn made() -> Catalog {
    let listings = catalogs::made(3_000, 7);
    let bytes = catalogs::csv(&listings, catalogs::COLUMNS).into();
    Catalog::new(Input::Bytes { name: "made.csv".to_owned(), bytes }, listings)
}

fn all() -> Vec<Catalog> {
    let scoreboard = places::root().join("tests/scoreboard/listings.csv");
    let cases: Vec<Listing<'static>> =
        labelled::read(&scoreboard).into_iter().map(|case| case.listing).collect();
    // Without the columns that say what is expected: they are read as plain text.
    let fields: Vec<Field> = Field::ALL.iter().copied().filter(|field| *field != Field::Other).collect();
    let bytes = catalogs::csv(&cases, &fields).into();
    let scoreboard = Input::Bytes { name: "listings.csv".to_owned(), bytes };
    let example = places::root().join("examples/catalog.csv");
    let by_hand = catalogs::listings(
        &example,
        "sku",
        &[
            ("title", Field::Title),
            ("brand", Field::Brand),
            ("manufacturer", Field::Manufacturer),
            ("seller", Field::Seller),
            ("seller_address", Field::SellerAddress),
            ("model", Field::Model),
            ("gtin", Field::Gtin),
            ("fcc_id", Field::FccId),
            ("country_of_origin", Field::Origin),
            ("category", Field::Category),
            ("description", Field::Text),
        ],
    );
    vec![Catalog::new(scoreboard, cases), Catalog::new(Input::Path(example), by_hand), made()]
}

/// Keeps every result as JSON, in the order in which they are shown.
#[derive(Default)]
struct Keep(Mutex<Vec<String>>);

impl Watch for Keep {
    type Seen = String;

    fn look(&self, result: &ListingResult<'_>) -> Option<String> {
        Some(json(result))
    }

    fn show(&self, seen: String) {
        self.0.lock().unwrap().push(seen);
    }
}

fn scanned(options: &Options) -> (Vec<String>, Outcome) {
    let keep = Keep::default();
    let outcome = run(&screener(TODAY), options, &keep).unwrap();
    for file in &outcome.files {
        assert!(file.error.is_none(), "{}: {:?}", file.file, file.error);
    }
    (keep.0.into_inner().unwrap(), outcome)
}

/// Small batches, so that a small catalog makes many.
fn in_small_batches(batch_rows: usize) -> Limits {
    Limits { batch_rows, ..Limits::default() }
}

/// Two results are the same; where not, what is said from the first difference on.
#[track_caller]
fn same(one: &str, other: &str) {
    let at = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let part = |text: &str, from: usize| text.chars().skip(from).take(240).collect::<String>();
    assert!(
        one == other,
        "{}\ndiffer:\n{}\n{}",
        part(one, 0),
        part(one, one[..one.floor_char_boundary(at)].chars().count()),
        part(other, other[..other.floor_char_boundary(at)].chars().count()),
    );
}

#[test]
fn a_scan_says_what_screening_row_by_row_says() {
    let screener = screener(TODAY);
    for catalog in all() {
        let options = Options { inputs: vec![catalog.input.clone()], ..Options::default() };
        let (bulk, outcome) = scanned(&options);
        let single: Vec<String> = catalog.listings.iter().map(|l| json(&screener.screen(l))).collect();
        bulk.iter().zip(&single).for_each(|(one, other)| same(one, other));
        assert_eq!(bulk.len(), single.len());
        assert_eq!(outcome.summary.listings, catalog.listings.len() as u64);
    }
}

#[test]
fn memory_changes_nothing() {
    let screener = screener(TODAY);
    let mut memo = screener.memo();
    for catalog in all() {
        for listing in &catalog.listings {
            same(&json(&screener.screen_with(&mut memo, listing)), &json(&screener.screen(listing)));
        }
    }
}

/// The bytes of results, manifest and what stands beside them, as written.
fn written(folder: &Path, inputs: &[Input], threads: usize, limits: Limits, format: &str) -> Vec<Vec<u8>> {
    // One name for all: the manifest says it.
    let place = folder.join(format!("{threads}-{}", limits.batch_rows));
    std::fs::create_dir_all(&place).unwrap();
    let path = place.join(format!("results.{format}"));
    let output = Some(Output { path: path.clone(), format: None, ..Output::default() });
    let options = Options { inputs: inputs.to_vec(), threads, limits, output, ..Options::default() };
    let (_, outcome) = scanned(&options);
    let files = if format.starts_with("csv") { 2 } else { 4 };
    assert_eq!(outcome.written.len(), files, "{:?}", outcome.written);
    outcome.written.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn one_thread_writes_what_three_write() {
    let folder = tempfile::tempdir().unwrap();
    let inputs: Vec<Input> = all().into_iter().map(|catalog| catalog.input).collect();
    for format in ["jsonl", "csv", "parquet", "jsonl.gz", "csv.zst"] {
        let small = in_small_batches(97);
        let one = written(folder.path(), &inputs, 1, small, format);
        let three = written(folder.path(), &inputs, 3, small, format);
        assert!(one == three, "{format}: results or manifest differ between one thread and three");
    }
}

#[test]
fn the_size_of_a_batch_changes_no_text_and_no_digest() {
    let folder = tempfile::tempdir().unwrap();
    let inputs: Vec<Input> = all().into_iter().map(|catalog| catalog.input).collect();
    for format in ["jsonl", "csv"] {
        let small = written(folder.path(), &inputs, 2, in_small_batches(61), format);
        let large = written(folder.path(), &inputs, 2, Limits::default(), format);
        assert!(small == large, "{format}: results or manifest depend on the size of batches");
    }
}

/// Results by the id of their listing; where the row stands is left out.
fn by_id(catalog: &Catalog) -> BTreeMap<String, String> {
    let options =
        Options { inputs: vec![catalog.input.clone()], limits: in_small_batches(97), ..Options::default() };
    let (results, _) = scanned(&options);
    let without_row = |text: &String| {
        let mut result: serde_json::Value = serde_json::from_str(text).unwrap();
        result["row"] = serde_json::Value::Null;
        (result["id"].as_str().unwrap().to_owned(), result.to_string())
    };
    results.iter().map(without_row).collect()
}

#[test]
fn the_order_of_rows_changes_no_answer() {
    let straight = made();
    let mut listings = straight.listings.clone();
    catalogs::Lcg(11).shuffle(&mut listings);
    let bytes = catalogs::csv(&listings, catalogs::COLUMNS).into();
    let shuffled = Catalog::new(Input::Bytes { name: "made.csv".to_owned(), bytes }, listings);
    let (one, other) = (by_id(&straight), by_id(&shuffled));
    assert_eq!(one.len(), 3_000);
    for (id, result) in &one {
        same(result, other.get(id).map_or("no such listing", String::as_str));
    }
}

#[test]
fn the_made_catalog_holds_every_kind_of_answer() {
    let (_, outcome) = scanned(&Options { inputs: vec![made().input], ..Options::default() });
    use nameplate::Verdict::{Connected, NoConnectionFound, Review};
    for verdict in [Connected, Review, NoConnectionFound] {
        assert!(outcome.summary.count(verdict) >= 100, "{verdict}: {}", outcome.summary.count(verdict));
    }
}
