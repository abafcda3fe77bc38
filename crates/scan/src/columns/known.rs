//! The table of column names, `names.txt`: what each means in the formats that catalogs come in. Here is only how it is
//! read and looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::meaning::{Meaning, Table as Kind};

/// A format of catalogs, and what its columns mean.
#[derive(Debug, Default)]
pub(crate) struct Format {
    /// As printed.
    pub(crate) name: &'static str,
    /// Names that together tell the format: all of any one group.
    signatures: Vec<Vec<&'static str>>,
    /// Meaning of a name, and how good a column it is for that (0 is best).
    words: HashMap<&'static str, (Meaning, u16)>,
}

impl Format {
    /// Whether columns of these names are of this format.
    pub(super) fn fits(&self, has: impl Fn(&str) -> bool) -> bool {
        self.signatures.iter().any(|group| group.iter().all(|name| has(name)))
    }
}

/// All that is known.
#[derive(Debug, Default)]
struct Table {
    formats: Vec<Format>,
    suppliers: Format,
    parties: Format,
    common: Format,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("names.txt"), &mut |_, _| {}));

impl Table {
    /// Reads the table; `bad` is told of lines that mean nothing (a test holds that there are none).
    fn read(text: &'static str, bad: &mut dyn FnMut(usize, &'static str)) -> Table {
        let mut sections: Vec<Format> = Vec::new();
        let mut ranks: HashMap<Meaning, u16> = HashMap::new();
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                sections.push(Format { name, ..Format::default() });
                ranks.clear();
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
            let specs = (field == "specs").then_some(Meaning::Specs);
            let kind = if section.name == "parties" { Kind::Parties } else { Kind::Catalog };
            let Some(meaning) = specs.or_else(|| Meaning::from_name(field, kind)) else {
                bad(number, line);
                continue;
            };
            let rank = ranks.entry(meaning).or_default();
            for name in names {
                if section.words.insert(name, (meaning, *rank)).is_some() {
                    bad(number, name);
                }
                *rank += 1;
            }
        }
        let mut table = Table::default();
        for section in sections {
            match section.name {
                "common" => table.common = section,
                "suppliers" => table.suppliers = section,
                "parties" => table.parties = section,
                _ => table.formats.push(section),
            }
        }
        table
    }
}

/// All formats; the first that fits is taken.
pub(super) fn formats() -> &'static [Format] {
    &TABLE.formats
}

/// What columns of a supplier or purchase file mean.
pub(super) fn suppliers() -> &'static Format {
    &TABLE.suppliers
}

/// What columns of a table of parties mean.
pub(super) fn parties() -> &'static Format {
    &TABLE.parties
}

/// What a normalised name means in a format, and how good a column it is for that. What a format says of itself comes
/// before what is common.
pub(super) fn lookup(key: &str, format: Option<&Format>) -> Option<(Meaning, u16)> {
    const AFTER_OWN: u16 = 1_000;
    let own = format.and_then(|format| format.words.get(key)).copied();
    own.or_else(|| TABLE.common.words.get(key).map(|(meaning, rank)| (*meaning, rank + AFTER_OWN)))
}

#[cfg(test)]
mod tests {
    use super::super::normal;
    use super::*;

    #[test]
    fn every_line_of_the_table_means_something() {
        let text = include_str!("names.txt");
        let mut bad = Vec::new();
        let table = Table::read(text, &mut |number, what| bad.push((number + 1, what)));
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
