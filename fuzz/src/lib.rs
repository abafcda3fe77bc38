//! The bodies of the fuzz targets, as plain functions: any bytes in, never a panic. `cargo test` runs them over seeds on
//! the stable compiler, so that they cannot rot; `cargo fuzz` runs them over what it makes up.

use nameplate::names::{Kind, Name, Prepared};
use nameplate::register::{Register, RegisterInput, build};
use nameplate::text::fold::Folded;
use nameplate::text::name::name_key;
use ::lists::diff::{Delta, diff};
use ::lists::given::Given;
use ::lists::sources::{Form, SOURCES, Source};
use std::sync::LazyLock;

use nameplate::{Date, Day, Field, Listing, Policy, Screener};
use scan::{Error, Input, Mapping, Options};

/// Made once: a run of a target shall cost what its input costs.
static SCREENER: LazyLock<Screener<'static>> = LazyLock::new(|| {
    let register = Register::open(::lists::starter_register()).expect("the starter register");
    Screener::new(register, Policy::default(), day())
});

/// Folding is idempotent and leads back into the original; the normal form of a name settles.
pub fn fold_and_name(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let folded = Folded::new(&text);
    assert_eq!(Folded::new(folded.as_str()).as_str(), folded.as_str());
    let (start, end) = folded.original(0, folded.as_str().len());
    assert!(text.get(start..end).is_some());
    let twice = name_key(&name_key(&text));
    assert_eq!(name_key(&twice), twice);
}

/// Any two texts as names: read in bounded time, compared both ways alike, told in words.
pub fn names(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (one, two) = text.split_once('\n').unwrap_or((&text, "Hangzhou Hikvision Digital Technology Co., Ltd."));
    let (one, two) = (Name::new(one), Name::new(two));
    let (one, two) = (Prepared::new(&one), Prepared::new(&two));
    for kind in [Kind::Organisation, Kind::Person, Kind::Brand, Kind::Storefront] {
        let met = one.compare(&two, kind);
        assert_eq!(met.is_some(), two.compare(&one, kind).is_some());
        if let Some(met) = met {
            assert!(!one.explain(&two, &met, kind).to_string().is_empty());
        }
    }
}

/// Any bytes as a register: refused, or read without harm.
pub fn register(data: &[u8]) {
    let mut patched = ::lists::starter_register().to_vec();
    for (n, pair) in data.chunks_exact(4).enumerate().take(64) {
        let at = u32::from_le_bytes([pair[0], pair[1], pair[2], 0]) as usize % patched.len();
        patched[at] ^= pair[3] | u8::from(n == 0);
    }
    for bytes in [data, &patched] {
        if let Ok(register) = Register::open(bytes) {
            let _ = register.verify();
            let screener = Screener::new(register, Policy::default(), day());
            let listing =
                Listing::default().with(Field::Title, "Hikvision camera").with(Field::Brand, "EZVIZ");
            let _ = screener.screen(&listing);
        }
    }
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
/// an error of the run, so it is looked for.
pub fn catalog(data: &[u8]) {
    let bytes: &'static [u8] = Box::leak(data.to_vec().into_boxed_slice());
    let inputs = vec![Input::Bytes { name: "fuzz".into(), bytes }];
    let options = Options { inputs, threads: 1, ..Options::default() };
    let outcome = scan::run(&*SCREENER, &options, &());
    assert!(!matches!(outcome, Err(Error::Thread(_))), "{outcome:?}");
}

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
            for target in [fold_and_name, names, register, listing, facts, catalog, values, lists] {
                target(seed);
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
            let files = form.files.iter().map(|file| std::fs::read(folder.join(file.name)).unwrap_or_default());
            let whole = [vec![number], files.collect::<Vec<_>>().join(&0x1e)].concat();
            for eighth in 1..=8 {
                lists(&whole[..whole.len() * eighth / 8]);
            }
        }
    }
}
