//! Whom a party is tied to: those who stand behind it, as a tree on the day asked for, and those whom it stands behind.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nameplate::Verdict;
use nameplate::date::Holds;
use nameplate::register::{Extent, PartyNo, Relation, RelationKind, Status};

use super::asked::Dossier;
use crate::notes::tiers;
use crate::out::{Line, Page, Tone, faint, strong, text};
use crate::words::{self, dates, name_of};

/// Cells by which each level is set in.
const STEP: usize = 4;

/// Prints who stands behind the party that day, and who did before or will.
pub(super) fn behind(dossier: &mut Dossier<'_>, page: &mut Page) {
    page.heading(&format!("Who stands behind it on {}", dossier.screener.as_of()));
    let (then, other) = relations(dossier, dossier.no);
    if then.is_empty() {
        page.hanging(2, 2, &text("Nobody that this register knows of."));
    }
    let seen = vec![dossier.no];
    Climb { dossier, page, seen }.up(&then, 2);
    if !other.is_empty() {
        page.heading("At other times");
    }
    other.iter().for_each(|relation| step(dossier, page, relation, 2));
}

/// The relations by which somebody stands behind a party: those of the day asked for, the surest first, and the others.
fn relations<'s>(dossier: &Dossier<'s>, no: PartyNo) -> (Vec<Relation<'s>>, Vec<Relation<'s>>) {
    let day = dossier.screener.as_of();
    let all = dossier.screener.register().relations_of(no);
    let (mut then, other): (Vec<_>, Vec<_>) = all.partition(|r| r.interval().holds(day) > Holds::No);
    then.sort_by_key(|r| (Reverse(r.interval().holds(day)), Reverse(r.carries()), r.kind()));
    (then, other)
}

/// On the way up through those who stand behind.
struct Climb<'a, 'd> {
    dossier: &'a mut Dossier<'d>,
    page: &'a mut Page,
    /// A party is climbed once, so that cycles end.
    seen: Vec<PartyNo>,
}

impl Climb<'_, '_> {
    /// The parties behind, and what lies above them.
    fn up(&mut self, relations_behind: &[Relation<'_>], indent: usize) {
        let mut parties: Vec<PartyNo> = Vec::new();
        for relation in relations_behind {
            if !parties.contains(&relation.reaches()) {
                parties.push(relation.reaches());
            }
        }
        for above in parties {
            for relation in relations_behind.iter().filter(|r| r.reaches() == above) {
                step(self.dossier, self.page, relation, indent);
            }
            if self.seen.contains(&above) || indent / STEP >= self.dossier.screener.policy().max_hops {
                continue;
            }
            self.seen.push(above);
            listed(self.dossier, self.page, above, indent + 2);
            let (then, other) = relations(self.dossier, above);
            for relation in other.iter().filter(|r| is_ownership(r.kind())) {
                once(self.dossier, self.page, relation, indent + 2);
            }
            self.up(&then, indent + STEP);
        }
    }
}

/// Whether a change of it is a change of hands.
fn is_ownership(kind: RelationKind) -> bool {
    use RelationKind::{BrandOf, Controls, Owns, SubsidiaryOf};
    matches!(kind, BrandOf | Controls | Owns | SubsidiaryOf)
}

/// A relation of another time, in one line.
fn once(dossier: &mut Dossier<'_>, page: &mut Page, relation: &Relation<'_>, indent: usize) {
    let name = name_of(dossier.screener.register(), relation.reaches());
    let cited = dossier.notes.cite(&relation.sources());
    let words = words::Tie::of(relation).phrase();
    let line = faint(format!("at another time {words} {name}: {} · {cited}", dates(&relation.interval())));
    page.hanging(indent, indent + 2, &line);
}

fn step(dossier: &mut Dossier<'_>, page: &mut Page, relation: &Relation<'_>, indent: usize) {
    let verb = words::Tie::of(relation).phrase();
    let name = name_of(dossier.screener.register(), relation.reaches());
    page.hanging(
        indent,
        indent + 2,
        &text(verb).plain(" ").strong(name).then(doubts(dossier, relation, true)),
    );
    let sources = relation.sources();
    let cited = dossier.notes.cite(&sources);
    page.hanging(
        indent + 2,
        indent + 2,
        &faint(format!("{} · {} · {cited}", dates(&relation.interval()), tiers(&sources))),
    );
    if !relation.note().is_empty() {
        page.hanging(indent + 2, indent + 2, &faint(relation.note()));
    }
}

/// What a relation is limited to, and what keeps it from carrying a verdict.
fn doubts(dossier: &Dossier<'_>, relation: &Relation<'_>, classes: bool) -> Line {
    let mut doubts = Vec::new();
    if relation.status() == Status::Allegation {
        doubts.push("alleged");
    } else if relation.carries() < Verdict::Connected {
        doubts.push("one community source");
    }
    if relation.interval().holds(dossier.screener.as_of()) == Holds::Unknown {
        doubts.push("not certain that day");
    }
    let mut limits: Vec<String> =
        relation.lines().chain(relation.models()).take(6).map(str::to_owned).collect();
    let register = dossier.screener.register();
    let kinds = relation.classes().filter_map(|no| register.class(no)).filter(|_| classes);
    limits.extend(kinds.map(|class| class.name().to_owned()));
    limits.extend(relation.markets().map(str::to_owned));
    let limits = limits.join(", ");
    let limits = match (relation.extent(), limits.is_empty()) {
        (Extent::All, true) => String::new(),
        (Extent::All, false) => format!(" · for {limits}"),
        (extent, true) => format!(" · {extent} of its products"),
        (extent, false) => format!(" · {extent} of its products: {limits}"),
    };
    let line = faint(limits);
    if doubts.is_empty() { line } else { line.add(Tone::Caution, format!(" · {}", doubts.join(", "))) }
}

fn listed(dossier: &Dossier<'_>, page: &mut Page, no: PartyNo, indent: usize) {
    let Some(party) = dossier.screener.register().party(no) else { return };
    let day = dossier.screener.as_of();
    let lists: Vec<String> = party
        .designations()
        .filter(|d| d.interval().holds(day) > Holds::No)
        .filter_map(|d| Some(format!("{} {}", d.list()?.id(), dates(&d.interval()))))
        .collect();
    if !lists.is_empty() {
        let lists = lists.join(", ");
        page.hanging(indent, indent + 2, &Line::default().add(Tone::Alarm, "on lists: ").plain(lists));
    }
}

/// Prints whom the party stands behind: brands, subsidiaries, firms that it makes products for.
pub(super) fn before(dossier: &mut Dossier<'_>, page: &mut Page) {
    const SHOWN: usize = 12;
    let day = dossier.screener.as_of();
    let mut by_kind: BTreeMap<RelationKind, Vec<Relation<'_>>> = BTreeMap::new();
    for relation in dossier.screener.register().relations_to(dossier.no) {
        by_kind.entry(relation.kind()).or_default().push(relation);
    }
    for (kind, mut relations) in by_kind {
        page.heading(words::before(kind));
        relations.sort_by_key(|r| Reverse(r.interval().holds(day)));
        let shown = if dossier.all { relations.len() } else { SHOWN };
        let rows = relations.iter().take(shown).map(|relation| tied(dossier, relation)).collect();
        page.rows(2, &[], rows);
        if relations.len() > shown {
            page.hanging(2, 2, &faint(format!("and {} more: --all", relations.len() - shown)));
        }
    }
}

fn tied(dossier: &mut Dossier<'_>, relation: &Relation<'_>) -> Vec<Line> {
    let register = dossier.screener.register();
    let party = register.party(relation.leaves());
    let name = party.map_or("", |party| party.name());
    let holds = relation.interval().holds(dossier.screener.as_of());
    let name = if holds == Holds::No { faint(name) } else { strong(name) };
    let mut about = dates(&relation.interval());
    if let Some(held) = relation.share() {
        about = format!("{held}, {about}");
    }
    if holds == Holds::No {
        about.push_str(", not that day");
    }
    let sources = relation.sources();
    let cited = dossier.notes.cite(&sources);
    let line = faint(about)
        .then(doubts(dossier, relation, dossier.all))
        .faint(format!(" · {} · {cited}", tiers(&sources)));
    vec![name, line]
}
