//! Files of every kind and of none.

use proptest::prelude::*;

use super::*;

fn source(bytes: &[u8], format: Option<Format>) -> Source {
    let input = Input::Bytes { name: "file".to_owned(), bytes: bytes.into() };
    let as_of = Day::new(2026, 11, 23).unwrap();
    Source { input, format, mapping: Mapping::default(), form: Form::default(), as_of }
}

fn devices(bytes: &[u8]) -> Result<(Read, Vec<Device>), Error> {
    let mut all = Vec::new();
    let report = read(&source(bytes, None), &mut |_, device| all.push(device))?;
    Ok((report, all))
}

#[test]
fn what_windows_prints_is_read_in_its_encoding() {
    let text = "\u{feff}\r\nInterface: 192.168.1.5 --- 0x3\r\n  192.168.1.20          44-19-b6-00-00-01     dynamic\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (report, all) = devices(&bytes).unwrap();
    assert_eq!((report.format, all.len(), report.troubled), (Format::Neighbours, 1, 0));
}

#[test]
fn what_is_no_export_is_refused_in_words() {
    for (bytes, words) in [
        (&b""[..], "holds nothing"),
        (b"\0\0\0\0", "NUL bytes"),
        (b"<html><body>router</body></html>", "a page"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<!DOCTYPE nmaprun [<!ENTITY a 'b'>]><nmaprun>&a;</nmaprun>", "declares entities"),
    ] {
        let error = devices(bytes).unwrap_err().to_string();
        assert!(error.contains(words) && error.contains("file"), "{error}");
    }
}

#[test]
fn a_folder_and_a_missing_file_are_told() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_owned(), folder.path().join("gone")] {
        let source = Source { input: Input::Path(path), ..source(b"", None) };
        assert!(matches!(read(&source, &mut |_, _| {}), Err(Error::Open { .. })));
    }
}

/// Every reader, made to read bytes that are something else.
fn total(bytes: &[u8]) {
    for format in Format::ALL.into_iter().map(Some).chain([None]) {
        let mut found = 0;
        let count = &mut |_, device: Device| {
            found += 1;
            let _ = device.into_listing(&crate::Blocks::default());
        };
        if let Ok(report) = read(&source(bytes, format), count) {
            assert_eq!(report.devices, found);
            assert!(report.troubles.len() as u64 <= report.troubled);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn readers_are_total_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        total(&bytes);
    }

    #[test]
    fn readers_are_total_on_what_looks_like_exports(parts in prop::collection::vec(prop::sample::select(PARTS), 0..40)) {
        total(parts.concat().as_bytes());
    }
}

/// Pieces of all formats, to be put together at random.
const PARTS: &[&str] = &[
    "<nmaprun>",
    "</nmaprun>",
    "<host>",
    "</host>",
    "<address addr=\"",
    "44:19:b6:00:00:01",
    "\" addrtype=\"mac\"/>",
    "<ports><port>",
    "<ProbeMatch>",
    "</ProbeMatch>",
    "<Scopes>onvif://www.onvif.org/name/%",
    "</Scopes>",
    "&amp;",
    "&x;",
    "lease ",
    "192.168.1.20",
    " {\n",
    "  hardware ethernet ",
    ";\n",
    "}\n",
    "1620302400 ",
    " cam *\n",
    "? (",
    ") at ",
    " dev eth0 lladdr ",
    "\n",
    ",",
    "\"",
    "\u{feff}",
    "\0",
    "MAC Address,IP Address,Purchase Date\n",
    "2021-13-45",
    "é海",
    "\r\n",
    "\t",
    ";",
    "[",
    "{\"mac\":",
    "}",
];
