//! What a run took: time by the clock, time of the processor, memory. The last two are told by Linux;
//! elsewhere they are 0.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use scan::{Input, Judge, Options, Output, run};

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Took {
    /// By the clock.
    pub(crate) clock: Duration,
    /// Processor time of all threads.
    pub(crate) processor: Duration,
    /// The most memory that was held at once, in megabytes.
    pub(crate) peak: u64,
}

/// A way through a catalog.
pub(crate) struct Way<'a> {
    /// What is read.
    pub(crate) catalog: &'a Path,
    /// Where results go, if they are written.
    pub(crate) results: Option<PathBuf>,
    /// Threads that judge.
    pub(crate) threads: usize,
}

/// The better of two runs by the clock, each from a cold file cache where the system lets us empty it.
pub(crate) fn timed<J: Judge>(judge: &J, way: &Way<'_>) -> Took {
    let once = || {
        let _ = std::fs::write("/proc/sys/vm/drop_caches", "1");
        forget_peak();
        let output = way.results.clone().map(|path| Output { path, ..Output::default() });
        let inputs = vec![Input::Path(way.catalog.to_owned())];
        let options = Options { inputs, output, threads: way.threads, ..Options::default() };
        let (start, before) = (Instant::now(), processor().own);
        let outcome = run(judge, &options, &()).expect("a run");
        assert!(outcome.complete(), "the catalog was not read to its end");
        Took { clock: start.elapsed(), processor: processor().own - before, peak: peak_memory() }
    };
    let (first, second) = (once(), once());
    if first.clock < second.clock { first } else { second }
}

/// Processor time so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Processor {
    /// Of this process.
    pub(crate) own: Duration,
    /// Of programs that it started and that have ended.
    pub(crate) children: Duration,
}

/// Processor time so far, as Linux tells it, in steps of 10 ms.
pub(crate) fn processor() -> Processor {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: Vec<u64> = after.split_whitespace().skip(11).take(4).filter_map(|n| n.parse().ok()).collect();
    let [user, system, children_user, children_system] = ticks[..] else { return Processor::default() };
    let time = |ticks: u64| Duration::from_millis(ticks * 10);
    Processor { own: time(user + system), children: time(children_user + children_system) }
}

/// Peak resident memory of this process in megabytes, since it was last forgotten.
pub(crate) fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) >> 10
}

/// The peak counts anew from what is held now.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
