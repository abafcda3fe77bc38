//! Names: what has to hold of any two, that the index finds what comparing with everything finds, and how good it is on the
//! public benchmarks where they are present.

use nameplate::lookup::Finder;
use nameplate::matching::{Matcher, PartyField, PartyQuery};
use nameplate::names::{Kind, Name, Prepared, Term};
use nameplate::register::{NameIn, NameKind, PartyIn, PartyKind, Place, RegisterInput, build};
use nameplate::{Policy, Register};
use nameplate_tests::screening::{TODAY, starter};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn score(a: &str, b: &str, kind: Kind) -> Option<i32> {
    let (a, b) = (Name::new(a), Name::new(b));
    Prepared::new(&a).compare(&Prepared::new(&b), kind).map(|met| met.score())
}

/// Words that names are made of: rare ones, common ones, places, legal forms, numbers, other scripts.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{3,11}",
        prop::sample::select(vec![
            "Hikvision",
            "Kumgang",
            "Orient",
            "Trading",
            "General",
            "Technology",
            "Bank",
            "Shipping",
            "Ltd",
            "GmbH",
            "Co.",
            "S.A.",
            "Hangzhou",
            "Chile",
            "Iran",
            "II",
            "7",
            "de",
            "of",
            "海康威视",
            "科技",
            "有限公司",
            "Завод",
            "شركة",
            "Kim",
            "Jong",
            "Mohammed",
            "bin",
            "Ali",
            "A.",
            "PLA",
        ])
        .prop_map(str::to_owned),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..5).prop_map(|words| words.join(" "))
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Organisation, Kind::Person, Kind::Brand, Kind::Storefront])
}

/// A name as somebody else writes it.
fn written_again(name: &str, how: u8, at: usize) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let mut words: Vec<&str> = name.split(' ').collect();
    match how {
        0 if letters.len() > 3 => drop(letters.remove(at % letters.len())),
        1 if letters.len() > 3 => {
            let at = at % (letters.len() - 1);
            letters.swap(at, at + 1);
        }
        2 => letters.insert(at % letters.len(), 'x'),
        3 => {
            let by = at % words.len();
            words.rotate_left(by);
            return words.join(" ");
        }
        4 if words.len() > 1 => {
            let which = at % words.len();
            words.remove(which);
            return words.join(" ");
        }
        5 => return words.concat(),
        _ => return name.to_uppercase(),
    }
    letters.into_iter().collect()
}

proptest! {
    /// Nothing is liker to a name than the name itself, and which one is asked for changes no more than what the costs of more
    /// and less say.
    #[test]
    fn a_name_is_likest_to_itself(a in name(), b in name(), kind in kind()) {
        if let (Some(itself), Some(other)) = (score(&a, &a, kind), score(&a, &b, kind)) {
            prop_assert!(other <= itself, "{a} / {b}: {other} > {itself}");
        }
    }

    #[test]
    fn both_ways_meet_the_same_words(a in name(), b in name(), kind in kind()) {
        let (a, b) = (Name::new(&a), Name::new(&b));
        let (a, b) = (Prepared::new(&a), Prepared::new(&b));
        let (there, back) = (a.compare(&b, kind), b.compare(&a, kind));
        prop_assert_eq!(there.is_some(), back.is_some());
        if let (Some(there), Some(back)) = (there, back) {
            let more_and_less = there.part(Term::More) + there.part(Term::Less) + back.part(Term::More) + back.part(Term::Less);
            prop_assert!((there.score() - back.score()).abs() <= -more_and_less);
        }
    }

    /// A word more that nobody else has never makes two names liker, as far as anybody is told of them. (Where a name has ordinary words
    /// only, what costs it most hangs on that, and one strange word lifts that cost: `科技 PLA` beside `aaa PLA Technology`.)
    #[test]
    fn a_strange_word_more_makes_nothing_liker(a in name(), b in name(), kind in kind()) {
        if let Some(before) = score(&a, &b, kind) {
            let after = score(&format!("{a} qzxwvkj"), &b, kind).unwrap_or(i32::MIN);
            let told = Policy::default().match_from;
            prop_assert!(after <= before || after < told, "{a} / {b}: {before} -> {after}");
        }
    }

    /// A slip of the pen makes no name liker: `Golden Kestrel Star` is nearer to `Golden Star` than to `Golden Starr`.
    #[test]
    fn an_exact_word_never_scores_below_a_misspelt_one(
        before in prop::collection::vec(word(), 0..3),
        exact in prop_oneof!["[a-z]{4,11}", prop::sample::select(vec!["golden", "star", "orient", "general", "pioneer", "kestrel", "mohammed"]).prop_map(str::to_owned)],
        after in prop::collection::vec(word(), 0..3),
        more in prop::collection::vec(word(), 0..3),
        (how, at) in (0u8..3, 0usize..12),
        kind in kind(),
    ) {
        let query = [before, vec![exact.clone()], after].concat().join(" ");
        let listed = |word: &str| [&[word.to_owned()][..], &more].concat().join(" ");
        let misspelt = written_again(&exact, how, at);
        // A letter less can make another word of the query of it, which then is the exact one; and a word that is said twice can
        // stand in either place.
        let words: Vec<String> = query.split(' ').map(str::to_lowercase).collect();
        let twice = words.iter().enumerate().any(|(n, word)| words[..n].contains(word));
        // What scores less is not looked at by any road.
        const TOLD: i32 = 2_000;
        if !twice
            && !words.contains(&misspelt)
            && let Some(near) = score(&query, &listed(&misspelt), kind)
            && near >= TOLD
        {
            let itself = score(&query, &listed(&exact), kind).unwrap_or(i32::MIN);
            prop_assert!(near <= itself, "{query} / {} {near} > {itself} {}", listed(&misspelt), listed(&exact));
        }
    }

    /// Any text is a name, in bounded time.
    #[test]
    fn any_text_is_compared(a in ".{0,200}", b in ".{0,200}", kind in kind()) {
        let (one, two) = (Name::new(&a), Name::new(&b));
        let (one, two) = (Prepared::new(&one), Prepared::new(&two));
        if let Some(met) = one.compare(&two, kind) {
            let explained = one.explain(&two, &met, kind);
            prop_assert!(!explained.to_string().is_empty());
            prop_assert_eq!(Term::ALL.iter().map(|part| met.part(*part)).sum::<i32>(), met.score());
        }
    }
}

fn register_of(names: &[(String, u8)]) -> Vec<u8> {
    let mut input = RegisterInput::default();
    for (n, (name, kind)) in names.iter().enumerate() {
        let mut party = PartyIn::named(&format!("p{n:03}"), name);
        party.kind = PartyKind::ALL[usize::from(*kind) % PartyKind::ALL.len()];
        party.names.push(NameIn {
            text: written_again(name, kind % 6, n),
            kind: NameKind::Alias,
            common: false,
            place: Place::Field,
            sources: Vec::new(),
            needs_source: false,
            note: String::new(),
        });
        input.party.push(party);
    }
    build(&input, "test").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Two roads: the index, and comparing with every name.
    #[test]
    fn the_index_finds_what_comparing_with_all_finds(
        names in prop::collection::vec((name(), 0u8..6), 1..40),
        which in 0usize..40,
        how in 0u8..7,
        at in 0usize..30,
        from in -2_000i32..12_000,
    ) {
        let bytes = register_of(&names);
        let register = Register::open(&bytes).unwrap();
        register.verify().unwrap();
        let asked = written_again(&names[which % names.len()].0, how, at);
        let query = Name::new(&asked);
        let (query, finder) = (Prepared::new(&query), Finder::new(&register));
        for kind in [None, Some(Kind::Organisation), Some(Kind::Person)] {
            let hits = |found: nameplate::lookup::AlikeNames| -> Vec<(u32, i32, u32)> {
                found.hits.iter().map(|hit| (hit.party.0, hit.comparison.score(), hit.name)).collect()
            };
            let fast = finder.find(&query, kind, from);
            prop_assert!(!fast.cut);
            prop_assert_eq!(hits(fast), hits(finder.find_slowly(&query, kind, from)), "{}", asked);
        }
    }
}

/// What was seen: an exact ordinary word cost more than the same word misspelt.
#[test]
fn ordinary_words_are_no_further_than_their_misspellings() {
    for (query, exact, misspelt) in
        [("Golden Kestrel Star", "Golden Star", "Golden Starr"), ("Huawei Canada", "Huawei", "Hwawei")]
    {
        let (exact, misspelt) =
            (score(query, exact, Kind::Organisation), score(query, misspelt, Kind::Organisation));
        assert!(exact >= misspelt, "{query}: {exact:?} {misspelt:?}");
    }
}

/// A letter too many in a word of three: found by what the word is without it.
#[test]
fn a_short_word_with_a_letter_too_many_is_found_by_the_index() {
    for (name, asked) in [("Ltd bin Ltd", "Ltd bixn Ltd"), ("Ltd bixn Ltd", "Ltd bin Ltd")] {
        let bytes = register_of(&[("aaa".to_owned(), 0), (name.to_owned(), 2)]);
        let register = Register::open(&bytes).unwrap();
        let asked = Name::new(asked);
        let (query, finder) = (Prepared::new(&asked), Finder::new(&register));
        let parties = |found: nameplate::lookup::AlikeNames| -> Vec<u32> {
            found.hits.iter().map(|hit| hit.party.0).collect()
        };
        let slow = parties(finder.find_slowly(&query, None, 0));
        assert_eq!(slow, [1]);
        assert_eq!(parties(finder.find(&query, None, 0)), slow);
    }
}

fn matched<'r>(matcher: &Matcher<'r>, fields: &[(PartyField, &str)]) -> Vec<(String, i32, String)> {
    let mut query = PartyQuery::default();
    fields.iter().for_each(|(field, text)| query.set(*field, (*text).to_owned()));
    let hits = matcher.matches(&query).hits;
    hits.into_iter().map(|hit| (hit.party.id, hit.score, hit.alignment)).collect()
}

fn hikvision(name: &str) -> Option<(i32, String)> {
    let matcher = Matcher::new(starter(), Policy::default(), TODAY.parse().unwrap());
    let hits = matched(&matcher, &[(PartyField::Name, name)]);
    hits.into_iter().next().filter(|hit| hit.0 == "hikvision").map(|hit| (hit.1, hit.2))
}

/// One company under the names that lists, shops and people give it.
#[test]
fn a_company_is_found_by_its_names_in_every_script_and_disguise() {
    for name in [
        "杭州海康威视数字技术股份有限公司",
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
        "HK Vision Digital Tech",
        "HANGZHOU HIK-VISION DIGITAL TECHNOLOGY",
        "Digital Technology Hikvision Hangzhou",
        "Hangzhou Hikvison Digital Technology",
        "Visit the HIKVISION Store",
        "HIKVISION Official",
        "by Hikvision (China)",
        "ＨＩＫＶＩＳＩＯＮ",
        "Hik\u{200b}vision",
        "H\u{338}i\u{338}k\u{338}v\u{338}i\u{338}s\u{338}i\u{338}o\u{338}n",
        "\u{202e}Hikvision\u{202c}",
        "Hikvision 🔥",
    ] {
        assert!(hikvision(name).is_some(), "{name}");
    }
    let (_, alignment) = hikvision("HІKVISION").unwrap();
    assert!(alignment.contains("letters of another script"), "{alignment}");
}

/// What other matchers take for listed parties. See the list's own traps in the blind set, too.
#[test]
fn ordinary_words_and_lone_legal_forms_lead_nowhere() {
    for name in
        ["CORP", "Ltd", "Global Vision", "Pioneer", "Orient", "Galaxy", "Security", "China Technology Group"]
    {
        let matcher = Matcher::new(starter(), Policy::default(), TODAY.parse().unwrap());
        let listed = |id: &str| {
            let register = matcher.register();
            register.party(register.party_by_id(id).unwrap()).unwrap().designations().next().is_some()
        };
        let hits = matched(&matcher, &[(PartyField::Name, name)]);
        assert!(hits.iter().all(|(id, ..)| !listed(id)), "{name}: {hits:?}");
    }
}

#[test]
fn the_same_name_elsewhere_is_told_apart_by_what_else_is_known() {
    let mut input = RegisterInput::default();
    for (id, born, country, number) in
        [("one", "1961-04-17", "IR", "A1234567"), ("two", "1980", "SY", "B7654321")]
    {
        let mut party = PartyIn::named(id, "Hossein Mousavi");
        party.kind = PartyKind::Person;
        party.country = country.to_owned();
        party.born.push(born.parse().unwrap());
        party.identifiers.push(format!("Passport:{number}"));
        input.party.push(party);
    }
    let bytes = build(&input, "test").unwrap();
    let matcher = Matcher::new(Register::open(&bytes).unwrap(), Policy::default(), TODAY.parse().unwrap());
    let ids = |fields: &[(PartyField, &str)]| -> Vec<String> {
        let name = [(PartyField::Name, "حسین موسوی")];
        matched(&matcher, &[&name[..], fields].concat()).into_iter().map(|hit| hit.0).collect()
    };
    assert_eq!(ids(&[]), ["one", "two"]);
    assert_eq!(ids(&[(PartyField::Born, "1961-04-17")]), ["one"]);
    assert_eq!(ids(&[(PartyField::Born, "1980")]), ["two"]);
    assert_eq!(ids(&[(PartyField::Born, "1995-01-01")]), [] as [&str; 0]);
    assert_eq!(ids(&[(PartyField::Country, "Syria"), (PartyField::Kind, "person")]), ["two"]);
    assert_eq!(ids(&[(PartyField::Identifier, "Passport: A-1234567")]), ["one"]);
}

/// A number names one party, whatever it is called.
#[test]
fn a_number_alone_finds_its_party() {
    let mut input = RegisterInput::default();
    for (id, name, numbers) in [
        ("one", "Kumgang Trading", ["LEI:5493001KJTIIGC8Y1R12", "IMO:9187629"]),
        ("two", "Orient Shipping", ["Registration:HRB 12345", "IMO:9187617"]),
    ] {
        let mut party = PartyIn::named(id, name);
        party.identifiers.extend(numbers.map(str::to_owned));
        input.party.push(party);
    }
    let bytes = build(&input, "test").unwrap();
    let matcher = Matcher::new(Register::open(&bytes).unwrap(), Policy::default(), TODAY.parse().unwrap());
    let asked = |fields: &[(PartyField, &str)]| {
        let mut query = PartyQuery::default();
        fields.iter().for_each(|(field, text)| query.set(*field, (*text).to_owned()));
        let result = matcher.matches(&query);
        let hits: Vec<String> =
            result.hits.iter().map(|hit| format!("{} by {}", hit.party.id, hit.found_by.word())).collect();
        (hits.join(", "), result.complete)
    };
    let number = |number| asked(&[(PartyField::Identifier, number)]);
    assert_eq!(number("IMO:9187629"), ("one by identifier".to_owned(), true));
    assert_eq!(number("imo: 918-7617"), ("two by identifier".to_owned(), true));
    assert_eq!(number("5493 001KJTIIGC8Y1R12"), ("one by identifier".to_owned(), true));
    assert_eq!(number("LEI:9187629"), (String::new(), true));
    assert_eq!(number("1234"), (String::new(), false));
    // A ship that changed its name.
    let renamed = [(PartyField::Name, "Golden Star"), (PartyField::Identifier, "9187629")];
    assert_eq!(asked(&renamed), ("one by identifier".to_owned(), true));
    let known = [(PartyField::Name, "Kumgang Trading"), (PartyField::Identifier, "9187629")];
    assert_eq!(asked(&known), ("one by name".to_owned(), true));
}

/// The same name is told whatever it weighs, unless something beside it speaks against it.
#[test]
fn a_name_that_somebody_bears_is_never_unknown() {
    let bytes = register_of(&[("Mobile".to_owned(), 0), ("General Trading".to_owned(), 0)]);
    let matcher = Matcher::new(Register::open(&bytes).unwrap(), Policy::default(), TODAY.parse().unwrap());
    for name in ["Mobile", "General Trading Ltd"] {
        let mut query = PartyQuery::default();
        query.set(PartyField::Name, name);
        let result = matcher.matches(&query);
        assert!(!result.hits.is_empty() || !result.complete, "{name}: {result:?}");
    }
}

#[test]
fn a_huge_name_is_cut_and_says_so_and_a_missing_one_is_told() {
    let matcher = Matcher::new(starter(), Policy::default(), TODAY.parse().unwrap());
    let defects = |name: String| {
        let mut query = PartyQuery::default();
        query.set(PartyField::Name, name);
        matcher.matches(&query).defects.iter().map(|one| one.reason.clone()).collect::<Vec<_>>().join("; ")
    };
    assert!(defects("word ".repeat(200_000)).contains("only its beginning was read"));
    assert!(defects("x".repeat(1 << 20)).contains("only its beginning was read"));
    assert!(defects("!!! ...".to_owned()).contains("no name to match"));
    assert!(defects(String::new()).contains("no name to match"));
}

/// The version of the tables is their digest: a register that was built with others is told.
#[test]
fn the_version_of_the_tables_is_their_digest() {
    let folder = nameplate_tests::places::root().join("crates/nameplate/data");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    // Tables that no name of a register is read with.
    let others = [
        "VERSION",
        "probability.tsv",
        "cue_words.tsv",
        "countries.tsv",
        "field_words.tsv",
        "category_codes.tsv",
    ];
    files.retain(|file| file.file_name().is_some_and(|name| others.iter().all(|other| name != *other)));
    files.sort();
    let mut digest = Sha256::new();
    files.iter().for_each(|file| digest.update(std::fs::read(file).unwrap()));
    let digest = nameplate::register::hex(&digest.finalize())[..16].to_owned();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(folder.join("VERSION"), &digest).unwrap();
    }
    let version = std::fs::read_to_string(folder.join("VERSION")).unwrap_or_default();
    assert_eq!(version, digest, "the tables changed: UPDATE=1 cargo test -p nameplate-tests --test names");
    assert!(starter().names_are_current());
}
