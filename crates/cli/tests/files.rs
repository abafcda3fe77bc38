//! What becomes of files: two writers, an interrupt, a full disk, an output that is an input, an input that is empty.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A data folder that is not there.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists-of-files");

const CATALOG: &str =
    "sku,title,brand\nA1,EZVIZ baby monitor camera,EZVIZ\nA2,Organic cotton sleepsuit,George\n";

/// A folder in which the program runs.
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(tempfile::tempdir().unwrap());
        place.write("catalog.csv", CATALOG.as_bytes());
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.at(name), bytes).unwrap();
    }

    fn command(&self, program: &str, args: &str) -> Command {
        let mut command = Command::new(program);
        command
            .args(args.split_whitespace())
            .current_dir(self.0.path())
            .env("COLUMNS", "1000")
            .env("NAMEPLATE_DATA", NO_LISTS)
            .env("NAMEPLATE_CONFIG", "")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn nameplate(&self, args: &str) -> Command {
        self.command(env!("CARGO_BIN_EXE_nameplate"), args)
    }

    /// Exit code, and what is said on both streams.
    fn run(&self, args: &str) -> (i32, String) {
        ended(self.nameplate(args).spawn().unwrap())
    }

    /// Everything here, hidden files too.
    fn state(&self) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        collect(self.0.path(), "", &mut all);
        all
    }
}

fn collect(folder: &Path, prefix: &str, all: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), all);
        }
        all.insert(name, fs::read(entry.path()).unwrap_or_default());
    }
}

fn ended(child: Child) -> (i32, String) {
    let output = child.wait_with_output().unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap(), said)
}

/// The manifest, after what it says of its neighbours was checked.
fn manifest(path: &Path) -> serde_json::Value {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    for output in manifest["outputs"].as_array().unwrap() {
        let bytes = fs::read(path.with_file_name(output["file"].as_str().unwrap())).unwrap();
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            (output["sha256"].as_str(), output["bytes"].as_u64()),
            (Some(&*digest), Some(bytes.len() as u64))
        );
    }
    manifest
}

/// A catalog that is never at its end: rows, then silence.
fn endless(rows: usize) -> Vec<u8> {
    let mut text = "sku,title,brand\n".to_owned();
    (0..rows).for_each(|row| text.push_str(&format!("R{row},Organic cotton sleepsuit {row},George\n")));
    text.into_bytes()
}

#[test]
fn a_second_writer_of_an_output_is_told_and_the_first_one_ends_well() {
    for (out, results) in [("r.csv", "r.csv"), ("out", "out/results.parquet"), ("page.html", "page.html")] {
        let place = Place::new();
        let mut first = place.nameplate(&format!("scan - -o {out}")).stdin(Stdio::piped()).spawn().unwrap();
        let mut pipe = first.stdin.take().unwrap();
        pipe.write_all(CATALOG.as_bytes()).unwrap();
        let began = Instant::now();
        // Its lock shows that it has begun.
        while !place.state().keys().any(|name| name.ends_with("nameplate-lock")) {
            assert!(began.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(10));
        }
        let (code, said) = place.run(&format!("scan catalog.csv -o {out}"));
        assert_eq!(code, 2, "{said}");
        assert!(
            said.contains("another run is writing this now") && said.contains("give another name"),
            "{said}"
        );
        assert!(!place.at(results).exists());
        drop(pipe);
        let (code, said) = ended(first);
        assert_eq!(code, 1, "{said}");
        assert!(place.at(results).exists());
        assert!(place.state().keys().all(|name| !name.starts_with('.')), "{:?}", place.state().keys());
        assert_eq!(place.run(&format!("scan catalog.csv -o {out}")).0, 1);
    }
}

#[test]
fn many_at_once_never_mix_their_bytes() {
    let place = Place::new();
    place.write("other.csv", &endless(3_000));
    for _ in 0..6 {
        let scan = |input: &str| place.nameplate(&format!("scan {input} -q -o r.jsonl")).spawn().unwrap();
        let children = [scan("catalog.csv"), scan("other.csv"), scan("catalog.csv")];
        let codes: Vec<i32> = children.into_iter().map(|child| ended(child).0).collect();
        assert!(codes.iter().any(|code| *code != 2), "{codes:?}");
        assert_eq!(manifest(&place.at("r.jsonl.manifest.json"))["complete"], true);
    }
    assert!(place.state().keys().all(|name| !name.starts_with('.')), "{:?}", place.state().keys());
}

#[test]
fn what_stands_under_a_name_beside_the_output_is_neither_followed_nor_destroyed() {
    let place = Place::new();
    place.write("victim", b"mine");
    for name in ["r.csv.partial", "r.csv.manifest.json.partial", "page.html.partial", "who.html.partial"] {
        std::os::unix::fs::symlink(place.at("victim"), place.at(name)).unwrap();
    }
    fs::rename(place.at("catalog.csv"), place.at("x.csv.partial")).unwrap();
    assert_eq!(place.run("scan x.csv.partial -o r.csv").0, 1);
    assert_eq!(place.run("scan x.csv.partial -o x.csv").0, 1);
    assert_eq!(place.run("scan x.csv.partial -o page.html").0, 1);
    assert_eq!(place.run("who EZVIZ -o who.html").0, 0);
    assert_eq!(fs::read(place.at("victim")).unwrap(), b"mine");
    assert_eq!(fs::read(place.at("x.csv.partial")).unwrap(), CATALOG.as_bytes());
    // A link under the name itself is replaced when that is asked for, and not written through.
    std::os::unix::fs::symlink(place.at("victim"), place.at("link.csv")).unwrap();
    assert_eq!(place.run("scan x.csv.partial -o link.csv").0, 2);
    assert!(place.at("link.csv").symlink_metadata().unwrap().is_symlink());
    assert_eq!(place.run("scan x.csv.partial -o link.csv --force").0, 1);
    assert_eq!(fs::read(place.at("victim")).unwrap(), b"mine");
    assert!(!place.at("link.csv").symlink_metadata().unwrap().is_symlink());
}

#[test]
fn an_interrupt_answers_at_once_while_the_input_is_silent_and_leaves_the_good_result() {
    for (signal, out, incomplete) in [
        ("-INT", "r.jsonl", "r.incomplete.jsonl"),
        ("-TERM", "out", "out/results.incomplete.parquet"),
        ("-INT", "page.html", "page.incomplete.html"),
    ] {
        let place = Place::new();
        assert_eq!(place.run(&format!("scan catalog.csv -o {out}")).0, 1);
        let before = place.state();
        for rows in [0, 6_000] {
            let mut child = place
                .nameplate(&format!("scan - --threads 1 -o {out}"))
                .stdin(Stdio::piped())
                .spawn()
                .unwrap();
            let mut pipe = child.stdin.take().unwrap();
            pipe.write_all(&endless(rows)).unwrap();
            // In a development build the program needs a moment to begin.
            std::thread::sleep(Duration::from_millis(1_500));
            let asked = Instant::now();
            assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
            let (code, said) = ended(child);
            // A second on an idle machine; tests share theirs.
            assert!(asked.elapsed() < Duration::from_secs(4), "{:?}", asked.elapsed());
            assert_eq!(code, 2, "{said}");
            assert!(said.contains("stopped on request") && said.contains(incomplete), "{said}");
            drop(pipe);
            let after = place.state();
            assert!(before.iter().all(|(name, bytes)| after[name] == *bytes), "the good result changed");
            assert!(after.contains_key(incomplete) && after.keys().all(|name| !name.contains(".nameplate")));
        }
        if out == "r.jsonl" {
            let manifest = manifest(&place.at("r.incomplete.jsonl.manifest.json"));
            assert_eq!(manifest["complete"], false);
            let lines = fs::read_to_string(place.at(incomplete)).unwrap().lines().count();
            assert!(lines > 3_000 && manifest["inputs"][0]["rows"] == lines, "{lines}");
        }
    }
}

#[test]
fn an_input_that_is_cut_off_or_missing_leaves_the_good_result() {
    let place = Place::new();
    assert_eq!(place.run("scan catalog.csv -o r.csv").0, 1);
    assert_eq!(place.run("match catalog.csv --map name=brand -o hits.csv").0, 1);
    let before = place.state();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&endless(20_000)).unwrap();
    let gz = gz.finish().unwrap();
    place.write("cut.csv.gz", &gz[..gz.len() / 2]);
    for args in [
        "scan cut.csv.gz -o r.csv",
        "scan catalog.csv gone.csv -o r.csv",
        "match cut.csv.gz --map name=brand -o hits.csv",
    ] {
        let (code, said) = place.run(args);
        assert_eq!(code, 2, "{args}: {said}");
        assert!(said.contains(".incomplete.csv") && said.contains("older complete result"), "{said}");
        let after = place.state();
        assert!(before.iter().all(|(name, bytes)| after[name] == *bytes), "{args}");
    }
    assert_eq!(manifest(&place.at("r.incomplete.csv.manifest.json"))["complete"], false);
}

#[test]
fn a_full_disk_leaves_nothing_behind() {
    let place = Place::new();
    place.write("big.csv", &endless(20_000));
    assert_eq!(place.run("scan catalog.csv -o old.jsonl").0, 1);
    let before = place.state();
    for out in ["r.jsonl", "r.csv", "r.jsonl.gz", "r.parquet", "old.jsonl", "out", "page.html"] {
        // A file may not be larger than some kilobytes, and to try it is an error instead of a signal.
        let script = format!(
            "trap '' XFSZ; ulimit -f 8; exec {} scan big.csv -q -o {out}",
            env!("CARGO_BIN_EXE_nameplate")
        );
        let mut command = place.command("bash", "");
        let (code, said) = ended(command.args(["-c", &script]).spawn().unwrap());
        assert_eq!(code, 2, "{out}: {said}");
        assert!(said.contains("cannot be written") && said.contains("nothing is left"), "{out}: {said}");
        assert!(place.state() == before, "{out}: {:?}", place.state().keys());
    }
}

#[test]
fn an_output_is_never_something_that_is_read() {
    let place = Place::new();
    place.write("suppliers.csv", b"sku,supplier\nA1,EZVIZ\n");
    place.write("policy.toml", b"max_hops = 2\n");
    place.write("x.register", lists::starter_register());
    place.write("messages.ftl", include_bytes!("../../nameplate/messages/en.ftl"));
    fs::hard_link(place.at("catalog.csv"), place.at("hard.csv")).unwrap();
    std::os::unix::fs::symlink(place.at("catalog.csv"), place.at("soft.csv")).unwrap();
    fs::copy(place.at("catalog.csv"), place.at("r.incomplete.csv")).unwrap();
    fs::copy(place.at("catalog.csv"), place.at("r.csv.manifest.json")).unwrap();
    let before = place.state();
    for args in [
        "scan catalog.csv -o catalog.csv",
        "scan catalog.csv -o hard.csv",
        "scan soft.csv -o hard.csv",
        "scan catalog.csv -o ./soft.csv",
        "scan r.incomplete.csv -o r.csv",
        "scan r.csv.manifest.json -o r.csv",
        "scan catalog.csv --suppliers suppliers.csv -o suppliers.csv",
        "scan catalog.csv --policy policy.toml --format csv -o policy.toml",
        "scan catalog.csv --register x.register --format csv -o x.register",
        "scan catalog.csv --language pt --messages messages.ftl --format jsonl -o messages.ftl",
        "scan catalog.csv --record catalog.csv --asked-by Jo",
        "scan catalog.csv --policy policy.toml --record policy.toml --asked-by Jo",
        "scan catalog.csv -o new.csv --record new.csv.manifest.json --asked-by Jo",
        "scan catalog.csv -o new.html --record ./new.html --asked-by Jo",
        "match catalog.csv --map name=brand -o catalog.csv",
        "match catalog.csv --map name=brand --policy policy.toml --format csv -o policy.toml",
        "match hard.csv --map name=brand -o soft.csv",
        "who EZVIZ --policy policy.toml -o policy.toml",
        "who EZVIZ --register x.register -o x.register",
    ] {
        let (code, said) = place.run(args);
        assert_eq!(code, 2, "{args}: {said}");
        assert!(said.contains("would replace an input") || said.contains("have one name"), "{args}: {said}");
        assert!(place.state() == before, "{args}");
    }
    let mut redirected = place.nameplate("scan - -o catalog.csv");
    redirected.stdin(File::open(place.at("catalog.csv")).unwrap());
    let (code, said) = ended(redirected.spawn().unwrap());
    assert!(code == 2 && said.contains("would replace an input"), "{said}");
    assert!(place.state() == before);
    for out in ["/dev/null", "/dev/full"] {
        let (code, said) = place.run(&format!("scan catalog.csv --format csv -o {out}"));
        assert!(code == 2 && said.contains("is not a file"), "{said}");
    }
}

#[test]
fn a_register_never_replaces_the_facts_that_it_is_built_from() {
    let place = Place::new();
    fs::create_dir(place.at("facts")).unwrap();
    place.write("facts/a.toml", b"");
    let (code, said) = place.run("register build facts -o facts/a.toml");
    assert!(code == 2 && said.contains("would replace an input"), "{said}");
}

#[test]
fn an_input_without_rows_is_no_success() {
    let place = Place::new();
    assert_eq!(place.run("scan catalog.csv -o r.csv").0, 1);
    place.write("header.csv", b"sku,title,brand\n");
    place.write("blank.csv", b"sku,title,brand\nB1,,\nB2,,\n");
    place.write("clean.csv", b"sku,title,brand\nB1,Organic cotton sleepsuit,George\n");
    let before = place.state();
    for args in [
        "scan -",
        "scan /dev/null",
        "scan header.csv",
        "scan header.csv /dev/null",
        "scan -q - -o r.csv",
        "scan -q header.csv -o r.csv",
        "match header.csv",
        "match -",
    ] {
        let (code, said) = place.run(args);
        assert_eq!(code, 2, "{args}: {said}");
        assert!(said.contains("in any input") && said.contains("--allow-empty"), "{args}: {said}");
        let after = place.state();
        assert!(before.iter().all(|(name, bytes)| after[name] == *bytes), "{args}");
        let (code, said) = place.run(&format!("{} --allow-empty", args.replace("-o r.csv", "-o s.csv")));
        assert_eq!(code, 0, "{args}: {said}");
    }
    assert_eq!(manifest(&place.at("s.csv.manifest.json"))["complete"], true);
    let (code, said) = place.run("scan blank.csv");
    assert!(code == 2 && said.contains("not one listing of 2 could be judged"), "{said}");
    assert_eq!(place.run("scan blank.csv --allow-empty").0, 2);
    // One among others is told.
    let (code, said) = place.run("scan clean.csv header.csv");
    assert!(code == 0 && said.contains("no row in header.csv"), "{said}");
}

#[test]
fn a_place_that_cannot_be_written_is_told_before_anything_is_read() {
    let place = Place::new();
    fs::create_dir(place.at("dir.csv")).unwrap();
    fs::write(place.at("dir.csv/results.csv"), "mine").unwrap();
    for (args, words) in [
        ("scan catalog.csv -o none/r.csv", "cannot be written"),
        ("scan catalog.csv -o catalog.csv/out", "cannot be written"),
        ("scan catalog.csv --format csv -o dir.csv", "no run of this program wrote it"),
    ] {
        let before = place.state();
        let (code, said) = place.run(args);
        assert!(code == 2 && said.contains(words), "{args}: {said}");
        assert!(place.state() == before, "{args}");
    }
}

#[test]
fn a_file_that_is_not_ours_or_was_changed_is_not_replaced_unless_that_is_asked_for() {
    for name in ["r.csv", "r.xlsx", "r.jsonl", "r.parquet", "r.html"] {
        let place = Place::new();
        let scan = format!("scan catalog.csv -o {name}");
        place.write(name, b"notes of somebody");
        let before = place.state();
        let (code, said) = place.run(&scan);
        assert!(code == 2 && said.contains("is there already") && said.contains("--force"), "{name}: {said}");
        assert!(place.state() == before, "{name}");
        assert_eq!(place.run(&format!("{scan} --force")).0, 1, "{name}");
        // What the program wrote itself, it replaces.
        assert_eq!(place.run(&scan).0, 1, "{name}");
        if name == "r.html" {
            continue;
        }
        let mut noted = fs::read(place.at(name)).unwrap();
        noted.extend_from_slice(b"a note");
        place.write(name, &noted);
        let (code, said) = place.run(&scan);
        assert!(code == 2 && said.contains("was changed since"), "{name}: {said}");
        assert_eq!(fs::read(place.at(name)).unwrap(), noted, "{name}");
        assert_eq!(place.run(&format!("{scan} --force")).0, 1, "{name}");
        // Without its manifest nothing says whose it is; and a manifest of somebody else is none.
        fs::remove_file(place.at(&format!("{name}.manifest.json"))).unwrap();
        assert_eq!(place.run(&scan).0, 2, "{name}");
        place.write(&format!("{name}.manifest.json"), b"{}");
        assert_eq!(place.run(&scan).0, 2, "{name}");
    }
}

#[test]
fn tables_beside_results_names_of_what_is_incomplete_and_folders_are_asked_about_too() {
    let place = Place::new();
    for name in ["r.cases.jsonl", "r.jsonl.manifest.json", "r.incomplete.jsonl"] {
        place.write(name, b"mine");
        let (code, said) = place.run("scan catalog.csv -o r.jsonl");
        assert!(code == 2 && said.contains(name), "{said}");
        assert_eq!(fs::read(place.at(name)).unwrap(), b"mine");
        fs::remove_file(place.at(name)).unwrap();
    }
    assert_eq!(place.run("scan catalog.csv -o out/ --format csv").0, 1);
    let results = place.at("out/results.csv");
    fs::write(&results, "a note").unwrap();
    let (code, said) = place.run("scan catalog.csv -o out/ --format csv");
    assert!(code == 2 && said.contains("was changed since"), "{said}");
    assert_eq!(place.run("scan catalog.csv -o out/ --format csv --force").0, 1);
    assert!(fs::read_to_string(&results).unwrap().starts_with("file,row"));
    place.write("names.csv", b"name\nHikvision\n");
    place.write("m.csv", b"mine");
    assert_eq!(place.run("match names.csv -o m.csv").0, 2);
    assert_eq!(place.run("match names.csv -o m.csv --force").0, 1);
}

#[test]
fn rows_told_apart_by_ids_may_be_cut_and_ordered_in_any_way_and_are_refused_without() {
    let place = Place::new();
    let rows = "A1,EZVIZ baby monitor camera,EZVIZ\nA2,Organic cotton sleepsuit,George\nA3,Oak desk,Ikea\n";
    let lines: Vec<&str> = rows.lines().collect();
    place.write("whole.csv", format!("sku,title,brand\n{rows}").as_bytes());
    place.write("late.csv", format!("sku,title,brand\n{}\n{}\n", lines[2], lines[1]).as_bytes());
    place.write("early.csv", format!("sku,title,brand\n{}\n", lines[0]).as_bytes());
    place.write("twice.csv", format!("sku,title,brand\n{rows}{}\n", lines[1]).as_bytes());
    place.write("none.csv", b"sku,title,brand\nA1,Oak desk,Ikea\n,EZVIZ camera,EZVIZ\n");
    let manifest_of = |args: &str| {
        let (code, said) = place.run(&format!("scan {args} --json"));
        assert!(code < 2, "{said}");
        serde_json::from_str::<serde_json::Value>(&said).unwrap()
    };
    let whole = manifest_of("whole.csv --expect-id");
    assert_eq!(whole["digest_by"], "id");
    for args in ["late.csv early.csv --expect-id", "whole.csv --expect-id --threads 2"] {
        assert_eq!(manifest_of(args)["digest"], whole["digest"], "{args}");
    }
    let by_place = manifest_of("whole.csv");
    assert!(by_place.get("digest_by").is_none() && by_place["digest"] != whole["digest"]);
    for (args, why) in [
        ("twice.csv", "twice.csv: row 4 has the id `A2`"),
        ("early.csv whole.csv", "whole.csv: row 1 has the id `A1`"),
        ("none.csv", "none.csv: row 2 has no id"),
    ] {
        let (code, said) = place.run(&format!("scan {args} --expect-id -o r.jsonl -q"));
        assert!(code == 2 && said.contains(why) && said.contains("--expect-id"), "{args}: {said}");
        assert!(!place.at("r.jsonl").exists() && !place.at("r.jsonl.manifest.json").exists(), "{args}");
    }
}
