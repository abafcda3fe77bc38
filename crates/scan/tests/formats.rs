//! Every format and encoding says the same of the same catalog.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod common;

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, ListBuilder, StringBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BinaryArray, DictionaryArray, Int64Array, RecordBatch, StringArray, StructArray,
};
use arrow_schema::{DataType, Field};
use common::{Row, gzip, path, rows, scan_with};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;
use scan::{Mapping, Options};

const CSV: &str = "sku,title,brand,bullet point 1,bullet point 2\n\
    A1,\"Kamera, außen\",海康威视,\"zwei\nZeilen\",5 €\n\
    A2,\"24\"\" Monitor\",,,\n";

fn check(rows: &[Row]) {
    assert_eq!(rows.len(), 2, "{rows:#?}");
    assert_eq!((rows[0].id.as_str(), rows[0].row, rows[1].row), ("A1", 0, 1));
    assert_eq!(rows[0].get("title"), "Kamera, außen");
    assert_eq!(rows[0].get("brand"), "海康威视");
    assert_eq!(rows[0].get("text"), "zwei\nZeilen\n5 €");
    assert_eq!(rows[1].get("title"), "24\" Monitor");
    assert_eq!(rows[1].get("brand"), "");
    assert!(rows.iter().all(|row| row.defects.is_empty()), "{rows:#?}");
}

#[test]
fn csv_in_every_dress() {
    check(&rows(CSV));
    check(&rows(CSV.replace('\n', "\r\n").replace("zwei\r\nZeilen", "zwei\nZeilen")));
    check(&rows(format!("\u{feff}{CSV}")));
    check(&rows(gzip(CSV.as_bytes())));
    check(&rows(zstd::stream::encode_all(CSV.as_bytes(), 1).unwrap()));
    let utf16: Vec<u8> = CSV.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&rows(&utf16));
    check(&rows(gzip(&utf16)));
    let big: Vec<u8> =
        "\u{feff}".encode_utf16().chain(CSV.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    check(&rows(&big));
    check(&rows(CSV.trim_end()));
    check(&rows(format!("sep=,\r\n{CSV}")));
}

#[test]
fn separators_are_told_by_the_header() {
    for separator in [';', '\t', '|'] {
        let csv = CSV
            .replace("\"Kamera, außen\"", "Kamera; außen")
            .replace(',', &separator.to_string())
            .replace("Kamera; außen", "\"Kamera, außen\"");
        check(&rows(csv));
    }
    let old_mac = "title,brand\rKamera,X\rMonitor,Y\r";
    let found = rows(old_mac);
    assert_eq!((found.len(), found[1].get("brand")), (2, "Y"));
}

#[test]
fn windows_1252_is_said_once_per_file() {
    let found = rows(b"title;marke\nKamera f\xfcr au\xdfen;M\xfcller\nzweite f\xfcr;M\xfcller\nplain;x\n");
    assert_eq!(found[0].get("title"), "Kamera für außen");
    assert_eq!(found[1].get("brand"), "Müller");
    assert!(found.iter().all(|row| row.defects.is_empty()));
    // Among rows in UTF-8 a row that is none is read by itself.
    let mixed =
        [b"title;marke\n\xfc;x\n".as_slice(), "für außen;Müller\n".as_bytes(), b"\xfc;\xfc\n"].concat();
    let found = rows(mixed);
    assert_eq!((found[0].get("title"), found[1].get("brand"), found[2].get("brand")), ("ü", "Müller", "ü"));
    assert_eq!(found.iter().map(|row| row.defects.len()).collect::<Vec<_>>(), [1, 0, 0]);
    assert!(found[0].defects[0].contains("Windows-1252"));
}

const JSON: [&str; 2] = [
    r#"{"sku":"A1","title":"Kamera, außen","brand":{"name":"海康威视"},"bullet_points":["zwei\nZeilen","5 €"]}"#,
    r#"{"sku":"A2","title":"24\" Monitor","brand":null,"price":{"amount":1.5}}"#,
];

#[test]
fn json_lines_arrays_and_wrapped_lists() {
    let [first, second] = JSON;
    check(&rows(format!("{first}\n{second}\n")));
    check(&rows(format!("{first}\r\n\r\n{second}")));
    check(&rows(format!("[{first},{second}]")));
    check(&rows(format!("[\n  {first},\n  {second}\n]\n")));
    check(&rows(format!("{{\"total\":2,\"products\":[{first},\n{second}],\"next\":{{\"title\":\"x\"}}}}")));
    let pretty = JSON.map(|text| {
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(text).unwrap()).unwrap()
    });
    check(&rows(pretty.join("\n")));
    check(&rows(format!("[{}]", pretty.join(",\n"))));
    check(&rows(gzip(format!("{first}\n{second}\n").as_bytes())));
    let utf16: Vec<u8> = format!("{first}\n{second}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&rows(utf16));
}

#[test]
fn json_values_of_other_types_become_text() {
    let line = r#"{"id":17,"name":"Cam","gtin":6941264083456,"ean":6.941264083456e12,"model":true,"offers":[{"seller":{"name":"One"}},{"seller":{"name":"Two"}}],"additionalProperty":[{"name":"Chip","value":"HiSilicon"}],"new":1}"#;
    let found = rows(line);
    assert_eq!((found[0].id.as_str(), found[0].get("gtin")), ("17", "6941264083456"));
    assert_eq!((found[0].get("model"), found[0].get("seller")), ("true", "One"));
    assert_eq!(found[0].get("text"), "Chip: HiSilicon");
}

#[test]
fn json_paths_can_be_mapped() {
    let lines =
        [r#"{"a":{"b":"Cam"},"offers":[{"s":{"n":"One"}},{"s":{"n":"Two"}}]}"#, r#"{"a":{"b":"Cam 2"}}"#]
            .join("\n");
    let mapping = Mapping::parse("title=a.b,seller=offers.1.s.n").unwrap();
    let (found, outcome) =
        scan_with(&Options { inputs: vec![common::input(lines.as_bytes())], mapping, ..Options::default() });
    assert_eq!((found[0].get("title"), found[0].get("seller")), ("Cam", "Two"));
    assert_eq!(found[1].get("title"), "Cam 2");
    assert!(outcome.complete());
}

/// A column that only a late row has is read all the same.
#[test]
fn json_columns_may_turn_up_late() {
    let mut lines: Vec<String> = (0..9_000).map(|i| format!("{{\"title\":\"Cam {i}\"}}")).collect();
    lines.push(r#"{"title":"last","brand":"Hikvision"}"#.to_owned());
    let found = rows(lines.join("\n"));
    assert_eq!((found.len(), found[9_000].get("brand")), (9_001, "Hikvision"));
}

fn parquet_batch() -> RecordBatch {
    let brand: ArrayRef = Arc::new(StringArray::from(vec![Some("海康威视"), None]));
    let brand = StructArray::from(vec![(Arc::new(Field::new("name", DataType::Utf8, true)), brand)]);
    let mut points = ListBuilder::new(StringBuilder::new());
    points.append_value([Some("zwei\nZeilen"), Some("5 €")]);
    points.append_null();
    let mut ean = Float64Builder::new();
    ean.append_value(6_941_264_083_456.0);
    ean.append_null();
    let model: DictionaryArray<Int32Type> = vec![Some("DS-2CD"), None].into_iter().collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("price", Arc::new(Int64Array::from(vec![1, 2]))),
        ("sku", Arc::new(StringArray::from(vec!["A1", "A2"]))),
        ("title", Arc::new(arrow_array::StringViewArray::from(vec!["Kamera, außen", "24\" Monitor"]))),
        ("brand", Arc::new(brand)),
        ("bullet_points", Arc::new(points.finish())),
        ("ean", Arc::new(ean.finish())),
        ("model", Arc::new(model)),
        ("seller_id", Arc::new(Int64Array::from(vec![Some(42), None]))),
        ("manufacturer", Arc::new(BinaryArray::from(vec![&b"Acme"[..], &b"\xff\xfe"[..]]))),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

#[test]
fn parquet_of_every_codec_and_type() {
    for codec in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
    ] {
        let file = tempfile::NamedTempFile::new().unwrap();
        let batch = parquet_batch();
        let properties = WriterProperties::builder().set_compression(codec).build();
        let mut writer = ArrowWriter::try_new(file.as_file(), batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        let (mut found, outcome) =
            scan_with(&Options { inputs: vec![path(file.path())], ..Options::default() });
        assert!(outcome.complete(), "{:?}", outcome.files);
        assert_eq!((found[0].get("gtin"), found[0].get("model")), ("6941264083456", "DS-2CD"));
        assert_eq!((found[0].get("seller"), found[0].get("manufacturer")), ("42", "Acme"));
        assert_eq!(found[1].defects, ["manufacturer: the value is no text"]);
        found[1].defects.clear();
        check(&found);
        assert_eq!(outcome.files[0].hash.len(), 64);
    }
}

/// What a batch of a data frame is read as.
fn of_batch(batch: &RecordBatch, first: &[RecordBatch]) -> Vec<(&'static str, String)> {
    let (columns, recognised) =
        scan::recognise("frame", (&batch.schema(), first), &Mapping::default()).unwrap();
    assert!(columns.usable());
    recognised.uses.into_iter().chain(recognised.guessed).collect()
}

#[test]
fn data_frames_are_understood_as_files_are() {
    let batch = parquet_batch();
    let found = of_batch(&batch, std::slice::from_ref(&batch));
    let has = |field: &str, column: &str| found.iter().any(|pair| *pair == (field, column.to_owned()));
    assert!(has("brand", "brand.name") && has("text", "bullet_points") && has("gtin", "ean"), "{found:?}");
    // Headings that no name tells are told by the cells of the first rows, and by nothing without them.
    let headings = ["Kestrel 4K bullet camera for outdoors", "Oak desk with drawers", "Red garden hose 20 m"];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("brand", Arc::new(StringArray::from(vec!["Kestrel", "Moebel Meier", "Hoseman"]))),
        ("x1", Arc::new(StringArray::from(headings.to_vec()))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    assert_eq!(of_batch(&batch, &[]).len(), 1);
    let guessed = of_batch(&batch, std::slice::from_ref(&batch));
    assert!(guessed.contains(&("title", "x1".to_owned())), "{guessed:?}");
    let none =
        RecordBatch::try_from_iter(vec![("x", Arc::new(Int64Array::from(vec![1])) as ArrayRef)]).unwrap();
    assert!(scan::recognise("frame", (&none.schema(), &[]), &Mapping::default()).is_err());
}

#[test]
fn instants_of_named_time_zones_are_days() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let bought =
        arrow_array::TimestampMicrosecondArray::from(vec![1_525_132_800_000_000]).with_timezone("UTC");
    let columns: Vec<(&str, ArrayRef)> =
        vec![("title", Arc::new(StringArray::from(vec!["Camera"]))), ("bought", Arc::new(bought))];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(file.as_file(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let mapping = Mapping::parse("purchased_on=bought").unwrap();
    let (found, _) = scan_with(&Options { inputs: vec![path(file.path())], mapping, ..Options::default() });
    assert_eq!((found[0].get("purchased_on"), &found[0].defects[..]), ("2018-05-01T00:00:00Z", &[][..]));
}

#[test]
fn columns_that_nobody_knows_are_text_under_their_names() {
    let csv = "title;xq;price;zq;yq\nCamera one;made for Kestrel;9,50;2024-03-09;\nCamera two;;7,50;2024-03-10;made by hand\n";
    let jsonl = r#"{"title":"Camera one","xq":"made for Kestrel","price":9.5,"zq":"2024-03-09"}
        {"title":"Camera two","zq":"2024-03-10","yq":"made by hand","reviews":[{"who":"Jo"}]}"#;
    for found in [rows(csv), rows(jsonl)] {
        assert_eq!(
            (found[0].get("other"), found[1].get("other")),
            ("xq: made for Kestrel", "yq: made by hand")
        );
    }
    let long = format!("title;xq;zq\nCamera one;{};Kestrel\n", "many words ".repeat(2_000));
    let mapping = Mapping::parse("other=xq,other=zq").unwrap();
    let inputs = vec![common::input(long.as_bytes())];
    let (found, _) = scan_with(&Options { inputs, mapping, ..Options::default() });
    assert_eq!((found[0].get("other"), found[0].defects.len()), ("", 1));
    assert!(
        found[0].defects[0]
            .starts_with("other: columns without a known meaning hold more than 16384 bytes: `xq`")
    );
}

#[test]
fn what_was_recognised_is_told() {
    let (_, outcome) = common::scan_bytes(CSV.as_bytes());
    let text = outcome.files[0].recognised.as_ref().unwrap().to_string();
    assert!(
        text.starts_with(
            "catalog: CSV separated by commas, UTF-8; id <- sku, title <- title, brand <- brand"
        ),
        "{text}"
    );
    let (_, outcome) = common::scan_bytes(b"title;zzz\na;b\n");
    assert!(outcome.files[0].recognised.as_ref().unwrap().to_string().ends_with("as plain text: zzz"));
}
