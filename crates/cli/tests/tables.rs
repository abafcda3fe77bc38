//! Tables as people bring them: what is printed of them, and how the command ends.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A data folder that is not there: what these tests see does not depend on whose machine they run on.
const NO_LISTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-lists");

/// Scans a file: exit code, standard output, standard error.
fn scan(bytes: &[u8], more: &[&str]) -> (i32, String, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("catalog.csv");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_nameplate"))
        .arg("scan")
        .arg(&file)
        .args(["--as-of", "2026-11-23"])
        .args(more)
        .current_dir(folder.path())
        .env("COLUMNS", "160")
        .env("NAMEPLATE_DATA", NO_LISTS)
        .env("NAMEPLATE_CONFIG", "")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_table_without_a_header_loses_no_row() {
    let table = "Hikvision,DS-2CD2143G2-I,4MP dome,99\nDahua,IPC-HFW2831T-ZS,8MP bullet,150\n";
    for more in [
        &[][..],
        &["--no-header"],
        &["--map", "brand=1,model=2"],
        &["--map", "brand=Hikvision,model=DS-2CD2143G2-I"],
    ] {
        let (code, out, err) = scan(table.as_bytes(), more);
        assert_eq!((code, err.as_str()), (1, ""), "{out}");
        assert!(out.contains("2 listings") && out.contains("2 connected"), "{more:?}\n{out}");
        assert!(out.contains("no header row: columns are called by their places, 1 to 4"), "{out}");
    }
    let (_, out, _) = scan(table.as_bytes(), &["--header", "--map", "brand=1"]);
    assert!(out.contains("1 listing in"), "{out}");
}

#[test]
fn a_table_that_does_not_say_what_is_sold_is_refused() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("record.html").display().to_string();
    for more in [&[][..], &["--record", &record, "--asked-by", "Jo Doe"]] {
        let (code, out, err) = scan(b"price,stock,country of origin\n9.50,3,China\n7.50,1,Japan\n", more);
        assert_eq!(code, 2, "{out}");
        assert!(
            err.contains("nothing in it says what is sold") && err.contains("--map title=COLUMN"),
            "{err}"
        );
    }
    let page = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(
        page.into_iter().all(|name| name.to_string_lossy().contains("incomplete")),
        "a record of nothing"
    );
}

#[test]
fn the_encoding_is_told_by_bytes_and_headers() {
    let table = "артикул;наименование;бренд\n1;Камера купольная уличная;Hikvision\n2;Регистратор на восемь каналов;Dahua\n";
    // Windows-1251 has Cyrillic letters in the order of Unicode.
    let byte = |c: char| {
        u8::try_from(if c.is_ascii() { u32::from(c) } else { u32::from(c) - 0x410 + 0xc0 }).unwrap()
    };
    let bytes: Vec<u8> = table.chars().map(byte).collect();
    let (code, out, _) = scan(&bytes, &[]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("Камера купольная") && out.contains("Windows-1251 by its bytes"), "{out}");
    assert!(out.contains("--encoding LABEL"), "{out}");
}

#[test]
fn columns_that_nobody_knows_and_that_hold_names_are_told() {
    let table = "title,zq\n\"Dome camera, white\",\"made for Hikvision, by hand\"\n\"Bullet camera, white\",other words of no use\n";
    let (_, out, _) = scan(table.as_bytes(), &[]);
    assert!(out.contains("as plain text: zq"), "{out}");
    let words = "`zq` of ";
    assert!(
        out.contains(words) && out.contains("1 cell of it holds a name") && out.contains("--map brand='zq'"),
        "{out}"
    );
}

#[test]
fn a_vendor_is_the_maker_in_an_inventory() {
    let (code, out, _) = scan(
        b"device_id,vendor,model,firmware_version\nc1,Hikvision,8MP dome,5.5\nn1,QNAP,TS-231P,4.5\n",
        &[],
    );
    assert_eq!(code, 1);
    assert!(
        out.contains("its own product") && !out.contains("sold by") && out.contains("vendor as manufacturer"),
        "{out}"
    );
}

#[test]
fn ids_that_several_rows_have_are_told() {
    let (_, out, _) = scan(b"id,title\nA,EZVIZ camera\nB,Oak desk\nA,Steel bottle\n", &[]);
    assert!(out.contains("1 row has an id that a row before has, such as A"), "{out}");
    let (_, out, _) = scan(b"id,title\nA,EZVIZ camera\nB,Oak desk\n", &[]);
    assert!(!out.contains("an id that"), "{out}");
}
