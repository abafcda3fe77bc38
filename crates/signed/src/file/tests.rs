//! What is taken and what is refused, byte by byte.

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn key(n: u8) -> SecretKey {
    SecretKey::of_chance(&[n; 32])
}

fn terms() -> Terms {
    Terms { made: day("2026-11-26"), expires: day("2027-05-26"), sequence: 7 }
}

fn signed() -> Vec<u8> {
    sign(lists::starter_register(), terms(), &key(1)).unwrap()
}

fn asked(file: &[u8], today: &str, held: Option<u64>) -> Result<u64, Refused> {
    accept(file, &key(1).public(), day(today), Held { sequence: held }).map(|one| one.manifest.sequence)
}

/// Another manifest, signed by the right key: what a program with a fault may sign.
fn with_manifest(change: impl Fn(&str) -> String) -> Vec<u8> {
    let file = signed();
    let (_, rest) = line(&file).unwrap();
    let (manifest, rest) = line(rest).unwrap();
    let (_, register) = line(rest).unwrap();
    let said = format!("{HEAD}\n{}\n", change(std::str::from_utf8(manifest).unwrap()));
    let signature = key(1).sign(said.as_bytes());
    [said.as_bytes(), signature.as_bytes(), b"\n", register].concat()
}

#[test]
fn what_was_signed_comes_out_as_it_went_in_and_two_signings_give_the_same_bytes() {
    let file = signed();
    assert_eq!(file, signed());
    let accepted = accept(&file, &key(1).public(), day("2026-11-28"), Held::default()).unwrap();
    assert_eq!(accepted.register, lists::starter_register());
    let Manifest { version, sha256, bytes, made, expires, sequence } = &accepted.manifest;
    let register = Register::open(lists::starter_register()).unwrap();
    assert_eq!((version.as_str(), *bytes), (register.version(), register.size() as u64));
    assert_eq!((sha256.as_str(), sha256.len()), (digest(lists::starter_register()).as_str(), 64));
    assert_eq!((*made, *expires, *sequence), (terms().made, terms().expires, 7));
}

#[test]
fn another_key_is_refused() {
    let file = signed();
    let asked = |key: &PublicKey| accept(&file, key, day("2026-11-28"), Held::default()).map(|_| ());
    assert_eq!(asked(&key(2).public()), Err(Refused::Signature));
    assert_eq!(asked(&key(1).public()), Ok(()));
}

#[test]
fn days_count_from_the_day_of_the_signature_to_the_last_one() {
    let file = signed();
    assert_eq!(asked(&file, "2026-11-26", None), Ok(7));
    assert_eq!(asked(&file, "2027-05-26", None), Ok(7));
    let (made, expires) = (terms().made, terms().expires);
    let (before, after) = (day("2026-11-25"), day("2027-05-27"));
    assert_eq!(asked(&file, "2026-11-25", None), Err(Refused::NotYet { made, today: before }));
    assert_eq!(asked(&file, "2027-05-27", None), Err(Refused::Expired { expires, today: after }));
}

#[test]
fn a_register_that_is_no_newer_is_refused() {
    let file = signed();
    assert_eq!(asked(&file, "2026-11-28", Some(6)), Ok(7));
    // The same number again may be other bytes.
    for held in [7, 8, u64::MAX] {
        assert_eq!(asked(&file, "2026-11-28", Some(held)), Err(Refused::NotNewer { given: 7, held }));
    }
}

/// Every byte of what stands before the register, and bytes all over it, in three ways each.
#[test]
fn one_changed_byte_anywhere_is_refused() {
    let file = signed();
    let head = file.len() - lists::starter_register().len();
    let all = (0..head).chain((head..file.len()).step_by(9_973)).chain([file.len() - 1]);
    for at in all {
        for change in [1, 0x20, 0x80] {
            let mut changed = file.clone();
            changed[at] ^= change;
            let refused = asked(&changed, "2026-11-28", None);
            let expected = match refused {
                Err(Refused::NotSigned | Refused::Form) => at < HEAD.len() + 1,
                Err(Refused::Signature) => at < head,
                Err(Refused::Changed) => at >= head - 1,
                _ => false,
            };
            assert!(expected, "byte {at} ^ {change}: {refused:?}");
        }
    }
}

#[test]
fn what_is_cut_continued_or_put_together_of_two_is_refused() {
    let file = signed();
    let head = file.len() - lists::starter_register().len();
    let cuts = (0..head).chain([head, head + 1, file.len() - 1]);
    for length in cuts {
        assert!(asked(&file[..length], "2026-11-28", None).is_err(), "{length} bytes");
    }
    assert_eq!(asked(&[&file[..], b"\n"].concat(), "2026-11-28", None), Err(Refused::Changed));
    // The signature of one over the manifest of another.
    let later = sign(lists::starter_register(), Terms { sequence: 9, ..terms() }, &key(1)).unwrap();
    let lines = |file: &[u8]| {
        String::from_utf8_lossy(&file[..head + 9]).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (old, new) = (lines(&file), lines(&later));
    let mixed =
        [format!("{}\n{}\n{}\n", new[0], new[1], old[2]).as_bytes(), lists::starter_register()].concat();
    assert_eq!(asked(&mixed, "2026-11-28", None), Err(Refused::Signature));
}

#[test]
fn other_files_are_no_signed_registers() {
    for file in
        [&b""[..], b"\n", b"nameplate", lists::starter_register(), b"{\"sequence\":9}\n\n\n", &[b'a'; 10_000]]
    {
        assert_eq!(asked(file, "2026-11-28", None), Err(Refused::NotSigned));
    }
    assert_eq!(asked(b"nameplate-signed-register 2\n{}\nx\n", "2026-11-28", None), Err(Refused::Form));
    let endless = [HEAD.as_bytes(), b"\n", &[b' '; 1 << 20]].concat();
    assert_eq!(asked(&endless, "2026-11-28", None), Err(Refused::Signature));
}

/// The key is trusted, and not what is done with it.
#[test]
fn a_signed_manifest_that_says_something_else_is_refused() {
    let refused = |change: &dyn Fn(&str) -> String| asked(&with_manifest(change), "2026-11-28", None);
    assert_eq!(refused(&str::to_owned), Ok(7));
    let sign_of = |from: &'static str, to: &'static str| refused(&move |text| text.replace(from, to));
    assert_eq!(sign_of("\"sequence\":7", "\"sequence\":7,\"more\":1"), Err(Refused::Manifest));
    assert_eq!(sign_of("\"sequence\":7", "\"sequence\":-7"), Err(Refused::Manifest));
    assert_eq!(sign_of("\"sequence\":7", "\"sequence\":7,\"sequence\":9"), Err(Refused::Manifest));
    assert_eq!(sign_of("2027-05-26", "2027-02-30"), Err(Refused::Manifest));
    assert_eq!(sign_of("\"version\":\"", "\"version\":\"x"), Err(Refused::Manifest));
    assert_eq!(sign_of("\"bytes\":", "\"bytes\":1"), Err(Refused::Changed));
    assert_eq!(refused(&|_| "[]".to_owned()), Err(Refused::Manifest));
}

#[test]
fn only_a_whole_register_is_signed_and_not_for_days_that_are_over() {
    let damaged = &lists::starter_register()[..100_000];
    assert!(matches!(sign(damaged, terms(), &key(1)), Err(Refused::Register(_))));
    let over = Terms { expires: day("2026-11-25"), ..terms() };
    assert!(matches!(sign(lists::starter_register(), over, &key(1)), Err(Refused::Expired { .. })));
}

#[test]
fn each_refusal_is_a_sentence_and_a_word_of_its_own() {
    let (day, n) = (terms().made, 7);
    let all = [
        Refused::NotSigned,
        Refused::Form,
        Refused::Signature,
        Refused::Manifest,
        Refused::Changed,
        Refused::Register(OpenError::NotARegister),
        Refused::NotYet { made: day, today: day },
        Refused::Expired { expires: day, today: day },
        Refused::NotNewer { given: n, held: n },
    ];
    let words: std::collections::BTreeSet<&str> = all.iter().map(Refused::word).collect();
    let sentences: std::collections::BTreeSet<String> = all.iter().map(ToString::to_string).collect();
    assert_eq!((words.len(), sentences.len()), (all.len(), all.len()));
}
