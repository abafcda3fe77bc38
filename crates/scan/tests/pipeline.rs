//! Order, threads, stopping, full disks, joins: what a run promises whatever is in the catalogs.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::{Keep, Stub, input, path, scan_bytes, scan_with};
use nameplate::finding::{ListingResult, Verdict};
use scan::{
    Error, Format, Judge, Judging, Limits, Mapping, Options, Output, Progress, RowBase, Scope, Watch, run,
    screen_batch,
};

fn catalog(rows: usize) -> String {
    let mut text = "id,title,brand,seller\n".to_owned();
    for i in 0..rows {
        let brand = if i % 50 == 0 { "Hikvision" } else { "Acme" };
        match i % 97 {
            3 => text.push_str(&format!("R{i},\"Camera {i},{brand},Shop\n")),
            5 => text.push_str(&format!("R{i},Camera, black {i},{brand},Shop\n")),
            _ => text.push_str(&format!("R{i},\"Camera, {i}\",{brand},Shop {}\n", i % 7)),
        }
    }
    text
}

fn small_batches() -> Limits {
    Limits { batch_rows: 64, ..Limits::default() }
}

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let text = catalog(3_000);
    for name in ["r.parquet", "r.jsonl", "r.csv", "r.jsonl.gz", "r.csv.zst", "r.xlsx"] {
        let made = |threads: usize| {
            // One name for both: the manifest says it.
            let place = folder.path().join(threads.to_string());
            std::fs::create_dir_all(&place).unwrap();
            let output = place.join(name);
            let options = Options {
                inputs: vec![input(text.as_bytes()), input(b"title\nHikvision camera\n")],
                output: Some(Output { path: output.clone(), ..Output::default() }),
                threads,
                limits: small_batches(),
                ..Options::default()
            };
            let outcome = run(&Stub::default(), &options, &()).unwrap();
            let beside = if name.contains("csv") || name.contains("xlsx") { 0 } else { 2 };
            assert_eq!(outcome.written.len(), 2 + beside);
            let manifest = std::fs::read_to_string(&outcome.written[1]).unwrap();
            let files: Vec<Vec<u8>> =
                outcome.written.iter().map(|path| std::fs::read(path).unwrap()).collect();
            (files, manifest)
        };
        let one = made(1);
        assert!(one == made(4), "{name}: the bytes differ");
        assert!(one.1.contains("\"complete\": true") && one.1.contains("\"digest\""));
    }
    let left = std::fs::read_dir(folder.path().join("1")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with('.')));
}

#[test]
fn batches_of_any_size_give_the_same_results() {
    let text = catalog(1_000);
    let digest = |batch_rows, batch_bytes| {
        let limits = Limits { batch_rows, batch_bytes, ..Limits::default() };
        let options =
            Options { inputs: vec![input(text.as_bytes())], limits, threads: 2, ..Options::default() };
        scan_with(&options).1.manifest.digest
    };
    assert_eq!(digest(4_096, 1 << 22), digest(7, 1 << 22));
    assert_eq!(digest(4_096, 1 << 22), digest(4_096, 100));
}

#[test]
fn a_hundred_thousand_rows_come_in_order() {
    let lines: Vec<String> =
        (0..100_000).map(|i| format!("{{\"id\":{i},\"title\":\"Camera {i}\"}}")).collect();
    let options =
        Options { inputs: vec![input(lines.join("\n").as_bytes())], threads: 4, ..Options::default() };
    let (rows, outcome) = scan_with(&options);
    assert_eq!(rows.len(), 100_000);
    assert!(rows.iter().enumerate().all(|(i, row)| row.row == i as u64 && row.id == i.to_string()));
    assert_eq!(outcome.summary.listings, 100_000);
    assert_eq!(outcome.manifest.inputs[0].rows, 100_000);
}

#[test]
fn any_number_of_files_goes_through() {
    let files = |i: usize| input(format!("title\nCamera {i}\n").as_bytes());
    let options = Options { inputs: (0..200).map(files).collect(), threads: 2, ..Options::default() };
    let (rows, outcome) = scan_with(&options);
    assert_eq!((rows.len(), outcome.files.len()), (200, 200));
    assert!(rows.iter().enumerate().all(|(i, row)| row.get("title") == format!("Camera {i}")));
}

#[test]
fn shuffled_rows_get_the_same_results() {
    let lines: Vec<String> = (0..2_000)
        .map(|i| match i % 3 {
            0 => format!("{{\"id\":\"{i}\",\"title\":\"Cam\",\"brand\":{{\"name\":\"Hikvision\"}}}}"),
            1 => {
                format!("{{\"id\":\"{i}\",\"name\":\"Cam\",\"bullet_point2\":\"b\",\"bullet_point1\":\"a\"}}")
            }
            _ => format!("{{\"id\":\"{i}\",\"name\":\"N\",\"title\":\"T\",\"mpn\":\"m\",\"model\":\"m2\"}}"),
        })
        .collect();
    let mut shuffled = lines.clone();
    // A fixed permutation: 7 and 2000 have no common factor.
    (0..lines.len()).for_each(|i| shuffled[i * 7 % 2_000].clone_from(&lines[i]));
    let by_id = |lines: &[String]| -> BTreeMap<String, String> {
        common::rows(lines.join("\n")).into_iter().map(|row| (row.id, row.why)).collect()
    };
    assert_eq!(by_id(&lines), by_id(&shuffled));
}

/// Stops the run when so many batches are done.
struct StopAfter {
    stop: Arc<std::sync::atomic::AtomicBool>,
    batches: usize,
    seen: AtomicUsize,
    progress: Mutex<Vec<Progress>>,
}

impl Watch for StopAfter {
    type Seen = ();

    fn look(&self, _: &ListingResult<'_>) -> Option<()> {
        None
    }

    fn progress(&self, progress: Progress) {
        self.progress.lock().unwrap().push(progress);
        if self.seen.fetch_add(1, Ordering::SeqCst) + 1 == self.batches {
            self.stop.store(true, Ordering::SeqCst);
        }
    }
}

#[test]
fn a_stop_keeps_what_was_finished_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("big.csv");
    std::fs::write(&file, catalog(20_000)).unwrap();
    let options = Options {
        inputs: vec![path(&file), input(b"title\nx\n")],
        output: Some(Output {
            path: folder.path().join("out"),
            format: Some(Format::Jsonl),
            ..Output::default()
        }),
        limits: small_batches(),
        threads: 2,
        ..Options::default()
    };
    let watch = StopAfter {
        stop: Arc::clone(&options.stop),
        batches: 3,
        seen: AtomicUsize::new(0),
        progress: Mutex::default(),
    };
    let outcome = run(&Stub::default(), &options, &watch).unwrap();
    assert!(!outcome.complete());
    let rows = outcome.files[0].rows;
    assert!((192..20_000).contains(&rows));
    let stopped = outcome.manifest.stopped.unwrap();
    assert!(stopped.contains("big.csv") && stopped.contains(&format!("before row {rows}")), "{stopped}");
    let text = std::fs::read_to_string(folder.path().join("out/results.incomplete.jsonl")).unwrap();
    assert_eq!(text.lines().count() as u64, rows);
    assert!(text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    let manifest = std::fs::read_to_string(folder.path().join("out/results.incomplete.jsonl.manifest.json"));
    assert!(manifest.unwrap().contains("\"complete\": false"));
    let progress = watch.progress.into_inner().unwrap();
    assert_eq!(progress.last().unwrap().rows, rows);
    assert!(progress[0].total.is_some_and(|total| total >= progress[0].bytes));
}

/// Takes its time, and stops the run when the first batch is done.
struct Slow {
    stop: Arc<std::sync::atomic::AtomicBool>,
    stopped: Mutex<Option<std::time::Instant>>,
}

impl Watch for Slow {
    type Seen = ();

    fn look(&self, _: &ListingResult<'_>) -> Option<()> {
        std::thread::sleep(std::time::Duration::from_millis(10));
        None
    }

    fn progress(&self, _: Progress) {
        self.stop.store(true, Ordering::SeqCst);
        self.stopped.lock().unwrap().get_or_insert_with(std::time::Instant::now);
    }
}

#[test]
fn a_stop_does_not_wait_for_all_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (catalog(40), catalog(2_000));
    let options = Options {
        inputs: vec![input(first.as_bytes()), input(second.as_bytes())],
        output: Some(Output { path: folder.path().join("r.jsonl"), ..Output::default() }),
        limits: small_batches(),
        threads: 4,
        ..Options::default()
    };
    let watch = Slow { stop: Arc::clone(&options.stop), stopped: Mutex::default() };
    let outcome = run(&Stub::default(), &options, &watch).unwrap();
    // Ten batches of 0.6 s wait for four threads.
    let took = watch.stopped.into_inner().unwrap().unwrap().elapsed();
    assert!(took.as_millis() < 1_000, "{took:?}");
    let text = std::fs::read_to_string(folder.path().join("r.incomplete.jsonl")).unwrap();
    let rows = outcome.files[0].rows + outcome.files[1].rows;
    assert_eq!((text.lines().count() as u64, outcome.summary.listings), (rows, rows));
    assert!((40..2_000).contains(&rows) && outcome.files[1].hash.is_empty());
    let stopped = outcome.manifest.stopped.unwrap();
    assert!(stopped.contains(&format!("before row {}", outcome.files[1].rows)), "{stopped}");
}

/// A reader that is silent until the test is over.
#[cfg(unix)]
#[test]
fn a_silent_pipe_does_not_keep_a_stopped_run_waiting() {
    let folder = tempfile::tempdir().unwrap();
    // One each: the thread that waits for the first one is left behind, and would take from the second.
    let fifo = |name: &str| {
        let fifo = folder.path().join(name);
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        fifo
    };
    let of =
        |fifo: &Path| Options { inputs: vec![path(fifo)], limits: small_batches(), ..Options::default() };
    let stop = |options: &Options, after: u64| {
        let stop = Arc::clone(&options.stop);
        std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(after));
            stop.store(true, Ordering::SeqCst);
        });
        std::time::Instant::now()
    };
    // Nobody opens its other end.
    let options = of(&fifo("silent"));
    let started = stop(&options, 200);
    let outcome = run(&Stub::default(), &options, &()).unwrap();
    assert!(started.elapsed().as_secs() < 2 && !outcome.complete());
    assert!(outcome.manifest.stopped.unwrap().contains("stopped on request at the start of"));
    // Much comes, then silence: what came is kept.
    let fifo = fifo("talking");
    let options = of(&fifo);
    let text = catalog(20_000);
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        let mut pipe = std::fs::File::options().write(true).open(fifo).unwrap();
        std::io::Write::write_all(&mut pipe, text.as_bytes()).unwrap();
        receiver.recv().unwrap_err();
    });
    let started = stop(&options, 1_000);
    let outcome = run(&Stub::default(), &options, &()).unwrap();
    assert!(started.elapsed().as_secs() < 5 && !outcome.complete());
    assert!(outcome.files[0].error.is_none() && outcome.summary.listings > 10_000, "{outcome:?}");
    assert_eq!(outcome.summary.listings, outcome.files[0].rows);
    drop(sender);
    writer.join().unwrap();
}

#[test]
fn a_run_that_says_nothing_is_not_complete() {
    for (text, why) in [("", "no listing in any input"), ("title,brand\n", "no listing in any input")] {
        let options = Options { inputs: vec![input(text.as_bytes())], ..Options::default() };
        let outcome = scan_with(&options).1;
        assert_eq!((outcome.complete(), outcome.manifest.stopped.as_deref()), (false, Some(why)));
        let allowed = scan_with(&Options { allow_empty: true, ..options }).1;
        assert!(allowed.complete() && allowed.manifest.stopped.is_none());
    }
    // One of several may be empty.
    let options = Options { inputs: vec![input(b"title\n"), input(b"title\nx\n")], ..Options::default() };
    assert!(scan_with(&options).1.complete());
}

#[test]
fn results_never_replace_an_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.csv");
    std::fs::write(&file, "title\nx\n").unwrap();
    let options = Options {
        inputs: vec![path(&file)],
        output: Some(Output {
            path: folder.path().join("../").join(folder.path().file_name().unwrap()).join("a.csv"),
            format: None,
            ..Output::default()
        }),
        ..Options::default()
    };
    assert!(matches!(run(&Stub::default(), &options, &()), Err(Error::OutputIsInput { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "title\nx\n");
    // Nor what else is read, under any of the names that a run may give.
    for name in ["r.csv", "r.csv.manifest.json", "r.incomplete.csv", "r.incomplete.csv.manifest.json"] {
        let options = Options {
            inputs: vec![input(b"title\nx\n")],
            output: Some(Output { path: folder.path().join("r.csv"), ..Output::default() }),
            also_read: vec![folder.path().join(name)],
            ..Options::default()
        };
        assert!(matches!(options.check(), Err(Error::OutputIsInput { .. })), "{name}");
    }
    let record = folder.path().join("r.csv.manifest.json");
    let options = Options {
        inputs: vec![input(b"title\nx\n")],
        output: Some(Output { path: folder.path().join("r.csv"), ..Output::default() }),
        pages: scan::Pages { paths: vec![record], ..scan::Pages::default() },
        ..Options::default()
    };
    assert!(matches!(run(&Stub::default(), &options, &()), Err(Error::OutputTwice { .. })));
}

#[test]
fn csv_results_have_one_line_a_finding_and_no_formulas() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("r.csv");
    let options = Options {
        inputs: vec![input(b"id,title,brand\n1,=1+2,Hikvision\n2,\"a \"\"b\"\"\",\n")],
        output: Some(Output { path: output.clone(), ..Output::default() }),
        ..Options::default()
    };
    let read = |options: &Options| -> Vec<BTreeMap<String, String>> {
        run(&Stub::default(), options, &()).unwrap();
        csv::Reader::from_path(&output).unwrap().deserialize().map(Result::unwrap).collect()
    };
    let rows = read(&options);
    assert_eq!((rows.len(), rows[0]["target"].as_str()), (1, "Hikvision"));
    // What was not found is there when it is asked for.
    let mut options = options;
    options.output.as_mut().unwrap().contents.scope = Some(Scope::All);
    let rows = read(&options);
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0]["title"].as_str(), rows[0]["target"].as_str()), ("'=1+2", "Hikvision"));
    assert_eq!((rows[1]["title"].as_str(), rows[1]["verdict"].as_str()), ("a \"b\"", "no_connection_found"));
}

#[test]
fn suppliers_are_joined_by_any_id() {
    let folder = tempfile::tempdir().unwrap();
    let suppliers = folder.path().join("purchases.jsonl");
    std::fs::write(
        &suppliers,
        "{\"sku\":\" a1\",\"supplier\":\"Hikvision\",\"city\":\"Hangzhou\",\"country\":\"CN\"}\n\
         {\"sku\":\"A1\",\"supplier\":\"Acme\"}\n{\"sku\":\"A9\",\"supplier\":\"Nobody\"}\n{\"sku\":\"A3\"}\n",
    )
    .unwrap();
    let options = Options {
        inputs: vec![input(b"asin,sku,item_name\nB0,A1,Camera\nB1,A2,Other\n")],
        suppliers: Some(path(&suppliers)),
        ..Options::default()
    };
    let (rows, outcome) = scan_with(&options);
    assert_eq!((rows[0].id.as_str(), rows[0].get("supplier")), ("B0", "Hikvision\nAcme"));
    assert_eq!(rows[0].get("supplier_address"), "Hangzhou, CN");
    assert_eq!(rows[0].verdict, Verdict::Connected);
    assert_eq!(rows[1].get("supplier"), "");
    let joined = outcome.suppliers.unwrap();
    assert_eq!(
        (joined.rows, joined.unusable, joined.unused, joined.listings, joined.without),
        (4, 1, 1, 1, 1)
    );
    std::fs::write(&suppliers, "foo,bar\n1,2\n").unwrap();
    assert!(run(&Stub::default(), &options, &()).is_err());
    std::fs::write(&suppliers, "sku,price\n1,2\n").unwrap();
    assert!(matches!(run(&Stub::default(), &options, &()), Err(Error::Suppliers { .. })));
}

#[test]
fn a_batch_from_elsewhere_gives_what_a_file_gives() {
    let (titles, brands) = (["Camera", "Cable"], ["Hikvision", "Acme"]);
    let column = |texts: [&str; 2]| -> arrow_array::ArrayRef {
        Arc::new(arrow_array::StringArray::from(texts.to_vec()))
    };
    let batch =
        arrow_array::RecordBatch::try_from_iter([("title", column(titles)), ("brand", column(brands))])
            .unwrap();
    let columns = scan::columns_of_schema("catalog", &batch.schema(), &Mapping::default()).unwrap();
    let base = RowBase { file: "catalog".into(), ..RowBase::default() };
    let judge = Stub::default();
    let results =
        screen_batch(Judging { judge: &judge, memo: &mut judge.memo(0) }, &batch, &columns, base).unwrap();
    let (_, outcome) = scan_bytes(b"title,brand\nCamera,Hikvision\nCable,Acme\n");
    assert_eq!(results.summary, outcome.summary);
    assert_eq!(results.batch.num_rows(), 2);
    let scan::digest::Lines::InOrder(lines) = &results.digest else { panic!("in order") };
    let digest = sha2::Sha256::digest(lines);
    use sha2::Digest as _;
    assert_eq!(outcome.manifest.digest, digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
}

#[test]
fn an_output_that_cannot_be_made_is_an_error() {
    let options = Options {
        inputs: vec![input(b"title\nx\n")],
        output: Some(Output {
            path: Path::new("/nowhere/at/all.csv").to_owned(),
            format: None,
            ..Output::default()
        }),
        ..Options::default()
    };
    let error = run(&Stub::default(), &options, &Keep::default()).unwrap_err();
    assert!(error.to_string().contains("/nowhere/at/all.csv"), "{error}");
}
