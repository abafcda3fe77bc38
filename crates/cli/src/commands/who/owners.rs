//! Shareholdings: the economic share of each owner, and the legal ownership tests, which are other questions.

use nameplate::dossier::{Section, Shares};

use super::printing::Printing;
use crate::out::{Page, faint, text};
use crate::words::{ARITHMETIC_ONLY, ECONOMIC_SHARE, OWNED_BY_LISTED, tested};

/// Prints shares and tests, where anybody is known to hold shares.
pub(super) fn print(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    let Some(shares) = &dossier.shares else { return };
    page.heading(&format!("Shares in it on {}", dossier.as_of));
    let row = |one: &nameplate::dossier::Holder| vec![text(one.share.to_string()), text(&one.party.name)];
    page.rows(2, &[], shares.holders.iter().map(row).collect());
    printing.left_out(page, Section::Holders);
    let cited = printing.notes.cite(&shares.sources);
    page.hanging(2, 2, &faint(format!("{ECONOMIC_SHARE} {cited}")));
    tests(shares, page);
}

/// Both tests for each list on which an owner stands and the party itself does not.
fn tests(shares: &Shares, page: &mut Page) {
    if shares.tests.is_empty() {
        return;
    }
    page.blank();
    page.hanging(2, 2, &text(OWNED_BY_LISTED));
    let rows = shares.tests.iter().map(|test| vec![text(&*test.list), text(tested(test))]);
    page.rows(4, &[], rows.collect());
    page.hanging(2, 2, &faint(ARITHMETIC_ONLY));
}
