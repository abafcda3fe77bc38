//! Listings per second over a generated catalog, from Parquet to Parquet, beside a baseline in the same run: the same
//! reader, the same folding, one bare pass of the same automaton, no judgement. Wall time is noisy; quote the ratios.
//!
//! ```sh
//! cargo bench -p nameplate-scan                              # a million rows
//! NAMEPLATE_BENCH_ROWS=100000 cargo bench -p nameplate-scan
//! ```
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints, and stops at what it cannot do"
)]

mod generate;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nameplate::finding::{Echo, ListingResult, ProductFacts, Verdict};
use nameplate::register::{PartyIn, RegisterInput, build};
use nameplate::report::{Edition, RegisterId};
use nameplate::{Day, Listing, Policy, Register, Screener};
use scan::{Cases, Input, Judge, Options, Output, run};

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

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == "--open") {
        return open(Path::new(&arguments[at + 1]));
    }
    let rows = std::env::var("NAMEPLATE_BENCH_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let folder = std::env::temp_dir().join(format!("nameplate-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the benchmark");
    let catalog = folder.join("catalog.parquet");
    let made = generate::catalog(&catalog, rows);
    println!(
        "{rows} rows, {:.1} % distinct titles, 2 % positives, 5 % traps, {} MB",
        made.distinct, made.megabytes
    );
    throughput(&folder, &catalog, rows);
    opening(&folder);
    std::fs::remove_dir_all(&folder).expect("the folder of the benchmark goes away");
}

fn throughput(folder: &Path, catalog: &Path, rows: usize) {
    let register = Register::open(lists::starter_register()).expect("the starter register");
    let day = Day::new(2026, 11, 23).expect("a day");
    let screener = Screener::new(register, Policy::default(), day);
    let part = |stage| Part { screener: &screener, stage };
    let out = || Some(Output { path: folder.join("results.parquet"), format: None, cases: Cases::Beside });
    let stages: [(&str, Duration); 5] = [
        ("read, 1 thread", timed(&part(Stage::Read), catalog, None, 1)),
        ("baseline (read, fold, automaton), 1 thread", timed(&part(Stage::Baseline), catalog, None, 1)),
        ("judged, nothing written, 1 thread", timed(&screener, catalog, None, 1)),
        ("Parquet to Parquet, 1 thread", timed(&screener, catalog, out(), 1)),
        ("Parquet to Parquet, 2 threads", timed(&screener, catalog, out(), 2)),
    ];
    let baseline = stages[1].1.as_secs_f64();
    for (name, time) in stages {
        let seconds = time.as_secs_f64();
        println!(
            "{name:<44} {:>9.0} rows/s   {:.2} of the baseline",
            rows as f64 / seconds,
            baseline / seconds
        );
    }
    println!("two threads over one: {:.2}", stages[3].1.as_secs_f64() / stages[4].1.as_secs_f64());
    println!("peak memory so far: {} MB", peak_memory());
}

/// The better of two runs, each from a cold file cache where the system lets us empty it.
fn timed<J: Judge>(judge: &J, catalog: &Path, output: Option<Output>, threads: usize) -> Duration {
    let once = || {
        let _ = std::fs::write("/proc/sys/vm/drop_caches", "1");
        let inputs = vec![Input::Path(catalog.to_owned())];
        let options = Options { inputs, output: output.clone(), threads, ..Options::default() };
        let start = Instant::now();
        let outcome = run(judge, &options, &()).expect("a run");
        assert!(outcome.complete(), "the catalog was not read to its end");
        start.elapsed()
    };
    once().min(once())
}

/// Opens a register of 100,000 parties in a process of its own, so that its memory can be told.
fn opening(folder: &Path) {
    let path = folder.join("large.register");
    let mut input = RegisterInput::default();
    for n in 0..100_000 {
        let mut party = PartyIn::named(
            &format!("party-{n:06}"),
            &format!("{} Trading Company {n} Limited", generate::word(n)),
        );
        party.bulk = true;
        input.party.push(party);
    }
    std::fs::write(&path, build(&input, "bench").expect("a register")).expect("a file");
    let program: PathBuf = std::env::current_exe().expect("this program");
    let child = std::process::Command::new(program).arg("--open").arg(&path).status().expect("a child");
    assert!(child.success());
}

fn open(path: &Path) {
    let start = Instant::now();
    let bytes = std::fs::read(path).expect("the register");
    let register = Register::open(&bytes).expect("a register");
    let opened = start.elapsed();
    let found = register.names_with_key("nothing of the kind").count();
    let day = Day::new(2026, 11, 23).expect("a day");
    let screener = Screener::new(register, Policy::default(), day);
    println!(
        "register of {} parties ({} MB): read and opened in {opened:?}, ready to screen after {:?}, {} MB resident ({found} found)",
        register.party_count(),
        bytes.len() >> 20,
        start.elapsed(),
        peak_memory(),
    );
    drop(screener);
}

/// Peak resident memory of this process in megabytes; 0 where the system does not tell.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) >> 10
}
