//! Small Parquet files that unpack to gigabytes, or that break the library that reads them: bounded room, bounded time, and
//! one message that names the row group and the column.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail the test")]

mod common;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray};
use common::{Row, path, scan_with};
use nameplate::finding::Verdict;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use scan::{Limits, Options, Outcome};

fn write(to: &Path, columns: Vec<(&str, ArrayRef)>, compression: Compression) {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_page_size_limit(8 << 20)
        .build();
    let file = std::fs::File::create(to).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn scan(file: &Path, limits: Limits) -> (Vec<Row>, Outcome) {
    scan_with(&Options { inputs: vec![path(file)], limits, threads: 2, ..Options::default() })
}

fn told(outcome: &Outcome) -> String {
    outcome.files[0].error.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn zstd() -> Compression {
    Compression::ZSTD(parquet::basic::ZstdLevel::default())
}

/// The most memory that this process ever had, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// One text of 64 KiB, meant so many times.
fn repeated(rows: usize) -> ArrayRef {
    let text = "Hikvision ".repeat(6_553);
    let keys = Int32Array::from(vec![0; rows]);
    Arc::new(DictionaryArray::<Int32Type>::try_new(keys, Arc::new(StringArray::from(vec![text]))).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn one_text_meant_a_million_times_takes_neither_room_nor_time() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bomb.parquet");
    // 2 GB of text in a few kilobytes.
    write(&file, vec![("title", repeated(32_000))], zstd());
    assert!(file.metadata().unwrap().len() < 64 << 10);
    let start = Instant::now();
    let (found, outcome) = scan(&file, Limits::default());
    let error = told(&outcome);
    assert!(error.contains("row group 0: column `title`: the file has"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert!(peak() < 300, "{} MB", peak());
    assert!(found.len() < 4_096, "{}", found.len());
}

#[test]
fn a_text_that_recurs_within_reason_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalog.parquet");
    let ids: Vec<String> = (0..500).map(|n| format!("A{n}")).collect();
    write(&file, vec![("id", Arc::new(StringArray::from(ids))), ("title", repeated(500))], zstd());
    let (found, outcome) = scan(&file, Limits::default());
    assert_eq!(told(&outcome), "");
    assert_eq!(found.len(), 500);
    assert!(found.iter().enumerate().all(|(n, row)| row.id == format!("A{n}") && row.row == n as u64));
    assert!(found.iter().all(|row| row.verdict == Verdict::Connected && row.get("title").len() == 65_530));
}

#[test]
fn a_row_too_long_costs_one_row() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("skewed.parquet");
    let limits = Limits { row_bytes: 100_000, ..Limits::default() };
    let long = "x".repeat(100_001);
    let titles: Vec<&str> =
        (0..3_000).map(|n| if n == 2_000 { long.as_str() } else { "Hikvision" }).collect();
    write(&file, vec![("title", Arc::new(StringArray::from(titles)))], Compression::SNAPPY);
    let (found, outcome) = scan(&file, limits);
    assert_eq!((told(&outcome).as_str(), found.len()), ("", 3_000));
    for (n, row) in found.iter().enumerate() {
        let right = if n == 2_000 { Verdict::NotChecked } else { Verdict::Connected };
        assert_eq!((row.row, row.verdict), (n as u64, right));
    }
    assert!(found[2_000].why.contains("longer than 100000 bytes"), "{}", found[2_000].why);
}

fn lists(rows: &[usize]) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for &items in rows {
        (0..items).for_each(|_| lists.values().append_value("Hikvision"));
        lists.append(true);
    }
    Arc::new(lists.finish())
}

#[test]
fn a_list_without_end_is_refused_and_ordinary_ones_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lists.parquet");
    let limits = Limits { items: 10_000, ..Limits::default() };
    write(&file, vec![("title", lists(&[3, 0, 20_000, 1]))], zstd());
    let error = told(&scan(&file, limits).1);
    assert!(error.contains("row group 0: column `title.list.item` has 200"), "{error}");
    assert!(error.contains("elements of lists in 4 rows, and at most 10000 are read"), "{error}");
    write(&file, vec![("title", lists(&[3, 0, 500, 1]))], zstd());
    let (found, outcome) = scan(&file, limits);
    assert_eq!((told(&outcome).as_str(), found.len()), ("", 4));
    assert_eq!(found[0].get("title"), "Hikvision\nHikvision\nHikvision");
}

#[test]
fn a_page_that_claims_much_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.parquet");
    let limits = Limits { page_bytes: 1 << 20, ..Limits::default() };
    write(&file, vec![("title", Arc::new(StringArray::from(vec!["x".repeat(2 << 20)])))], zstd());
    let error = told(&scan(&file, limits).1);
    assert!(error.contains("row group 0: column `title` has a page that unpacks to"), "{error}");
    assert!(error.contains("write the file with smaller pages"), "{error}");
    assert_eq!(told(&scan(&file, Limits::default()).1), "");
}

#[test]
fn a_corrupt_file_is_told_by_its_message_alone() {
    static PANICS: AtomicUsize = AtomicUsize::new(0);
    let told_before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        told_before(panic);
    }));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrupt.parquet");
    let titles: Vec<String> = (0..300).map(|n| format!("Hikvision camera {}", n % 7)).collect();
    write(&file, vec![("title", Arc::new(StringArray::from(titles)))], Compression::SNAPPY);
    let whole = std::fs::read(&file).unwrap();
    let (mut corrupt, mut panicked) = (0, 0);
    for (at, flip) in (4..whole.len()).flat_map(|at| [(at, 0xff_u8), (at, 0x7b)]) {
        let mut bytes = whole.clone();
        bytes[at] ^= flip;
        std::fs::write(&file, bytes).unwrap();
        let (rows, outcome) = scan(&file, Limits::default());
        // Of the whole file, or of each row that could not be read.
        let of_a_row = rows.iter().find_map(|row| row.defects.first().cloned()).unwrap_or_default();
        let told = [told(&outcome), of_a_row].concat();
        corrupt += usize::from(!told.is_empty());
        panicked += usize::from(told.ends_with("the file is corrupt"));
    }
    assert!(corrupt > 100 && panicked > 0, "{corrupt}, {panicked}");
    assert_eq!(PANICS.load(Ordering::Relaxed), 0);
}

#[test]
fn of_a_corrupt_row_group_each_row_is_told_and_the_other_groups_are_judged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.parquet");
    let titles: Vec<String> = (0..40_000u64)
        .map(|n| format!("Hikvision camera {}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
        .collect();
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(10_000))
        .build();
    let batch =
        RecordBatch::try_from_iter([("title", Arc::new(StringArray::from(titles)) as ArrayRef)]).unwrap();
    let mut writer =
        ArrowWriter::try_new(std::fs::File::create(&file).unwrap(), batch.schema(), Some(properties))
            .unwrap();
    writer.write(&batch).unwrap();
    let groups = writer.close().unwrap().row_groups().to_vec();
    let whole = std::fs::read(&file).unwrap();
    let (start, length) = groups[2].column(0).byte_range();
    for (from, to) in
        [(start, start + length), (start + length / 2, start + length / 2 + 200), (start, start + 30)]
    {
        let mut bytes = whole.clone();
        bytes[from as usize..to as usize].fill(0xa5);
        std::fs::write(&file, bytes).unwrap();
        let (rows, outcome) = scan(&file, Limits::default());
        assert_eq!((rows.len(), told(&outcome)), (40_000, String::new()));
        let lost: Vec<&Row> = rows.iter().filter(|row| row.verdict == Verdict::NotChecked).collect();
        assert!(
            !lost.is_empty() && lost.iter().all(|row| (20_000..30_000).contains(&row.row)),
            "{}",
            lost.len()
        );
        assert!(lost.iter().all(|row| row.defects[0].contains("row group 2")), "{:?}", lost[0]);
        let found = rows.iter().filter(|row| row.verdict == Verdict::Connected).count();
        assert_eq!(found + lost.len(), 40_000);
        // Rows keep their numbers.
        assert!(rows.iter().enumerate().all(|(n, row)| row.row == n as u64));
    }
}
