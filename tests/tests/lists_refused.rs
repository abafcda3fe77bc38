//! What is not the list never replaces it: every source in every form, its good edition in use, is handed a page that denies
//! access, an empty file and a file of which most is gone. Each time the update says what is wrong and the edition stays.

use std::path::{Path, PathBuf};

use lists::parsed::Parsed;
use lists::record::{EntryKind, Record};
use lists::sources::{Form, SOURCES, Source, by_id};
use lists::store::Store;
use lists::update::{Before, Fetcher, Options, Origin, Outcome, Progress, check, update};
use nameplate_tests::places::{root, shared};
use tempfile::TempDir;

/// Pages that servers send in place of a file.
const PAGES: &[&str] = &[
    "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>You don't have permission to access this \
     on this server.<p>Reference #18.2c1f1702</p></body></html>",
    "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>",
    "<h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n",
    "Request unsuccessful. Incapsula incident ID: 877000330170236587-348398914523\n",
    "{\"error\":{\"code\":403,\"message\":\"forbidden\"}}",
    "",
    "\n\n",
];

/// A data folder, and a folder that files are handed in by.
struct Desk {
    source: &'static Source,
    data: TempDir,
    from: TempDir,
}

impl Desk {
    fn new(source: &'static Source) -> Self {
        Desk { source, data: TempDir::new().unwrap(), from: TempDir::new().unwrap() }
    }

    fn store(&self) -> Store {
        Store::at(self.data.path())
    }

    fn path(&self, file: &str) -> PathBuf {
        // `20240527-wnk.entities.delta.json` is taken out of a folder below.
        match file.strip_suffix(".entities.delta.json") {
            Some(version) => self.from.path().join(version).join("entities.delta.json"),
            None => self.from.path().join(file),
        }
    }

    fn hand_in(&self, file: &str, bytes: &[u8]) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn update(&self, accept: bool) -> Outcome {
        let quiet = |_: Progress<'_>| {};
        let options = Options {
            origin: Origin::Folder(self.from.path().to_owned()),
            today: "2026-11-26".parse().unwrap(),
            day: None,
            accept,
        };
        update(&self.store(), self.source, &options, &Fetcher::new(&quiet))
    }

    /// Hands in files and takes them whatever the checks say: fixtures are small.
    fn with(source: &'static Source, files: &[(String, Vec<u8>)]) -> Self {
        let desk = Desk::new(source);
        files.iter().for_each(|(name, bytes)| desk.hand_in(name, bytes));
        let outcome = desk.update(true);
        assert!(matches!(outcome, Outcome::New(_)), "{}: {outcome:?}", source.id);
        desk
    }

    /// An update that must not change what is in use; gives what it said.
    fn refuses(&self, what: &str) -> String {
        let before = self.store().current(self.source.id).unwrap();
        let outcome = self.update(false);
        assert!(!outcome.is_well(), "{}: {what}: {outcome:?}", self.source.id);
        assert_eq!(self.store().current(self.source.id).unwrap(), before, "{}: {what}", self.source.id);
        self.store().state(self.source.id).unwrap().trouble
    }
}

/// The fixture of a form.
fn fixture(source: &Source, form: &Form) -> Vec<(String, Vec<u8>)> {
    let name = form.name.to_lowercase().replace(' ', "-");
    let folder = root().join("tests/fixtures/lists").join(source.id).join(name);
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let file = |path: &PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
    };
    paths.iter().map(file).collect()
}

/// The files that a form cannot be read without; where it names none, the first one.
fn needed(form: &Form, files: &[(String, Vec<u8>)]) -> Vec<String> {
    let required: Vec<String> =
        form.files.iter().filter(|file| file.required).map(|file| file.name.to_owned()).collect();
    if !required.is_empty() {
        return required;
    }
    let first =
        form.files.iter().map(|file| file.name).find(|name| files.iter().any(|(there, _)| there == name));
    first.map(str::to_owned).into_iter().collect()
}

#[test]
fn a_page_or_nothing_never_replaces_a_good_edition() {
    for source in SOURCES {
        for form in source.forms {
            let files = fixture(source, form);
            let desk = Desk::with(source, &files);
            for name in needed(form, &files) {
                for page in PAGES {
                    desk.hand_in(&name, page.as_bytes());
                    let said = desk.refuses(page);
                    assert!(!said.is_empty(), "{}: {name}: `{page}`", source.id);
                }
                let (_, good) = files.iter().find(|(there, _)| *there == name).unwrap();
                desk.hand_in(&name, good);
                assert!(matches!(desk.update(true), Outcome::Same(_)), "{}: {name}", source.id);
            }
        }
    }
}

/// The checks of every source, on a hundred entries of which ten are left.
#[test]
fn most_entries_gone_is_refused_by_every_source() {
    let record =
        |n: usize| Record::new(format!("{n}"), EntryKind::Organisation, &format!("Number {n} Works"));
    let before: Vec<Record> = (0..100).map(record).collect();
    for source in SOURCES {
        let left = Parsed { records: before.iter().take(10).cloned().collect(), ..Parsed::default() };
        for before in [Before::Entries(&before), Before::Count(100)] {
            let failures = check(source, &left, before, &[]);
            assert!(
                failures.iter().any(|failure| failure.check == "entries lost"),
                "{}: {failures:?}",
                source.id
            );
        }
        let none = check(source, &Parsed::default(), Before::Nothing, &[]);
        assert!(none.iter().any(|failure| failure.check == "fewest entries"), "{}", source.id);
    }
}

/// A text made longer: what `part` gives for each number, between a head and a tail.
fn grown(head: &str, part: impl Fn(usize) -> String, tail: &str) -> Vec<u8> {
    let parts: Vec<String> = (1..=60).map(part).collect();
    format!("{head}{}{tail}", parts.concat()).into_bytes()
}

/// Files in the open and older forms, sixty entries each: source, name, content.
fn sixty_entries() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let bods = |n: usize| {
        let comma = if n > 1 { "," } else { "" };
        format!(
            "{comma}{{\"recordId\":\"r{n}\",\"recordType\":\"entity\",\"publicationDetails\":{{\"bodsVersion\":\"0.4\"}},\
             \"recordDetails\":{{\"entityType\":{{\"type\":\"registeredEntity\"}},\"name\":\"Works {n}\"}}}}\n"
        )
    };
    let ita = "Source List,Programs,Name,Alternative Names,Address,City,Country,Federal Register Notice,Effective Date,\
               Alternate Name,Remarks/Notes,Web Link\n";
    let isn = "Source List,Programs,Name,Alternative Names,Country,Federal Register Notice,Effective Date,Remarks/Notes,Web Link\n";
    vec![
        ("own", "own.csv", grown("party,relation,to\n", |n| format!("Brand {n},brand_of,Works {n}\n"), "")),
        ("bods", "bods.json", grown("[", bods, "]\n")),
        ("bods", "bods.json", grown("", |n| format!("{}\n", bods(n).trim_start_matches(',').trim_end()), "")),
        (
            "ftm",
            "entities.ftm.json",
            grown(
                "",
                |n| {
                    format!(
                        "{{\"id\":\"e{n}\",\"schema\":\"Company\",\"datasets\":[\"one\"],\"properties\":{{\"name\":[\"Works {n}\"]}}}}\n"
                    )
                },
                "",
            ),
        ),
        (
            "senzing",
            "senzing.json",
            grown(
                "",
                |n| format!("{{\"DATA_SOURCE\":\"T\",\"RECORD_ID\":\"{n}\",\"NAME_ORG\":\"Works {n}\"}}\n"),
                "",
            ),
        ),
        (
            "us-bis-el",
            "el.csv",
            grown(ita, |n| format!("EL,,Works {n},,1 Road,Harbin,China,84 FR 1,1/2/2019,,,\n"), ""),
        ),
        (
            "us-bis-meu",
            "meu.csv",
            grown(ita, |n| format!("MEU,,Works {n},,,,China,85 FR 1,1/2/2020,,,\n"), ""),
        ),
        (
            "us-bis-uvl",
            "uvl.csv",
            grown(
                "COUNTRY,NAME,ADDRESS,Federal Register Citation,Date\n",
                |n| format!("China,Works {n},1 Road,,\n"),
                "",
            ),
        ),
        (
            "us-state-isn",
            "isn.csv",
            grown(isn, |n| format!("ISN,INKSNA,Works {n},,China,81 FR 1,1/2/2016,,\n"), ""),
        ),
        (
            "us-state-dtc",
            "itar_debarred_parties.csv",
            grown(
                "Party Name,Date Of Birth,Federal Register Notice,Notice Date,Corrected Notice,Corrected Notice Date\n",
                |n| format!("Works {n} Inc.,,57 FR 1,1/13/1992,,\n"),
                "",
            ),
        ),
        (
            "us-fcc-grantees",
            "grantees.csv",
            grown("Grantee Code,Grantee Name,Country\n", |n| format!("2AB{n:02},Works {n},China\n"), ""),
        ),
    ]
}

/// What is cut to a tenth is refused, and a word says that most is gone or that the file breaks off.
#[test]
fn a_file_cut_to_a_tenth_is_refused() {
    for (id, file, bytes) in sixty_entries() {
        let desk = Desk::with(by_id(id).unwrap(), &[(file.to_owned(), bytes.clone())]);
        let in_use = desk.store().current(id).unwrap().unwrap();
        assert!(in_use.entries >= 60, "{id}: {in_use:?}");
        desk.hand_in(file, &bytes[..bytes.len() / 10]);
        desk.refuses("a tenth");
        // A deliberate shrink is taken by whoever says so.
        let lines: Vec<&str> = std::str::from_utf8(&bytes).unwrap().split_inclusive('\n').collect();
        if !bytes.starts_with(b"[") {
            desk.hand_in(file, lines[..lines.len() / 4].concat().as_bytes());
            let said = desk.refuses("a quarter");
            assert!(said.contains("entries lost"), "{id}: {said}");
            assert!(matches!(desk.update(true), Outcome::New(_)), "{id}");
        }
    }
}

/// The same on whole files of the authorities, where they are there: a tenth of each is refused, and the whole is not.
#[test]
fn real_files_cut_to_a_tenth_are_refused() {
    for (id, file, path) in [
        ("ofac-sdn", "sdn.csv", "lists/ofac_sdn_2024-04-26.csv"),
        ("ofac-cons", "cons_prim.csv", "lists/cons_prim.csv"),
        ("us-bis-dpl", "dpl.txt", "lists/dpl.txt"),
        ("us-uflpa", "uflpa-entity-list.html", "lists/nsfreg_2026-07/source-uflpa-2026-07-09.html"),
        ("un-consolidated", "consolidated.xml", "lists/un_consolidated_2018-10-29.xml"),
        ("ieee-ma-l", "oui.csv", "signals/ieee_oui_2023-11.csv"),
        ("own", "own.csv", "products/markup_amazon/amazon_trademarked_brands.csv"),
        ("ftm", "entities.ftm.json", "ftm/yente_zala/entities.ftm.json"),
        ("senzing", "senzing.json", "ftm/khong/senzing.json"),
        ("gleif", "lei2.xml", "corpgraph/gleif_fixtures/lei-data.xml"),
        ("bods", "bods.json", "corpgraph/bods_examples/fermcat.json"),
    ] {
        let Some(path) = shared(&format!("data/{path}")) else {
            println!("skipped: {path} is not here");
            continue;
        };
        let bytes = std::fs::read(path).unwrap();
        let desk = Desk::new(by_id(id).unwrap());
        desk.hand_in(file, &bytes);
        // A fixture of GLEIF is no golden copy, and rows of strangers may be of an older form.
        let whole = !matches!(id, "gleif" | "senzing" | "own");
        let outcome = desk.update(!whole);
        assert!(matches!(outcome, Outcome::New(_)), "{id}: {outcome:?}");
        desk.hand_in(file, &bytes[..bytes.len() / 10]);
        println!("{id}: {}", desk.refuses("a tenth"));
    }
}

#[test]
fn an_edition_is_dated_by_its_file_and_never_by_the_day_it_was_read() {
    let good = fixture(by_id("own").unwrap(), &by_id("own").unwrap().forms[0]);
    let desk = Desk::with(by_id("own").unwrap(), &good);
    let edition = desk.store().current("own").unwrap().unwrap();
    assert_eq!((edition.day.to_string().as_str(), edition.id.as_str()), ("unknown", "undated-2026-11-26"));
    assert_eq!(edition.moment(), edition.taken.first_day());
    // What an older version kept under the day on which it was read has no day of its own either.
    let path: &Path = &desk.store().path("own", &edition.id, "edition.json");
    let text = std::fs::read_to_string(path).unwrap();
    let old = text
        .replace("\"day\": \"unknown\"", "\"day\": \"2026-11-26\"")
        .replace("\"day_from\": \"nothing\"", "\"day_from\": \"taken\"");
    assert_ne!(old, text, "{text}");
    std::fs::write(path, old).unwrap();
    assert_eq!(desk.store().current("own").unwrap().unwrap(), edition);
}
