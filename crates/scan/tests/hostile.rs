//! What catalogs must not be able to do: stop the scan, swallow rows, take memory, or be taken for clean.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod common;

use common::{gzip, input, path, rows, scan_bytes, scan_with};
use nameplate::finding::Verdict;
use proptest::prelude::*;
use scan::{Error, Input, Limits, Options};

#[test]
fn a_broken_quote_costs_one_row() {
    let lines: String = (0..5_000).map(|i| format!("B{i},\"Camera {i}\",X\n")).collect();
    for broken in ["A1,\"Camera,Hikvision\n", "A1,\"Camera\" 4\",Hikvision,\"x\n", "\"A1,Camera,Hikvision\n"]
    {
        let found = rows(format!("id,title,brand\n{broken}{lines}"));
        assert_eq!(found.len(), 5_001, "{broken}");
        assert!(found[0].defects.iter().any(|d| d.contains("quote")), "{broken}: {:?}", found[0]);
        assert_eq!((found[1].id.as_str(), found[1].get("title")), ("B0", "Camera 0"));
        assert!(found[1..].iter().all(|row| row.defects.is_empty()));
    }
}

#[test]
fn a_broken_quote_before_rows_without_quotes_costs_one_row() {
    let lines: String = (0..5_000).map(|i| format!("B{i},Camera {i},X\n")).collect();
    let found = rows(format!("id,title,brand\nA1,\"Camera,Hikvision\n{lines}"));
    assert_eq!(found.len(), 5_001);
    assert_eq!((found[5_000].id.as_str(), found[5_000].get("brand")), ("B4999", "X"));
}

#[test]
fn a_broken_quote_in_the_last_line_is_read() {
    let found = rows("id,title,brand\nA1,Camera,X\nA2,\"Camera,Hikvision");
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].verdict, Verdict::Connected);
    assert!(found[1].defects[0].contains("quote"));
}

#[test]
fn a_long_text_in_quotes_is_no_broken_quote() {
    let text = "line\n".repeat(500);
    let found = rows(format!("id,title,description\nA1,Camera,\"{text}\"\nA2,Camera,\n"));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].get("text"), text);
    assert!(found[0].defects.is_empty());
}

#[test]
fn shifted_columns_are_a_defect_and_do_not_make_a_brand() {
    let found =
        rows("id,title,brand,seller\nA1,Mount for Hikvision, Dahua,Acme,Shop\nA2,Cam\nA3,Cam,X,S,,,\n");
    assert_eq!(found[0].get("title"), "Mount for Hikvision,  Dahua");
    assert_eq!((found[0].get("brand"), found[0].get("seller")), ("Acme", "Shop"));
    assert!(found[0].defects[0].contains("5 fields"));
    assert_eq!((found[1].get("title"), found[1].get("brand")), ("Cam", ""));
    assert!(found[1].defects[0].contains("2 fields, the header 4"));
    assert!(found[2].defects.is_empty());
}

#[test]
fn nul_bytes_are_left_out_and_told() {
    let found = rows("id,title\nA1,Hik\0vision\nA2,x\n");
    assert_eq!(found[0].get("title"), "Hikvision");
    assert!(found[0].defects[0].contains("NUL"));
    assert!(found[1].defects.is_empty());
    let found = rows("{\"title\":\"Hik\0vision\"}\n{\"title\":\"a\\u0000b\"}\n");
    assert_eq!((found[0].get("title"), found[1].get("title")), ("Hikvision", "ab"));
    assert!(found[0].defects[0].contains("NUL") && found[1].defects[0].contains("NUL"));
}

#[test]
fn a_row_without_end_is_one_row() {
    let limits = Limits { row_bytes: 100_000, ..Limits::default() };
    let long = "x".repeat(3_000_000);
    for catalog in [
        format!("id,title\nA1,{long}\nA2,Camera\n"),
        format!("id,title\nA1,\"{long}\"\nA2,Camera\n"),
        format!("{{\"id\":\"A1\",\"title\":\"{long}\"}}\n{{\"id\":\"A2\",\"title\":\"Camera\"}}\n"),
        format!("[\n{{\"id\":\"A1\",\"title\":\"{long}\"}},\n{{\"id\":\"A2\",\"title\":\"Camera\"}}\n]"),
    ] {
        let options = Options { inputs: vec![input(catalog.as_bytes())], limits, ..Options::default() };
        let (found, outcome) = scan_with(&options);
        assert_eq!(found.len(), 2, "{}", &catalog[..30]);
        assert_eq!(found[0].verdict, Verdict::NotChecked);
        assert!(found[0].why.contains("longer than 100000 bytes"), "{}", found[0].why);
        assert_eq!((found[1].id.as_str(), found[1].row), ("A2", 1));
        assert!(outcome.complete());
    }
}

#[test]
fn a_decompression_bomb_is_one_row() {
    let bomb = gzip(&[b"id,title\nA1,".as_slice(), &vec![b'x'; 200 << 20], b"\nA2,Camera\n"].concat());
    assert!(bomb.len() < 2 << 20);
    let found = rows(&bomb);
    assert_eq!((found.len(), found[0].verdict, found[1].id.as_str()), (2, Verdict::NotChecked, "A2"));
}

#[test]
fn too_many_fields_are_one_row() {
    let found = rows(format!("id,title\nA1,{}\nA2,Camera\n", ",x".repeat(100_000)));
    assert_eq!((found.len(), found[0].verdict, found[1].id.as_str()), (2, Verdict::NotChecked, "A2"));
}

#[test]
fn broken_json_costs_one_row() {
    for catalog in [
        "{\"title\":\"a\"}\n{\"title\":\"b\n{\"title\":\"c\"}\n",
        "[\n  {\"title\":\"a\"},\n  {\"title\":\"b},\n  {\"title\":\"c\"}\n]",
        "[\n  {\"title\":\"a\"},\n  {\"title\":b},\n  {\"title\":\"c\"}\n]",
        "{\"title\":\"a\"}\n[1]\n{\"title\":\"c\"}",
        "{\n \"title\": \"a\"\n}\n{\n \"title: \"b\"\n}\n{\n \"title\": \"c\"\n}\n",
    ] {
        let found = rows(catalog);
        let titles: Vec<&str> = found.iter().map(|row| row.get("title")).collect();
        assert_eq!(titles, ["a", "", "c"], "{catalog}");
        assert_eq!(found[1].verdict, Verdict::NotChecked, "{catalog}");
        assert_eq!(found[1].defects.len(), 1);
    }
    let cut = rows("[{\"title\":\"a\"},{\"title\":\"b\"");
    assert_eq!((cut.len(), cut[1].verdict), (2, Verdict::NotChecked));
    let deep =
        format!("{{\"title\":\"a\"}}\n{}{}\n{{\"title\":\"c\"}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(rows(deep).len(), 3);
}

#[test]
fn an_empty_catalog_is_read_and_told() {
    for catalog in ["", "\n\n", "title,brand\n", "title,brand", "[]", "[\n]\n", "{\"products\":[]}"] {
        let (found, outcome) = scan_bytes(catalog.as_bytes());
        assert_eq!(found.len(), 0, "{catalog}");
        // No row in any input is not "nothing found": the run says that it is not complete, and why.
        assert!(!outcome.complete(), "{catalog}: {:?}", outcome.files);
        assert_eq!(outcome.manifest.stopped.as_deref(), Some("no listing in any input"), "{catalog}");
        assert!(outcome.files[0].error.is_none() && outcome.files[0].recognised.is_some());
    }
}

#[test]
fn a_file_without_usable_columns_lists_what_it_has() {
    for catalog in ["foo,bar\n1,2\n", "{\"foo\":1,\"bar\":{\"baz\":2}}\n{\"foo\":1}", "sku,price\n1,2\n"] {
        let (_, outcome) = scan_bytes(catalog.as_bytes());
        let error = outcome.files[0].error.as_ref().unwrap();
        assert!(matches!(error, Error::NoUsableColumn { .. }), "{error}");
        assert_eq!(error.kind(), nameplate::error::ErrorKind::Asked);
    }
    let mapping = scan::Mapping::parse("title=Bezeichner").unwrap();
    let options = Options { inputs: vec![input(b"title,brand\na,b\n")], mapping, ..Options::default() };
    let (_, outcome) = scan_with(&options);
    let text = outcome.files[0].error.as_ref().unwrap().to_string();
    assert!(text.contains("Bezeichner") && text.contains("title, brand"), "{text}");
}

#[test]
fn columns_of_one_name_are_all_read() {
    let found = rows("id,brand,brand,title,title\nA1,,Second,T,U\n");
    assert_eq!((found[0].get("brand"), found[0].get("title")), ("Second", "T U"));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Input::Path(path)
    };
    let mut cut = gzip("title,brand\nCam,X\n".repeat(10_000).as_bytes());
    cut.truncate(cut.len() / 2);
    let inputs = vec![
        path(&folder.path().join("missing.csv")),
        path(folder.path()),
        file("cut.csv.gz", &cut),
        file("book.xlsx", b"PK\x03\x04..."),
        file("bad.parquet", b"PAR1 this is no parquet file at all PAR1"),
        file("good.csv", b"title,brand\nCam,Hikvision\n"),
    ];
    let (found, outcome) = scan_with(&Options { inputs, ..Options::default() });
    let errors: Vec<bool> = outcome.files.iter().map(|file| file.error.is_some()).collect();
    assert_eq!(errors, [true, true, true, true, true, false]);
    assert!(outcome.files[2].error.as_ref().unwrap().to_string().contains("cut.csv.gz"));
    assert!(outcome.files[4].error.as_ref().unwrap().to_string().contains("bad.parquet"));
    assert_eq!(found.last().unwrap().verdict, Verdict::Connected);
    assert!(!outcome.complete());
    assert_eq!(outcome.manifest.inputs.len(), 6);
    assert!(outcome.manifest.stopped.as_ref().unwrap().contains("missing.csv"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        scan_bytes(&bytes);
    }

    #[test]
    fn no_csv_panics_or_loses_its_last_row(middle in "[a,;\"\n\r\0é|]{0,80}") {
        let (found, _) = scan_bytes(format!("id,title,brand\n{middle}\nlast,Camera,X\n").as_bytes());
        // Where the middle is quoted text up to the end, the last row may be a part of it; it is never silently lost.
        let told = found.iter().any(|row| row.id == "last" || !row.defects.is_empty());
        prop_assert!(told || found.iter().any(|row| row.why.contains("last")), "{:?}", found);
    }

    #[test]
    fn no_json_panics(text in "[{}\\[\\]\":,a1\n ]{0,80}") {
        scan_bytes(format!("{{\"title\":\"x\"}}\n{text}").as_bytes());
        scan_bytes(format!("[{text}").as_bytes());
        scan_bytes(format!("{{\n{text}").as_bytes());
    }

    #[test]
    fn every_row_of_a_good_csv_comes_back(
        cells in proptest::collection::vec(("[^\0\r]{0,12}", "[^\0\r]{0,12}"), 1..20)
    ) {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(["id", "title", "brand"]).unwrap();
        for (i, (title, brand)) in cells.iter().enumerate() {
            out.write_record([&i.to_string(), title, brand]).unwrap();
        }
        let found = rows(out.into_inner().unwrap());
        prop_assert_eq!(found.len(), cells.len());
        for (row, (title, brand)) in found.iter().zip(&cells) {
            let blank = |text: &str| if text.trim().is_empty() { String::new() } else { text.to_owned() };
            prop_assert_eq!(row.get("title"), blank(title));
            prop_assert_eq!(row.get("brand"), blank(brand));
        }
    }
}

/// Catalogs that grow twice as long must not take four times as long, whatever they are made of.
#[test]
fn time_is_linear_in_the_length_of_any_text() {
    /// A text of so many lines, and what it is.
    type Shape = (&'static str, fn(usize) -> String);
    const SHAPES: &[Shape] = &[
        ("quotes across lines", |n| format!("sku,title,brand\n{}", "x\",\"y\n".repeat(n))),
        ("quotes alone", |n| format!("sku,title,brand\n{}", "\"\n".repeat(n))),
        ("four quotes", |n| format!("sku,title,brand\n{}", "\"\"\"\"\n".repeat(n))),
        ("a quote opened a line", |n| format!("sku,title,brand\n{}", "a,\"b,c\n".repeat(n))),
        ("rows that look whole in quotes", |n| {
            format!("sku,title,brand\n{}", "\"a,b,c\na,b,c\nd,e\"f,g\n".repeat(n / 3))
        }),
        ("carriage returns", |n| format!("sku,title,brand\r{}", "a,\"b,c\r".repeat(n))),
        ("NUL bytes", |n| format!("sku,title,brand\n{}", "\0\"\0,\n".repeat(n))),
        ("separators in one line", |n| format!("sku,title,brand\n{}\n", ",".repeat(n * 4))),
        ("brackets", |n| format!("{{\"title\":\"x\"}}\n{}\n", "[{\"a\":".repeat(n))),
        ("keys", |n| {
            let keys: String = (0..n / 8).map(|key| format!("\"k{key}\":{{\"title\":1}},")).collect();
            format!("{{\"title\":\"x\"}}\n{{{keys}\"z\":0}}\n")
        }),
        ("broken values", |n| format!("[\n{}", "{\"title\":\"a\n".repeat(n))),
        ("digits", |n| format!("{{\"title\":\"x\"}}\n{{\"title\":{}}}\n", "9".repeat(n * 8))),
    ];
    for (what, text) in SHAPES {
        let took = |lines| {
            let text = text(lines);
            // The best of three: others use the machine too.
            let once = || {
                let start = std::time::Instant::now();
                scan_bytes(text.as_bytes());
                start.elapsed()
            };
            (0..3).map(|_| once()).min().unwrap_or_default()
        };
        let (short, long) = (took(10_000), took(40_000));
        let most = (short * 10).max(std::time::Duration::from_millis(400));
        assert!(long < most, "{what}: four times as long took {long:?}, after {short:?}");
    }
}
