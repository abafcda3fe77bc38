//! How fast names are matched: look-ups in registers of ten thousand generated names to a million, pairs a second beside raw
//! Jaro-Winkler in the same run. Wall time is noisy: each figure is the best of several, and instructions are counted beside.
//! Measured in the profile `bench`: `dist`, which ships, with its symbols.
//!
//! ```sh
//! cargo bench -p nameplate                                      # up to a million names
//! NAMEPLATE_BENCH_NAMES=100000 cargo bench -p nameplate         # up to 100,000
//! NAMEPLATE_BENCH_ONLY=digest cargo bench -p nameplate          # one number over all scores: changes of speed change no score
//! NAMEPLATE_BENCH_WRITE=100000 cargo bench -q -p nameplate >suppliers.csv   # a table for `nameplate match`
//! # Instructions a pair and a look-up: the program that `cargo bench --no-run` names, under callgrind.
//! NAMEPLATE_BENCH_ONLY=pairs valgrind --tool=callgrind --toggle-collect='*counted_pairs*' BENCH
//! NAMEPLATE_BENCH_ONLY=finds valgrind --tool=callgrind --toggle-collect='*counted_finds*' BENCH
//! ```
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints, has a clock, and stops at what it cannot do; the engine does not"
)]

mod made;

use std::hint::black_box;
use std::time::{Duration, Instant};

use made::{CHANGES, Common, Numbers, changed, name};
use nameplate::Register;
use nameplate::lookup::{Finder, Pair};
use nameplate::names::{Kind, Name, Prepared, Term};
use nameplate::register::{PartyIn, PartyKind, RegisterInput, build};
use nameplate::text::name::name_key;

/// What a match has to reach to be told.
const FROM: i32 = 2_000;
/// Queries of each kind.
const QUERIES: usize = 400;
/// Pairs that are timed.
const PAIRS: usize = 200_000;
/// How often each timing is taken; the best counts.
const ROUNDS: usize = 5;

fn main() {
    let asked = |name| std::env::var(name).ok();
    let number = |name| asked(name).and_then(|n| n.parse::<usize>().ok());
    if let Some(rows) = number("NAMEPLATE_BENCH_WRITE") {
        return write(rows);
    }
    match asked("NAMEPLATE_BENCH_ONLY").as_deref() {
        Some("digest") => return digest(),
        Some("pairs") => return counted(true, number("NAMEPLATE_BENCH_NAMES").unwrap_or(10_000)),
        Some("finds") => return counted(false, number("NAMEPLATE_BENCH_NAMES").unwrap_or(10_000)),
        _ => {}
    }
    let most = number("NAMEPLATE_BENCH_NAMES").unwrap_or(1_000_000);
    let mut known = Vec::new();
    for count in [10_000, 100_000, 1_000_000].into_iter().filter(|count| *count <= most) {
        known.push((count, Sample::new(count).measured()));
    }
    println!("\ngrowth from one register to the next, ten times as large (exact, fuzzy: median and p99)");
    for pair in known.windows(2) {
        let times: Vec<String> =
            pair[0].1.iter().zip(&pair[1].1).map(|(one, two)| format!("{:.1}x", two / one)).collect();
        println!("{:>9} -> {:>9}: {}", pair[0].0, pair[1].0, times.join("  "));
    }
}

/// A register and the names that it was built of.
struct Sample {
    names: Vec<String>,
    bytes: Vec<u8>,
}

impl Sample {
    fn new(count: usize) -> Sample {
        let (common, mut numbers) = (Common::read(), Numbers::new(2_026));
        let names: Vec<String> = (0..count).map(|_| name(&common, &mut numbers)).collect();
        let party = (0..).zip(&names).map(|(n, name)| party(n, name)).collect();
        let input = RegisterInput { party, ..RegisterInput::default() };
        let (bytes, took) = timed(|| build(&input, "bench").unwrap());
        println!(
            "\n{count} names: built in {:.2} s, {} MB, {} bytes a name",
            took.as_secs_f64(),
            bytes.len() / 1_000_000,
            bytes.len() / count
        );
        Sample { names, bytes }
    }

    /// Queries with the way in which they differ, in turn.
    fn queries(&self) -> Vec<(usize, String)> {
        let mut numbers = Numbers::new(7);
        let query = |n: usize| {
            let name = &self.names[numbers.below(self.names.len())];
            (n % CHANGES.len(), changed(name, n % CHANGES.len(), &mut numbers))
        };
        (0..QUERIES * CHANGES.len()).map(query).collect()
    }

    /// Prints; gives what grows.
    fn measured(&self) -> [f64; 4] {
        let register = Register::open(&self.bytes).unwrap();
        let queries = self.queries();
        let exact = look_ups(&queries, |query| exact_first(&register, query));
        let finder = Finder::new(&register);
        let fuzzy = look_ups(&queries, |query| find(&finder, query) > 0);
        println!("look-up, name as text in            p50        p99        max      found");
        Spread::new("exact first", exact.iter()).print();
        let all = Spread::new("fuzzy", fuzzy.iter());
        all.print();
        for (change, says) in CHANGES.iter().enumerate() {
            Spread::new(says, fuzzy.iter().filter(|one| one.0 == change)).print();
        }
        pairs(&finder, &register, &queries);
        let exact = Spread::new("", exact.iter());
        [exact.at(50), exact.at(99), all.at(50), all.at(99)].map(|time| time.as_secs_f64())
    }
}

fn party(n: usize, name: &str) -> PartyIn {
    PartyIn {
        id: format!("p{n:07}"),
        kind: PartyKind::Company,
        name: name.to_owned(),
        country: String::new(),
        makes: Vec::new(),
        names: Vec::new(),
        common: false,
        note: String::new(),
        bulk: true,
        entries: Vec::new(),
        countries: Vec::new(),
        addresses: Vec::new(),
        identifiers: Vec::new(),
        born: Vec::new(),
        sources: Vec::new(),
        needs_source: false,
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let result = work();
    (result, started.elapsed())
}

/// The same normal form.
fn exact_first(register: &Register<'_>, query: &str) -> bool {
    register.names_with_key(&name_key(query)).count() > 0
}

/// From the text of a name to whom it may mean.
fn find(finder: &Finder<'_>, query: &str) -> usize {
    let name = Name::new(query);
    finder.find(&Prepared::new(&name), Some(Kind::Organisation), FROM).hits.len()
}

/// What changed, the best time of several, whether something was found.
fn look_ups(queries: &[(usize, String)], find: impl Fn(&str) -> bool) -> Vec<(usize, Duration, bool)> {
    let one = |(change, query): &(usize, String)| {
        let rounds = (0..ROUNDS).map(|_| timed(|| find(black_box(query))));
        let (found, best) = rounds.min_by_key(|(_, took)| *took).unwrap();
        (*change, best, found)
    };
    queries.iter().map(one).collect()
}

/// Times of look-ups in order.
struct Spread {
    says: String,
    times: Vec<Duration>,
    found: usize,
}

impl Spread {
    fn new<'t>(says: &str, all: impl Iterator<Item = &'t (usize, Duration, bool)>) -> Spread {
        let mut spread = Spread { says: says.to_owned(), times: Vec::new(), found: 0 };
        for (_, time, found) in all {
            spread.times.push(*time);
            spread.found += usize::from(*found);
        }
        spread.times.sort_unstable();
        spread
    }

    fn at(&self, percent: usize) -> Duration {
        self.times[(self.times.len() * percent / 100).min(self.times.len() - 1)]
    }

    fn print(&self) {
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        println!(
            "  {:<22} {:>10.1} {:>10.1} {:>10.1} us   {:>4.1} %",
            self.says,
            micros(self.at(50)),
            micros(self.at(99)),
            micros(self.at(100)),
            self.found as f64 * 100.0 / self.times.len() as f64
        );
    }
}

/// Queries that are read, each with the pairs that are compared for it.
type Work<'q, 'n> = Vec<(&'q Prepared<'n>, Vec<Pair>)>;

/// Pairs that survived, as many of each query as make the number.
fn survivors<'q, 'n>(finder: &Finder<'_>, prepared: &'q [Prepared<'n>]) -> Work<'q, 'n> {
    let mut room = PAIRS;
    let mut work = Vec::new();
    for query in prepared {
        let mut pairs = finder.pairs(query, Some(Kind::Organisation));
        pairs.truncate(room.min(500));
        room -= pairs.len();
        work.push((query, pairs));
    }
    work
}

/// The same number of pairs by chance.
fn by_chance<'q, 'n>(finder: &Finder<'_>, survivors: &Work<'q, 'n>) -> Work<'q, 'n> {
    let (mut numbers, forms) = (Numbers::new(3), finder.forms());
    let mut any = || finder.pair(0, numbers.below(forms as usize) as u32).unwrap();
    survivors.iter().map(|(query, pairs)| (*query, pairs.iter().map(|_| any()).collect())).collect()
}

fn pairs(finder: &Finder<'_>, register: &Register<'_>, queries: &[(usize, String)]) {
    let names: Vec<Name> = queries.iter().map(|(_, query)| Name::new(query)).collect();
    let prepared: Vec<Prepared<'_>> = names.iter().map(Prepared::new).collect();
    let work = survivors(finder, &prepared);
    let chance = by_chance(finder, &work);
    let texts: Vec<(&str, &str)> = work
        .iter()
        .zip(queries)
        .flat_map(|((_, pairs), (_, query))| {
            pairs.iter().map(|pair| (query.as_str(), register.name(finder.listed(*pair)).unwrap().text()))
        })
        .collect();
    let count = texts.len();
    println!("pairs a second, one core ({count} pairs)");
    let rate = |says: &str, work: &dyn Fn() -> usize| {
        let best = (0..ROUNDS).map(|_| timed(work)).min_by_key(|(_, took)| *took).unwrap();
        println!("  {says:<42} {:>11.0}   {} said", count as f64 / best.1.as_secs_f64(), best.0);
    };
    rate("that survived, explanation off", &|| scored(finder, &work));
    rate("the same, from the score that a look-up asks", &|| looked_up(finder, &work));
    rate("that survived, explanation on", &|| explained(finder, register, &work, false));
    rate("that survived, explanation on, as a sentence", &|| explained(finder, register, &work, true));
    rate("by chance, explanation off", &|| scored(finder, &chance));
    rate("that survived, raw Jaro-Winkler", &|| {
        texts.iter().filter(|(a, b)| strsim::jaro_winkler(black_box(a), black_box(b)) > 0.9).count()
    });
}

/// How many pairs have a score that is told; every one is scored and nothing of it kept.
fn scored(finder: &Finder<'_>, work: &Work<'_, '_>) -> usize {
    let mut told = 0;
    for (query, pairs) in work {
        finder.score(query, pairs, i32::MIN, |hit| {
            told += usize::from(black_box(hit.comparison.score()) >= FROM)
        });
    }
    told
}

/// The same as a look-up does it: what is below the bound is not put together.
fn looked_up(finder: &Finder<'_>, work: &Work<'_, '_>) -> usize {
    let mut told = 0;
    for (query, pairs) in work {
        finder
            .score(query, pairs, FROM, |hit| told += usize::from(black_box(hit.comparison.score()) >= FROM));
    }
    told
}

/// Explains each pair that has a score at all.
fn explained(finder: &Finder<'_>, register: &Register<'_>, work: &Work<'_, '_>, sentence: bool) -> usize {
    let mut told = 0;
    for (query, pairs) in work {
        finder.score(query, pairs, i32::MIN, |hit| {
            let listed = register.name(hit.name).map_or("", |name| name.text());
            let words = finder.explain(query, listed, &hit);
            told += 1;
            if sentence {
                black_box(words.to_string());
            }
            black_box(words);
        });
    }
    told
}

/// The same work each time, for counting instructions.
fn counted(by_pair: bool, count: usize) {
    let sample = Sample::new(count);
    let register = Register::open(&sample.bytes).unwrap();
    let finder = Finder::new(&register);
    let queries = sample.queries();
    let names: Vec<Name> = queries.iter().map(|(_, query)| Name::new(query)).collect();
    let prepared: Vec<Prepared<'_>> = names.iter().map(Prepared::new).collect();
    if by_pair {
        let work = survivors(&finder, &prepared);
        let count: usize = work.iter().map(|(_, pairs)| pairs.len()).sum();
        println!("{count} pairs, {} told", counted_pairs(&finder, &work));
    } else {
        println!("{} look-ups, {} found", queries.len(), counted_finds(&finder, &queries));
    }
}

#[inline(never)]
fn counted_pairs(finder: &Finder<'_>, work: &Work<'_, '_>) -> usize {
    scored(finder, work)
}

#[inline(never)]
fn counted_finds(finder: &Finder<'_>, queries: &[(usize, String)]) -> usize {
    queries.iter().filter(|(_, query)| find(finder, query) > 0).count()
}

/// One number over every comparison of the queries, by chance and found, as an organisation's, a person's and a brand's.
fn digest() {
    let sample = Sample::new(20_000);
    let register = Register::open(&sample.bytes).unwrap();
    let finder = Finder::new(&register);
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |number: i64| digest = (digest ^ number as u64).wrapping_mul(0x0000_0100_0000_01B3);
    let mut numbers = Numbers::new(11);
    for (_, query) in sample.queries() {
        let name = Name::new(&query);
        let prepared = Prepared::new(&name);
        let found = finder.find(&prepared, None, i32::MIN);
        add(found.compared as i64);
        for hit in &found.hits {
            let listed = register.name(hit.name).map_or("", |name| name.text());
            add(i64::from(hit.party.0));
            let words = finder.explain(&prepared, listed, hit).to_string();
            Term::ALL.iter().for_each(|part| add(i64::from(hit.comparison.part(*part))));
            words.bytes().for_each(|byte| add(i64::from(byte)));
        }
        for _ in 0..200 {
            let other = Name::new(&sample.names[numbers.below(sample.names.len())]);
            for kind in [Kind::Organisation, Kind::Person, Kind::Brand] {
                let met = prepared.compare(&Prepared::new(&other), kind);
                met.inspect(|met| Term::ALL.iter().for_each(|part| add(i64::from(met.part(*part)))));
            }
        }
    }
    println!("digest of all scores: {digest:016x}");
}

/// A table of suppliers.
fn write(rows: usize) {
    let (common, mut numbers) = (Common::read(), Numbers::new(5));
    println!("name");
    for _ in 0..rows {
        println!("\"{}\"", name(&common, &mut numbers));
    }
}
