//! A scan that is killed, again and again, and taken up each time: the same files as of one that nobody killed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn command(folder: &Path, out: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    for name in ["NAMEPLATE_READER", "NAMEPLATE_PLACE"] {
        command.env_remove(name);
    }
    command
        .args(["scan", "catalog.csv", "--threads", "2", "-o", out])
        .args(more)
        .env("NAMEPLATE_DATA", folder.join("data"))
        .env("NAMEPLATE_CONFIG", "")
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

fn catalog(rows: usize) -> String {
    let mut text = "id,title,brand,seller\n".to_owned();
    for i in 0..rows {
        // Ids that several rows have are told of, whoever judged them.
        let id = i % (rows - 3);
        match i % 200 {
            0 => writeln!(text, "R{id},Hikvision DS-2CD2143G2-I camera {i},Hikvision,Shop"),
            7 => writeln!(text, "R{id},Bracket for Dahua IPC-HDW{i},Acme,Mounts & More"),
            _ => writeln!(text, "R{id},Oak desk {i} with two drawers,Ikea,Shop {}", i % 977),
        }
        .unwrap();
    }
    text
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |meta| meta.len())
}

/// Lines that say neither how long it took nor what was taken over.
fn steady(output: &Output) -> String {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let took = |line: &str| {
        line.split_once(" in ").map_or(line.to_owned(), |(before, after)| {
            format!("{before}{}", after.split_once(':').map_or("", |(_, rest)| rest))
        })
    };
    text.lines().map(took).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_scan_that_is_killed_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("catalog.csv"), catalog(80_000)).unwrap();
    let kept = at.join(".cut.nameplate-resume");
    let resume = ["--resume", "--as-of", "2026-11-23"];
    let mut kills = 0;
    for _ in 0..3 {
        let before = size(&kept);
        let mut child =
            command(at, "cut", &resume).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let started = Instant::now();
        while size(&kept) <= before + 4_096 && started.elapsed() < Duration::from_secs(60) {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        kills += u32::from(child.kill().is_ok() && child.wait().unwrap().code().is_none());
        assert!(!at.join("cut").exists(), "nothing has its name before all of it is there");
    }
    assert!(kills > 0);
    // The day of the first run holds, whatever day it is now.
    let ended = command(at, "cut", &["--resume"]).output().unwrap();
    let told = String::from_utf8(ended.stderr.clone()).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{told}");
    assert!(told.contains("begun as of 2026-11-23") && told.contains("judged by an earlier run"), "{told}");
    let never = command(at, "never", &["--as-of", "2026-11-23"]).output().unwrap();
    assert_eq!(steady(&ended).replace("cut/", "never/"), steady(&never));
    for file in ["results.parquet", "cases.parquet", "sources.parquet", "manifest.json", "report.html"] {
        let [cut, never] = ["cut", "never"].map(|out| std::fs::read(at.join(out).join(file)).unwrap());
        assert!(cut == never, "{file} differs");
    }
    let left = std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with('.')));
}

#[test]
fn what_cannot_be_taken_up_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("catalog.csv"), catalog(10)).unwrap();
    let run = |out: &str, more: &[&str]| {
        let output = command(at, out, more).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = run("-", &["--resume"]);
    assert!(code == 2 && told.contains("nothing can be kept beside standard output"), "{told}");
    let (code, told) = run("out", &["--resume", "--state", "kept"]);
    assert!(code == 2 && told.contains("--state"), "{told}");
    std::fs::write(
        at.join(".r.jsonl.nameplate-resume"),
        "NAMEPLATE-RESUME 1\n{\"as_of\":\"2026-01-01\",\"rows\":9,\"register\":\"old\",\"of\":\"\"}\n",
    )
    .unwrap();
    let (code, told) = run("r.jsonl", &["--resume"]);
    assert!(
        code == 2 && told.contains("the register was old") && told.contains("remove that file"),
        "{told}"
    );
}
