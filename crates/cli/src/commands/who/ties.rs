//! Whom a party is tied to: those who stand behind it, as a tree on the day asked for, and those whom it stands behind.

use nameplate::date::Holds;
use nameplate::dossier::{Behind, Holdings, Listed, Section, Tie, Tied, Who};

use super::printing::Printing;
use crate::notes::tiers;
use crate::out::{Line, Page, Tone, faint, strong, text};
use crate::words::{self, dates, further, hand, limits, plain};

/// Cells by which each level is set in.
const STEP: usize = 4;

/// Levels beyond which nothing is set in further: there is little width left.
const DEEPEST: usize = 6;

/// So many relations of a kind are shown, unless all are asked for.
const SHOWN: usize = 12;

/// Prints who stands behind the party that day, and who did before or will.
pub(super) fn behind(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    page.heading(&format!("Who stands behind it on {}", dossier.as_of));
    if dossier.behind.is_empty() {
        page.hanging(2, 2, &text("Nobody that this register knows of."));
    }
    level(printing, page, &dossier.behind, 0);
    if !dossier.at_other_times.is_empty() {
        page.heading("At other times");
    }
    for one in &dossier.at_other_times {
        one.ties.iter().for_each(|tie| step(printing, page, (tie, &one.party), 2));
    }
    printing.left_out(page, Section::Behind);
}

/// The parties of a level, and what lies above each.
fn level(printing: &mut Printing<'_>, page: &mut Page, parties: &[Behind], levels: usize) {
    let indent = 2 + STEP * levels.min(DEEPEST);
    for one in parties {
        one.ties.iter().for_each(|tie| step(printing, page, (tie, &one.party), indent));
        listed(page, &one.listed, indent + 2);
        for tied in &one.hands {
            let cited = printing.notes.cite(&tied.tie.sources);
            page.hanging(indent + 2, indent + 4, &faint(format!("{} · {cited}", hand(tied))));
        }
        if let Some(why) = one.further {
            page.hanging(indent + 2, indent + 2, &faint(further(why)));
        }
        level(printing, page, &one.behind, levels + 1);
    }
}

fn step(printing: &mut Printing<'_>, page: &mut Page, (tie, party): (&Tie, &Who), indent: usize) {
    let verb = words::Tie::of(tie).phrase();
    page.hanging(indent, indent + 2, &text(verb).plain(" ").strong(&party.name).then(doubts(tie)));
    let cited = printing.notes.cite(&tie.sources);
    page.hanging(
        indent + 2,
        indent + 2,
        &faint(format!("{} · {} · {cited}", dates(&tie.interval()), tiers(&tie.sources))),
    );
    if !tie.note.is_empty() {
        page.hanging(indent + 2, indent + 2, &faint(&tie.note));
    }
}

/// What a relation is limited to, and what keeps it from carrying a verdict.
fn doubts(tie: &Tie) -> Line {
    let line = faint(limits(tie).map_or_else(String::new, |limits| format!(" · {limits}")));
    if tie.doubts.is_empty() {
        return line;
    }
    let doubts: Vec<String> = tie.doubts.iter().map(|doubt| plain(doubt.word())).collect();
    line.add(Tone::Caution, format!(" · {}", doubts.join(", ")))
}

fn listed(page: &mut Page, lists: &[Listed], indent: usize) {
    if lists.is_empty() {
        return;
    }
    let one = |listed: &Listed| {
        let doubt = if listed.in_force == Holds::Unknown { " (not certain that day)" } else { "" };
        format!("{} {}{doubt}", listed.list, dates(&listed.interval()))
    };
    let lists: Vec<String> = lists.iter().map(one).collect();
    let line = Line::default().add(Tone::Alarm, "on lists: ").plain(lists.join(", "));
    page.hanging(indent, indent + 2, &line);
}

/// Prints whom the party stands behind: brands, subsidiaries, firms that it makes products for.
pub(super) fn before(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    for Holdings { relation, parties } in &dossier.holdings {
        page.heading(words::before(*relation));
        let shown = if printing.all { parties.len() } else { SHOWN };
        let rows = parties.iter().take(shown).map(|tied| row(printing, tied)).collect();
        page.rows(2, &[], rows);
        if parties.len() > shown {
            page.hanging(2, 2, &faint(format!("and {} more: --all", parties.len() - shown)));
        }
    }
    printing.left_out(page, Section::Holdings);
}

fn row(printing: &mut Printing<'_>, Tied { party, tie }: &Tied) -> Vec<Line> {
    let is_over = tie.holds == Holds::No;
    let name = if is_over { faint(&party.name) } else { strong(&party.name) };
    let mut about = dates(&tie.interval());
    if let Some(held) = tie.share {
        about = format!("{held}, {about}");
    }
    if is_over {
        about.push_str(", not that day");
    }
    let cited = printing.notes.cite(&tie.sources);
    let line = faint(about).then(doubts(tie)).faint(format!(" · {} · {cited}", tiers(&tie.sources)));
    vec![name, line]
}
