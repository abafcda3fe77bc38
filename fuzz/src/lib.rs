//! The bodies of the fuzz targets, as plain functions: any bytes in, never a panic. `cargo test` runs them over seeds on
//! the stable compiler, so that they cannot rot; `fuzz/run` runs them over what it makes up.

use ::lists::diff::{Delta, diff};
use ::lists::given::Given;
use ::lists::sources::{Form, SOURCES, Source};
use nameplate::matching::{Matcher, PartyField, PartyQuery};
use nameplate::names::{Kind, Name, Prepared, Term};
use nameplate::register::{Register, RegisterInput, build, hex};
use nameplate::text::fold::Folded;
use nameplate::text::name::name_key;
use std::io::{Cursor, Write};
use std::sync::{LazyLock, Mutex};

use nameplate::{Date, Day, Field, Listing, Messages, Policy, Screener};
use scan::{Contents, Error, Format, Input, Mapping, Options, Output, Scope};
use sha2::{Digest, Sha256};

/// Made once: a run of a target shall cost what its input costs.
static SCREENER: LazyLock<Screener<'static>> = LazyLock::new(|| {
    let register = Register::open(::lists::starter_register()).expect("the starter register");
    Screener::new(register, Policy::default(), day())
});

static MATCHER: LazyLock<Matcher<'static>> = LazyLock::new(|| {
    let register = Register::open(::lists::starter_register()).expect("the starter register");
    Matcher::new(register, Policy::default(), day())
});

/// Folding is idempotent and leads back into the original; the normal form of a name is its own.
pub fn fold_and_name(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let folded = Folded::new(&text);
    assert_eq!(Folded::new(folded.as_str()).as_str(), folded.as_str());
    let (start, end) = folded.original(0, folded.as_str().len());
    assert!(text.get(start..end).is_some());
    let key = name_key(&text);
    assert_eq!(name_key(&key), key);
}

/// Any two texts as names: read in bounded time, compared both ways alike (but for what one of them says more, which costs the
/// one who asks a little more), told in words.
pub fn names(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (one, two) =
        text.split_once('\n').unwrap_or((&text, "Hangzhou Hikvision Digital Technology Co., Ltd."));
    let (one, two) = (Name::new(one), Name::new(two));
    let (one, two) = (Prepared::new(&one), Prepared::new(&two));
    for kind in [Kind::Organisation, Kind::Person, Kind::Brand, Kind::Storefront] {
        let (met, back) = (one.compare(&two, kind), two.compare(&one, kind));
        assert_eq!(met.is_some(), back.is_some());
        let Some((met, back)) = met.zip(back) else { continue };
        if one_form(kind) {
            for part in Term::ALL.into_iter().filter(|part| !matches!(part, Term::More | Term::Less)) {
                assert_eq!(met.part(part), back.part(part), "{part:?}");
            }
        }
        assert!(!one.explain(&two, &met, kind).to_string().is_empty());
    }
}

/// Names of persons are read in several languages; which readings fit best depends on the sum, and so on who asks.
fn one_form(kind: Kind) -> bool {
    kind != Kind::Person
}

/// Any fields as a party that is looked for: hits in the order of their scores, the same ones twice.
pub fn matching(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut query = PartyQuery::default();
    for (field, part) in PartyField::ALL.iter().zip(text.split('\u{1e}')) {
        query.set(*field, part);
    }
    let found = MATCHER.matches(&query);
    assert!(found.hits.is_sorted_by(|a, b| a.score >= b.score));
    assert_eq!(found, MATCHER.matches(&query));
}

/// Any text as the policy of a house: refused with a place, or one that a screener takes.
pub fn policy(data: &[u8]) {
    let Ok(policy) = toml::from_str::<Policy>(&String::from_utf8_lossy(data)) else { return };
    let register = Register::open(&SMALL.bytes).expect("the small register");
    if policy.check().is_ok() && policy.check_rules(&register).is_ok() {
        let _ = Screener::new(register, policy, day()).screen(&known());
    }
}

/// Any text as messages in a language: refused with what is missing, or ready to be said.
pub fn messages(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for language in ["en", "zh-Hant-TW"] {
        if let Err(error) = Messages::parse(language, &text) {
            assert!(!error.to_string().is_empty());
        }
    }
}

/// A register of a handful of facts, so that one look at it costs microseconds.
struct Small {
    bytes: Vec<u8>,
    /// Where its header ends and what the hash covers begins; where the hash stands.
    body: usize,
    hash: usize,
}

static SMALL: LazyLock<Small> = LazyLock::new(|| {
    let input: RegisterInput =
        toml::from_str(include_str!("../seeds/register.toml")).expect("the small facts");
    let bytes = build(&input, "fuzz").expect("a register of them");
    let hash = Register::open(&bytes).expect("it opens").hash();
    let stands = |body: &usize| hex(&Sha256::digest(&bytes[*body..])) == hash;
    let body = (32..256).find(stands).expect("the hash covers what follows the header");
    let hash = (0..body).find(|at| hex(&bytes[*at..at + 32]) == hash).expect("the hash stands in the header");
    Small { bytes, body, hash }
});

/// Any bytes as a register: refused, or read without harm. The bytes change a small register that is whole: every four are a
/// place, what it is changed to, and whether the hash is put right again, so that the checks behind it are reached as well.
/// What passes the check holds together; what does not is read without a panic.
pub fn register(data: &[u8]) {
    let small = &*SMALL;
    let mut patched = small.bytes.clone();
    for pair in data.chunks_exact(4).take(64) {
        let at = usize::from(u16::from_le_bytes([pair[0], pair[1]])) % patched.len();
        patched[at] = pair[2];
        if pair[3] & 1 == 0 {
            let right = Sha256::digest(&patched[small.body..]);
            patched[small.hash..small.hash + 32].copy_from_slice(&right);
        }
    }
    // Whatever was added at the end is another length.
    let cut = data.first().map_or(0, |byte| usize::from(*byte) % patched.len());
    for bytes in [data, &patched, &patched[cut..], &patched[..cut]] {
        let Ok(register) = Register::open(bytes) else { continue };
        let whole = register.verify().is_ok();
        read_all(&register, whole);
        // Getting ready takes longer than all the rest: one input in four.
        if data.last().is_some_and(|byte| byte & 6 != 0) {
            continue;
        }
        let _ = Screener::new(register, Policy::default(), day()).screen(&known());
        let matcher = Matcher::new(register, Policy::default(), day());
        let mut query = PartyQuery::default();
        query.set(PartyField::ALL[0], "Northwind Optics Limited");
        let _ = matcher.matches(&query);
    }
}

/// Looks at everything in a register. In one that was checked, nothing that is pointed at is missing.
fn read_all(register: &Register<'_>, whole: bool) {
    for (no, party) in register.parties() {
        let found = register.party_by_id(party.id());
        assert!(
            !whole || party.id().is_empty() || found == Some(no),
            "{} is not found by its id",
            party.id()
        );
        let _ =
            (party.kind(), party.country(), party.note(), party.native(), party.sources(), party.is_bulk());
        let _ = (party.makes().count(), party.names().count(), party.entries().count(), party.born().count());
        let _ = (party.countries().count(), party.addresses().count(), party.identifiers().count());
        let _ = (party.claims().count(), party.responses().count(), party.contradictions().count());
        let _ = (party.leads().count(), party.tells().count());
        for designation in party.designations().chain(register.designations()) {
            assert!(!whole || designation.list().is_some(), "a designation on no list");
            let _ = (designation.interval().holds(day()), designation.sources(), designation.reason());
        }
        for relation in register.relations_of(no).chain(register.relations_to(no)) {
            for end in [relation.leaves(), relation.reaches()] {
                assert!(!whole || register.party(end).is_some(), "a relation of no party");
            }
            let _ =
                (relation.share(), relation.interval().holds(day()), relation.years(), relation.sources());
            let _ = (relation.models().count(), relation.lines().count(), relation.classes().count());
        }
    }
    for name in register.names() {
        assert!(!whole || register.party(name.party()).is_some(), "a name of no party");
        let same = register.names_with_key(name.key()).any(|other| other.text() == name.text());
        assert!(!whole || same, "`{}` is not found by its key", name.text());
    }
    for tell in register.tells() {
        assert!(!whole || register.party(tell.party()).is_some(), "a signal of no party");
        let _ = (tell.kind(), tell.strength(), tell.literal(), tell.rest(), tell.class(), tell.sources());
    }
    let _ = (register.rules().count(), register.lists().count(), register.sources().count());
    let _ = (register.statement_counts(), register.version(), register.names_are_current());
}

/// A listing that the small register has an answer to.
fn known() -> Listing<'static> {
    Listing::default()
        .with(Field::Title, "Northwind NW-2144 dome camera, IP67")
        .with(Field::Brand, "Northwind")
        .with(Field::Seller, "Brightwater Trading")
}

/// Any text in any field: an answer, the same one twice.
pub fn listing(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut listing = Listing::default();
    for (&field, part) in Field::ALL.iter().zip(text.split('\u{1e}')) {
        listing.set(field, part.to_owned());
    }
    assert_eq!(SCREENER.screen(&listing), SCREENER.screen(&listing));
}

/// Any text as facts: refused with a place, or built.
pub fn facts(data: &[u8]) {
    if let Ok(input) = toml::from_str::<RegisterInput>(&String::from_utf8_lossy(data)) {
        if let Ok(bytes) = build(&input, "fuzz") {
            Register::open(&bytes).expect("what was built opens").verify().expect("and holds together");
        }
    }
}

/// Any bytes as a catalog (CSV, JSON, Parquet, compressed): rows and defects, in bounded memory. A thread that panicked is
/// an error of the run, so it is looked for. A file, since Parquet is read in place.
pub fn catalog(data: &[u8]) {
    let folder = FOLDER.lock().expect("a run that ended well before");
    let path = folder.path().join("catalog");
    std::fs::write(&path, data).expect("a file");
    let options = Options { inputs: vec![Input::Path(path)], threads: 1, ..Options::default() };
    let outcome = scan::run(&*SCREENER, &options, &());
    assert!(!matches!(outcome, Err(Error::Thread(_))), "{outcome:?}");
}

/// Any bytes as a request to the gate: the first one says whether as JSON, as an Arrow stream or as a page that somebody pasted. An answer or a
/// refusal, the same one twice.
pub fn service(data: &[u8]) {
    let Some((form, rest)) = data.split_first() else { return };
    if form % 3 == 2 {
        let pasted = || scan::pasted(&String::from_utf8_lossy(rest)).ok().flatten();
        assert_eq!(pasted(), pasted());
        return;
    }
    let written = if form % 3 == 0 { scan::FewAs::Json } else { scan::FewAs::ArrowStream };
    let ask = || {
        let few = scan::Few { name: "body", written, bytes: rest.into(), most: 100 };
        let (mut memo, mut seen) = (SCREENER.memo(), Vec::new());
        let judging = scan::Judging { judge: &*SCREENER, memo: &mut memo };
        let rows = scan::screen_few(judging, &few, &mut |result, _| seen.push(format!("{result:?}")));
        (rows.map_err(|error| error.to_string()), seen)
    };
    assert_eq!(ask(), ask());
}

/// Any bytes as an export of a network, an asset system or a ledger; the first one says as what it is read, so that one corpus reaches every
/// reader. Devices are counted as they come, and each becomes a listing that is judged.
pub fn inventory(data: &[u8]) {
    let Some((&first, rest)) = data.split_first() else { return };
    let formats = ::inventory::Format::ALL;
    let format = formats.get(usize::from(first) % (formats.len() + 1)).copied();
    let input = Input::Bytes { name: "export".to_owned(), bytes: rest.into() };
    let (mapping, form, as_of) = (Mapping::default(), scan::Form::default(), day());
    let source = ::inventory::Source { input, format, mapping, form, as_of };
    let blocks = ::inventory::Blocks::of(SCREENER.register());
    let mut found = 0;
    let read = ::inventory::read(&source, &mut |_, device| {
        found += 1;
        let _ = SCREENER.screen(&device.into_listing(&blocks));
    });
    if let Ok(report) = read {
        assert_eq!(report.devices, found);
        assert!(report.troubles.len() as u64 <= report.troubled);
    }
}

/// Any bytes as the sheet of a workbook; the first one says of which kind. What stands around the sheet is put there, since no fuzzer makes
/// up an archive that fits together.
pub fn workbook(data: &[u8]) {
    let Some((kind, sheet)) = data.split_first() else { return };
    catalog(&match kind % 3 {
        0 => packed(&[
            ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet),
        ]),
        1 => packed(&[
            ("mimetype", OPEN_DOCUMENT.as_bytes()),
            ("META-INF/manifest.xml", b"<manifest/>"),
            ("content.xml", sheet),
        ]),
        _ => compound(sheet),
    });
}

const CONTENT_TYPES: &str =
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("written to memory");
    }
    archive.finish().expect("written to memory").into_inner()
}

fn compound(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("written to memory");
    file.create_stream("/Workbook").and_then(|mut into| into.write_all(stream)).expect("written to memory");
    file.flush().expect("written to memory");
    file.into_inner().into_inner()
}

/// Any text in the cells of a catalog, through to results as CSV: whatever sign a program splits them at, no cell is a formula.
pub fn output(data: &[u8]) {
    const FIELDS: usize = 7;
    let folder = FOLDER.lock().expect("a run that ended well before");
    let (path, results) = (folder.path().join("listings.csv"), folder.path().join("results.csv"));
    let text = String::from_utf8_lossy(data);
    let mut cells: Vec<String> = text.split('\u{1e}').map(|cell| cell.replace('"', "\"\"")).collect();
    cells.resize(cells.len().next_multiple_of(FIELDS), String::new());
    let rows = cells.chunks(FIELDS).map(|row| format!("\"{}\"", row.join("\",\"")));
    let rows: Vec<String> = rows.collect();
    let header = "id,title,brand,manufacturer,seller,model,url";
    std::fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).expect("a file");
    // Every row, with the cells of the catalog as they stand.
    let keep = header.split(',').map(str::to_owned).collect();
    let contents = Contents { scope: Some(Scope::All), keep, ..Contents::default() };
    let output =
        Some(Output { path: results, format: Some(Format::Csv), contents, force: true, ..Output::default() });
    let options = Options { inputs: vec![Input::Path(path)], output, threads: 1, ..Options::default() };
    let outcome = scan::run(&*SCREENER, &options, &()).expect("results");
    // A run in which no row could be judged writes them under another name.
    let written = outcome.written.first().expect("a file of results");
    let written = std::fs::read_to_string(written).expect("the results");
    for separator in [';', '\t', '|'] {
        for cell in written.split(['\n', '\r', separator]) {
            let bare = cell.trim_matches(|c: char| c.is_whitespace() || c == '"');
            let formula = bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!formula || bare.parse::<f64>().is_ok(), "at `{separator}`: {cell:?}");
        }
    }
}

/// Files of a run; one at a time.
static FOLDER: LazyLock<Mutex<tempfile::TempDir>> =
    LazyLock::new(|| Mutex::new(tempfile::tempdir().expect("a folder")));

/// Any bytes as the files of a published list. The first byte says of which form of which source, so that one corpus reaches
/// every parser; files are parted by a record separator. Every row is accounted for, and a delta leads from nothing to all.
pub fn lists(data: &[u8]) {
    let forms: Vec<(&Source, &Form)> =
        SOURCES.iter().flat_map(|source| source.forms.iter().map(move |form| (*source, form))).collect();
    let Some((&first, rest)) = data.split_first() else { return };
    let (source, form) = forms[usize::from(first) % forms.len()];
    let folder = tempfile::tempdir().expect("a folder");
    let mut given = Vec::new();
    for (file, bytes) in form.files.iter().zip(rest.split(|byte| *byte == 0x1e)) {
        let name = file.name.replace('*', "any").replace('/', ".");
        std::fs::write(folder.path().join(&name), bytes).expect("a file");
        given.push((name.clone(), folder.path().join(name)));
    }
    let Ok(parsed) = (form.parse)(&Given::new(given, 1 << 20)) else { return };
    for (file, tally) in &parsed.tallies {
        assert!(tally.is_complete(), "{} {file}: {tally:?}", source.id);
    }
    let all = diff(&[], &parsed.records, source.numbered);
    assert_eq!(all.added.len(), parsed.records.len(), "{}: ids are unique", source.id);
    assert_eq!(Delta::of(source.id, "", "", &all).apply(Vec::new()).len(), parsed.records.len());
}

/// Small grammars: dates, column mappings.
pub fn values(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(Date::from_bits(date.to_bits()), date);
    }
    let _ = text.parse::<Day>();
    let _ = Mapping::parse(&text);
}

/// Every target by its name.
pub const TARGETS: &[(&str, fn(&[u8]))] = &[
    ("catalog", catalog),
    ("facts", facts),
    ("inventory", inventory),
    ("listing", listing),
    ("service", service),
    ("lists", lists),
    ("matching", matching),
    ("messages", messages),
    ("names", names),
    ("workbook", workbook),
    ("output", output),
    ("policy", policy),
    ("register", register),
    ("text", fold_and_name),
    ("values", values),
];

fn day() -> Day {
    Day::new(2026, 11, 23).expect("a day")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const SEEDS: &[&[u8]] = &[
        b"",
        b"HIKVISION DS-2CD2143G2-I \xe2\x80\x8b4MP",
        b"title,brand\n\"a\nb,c\n\x00,\xff\xfe",
        b"[{\"title\": \"x\", \"a\": [1, {\"b\": null}]}, {",
        b"{\"title\": 1}\n{\"title\"",
        b"\x1f\x8b\x08\x00",
        b"PAR1\x00\x00PAR1",
        include_bytes!("../seeds/catalog.parquet"),
        include_bytes!("../../examples/catalog.csv"),
        include_bytes!("../../facts/companies/lorex.toml"),
        b"\xff\xfet\x00i\x00t\x00l\x00e\x00\n\x00x\x00",
        b"[[party]]\nid = \"a\"\nkind = \"brand\"\nname = \"\"\n",
        b"2021-02-31",
        b"brand=Marke,title=",
        b"\xd0\x9d\xd0\x86\x4b for \xe6\xb5\xb7\xe5\xba\xb7\xe5\xa8\x81\xe8\xa7\x86\xe7\x94\xa8\x1ez",
    ];

    #[test]
    fn every_target_stands_every_seed() {
        for seed in SEEDS {
            for (_, target) in TARGETS {
                target(seed);
            }
        }
    }

    /// What the fuzzer found worth keeping.
    #[test]
    fn every_target_stands_its_corpus() {
        for (name, target) in TARGETS {
            let folder = Path::new("corpus").join(name);
            let files = std::fs::read_dir(&folder).expect("a corpus for each target");
            let files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
            assert!(!files.is_empty(), "{name} has no corpus");
            for file in files {
                target(&std::fs::read(&file).expect("a file"));
            }
        }
    }

    /// The fixtures of the published lists, as the target takes them.
    #[test]
    fn every_parser_stands_its_fixture_and_pieces_of_it() {
        let forms = SOURCES.iter().flat_map(|source| source.forms.iter().map(move |form| (*source, form)));
        for (number, (source, form)) in (0u8..).zip(forms) {
            let name = form.name.to_lowercase().replace(' ', "-");
            let folder = Path::new("../tests/fixtures/lists").join(source.id).join(name);
            let files =
                form.files.iter().map(|file| std::fs::read(folder.join(file.name)).unwrap_or_default());
            let whole = [vec![number], files.collect::<Vec<_>>().join(&0x1e)].concat();
            for eighth in 1..=8 {
                lists(&whole[..whole.len() * eighth / 8]);
            }
        }
    }
}
