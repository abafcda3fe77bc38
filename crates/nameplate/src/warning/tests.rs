//! Messages: complete in every language, none idle, and safe to hand in.

use std::collections::BTreeSet;

use super::complete::Shapes;
use super::*;

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
    let code = [include_str!("text.rs"), include_str!("say.rs")].concat();
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
