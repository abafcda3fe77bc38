//! The dossier as a value, over every party of the starter register; and three of them word for word, as a value and as a page.
//!
//! `UPDATE=1 cargo test -p nameplate-tests --test dossier` rewrites `tests/fixtures/dossiers`; the diff is read by somebody.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use nameplate::date::Holds;
use nameplate::dossier::{Behind, Dossier, Doubt, Further, Section, Whose};
use nameplate::finding::ClaimStatus;
use nameplate::register::{PartyIn, RegisterInput, build};
use nameplate::{Policy, Register, Screener};
use nameplate_tests::places::{hold, root};
use nameplate_tests::screening::{TODAY, screener};
use serde_json::{Value, json};

/// On these days everybody is looked at: before most lists, between, and today.
const DAYS: [&str; 3] = ["2015-06-01", "2021-06-01", TODAY];

/// All dossiers of a day.
fn all(day: &str) -> Vec<Dossier> {
    let screener = screener(day);
    let of = |no| Dossier::of(&screener, no).expect("every party has a dossier");
    screener.register().parties().map(|(no, _)| of(no)).collect()
}

fn one(id: &str, day: &str) -> Dossier {
    let screener = screener(day);
    let no = screener.register().party_by_id(id).unwrap_or_else(|| panic!("no party `{id}`"));
    Dossier::of(&screener, no).unwrap()
}

/// Everybody who stands behind somebody, at every level.
fn climbed<'d>(level: &'d [Behind], into: &mut Vec<&'d Behind>, levels: usize) -> usize {
    let deeper = level.iter().map(|one| {
        into.push(one);
        climbed(&one.behind, into, levels + 1)
    });
    deeper.max().unwrap_or(levels)
}

fn tree(dossier: &Dossier) -> (Vec<&Behind>, usize) {
    let mut all = Vec::new();
    let depth = climbed(&dossier.behind, &mut all, 0);
    (all, depth)
}

#[test]
fn every_party_has_one_and_the_same_question_gives_the_same_value() {
    for day in DAYS {
        let (first, second) = (all(day), all(day));
        assert!(first.len() > 250, "{} parties", first.len());
        for (one, again) in first.iter().zip(&second) {
            assert_eq!(one, again);
            assert_eq!(serde_json::to_string(one).unwrap(), serde_json::to_string(again).unwrap());
        }
    }
}

#[test]
fn all_of_the_starter_register_has_room() {
    for dossier in DAYS.iter().flat_map(|day| all(day)) {
        let id = &dossier.party.who.id;
        assert!(dossier.left_out.is_empty(), "{id}: {:?}", dossier.left_out);
        let (behind, depth) = tree(&dossier);
        assert!(depth <= 16 && behind.len() <= 200, "{id}: {} behind, {depth} levels", behind.len());
        assert!(behind.iter().all(|one| one.further != Some(Further::NoRoom)), "{id}");
        let followed: Vec<&str> = behind
            .iter()
            .filter(|one| one.further.is_none() && !one.behind.is_empty())
            .map(|one| one.party.id.as_str())
            .collect();
        let distinct: BTreeSet<&str> = followed.iter().copied().collect();
        assert_eq!(followed.len(), distinct.len(), "{id}: somebody is climbed twice");
    }
}

/// Visits every object in a value, with the names of what it stands in.
fn objects(value: &Value, inside: &mut Vec<String>, visit: &mut impl FnMut(&Value, &[String])) {
    match value {
        Value::Object(fields) => {
            visit(value, inside);
            for (name, field) in fields {
                inside.push(name.clone());
                objects(field, inside, visit);
                inside.pop();
            }
        }
        Value::Array(items) => items.iter().for_each(|item| objects(item, inside, visit)),
        _ => {}
    }
}

#[test]
fn every_statement_has_a_source_or_says_that_it_has_none() {
    let mut statements = 0;
    for dossier in all(TODAY) {
        let value = serde_json::to_value(&dossier).unwrap();
        let id = dossier.party.who.id.clone();
        objects(&value, &mut Vec::new(), &mut |object, inside| {
            let states = ["sentence", "valid_from", "since", "marks", "holders", "names"];
            if inside.is_empty() || !states.iter().any(|field| object.get(field).is_some()) {
                return;
            }
            statements += 1;
            let sources =
                object["sources"].as_array().unwrap_or_else(|| panic!("{id}: {inside:?}: {object}"));
            // Marks decide nothing by themselves and need no source; rumours are from somewhere.
            let may_have_none = inside.iter().any(|name| name == "leads" || name == "marks");
            assert!(may_have_none || !sources.is_empty(), "{id}: {inside:?} has no source: {object}");
            let told = |id: &Value| dossier.sources.iter().any(|source| *id == *source.id.as_str());
            assert!(sources.iter().all(told), "{id}: {inside:?} cites what is not told: {object}");
        });
        for marks in &dossier.marks {
            let unsourced = marks.marks.iter().filter(|mark| mark.unsourced).count();
            assert!(!marks.sources.is_empty() || unsourced == marks.marks.len(), "{id}: {marks:?}");
        }
    }
    assert!(statements > 2_500, "{statements} statements");
}

#[test]
fn no_allegation_stands_above_what_an_authority_found() {
    let mut both = 0;
    for dossier in all(TODAY) {
        let id = &dossier.party.who.id;
        let statuses: Vec<ClaimStatus> = dossier.claims.iter().map(|claim| claim.status).collect();
        assert!(statuses.is_sorted(), "{id}: {statuses:?}");
        let page = pages::dossier(&dossier);
        let heading =
            |status: ClaimStatus| page.find(&format!("<h4>{}</h4>", status.word().replace('_', " ")));
        let places: Vec<usize> = ClaimStatus::ALL.iter().filter_map(|status| heading(*status)).collect();
        assert!(places.is_sorted(), "{id}: {places:?}");
        let distinct: BTreeSet<ClaimStatus> = statuses.iter().copied().collect();
        assert_eq!(places.len(), distinct.len(), "{id}");
        both += usize::from(
            distinct.contains(&ClaimStatus::OfficialFinding) && distinct.contains(&ClaimStatus::Allegation),
        );
    }
    assert!(both > 2, "only {both} parties have both");
}

#[test]
fn a_rumour_is_nowhere_but_among_the_rumours() {
    let mut rumours = 0;
    for dossier in all(TODAY) {
        let stated = serde_json::to_string(&Dossier { leads: Vec::new(), ..dossier.clone() }).unwrap();
        for lead in &dossier.leads {
            rumours += 1;
            let sentence = serde_json::to_string(&lead.sentence).unwrap();
            assert!(!stated.contains(&sentence), "{}: {sentence}", dossier.party.who.id);
        }
    }
    assert!(rumours > 0);
}

#[test]
fn what_is_not_certain_is_said_to_be() {
    let (mut doubtful, mut strangers) = (0, 0);
    for dossier in DAYS.iter().flat_map(|day| all(day)) {
        let (behind, _) = tree(&dossier);
        for tie in behind.iter().flat_map(|one| &one.ties) {
            assert!(tie.holds > Holds::No, "{tie:?}");
            assert_eq!(tie.holds == Holds::Unknown, tie.doubts.contains(&Doubt::NotCertainThatDay));
            doubtful += usize::from(!tie.doubts.is_empty());
        }
        assert!(dossier.places.iter().map(|place| place.listed.in_force).rev().is_sorted());
        for answer in &dossier.responses {
            let is_own = answer.said.party == dossier.party.who.id;
            assert_eq!(is_own, answer.whose == Whose::Own);
            strangers += usize::from(answer.whose == Whose::Family);
        }
    }
    assert!(doubtful > 20, "{doubtful} doubtful ties");
    assert!(strangers > 0, "nobody's answer stands in by name");
}

/// A register whose parties are tied so: `(from, to)` means that `from` is a subsidiary of `to`.
fn tied(parties: usize, ties: &[(usize, usize)]) -> Vec<u8> {
    let id = |n: usize| format!("p{n:05}");
    let relation = |(from, to): &(usize, usize)| json!({"from": id(*from), "kind": "subsidiary_of", "to": id(*to), "sources": ["s"]});
    let source =
        serde_json::from_value(json!({"id": "s", "title": "s", "date": "2024", "tier": "A"})).unwrap();
    let input = RegisterInput {
        source: vec![source],
        party: (0..parties).map(|n| PartyIn::named(&id(n), &id(n))).collect(),
        relation: ties.iter().map(|tie| serde_json::from_value(relation(tie)).unwrap()).collect(),
        ..RegisterInput::default()
    };
    build(&input, "test").unwrap()
}

fn of_first(bytes: &[u8]) -> Dossier {
    let register = Register::open(bytes).unwrap();
    let screener = Screener::new(register, Policy::default(), TODAY.parse().unwrap());
    let no = screener.register().party_by_id("p00000").unwrap();
    Dossier::of(&screener, no).unwrap()
}

#[test]
fn a_circle_ends_and_whoever_is_near_is_told_near() {
    // 0 is owned by 1 and 2, 1 by 2, 2 by 0.
    let dossier = of_first(&tied(3, &[(0, 1), (0, 2), (1, 2), (2, 0)]));
    let [first, second] = dossier.behind.as_slice() else { panic!("{dossier:?}") };
    assert_eq!(first.behind[0].further, Some(Further::Elsewhere));
    assert_eq!((second.further, second.behind[0].party.id.as_str()), (None, "p00000"));
    assert_eq!(second.behind[0].further, Some(Further::Elsewhere));
}

#[test]
fn whatever_the_register_holds_a_dossier_ends_and_counts_what_it_leaves_out() {
    let chain: Vec<(usize, usize)> = (0..100).map(|n| (n, n + 1)).collect();
    let high = of_first(&tied(101, &chain));
    let (all, depth) = tree(&high);
    assert_eq!((depth, all.last().unwrap().further), (16, Some(Further::NoRoom)));
    assert!(pages::dossier(&high).contains("see its own dossier"));

    let star: Vec<(usize, usize)> = (1..=3_000).flat_map(|n| [(0, n), (n, 0)]).collect();
    let wide = of_first(&tied(3_001, &star));
    assert_eq!(wide.left_out[&Section::Holdings], 2_000);
    assert!(wide.left_out[&Section::Behind] >= 2_000);
    assert_eq!(wide.behind.len(), 1_000);
    assert!(pages::dossier(&wide).contains("for which a dossier has no room"));
}

/// What of a page can be read, a line a block.
fn readable(page: &str) -> String {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let inline = ["strong", "span", "code", "a", "em", "b"];
    let mut text = String::new();
    for (n, piece) in body.split('<').enumerate() {
        let (tag, words) = if n == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        text.push_str(if inline.contains(&name) { "" } else { "\n" });
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

#[test]
fn three_dossiers_are_as_they_were_when_somebody_last_read_them() {
    let folder = root().join("tests/fixtures/dossiers");
    for id in ["lorex", "nubia", "tp-link-technologies"] {
        let mut dossier = one(id, TODAY);
        // They change with every word of every fact.
        dossier.register.version = "starter".to_owned();
        dossier.register.hash = "-".to_owned();
        dossier.policy_hash = "-".to_owned();
        let value = serde_json::to_string_pretty(&dossier).unwrap() + "\n";
        hold(&folder.join(format!("{id}.json")), &value);
        hold(&folder.join(format!("{id}.page.txt")), &readable(&pages::dossier(&dossier)));
    }
}
