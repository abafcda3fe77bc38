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
use nameplate::Day;
use nameplate::register::hex;
use nameplate_tests::labelled;
use nameplate_tests::screening::{TODAY, screener};
use rewriting::{Dressed, Rewriting};
use score::Score;
use sha2::{Digest, Sha256};
use spread::{POSITIVES, ROWS, Ran, Spread};
use tables::Tables;

fn scoreboard(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scoreboard").join(file)
}

/// Labelled listings among ordinary goods, and the scoreboard that they have.
struct Section {
    file: &'static str,
    ordinary: &'static str,
    spread: Spread,
}

/// The sections that can be measured on this machine.
fn sections(data: &Tables) -> Vec<Section> {
    let labelled = goods::labelled(data);
    let own = Section {
        file: "metamorphic.txt",
        ordinary: "made for this, from `tests/metamorphic/data/ordinary.tsv`",
        spread: Spread::new(labelled.clone(), &goods::made_ordinary(20_000)),
    };
    let (Some(real), Some(ordinary)) = (goods::real(data), goods::real_ordinary(data)) else {
        println!("skipped: real rows and real ordinary goods, since there is no shared data");
        return vec![own];
    };
    let real = Section {
        file: "metamorphic_real.txt",
        ordinary: "10,807 of a real shop, not in this repository",
        spread: Spread::new(labelled.into_iter().chain(real).collect(), &ordinary),
    };
    vec![own, real]
}

fn is_as_rare_as_in_a_shop(rows: &[Goods]) -> bool {
    let positives =
        rows.iter().filter(|goods| goods.label.as_ref().is_some_and(|label| !label.silent())).count();
    rows.len() >= ROWS && positives <= POSITIVES && positives * 50 <= rows.len()
}

fn text(section: &Section, rewritings: &[Rewriting], ran: &[Ran]) -> String {
    let plain = score::right_ones(&ran[0]);
    let sets: BTreeSet<&'static str> = ran[0].labelled.iter().map(|one| one.label.set).collect();
    let mut by_set = BTreeMap::<&str, Score>::new();
    for (rewriting, ran) in rewritings.iter().zip(ran).skip(1) {
        assert!(ran.labelled.iter().any(|one| one.changed), "{} changes nothing", rewriting.id);
        for set in &sets {
            *by_set.entry(set).or_default() += Score::of(ran, &plain, Some(set));
        }
    }
    let score = |ran| Score::of(ran, &plain, None);
    let scores: Vec<(&Rewriting, Score)> = rewritings.iter().zip(ran.iter().map(score)).collect();
    board::text(section.ordinary, &scores, &by_set)
}

#[test]
fn figures_are_the_committed_ones() {
    let (data, rewritings) = (Tables::read(), rewriting::all());
    let (sections, folder) = (sections(&data), tempfile::tempdir().expect("a folder for tables"));
    let today = screener(TODAY);
    let mut all: Vec<Vec<Ran>> = Vec::new();
    for section in &sections {
        assert!(
            section.spread.tables.iter().all(|rows| is_as_rare_as_in_a_shop(rows)),
            "a table with too few rows"
        );
        let run = |rewriting| section.spread.run(rewriting, &data, folder.path(), &today);
        all.push(rewritings.iter().map(run).collect());
    }
    // A screener is large, and so is making one: each day has its turn, for all rewritings at once.
    let days: BTreeSet<Day> = all.iter().flatten().flat_map(Ran::days).collect();
    for day in days {
        let screener = screener(&day.to_string());
        all.iter_mut().flatten().for_each(|ran| ran.judge_later(&screener));
    }
    let texts: Vec<String> =
        sections.iter().zip(&all).map(|(section, ran)| text(section, &rewritings, ran)).collect();
    for (section, text) in sections.iter().zip(&texts) {
        update(section.file, text);
    }
    for (section, text) in sections.iter().zip(&texts) {
        holds(section.file, text);
    }
}

/// Prints what came out wrong under the rewritings that `MISSED` names: what to look at before a rule is mended.
#[test]
fn missed_rows_are_shown_on_request() {
    let Ok(asked) = std::env::var("MISSED") else { return };
    let (data, rewritings) = (Tables::read(), rewriting::all());
    let folder = tempfile::tempdir().expect("a folder for tables");
    let (section, today) = (sections(&data).remove(0), screener(TODAY));
    for rewriting in rewritings.iter().filter(|rewriting| asked.split(',').any(|id| id == rewriting.id)) {
        let ran = section.spread.run(rewriting, &data, folder.path(), &today);
        // Listings with a day of their own are left out here: they wait for the screener of that day.
        let missed = ran
            .labelled
            .iter()
            .filter(|one| one.changed && !one.apart && !one.has_own_day() && !score::right(one));
        for one in missed {
            let case = &one.label.case;
            let fields: Vec<String> =
                one.dressed.filled().map(|(field, text)| format!("{}={text}", field.name())).collect();
            let seen = one.seen.as_ref().map(|seen| (seen.verdict.word(), &seen.targets));
            println!(
                "{} {} {:?} {:?}: {seen:?}\n    {}",
                rewriting.id,
                case.id,
                case.verdicts,
                case.targets,
                fields.join(" | ")
            );
        }
    }
}

fn update(file: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(scoreboard(file), text).expect("the scoreboard");
    }
}

fn holds(file: &str, text: &str) {
    let expected = std::fs::read_to_string(scoreboard(file)).unwrap_or_default();
    for (now, before) in text.lines().zip(expected.lines()).filter(|(now, before)| now != before) {
        println!("- {before}\n+ {now}");
    }
    assert!(
        text == expected,
        "{file} moved: look at the diff, then `UPDATE=1 cargo test -p nameplate-tests --test metamorphic`"
    );
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
        let bytes = table::bytes(rewriting, &rows, &data);
        // To be looked at: whether the rows are still what they were.
        if std::env::var("SHOW").is_ok_and(|id| id == rewriting.id || id == "all") {
            println!("{}\n{}", rewriting.id, String::from_utf8_lossy(&bytes));
        }
        hex(&Sha256::digest(bytes))
    };
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let kept: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once('\t')).collect();
    let rewritings = rewriting::all();
    let frozen: Vec<&Rewriting> = rewritings.iter().filter(|rewriting| rewriting.frozen).collect();
    assert!(frozen.len() * 2 + 1 >= rewritings.len(), "less than half of the rewritings are frozen");
    let mut lines = String::new();
    for (rewriting, now) in rewritings.iter().map(|rewriting| (rewriting, digest(rewriting))) {
        if !rewriting.frozen {
            continue;
        }
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
