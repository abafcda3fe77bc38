//! How long reading, comparing, merging and compiling published lists takes, from ten thousand generated entries to a million,
//! beside a bare pass of the CSV reader over the same bytes in the same run. Wall time is noisy; quote the ratios.
//! Measured in the profile `bench`: `dist`, which ships, with its symbols.
//!
//! ```sh
//! cargo bench -p nameplate-lists                                  # up to 300,000 entries
//! NAMEPLATE_BENCH_ENTRIES=1000000 cargo bench -p nameplate-lists
//! NAMEPLATE_BENCH_LISTS=FOLDER cargo bench -p nameplate-lists     # an update from a folder of real files as well
//! ```
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and stops at what it cannot do"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lists::compile::{Part, compile};
use lists::diff::diff;
use lists::edition::{DayFrom, Edition};
use lists::given::Given;
use lists::merge::Ledger;
use lists::registers::{Rebuilt, rebuild};
use lists::sources::{SOURCES, Source, by_id};
use lists::store::Store;
use lists::update::{Fetcher, Options, Origin, Progress, update};

fn main() {
    let most: usize =
        std::env::var("NAMEPLATE_BENCH_ENTRIES").ok().and_then(|n| n.parse().ok()).unwrap_or(300_000);
    // First, so that the peak is its own.
    if let Some(folder) = std::env::var_os("NAMEPLATE_BENCH_LISTS") {
        real(Path::new(&folder));
    }
    println!(
        "entries   bare CSV      read       compare    compile   read/bare   microseconds an entry   peak"
    );
    let mut sizes = vec![10_000];
    while sizes.last().is_some_and(|last| last * 10 <= most) {
        sizes.extend(sizes.last().map(|last| last * 10));
    }
    if sizes.last().is_some_and(|last| *last < most) {
        sizes.push(most);
    }
    for entries in sizes {
        generated(entries);
    }
}

/// Names that differ as names of firms do: some words shared by many, some by few.
fn name(n: usize) -> String {
    const PLACES: &[&str] =
        &["Hangzhou", "Shenzhen", "Tehran", "Moscow", "Dubai", "Minsk", "Damascus", "Pyongyang"];
    const KINDS: &[&str] =
        &["Trading", "Electronics", "Shipping", "Aviation", "Technology", "Industries", "Petrochemical"];
    format!("{} Q{:x}V {} {} Co Ltd", PLACES[n % 8], n * 7919, KINDS[n % 7], n % 97)
}

struct Files {
    folder: tempfile::TempDir,
    sdn: Vec<u8>,
}

/// The three files of OFAC with so many entries, two aliases and an address each.
fn files(entries: usize) -> Files {
    let (mut sdn, mut alt, mut add) = (String::new(), String::new(), String::new());
    for n in 0..entries {
        let remarks = if n % 3 == 0 {
            format!("Registration Number {}{n:08} (China).", n % 10)
        } else {
            "-0- ".to_owned()
        };
        writeln!(
            sdn,
            "{n},\"{}\",-0- ,\"NPWMD] [IFSR\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks}\"\r",
            name(n)
        )
        .unwrap();
        writeln!(alt, "{n},{},\"aka\",\"{} Group\",-0- \r", n * 2, name(n + 3)).unwrap();
        writeln!(alt, "{n},{},\"fka\",\"Old {}\",-0- \r", n * 2 + 1, name(n)).unwrap();
        writeln!(add, "{n},{n},\"No. {n} Example Road\",\"City {}\",\"China\",-0- \r", n % 50).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("sdn.csv", &sdn), ("alt.csv", &alt), ("add.csv", &add)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    Files { folder, sdn: [sdn, alt, add].concat().into_bytes() }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let result = work();
    (result, started.elapsed())
}

fn generated(entries: usize) {
    let files = files(entries);
    let source = by_id("ofac-sdn").unwrap();
    let (fields, bare) = timed(|| {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&files.sdn[..]);
        reader.byte_records().map(|row| row.unwrap().len()).sum::<usize>()
    });
    assert!(fields > entries * 12);
    let given: Vec<(String, PathBuf)> = ["sdn.csv", "alt.csv", "add.csv"]
        .iter()
        .map(|name| ((*name).to_owned(), files.folder.path().join(name)))
        .collect();
    let (parsed, read) = timed(|| (source.forms[0].parse)(&Given::new(given, 4 << 30)).unwrap());
    assert_eq!((parsed.records.len(), parsed.defects.len()), (entries, 0));
    // A tenth is re-worded.
    let mut after = parsed.records.clone();
    after.iter_mut().step_by(10).for_each(|record| record.remarks.push_str(" Updated."));
    let (found, compared) = timed(|| diff(&parsed.records, &after, true).changed.len());
    assert_eq!(found, entries.div_ceil(10));
    let edition = edition(source);
    let part = Part { source, edition: &edition, records: &parsed.records };
    let facts = lists::starter_facts().unwrap();
    let (compiled, compile) = timed(|| compile(&facts.input, "bench", &[part], &Ledger::default()).unwrap());
    assert!(compiled.bytes.len() > entries * 100);
    let micros = (read + compile).as_secs_f64() * 1e6 / entries as f64;
    println!(
        "{entries:>8} {:>8.0} ms {:>8.0} ms {:>8.0} ms {:>8.0} ms   {:>7.1}x   {micros:>21.1}   {}",
        millis(bare),
        millis(read),
        millis(compared),
        millis(compile),
        read.as_secs_f64() / bare.as_secs_f64(),
        peak()
    );
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn edition(source: &Source) -> Edition {
    Edition {
        source: source.id.to_owned(),
        id: "2024-05-01".to_owned(),
        day: "2024-05-01".parse().unwrap(),
        day_from: DayFrom::Given,
        form: "CSV".to_owned(),
        taken: "2024-05-01".parse().unwrap(),
        files: Vec::new(),
        sha256: "0".repeat(64),
        entries: 0,
        rows: 0,
        refused: 0,
        unknown: Default::default(),
        accepted: Vec::new(),
    }
}

/// What `nameplate lists update --from FOLDER --accept` does, for every source.
fn real(folder: &Path) {
    let data = tempfile::tempdir().unwrap();
    let store = Store::at(data.path());
    let today = "2026-11-24".parse().unwrap();
    let options = Options { origin: Origin::Folder(folder.to_owned()), today, day: None, accept: true };
    let quiet = |_: Progress<'_>| {};
    let (entries, took) = timed(|| {
        for source in SOURCES {
            update(&store, source, &options, &Fetcher::new(&quiet));
        }
        let built = rebuild(&store, &lists::starter_facts().unwrap()).unwrap();
        assert!(matches!(built, Rebuilt::New(_)), "the folder holds no list");
        SOURCES
            .iter()
            .filter_map(|source| store.current(source.id).unwrap())
            .map(|edition| edition.entries)
            .sum::<u64>()
    });
    println!(
        "\n{}: {entries} entries taken, checked and compiled in {:.2} s, peak {}",
        folder.display(),
        took.as_secs_f64(),
        peak()
    );
}

/// The most memory that the process has held, where the platform tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |k| format!("{} MB", k / 1024))
}
