//! Which entry that is gone goes on as which that is new.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::text::name::{name_key, words};

use crate::record::Record;
use nameplate::text::country::code as country;

/// A mark that more entries than this share tells nothing: it would only cost time.
const MOST_SHARED: usize = 64;
/// How much of the words of two names must be the same, in percent, for one to be a re-spelling of the other.
const LEAST_ALIKE: usize = 50;

/// Takes pairs out of both sides, the surest first: by identifier, by a name in normal form, by most of the words.
pub(super) fn pair<'a>(
    gone: &mut Vec<&'a Record>,
    come: &mut Vec<&'a Record>,
) -> Vec<(&'a Record, &'a Record)> {
    let mut pairing = Pairing { gone, come, pairs: Vec::new() };
    for marks in [by_identifier, by_name] {
        pairing.take(marks, |_, _| Some(100));
    }
    pairing.take(by_word, |a, b| Some(alike(a, b)).filter(|alike| *alike >= LEAST_ALIKE));
    pairing.pairs
}

/// The entries of both sides that have no counterpart yet, and the pairs that were found.
struct Pairing<'v, 'a> {
    gone: &'v mut Vec<&'a Record>,
    come: &'v mut Vec<&'a Record>,
    pairs: Vec<(&'a Record, &'a Record)>,
}

impl Pairing<'_, '_> {
    /// Pairs entries of one list that share a mark, the most alike first; ties go by id, so that the order of entries does
    /// not matter.
    fn take(&mut self, marks: fn(&Record) -> BTreeSet<String>, score: fn(&Record, &Record) -> Option<usize>) {
        let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, record) in self.come.iter().enumerate() {
            for mark in marks(record) {
                holders.entry(mark).or_default().push(at);
            }
        }
        let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (g, old) in self.gone.iter().enumerate() {
            for mark in marks(old) {
                for &c in holders.get(&mark).filter(|c| c.len() <= MOST_SHARED).into_iter().flatten() {
                    let Some(new) = self.come.get(c) else { continue };
                    if may_be_one(old, new) && !found.contains_key(&(g, c)) {
                        found.extend(score(old, new).map(|score| ((g, c), score)));
                    }
                }
            }
        }
        let mut found: Vec<((usize, usize), usize)> = found.into_iter().collect();
        found.sort_by_key(|&((g, c), score)| (std::cmp::Reverse(score), g, c));
        let (mut used_gone, mut used_come) = (BTreeSet::new(), BTreeSet::new());
        for ((g, c), _) in found {
            if let (Some(old), Some(new)) = (self.gone.get(g), self.come.get(c))
                && !used_gone.contains(&g)
                && !used_come.contains(&c)
            {
                used_gone.insert(g);
                used_come.insert(c);
                self.pairs.push((old, new));
            }
        }
        keep(self.gone, &used_gone);
        keep(self.come, &used_come);
    }
}

fn keep(records: &mut Vec<&Record>, used: &BTreeSet<usize>) {
    let mut at = 0;
    records.retain(|_| {
        at += 1;
        !used.contains(&(at - 1))
    });
}

/// One list, one sort, and no two different countries.
fn may_be_one(a: &Record, b: &Record) -> bool {
    let countries = |record: &Record| -> BTreeSet<&'static str> {
        let all = record.addresses.iter().map(|address| country(&address.country));
        all.chain(record.countries.iter().map(|c| country(c))).filter(|code| !code.is_empty()).collect()
    };
    let (one, other) = (countries(a), countries(b));
    a.list == b.list && a.kind == b.kind && (one.is_empty() || other.is_empty() || !one.is_disjoint(&other))
}

fn by_identifier(record: &Record) -> BTreeSet<String> {
    record.identifiers.iter().map(|id| format!("{} {}", id.scheme, id.value)).collect()
}

fn by_name(record: &Record) -> BTreeSet<String> {
    record.names.iter().map(|name| name_key(&name.text)).filter(|key| !key.is_empty()).collect()
}

fn by_word(record: &Record) -> BTreeSet<String> {
    words(&name_key(record.primary())).map(str::to_owned).collect()
}

/// The share of words that two names have in common, in percent.
fn alike(a: &Record, b: &Record) -> usize {
    let (one, other) = (by_word(a), by_word(b));
    let common = one.intersection(&other).count();
    let all = one.len() + other.len() - common;
    (common * 100).checked_div(all).unwrap_or(0)
}
