//! What is said about a party and what it answers, side by side; where sources contradict each other; rumours as rumours.

use nameplate::dossier::Section;

use super::printing::Printing;
use crate::commands::explain::print_claim;
use crate::out::{Page, faint, strong, text};
use crate::words::{NO_ANSWER, answering};

/// Prints claims, answers, contradictions and leads.
pub(super) fn print(printing: &mut Printing<'_>, page: &mut Page) {
    claims(printing, page);
    contradictions(printing, page);
    leads(printing, page);
}

fn claims(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    if !dossier.claims.is_empty() {
        page.heading("What is said about it");
    }
    for claim in &dossier.claims {
        print_claim(page, 2, claim, &mut printing.notes);
    }
    printing.left_out(page, Section::Claims);
    if dossier.responses.is_empty() && dossier.claims.is_empty() {
        return;
    }
    page.heading("What is answered");
    if dossier.responses.is_empty() {
        page.hanging(2, 2, &text(NO_ANSWER));
    }
    for answer in &dossier.responses {
        let cited = printing.notes.cite(&answer.said.sources);
        let whose = answering(answer).map_or_else(String::new, |name| format!("{name}: "));
        page.hanging(
            2,
            4,
            &faint(whose).plain(&answer.said.sentence).faint(format!(" · {} · {cited}", answer.said.date)),
        );
    }
    printing.left_out(page, Section::Responses);
}

fn contradictions(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    if !dossier.contradictions.is_empty() {
        page.heading("Where sources contradict each other");
    }
    for one in &dossier.contradictions {
        page.hanging(2, 4, &strong(&one.topic));
        let rows = one.statements.iter().map(|says| {
            let cited = printing.notes.cite(&says.sources);
            vec![faint("says"), text(&says.sentence).plain(" ").faint(cited)]
        });
        let mut rows: Vec<_> = rows.collect();
        if !one.resolution.is_empty() {
            rows.push(vec![faint("we"), text(&one.resolution)]);
        }
        page.rows(4, &[], rows);
    }
    printing.left_out(page, Section::Contradictions);
}

fn leads(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    if dossier.leads.is_empty() {
        return;
    }
    page.heading("Rumours: never part of a verdict");
    for lead in &dossier.leads {
        let to = lead.to.as_ref().map_or_else(String::new, |to| format!(" · about {}", to.name));
        let cited = printing.notes.cite(&lead.sources);
        let cited = if cited.is_empty() { "no source".to_owned() } else { cited };
        page.hanging(2, 4, &text(&lead.sentence).faint(format!("{to} · {cited}")));
    }
    printing.left_out(page, Section::Leads);
}
