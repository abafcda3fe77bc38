//! Sources as numbered notes: cited where something is said, listed once at the end with title, date, tier and address.

use nameplate::finding::Source;

use crate::out::{Page, faint, text};

/// The sources cited so far.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    cited: Vec<Source>,
}

impl Notes {
    /// Cites sources: `[1] [4]`.
    pub(crate) fn cite(&mut self, sources: &[Source]) -> String {
        let mut numbers: Vec<usize> = sources.iter().map(|source| self.number(source)).collect();
        numbers.sort_unstable();
        numbers.iter().map(|n| format!("[{n}]")).collect::<Vec<_>>().join(" ")
    }

    fn number(&mut self, source: &Source) -> usize {
        let known = self.cited.iter().position(|cited| cited.id == source.id);
        known.unwrap_or_else(|| {
            self.cited.push(source.clone());
            self.cited.len() - 1
        }) + 1
    }

    /// The list of what was cited.
    pub(crate) fn print(&self, page: &mut Page) {
        if self.cited.is_empty() {
            return;
        }
        page.heading("Sources");
        let numbers = self.cited.len().to_string().len() + 2;
        for (n, source) in self.cited.iter().enumerate() {
            let number = format!("{:>numbers$}", format!("[{}]", n + 1));
            let line = text(&source.title).faint(format!(" · {} · tier {}", source.dated(), source.tier));
            page.rows(2, &[numbers], vec![vec![faint(number), line]]);
            if !source.url.is_empty() {
                page.hanging(numbers + 4, numbers + 4, &faint(&source.url));
            }
        }
        page.blank();
        page.para(&faint(
            "Tier A: official or the company's own filing. B: press or law firm. C: technical community.",
        ));
    }
}

/// The tiers of sources, each once: `tier A, C`.
pub(crate) fn tiers(sources: &[Source]) -> String {
    let mut tiers: Vec<&str> = sources.iter().map(|source| source.tier.word()).collect();
    tiers.sort_unstable();
    tiers.dedup();
    if tiers.is_empty() { "no source".to_owned() } else { format!("tier {}", tiers.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nameplate::date::Date;

    fn source(id: &str) -> Source {
        Source {
            id: id.into(),
            title: id.into(),
            url: String::new(),
            date: Date::Unknown,
            tier: nameplate::register::Tier::A,
        }
    }

    #[test]
    fn a_source_without_a_date_says_so() {
        assert_eq!(source("a").dated(), "date unknown");
    }

    #[test]
    fn a_source_has_one_number_however_often_it_is_cited() {
        let mut notes = Notes::default();
        assert_eq!(notes.cite(&[source("a"), source("b")]), "[1] [2]");
        assert_eq!(notes.cite(&[source("c"), source("a")]), "[1] [3]");
        assert_eq!(tiers(&[source("a"), source("b")]), "tier A");
    }
}
