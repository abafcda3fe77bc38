//! A disk that fails at its n-th call, for every n: what stood there stays as it was, or everything is new, and nothing is
//! left over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nameplate::date::Day;
use nameplate::finding::House;
use nameplate::id::HouseId;
use nameplate::report::{Manifest, RegisterId};
use sha2::{Digest, Sha256};

use super::*;
use crate::cited::Cited;
use crate::publish::RealDisk;
use crate::publish::faults::Faults;
use crate::source::hex;
use tables::error::Error;

/// Everything in a folder, by path.
fn state(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.insert(path.clone(), Vec::new());
            all.extend(state(&path));
        } else {
            all.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    all
}

fn manifest(complete: bool, counts: u64) -> Manifest<u64> {
    Manifest {
        schema_version: 2,
        tool_version: String::new(),
        as_of: Day::new(2026, 11, 23).unwrap(),
        register: RegisterId { version: String::new(), hash: String::new() },
        editions: Vec::new(),
        without_lists: None,
        policy_hash: String::new(),
        policy: nameplate::Policy::default(),
        messages: None,
        reasons: BTreeMap::new(),
        inputs: Vec::new(),
        complete,
        stopped: None,
        counts,
        digest: String::new(),
        digest_by: None,
        outputs: Vec::new(),
    }
}

/// Something for every table beside the results.
fn cited() -> Cited {
    let house = House { id: HouseId::default(), designations: Vec::new(), consequences: Vec::new() };
    Cited { cases: Vec::new(), house: vec![Arc::new(house)] }
}

/// What is written, and how often.
struct Case {
    output: Output,
    pages: Pages,
    complete: bool,
}

impl Case {
    fn write(&self, disk: Arc<dyn crate::publish::Disk>, run: u64) -> Result<Vec<PathBuf>, Error> {
        let plan = self.output.plan()?;
        let wanted = Wanted { plan: Some(&plan), pages: &self.pages, house: true };
        let mut sink = Sink::create(&wanted, &LISTINGS, disk)?.unwrap();
        let encoded = if plan.format == Format::Parquet {
            Encoded::Columns(arrow_array::RecordBatch::new_empty((LISTINGS.schema)(Cases::Beside)))
        } else if plan.format == Format::Xlsx {
            Encoded::Sheets(book::Sheets::of_lines(&format!("{run},").repeat(1 << 8)))
        } else {
            Encoded::Bytes(format!("{run},").repeat(1 << 19).into_bytes())
        };
        let cited = cited();
        (0..3).try_for_each(|_| sink.write(&Batch { encoded: &encoded, lines: 1, cited: &cited }))?;
        let page = format!("<p>style default-src 'none'; style-src 'sha256-{run}");
        let pages = vec![page; self.pages.paths.len()];
        Ok(sink.publish(&mut manifest(self.complete, run), &pages)?.written)
    }
}

/// What a manifest says of its neighbours is so.
fn agrees(path: &Path) {
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let outputs = manifest["outputs"].as_array().unwrap();
    assert!(!outputs.is_empty());
    for output in outputs {
        let bytes = std::fs::read(path.with_file_name(output["file"].as_str().unwrap())).unwrap();
        assert_eq!(output["sha256"], hex(&Sha256::digest(&bytes)));
        assert_eq!(output["bytes"], bytes.len());
    }
}

/// Fails at every call in turn until a run gets through; how many calls there are.
fn at_every_call(folder: &Path, case: &Case) -> usize {
    for at in 0.. {
        assert!(at < 200);
        let before = state(folder);
        let faults = Faults::at(at);
        let written = case.write(Arc::new(faults.clone()), at as u64 + 10);
        let after = state(folder);
        assert!(after.keys().all(|path| !path.to_string_lossy().contains(".nameplate")), "{at}: {after:?}");
        match written {
            Err(error) => {
                assert!(faults.met() && error.to_string().contains("cannot be written"), "{error}");
                assert!(before == after, "call {at} left another state: {:?}", after.keys());
            }
            Ok(written) => {
                agrees(&written[1]);
                assert!(before != after);
            }
        }
        if !faults.met() {
            return at;
        }
    }
    0
}

#[test]
fn a_disk_that_fails_at_any_call_leaves_the_old_or_the_new_state() {
    for complete in [true, false] {
        for name in ["r.csv", "r.jsonl", "r.jsonl.gz", "r.csv.zst", "r.parquet", "r.xlsx", "out"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(name);
            let pages = match name {
                "out" => Pages {
                    paths: vec![path.join("report.html"), folder.path().join("record.html")],
                    folder: Some(path.clone()),
                    force: false,
                },
                _ => Pages { paths: vec![folder.path().join("record.html")], folder: None, force: false },
            };
            let case = Case { output: Output { path, ..Output::default() }, pages, complete };
            // Nothing there yet; then over an older result.
            let first = at_every_call(folder.path(), &case);
            let again = at_every_call(folder.path(), &case);
            assert!(first > 8 && again > first - 3, "{first} {again}");
        }
    }
}

#[test]
fn an_incomplete_run_leaves_a_complete_result_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["r.csv", "out"] {
        let path = folder.path().join(name);
        let case = |complete| Case {
            output: Output { path: path.clone(), format: Some(Format::Csv), ..Output::default() },
            pages: Pages::default(),
            complete,
        };
        case(true).write(Arc::new(RealDisk), 1).unwrap();
        let before = state(folder.path());
        let written = case(false).write(Arc::new(RealDisk), 2).unwrap();
        assert!(written[0].to_string_lossy().ends_with(".incomplete.csv"), "{written:?}");
        agrees(&written[1]);
        let after = state(folder.path());
        assert!(before.iter().all(|(path, bytes)| after[path] == *bytes));
        assert_eq!(after.len(), before.len() + 2);
    }
}

#[test]
fn a_folder_keeps_what_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let case = |format| Case {
        output: Output { path: out.clone(), format: Some(format), ..Output::default() },
        pages: Pages { paths: vec![out.join("report.html")], folder: Some(out.clone()), force: false },
        complete: true,
    };
    let write = |format, run| case(format).write(Arc::new(RealDisk), run);
    write(Format::Csv, 1).unwrap();
    std::fs::write(out.join("notes.txt"), "mine").unwrap();
    // Another format takes the place of the first one.
    write(Format::Jsonl, 2).unwrap();
    assert!(!out.join("results.csv").exists() && out.join("results.jsonl").exists());
    agrees(&out.join("manifest.json"));
    assert_eq!(std::fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    // What somebody changed is somebody's.
    std::fs::write(out.join("results.jsonl"), "mine").unwrap();
    write(Format::Csv, 3).unwrap();
    assert_eq!(std::fs::read_to_string(out.join("results.jsonl")).unwrap(), "mine");
    let error = write(Format::Jsonl, 4).unwrap_err();
    assert!(matches!(&error, Error::NotOurs { path } if path.ends_with("results.jsonl")), "{error}");
    // Names that are ours in a folder that is not.
    for name in ["manifest.json", "report.html", "results.csv"] {
        let other = folder.path().join(name.replace('.', "-"));
        std::fs::create_dir(&other).unwrap();
        std::fs::write(other.join(name), "{}").unwrap();
        let case = Case {
            output: Output { path: other.clone(), format: Some(Format::Csv), ..Output::default() },
            pages: Pages {
                paths: vec![other.join("report.html")],
                folder: Some(other.clone()),
                force: false,
            },
            complete: true,
        };
        let error = case.write(Arc::new(RealDisk), 1).unwrap_err();
        assert!(matches!(error, Error::NotOurs { .. }), "{error}");
        assert_eq!(state(&other).len(), 1);
    }
}

#[test]
fn what_a_killed_run_left_is_cleared_away_by_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let case = Case {
        output: Output { path: folder.path().join("r.csv"), ..Output::default() },
        pages: Pages::default(),
        complete: true,
    };
    for name in [".r.csv.abcdefABC123.nameplate", ".r.csv.nameplate-lock"] {
        std::fs::write(folder.path().join(name), "half").unwrap();
    }
    std::fs::write(folder.path().join(".r.csv.nameplate"), "mine").unwrap();
    case.write(Arc::new(RealDisk), 1).unwrap();
    let names: Vec<String> =
        state(folder.path()).keys().map(|path| path.file_name().unwrap().to_string_lossy().into()).collect();
    assert_eq!(names, [".r.csv.nameplate", "r.csv", "r.csv.manifest.json"]);
}
