//! The recipes of `docs/recipes`, run from their own text: what a page shows is what comes out at 80 columns; what comes out at
//! 120 is held in `tests/fixtures/recipes`. `UPDATE=1 cargo test -p nameplate-cli --test recipes` rewrites both; read the diff.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr;

/// A data folder that is not there: what these tests see does not depend on whose machine they run on.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A page of recipes as pieces: text as it stands, commands with what they print.
enum Piece<'p> {
    Text(&'p str),
    Commands { sh: &'p str, shows: bool },
}

fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("```sh\n") {
        let (sh, after) = after.split_once("```\n").unwrap();
        pieces.push(Piece::Text(before));
        let shown = after.strip_prefix("\n```text\n");
        pieces.push(Piece::Commands { sh, shows: shown.is_some() });
        rest = shown.map_or(after, |shown| shown.split_once("```\n").unwrap().1);
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// What commands print, in a folder of their own that has the examples.
fn run(sh: &str, folder: &Path, columns: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_nameplate")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    let mut said = String::new();
    for line in sh.lines() {
        let mut command = Command::new("bash");
        command.args(["-c", line]).current_dir(folder).stdin(Stdio::null());
        command
            .env("PATH", &path)
            .env("COLUMNS", columns)
            .env("NAMEPLATE_DATA", NO_LISTS)
            .env("NAMEPLATE_CONFIG", "");
        command.env_remove("NAMEPLATE_READER").env_remove("NAMEPLATE_PLACE");
        let output = command.output().unwrap();
        // A command that found something ends with 1.
        let code = output.status.code().unwrap();
        assert!(code < 2, "{line}: {code}: {}", String::from_utf8_lossy(&output.stderr));
        said += &String::from_utf8(output.stdout).unwrap();
    }
    without_times(&said)
}

/// How long it took is of the machine.
fn without_times(said: &str) -> String {
    let line = |line: &str| {
        let at =
            [" listings in ", " listing in "].iter().find_map(|words| Some(line.find(words)? + words.len()));
        match at.and_then(|at| Some((at, at + line[at..].find(':')?))) {
            Some((from, to)) => format!("{}1 s{}\n", &line[..from], &line[to..]),
            None => format!("{line}\n"),
        }
    };
    said.lines().map(line).collect()
}

fn examples(folder: &Path) {
    let copied = Command::new("cp").arg("-r").arg(project().join("examples")).arg(folder).status().unwrap();
    assert!(copied.success());
}

/// What a page is when its commands are run.
fn rendered(page: &str, columns: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    examples(folder.path());
    let mut out = String::new();
    for piece in pieces(page) {
        match piece {
            Piece::Text(text) => out += text,
            Piece::Commands { sh, shows } => {
                let said = run(sh, folder.path(), columns);
                out += &format!("```sh\n{sh}```\n");
                if shows {
                    out += &format!("\n```text\n{said}```\n");
                }
            }
        }
    }
    out
}

fn held(path: &Path, now: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, now).unwrap();
    }
    let before = fs::read_to_string(path).unwrap_or_default();
    let differs = now.lines().zip(before.lines()).position(|(now, before)| now != before);
    assert!(
        before == now,
        "{} is stale from line {:?}: UPDATE=1, then read the diff",
        path.display(),
        differs.map(|n| n + 1)
    );
}

#[test]
fn every_recipe_shows_what_comes_out() {
    let recipes = fs::read_dir(project().join("docs/recipes")).unwrap().map(|entry| entry.unwrap().path());
    let mut recipes: Vec<PathBuf> = recipes.collect();
    recipes.sort();
    assert!(recipes.len() >= 5, "{recipes:?}");
    for path in recipes {
        let page = fs::read_to_string(&path).unwrap();
        let narrow = rendered(&page, "80");
        let shown =
            narrow.split("```text\n").skip(1).flat_map(|part| part.split("```").next().unwrap().lines());
        let wide: Vec<&str> = shown.filter(|line| line.width() > 80 && !line.contains("://")).collect();
        assert!(wide.is_empty(), "{}: wider than 80 columns: {wide:?}", path.display());
        held(&path, &narrow);
        let name = path.file_stem().unwrap().to_string_lossy();
        held(&project().join(format!("tests/fixtures/recipes/{name}.120.txt")), &rendered(&page, "120"));
    }
}
