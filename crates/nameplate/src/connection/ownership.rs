//! Ownership arithmetic: the *economic* share, and *legal* tests, which are other questions with other answers.
//!
//! The economic share multiplies along a chain and adds over chains. OFAC's 50 Percent Rule does not: each level that is
//! owned 50 % or more, alone or together, by blocked persons is itself blocked, and the test cascades (OFAC FAQ 401). The
//! UK asks for *more than* 50 %, or control; the EU did so until July 2024 and takes 50 % as enough since. Shares that nobody
//! stated are intervals, and an answer that depends on them is `cannot_tell`.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::date::{Day, Holds};
use crate::register::{PartyNo, Register, Relation, Share};
use crate::word::{RelationKind, words};

words! {
    /// The answer of a legal test.
    Answer {
        /// The threshold is not met.
        No => "no",
        /// The sources do not settle it.
        CannotTell => "cannot_tell",
        /// It is met.
        Yes => "yes",
    }
}

/// Levels beyond which a chain is not followed; cycles end earlier.
const MOST_LEVELS: usize = 16;

/// At most so many relations are looked at for one answer: far more than any real group needs, and an end to hostile
/// registers. Beyond that the answer cannot be told.
const MOST_TRIED: usize = 20_000;

/// At most so many controllers of controllers are looked at.
const MOST_CONTROLLERS: usize = 256;

/// The economic share of `owner` in `owned` on a day, in percent.
pub fn economic_share(register: &Register<'_>, owner: PartyNo, owned: PartyNo, day: Day) -> Share {
    let left = Cell::new(MOST_TRIED);
    let mut search = Chain { register, owner, day, visited: BTreeSet::from([owned]), left: &left };
    let mut share = search.share_in(owned, MOST_LEVELS);
    if left.get() == 0 {
        share.max = 1.0;
    }
    Share { min: (share.min * 100.0).min(100.0), max: (share.max * 100.0).min(100.0) }
}

struct Chain<'a, 'r> {
    register: &'a Register<'r>,
    owner: PartyNo,
    day: Day,
    visited: BTreeSet<PartyNo>,
    left: &'a Cell<usize>,
}

impl Chain<'_, '_> {
    fn share_in(&mut self, owned: PartyNo, levels: usize) -> Share {
        let mut total = Share { min: 0.0, max: 0.0 };
        if levels == 0 {
            return total;
        }
        for (holder, held) in holders(self.register, owned, self.day, self.left) {
            if holder == self.owner {
                total = Share { min: total.min + held.min, max: total.max + held.max };
            } else if self.visited.insert(holder) {
                let above = self.share_in(holder, levels - 1);
                total =
                    Share { min: total.min + held.min * above.min, max: total.max + held.max * above.max };
                self.visited.remove(&holder);
            }
        }
        total
    }
}

/// Who holds how much of a party on a day, as fractions. A share of unknown currency counts from nothing up to its size.
fn holders(register: &Register<'_>, owned: PartyNo, day: Day, left: &Cell<usize>) -> Vec<(PartyNo, Share)> {
    let mut all: Vec<(PartyNo, Share)> = Vec::new();
    let owning =
        register.relations_of(owned).take(left.get()).inspect(|_| left.set(left.get().saturating_sub(1)));
    for relation in owning.filter(|r| r.kind() == RelationKind::Owns) {
        let Some(held) = held_on(&relation, day) else { continue };
        let owner = relation.reaches();
        match all.iter_mut().find(|(known, _)| *known == owner) {
            // Two statements on one holding: the interval that covers both.
            Some((_, known)) => {
                *known = Share { min: known.min.min(held.min), max: known.max.max(held.max) };
            }
            None => all.push((owner, held)),
        }
    }
    all
}

fn held_on(relation: &Relation<'_>, day: Day) -> Option<Share> {
    let stated = relation.share().unwrap_or(Share { min: 0.0, max: 100.0 });
    match relation.interval().holds(day) {
        Holds::No => None,
        Holds::Yes => Some(Share { min: stated.min / 100.0, max: stated.max / 100.0 }),
        Holds::Unknown => Some(Share { min: 0.0, max: 1.0 }),
    }
}

/// OFAC's 50 Percent Rule (FAQ 401): owned 50 % or more, directly or indirectly, in the aggregate, by blocked persons;
/// each level is tested by itself. The BIS Affiliates Rule is read the same way, when it is in force.
pub fn fifty_percent_rule(register: &Register<'_>, blocked: &[PartyNo], party: PartyNo, day: Day) -> Answer {
    Test::new(register, blocked, day, &|share| share >= 0.5).answer(party)
}

/// The day from which the EU's guidance asks for 50 % or more instead of more than 50 % (Council, Best Practices of
/// 3 July 2024).
const EU_HALF_IS_ENOUGH: (u32, u32, u32) = (2024, 7, 3);

/// The day from which the EU's test is another one.
pub(crate) fn eu_test_changed() -> Day {
    let (year, month, first) = EU_HALF_IS_ENOUGH;
    Day::new(year, month, first).unwrap_or_else(|| unreachable!("it is a day"))
}

/// The test of EU asset freezes: ownership by all listed persons together, or control.
pub fn eu_control(register: &Register<'_>, listed: &[PartyNo], party: PartyNo, day: Day) -> Answer {
    let half_is_enough = day >= eu_test_changed();
    let owned = if half_is_enough { fifty_percent_rule } else { more_than_fifty_percent };
    owned(register, listed, party, day).max(control(register, listed, party, day))
}

/// The test of UK asset freezes: more than 50 % held by one listed person (holdings of several are not simply added up), or
/// control.
pub fn uk_control(register: &Register<'_>, listed: &[PartyNo], party: PartyNo, day: Day) -> Answer {
    let owned = |one: &PartyNo| more_than_fifty_percent(register, std::slice::from_ref(one), party, day);
    let owned = listed.iter().map(owned).max().unwrap_or(Answer::No);
    owned.max(control(register, listed, party, day))
}

/// Whether listed persons control a party: stated control, level by level. A stated subsidiary may be one by law or by
/// accounting; whether that is control in the sense of a freeze, its sources do not settle.
fn control(register: &Register<'_>, listed: &[PartyNo], party: PartyNo, day: Day) -> Answer {
    let mut best = Answer::No;
    let mut open = vec![(party, Answer::Yes)];
    let mut seen = BTreeMap::from([(party, Answer::Yes)]);
    while let Some((at, so_far)) = open.pop() {
        for relation in register.relations_of(at).take(MOST_CONTROLLERS) {
            let answer = match relation.kind() {
                RelationKind::Controls => Answer::Yes,
                RelationKind::SubsidiaryOf => Answer::CannotTell,
                _ => continue,
            };
            let answer = match relation.interval().holds(day) {
                Holds::No => continue,
                Holds::Unknown => Answer::CannotTell,
                Holds::Yes => answer,
            };
            let answer = answer.min(so_far);
            if listed.contains(&relation.reaches()) {
                best = best.max(answer);
            }
            let known = seen.get(&relation.reaches()).copied();
            if seen.len() < MOST_CONTROLLERS && known.is_none_or(|known| known < answer) {
                seen.insert(relation.reaches(), answer);
                open.push((relation.reaches(), answer));
            }
        }
    }
    best
}

/// The share that `owner` holds in `owned` itself, in percent; nothing where no holding is stated.
pub fn direct_share(register: &Register<'_>, owner: PartyNo, owned: PartyNo, day: Day) -> Share {
    let held = holders(register, owned, day, &Cell::new(MOST_TRIED))
        .into_iter()
        .find(|(holder, _)| *holder == owner);
    held.map_or(Share { min: 0.0, max: 0.0 }, |(_, held)| Share {
        min: held.min * 100.0,
        max: held.max * 100.0,
    })
}

/// The ownership half of the older EU and of the UK test: more than 50 %, directly or through owned firms.
pub fn more_than_fifty_percent(
    register: &Register<'_>,
    listed: &[PartyNo],
    party: PartyNo,
    day: Day,
) -> Answer {
    Test::new(register, listed, day, &|share| share > 0.5).answer(party)
}

struct Test<'a, 'r> {
    register: &'a Register<'r>,
    blocked: BTreeSet<PartyNo>,
    day: Day,
    enough: &'a dyn Fn(f64) -> bool,
    left: Cell<usize>,
}

impl<'a, 'r> Test<'a, 'r> {
    fn new(
        register: &'a Register<'r>,
        blocked: &[PartyNo],
        day: Day,
        enough: &'a dyn Fn(f64) -> bool,
    ) -> Self {
        let blocked = blocked.iter().copied().collect();
        Test { register, blocked, day, enough, left: Cell::new(MOST_TRIED) }
    }

    fn answer(&self, party: PartyNo) -> Answer {
        let answer = self.is_met(party, &mut BTreeSet::new());
        if self.left.get() == 0 { Answer::CannotTell } else { answer }
    }

    /// A stated parent holds something, even where nobody stated how much. Where other holdings leave room, it may be all of
    /// that room.
    fn add_parents(&self, party: PartyNo, holders: &mut Vec<(PartyNo, Share)>) {
        let room = (1.0 - holders.iter().map(|(_, held)| held.min).sum::<f64>()).max(0.0);
        let all = self.register.relations_of(party).take(self.left.get());
        let parents = all.inspect(|_| self.left.set(self.left.get().saturating_sub(1))).filter(|relation| {
            matches!(relation.kind(), RelationKind::SubsidiaryOf | RelationKind::Controls)
                && relation.interval().holds(self.day) > Holds::No
        });
        for parent in parents {
            if holders.iter().all(|(holder, _)| *holder != parent.reaches()) {
                holders.push((parent.reaches(), Share { min: 0.0, max: room }));
            }
        }
    }

    fn is_met(&self, party: PartyNo, visited: &mut BTreeSet<PartyNo>) -> Answer {
        if self.blocked.contains(&party) {
            return Answer::Yes;
        }
        if visited.len() >= MOST_LEVELS || !visited.insert(party) {
            return Answer::No;
        }
        let (mut least, mut most) = (0.0, 0.0);
        let mut holders = holders(self.register, party, self.day, &self.left);
        self.add_parents(party, &mut holders);
        let known: f64 = holders.iter().map(|(_, held)| held.max).sum();
        for (holder, held) in holders {
            match self.is_met(holder, visited) {
                Answer::Yes => {
                    least += held.min;
                    most += held.max;
                }
                Answer::CannotTell => most += held.max,
                Answer::No => {}
            }
        }
        visited.remove(&party);
        // What nobody stated may be held by anyone, blocked persons too, once one of them is a known holder.
        if most > 0.0 {
            most += (1.0 - known).max(0.0);
        }
        if (self.enough)(least) {
            Answer::Yes
        } else if (self.enough)(most) {
            Answer::CannotTell
        } else {
            Answer::No
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{PartyIn, RegisterInput, RelationIn, SourceIn, build};

    fn holding(from: &str, to: &str, share: &[f64]) -> RelationIn {
        let shares: Vec<String> = share.iter().map(f64::to_string).collect();
        let json = format!(
            r#"{{"from":"{from}","kind":"owns","to":"{to}","share":[{}],"sources":["s"]}}"#,
            shares.join(",")
        );
        serde_json::from_str(&json).unwrap()
    }

    fn with(holdings: &[RelationIn], ask: impl Fn(&Register<'_>, &dyn Fn(&str) -> PartyNo)) {
        let source: SourceIn =
            serde_json::from_str(r#"{"id":"s","title":"s","date":"2024","tier":"A"}"#).unwrap();
        let mut input = RegisterInput { source: vec![source], ..RegisterInput::default() };
        for id in ["a", "b", "c", "d", "x", "y", "z"] {
            input.party.push(PartyIn::named(id, id));
        }
        input.relation = holdings.to_vec();
        let bytes = build(&input, "test").unwrap();
        let register = Register::open(&bytes).unwrap();
        ask(&register, &|id| register.party_by_id(id).unwrap());
    }

    fn day() -> Day {
        Day::new(2026, 1, 1).unwrap()
    }

    #[test]
    fn economic_shares_multiply_along_and_add_over_chains() {
        let holdings = [
            holding("a", "b", &[50.0]),
            holding("b", "d", &[50.0]),
            holding("a", "c", &[20.0]),
            holding("c", "d", &[50.0]),
        ];
        with(&holdings, |register, no| {
            let share = economic_share(register, no("a"), no("d"), day());
            assert!((share.min - 35.0).abs() < 1e-9 && (share.max - 35.0).abs() < 1e-9);
        });
    }

    #[test]
    fn the_fifty_percent_rule_cascades_and_does_not_multiply() {
        // FAQ 401: X owns 50 % of A, A owns 50 % of B: B is blocked, though X's economic share is 25 %.
        let holdings = [holding("x", "a", &[50.0]), holding("a", "b", &[50.0])];
        with(&holdings, |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("b"), day()), Answer::Yes);
            assert!((economic_share(register, no("x"), no("b"), day()).max - 25.0).abs() < 1e-9);
            assert_eq!(more_than_fifty_percent(register, &[no("x")], no("b"), day()), Answer::CannotTell);
        });
    }

    #[test]
    fn the_fifty_percent_rule_aggregates_over_blocked_owners() {
        // FAQ 401: X owns 25 % of A, Y another 25 %.
        let holdings = [holding("x", "a", &[25.0]), holding("y", "a", &[25.0]), holding("z", "a", &[50.0])];
        with(&holdings, |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x"), no("y")], no("a"), day()), Answer::Yes);
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("a"), day()), Answer::No);
        });
    }

    #[test]
    fn an_indirect_chain_below_fifty_percent_ends() {
        // FAQ 401: X owns 25 % of A, A owns 100 % of B: A is not blocked, so neither is B.
        let holdings = [holding("x", "a", &[25.0]), holding("z", "a", &[75.0]), holding("a", "b", &[100.0])];
        with(&holdings, |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("b"), day()), Answer::No);
        });
    }

    #[test]
    fn what_nobody_stated_cannot_be_told() {
        with(&[holding("x", "a", &[40.0, 60.0])], |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("a"), day()), Answer::CannotTell);
        });
        with(&[holding("x", "a", &[48.0])], |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("a"), day()), Answer::CannotTell);
        });
    }

    fn tie(from: &str, kind: &str, to: &str) -> RelationIn {
        let json = format!(r#"{{"from":"{from}","kind":"{kind}","to":"{to}","sources":["s"]}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn a_subsidiary_without_a_stated_share_cannot_be_told() {
        with(&[tie("a", "subsidiary_of", "x")], |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("a"), day()), Answer::CannotTell);
            assert_eq!(uk_control(register, &[no("x")], no("a"), day()), Answer::CannotTell);
        });
        // Others hold 60 %: the parent cannot hold half.
        let holdings = [tie("a", "subsidiary_of", "x"), holding("z", "a", &[60.0])];
        with(&holdings, |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("a"), day()), Answer::No);
        });
    }

    #[test]
    fn control_is_enough_for_eu_and_uk_and_not_for_ofac() {
        let ties = [tie("x", "controls", "a"), holding("x", "a", &[30.0]), holding("z", "a", &[70.0])];
        with(&ties, |register, no| {
            assert_eq!(eu_control(register, &[no("x")], no("a"), day()), Answer::Yes);
            assert_eq!(uk_control(register, &[no("x")], no("a"), day()), Answer::Yes);
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("a"), day()), Answer::No);
        });
    }

    #[test]
    fn exactly_half_is_enough_for_the_eu_since_july_2024_and_never_for_the_uk() {
        let holdings = [holding("x", "a", &[50.0]), holding("z", "a", &[50.0])];
        with(&holdings, |register, no| {
            let eu = |day: &str| eu_control(register, &[no("x")], no("a"), day.parse().unwrap());
            assert_eq!((eu("2024-07-02"), eu("2024-07-03")), (Answer::No, Answer::Yes));
            assert_eq!(uk_control(register, &[no("x")], no("a"), day()), Answer::No);
        });
    }

    #[test]
    fn the_eu_adds_listed_owners_up_and_the_uk_does_not() {
        let holdings = [holding("x", "a", &[30.0]), holding("y", "a", &[30.0]), holding("z", "a", &[40.0])];
        with(&holdings, |register, no| {
            let listed = [no("x"), no("y")];
            assert_eq!(eu_control(register, &listed, no("a"), day()), Answer::Yes);
            assert_eq!(uk_control(register, &listed, no("a"), day()), Answer::No);
        });
    }

    #[test]
    fn cycles_end() {
        let holdings = [holding("a", "b", &[60.0]), holding("b", "c", &[60.0]), holding("c", "a", &[60.0])];
        with(&holdings, |register, no| {
            assert_eq!(fifty_percent_rule(register, &[no("x")], no("a"), day()), Answer::No);
            assert!(economic_share(register, no("a"), no("c"), day()).max > 35.0);
        });
    }
}
