//! Shareholdings: the economic share of each owner, and the legal ownership tests, which are other questions.

use std::collections::BTreeSet;

use nameplate::connection::ownership::{Answer, economic_share, fifty_percent_rule, more_than_fifty_percent};
use nameplate::date::{Day, Holds};
use nameplate::register::{PartyNo, Register, RelationKind};

use super::asked::Dossier;
use crate::out::{Page, faint, text};
use crate::words::{name_of, plain};

/// Levels of owners that are shown.
const LEVELS: usize = 6;

/// Prints shares and tests, where anybody is known to hold shares.
pub(super) fn print(dossier: &Dossier<'_>, page: &mut Page) {
    let (register, day) = (dossier.screener.register(), dossier.screener.as_of());
    let mut owners = Owners { register, day, found: BTreeSet::new() };
    owners.collect(dossier.no, LEVELS);
    let mut owners = owners.found;
    owners.remove(&dossier.no);
    if owners.is_empty() {
        return;
    }
    page.heading(&format!("Shares in it on {day}"));
    let row = |no: &PartyNo| {
        let held = economic_share(register, *no, dossier.no, day);
        vec![text(held.to_string()), text(name_of(register, *no))]
    };
    page.rows(2, &[], owners.iter().map(row).collect());
    page.hanging(
        2,
        2,
        &faint(
            "The economic share: multiplied along a chain, added over chains; unknown shares give a range.",
        ),
    );
    tests(dossier, page, &owners);
}

/// Who owns, that day.
struct Owners<'a, 'r> {
    register: &'a Register<'r>,
    day: Day,
    found: BTreeSet<PartyNo>,
}

impl Owners<'_, '_> {
    fn collect(&mut self, owned: PartyNo, levels: usize) {
        if levels == 0 {
            return;
        }
        for relation in self.register.relations_of(owned) {
            let holds =
                relation.kind() == RelationKind::Owns && relation.interval().holds(self.day) > Holds::No;
            if holds && self.found.insert(relation.reaches()) {
                self.collect(relation.reaches(), levels - 1);
            }
        }
    }
}

/// Both tests for each list on which an owner stands and the party itself does not.
fn tests(dossier: &Dossier<'_>, page: &mut Page, owners: &BTreeSet<PartyNo>) {
    let (register, day) = (dossier.screener.register(), dossier.screener.as_of());
    let mut rows = Vec::new();
    for list in register.lists() {
        let listed: Vec<PartyNo> = register
            .designations()
            .filter(|d| d.list().is_some_and(|other| other.id() == list.id()))
            .filter(|d| d.interval().holds(day) > Holds::No)
            .filter_map(|d| d.party())
            .collect();
        if listed.contains(&dossier.no) || !owners.iter().any(|owner| listed.contains(owner)) {
            continue;
        }
        let half = fifty_percent_rule(register, &listed, dossier.no, day);
        let more = more_than_fifty_percent(register, &listed, dossier.no, day);
        let answers = format!("50 % or more: {}; more than 50 %: {}", answer(half), answer(more));
        rows.push(vec![text(list.id()), text(answers)]);
    }
    if rows.is_empty() {
        return;
    }
    page.blank();
    page.hanging(2, 2, &text("Is it owned by parties on a list, all of them together, level by level?"));
    page.rows(4, &[], rows);
    page.hanging(
        2,
        2,
        &faint("Whether a list reaches owned firms at all is for its own rules to say; these are the answers to the arithmetic."),
    );
}

fn answer(answer: Answer) -> String {
    plain(answer.word())
}
