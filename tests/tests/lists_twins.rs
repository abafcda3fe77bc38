//! Every parser over its fixture, and over broken twins of it: cut off, empty, another format, half the rows, wrong encoding,
//! a new column, a renamed one, hostile. Nothing crashes, no row is lost silently, and what is not the list is never taken
//! for an empty one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lists::given::Given;
use lists::parsed::Parsed;
use lists::sources::{Form, SOURCES, Source};
use nameplate_tests::places::root;
use tempfile::TempDir;

/// A fixture: the files of one form.
struct Fixture {
    source: &'static Source,
    form: &'static Form,
    files: Vec<(String, Vec<u8>)>,
}

impl Fixture {
    fn label(&self) -> String {
        format!("{} as {}", self.source.id, self.form.name)
    }

    /// Reads files in place of the fixture's.
    fn read(&self, files: &[(String, Vec<u8>)]) -> std::io::Result<Parsed> {
        let folder = TempDir::new().unwrap();
        let mut given: Vec<(String, PathBuf)> = Vec::new();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
            given.push((name.clone(), folder.path().join(name)));
        }
        let parsed = (self.form.parse)(&Given::new(given, 16 << 20))?;
        for (file, tally) in &parsed.tallies {
            assert!(tally.is_complete(), "{}: {file}: {tally:?}", self.label());
        }
        Ok(parsed)
    }

    /// The files with one of them in another shape.
    fn twin(&self, at: usize, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
        let mut files = self.files.clone();
        files[at].1 = bytes;
        files
    }

    /// Calls with every twin in which one file has another shape.
    fn each(
        &self,
        shape: impl Fn(&str, &[u8]) -> Option<Vec<u8>>,
        mut then: impl FnMut(&str, std::io::Result<Parsed>),
    ) {
        for (at, (name, bytes)) in self.files.iter().enumerate() {
            if let Some(bytes) = shape(name, bytes) {
                then(name, self.read(&self.twin(at, bytes)));
            }
        }
    }
}

fn fixtures() -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    for source in SOURCES {
        for form in source.forms {
            let name = form.name.to_lowercase().replace(' ', "-");
            let folder = root().join("tests/fixtures/lists").join(source.id).join(name);
            let Ok(entries) = folder.read_dir() else { continue };
            let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            let file = |path: &PathBuf| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, std::fs::read(path).unwrap())
            };
            fixtures.push(Fixture { source, form, files: paths.iter().map(file).collect() });
        }
    }
    fixtures
}

#[test]
fn every_form_of_every_source_has_a_fixture_that_is_read_whole() {
    let fixtures = fixtures();
    let have: BTreeSet<String> = fixtures.iter().map(Fixture::label).collect();
    for source in SOURCES {
        for form in source.forms {
            assert!(
                have.contains(&format!("{} as {}", source.id, form.name)),
                "{} as {}",
                source.id,
                form.name
            );
        }
    }
    for fixture in &fixtures {
        let parsed = fixture.read(&fixture.files).unwrap();
        let label = fixture.label();
        assert!(!parsed.records.is_empty(), "{label}");
        assert!(parsed.defects.is_empty(), "{label}: {:?}", parsed.defects);
        assert!(parsed.unknown.is_empty() && parsed.missing.is_empty(), "{label}: {:?}", parsed.unknown);
        assert!(parsed.records.iter().all(|record| !record.primary().is_empty() && !record.entry.is_empty()));
        let stated = |list: &str| fixture.source.lists.iter().any(|known| list.starts_with(known));
        let lists: BTreeSet<&str> = parsed.records.iter().map(|record| record.list.as_str()).collect();
        assert!(lists.iter().all(|list| list.is_empty() || stated(list)), "{label}: {lists:?}");
    }
}

#[test]
fn files_that_are_cut_off_or_halved_are_accounted_for() {
    for fixture in fixtures() {
        for eighth in 1..8 {
            fixture.each(|_, bytes| Some(bytes[..bytes.len() * eighth / 8].to_vec()), |_, _| {});
        }
        let halved = |_: &str, bytes: &[u8]| {
            let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            Some(lines.iter().step_by(2).copied().collect::<Vec<_>>().concat())
        };
        fixture.each(halved, |_, _| {});
        // XML that is cut off is an error, never a shorter list.
        let cut =
            |name: &str, bytes: &[u8]| name.ends_with(".xml").then(|| bytes[..bytes.len() * 7 / 8].to_vec());
        fixture.each(cut, |name, read| assert!(read.is_err(), "{}: {name}", fixture.label()));
    }
}

/// Nothing that could be taken for the list: an error, a form that is not the one, or no entry at all.
fn is_refused(read: &std::io::Result<Parsed>) -> bool {
    read.as_ref().map_or(true, |parsed| !parsed.missing.is_empty() || parsed.records.is_empty())
}

#[test]
fn what_is_not_the_list_is_never_an_empty_one() {
    for fixture in fixtures() {
        let required = |name: &str| fixture.form.files.len() == 1 || fixture.form.files[0].name == name;
        for other in [
            "",
            "<html><head><title>Access denied</title></head><body><p>Reference #18</p></body></html>",
            "{}",
            "\u{0}\u{0}\u{0}",
        ] {
            let shape = |name: &str, _: &[u8]| required(name).then(|| other.as_bytes().to_vec());
            fixture.each(shape, |name, read| {
                assert!(is_refused(&read), "{}: {name}: `{other}`: {read:?}", fixture.label())
            });
        }
    }
}

#[test]
fn another_encoding_is_read_or_told() {
    for fixture in fixtures() {
        // One byte that is no UTF-8, in the middle; then all of it in UTF-16.
        let latin = |_: &str, bytes: &[u8]| {
            let half = bytes.len() / 2;
            Some([&bytes[..half], &[0xe9], &bytes[half..]].concat())
        };
        fixture.each(latin, |_, _| {});
        let wide = |_: &str, bytes: &[u8]| {
            let text = format!("\u{feff}{}", std::str::from_utf8(bytes).unwrap());
            Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
        };
        fixture.each(wide, |_, _| {});
    }
}

/// A column, element or key that nobody knows, put into a file.
fn widened(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let extension = Path::new(name).extension()?.to_str()?;
    let header = text.lines().position(|line| line.contains("ame") && !line.contains("Report Date"));
    let wide = |delimiter: char| {
        let lines = text.lines().enumerate().map(|(n, line)| match Some(n).cmp(&header) {
            std::cmp::Ordering::Equal => format!("{line}{delimiter}Colour\n"),
            std::cmp::Ordering::Greater => format!("{line}{delimiter}red\n"),
            std::cmp::Ordering::Less => format!("{line}\n"),
        });
        lines.collect::<String>()
    };
    Some(
        match extension {
            "csv" => wide(','),
            "txt" if text.contains('\t') => wide('\t'),
            "xml" => {
                let ends =
                    ["</INDIVIDUAL>", "</ENTITY>", "</sanctionEntity>", "</Designation>", "</sdnEntry>"];
                let end = ends.iter().find(|end| text.contains(**end))?;
                text.replacen(end, &format!("<Colour>red</Colour>{end}"), 1)
            }
            _ => return None,
        }
        .into_bytes(),
    )
}

#[test]
fn a_new_column_or_element_is_told() {
    // OFAC's tables have no header: a wider row is put aside. A firm's own ownership files may hold what they like.
    let headerless = ["ofac-sdn as CSV", "ofac-cons as CSV", "gleif as CSV"];
    for fixture in fixtures() {
        let label = fixture.label();
        fixture.each(widened, |name, read| {
            let parsed = read.unwrap();
            let told = !parsed.unknown.is_empty() || (headerless.contains(&label.as_str()));
            assert!(told, "{label}: {name}");
        });
    }
}

#[test]
fn a_renamed_column_or_element_is_told() {
    for fixture in fixtures() {
        let renamed = |_: &str, bytes: &[u8]| {
            let text = std::str::from_utf8(bytes).unwrap();
            let names = [
                "REFERENCE_NUMBER",
                "logicalId",
                "UniqueID",
                "<uid>",
                "RECORD_ID",
                "recordId",
                "\"id\"",
                "Assignment",
                "Grantee Code",
                "Unique ID",
                "lei:LEI>",
                "LEI,",
                "Effective_Date",
                "Party Name",
                "COUNTRY",
                ",name,",
                ",Name,",
            ];
            let name = names.iter().find(|name| text.contains(**name))?;
            let other = name.replace(|c: char| c.is_alphanumeric(), "q");
            Some(text.replace(name, &other).into_bytes())
        };
        fixture.each(renamed, |name, read| {
            let told = read.as_ref().map_or(true, |parsed| {
                !parsed.missing.is_empty() || !parsed.unknown.is_empty() || !parsed.defects.is_empty()
            });
            assert!(told, "{}: {name}: {read:?}", fixture.label());
        });
    }
}

#[test]
fn hostile_files_end_in_an_error_or_a_defect() {
    let bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>";
    for fixture in fixtures() {
        let declared = |name: &str, bytes: &[u8]| {
            let text = std::str::from_utf8(bytes).unwrap();
            let body = text.split_once("?>").map_or(text, |(_, body)| body);
            name.ends_with(".xml").then(|| format!("{bomb}{body}").into_bytes())
        };
        fixture.each(declared, |name, read| assert!(read.is_err(), "{}: {name}", fixture.label()));
        let deep = |name: &str, _: &[u8]| match name.rsplit('.').next() {
            Some("xml") => Some("<a>".repeat(100_000).into_bytes()),
            Some("json") => Some("[".repeat(100_000).into_bytes()),
            Some("html") => Some("<table><tr><td>".repeat(20_000).into_bytes()),
            _ => Some([b"\"".to_vec(), vec![b'a'; 3 << 20]].concat()),
        };
        fixture.each(deep, |_, _| {});
        let long = |_: &str, bytes: &[u8]| {
            let half = bytes.len() / 2;
            Some([&bytes[..half], &vec![b'x'; 2 << 20][..], &bytes[half..]].concat())
        };
        fixture.each(long, |_, _| {});
    }
}
