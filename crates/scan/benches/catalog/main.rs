//! Listings per second over four catalogs, beside two yardsticks in the same run: reading alone, and the bare
//! pass (the same reader, the same folding, one pass of the same automaton, nothing judged). Beside them
//! ripgrep over the same rows as CSV, where it is installed (Debian's package `ripgrep`), in processor time.
//! Wall time is noisy; quote the ratios.
//!
//! Measured in the profile `bench`, which is `dist`, what ships, with its symbols; `cargo bench --profile
//! release` measures what the README's first command builds.
//!
//! ```sh
//! cargo bench -p nameplate-scan                                         # all of it, a million rows of each catalog
//! NAMEPLATE_BENCH_ROWS=100000 cargo bench -p nameplate-scan             # fewer rows
//! NAMEPLATE_BENCH_CATALOGS=generated,real cargo bench -p nameplate-scan # of: generated, real, found, mentions
//! NAMEPLATE_BENCH_REGISTER=starter cargo bench -p nameplate-scan        # or lists; both where nothing is said
//! NAMEPLATE_BENCH_ONLY=opening cargo bench -p nameplate-scan            # how long a large register takes to open
//! NAMEPLATE_BENCH_ONLY=instructions cargo bench --profile release -p nameplate-scan   # the guard
//! ```
//!
//! | catalog | rows |
//! |---|---|
//! | `generated` | with descriptions; 2 % products of listed makers, 5 % that only name one or sound like it |
//! | `real` | listings of real shops, repeated under fresh ids; from `../shared/data/products`, left out without it |
//! | `found` | every row a product of a listed maker |
//! | `mentions` | a fifth of the rows names a maker that is not theirs |
//!
//! The register `lists` is the starter register with all lists of `../shared/data/lists`; left out without
//! them. `NAMEPLATE_SHARED` says where the shared data is, if not there.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark prints, and stops at what it cannot do"
)]

mod generate;
mod instructions;
mod measure;
mod opening;
mod real;
mod registers;
mod ripgrep;
mod sheet;

use std::path::Path;
use std::process::ExitCode;

use nameplate::finding::{Echo, ListingResult, ProductFacts, Verdict};
use nameplate::report::{Edition, RegisterId};
use nameplate::{Day, Listing, Policy, Screener};
use parquet::file::reader::{FileReader, SerializedFileReader};
use scan::Judge;

use generate::Mix;
use measure::{Took, Way, timed};
use registers::Known;
use sheet::Sheet;

/// How much of the work is done.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// Rows are read and made into listings.
    Read,
    /// ... and every field is folded and searched, nothing judged.
    Baseline,
}

/// A stand-in for the engine that stops early.
struct Part<'a, 'r> {
    screener: &'a Screener<'r>,
    stage: Stage,
}

impl Judge for Part<'_, '_> {
    type Memo = usize;

    fn memo(&self, _: usize) -> usize {
        0
    }

    fn judge<'l>(&self, found: &mut usize, listing: &'l Listing<'l>) -> ListingResult<'l> {
        if self.stage == Stage::Baseline {
            *found += listing.filled().map(|(_, text)| self.screener.bare_pass(text)).sum::<usize>();
        }
        ListingResult {
            listing: Echo::of(listing),
            product: ProductFacts::default(),
            verdict: Verdict::NoConnectionFound,
            why: None,
            maker: None,
            brand_owner: None,
            seller: None,
            identified: found.is_multiple_of(2),
            defects: Vec::new(),
            signals: Vec::new(),
            findings: Vec::new(),
            as_of: None,
            mentions: Vec::new(),
            mentioned: Vec::new(),
        }
    }

    fn as_of(&self) -> Day {
        self.screener.as_of()
    }

    fn policy(&self) -> &Policy {
        self.screener.policy()
    }

    fn register_id(&self) -> RegisterId {
        self.screener.register_id()
    }

    fn editions(&self) -> Vec<Edition> {
        Vec::new()
    }
}

/// What was asked for by variables of the environment.
struct Asked {
    rows: usize,
    catalogs: Vec<String>,
    registers: Vec<String>,
}

impl Asked {
    fn read() -> Asked {
        let words = |name: &str, all: &[&str]| -> Vec<String> {
            let asked = std::env::var(name).unwrap_or_else(|_| all.join(","));
            let asked: Vec<String> = asked.split(',').map(|word| word.trim().to_owned()).collect();
            let strange = asked.iter().find(|word| !all.contains(&word.as_str()));
            assert!(strange.is_none(), "{name} is a list of {all:?}, not {strange:?}");
            asked
        };
        Asked {
            rows: std::env::var("NAMEPLATE_BENCH_ROWS")
                .ok()
                .and_then(|n| n.parse().ok())
                .unwrap_or(1_000_000),
            catalogs: words("NAMEPLATE_BENCH_CATALOGS", &["generated", "real", "found", "mentions"]),
            registers: words("NAMEPLATE_BENCH_REGISTER", &["starter", "lists"]),
        }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some(opening::CHILD) => opening::open(Path::new(&arguments[2])),
        Some(instructions::CHILD) => instructions::work(&arguments[2..]),
        _ => return asked(),
    }
    ExitCode::SUCCESS
}

fn asked() -> ExitCode {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    match std::env::var("NAMEPLATE_BENCH_ONLY").as_deref() {
        Ok("instructions") => return instructions::guard(folder.path()),
        Ok("opening") => opening::measured(folder.path()),
        Ok(other) => panic!("NAMEPLATE_BENCH_ONLY is `opening` or `instructions`, not `{other}`"),
        Err(_) => {
            catalogs(folder.path(), &Asked::read());
            opening::measured(folder.path());
        }
    }
    ExitCode::SUCCESS
}

fn catalogs(folder: &Path, asked: &Asked) {
    let known: Vec<Known> = asked.registers.iter().filter_map(|which| register(folder, which)).collect();
    for name in &asked.catalogs {
        let Some(sheet) = catalog(folder, name, asked.rows) else { continue };
        println!(
            "\n{name}: {} rows, {} bytes a row as CSV, {:.1} % distinct titles",
            sheet.rows,
            sheet.bytes / sheet.rows.max(1) as u64,
            sheet.distinct
        );
        let search = ripgrep::search(folder, &sheet.csv);
        for known in &known {
            throughput(folder, known, &sheet, search);
        }
        for path in [&sheet.parquet, &sheet.csv] {
            std::fs::remove_file(path).expect("the catalog goes away");
        }
    }
}

fn register(folder: &Path, which: &str) -> Option<Known> {
    if which == "starter" {
        return Some(registers::starter());
    }
    let known = registers::with_lists(folder);
    if known.is_none() {
        println!("skipped: the register with lists, since ../shared/data/lists is not here");
    }
    known
}

fn catalog(folder: &Path, name: &str, rows: usize) -> Option<Sheet> {
    let generated = |mix| Some(sheet::write(folder, name, generate::rows(mix, rows)));
    match name {
        "found" => generated(Mix::FOUND),
        "mentions" => generated(Mix::MENTIONS),
        "real" => {
            let rows = real::rows(rows);
            if rows.is_none() {
                println!("\nskipped: real rows, since ../shared/data/products is not here");
            }
            Some(sheet::write(folder, name, rows?))
        }
        _ => generated(Mix::USUAL),
    }
}

fn throughput(folder: &Path, known: &Known, sheet: &Sheet, search: Option<(std::time::Duration, usize)>) {
    let day = Day::new(2026, 11, 23).expect("a day");
    let screener = Screener::new(known.bytes.open().expect("a register"), Policy::default(), day);
    let part = |stage| Part { screener: &screener, stage };
    let results = folder.join("results.parquet");
    let catalog = sheet.parquet.as_path();
    let looked = |threads| Way { catalog, results: None, threads };
    let written = |threads| Way { catalog, results: Some(results.clone()), threads };
    let mut stages: Vec<(String, Took)> = vec![
        ("read, 1 thread".to_owned(), timed(&part(Stage::Read), &looked(1))),
        ("bare pass (read, fold, automaton), 1 thread".to_owned(), timed(&part(Stage::Baseline), &looked(1))),
        ("judged, nothing written, 1 thread".to_owned(), timed(&screener, &looked(1))),
        ("judged, nothing written, 2 threads".to_owned(), timed(&screener, &looked(2))),
    ];
    let (one, two) = (timed(&screener, &written(1)), timed(&screener, &written(2)));
    let codec = codec(&results);
    stages.push((format!("Parquet to Parquet ({codec}), 1 thread"), one));
    stages.push((format!("Parquet to Parquet ({codec}), 2 threads"), two));
    print(&known.name, sheet.rows, &stages);
    let over = |at: usize| stages[at - 1].1.clock.as_secs_f64() / stages[at].1.clock.as_secs_f64();
    println!("  two threads over one: judged {:.2}, Parquet to Parquet {:.2}", over(3), over(5));
    let from_csv = timed(&screener, &Way { catalog: &sheet.csv, results: None, threads: 1 });
    beside_ripgrep(from_csv, search);
}

fn print(register: &str, rows: usize, stages: &[(String, Took)]) {
    let rate = |took: &Took| rows as f64 / took.clock.as_secs_f64();
    let (read, bare) = (rate(&stages[0].1), rate(&stages[1].1));
    println!(
        "  {register:<46} {:>9} {:>10} {:>12} {:>11} {:>8}",
        "rows/s", "of reading", "of bare pass", "processor", "peak"
    );
    for (name, took) in stages {
        println!(
            "  {name:<46} {:>9.0} {:>10.3} {:>12.3} {:>9.2} s {:>5} MB",
            rate(took),
            rate(took) / read,
            rate(took) / bare,
            took.processor.as_secs_f64(),
            took.peak
        );
    }
}

fn beside_ripgrep(scan: Took, search: Option<(std::time::Duration, usize)>) {
    let scan = scan.processor.as_secs_f64();
    let Some((search, lines)) = search else {
        return println!(
            "  CSV judged in {scan:.2} s of processor; ripgrep is not installed, so not beside it"
        );
    };
    let search = search.as_secs_f64();
    println!(
        "  CSV judged in {scan:.2} s of processor, ripgrep with 16 keywords in {search:.3} s ({lines} lines found): {:.1} times",
        scan / search
    );
}

/// How the results are compressed, as their file says.
fn codec(results: &Path) -> String {
    let file = std::fs::File::open(results).expect("the results");
    let reader = SerializedFileReader::new(file).expect("Parquet");
    let groups = reader.metadata().row_groups();
    groups.first().map_or_else(|| "empty".to_owned(), |group| group.column(0).compression().to_string())
}
