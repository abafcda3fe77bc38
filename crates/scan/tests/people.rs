//! Results that people open: what is in a table and in a workbook, whatever is in the catalog.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{Stub, input};
use nameplate::answer::Audience;
use nameplate::finding::Reader as Whom;
use scan::{Contents, Error, Format, Input, Options, Output, Scope, run};

/// Writes results, twice into fresh places: the bytes are the same. What the first place holds, and the manifest.
fn written(inputs: &[Input], name: &str, contents: &Contents) -> (tempfile::TempDir, serde_json::Value) {
    let places = [(); 2].map(|()| tempfile::tempdir().unwrap());
    for place in &places {
        let options = Options {
            inputs: inputs.to_vec(),
            output: Some(Output {
                path: place.path().join(name),
                contents: contents.clone(),
                ..Output::default()
            }),
            ..Options::default()
        };
        let outcome = run(&Stub::default(), &options, &()).unwrap();
        assert!(outcome.complete(), "{:?}", outcome.manifest.stopped);
    }
    let [first, second] = places;
    let read = |place: &Path| std::fs::read(place.join(name)).unwrap();
    assert!(read(first.path()) == read(second.path()), "{name}: two runs differ");
    let manifest = std::fs::read(first.path().join(format!("{name}.manifest.json"))).unwrap();
    (first, serde_json::from_slice(&manifest).unwrap())
}

/// The lines of a sheet, by the names of the columns.
fn sheet(place: &Path, name: &str) -> Vec<BTreeMap<String, Data>> {
    let mut book: Xlsx<_> = open_workbook(place.join("r.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Findings", "Rows", "About"]);
    let formulas = book.worksheet_formula(name).unwrap();
    assert!(formulas.rows().flatten().all(String::is_empty), "{name} has a formula");
    let range = book.worksheet_range(name).unwrap();
    let mut rows = range.rows();
    let head: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|row| head.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn about(place: &Path) -> String {
    let mut book: Xlsx<_> = open_workbook(place.join("r.xlsx")).unwrap();
    let range = book.worksheet_range("About").unwrap();
    range.rows().map(|row| format!("{}: {}\n", row[0], row[1])).collect()
}

fn table(place: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(place.join("r.csv")).unwrap().deserialize().map(Result::unwrap).collect()
}

const CATALOG: &[u8] =
    b"id,title,brand,price\n1,Dome camera,Hikvision,9.50\n2,Sofa,Acme,100\n3,Bullet camera,Hikvision,12\n";

#[test]
fn tables_for_people_hold_what_was_found_and_the_manifest_says_so() {
    let all = Contents { scope: Some(Scope::All), ..Contents::default() };
    for (name, contents, word, lines) in [
        ("r.csv", Contents::default(), "only_findings", 2),
        ("r.xlsx", Contents::default(), "only_findings", 2),
        ("r.jsonl", Contents::default(), "all", 3),
        ("r.parquet", Contents::default(), "all", 3),
        ("r.csv", all.clone(), "all", 3),
        ("r.xlsx", all, "all", 3),
        ("r.jsonl", Contents { scope: Some(Scope::Findings), ..Contents::default() }, "only_findings", 2),
        ("r.parquet", Contents { scope: Some(Scope::Findings), ..Contents::default() }, "only_findings", 2),
    ] {
        let (place, manifest) = written(&[input(CATALOG)], name, &contents);
        assert_eq!(manifest["listings_written"], word, "{name}");
        assert_eq!(manifest["outputs"][0]["rows"], lines, "{name}");
        // Counts are over all listings, whatever was written.
        assert_eq!(manifest["counts"]["listings"], 3);
        if name == "r.csv" {
            assert_eq!(table(place.path()).len(), lines);
        }
        if name == "r.xlsx" {
            assert_eq!(sheet(place.path(), "Rows").len(), lines);
            assert_eq!(sheet(place.path(), "Findings").len(), 2);
        }
    }
}

#[test]
fn what_could_not_be_read_is_never_left_out() {
    let text = b"{\"title\":\"Sofa\",\"brand\":\"Acme\"}\n{\"title\": broken\n{\"title\":\"Chair\",\"brand\":\"Acme\"}\n";
    let (place, manifest) = written(&[input(text)], "r.xlsx", &Contents::default());
    assert_eq!(manifest["counts"]["by_verdict"]["not_checked"], 1, "{}", manifest["counts"]);
    let findings = sheet(place.path(), "Findings");
    assert_eq!(findings.len(), 1);
    assert!(findings[0]["how sure"].to_string().starts_with("could not be checked: not valid JSON"));
    assert_eq!(findings[0]["retailer"].to_string(), "not checked");
    assert!(about(place.path()).contains("Listings: not checked: 1"));
}

#[test]
fn cells_of_strangers_are_strings_in_a_workbook() {
    let long = "é".repeat(50_000);
    let hostile = [
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "-1+1",
        "<b>&amp;</b>]]>",
        "_x0041_",
        "a\u{202e}b",
        "{=1}",
        "http://evil.example",
        &long,
    ];
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["id", "title", "brand", "=HYPERLINK(1)"]).unwrap();
    for (n, text) in hostile.iter().enumerate() {
        out.write_record([&n.to_string(), *text, "Hikvision", text]).unwrap();
    }
    let bytes = out.into_inner().unwrap();
    let (place, _) = written(&[input(&bytes)], "r.xlsx", &Contents::default());
    for (name, title) in [("Findings", "title"), ("Rows", "title"), ("Rows", "=HYPERLINK(1)")] {
        for (row, text) in sheet(place.path(), name).iter().zip(hostile) {
            let Data::String(cell) = &row[title] else { panic!("{name}: {:?}", row[title]) };
            match text {
                "a\u{202e}b" => assert_eq!(cell, "a\\u{202e}b"),
                long if long.len() > 1_000 => {
                    assert!(
                        cell.encode_utf16().count() <= 32_767 && cell.ends_with("50000 characters in all)")
                    );
                }
                text => assert_eq!(cell, text, "{name}"),
            }
        }
    }
}

#[test]
fn only_addresses_of_the_web_become_links() {
    let text = b"id,title,brand,url\n1,a,Hikvision,https://shop.example/1\n2,b,Hikvision,javascript:alert(1)\n3,c,Hikvision,file:///etc/passwd\n4,d,Hikvision,internal:Rows!A1\n5,e,Hikvision,\\\\host\\share\n";
    let (place, _) = written(&[input(text)], "r.xlsx", &Contents::default());
    let file = std::fs::File::open(place.path().join("r.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut links = String::new();
    let mut part = archive.by_name("xl/worksheets/_rels/sheet1.xml.rels").unwrap();
    std::io::Read::read_to_string(&mut part, &mut links).unwrap();
    assert_eq!(links.matches("<Relationship ").count(), 1, "{links}");
    assert!(links.contains("https://shop.example/1"), "{links}");
    drop(part);
    assert!(
        archive.by_name("xl/worksheets/_rels/sheet2.xml.rels").is_err(),
        "the sheet for machines has no links"
    );
    assert_eq!(sheet(place.path(), "Findings")[1]["link to the listing"].to_string(), "javascript:alert(1)");
}

#[test]
fn columns_of_the_catalog_are_kept_as_they_stand() {
    let keep = |names: &[&str]| Contents {
        keep: names.iter().map(|name| (*name).to_owned()).collect(),
        scope: Some(Scope::All),
        ..Contents::default()
    };
    let more = input(b"title,brand,stock,price\nDome,Hikvision,=4,1\n");
    let (place, _) = written(&[input(CATALOG)], "r.csv", &keep(&["price", "title"]));
    let rows = table(place.path());
    // A name that a column of ours has is told apart.
    assert_eq!((rows[0]["price"].as_str(), rows[0]["catalog.title"].as_str()), ("9.50", "Dome camera"));
    assert_eq!(rows[1]["price"], "100");
    // A workbook has all columns, those of later files too.
    let (place, _) = written(&[input(CATALOG), more.clone()], "r.xlsx", &Contents::default());
    let rows = sheet(place.path(), "Rows");
    let cells = |name: &str| rows.iter().map(|row| row[name].to_string()).collect::<Vec<_>>();
    assert_eq!(cells("price"), ["9.50", "12", "1"]);
    assert_eq!(cells("stock"), ["", "", "=4"]);
    assert_eq!(cells("catalog.id"), ["1", "3", ""]);
    // JSON has its columns by path, and a later row may bring one.
    let json = input(b"{\"title\":\"Dome\",\"brand\":\"Hikvision\",\"offer\":{\"price\":5}}\n{\"title\":\"x\",\"brand\":\"Hikvision\",\"late\":\"y\"}\n");
    let (place, _) = written(&[json], "r.xlsx", &Contents::default());
    let rows = sheet(place.path(), "Rows");
    assert_eq!(
        (rows[0]["offer.price"].to_string(), rows[1]["late"].to_string()),
        ("5".to_owned(), "y".to_owned())
    );
}

#[test]
fn a_column_that_is_not_there_and_a_format_without_a_place_for_it_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let options = |name: &str, keep: &str| Options {
        inputs: vec![input(CATALOG)],
        output: Some(Output {
            path: folder.path().join(name),
            contents: Contents { keep: vec![keep.to_owned()], ..Contents::default() },
            ..Output::default()
        }),
        ..Options::default()
    };
    let outcome = run(&Stub::default(), &options("r.csv", "prise"), &()).unwrap();
    assert!(!outcome.complete());
    let error = outcome.files[0].error.as_ref().unwrap();
    assert!(
        matches!(error, Error::NoSuchColumn { column, found, .. } if column == "prise" && found.len() == 4)
    );
    for name in ["r.jsonl", "r.parquet"] {
        assert!(matches!(options(name, "price").check(), Err(Error::KeepFormat(_))), "{name}");
    }
}

#[test]
fn each_reader_has_a_column_unless_one_is_named() {
    let names = |audience| -> Vec<String> {
        let contents = Contents { audience, ..Contents::default() };
        let (place, _) = written(&[input(CATALOG)], "r.csv", &contents);
        let head = std::fs::read_to_string(place.path().join("r.csv")).unwrap();
        head.lines().next().unwrap().split(',').map(str::to_owned).collect()
    };
    let all = names(Audience::default());
    let readers: Vec<&str> = Whom::ALL.iter().map(|one| one.word()).collect();
    assert_eq!(all[12..20], readers);
    let one = names(Audience { reader: Some(Whom::Retailer), place: None });
    assert_eq!((one[12].as_str(), one.len()), ("for_you", all.len() - 7));
}

#[test]
fn a_folder_gets_a_workbook_and_other_formats_make_room_for_it() {
    let folder = tempfile::tempdir().unwrap();
    for format in [Format::Csv, Format::Xlsx, Format::Xlsx] {
        let options = Options {
            inputs: vec![input(CATALOG)],
            output: Some(Output {
                path: folder.path().join("out"),
                format: Some(format),
                ..Output::default()
            }),
            ..Options::default()
        };
        run(&Stub::default(), &options, &()).unwrap();
    }
    let mut names: Vec<_> =
        std::fs::read_dir(folder.path().join("out")).unwrap().map(|one| one.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["manifest.json", "results.xlsx"]);
}
