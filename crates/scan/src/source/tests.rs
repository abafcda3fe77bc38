//! Tests of the module `source`.

use std::io::Write;
use std::sync::Arc;

use tables::source::row_text;

use super::*;

fn reading(label: Option<&str>) -> Reading<'_> {
    Reading { label, reads: &|_| 0, workbook_bytes: 1_000 }
}

fn text_of(bytes: &[u8]) -> (String, &'static str, Option<&'static str>) {
    let input = Input::Bytes { name: "x".to_owned(), bytes: bytes.into() };
    let tap = Tap::new(Arc::default());
    let Opened::Csv(mut stream) = open(&input, &tap, reading(None)).unwrap() else { panic!("not CSV") };
    while stream.window.more().unwrap() {}
    let text = row_text(stream.window.data()).0.into_owned();
    (text, stream.charset.name(), stream.compression)
}

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

const CATALOG: &str = "title,brand\nKamera für außen,海康威视\n";

#[test]
fn every_encoding_reads_as_the_same_text() {
    let marked = [b"\xef\xbb\xbf", CATALOG.as_bytes()].concat();
    for (bytes, charset) in [
        (CATALOG.as_bytes().to_vec(), "UTF-8"),
        (marked, "UTF-8"),
        (utf16(CATALOG, true, true), "UTF-16LE"),
        (utf16(CATALOG, false, true), "UTF-16BE"),
        (utf16(CATALOG, true, false), "UTF-16LE"),
        (utf16(CATALOG, false, false), "UTF-16BE"),
    ] {
        assert_eq!(text_of(&bytes), (CATALOG.to_owned(), charset, None));
    }
    assert_eq!(row_text(b"f\xfcr 5 \x80").0, "für 5 €");
}

#[test]
fn compression_is_told_by_the_first_bytes() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(CATALOG.as_bytes()).unwrap();
    let gz = gz.finish().unwrap();
    assert_eq!(text_of(&gz).2, Some("gzip"));
    let twice = [gz.clone(), gz].concat();
    assert_eq!(text_of(&twice).0, CATALOG.repeat(2));
    let zst = zstd::stream::encode_all(CATALOG.as_bytes(), 1).unwrap();
    assert_eq!(text_of(&zst), (CATALOG.to_owned(), "UTF-8", Some("zstd")));
}

#[test]
fn what_is_no_catalog_is_named() {
    for (bytes, word) in [(&b"%PDF-1.7"[..], "PDF"), (b"<?xml version", "XML")] {
        let input = Input::Bytes { name: "x".to_owned(), bytes: bytes.into() };
        let error = open(&input, &Tap::new(Arc::default()), reading(None)).err().unwrap();
        assert!(error.to_string().contains(word), "{error}");
        assert_eq!(error.kind(), nameplate::error::ErrorKind::Unreadable);
    }
}

#[test]
fn an_encoding_can_be_told() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("标题,品牌\n摄像机,海康威视\n");
    let input = Input::Bytes { name: "x".to_owned(), bytes: bytes.into_owned().into() };
    let tap = Tap::new(Arc::default());
    let Opened::Csv(stream) = open(&input, &tap, reading(Some("gbk"))).unwrap() else { panic!("not CSV") };
    assert!(row_text(stream.window.data()).0.contains("海康威视"));
    let unknown = open(&input, &tap, reading(Some("klingon"))).err().unwrap();
    assert!(matches!(unknown, Error::Encoding(_)));
}

#[test]
fn the_hash_covers_all_raw_bytes() {
    let input = Input::Bytes { name: "x".to_owned(), bytes: b"title\nabc\n".as_slice().into() };
    let tap = Tap::new(Arc::default());
    assert!(open(&input, &tap, reading(None)).is_ok());
    let expected = tap::hex(&<sha2::Sha256 as sha2::Digest>::digest(b"title\nabc\n"));
    assert_eq!(tap.finish().unwrap(), expected);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_read_and_written_out() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(OsStr::from_bytes(b"k\xe4se\n\x1b.csv"));
    std::fs::write(&path, CATALOG).unwrap();
    let input = Input::typed(&path);
    assert!(input.name().ends_with("k\\xe4se\\n\\u{1b}.csv"), "{}", input.name());
    assert!(matches!(open(&input, &Tap::new(Arc::default()), reading(None)), Ok(Opened::Csv(_))));
    assert_eq!(Input::typed("käse 海.csv").name(), "käse 海.csv");
}

#[cfg(unix)]
#[test]
fn devices_are_refused_and_pipes_are_read() {
    let told = |name: &str| {
        open(&Input::typed(name), &Tap::new(Arc::default()), reading(None)).err().map(|e| e.to_string())
    };
    for device in ["/dev/zero", "/dev/urandom", "/dev/full"] {
        assert_eq!(told(device).unwrap(), format!("{device}: a device is not read"));
    }
    assert_eq!(told("/dev/null"), None);
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("catalog.csv");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    assert!(told(link.to_str().unwrap()).unwrap().ends_with("a device is not read"));
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (bytes, right) in [(CATALOG.as_bytes(), None), (b"PAR1PAR1", Some("Parquet from a pipe is not read"))]
    {
        let into = pipe.clone();
        let writer = std::thread::spawn(move || std::fs::write(into, bytes).unwrap());
        let said = told(pipe.to_str().unwrap());
        writer.join().unwrap();
        assert_eq!(said.as_deref().map(|said| said.rsplit(": ").next().unwrap()), right);
    }
}
