//! What is said about a party and what it answers, side by side; where sources contradict each other; rumours as rumours.

use std::collections::BTreeMap;

use nameplate::finding::Claim;
use nameplate::register::Lead;

use super::asked::Dossier;
use crate::commands::explain::print_claim;
use crate::out::{Page, faint, strong, text};
use crate::words::{NO_ANSWER, name_of, plain};

/// Prints claims, answers, contradictions and leads.
pub(super) fn print(dossier: &mut Dossier<'_>, page: &mut Page) {
    claims(dossier, page);
    contradictions(dossier, page);
    leads(dossier, page);
}

fn claims(dossier: &mut Dossier<'_>, page: &mut Page) {
    let mut by_subject: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    for claim in dossier.party.claims() {
        by_subject.entry(plain(claim.subject.word())).or_default().push(claim);
    }
    if !by_subject.is_empty() {
        page.heading("What is said about it");
    }
    for claims in by_subject.values_mut() {
        claims.sort_by_key(|claim| (claim.status, claim.date.to_bits()));
        claims.iter().for_each(|claim| print_claim(page, 2, claim, &mut dossier.notes));
    }
    let (id, mut answers) = (dossier.party.id(), dossier.screener.answers(dossier.no));
    if answers.is_empty() && by_subject.is_empty() {
        return;
    }
    page.heading("What is answered");
    if answers.is_empty() {
        page.hanging(2, 2, &text(NO_ANSWER));
    }
    answers.sort_by_key(|answer| answer.date.to_bits());
    for answer in answers {
        let cited = dossier.notes.cite(&answer.sources);
        let whose = if answer.party == id { String::new() } else { format!("{}: ", answer.name) };
        page.hanging(
            2,
            4,
            &faint(whose).plain(&answer.sentence).faint(format!(" · {} · {cited}", answer.date)),
        );
    }
}

fn contradictions(dossier: &mut Dossier<'_>, page: &mut Page) {
    let all: Vec<_> = dossier.party.contradictions().collect();
    if !all.is_empty() {
        page.heading("Where sources contradict each other");
    }
    for one in all {
        page.hanging(2, 4, &strong(one.topic()));
        let rows = one.statements().map(|(says, source)| {
            let cited = source.map(|source| dossier.notes.cite(&[source])).unwrap_or_default();
            vec![faint("says"), text(says).plain(" ").faint(cited)]
        });
        let mut rows: Vec<_> = rows.collect();
        if !one.resolution().is_empty() {
            rows.push(vec![faint("we"), text(one.resolution())]);
        }
        page.rows(4, &[], rows);
    }
}

fn leads(dossier: &mut Dossier<'_>, page: &mut Page) {
    let all: Vec<Lead<'_>> = dossier.party.leads().collect();
    if all.is_empty() {
        return;
    }
    page.heading("Rumours: never part of a verdict");
    for lead in all {
        let to = lead.to().map(|no| name_of(dossier.screener.register(), no)).unwrap_or_default();
        let to = if to.is_empty() { String::new() } else { format!(" · about {to}") };
        let cited = dossier.notes.cite(&lead.sources());
        let cited = if cited.is_empty() { "no source".to_owned() } else { cited };
        page.hanging(2, 4, &text(lead.sentence()).faint(format!("{to} · {cited}")));
    }
}
