//! Holds the layout: which room may know which, that documents name what exists, and small habits that no compiler sees.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};
use nameplate_tests::places::root;

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn workspace() -> Metadata {
    MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap()
}

/// The rooms of the workspace by the name of their folder.
fn rooms(metadata: &Metadata) -> BTreeMap<String, &cargo_metadata::Package> {
    let folder = |package: &cargo_metadata::Package| {
        package.manifest_path.parent().and_then(|path| path.file_name()).unwrap_or_default().to_owned()
    };
    metadata.packages.iter().map(|package| (folder(package), package)).collect()
}

/// Who may depend on whom; nobody else on anybody. `tests` may know everyone.
const ARROWS: &[(&str, &[&str])] = &[
    ("nameplate", &[]),
    ("lists", &["nameplate"]),
    ("signed", &["nameplate"]),
    ("tables", &["nameplate"]),
    ("scan", &["nameplate", "tables"]),
    ("inventory", &["nameplate", "scan"]),
    ("remote", &["scan"]),
    ("pages", &["nameplate"]),
    ("web", &["nameplate", "scan", "lists", "pages"]),
    ("cli", &["nameplate", "lists", "signed", "scan", "inventory", "remote", "pages", "web"]),
    ("python", &["nameplate", "lists", "scan", "pages"]),
    ("wasm", &["nameplate", "signed", "tables", "pages"]),
];

#[test]
fn arrows_between_rooms_point_one_way() {
    let metadata = workspace();
    let rooms = rooms(&metadata);
    let room_of: BTreeMap<&str, &str> =
        rooms.iter().map(|(room, package)| (package.name.as_str(), room.as_str())).collect();
    for (room, package) in rooms.iter().filter(|(room, _)| *room != "tests") {
        let (_, allowed) = ARROWS
            .iter()
            .find(|(name, _)| name == room)
            .unwrap_or_else(|| panic!("`{room}` has no arrows yet: say in this test whom it may know"));
        for dependency in package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development) {
            let Some(other) = room_of.get(dependency.name.as_str()) else { continue };
            assert!(allowed.contains(other), "`{room}` may not depend on `{other}`");
        }
    }
}

/// What each package of the lock file leads to, tests and all platforms included.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let needs = package.get("dependencies").and_then(toml::Value::as_array).into_iter().flatten();
        let name = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
        let needs = needs.filter_map(toml::Value::as_str).map(name);
        all.entry(package["name"].as_str().unwrap().to_owned()).or_default().extend(needs);
    }
    all
}

/// All that a package of the workspace leads to.
fn leads_to(package: &str) -> BTreeSet<String> {
    let locked = locked();
    let (mut seen, mut next) = (BTreeSet::new(), vec![package.to_owned()]);
    while let Some(name) = next.pop() {
        if seen.insert(name.clone()) {
            next.extend(locked.get(&name).into_iter().flatten().cloned());
        }
    }
    seen
}

#[test]
fn the_engine_stays_free_of_files_clocks_and_arrow() {
    const KEPT_OUT: &[&str] = &[
        "arrow",
        "parquet",
        "tokio",
        "reqwest",
        "chrono",
        "hyper",
        "rusqlite",
        "datafusion",
        "csv",
        "rayon",
        "time",
    ];
    let seen = leads_to("nameplate");
    for name in &seen {
        let family = name.split('-').next().unwrap_or_default();
        assert!(!KEPT_OUT.contains(&family), "the engine leads to `{name}`");
    }
    assert!(seen.contains("aho-corasick"), "the lock file was not understood: {seen:?}");
}

/// What reads tables in text runs in a browser too, where there is no Arrow, no thread and no C library.
#[test]
fn what_reads_tables_in_text_knows_no_arrow() {
    const KEPT_OUT: &[&str] =
        &["arrow", "parquet", "tokio", "zstd", "rayon", "crossbeam", "memmap2", "flate2", "ureq"];
    // What its tests need is not what it needs.
    let metadata = workspace();
    let own = metadata.packages.iter().find(|package| package.name.as_str() == "nameplate-tables").unwrap();
    let own = own.dependencies.iter().filter(|one| one.kind != DependencyKind::Development);
    let seen: BTreeSet<String> = own.flat_map(|one| leads_to(&one.name)).collect();
    for name in &seen {
        let family = name.split('-').next().unwrap_or_default();
        assert!(!KEPT_OUT.contains(&family), "tables lead to `{name}`");
    }
    assert!(
        seen.contains("csv-core") && seen.contains("encoding_rs"),
        "the lock file was not understood: {seen:?}"
    );
}

/// What a document says in backticks, line by line, fenced blocks left out.
fn in_backticks(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut fenced = false;
    text.lines().filter_map(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fence && !fenced).then(|| line.split('`').skip(1).step_by(2).collect())
    })
}

fn is_path(text: &str) -> bool {
    let ending = [".rs", ".toml", ".md"].iter().any(|ending| text.ends_with(ending));
    let pattern = text.contains(|c: char| c.is_whitespace() || "*<>{}$|:=\"'".contains(c));
    (text.contains('/') || ending) && !pattern && !text.starts_with('/') && !text.starts_with("..")
}

#[test]
fn paths_named_in_documents_exist() {
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        assert!(root().join(document).is_file(), "{document} is missing");
        for line in in_backticks(&read(document)) {
            // A bare file name may belong to a folder that the same line names.
            let mut folders = vec![root()];
            for path in line.into_iter().filter(|text| is_path(text)) {
                let place = folders.iter().map(|folder| folder.join(path)).find(|place| place.exists());
                let place =
                    place.unwrap_or_else(|| panic!("{document} names `{path}`, which does not exist"));
                folders.push(if place.is_dir() { place } else { place.with_file_name("") });
            }
        }
    }
}

#[test]
fn the_architecture_names_every_room() {
    assert!(root().join("ARCHITECTURE.md").is_file(), "ARCHITECTURE.md is missing");
    let text = read("ARCHITECTURE.md");
    for room in rooms(&workspace()).keys() {
        let named = [format!("{room}/"), format!("`{room}`"), format!("crates/{room}")];
        assert!(named.iter().any(|name| text.contains(name)), "ARCHITECTURE.md does not name `{room}`");
    }
}

#[test]
fn the_linter_settings_of_the_engine_repeat_those_of_the_root() {
    let root: toml::Table = read("clippy.toml").parse().unwrap();
    let engine: toml::Table = read("crates/nameplate/clippy.toml").parse().unwrap();
    for (key, value) in &root {
        // The nearest file replaces the one above, it does not add to it.
        assert_eq!(Some(value), engine.get(key), "`{key}` of clippy.toml is not repeated for the engine");
    }
}

/// Files of the repository that are text, with their paths from the root.
fn texts() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    found.sort();
    assert!(found.len() > 50, "only {} files were found", found.len());
    found
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    /// Not kept in git, or not ours.
    const SKIPPED: &[&str] = &[".git", "target", "out", "corpus", "artifacts", "node_modules", "Cargo.lock"];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if SKIPPED.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            collect(&path, found);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((path.strip_prefix(root()).unwrap_or(&path).to_owned(), text));
        }
    }
}

fn sources() -> impl Iterator<Item = (PathBuf, String)> {
    texts().into_iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "rs"))
}

#[test]
fn every_source_file_opens_with_what_it_is() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{} does not open with a `//!` line", path.display());
    }
}

#[test]
fn source_files_stay_small() {
    for (path, text) in sources().filter(|(path, _)| path.starts_with("crates")) {
        let lines = text.lines().count();
        assert!(lines <= 800, "{} has {lines} lines: split it", path.display());
    }
}

#[test]
fn no_file_holds_leftovers() {
    // Put together here, so that this file is none of them.
    let words = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["to", "do!("],
        ["db", "g!("],
        ["/wo", "rk/"],
        ["/tm", "p/"],
        ["/ro", "ot/"],
        ["index.cra", "tes.io"],
        ["static.cra", "tes.io"],
        ["registry.np", "mjs"],
        ["py", "pi.org"],
    ]
    .map(|parts| parts.concat());
    // Listings are what shops write ("all in one" in Spanish), not what we do.
    let ours = texts().into_iter().filter(|(path, _)| path.extension().is_none_or(|e| e != "csv"));
    for (path, text) in ours {
        for word in &words {
            let line = text.lines().position(|line| line.contains(word.as_str()));
            assert!(line.is_none(), "{} line {}: `{word}`", path.display(), line.unwrap_or_default() + 1);
        }
    }
}

/// What a function takes beside itself, read off the text between its brackets.
fn parameters(list: &str) -> usize {
    let (mut depth, mut count, mut filled, mut before) = (0i32, 0, false, ' ');
    let mut first = String::new();
    for c in list.chars() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            // The arrow of a function type closes nothing.
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        before = c;
        if c == ',' && depth == 0 {
            count += usize::from(filled);
            filled = false;
            continue;
        }
        filled |= !c.is_whitespace();
        if count == 0 {
            first.push(c);
        }
    }
    let own = first.split([':', ' ', '&', '\'']).any(|word| word == "self");
    count + usize::from(filled) - usize::from(own)
}

#[test]
fn functions_take_at_most_four_things() {
    const MOST: usize = 4;
    let mut seen = 0;
    for (path, text) in sources().filter(|(path, _)| path.starts_with("crates")) {
        for (at, _) in text.match_indices("fn ") {
            let Some(open) = text[at..].find('(').map(|n| at + n) else { continue };
            let named = text[at + 3..open].chars().next().is_some_and(|c| c.is_ascii_lowercase());
            let mut depth = 0i32;
            let close = text[open..].char_indices().find(|(_, c)| {
                depth += i32::from(*c == '(') - i32::from(*c == ')');
                depth == 0
            });
            let Some((length, _)) = close.filter(|_| named) else { continue };
            let count = parameters(&text[open + 1..open + length]);
            let name = &text[at + 3..open];
            assert!(count <= MOST, "{}: `{name}` takes {count} things: give them a struct", path.display());
            seen += 1;
        }
    }
    assert!(seen > 2_000, "only {seen} functions were read");
}
