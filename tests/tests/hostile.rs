//! Listings that nobody would write by hand: whatever stands in them, there is an answer, the same each time, and what it
//! quotes stands in the listing.

use std::sync::LazyLock;

use nameplate::finding::{Evidence, ListingResult};
use nameplate::{Field, Listing, Screener, Verdict};
use nameplate_tests::screening::{TODAY, json, screener};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

static SCREENER: LazyLock<Screener<'static>> = LazyLock::new(|| screener(TODAY));

/// The same cases on every run; `PROPTEST_RNG_SEED` asks for others.
fn cases(cases: u32) -> ProptestConfig {
    let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok());
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed.unwrap_or(20_261_123)),
        ..ProptestConfig::default()
    }
}

/// What makes the engine look twice: names, codes, words of context, disguises.
const PIECES: &[&str] = &[
    "Hikvision",
    "HIKVISION",
    "ＨＩＫＶＩＳＩＯＮ",
    "Hik\u{200b}vision",
    "Нikvision",
    "H i k v i s i o n",
    "海康威视",
    "大华",
    "Dahua",
    "EZVIZ",
    "Imou",
    "Lorex",
    "DJI",
    "TP-Link",
    "DC Security",
    "Pioneer",
    "DS-2CD2143G2-I",
    "IPC-HFW2831T-ZS",
    "CS-C6N",
    "DHI-",
    "DS-",
    "44:19:B6:01:02:03",
    "4419B6",
    "2ADTD-5604SD",
    "FCC ID: 2ADTD",
    "com.ezviz.app",
    "Hik-Connect",
    "for",
    "für",
    "para",
    "compatible with",
    "works with",
    "not",
    "replaces",
    "适用于",
    "(",
    ")",
    "[",
    "\"",
    "'",
    "`",
    "/",
    "|",
    ",",
    ";",
    ".",
    "-",
    "—",
    "&",
    "+",
    "#",
    "%",
    "\\",
    "\0",
    "\n",
    "\r\n",
    "\t",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "ß",
    "İ",
    "ﬃ",
    "𝓗𝓲𝓴",
    "👩‍👩‍👧",
    "camera",
    "bracket",
    "drone",
    "router",
    "made in",
    "China",
    "since 2021",
    "6.96E+11",
    "https://www.hikvision.com/x",
    "2021-13-45",
    "Co., Ltd.",
    "",
    " ",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[ -~]{0,12}",
        1 => "\\PC{0,8}",
    ];
    let glue = proptest::sample::select(&["", " ", " ", " ", "-", "\u{200b}"][..]);
    proptest::collection::vec((piece, glue), 0..14)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, glue)| [piece, glue.to_owned()]).collect())
}

fn anything() -> impl Strategy<Value = Listing<'static>> {
    let some = proptest::option::weighted(0.4, text());
    proptest::collection::vec(some, Field::ALL.len()).prop_map(|texts| {
        let filled = Field::ALL.iter().zip(texts).filter_map(|(field, text)| Some((*field, text?)));
        filled.fold(Listing::default(), |listing, (field, text)| listing.with(field, text))
    })
}

fn pieces<'r>(result: &'r ListingResult<'_>) -> impl Iterator<Item = &'r Evidence> {
    result.findings.iter().flat_map(|finding| result.evidence(finding))
}

/// What is quoted stands where it is said to stand, in the words of the catalog.
fn quotes(listing: &Listing<'_>, piece: &Evidence) -> Result<(), TestCaseError> {
    let field = Field::from_name(piece.field).expect("evidence names a field");
    let span = listing.get(field).get(piece.start as usize..piece.end as usize);
    prop_assert_eq!(span, Some(piece.text.as_str()), "{:?} of {:?}", piece, listing.get(field));
    prop_assert!(!piece.text.is_empty(), "{:?}", piece);
    Ok(())
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn there_is_an_answer_and_it_is_the_same_again(listing in anything()) {
        let once = json(&SCREENER.screen(&listing));
        prop_assert_eq!(&once, &json(&SCREENER.screen(&listing)));
        let mut memo = SCREENER.memo();
        prop_assert_eq!(&once, &json(&SCREENER.screen_with(&mut memo, &listing)));
        prop_assert_eq!(&once, &json(&SCREENER.screen_with(&mut memo, &listing)));
    }

    #[test]
    fn evidence_quotes_the_listing(listing in anything()) {
        let trace = SCREENER.trace(&listing);
        let considered = trace.considered.iter().flat_map(|party| &party.evidence);
        for piece in pieces(&trace.result).chain(&trace.signals).chain(considered) {
            quotes(&listing, piece)?;
        }
    }

    #[test]
    fn a_trace_says_what_screening_says(listing in anything()) {
        prop_assert_eq!(json(&SCREENER.trace(&listing).result), json(&SCREENER.screen(&listing)));
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn long_fields_are_read_to_a_bound(unit in text(), field in proptest::sample::select(Field::ALL)) {
        let unit = if unit.is_empty() { "x".to_owned() } else { unit };
        let listing = Listing::default().with(field, unit.repeat(100_000 / unit.len() + 1));
        let trace = SCREENER.trace(&listing);
        for piece in pieces(&trace.result) {
            quotes(&listing, piece)?;
        }
        let told = trace.result.defects.iter().any(|defect| defect.reason.contains("only the first"));
        prop_assert!(told || trace.result.verdict == Verdict::NotChecked, "{:?}", trace.result.defects);
    }
}

/// Words of shops that name nobody, and names that are words of every day.
const WORDS: &[&str] = &[
    "apple", "balcony", "basket", "battery", "bottle", "brush", "button", "cable", "camera", "candle",
    "carpet", "chair", "charger", "clock", "coffee", "cotton", "cup", "curtain", "desk", "dog", "door",
    "engine", "fabric", "filter", "galaxy", "garden", "glass", "global", "guitar", "hammer", "holder",
    "honey", "jacket", "kettle", "kitchen", "ladder", "lamp", "leather", "light", "link", "lock", "marble",
    "mirror", "monitor", "mouse", "needle", "network", "night", "office", "orient", "outdoor", "paper",
    "pencil", "pepper", "pioneer", "pillow", "plate", "pocket", "power", "printer", "pump", "ribbon",
    "river", "rocket", "safety", "screen", "screw", "security", "shield", "shoe", "silver", "smart", "soap",
    "socket", "sponge", "spoon", "star", "stone", "sugar", "switch", "table", "tiger", "timber", "towel",
    "tower", "travel", "umbrella", "vision", "wallet", "watch", "water", "window", "winter", "wireless",
    "wood", "yellow", "2.4 GHz", "12V", "4K", "1080p", "HD-200", "XL", "2024", "20 pcs",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(WORDS), 1..=most).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn words_of_every_day_are_never_connected(
        title in words(9), brand in words(2), seller in words(3), text in words(30),
    ) {
        let listing = Listing::default()
            .with(Field::Title, title)
            .with(Field::Brand, brand)
            .with(Field::Seller, seller)
            .with(Field::Text, text);
        let result = SCREENER.screen(&listing);
        prop_assert_ne!(result.verdict, Verdict::Connected, "{}", json(&result));
    }
}

#[test]
fn fields_of_nothing_but_marks_and_controls() {
    let controls: String = (0..32).chain(127..160).filter_map(char::from_u32).collect();
    let marks = "!?.,;:-_/\\|()[]{}<>\"'`~@#$%^&*+=…—–·•、。，「」（）".to_owned();
    let unseen =
        "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{202a}\u{202e}\u{301}\u{20dd}\u{fe0f}".to_owned();
    for text in [controls, marks, unseen, "\u{10ffff}".repeat(50), "a\u{301}".repeat(5_000)] {
        for &field in Field::ALL {
            let listing = Listing::default().with(field, text.clone());
            assert_ne!(SCREENER.screen(&listing).verdict, Verdict::Connected, "{field:?} {text:?}");
        }
        let everywhere = Field::ALL.iter().fold(Listing::default(), |l, field| l.with(*field, text.clone()));
        assert_ne!(SCREENER.screen(&everywhere).verdict, Verdict::Connected, "{text:?}");
    }
}
