//! The scoreboard: accuracy is a number, and a change that moves it shows the diff.

use std::path::{Path, PathBuf};

use nameplate_tests::{labelled, scoring};

fn scoreboard() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scoreboard")
}

fn holds(labels: &str, frozen: &str) {
    let scored = scoring::score(&labelled::read(&scoreboard().join(labels)));
    let table = scoring::table(&scored);
    let frozen = scoreboard().join(frozen);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&frozen, &table).unwrap();
    }
    let expected = std::fs::read_to_string(&frozen).unwrap_or_default();
    assert!(
        table == expected,
        "the scoreboard moved: look at the diff, then `UPDATE=1 cargo test -p nameplate-tests`\n{table}"
    );
}

/// Listings written while building: the rules were made looking at them.
#[test]
fn written_listings() {
    holds("listings.csv", "frozen.txt");
}

/// Listings written without seeing the engine: the figure to quote. Rows that had to be looked at to mend a rule move to the
/// other file.
#[test]
fn blind_listings() {
    holds("blind.csv", "blind.txt");
}
