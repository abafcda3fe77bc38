//! The answer about a finding in plain words, for a terminal and for pages: who and whereto, what the laws ask of who asks, what to do.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::answer::{Audience, Meaning};
use nameplate::finding::{Act, Consequence, Finding, Ground, ListKind, Reader};

use crate::words::{counted, plain};

/// Who, and whereto: `this leads to ...`, without the name of the target.
pub fn reaches(finding: &Finding) -> &'static str {
    let case = &finding.case;
    match (case.path.is_empty(), case.ground) {
        (false, _) => "this leads to",
        (true, Ground::Named) => "the maker or brand is",
        (true, Ground::Component) => "a part of it is by",
        (true, Ground::SoldBy) => "it is sold by",
        (true, Ground::Class) => "it is of a kind that is listed, which is",
        (true, _) => "it is made by",
    }
}

/// By how many lists and measures the target is named: `8 lists and 1 measure`; empty where it is named by none.
pub fn named_by(finding: &Finding) -> String {
    // The list of the house among them: a rule of the house may be all that there is.
    let (lists, measures): (Vec<_>, Vec<_>) =
        finding.designations().partition(|one| one.kind == ListKind::List);
    let (lists, measures) = (lists.len() as u64, measures.len() as u64);
    let places = [(lists, "list", "lists"), (measures, "measure", "measures")];
    let places = places.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(n, one, many));
    places.collect::<Vec<_>>().join(" and ")
}

/// What a law asks of a reader: its rules that say the same of several acts.
#[derive(Clone, Debug)]
pub struct Law<'c> {
    /// What it asks.
    pub meaning: Meaning,
    /// One of its rules.
    pub rule: &'c Consequence,
    /// The acts that they are about.
    pub acts: Vec<Act>,
}

/// Rules by law, the most serious first; those of one citation that ask the same are one law.
pub fn laws(rules: Vec<&Consequence>) -> Vec<Law<'_>> {
    let mut laws: Vec<Law<'_>> = Vec::new();
    for rule in rules {
        let (meaning, act) = (Meaning::of(rule), rule.act);
        let is_same = |law: &&mut Law<'_>| {
            law.meaning == meaning
                && (&law.rule.citation, &law.rule.jurisdiction, &law.rule.why)
                    == (&rule.citation, &rule.jurisdiction, &rule.why)
        };
        match laws.iter_mut().find(is_same) {
            Some(law) if law.acts.contains(&act) => {}
            Some(law) => law.acts.push(act),
            None => laws.push(Law { meaning, rule, acts: vec![act] }),
        }
    }
    laws.sort_by_key(|law| law.meaning);
    laws
}

/// What to do next, in a sentence.
pub fn todo(finding: &Finding, audience: &Audience, laws: &[Law<'_>]) -> String {
    let acts = || match laws.first() {
        Some(law) => law.acts.iter().map(|act| done(*act)).collect::<Vec<_>>().join(" or "),
        None => "go on".to_owned(),
    };
    let meaning = Meaning::for_audience(finding, audience);
    let settled = finding.case.settle.is_empty();
    match meaning {
        Meaning::Stop => format!("do not {}", acts()),
        Meaning::MayBar if settled => {
            format!("do not {} before what is open is answered: ask the seller or maker", acts())
        }
        Meaning::MayBar => {
            format!("find out who made it before you {}: ask for what would settle it", acts())
        }
        Meaning::Check => {
            format!("look at it before you {}: that is allowed with a limit or after a check", acts())
        }
        Meaning::CannotTell => "find out whether the rule applies: ask for what is open".to_owned(),
        Meaning::Know | Meaning::Allowed if audience.reader == Some(Reader::Consumer) => {
            "decide for yourself: no rule that we know bars you from buying, owning or using it".to_owned()
        }
        Meaning::Know | Meaning::Allowed => "no duty follows from what we know".to_owned(),
        Meaning::NoRule => "ask somebody who knows the law of that place".to_owned(),
    }
}

/// An act with the thing that it is done to.
fn done(act: Act) -> String {
    match act {
        Act::ExportTo => "export goods to its maker".to_owned(),
        Act::Invest => "invest in its maker".to_owned(),
        Act::Contract => "enter into a contract that the law below bars".to_owned(),
        act => format!("{} it", plain(act.word())),
    }
}

/// The most serious meaning for each reader with where it holds: `retailer (US, IN)`, by meaning, the most serious first.
pub fn by_reader<'c>(rules: impl Iterator<Item = &'c Consequence>) -> Vec<(Meaning, Vec<String>)> {
    let mut by_reader: BTreeMap<Reader, (Meaning, BTreeSet<&str>)> = BTreeMap::new();
    for one in rules {
        let (known, places) = by_reader.entry(one.reader).or_insert((Meaning::Allowed, BTreeSet::new()));
        let word = Meaning::of(one);
        if word < *known {
            (*known, *places) = (word, BTreeSet::new());
        }
        if word == *known {
            places.insert(one.jurisdiction.as_str());
        }
    }
    let mut by_word: BTreeMap<Meaning, Vec<String>> = BTreeMap::new();
    for (reader, (word, places)) in by_reader {
        let places: Vec<&str> = places.into_iter().collect();
        by_word.entry(word).or_default().push(format!("{} ({})", plain(reader.word()), places.join(", ")));
    }
    by_word.into_iter().collect()
}
