//! A run that was cut off goes on: the same bytes as of a run that nobody cut off, and what was judged is not judged again.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{Stub, input, path};
use nameplate::Listing;
use nameplate::finding::ListingResult;
use nameplate::policy::Policy;
use nameplate::report::{Edition, RegisterId};
use nameplate::{Day, Verdict};
use proptest::prelude::*;
use scan::{Error, Judge, Limits, Options, Outcome, Output, Watch, run};

/// Breaks down at one listing, as a process that is killed there.
struct Breaks {
    stub: Stub,
    day: Day,
    at: usize,
    asked: AtomicUsize,
}

impl Breaks {
    fn at(at: usize) -> Self {
        Breaks { stub: Stub::default(), day: Stub::default().as_of(), at, asked: AtomicUsize::new(0) }
    }
}

impl Judge for Breaks {
    type Memo = ();

    fn memo(&self, _: usize) {}

    fn judge<'l>(&self, memo: &mut (), listing: &'l Listing<'l>) -> ListingResult<'l> {
        let n = self.asked.fetch_add(1, Ordering::SeqCst);
        assert!(n < self.at, "broken down as the test asks");
        self.stub.judge(memo, listing)
    }

    fn as_of(&self) -> Day {
        self.day
    }

    fn policy(&self) -> &Policy {
        self.stub.policy()
    }

    fn register_id(&self) -> RegisterId {
        self.stub.register_id()
    }

    fn editions(&self) -> Vec<Edition> {
        self.stub.editions()
    }
}

/// Shows what is found, and counts all ids.
#[derive(Default)]
struct Found {
    shown: Mutex<Vec<String>>,
    ids: AtomicUsize,
}

impl Watch for Found {
    type Seen = String;

    fn look(&self, result: &ListingResult<'_>) -> Option<String> {
        self.ids.fetch_add(usize::from(!result.listing.id.is_empty()), Ordering::Relaxed);
        (result.verdict != Verdict::NoConnectionFound)
            .then(|| format!("{} {:?}", result.listing.row, result.verdict))
    }

    fn show(&self, seen: String) {
        self.shown.lock().unwrap().push(seen);
    }

    fn passed(&self, listing: &Listing<'_>) {
        self.ids.fetch_add(usize::from(!listing.id.is_empty()), Ordering::Relaxed);
    }
}

fn catalog(rows: usize) -> String {
    let mut text = "id,title,brand,seller,price\n".to_owned();
    for i in 0..rows {
        let brand = if i % 50 < 2 { "Hikvision" } else { "Acme" };
        match i % 97 {
            // A quote that nobody closes: a row with a defect.
            3 => text.push_str(&format!("R{i},\"Camera {i},{brand},Shop,1\n")),
            _ => text.push_str(&format!("R{i},\"Camera, {i}\",{brand},Shop {},{i}\n", i % 7)),
        }
    }
    text
}

fn options(output: &Path, text: &str, threads: usize) -> Options {
    let suppliers = b"sku,supplier\nR7,Seven Ltd\nR8,Eight Ltd\nX,Nobody\n";
    Options {
        inputs: vec![input(text.as_bytes()), input(b"title\nHikvision camera\n")],
        output: Some(Output { path: output.to_owned(), ..Output::default() }),
        suppliers: Some(input(suppliers)),
        threads,
        limits: Limits { batch_rows: 64, ..Limits::default() },
        resume: true,
        ..Options::default()
    }
}

/// The files of a folder, by name.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().into(), std::fs::read(&path).unwrap()))
        .collect()
}

fn whole(judge: &Breaks, options: &Options) -> (Outcome, Vec<String>, usize) {
    let found = Found::default();
    let outcome = run(judge, options, &found).unwrap();
    assert!(outcome.complete());
    (outcome, found.shown.into_inner().unwrap(), found.ids.into_inner())
}

#[test]
fn whatever_the_format_the_bytes_are_those_of_a_run_that_nobody_cut_off() {
    let text = catalog(1_500);
    for name in ["r.parquet", "r.jsonl", "r.csv", "r.xlsx", "r.jsonl.gz"] {
        let folder = tempfile::tempdir().unwrap();
        let [cut, never] = ["cut", "never"].map(|name| folder.path().join(name));
        for place in [&cut, &never] {
            std::fs::create_dir(place).unwrap();
        }
        let plain = Options { resume: false, ..options(&never.join(name), &text, 2) };
        let (expected, shown, ids) = whole(&Breaks::at(usize::MAX), &plain);
        for at in [900, 300] {
            let broken = run(&Breaks::at(at), &options(&cut.join(name), &text, 2), &());
            assert!(matches!(broken, Err(Error::Thread(_))));
        }
        let judge = Breaks::at(usize::MAX);
        let (outcome, again, ids_again) = whole(&judge, &options(&cut.join(name), &text, 2));
        assert_eq!((again, ids_again), (shown, ids), "{name}");
        assert_eq!(outcome.suppliers, expected.suppliers);
        assert_eq!(outcome.summary, expected.summary);
        assert!(
            outcome.resumed >= 64 && outcome.manifest == expected.manifest,
            "{name}: {}",
            outcome.resumed
        );
        // Of what was taken over, only what is found is judged again.
        let judged = judge.asked.load(Ordering::SeqCst) as u64;
        assert!(judged < expected.summary.listings - outcome.resumed + outcome.resumed / 10, "{judged}");
        assert_eq!(files(&cut), files(&never), "{name}, and nothing is left beside it");
    }
}

#[test]
fn a_catalog_that_changed_is_judged_as_it_is_now_and_the_rest_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let (catalog_path, text) = (folder.path().join("c.csv"), catalog(1_500));
    let asked = |output: &str, resume| Options {
        inputs: vec![path(&catalog_path)],
        resume,
        ..options(&folder.path().join(output), "", 1)
    };
    std::fs::write(&catalog_path, &text).unwrap();
    assert!(run(&Breaks::at(1_200), &asked("r.jsonl", true), &()).is_err());
    std::fs::write(
        &catalog_path,
        text.replace("R100,\"Camera, 100\",Hikvision", "R100,\"Camera, 100\",Ezzzzviz"),
    )
    .unwrap();
    let (outcome, ..) = whole(&Breaks::at(usize::MAX), &asked("r.jsonl", true));
    let (expected, ..) = whole(&Breaks::at(usize::MAX), &asked("s.jsonl", false));
    assert!(outcome.resumed > 1_000, "{}", outcome.resumed);
    assert_eq!(outcome.manifest.digest, expected.manifest.digest);
    assert_eq!(outcome.summary, expected.summary);
}

#[test]
fn another_day_and_other_options_are_refused_and_leave_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (text, output) = (catalog(600), folder.path().join("r.jsonl"));
    let asked = options(&output, &text, 1);
    assert!(run(&Breaks::at(400), &asked, &()).is_err());
    assert_eq!(scan::day_to_resume(&asked).unwrap(), Some(Stub::default().as_of()));
    let later = Breaks { day: Day::new(2026, 11, 24).unwrap(), ..Breaks::at(usize::MAX) };
    let error = run(&later, &asked, &()).unwrap_err().to_string();
    assert!(error.contains("the day was 2026-11-23 and is 2026-11-24"), "{error}");
    let other = Options { suppliers: None, ..options(&output, &text, 1) };
    assert!(matches!(run(&Breaks::at(usize::MAX), &other, &()), Err(Error::OtherRun { .. })));
    let stdout = Options {
        output: Some(Output { path: "-".into(), ..Output::default() }),
        ..options(&output, &text, 1)
    };
    assert!(matches!(run(&Breaks::at(usize::MAX), &stdout, &()), Err(Error::NothingToResume)));
    let (outcome, ..) = whole(&Breaks::at(usize::MAX), &asked);
    assert!(outcome.resumed >= 320);
    assert_eq!(scan::day_to_resume(&asked).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a disk did to what is kept, results are right.
    #[test]
    fn what_is_damaged_is_judged_anew(cut in 0usize..900, at in any::<prop::sample::Index>(), bit in 0u8..8, shorter in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let (text, output) = (catalog(700), folder.path().join("r.parquet"));
        let asked = options(&output, &text, 1);
        let broken = run(&Breaks::at(cut), &asked, &());
        if broken.is_err() {
            let kept = folder.path().join(".r.parquet.nameplate-resume");
            let mut bytes = std::fs::read(&kept).unwrap();
            let at = at.index(bytes.len());
            if shorter { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
            std::fs::write(&kept, bytes).unwrap();
        }
        // A head that says something else is refused, and then the file has to go.
        let outcome = run(&Breaks::at(usize::MAX), &asked, &()).or_else(|_| {
            std::fs::remove_file(folder.path().join(".r.parquet.nameplate-resume")).unwrap();
            run(&Breaks::at(usize::MAX), &asked, &())
        });
        let plain = Options { resume: false, ..options(&folder.path().join("s.parquet"), &text, 1) };
        let expected = run(&Breaks::at(usize::MAX), &plain, &()).unwrap();
        prop_assert_eq!(outcome.unwrap().manifest.digest, expected.manifest.digest);
        prop_assert_eq!(std::fs::read(&output).unwrap(), std::fs::read(folder.path().join("s.parquet")).unwrap());
    }
}
