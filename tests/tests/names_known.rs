//! Whether a name is known is one question, and `who`, `match` and `check` give it one answer: over every name of every party of
//! the starter register.

use nameplate::lookup::typed::{Match, by_name, namesakes};
use nameplate::matching::{Matcher, PartyField, PartyQuery};
use nameplate::register::{PartyNo, Register};
use nameplate::{Field, Policy, Screener};
use nameplate_tests::screening::{TODAY, listing, screener, starter};

/// Whether `who` leads to the party.
fn who(register: &Register<'_>, name: &str, no: PartyNo) -> bool {
    match by_name(register, name) {
        Match::One(found) => found == no || namesakes(register, name, found).contains(&no),
        Match::Several(all) | Match::Group(all) | Match::Parts(all) => all.contains(&no),
        Match::None => false,
    }
}

/// Whether `match` tells of the party: as a hit, or as one that an ordinary word may mean.
fn matched(matcher: &Matcher<'_>, name: &str, id: &str) -> bool {
    let mut query = PartyQuery::default();
    query.set(PartyField::Name, name);
    let result = matcher.matches(&query);
    let told = result.defects.iter().any(|one| {
        one.reason.contains("ordinary word") && one.reason.split([' ', ',']).any(|word| word == id)
    });
    told || result.hits.iter().any(|hit| hit.party.id == id)
}

/// Whether `check` considers the party where a listing names its maker so.
fn checked(screener: &Screener<'_>, name: &str, id: &str) -> bool {
    let listing = listing(&[(Field::Manufacturer, name)]);
    let trace = screener.trace(&listing);
    trace.considered.iter().any(|one| one.id.as_str() == id)
        || trace.result.mentions.iter().any(|one| one.party.as_str() == id)
}

#[test]
fn three_roads_know_the_same_names() {
    let register = starter();
    let matcher =
        Matcher::new(register, Policy { match_limit: 1_000, ..Policy::default() }, TODAY.parse().unwrap());
    let screener = screener(TODAY);
    let (mut names, mut apart) = (0, Vec::new());
    for name in register.names() {
        let party = register.party(name.party()).unwrap();
        let roads = [
            who(&register, name.text(), name.party()),
            matched(&matcher, name.text(), party.id()),
            checked(&screener, name.text(), party.id()),
        ];
        names += 1;
        if roads.contains(&true) && roads.contains(&false) {
            apart.push(format!("{} of {}: who, match, check {roads:?}", name.text(), party.id()));
        }
    }
    assert!(names > 900, "{names}");
    assert!(apart.is_empty(), "{} of {names}:\n{}", apart.len(), apart.join("\n"));
}
