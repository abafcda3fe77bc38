//! `nameplate inventory`: what is said of every format, of its broken twin, of a household and of an agency.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A day on which the answers of these tests are known.
const DAY: &str = "2026-11-23";

/// A data folder that is not there: what these tests see does not depend on whose machine they run on.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn nameplate(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameplate"));
    command
        .arg("inventory")
        .args(args)
        .args(["--as-of", DAY])
        .current_dir(folder)
        .env("COLUMNS", "80")
        .env("NAMEPLATE_DATA", NO_LISTS)
        .env("NAMEPLATE_CONFIG", "")
        .stdin(Stdio::null());
    command
}

/// Reads exports in a folder: exit code, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = nameplate(folder, args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn fixtures() -> PathBuf {
    root().join("tests/fixtures/inventory")
}

/// Devices of a fixture, as records; the summary apart.
fn records(args: &[&str]) -> (i32, Vec<Value>, Value, String) {
    let (code, out, err) = run(&fixtures(), &[args, &["--json"]].concat());
    let mut all: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = all.pop().unwrap();
    assert_eq!(summary["type"], "summary");
    (code, all, summary, err)
}

/// Compares a text with what is held of it; UPDATE=1 writes it.
fn held(name: &str, text: &str) {
    let path = fixtures().join("told").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == text, "{name} is told otherwise:\n{text}\nUPDATE=1 takes it up");
}

#[test]
fn a_household_is_told_what_it_has_on_eighty_columns() {
    let folder = root().join("examples/inventory");
    let (code, out, err) = run(&folder, &["router.csv", "network.xml", "purchases.csv"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("30 devices in 3 files"), "{out}");
    let long: Vec<&str> = out.lines().filter(|line| line.chars().count() > 80).collect();
    assert_eq!(long, Vec::<&str>::new());
    held("household.txt", &out);
}

#[test]
fn an_agency_and_a_contractor_are_asked_other_things() {
    for (reader, asks) in [("agency", "buy no more"), ("contractor", "remove, report")] {
        let (code, out, err) = run(&fixtures(), &["snipeit.csv", "--reader", reader]);
        assert_eq!((code, err.as_str()), (1, ""));
        assert!(out.contains(asks), "{reader}: {out}");
        held(&format!("{reader}.txt"), &out);
    }
    let (code, _, err) = run(&fixtures(), &["snipeit.csv", "--reader", "neighbour"]);
    assert!(code == 2 && err.contains("grant_recipient"), "{err}");
}

/// Each fixture: what it is read as, how many devices, how many of them lead somewhere, how many could not be checked.
const WHOLE: &[(&str, u64, u64, u64)] = &[
    ("nmap.xml", 4, 3, 1),
    ("arp.txt", 4, 2, 2),
    ("neigh.txt", 2, 2, 0),
    ("dhcpd.leases", 2, 1, 1),
    ("dnsmasq.leases", 3, 1, 2),
    ("onvif.xml", 2, 1, 0),
    ("snipeit.csv", 3, 2, 0),
    ("glpi.csv", 2, 1, 0),
    ("lansweeper.csv", 2, 1, 0),
    ("ralph.csv", 2, 1, 0),
    ("unifi.csv", 2, 1, 1),
    ("openwrt.csv", 2, 1, 1),
    ("mikrotik.csv", 2, 1, 1),
    ("fritzbox.csv", 2, 1, 1),
    ("ledger.csv", 3, 2, 0),
];

#[test]
fn every_format_is_told_by_its_content_and_gives_its_devices() {
    for (file, devices, leading, unchecked) in WHOLE {
        let (code, all, summary, err) = records(&[file]);
        assert_eq!((code, err.as_str()), (1, ""), "{file}");
        assert_eq!(all.len() as u64, *devices, "{file}");
        let count = |name: &str| summary[name].as_u64().unwrap();
        assert_eq!(count("connected") + count("review"), *leading, "{file}: {summary}");
        assert_eq!(count("not_checked"), *unchecked, "{file}: {summary}");
    }
}

/// Each broken twin: how the command ends, and what is said of it.
const BROKEN: &[(&str, i32, &str)] = &[
    ("nmap.broken.xml", 2, "cannot be read on after line 17"),
    ("onvif.broken.xml", 2, "declares entities of its own"),
    ("glpi.broken.csv", 2, "no column with a known meaning"),
    ("arp.broken.txt", 1, "3 lines not used: arp.broken.txt line 2, mac: nobody answered"),
    ("dhcpd.broken.leases", 1, "3 lines not used: dhcpd.broken.leases line 1, mac: `44:19:b6:0a`"),
    ("dnsmasq.broken.leases", 1, "2 lines not used: dnsmasq.broken.leases line 2, line: `178"),
    ("snipeit.broken.csv", 1, "mac: `44:19:b6:0a` is not a MAC address"),
    ("lansweeper.broken.csv", 1, "purchased on: `soon` is not a day"),
    ("ledger.broken.csv", 1, "`2999-01-01` is not a day on which it can have been bought"),
    ("ralph.broken.csv", 2, "nothing in it identifies a maker"),
    ("clients.broken.csv", 1, "nothing in it identifies a maker"),
];

#[test]
fn every_broken_twin_is_told_with_its_place() {
    let mut told = String::new();
    for (file, ends, words) in BROKEN {
        let (code, out, err) = run(&fixtures(), &[file]);
        let flat = format!("{err}{out}").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == *ends && flat.contains(words), "{file} ends with {code}:\n{err}{out}");
        write!(told, "==> {file}: {code}\n{err}{out}\n").unwrap();
    }
    held("broken.txt", &told);
}

#[test]
fn a_made_up_address_is_no_evidence_whoever_is_said_to_stand_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let table = "MAC Address,Vendor\n4e:19:b6:0a:00:01,Hikvision\n44:19:b6:0a:00:02,\n";
    std::fs::write(folder.path().join("clients.csv"), table).unwrap();
    let (_, out, _) = run(folder.path(), &["clients.csv", "--json"]);
    let all: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&all[0]["verdict"], &all[0]["mac_kind"]), (&"not_checked".into(), &"random".into()));
    assert_eq!((&all[1]["verdict"], &all[1]["how_sure"]), (&"connected".into(), &"network_part".into()));
}

#[test]
fn a_vendor_beside_an_address_makes_nothing_surer() {
    let folder = tempfile::tempdir().unwrap();
    let sure = |table: &str| {
        std::fs::write(folder.path().join("clients.csv"), table).unwrap();
        let (_, out, _) = run(folder.path(), &["clients.csv", "--json"]);
        let device: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        (device["how_sure"].clone(), device["why"].clone(), device["verdict"].clone())
    };
    let bare = sure("MAC Address,IP Address\n44:19:b6:0a:00:01,10.0.0.2\n");
    assert_eq!(bare.0, "network_part");
    assert_eq!(
        sure(
            "MAC Address,IP Address,Vendor\n44:19:b6:0a:00:01,10.0.0.2,Hangzhou Hikvision Digital Technology\n"
        ),
        bare
    );
    let named =
        sure("MAC Address,IP Address,Host Name,Type\n44:19:b6:0a:00:01,10.0.0.2,hikvision,Network camera\n");
    assert_eq!((named.0, named.2), (bare.0, bare.2), "nor does a name that somebody gave");
    // Whose block it is said to be, where the register does not know the block, is a reason to look.
    let said = sure(
        "MAC Address,IP Address,Vendor\n00:11:32:0a:00:01,10.0.0.2,Hangzhou Hikvision Digital Technology\n",
    );
    assert_eq!((said.0, said.2), ("perhaps".into(), "review".into()));
}

#[test]
fn a_device_of_several_exports_is_one_and_knows_all_of_them() {
    let (_, all, summary, _) = records(&["nmap.xml", "arp.txt", "snipeit.csv", "onvif.xml"]);
    let camera = all.iter().find(|device| device["mac"] == "44:19:b6:0a:00:01").unwrap();
    assert_eq!(camera["also"].as_array().unwrap().len(), 3, "{camera}");
    assert_eq!((&camera["id"], &camera["bought"]), (&"A-0001".into(), &"2018-11-05".into()));
    assert_eq!(camera["how_sure"], "sure");
    assert_eq!(summary["devices"], 8);
}

#[test]
fn then_and_now_stand_beside_each_other_where_they_differ() {
    let (_, all, summary, _) = records(&["ledger.csv", "--reader", "agency"]);
    let camera = &all[0];
    assert_eq!(camera["then"]["verdict"], "no_connection_found", "{camera}");
    assert_eq!((&camera["then"]["as_of"], &camera["now"]["as_of"]), (&"2018-06-01".into(), &DAY.into()));
    assert!(camera["now"]["targets"][0]["lists"].as_array().unwrap().len() > 3);
    assert!(all[2].get("then").is_none(), "the answer was the same: {}", all[2]);
    assert_eq!((&summary["bought"], &summary["changed"]), (&3.into(), &2.into()));
}

#[test]
fn standard_input_and_packed_files_are_read_too() {
    let arp = std::fs::read(fixtures().join("arp.txt")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &arp).unwrap();
    std::fs::write(folder.path().join("arp.gz"), packed.finish().unwrap()).unwrap();
    let (code, packed, _) = run(folder.path(), &["arp.gz", "--json"]);
    assert_eq!(code, 1);
    for file in ["arp.txt", "snipeit.csv"] {
        let input = std::fs::File::open(fixtures().join(file)).unwrap();
        let output = nameplate(folder.path(), &["-", "--json"]).stdin(input).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{file}");
        let out = String::from_utf8(output.stdout).unwrap();
        let (_, named, _) = run(&fixtures(), &[file, "--json"]);
        assert_eq!(out.replace("\"file\":\"-\"", ""), named.replace(&format!("\"file\":\"{file}\""), ""));
        if file == "arp.txt" {
            assert_eq!(out.replace("\"file\":\"-\"", ""), packed.replace("\"file\":\"arp.gz\"", ""));
        }
    }
}

#[test]
fn hostile_files_are_refused_kindly_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let bomb =
        "<!DOCTYPE nmaprun [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><nmaprun>&b;</nmaprun>";
    write("bomb.xml", bomb.as_bytes());
    write("deep.xml", format!("<nmaprun>{}", "<host>".repeat(100_000)).as_bytes());
    write("long.xml", format!("<nmaprun><host a=\"{}", "x".repeat(8 << 20)).as_bytes());
    write("nul.txt", &[0; 4096]);
    write("photo.pdf", b"%PDF-1.7\n\x01\x02");
    write("empty.csv", b"");
    let mut long = b"? (10.0.0.1) at 44:19:b6:0a:00:01 [ether] on eth0\n".to_vec();
    long.extend(std::iter::repeat_n(b'x', 32 << 20));
    long.extend(b"\n? (10.0.0.2) at 3c:ef:8c:0a:00:02 [ether] on eth0\n");
    write("long.txt", &long);
    for (file, words) in [
        ("bomb.xml", "declares entities"),
        ("deep.xml", "nested deeper"),
        ("long.xml", "more than 1024 kilobytes"),
        ("nul.txt", "NUL bytes"),
        ("photo.pdf", "a PDF file"),
        ("empty.csv", "holds nothing"),
        ("gone.xml", "cannot be opened"),
    ] {
        let (code, out, err) = run(folder.path(), &[file, "long.txt", "--json"]);
        let flat = err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == 2 && flat.contains(words) && flat.contains(file), "{file}: {err}");
        assert_eq!(out.lines().count(), 3, "{file}: what can be read is read: {out}");
        assert!(out.contains("\"lines_not_used\":1"), "{out}");
    }
}

#[test]
fn no_cell_of_the_table_starts_a_formula_and_no_input_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let table = "Asset Tag,Model,Manufacturer,Host Name\n=cmd(),DS-2CD2143G2-I,Hikvision,@sum\n";
    std::fs::write(folder.path().join("assets.csv"), table).unwrap();
    let (code, out, err) = run(folder.path(), &["assets.csv", "-o", "devices.csv"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("1 device in 1 file") && !out.contains("made by"), "only the summary: {out}");
    let written = std::fs::read_to_string(folder.path().join("devices.csv")).unwrap();
    let row = written.lines().nth(1).unwrap();
    assert!(row.contains(",'=cmd(),") && row.contains(",'@sum,"), "{row}");
    let (code, _, err) = run(folder.path(), &["assets.csv", "-o", "assets.csv"]);
    assert!(code == 2 && !err.is_empty());
    assert_eq!(std::fs::read_to_string(folder.path().join("assets.csv")).unwrap(), table);
}

/// An agency with twenty thousand devices, made by rule: every hundredth is a camera of a listed maker, every tenth an address that was made up.
fn agency(devices: usize) -> String {
    let mut table = String::from(
        "Asset Tag,Host Name,Model,Manufacturer,Category,Purchase Date,MAC Address,IP Address\n",
    );
    for n in 0..devices {
        let (tag, tail, ip) = (
            n + 1,
            format!("{:02x}:{:02x}:{:02x}", n >> 16, (n >> 8) & 255, n & 255),
            format!("10.{}.{}.{}", n >> 16, (n >> 8) & 255, n & 255),
        );
        let (model, maker, kind, mac) = match n % 100 {
            0 => ("DS-2CD2143G2-I", "Hikvision", "Network camera", "44:19:b6"),
            50 => ("", "", "", "3c:ef:8c"),
            m if m % 10 == 3 => ("", "", "", "da:a1:19"),
            m if m % 2 == 0 => ("Latitude 5400", "Dell", "Laptop", "00:11:32"),
            _ => ("", "", "", "00:11:32"),
        };
        let bought = if model.is_empty() { String::new() } else { format!("20{:02}-05-01", 15 + n % 9) };
        writeln!(table, "F-{tag:05},host-{n},{model},{maker},{kind},{bought},{mac}:{tail},{ip}").unwrap();
    }
    table
}

#[test]
fn an_agency_of_twenty_thousand_devices_is_counted_to_the_last_and_told_in_brief() {
    const DEVICES: usize = 20_000;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("agency.csv"), agency(DEVICES)).unwrap();
    let (code, out, err) = run(folder.path(), &["agency.csv", "--reader", "agency", "--limit", "3"]);
    assert_eq!((code, err.as_str()), (1, ""));
    held("agency-of-20000.txt", &out);
    let (code, _, _) = run(folder.path(), &["agency.csv", "--reader", "agency", "-o", "devices.csv", "-q"]);
    assert_eq!(code, 1);
    let written = std::fs::read_to_string(folder.path().join("devices.csv")).unwrap();
    assert_eq!(written.lines().count(), DEVICES + 1);
    assert_eq!(written.lines().filter(|line| line.contains(",connected,")).count(), DEVICES / 50);
}
