//! Holds the walls: no circle of files in any crate, and in the engine no module that knows a later one.
//!
//! Read off the text: `use` lines and paths that begin with `crate`, `super` or a module beside them, as far as the tests at
//! the end of a file. A name that a module only passes on counts for the file that has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nameplate_tests::places::root;

/// A module by its path from the root of its crate: `["signal", "look"]`; empty for the root.
type Module = Vec<String>;

struct File {
    /// The path in the repository.
    path: String,
    /// Its text without remarks and tests.
    code: String,
    /// What its `use` lines and paths name, from the root of the crate.
    names: Vec<Module>,
    /// Names that it has from elsewhere: name, and what it stands for.
    passed_on: BTreeMap<String, Module>,
}

type Crate = BTreeMap<Module, File>;

/// The code of a file: without remarks and without the tests at its end.
fn code(text: &str) -> String {
    let end = text.find("\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn modules(folder: &Path) -> Crate {
    let mut files = Crate::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|end| end != "rs") || path.ends_with("tests.rs") {
                continue;
            }
            let inside = path.strip_prefix(folder).unwrap().with_extension("");
            let mut module: Module = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
                module.pop();
            }
            let code = code(&std::fs::read_to_string(&path).unwrap());
            let path = path.strip_prefix(root()).unwrap().display().to_string();
            files.insert(module, File { path, code, names: Vec::new(), passed_on: BTreeMap::new() });
        }
    }
    assert!(!files.is_empty(), "{} holds no file", folder.display());
    let known: BTreeSet<Module> = files.keys().cloned().collect();
    for (module, file) in &mut files {
        for tree in uses(&file.code) {
            for (name, path) in expand(&tree) {
                let Some(path) = from_root(&known, module, &path) else { continue };
                file.names.push(path.clone());
                file.passed_on.insert(name, path);
            }
        }
        let inline = inline(&file.code);
        file.names.extend(inline.iter().filter_map(|path| from_root(&known, module, path)));
    }
    files
}

/// The trees of the `use` lines.
fn uses(code: &str) -> Vec<String> {
    let statements = code.split("use ").skip(1).filter_map(|rest| rest.split_once(';'));
    // A name that is given anew stands behind a sign that no path has.
    statements.map(|(tree, _)| tree.replace(" as ", "=").split_whitespace().collect::<String>()).collect()
}

/// `a::{b,c::D}` as `a::b`, `a::c::D`, each with the name that it gives.
fn expand(tree: &str) -> Vec<(String, Module)> {
    let Some((head, rest)) = tree.split_once('{') else {
        let (path, name) =
            tree.split_once("as").filter(|(path, _)| path.ends_with(' ')).unwrap_or((tree, ""));
        let path: Module = path.split("::").map(str::to_owned).collect();
        let name = if name.is_empty() { path.last().cloned().unwrap_or_default() } else { name.to_owned() };
        return vec![(name, path)];
    };
    let inside = rest.strip_suffix('}').unwrap_or(rest);
    let head: Module = head.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (mut depth, mut start, mut parts) = (0i32, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(&inside[start..at]);
            start = at + 1;
        }
    }
    parts.push(&inside[start..]);
    let parts = parts.into_iter().filter(|part| !part.is_empty()).flat_map(expand);
    parts
        .map(|(name, path)| {
            let path = if path == ["self"] { head.clone() } else { [head.clone(), path].concat() };
            (name, path)
        })
        .collect()
}

/// Paths that stand in the code itself.
fn inline(code: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let path: String =
                code[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            let path: Module = path.trim_end_matches(':').split("::").map(str::to_owned).collect();
            // `super::{a, b}` is read with the `use` lines.
            let grouped = code[at..]
                .trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'))
                .starts_with('{');
            if !grouped && path.iter().any(|part| !matches!(part.as_str(), "crate" | "super")) {
                found.push(path);
            }
        }
    }
    found
}

/// A path as it stands in a module, from the root of the crate; none where it leads out of it.
fn from_root(known: &BTreeSet<Module>, module: &Module, path: &[String]) -> Option<Module> {
    let mut at = module.clone();
    let mut rest = path;
    match rest.first()?.as_str() {
        "crate" => {
            at.clear();
            rest = &rest[1..];
        }
        "self" => rest = &rest[1..],
        "super" => {}
        first => {
            let child = [module.clone(), vec![first.to_owned()]].concat();
            known.contains(&child).then_some(())?;
        }
    }
    while rest.first().is_some_and(|part| part == "super") {
        at.pop()?;
        rest = &rest[1..];
    }
    at.extend(rest.iter().cloned());
    Some(at)
}

/// The module whose file has what a path names: where the path stops being a module, or where the name comes from.
fn home(files: &Crate, path: &Module) -> Option<Module> {
    let mut path = path.clone();
    // A name is passed on a few times at most; the bound ends a circle of names.
    for _ in 0..8 {
        let depth = (0..=path.len()).rev().find(|&n| files.contains_key(&path[..n]))?;
        let (module, rest) = path.split_at(depth);
        let passed_on = rest.first().and_then(|name| files[module].passed_on.get(name));
        let further = passed_on.filter(|other| **other != path);
        let Some(further) = further else { return Some(module.to_vec()) };
        path = [further.as_slice(), &rest[1..]].concat();
    }
    None
}

/// Which files each file knows.
fn arrows(files: &Crate) -> BTreeMap<&Module, BTreeSet<Module>> {
    files
        .iter()
        .map(|(module, file)| {
            let known = file.names.iter().filter_map(|path| home(files, path));
            (module, known.filter(|other| other != module).collect())
        })
        .collect()
}

fn crates() -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> =
        std::fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

#[test]
fn no_circle_of_files() {
    let (mut seen, mut text) = (0, String::new());
    for folder in crates() {
        let files = modules(&folder.join("src"));
        let arrows = arrows(&files);
        // What nobody knows any more is taken away until nothing is left, or a circle is.
        let mut left: BTreeSet<&Module> = files.keys().collect();
        loop {
            let free: Vec<&Module> = left
                .iter()
                .filter(|module| !arrows[**module].iter().any(|other| left.contains(other)))
                .copied()
                .collect();
            if free.is_empty() {
                break;
            }
            free.iter().for_each(|module| {
                left.remove(*module);
            });
        }
        // What only leads to a circle is not in it.
        loop {
            let outside: Vec<&Module> = left
                .iter()
                .filter(|module| !left.iter().any(|other| arrows[*other].contains(**module)))
                .copied()
                .collect();
            if outside.is_empty() {
                break;
            }
            outside.iter().for_each(|module| {
                left.remove(*module);
            });
        }
        for module in &left {
            let to =
                arrows[*module].iter().filter(|other| left.contains(other)).map(|other| other.join("::"));
            text += &format!("{} -> {}\n", files[*module].path, to.collect::<Vec<_>>().join(", "));
        }
        seen += arrows.values().map(BTreeSet::len).sum::<usize>();
    }
    assert!(text.is_empty(), "files that know each other in a circle:\n{text}");
    assert!(seen > 300, "only {seen} arrows were read: the code was not understood");
}

#[test]
fn no_module_of_the_engine_knows_a_later_one() {
    let files = modules(&root().join("crates/nameplate/src"));
    let lib = &files[&Vec::new()].code;
    let module = |line: &str| {
        let line = line.trim().strip_suffix(';')?;
        line.strip_prefix("pub mod ").or(line.strip_prefix("mod ")).map(str::to_owned)
    };
    let order: Vec<String> = lib.lines().filter_map(module).collect();
    let place = |module: &Module| order.iter().position(|name| Some(name) == module.first());
    let mut wrong = String::new();
    for (module, known) in arrows(&files) {
        for other in known {
            if place(module).zip(place(&other)).is_some_and(|(own, other)| other > own) {
                wrong += &format!(
                    "{} knows `{}`, which stands later in lib.rs\n",
                    files[module].path,
                    other.join("::")
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    const PATH: [&str; 10] = [
        "listing",
        "reading",
        "product",
        "signal",
        "candidate",
        "maker",
        "connection",
        "consequence",
        "finding",
        "screen",
    ];
    let path: Vec<&str> = order.iter().map(String::as_str).filter(|name| PATH.contains(name)).collect();
    assert_eq!(path, PATH);
}
