//! The registry of rewritings, from `data/rewritings.tsv`, and how one of them dresses a row.

use nameplate::{Field, Listing};

use crate::goods::{Goods, Label};
use crate::layout;
use crate::tables::{Tables, lines};
use crate::words;

/// One way to change the clothes.
#[derive(Debug)]
pub(crate) struct Rewriting {
    pub(crate) id: &'static str,
    pub(crate) family: &'static str,
    /// Never changed once committed; the others may be.
    pub(crate) frozen: bool,
    /// Style of the headers; none for no header row.
    pub(crate) headers: Option<&'static str>,
    pub(crate) layout: &'static str,
    /// Source of categories, and how its path is written; none to leave what is there.
    category: Option<(&'static str, &'static str)>,
    words: &'static str,
    /// Encoding and separator.
    pub(crate) charset: &'static str,
    pub(crate) delimiter: u8,
    pub(crate) sentence: &'static str,
}

/// All of them, in the order of the file; the first leaves everything as it is.
pub(crate) fn all() -> Vec<Rewriting> {
    lines(include_str!("data/rewritings.tsv"))
        .map(|line| {
            let [id, family, state, headers, layout, category, words, file, sentence] = line[..] else {
                panic!("{line:?}: not nine cells");
            };
            let (charset, delimiter) = file.split_once(' ').expect("an encoding and a separator");
            Rewriting {
                id,
                family,
                frozen: match state {
                    "frozen" => true,
                    "open" => false,
                    _ => panic!("{id}: `{state}` is neither frozen nor open"),
                },
                headers: Some(headers).filter(|style| *style != "none"),
                layout,
                category: (category != "-").then(|| category.split_once(' ').unwrap_or((category, ""))),
                words,
                charset,
                delimiter: if delimiter == "tab" { b'\t' } else { delimiter.as_bytes()[0] },
                sentence,
            }
        })
        .collect()
}

/// A row as it goes into the table.
pub(crate) struct Dressed {
    /// Its cells.
    pub(crate) listing: Listing<'static>,
    /// What a second column of titles holds.
    pub(crate) more_title: String,
    /// Whether cells are other than they were.
    pub(crate) changed: bool,
    /// Whether the rewriting took away what the label rests on, so that the row is counted apart.
    pub(crate) apart: bool,
}

impl Rewriting {
    /// Whether it hides names behind other letters, or splits them. Cyrillic twins and invisible characters are no doubt at all.
    pub(crate) fn imitates(&self) -> bool {
        matches!(self.words, "look_alike_latin" | "split_space" | "split_mark")
    }

    /// Dresses a row; `number` varies what is picked from several.
    pub(crate) fn dress(&self, goods: &Goods, tables: &Tables, number: usize) -> Dressed {
        let mut listing = goods.listing.clone();
        let was_shelved = !listing.get(Field::Category).is_empty();
        if let Some(way) = self.category {
            listing.set(Field::Category, shelved(way, goods.kind, tables));
        }
        if self.words != "-" {
            let cut = words::Words { tables, kind: goods.kind, number };
            cut.apply(self.words, &mut listing);
        }
        let more_title = layout::apply(self.layout, &mut listing);
        let unshelved = self.category.is_some_and(|(source, _)| source == "none") && was_shelved;
        let cut = self.words.starts_with("cut_");
        let apart = goods.label.as_ref().is_some_and(|label| {
            (unshelved && label.by_class())
                || (cut && undecided(label, &listing, tables))
                || (layout::brand_follows(self.layout) && goods.kind.ends_with("_part"))
        });
        Dressed { changed: listing != goods.listing || !more_title.is_empty(), listing, more_title, apart }
    }

    /// Whether it changes the table around the cells, and with it every row.
    pub(crate) fn changes_table(&self) -> bool {
        self.headers != Some("plain")
            || self.charset != "utf-8"
            || self.delimiter != b','
            || self.layout == "reversed"
    }
}

fn shelved((source, way): (&'static str, &str), kind: &str, tables: &Tables) -> String {
    if source == "none" {
        return String::new();
    }
    let path = tables.path(source, kind, way == "id");
    match way {
        "leaf" => path.last().copied().unwrap_or_default().to_owned(),
        "caps" => path.join(" > ").to_uppercase(),
        "id" => path.concat(),
        ">>" => path.join(">>"),
        "/" => path.join("/"),
        "," => path.join(", "),
        _ => path.join(&format!(" {way} ")),
    }
}

/// Whether a title was cut so that the label need not hold any more. What is told by names and codes needs all of them; what is
/// told by the kind of goods, and silence about goods that name a listed maker, needs every word.
fn undecided(label: &Label, cut: &Listing<'_>, tables: &Tables) -> bool {
    let (before, after) = (label.case.listing.get(Field::Title), cut.get(Field::Title));
    if before == after {
        return false;
    }
    let named = |text: &str| {
        let text = text.to_lowercase();
        tables.names.iter().any(|name| text.contains(name))
    };
    if label.silent() {
        return named(after) || after.chars().any(|c| c.is_alphabetic() && c > '\u{24f}');
    }
    label.by_class() || !decisive(before, tables).iter().all(|word| after.contains(word))
}

/// Words that may decide: names, codes, and what is not written in Latin letters.
fn decisive<'t>(text: &'t str, tables: &Tables) -> Vec<&'t str> {
    let decides = |word: &&str| {
        let lower = word.to_lowercase();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let code = word.len() >= 5 && letters >= 2 && word.contains(|c: char| c.is_ascii_digit());
        // Names that no table holds are often written in capitals; two of them are a unit or a feature.
        let capitals = word.chars().filter(|c| c.is_uppercase()).count() >= 3;
        let elsewhere = word.chars().any(|c| c.is_alphabetic() && c > '\u{24f}');
        code || capitals || elsewhere || tables.names.iter().any(|name| lower.contains(name))
    };
    text.split_whitespace().filter(decides).collect()
}
