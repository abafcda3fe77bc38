//! From evidence to the scores that clients of yente expect, between 0 and 1, and from what the matcher says to `explanations`. One
//! function, that never falls, made of nothing but +, -, * and /, so that every machine gives the same number. It judges nothing: the
//! order of hits is the matcher's.

use std::collections::BTreeMap;

use nameplate::matching::{FoundBy, Hit, Says};
use serde::Serialize;

/// The score from which on a hit is a match, for yente and here.
pub(crate) const THRESHOLD: f64 = 0.7;

/// The score of evidence in milli-nats, where `from` is the evidence from which on the policy takes a hit.
///
/// Below `from` it rises in a straight line from 0 to 0.7. Above, what is missing to 1 shrinks with the square of
/// `k / (k + evidence - from)`, and `k = 6/7 from` makes both meet without a bend. 4,000 is 0.7, 6,000 is 0.88, 9,000 is 0.95, 20,000
/// is 0.99: better evidence is always a better score, and none is 1.
pub(crate) fn score(evidence: i32, from: i32) -> f64 {
    let (evidence, from) = (f64::from(evidence), f64::from(from.max(1)));
    if evidence <= from {
        return THRESHOLD * (evidence.max(0.0) / from);
    }
    let k = from * 6.0 / 7.0;
    let left = k / (k + evidence - from);
    1.0 - (1.0 - THRESHOLD) * left * left
}

/// The evidence that a score below the threshold needs; `from` for any above it.
pub(crate) fn evidence(score: f64, from: i32) -> i32 {
    let share = (score / THRESHOLD).clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and `from`")]
    let evidence = (f64::from(from) * share).floor() as i32;
    evidence
}

/// What speaks for or against a hit, as yente tells it.
#[derive(Debug, Serialize)]
pub(crate) struct Feature {
    /// In words.
    detail: String,
    /// Its part of the evidence, in nats.
    score: f64,
    /// The value of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    /// The value of the party.
    #[serde(skip_serializing_if = "Option::is_none")]
    candidate: Option<String>,
}

/// What a hit rests on, by name.
pub(crate) type Explanations = BTreeMap<String, Feature>;

/// The features that there are, and what they mean.
pub(crate) const FEATURES: &[(&str, &str)] = &[
    (
        "words_that_met",
        "The words that both names have, by how rare each is among published names, times how alike they are",
    ),
    ("nothing_is_left_over", "No word of either name is without a counterpart"),
    ("group_name", "The name bears a party's name with a place or with what firms of every kind are called"),
    ("identifier", "A number that names one party: the same, or another one of its kind"),
    ("country", "The same country, or another one"),
    ("born", "The same date of birth or foundation, or another one"),
    ("address", "Words and numbers of an address that are the same"),
    ("name", "What kind of name it is that met: weak, former, an ordinary word"),
    (
        "words_beside",
        "What speaks against it in the names: words left over, spelling, order, numbers, places, legal forms",
    ),
];

/// The feature that a sentence of the matcher belongs to.
fn feature(says: &str) -> &'static str {
    const BEGINS: &[(&str, &str)] = &[
        ("words that met", "words_that_met"),
        ("nothing is left over", "nothing_is_left_over"),
        ("both in ", "country"),
        ("both born ", "born"),
        ("born ", "born"),
        ("the same ", "identifier"),
        ("another ", "identifier"),
        ("the list itself calls", "name"),
        ("a name that it does not bear", "name"),
        ("an ordinary word", "name"),
    ];
    if says.contains("words of the address") {
        return "address";
    }
    let is_country = |part: Option<&str>| part.is_some_and(|part| part.len() == 2);
    if let Some((one, other)) = says.split_once(" stands against ")
        && is_country(Some(one))
        && is_country(Some(other))
    {
        return "country";
    }
    let found = BEGINS.iter().find(|(begin, _)| says.starts_with(begin));
    found.map_or("words_beside", |(_, feature)| feature)
}

/// What a hit rests on, in the matcher's own words; its parts add up to the evidence.
pub(crate) fn explanations(hit: &Hit, query: &str) -> Explanations {
    let mut all = Explanations::new();
    let mut add = |says: &Says| {
        let name = match (hit.found_by, feature(&says.says)) {
            (FoundBy::GroupName, _) => "group_name",
            (_, feature) => feature,
        };
        let score = f64::from(says.weight) / 1_000.0;
        match all.get_mut(name) {
            Some(known) => {
                known.detail = format!("{}; {}", known.detail, says.says);
                known.score = ((known.score + score) * 1_000.0).round() / 1_000.0;
            }
            None => {
                let names = matches!(name, "words_that_met" | "group_name");
                let detail = if names { hit.alignment.clone() } else { says.says.clone() };
                let query = names.then(|| query.to_owned());
                let candidate = names.then(|| hit.name.clone());
                all.insert(name.to_owned(), Feature { detail, score, query, candidate });
            }
        }
    };
    hit.speaks_for.iter().chain(&hit.against).for_each(&mut add);
    all
}

/// The parts of the evidence alone.
pub(crate) fn features(explanations: &Explanations) -> BTreeMap<&str, f64> {
    explanations.iter().map(|(name, feature)| (name.as_str(), feature.score)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_is_never_a_lower_score() {
        for from in [1, 2_500, 4_000, 6_000] {
            let all: Vec<f64> = (-10..400).map(|n| score(n * 100, from)).collect();
            assert!(all.is_sorted() && all.iter().all(|score| (0.0..1.0).contains(score)), "{from}");
            assert!((score(from, from) - THRESHOLD).abs() < 1e-12);
            assert!(score(from - 1, from) < THRESHOLD && score(from + 1, from) > THRESHOLD);
        }
        assert!((score(6_000, 4_000) - 0.88).abs() < 0.005 && (score(9_000, 4_000) - 0.95).abs() < 0.005);
    }

    #[test]
    fn evidence_is_what_a_score_needs() {
        assert_eq!((evidence(0.7, 4_000), evidence(0.9, 4_000), evidence(0.0, 4_000)), (4_000, 4_000, 0));
        assert!(score(evidence(0.35, 4_000), 4_000) <= 0.35);
    }

    #[test]
    fn sentences_of_the_matcher_have_their_features() {
        for (says, name) in [
            ("both in cn", "country"),
            ("CN stands against US", "country"),
            ("born 1965 stands against 1972-01-26", "born"),
            ("the same LEI 5493", "identifier"),
            ("3 words of the address are those of “x”", "address"),
            ("`y` is left over", "words_beside"),
        ] {
            assert_eq!(feature(says), name, "{says}");
        }
    }
}
