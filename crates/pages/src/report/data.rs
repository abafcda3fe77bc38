//! The listings for the table's script, as arrays of numbers and short texts: what recurs stands once and is referred to by
//! its number. The order of the fields is the script's contract.

use std::collections::{BTreeMap, HashMap};

use nameplate::Verdict;
use nameplate::answer::Meaning;
use nameplate::finding::{Evidence, Ground, Target};
use serde::Serialize;

use super::blocks::{Blocks, Numbers};
use super::groups::Groups;
use crate::gather::{Found, GroupKey, Kept};
use crate::words::{ground, plain, reach};

/// Texts by number.
#[derive(Default)]
struct Table<'g> {
    all: Vec<&'g str>,
    known: HashMap<&'g str, usize>,
}

impl<'g> Table<'g> {
    fn number(&mut self, text: &'g str) -> usize {
        let next = self.all.len();
        let number = *self.known.entry(text).or_insert(next);
        if number == next {
            self.all.push(text);
        }
        number
    }
}

/// Weight, reason, field, the words of the listing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
struct Signal(i32, usize, usize, usize);

/// What many findings have in common: target, ground, connected, rank, for whom, and the blocks of chain, lists,
/// consequences, claims, warning, the anchor, and what it means for who asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
struct Case(usize, usize, u8, usize, usize, usize, usize, usize, usize, usize, usize, usize);

/// Case, score, evidence, what would settle it.
#[derive(Serialize)]
struct Row(usize, i32, Vec<usize>, Vec<usize>);

/// Connected, rank, score, title, id, file, row, brand, maker, seller, model, address, findings, what it means, group.
#[derive(Serialize)]
struct Listing<'g>(
    u8,
    usize,
    i32,
    &'g str,
    &'g str,
    usize,
    u64,
    usize,
    usize,
    usize,
    usize,
    &'g str,
    Vec<Row>,
    usize,
    usize,
);

/// What it means, connected, target, how it leads there.
#[derive(Serialize)]
struct Group<'g>(usize, u8, &'g str, String);

impl<'g> Group<'g> {
    fn of(key: &'g GroupKey) -> Self {
        let connected = u8::from(key.verdict.0 == Verdict::Connected);
        Group(place(key.meaning), connected, &key.target.name, reach(key.ground, &key.start))
    }
}

#[derive(Serialize)]
struct Data<'g> {
    texts: Vec<&'g str>,
    targets: Vec<(&'g str, Option<&'g str>)>,
    grounds: Vec<(String, &'static str)>,
    signals: Vec<Signal>,
    cases: Vec<Case>,
    meanings: Vec<&'static str>,
    /// Whether somebody asks: then it is told what it means for them.
    asked: bool,
    groups: Vec<Group<'g>>,
    listings: Vec<Listing<'g>>,
}

/// What is put together while listings are gone through.
#[derive(Default)]
struct Pool<'g> {
    texts: Table<'g>,
    targets: Vec<(&'g str, Option<&'g str>)>,
    known_targets: BTreeMap<&'g Target, usize>,
    signals: Vec<Signal>,
    known_signals: HashMap<Signal, usize>,
    cases: Vec<Case>,
    known_cases: HashMap<Case, usize>,
}

impl<'g> Pool<'g> {
    fn target(&mut self, target: &'g Target) -> usize {
        let next = self.targets.len();
        let number = *self.known_targets.entry(target).or_insert(next);
        if number == next {
            self.targets.push((&target.name, target.native_name.as_deref()));
        }
        number
    }

    fn signal(&mut self, signal: &'g Evidence) -> usize {
        let reason = self.texts.number(signal.sentence);
        let one =
            Signal(signal.weight, reason, self.texts.number(signal.field), self.texts.number(&signal.text));
        let next = self.signals.len();
        let number = *self.known_signals.entry(one).or_insert(next);
        if number == next {
            self.signals.push(one);
        }
        number
    }

    fn found(&mut self, found: &'g Found, at: Numbers) -> Row {
        let target = self.target(&found.case().target);
        let ground = Ground::ALL.iter().position(|one| *one == found.case().ground).unwrap_or_default();
        let signals = found.signals.iter().map(|signal| self.signal(signal)).collect();
        let settle = found.case().settle.iter().map(|settle| self.texts.number(settle)).collect();
        let connected = u8::from(found.finding.verdict == Verdict::Connected);
        let case = Case(
            target,
            ground,
            connected,
            found.rank,
            self.texts.number(&found.for_whom),
            at.chain,
            at.lists,
            at.means,
            at.said,
            at.told,
            self.texts.number(found.anchor()),
            place(found.meaning),
        );
        let next = self.cases.len();
        let number = *self.known_cases.entry(case).or_insert(next);
        if number == next {
            self.cases.push(case);
        }
        Row(number, found.finding.score, signals, settle)
    }

    fn listing(&mut self, kept: &'g Kept, group: usize, blocks: &mut Blocks) -> Listing<'g> {
        let texts = &mut self.texts;
        let [file, brand, seller, model] =
            [&kept.file, &kept.brand, &kept.seller, &kept.model].map(|text| texts.number(text));
        let maker = texts.number(kept.maker.as_deref().unwrap_or(""));
        let findings = kept.findings.iter().map(|found| self.found(found, blocks.of(found))).collect();
        let connected = u8::from(kept.verdict == Verdict::Connected);
        let (rank, score, title, id, row, url) =
            (kept.rank, kept.score, &kept.title, &kept.id, kept.row, &kept.url);
        let meaning = place(kept.meaning);
        Listing(
            connected, rank, score, title, id, file, row, brand, maker, seller, model, url, findings,
            meaning, group,
        )
    }
}

/// The place of a meaning among all.
fn place(meaning: Meaning) -> usize {
    Meaning::ALL.iter().position(|one| *one == meaning).unwrap_or_default()
}

/// The data as JSON, with the blocks that it refers to.
pub(super) fn data(kept: &[Kept], groups: &Groups<'_>, asked: bool, blocks: &mut Blocks) -> String {
    let mut pool = Pool::default();
    let listings =
        kept.iter().zip(&groups.of_kept).map(|(one, group)| pool.listing(one, *group, blocks)).collect();
    let data = Data {
        texts: pool.texts.all,
        targets: pool.targets,
        grounds: Ground::ALL.iter().map(|one| (plain(one.word()), ground(*one))).collect(),
        signals: pool.signals,
        cases: pool.cases,
        meanings: Meaning::ALL.map(Meaning::word).to_vec(),
        asked,
        groups: groups.all.iter().map(|(one, _)| Group::of(one)).collect(),
        listings,
    };
    // Numbers and texts always have a JSON form.
    serde_json::to_string(&data).unwrap_or_default()
}
