//! The report as a whole: hostile texts, bounds, the same bytes.

use super::*;
use crate::gather::Gathered;
use crate::{Bought, Gatherer, Inquiry, Looking, look, record};
use nameplate::answer::Audience;
use nameplate::finding::Reader;
use nameplate::register::RuleIn;
use nameplate::report::Manifest;
use nameplate::report::{Input, RegisterId, Summary};
use nameplate::{Field, Listing, Messages, Policy, Register, Screener};

const DAY: &str = "2026-11-23";

/// Titles that try something.
const HOSTILE: &[&str] = &[
    "Hikvision camera </script><script>alert(1)</script>",
    "Hikvision <img src=x onerror=alert(1)> camera",
    "Hikvision camera \u{202e}gpj.exe\u{2066}",
    "=cmd|' /C calc'!A0 Hikvision camera",
    "Hikvision camera {{constructor.constructor('alert(1)')()}} ${1} `x`",
    "Hikvision camera \u{0}\u{1b}[2J\u{2028}<!--",
];

/// The report for nobody in particular.
fn shown(manifest: &Manifest, gathered: &Gathered, beside: Beside<'_>) -> String {
    report(&Told { manifest, gathered, audience: &Audience::default(), beside })
}

fn scan(titles: &[&str], most: usize) -> (Manifest, Gathered) {
    scan_of("Hikvision", titles, most)
}

fn scan_of(brand: &str, titles: &[&str], most: usize) -> (Manifest, Gathered) {
    scan_by(Policy::default(), brand, titles, most)
}

fn scan_by(policy: Policy, brand: &str, titles: &[&str], most: usize) -> (Manifest, Gathered) {
    scan_for(&Asking { audience: Audience::default(), policy, brand }, titles, most)
}

/// Who asks in these tests.
fn us(reader: Reader) -> Audience {
    Audience { reader: Some(reader), place: Some("US".to_owned()) }
}

/// The report for one reader in the United States.
fn shown_to(reader: Reader, brand: &str, titles: &[&str]) -> String {
    let audience = us(reader);
    let (manifest, gathered) =
        scan_for(&Asking { audience: audience.clone(), policy: Policy::default(), brand }, titles, 100);
    report(&Told { manifest: &manifest, gathered: &gathered, audience: &audience, beside: Beside::Nowhere })
}

/// Who asks for listings of which brand, by which policy.
struct Asking<'a> {
    audience: Audience,
    policy: Policy,
    brand: &'a str,
}

fn scan_for(asking: &Asking<'_>, titles: &[&str], most: usize) -> (Manifest, Gathered) {
    let Asking { audience, policy, brand } = asking;
    let register = Register::open(lists::starter_register()).unwrap();
    let screener = Screener::new(register, policy.clone(), DAY.parse().unwrap());
    let screener = screener.with_messages(Messages::of("en").unwrap());
    let (mut gatherer, mut counts) = (Gatherer::new(most, audience.clone()), Summary::default());
    for (row, title) in titles.iter().enumerate() {
        let mut listing = Listing::default()
            .with(Field::Title, *title)
            .with(Field::Brand, (*brand).to_owned())
            .with(Field::Seller, *title)
            .with(Field::MadeOn, format!("{}-05-03", 2021 + row % 2));
        listing.row = row as u64;
        let result = screener.screen(&listing);
        counts.add(&result);
        let bought = Bought { number: row as u64 + 2, order: "PO-7", quantity: "3", day: "", now: None };
        if let Some(seen) = look(&result, &Looking { audience, line: Some(bought) }) {
            gatherer.add(seen);
        }
    }
    let manifest = Manifest {
        schema_version: Manifest::<Summary>::SCHEMA,
        tool_version: "0".into(),
        as_of: screener.as_of(),
        register: RegisterId { version: "v".into(), hash: "h".into() },
        editions: screener.editions(),
        without_lists: screener.register().without_lists(),
        policy_hash: screener.policy().hash(),
        policy: screener.policy().clone(),
        messages: screener.messages_id(),
        reasons: Screener::reasons(),
        inputs: vec![Input { file: "<b>.csv".into(), rows: counts.listings, hash: "0".into() }],
        complete: true,
        stopped: None,
        counts,
        digest_by: None,
        digest: "d".into(),
        outputs: Vec::new(),
    };
    (manifest, gatherer.finish())
}

/// What lies between the mark that opens the table's data and its end.
fn data(page: &str) -> serde_json::Value {
    let start = page.find("id=\"data\">").unwrap() + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").unwrap();
    serde_json::from_str(&page[start..end]).unwrap()
}

#[test]
fn hostile_text_comes_out_harmless() {
    let (manifest, gathered) = scan(HOSTILE, 100);
    let inquiry = Inquiry { asked_by: "<script>x</script>", question: "\u{202e}?", asked_on: manifest.as_of };
    for page in [shown(&manifest, &gathered, Beside::Nowhere), record(&manifest, &gathered, &inquiry)] {
        for bad in
            ["<script>alert", "<img", "<b>.csv", "\u{202e}", "\u{2066}", "\u{1b}", "\u{0}", "<script>x"]
        {
            assert!(!page.contains(bad), "{bad:?}");
        }
        assert!(page.contains("⟦U+202E⟧"));
    }
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    // The data and the script, and nothing else that a title could have opened.
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(data(&page)["listings"].as_array().unwrap().len(), HOSTILE.len());
}

#[test]
fn a_title_of_100_kilobytes_is_cut_in_view() {
    let long = format!("Hikvision camera {}", "x".repeat(100_000));
    let (manifest, gathered) = scan(&[&long], 100);
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    assert!(!page.contains(&"x".repeat(1_000)) && page.contains("100,017 characters in all"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let pages = || {
        let (manifest, gathered) = scan(HOSTILE, 100);
        shown(&manifest, &gathered, Beside::File("results.parquet"))
    };
    assert_eq!(pages(), pages());
}

#[test]
fn beyond_the_bound_it_says_how_many_are_shown_and_where_the_rest_is() {
    let titles: Vec<&str> = std::iter::repeat_n("Hikvision DS-2CD2143G2-I camera", 20).collect();
    let (manifest, gathered) = scan(&titles, 4);
    assert_eq!((gathered.kept.len(), gathered.tally.listings.all()), (4, 20));
    let page = shown(&manifest, &gathered, Beside::File("results.parquet"));
    assert!(page.contains("The 4 most serious are in this page"));
    assert!(page.contains("href=\"results.parquet\""));
    assert_eq!(data(&page)["listings"].as_array().unwrap().len(), 4);
    assert!(shown(&manifest, &gathered, Beside::Nowhere).contains("-o out/"));
}

#[test]
fn what_is_kept_does_not_depend_on_when_it_came() {
    let strong = "Hikvision DS-2CD2143G2-I camera";
    let weak = "Camera";
    let one = scan(&[weak, weak, strong, weak, weak, weak], 1).1;
    let other = scan(&[strong, weak, weak, weak, weak, weak], 1).1;
    assert_eq!((&one.kept[0].title, one.kept[0].score), (&other.kept[0].title, other.kept[0].score));
    assert_eq!(one.kept[0].title, strong);
}

#[test]
fn shared_parts_stand_once_and_every_number_leads_to_one() {
    let (manifest, gathered) = scan(&["Hikvision camera"; 60], 100);
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    let data = data(&page);
    let blocks = page.matches("<template id=\"k").count() as u64;
    assert!(blocks < 30, "{blocks}");
    let cases = data["cases"].as_array().unwrap();
    for case in cases {
        assert!((5..=9).all(|at| case[at].as_u64().unwrap() < blocks), "{case}");
    }
    for listing in data["listings"].as_array().unwrap() {
        for finding in listing[12].as_array().unwrap() {
            assert!(finding[0].as_u64().unwrap() < cases.len() as u64, "{finding}");
        }
    }
}

#[test]
fn what_is_for_review_is_never_counted_as_barred() {
    let (manifest, gathered) = scan_of("ANNKE", &["ANNKE C500 5MP PoE turret camera"], 10);
    assert_eq!((gathered.tally.listings.connected, gathered.tally.listings.review), (0, 1));
    let connected = |ranks: &[crate::gather::Two; 6]| ranks.iter().map(|two| two.connected).sum::<u64>();
    assert_eq!(gathered.tally.readers.values().map(connected).sum::<u64>(), 0);
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    assert!(
        page.contains("if confirmed:") && page.contains("+ 1 to review") && page.contains("To settle it")
    );
}

#[test]
fn nothing_found_is_no_certificate() {
    let (manifest, gathered) = scan(&[], 10);
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    assert!(page.contains("That is no certificate") && page.contains("No listing led anywhere"));
}

#[test]
fn years_are_drawn_where_the_catalog_has_them() {
    let (manifest, gathered) = scan(&["Hikvision camera", "Hikvision dome"], 10);
    assert!(shown(&manifest, &gathered, Beside::Nowhere).contains("By year of production"));
    // One year alone says nothing over time.
    let (manifest, gathered) = scan(&["Hikvision camera"], 10);
    assert!(!shown(&manifest, &gathered, Beside::Nowhere).contains("By year of production"));
}

#[test]
fn a_warning_stands_with_its_finding_and_its_anchor_once_in_the_page() {
    let (manifest, gathered) = scan(&["Hikvision camera"; 3], 10);
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    assert_eq!(page.matches("id=\"finding-hikvision\"").count(), 1);
    let long =
        "It names communications equipment and services that US authorities regard as a security risk.";
    for words in ["What a buyer is told", long, "severity.consumer.info", "Words of warnings"] {
        assert!(page.contains(words), "{words}");
    }
    let data = data(&page);
    let anchor = |case: &serde_json::Value| data["texts"][case[10].as_u64().unwrap() as usize].clone();
    assert!(data["cases"].as_array().unwrap().iter().any(|case| anchor(case) == "finding-hikvision"));
}

#[test]
fn a_consequence_says_by_which_entry_why_and_what_is_lawful() {
    let (manifest, gathered) = scan(&["Hikvision camera"], 10);
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    for words in [
        "Not restricted",
        "us.s889.consumer.buy",
        "by the entry “",
        "there since 2018-08-13",
        "Cannot be told",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn rules_of_the_house_are_printed_with_the_policy() {
    let rule = RuleIn {
        classes: vec!["drone".into()],
        reader: "retailer".into(),
        act: "sell".into(),
        severity: "block".into(),
        state: "applies".into(),
        from: "2026-01-01".parse().unwrap(),
        sentence: "We sell no <drones>.".into(),
        ..RuleIn::default()
    };
    let policy = Policy { name: "of a shop".into(), rule: vec![rule], ..Policy::default() };
    let (manifest, gathered) = scan_by(policy, "Hikvision", &["Hikvision camera"], 10);
    let inquiry = Inquiry { asked_by: "x", question: "?", asked_on: manifest.as_of };
    for page in [shown(&manifest, &gathered, Beside::Nowhere), record(&manifest, &gathered, &inquiry)] {
        assert!(page.contains(&manifest.policy_hash) && page.contains("1 rule of the house"));
        assert!(page.contains("house policy of a shop") && page.contains("We sell no &lt;drones&gt;."));
    }
}

#[test]
fn the_reader_is_answered_first_then_what_is_said_and_answered_then_what_to_do() {
    let page = shown_to(Reader::Agency, "Hikvision", &["Hikvision DS-2CD2143G2-I camera"; 3]);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not in the page"));
    let order = [
        "for an agency in US",
        "3 of 3 listings are barred for an agency in US.",
        "with nothing to go by",
        "Who is behind them, what is said, and what they answer",
        "Official finding",
        "Answer",
        "What to do",
        "Do not ",
        "The listings, the most serious first",
        "How to read this",
    ];
    let places: Vec<usize> = order.iter().map(|words| at(words)).collect();
    assert!(places.is_sorted(), "{:?}", order.iter().zip(&places).collect::<Vec<_>>());
    assert!(page.contains("href=\"#m=stop\"") && !page.contains("Nobody said who asks"));
}

#[test]
fn each_statement_says_what_it_is_who_says_it_when_and_where_to_read_it() {
    let page = shown_to(Reader::Retailer, "Hikvision", &["Hikvision DS-2CD2143G2-I camera"]);
    let first = &page[..page.find("What to do").unwrap()];
    let said: Vec<&str> = first.split("<p class=\"said").skip(1).collect();
    assert!(said.len() >= 3, "{}", said.len());
    for one in said {
        let one = &one[..one.find("</p>").unwrap()];
        if one.contains("Nothing is on file") || one.contains("No answer") {
            continue;
        }
        let kinds = ["Official finding", "Court ruling", "Allegation", "Report", "Company filing", "Answer"];
        assert!(kinds.iter().any(|kind| one.contains(kind)), "{one}");
        assert!(
            one.contains(" [")
                && (one.contains("official") || one.contains("press") || one.contains("technical")),
            "{one}"
        );
    }
}

#[test]
fn what_is_for_review_is_never_told_to_stop() {
    let page = shown_to(Reader::Agency, "ANNKE", &["ANNKE C500 5MP PoE turret camera"]);
    assert!(page.contains("none is barred for an agency in US as far as we know"), "the headline");
    assert!(!page.contains("Do not ") && page.contains("Settle ") && page.contains("may be barred"));
    let data = data(&page);
    assert_eq!(data["meanings"][data["listings"][0][13].as_u64().unwrap() as usize], "may be barred");
}

#[test]
fn every_listing_stands_in_a_group_and_groups_count_what_is_not_kept() {
    let titles = ["Hikvision DS-2CD2143G2-I camera"; 30];
    let (manifest, gathered) = scan(&titles, 10);
    let page = shown(&manifest, &gathered, Beside::Nowhere);
    let data = data(&page);
    let groups = data["groups"].as_array().unwrap();
    assert_eq!((groups.len(), gathered.told.groups.values().sum::<u64>()), (1, 30));
    assert!(data["listings"].as_array().unwrap().iter().all(|one| one[14] == 0));
    assert!(page.contains("30 listings lead somewhere, in 1 group."));
}

#[test]
fn words_of_the_trade_do_not_reach_the_reader() {
    let page = shown_to(Reader::Consumer, "Hikvision", &["Hikvision camera", "ANNKE C500 camera", "Camera"]);
    let visible = &page[..page.find("With what it was asked").unwrap()];
    let visible = visible.split("<script").next().unwrap();
    for word in ["ground\"", "Tier ", "silence is not innocence", "made_by", "nats"] {
        let text = visible.split('>').filter_map(|part| part.split('<').next());
        assert!(!text.into_iter().any(|text| text.contains(word)), "{word}");
    }
}

/// The words of a page without its markup, a sentence an element.
fn sentences(page: &str) -> Vec<String> {
    let text: Vec<&str> =
        page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let ends = |c: char| matches!(c, '.' | ';' | ':' | '…' | '?');
    let all = text.concat();
    all.split(ends).map(|one| one.trim().to_owned()).filter(|one| one.contains(' ')).collect()
}

/// The first screens in our own words, what is to be done among them, are read at a glance: nine of ten sentences have at most 25 words.
#[test]
fn the_first_screens_are_in_short_sentences() {
    let titles = ["Hikvision DS-2CD2143G2-I camera", "ANNKE C500 5MP PoE turret camera", "Camera"];
    for reader in Reader::ALL {
        let page = shown_to(*reader, "Hikvision", &titles);
        let (head, rest) = page.split_once("id=\"makers\"").unwrap();
        let todo = rest.split_once("id=\"todo\"").unwrap().1.split_once("</section>").unwrap().0;
        let body = head.split_once("<body").unwrap().1;
        let mut words: Vec<usize> = [body, todo]
            .iter()
            .flat_map(|part| sentences(part))
            .map(|one| one.split_whitespace().count())
            .collect();
        words.sort_unstable();
        let ninth = words[words.len() * 9 / 10];
        assert!(ninth <= 25, "{}: {ninth} words: {words:?}", reader.word());
    }
}

#[test]
fn a_record_names_every_line_and_asks_vendors_without_accusing_them() {
    let titles = ["Hikvision DS-2CD2143G2-I camera", "ANNKE C500 5MP PoE turret camera", "<b>Camera</b>"];
    let asking = Asking { audience: us(Reader::Contractor), policy: Policy::default(), brand: "" };
    let (manifest, gathered) = scan_for(&asking, &titles, 1);
    let inquiry = Inquiry { asked_by: "Jo Doe", question: Inquiry::QUESTION, asked_on: manifest.as_of };
    let page = record(&manifest, &gathered, &inquiry);
    for words in [
        "(a)(1)(A): is covered equipment",
        "(a)(1)(B): is there use",
        "SAM.gov exclusion",
        "Lines that lead to a producer of section 889",
        "Lines about which the vendor has to be asked",
        "nothing in it says who made it",
        "Who made these items?",
        "its header counts",
        "our line 3",
        "PO-7",
    ] {
        assert!(page.contains(words), "{words}");
    }
    // Every line is named, though only one listing is kept for the report.
    assert!(titles[..2].iter().all(|title| page.contains(title)) && page.contains("&lt;b&gt;Camera"));
    let letters: Vec<&str> = page.split("class=\"letter\"").skip(1).collect();
    assert_eq!(letters.len(), 2, "one a vendor with open lines");
    for letter in letters {
        let letter = letter.split("</article>").next().unwrap();
        for word in ["Dahua", "Hikvision DS", "banned", "alleg", "abuse"] {
            assert!(!letter.contains(word), "{word} in a letter");
        }
        assert!(letter.contains("FCC ID") && letter.contains("Produced in") && letter.contains("Jo Doe"));
    }
}

#[test]
fn a_record_of_lines_that_say_nothing_claims_nothing() {
    let asking = Asking { audience: us(Reader::Agency), policy: Policy::default(), brand: "" };
    let (manifest, gathered) = scan_for(&asking, &["Camera", "Lens"], 9);
    let inquiry = Inquiry { asked_by: "Jo", question: "?", asked_on: manifest.as_of };
    let page = record(&manifest, &gathered, &inquiry);
    assert!(page.contains("It cannot be told: no line says who made the goods."));
    assert!(!page.contains("Not as far as these lines show"));
}
