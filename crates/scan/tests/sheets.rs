//! Workbooks are read as the same catalog written as CSV, and what is made to break a reader is refused.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod common;

use std::io::{Cursor, Write};

use common::{Row, gzip, input, scan_with};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use scan::{Form, Limits, Options, Outcome};
use zip::write::SimpleFileOptions;

fn read(bytes: &[u8], sheet: Option<&str>) -> (Vec<Row>, Outcome) {
    scan_with(&Options {
        inputs: vec![input(bytes)],
        form: Form { sheet: sheet.map(str::to_owned), ..Form::default() },
        ..Options::default()
    })
}

fn told(outcome: &Outcome) -> String {
    let file = &outcome.files[0];
    let error = file.error.as_ref().map(ToString::to_string);
    error.or_else(|| file.recognised.as_ref().map(ToString::to_string)).unwrap_or_default()
}

/// A price list as offices keep them: a heading, a gap, merged brands, numbers and days with types, a second sheet.
fn price_list() -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet().set_name("Prices").unwrap();
    sheet.merge_range(0, 0, 0, 4, "Price list, autumn", &Format::new()).unwrap();
    for (column, name) in
        ["Artikelnummer", "Bezeichnung", "Marke", "EAN", "Herstellungsdatum"].iter().enumerate()
    {
        sheet.write(2, u16::try_from(column).unwrap(), *name).unwrap();
    }
    sheet.merge_range(3, 2, 4, 2, "Kestrel", &Format::new()).unwrap();
    for (row, title) in [(3, "Kamera außen"), (4, "Türklingel"), (6, "Halterung")] {
        sheet.write(row, 0, 1_000 + row).unwrap();
        sheet.write(row, 1, title).unwrap();
    }
    sheet.write_number(3, 3, 6_941_264_083_450.0).unwrap();
    sheet.write_with_format(3, 4, ExcelDateTime::from_ymd(2024, 3, 9).unwrap(), &day).unwrap();
    let other = book.add_worksheet().set_name("Alt").unwrap();
    other.write(0, 0, "title").unwrap();
    other.write(1, 0, "Old camera").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_is_read_with_its_types_and_its_own_numbers() {
    for bytes in [price_list(), gzip(&price_list())] {
        let (rows, outcome) = read(&bytes, None);
        assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [4, 5, 7], "{}", told(&outcome));
        assert_eq!((rows[0].id.as_str(), rows[0].get("title")), ("1003", "Kamera außen"));
        assert_eq!((rows[0].get("gtin"), rows[0].get("made_on")), ("6941264083450", "2024-03-09"));
        assert_eq!([0, 1, 2].map(|row: usize| rows[row].get("brand")), ["Kestrel", "Kestrel", ""]);
        let text = told(&outcome);
        for words in ["sheet `Prices`", "names of the columns in row 3", "not read: `Alt`", "brand <- Marke"]
        {
            assert!(text.contains(words), "{text}");
        }
        assert_eq!((outcome.files[0].rows, outcome.files[0].hash.len()), (3, 64));
    }
}

#[test]
fn another_sheet_is_asked_for_by_name_or_number() {
    for wanted in ["Alt", "alt", "2"] {
        let (rows, _) = read(&price_list(), Some(wanted));
        assert_eq!((rows.len(), rows[0].get("title")), (1, "Old camera"));
    }
    let (rows, outcome) = read(&price_list(), Some("Neu"));
    assert!(rows.is_empty());
    assert_eq!(told(&outcome), "catalog: there is no sheet `Neu`; found: Prices, Alt");
}

#[test]
fn a_sheet_without_a_header_loses_no_row() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in
        [["Kestrel", "KS-2CD2143", "4MP dome"], ["Nordlicht", "NL-HFW2831", "8MP bullet"]].iter().enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    let (rows, outcome) = read(&book.save_to_buffer().unwrap(), None);
    assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [1, 2]);
    assert!(told(&outcome).contains("no header row"));
    assert_eq!((rows[0].get("brand"), rows[1].get("model")), ("Kestrel", "NL-HFW2831"));
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An OpenDocument file with one sheet of these rows.
fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table
        table:name="Katalog">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#),
    ])
}

fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let cells: String = cells.iter().map(cell).collect();
    format!(
        r#"<table:table-row>{cells}<table:table-cell table:number-columns-repeated="1000"/></table:table-row>"#
    )
}

#[test]
fn open_documents_are_read() {
    let rows = row(&["title", "brand"]) + &row(&["Kamera", "Kestrel"]) + &row(&["Türklingel", "Nordlicht"]);
    let (rows, outcome) = read(&open_document(&rows), None);
    assert_eq!(rows.len(), 2, "{}", told(&outcome));
    assert_eq!((rows[1].row, rows[1].get("title"), rows[1].get("brand")), (3, "Türklingel", "Nordlicht"));
    assert!(told(&outcome).contains("OpenDocument workbook, sheet `Katalog`"));
}

#[test]
fn an_open_document_that_breaks_off_is_refused() {
    let whole = row(&["title", "brand"]) + &row(&["Kamera", "Kestrel"]);
    for rest in
        ["<table:table-row>", "<table:table-row><table:table-cell office:value-type=\"string\">", "<x>"]
    {
        let (rows, outcome) = read(&open_document(&format!("{whole}{rest}<!--")), None);
        assert!(rows.is_empty());
        assert!(told(&outcome).starts_with("catalog: "), "{}", told(&outcome));
    }
    for words in ["</table:table>", "<table9>", "<table:table-row><office:annotation>"] {
        let (rows, _) = read(&open_document(&format!("{whole}{words}")), None);
        assert!(rows.is_empty(), "{words}");
    }
    // Cut at every byte of its content: never waited for.
    let content = {
        let bytes = open_document(&whole);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        std::io::read_to_string(zip.by_name("content.xml").unwrap()).unwrap()
    };
    for end in (0..content.len()).filter(|&end| content.is_char_boundary(end)) {
        let cut = packed(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &content.as_bytes()[..end]),
            ("META-INF/manifest.xml", b"<manifest/>"),
        ]);
        let (rows, outcome) = read(&cut, None);
        assert!(rows.is_empty() && outcome.files[0].error.is_some(), "cut at {end}: {}", told(&outcome));
    }
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [kind.to_le_bytes().as_slice(), &length.to_le_bytes(), data].concat()
}

/// An old Excel workbook with one sheet of texts: row, column, text.
fn old_excel(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let text = |(row, column, text): &(u16, u16, &str)| {
        let length = u16::try_from(text.len()).unwrap();
        let head: Vec<u8> = [*row, *column, 0, length].iter().flat_map(|word| word.to_le_bytes()).collect();
        record(0x0204, &[head.as_slice(), &[0], text.as_bytes()].concat())
    };
    old_excel_with(&[], &cells.iter().map(text).collect::<Vec<_>>())
}

/// An old Excel workbook with records of its own before its one sheet, and in it.
fn old_excel_with(before: &[Vec<u8>], within: &[Vec<u8>]) -> Vec<u8> {
    let begin = |kind: u16| {
        let words: [u16; 4] = [0x0600, kind, 0x0dbb, 0x07cc];
        let mut data: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        data.extend([0; 8]);
        record(0x0809, &data)
    };
    let mut globals = [begin(5), before.concat()].concat();
    let name = [0, 0, 5, 0, b'A', b'l', b'l', b'e', b's'];
    let place = u32::try_from(globals.len() + 4 + 4 + name.len() + 4).unwrap();
    globals.extend(record(0x0085, &[place.to_le_bytes().as_slice(), &name].concat()));
    globals.extend(record(0x000a, &[]));
    let sheet = [begin(0x10), within.concat(), record(0x000a, &[])].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&[globals, sheet].concat()).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn old_workbooks_are_read() {
    let cells = [(0, 0, "title"), (0, 1, "brand"), (1, 0, "Camera"), (1, 1, "Kestrel"), (3, 0, "Doorbell")];
    let (rows, outcome) = read(&old_excel(&cells), None);
    assert_eq!(rows.len(), 2, "{}", told(&outcome));
    assert_eq!((rows[0].get("brand"), rows[1].row, rows[1].get("title")), ("Kestrel", 4, "Doorbell"));
}

#[test]
fn what_would_burst_is_refused_before_it_is_read() {
    let small = |bytes: &[u8]| {
        let limits = Limits { workbook_bytes: 200_000, workbook_cells: 100_000, ..Limits::default() };
        let options = Options { inputs: vec![input(bytes)], limits, ..Options::default() };
        told(&scan_with(&options).1)
    };
    let blown = packed(&[("xl/workbook.xml", b"<x/>"), ("xl/worksheets/sheet1.png", &[b' '; 1_000_000])]);
    assert!(blown.len() < 10_000 && small(&blown).contains("unpacks to more than 200000 bytes"));
    let cell = r#"<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
    let wide = format!(r#"<table:table-row table:number-rows-repeated="1000">{cell}</table:table-row>"#);
    assert!(small(&open_document(&wide)).contains("repeats its cells to more than 100000"));
    let apart = [(0, 0, "title"), (65_000, 250, "x")];
    assert!(small(&old_excel(&apart)).contains("span more than 100000"));
    // What a sheet says of its own size, however it is wrong.
    for (first, last, columns) in [(0u32, 65_536u32, 256u16), (9, 3, 1), (0, u32::MAX, 1), (u32::MAX, 0, 9)] {
        let size = [first.to_le_bytes(), last.to_le_bytes(), [0, 0, 0, 0]].concat();
        let size = [&size[..10], &columns.to_le_bytes(), &[0, 0]].concat();
        let told = small(&old_excel_with(&[], &[record(0x0200, &size)]));
        assert!(told.contains("span more than 100000") != (last == 0), "{told}");
    }
    // One long text, said again and again.
    let text = [[0; 8].as_slice(), &60_000u16.to_le_bytes(), &[0]].concat();
    let (start, rest) =
        ([text.as_slice(), &[b'x'; 8_000]].concat(), [&[0], [b'x'; 52_000].as_slice()].concat());
    let shared = [record(0x00fc, &start), record(0x003c, &rest)];
    let cell = |row: u16| record(0x00fd, &[row.to_le_bytes().as_slice(), &[0; 8]].concat());
    let once = small(&old_excel_with(&shared, &[cell(0)]));
    assert!(once.contains("no column with a known meaning"), "{once}");
    let often: Vec<Vec<u8>> = (0..20).map(cell).collect();
    assert!(small(&old_excel_with(&shared, &often)).contains("repeats its texts to more than 200000 bytes"));
    let long = format!(
        r#"<table:table-cell table:number-columns-repeated="60"><text:p>{}</text:p></table:table-cell>"#,
        "x".repeat(9_000)
    );
    let long = format!("<table:table-row>{long}</table:table-row>");
    assert!(small(&open_document(&long)).contains("repeats its texts to more than 200000 bytes"));
    // A sheet of the newer kind is read cell by cell: two that stand far apart are two.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "title").unwrap();
    sheet.write(1_048_575, 0, "Camera").unwrap();
    let (rows, _) = read(&book.save_to_buffer().unwrap(), None);
    assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [1_048_576]);
}

#[test]
fn what_is_no_workbook_is_named() {
    for (bytes, word) in [
        (packed(&[("notes.txt", b"x")]), "a ZIP archive is not read"),
        (packed(&[("xl/workbook.bin", b"x")]), ".xlsb"),
        (b"PK\x03\x04rest".to_vec(), "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec(), "cannot be read"),
    ] {
        assert!(told(&read(&bytes, None).1).contains(word), "{word}: {}", told(&read(&bytes, None).1));
    }
}
