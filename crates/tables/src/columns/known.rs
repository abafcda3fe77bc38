//! The tables of column names: `names.txt`, what each means in the formats that catalogs come in, and `languages.txt`, what
//! columns are called in the languages of the world. Here is only how they are read and looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::meaning::{Meaning, Table as Kind};
use super::normal;

/// What a name of a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It means this.
    Means(Meaning),
    /// A company: who sells, or who made, by what else the table holds.
    Firm,
    /// The number of an order: an id, and a sign that something was bought.
    Order,
    /// What only stands where something is bought or sold.
    Trade,
    /// What only stands in an inventory of devices.
    Device,
    /// What never says who is behind a product.
    Skip,
}

impl Word {
    fn of(field: &str, kind: Kind) -> Option<Word> {
        Some(match field {
            "specs" => Word::Means(Meaning::Specs),
            "firm" => Word::Firm,
            "order" => Word::Order,
            "trade" => Word::Trade,
            "device" => Word::Device,
            "skip" => Word::Skip,
            _ => Word::Means(Meaning::from_name(field, kind)?),
        })
    }
}

/// A format of catalogs, and what its columns mean.
#[derive(Debug, Default)]
pub(crate) struct Format {
    /// As printed.
    pub name: &'static str,
    /// Names that together tell the format: all of any one group.
    signatures: Vec<Vec<&'static str>>,
    /// What a name says, and how good a column it is for that (0 is best).
    words: HashMap<String, (Word, u16)>,
    /// How many names each meaning has so far.
    ranks: HashMap<Meaning, u16>,
}

impl Format {
    /// Whether columns of these names are of this format.
    pub(super) fn fits(&self, has: impl Fn(&str) -> bool) -> bool {
        self.signatures.iter().any(|group| group.iter().all(|name| has(name)))
    }

    /// Takes a name up; `false` where it is known already and says something else.
    fn add(&mut self, name: String, word: Word) -> bool {
        let rank = match word {
            Word::Means(meaning) => self.ranks.entry(meaning).or_default(),
            _ => &mut 0,
        };
        let (known, _) = *self.words.entry(name).or_insert((word, *rank));
        *rank += 1;
        known == word
    }
}

/// All that is known.
#[derive(Debug, Default)]
struct Table {
    formats: Vec<Format>,
    inventory: Format,
    suppliers: Format,
    parties: Format,
    common: Format,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::read(include_str!("names.txt"), &mut |_, _| {});
    table.learn(include_str!("languages.txt"), &mut |_, _| {});
    table
});

/// Lines that say something, with their number.
fn lines(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let numbered = text.lines().enumerate();
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(|(i, line)| (i + 1, line))
}

impl Table {
    /// Reads the formats; `bad` is told of lines that mean nothing (a test holds that there are none).
    fn read(text: &'static str, bad: &mut dyn FnMut(usize, &'static str)) -> Table {
        let mut sections: Vec<Format> = Vec::new();
        for (number, line) in lines(text) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                sections.push(Format { name, ..Format::default() });
                continue;
            }
            let (Some(section), Some((field, names))) = (sections.last_mut(), line.split_once(':')) else {
                bad(number, line);
                continue;
            };
            let names = names.split_whitespace();
            if field == "signature" {
                section.signatures.push(names.collect());
                continue;
            }
            let kind = if section.name == "parties" { Kind::Parties } else { Kind::Catalog };
            let Some(word) = Word::of(field, kind) else {
                bad(number, line);
                continue;
            };
            for name in names {
                if section.words.contains_key(name) || !section.add(name.to_owned(), word) {
                    bad(number, name);
                }
            }
        }
        let mut table = Table::default();
        for section in sections {
            match section.name {
                "common" => table.common = section,
                "inventory" => table.inventory = section,
                "suppliers" => table.suppliers = section,
                "parties" => table.parties = section,
                _ => table.formats.push(section),
            }
        }
        table
    }

    /// Adds the names of all languages to what is common, behind what stands there.
    fn learn(&mut self, text: &'static str, bad: &mut dyn FnMut(usize, &'static str)) {
        for (number, line) in lines(text).filter(|(_, line)| !line.starts_with('[')) {
            let parts = line.split_once(':');
            let Some((word, names)) =
                parts.and_then(|(field, names)| Some((Word::of(field, Kind::Catalog)?, names)))
            else {
                bad(number, line);
                continue;
            };
            for name in names.split(", ").map(str::trim) {
                let key = normal::key(name);
                if key.is_empty() || !self.common.add(key, word) {
                    bad(number, name);
                }
            }
        }
    }
}

/// All formats; the first that fits is taken.
pub(super) fn formats() -> &'static [Format] {
    &TABLE.formats
}

/// What columns of an inventory mean, beside what they mean in any catalog.
pub(super) fn inventory() -> &'static Format {
    &TABLE.inventory
}

/// What columns of a supplier or purchase file mean.
pub(super) fn suppliers() -> &'static Format {
    &TABLE.suppliers
}

/// What columns of a table of parties mean.
pub(super) fn parties() -> &'static Format {
    &TABLE.parties
}

/// What a normalised name says in a format, and how good a column it is for that. What a format says of itself comes
/// before what is common.
pub(super) fn lookup(key: &str, format: Option<&Format>) -> Option<(Word, u16)> {
    const AFTER_OWN: u16 = 1_000;
    let own = format.and_then(|format| format.words.get(key)).copied();
    own.or_else(|| TABLE.common.words.get(key).map(|(word, rank)| (*word, rank + AFTER_OWN)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_means_something() {
        let text = include_str!("names.txt");
        let mut bad = Vec::new();
        let mut table = Table::read(text, &mut |number, what| bad.push((number, what)));
        table.learn(include_str!("languages.txt"), &mut |number, what| bad.push((number, what)));
        assert_eq!(bad, []);
        assert_eq!(table.formats.len(), 9);
        let lines = text.lines().filter(|line| !line.starts_with(['#', '[']));
        for name in
            lines.filter_map(|line| line.split_once(':')).flat_map(|(_, names)| names.split_whitespace())
        {
            assert_eq!(normal::key(name), name, "not in the normal form");
        }
    }
}
