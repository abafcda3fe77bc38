//! The dossier of one party, from the register alone: what is known, who says so, and how sure that is.

use std::collections::BTreeMap;

use nameplate::date::Holds;
use nameplate::register::{DesignationView, Name, NameKind, Strength, Tell};

use super::asked::Dossier;
use super::{owners, said, ties};
use crate::commands::check::native;
use crate::out::{Line, Page, Tone, faint, strong, text};
use crate::words::{as_of, dates, plain};

impl Dossier<'_> {
    /// Prints all sections that have something to say.
    pub(super) fn print(mut self, page: &mut Page) {
        self.head(page);
        self.names(page);
        self.lists(page);
        ties::behind(&mut self, page);
        ties::before(&mut self, page);
        owners::print(&self, page);
        said::print(&mut self, page);
        self.tells(page);
        self.notes.print(page);
    }

    fn head(&mut self, page: &mut Page) {
        let party = &self.party;
        page.para(&strong(party.name()).faint(native(party.native())));
        let mut about = vec![plain(party.kind().word())];
        if !party.country().is_empty() {
            about.push(party.country().to_owned());
        }
        about.push(format!("id {}", party.id()));
        about.push(format!("as of {}", as_of(self.screener)));
        let cited = self.notes.cite(&party.sources());
        if !cited.is_empty() {
            about.push(cited);
        }
        page.para(&faint(about.join(" · ")));
        if !party.note().is_empty() {
            page.para(&text(party.note()));
        }
        let register = self.screener.register();
        let makes: Vec<&str> = party.makes().filter_map(|no| register.class(no)).map(|c| c.name()).collect();
        if !makes.is_empty() {
            page.para(&faint("Known for: ").plain(makes.join(", ")));
        }
    }

    fn names(&self, page: &mut Page) {
        page.heading("Names");
        let mut by_kind: BTreeMap<NameKind, Vec<Name<'_>>> = BTreeMap::new();
        for name in self.party.names() {
            by_kind.entry(name.kind()).or_default().push(name);
        }
        let marked = |line: Line, name: &Name<'_>| {
            let mut marks = Vec::new();
            if name.is_unsourced() {
                marks.push("unsourced");
            }
            if name.is_common() {
                marks.push("ordinary word");
            }
            let line = line.plain(name.text());
            if marks.is_empty() { line } else { line.faint(format!(" ({})", marks.join(", "))) }
        };
        let row = |(kind, names): (NameKind, Vec<Name<'_>>)| {
            let line = names.iter().enumerate().fold(Line::default(), |line, (n, name)| {
                marked(if n > 0 { line.plain(", ") } else { line }, name)
            });
            vec![faint(kind.word()), line]
        };
        page.rows(2, &[], by_kind.into_iter().map(row).collect());
    }

    fn lists(&mut self, page: &mut Page) {
        page.heading("On lists");
        let mut all: Vec<DesignationView<'_>> = self.party.designations().collect();
        if all.is_empty() {
            return page.hanging(2, 2, &text("On none that this register holds."));
        }
        all.sort_by_key(|d| std::cmp::Reverse(d.interval().holds(self.screener.as_of())));
        for one in all {
            self.designation(page, &one);
        }
    }

    fn designation(&mut self, page: &mut Page, one: &DesignationView<'_>) {
        let Some(list) = one.list() else { return };
        let interval = one.interval();
        let state = match interval.holds(self.screener.as_of()) {
            Holds::Yes => Line::default(),
            Holds::No => Line::default().add(Tone::Faint, " · not in force that day"),
            Holds::Unknown => {
                Line::default().add(Tone::Caution, " · whether in force that day is not certain")
            }
        };
        page.hanging(2, 4, &strong(list.name()).faint(format!(" · {}", list.id())).then(state));
        let citation =
            if one.citation().is_empty() { String::new() } else { format!(" · {}", one.citation()) };
        let cited = self.notes.cite(&one.sources());
        let entry = format!("as “{}”, {}{citation} · {cited}", one.entry(), dates(&interval));
        page.hanging(4, 4, &faint(entry));
        let reason = if one.reason().is_empty() { faint("no reason published") } else { text(one.reason()) };
        page.hanging(4, 4, &reason);
    }

    fn tells(&mut self, page: &mut Page) {
        const SHOWN: usize = 8;
        let mut by_kind: BTreeMap<(String, Strength), Vec<Tell<'_>>> = BTreeMap::new();
        for tell in self.party.tells() {
            by_kind.entry((plain(tell.kind().word()), tell.strength())).or_default().push(tell);
        }
        if by_kind.is_empty() {
            return;
        }
        page.heading("How its products give themselves away");
        let mut rows = Vec::new();
        for ((kind, strength), tells) in by_kind {
            let shown = if self.all { tells.len() } else { SHOWN };
            let literals: Vec<&str> = tells.iter().take(shown).map(Tell::literal).collect();
            let mut line = text(literals.join(", "));
            if tells.len() > shown {
                line = line.faint(format!(" and {} more", tells.len() - shown));
            }
            let mut sources: Vec<_> = tells.iter().flat_map(Tell::sources).collect();
            sources.dedup();
            let cited = self.notes.cite(&{
                sources.sort_by(|a, b| a.id.cmp(&b.id));
                sources.dedup();
                sources
            });
            line = line.faint(if cited.is_empty() {
                " · unsourced".to_owned()
            } else {
                format!(" · {cited}")
            });
            let weak = if strength == Strength::Weak { " (shared)" } else { "" };
            rows.push(vec![text(kind).faint(weak), line]);
        }
        page.rows(2, &[], rows);
    }
}
