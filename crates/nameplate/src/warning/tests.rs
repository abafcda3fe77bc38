//! Messages: complete in every language, none idle, and safe to hand in.

use std::collections::BTreeSet;

use super::complete::Shapes;
use super::*;
use crate::case::{Designation, Target};
use crate::date::Date;
use crate::id::{CaseId, CaseKey};
use crate::register::{Claim, Source};
use crate::word::{ClaimStatus, ClaimSubject, Ground, ListKind, TargetKind, Tier};

fn english() -> &'static str {
    LANGUAGES[0].1
}

#[test]
fn every_language_says_all_that_the_english_one_says() {
    for (tag, text) in LANGUAGES {
        let messages = Messages::parse(tag, text).unwrap_or_else(|e| panic!("{tag}: {e}"));
        assert_eq!(messages.language(), *tag);
        assert_eq!(messages.hash().len(), 64);
    }
}

#[test]
fn every_message_file_is_in_the_program() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("messages");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files, LANGUAGES.iter().map(|(tag, _)| (*tag).to_owned()).collect());
}

#[test]
fn no_message_is_idle_and_none_is_asked_for_in_vain() {
    let code = [
        include_str!("text.rs"),
        include_str!("short.rs"),
        include_str!("long.rs"),
        include_str!("say.rs"),
        include_str!("sources.rs"),
    ]
    .concat();
    let resource = fluent_bundle::FluentResource::try_new(english().to_owned()).unwrap();
    let shapes = Shapes::of(&resource);
    for id in shapes.ids() {
        assert!(code.contains(&format!("\"{id}\"")), "nothing says `{id}`");
    }
    let said = code.split(".say(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    for id in said.filter_map(|rest| rest.split('"').next()) {
        assert!(shapes.ids().any(|known| known == id), "there is no message `{id}`");
    }
}

#[test]
fn a_translation_may_not_drop_who_alleges() {
    let dropped = english().replace("{ $status }, { $by }, { $date }, on", "{ $status }, { $date }, on");
    let error = Messages::parse("en", &dropped).unwrap_err().to_string();
    assert!(error.contains("`claim-line` lacks the variable `by`"), "{error}");
    let dropped =
        english().replace("        [allegation] Allegation, not established by a court or authority\n", "");
    let error = Messages::parse("en", &dropped).unwrap_err().to_string();
    assert!(error.contains("`claim-status` lacks the word `allegation`"), "{error}");
    let unknown = format!(
        "{}\nslogan = Buy {{ $now }}\n",
        english().replace("{ $first } and", "{ $first } & { $now }")
    );
    let error = Messages::parse("en", &unknown).unwrap_err().to_string();
    assert!(error.contains("`slogan` is not known") && error.contains("unknown variable `now`"), "{error}");
}

fn source() -> Source {
    let date = Date::On { year: 2024, month: Some(5), day: Some(6) };
    Source { id: "s".into(), title: "A title".to_owned(), url: String::new(), date, tier: Tier::A }
}

/// A company on a list, of which a claim of a status is all that is said; nobody has answered.
fn case(status: ClaimStatus, name: &str) -> Case {
    let date = Date::On { year: 2024, month: Some(5), day: Some(6) };
    let target =
        Target { kind: TargetKind::Party, id: "acme".into(), name: name.to_owned(), native_name: None };
    let designation = Designation {
        list: "bis-entity-list".into(),
        list_name: "BIS Entity List".to_owned(),
        kind: ListKind::List,
        entry: "Acme".to_owned(),
        produced: "",
        purposes: Vec::new(),
        since: date,
        first_seen: None,
        until: Date::Open,
        reason: String::new(),
        citation: String::new(),
        in_force: Verdict::Connected,
        sources: vec![source()],
    };
    let claim = Claim {
        about: "acme".into(),
        subject: ClaimSubject::Security,
        status,
        by: "Two members of a committee, in a letter".to_owned(),
        sentence: "They say so.".to_owned(),
        date,
        among: 0,
        sources: vec![source()],
    };
    Case {
        id: CaseId::default(),
        key: CaseKey::default(),
        target,
        ground: Ground::Named,
        verdict: Verdict::Connected,
        class: None,
        settle: Vec::new(),
        path: Vec::new(),
        other_paths: Vec::new(),
        designations: vec![designation],
        consequences: Vec::new(),
        claims: vec![claim],
        responses: Vec::new(),
        namesakes: Vec::new(),
        unlisted: None,
        warning: None,
    }
}

/// In both texts, in the sentence that says who alleges; no comma cuts off who passes it on.
#[test]
fn an_allegation_is_called_one() {
    for (language, word) in [("en", "Allegation"), ("es", "Acusación"), ("zh", "指控")] {
        let messages = Messages::of(language).unwrap();
        let allegation = warning(&messages, &case(ClaimStatus::Allegation, "Acme")).unwrap();
        let finding = warning(&messages, &case(ClaimStatus::OfficialFinding, "Acme")).unwrap();
        for (alleged, found) in [(&allegation.short, &finding.short), (&allegation.long, &finding.long)] {
            let by = "Two members of a committee, in a letter";
            let sentences = alleged.replace(". ", ".\n").replace('。', "\n");
            let told = sentences.lines().find(|line| line.contains(by)).expect("who alleges is told");
            assert!(told.contains(word) && !found.contains(word), "{told}");
        }
    }
}

/// No list bounds the names that it prints; the bounds of the texts hold all the same, and where no rule speaks nothing is said to
/// be allowed.
#[test]
fn a_name_without_end_makes_no_text_without_end() {
    for (language, _) in LANGUAGES {
        let messages = Messages::of(language).unwrap();
        for name in ["Acme ".repeat(3_000), "长".repeat(3_000), "A".repeat(3_000)] {
            let warning = warning(&messages, &case(ClaimStatus::Allegation, &name)).unwrap();
            assert!(
                room::words(&warning.short) <= 60 && room::words(&warning.long) <= 200,
                "{}",
                warning.long
            );
            assert!(warning.short.chars().count() <= 600, "{}", warning.short);
            let nothing = messages.say("shopper-none", &[]);
            assert!(warning.long.contains(&nothing), "{}", warning.long);
        }
    }
}

/// A name that ends with a stop ends its sentence with one stop.
#[test]
fn two_stops_are_one() {
    let warning =
        warning(&Messages::of("en").unwrap(), &case(ClaimStatus::Report, "Acme Co., Ltd.")).unwrap();
    assert!(warning.short.contains("Acme Co., Ltd. It is on") && !warning.long.contains(".."), "{warning:?}");
}

#[test]
fn a_message_file_is_never_trusted() {
    let deep = format!("short = {}", "{".repeat(100_000));
    let calls = format!("short = {{ {} }}", "FOO(\n".repeat(100_000));
    let quoted = format!("short = {{ {} }}", "FOO(\"}}))\",".repeat(50_000));
    let large = "#".repeat(1 << 20);
    for text in ["", "short", "= x", "short = { $a", "\u{0}", deep.as_str(), &calls, &quoted, &large] {
        assert!(Messages::parse("en", text).is_err());
    }
    let syntax = Messages::parse("en", "date-day = x\n\nshort = { $a").unwrap_err();
    assert!(syntax.to_string().starts_with("line 3:"), "{syntax}");
    // Inside a letter the parser would panic; an escape that is whole stays one.
    for cut in [r"\u", r"\u00", r"\U0001f"] {
        let text = format!("date-day = x\nshort = {{ \"{cut}\u{4e2d}\" }}");
        let error = Messages::parse("en", &text).unwrap_err().to_string();
        assert!(error.starts_with(r"line 2: an escape is \u with 4"), "{error}");
    }
    let whole = english().replace("short =", "short = { \"\\u4e2d\u{4e2d}\" }");
    assert!(Messages::parse("en", &whole).is_ok());
    for tag in ["", "x y", "../en", "\u{1b}[2J", "englishlanguage"] {
        assert!(matches!(Messages::parse(tag, english()), Err(BadMessages::Tag(_))), "{tag:?}");
    }
    assert_eq!(Messages::of("xx").unwrap_err(), BadMessages::NoSuchLanguage("xx".to_owned()));
    // One that calls itself ends.
    let circle = english()
        .replace("row-comma = { $first }, { $next }", "row-comma = { row-comma } { $first } { $next }");
    assert!(Messages::parse("en", &circle).unwrap().say("row-comma", &[]).len() < 1_000);
}

#[test]
fn what_is_put_in_stays_one_plain_line() {
    let messages = Messages::of("en").unwrap();
    let sentence = "one\r\n- two \u{202e}three\u{200b} { $by } <b>";
    assert_eq!(messages.original(sentence), "“one - two three { $by } <b>”");
}

#[test]
fn anchors_differ_where_targets_differ() {
    assert_eq!(codes::anchor("hikvision"), "finding-hikvision");
    assert_eq!(codes::anchor("class:drone"), "finding-class:drone");
    assert_eq!(codes::anchor("a b#海%"), "finding-a%20b%23%E6%B5%B7%25");
}
