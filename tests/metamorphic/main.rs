//! A scoreboard that changes the clothes, not the goods: every labelled listing, rewritten in ways that do not change what it is, in
//! tables of ordinary goods. It measures and does not judge: it fails when figures are other than the committed ones.

mod board;
mod goods;
mod layout;
mod rewriting;
mod scanned;
mod score;
mod spread;
mod table;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use goods::Goods;
use nameplate::register::hex;
use nameplate_tests::labelled;
use rewriting::{Dressed, Rewriting};
use scanned::Days;
use score::Score;
use sha2::{Digest, Sha256};
use spread::{POSITIVES, ROWS, Spread};
use tables::Tables;

fn scoreboard(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scoreboard").join(file)
}

/// Runs every rewriting and gives the scoreboard.
fn measured(data: &Tables, ordinary: &str, spread: &Spread) -> String {
    for rows in &spread.tables {
        let positives =
            rows.iter().filter(|goods| goods.label.as_ref().is_some_and(|label| !label.silent())).count();
        assert!(
            rows.len() >= ROWS && positives * 50 <= rows.len() && positives <= POSITIVES,
            "a table with too few rows"
        );
    }
    let labels = || spread.tables.iter().flatten().filter_map(|goods| goods.label.as_ref());
    let days = Days::new(labels().map(|label| label.case.as_of));
    let sets: BTreeSet<&'static str> = labels().map(|label| label.set).collect();
    let folder = tempfile::tempdir().expect("a folder for tables");
    let rewritings = rewriting::all();
    let (mut scores, mut by_set) = (Vec::new(), BTreeMap::<&str, Score>::new());
    let mut plain = None;
    for rewriting in &rewritings {
        let ran = spread.run(rewriting, data, &days, folder.path());
        let plain = plain.get_or_insert_with(|| score::right_ones(&ran));
        if rewriting.id != "plain" {
            assert!(ran.labelled.iter().any(|one| one.changed), "{} changes nothing", rewriting.id);
            for set in &sets {
                *by_set.entry(set).or_default() += Score::of(&ran, plain, Some(set));
            }
        }
        // In plain clothes nothing is changed, and everything counts.
        let ran = if rewriting.id == "plain" { ran.all_changed() } else { ran };
        scores.push((rewriting, Score::of(&ran, plain, None)));
    }
    board::text(ordinary, &scores, &by_set)
}

fn holds(file: &str, text: &str) {
    let path = scoreboard(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("the scoreboard");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (now, before) in text.lines().zip(expected.lines()).filter(|(now, before)| now != before) {
        println!("- {before}\n+ {now}");
    }
    assert!(
        text == expected,
        "{file} moved: look at the diff, then `UPDATE=1 cargo test -p nameplate-tests --test metamorphic`"
    );
}

#[test]
fn among_goods_of_our_own() {
    let data = Tables::read();
    let spread = Spread::new(goods::labelled(&data), &goods::made_ordinary(20_000));
    holds(
        "metamorphic.txt",
        &measured(&data, "made for this, from `tests/metamorphic/data/ordinary.tsv`", &spread),
    );
}

#[test]
fn among_real_goods() {
    let data = Tables::read();
    let (Some(real), Some(ordinary)) = (goods::real(&data), goods::real_ordinary(&data)) else {
        return println!("skipped: no shared data");
    };
    let labelled = goods::labelled(&data).into_iter().chain(real).collect();
    let spread = Spread::new(labelled, &ordinary);
    holds("metamorphic_real.txt", &measured(&data, "10,807 of a real shop, not in this repository", &spread));
}

/// A few labelled listings that stay as they are, whatever is added to the others: what a frozen rewriting makes of them is kept.
fn sample(data: &Tables) -> Vec<Goods> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("metamorphic/data/sample.csv");
    let kind = |case: &labelled::Case| *data.kinds.get(&*case.id).expect("a kind");
    labelled::read(&path)
        .into_iter()
        .map(|case| Goods { kind: kind(&case), listing: case.listing, label: None })
        .collect()
}

#[test]
fn frozen_rewritings_stay_what_they_were() {
    let (data, path) = (Tables::read(), Path::new(env!("CARGO_MANIFEST_DIR")).join("metamorphic/frozen.tsv"));
    let sample = sample(&data);
    let digest = |rewriting: &Rewriting| {
        let rows: Vec<Dressed> =
            sample.iter().enumerate().map(|(row, goods)| rewriting.dress(goods, &data, row)).collect();
        hex(&Sha256::digest(table::bytes(rewriting, &rows, &data)))
    };
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let kept: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once('\t')).collect();
    let rewritings = rewriting::all();
    let frozen: Vec<&Rewriting> = rewritings.iter().filter(|rewriting| rewriting.frozen).collect();
    assert!(frozen.len() * 2 + 1 >= rewritings.len(), "less than half of the rewritings are frozen");
    let mut lines = String::new();
    for rewriting in &frozen {
        let now = digest(rewriting);
        // A digest that is there already is never written anew.
        let before = kept.get(rewriting.id).copied().unwrap_or(&now);
        assert!(before == now, "`{}` is frozen and makes other tables than it did", rewriting.id);
        lines += &format!("{}\t{now}\n", rewriting.id);
    }
    for id in kept.keys() {
        assert!(frozen.iter().any(|rewriting| rewriting.id == *id), "`{id}` was frozen and is gone");
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &lines).expect("the digests");
    }
    assert!(
        kept.len() == frozen.len() || std::env::var_os("UPDATE").is_some(),
        "a frozen rewriting has no digest yet"
    );
}

#[test]
fn rewritings_are_many_and_told_apart() {
    let rewritings = rewriting::all();
    let ids: BTreeSet<&str> = rewritings.iter().map(|rewriting| rewriting.id).collect();
    assert_eq!(ids.len(), rewritings.len(), "two rewritings have one name");
    assert_eq!(rewritings[0].id, "plain");
    let shops = rewritings.iter().filter(|rewriting| rewriting.family == "category").count();
    assert!(shops >= 12, "{shops} ways to shelve");
}
