//! Updating from a server that plays an authority: what is new comes in whole, whatever goes wrong leaves the last good
//! edition in use.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use lists::given::Given;
use lists::parsed::Parsed;
use lists::record::{EntryKind, Record};
use lists::sources::{Checks, FileSpec, Form, Required, Source, at_least, percent};
use lists::store::Store;
use lists::update::{Fetcher, Options, Origin, Outcome, Progress, update};
use nameplate::register::Tier;
use nameplate_tests::authority::{Answer, Authority};
use tempfile::TempDir;

/// A list of names, one a line; the second file repeats them with a remark.
static NAMES: Source = Source {
    id: "names",
    name: "Names",
    authority: "Nobody",
    page: "https://authority.example/names",
    licence: "none",
    tier: Tier::A,
    numbered: true,
    lists: &["ofac-sdn"],
    forms: &[Form {
        name: "text",
        files: &[
            FileSpec {
                name: "names.txt",
                url: "https://authority.example/names.txt",
                link: "",
                required: true,
            },
            FileSpec {
                name: "more.txt",
                url: "https://authority.example/more.txt",
                link: "",
                required: false,
            },
        ],
        tried: true,
        parse,
    }],
    hosts: &["files.authority.example"],
    by_hand: None,
    most_bytes: 64 << 10,
    most_seconds: 60,
    checks: Checks {
        min_entries: at_least(10),
        max_entries: 100,
        required: &[Required { name: "Name Number 3", list: "ofac-sdn" }],
        max_lost: percent(10),
        max_changed: 50,
        max_refused: percent(2),
    },
};

fn parse(given: &Given) -> io::Result<Parsed> {
    let mut parsed = Parsed::default();
    for (at, line) in (1..).zip(given.text("names.txt")?.lines()) {
        parsed.row("names.txt");
        match line.strip_prefix("Name ") {
            Some(rest) => {
                let mut record = Record::new(rest, EntryKind::Organisation, &format!("Name {rest}"));
                record.list = "ofac-sdn".to_owned();
                parsed.entry("names.txt", record);
            }
            None if line.starts_with("new column") => {
                parsed.merged("names.txt");
                parsed.unknown("names.txt", line);
            }
            None => parsed.refuse("names.txt", at, "", "is no name"),
        }
    }
    if parsed.records.is_empty() {
        return Err(io::Error::other("no names at all"));
    }
    Ok(parsed.finish())
}

fn names(upto: usize) -> String {
    (1..=upto).map(|n| format!("Name Number {n}\n")).collect()
}

/// A data folder and how it is asked.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Desk { folder: TempDir::new().unwrap() }
    }

    fn store(&self) -> Store {
        Store::at(self.folder.path())
    }

    fn update(&self, origin: Origin, accept: bool) -> Outcome {
        let quiet = |_: Progress<'_>| {};
        let fetcher = Fetcher::new(&quiet).hurried(Duration::from_millis(5), 2);
        let today = "2026-11-24".parse().unwrap();
        let options = Options { origin, today, day: None, accept };
        let store = self.store();
        let _lock = store.lock(|| {}).unwrap();
        update(&store, &NAMES, &options, &fetcher)
    }

    fn fetch(&self, authority: &Authority) -> Outcome {
        self.update(Origin::Mirror(authority.address.clone()), false)
    }

    /// How many entries the edition in use has.
    fn in_use(&self) -> Option<u64> {
        self.store().current("names").unwrap().map(|edition| edition.entries)
    }

    /// A desk with 20 names in use.
    fn with_names() -> Self {
        let desk = Desk::new();
        let good = Authority::new(|_, asked| serve(asked.path.as_str(), 20));
        assert!(matches!(desk.fetch(&good), Outcome::New(_)));
        assert_eq!(desk.in_use(), Some(20));
        desk
    }

    /// Nothing of an attempt is left, and the state says what went wrong.
    fn stays(&self, outcome: &Outcome) -> String {
        assert!(!outcome.is_well(), "{outcome:?}");
        assert_eq!(self.in_use(), Some(20));
        let left =
            |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".aside"));
        let folder = self.folder.path().join("lists/names");
        assert!(!folder.read_dir().unwrap().any(|entry| left(&entry.unwrap().path())));
        self.store().state("names").unwrap().trouble
    }
}

fn serve(path: &str, upto: usize) -> Answer {
    match path {
        "/names.txt" => Answer::file(names(upto), "one"),
        _ => Answer::status(404),
    }
}

#[test]
fn what_has_not_changed_is_not_taken_again() {
    let desk = Desk::new();
    let authority = Authority::new(|_, asked| {
        if asked.headers.get("if-none-match").is_some_and(|etag| etag == "\"one\"") {
            return Answer::status(304);
        }
        serve(&asked.path, 20).with("Last-Modified", "Fri, 26 Apr 2024 08:00:00 GMT")
    });
    let Outcome::New(edition) = desk.fetch(&authority) else { panic!("not new") };
    assert_eq!((edition.id.as_str(), edition.entries), ("2024-04-26", 20));
    assert_eq!(edition.files[0].sha256.len(), 64);
    let Outcome::Same(_) = desk.fetch(&authority) else { panic!("not the same") };
    let conditional = authority.asked().iter().filter(|a| a.headers.contains_key("if-none-match")).count();
    assert_eq!(conditional, 1);
}

#[test]
fn a_server_without_validators_costs_a_download_and_no_edition() {
    let desk = Desk::new();
    let authority = Authority::new(|_, asked| match asked.path.as_str() {
        "/names.txt" => Answer::file(names(20), ""),
        _ => Answer::status(404),
    });
    assert!(matches!(desk.fetch(&authority), Outcome::New(_)));
    assert!(matches!(desk.fetch(&authority), Outcome::Same(_)));
    assert_eq!(desk.store().editions("names").unwrap().len(), 1);
}

#[test]
fn a_later_edition_replaces_the_one_in_use_and_both_are_kept() {
    let desk = Desk::with_names();
    let later = Authority::new(|_, asked| match asked.path.as_str() {
        "/names.txt" => Answer::file(names(21), "two"),
        _ => Answer::status(404),
    });
    let Outcome::New(edition) = desk.fetch(&later) else { panic!("not new") };
    assert_eq!(edition.id, "undated-2026-11-24.2");
    assert_eq!((desk.in_use(), desk.store().editions("names").unwrap().len()), (Some(21), 2));
}

#[test]
fn what_passes_is_waited_for() {
    for status in [429, 500, 503] {
        let desk = Desk::new();
        let authority = Authority::new(move |n, asked| {
            if n < 2 { Answer::status(status).with("Retry-After", "0") } else { serve(&asked.path, 20) }
        });
        assert!(matches!(desk.fetch(&authority), Outcome::New(_)), "{status}");
    }
}

#[test]
fn what_does_not_pass_leaves_the_last_good_edition() {
    let desk = Desk::with_names();
    let broken = Authority::new(|_, _| Answer::status(500));
    assert!(desk.stays(&desk.fetch(&broken)).contains("answered 500, after 4 attempts"));
    let closed = Authority::new(|_, _| Answer::status(403));
    let outcome = desk.fetch(&closed);
    assert!(desk.stays(&outcome).contains("answered 403"));
    assert_eq!(closed.asked().len(), 1);
    let nobody = Origin::Mirror("http://127.0.0.1:1".to_owned());
    assert!(!desk.stays(&desk.update(nobody, false)).is_empty());
}

#[test]
fn a_slow_server_is_left() {
    let desk = Desk::with_names();
    let slow = Authority::new(|_, asked| {
        let mut answer = serve(&asked.path, 19);
        answer.headers.clear();
        answer.pause = Duration::from_secs(20);
        answer
    });
    let started = std::time::Instant::now();
    assert!(!desk.stays(&desk.fetch(&slow)).is_empty());
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_file_that_is_cut_off_is_never_a_shorter_file() {
    let desk = Desk::with_names();
    let cut = |asked: &str| {
        let mut answer = serve(asked, 20);
        answer.headers.clear();
        answer.cut_at = Some(answer.body.len() / 2);
        answer
    };
    let always = Authority::new(move |_, asked| cut(&asked.path));
    assert!(desk.stays(&desk.fetch(&always)).contains("cut off"));
    let once = Authority::new(move |n, asked| if n == 0 { cut(&asked.path) } else { serve(&asked.path, 20) });
    assert!(matches!(desk.fetch(&once), Outcome::Same(_)));
}

#[test]
fn files_of_two_moments_are_taken_again() {
    let changes = AtomicUsize::new(0);
    let authority = Authority::new(move |_, asked| match asked.path.as_str() {
        // The first file is replaced once the second one was read for the first time.
        "/names.txt" => {
            let now = changes.load(Ordering::SeqCst).min(1);
            let etag = format!("\"v{now}\"");
            if asked.headers.get("if-none-match") == Some(&etag) {
                return Answer::status(304);
            }
            Answer::file(names(20 + now), &format!("v{now}"))
        }
        _ => {
            changes.fetch_add(1, Ordering::SeqCst);
            Answer::file("remarks\n", "same")
        }
    });
    let desk = Desk::new();
    let Outcome::New(edition) = desk.fetch(&authority) else { panic!("not new") };
    assert_eq!((edition.entries, edition.files.len()), (21, 2));
    let folder = desk.store().path("names", &edition.id, "");
    assert_eq!(folder.read_dir().unwrap().count(), 3, "the two files and edition.json");
}

#[test]
fn redirects_lead_to_declared_hosts_only() {
    let desk = Desk::with_names();
    let elsewhere = Authority::new(|_, asked| serve(&asked.path, 19));
    let target = format!("{}/names.txt", elsewhere.address);
    let sends = Authority::new(move |_, _| Answer::status(302).with("Location", target.clone()));
    assert!(desk.stays(&desk.fetch(&sends)).contains("is no host of this source"));
    assert!(elsewhere.asked().is_empty());
    let round = Authority::new(|_, _| Answer::status(301).with("Location", "/names.txt"));
    assert!(desk.stays(&desk.fetch(&round)).contains("redirects without an end"));
    let same = Authority::new(|_, asked| match asked.path.as_str() {
        "/names.txt" => Answer::status(307).with("Location", "/moved/names.txt"),
        "/moved/names.txt" => Answer::file(names(21), "two"),
        _ => Answer::status(404),
    });
    let Outcome::New(edition) = desk.fetch(&same) else { panic!("not new") };
    assert!(edition.files[0].from.ends_with("/moved/names.txt"));
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let desk = Desk::with_names();
    let untrusted = Authority::untrusted(|_, asked| serve(&asked.path, 19));
    let trouble = desk.stays(&desk.fetch(&untrusted));
    assert!(trouble.contains("no trustworthy connection"), "{trouble}");
    assert!(untrusted.asked().is_empty());
}

#[test]
fn a_file_larger_than_the_source_allows_is_refused() {
    let desk = Desk::with_names();
    let large = Authority::new(|_, asked| match asked.path.as_str() {
        "/names.txt" => Answer::file(vec![b'x'; 70 << 10], ""),
        _ => Answer::status(404),
    });
    assert!(desk.stays(&desk.fetch(&large)).contains("larger than"));
}

#[test]
fn checks_keep_an_edition_out_until_a_person_takes_it() {
    let desk = Desk::with_names();
    let served = |text: String| {
        Authority::new(move |_, asked| match asked.path.as_str() {
            "/names.txt" => Answer::file(text.clone(), ""),
            _ => Answer::status(404),
        })
    };
    for (text, check) in [
        (names(11), "entries lost"),
        (names(9), "fewest entries"),
        (names(101), "most entries"),
        (names(20).replace("Number 3", "Number 33"), "required party"),
        (format!("{}new column: colour\n", names(20)), "known columns"),
        (format!("{}a\nb\nc\nd\n", names(20)), "rows put aside"),
        ("<html>Access denied</html>".to_owned(), "is an HTML page, not text"),
        ("Access denied\n".to_owned(), "no names at all"),
    ] {
        let outcome = desk.fetch(&served(text));
        assert!(desk.stays(&outcome).contains(check), "{check}: {outcome:?}");
    }
    let text = format!("{}new column: colour\n", names(12));
    let authority = served(text);
    let Outcome::New(edition) = desk.update(Origin::Mirror(authority.address.clone()), true) else {
        panic!("not taken")
    };
    assert_eq!(edition.accepted.len(), 2, "{:?}", edition.accepted);
    // What was accepted once is known from then on.
    let later = served(format!("{}new column: colour\n", names(13)));
    assert!(matches!(desk.fetch(&later), Outcome::New(_)));
}

#[test]
fn a_folder_serves_sites_without_a_network() {
    let desk = Desk::new();
    let folder = TempDir::new().unwrap();
    let from = || Origin::Folder(folder.path().to_owned());
    assert!(matches!(desk.update(from(), false), Outcome::Absent(_)));
    std::fs::write(folder.path().join("names.txt"), names(20)).unwrap();
    assert!(matches!(desk.update(from(), false), Outcome::New(_)));
    assert!(matches!(desk.update(from(), false), Outcome::Same(_)));
    std::fs::write(folder.path().join("names.txt"), "").unwrap();
    assert!(!desk.stays(&desk.update(from(), false)).is_empty());
    // Its own folder comes first: two authorities may call their file the same.
    std::fs::create_dir(folder.path().join("names")).unwrap();
    std::fs::write(folder.path().join("names/names.txt"), names(21)).unwrap();
    let Outcome::New(edition) = desk.update(from(), false) else { panic!("not new") };
    assert_eq!(edition.entries, 21);
}

#[test]
fn updates_at_once_do_not_harm_each_other() {
    let desk = Desk::new();
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("names.txt"), names(20)).unwrap();
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let run = || desk.update(Origin::Folder(folder.path().to_owned()), false);
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let new = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::New(_))).count();
    let same = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Same(_))).count();
    assert_eq!((new, same, desk.store().editions("names").unwrap().len()), (1, 5, 1));
}

#[test]
fn whatever_a_killed_process_left_is_cleared_away_or_taken_up() {
    let desk = Desk::with_names();
    let store = desk.store();
    let folder = desk.folder.path().join("lists/names");
    // Killed while taking files; killed while writing the state; killed between installing and naming an edition.
    std::fs::create_dir(folder.join(".aside-99")).unwrap();
    std::fs::write(folder.join(".aside-99/names.txt"), "half").unwrap();
    std::fs::write(folder.join("state.aside99"), "{\"curr").unwrap();
    let given = TempDir::new().unwrap();
    std::fs::write(given.path().join("names.txt"), names(21)).unwrap();
    let from = Origin::Folder(given.path().to_owned());
    let state = store.state("names").unwrap();
    assert!(matches!(desk.update(from.clone(), false), Outcome::New(_)));
    store.put_state("names", &state).unwrap();
    assert_eq!(desk.in_use(), Some(20));
    assert!(matches!(desk.update(from, false), Outcome::Same(_)));
    assert_eq!(desk.in_use(), Some(21));
    assert!(!folder.join(".aside-99").exists() && !folder.join("state.aside99").exists());
}

#[test]
fn an_edition_that_was_damaged_is_told_and_taken_anew() {
    let desk = Desk::with_names();
    let edition = desk.store().current("names").unwrap().unwrap();
    let path = desk.store().path("names", &edition.id, "names.txt");
    std::fs::write(&path, names(19)).unwrap();
    let why = lists::update::records(&desk.store(), &NAMES, &edition, None).unwrap_err();
    assert!(why.to_string().contains("SHA-256 differs"), "{why}");
    // The server would say that nothing has changed, if it were asked with the validators of the damaged edition.
    let authority = Authority::new(|_, asked| {
        if asked.headers.contains_key("if-none-match") { Answer::status(304) } else { serve(&asked.path, 20) }
    });
    assert!(matches!(desk.fetch(&authority), Outcome::New(_)));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), names(20));
    assert_eq!(desk.store().editions("names").unwrap().len(), 1);
}

#[test]
fn in_one_folder_a_file_of_another_authority_is_no_failure() {
    let desk = Desk::new();
    let folder = TempDir::new().unwrap();
    let fixture =
        nameplate_tests::places::root().join("tests/fixtures/lists/un-consolidated/xml/consolidated.xml");
    std::fs::copy(fixture, folder.path().join("consolidated.xml")).unwrap();
    let quiet = |_: Progress<'_>| {};
    let today = "2026-11-24".parse().unwrap();
    let options =
        Options { origin: Origin::Folder(folder.path().to_owned()), today, day: None, accept: true };
    let outcome =
        |id: &str| update(&desk.store(), lists::sources::by_id(id).unwrap(), &options, &Fetcher::new(&quiet));
    assert!(matches!(outcome("ofac-cons"), Outcome::Absent(_)));
    assert!(matches!(outcome("un-consolidated"), Outcome::New(_)));
}

#[test]
fn what_a_server_packs_on_the_way_is_unpacked_and_bounded() {
    use std::io::Write as _;
    let pack = |text: &str| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    };
    let serve_packed = move |path: &str, text: &str| match path {
        "/names.txt" => Answer::file(pack(text), "").with("Content-Encoding", "gzip"),
        _ => Answer::status(404),
    };
    let desk = Desk::with_names();
    let packed = Authority::new(move |_, asked| serve_packed(&asked.path, &names(21)));
    let Outcome::New(edition) = desk.fetch(&packed) else { panic!("not new") };
    assert_eq!((edition.entries, edition.files[0].bytes), (21, names(21).len() as u64));
    // Seventy bytes that unpack to a megabyte.
    let desk = Desk::with_names();
    let bomb = Authority::new(move |_, asked| serve_packed(&asked.path, &" ".repeat(1 << 20)));
    assert!(desk.stays(&desk.fetch(&bomb)).contains("more than this source may"));
}

#[test]
fn a_later_edition_can_be_taken_though_the_one_before_is_damaged() {
    let desk = Desk::with_names();
    let edition = desk.store().current("names").unwrap().unwrap();
    std::fs::write(desk.store().path("names", &edition.id, "names.txt"), "damaged").unwrap();
    let later = Authority::new(|_, asked| serve(&asked.path, 21));
    let outcome = desk.fetch(&later);
    assert!(desk.stays(&outcome).contains("cannot be read to compare with"), "{outcome:?}");
    assert!(matches!(desk.update(Origin::Mirror(later.address.clone()), true), Outcome::New(_)));
    assert_eq!(desk.in_use(), Some(21));
}

#[test]
fn a_file_that_the_edition_before_had_is_missed() {
    let desk = Desk::new();
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("names.txt"), names(20)).unwrap();
    std::fs::write(folder.path().join("more.txt"), "remarks").unwrap();
    let from = || Origin::Folder(folder.path().to_owned());
    assert!(matches!(desk.update(from(), false), Outcome::New(_)));
    std::fs::remove_file(folder.path().join("more.txt")).unwrap();
    let outcome = desk.update(from(), false);
    assert!(desk.stays(&outcome).contains("more.txt was there"), "{outcome:?}");
}
