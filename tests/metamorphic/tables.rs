//! The tables under `data/`, read once: no knowledge stands in code.

use std::collections::BTreeMap;

/// The cells of a table, line by line; comments and the header are left out.
pub(crate) fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|l| l.split('\t').collect())
}

/// All tables.
pub(crate) struct Tables {
    /// Kind of goods by the id of a labelled listing.
    pub(crate) kinds: BTreeMap<&'static str, &'static str>,
    /// Path by source and kind.
    paths: BTreeMap<(&'static str, &'static str), &'static str>,
    /// Names of columns by style: the id, the fields of [`crate::table::FIELDS`], the price.
    pub(crate) headers: BTreeMap<&'static str, Vec<&'static str>>,
    /// Names that are disguised, in lower case.
    pub(crate) names: Vec<&'static str>,
    /// Short form by word.
    pub(crate) abbreviations: BTreeMap<&'static str, &'static str>,
    /// Letters that look alike: letter, Latin, Cyrillic.
    pub(crate) look_alikes: Vec<(char, Option<char>, Option<char>)>,
    /// Shop noise before and behind a title.
    pub(crate) noise: (Vec<&'static str>, Vec<&'static str>),
    /// A word that fits a kind of goods.
    pub(crate) specs: BTreeMap<&'static str, &'static str>,
    /// Kind of goods by the shelf of a real shop.
    pub(crate) shelves: BTreeMap<&'static str, &'static str>,
}

impl Tables {
    /// Reads them.
    pub(crate) fn read() -> Tables {
        let pairs = |text| lines(text).map(|line| (line[0], line[1])).collect();
        let letter = |text: &str| text.chars().next();
        let noise: Vec<Vec<&str>> = lines(include_str!("data/noise.tsv")).collect();
        let of = |kind: &str| noise.iter().filter(|line| line[0] == kind).map(|line| line[1]).collect();
        Tables {
            kinds: pairs(include_str!("data/kinds.tsv")),
            paths: lines(include_str!("data/paths.tsv")).map(|line| ((line[0], line[1]), line[2])).collect(),
            headers: lines(include_str!("data/headers.tsv"))
                .map(|line| (line[0], line[1..].to_vec()))
                .collect(),
            names: lines(include_str!("data/names.tsv")).map(|line| line[0]).collect(),
            abbreviations: pairs(include_str!("data/abbreviations.tsv")),
            look_alikes: lines(include_str!("data/look_alikes.tsv"))
                .map(|line| (letter(line[0]).expect("a letter"), letter(line[1]), letter(line[2])))
                .collect(),
            noise: (of("front"), of("back")),
            specs: pairs(include_str!("data/specs.tsv")),
            shelves: pairs(include_str!("data/shelves.tsv")),
        }
    }

    /// Where a source shelves a kind of goods: its shelves, or its code.
    pub(crate) fn path(&self, source: &str, kind: &str, as_code: bool) -> Vec<&str> {
        let Some(path) = self.paths.get(&(source, kind)) else {
            assert_eq!(kind, "other", "{source} has no path for `{kind}`");
            return Vec::new();
        };
        if source == "google" && !as_code {
            let id: u32 = path.parse().expect("an id of Google's taxonomy");
            let known = google_taxonomy::ProductCategory::from_id(id);
            return known.expect("an id of Google's taxonomy").name().split(" > ").collect();
        }
        // The shops' own way of writing a path is known by its mark; names of shelves hold commas and slashes too.
        let mark = [" > ", ">>", " | ", "/"].into_iter().find(|mark| path.contains(mark)).unwrap_or(", ");
        path.split(mark).collect()
    }
}
