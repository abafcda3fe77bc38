//! How often a hit is wrong in daily work: brands, suppliers and sellers of public lists beside the starter register, every hit
//! read by eye (`scoreboard/names_read.tsv`). The lists are not in this repository; where they are absent the test says so.
//! `UPDATE=1` writes `scoreboard/names_ordinary.txt` anew.

use std::fmt::Write as _;

use nameplate::Policy;
use nameplate::matching::{FoundBy, Matcher, probability};
use nameplate_tests::ordinary::{Ordinary, ReadHit, hits};
use nameplate_tests::places::root;
use nameplate_tests::screening::{TODAY, starter};

/// One wrong hit in so many names, at most.
const NAMES_A_WRONG_HIT: usize = 1_000;

#[test]
fn hits_on_ordinary_lists_are_few_and_read() {
    let matcher = Matcher::new(starter(), Policy::default(), TODAY.parse().unwrap());
    let mut text = String::from(
        "Ordinary lists beside the starter register, the best hit of each name, read by eye. See docs/matching.md.\n\n",
    );
    let _ = writeln!(text, "{:<10} names   hits  right  wrong  wrong in a thousand", "");
    let (mut all, mut too_many) = (Vec::new(), Vec::new());
    for list in Ordinary::ALL {
        let (Some(names), Some(found)) = (list.names(), hits(&matcher, list)) else {
            return println!("skipped: the ordinary lists are not here");
        };
        let (names, wrong) = (names.len(), found.iter().filter(|one| one.right == Some(false)).count());
        let _ = writeln!(
            text,
            "{:<10} {names:>5} {:>6} {:>6} {wrong:>6}  {:.2}",
            list.word(),
            found.len(),
            found.iter().filter(|one| one.right == Some(true)).count(),
            wrong as f64 * 1_000.0 / names as f64
        );
        if wrong > names.div_ceil(NAMES_A_WRONG_HIT) {
            too_many.push(list.word());
        }
        all.extend(found);
    }
    by_kind(&mut text, &all);
    by_score(&mut text, &all);
    let _ = writeln!(text, "\nWrong hits");
    for one in all.iter().filter(|one| one.right == Some(false)) {
        let _ = writeln!(
            text,
            "{} {:>6} {} -> {}: {}",
            one.list.word(),
            one.hit.score,
            one.name,
            one.hit.party.id,
            one.hit.alignment
        );
    }
    let unread: Vec<String> = all.iter().filter(|one| one.right.is_none()).map(row).collect();
    assert!(
        unread.is_empty(),
        "hits that nobody read, for scoreboard/names_read.tsv:\n{}",
        unread.join("\n")
    );
    let frozen = root().join("tests/scoreboard/names_ordinary.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&frozen, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&frozen).unwrap_or_default();
    assert!(text == expected, "the scoreboard moved: look at the diff, then UPDATE=1\n{text}");
    assert!(too_many.is_empty(), "more than one wrong hit in {NAMES_A_WRONG_HIT}: {too_many:?}\n{text}");
}

/// A hit as a row of the table of what was read, without the verdict.
fn row(one: &ReadHit) -> String {
    format!(
        "{}\t{}\t{}\t?\t{} {}",
        one.list.word(),
        one.name,
        one.hit.party.id,
        one.hit.score,
        one.hit.alignment
    )
}

fn by_kind(text: &mut String, all: &[ReadHit]) {
    let _ = writeln!(text, "\nWhat hits rest on: right of all");
    for kind in FoundBy::ALL {
        let of: Vec<&ReadHit> = all.iter().filter(|one| one.hit.found_by == *kind).collect();
        let right = of.iter().filter(|one| one.right == Some(true)).count();
        let _ = writeln!(text, "{:<12} {right} of {}", kind.word(), of.len());
    }
}

/// How often hits of a score are right, beside what `probability` says of them.
fn by_score(text: &mut String, all: &[ReadHit]) {
    let _ =
        writeln!(text, "\nHits of names that are alike by score: how many are right, and what was predicted");
    let bounds = [4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, i32::MAX];
    for pair in bounds.windows(2) {
        let within =
            |one: &&ReadHit| one.hit.found_by == FoundBy::Name && (pair[0]..pair[1]).contains(&one.hit.score);
        let of: Vec<&ReadHit> = all.iter().filter(within).collect();
        let right = of.iter().filter(|one| one.right == Some(true)).count();
        let predicted: f64 = of.iter().filter_map(|one| probability(one.hit.score)).sum();
        let share = |n: f64| n / of.len().max(1) as f64;
        let _ = writeln!(
            text,
            "from {:>6}: {:>4} hits, right {:.3}, predicted {:.3}",
            pair[0],
            of.len(),
            share(right as f64),
            share(predicted)
        );
    }
}
