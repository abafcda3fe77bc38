//! A listed group's own companies: its name with a place, a legal form, and what firms of every kind are called. Every listed
//! party of the starter register beside every place. `UPDATE=1` writes `scoreboard/names_groups.txt` anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use nameplate::Policy;
use nameplate::lookup::typed::{Match, by_name};
use nameplate::matching::{FoundBy, Matcher, PartyField, PartyQuery};
use nameplate::register::{NameKind, Party, PartyKind, PartyNo};
use nameplate::text::name::name_key;
use nameplate_tests::places::root;
use nameplate_tests::screening::{TODAY, starter};

/// A place as it stands behind a name, and the legal form that companies there bear.
const PLACES: [(&str, &str); 36] = [
    ("USA", "Inc."),
    ("America", "Corporation"),
    ("North America", "LLC"),
    ("Canada", "Inc."),
    ("de México", "S.A. de C.V."),
    ("do Brasil", "Ltda."),
    ("Argentina", "S.A."),
    ("UK", "Ltd"),
    ("(UK)", "Limited"),
    ("Ireland", "Limited"),
    ("Deutschland", "GmbH"),
    ("Austria", "GmbH"),
    ("Switzerland", "AG"),
    ("France", "SAS"),
    ("Italy", "S.r.l."),
    ("Italia", "S.p.A."),
    ("España", "S.L."),
    ("Portugal", "Lda"),
    ("Nederland", "B.V."),
    ("Polska", "Sp. z o.o."),
    ("Czech", "s.r.o."),
    ("Hungary", "Kft."),
    ("Romania", "SRL"),
    ("Sweden", "AB"),
    ("Turkey", "A.Ş."),
    ("Europe", "B.V."),
    ("Middle East", "FZE"),
    ("South Africa", "(Pty) Ltd"),
    ("India", "Private Limited"),
    ("(Thailand)", "Co., Ltd."),
    ("(Malaysia)", "Sdn. Bhd."),
    ("Singapore", "Pte. Ltd."),
    ("Vietnam", "Company Limited"),
    ("Hong Kong", "Limited"),
    ("Japan", "K.K."),
    ("Australia", "Pty Ltd"),
];

/// How a company of a group is called.
const FORMS: [fn(&str, &str, &str) -> String; 4] = [
    |name, place, _| format!("{name} {place}"),
    |name, place, form| format!("{name} {place} {form}"),
    |name, place, form| format!("{name} Technologies {place} {form}"),
    |name, place, form| format!("{name} ({place}) Trading {form}").replace("((", "(").replace("))", ")"),
];

/// What a listed party is called every day and in full, its legal form aside, where that is no ordinary word.
fn names(party: &Party<'_>) -> Vec<String> {
    let called = |kind| matches!(kind, NameKind::Primary | NameKind::Short);
    let plain = party.names().filter(|name| called(name.kind()) && !name.is_common());
    let keys: BTreeSet<String> = plain.map(|name| name_key(name.text())).collect();
    keys.into_iter().collect()
}

/// What became of the companies of one name.
#[derive(Default)]
struct Found {
    asked: usize,
    matched: usize,
    as_group: usize,
    who: usize,
}

fn asked(matcher: &Matcher<'_>, (no, id): (PartyNo, &str), name: &str) -> Found {
    let mut found = Found::default();
    for (place, form) in PLACES {
        for written in FORMS.map(|one| one(name, place, form)) {
            let known = by_name(matcher.register(), &written);
            // Another party of that very name is that party, and no company of this one.
            if matches!(&known, Match::One(other) if *other != no) {
                continue;
            }
            let mut query = PartyQuery::default();
            query.set(PartyField::Name, written.as_str());
            let hits = matcher.matches(&query).hits;
            let hit = hits.iter().find(|hit| hit.party.id == id);
            found.asked += 1;
            found.matched += usize::from(hit.is_some());
            found.as_group += usize::from(hit.is_some_and(|hit| hit.found_by == FoundBy::GroupName));
            found.who += usize::from(match &known {
                Match::One(one) => *one == no,
                Match::Several(all) | Match::Group(all) | Match::Parts(all) => all.contains(&no),
                Match::None => false,
            });
        }
    }
    found
}

#[test]
fn companies_of_listed_groups_are_found_as_what_they_are() {
    let register = starter();
    let matcher = Matcher::new(register, Policy::default(), TODAY.parse().unwrap());
    let (mut all, mut parties, mut names_asked, mut missed) = (Found::default(), 0, 0, Vec::new());
    for (no, party) in register.parties() {
        if party.kind() == PartyKind::Person || party.designations().next().is_none() {
            continue;
        }
        parties += 1;
        for name in names(&party) {
            let found = asked(&matcher, (no, party.id()), &name);
            names_asked += 1;
            if found.matched * 10 < found.asked * 9 {
                missed.push(format!("{name} ({}): {} of {}", party.id(), found.matched, found.asked));
            }
            all.asked += found.asked;
            all.matched += found.matched;
            all.as_group += found.as_group;
            all.who += found.who;
        }
    }
    let share = |n: usize| n as f64 / all.asked.max(1) as f64;
    let mut text = String::from(
        "Companies of listed groups: a listed party's name, a place, a legal form. See docs/matching.md.\n\n",
    );
    let _ = writeln!(text, "{parties} listed parties, {names_asked} names, {} names of companies", all.asked);
    let _ = writeln!(text, "found by match   {:.3}", share(all.matched));
    let _ = writeln!(text, "  as of a group  {:.3}", share(all.as_group));
    let _ = writeln!(text, "found by who     {:.3}", share(all.who));
    let _ = writeln!(text, "\nNames of which fewer than nine in ten are found ({}):", missed.len());
    for one in &missed {
        let _ = writeln!(text, "{one}");
    }
    let frozen = root().join("tests/scoreboard/names_groups.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&frozen, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&frozen).unwrap_or_default();
    assert!(text == expected, "the scoreboard moved: look at the diff, then UPDATE=1\n{text}");
    assert!(share(all.matched) > 0.9, "{text}");
}
