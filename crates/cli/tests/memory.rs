//! A scan keeps within the memory that it states, whatever is found, in every format, on eight threads and with wide rows. Linux tells
//! the peak of a process; elsewhere these tests say that they skip.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "it says what it measured, or that it skips")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The default is 400M; less has to do as well.
const MEMORY: usize = 256;

/// A data folder that is not there: the starter register alone.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

/// Peak of a scan in megabytes; none where the system does not tell.
fn peak(folder: &Path, catalog: &str, out: &str, more: &[&str]) -> Option<usize> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command.args(["scan", "-q", "--threads", "8", "--memory", &format!("{MEMORY}M"), "-o"]);
    command.arg(folder.join(out)).arg(folder.join(catalog)).args(more);
    command
        .env("NAMEPLATE_DATA", NO_LISTS)
        .env("NAMEPLATE_CONFIG", "")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    loop {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let high = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            high.and_then(|text| text.trim().trim_end_matches(" kB").trim().parse::<usize>().ok());
        peak = peak.max(kilobytes);
        if let Some(ended) = child.try_wait().unwrap() {
            assert_eq!(ended.code(), Some(1), "{catalog} to {out}");
            return peak.map(|kilobytes| kilobytes >> 10);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn held(catalog: &str, text: &str, formats: &[(&str, &[&str])]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(catalog), text).unwrap();
    for (out, more) in formats {
        match peak(folder.path(), catalog, out, more) {
            Some(peak) => {
                println!("{catalog} to {out} {more:?}: {peak} MB of {MEMORY}");
                assert!(peak <= MEMORY, "{catalog} to {out} {more:?}: {peak} MB");
            }
            None => println!("skipped: this system does not tell the peak of a process"),
        }
    }
}

#[test]
fn a_catalog_of_which_every_row_is_found() {
    let mut text = "id,title,brand,seller\n".to_owned();
    for n in 0..24_000 {
        let brand = ["HIKVISION", "Dahua", "EZVIZ", "Lorex"][n % 4];
        writeln!(text, "{n},{brand} DS-2CD2143G2-I dome camera no. {n},{brand},Shop {}", n % 9_000).unwrap();
    }
    held(
        "found.csv",
        &text,
        &[
            ("r.jsonl", &[]),
            ("r.parquet", &[]),
            ("r.html", &[]),
            ("r.csv", &[]),
            ("r.xlsx", &[]),
            ("w.jsonl.zst", &["--expand"]),
        ],
    );
}

#[test]
fn wide_rows() {
    let words = "four megapixel dome with night vision and a weatherproof housing ".repeat(1_500);
    let mut text = "id,title,brand,description,notes\n".to_owned();
    for n in 0..500 {
        writeln!(text, "{n},Dahua camera no. {n},Dahua,{words}{n},{words}").unwrap();
    }
    held(
        "wide.csv",
        &text,
        &[("r.jsonl", &[]), ("r.parquet", &[]), ("r.xlsx", &[]), ("w.parquet", &["--expand"])],
    );
}
