//! Rescan equals full scan: what [`Changed`] does not touch has the same answer from the newer register and on the later day, and a state
//! that was brought up to date says the same as a new one, over random edits of facts, names, merges, lists, rules and days.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod edits;
mod state;

use edits::{DAYS, Edit, alias, apply, at, base, edit, listing};
use nameplate::register::build;
use nameplate::rescan::Changed;
use nameplate::{Field, Listing, Policy, Rests, RestsMemo, Screener};
use proptest::prelude::*;

fn rests(screener: &Screener<'_>, listing: &Listing<'_>) -> Rests {
    screener.rests((&mut screener.memo(), &mut RestsMemo::default()), listing)
}

fn told(screener: &Screener<'_>, listing: &Listing<'_>) -> String {
    serde_json::to_string(&screener.screen(listing)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(std::env::var("PROPTEST_CASES").map_or(400, |n| n.parse().unwrap())))]

    #[test]
    fn what_no_change_touches_has_the_same_answer(
        before in proptest::collection::vec(edit(), 0..8),
        after in proptest::collection::vec(edit(), 0..4),
        days in (0..DAYS.len(), 0..DAYS.len(), any::<bool>()),
        listings in proptest::collection::vec(listing(), 1..12),
    ) {
        let mut input = base();
        before.iter().for_each(|edit| apply(&mut input, edit));
        let old = build(&input, "old").unwrap();
        after.iter().for_each(|edit| apply(&mut input, edit));
        let new = build(&input, "new").unwrap();
        let (from, to) = (DAYS[days.0], if days.2 { DAYS[days.1] } else { DAYS[days.0] });
        let (old, new) = (at(&old, from), at(&new, to));
        let changed = Changed::between(&old, &new);
        for listing in &listings {
            if changed.touches(&rests(&old, listing)).is_none() {
                prop_assert_eq!(told(&old, listing), told(&new, listing), "{:?}", listing);
            }
        }
    }
}

#[test]
fn a_change_touches_those_whom_it_concerns_and_no_others() {
    let listing = |field, text: &'static str| Listing::default().with(field, text);
    let touched = |edits: &[Edit], listing: &Listing<'_>| {
        let mut input = base();
        apply(&mut input, &Edit::Party { slot: 0, name: 0, person: false });
        let old = build(&input, "old").unwrap();
        edits.iter().for_each(|edit| apply(&mut input, edit));
        let new = build(&input, "new").unwrap();
        let (old, new) = (at(&old, "2026-03-01"), at(&new, "2026-03-01"));
        let changed = Changed::between(&old, &new);
        assert_eq!(changed.everything, None);
        changed.touches(&rests(&old, listing))
    };
    let cement = listing(Field::Manufacturer, "Tehran Cement Industries");
    let camera = listing(Field::Title, "Northwind dome camera");
    let desk = listing(Field::Seller, "Oak and Desk Ltd");
    let listed = [Edit::Listed { party: 4, list: true, since: 1 }];
    let cause = touched(&listed, &cement).unwrap();
    assert!(cause.contains("Tehran Cement Industries") && cause.contains("designations"), "{cause}");
    assert_eq!((touched(&listed, &camera), touched(&listed, &desk)), (None, None));
    // A new name is found in rows that nobody bore before, also where it is written otherwise.
    let new = [Edit::Party { slot: 1, name: 13, person: false }];
    assert!(touched(&new, &listing(Field::Seller, "Zenith Nonesuch Manufacturing")).is_some());
    assert!(touched(&new, &listing(Field::Supplier, "Zenith Nonesuch Manufactring")).is_some());
    assert_eq!(touched(&new, &desk), None);
    // Another version of the same says nothing new.
    assert_eq!((touched(&[], &cement), touched(&[], &camera)), (None, None));
}

#[test]
fn what_touches_everything_says_so() {
    let mut input = base();
    let old = build(&input, "old").unwrap();
    input.party[0].names.push(alias("Nordwind"));
    let new = build(&input, "new").unwrap();
    let (old, new) = (at(&old, "2026-03-01"), at(&new, "2026-03-01"));
    let why = Changed::between(&old, &new).everything.unwrap();
    assert!(why.contains("names of reviewed parties"), "{why}");
    let policy = Policy { max_hops: 1, ..Policy::default() };
    let other = Screener::new(*old.register(), policy, old.as_of());
    assert!(Changed::between(&old, &other).everything.unwrap().contains("policy"));
    assert!(Changed::between(&old, &at(&build(&base(), "again").unwrap(), "2026-03-01")).is_nothing());
}
