//! The dossier of one party on a terminal: what is known, who says so, and how sure that is. What it says is worked out in the
//! engine; here it is only laid out.

use nameplate::date::Holds;
use nameplate::dossier::{Bearing, Dossier, Marks, Place, Section};
use nameplate::register::Strength;

use super::printing::Printing;
use super::{owners, said, ties};
use crate::notes::Notes;
use crate::out::{Line, Page, Tone, faint, strong, text};
use crate::words::{asked_for, dates, native, plain};

/// So many tell-tales of a kind are shown, unless all are asked for.
const TELLS: usize = 8;

/// Prints all sections that have something to say.
pub(super) fn print(dossier: &Dossier, all: bool, page: &mut Page) {
    let mut printing = Printing { dossier, all, notes: Notes::default() };
    head(&mut printing, page);
    names(&printing, page);
    lists(&mut printing, page);
    ties::behind(&mut printing, page);
    ties::before(&mut printing, page);
    owners::print(&mut printing, page);
    said::print(&mut printing, page);
    tells(&mut printing, page);
    namesakes(&printing, page);
    printing.notes.print(page);
}

fn head(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    let (party, who) = (&dossier.party, &dossier.party.who);
    page.para(&strong(pages::answer(dossier)));
    page.blank();
    page.para(&text(&who.name).faint(native(who.native_name.as_deref())));
    let mut about = vec![plain(who.kind.word())];
    if !who.country.is_empty() {
        about.push(who.country.clone());
    }
    about.push(format!("id {}", who.id));
    about.push(format!("as of {}", asked_for(dossier.as_of, dossier.reach)));
    let cited = printing.notes.cite(&party.sources);
    if !cited.is_empty() {
        about.push(cited);
    }
    page.para(&faint(about.join(" · ")));
    if !party.note.is_empty() {
        page.para(&text(&party.note));
    }
    let makes: Vec<&str> = party.makes.iter().map(|class| class.name.as_str()).collect();
    if !makes.is_empty() {
        page.para(&faint("Known for: ").plain(makes.join(", ")));
    }
}

fn names(printing: &Printing<'_>, page: &mut Page) {
    page.heading("Names");
    let marked = |line: Line, name: &Bearing| {
        let mut marks = Vec::new();
        if name.unsourced {
            marks.push("unsourced");
        }
        if name.common {
            marks.push("ordinary word");
        }
        let line = line.plain(&name.text);
        if marks.is_empty() { line } else { line.faint(format!(" ({})", marks.join(", "))) }
    };
    let row = |names: &[Bearing]| {
        let line = names.iter().enumerate().fold(Line::default(), |line, (n, name)| {
            marked(if n > 0 { line.plain(", ") } else { line }, name)
        });
        vec![faint(names.first().map_or("", |name| name.kind.word())), line]
    };
    let party = &printing.dossier.party;
    let mut rows: Vec<_> = party.names.chunk_by(|one, next| one.kind == next.kind).map(row).collect();
    if !party.identifiers.is_empty() {
        rows.push(vec![faint("numbers"), text(party.identifiers.join(", "))]);
    }
    page.rows(2, &[], rows);
    printing.left_out(page, Section::Names);
}

fn lists(printing: &mut Printing<'_>, page: &mut Page) {
    page.heading("On lists");
    let dossier = printing.dossier;
    if dossier.places.is_empty() {
        return page.hanging(2, 2, &text("On none that this register holds."));
    }
    for place in &dossier.places {
        designation(printing, page, place);
    }
    printing.left_out(page, Section::Places);
}

fn designation(printing: &mut Printing<'_>, page: &mut Page, place: &Place) {
    let listed = &place.listed;
    let state = match listed.in_force {
        Holds::Yes => Line::default(),
        Holds::No => Line::default().add(Tone::Faint, " · not in force that day"),
        Holds::Unknown => Line::default().add(Tone::Caution, " · whether in force that day is not certain"),
    };
    page.hanging(2, 4, &strong(&listed.list_name).faint(format!(" · {}", listed.list)).then(state));
    let citation = if place.citation.is_empty() { String::new() } else { format!(" · {}", place.citation) };
    let cited = printing.notes.cite(&listed.sources);
    let entry = format!("as “{}”, {}{citation} · {cited}", place.entry, dates(&listed.interval()));
    page.hanging(4, 4, &faint(entry));
    let reason = if place.reason.is_empty() { faint("no reason published") } else { text(&place.reason) };
    page.hanging(4, 4, &reason);
}

fn tells(printing: &mut Printing<'_>, page: &mut Page) {
    let dossier = printing.dossier;
    if dossier.marks.is_empty() {
        return;
    }
    page.heading("How its products give themselves away");
    let rows = dossier.marks.iter().map(|one| of_a_kind(printing, one)).collect();
    page.rows(2, &[], rows);
    printing.left_out(page, Section::Marks);
}

fn of_a_kind(printing: &mut Printing<'_>, all: &Marks) -> Vec<Line> {
    let shown = if printing.all { all.marks.len() } else { TELLS };
    let literals: Vec<&str> = all.marks.iter().take(shown).map(|mark| mark.text.as_str()).collect();
    let mut line = text(literals.join(", "));
    if all.marks.len() > shown {
        line = line.faint(format!(" and {} more", all.marks.len() - shown));
    }
    let cited = printing.notes.cite(&all.sources);
    line = line.faint(if cited.is_empty() { " · unsourced".to_owned() } else { format!(" · {cited}") });
    let weak = if all.strength == Strength::Weak { " (shared)" } else { "" };
    vec![text(plain(all.kind.word())).faint(weak), line]
}

/// Who is not to be taken for the party.
fn namesakes(printing: &Printing<'_>, page: &mut Page) {
    let all = &printing.dossier.namesakes;
    if all.is_empty() {
        return;
    }
    page.heading("Others of a like name, who belong elsewhere as far as this register knows");
    page.rows(2, &[], all.iter().map(|one| vec![strong(&*one.id), text(&one.name)]).collect());
    printing.left_out(page, Section::Namesakes);
}
