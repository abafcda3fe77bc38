//! A state on disk, brought up to date once and again, beside one that is made anew.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use nameplate::register::build;
use nameplate::{Field, Listing, Screener};
use proptest::prelude::*;
use scan::rescan::{Asked, Became, How, Recorded, Recording, Rescanned, State};
use scan::{Input, Options};

use crate::edits::{DAYS, Edit, apply, at, base, edit, listing};

fn asked(screener: &Screener<'_>) -> Asked {
    let register = screener.register_id();
    Asked {
        program: "test".to_owned(),
        as_of: screener.as_of(),
        policy: screener.policy().clone(),
        language: "en".to_owned(),
        how: How::default(),
        register: register.version,
        register_hash: register.hash,
    }
}

/// A catalog on disk.
fn catalog(path: &Path, listings: &[Listing<'_>]) {
    let lines = listings.iter().enumerate().map(|(n, listing)| {
        let mut fields: serde_json::Map<String, serde_json::Value> =
            listing.filled().map(|(field, text)| (field.name().to_owned(), text.into())).collect();
        fields.insert("sku".to_owned(), format!("S{n}").into());
        serde_json::Value::Object(fields).to_string()
    });
    std::fs::write(path, lines.collect::<Vec<_>>().join("\n")).unwrap();
}

fn recorded(folder: &Path, file: &Path, (screener, register): (&Screener<'_>, &[u8])) {
    let recording = Recording::begin(folder, screener).unwrap();
    let inputs = vec![Input::Named { name: "catalog.jsonl".to_owned(), path: file.to_owned() }];
    let options = Options { inputs, threads: 2, ..Options::default() };
    scan::run(screener, &options, &Recorded { watch: &(), recording: &recording }).unwrap();
    recording.finish(asked(screener), register, &|_| String::new()).unwrap();
}

fn results(state: &State) -> Vec<String> {
    let mut all = Vec::new();
    state
        .each_result(&mut |file, result| {
            all.push(format!("{file} {result}"));
            Ok(())
        })
        .unwrap();
    all
}

fn rescan(state: &mut State, screeners: (&Screener<'_>, &Screener<'_>), register: &[u8]) -> Rescanned {
    state.rescan(screeners, (asked(screeners.1), register), &AtomicBool::new(false)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_state_brought_up_to_date_is_a_new_one(
        edits in proptest::collection::vec(proptest::collection::vec(edit(), 0..4), 2..5),
        days in proptest::collection::vec(0..DAYS.len(), 5),
        listings in proptest::collection::vec(listing(), 1..40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (kept, file) = (folder.path().join("state"), folder.path().join("catalog.jsonl"));
        catalog(&file, &listings);
        let mut input = base();
        let mut bytes = build(&input, "0").unwrap();
        let mut day = DAYS[days[0]];
        recorded(&kept, &file, (&at(&bytes, day), &bytes));
        for (n, edits) in edits.iter().enumerate() {
            edits.iter().for_each(|edit| apply(&mut input, edit));
            let next = build(&input, &format!("{}", n + 1)).unwrap();
            let next_day = if n % 2 == 0 { day } else { DAYS[days[n]] };
            let mut state = State::open(&kept).unwrap();
            rescan(&mut state, (&at(&bytes, day), &at(&next, next_day)), &next);
            (bytes, day) = (next, next_day);
        }
        let anew = folder.path().join("anew");
        recorded(&anew, &file, (&at(&bytes, day), &bytes));
        let (kept, anew) = (State::open(&kept).unwrap(), State::open(&anew).unwrap());
        prop_assert_eq!(results(&kept), results(&anew));
    }
}

fn seller(name: &str) -> Listing<'static> {
    Listing::default().with(Field::Title, "a thing").with(Field::Seller, name.to_owned())
}

#[test]
fn only_what_is_touched_is_judged_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let (kept, file) = (folder.path().join("state"), folder.path().join("catalog.jsonl"));
    let mut listings: Vec<Listing<'_>> =
        (0..30_000).map(|n| seller(&format!("Shop number {n} of the town"))).collect();
    listings[17_000] = seller("Tehran Cement Industries");
    listings[23_000] = seller("Zenith Nonesuch Manufacturing");
    catalog(&file, &listings);
    let mut input = base();
    apply(&mut input, &Edit::Party { slot: 0, name: 0, person: false });
    let old = build(&input, "old").unwrap();
    recorded(&kept, &file, (&at(&old, "2026-03-01"), &old));
    apply(&mut input, &Edit::Listed { party: 4, list: true, since: 1 });
    let new = build(&input, "new").unwrap();
    let mut state = State::open(&kept).unwrap();
    let done = rescan(&mut state, (&at(&old, "2026-03-01"), &at(&new, "2026-03-01")), &new);
    assert_eq!((done.rows, done.judged, &done.everything), (30_000, 1, &None));
    assert!(done.read * 10 < done.bytes, "{} of {}", done.read, done.bytes);
    let [change] = done.changes.as_slice() else { panic!("{:?}", done.changes) };
    assert_eq!((change.row, change.id.as_str(), change.became), (17_000, "S17000", Became::New));
    assert!(change.cause.contains("designations changed"), "{}", change.cause);
    // A new name is found among sellers that nobody knew; the register's version alone changes nothing.
    apply(&mut input, &Edit::Party { slot: 1, name: 13, person: false });
    apply(&mut input, &Edit::Listed { party: 5, list: false, since: 1 });
    let newer = build(&input, "newer").unwrap();
    let done = rescan(&mut state, (&at(&new, "2026-03-01"), &at(&newer, "2026-03-01")), &newer);
    assert_eq!((done.judged, done.changes.len()), (1, 1));
    let again = build(&input, "renamed only").unwrap();
    let done = rescan(&mut state, (&at(&newer, "2026-03-01"), &at(&again, "2026-03-01")), &again);
    assert_eq!((done.judged, done.changes.len(), done.read), (0, 0, 0));
    // Another process waits its turn; what is damaged is told.
    assert!(State::open(&kept).unwrap_err().to_string().contains("another process"));
    drop(state);
    let rows = std::fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap().path());
    let rows = rows.into_iter().find(|path| path.to_string_lossy().ends_with("0000.1.rows.parquet")).unwrap();
    std::fs::write(rows, "gone").unwrap();
    let mut state = State::open(&kept).unwrap();
    apply(&mut input, &Edit::Said { party: 4, date: 0 });
    let last = build(&input, "last").unwrap();
    let screeners = (&at(&again, "2026-03-01"), &at(&last, "2026-03-01"));
    let refused = state.rescan(screeners, (asked(screeners.1), &last), &AtomicBool::new(false)).unwrap_err();
    assert!(refused.to_string().contains("damaged"), "{refused}");
    assert_eq!(
        state.asked().register,
        "renamed only",
        "a state that could not be brought up to date is as it was"
    );
}

#[test]
fn a_catalog_that_changed_takes_the_place_of_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let (kept, file) = (folder.path().join("state"), folder.path().join("catalog.jsonl"));
    let mut input = base();
    apply(&mut input, &Edit::Party { slot: 0, name: 0, person: false });
    apply(&mut input, &Edit::Listed { party: 4, list: true, since: 1 });
    let bytes = build(&input, "1").unwrap();
    let screener = at(&bytes, "2026-03-01");
    let cement = || seller("Tehran Cement Industries");
    catalog(&file, &[seller("Oak"), cement(), seller("Elm"), cement()]);
    recorded(&kept, &file, (&screener, &bytes));
    // The first two trade places by their ids; one is gone; one is new.
    catalog(&file, &[cement(), seller("Oak"), seller("Elm")]);
    let mut state = State::open(&kept).unwrap();
    let recording = state.recording(&screener);
    let inputs = vec![
        Input::Named { name: "catalog.jsonl".to_owned(), path: file.clone() },
        Input::Named { name: "second.jsonl".to_owned(), path: file.clone() },
    ];
    let options = Options { inputs, threads: 2, ..Options::default() };
    scan::run(&screener, &options, &Recorded { watch: &(), recording: &recording }).unwrap();
    let done = state.take_catalogs(recording, &[], &|_| String::new()).unwrap();
    let told: Vec<(&str, &str, Became, &str)> = done
        .changes
        .iter()
        .map(|one| (one.file.as_str(), one.id.as_str(), one.became, one.cause.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("catalog.jsonl", "S0", Became::New, "the listing says something else"),
            ("catalog.jsonl", "S1", Became::Gone, "the listing says something else"),
            ("catalog.jsonl", "S3", Became::Gone, "the listing is gone"),
            ("second.jsonl", "S0", Became::New, "the listing is new"),
        ]
    );
    assert_eq!(state.rows(), 6);
    // Listings that say the same and have no id are counted, not taken for one.
    let nameless = |times: usize| {
        let line = "{\"title\":\"a thing\",\"seller\":\"Tehran Cement Industries\"}\n";
        std::fs::write(&file, line.repeat(times)).unwrap();
    };
    let scanned = |state: &mut State| {
        let recording = state.recording(&screener);
        let inputs = vec![Input::Named { name: "third.jsonl".to_owned(), path: file.clone() }];
        let options = Options { inputs, ..Options::default() };
        scan::run(&screener, &options, &Recorded { watch: &(), recording: &recording }).unwrap();
        state.take_catalogs(recording, &[], &|_| String::new()).unwrap().changes.len()
    };
    nameless(3);
    assert_eq!(scanned(&mut state), 3);
    nameless(2);
    assert_eq!(scanned(&mut state), 1);
    let recording = state.recording(&screener);
    let done = state.take_catalogs(recording, &["catalog.jsonl".to_owned()], &|_| String::new()).unwrap();
    assert_eq!((done.changes.len(), state.rows(), state.has("catalog.jsonl")), (1, 5, false));
}
