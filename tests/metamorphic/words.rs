//! Cells written in other ways: capitals, tags, abbreviations, noise, and letters as evaders use them.

use nameplate::{Field, Listing};

use crate::tables::Tables;

/// The cells that people write by hand.
const WRITTEN: &[Field] = &[Field::Title, Field::Brand, Field::Manufacturer, Field::Text];

/// What a change of words may look at.
pub(crate) struct Words<'t> {
    pub(crate) tables: &'t Tables,
    /// Kind of the goods.
    pub(crate) kind: &'static str,
    /// Number of the row: picks one of several.
    pub(crate) number: usize,
}

impl Words<'_> {
    /// Changes the cells of a listing.
    pub(crate) fn apply(&self, what: &str, listing: &mut Listing<'static>) {
        if let Some(pattern) = what.strip_prefix("brand:") {
            return self.brand(pattern, listing);
        }
        let names = self.names(listing);
        for &field in WRITTEN {
            let text = listing.get(field).to_owned();
            if !text.trim().is_empty() {
                listing.set(field, self.cell(what, field, &text, &names));
            }
        }
    }

    fn cell(&self, what: &str, field: Field, text: &str, names: &[String]) -> String {
        let title = field == Field::Title;
        match what {
            "upper" => text.to_uppercase(),
            "lower" => text.to_lowercase(),
            "no_diacritics" => text.chars().map(plain).collect(),
            "html" if title => format!("<p><b>{}</b></p>", escaped(text)),
            "html" => escaped(text),
            "entities" => text.replace('&', "&amp;").replace('-', "&#45;").replace(' ', "&nbsp;"),
            "cut_40" if title => cut(text, 40),
            "cut_60" if title => cut(text, 60),
            "abbreviated" if title => self.abbreviated(text),
            "abbreviated" => text.to_uppercase(),
            "noise" if title => self.noise(text),
            "noise_more" if title => self.noise(&text.split_whitespace().collect::<Vec<_>>().join(" ~ ")),
            "spaces" => text.replace(' ', "\u{a0} "),
            "look_alike_latin" => named(text, names, |name| self.look_alike(name, false)),
            "look_alike_cyrillic" => named(text, names, |name| self.look_alike(name, true)),
            "split_space" => named(text, names, |name| halves(name, " ")),
            "split_mark" => {
                named(text, names, |name| halves(name, if self.number.is_multiple_of(2) { "-" } else { "." }))
            }
            "split_invisible" => named(text, names, |name| halves(name, "\u{200b}")),
            "cut_40" | "cut_60" | "noise" | "noise_more" => text.to_owned(),
            other => panic!("`{other}` does nothing with words"),
        }
    }

    /// The cell of the brand with another word. What is no brand ("N/A") stays as it is.
    fn brand(&self, pattern: &str, listing: &mut Listing<'static>) {
        let brand = listing.get(Field::Brand).trim().to_owned();
        let wordy = brand.contains(':') || brand.starts_with("Visit ");
        if wordy
            || !brand.contains(char::is_alphabetic)
            || matches!(&*brand, "N/A" | "null" | "Does not apply")
        {
            return;
        }
        let spec = self.tables.specs.get(self.kind).copied().unwrap_or("New");
        listing.set(Field::Brand, pattern.replace("{}", &brand).replace("{spec}", spec));
    }

    /// Names to disguise: the well-known ones, and the listing's own brand.
    fn names(&self, listing: &Listing<'_>) -> Vec<String> {
        let own = listing.get(Field::Brand).trim().to_lowercase();
        let own = (own.len() >= 4 && own.chars().all(|c| c.is_ascii_alphabetic())).then_some(own);
        own.into_iter().chain(self.tables.names.iter().map(|name| (*name).to_owned())).collect()
    }

    fn look_alike(&self, name: &str, cyrillic: bool) -> String {
        let other = |letter: char| {
            let row = self.tables.look_alikes.iter().find(|(known, ..)| *known == letter)?;
            if cyrillic { row.2 } else { row.1 }
        };
        // One letter in Latin, since readers must still see the name; all of them in Cyrillic, where nobody sees a difference.
        let mut left = if cyrillic { usize::MAX } else { 1 };
        let mut swap = |(at, letter): (usize, char)| match other(letter) {
            Some(alike) if at > 0 && left > 0 => {
                left -= 1;
                alike
            }
            _ => letter,
        };
        name.chars().enumerate().map(&mut swap).collect()
    }

    fn abbreviated(&self, title: &str) -> String {
        let short = |word: &str| {
            let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
            let known = self.tables.abbreviations.get(&*bare.to_lowercase());
            known.map_or_else(|| word.to_uppercase(), |short| (*short).to_owned())
        };
        title.split_whitespace().map(short).collect::<Vec<_>>().join(" ")
    }

    fn noise(&self, title: &str) -> String {
        let (front, back) = &self.tables.noise;
        format!("{} {title} {}", front[self.number % front.len()], back[self.number / 2 % back.len()])
    }
}

/// Latin letters without their marks, for the languages that listings are written in.
fn plain(letter: char) -> char {
    const MARKED: &str =
        "áàâäãåąćčçďéèêëěęíìîïłńňñóòôöõøőřśšşťúùûüůűýźżžğıÁÀÂÄÃÅĄĆČÇĎÉÈÊËĚĘÍÌÎÏŁŃŇÑÓÒÔÖÕØŐŘŚŠŞŤÚÙÛÜŮŰÝŹŻŽĞİ";
    const PLAIN: &str =
        "aaaaaaacccdeeeeeeiiiilnnnooooooorssstuuuuuuyzzzgiAAAAAAACCCDEEEEEEIIIILNNNOOOOOOORSSSTUUUUUUYZZZGI";
    let at = MARKED.chars().position(|marked| marked == letter);
    at.and_then(|at| PLAIN.chars().nth(at)).unwrap_or(letter)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// The first characters, up to the last whole word where there is one.
fn cut(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let head = &text[..end];
    head.rsplit_once(' ').map_or(head, |(words, _)| words).to_owned()
}

/// Every whole name in a text, disguised.
fn named(text: &str, names: &[String], disguise: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        out.push_str(&rest[..start]);
        let word = &rest[start..];
        let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        let known = word.len() >= 4 && names.iter().any(|name| name.eq_ignore_ascii_case(word));
        out.push_str(&if known { disguise(word) } else { word.to_owned() });
        rest = after;
    }
    out + rest
}

fn halves(name: &str, between: &str) -> String {
    let (first, second) = name.split_at(if name.len() > 5 { name.len() / 2 } else { 2 });
    format!("{first}{between}{second}")
}
