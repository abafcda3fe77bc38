//! The scoreboard as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::rewriting::Rewriting;
use crate::score::{Score, Share};

const HEAD: &str = "\
Listings in other clothes: each labelled listing is rewritten in ways that do not change what it is, stands in tables of 1,000 rows with at
most 20 rows that are no silence, and is scanned as a user's table is. It measures; nothing here is a threshold.

rows       labelled rows that the rewriting changes, without those apart
right      accepted verdict and, where something is found, an accepted party, of rows
kept       the same, of the rows that are right in plain clothes (first line)
connected  connected with the party, of the rows where only that is right
silence    silent, of the rows where only silence is right
wrong c/r  connected (or with nobody who is accepted) / for review, where that is not accepted; `ordinary` the same of ordinary goods
apart      labelled rows from which the rewriting takes what the label rests on: counted nowhere else
lost       rows, labelled and ordinary, that have no result: their table was refused or they vanished
F, o       frozen or open
";

/// A line for each rewriting, each family and all, and for each set of labelled listings.
pub(crate) fn text(ordinary: &str, scores: &[(&Rewriting, Score)], sets: &BTreeMap<&str, Score>) -> String {
    let mut text = format!("{HEAD}\nOrdinary goods: {ordinary}.\n\n");
    let title = "rewriting                     rows  right           kept   connected        silence          wrong c/r    ordinary c/r  apart     lost";
    let _ = writeln!(text, "{title}");
    let mut all = [Score::default(), Score::default(), Score::default()];
    let mut families: Vec<(&str, Score)> = Vec::new();
    for (rewriting, score) in scores {
        line(&mut text, &format!("{} {}", if rewriting.frozen { "F" } else { "o" }, rewriting.id), score);
        // Plain clothes are what the others are compared with.
        if rewriting.id == "plain" {
            continue;
        }
        all[0] += *score;
        all[if rewriting.frozen { 1 } else { 2 }] += *score;
        match families.iter_mut().find(|(family, _)| *family == rewriting.family) {
            Some((_, sum)) => *sum += *score,
            None => families.push((rewriting.family, *score)),
        }
    }
    let _ = writeln!(text, "\n{title}");
    for (family, score) in &families {
        line(&mut text, family, score);
    }
    for (name, score) in ["ALL", "frozen", "open"].into_iter().zip(&all) {
        line(&mut text, name, score);
    }
    for (set, score) in sets {
        line(&mut text, &format!("listings {set}"), score);
    }
    text.push_str("\nwhat each rewriting is\n");
    for (rewriting, _) in scores {
        let _ = writeln!(text, "{:<25} {}", rewriting.id, rewriting.sentence);
    }
    text
}

fn line(text: &mut String, name: &str, score: &Score) {
    let part = |share: Share| format!("{}/{}", share.part, share.whole);
    let _ = writeln!(
        text,
        "{name:<27} {:>6}  {:<6} {:<8} {:<6} {:<6} {:<9} {:<6} {:<9} {:>5} {:<6} {:>6} {:<6} {:>5} {:>8}",
        score.right.whole,
        score.right.part,
        ratio(score.right),
        ratio(score.kept),
        ratio(score.connected),
        part(score.connected),
        ratio(score.silent),
        part(score.silent),
        score.wrong_connected,
        format!("/{}", score.wrong_review),
        score.ordinary_connected,
        format!("/{}", score.ordinary_review),
        score.apart,
        score.lost,
    );
}

/// In thousandths, by integers: the same on every machine. Rounded down, so that only all is 1.000.
fn ratio(share: Share) -> String {
    let Some(thousandths) = (share.part * 1_000).checked_div(share.whole) else { return "-".to_owned() };
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}
