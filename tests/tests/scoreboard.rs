//! The scoreboard: accuracy is a number, and a change that moves it shows the diff.

use std::path::{Path, PathBuf};

use nameplate_tests::{labelled, scoring};

fn scoreboard() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scoreboard")
}

#[test]
fn written_listings() {
    let scored = scoring::score(&labelled::read(&scoreboard().join("listings.csv")));
    let table = scoring::table(&scored);
    let frozen = scoreboard().join("frozen.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&frozen, &table).unwrap();
    }
    let expected = std::fs::read_to_string(&frozen).unwrap_or_default();
    assert!(
        table == expected,
        "the scoreboard moved: look at the diff, then `UPDATE=1 cargo test -p nameplate-tests`\n{table}"
    );
}
